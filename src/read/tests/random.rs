//! Whatever the bytes: no panic, every place inside the file, every text under its place, fixes that mend.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Fix;
use crate::unit::View;

/// What has broken readers before, or might.
const SNIPPETS: &[&str] = &[
    "---\n",
    "\n---\n",
    "...\n",
    "- ",
    "  - ",
    "\t",
    "\r",
    "\r\n",
    "\n\n",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\u{202f}",
    "é",
    "e\u{301}",
    "🧑‍🌾",
    "« ",
    " »",
    "«",
    "»",
    "> ",
    ">",
    "#",
    " #",
    "# ",
    "^E001-1",
    " ^E001-v1",
    "^",
    "[[",
    "]]",
    "[[E001|x]]",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\\",
    "''",
    ": ",
    ":",
    " :\u{a0}",
    "|",
    "|\n",
    ">\n  ",
    "&a ",
    "*a ",
    "!t ",
    "%x\n",
    "? ",
    "<<: ",
    "~",
    "null",
    "idée : ",
    "- idée : a\n",
    "- iritant : ",
    "* ",
    "1. ",
    "2) ",
    "• ",
    "```\n",
    "~~~\n",
    "<!-- ",
    " -->",
    "<!-- cb: ignore CB413 — raison -->",
    "# cb: ignore CB413 — raison\n",
    "# cb: ignore-file",
    "<div>\n",
    "|---|\n",
    "=\n",
    "(off)",
    "(relecture)",
    "[x] ",
    "**",
    "_",
    "~~",
    "`",
    "    ",
    "id: E001\n",
    "énoncé: a\n",
    "date: 2018-11-06\n",
    "duree: 12\n",
    "\0",
    ",",
    "]: /x\n",
];

/// A file to start from, with the place it is read at.
#[derive(Clone, Debug)]
struct Sample {
    text: String,
    kind: Kind,
    form: Form,
    stem: Option<String>,
}

impl Sample {
    fn place(&self) -> Place<'_> {
        Place { kind: self.kind, form: self.form, stem: self.stem.as_deref() }
    }
}

/// Gathers the files below `folder`.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { gather(&path, files) } else { files.push(path) }
    }
}

/// Returns the files of the dossiers and of the tests' data, each placed as its folder says, sorted.
fn samples() -> Vec<Sample> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    gather(&top.join("dossiers"), &mut files);
    gather(&top.join("tests/data"), &mut files);
    files.sort();
    let mut all = vec![own_note()];
    for path in files {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let name = |path: &Path| path.file_stem().and_then(|name| name.to_str()).map(str::to_owned);
        let form = match path.extension().and_then(|extension| extension.to_str()) {
            Some("md") => Form::Markdown,
            Some("yaml" | "yml") => Form::Yaml,
            _ => continue,
        };
        let folder = path.ancestors().skip(1).find_map(|folder| model::of_folder(folder.file_name()?.to_str()?));
        let (kind, stem) = match (folder, name(&path)) {
            (Some(def), stem) => (def.kind, stem),
            (None, Some(stem)) => match model::of_folder(&stem) {
                Some(def) => (def.kind, None),
                None if stem == "dossier" => (Kind::Dossier, None),
                None => (Kind::Entretien, Some("E012".to_owned())),
            },
            (None, None) => continue,
        };
        all.push(Sample { text, kind, form, stem });
    }
    all
}

/// A note with one of everything.
fn own_note() -> Sample {
    let text = "\u{feff}---\ndate: 2018-11-06   # jour\npersonnes: une dizaine\ninformation: orale\nstructures: [[mission-locale]]\n\
        thèmes: [jeunesse, patois]\nduree: 1h15\npieces:\n- fichier: a b.jpg\n  visages: oui\n---\n# Le *titre*\r\n\r\n\
        - idée (à vérifier) : un banc\n  au soleil #logement #là ^E001-3\n  - **irritant** : l’ombre\n1. [x] action : l’écrire\n\n\
        > « On tourne\n> en rond. » — conseiller (off) ^E001-v2\n\nVoir [[E002-x|E002]] et [la note](../E003.md).\n\n\
        <!-- cb: ignore CB413 — deux lieux -->\niritant : le bruit\n    - idée : perdue\n\n| idée : x |\n|---|\n| verrou : y |\n\n```\n- idée : non\n```\n";
    Sample { text: text.to_owned(), kind: Kind::Entretien, form: Form::Markdown, stem: Some("E001".to_owned()) }
}

