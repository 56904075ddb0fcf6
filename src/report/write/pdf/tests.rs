use typst::layout::{Frame, FrameItem};

use super::*;
use crate::report::document::{Align, Block, Figure, Inline, Item, Sheet, Table};
use crate::report::is_ours;
use crate::report::write::sample::{document, everything, heading, paragraph, table, words};

/// Returns the pages of a document, which Typst lays out without a warning.
fn pages(document: &Document) -> PagedDocument {
    let made = laid_out(document).unwrap();
    let warnings: Vec<String> = made.warnings.iter().map(|warning| warning.message.to_string()).collect();
    assert_eq!(warnings, Vec::<String>::new());
    made.output.unwrap()
}

/// Returns the words of a page, as they stand, a space between two pieces.
fn printed(frame: &Frame) -> String {
    let mut words = String::new();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words.push_str(&printed(&group.frame)),
            FrameItem::Text(text) => {
                assert!(text.glyphs.iter().all(|glyph| glyph.id != 0), "no glyph for {:?}", text.text);
                words.push_str(&text.text);
                words.push(' ');
            }
            _ => {}
        }
    }
    words
}

/// Returns the words of each page of a document.
fn texts(document: &Document) -> Vec<String> {
    pages(document).pages().iter().map(|page| printed(&page.frame)).collect()
}

/// Returns words without their spaces, which a line may lose at its end.
fn tight(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    memchr::memmem::find(bytes, words.as_bytes()).is_some()
}

#[test]
fn a_document_with_some_of_everything_is_an_accessible_archive() {
    let document = everything();
    let pdf = write(&document).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(is_ours(&pdf));
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li>Équipe</rdf:li>",
        "2025-12-12T00:00:00",
    ] {
        assert!(holds(&pdf, said), "{said}");
    }
    assert_eq!(pdf, write(&document).unwrap());
}

#[test]
fn what_a_record_says_prints_as_it_was_written() {
    let hostile = [
        "#panic(\"non\")",
        "$x^2$ _a_ *b* `c` <d> @e",
        "#read(\"/etc/passwd\") \\u{41} // /* */",
        "= titre",
        "#import \"@preview/x:1.0.0\": *",
        "~ -- --- ... 'a' \"b\"",
        "{{pied}} ]] } ) ; #let tree = 1",
    ];
    let mut made = document(hostile.iter().map(|text| paragraph(text)).collect());
    made.blocks.insert(0, heading(1, "#title"));
    made.blocks.push(Block::Code("#panic()\n  $y$".to_owned()));
    made.blocks.push(Block::Table(table("#caption $c$")));
    (made.title, made.author, made.foot) = ("#t $t$".to_owned(), "#a".to_owned(), "#pied $p$".to_owned());
    let page = tight(&texts(&made).concat());
    for text in hostile.iter().copied().chain(["#title", "#panic()", "$y$", "#caption $c$", "#pied $p$"]) {
        assert!(page.contains(&tight(text)), "{text} in {page}");
    }
    write(&made).unwrap();
}

#[test]
fn every_sign_prints_or_is_named() {
    let text = "À\u{a0}: «\u{a0}œuvre\u{a0}»\u{202f}! – — … → ≥ ≤ ☐ ☑ H₂O CO² 1\u{2011}2 ŷ x\u{301}\u{323} Ελλάδα Україна \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{633}\u{644}\u{627}\u{645} 漢字 \u{1f600}";
    let line = |dress: fn(Vec<Inline>) -> Inline| Block::Paragraph(vec![dress(words(text))]);
    let made = document(vec![
        heading(1, text),
        paragraph(text),
        line(Inline::Strong),
        line(Inline::Emphasis),
        Block::Code(text.to_owned()),
    ]);
    let page = texts(&made).concat();
    assert!(tight(&page).contains("Ελλάδα") && page.contains("⟨U+6F22⟩⟨U+5B57⟩"), "{page}");
    write(&made).unwrap();
}

