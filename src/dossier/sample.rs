//! Small dossiers from literals, for the tests of what looks at a whole dossier.

use super::{Dossier, File};
use crate::layout::{self, MANIFEST, Nature, Placement};
use crate::read::{Keep, Reader};
use crate::unit::{FileUnit, Rare};

/// Files of a dossier: the path of each from its root, its text.
pub(crate) type Files<'f> = &'f [(&'f str, &'f str)];

/// What every manifest must say.
pub(crate) const TITLE: &str = "titre: Essai\nterritoire: Ici\npilote: Nous\nlancement: 2018-09-01\n";

/// Links a dossier of these files, with a manifest where they hold none.
pub(crate) fn dossier(files: Files<'_>) -> Dossier {
    let mut reader = Reader::new(Keep::Texts);
    let (mut units, mut pages) = (Vec::new(), Vec::new());
    let manifest = [(MANIFEST, TITLE)].into_iter().filter(|_| files.iter().all(|(path, _)| *path != MANIFEST));
    for (path, text) in files.iter().copied().chain(manifest) {
        let unit = match layout::place(path, Nature::File) {
            Placement::Read(kind, form, named) => {
                reader.read(text.as_bytes(), layout::reading(path, kind, form, named))
            }
            Placement::Refuse(fault) => FileUnit::new(&[], &[], "", Rare { findings: vec![*fault], ..Rare::default() }),
            Placement::Pass => {
                let name = path.rsplit('/').next().unwrap_or(path);
                pages.extend(name.strip_suffix(".md").map(str::to_owned));
                continue;
            }
        };
        units.push(File { path: path.into(), unit: unit.into() });
    }
    Dossier::link(String::new(), units, pages)
}

/// Returns an interview without fault, whose body is `body`: its first line is line 7 of the file.
pub(crate) fn note(body: &str) -> String {
    format!("---\ndate: 2018-11-06\nprofil: agents\npersonnes: 3\ninformation: orale\n---\n{body}")
}
