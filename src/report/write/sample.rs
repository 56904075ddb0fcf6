//! A document that holds some of everything, for the tests of the writers of office files.

use crate::report::document::{Align, Block, Document, Figure, Inline, Item, Sheet, Table};

/// What an attacker, or only a careful author, may write.
pub(super) const HOSTILE: &str = "]]> <b a=\"1\" c='2'>&amp;</b> \u{1}\u{ffff} <!-- {{pied}} {{listes}} -->";
/// The same as XML holds it: what it cannot hold is left out.
pub(super) const HELD: &str = "]]> <b a=\"1\" c='2'>&amp;</b>  <!-- {{pied}} {{listes}} -->";

/// Returns plain words.
pub(super) fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// Returns a paragraph of plain words.
pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

/// Returns a heading whose anchor is its words.
pub(super) fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: words(text), anchor: text.to_lowercase().replace(' ', "-") }
}

/// Returns a table of two columns, the second to the right.
pub(super) fn table(caption: &str) -> Table {
    Table {
        caption: if caption.is_empty() { Vec::new() } else { words(caption) },
        columns: vec![Align::Left, Align::Right],
        head: vec![words("thème"), words("idées")],
        rows: vec![vec![words("mobilité"), words("42")], vec![words("santé"), words("31")]],
    }
}

/// Returns a document of these blocks.
pub(super) fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, date: "2025-12-12".to_owned(), ..Document::default() }
}

/// Returns a document with some of everything.
pub(super) fn everything() -> Document {
    let note = |index| Inline::Note(index);
    let item = |task, blocks| Item { task, blocks };
    let link = |target: &str| Inline::Link { target: target.to_owned(), text: words("lien") };
    let figure = Figure {
        name: "themes".to_owned(),
        title: "Idées par thème".to_owned(),
        description: HOSTILE.to_owned(),
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect style=\"fill:var(--encre,#1a1a1a)\"/></svg>".to_owned(),
        size: (680.0, 340.0),
        table: table(""),
    };
    let blocks = vec![
        heading(1, "Titre"),
        Block::Notice(vec![paragraph("Dossier fictif"), paragraph(HOSTILE)]),
        heading(2, "Sommaire"),
        Block::Contents,
        Block::Page(Sheet::A4),
        heading(2, "Partie une"),
        Block::Paragraph(vec![
            Inline::Text("un  deux".to_owned()),
            Inline::Emphasis(words("em")),
            Inline::Strong(vec![Inline::Strike(words("fort"))]),
            Inline::Raised("er".to_owned()),
            Inline::Code("a  b".to_owned()),
            Inline::Break,
            link("https://exemple.fr/?a=1&b=\"2\""),
            link("#partie-une"),
            link("#nulle-part"),
            note(0),
            note(0),
        ]),
        Block::List {
            first: Some(3),
            items: vec![
                item(None, vec![paragraph("trois"), Block::Table(table("")), paragraph("suite")]),
                item(None, vec![Block::List { first: None, items: vec![item(Some(true), vec![paragraph("fait")])] }]),
            ],
        },
        Block::Quote(vec![paragraph("cité"), Block::Quote(vec![paragraph("deux fois")])]),
        Block::Code("let  x = 1;\n  <&>".to_owned()),
        Block::Rule,
        heading(3, "Sous-partie"),
        Block::Figure(figure),
        Block::Page(Sheet::A3Landscape),
        Block::Paragraph(vec![Inline::Text("Nom : ".to_owned()), Inline::Blank(2)]),
        Block::Page(Sheet::A4),
        Block::Table(table("Idées retenues")),
        Block::Table(Table::default()),
    ];
    let notes = vec![
        vec![Block::Paragraph(vec![Inline::Text("première".to_owned()), note(1)]), Block::Table(table(""))],
        vec![paragraph("seconde")],
    ];
    Document {
        title: HOSTILE.to_owned(),
        author: "Équipe".to_owned(),
        foot: HOSTILE.to_owned(),
        notes,
        ..document(blocks)
    }
}
