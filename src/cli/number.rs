//! `cb number`: writes into the notes the identifiers they do not bear yet.

use std::io::Write;

use anyhow::Context;

use crate::cli::args::Number;
use crate::cli::load::{self, Loaded};
use crate::cli::provenance::Provenance;
use crate::cli::ui::{Outcome, Ui};
use crate::dossier::{At, Dossier};
use crate::fr::{agree, counted};
use crate::layout::{self, Nature, Placement};
use crate::number;
use crate::read::{Keep, MAX_BYTES, Reader};
use crate::source::replace::replace;
use crate::source::worktree;
use crate::text::Span;
use crate::unit::Name;

/// What became of one note.
enum Note {
    /// As many identifiers were written, or would be.
    Written(u64),
    /// The note is left as it is, for this reason.
    Left(&'static str),
}

/// Runs the command.
pub fn run(args: &Number, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let loaded = load::load(&args.paths, Keep::Names, None, &Provenance::Worktree)?;
    let (mut written, mut notes, mut left) = (0, 0, 0);
    for Loaded { dossier, only, .. } in &loaded {
        for (index, file) in dossier.files.iter().enumerate() {
            let asked = only.is_empty() || only.iter().any(|only| super::validate::below(&file.path, only));
            let bare = file.unit.records.iter().any(|record| matches!(record.name, Name::Provisional(..)));
            if !asked || !bare {
                continue;
            }
            let shown = dossier.shown(&file.path);
            match note(dossier, index, args.check).with_context(|| format!("`{shown}` n’a pas été numérotée"))? {
                Note::Written(count) => {
                    (written, notes) = (written + count, notes + 1);
                    writeln!(ui.out(), "{shown}\u{a0}: {}", counted(count, "identifiant", "identifiants"))?;
                }
                Note::Left(why) => {
                    left += 1;
                    writeln!(ui.out(), "{shown}\u{a0}: laissée telle quelle, {why}")?;
                }
            }
        }
    }
    let done = match (args.check, written) {
        (_, 0) => "rien à numéroter".to_owned(),
        (false, _) => {
            let verb = agree(written, "écrit", "écrits");
            format!(
                "{} {verb} dans {}",
                counted(written, "identifiant", "identifiants"),
                counted(notes, "note", "notes")
            )
        }
        (true, _) => {
            format!(
                "{} à écrire dans {}",
                counted(written, "identifiant", "identifiants"),
                counted(notes, "note", "notes")
            )
        }
    };
    if !ui.quiet() {
        writeln!(ui.out(), "{done}")?;
    }
    Ok(if left > 0 || args.check && written > 0 { Outcome::Faulty } else { Outcome::Fine })
}

/// Numbers one note of a dossier; with `check`, only says how many identifiers it lacks.
fn note(dossier: &Dossier, index: usize, check: bool) -> anyhow::Result<Note> {
    let Some(file) = dossier.files.get(index) else { return Ok(Note::Written(0)) };
    let file_index = Span::at(index).start;
    if dossier.doubles.iter().any(|&(second, first)| is_note(second, file_index) || is_note(first, file_index)) {
        return Ok(Note::Left("une autre note porte le même identifiant (CB201)"));
    }
    let Placement::Read(kind, form, named) = layout::place(&file.path, Nature::File) else {
        return Ok(Note::Written(0));
    };
    let place = layout::reading(&file.path, kind, form, named);
    let mut bytes = Vec::new();
    let root = load::folder(dossier);
    worktree::read(root, &file.path, MAX_BYTES, &mut bytes)?;
    // The note is read again: it may have changed since the dossier was.
    let unit = Reader::new(Keep::Names).read(&bytes, place);
    let Ok(source) = std::str::from_utf8(&bytes) else { return Ok(Note::Left("elle a changé entre-temps")) };
    let edits = number::edits(&unit, source);
    let Ok(text) = number::apply(source, &edits, place) else {
        return Ok(Note::Left("un identifiant y changerait la lecture d’une ligne"));
    };
    if !check && !edits.is_empty() {
        replace(&root.join(&*file.path), &bytes, text.as_bytes())?;
    }
    Ok(Note::Written(edits.len() as u64))
}

/// Tells whether a place is that of the note itself in a file.
fn is_note(at: At, file: u32) -> bool {
    at == At { file, record: 0 }
}
