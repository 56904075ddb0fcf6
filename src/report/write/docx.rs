//! Writes a document for Word: Office Open XML, with Word's own styles, notes, numbers and fields.
//!
//! Looks are in named styles (`styles.xml`); `body` makes the text, its footnotes and what they refer to.

mod body;
mod line;
mod numbering;
mod paragraph;
mod table;

use std::io;

use super::package::Package;
use super::paper::wide;
use super::picture;
use super::xml::Xml;
use crate::report::MARK;
use crate::report::document::{Document, Sheet};
use body::{Body, Rel};

/// The named styles.
const STYLES: &str = include_str!("docx/styles.xml");

/// The start of the types of parts, of relations and of contents.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The namespaces that parts of the text use.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", OFFICE),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    // Known to Word since 2016, as pictures in SVG are: see the tables' figures.
    ("xmlns:w16se", "http://schemas.microsoft.com/office/word/2015/wordml/symex"),
    ("mc:Ignorable", "w16se"),
];

/// The parts that the text refers to, by the rank of their relation: name, type of relation, type of content.
const PARTS: &[(&str, &str, &str)] = &[
    ("styles.xml", "styles", "styles"),
    ("numbering.xml", "numbering", "numbering"),
    ("settings.xml", "settings", "settings"),
    ("footnotes.xml", "footnotes", "footnotes"),
    ("footer1.xml", "footer", "footer"),
    ("footer2.xml", "footer", "footer"),
];

/// Writes a document for Word.
///
/// # Errors
/// A file of 4 GiB or more: the format of the package has no room for it.
pub fn write(document: &Document) -> io::Result<Vec<u8>> {
    let made = Body::of(document);
    let mut package = Package::new();
    package.add("[Content_Types].xml", content_types().as_bytes())?;
    package.add("_rels/.rels", package_relations().as_bytes())?;
    package.add("docProps/core.xml", properties(document).as_bytes())?;
    // As it is, so that the mark in it is found without opening the file.
    package.store("docProps/app.xml", application().as_bytes())?;
    package.add("word/document.xml", made.text.as_bytes())?;
    package.add("word/_rels/document.xml.rels", relations(true, &made.relations).as_bytes())?;
    package.add("word/styles.xml", STYLES.as_bytes())?;
    package.add("word/numbering.xml", made.numbering.as_bytes())?;
    package.add("word/settings.xml", settings().as_bytes())?;
    package.add("word/footnotes.xml", made.notes.as_bytes())?;
    package.add("word/_rels/footnotes.xml.rels", relations(false, &made.note_relations).as_bytes())?;
    package.add("word/footer1.xml", footer(document, Sheet::A4).as_bytes())?;
    package.add("word/footer2.xml", footer(document, Sheet::A3Landscape).as_bytes())?;
    for (index, figure) in made.figures.iter().enumerate() {
        let (svg, png) = body::picture_names(index);
        package.add(&format!("word/{svg}"), picture::embedded(&figure.svg).as_bytes())?;
        package.store(&format!("word/{png}"), &picture::stand_in(figure.size)?)?;
    }
    package.finish()
}

/// Returns the start of a part of the text: its root, open, with every namespace.
fn part(root: &'static str) -> Xml {
    let mut xml = Xml::file();
    xml.open(root);
    for (prefix, namespace) in NAMESPACES {
        xml.attr(prefix, namespace);
    }
    xml
}

fn content_types() -> String {
    let mut xml = Xml::file();
    xml.open("Types").attr("xmlns", format!("{PACKAGE}/content-types"));
    for (extension, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ] {
        xml.open("Default").attr("Extension", extension).attr("ContentType", kind).close();
    }
    let mut part = |name: &str, kind: &str| {
        xml.open("Override").attr("PartName", name).attr("ContentType", kind).close();
    };
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    part("/word/document.xml", &format!("{WORD}.document.main+xml"));
    for (name, _, kind) in PARTS {
        part(&format!("/word/{name}"), &format!("{WORD}.{kind}+xml"));
    }
    xml.finish()
}

/// Returns the start of a file of relations.
fn relations_file() -> Xml {
    let mut xml = Xml::file();
    xml.open("Relationships").attr("xmlns", format!("{PACKAGE}/relationships"));
    xml
}

