use proptest::prelude::*;

use super::super::document::{Figure, Item, plain};
use super::*;

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn raised(words: &str) -> Inline {
    Inline::Raised(words.to_owned())
}

/// Typesets one block.
fn set(block: Block) -> Block {
    let mut document = Document { blocks: vec![block], ..Document::default() };
    typeset(&mut document);
    document.blocks.remove(0)
}

#[test]
fn a_line_is_seen_whole_across_emphasis_and_links() {
    let link = |words: &str| Inline::Link { target: "https://exemple.fr/l'eau".to_owned(), text: vec![text(words)] };
    let line = vec![
        text("l'"),
        Inline::Emphasis(vec![text("arrêt de ")]),
        link("l'eau"),
        text("; dit \""),
        Inline::Strong(vec![text("non"), Inline::Note(0)]),
        text("\": "),
        Inline::Code("l'eau-est-la...".to_owned()),
        text("?"),
    ];
    let expected = vec![
        text("l’"),
        Inline::Emphasis(vec![text("arrêt de ")]),
        link("l’eau"),
        text("\u{202f}; dit «\u{a0}"),
        Inline::Strong(vec![text("non"), Inline::Note(0)]),
        text("\u{a0}»\u{a0}: "),
        Inline::Code("l'eau-est-la...".to_owned()),
        text("\u{202f}?"),
    ];
    assert_eq!(set(Block::Paragraph(line)), Block::Paragraph(expected));
}

#[test]
fn texts_that_follow_one_another_are_one() {
    let line = vec![text("l"), text("'eau, le 1"), text("er mai.")];
    let expected = vec![text("l’eau, le 1"), raised("er"), text("\u{a0}mai.")];
    assert_eq!(set(Block::Paragraph(line)), Block::Paragraph(expected));
}

#[test]
fn ordinals_are_raised_where_they_stand() {
    let line = vec![Inline::Emphasis(vec![text("XIXe-XXe siècles, 2e")]), Inline::Break, text("1re")];
    let inner = vec![text("XIX"), raised("e"), text("-XX"), raised("e"), text(" siècles, 2"), raised("e")];
    let expected = vec![Inline::Emphasis(inner), Inline::Break, text("1"), raised("re")];
    assert_eq!(set(Block::Paragraph(line)), Block::Paragraph(expected));
}

#[test]
fn a_short_last_word_is_tied_in_paragraphs_and_headings_only() {
    let line = || vec![text("il passe par là")];
    let tied = || vec![text("il passe par\u{a0}là")];
    let heading = |text| Block::Heading { level: 2, text, anchor: "il-passe".to_owned() };
    assert_eq!(set(Block::Paragraph(line())), Block::Paragraph(tied()));
    assert_eq!(set(heading(line())), heading(tied()));
    let table =
        || Block::Table(Table { caption: line(), head: vec![line()], rows: vec![vec![line()]], ..Table::default() });
    assert_eq!(set(table()), table());
}

#[test]
fn every_part_of_a_document_is_typeset_but_code_and_pictures() {
    const TYPED: &str = "Quoi?";
    const SET: &str = "Quoi\u{202f}?";
    let document = |words: &str| {
        let line = || vec![text(words)];
        let paragraph = || vec![Block::Paragraph(line())];
        let table = || Table { caption: line(), head: vec![line()], rows: vec![vec![line()]], ..Table::default() };
        let figure = Figure {
            name: TYPED.to_owned(),
            title: words.to_owned(),
            description: words.to_owned(),
            svg: TYPED.to_owned(),
            table: table(),
            ..Figure::default()
        };
        Document {
            title: words.to_owned(),
            foot: words.to_owned(),
            notes: vec![paragraph()],
            blocks: vec![
                Block::List { first: None, items: vec![Item { task: None, blocks: paragraph() }] },
                Block::Table(table()),
                Block::Quote(vec![Block::Notice(paragraph())]),
                Block::Figure(figure),
                Block::Code(TYPED.to_owned()),
                Block::Rule,
                Block::Contents,
            ],
            ..Document::default()
        }
    };
    let mut typed = document(TYPED);
    typeset(&mut typed);
    assert_eq!(typed, document(SET));
}

fn inline() -> impl Strategy<Value = Inline> {
    let words =
        || prop_oneof!["[ a'\".:;!?«»%@/()1e-]{0,8}", "(l'|1er|XXe|-|2e| mai| |\"|12 km| ans|\\?|www\\.|/){0,6}"];
    let leaf = prop_oneof![
        4 => words().prop_map(Inline::Text),
        1 => words().prop_map(Inline::Code),
        1 => words().prop_map(Inline::Raised),
        1 => prop_oneof![Just(Inline::Break), Just(Inline::Note(0)), Just(Inline::Blank(2))],
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        let line = prop::collection::vec(inner, 0..4);
        prop_oneof![
            line.clone().prop_map(Inline::Emphasis),
            line.prop_map(|text| Inline::Link { target: "#a'b".to_owned(), text }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn typesetting_a_tree_twice_changes_nothing_more(line in prop::collection::vec(inline(), 0..6)) {
        let once = set(Block::Paragraph(line));
        prop_assert_eq!(set(once.clone()), once);
    }

    #[test]
    fn no_letter_of_a_line_is_lost(line in prop::collection::vec(inline(), 0..6)) {
        let letters = |line: &[Inline]| plain(line).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let before = letters(&line);
        let Block::Paragraph(after) = set(Block::Paragraph(line)) else { panic!("a paragraph stays one") };
        prop_assert_eq!(letters(&after), before);
    }
}
