use std::collections::BTreeSet;

use roxmltree::{Document as Xml, Node, ParsingOptions};

use super::*;
use crate::report::document::{Align, Table};

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn line(words: &str) -> Vec<Inline> {
    if words.is_empty() { Vec::new() } else { vec![text(words)] }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(line(words))
}

fn heading(level: u8, words: &str, anchor: &str) -> Block {
    Block::Heading { level, text: line(words), anchor: anchor.to_owned() }
}

fn link(target: &str, words: &str) -> Inline {
    Inline::Link { target: target.to_owned(), text: line(words) }
}

fn items(task: Option<bool>, words: &[&str]) -> Vec<Item> {
    words.iter().map(|words| Item { task, blocks: vec![paragraph(words)] }).collect()
}

fn table(caption: &str, columns: &[Align], rows: &[&[&str]]) -> Table {
    let mut rows = rows.iter().map(|row| row.iter().map(|cell| line(cell)).collect());
    let head = rows.next().unwrap();
    Table { caption: line(caption), columns: columns.to_vec(), head, rows: rows.collect() }
}

fn chart(name: &str) -> Figure {
    Figure {
        name: name.to_owned(),
        title: "Idées par thème".into(),
        description: "La mobilité réunit le plus d’idées.".into(),
        svg: "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 40\" role=\"img\" \
              aria-labelledby=\"themes-titre themes-desc\"><title id=\"themes-titre\">Idées par thème</title>\
              <desc id=\"themes-desc\">La mobilité réunit le plus d’idées.</desc>\
              <rect width=\"300\" height=\"20\" style=\"fill:var(--serie-1,#1f4e79)\"/></svg>\n"
            .into(),
        size: (300.0, 40.0),
        table: table("", &[Align::Left, Align::Right], &[&["thème", "idées"], &["mobilité", "91"], &["santé", "43"]]),
    }
}

/// A document with one of everything.
fn rich() -> Document {
    let noted = vec![
        text("Le pont est fermé"),
        Inline::Note(0),
        text(" depuis le 1"),
        Inline::Raised("er".into()),
        text(" mai & la navette "),
        Inline::Emphasis(vec![text("« du matin »")]),
        text(" est "),
        Inline::Strong(vec![text("pleine"), Inline::Note(1)]),
        text(" ; voir "),
        link("https://exemple.fr/?a=1&b=\"2\"", "la gazette"),
        text(", "),
        link("#detail", "le détail"),
        Inline::Break,
        Inline::Strike(line("à revoir")),
        text(" "),
        Inline::Code("a < b".into()),
        Inline::Note(0),
    ];
    let wide = table(
        "Grille de choix des gisements",
        &[Align::Left, Align::Right, Align::Center, Align::Left, Align::Left],
        &[
            &["Gisement", "Idées", "Rang", "Commentaire", ""],
            &["Une porte d’entrée près de chez soi", "101", "1", "intercommunalité", "x"],
            &["Bouger sans voiture", "96", "2", "", "y"],
        ],
    );
    let steps = vec![
        Item { task: None, blocks: vec![paragraph("Écouter."), paragraph("Longtemps.")] },
        Item {
            task: None,
            blocks: vec![paragraph("Choisir :"), Block::List { first: None, items: items(None, &["un", "deux"]) }],
        },
    ];
    let form = vec![text("Décision : "), Inline::Blank(3)];
    let mut blank = table("Feuille de table", &[Align::Left, Align::Left], &[&["Ce qu’on garde", "Ce qui bloque"]]);
    blank.rows = vec![vec![vec![Inline::Blank(12)], vec![Inline::Blank(12)]]];
    Document {
        title: "Bilan de la vallée".into(),
        author: "Équipe d’Ozance".into(),
        date: "2025-12-12".into(),
        foot: "Bilan · \"au 12 décembre\" </style>".into(),
        short_contents: false,
        blocks: vec![
            heading(1, "Bilan de la vallée", "bilan-de-la-vallee"),
            Block::Notice(vec![paragraph("Dossier fictif.")]),
            Block::Contents,
            heading(2, "Vue d’ensemble", "vue-d-ensemble"),
            Block::Paragraph(noted),
            heading(3, "Détail", "detail"),
            Block::Table(wide),
            Block::Table(table("", &[Align::Left, Align::Right], &[&["Mesure", "Nombre"], &["idées", "457"]])),
            heading(3, "Suite", "suite"),
            Block::Figure(chart("themes")),
            Block::Figure(chart("themes-2")),
            heading(2, "À faire", "a-faire"),
            Block::List {
                first: None,
                items: [items(Some(true), &["écrire"]), items(Some(false), &["relire"])].concat(),
            },
            Block::List { first: Some(3), items: steps },
            Block::Quote(vec![paragraph("« On nous parle de loin. »")]),
            Block::Code("a < b && c\n\n    d".into()),
            Block::Rule,
            Block::Paragraph(form),
            Block::Paragraph(vec![text("De "), Inline::Blank(1), text(" à "), Inline::Blank(1), text(" heures.")]),
            Block::Page(Sheet::A3Landscape),
            heading(2, "Table 1", "table-1"),
            Block::Table(blank),
            Block::Page(Sheet::A4),
            heading(2, "Annexe", "annexe"),
            paragraph("Fin."),
        ],
        notes: vec![
            vec![Block::Paragraph(vec![text("Arrêté du 3 mars"), Inline::Note(2), text(".")])],
            vec![paragraph("Deux choses :"), Block::List { first: None, items: items(None, &["une", "autre"]) }],
            vec![paragraph("Au recueil.")],
        ],
    }
}

