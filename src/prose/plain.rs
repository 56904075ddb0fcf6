//! Plain text as people send it: blank lines part paragraphs; dashes, bullets, numbers and letters open the items of a list.

use super::block::{Block, Draft, Place};
use crate::text::Span;

/// Reads the blocks of a stretch of plain text.
pub(super) fn blocks(source: &str, body: Span) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut draft: Option<Draft> = None;
    // The list that is open, and how far its items stand from the margin; then the list within one of its items.
    let mut list: Option<(u32, usize)> = None;
    let mut inner: Option<u32> = None;
    let mut next = 0;
    let mut at = body.start as usize;
    for line in body.of(source).split_inclusive('\n') {
        let words = line.trim_end();
        let indent = words.len() - words.trim_start().len();
        let from = at + indent;
        at += line.len();
        let words = words.trim_start();
        if words.is_empty() {
            // A list goes on after a blank line; what else follows ends it.
            blocks.extend(draft.take().and_then(Draft::end));
            continue;
        }
        let (place, skip) = match marker(words) {
            Some(skip) => {
                let mut fresh = || {
                    next += 1;
                    next - 1
                };
                let (outer, margin) = *list.get_or_insert_with(|| (fresh(), indent));
                // A further item stands under the first of its list; what stands well to its right lies within it.
                let (list, depth) = if indent >= margin + 2 {
                    (*inner.get_or_insert_with(fresh), 2)
                } else {
                    inner = None;
                    (outer, 1)
                };
                (Some(Place::Item { list, depth }), skip)
            }
            // The next line of an item lies below its words.
            None if draft.is_some() && (list.is_none() || indent > 0) => (None, 0),
            None if list.is_some() && indent > 0 => (Some(Place::Within), 0),
            None => {
                (list, inner) = (None, None);
                (Some(Place::Paragraph), 0)
            }
        };
        if let Some(place) = place {
            blocks.extend(draft.take().and_then(Draft::end));
            draft = Some(Draft::new(place));
        }
        let draft = draft.get_or_insert_with(|| Draft::new(Place::Paragraph));
        let text = words.get(skip..).unwrap_or("");
        draft.push(text, Span::new(from + skip, from + words.len()));
        draft.push(" ", Span::new(from + words.len(), from + words.len()));
    }
    blocks.extend(draft.and_then(Draft::end));
    blocks
}

/// Returns how many bytes the mark of an item takes: `-`, `•`, `1.`, `2)`, `a)`.
fn marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let after = |skip: usize| {
        let rest = line.get(skip..)?;
        let spaces = rest.len() - rest.trim_start().len();
        (spaces > 0 && spaces < rest.len()).then_some(skip + spaces)
    };
    match first {
        '-' | '*' | '–' | '—' | '•' | '·' | '▪' | '►' | '‣' | '◦' | '●' | '→' | '+' => {
            after(first.len_utf8())
        }
        'a'..='z' => line.get(1..)?.starts_with(')').then(|| after(2)).flatten(),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let closed = line.get(digits..)?.starts_with(['.', ')', '/', '°']);
            let len = line.get(digits..)?.chars().next().map_or(0, char::len_utf8);
            (digits <= 2 && closed).then(|| after(digits + len)).flatten()
        }
        _ => None,
    }
}
