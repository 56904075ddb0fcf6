use roxmltree::Node;

use super::*;
use crate::report::document::{Block, Inline, Item, Sheet};
use crate::report::is_ours;
use crate::report::write::package::read;
use crate::report::write::sample::{HELD, document, everything, heading, paragraph, table, words};

fn attribute<'x>(node: &Node<'x, '_>, name: &str) -> &'x str {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value()).unwrap_or_default()
}

/// Returns the words below a node, spaces and tabs that the format says by elements included.
fn said(node: &Node<'_, '_>) -> String {
    let word = |node: Node<'_, '_>| match node.tag_name().name() {
        "s" => Some(" ".to_owned()),
        "tab" => Some("\t".to_owned()),
        "line-break" => Some("\n".to_owned()),
        _ => node.text().filter(|_| node.is_text()).map(str::to_owned),
    };
    node.descendants().filter_map(word).collect()
}

/// Returns what `pick` says of the elements it knows in a part of a package.
fn picked(document: &Document, part: &str, pick: impl Fn(&Node<'_, '_>, &str) -> Option<String>) -> Vec<String> {
    let text = read::text(&write(document).unwrap(), part);
    let xml = roxmltree::Document::parse(&text).unwrap();
    xml.descendants().filter(Node::is_element).filter_map(|node| pick(&node, node.tag_name().name())).collect()
}

/// Returns each paragraph and heading of the text as its style and its words.
fn lines(document: &Document) -> Vec<String> {
    picked(document, "content.xml", |node, name| {
        matches!(name, "p" | "h").then(|| format!("{} {}", attribute(node, "style-name"), said(node)))
    })
}

/// Returns the words of the elements of that name.
fn words_of(document: &Document, part: &str, wanted: &str) -> Vec<String> {
    picked(document, part, |node, name| (name == wanted).then(|| said(node)))
}

fn item(blocks: Vec<Block>) -> Item {
    Item { task: None, blocks }
}

#[test]
fn the_package_is_whole_and_the_same_each_time() {
    let document = everything();
    let bytes = write(&document).unwrap();
    let parts = ["content.xml", "styles.xml", "meta.xml", "settings.xml", "Pictures/graphique1.svg"];
    assert_eq!(read::names(&bytes), [&["mimetype"], &parts[..], &["META-INF/manifest.xml"]].concat());
    assert!(bytes.get(30..).unwrap().starts_with(format!("mimetype{TYPE}").as_bytes()));
    read::check_xml(&bytes);
    assert_eq!(bytes, write(&document).unwrap());
    assert!(is_ours(&bytes));
    let listed = picked(&document, "META-INF/manifest.xml", |node, name| {
        (name == "file-entry").then(|| attribute(node, "full-path").to_owned())
    });
    assert_eq!(listed, [&["/"], &parts[..]].concat());
    read::check_xml(&write(&Document::default()).unwrap());
}

#[test]
fn no_text_is_read_as_xml_or_as_a_place_to_fill() {
    let document = everything();
    assert_eq!(words_of(&document, "meta.xml", "title"), [HELD]);
    let feet = words_of(&document, "styles.xml", "footer");
    assert_eq!(feet.len(), 2);
    assert!(
        feet.iter().all(|foot| foot.trim_matches(['\n', ' ']) == format!("{HELD}\tpage\u{a0}1 sur\u{a0}1")),
        "{feet:?}"
    );
    assert_eq!(words_of(&document, "content.xml", "desc"), [HELD]);
    assert!(lines(&document).contains(&format!("Notice {HELD}")));
    let svg = read::text(&write(&document).unwrap(), "Pictures/graphique1.svg");
    assert!(svg.contains("fill:#1a1a1a"), "{svg}");
}

#[test]
fn the_file_says_its_title_its_author_and_its_day() {
    let mut document = document(vec![heading(1, "T")]);
    (document.title, document.author) = ("T".to_owned(), "Équipe".to_owned());
    for (name, expected) in
        [("title", "T"), ("creator", "Équipe"), ("date", "2025-12-12T00:00:00"), ("language", "fr-FR")]
    {
        assert_eq!(words_of(&document, "meta.xml", name), [expected]);
    }
}

