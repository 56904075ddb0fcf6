//! Holds what `dossiers/exemple` promises: a whole experimentation, in the words of many, with every kind of record, state and marker.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

mod croissance;
mod etats;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use carte_blanche::cli::load;
use carte_blanche::cli::provenance::Provenance;
use carte_blanche::dossier::Dossier;
use carte_blanche::fr::fold::fold;
use carte_blanche::fr::words::Words;
use carte_blanche::model::{self, idee, small, vocabulary};
use carte_blanche::read::Keep;
use carte_blanche::rule::{Severity, catalogue};
use carte_blanche::rules::{self, Context};
use carte_blanche::schema::{Field, FieldKind};
use carte_blanche::stats::{Measure, Stats};
use carte_blanche::text::NoTexts;
use carte_blanche::unit::{Cell, FileUnit, Value, View};
use carte_blanche::value::date::Day;
use carte_blanche::value::identifiant::Kind;

/// The last day of the experimentation.
fn end() -> Day {
    Day::from_ymd(2025, 12, 12).expect("a day")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dossiers/exemple")
}

fn exemple() -> Dossier {
    let mut loaded = load::load(&[root()], Keep::Texts, Some(end()), &Provenance::Worktree).expect("the dossier");
    assert_eq!(loaded.len(), 1);
    loaded.remove(0).dossier
}

/// The ideas, repetitions included: the name of each, the one it repeats, its words.
fn ideas(dossier: &Dossier) -> Vec<(String, Option<String>, String)> {
    let original = |view: View<'_>| {
        let (of, _) = dossier.duplicate_of(view)?;
        dossier.find(of).and_then(|at| dossier.get(at)).map(|view| dossier.name_of(view))
    };
    let counted = dossier.counted_natures();
    dossier
        .of_kind(Kind::Idee)
        .filter(|(_, view)| counted.contains(&dossier.nature(*view)))
        .map(|(_, view)| {
            let text = view.cell(idee::TEXTE.index).and_then(|cell| view.unit.text(cell)).expect("a text").to_owned();
            (dossier.name_of(view), original(view), text)
        })
        .collect()
}

#[test]
fn it_opens_with_fifty_interviews_and_four_hundred_and_fifty_ideas() {
    let dossier = exemple();
    let stats = Stats::of(&dossier, end());
    let counted = |measure| stats.figure(measure).and_then(|figure| figure.counted?.exact()).expect("a figure");
    assert!(stats.fictif);
    assert_eq!(counted(Measure::Records(Kind::Entretien)), 50);
    assert!(counted(Measure::Records(Kind::Idee)) >= 450);
    assert_eq!(counted(Measure::Personnes), 130);
    assert_eq!(counted(Measure::Immersion), 60 * 60);
    assert_eq!(counted(Measure::Records(Kind::Gisement)), 6);
}

/// How many of the shorter text's stretches of four, words or letters, the other holds too, in hundredths.
fn shared(one: &BTreeSet<u64>, other: &BTreeSet<u64>) -> usize {
    let least = one.len().min(other.len()).max(1);
    one.intersection(other).count() * 100 / least
}

#[test]
fn no_two_ideas_share_sixty_percent_of_their_stretches_of_four_unless_one_repeats_the_other() {
    let ideas = ideas(&exemple());
    let letters = |text: &str| {
        let spaced: String = fold(text).chars().filter(|c| c.is_alphanumeric()).flat_map(|c| [c, ' ']).collect();
        Words::of(&spaced, 0).rows(4).collect::<BTreeSet<u64>>()
    };
    let words = |text: &str| Words::of(text, 0).rows(4).collect::<BTreeSet<u64>>();
    let sets: Vec<_> = ideas.iter().map(|(.., text)| (words(text), letters(text))).collect();
    let mut close = Vec::new();
    for (at, (name, of, text)) in ideas.iter().enumerate() {
        for (before, (other, other_of, other_text)) in ideas.iter().enumerate().take(at) {
            let marked =
                of.as_ref() == Some(other) || other_of.as_ref() == Some(name) || (of.is_some() && of == other_of);
            let (one, two) = (&sets[at], &sets[before]);
            if !marked && shared(&one.0, &two.0).max(shared(&one.1, &two.1)) >= 60 {
                close.push(format!("{other}: {other_text}\n{name}: {text}"));
            }
        }
    }
    assert!(close.is_empty(), "{}", close.join("\n\n"));
}

#[test]
fn no_three_opening_words_begin_more_than_two_percent_of_the_ideas() {
    let ideas = ideas(&exemple());
    let mut openings: BTreeMap<String, usize> = BTreeMap::new();
    for (.., text) in &ideas {
        let words = Words::of(text, 0);
        let open: Vec<String> =
            (0..3).filter_map(|at| words.span(at, at + 1)).map(|span| fold(span.of(text))).collect();
        *openings.entry(open.join(" ")).or_default() += 1;
    }
    for (open, count) in openings {
        assert!(count * 100 <= 2 * ideas.len(), "« {open} » begins {count} ideas of {}", ideas.len());
    }
}

