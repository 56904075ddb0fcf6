//! Reports read back as others would: the words that are printed, the parts of office files.

use std::io::{Cursor, Read};

use pulldown_cmark::{Event, Options, Parser};
use roxmltree::{Document, ParsingOptions};
use zip::ZipArchive;

/// Returns the names of the files of a package, in order.
pub(crate) fn names(package: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("a package");
    (0..archive.len())
        .map(|index| archive.by_index(index).expect("a file").name().expect("a name").into_owned())
        .collect()
}

/// Returns the text of a file of a package.
pub(crate) fn part(package: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut text = String::new();
    archive.by_name(name).expect("a file").read_to_string(&mut text).expect("UTF-8");
    text
}

/// Returns every XML text of a report with its name: the page itself, or the parts of a package; none of Markdown.
pub(crate) fn parts(format: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let is_xml = |name: &String| [".xml", ".rels", ".svg"].iter().any(|end| name.ends_with(end));
    match format {
        "md" => Vec::new(),
        "html" => vec![("page.html".to_owned(), utf8(bytes).to_owned())],
        _ => names(bytes).into_iter().filter(is_xml).map(|name| (name.clone(), part(bytes, &name))).collect(),
    }
}

/// Reads a text as XML; says the line at which it is none.
pub(crate) fn xml<'t>(name: &str, text: &'t str) -> Result<Document<'t>, String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let line = text.lines().nth(error.pos().row as usize - 1).unwrap_or_default();
        let shown: String = line.chars().skip((error.pos().col as usize).saturating_sub(60)).take(120).collect();
        format!("{name}: {error}: {shown:?}")
    })
}

/// Reads a report in Markdown as forges do.
pub(crate) fn events(markdown: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(markdown, options)
}

/// Returns the words that a report prints, and those that are heard: the values of attributes. What is not XML says nothing.
pub(crate) fn text(format: &str, bytes: &[u8]) -> String {
    if format == "md" {
        let words = events(utf8(bytes)).filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            _ => None,
        });
        return words.collect::<Vec<_>>().join(" ");
    }
    let mut words = Vec::new();
    for (name, text) in parts(format, bytes) {
        let Ok(document) = xml(&name, &text) else { continue };
        for node in document.descendants() {
            words.extend(node.text().filter(|_| node.is_text()).map(str::to_owned));
            words.extend(node.attributes().map(|attribute| attribute.value().to_owned()));
        }
    }
    words.join(" ")
}

pub(crate) fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}
