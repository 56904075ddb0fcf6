//! Writing down the identifiers that notes do not bear yet.
//!
//! A provisional number holds until a line is added above it; written at the end of its item, it holds for ever. [`edits`] says what to
//! insert; [`apply`] makes the new text and reads it again, and refuses anything but the same records with their identifiers.

pub mod resolve;
pub mod tokens;
pub mod trace;

use crate::diagnostic::{Diagnostic, Edit};
use crate::read::{Keep, Place, Reader};
use crate::text::Span;
use crate::unit::{FileUnit, Name, Record, View};

/// Returns the insertions that write every provisional identifier of a note, in order.
pub fn edits(unit: &FileUnit, source: &str) -> Vec<Edit> {
    let provisional = unit.records.iter().filter_map(|record| match record.name {
        Name::Provisional(ident, width) => Some((record.place, ident.padded(width))),
        _ => None,
    });
    let mut edits: Vec<Edit> = provisional
        .map(|(place, ident)| {
            let end = place.start as usize + place.of(source).trim_end().len();
            Edit { span: Span::at(end), text: format!(" ^{ident}") }
        })
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Why a note is left as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Written so, the note would not read as before: the first line, from 1, that would change.
    WouldChange,
}

/// Writes edits into a text; they are sorted and apart from one another.
fn splice(source: &str, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(source.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        text.push_str(source.get(at..edit.span.start as usize).unwrap_or(""));
        text.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    text.push_str(source.get(at..).unwrap_or(""));
    text
}

/// Writes `edits` into a note; `place` says how it is read.
///
/// # Errors
/// [`Refusal::WouldChange`] where the new text does not read as the same records, all named, with no new finding.
pub fn apply(source: &str, edits: &[Edit], place: Place<'_>) -> Result<String, Refusal> {
    let text = splice(source, edits);
    let mut reader = Reader::new(Keep::Texts);
    let before = reader.read(source.as_bytes(), place);
    let after = reader.read(text.as_bytes(), place);
    let same = before.records.len() == after.records.len()
        && before.records.iter().zip(&after.records).all(|(old, new)| settled(old, new))
        && texts(&before) == texts(&after)
        && words(before.findings()) == words(after.findings());
    if same { Ok(text) } else { Err(Refusal::WouldChange) }
}

/// Tells whether a record is the same one, its provisional identifier written.
fn settled(old: &Record, new: &Record) -> bool {
    let name = match (old.name, new.name) {
        (Name::Provisional(ident, width), Name::Ident(written, as_wide)) => (ident, width) == (written, as_wide),
        (old, new) => old == new,
    };
    name && old.kind == new.kind && old.parent == new.parent
}

/// Every text of a unit, in order.
fn texts(unit: &FileUnit) -> Vec<&str> {
    unit.views().flat_map(View::cells).filter_map(|cell| unit.text(cell)).collect()
}

fn words(findings: &[Diagnostic]) -> Vec<(&str, &str)> {
    findings.iter().map(|found| (found.rule.code, &*found.message)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Form;
    use crate::value::identifiant::Kind;

    const PLACE: Place<'_> = Place { kind: Kind::Entretien, form: Form::Markdown, stem: Some("E012") };
    const HEAD: &str = "---\ndate: 2018-11-06\npersonnes: 1\nprofil: agent\ninformation: orale\n---\n";

    fn numbered(body: &str) -> Result<String, Refusal> {
        let source = format!("{HEAD}{body}");
        let unit = Reader::new(Keep::Names).read(source.as_bytes(), PLACE);
        let text = apply(&source, &edits(&unit, &source), PLACE)?;
        Ok(text.strip_prefix(HEAD).unwrap().to_owned())
    }

    #[test]
    fn identifiers_are_written_at_the_end_of_each_item_and_nothing_else_changes() {
        for (body, expected) in [
            ("- idée : un bus\n", "- idée : un bus ^E012-1\n"),
            ("- idée : un bus  \n  le soir #mobilite\n", "- idée : un bus  \n  le soir #mobilite ^E012-1\n"),
            ("- idée : a ^E012-4\n- irritant : b\r\n", "- idée : a ^E012-4\n- irritant : b ^E012-5\r\n"),
            (
                "> « On tourne. » — agent\n> « Encore. » (off)\n",
                "> « On tourne. » — agent ^E012-v1\n> « Encore. » (off) ^E012-v2\n",
            ),
            (
                "- idée : a\n  - besoin : b\n    du détail\n",
                "- idée : a ^E012-1\n  - besoin : b\n    du détail ^E012-2\n",
            ),
            ("- **idée :** `code`", "- **idée :** `code` ^E012-1"),
            ("Rien à numéroter.\n", "Rien à numéroter.\n"),
            // A number that stands on a line that is not read is not given again.
            ("- idée [JD] : a ^E012-2\n- idée : b\n", "- idée [JD] : a ^E012-2\n- idée : b ^E012-3\n"),
            ("- proposition : a ^E12-5\n- idée : b\n", "- proposition : a ^E12-5\n- idée : b ^E012-6\n"),
            ("- idée : ^E012-7\n- idée : b\n", "- idée : ^E012-7\n- idée : b ^E012-8\n"),
            ("> “a” ^E012-v1\n\n> « b »\n", "> “a” ^E012-v1\n\n> « b » ^E012-v2\n"),
            ("<!-- - idée : a ^E012-3 -->\n- idée : b\n", "<!-- - idée : a ^E012-3 -->\n- idée : b ^E012-4\n"),
            ("- idée : a ^E013-9\n- idée : b\n", "- idée : a ^E013-9\n- idée : b ^E012-1\n"),
            ("```\n^E012-9\n```\n- idée : b\n", "```\n^E012-9\n```\n- idée : b ^E012-1\n"),
            // A lost line that Markdown joins to the item above stays apart.
            ("- idée : a\n• idée : b\n", "- idée : a ^E012-1\n• idée : b\n"),
        ] {
            assert_eq!(numbered(body).as_deref(), Ok(expected), "{body}");
        }
    }

    #[test]
    fn numbering_twice_changes_nothing_more() {
        let once = numbered("- idée : a\n- constat : b\n\n> « c »\n").unwrap();
        assert_eq!(numbered(&once).as_deref(), Ok(once.as_str()));
    }
}