#[test]
fn all_that_the_fonts_hold_makes_a_file() {
    let held: Vec<char> = (' '..='\u{2ffff}').filter(|c| letters::legible(&c.to_string()) == c.to_string()).collect();
    let mut blocks = vec![heading(1, "Signes")];
    blocks.extend(
        held.chunks(60).map(|chunk| paragraph(&chunk.iter().map(|c| format!("{c} a{c}b ")).collect::<String>())),
    );
    let made = document(blocks);
    texts(&made);
    write(&made).unwrap();
}

#[test]
fn headings_never_skip_a_level_and_need_no_title() {
    let none = document(vec![paragraph("seul")]);
    let skipped = document(vec![
        heading(3, "trois"),
        heading(2, "deux"),
        heading(6, "six"),
        Block::Quote(vec![heading(5, "cinq"), paragraph("cité")]),
        Block::Heading { level: 2, text: vec![Inline::Blank(1)], anchor: "vide".to_owned() },
        paragraph("fin"),
    ]);
    for made in [Document::default(), none, skipped] {
        write(&made).unwrap();
    }
}

#[test]
fn notes_stand_at_the_foot_of_the_page_that_calls_them_first() {
    let call = |index| vec![Inline::Text("mot".to_owned()), Inline::Note(index)];
    let mut made = document(vec![
        heading(1, "Notes"),
        Block::Paragraph(call(0)),
        Block::Page(Sheet::A4),
        Block::Paragraph(call(0)),
        Block::Table(Table {
            caption: call(3),
            columns: vec![Align::Left],
            head: vec![call(2)],
            rows: vec![vec![call(0)]; 60],
        }),
        Block::Paragraph(vec![Inline::Link { target: "https://exemple.fr".to_owned(), text: call(9) }]),
    ]);
    let said = |text: &str, index| {
        vec![Block::Paragraph(vec![Inline::Text(text.to_owned()), Inline::Note(index)]), Block::Table(table("tableau"))]
    };
    made.notes = vec![said("première", 1), said("seconde", 0), said("troisième", 2), vec![]];
    let pages = texts(&made);
    assert!(pages[0].contains("première") && pages[0].contains("seconde"), "{pages:?}");
    assert!(!pages[1].contains("première") && pages[1].contains("troisième"), "{pages:?}");
    write(&made).unwrap();
}

#[test]
fn long_tables_repeat_their_heads_and_lose_no_row() {
    let mut long = table("Longue");
    let tall = |row| vec![Inline::Text(format!("ligne{row}.")), Inline::Break, Inline::Text(format!("suite{row}."))];
    long.rows = (0..200).map(|row| vec![tall(row), words("1")]).collect();
    long.rows.push(vec![words(&"très long ".repeat(2000)), vec![Inline::Blank(60)]]);
    let made = document(vec![heading(1, "Tables"), Block::Table(long)]);
    let pages = texts(&made);
    assert!(pages.len() > 5);
    assert!(pages[..4].iter().all(|page| page.contains("thème") && page.contains("idées")), "{pages:?}");
    for row in 0..200 {
        let (start, end) = (format!("ligne{row}."), format!("suite{row}."));
        assert!(pages.iter().any(|page| page.contains(&start) && page.contains(&end)), "{row}");
    }
    let all = pages.concat();
    assert_eq!((all.matches("très").count(), all.matches("long").count()), (2000, 2000));
    write(&made).unwrap();
}

#[test]
fn pages_have_the_size_that_is_asked_for_and_their_number() {
    let mut made = document(vec![
        heading(1, "Formats"),
        paragraph("un"),
        Block::Page(Sheet::A3Landscape),
        paragraph("deux"),
        Block::Page(Sheet::A3Landscape),
        paragraph("trois"),
        Block::Page(Sheet::A4),
        Block::Quote(vec![paragraph("quatre"), Block::Page(Sheet::A4), paragraph("encore")]),
    ]);
    made.foot = "Formats · au 12 décembre".to_owned();
    let sizes: Vec<(i64, i64)> = pages(&made)
        .pages()
        .iter()
        .map(|page| (page.frame.width().to_pt().round() as i64, page.frame.height().to_pt().round() as i64))
        .collect();
    assert_eq!(sizes, [(595, 842), (1191, 842), (1191, 842), (595, 842)]);
    let pages = texts(&made);
    assert!(pages[2].contains("page\u{a0}3 sur\u{a0}4") && pages[2].contains("Formats · au 12 décembre"), "{pages:?}");
}