/// Fails unless a span lies in the text, on characters.
fn inside(source: &str, span: Span, what: &str) {
    assert!(
        span.start <= span.end && source.get(span.range()).is_some(),
        "{what}: {span:?} in {} bytes:\n{source:?}",
        source.len()
    );
}

fn cell_holds(unit: &FileUnit, source: &str, cell: &Cell) {
    inside(source, cell.span(), "cell");
    match cell.value() {
        Value::List(cells) | Value::Object(cells) | Value::Map(cells) => {
            unit.cells(cells).iter().for_each(|cell| cell_holds(unit, source, cell));
        }
        Value::Text(Some(text)) => {
            let (text, written) = (unit.str(text), cell.span().of(source));
            // What is folded, escaped or marked up reads otherwise than it is written; the rest is the same.
            let plain = !written.contains([
                '\n', '\r', '\\', '\'', '"', '*', '_', '`', '~', '[', ']', '<', '>', '&', '#', '^', '!', '|', '\t', '(',
            ]);
            if plain {
                assert!(text.split_whitespace().eq(written.split_whitespace()), "{text:?} {written:?}\n{source:?}");
            }
        }
        _ => {}
    }
}

/// Reads bytes and checks all that must hold of any unit.
fn check(bytes: &[u8], place: Place<'_>) -> FileUnit {
    let unit = Reader::new(Keep::Texts).read(bytes, place);
    let Ok(source) = std::str::from_utf8(bytes) else {
        assert_eq!((unit.findings().len(), unit.records.len()), (1, 0));
        for span in unit.findings().iter().filter_map(|found| found.span) {
            assert!(span.end as usize <= bytes.len());
        }
        return unit;
    };
    for found in unit.findings() {
        let code = found.rule.code;
        found.span.iter().for_each(|span| inside(source, *span, code));
        found.related.iter().for_each(|other| inside(source, other.span, code));
        if let Some(fix) = &found.fix {
            fix.edits.iter().for_each(|edit| inside(source, edit.span, code));
            assert!(fix.edits.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{code}: {fix:?}");
        }
        assert!(!found.message.is_empty() && found.help.is_some(), "{code}: {}", found.message);
    }
    for view in unit.views() {
        inside(source, view.record.place, "place");
        assert!((view.record.parent as usize) < unit.records.len());
        view.cells().iter().for_each(|cell| cell_holds(&unit, source, cell));
        view.references(&mut |_, cell| inside(source, cell.span(), "reference"));
        roots_are_reached(view);
    }
    if let Some(rare) = &unit.rare {
        rare.links.iter().for_each(|link| inside(source, link.span, "link"));
        rare.waivers.iter().for_each(|waiver| inside(source, waiver.span, "waiver"));
        assert!(rare.lines.iter().is_sorted());
    }
    unit
}

/// Fails where records lie in one another without end.
fn roots_are_reached(view: View<'_>) {
    let mut at = view;
    while let Some(parent) = at.parent() {
        assert!(parent.index < at.index, "a record lies in a later one");
        at = parent;
    }
}

fn apply(source: &str, fix: &Fix) -> String {
    let mut text = source.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// Applies the first safe fix again and again, and fails where one does not mend its finding, makes an error or loses a record.
fn fixes_converge(sample: &Sample) {
    let mut text = sample.text.clone();
    for _ in 0..40 {
        let unit = check(text.as_bytes(), sample.place());
        let mut found: Vec<_> = unit.findings().iter().filter(|d| d.fix.as_ref().is_some_and(|fix| fix.safe)).collect();
        found.sort_by_key(|diagnostic| diagnostic.order());
        let Some(first) = found.first() else { return };
        let Some(fix) = &first.fix else { return };
        let after = apply(&text, fix);
        let mended = check(after.as_bytes(), sample.place());
        let same = |unit: &FileUnit| unit.findings().iter().filter(|d| d.message == first.message).count();
        // What is read at last may show faults of its own, of a later stage: shape after syntax, identifiers after bullets.
        let later = |code: &str| match first.rule.code {
            "CB109" => code == "CB107",
            mended => mended < "CB100" && code > "CB100",
        };
        let grave = |d: &&Diagnostic| d.severity == Severity::Error && !later(d.rule.code);
        let errors = |unit: &FileUnit| unit.findings().iter().filter(grave).count();
        let said = |what: &str| {
            let (before, after) = (findings(&unit, &text), findings(&mended, &after));
            format!("{what}: {} {}\n{fix:?}\n{before:?}\n{after:?}\n{text:?}", first.rule.code, first.message)
        };
        assert!(same(&mended) < same(&unit), "{}", said("not mended"));
        let hidden = first.rule.code == "CB011";
        // Where several faults of syntax lie on one another, or under a character that hides, to mend one may split the rest.
        let alone = !hidden
            && unit.findings().iter().filter(|d| d.rule.code < "CB100" && d.severity == Severity::Error).count() < 2;
        assert!(!alone || errors(&mended) <= errors(&unit), "{}", said("an error made"));
        assert!(hidden || mended.records.len() >= unit.records.len(), "{}", said("a record lost"));
        // Quotes around a text and another spelling of a key change nothing of what is read.
        if first.rule.code == "CB007"
            || matches!(first.rule.code, "CB008" | "CB102")
                && !fix.edits.iter().any(|edit| edit.text.contains(['#', '\\']))
        {
            assert_eq!(records(&mended, &after), records(&unit, &text), "{}", said("read otherwise"));
        }
        text = after;
    }
}

/// Changes a text in one of the ways in which files go wrong.
fn mutated() -> impl Strategy<Value = Vec<(u8, prop::sample::Index, prop::sample::Index, prop::sample::Index)>> {
    prop::collection::vec(
        (0..5u8, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        1..6,
    )
}

fn mutate(text: &str, changes: &[(u8, prop::sample::Index, prop::sample::Index, prop::sample::Index)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (how, at, with, len) in changes {
        let at = at.index(bytes.len() + 1);
        let end = (at + len.index(40)).min(bytes.len());
        match how {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << len.index(8);
                }
            }
            _ => drop(bytes.splice(at..at, with.get(SNIPPETS).bytes())),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..18u8, yaml: bool) {
        let form = if yaml { Form::Yaml } else { Form::Markdown };
        check(&bytes, Place { kind: Kind::from_index(kind), form, stem: Some("E001") });
    }

    #[test]
    fn any_heap_of_snippets_is_read(parts in prop::collection::vec(prop::sample::select(SNIPPETS), 0..40), kind in 0..18u8, yaml: bool, named: bool) {
        let form = if yaml { Form::Yaml } else { Form::Markdown };
        check(parts.concat().as_bytes(), Place { kind: Kind::from_index(kind), form, stem: named.then_some("E001") });
    }

    #[test]
    fn any_change_of_a_sample_is_read(sample in prop::sample::select(samples()), changes in mutated()) {
        check(&mutate(&sample.text, &changes), sample.place());
    }

    #[test]
    fn a_note_with_small_changes_is_read(changes in mutated()) {
        let sample = own_note();
        check(&mutate(&sample.text, &changes), sample.place());
    }

    #[test]
    fn safe_fixes_mend(sample in prop::sample::select(samples()), changes in mutated()) {
        if let Ok(text) = String::from_utf8(mutate(&sample.text, &changes)) {
            fixes_converge(&Sample { text, ..sample });
        }
    }
}

#[test]
fn every_beginning_of_a_sample_is_read_as_every_form() {
    let start = Instant::now();
    for sample in samples() {
        let bytes = sample.text.as_bytes();
        // What a file of 4 KiB takes, each byte of it being an end, is half a second: bigger ones are cut at fewer places.
        let step = (bytes.len() / 500).max(1);
        for end in (0..=bytes.len()).step_by(step) {
            check(&bytes[..end], sample.place());
        }
        for (form, stem) in [(Form::Markdown, None), (Form::Yaml, Some("x")), (Form::Yaml, None)] {
            for end in (0..=bytes.len()).step_by(step * 16) {
                check(&bytes[..end], Place { kind: sample.kind, form, stem });
            }
        }
        assert!(start.elapsed() < Duration::from_secs(60), "too slow");
    }
}

#[test]
fn samples_are_there() {
    assert!(samples().len() > 20);
}
