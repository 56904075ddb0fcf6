//! HTML: one file that needs nothing else, no script, for screens, paper and the tools that read pages aloud.
//!
//! - It is XML too: every element is closed, every attribute has a value.
//! - What links point at has a name of its own: headings their anchor, and what the writer adds a name with `_` first, that no anchor has.
//! - A page that a template opens is a `<section>`; on paper it starts a sheet, A3 where it says so.
//! - The only words that are not the document's are those that a page needs: « Aller au contenu », « Sommaire », « Notes »,
//!   « Tableau des données », and some that are heard and not seen.
//! - The style gives charts their colours as variables, for light and dark: `--encre`, `--fond`, `--trait`, `--accent`, `--serie-1` to
//!   `--serie-6`.

mod line;
mod table;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::chart;
use crate::report::MARK;
use crate::report::document::{Block, Document, Figure, Inline, Item, Sheet, plain};

/// The style of every document.
const STYLE: &str = include_str!("html/style.css");

/// What a page may load or run: nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Returns a document as a page of HTML, ended by a line feed.
pub fn write(document: &Document) -> String {
    let mut page =
        Page { document, out: String::new(), section: "", tables: 0, called: BTreeSet::new(), in_link: false };
    page.head();
    let body = match document.blocks.split_first() {
        Some((Block::Heading { level: 1, text, anchor }, body)) => {
            page.put("<header>\n");
            page.heading(1, text, anchor);
            page.put("</header>\n");
            body
        }
        _ => &document.blocks,
    };
    page.put("<main id=\"_contenu\" tabindex=\"-1\">\n");
    page.sheets(body);
    page.notes();
    page.put("</main>\n");
    if !document.foot.is_empty() {
        page.put(&format!("<footer>\n<p>{}</p>\n</footer>\n", escaped(&document.foot)));
    }
    page.put(&format!("</body>\n<!-- {MARK} -->\n</html>\n"));
    page.out
}

/// A page under way.
struct Page<'d> {
    document: &'d Document,
    out: String,
    /// The anchor of the last heading: it names a table that has no caption.
    section: &'d str,
    /// How many tables there are so far.
    tables: usize,
    /// The notes that were called so far: the first call of each is what its note leads back to.
    called: BTreeSet<usize>,
    /// Inside a link, which may hold no other.
    in_link: bool,
}