#[test]
fn contents_list_sections_with_their_pages() {
    let made = document(vec![
        heading(1, "Titre"),
        heading(2, "Sommaire"),
        Block::Contents,
        Block::Page(Sheet::A4),
        Block::Heading {
            level: 2,
            text: vec![Inline::Text("Un".to_owned()), Inline::Note(0), Inline::Strong(words(" fort"))],
            anchor: "un".to_owned(),
        },
        heading(3, "Sous un"),
        heading(4, "Trop bas"),
        paragraph("fin"),
    ]);
    let made = Document { notes: vec![vec![paragraph("note")]], ..made };
    let first = texts(&made)[0].clone();
    assert!(tight(&first).contains("Unfort") && first.contains("Sous un") && !first.contains("Trop bas"), "{first}");
    assert_eq!(first.matches("Sommaire").count(), 1, "{first}");
    assert!(!first.contains("note"), "{first}");
    write(&made).unwrap();
}

#[test]
fn figures_carry_their_reading_and_their_data() {
    let figure = Figure {
        name: "themes".to_owned(),
        title: "Idées par thème".to_owned(),
        description: "La mobilité vient en tête.".to_owned(),
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"680\" height=\"340\" viewBox=\"0 0 680 340\"><text x=\"9\" y=\"20\" \
              style=\"fill:var(--encre,#1a1a1a)\" font-family=\"sans-serif\">mobilité ☑ \u{1f600}</text></svg>"
            .to_owned(),
        size: (680.0, 340.0),
        table: table(""),
    };
    let made = document(vec![heading(1, "Graphique"), Block::Figure(figure)]);
    let page = texts(&made).concat();
    for text in ["Idées par thème", "La mobilité vient en tête.", "mobilité", "42"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    write(&made).unwrap();
}

#[test]
fn a_template_reaches_the_document_and_nothing_else() {
    let desk = Desk::of(&everything()).unwrap();
    let id = |root: VirtualRoot, path: &str| FileId::new(RootedPath::new(root, VirtualPath::new(path).unwrap()));
    let package = || VirtualRoot::Package("@preview/x:1.0.0".parse().unwrap());
    assert!(desk.file(id(VirtualRoot::Project, TREE)).is_ok());
    assert!(desk.file(id(VirtualRoot::Project, "/graphique-1.svg")).is_ok());
    for (root, path) in [(VirtualRoot::Project, "/etc/passwd"), (package(), TREE), (package(), MAIN)] {
        assert_eq!(desk.file(id(root.clone(), path)), Err(FileError::AccessDenied), "{path}");
        assert_eq!(desk.source(id(root, path)).err(), Some(FileError::AccessDenied), "{path}");
    }
    assert!(desk.today(None).is_none());
}

#[test]
fn what_lies_too_deep_is_laid_flat() {
    let mut deep = vec![paragraph("fond")];
    for level in 0..60 {
        deep = vec![match level % 3 {
            0 => Block::Quote(deep),
            1 => Block::Notice(deep),
            _ => Block::List { first: Some(1), items: vec![Item { task: Some(level % 2 == 0), blocks: deep }] },
        }];
    }
    deep.insert(0, heading(1, "Fond"));
    let made = document(deep);
    assert!(texts(&made).concat().contains("fond"));
    write(&made).unwrap();
}

#[test]
fn days_that_are_none_do_not_keep_from_writing() {
    for date in ["", "2025", "2025-13-40", "99999-01-01", "hier"] {
        assert_eq!(day(date).unwrap().year(), Some(1970), "{date}");
    }
    assert_eq!(day("2025-12-12").unwrap().month(), Some(12));
}
