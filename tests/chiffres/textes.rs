//! The texts: what contradicts itself is found without a dossier, and nothing else is.

use carte_blanche::prose::Form;
use carte_blanche::verify::{self, Checked, Settings};

use crate::corpus::{Whole, texts};

/// A finding: its rule, and where it stands in the text.
type Found = (String, usize);

fn found(text: &str) -> Vec<Found> {
    let verify::Opening { body, published, .. } = verify::opening(text, Form::Markdown);
    let settings = Settings { published, ..Settings::USUAL };
    let checked = Checked::of(text, body, Form::Markdown, None, &settings);
    let place = |found: &carte_blanche::diagnostic::Diagnostic| found.span.map_or(0, |span| span.start as usize);
    checked.findings.iter().map(|found| (found.rule.code.to_owned(), place(found))).collect()
}

/// Takes from `left` the finding of a rule that stands at some words, or just before them.
fn take(text: &str, left: &mut Vec<Found>, code: &str, words: &str) -> bool {
    let places: Vec<usize> = text.match_indices(words).map(|(at, _)| at).collect();
    let near = |at: usize| places.iter().any(|place| at < place + words.len() && *place < at + 12);
    let Some(at) = left.iter().position(|(known, at)| known == code && near(*at)) else { return false };
    left.remove(at);
    true
}

#[test]
fn texts_that_contradict_themselves_are_found_and_no_other() {
    let texts = texts();
    let (mut expected, mut missed, mut surprises) = (0_usize, Vec::new(), Vec::new());
    for Whole { title, text, findings } in &texts {
        let mut left = found(text);
        expected += findings.len();
        missed.extend(
            findings.iter().filter(|(code, words)| !take(text, &mut left, code, words)).map(|one| (title, one)),
        );
        surprises.extend(left.into_iter().map(|one| (title, one)));
    }
    println!("{} texts, {expected} findings expected, {} missed: {missed:?}", texts.len(), missed.len());
    assert!(surprises.is_empty(), "not expected: {surprises:?}");
    assert!(missed.len() * 20 <= expected, "{} of {expected} missed", missed.len());
}
