//! A small record's text as it is shown.

use super::tag::carried;
use crate::syntax::markdown::{Event, Tag, TagEnd, events};
use crate::text::Span;

/// Returns a raw text of a note as it is shown: in one line, without emphasis, links by their label, the trailing tags and `^id` taken off.
///
/// A tag in the middle of the words is one of them and loses only its `#`: « rénover le #logement social ».
pub fn plain_text(raw: &str) -> String {
    // A word before, so that the text is a paragraph's, whatever sign it starts with; a quote's lines lose their `>`.
    let mut source = String::with_capacity(raw.len() + 2);
    source.push_str("x ");
    for (n, line) in raw.lines().enumerate() {
        if n > 0 {
            source.push('\n');
            source.push_str(line.trim_start_matches([' ', '\t', '>']));
        } else {
            source.push_str(line);
        }
    }
    let mut masks: Vec<Span> = Vec::new();
    let mut pieces: Vec<(Span, std::ops::Range<usize>)> = Vec::new();
    let mut shown = String::with_capacity(source.len());
    let whole = Span::new(0, source.len());
    for (event, span) in events(&source, whole) {
        let from = shown.len();
        match &event {
            Event::Text(text) => {
                shown.push_str(text);
                pieces.push((span, from..shown.len()));
            }
            Event::Code(code) => shown.push_str(code),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                shown.push(' ')
            }
            _ => {}
        }
        if matches!(event, Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. }))
            && masks.last().is_none_or(|last| last.end <= span.start)
        {
            masks.push(span);
        }
    }
    let carried = carried(&source, Span::new(2, source.len()), &masks);
    let mut cuts: Vec<Span> = Vec::new();
    for tag in &carried.tags {
        let end = if tag.start >= carried.tail { tag.end } else { tag.start };
        cuts.push(Span { start: tag.start - 1, end });
    }
    for id in carried.ids.iter().filter(|id| id.start >= carried.tail) {
        cuts.push(Span { start: id.start - 1, end: id.end });
    }
    cuts.sort_unstable();
    assemble(&shown, &pieces, &cuts)
}

/// Joins what is shown, less the cuts of the source, with single spaces.
fn assemble(shown: &str, pieces: &[(Span, std::ops::Range<usize>)], cuts: &[Span]) -> String {
    let mut kept = String::with_capacity(shown.len());
    let mut cuts = cuts.iter().peekable();
    let mut at = 0;
    for (span, place) in pieces {
        while cuts.next_if(|cut| cut.end <= span.start).is_some() {}
        while let Some(cut) = cuts.peek().filter(|cut| cut.start < span.end) {
            // A piece that is not its source letter for letter (an entity, an escape) holds no cut.
            if span.len() == place.len() {
                let start = place.start + (cut.start.max(span.start) - span.start) as usize;
                let end = place.start + (cut.end.min(span.end) - span.start) as usize;
                kept.push_str(shown.get(at..start).unwrap_or(""));
                at = end.max(at);
            }
            if cut.end > span.end {
                break;
            }
            cuts.next();
        }
    }
    kept.push_str(shown.get(at..).unwrap_or(""));
    tidy(kept.strip_prefix("x ").or(kept.strip_prefix('x')).unwrap_or(&kept))
}

/// Makes runs of plain white space one space, and takes off what tags left behind them: `()`, a mark of emphasis without its pair.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty() && *word != "()") {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    let end = tidied.trim_end_matches("**").trim_end().len();
    tidied.truncate(end);
    tidied
}
