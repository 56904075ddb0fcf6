//! Writes a document as OpenDocument text, version 1.3, the format that French administrations are told to prefer.
//!
//! Its looks are named styles (`styles.xml`), which a reader changes once for the whole; what the text alone can say (a page of
//! another size, the widths of a table) is in styles of its own, made as it is walked by `body`.

mod body;
mod line;
mod style;
mod table;

use std::io;

use super::package::Package;
use super::xml::{Escaped, Xml};
use crate::report::MARK;
use crate::report::document::Document;
use body::{Body, Made};
use style::{Label, list_style};

/// The type of the file, which its first entry says.
const TYPE: &str = "application/vnd.oasis.opendocument.text";
/// The version of OpenDocument.
const VERSION: &str = "1.3";
/// The named styles, with `{{listes}}` where those of lists go and `{{pied}}` for the foot of the page.
const STYLES: &str = include_str!("odt/styles.xml");

/// The namespaces that the parts of the file use.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
];

/// How LibreOffice lays the text out, as it does for the documents it makes itself: without them it imitates versions long gone.
const SETTINGS: &[(&str, bool)] = &[
    ("AddParaTableSpacing", true),
    ("AddParaTableSpacingAtStart", true),
    ("AddParaSpacingToTableCells", true),
    ("IgnoreFirstLineIndentInNumbering", false),
    ("PrintEmptyPages", false),
    ("TabsRelativeToIndent", true),
    ("UseFormerLineSpacing", false),
    ("UseFormerObjectPositioning", false),
    ("UseFormerTextWrapping", false),
    ("UseOldNumbering", false),
];

/// Writes a document as OpenDocument text.
///
/// # Errors
/// A file of 4 GiB or more: the format of the package has no room for it.
pub fn write(document: &Document) -> io::Result<Vec<u8>> {
    let made = Body::of(document);
    let mut package = Package::new();
    package.store("mimetype", TYPE.as_bytes())?;
    package.add("content.xml", made.content.as_bytes())?;
    package.add("styles.xml", styles(document).as_bytes())?;
    // As it is, so that the mark in it is found without opening the file.
    package.store("meta.xml", meta(document).as_bytes())?;
    package.add("settings.xml", settings().as_bytes())?;
    for picture in &made.pictures {
        package.add(&picture.path, picture.svg.as_bytes())?;
    }
    package.add("META-INF/manifest.xml", manifest(&made).as_bytes())?;
    package.finish()
}

/// Returns the start of a part of the file: its root, open, with every namespace.
fn part(root: &'static str) -> Xml {
    let mut xml = Xml::file();
    xml.open(root);
    for (prefix, namespace) in NAMESPACES {
        xml.attr(prefix, namespace);
    }
    xml.attr("office:version", VERSION);
    xml
}

fn styles(document: &Document) -> String {
    let mut lists = Xml::default();
    for label in Label::ALL {
        list_style(&mut lists, label.name(), label.display(), label, 0.0);
    }
    STYLES.replace("{{listes}}", &lists.finish()).replace("{{pied}}", &Escaped(&document.foot).to_string())
}

fn meta(document: &Document) -> String {
    let mut xml = part("office:document-meta");
    xml.open("office:meta").words("meta:generator", MARK).words("dc:title", &document.title);
    if !document.author.is_empty() {
        xml.words("meta:initial-creator", &document.author).words("dc:creator", &document.author);
    }
    if !document.date.is_empty() {
        let date = format!("{}T00:00:00", document.date);
        xml.words("meta:creation-date", &date).words("dc:date", &date);
    }
    xml.words("dc:language", "fr-FR");
    xml.finish()
}

fn settings() -> String {
    let mut xml = part("office:document-settings");
    xml.open("office:settings").open("config:config-item-set").attr("config:name", "ooo:configuration-settings");
    for (name, value) in SETTINGS {
        xml.open("config:config-item").attr("config:name", name).attr("config:type", "boolean");
        xml.text(if *value { "true" } else { "false" }).close();
    }
    xml.finish()
}

fn manifest(made: &Made) -> String {
    let mut xml = Xml::file();
    xml.open("manifest:manifest")
        .attr("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")
        .attr("manifest:version", VERSION);
    let mut entry = |path: &str, kind: &str| {
        xml.open("manifest:file-entry").attr("manifest:full-path", path);
        if path == "/" {
            xml.attr("manifest:version", VERSION);
        }
        xml.attr("manifest:media-type", kind).close();
    };
    entry("/", TYPE);
    for path in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
        entry(path, "text/xml");
    }
    for picture in &made.pictures {
        entry(&picture.path, "image/svg+xml");
    }
    xml.finish()
}

#[cfg(test)]
mod tests;
