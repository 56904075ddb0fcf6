//! A note typed at ten in the evening: every line that was meant as a record is one, or is spoken of.

use super::*;
use crate::fr::fold;

const NOTE: &str = include_str!("../../../tests/data/note-fatiguee.md");

/// The stems of the markers, folded, with the slips of the note.
const WORDS: &[&str] = &[
    "idee", "initiative", "initative", "orphelin", "sujet orphelin", "ressource", "difficulte", "frein", "verrou",
    "irritant", "iritant", "constat", "besoin", "a recontacter", "action",
];

/// Tells whether a line starts with a marker, whatever signs stand before it.
fn is_marked(line: &str) -> bool {
    let folded = fold::fold(line);
    let text = folded.trim_start_matches(|c: char| !c.is_alphabetic() && c != '«');
    let text = text.strip_prefix("x] ").unwrap_or(text);
    WORDS.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| !rest.trim_start_matches('s').starts_with(char::is_alphanumeric))
    })
}

/// Tells whether a record or a finding stands on the stretch of a line.
fn is_spoken_of(unit: &FileUnit, line: Span) -> bool {
    let touches = |span: Span| span.start < line.end && line.start < span.end.max(span.start + 1);
    let small = unit.views().filter(|view| view.record.origin == Origin::Small);
    small.flat_map(crate::unit::View::cells).any(|cell| touches(cell.span()))
        || unit.findings().iter().any(|found| found.span.is_some_and(touches))
}

/// Returns the lines of a text with their places.
fn lines(source: &str) -> impl Iterator<Item = (Span, &str)> {
    let index = Lines::new(source);
    (1..=index.count()).map(move |line| index.span(line)).map(|span| (span, span.of(source)))
}

#[test]
fn every_marked_line_of_a_tired_note_is_a_record_or_a_finding() {
    let unit = read(NOTE, own(Kind::Entretien, Form::Markdown, "E012"));
    let mut marked = 0;
    let mut lost = Vec::new();
    for (span, line) in lines(NOTE).filter(|(_, line)| is_marked(line)) {
        marked += 1;
        // What stands in a closed block of code or a closed comment was put there on purpose; a heading on its own says no idea.
        let meant = line != "- idée : ceci est un exemple, pas une idée"
            && !line.starts_with("<!--")
            && line != "## Ressources";
        if meant != is_spoken_of(&unit, span) && meant {
            lost.push(line);
        }
    }
    assert_eq!(lost, Vec::<&str>::new());
    assert!(marked > 45, "{marked}");
}

#[test]
fn a_marked_line_is_a_record_or_a_finding_wherever_it_stands() {
    let head = NOTE.split("\n# ").next().expect("a header");
    let marked: Vec<&str> = lines(NOTE)
        .map(|(_, line)| line)
        .filter(|line| is_marked(line) && !line.starts_with(['<', '|', '#']) && !line.ends_with(':'))
        .collect();
    assert!(marked.len() > 35, "{}", marked.len());
    // What stands before the line and after it; code and comments that close are left out, since they hide on purpose.
    let around = [
        ("", ""),
        ("Texte.\n", ""),
        ("Texte.\n\n", ""),
        ("", "---\n"),
        ("", "===\n"),
        ("> une phrase\n", ""),
        ("> « Une parole. »\n", ""),
        ("- puce\n", ""),
        ("- puce\n\n", ""),
        ("1. puce\n", ""),
        ("- idée : une\n", ""),
        ("- idée : une\n\n", ""),
        ("- idée : une\n  suite\n", ""),
        ("| a | b |\n|---|---|\n| c | d |\n", ""),
        ("<div>\n", "</div>\n"),
        ("<br>\n", ""),
        ("<!-- note -->\n", ""),
        ("```\nx\n```\n", ""),
        ("# Titre\n", ""),
        ("Titre\n---\n", ""),
        ("***\n", ""),
        ("[^1]: note\n", ""),
        ("[a]: /x\n", ""),
        ("\u{feff}", ""),
        ("\u{200b}", ""),
        ("    code\n", ""),
        ("- [ ] tâche\n", ""),
        ("<!-- ouvert\n", ""),
        ("```\nx\n", ""),
        ("<script>\n", "</script>\n"),
        ("<pre>\n", "</pre>\n"),
        ("<details>\n<summary>x</summary>\n", "\n</details>\n"),
        ("&nbsp;\n", ""),
        ("\\\n", ""),
        ("$$\n", "$$\n"),
        (":::\n", ":::\n"),
        ("---\n", ""),
        ("+++\n", ""),
        ("!!! note\n", ""),
        ("> [!NOTE]\n", ""),
        ("\u{c}", ""),
        ("\u{b}", ""),
        ("\u{85}", ""),
        ("\u{2028}", ""),
    ];
    let mut lost = Vec::new();
    for line in marked {
        for (before, after) in around {
            for indent in ["", " ", "  ", "    ", "\t", "        ", "\u{a0}", "\u{a0}\u{a0}", "> ", ">"] {
                for end in ["\n", "\r\n", "\r"] {
                    let before = before.replace('\n', end);
                    let source = format!("{head}\n{before}{indent}{}{end}{after}", line.trim_start());
                    let from = head.len() + 1 + before.len();
                    let unit = read(&source, own(Kind::Entretien, Form::Markdown, "E012"));
                    if !is_spoken_of(&unit, Span::new(from, from + indent.len() + line.trim_start().len())) {
                        lost.push(format!("{before:?} {indent:?} {line:?} {after:?}"));
                    }
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}