fn relation<'x>(xml: &'x mut Xml, id: &str, kind: &str, target: &str) -> &'x mut Xml {
    xml.open("Relationship").attr("Id", id).attr("Type", kind).attr("Target", target)
}

fn package_relations() -> String {
    let mut xml = relations_file();
    relation(&mut xml, "rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml").close();
    let kind = format!("{PACKAGE}/relationships/metadata/core-properties");
    relation(&mut xml, "rId2", &kind, "docProps/core.xml").close();
    relation(&mut xml, "rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml").close();
    xml.finish()
}

/// Writes what a part of the text refers to; `main` for the one that holds all others.
fn relations(main: bool, made: &[Rel]) -> String {
    let mut xml = relations_file();
    if main {
        for (index, (name, kind, _)) in PARTS.iter().enumerate() {
            relation(&mut xml, &format!("rId{}", index + 1), &format!("{OFFICE}/{kind}"), name).close();
        }
    }
    for (index, rel) in made.iter().enumerate() {
        let id = body::relation_id(index);
        match rel {
            Rel::Link(target) => {
                relation(&mut xml, &id, &format!("{OFFICE}/hyperlink"), target).attr("TargetMode", "External").close()
            }
            Rel::Picture(target) => relation(&mut xml, &id, &format!("{OFFICE}/image"), target).close(),
        };
    }
    xml.finish()
}

fn properties(document: &Document) -> String {
    let mut xml = Xml::file();
    xml.open("cp:coreProperties").attr("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"));
    xml.attr("xmlns:dc", "http://purl.org/dc/elements/1.1/").attr("xmlns:dcterms", "http://purl.org/dc/terms/");
    xml.attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance").words("dc:title", &document.title);
    if !document.author.is_empty() {
        xml.words("dc:creator", &document.author).words("cp:lastModifiedBy", &document.author);
    }
    if !document.date.is_empty() {
        let date = format!("{}T00:00:00Z", document.date);
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.open(name).attr("xsi:type", "dcterms:W3CDTF").text(&date).close();
        }
    }
    xml.words("dc:language", "fr-FR");
    xml.finish()
}

fn application() -> String {
    let mut xml = Xml::file();
    xml.open("Properties").attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    xml.words("Application", MARK);
    xml.finish()
}

fn settings() -> String {
    let mut xml = part("w:settings");
    xml.open("w:defaultTabStop").attr("w:val", 720).close();
    // Word would ask whether to update the fields each time the file is opened.
    xml.open("w:updateFields").attr("w:val", "false").close().open("w:footnotePr");
    for id in [-1, 0] {
        xml.open("w:footnote").attr("w:id", id).close();
    }
    xml.close().open("w:compat").open("w:compatSetting").attr("w:name", "compatibilityMode");
    xml.attr("w:uri", "http://schemas.microsoft.com/office/word").attr("w:val", 15).close().close();
    xml.open("w:themeFontLang").attr("w:val", "fr-FR").close();
    xml.open("w:decimalSymbol").attr("w:val", ",").close().open("w:listSeparator").attr("w:val", ";").close();
    xml.finish()
}

fn footer(document: &Document, sheet: Sheet) -> String {
    let mut xml = part("w:ftr");
    xml.open("w:p").open("w:pPr").open("w:pStyle").attr("w:val", "Footer").close();
    if sheet == Sheet::A3Landscape {
        xml.open("w:tabs").open("w:tab").attr("w:val", "clear").attr("w:pos", line::twips(wide(Sheet::A4))).close();
        xml.open("w:tab").attr("w:val", "right").attr("w:pos", line::twips(wide(sheet))).close().close();
    }
    xml.close();
    let mut run = |text: &str| {
        xml.open("w:r").open("w:t").attr("xml:space", "preserve").text(text).close().close();
    };
    run(&document.foot);
    xml.open("w:r").open("w:tab").close().close();
    for (words, field) in [("page\u{a0}", "PAGE"), (" sur\u{a0}", "NUMPAGES")] {
        xml.open("w:r").open("w:t").attr("xml:space", "preserve").text(words).close().close();
        xml.open("w:fldSimple").attr("w:instr", format!(" {field} ")).open("w:r").words("w:t", "1").close().close();
    }
    xml.finish()
}

#[cfg(test)]
mod tests;
