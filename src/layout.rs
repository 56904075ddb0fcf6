//! What the place of a file in a dossier says of it.
//!
//! `entretiens/` (at any depth below) and `entretiens.yaml` at the root hold records of a type; other folders are left alone. What lies
//! where a record is expected but can be none is a finding, never a silence.

use std::hash::{DefaultHasher, Hasher};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::faults::fichier;
use crate::fr::fold;
use crate::model;
use crate::read::{Form, Place};
use crate::schema::TypeDef;
use crate::value::identifiant::{self, Kind};

/// The name of the file that makes a folder a dossier.
pub const MANIFEST: &str = "dossier.yaml";

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A file whose bytes can be read.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, which is never followed.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

/// What is to be done with an entry.
#[derive(Debug)]
pub enum Placement {
    /// Read it as records of a type.
    Read(Kind, Form, bool),
    /// Say that it cannot be what its place says.
    Refuse(Box<Diagnostic>),
    /// Leave it alone.
    Pass,
}

/// Splits a file name into stem and lower-case extension: `E012.Md` is a stem `E012` and an extension `md`.
fn split(name: &str) -> (&str, String) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, extension.to_ascii_lowercase()),
        _ => (name, String::new()),
    }
}

/// Returns the form of a file by its extension, if it may hold records.
fn form(extension: &str) -> Option<Form> {
    match extension {
        "md" | "markdown" => Some(Form::Markdown),
        "yaml" | "yml" => Some(Form::Yaml),
        _ => None,
    }
}

/// Tells whether a name in a typed folder is passed over without a word.
fn passed_over(name: &str) -> bool {
    name.starts_with(['.', '_'])
        || name.starts_with("~$")
        || name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("readme"))
        || name.eq_ignore_ascii_case("thumbs.db")
}

/// Says what an entry at `path` (from the dossier's root, with `/`) is to be read as.
pub fn place(path: &str, nature: Nature) -> Placement {
    let (top, rest) = match path.split_once('/') {
        Some((top, rest)) => (top, Some(rest)),
        None => (path, None),
    };
    match rest {
        None => at_root(top, nature),
        Some(rest) => match model::of_folder(top) {
            Some(def) => in_folder(def, rest, nature),
            None => Placement::Pass,
        },
    }
}

fn at_root(name: &str, nature: Nature) -> Placement {
    let (stem, extension) = split(name);
    let yaml = form(&extension) == Some(Form::Yaml);
    if yaml && stem == "dossier" {
        return readable(Kind::Dossier, Form::Yaml, false, nature);
    }
    let def = model::of_folder(stem).filter(|_| yaml);
    if let Some(def) = def {
        return readable(def.kind, Form::Yaml, false, nature);
    }
    if model::of_folder(name).is_some() {
        return match nature {
            Nature::Folder => Placement::Pass,
            Nature::Link => {
                Placement::Refuse(Box::new(fichier::pas_un_fichier("un lien symbolique, que `cb` ne suit pas,")))
            }
            _ => Placement::Refuse(Box::new(fichier::pas_un_dossier(name))),
        };
    }
    // `E006.md` beside the manifest: a record out of its folder.
    let written = identifiant::parse_stem(stem).filter(|_| nature == Nature::File && form(&extension).is_some());
    if let Some(written) = written {
        let folder = model::def(written.ident.kind).folder;
        return Placement::Refuse(Box::new(fichier::nom_voisin(name, &format!("{folder}/{name}"))));
    }
    // `Entretiens/`, `idée/`, `acteur.yaml`: a slip of the name would lose everything in it.
    let near = |written: &str| {
        let folded = fold::key(written);
        let plural = format!("{folded}s");
        model::TYPES.iter().skip(1).find(|def| def.folder == folded || def.folder == plural).map(|def| def.folder)
    };
    match (nature, near(stem)) {
        (Nature::Folder, Some(folder)) if extension.is_empty() => {
            Placement::Refuse(Box::new(fichier::nom_voisin(&format!("{name}/"), &format!("{folder}/"))))
        }
        (Nature::File, Some(folder)) if form(&extension).is_some() => {
            Placement::Refuse(Box::new(fichier::nom_voisin(name, &format!("{folder}.yaml"))))
        }
        _ => Placement::Pass,
    }
}

fn in_folder(def: &'static TypeDef, rest: &str, nature: Nature) -> Placement {
    if rest.split('/').any(passed_over) {
        return Placement::Pass;
    }
    let name = rest.rsplit('/').next().unwrap_or(rest);
    match (form(&split(name).1), nature) {
        (None, Nature::Folder) => Placement::Pass,
        (None, Nature::Link) => {
            Placement::Refuse(Box::new(fichier::pas_un_fichier("un lien symbolique, que `cb` ne suit pas,")))
        }
        (None, _) => Placement::Refuse(Box::new(fichier::inattendu(def))),
        (Some(form), nature) => readable(def.kind, form, true, nature),
    }
}

