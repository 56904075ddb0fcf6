//! Typesets a document in French, once, between the making of its tree and the writers.
//!
//! What is French is in [`typographie`]; here is where it holds: every line of the tree, seen whole across emphasis and links. Code,
//! addresses and pictures are left alone.

use std::mem;
use std::ops::Range;
use std::slice;
use std::vec::IntoIter;

use super::document::{Block, Document, Inline, Table};
use crate::fr::typographie::{self, Run};

/// Typesets every line of a document: signs and spaces, the endings of ordinals raised (« 1er », « XXe »), and in paragraphs and headings
/// a short last word tied to the one before it. Typesetting twice changes nothing more.
pub fn typeset(document: &mut Document) {
    plain(&mut document.title);
    plain(&mut document.foot);
    let mut open: Vec<&mut Vec<Block>> = document.notes.iter_mut().collect();
    open.push(&mut document.blocks);
    while let Some(blocks) = open.pop() {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => line(text, true),
                Block::List { items, .. } => open.extend(items.iter_mut().map(|item| &mut item.blocks)),
                Block::Table(inner) => table(inner),
                Block::Quote(inner) | Block::Notice(inner) => open.push(inner),
                Block::Figure(figure) => {
                    plain(&mut figure.title);
                    plain(&mut figure.description);
                    table(&mut figure.table);
                }
                Block::Code(_) | Block::Rule | Block::Page(_) | Block::Contents => {}
            }
        }
    }
}

fn plain(text: &mut String) {
    typographie::typeset(slice::from_mut(&mut Run::Text(text)));
}

fn table(table: &mut Table) {
    line(&mut table.caption, false);
    for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
        line(cell, false);
    }
}

/// Typesets a line; `prose` says that it may be cut in several on the page.
fn line(line: &mut Vec<Inline>, prose: bool) {
    merge(line);
    let mut runs = Vec::new();
    collect(line, &mut runs);
    typographie::typeset(&mut runs);
    if prose {
        typographie::widow(&mut runs);
    }
    let endings = typographie::ordinals(&runs);
    if endings.iter().any(|found| !found.is_empty()) {
        raise(line, &mut endings.into_iter());
    }
}

/// Makes one text of those that follow one another.
fn merge(line: &mut Vec<Inline>) {
    line.dedup_by(|next, text| match (text, next) {
        (Inline::Text(text), Inline::Text(next)) => {
            text.push_str(next);
            true
        }
        _ => false,
    });
    for part in line {
        if let Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Strike(inner)
        | Inline::Link { text: inner, .. } = part
        {
            merge(inner);
        }
    }
}

/// Lists the runs of a line. The call of a note is none: what stands before it is judged with what stands after.
fn collect<'t>(line: &'t mut [Inline], runs: &mut Vec<Run<'t>>) {
    for part in line {
        match part {
            Inline::Text(text) => runs.push(Run::Text(text)),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { text: inner, .. } => {
                collect(inner, runs);
            }
            Inline::Raised(text) | Inline::Code(text) => runs.push(Run::Fixed(text)),
            Inline::Break => runs.push(Run::Fixed("\n")),
            // Stands for an object, no letter and no space.
            Inline::Blank(_) => runs.push(Run::Fixed("\u{fffc}")),
            Inline::Note(_) => {}
        }
    }
}

/// Cuts the endings of ordinals out of the texts of a line; `endings` has the bytes for each text, in order.
fn raise(line: &mut Vec<Inline>, endings: &mut IntoIter<Vec<Range<usize>>>) {
    for mut part in mem::take(line) {
        match &mut part {
            Inline::Text(text) => {
                let mut from = 0;
                for ending in endings.next().unwrap_or_default() {
                    line.extend(text.get(from..ending.start).map(|stem| Inline::Text(stem.to_owned())));
                    line.extend(text.get(ending.clone()).map(|raised| Inline::Raised(raised.to_owned())));
                    from = ending.end;
                }
                if from > 0 {
                    line.extend(
                        text.get(from..).filter(|rest| !rest.is_empty()).map(|rest| Inline::Text(rest.to_owned())),
                    );
                    continue;
                }
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { text: inner, .. } => {
                raise(inner, endings);
            }
            Inline::Raised(_) | Inline::Code(_) | Inline::Break | Inline::Blank(_) | Inline::Note(_) => {}
        }
        line.push(part);
    }
}

#[cfg(test)]
mod tests;