#[test]
fn headings_have_levels_names_and_a_place_in_the_contents() {
    let document = document(vec![
        heading(1, "Titre"),
        heading(2, "Sommaire"),
        Block::Contents,
        heading(2, "Un"),
        heading(3, "Deux"),
        heading(4, "Trois"),
        heading(1, "Autre"),
    ]);
    assert_eq!(
        lines(&document),
        [
            "Title Titre",
            "Contents_20_Heading Sommaire",
            "Contents_20_2 Un\t–",
            "Contents_20_3 Deux\t–",
            "Heading_20_2 Un",
            "Heading_20_3 Deux",
            "Heading_20_4 Trois",
            "Heading_20_1 Autre",
        ]
    );
    let levels = picked(&document, "content.xml", |node, name| {
        (name == "h").then(|| attribute(node, "outline-level").to_owned())
    });
    assert_eq!(levels, ["1", "2", "2", "3", "4", "1"]);
    let links =
        picked(&document, "content.xml", |node, name| (name == "a").then(|| attribute(node, "href").to_owned()));
    assert_eq!(links, ["#un", "#deux"]);
    let names = picked(&document, "content.xml", |node, name| {
        (name == "bookmark-start").then(|| attribute(node, "name").to_owned())
    });
    assert_eq!(names, ["titre", "sommaire", "un", "deux", "trois", "autre"]);
}

#[test]
fn contents_without_a_heading_have_a_title_of_their_own() {
    let lines = lines(&document(vec![paragraph("avant"), Block::Contents, heading(2, "Un")]));
    assert_eq!(lines.get(1..3).unwrap(), ["Contents_20_Heading Sommaire", "Contents_20_2 Un\t–"]);
}

#[test]
fn spaces_are_kept_and_links_that_lead_nowhere_are_words() {
    let document = everything();
    let paragraph = lines(&document).into_iter().find(|line| line.starts_with("Text_20_body un")).unwrap();
    assert!(paragraph.starts_with("Text_20_body un  deuxemfortera  b\nlienlienlien"), "{paragraph}");
    let links =
        picked(&document, "content.xml", |node, name| (name == "a").then(|| attribute(node, "href").to_owned()));
    assert!(
        links.contains(&"https://exemple.fr/?a=1&b=\"2\"".to_owned()) && !links.contains(&"#nulle-part".to_owned())
    );
}

#[test]
fn a_note_stands_where_it_is_first_called_and_one_that_it_calls_right_after() {
    let document = everything();
    let notes = picked(&document, "content.xml", |node, name| match name {
        "note" => Some(format!("note {}", attribute(node, "id"))),
        "note-citation" => Some(said(node)),
        "note-ref" => Some(format!("renvoi {}", attribute(node, "ref-name"))),
        _ => None,
    });
    assert_eq!(notes, ["note note0", "1", "note note1", "2", "renvoi note0"]);
    // LibreOffice drops the tables of notes: theirs are lines.
    let lines = lines(&document);
    for line in
        ["Footnote première2", "Footnote_20_suite thème · idées", "Footnote_20_suite mobilité · 42", "Footnote seconde"]
    {
        assert!(lines.contains(&line.to_owned()), "{line}: {lines:?}");
    }
}

#[test]
fn a_list_that_holds_a_table_goes_on_after_it() {
    let list = Block::List {
        first: Some(3),
        items: vec![
            item(vec![paragraph("trois"), Block::Table(table("")), paragraph("suite")]),
            item(vec![paragraph("quatre"), Block::List { first: None, items: vec![item(vec![paragraph("dedans")])] }]),
        ],
    };
    let shape = picked(&document(vec![list]), "content.xml", |node, name| {
        let depth = node.ancestors().filter(|node| node.tag_name().name() == "list").count();
        match name {
            "list" => Some(format!(
                "{depth} liste {}{}",
                attribute(node, "style-name"),
                attribute(node, "continue-numbering")
            )),
            "list-item" => Some(format!("{depth} point {}", attribute(node, "start-value"))),
            "list-header" => Some(format!("{depth} suite")),
            "table" => Some(format!("{depth} tableau")),
            "p" if depth > 0 => Some(format!("{depth} {} {}", attribute(node, "style-name"), said(node))),
            _ => None,
        }
    });
    assert_eq!(
        shape,
        [
            "1 liste Numbering_20_1",
            "1 point 3",
            "1 List trois",
            "0 tableau",
            "1 liste Numbering_20_1true",
            "1 suite",
            "1 List suite",
            "1 point ",
            "1 List quatre",
            "2 liste List_20_1",
            "2 point ",
            "2 List_20_fin dedans",
        ]
    );
}