impl<'d> Page<'d> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn head(&mut self) {
        let document = self.document;
        self.put("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        self.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        self.put(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n"));
        self.put("<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"generator\" content=\"cb\"/>\n");
        for (name, content) in [("author", &document.author), ("dcterms.date", &document.date)] {
            if !content.is_empty() {
                self.put(&format!("<meta name=\"{name}\" content=\"{}\"/>\n", escaped(content)));
            }
        }
        let title = if document.title.is_empty() { "Document" } else { &document.title };
        self.put(&format!("<title>{}</title>\n<style>\n{STYLE}", escaped(title)));
        if !document.foot.is_empty() {
            self.put(&format!("@page {{ @bottom-left {{ content: {}; }} }}\n", css_string(&document.foot)));
        }
        self.put("</style>\n</head>\n<body>\n<a class=\"evitement\" href=\"#_contenu\">Aller au contenu</a>\n");
    }

    /// Writes the blocks of the document, those of each page that is opened in a section.
    fn sheets(&mut self, blocks: &'d [Block]) {
        let mut open = false;
        for block in blocks {
            if let Block::Page(sheet) = block {
                self.put(if open { "</section>\n" } else { "" });
                self.put(match sheet {
                    Sheet::A4 => "<section class=\"feuille\">\n",
                    Sheet::A3Landscape => "<section class=\"feuille feuille-a3\">\n",
                });
                open = true;
            } else {
                self.block(block);
            }
        }
        self.put(if open { "</section>\n" } else { "" });
    }

    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'d Block) {
        match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor),
            Block::Paragraph(line) => self.paragraph(line, None),
            Block::List { first, items } => self.list(*first, items),
            Block::Table(table) => self.table(table, ""),
            Block::Quote(inner) => self.wrapped("blockquote", "", inner),
            Block::Notice(inner) => self.wrapped("aside", " class=\"avis\" role=\"note\"", inner),
            Block::Code(code) => self.put(&format!("<pre><code>{}</code></pre>\n", escaped(code))),
            Block::Figure(figure) => self.figure(figure),
            Block::Rule => self.put("<hr/>\n"),
            Block::Page(_) => self.put("<div class=\"feuille\"></div>\n"),
            Block::Contents => self.contents(),
        }
    }

    fn wrapped(&mut self, element: &str, attributes: &str, inner: &'d [Block]) {
        self.put(&format!("<{element}{attributes}>\n"));
        self.blocks(inner);
        self.put(&format!("</{element}>\n"));
    }

    fn heading(&mut self, level: u8, text: &'d [Inline], anchor: &'d str) {
        let level = level.clamp(1, 6);
        if anchor.is_empty() {
            self.put(&format!("<h{level}>"));
        } else {
            self.section = anchor;
            self.put(&format!("<h{level} id=\"{}\">", escaped(anchor)));
        }
        self.line(text);
        self.put(&format!("</h{level}>\n"));
    }

    /// Writes a paragraph, after the box of a `task`; one that ends with room to write has it fill the line.
    fn paragraph(&mut self, line: &'d [Inline], task: Option<bool>) {
        let Some((Inline::Blank(lines), label)) = line.split_last() else {
            self.put("<p>");
            self.task(task);
            self.line(line);
            return self.put("</p>\n");
        };
        self.put("<p class=\"champ\">");
        if task.is_some() || !label.is_empty() {
            self.put("<span>");
            self.task(task);
            self.line(label);
            self.put("</span>");
        }
        self.blank(*lines);
        self.put("</p>\n");
    }

    fn task(&mut self, task: Option<bool>) {
        self.put(match task {
            None => "",
            Some(false) => {
                "<span class=\"case\" aria-hidden=\"true\">☐</span><span class=\"cache\">À faire\u{a0}: </span>"
            }
            Some(true) => "<span class=\"case\" aria-hidden=\"true\">☑</span><span class=\"cache\">Fait\u{a0}: </span>",
        });
    }

    fn list(&mut self, first: Option<u64>, items: &'d [Item]) {
        let (open, close) = match first {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        };
        self.put(&open);
        let tight = items.iter().all(is_tight);
        for item in items {
            self.put(if item.task.is_some() { "<li class=\"tache\">" } else { "<li>" });
            let rest = match item.blocks.split_first() {
                Some((Block::Paragraph(line), rest)) if tight && !matches!(line.last(), Some(Inline::Blank(_))) => {
                    self.task(item.task);
                    self.line(line);
                    rest
                }
                Some((Block::Paragraph(line), rest)) => {
                    self.paragraph(line, item.task);
                    rest
                }
                _ => {
                    self.task(item.task);
                    &item.blocks
                }
            };
            if !rest.is_empty() {
                self.put("\n");
            }
            self.blocks(rest);
            self.put("</li>\n");
        }
        self.put(close);
    }

    /// Writes a chart: its title and reading, the picture, and its data, folded on screen and shown on paper.
    fn figure(&mut self, figure: &'d Figure) {
        self.put("<figure>\n<figcaption>");
        self.put(&format!("<strong>{}</strong>", escaped(&figure.title)));
        if !figure.description.is_empty() {
            self.put(&format!("\n<span>{}</span>", escaped(&figure.description)));
        }
        self.put("</figcaption>\n");
        self.put(&picture(figure));
        if !figure.table.head.is_empty() {
            let title = escaped(&figure.title);
            self.put("\n<details>\n<summary>Tableau des données");
            self.put(&format!("<span class=\"cache\">\u{a0}: {title}</span></summary>\n"));
            self.table(&figure.table, &figure.title);
            self.put("</details>");
        }
        self.put("\n</figure>\n");
    }

    /// Writes the headings that the contents list as links.
    fn contents(&mut self) {
        let deep = self.document.listed();
        let headings: Vec<(u8, String, &str)> =
            self.document.blocks.iter().filter_map(|block| listed(block, &deep)).collect();
        if headings.is_empty() {
            return;
        }
        self.put("<nav aria-label=\"Sommaire\">\n<ul>\n");
        let mut above = 0;
        for (level, words, anchor) in headings {
            // Those before the first heading of level 2 stand beside it.
            let deeper = level == 3 && above != 0;
            self.put(match (above, deeper) {
                (0, _) => "",
                (2, true) => "\n<ul>\n",
                (3, false) => "</li>\n</ul></li>\n",
                _ => "</li>\n",
            });
            self.put(&format!("<li><a href=\"#{}\">{}</a>", escaped(anchor), escaped(&words)));
            above = if deeper { 3 } else { 2 };
        }
        self.put(if above == 3 { "</li>\n</ul></li>\n" } else { "</li>\n" });
        self.put("</ul>\n</nav>\n");
    }

    /// Writes the notes at the end, each with a link back to its first call.
    fn notes(&mut self) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        // A note may call another: all are written before what leads back to their calls.
        let before = std::mem::take(&mut self.out);
        let mut notes: Vec<String> = Vec::with_capacity(document.notes.len());
        for note in &document.notes {
            self.blocks(note);
            notes.push(std::mem::take(&mut self.out));
        }
        self.out = before;
        self.put("<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"_notes\">\n<h2 id=\"_notes\">Notes</h2>\n<ol>\n");
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            let back = format!(
                " <a class=\"retour\" href=\"#_appel-{number}\" role=\"doc-backlink\"><span aria-hidden=\"true\">↩\u{fe0e}</span>\
                 <span class=\"cache\">Retour à l’appel de la note {number}</span></a>"
            );
            let back = if self.called.contains(&index) { back } else { String::new() };
            let note = match note.strip_suffix("</p>\n") {
                Some(words) => format!("{words}{back}</p>\n"),
                None if back.is_empty() => note.clone(),
                None => format!("{note}<p>{}</p>\n", back.trim_start()),
            };
            self.put(&format!("<li id=\"_note-{number}\">{note}</li>\n"));
        }
        self.put("</ol>\n</section>\n");
    }
}

