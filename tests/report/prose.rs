//! What a reader would stumble on: a heading over nothing, a sentence with a hole in it, the inside of a template.

use carte_blanche::report::document::{Block, Document, Inline, Item, Table};

use crate::words::{Line, Place, kind, lines, words};

/// Returns everything wrong with a document, each in a line.
pub(crate) fn faults(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    if document.title.trim().is_empty() {
        faults.push("no title".to_owned());
    }
    shape(&document.blocks, &mut faults);
    headings(&document.blocks, &mut faults);
    for note in &document.notes {
        if note.is_empty() {
            faults.push("an empty footnote".to_owned());
        }
        shape(note, &mut faults);
    }
    for line in lines(document) {
        faults.extend(
            sentence(&line).map(|why| format!("{:?} below « {} »: {why}: {:?}", line.place, line.below, line.words)),
        );
    }
    faults
}

/// Looks for headings with nothing below (a deeper heading is something), and for levels that are skipped.
fn headings(blocks: &[Block], faults: &mut Vec<String>) {
    let mut above = 0;
    for (index, block) in blocks.iter().enumerate() {
        let Block::Heading { level, text, .. } = block else { continue };
        let mut below = blocks.iter().skip(index + 1).filter(|block| !matches!(block, Block::Page(_) | Block::Rule));
        let empty = match below.next() {
            None => true,
            Some(Block::Heading { level: next, .. }) => next <= level,
            Some(_) => false,
        };
        if *level > above + 1 {
            faults.push(format!("« {} », of level {level}, below one of level {above}", words(text)));
        }
        above = *level;
        if empty {
            faults.push(format!("nothing below « {} »", words(text)));
        }
    }
}

/// Looks for blocks that hold nothing, and for Markdown that was not read.
fn shape(blocks: &[Block], faults: &mut Vec<String>) {
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text, anchor } => {
                if words(text).trim().is_empty() || anchor.is_empty() || *level == 0 {
                    faults.push(format!("an empty heading: {block:?}"));
                }
            }
            Block::Paragraph(line) => {
                let text = words(line);
                if text.trim().is_empty() {
                    faults.push(format!("an empty paragraph after {:?}", index.checked_sub(1).map(|at| &blocks[at])));
                }
                if text.trim_start().starts_with('|') || text.contains(" | ") {
                    faults.push(format!("a row out of its table: {text:?}"));
                }
                if text.trim_start().starts_with("- ") || text.contains("\n- ") || text.contains(" - **") {
                    faults.push(format!("an item out of its list: {text:?}"));
                }
            }
            Block::List { items, .. } => list(items, faults),
            Block::Table(inner) => table(inner, faults),
            Block::Quote(inner) | Block::Notice(inner) => {
                if inner.is_empty() {
                    faults.push(format!("an empty {}", kind(block)));
                }
                shape(inner, faults);
            }
            Block::Figure(figure) => {
                if figure.title.is_empty() || figure.description.is_empty() || figure.svg.is_empty() {
                    faults.push(format!("a chart that says nothing: {}", figure.name));
                }
                table(&figure.table, faults);
            }
            Block::Code(code) => faults.push(format!("letter by letter: {code:?}")),
            Block::Page(_) | Block::Rule if index + 1 == blocks.len() => faults.push("an empty last page".to_owned()),
            Block::Page(_) | Block::Rule | Block::Contents => {}
        }
    }
}

fn list(items: &[Item], faults: &mut Vec<String>) {
    if items.is_empty() {
        faults.push("an empty list".to_owned());
    }
    for item in items {
        if item.blocks.is_empty() {
            faults.push("an empty item".to_owned());
        }
        shape(&item.blocks, faults);
    }
}

fn table(table: &Table, faults: &mut Vec<String>) {
    let caption = words(&table.caption);
    if table.rows.is_empty() {
        faults.push(format!("no row in « {caption} »"));
    }
    let has_words = |cell: &[Inline]| !words(cell).trim().is_empty();
    for row in &table.rows {
        if row.len() != table.head.len() || table.columns.len() != table.head.len() {
            faults.push(format!("a row of {} cells below {} heads in « {caption} »", row.len(), table.head.len()));
        }
        if !row.iter().any(|cell| has_words(cell)) {
            faults.push(format!("an empty row in « {caption} »"));
        }
    }
    for (column, head) in table.head.iter().enumerate() {
        let used = table.rows.iter().filter_map(|row| row.get(column)).any(|cell| has_words(cell));
        if used && !has_words(head) && column > 0 {
            faults.push(format!("column {column} of « {caption} » has no head"));
        }
    }
}

