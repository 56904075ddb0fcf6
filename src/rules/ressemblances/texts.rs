//! The texts of ideas, read again for those that are compared.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::dossier::{At, Dossier};
use crate::model::idee;
use crate::text::Texts;

/// How many files are kept at hand at least, however long they are.
const FEW: usize = 4;

/// How many bytes of files are kept at hand at most, beyond those few.
const ROOM: usize = 256 << 10;

/// The files last read.
pub(super) struct Kept<'t> {
    texts: &'t dyn Texts,
    files: VecDeque<(u32, Option<Arc<str>>)>,
    bytes: usize,
}

impl<'t> Kept<'t> {
    pub(super) fn new(texts: &'t dyn Texts) -> Self {
        Self { texts, files: VecDeque::new(), bytes: 0 }
    }

    /// Returns the text of an idea; `None` where its file cannot be read again.
    pub(super) fn of(&mut self, dossier: &Dossier, at: At) -> Option<String> {
        let view = dossier.get(at)?;
        let cell = view.cell(idee::TEXTE.index)?;
        if let Some(text) = view.unit.text(cell) {
            return Some(text.to_owned());
        }
        let file = self.file(dossier, at.file)?;
        Some(cell.span().of(&file).to_owned())
    }

    /// Returns the text of a file, read if it is not at hand.
    fn file(&mut self, dossier: &Dossier, file: u32) -> Option<Arc<str>> {
        if let Some((_, text)) = self.files.iter().find(|(known, _)| *known == file) {
            return text.clone();
        }
        let text = self.texts.text(&dossier.shown(&dossier.file(file)?.path));
        let length = |text: &Option<Arc<str>>| text.as_ref().map_or(0, |text| text.len());
        self.bytes += length(&text);
        self.files.push_back((file, text.clone()));
        while self.files.len() > FEW && self.bytes > ROOM {
            let Some((_, old)) = self.files.pop_front() else { break };
            self.bytes -= length(&old);
        }
        text
    }
}
