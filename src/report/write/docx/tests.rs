use roxmltree::Node;

use super::*;
use crate::report::document::{Block, Inline, Item};
use crate::report::is_ours;
use crate::report::write::package::read;
use crate::report::write::sample::{HELD, document, everything, heading, paragraph, table, words};

const TEXT: &str = "word/document.xml";

fn attribute<'x>(node: &Node<'x, '_>, name: &str) -> &'x str {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value()).unwrap_or_default()
}

/// Returns the words below a node, tabs and line ends included; what a field is to make is left out.
fn said(node: &Node<'_, '_>) -> String {
    let word = |node: Node<'_, '_>| match node.tag_name().name() {
        "tab" if node.parent().is_some_and(|parent| parent.tag_name().name() == "r") => Some("\t".to_owned()),
        "br" => Some("\n".to_owned()),
        "t" => node.text().map(str::to_owned),
        _ => None,
    };
    node.descendants().filter_map(word).collect()
}

/// Returns what `pick` says of the elements it knows in a part of a package.
fn picked(document: &Document, part: &str, pick: impl Fn(&Node<'_, '_>, &str) -> Option<String>) -> Vec<String> {
    let text = read::text(&write(document).unwrap(), part);
    let xml = roxmltree::Document::parse(&text).unwrap();
    xml.descendants().filter(Node::is_element).filter_map(|node| pick(&node, node.tag_name().name())).collect()
}

/// Returns the values of one attribute of the elements of one name.
fn values(document: &Document, part: &str, element: &str, name: &str) -> Vec<String> {
    picked(document, part, |node, found| (found == element).then(|| attribute(node, name).to_owned()))
}

/// Returns each paragraph of a part as its style and its words.
fn lines_of(document: &Document, part: &str) -> Vec<String> {
    picked(document, part, |node, name| {
        let style = node.descendants().find(|node| node.tag_name().name() == "pStyle");
        (name == "p").then(|| {
            format!("{} {}", style.map(|style| attribute(&style, "val").to_owned()).unwrap_or_default(), said(node))
        })
    })
}

fn lines(document: &Document) -> Vec<String> {
    lines_of(document, TEXT)
}

fn item(blocks: Vec<Block>) -> Item {
    Item { task: None, blocks }
}

#[test]
fn the_package_is_whole_and_the_same_each_time() {
    let document = everything();
    let bytes = write(&document).unwrap();
    read::check_xml(&bytes);
    assert_eq!(bytes, write(&document).unwrap());
    assert!(is_ours(&bytes));
    let names = read::names(&bytes);
    assert_eq!(names.first().map(String::as_str), Some("[Content_Types].xml"));
    // Every relation leads to a part, and every part but relations has a type.
    for (part, folder) in
        [("word/_rels/document.xml.rels", "word/"), ("word/_rels/footnotes.xml.rels", "word/"), ("_rels/.rels", "")]
    {
        for target in picked(&document, part, |node, _| {
            (attribute(node, "TargetMode").is_empty())
                .then(|| attribute(node, "Target").to_owned())
                .filter(|target| !target.is_empty())
        }) {
            assert!(names.contains(&format!("{folder}{target}")), "{target}");
        }
    }
    let typed = values(&document, "[Content_Types].xml", "Override", "PartName");
    let parts = names.iter().filter(|name| name.ends_with(".xml") && !name.starts_with('['));
    for part in parts {
        assert!(typed.contains(&format!("/{part}")), "{part}");
    }
    read::check_xml(&write(&Document::default()).unwrap());
}

#[test]
fn every_style_that_is_worn_is_known() {
    let document = everything();
    let known = values(&document, "word/styles.xml", "style", "styleId");
    for part in [TEXT, "word/footnotes.xml", "word/footer1.xml"] {
        for element in ["pStyle", "rStyle", "tblStyle"] {
            for worn in values(&document, part, element, "val") {
                assert!(known.contains(&worn), "{worn}");
            }
        }
    }
}

#[test]
fn no_text_is_read_as_xml() {
    let document = everything();
    let title =
        picked(&document, "docProps/core.xml", |node, name| (name == "title").then(|| node.text().unwrap().to_owned()));
    assert_eq!(title, [HELD]);
    for part in ["word/footer1.xml", "word/footer2.xml"] {
        assert_eq!(lines_of(&document, part), [format!("Footer {HELD}\tpage\u{a0}1 sur\u{a0}1")]);
    }
    assert!(lines(&document).contains(&format!("Notice {HELD}")));
    assert_eq!(values(&document, TEXT, "docPr", "descr"), [HELD, HELD]);
}