#[test]
fn tasks_have_boxes() {
    let task = |done| Item { task: Some(done), blocks: vec![paragraph("x")] };
    let document =
        document(vec![Block::List { first: None, items: vec![task(false), task(true), item(vec![paragraph("y")])] }]);
    let styles = picked(&document, "content.xml", |node, name| {
        (name == "list-item").then(|| attribute(node, "style-override").to_owned())
    });
    assert_eq!(styles, ["Case_20_vide", "Case_20_cochee", ""]);
}

#[test]
fn a_table_has_its_caption_its_heads_and_rows_as_long_as_they_are() {
    let mut odd = table("Idées");
    odd.rows.push(vec![words("seule")]);
    let document = document(vec![Block::Table(odd)]);
    assert_eq!(
        lines(&document),
        [
            "Caption Idées",
            "Table_20_Heading thème",
            "P1 idées",
            "Table_20_Contents mobilité",
            "P2 42",
            "Table_20_Contents santé",
            "P2 31",
            "Table_20_Contents seule",
            "P2 ",
        ]
    );
    assert_eq!(words_of(&document, "content.xml", "table-header-rows"), ["thèmeidées"]);
    assert_eq!(words_of(&document, "content.xml", "title"), ["Idées"]);
    assert_eq!(
        picked(&document, "content.xml", |node, name| (name == "table-column")
            .then(|| attribute(node, "style-name").to_owned())),
        ["Tableau1.C1", "Tableau1.C2"]
    );
}

#[test]
fn a_chart_is_its_title_its_reading_its_picture_and_its_data() {
    let document = everything();
    let lines = lines(&document);
    let at = lines.iter().position(|line| line == "Caption Idées par thème").unwrap();
    assert_eq!(
        lines.get(at + 1..at + 4).unwrap(),
        [format!("Lecture {HELD}"), format!("Figure Idées par thème{HELD}"), "Table_20_Heading thème".to_owned()]
    );
    let frames = picked(&document, "content.xml", |node, name| {
        (name == "frame")
            .then(|| format!("{} {} {}", attribute(node, "name"), attribute(node, "width"), attribute(node, "height")))
    });
    assert_eq!(frames, ["themes 481.9pt 240.9pt"]);
}

#[test]
fn pages_change_size_and_come_back() {
    let document = document(vec![
        paragraph("a4"),
        Block::Page(Sheet::A4),
        paragraph("suite"),
        Block::Page(Sheet::A3Landscape),
        Block::Table(table("")),
        Block::Page(Sheet::A4),
        paragraph("fin"),
    ]);
    let starts = picked(&document, "content.xml", |node, _| {
        match (attribute(node, "master-page-name"), attribute(node, "break-before")) {
            ("", "") => None,
            (sheet, pause) => Some(format!("{sheet}{pause}")),
        }
    });
    assert_eq!(starts, ["page", "Standard", "A3_20_paysage"]);
}

#[test]
fn room_to_write_is_dotted_as_far_as_the_page_or_the_cell_goes() {
    let mut cells = table("");
    cells.rows = vec![vec![vec![Inline::Blank(2)], Vec::new()]];
    let blank = Block::Paragraph(vec![Inline::Text("Nom".to_owned()), Inline::Blank(1)]);
    let document = document(vec![blank, Block::Table(cells)]);
    let tabs = picked(&document, "content.xml", |node, name| {
        (name == "tab-stop").then(|| attribute(node, "position").to_owned())
    });
    let [page, cell] = &tabs[..] else { panic!("{tabs:?}") };
    assert_eq!(page, "481.9pt");
    assert!(cell.trim_end_matches("pt").parse::<f32>().is_ok_and(|cell| cell > 100.0 && cell < 470.0), "{cell}");
    assert_eq!(lines(&document).first().map(String::as_str), Some("P1 Nom\t"));
    assert!(lines(&document).contains(&"P3 \t\n\t".to_owned()), "{:?}", lines(&document));
}

#[test]
fn quotes_go_deeper_and_lists_in_them_too() {
    let list = Block::List { first: None, items: vec![item(vec![paragraph("point")])] };
    let document = document(vec![Block::Quote(vec![paragraph("cité"), Block::Quote(vec![paragraph("encore")]), list])]);
    assert_eq!(lines(&document), ["Quotations cité", "P1 encore", "List_20_fin point"]);
    let margins = picked(&document, "content.xml", |node, _| {
        let margin = attribute(node, "margin-left");
        (!margin.is_empty()).then(|| margin.to_owned())
    });
    assert_eq!(margins.get(..2).unwrap(), ["36.0pt", "36.0pt"]);
}