/// Tells whether an item is words, then at most a list.
fn is_tight(item: &Item) -> bool {
    matches!(item.blocks.as_slice(), [Block::Paragraph(_)] | [Block::Paragraph(_), Block::List { .. }])
}

/// Returns the level, the words and the anchor of a heading that the contents list.
fn listed<'b>(block: &'b Block, deep: &RangeInclusive<u8>) -> Option<(u8, String, &'b str)> {
    match block {
        Block::Heading { level, text, anchor } if deep.contains(level) => Some((*level, plain(text), anchor)),
        _ => None,
    }
}

/// Returns the picture of a figure, without what stands before its root element; its identifiers start with the name of the figure, which
/// differs from the chart's where that is shown again.
fn picture(figure: &Figure) -> String {
    let svg = figure.svg.find("<svg").and_then(|at| figure.svg.get(at..)).unwrap_or_default().trim_end();
    let names = svg.split_once("aria-labelledby=\"").map(|(_, names)| names);
    match names.and_then(|names| names.split_once("-titre")) {
        Some((name, _)) if name != figure.name => chart::with_identifiers(svg, name, &figure.name),
        _ => svg.to_owned(),
    }
}

/// Escapes a text for the content of an element or the value of an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Returns a text as a string of CSS that no element of HTML can end.
fn css_string(text: &str) -> String {
    let mut string = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '>' | '&' | '\n' | '\r' => string.push_str(&format!("\\{:x} ", u32::from(c))),
            c => string.push(c),
        }
    }
    string + "\""
}

#[cfg(test)]
mod tests;