/// The Markdown files of the dossier, with their texts.
fn texts(dossier: &Dossier) -> Vec<(String, String)> {
    let markdown = dossier.files.iter().filter(|file| file.path.ends_with(".md"));
    markdown
        .map(|file| (file.path.to_string(), std::fs::read_to_string(root().join(&*file.path)).expect("a file")))
        .collect()
}

#[test]
fn no_note_takes_up_a_paragraph_of_another() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in texts(&exemple()) {
        let body = text.splitn(3, "---\n").nth(2).expect("a body");
        // A heading may be common, and a quotation is meant to be repeated.
        let paragraphs = body.replace("\r\n", "\n");
        let own = paragraphs.split("\n\n").filter(|text| !text.trim_start().starts_with(['>', '#']));
        for paragraph in own {
            let words = Words::of(paragraph, 0);
            if words.len() < 6 {
                continue;
            }
            let folded: Vec<String> =
                (0..words.len()).filter_map(|at| words.span(at, at + 1)).map(|span| fold(span.of(paragraph))).collect();
            if let Some(other) = seen.insert(folded.join(" "), path.clone()) {
                assert_eq!(other, path, "a paragraph stands in both: {paragraph}");
            }
        }
    }
    assert!(seen.len() > 500);
}

/// Gathers the words of vocabularies that cells hold, at any depth.
fn words(
    unit: &FileUnit,
    fields: &dyn Fn(u8) -> Option<&'static Field>,
    cells: &[Cell],
    found: &mut BTreeSet<(&'static str, u16)>,
) {
    for cell in cells {
        let Some(field) = fields(cell.field) else { continue };
        for element in unit.elements(cell) {
            match (field.kind, element.value()) {
                (FieldKind::Word(vocabulary), Value::Word(at)) => {
                    found.insert((vocabulary.name, at));
                }
                (FieldKind::Object(inner) | FieldKind::ReferenceOrObject(_, inner), Value::Object(cells)) => {
                    words(unit, &|at| inner.get(usize::from(at)), unit.cells(cells), found);
                }
                _ => {}
            }
        }
    }
}

/// The words that a single dossier cannot bear: a note that says nothing of its matter is one of the field.
const OTHERS: [(&str, &str); 1] = [("dossier.matiere", "publiee")];

#[test]
fn every_type_state_marker_and_word_occurs() {
    let dossier = exemple();
    let mut kinds = BTreeSet::new();
    let mut found = BTreeSet::new();
    let mut states = BTreeSet::new();
    for (_, view) in dossier.records() {
        kinds.insert(view.record.kind);
        let def = view.def();
        words(view.unit, &|at| def.field(at), view.cells(), &mut found);
        if let (Some(vocabulary), Some(state)) = (def.states(), dossier.state(view)) {
            states.insert((vocabulary.name, state));
        }
    }
    let defs = model::TYPES.iter().chain(small::TYPES);
    let missing: Vec<&str> = defs.filter(|def| !kinds.contains(&def.kind)).map(|def| def.name).collect();
    assert!(missing.is_empty(), "no record of {missing:?}");
    let mut absent = Vec::new();
    for vocabulary in vocabulary::ALL {
        for (at, word) in vocabulary.words.iter().enumerate() {
            let at = u16::try_from(at).expect("few words");
            let there = found.contains(&(vocabulary.name, at)) || states.contains(&(vocabulary.name, word.key));
            // What is said by saying nothing.
            let implied = word.key == "idee" && vocabulary.name == "idee.nature";
            if !there && !implied && !OTHERS.contains(&(vocabulary.name, word.key)) {
                absent.push(format!("{} {}", vocabulary.name, word.key));
            }
        }
    }
    assert!(absent.is_empty(), "{absent:#?}");
}

#[test]
fn at_its_end_it_has_no_error_and_four_warnings_each_explained_in_its_file() {
    let dossier = exemple();
    let context = Context { at: end(), settings: &Default::default(), texts: &NoTexts, threads: 1, past: None };
    let found = rules::validate(&dossier, &context);
    let mut codes: Vec<&str> = found.iter().map(|(_, found)| found.rule.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["CB301", "CB401", "CB415", "CB416"]);
    assert!(found.iter().all(|(_, found)| found.severity == Severity::Warning && found.waived.is_none()));
    for (file, _) in &found {
        let path = &dossier.file(*file).expect("a file").path;
        let text = std::fs::read_to_string(root().join(&**path)).expect("a file");
        let header = text.split("---\n").nth(1).expect("a header");
        assert!(header.contains("# ") || text.contains("<!--"), "{path} says nothing of its warning");
    }
    assert!(catalogue::ALL.len() > 40);
}
