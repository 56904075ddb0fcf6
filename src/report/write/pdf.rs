//! PDF: to print, to archive (PDF/A-2a) and to be read aloud (PDF/UA-1), in one file.
//!
//! Typst lays it out. Its template, `document.typ`, is the same for all documents and reads the one to print as JSON, so that no
//! text is ever taken for markup or code. It reaches nothing else but the pictures: no file, no package, no clock.

mod body;
mod letters;
mod table;
mod tree;

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::report::MARK;
use crate::report::document::Document;
use body::Body;

/// The template of every document.
const TEMPLATE: &str = include_str!("pdf/document.typ");
/// The names of the template and of the document, as the template knows them.
const MAIN: &str = "/document.typ";
const TREE: &str = "/document.json";

/// Returns a document as PDF, the same bytes for the same document.
///
/// # Errors
/// What keeps Typst from laying it out, or the file from being one that archives take; no document that [`parse`](crate::report::parse)
/// makes is known to.
pub fn write(document: &Document) -> Result<Vec<u8>, String> {
    let pages = laid_out(document)?.output.map_err(|faults| refused(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}\n{}", document.title, document.date)),
        creator: Smart::Custom(Some(MARK.to_owned())),
        timestamp: Some(Timestamp::new_utc(day(&document.date)?)),
        standards: standards.map_err(|fault| said(fault.message()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|faults| refused(&faults))
}

/// Returns the pages of a document, with what Typst warns of.
fn laid_out(document: &Document) -> Result<Warned<typst::diag::SourceResult<PagedDocument>>, String> {
    let desk = Desk::of(document)?;
    Ok(typst::compile::<PagedDocument>(&desk))
}

/// Returns the first moment of a day written `2025-12-12`; that of 1970 where there is none, for archives ask for a date.
fn day(date: &str) -> Result<Datetime, String> {
    let mut numbers = date.splitn(3, '-').map(str::parse::<u16>);
    let mut next = || numbers.next().and_then(Result::ok);
    let (year, month, day) = (next(), next(), next());
    let small = |number: Option<u16>| number.and_then(|number| u8::try_from(number).ok());
    let parts = year.zip(small(month)).zip(small(day));
    let read = parts.and_then(|((year, month), day)| Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0));
    read.or_else(|| Datetime::from_ymd_hms(1970, 1, 1, 0, 0, 0)).ok_or_else(|| said(date))
}

/// Says that the file cannot be made; Typst speaks English.
fn said(why: &str) -> String {
    format!(
        "le PDF n’a pas pu être composé\u{a0}: Typst dit «\u{a0}{why}\u{a0}»\naide\u{a0}: écrivez un `.odt` et exportez-le depuis LibreOffice"
    )
}

fn refused(faults: &[SourceDiagnostic]) -> String {
    said(faults.first().map_or("", |fault| &fault.message))
}

/// All that the template can reach.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    template: Source,
    /// The document and its pictures, by their names.
    files: BTreeMap<String, Bytes>,
}

impl Desk {
    fn of(document: &Document) -> Result<Self, String> {
        let made = Body::of(document);
        let tree = serde_json::to_vec(&made.tree).map_err(|fault| said(&fault.to_string()))?;
        let pictures = made.pictures.into_iter().map(|(name, svg)| (name, Bytes::from_string(svg)));
        let path = VirtualPath::new(MAIN).map_err(|fault| said(&fault.to_string()))?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(letters::fonts())),
            template: Source::new(id, TEMPLATE.to_owned()),
            files: pictures.chain([(TREE.to_owned(), Bytes::new(tree))]).collect(),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let ours = *path.root() == VirtualRoot::Project;
        let file = self.files.get(path.vpath().get_with_slash()).filter(|_| ours);
        file.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        letters::fonts().get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests;
