//! From the bytes of one file to its [`FileUnit`]: the whole of what can be said of a file without looking at another.
//!
//! [`Reader::read`] sees no manifest, no configuration, no clock and no other file, so that a unit may be kept as long as the bytes, the
//! file's stem and its type stay the same. A reader owns the buffers and is used for one file after another by one thread.

mod body;
mod decode;
mod names;
mod records;
mod screen;
mod several;
mod waivers;

use crate::diagnostic::Diagnostic;
use crate::syntax::{front_matter, yaml};
use crate::text::{Lines, Span};
use crate::unit::{Cell, FileUnit, Link, Quote, Rare, Record, START, Strings, Waiver};
use crate::value::identifiant::Kind;

pub use screen::MAX_BYTES;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One record: a header in YAML between `---`, then a body.
    Markdown,
    /// One record or a list of them, in YAML.
    Yaml,
}

/// What the place of a file says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'p> {
    /// The type of its records.
    pub kind: Kind,
    /// How it is written.
    pub form: Form,
    /// Its name without extension; `None` for a list file at the root of the dossier, whose name says only the type.
    pub stem: Option<&'p str>,
}

/// What is kept in a unit beside spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The texts that other files ask for: names, unknown words.
    #[default]
    Names,
    /// Every text of every field.
    Texts,
}

/// Reads files one after another, with the same buffers.
#[derive(Debug, Default)]
pub struct Reader {
    keep: Keep,
    records: Vec<Record>,
    cells: Vec<Cell>,
    strings: Strings,
    found: Vec<Diagnostic>,
    links: Vec<Link>,
    quotes: Vec<Quote>,
    waivers: Vec<Waiver>,
    /// The number to offer to the next record of a list that has no identifier, and its width.
    free: Option<(u32, u8)>,
    /// The letters of the text that is being sketched.
    letters: Vec<u8>,
}

/// The places of a file fit in the cells.
const _: () = assert!(MAX_BYTES < 1 << START);

impl Reader {
    /// Makes a reader that keeps what `keep` says.
    pub fn new(keep: Keep) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Reads one file. Everything wrong in it is a finding of the unit; a file that cannot be read at all is a unit without records.
    pub fn read(&mut self, bytes: &[u8], place: Place<'_>) -> FileUnit {
        self.records.clear();
        self.cells.clear();
        self.strings.clear();
        let mut lines: Box<[u32]> = Box::default();
        match screen::text(bytes) {
            Err(fault) => self.found.push(*fault),
            Ok(source) => {
                screen::invisible(source, &mut self.found);
                self.read_text(source, place);
                if !self.waivers.is_empty() {
                    let index = Lines::new(source);
                    lines = (1..=index.count()).map(|line| index.span(line).start).collect();
                }
            }
        }
        let rare = Rare {
            findings: std::mem::take(&mut self.found),
            waivers: std::mem::take(&mut self.waivers),
            lines,
            links: std::mem::take(&mut self.links),
            quotes: std::mem::take(&mut self.quotes),
        };
        FileUnit::new(&self.records, &self.cells, self.strings.all(), rare)
    }

    fn read_text(&mut self, source: &str, place: Place<'_>) {
        let (header, body) = match place.form {
            Form::Yaml => (Some(Span::new(front_matter::bom(source), source.len())), None),
            Form::Markdown => {
                let split = front_matter::split(source, &mut self.found);
                (split.yaml, Some(split.body))
            }
        };
        let tree = header.map(|header| yaml::parse(source, header, &mut self.found));
        if let Some(tree) = &tree {
            if let Some(span) = tree.too_deep() {
                self.found.push(crate::faults::fichier::trop_profond(span));
            }
            for comment in tree.comments() {
                waivers::read(source, *comment, &mut self.waivers, &mut self.found);
            }
        }
        let body = body.map(|body| body::read(source, body, place.kind, &mut self.found));
        if let Some(body) = &body {
            for comment in &body.comments {
                waivers::read(source, *comment, &mut self.waivers, &mut self.found);
            }
            for link in &body.links {
                let target = match link.block {
                    Some(block) => self.strings.keep(&format!("{}#^{}", link.target, block.of(source))),
                    None => self.strings.keep(&link.target),
                };
                self.links.push(Link { span: link.span, target });
            }
            if matches!(place.kind, Kind::Gisement | Kind::Persona | Kind::Solution) {
                self.quotes.extend(body::attributed(body));
            }
        }
        self.make_records(source, place, tree.as_ref(), body.as_ref());
    }
}

/// Reads one file with fresh buffers: see [`Reader::read`].
pub fn read_file(bytes: &[u8], place: Place<'_>) -> FileUnit {
    Reader::default().read(bytes, place)
}

#[cfg(test)]
mod tests;
