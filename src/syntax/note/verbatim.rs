//! Words of people: « … » in the lines of a block quote, or in a list item that starts with it.

use super::marker::{self, Likeness, fold, is_dash, is_space};
use super::prefix::prefix;
use super::tag::{carried, own_id};
use super::{Agreement, Verbatim};
use crate::diagnostic::Diagnostic;
use crate::faults::notes;
use crate::text::Span;

/// Reads the verbatims of one quote or item, whose lines are given one after the other.
pub(super) struct Speech<'r> {
    source: &'r str,
    masks: &'r [Span],
    /// The « that waits for its ».
    open: Option<Open>,
    /// The verbatim that was closed, while more about it may come.
    last: Option<Verbatim>,
}

/// A « and what was seen since.
struct Open {
    start: usize,
    /// How many other « wait for theirs.
    depth: usize,
    /// The agreement told before the «.
    agreement: Option<Agreement>,
}

const WIDTH: usize = '«'.len_utf8();

impl<'r> Speech<'r> {
    pub(super) fn new(source: &'r str, masks: &'r [Span]) -> Self {
        Self { source, masks, open: None, last: None }
    }

    /// Returns where the « that waits for its » stands.
    pub(super) fn open(&self) -> Option<usize> {
        self.open.as_ref().map(|open| open.start)
    }

    /// Reads one physical line, without what marks it as part of a quote.
    pub(super) fn line(&mut self, line: Span, verbatims: &mut Vec<Verbatim>, found: &mut Vec<Diagnostic>) {
        let text = line.of(self.source);
        let base = line.start as usize;
        if text.trim_start_matches(|c| is_space(c) || matches!(c, '*' | '_')).starts_with('«') {
            // What was left open on a line before stays so.
            self.abandon(found);
        }
        // Where the text since the last », or since the start of the line, begins.
        let mut since = 0;
        let mut closed = false;
        let mut seen = 0;
        while let Some(at) = text.get(seen..).and_then(|rest| rest.find(['«', '»'])).map(|at| seen + at) {
            seen = at + WIDTH;
            let opens = text.get(at..).is_some_and(|rest| rest.starts_with('«'));
            match &mut self.open {
                Some(open) if opens => open.depth += 1,
                Some(open) if open.depth > 0 => open.depth -= 1,
                Some(open) => {
                    let inside = trimmed(self.source, Span::new(open.start + WIDTH, base + at));
                    let verbatim = Verbatim {
                        span: Span::new(open.start, base + seen),
                        text: inside,
                        attribution: None,
                        agreement: open.agreement,
                        id: None,
                        tags: Vec::new(),
                    };
                    self.last = Some(verbatim).filter(|_| !inside.is_empty());
                    self.open = None;
                    (since, closed) = (seen, true);
                }
                None if opens => {
                    let between = text.get(since..at).unwrap_or("");
                    let follows = closed || self.is_tail(between);
                    if follows {
                        self.tail(Span::new(base + since, base + at), found);
                    }
                    verbatims.extend(self.last.take());
                    let agreement = agreement(between).filter(|_| !follows).map(|(agreement, _)| agreement);
                    self.open = Some(Open { start: base + at, depth: 0, agreement });
                    closed = false;
                }
                None => {}
            }
        }
        if self.open.is_none() {
            if closed || self.is_tail(text) {
                self.tail(Span::new(base + since, line.end as usize), found);
            } else {
                verbatims.extend(self.last.take());
            }
        }
    }

    /// Ends the quote or item.
    pub(super) fn end(&mut self, verbatims: &mut Vec<Verbatim>, found: &mut Vec<Diagnostic>) {
        self.abandon(found);
        verbatims.extend(self.last.take());
    }

    /// Reports the « that nothing closes.
    fn abandon(&mut self, found: &mut Vec<Diagnostic>) {
        if let Some(open) = self.open.take() {
            found.push(notes::guillemet_ouvert(Span::new(open.start, open.start + WIDTH)));
        }
    }

    /// Tells whether a line of its own says who speaks in the verbatim before it.
    pub(super) fn is_tail(&self, text: &str) -> bool {
        let bare = self.last.as_ref().is_some_and(|verbatim| verbatim.attribution.is_none() && verbatim.id.is_none());
        let head = || prefix(text, 0).and_then(|prefix| marker::head(text.get(prefix.word..)?));
        bare && text.trim_start().starts_with(|c: char| is_dash(c) || matches!(c, '(' | '^'))
            && head().is_none_or(|head| head.likeness != Likeness::Exact)
    }

    /// Reads what follows a »: who speaks, the agreement, tags, the identifier.
    fn tail(&mut self, tail: Span, found: &mut Vec<Diagnostic>) {
        let Some(verbatim) = &mut self.last else { return };
        let text = tail.of(self.source);
        let carried = carried(self.source, tail, self.masks);
        let mut end = carried.ids.iter().chain(&carried.tags).map(|span| (span.start - 1 - tail.start) as usize).min();
        if let Some((agreement, at)) = agreement(text) {
            // Told twice, the stricter holds.
            verbatim.agreement = Some(verbatim.agreement.map_or(agreement, |other| other.min(agreement)));
            end = Some(end.map_or(at, |end| end.min(at)));
        }
        let words = text.get(..end.unwrap_or(text.len())).unwrap_or("");
        let edge = |c: char| is_space(c) || is_dash(c) || matches!(c, ',' | ';' | ':' | '(' | '*' | '_' | '~');
        let opened = words.trim_start_matches(|c| edge(c) || c == '.');
        let start = words.len() - opened.len();
        let mut who = opened.trim_end_matches(edge);
        if !who.contains('(') {
            who = who.trim_end_matches(|c| c == ')' || edge(c));
        }
        if !who.is_empty() && verbatim.attribution.is_none() {
            verbatim.attribution = Some(Span::new(start, start + who.len()).shifted(tail.start));
        }
        verbatim.id = own_id(self.source, &carried.ids, None, true, found).or(verbatim.id);
        verbatim.tags.extend(carried.tags);
        let written = text.trim_end_matches(edge).len();
        verbatim.span = verbatim.span.to(Span::new(written, written).shifted(tail.start));
    }
}

/// Finds the words that say what was agreed with the speaker, and where the part of `text` they stand in starts.
fn agreement(text: &str) -> Option<(Agreement, usize)> {
    let mut found: Option<(Agreement, usize)> = None;
    let mut start = 0;
    let mut part = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}') {
            continue;
        }
        let mut buffer = [0; marker::LONGEST];
        let agreement = match text.get(start..at).and_then(|word| fold(word, &mut buffer)) {
            Some("off") => Some(Agreement::Off),
            Some("relecture" | "relire") => Some(Agreement::Relecture),
            _ => None,
        };
        if let Some(agreement) = agreement {
            let part = part.unwrap_or(start);
            found = Some(found.map_or((agreement, part), |(other, first)| (other.min(agreement), first)));
        }
        if matches!(c, '(' | '[' | ',' | ';') {
            part = Some(at);
        }
        start = at + c.len_utf8();
    }
    found
}

/// Returns the span without the white space at its ends.
fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = text.len() - text.trim_start_matches(is_space).len();
    Span::new(start, start + text.trim_matches(is_space).len()).shifted(span.start)
}
