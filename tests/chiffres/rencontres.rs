//! Sentences that others found the reading to be wrong about: they stay right.
//!
//! Those that are wrong and are not seen are counted and printed only: seeing more of them must cost none of the others.

use std::collections::BTreeMap;
use std::path::Path;

use carte_blanche::cli::load;
use carte_blanche::cli::provenance::Provenance;
use carte_blanche::dossier::Dossier;
use carte_blanche::prose::Form;
use carte_blanche::read::Keep;
use carte_blanche::value::date::{self, Day};
use carte_blanche::verify::{self, Checked, Facts, Settings, Verdict};

use crate::corpus::file;

/// The day on which a text without a date is read.
fn today() -> Day {
    Day::from_ymd(2026, 11, 22).expect("a day")
}

fn dossier(name: &str, at: Day) -> Dossier {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("dossiers").join(name);
    load::load(&[root], Keep::Names, Some(at), &Provenance::Worktree).expect("a dossier").remove(0).dossier
}

/// Returns what is wrong with the reading of a text, if anything.
fn mistake(expected: &str, text: &str, checked: &Checked) -> Option<String> {
    let found: Vec<String> =
        checked.findings.iter().map(|found| format!("{} {}", found.rule.code, found.message)).collect();
    let first = checked.figures.first().map(|figure| figure.verdict);
    let wrong = match expected {
        "calme" => !found.is_empty(),
        "incertain" => !found.is_empty() || first == Some(Verdict::True),
        "fautif" => found.is_empty(),
        other => panic!("« {other} » is no expectation"),
    };
    wrong.then(|| format!("{expected}: {text}\n     {found:?} {first:?}"))
}

#[test]
fn what_was_once_misread_is_read_rightly() {
    let mut known: BTreeMap<(String, Day), Facts> = BTreeMap::new();
    let mut counts: BTreeMap<String, (u32, Vec<String>)> = BTreeMap::new();
    for line in file("rencontres.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parts: Vec<&str> = line.splitn(4, " | ").collect();
        let [expected, name, day, text] = parts[..] else { panic!("{line}") };
        let text = text.replace("\\n", "\n");
        let opening = verify::opening(&text, Form::Plain);
        let said = date::parse(day).ok().map(date::Date::latest);
        let published = said.or(opening.published);
        let at = said.or(opening.at).or(published).unwrap_or_else(today);
        let facts = (name != "rien")
            .then(|| &*known.entry((name.to_owned(), at)).or_insert_with(|| Facts::of(&dossier(name, at), at)));
        let settings = Settings { published, today: Some(today()), ..Settings::USUAL };
        let checked = Checked::of(&text, opening.body, Form::Plain, facts, &settings);
        let (read, mistakes) = counts.entry(expected.to_owned()).or_default();
        *read += 1;
        mistakes.extend(mistake(expected, &text, &checked));
    }
    for (expected, (read, mistakes)) in &counts {
        println!("{expected}: {} of {read} misread\n{}", mistakes.len(), mistakes.join("\n"));
    }
    let share =
        |expected: &str| counts.get(expected).map_or(0, |(read, mistakes)| mistakes.len() * 100 / *read as usize);
    assert!(share("calme") == 0, "{} % of the true are called wrong", share("calme"));
    assert!(share("incertain") <= 15, "{} % of the doubtful are called true", share("incertain"));
}
