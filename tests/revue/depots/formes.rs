//! Repositories of another shape: cut short, split, nested, packed, without a working tree, of another hash.

use super::{Depot, NOTE, copy_files, files, plain};
use crate::git::{commit_all, git};
use crate::histoire::{FIRST_PLACE, LAST_PLACE, edit, put, story};

/// A place of one's own for a repository named `depot`, made by `make` from the folder above and the path of the story.
fn made(make: impl FnOnce(&std::path::Path, &str)) -> Depot {
    let temp = tempfile::tempdir().expect("a folder");
    make(temp.path(), story().to_str().expect("a name in Unicode"));
    let folder = temp.path().join("depot");
    Depot { _temp: temp, folder, dossier: LAST_PLACE, odd: String::new() }
}

/// A clone three commits deep: the parents of `33-bureau` and of `32-atelier` are named and absent. `odd` is such a parent.
pub(crate) fn shallow() -> Depot {
    let depot = made(|temp, story| {
        git(temp, &["clone", "-q", "--template=", "--depth", "3", &format!("file://{story}"), "depot"]);
    });
    Depot { odd: git(story(), &["rev-parse", "31-demenagement"]), ..depot }
}

/// A clone without the texts of older commits: they are to be fetched from where it comes from, which only `git` knows how to do.
/// `odd` is the id of one, that of the note in `05-numeros`.
pub(crate) fn partial() -> Depot {
    let depot = made(|temp, story| {
        let url = format!("file://{story}");
        // The setting is that of the other side, which takes none from this one.
        let other = "git -c uploadpack.allowFilter=true upload-pack";
        git(temp, &["clone", "-q", "--template=", "--filter=blob:none", "-u", other, &url, "depot"]);
    });
    Depot { odd: git(story(), &["rev-parse", "05-numeros:dossiers/valserine/entretiens/E002-mairie.md"]), ..depot }
}

/// No branch is checked out: HEAD is the commit `16-essai`, where the dossier has its first place. `odd` is its id.
pub(crate) fn detached() -> Depot {
    let depot = plain();
    depot.git(&["checkout", "-q", "--detach", "16-essai"]);
    Depot { dossier: FIRST_PLACE, odd: depot.git(&["rev-parse", "HEAD"]), ..depot }
}

/// A second working tree, on a branch `relecture` that begins at `20-seconde-piste`: its `.git` is a file, its index, HEAD and refs lie in
/// two places. `odd` leads to the first working tree, which is at the end of the story.
pub(crate) fn linked_worktree() -> Depot {
    let depot = plain();
    depot.git(&["worktree", "add", "-q", "-b", "relecture", "../relecture", "20-seconde-piste"]);
    let folder = depot.folder.with_file_name("relecture");
    Depot { folder, dossier: FIRST_PLACE, odd: "../depot".to_owned(), ..depot }
}

/// A repository that is itself a dossier, the one of the town, and holds the story as its submodule `vallee`: `odd` is that folder. The
/// dossier of the story lies inside that of the town and belongs to another repository.
pub(crate) fn submodule() -> Depot {
    let depot = made(|temp, story| {
        git(temp, &["init", "-q", "--object-format=sha1", "--template=", "depot"]);
        let folder = temp.join("depot");
        let manifest =
            "titre: Carte Blanche au bourg\nterritoire: Le bourg\npilote: Mairie\nlancement: 2025-01-13\nfictif: oui\n";
        put(&folder.join("dossier.yaml"), manifest);
        let note = "---\ndate: 2025-02-04\nprofil: deux maraîchers\npersonnes: 2\ninformation: orale\n---\n# Sous la halle\n\n\
                    - idée : rallumer la fontaine les jours de marché ^E001-1\n";
        put(&folder.join("entretiens/E001-halle.md"), note);
        commit_all(&folder, "Ouvre le dossier du bourg");
        git(&folder, &["submodule", "--quiet", "add", story, "vallee"]);
        commit_all(&folder, "Rattache la vallée");
    });
    Depot { dossier: ".", odd: "vallee".to_owned(), ..depot }
}

/// Only the notes are checked out, and the files of the folders above them; the rest is in the index and not on the disk. With `folded`,
/// the index itself names folders in place of their files (where `git` knows how to, from 2.32 on). `odd` is a file that is not there.
pub(crate) fn sparse(folded: bool) -> Depot {
    let depot = plain();
    depot.git(&["config", "index.sparse", if folded { "true" } else { "false" }]);
    depot.git(&["sparse-checkout", "init", "--cone"]);
    depot.git(&["sparse-checkout", "set", "territoires/valserine/entretiens"]);
    Depot { odd: "territoires/valserine/gisements/G01-une-porte.md".to_owned(), ..depot }
}

/// A repository without a working tree: the dossier lies in its revisions only.
pub(crate) fn bare() -> Depot {
    made(|temp, story| {
        git(temp, &["clone", "-q", "--bare", "--template=", story, "depot"]);
    })
}

/// All objects in one pack, all refs in one file, with an annotated tag among them. `odd` is that tag.
pub(crate) fn packed() -> Depot {
    let depot = plain();
    depot.git(&["tag", "-a", "-m", "Relu par le comité", "relu", "15-defi-retenu"]);
    depot.git(&["gc", "-q", "--prune=now"]);
    Depot { odd: "relu".to_owned(), ..depot }
}

/// Ids of 64 digits: the last files of the story in a first commit, then one person more in a note. `odd` is the first commit.
pub(crate) fn sha256() -> Depot {
    let depot = made(|temp, story| {
        git(temp, &["init", "-q", "--object-format=sha256", "--template=", "depot"]);
        copy_files(story.as_ref(), &temp.join("depot"));
        commit_all(&temp.join("depot"), "Reprend le dossier de la Valserine");
        edit(&temp.join("depot").join(NOTE), "personnes: 1\n", "personnes: 2\n");
        commit_all(&temp.join("depot"), "Mairie : ils étaient deux");
    });
    Depot { odd: depot.git(&["rev-parse", "HEAD~"]), ..depot }
}

/// A repository without any commit: the files lie there, and the index is not even written.
pub(crate) fn unborn() -> Depot {
    let depot = files();
    depot.git(&["init", "-q", "--object-format=sha1", "--template=", "."]);
    depot
}

/// The files, and no repository.
pub(crate) fn none() -> Depot {
    files()
}