/// What a hole in a sentence leaves, or a template that was not read.
const BROKEN: &[&str] = &[
    "  ",
    "\u{a0} ",
    " \u{a0}",
    "\u{202f} ",
    " \u{202f}",
    " ,",
    " .",
    "..",
    ",,",
    ", ,",
    ",.",
    ".,",
    ";.",
    ";,",
    ", ;",
    ": ;",
    ": .",
    ":.",
    ": ,",
    "\u{a0}: \u{202f};",
    ";\u{a0}",
    "; ;",
    ";\u{202f};",
    ".\u{202f};",
    ".\u{a0}:",
    "—  —",
    "— ,",
    "— .",
    "()",
    "( )",
    "[]",
    "«\u{a0}»",
    "« »",
    "{{",
    "}}",
    "{%",
    "%}",
    "[object",
    "**",
    "](",
    "\u{e000}",
    "\u{e001}",
];

/// The words of programs.
const PROGRAMS: &[&str] = &["null", "none", "nan", "undefined", "true", "false", "some"];

/// Says why a line is no sentence of French, if it is none.
fn sentence(line: &Line) -> Option<String> {
    let words = line.words.trim();
    if line.place == Place::Code {
        return None;
    }
    // What stands between backquotes is no prose.
    let prose: String = words.split('`').step_by(2).collect::<Vec<_>>().join("`");
    // A word cut short keeps its dot.
    let prose = ["etc.,", "vérif.,"].iter().fold(prose, |prose, short| prose.replace(short, "etc,"));
    if let Some(broken) = BROKEN.iter().find(|broken| prose.contains(**broken)) {
        return Some(format!("{broken:?}"));
    }
    if prose.starts_with([',', ';', '.', ':', ')', '—', '–', '·']) && prose != "–" && !prose.starts_with("– ")
    {
        return Some("starts with a sign".to_owned());
    }
    if prose.ends_with([',', ';', '—', '(', '«', '·', '→']) && !matches!(line.place, Place::Head | Place::Caption)
    {
        let letter =
            ["Madame", "Monsieur", "Bonjour", "Cher", "Cordialement"].iter().any(|open| prose.starts_with(open));
        if !(letter && prose.ends_with(',')) {
            return Some("ends before its end".to_owned());
        }
    }
    if prose.ends_with(':') {
        let followed = matches!(line.next, Some("list" | "quote" | "table" | "code" | "figure" | "paragraph"));
        if !followed || matches!(line.place, Place::Cell | Place::Heading) {
            return Some("« : » with nothing after".to_owned());
        }
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let tokens: Vec<&str> = prose.split([' ', '\u{a0}', '\u{202f}', '\n', '\'', '’']).collect();
    if let Some(word) = tokens.iter().find(|word| PROGRAMS.contains(&&*bare(word))) {
        return Some(format!("a word of programs, {word:?}"));
    }
    if let Some(word) = tokens.iter().find(|word| is_key(word)) {
        return Some(format!("a key, {word:?}"));
    }
    if let Some(date) = tokens.iter().find(|word| is_iso(word)) {
        return Some(format!("a date for programs, {date:?}"));
    }
    tokens
        .windows(2)
        .find(|pair| bare(pair[0]) == "1" && is_plural(&bare(pair[1])))
        .map(|pair| format!("agreement: {pair:?}"))
}

/// Tells whether a word is one of a vocabulary as files write it: `seminaire_decision`.
fn is_key(word: &str) -> bool {
    let address = word.contains("://") || word.contains('@');
    !address && word.split('_').filter(|part| part.ends_with(char::is_lowercase)).count() > 1 && word.contains('_')
}

/// Tells whether a word is a date such as `2025-12-12` or `2025-12`.
fn is_iso(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = word.split('-').collect();
    let numbers = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    numbers && matches!(*parts, [year, month] | [year, month, _] if year.len() == 4 && month.len() == 2)
}

fn is_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !["fois", "mois", "mars", "repas", "dans", "sous", "puis", "sans"].contains(&word)
}

#[test]
fn what_is_broken_is_seen() {
    let said = |text: &str| {
        let line = Line { place: Place::Paragraph, words: text.to_owned(), below: String::new(), next: None };
        sentence(&line)
    };
    for text in [
        "Un , deux",
        "Pour qui\u{a0}:",
        "Fin..",
        "au 2025-12-12",
        "un seminaire_decision",
        "1 entretiens",
        "null",
        "essai ()",
        "— fin",
        "Groupes\u{a0}; ",
        "{{ titre }}",
    ] {
        assert!(said(text).is_some(), "{text:?}");
    }
    for text in ["Un, deux et trois.", "1 mois", "11 entretiens", "`a_b` se lit", "Le 12\u{a0}décembre 2025", "Madame,"]
    {
        assert_eq!(said(text), None, "{text:?}");
    }
}
