//! The two parts of a note: its front matter, between two lines `---`, and its body.
//!
//! A note whose front matter is missing or not closed is reported, and split all the same, so that its ideas are read.

use crate::diagnostic::Diagnostic;
use crate::faults::syntaxe;
use crate::text::Span;

/// Where the parts of a note lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML, without the lines around it; none when the file does not start with one.
    pub yaml: Option<Span>,
    /// The body, to the end of the file.
    pub body: Span,
}

/// Returns where the text starts: after the byte order mark, if there is one.
pub fn bom(source: &str) -> usize {
    if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Splits a note, adding to `found` what is wrong with its front matter.
///
/// The first line is `---`, the closing one `---` or `...`, blanks at their end left aside; a byte order mark and CRLF line ends
/// are accepted, and so are, with a finding, blank lines before the first. Without the first line, all is body. Without the closing one, the YAML goes to where it seems to end.
pub fn split(source: &str, found: &mut Vec<Diagnostic>) -> Parts {
    let start = bom(source);
    let opened = after_blanks(source, start);
    let mut first = Line::at(source, start);
    if opened > start && Line::at(source, opened).text == "---" {
        found.push(syntaxe::lignes_vides_avant_entete(source, Span::new(start, opened)));
        first = Line::at(source, opened);
    }
    let opening = Span::new(start, start + first.text.len());
    if first.text != "---" {
        found.push(syntaxe::entete_absent(opening));
        return Parts { yaml: None, body: Span::new(start, source.len()) };
    }
    let mut at = first.next;
    while at < source.len() {
        let line = Line::at(source, at);
        if matches!(line.text, "---" | "...") {
            return Parts { yaml: Some(Span::new(first.next, at)), body: Span::new(line.next, source.len()) };
        }
        at = line.next;
    }
    let (end, body) = likely_end(source, first.next);
    found.push(syntaxe::entete_non_ferme(opening, Span::at(end)));
    Parts { yaml: Some(Span::new(first.next, end)), body: Span::new(body, source.len()) }
}

/// Returns the start of the first line from `at` on that is not blank.
fn after_blanks(source: &str, mut at: usize) -> usize {
    while at < source.len() {
        let line = Line::at(source, at);
        if !line.text.is_empty() {
            break;
        }
        at = line.next;
    }
    at
}

/// A line, blanks at its end left aside, and the start of the next one.
struct Line<'s> {
    text: &'s str,
    next: usize,
}

impl<'s> Line<'s> {
    fn at(source: &'s str, at: usize) -> Self {
        let rest = source.get(at..).unwrap_or("");
        let next = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..next).unwrap_or("");
        Self { text: line.trim_end_matches(['\n', '\r', ' ', '\t']), next: at + next }
    }

    /// Tells whether the line is made of dashes alone, of whatever kind: a closing line mistyped.
    fn is_rule(&self) -> bool {
        self.text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−')) && !matches!(self.text, "" | "-")
    }

    /// Tells whether the line starts with a key as a front matter has them, a single word before the colon.
    fn is_key(&self) -> bool {
        let word =
            self.text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(self.text.len());
        word > 0 && self.text.get(word..).is_some_and(|rest| rest == ":" || rest.starts_with(": "))
    }
}

/// Returns where a front matter that is never closed seems to end, and where the body starts: at a line of dashes, or at the first
/// blank line or heading that neither a key nor an indented line follows.
fn likely_end(source: &str, from: usize) -> (usize, usize) {
    let mut at = from;
    // The start of blank lines and of what is either a comment or a heading: they go with the next line that tells.
    let mut undecided: Option<usize> = None;
    let mut heading = false;
    while at < source.len() {
        let line = Line::at(source, at);
        if line.is_rule() {
            return (at, line.next);
        }
        if line.text.is_empty() || line.text.starts_with('#') {
            undecided.get_or_insert(at);
            heading |= !line.text.is_empty();
        } else if line.is_key() || !heading && line.text.starts_with([' ', '\t']) {
            (undecided, heading) = (None, false);
        } else if let Some(end) = undecided {
            return (end, end);
        }
        at = line.next;
    }
    let end = undecided.unwrap_or(source.len());
    (end, end)
}

#[cfg(test)]
mod tests;
