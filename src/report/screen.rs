//! Takes out of a tree the words that may not be printed.
//!
//! Here a line is what a reader sees: its links, its emphasis, its entities no longer hide anything. What stood in a quotation leaves with
//! it; elsewhere a mark says that words were taken out.

use super::document::{Block, Inline, Table, plain};
use crate::view::GONE;

/// Returns a text without the words that may not be printed; `None` where it holds none.
pub(super) type Screen<'s> = &'s dyn Fn(&str) -> Option<String>;

/// Screens blocks, and those inside them.
pub(super) fn blocks(blocks: &mut Vec<Block>, screen: Screen<'_>) {
    for block in blocks.iter_mut() {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => line(text, screen),
            Block::List { items, .. } => items.iter_mut().for_each(|item| self::blocks(&mut item.blocks, screen)),
            Block::Table(inner) => table(inner, screen),
            Block::Notice(inner) => self::blocks(inner, screen),
            Block::Quote(inner) => {
                self::blocks(inner, screen);
                inner.retain(|block| !matches!(block, Block::Paragraph(text) if plain(text).contains(GONE)));
            }
            Block::Code(text) => {
                if let Some(cut) = screen(text) {
                    *text = cut;
                }
            }
            Block::Figure(_) | Block::Rule | Block::Page(_) | Block::Contents => {}
        }
    }
    blocks.retain(|block| !matches!(block, Block::Quote(inner) if inner.is_empty()));
}

fn table(table: &mut Table, screen: Screen<'_>) {
    line(&mut table.caption, screen);
    table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| line(cell, screen));
}

/// Screens a line: where words are taken out, its dress goes too.
fn line(line: &mut Vec<Inline>, screen: Screen<'_>) {
    if let Some(cut) = screen(&plain(line)) {
        *line = vec![Inline::Text(cut)];
    }
    addresses(line, screen);
}

/// Undoes the links whose address says what may not be said.
fn addresses(line: &mut Vec<Inline>, screen: Screen<'_>) {
    let says = |target: &str| screen(&target.replace("%20", " ").replace("%C2%A0", " ")).is_some();
    for part in std::mem::take(line) {
        match part {
            Inline::Link { target, text } if says(&target) => line.extend(text),
            part => line.push(part),
        }
    }
    for part in line {
        if let Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) = part {
            addresses(inner, screen);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::report::document::{Block, Inline};
    use crate::report::graft::Grafts;
    use crate::report::parse;

    fn screen(text: &str) -> Option<String> {
        text.contains("tourne en rond").then(|| text.replace("tourne en rond", "[…]"))
    }

    #[test]
    fn words_are_seen_whatever_parts_them_and_a_quotation_leaves_whole() {
        let markdown = "On **tour**ne&nbsp;[en](https://a.fr) rond ici.\n\n> « On tourne en rond »\n\n[a](https://a.fr/tourne%20en%20rond)";
        let markdown = markdown.replace("&nbsp;", " ");
        let document = parse::screened(&markdown, &Grafts::default(), &screen);
        let text = |text: &str| Block::Paragraph(vec![Inline::Text(text.into())]);
        assert_eq!(document.blocks, [text("On […] ici."), text("a")]);
    }

    #[test]
    fn a_title_and_its_name_say_nothing_either() {
        let document = parse::screened("# On tourne en rond\n\na", &Grafts::default(), &screen);
        assert_eq!(document.title, "On […]");
        assert!(matches!(&document.blocks[0], Block::Heading { anchor, .. } if anchor == "on"));
    }
}
