//! Records that say what a machine could obey, in every text field: all of it prints as text, in every format.

use std::collections::BTreeSet;

use carte_blanche::report::document::{Block, Document, Inline};
use carte_blanche::report::graft::clean;
use carte_blanche::view::View;
use pulldown_cmark::{Event, Tag};

use crate::every_field::{self, AT, Fill, HOSTILE};
use crate::printed::{self, utf8};
use crate::words::{lines, words};
use crate::{cb, documents, formats, names, view};

/// Returns a text without its spaces, which typography may change.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the markers in a text, spaces left out: `Zsolutiontitre1`.
fn markers(text: &str) -> BTreeSet<String> {
    let starts = text.match_indices('Z').map(|(at, _)| &text[at..]);
    let names = starts.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
    names.filter(|name| name.ends_with(['1', '2']) && name.len() > 6).collect()
}

/// Tells whether a marker is that of a line of a note, which is Markdown: its signs are read before it is a text.
fn is_of_a_line(name: &str) -> bool {
    ["puce", "verbatim", "attribution"].iter().any(|part| name.contains(part))
}

/// What follows the marker of a field wherever that is printed.
fn shown() -> String {
    tight(&clean(&HOSTILE.join(" ")))
}

fn hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e000}' | '\u{e001}')
}

/// Tells whether an address may be followed.
fn is_safe(address: &str) -> bool {
    ["#", "https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start))
}

fn made() -> (tempfile::TempDir, View) {
    let folder = every_field::dossier(Fill::Hostile);
    let view = view(folder.path(), AT);
    (folder, view)
}

#[test]
fn hostile_text_prints_as_text_in_every_format() {
    let (_folder, view) = made();
    let (shown, mut seen) = (shown(), BTreeSet::new());
    let mut faults = Vec::new();
    for (model, document) in documents(&view) {
        let tree: String = lines(&document).iter().map(|line| tight(&line.words) + "\n").collect();
        let names: BTreeSet<String> = markers(&tree).into_iter().filter(|name| !name.contains("corps")).collect();
        for (format, bytes) in formats(&document) {
            let text = tight(&printed::text(format, &bytes));
            let lost = names.iter().filter(|name| !is_of_a_line(name) && !text.contains(&format!("{name}{shown}")));
            faults.extend(lost.map(|name| format!("{model}.{format}: {name}")));
            faults.extend(obeyed(format, &bytes).into_iter().map(|why| format!("{model}.{format}: {why}")));
        }
        seen.extend(names);
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    for (of, field) in [
        ("dossier", "titre"),
        ("dossier", "pilote"),
        ("dossier", "lexiquecle"),
        ("dossier", "sourcestitre"),
        ("dossier", "chiffresdeclaresmesure"),
        ("acteur", "nom"),
        ("entretien", "puce1"),
        ("entretien", "verbatim"),
        ("entretien", "attribution"),
        ("idee", "texte"),
        ("irritant", "enonce"),
        ("gisement", "enonce"),
        ("gisement", "question"),
        ("defi", "enonce"),
        ("persona", "prenomfictif"),
        ("persona", "situation"),
        ("promesse", "enonce"),
        ("solution", "titre"),
        ("solution", "moyensfinanciers"),
        ("test", "mesuresindicateur"),
        ("derogation", "verrou"),
        ("derogation", "risques"),
        ("seance", "objet"),
        ("seance", "deroulesequence"),
        ("seance", "groupesnom"),
        ("seance", "decisionsmotif"),
        ("seance", "decisionsvotespointscle"),
        ("decision", "motif"),
        ("evaluation", "definition"),
    ] {
        // A brief is about one meeting of the two.
        let names = [1, 2].map(|record| every_field::marker(of, field, record));
        assert!(names.iter().any(|name| seen.contains(name)), "{names:?} are printed nowhere; what is:\n{seen:#?}");
    }
}

/// Says what of a report a machine would obey.
fn obeyed(format: &str, bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    if format == "md" {
        for event in printed::events(utf8(bytes)) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => faults.push(format!("HTML {html:?}")),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if !is_safe(&dest_url) => {
                    faults.push(format!("a link to {dest_url:?}"));
                }
                _ => {}
            }
        }
        faults.extend(utf8(bytes).chars().find(|c| hidden(*c)).map(|c| format!("a raw {c:?}")));
    }
    for (name, text) in printed::parts(format, bytes) {
        faults.extend(text.chars().find(|c| hidden(*c)).map(|c| format!("{name}: a raw {c:?}")));
        if text.to_lowercase().contains("<script") {
            faults.push(format!("{name}: a script"));
        }
        let document = match printed::xml(&name, &text) {
            Ok(document) => document,
            Err(why) => {
                faults.push(why);
                continue;
            }
        };
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let element = node.tag_name().name();
            if ["iframe", "object", "embed", "img", "form", "base", "foreignObject", "handler"].contains(&element)
                && format == "html"
            {
                faults.push(format!("{name}: <{element}>"));
            }
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                let external = node.attribute("TargetMode") == Some("External");
                let leads = match (format, key) {
                    ("html", "href" | "src" | "action") => true,
                    (_, "href") => node.tag_name().name() == "a",
                    (_, "Target") => external,
                    _ => false,
                };
                if (leads && !is_safe(value)) || (format == "html" && key.starts_with("on")) {
                    faults.push(format!("{name}: <{element} {key}={value:?}>"));
                }
            }
        }
    }
    faults
}