/// Returns the page of some blocks, from the start of `<main>`.
fn body(blocks: Vec<Block>) -> String {
    let page = write(&Document { blocks, ..Document::default() });
    let (_, body) = page.split_once("<main id=\"_contenu\" tabindex=\"-1\">\n").unwrap();
    body.split_once("</main>").unwrap().0.to_owned()
}

fn read(page: &str) -> Xml<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Xml::parse_with_options(page, options).unwrap_or_else(|fault| panic!("{fault}\n{page}"))
}

fn named<'a>(page: &'a Xml<'_>, element: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    page.descendants().filter(move |node| node.tag_name().name() == element)
}

#[test]
fn a_page_is_xml_whose_names_are_unique_and_lead_somewhere() {
    let page = write(&rich());
    let page = read(&page);
    let names: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    let known: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), known.len(), "{names:?}");
    let inner =
        page.descendants().filter_map(|node| node.attribute("href")).filter_map(|target| target.strip_prefix('#'));
    let labels =
        page.descendants().filter_map(|node| node.attribute("aria-labelledby")).flat_map(|names| names.split(' '));
    for name in inner.chain(labels) {
        assert!(known.contains(name), "{name}");
    }
    for name in
        ["_contenu", "_note-3", "_appel-3", "themes-titre", "themes-2-titre", "themes-2-desc", "_tableau-1", "a-faire"]
    {
        assert!(known.contains(name), "{name}");
    }
}

#[test]
fn a_page_has_its_language_title_and_parts_and_needs_nothing_else() {
    let page = write(&rich());
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\"/>\n"));
    assert!(page.contains(MARK));
    for foreign in ["<script", "<link", " src=", "@import", "<iframe", "<img", "onload", "http-equiv=\"refresh\""] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    // No address but those of links, and the name of SVG.
    let addresses = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replace("href=\"https://exemple.fr", "");
    assert!(!addresses.contains("://"));
    let page = read(&page);
    assert_eq!(named(&page, "title").next().and_then(|title| title.text()), Some("Bilan de la vallée"));
    for once in ["h1", "header", "main", "nav", "footer"] {
        assert_eq!(named(&page, once).count(), 1, "{once}");
    }
    assert!(named(&page, "h1").all(|title| title.parent().is_some_and(|parent| parent.has_tag_name("header"))));
    assert!(named(&page, "th").all(|head| matches!(head.attribute("scope"), Some("col" | "row"))));
    let skip = named(&page, "a").next().unwrap();
    assert_eq!((skip.attribute("href"), skip.text()), (Some("#_contenu"), Some("Aller au contenu")));
    assert_eq!(
        read(&write(&Document::default())).descendants().find(|node| node.has_tag_name("title")).unwrap().text(),
        Some("Document")
    );
}