fn readable(kind: Kind, form: Form, named: bool, nature: Nature) -> Placement {
    Placement::Refuse(Box::new(fichier::pas_un_fichier(match nature {
        Nature::File => return Placement::Read(kind, form, named),
        Nature::Folder => "un dossier",
        Nature::Link => "un lien symbolique, que `cb` ne suit pas,",
        Nature::Special => "un tube ou un périphérique",
    })))
}

/// Returns what a reader needs to know of the file at `path`, placed as `placement` says.
pub fn reading(path: &str, kind: Kind, form: Form, named: bool) -> Place<'_> {
    let name = path.rsplit('/').next().unwrap_or(path);
    Place { kind, form, stem: named.then(|| split(name).0) }
}

/// Finds the names that some file systems cannot tell apart: the index of each path, with that of the earlier one it is confused with.
///
/// Names are compared without case and in one Unicode form.
pub fn confused(paths: &[&str]) -> Vec<(usize, usize)> {
    let mut hashes: Vec<(u64, usize)> = paths.iter().enumerate().map(|(at, path)| (hash(path), at)).collect();
    hashes.sort_unstable();
    let mut found = Vec::new();
    for same in hashes.chunk_by(|(a, _), (b, _)| a == b).filter(|same| same.len() > 1) {
        let [(_, first), others @ ..] = same else { continue };
        let name = |at: &usize| paths.get(*at).map(|path| folded(path).collect::<String>());
        found.extend(others.iter().filter(|(_, other)| name(other) == name(first)).map(|(_, other)| (*other, *first)));
    }
    found.sort_unstable();
    found
}

/// Returns the characters of a path without case and in one Unicode form.
fn folded(path: &str) -> impl Iterator<Item = char> {
    path.nfc().flat_map(char::to_lowercase)
}

/// Hashes a path as it is compared; nearly all are ASCII, and need no table.
fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    if path.is_ascii() {
        path.bytes().for_each(|byte| hasher.write_u32(u32::from(byte.to_ascii_lowercase())));
    } else {
        folded(path).for_each(|character| hasher.write_u32(u32::from(character)));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str, nature: Nature) -> String {
        match place(path, nature) {
            Placement::Read(kind, form, named) => {
                format!("{kind:?} {form:?} {:?}", reading(path, kind, form, named).stem)
            }
            Placement::Refuse(fault) => fault.rule.code.to_owned(),
            Placement::Pass => "-".to_owned(),
        }
    }

    #[test]
    fn the_place_says_the_type() {
        use Nature::{File, Folder, Link, Special};
        for (path, nature, expected) in [
            ("dossier.yaml", File, "Dossier Yaml None"),
            ("idees.yaml", File, "Idee Yaml None"),
            ("acteurs.yml", File, "Acteur Yaml None"),
            ("entretiens/E012-mission-locale.md", File, "Entretien Markdown Some(\"E012-mission-locale\")"),
            ("entretiens/2018/11/E012.MD", File, "Entretien Markdown Some(\"E012\")"),
            ("gisements/G01.yaml", File, "Gisement Yaml Some(\"G01\")"),
            ("entretiens", Folder, "-"),
            ("entretiens/2018", Folder, "-"),
            ("entretiens/README.md", File, "-"),
            ("entretiens/_modele.md", File, "-"),
            ("entretiens/_brouillons/E001.md", File, "-"),
            ("entretiens/~$note.docx", File, "-"),
            ("entretiens/Thumbs.db", File, "-"),
            ("entretiens/note.docx", File, "CB006"),
            ("entretiens/E001", File, "CB006"),
            ("entretiens/E001.md", Folder, "CB001"),
            ("entretiens/E001.md", Link, "CB001"),
            ("entretiens/ailleurs", Link, "CB001"),
            ("entretiens/E001.md", Special, "CB001"),
            ("entretiens", Link, "CB001"),
            ("Entretiens", Folder, "CB006"),
            ("entretien", Folder, "CB006"),
            ("idées.yaml", File, "CB006"),
            ("entretiens.md", File, "CB006"),
            ("E006-caf.md", File, "CB006"),
            ("photos/E001.md", File, "-"),
            ("README.md", File, "-"),
            ("notes", Link, "-"),
        ] {
            assert_eq!(shown(path, nature), expected, "{path} {nature:?}");
        }
    }

    #[test]
    fn names_that_differ_by_case_or_accents_are_found() {
        let paths =
            ["entretiens/E001.md", "entretiens/e001.md", "idees/I1-été.md", "idees/I1-e\u{301}te\u{301}.md", "x.md"];
        assert_eq!(confused(&paths), [(1, 0), (3, 2)]);
    }
}