#[test]
fn the_file_says_its_title_its_author_and_its_day() {
    let mut document = document(vec![heading(1, "T")]);
    (document.title, document.author) = ("T".to_owned(), "Équipe".to_owned());
    let said = picked(&document, "docProps/core.xml", |node, _| node.text().map(str::to_owned));
    assert_eq!(said, ["T", "Équipe", "Équipe", "2025-12-12T00:00:00Z", "2025-12-12T00:00:00Z", "fr-FR"]);
}

#[test]
fn headings_have_styles_names_and_a_place_in_the_contents() {
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
            "TOCHeading Sommaire",
            "TOC2 Un\t–",
            "TOC3 Deux\t–",
            "Heading2 Un",
            "Heading3 Deux",
            "Heading4 Trois",
            "Heading1 Autre",
        ]
    );
    let fields =
        picked(&document, TEXT, |node, name| (name == "instrText").then(|| node.text().unwrap().trim().to_owned()));
    assert_eq!(fields, ["TOC \\o \"2-3\" \\h \\z", "PAGEREF _Toc000003 \\h", "PAGEREF _Toc000004 \\h"]);
    let marks = values(&document, TEXT, "fldChar", "fldCharType");
    let count = |kind: &str| marks.iter().filter(|mark| *mark == kind).count();
    assert_eq!((count("begin"), count("separate"), count("end")), (3, 3, 3));
    assert_eq!(values(&document, TEXT, "hyperlink", "anchor"), ["_Toc000003", "_Toc000004"]);
    let names: Vec<String> = (1..=6).map(|rank| format!("_Toc{rank:06}")).collect();
    assert_eq!(values(&document, TEXT, "bookmarkStart", "name"), names);
}

#[test]
fn contents_without_a_heading_have_a_title_of_their_own() {
    let lines = lines(&document(vec![paragraph("avant"), Block::Contents, heading(2, "Un")]));
    assert_eq!(lines.get(1..3).unwrap(), ["TOCHeading Sommaire", "TOC2 Un\t–"]);
}