#[test]
fn no_text_can_leave_its_place() {
    let hostile = "\"'></style></title><script>alert(1)</script>&\\";
    let mut document = Document {
        title: hostile.into(),
        author: hostile.into(),
        foot: hostile.into(),
        blocks: vec![
            paragraph(hostile),
            Block::Code(hostile.into()),
            Block::Paragraph(vec![
                link(hostile, hostile),
                Inline::Code(hostile.into()),
                Inline::Raised(hostile.into()),
            ]),
            Block::Table(table(hostile, &[Align::Left], &[&[hostile], &[hostile]])),
        ],
        ..Document::default()
    };
    document.blocks.push(Block::Figure(Figure {
        title: hostile.into(),
        description: hostile.into(),
        ..chart("themes")
    }));
    let page = write(&document);
    assert!(!page.contains("<script"), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    let page = read(&page);
    assert_eq!(named(&page, "title").next().unwrap().text(), Some(hostile));
    assert_eq!(named(&page, "a").nth(1).unwrap().attribute("href"), Some(hostile));
    assert!(named(&page, "style").next().unwrap().text().unwrap().contains(r#"content: "\22 '\3e \3c /style\3e "#));
}

#[test]
fn a_line_wears_its_dress() {
    let parts = vec![
        text("1"),
        Inline::Raised("er".into()),
        Inline::Strong(vec![text("a "), Inline::Emphasis(line("b"))]),
        Inline::Strike(line("c")),
        Inline::Break,
        Inline::Link { target: "https://a.fr/?b&c".into(), text: vec![link("https://d.fr", "e")] },
    ];
    assert_eq!(
        body(vec![Block::Paragraph(parts)]),
        "<p>1<sup>er</sup><strong>a <em>b</em></strong><s>c</s><br/>\n<a href=\"https://a.fr/?b&amp;c\">e</a></p>\n"
    );
}

#[test]
fn only_the_first_call_of_a_note_is_what_it_leads_back_to() {
    let blocks = vec![Block::Paragraph(vec![Inline::Note(0), Inline::Note(0), Inline::Note(7)])];
    let notes = vec![vec![paragraph("ici")], vec![paragraph("jamais appelée")]];
    let page = write(&Document { blocks, notes, ..Document::default() });
    assert!(page.contains(
        "<p><sup><a id=\"_appel-1\" href=\"#_note-1\" role=\"doc-noteref\" aria-label=\"Note 1\">1</a></sup>\
         <sup><a href=\"#_note-1\" role=\"doc-noteref\" aria-label=\"Note 1\">1</a></sup><sup>8</sup></p>"
    ));
    assert!(page.contains("<li id=\"_note-1\"><p>ici <a class=\"retour\" href=\"#_appel-1\" role=\"doc-backlink\">"));
    assert!(page.contains("<li id=\"_note-2\"><p>jamais appelée</p>\n</li>"));
}

#[test]
fn items_are_bare_words_or_whole_blocks() {
    let nested = vec![Item {
        task: None,
        blocks: vec![paragraph("a"), Block::List { first: Some(1), items: items(None, &["b"]) }],
    }];
    assert_eq!(
        body(vec![Block::List { first: None, items: nested }]),
        "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n</ul>\n"
    );
    let loose = vec![Item { task: None, blocks: vec![paragraph("a"), paragraph("b")] }];
    assert_eq!(
        body(vec![Block::List { first: Some(3), items: loose }]),
        "<ol start=\"3\">\n<li><p>a</p>\n\n<p>b</p>\n</li>\n</ol>\n"
    );
    let done = body(vec![Block::List { first: None, items: items(Some(true), &["fait"]) }]);
    assert!(done.contains(
        "<li class=\"tache\"><span class=\"case\" aria-hidden=\"true\">☑</span><span class=\"cache\">Fait\u{a0}: </span>fait</li>"
    ));
}

#[test]
fn room_to_write_fills_the_line_it_ends() {
    let ligne = "<span class=\"ligne\"><span class=\"cache\">à compléter</span></span>";
    assert_eq!(
        body(vec![Block::Paragraph(vec![text("Nom : "), Inline::Blank(2)])]),
        format!("<p class=\"champ\"><span>Nom : </span>{ligne}<span class=\"ligne\"></span></p>\n")
    );
    assert_eq!(body(vec![Block::Paragraph(vec![Inline::Blank(1), text(" h")])]), format!("<p>{ligne} h</p>\n"));
}

#[test]
fn each_page_is_a_section() {
    let blocks =
        vec![paragraph("a"), Block::Page(Sheet::A3Landscape), paragraph("b"), Block::Page(Sheet::A4), paragraph("c")];
    assert_eq!(
        body(blocks),
        "<p>a</p>\n<section class=\"feuille feuille-a3\">\n<p>b</p>\n</section>\n<section class=\"feuille\">\n<p>c</p>\n</section>\n"
    );
}

#[test]
fn the_contents_are_nested_lists() {
    let entry = |name: &str| format!("<li><a href=\"#{name}\">{name}</a>");
    let cases: &[(&[(u8, &str)], String)] = &[
        (&[(2, "a"), (2, "b")], format!("{}</li>\n{}</li>\n", entry("a"), entry("b"))),
        (
            &[(2, "a"), (3, "b"), (3, "c"), (2, "d")],
            format!(
                "{}\n<ul>\n{}</li>\n{}</li>\n</ul></li>\n{}</li>\n",
                entry("a"),
                entry("b"),
                entry("c"),
                entry("d")
            ),
        ),
        (
            &[(3, "a"), (4, "b"), (2, "c"), (3, "d")],
            format!("{}</li>\n{}\n<ul>\n{}</li>\n</ul></li>\n", entry("a"), entry("c"), entry("d")),
        ),
    ];
    for (headings, expected) in cases {
        let mut blocks = vec![Block::Contents];
        blocks.extend(headings.iter().map(|(level, name)| heading(*level, name, name)));
        let made = body(blocks);
        let list = made.strip_prefix("<nav aria-label=\"Sommaire\">\n<ul>\n").unwrap();
        assert_eq!(list.split_once("</ul>\n</nav>\n").unwrap().0, expected);
    }
    assert_eq!(body(vec![Block::Contents]), "");
}

#[test]
fn the_first_column_heads_the_rows_it_names() {
    const LEFT: Align = Align::Left;
    let long = "a".repeat(81);
    let cases: &[(&[Align], &[&str], bool)] = &[
        (&[LEFT, Align::Right], &["a", "b"], true),
        (&[LEFT, LEFT], &["a", "a"], false),
        (&[LEFT, LEFT], &["a", ""], false),
        (&[LEFT, LEFT], &["a", &long], false),
        (&[Align::Right, LEFT], &["1", "2"], false),
        (&[LEFT], &["a", "b"], false),
    ];
    for (columns, names, expected) in cases {
        let rows: Vec<Vec<&str>> = names.iter().map(|name| vec![*name; columns.len()]).collect();
        let mut all: Vec<&[&str]> = vec![&["h", "h"][..columns.len()]];
        all.extend(rows.iter().map(Vec::as_slice));
        let made = body(vec![Block::Table(table("", columns, &all))]);
        assert_eq!(made.contains("<th scope=\"row\">"), *expected, "{made}");
    }
}

#[test]
fn a_table_that_may_be_cut_is_scrolled_and_called_after_what_heads_it() {
    let wide = ["anticonstitutionnellement", "anticonstitutionnellement"];
    let columns = [Align::Left; 2];
    let of = |caption: &str, head: [&str; 2]| Block::Table(table(caption, &columns, &[&head[..], &["a", "b"]]));
    let cases = [
        (vec![of("Légende", ["a", "b"])], "<div class=\"tableau\">"),
        (
            vec![of("Légende", wide)],
            "<div class=\"tableau\" role=\"group\" tabindex=\"0\" aria-labelledby=\"_tableau-1\">",
        ),
        (
            vec![heading(2, "H", "h"), of("", wide)],
            "<div class=\"tableau\" role=\"group\" tabindex=\"0\" aria-labelledby=\"h\">",
        ),
        (vec![of("", wide)], "<div class=\"tableau\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau\">"),
    ];
    for (blocks, expected) in cases {
        let made = body(blocks);
        assert!(made.contains(expected), "{made}");
    }
    let made = body(vec![of("", ["", ""])]);
    assert!(!made.contains("<thead>"), "{made}");
    let made = body(vec![of("", ["", "b"])]);
    assert!(made.contains("<thead>\n<tr><td></td><th scope=\"col\">b</th></tr>\n</thead>"), "{made}");
}

#[test]
fn colours_stand_out_from_the_ground_in_light_and_dark() {
    let luminance = |hex: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (light, dark) = STYLE.split_once("prefers-color-scheme: dark").unwrap();
    for (theme, name) in [(light, "light"), (dark, "dark")] {
        let colour = |name: &str| {
            let (_, value) = theme.split_once(&format!("--{name}: ")).unwrap();
            luminance(&value[..7])
        };
        let contrast = |one: &str, other: &str| {
            let (one, other) = (colour(one), colour(other));
            (one.max(other) + 0.05) / (one.min(other) + 0.05)
        };
        for words in ["encre", "accent", "discret"] {
            for ground in ["fond", "voile"] {
                assert!(contrast(words, ground) >= 4.5, "{name} {words} {ground} {}", contrast(words, ground));
            }
        }
        let series: Vec<String> = (1..=6).map(|rank| format!("serie-{rank}")).collect();
        for mark in series.iter().map(String::as_str).chain(["trait"]) {
            assert!(contrast(mark, "fond") >= 3.0, "{name} {mark} {}", contrast(mark, "fond"));
        }
    }
}
