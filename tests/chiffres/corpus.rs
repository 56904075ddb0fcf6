//! The corpus as values.

use std::collections::BTreeMap;
use std::path::Path;

use carte_blanche::cli::load;
use carte_blanche::cli::provenance::Provenance;
use carte_blanche::read::Keep;
use carte_blanche::value::date;
use carte_blanche::verify::Facts;

/// A reading expected of the words of a sentence.
pub(crate) struct Expected {
    pub(crate) verdict: String,
    pub(crate) words: String,
}

/// A sentence with its figures.
pub(crate) struct Sentence {
    pub(crate) line: usize,
    /// The dossier and the day against which it is read.
    pub(crate) scope: String,
    pub(crate) text: String,
    pub(crate) figures: Vec<Expected>,
}

/// A text with the findings expected in it.
pub(crate) struct Whole {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) findings: Vec<(String, String)>,
}

/// Returns a file of the corpus.
pub(crate) fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chiffres/corpus").join(name);
    std::fs::read_to_string(path).expect("the corpus")
}

/// Reads a corpus of sentences.
pub(crate) fn sentences(name: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut scope = "rien".to_owned();
    for (index, line) in file(name).lines().enumerate() {
        if let Some(figure) = line.strip_prefix("    ") {
            let (verdict, words) = figure.split_once(" : ").expect("a verdict and words");
            let sentence = sentences.last_mut().expect("a sentence before its figures");
            assert!(sentence.text.contains(words), "line {}: « {words} » is not in the sentence", index + 1);
            sentence.figures.push(Expected { verdict: verdict.trim().to_owned(), words: words.to_owned() });
        } else if let Some(dossier) = line.strip_prefix("@ ") {
            scope = dossier.trim().to_owned();
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            sentences.push(Sentence {
                line: index + 1,
                scope: scope.clone(),
                text: line.to_owned(),
                figures: Vec::new(),
            });
        }
    }
    sentences
}

/// Reads the corpus of texts.
pub(crate) fn texts() -> Vec<Whole> {
    let content = file("textes.txt");
    let parts = content.split("=== ").skip(1);
    parts
        .map(|part| {
            let (title, rest) = part.split_once('\n').expect("a title");
            let (text, found) =
                rest.rsplit_once("\n---\n").unwrap_or_else(|| (rest.trim_end().trim_end_matches("---"), ""));
            let findings = found.lines().filter(|line| !line.trim().is_empty()).map(|line| {
                let (code, words) = line.split_once(" : ").expect("a code and words");
                (code.to_owned(), words.to_owned())
            });
            Whole { title: title.to_owned(), text: text.to_owned(), findings: findings.collect() }
        })
        .collect()
}

/// Loads what each scope knows.
pub(crate) fn facts(sentences: &[Sentence]) -> BTreeMap<String, Option<Facts>> {
    let mut known = BTreeMap::new();
    for sentence in sentences {
        known.entry(sentence.scope.clone()).or_insert_with(|| {
            let (path, day) = sentence.scope.split_once(' ')?;
            let at = date::parse(day).expect("a day").latest();
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            let mut loaded = load::load(&[root], Keep::Names, Some(at), &Provenance::Worktree).expect("the dossier");
            Some(Facts::of(&loaded.remove(0).dossier, at))
        });
    }
    known
}
