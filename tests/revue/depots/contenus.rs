//! Repositories whose names or texts are not on the disk what they are in the store.

use std::fs;

use super::{Depot, NOTE, plain};
use crate::git::{commit_all, git};
use crate::histoire::put;

/// A dossier whose folder has spaces, accents and a typographic apostrophe, `dossiers/vallée de l’Été`, with a note `E001-café.md`, both
/// composed (NFC). `odd` is the note. `git` prints such names in quotes and octal unless it is asked not to (`-z`).
pub(crate) fn accents() -> Depot {
    let depot = plain();
    let place = "dossiers/vallée de l’Été";
    fs::create_dir(depot.path("dossiers")).expect("a folder");
    depot.git(&["mv", depot.dossier, place]);
    let note = format!("{place}/entretiens/E001-café.md");
    depot.git(&["mv", &format!("{place}/entretiens/E001-mission-locale.md"), &note]);
    commit_all(&depot.folder, "Rend au dossier le nom qu’il a ici");
    Depot { dossier: place, odd: note, ..depot }
}

/// What the pointer of [`lfs`] points to: its text, and the SHA-256 of it.
const LARGE: &str = "\
---
date: 2025-01-22
profil: secrétaire de mairie
personnes: 1
information: orale
---
# La secrétaire de mairie

- idée : un cahier qui descend à la caisse le lundi ^E002-1
";
const LARGE_ID: &str = "6d31e5de587a730a5d7f719aee7d9eb98b4869ec771526f73e4f4fc65cc9121d";

/// A note (`odd`) that is kept by LFS: what is committed and lies on the disk is a pointer of three lines. Its text is among the objects of
/// LFS if `present`. No filter is set, as on a machine where LFS is not installed.
pub(crate) fn lfs(present: bool) -> Depot {
    let depot = plain();
    put(&depot.path(".gitattributes"), &format!("{NOTE} filter=lfs diff=lfs merge=lfs -text\n"));
    let size = LARGE.len();
    put(
        &depot.path(NOTE),
        &format!("version https://git-lfs.github.com/spec/v1\noid sha256:{LARGE_ID}\nsize {size}\n"),
    );
    commit_all(&depot.folder, "Confie la note à LFS");
    if present {
        put(&depot.path(&format!(".git/lfs/objects/{}/{}/{LARGE_ID}", &LARGE_ID[..2], &LARGE_ID[2..4])), LARGE);
    }
    Depot { odd: NOTE.to_owned(), ..depot }
}

/// Line ends of another system: LF in the store, CRLF on the disk, by `.gitattributes`. `odd` is the one file that was committed with CRLF
/// (`08-rangement`) and has them in both.
pub(crate) fn crlf() -> Depot {
    let depot = plain();
    put(&depot.path(".gitattributes"), "* text=auto eol=crlf\n");
    commit_all(&depot.folder, "Fins de ligne de Windows");
    let from = depot.folder.to_str().expect("a name in Unicode");
    git(&depot.folder, &["clone", "-q", "--no-hardlinks", "--template=", from, "../frais"]);
    let folder = depot.folder.with_file_name("frais");
    Depot { folder, odd: "territoires/valserine/irritants.yaml".to_owned(), ..depot }
}

/// Every `.md` goes through a filter, as those that cipher do: in the last commit its letters are turned by thirteen, on the disk they are
/// plain. The commits before hold it plain. `odd` is such a note.
pub(crate) fn filtered() -> Depot {
    let depot = plain();
    for way in ["filter.rot.clean", "filter.rot.smudge"] {
        depot.git(&["config", way, "LC_ALL=C tr A-Za-z N-ZA-Mn-za-m"]);
    }
    put(&depot.path(".gitattributes"), "*.md filter=rot\n");
    depot.git(&["add", "--renormalize", "."]);
    commit_all(&depot.folder, "Chiffre les notes");
    Depot { odd: NOTE.to_owned(), ..depot }
}
