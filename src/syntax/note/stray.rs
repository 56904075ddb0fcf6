//! Identifiers that are written in a note, and those of them that stand on a line that is not read.
//!
//! A number that was given once is never given again, even where its line is no record any more, or not yet; and an identifier on a line
//! says that a record was meant there.

use super::lines;
use super::marker::{is_dash, is_space};
use super::prefix::prefix;
use super::tag::{id_end, parse_block_id};
use super::walk::{Walked, Zone, zone_at};
use crate::diagnostic::Diagnostic;
use crate::faults::notes;
use crate::text::Span;

/// Returns every identifier of the product's form in `body`, without `^`. `masks`: code, links and HTML inside paragraphs, of which only
/// comments may hold one.
pub(super) fn written(source: &str, body: Span, masks: &[Span], zones: &[(Span, Zone)]) -> Vec<Span> {
    let text = body.of(source);
    let signs = memchr::memchr_iter(b'^', text.as_bytes());
    let ids = signs.filter_map(|sign| {
        let before = text.get(..sign).and_then(|before| before.chars().next_back());
        let end = id_end(text, sign + 1, before)?;
        // After `#` it is a link's.
        let own = before != Some('#') && text.get(sign + 1..end).and_then(parse_block_id).is_some();
        own.then(|| Span::new(sign + 1, end).shifted(body.start))
    });
    let masked = |id: &Span| {
        let mask = masks.partition_point(|mask| mask.start <= id.start).checked_sub(1).and_then(|at| masks.get(at));
        mask.is_some_and(|mask| id.start < mask.end && !mask.of(source).starts_with("<!--"))
    };
    ids.filter(|id| !masked(id) && !matches!(zone_at(zones, id.start), Some((_, Zone::Fence)))).collect()
}

/// Reports the identifiers that no record bears, each unless one of the findings from `before` on says already why its line is not read.
pub(super) fn find(source: &str, walked: &Walked<'_>, before: usize, found: &mut Vec<Diagnostic>) {
    let body = &walked.body;
    if body.ids.is_empty() {
        return;
    }
    let mut said: Vec<Span> = found.get(before..).unwrap_or_default().iter().filter_map(|found| found.span).collect();
    said.sort_unstable();
    let items = body.items.iter().map(|item| item.span);
    let verbatims = body.verbatims.iter().map(|verbatim| verbatim.span);
    let mut read: Vec<Span> = items.chain(verbatims).chain(body.comments.iter().copied()).collect();
    read.sort_unstable();
    let mut at: Option<(Span, Span)> = None;
    for &id in &body.ids {
        let (line, meant) = at.filter(|(line, _)| line.contains(id)).unwrap_or_else(|| {
            let line = line(source, id);
            (line, stretch(source, line))
        });
        at = Some((line, meant));
        let told =
            said.get(said.partition_point(|span| span.start < meant.start)).is_some_and(|span| span.start <= line.end);
        if told || holds(&read, id) {
            continue;
        }
        let text = meant.of(source);
        let start = prefix(text, 0);
        let listed = start.is_some_and(|start| start.bullet.is_some());
        let rest = Span { start: id.end, end: line.end }.of(source);
        let last = rest.split(is_space).all(|word| word.starts_with('#') || !word.contains(char::is_alphanumeric));
        if !listed && !last {
            continue;
        }
        let quoted = text.trim_start().starts_with('>');
        let word = start.filter(|_| listed).and_then(|start| opening(text.get(start.word..)?));
        found.push(notes::identifiant_non_lu(Span { start: id.start - 1, end: id.end }, word, quoted));
        said.insert(said.partition_point(|span| *span < id), id);
    }
}

/// Tells whether one of `spans`, sorted, of which few hold another, holds `id`.
fn holds(spans: &[Span], id: Span) -> bool {
    let before = spans.partition_point(|span| span.start <= id.start);
    spans.get(..before).unwrap_or_default().iter().rev().take(3).any(|span| span.contains(id))
}

/// Returns the line that holds the place of `id`.
fn line(source: &str, id: Span) -> Span {
    let start = source.get(..id.start as usize).and_then(|text| text.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    let rest = source.get(id.end as usize..).unwrap_or("");
    Span::new(start, id.end as usize + rest.find(['\n', '\r']).unwrap_or(rest.len()))
}

/// Returns the lines that `line` ends: from the last one with a bullet, or under an empty line, to itself.
fn stretch(source: &str, line: Span) -> Span {
    /// How far above a paragraph may start.
    const LINES: usize = 12;
    let mut first = line;
    for _ in 0..LINES {
        if prefix(first.of(source), 0).is_some_and(|start| start.bullet.is_some()) || first.start == 0 {
            break;
        }
        let end = first.start as usize - 1;
        let start = source.get(..end).and_then(|text| text.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
        let above = Span::new(start, end);
        if !above.of(source).contains(|c: char| !is_space(c) && c != '>') {
            break;
        }
        first = above;
    }
    first.to(line)
}

/// Returns the few words that a colon or dash parts from the rest of an item.
fn opening(text: &str) -> Option<&str> {
    const LONGEST: usize = 30;
    let text = lines(text, Span::new(0, text.len())).next()?.of(text);
    let (end, _) = text
        .char_indices()
        .take(LONGEST)
        .find(|&(at, c)| c == ':' || is_dash(c) && text.get(..at).is_some_and(|before| before.ends_with(is_space)))?;
    let word = text.get(..end)?.trim_matches(|c: char| is_space(c) || matches!(c, '*' | '_'));
    (!word.is_empty() && !word.contains('^')).then_some(word)
}