/// Finds the footnote that each body calls.
fn called<'d>(line: &[Inline], document: &'d Document, found: &mut Vec<(String, &'d [Block])>) {
    let mut before = String::new();
    for part in line {
        match part {
            Inline::Note(note) => found.push((before.clone(), &document.notes[*note])),
            part => before.push_str(&words(std::slice::from_ref(part))),
        }
    }
}

#[test]
fn bodies_that_leave_all_open_end_with_themselves() {
    let (_folder, view) = made();
    let mut bodies = 0;
    for (model, document) in documents(&view) {
        let mut found = Vec::new();
        for block in &document.blocks {
            if let Block::Paragraph(line) = block {
                called(line, &document, &mut found);
            }
        }
        for (before, note) in found {
            let (_, name) = before.rsplit_once("appel").expect("only bodies call notes");
            let note = lines(&Document { blocks: note.to_vec(), ..Document::default() });
            assert!(
                note.iter().any(|line| line.words.starts_with(&format!("note{name}"))),
                "{model}, {name}: {note:?}"
            );
            bodies += 1;
        }
        // What stands after a body still stands: the record that follows, and its own heading below that of the record.
        let headings: Vec<(u8, String)> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, text, .. } => Some((*level, words(text))),
                _ => None,
            })
            .collect();
        for (level, title) in &headings {
            assert!(*level > 2 || !title.contains("Titre"), "{model}: a body opens a part of level {level}, {title}");
        }
        for id in [("fiche-gisement", "G02 · "), ("fiche-solution", "S02 · "), ("derogations", "DR02 · ")] {
            assert!(
                id.0 != model || headings.iter().any(|(_, title)| title.starts_with(id.1)),
                "{model}: {headings:?}"
            );
        }
        assert!(!lines(&document).iter().any(|line| line.words.contains("caché")), "{model}: comments print nothing");
    }
    assert!(bodies > 6, "{bodies}");
}

#[test]
fn the_binary_holds_against_it_too() {
    let (folder, view) = made();
    for format in ["md", "html", "odt", "docx", "json"] {
        for model in names() {
            let output = cb(folder.path(), &[&model, "--at", AT, "--format", format]);
            assert!(output.status.success(), "{model}.{format}: {}", String::from_utf8_lossy(&output.stderr));
            if format == "json" {
                let values: serde_json::Value = serde_json::from_slice(&output.stdout)
                    .unwrap_or_else(|error| panic!("{model}: {error}\n{}", String::from_utf8_lossy(&output.stdout)));
                assert_eq!(values, view.values);
            }
        }
    }
}
