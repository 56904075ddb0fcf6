//! The sentences: every figure has the verdict expected of it.

use std::collections::BTreeMap;

use carte_blanche::prose::Form;
use carte_blanche::text::Span;
use carte_blanche::verify::{Checked, Settings, Verdict};

use crate::corpus::{Sentence, facts, sentences};

/// What was read of one figure, and what was expected.
struct Reading {
    line: usize,
    words: String,
    expected: String,
    read: String,
    sentence: String,
}

fn read(name: &str) -> Vec<Reading> {
    let sentences = sentences(name);
    let facts = facts(&sentences);
    sentences
        .iter()
        .flat_map(|sentence| readings(sentence, facts.get(&sentence.scope).and_then(Option::as_ref)))
        .collect()
}

fn readings(sentence: &Sentence, facts: Option<&carte_blanche::verify::Facts>) -> Vec<Reading> {
    let text = &sentence.text;
    let checked = Checked::of(text, Span::new(0, text.len()), Form::Plain, facts, &Settings::USUAL);
    let reading = |words: &str, expected: &str, read: &str| Reading {
        line: sentence.line,
        words: words.to_owned(),
        expected: expected.to_owned(),
        read: read.to_owned(),
        sentence: text.clone(),
    };
    let mut all = Vec::new();
    let mut told = vec![false; checked.figures.len()];
    for expected in &sentence.figures {
        let start = text.find(&expected.words).expect("the words");
        let place = Span::new(start, start + expected.words.len());
        let figure =
            checked.figures.iter().position(|figure| figure.span.start < place.end && place.start < figure.span.end);
        let read =
            figure.and_then(|at| checked.figures.get(at)).map_or("pas un chiffre", |figure| figure.verdict.word());
        if let Some(told) = figure.and_then(|at| told.get_mut(at)) {
            *told = true;
        }
        all.push(reading(&expected.words, &expected.verdict, read));
    }
    for (figure, _) in checked.figures.iter().zip(told).filter(|(_, told)| !told) {
        if matches!(figure.verdict, Verdict::False | Verdict::Misleading) {
            all.push(reading(figure.span.of(text), "rien", figure.verdict.word()));
        }
    }
    all
}

fn agrees(reading: &Reading) -> bool {
    match reading.expected.as_str() {
        "non compté" => matches!(reading.read.as_str(), "non vérifiable" | "pas un chiffre"),
        expected => reading.read == expected,
    }
}

/// How many figures of a class were expected, read so, and both.
#[derive(Clone, Copy, Default)]
struct Class {
    expected: u32,
    read: u32,
    right: u32,
}

impl Class {
    fn precision(self) -> f64 {
        share(self.right, self.read)
    }

    fn recall(self) -> f64 {
        share(self.right, self.expected)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 100.0 } else { f64::from(part) * 100.0 / f64::from(whole) }
}

fn classes(readings: &[Reading]) -> BTreeMap<&str, Class> {
    let mut classes: BTreeMap<&str, Class> = BTreeMap::new();
    for reading in readings {
        let right = agrees(reading);
        let expected = classes.entry(&reading.expected).or_default();
        expected.expected += 1;
        expected.right += u32::from(right);
        classes.entry(if right { &reading.expected } else { &reading.read }).or_default().read += 1;
    }
    classes
}

/// Prints what each class is worth, and every figure that was read otherwise.
fn print(readings: &[Reading]) {
    println!("{:<16} {:>8} {:>8} {:>10} {:>8}", "class", "expected", "read", "precision", "recall");
    for (name, class) in classes(readings) {
        println!(
            "{name:<16} {:>8} {:>8} {:>8.1} % {:>6.1} %",
            class.expected,
            class.read,
            class.precision(),
            class.recall()
        );
    }
    for one in readings.iter().filter(|one| !agrees(one)) {
        println!("{}: « {} » read {}, expected {}\n     {}", one.line, one.words, one.read, one.expected, one.sentence);
    }
}

#[test]
fn ordinary_prose_raises_no_alarm() {
    let readings = read("ordinaire.txt");
    print(&readings);
    let said: Vec<&str> = readings
        .iter()
        .filter(|one| matches!(&*one.read, "faux" | "trompeur" | "vrai"))
        .map(|one| &*one.words)
        .collect();
    assert!(said.is_empty(), "read as claims: {said:?}");
    let counted = readings.iter().filter(|one| !agrees(one)).count();
    assert!(counted * 20 <= readings.len(), "{counted} of {} are taken for figures, or are not", readings.len());
}

#[test]
fn every_row_of_the_table_is_read_as_it_should() {
    let readings = read("tableau.txt");
    print(&readings);
    let classes = classes(&readings);
    for (name, precision, recall) in
        [("faux", 100.0, 85.0), ("trompeur", 100.0, 90.0), ("vrai", 100.0, 93.0), ("non vérifiable", 65.0, 95.0)]
    {
        let class = classes.get(name).copied().unwrap_or_default();
        assert!(class.precision() >= precision, "{name}: precision {:.1} %", class.precision());
        assert!(class.recall() >= recall, "{name}: recall {:.1} %", class.recall());
    }
}
