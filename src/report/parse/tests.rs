use super::*;
use crate::report::document::{Figure, Sheet};

fn parsed(markdown: &str) -> Vec<Block> {
    parse(markdown, &Grafts::default()).blocks
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading { level, text: words(text), anchor: anchor.to_owned() }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

#[test]
fn headings_get_names_of_their_own() {
    let blocks = parsed("# Séance du 12\n\n## Défis\n\nun\n\n## Défis\n\ndeux");
    let expected = [
        heading(1, "Séance du 12", "seance-du-12"),
        heading(2, "Défis", "defis"),
        paragraph("un"),
        heading(2, "Défis", "defis-2"),
        paragraph("deux"),
    ];
    assert_eq!(blocks, expected);
}

#[test]
fn a_heading_with_nothing_below_is_left_out() {
    assert_eq!(
        parsed("# T\n\n## Vide\n\n### Vide aussi\n\n## Plein\n\noui"),
        [heading(1, "T", "t"), heading(2, "Plein", "plein"), paragraph("oui")]
    );
    let page = Token::Page(Sheet::A4).write();
    assert_eq!(parsed(&format!("# T\n\n{page}\n\n{page}\n\n## Rien\n\n{page}")), [heading(1, "T", "t")]);
}

#[test]
fn a_body_stands_below_the_heading_that_precedes_it_and_keeps_its_footnotes() {
    let grafts = Grafts {
        bodies: vec!["# Un\n\nici[^a]\n\n```\nouvert".into(), "là[^a]\n\n[^a]: autre".into()],
        ..Grafts::default()
    };
    let markdown =
        format!("# T\n\n## G\n\n{}\n\n{}\n\nfin[^a]\n\n[^a]: note", Token::Body(0).write(), Token::Body(1).write());
    let document = parse(&markdown, &grafts);
    assert_eq!(document.blocks.get(2), Some(&heading(3, "Un", "un")));
    assert!(document.blocks.contains(&Block::Code("ouvert".into())));
    assert_eq!(document.blocks.last(), Some(&Block::Paragraph(vec![Inline::Text("fin".into()), Inline::Note(1)])));
    assert_eq!(document.notes, [vec![paragraph("autre")], vec![paragraph("note")]]);
    // A call without its note prints as it was written.
    assert!(document.blocks.contains(&paragraph("ici[^a]")));
}

#[test]
fn a_body_cannot_forge_a_token() {
    let grafts = Grafts { bodies: vec![format!("a {} b", Token::Body(0).write())], ..Grafts::default() };
    assert_eq!(parse(&Token::Body(0).write(), &grafts).blocks, [paragraph("a ⟨U+E000⟩corps 0⟨U+E001⟩ b")]);
}

#[test]
fn html_prints_as_text_and_comments_print_nothing() {
    assert_eq!(
        parsed("<script>alert(1)</script>\n\na <b>gras</b> <!-- cb: ignore -->"),
        [paragraph("<script>alert(1)</script>"), paragraph("a <b>gras</b>")]
    );
}

#[test]
fn only_web_and_mail_addresses_are_links() {
    let blocks = parsed("[a](javascript:alert) [b](https://exemple.fr) [c](../x.md) [[E012-x|E012]]");
    let [Block::Paragraph(line)] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!(
        line[..],
        [
            Inline::Text("a (".into()),
            Inline::Code("javascript:alert".into()),
            Inline::Text(") ".into()),
            Inline::Link { target: "https://exemple.fr".into(), text: words("b") },
            Inline::Text(" c E012".into()),
        ]
    );
}

#[test]
fn a_caption_goes_to_the_table_that_follows() {
    let blocks = parsed(&format!(
        "{}Idées par thème\n\n| a | b |\n|---|--:|\n| 1 | {} |",
        Token::Caption.write(),
        Token::Blank(2).write()
    ));
    let [Block::Table(table)] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!(table.caption, words("Idées par thème"));
    assert_eq!(table.columns, [Align::Left, Align::Right]);
    assert_eq!(table.rows, [vec![words("1"), vec![Inline::Blank(2)]]]);
}

#[test]
fn a_chart_used_twice_has_two_names() {
    let figure = Figure { name: "flux".into(), ..Figure::default() };
    let grafts = Grafts { charts: [("flux".to_owned(), figure)].into(), ..Grafts::default() };
    let token = Token::Chart("flux".into()).write();
    let names: Vec<String> = parse(&format!("{token}\n\n{token}"), &grafts)
        .blocks
        .into_iter()
        .filter_map(|block| if let Block::Figure(figure) = block { Some(figure.name) } else { None })
        .collect();
    assert_eq!(names, ["flux", "flux-2"]);
}

#[test]
fn quotes_in_quotes_end_somewhere() {
    let deep = format!("{}fond", "> ".repeat(400));
    fn depth(blocks: &[Block]) -> usize {
        blocks.iter().map(|block| if let Block::Quote(inner) = block { 1 + depth(inner) } else { 0 }).max().unwrap_or(0)
    }
    assert!(depth(&parsed(&deep)) <= DEEP + 1);
    assert!(format!("{:?}", parsed(&deep)).contains("fond"));
}

#[test]
fn emphasis_in_emphasis_ends_somewhere() {
    let deep = format!("{}fond{}", "*a ".repeat(20_000), " a*".repeat(20_000));
    let blocks = parsed(&deep);
    assert!(matches!(&blocks[..], [Block::Paragraph(line)] if plain(line).contains("fond")));
}

#[test]
fn a_link_over_two_lines_is_on_one() {
    assert_eq!(parsed("[[E012|la mission\nlocale]]"), [paragraph("la mission locale")]);
}

#[test]
fn the_highest_heading_of_a_body_stands_right_below_the_one_before() {
    let grafts = Grafts { bodies: vec!["## Un\n\na\n\n### Deux\n\nb\n\n## Trois\n\nc".into()], ..Grafts::default() };
    let blocks = parse(&format!("# T\n\n## G\n\n{}", Token::Body(0).write()), &grafts).blocks;
    let levels: Vec<u8> = blocks
        .iter()
        .filter_map(|block| if let Block::Heading { level, .. } = block { Some(*level) } else { None })
        .collect();
    assert_eq!(levels, [1, 2, 3, 4, 3]);
}