#[test]
fn links_lead_out_or_to_a_heading_or_are_words() {
    let document = everything();
    let links = picked(&document, TEXT, |node, name| {
        (name == "hyperlink" && said(node) == "lien")
            .then(|| format!("{}{}", attribute(node, "anchor"), attribute(node, "id")))
    });
    assert_eq!(links, ["_Toc000003", "rIdT1"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>());
    let out = picked(&document, "word/_rels/document.xml.rels", |node, _| {
        (attribute(node, "TargetMode") == "External")
            .then(|| format!("{} {}", attribute(node, "Id"), attribute(node, "Target")))
    });
    assert_eq!(out, ["rIdT1 https://exemple.fr/?a=1&b=\"2\""]);
}

#[test]
fn a_note_stands_where_it_is_first_called_and_one_that_it_calls_right_after() {
    let document = everything();
    assert_eq!(values(&document, TEXT, "footnoteReference", "id"), ["1", "2"]);
    assert_eq!(values(&document, "word/footnotes.xml", "footnote", "id"), ["-1", "0", "1", "2"]);
    let lines = lines_of(&document, "word/footnotes.xml");
    let written: Vec<&str> = lines.iter().map(String::as_str).filter(|line| line.starts_with("FootnoteText")).collect();
    assert_eq!(written, ["FootnoteText \tpremière2", "FootnoteText \tseconde"]);
    assert!(lines.contains(&"TableContents mobilité".to_owned()));
    let fields =
        picked(&document, TEXT, |node, name| (name == "instrText").then(|| node.text().unwrap().trim().to_owned()));
    assert!(fields.contains(&"NOTEREF _Note0 \\f \\h".to_owned()), "{fields:?}");
}

#[test]
fn each_numbered_list_starts_anew_and_tasks_have_boxes() {
    let task = |done| Item { task: Some(done), blocks: vec![paragraph("x"), paragraph("suite")] };
    let document = document(vec![
        Block::List { first: Some(1), items: vec![item(vec![paragraph("un")])] },
        Block::List {
            first: Some(7),
            items: vec![item(vec![
                paragraph("sept"),
                Block::List { first: None, items: vec![task(true), task(false)] },
            ])],
        },
    ]);
    let numbers = picked(&document, TEXT, |node, name| {
        let value = |wanted: &str| {
            node.children().find(|node| node.tag_name().name() == wanted).map(|node| attribute(&node, "val").to_owned())
        };
        (name == "numPr").then(|| format!("{}/{}", value("numId").unwrap(), value("ilvl").unwrap()))
    });
    assert_eq!(numbers, ["5/0", "6/0", "4/1", "3/1"]);
    assert_eq!(values(&document, "word/numbering.xml", "startOverride", "val"), ["1", "7"]);
    assert_eq!(
        lines(&document),
        [
            "ListNumber un",
            "ListNumber sept",
            "ListBullet x",
            "ListContinue suite",
            "ListBullet x",
            "ListContinue suite"
        ]
    );
}

#[test]
fn a_table_has_its_caption_its_heads_and_rows_as_long_as_they_are() {
    let mut odd = table("Idées");
    odd.rows.push(vec![words("seule")]);
    let document = document(vec![Block::Table(odd), Block::Table(table(""))]);
    let lines = lines(&document);
    assert_eq!(lines.get(..3).unwrap(), ["Caption Idées", "TableHeading thème", "TableHeading idées"]);
    // Two tables in a row would be one, and a document does not end with one.
    assert_eq!(lines.iter().filter(|line| *line == "Interval ").count(), 2);
    assert_eq!(lines.last().map(String::as_str), Some("Interval "));
    let rows = picked(&document, TEXT, |node, name| {
        let has = |wanted: &str| node.descendants().filter(|node| node.tag_name().name() == wanted).count();
        (name == "tr").then(|| format!("{}{}{}", has("tc"), has("tblHeader"), has("cantSplit")))
    });
    assert_eq!(rows, ["211", "201", "201", "201", "211", "201", "201"]);
    assert_eq!(values(&document, TEXT, "tblCaption", "val"), ["Idées"]);
    assert_eq!(values(&document, TEXT, "jc", "val"), ["right"; 7]);
}

#[test]
fn a_chart_is_an_svg_for_word_and_for_others() {
    let document = everything();
    let lines = lines(&document);
    let at = lines.iter().position(|line| line == "Caption Idées par thème").unwrap();
    assert_eq!(
        lines.get(at + 1..at + 4).unwrap(),
        [format!("Reading {HELD}"), "Figure ".to_owned(), "TableHeading thème".to_owned()]
    );
    let pictures = picked(&document, "word/_rels/document.xml.rels", |node, _| {
        attribute(node, "Target")
            .starts_with("media/")
            .then(|| format!("{} {}", attribute(node, "Id"), attribute(node, "Target")))
    });
    assert_eq!(pictures, ["rIdT2 media/graphique1.svg", "rIdT3 media/graphique1.png"]);
    assert_eq!(values(&document, TEXT, "blip", "embed"), ["rIdT3", "rIdT2"]);
    assert_eq!(values(&document, TEXT, "svgBlip", "embed"), ["rIdT2"]);
    assert_eq!(values(&document, TEXT, "docPr", "id"), ["1", "2"]);
    let svg = read::text(&write(&document).unwrap(), "word/media/graphique1.svg");
    assert!(svg.contains("fill:#1a1a1a"), "{svg}");
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
    assert_eq!(values(&document, TEXT, "pgSz", "w"), ["11906", "23811", "11906"]);
    assert_eq!(values(&document, TEXT, "footerReference", "id"), ["rId5", "rId6", "rId5"]);
    assert_eq!(values(&document, TEXT, "pageBreakBefore", "val").len(), 1);
}

#[test]
fn a_document_may_start_on_a_large_page() {
    let document = document(vec![Block::Page(Sheet::A3Landscape), paragraph("a3")]);
    assert_eq!(values(&document, TEXT, "pgSz", "w"), ["23811"]);
    assert_eq!(lines(&document), ["BodyText a3"]);
}

#[test]
fn room_to_write_is_dotted_as_far_as_the_page_or_the_cell_goes() {
    let mut cells = table("");
    cells.rows = vec![vec![vec![Inline::Blank(2)], Vec::new()]];
    let blank = Block::Paragraph(vec![Inline::Text("Nom".to_owned()), Inline::Blank(1)]);
    let document = document(vec![blank, Block::Table(cells)]);
    let tabs = values(&document, TEXT, "tab", "pos").into_iter().filter(|at| !at.is_empty()).collect::<Vec<_>>();
    let [page, cell] = &tabs[..] else { panic!("{tabs:?}") };
    assert_eq!(page, "9638");
    assert!(cell.parse::<u32>().is_ok_and(|cell| cell > 2000 && cell < 9400), "{cell}");
    assert_eq!(lines(&document).first().map(String::as_str), Some("BodyText Nom\t"));
    assert!(lines(&document).contains(&"TableContents \t\n\t".to_owned()));
}
