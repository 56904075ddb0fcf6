//! Repositories that are damaged, or in the middle of something.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Depot, NOTE, OTHER, plain};
use crate::git::{AFTER, TEAM, command, commit_all, done, refused};
use crate::histoire::{edit, put};

/// A copy from which the object that a revision names is missing.
fn without(revision: &str) -> Depot {
    let depot = plain();
    let id = depot.git(&["rev-parse", revision]);
    unpack(&depot);
    fs::remove_file(depot.path(&format!(".git/objects/{}/{}", &id[..2], &id[2..]))).expect("a loose object");
    Depot { odd: id, ..depot }
}

/// Gives each object of the store a file of its own.
fn unpack(depot: &Depot) {
    let packs = depot.path(".git/objects/pack");
    let aside = depot.folder.with_file_name("aside");
    fs::rename(&packs, &aside).expect("set aside");
    fs::create_dir(&packs).expect("a folder");
    for file in fs::read_dir(&aside).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if file.extension().is_some_and(|end| end == "pack") {
            let pack = fs::File::open(file).expect("a pack");
            done(command(&depot.folder, AFTER, TEAM).args(["unpack-objects", "-q"]).stdin(pack));
        }
    }
}

/// The text of a note is missing from the store, at every revision from `28-idee-reemployee` on; it lies on the disk as it should. `odd` is
/// its id.
pub(crate) fn missing_blob() -> Depot {
    without(&format!("HEAD:{NOTE}"))
}

/// The list of the notes is missing from the store, at the last revisions. `odd` is its id.
pub(crate) fn missing_tree() -> Depot {
    without("HEAD:territoires/valserine/entretiens")
}

/// The index has the right head, and nonsense for its first entries.
pub(crate) fn corrupt_index() -> Depot {
    let depot = plain();
    let path = depot.path(".git/index");
    let mut bytes = fs::read(&path).expect("an index");
    bytes[12..200].fill(0xff);
    fs::write(path, bytes).expect("written");
    depot
}

/// The index ends after a third of it, in the middle of a name. `git` does not look at its sum and takes what is left for the whole: to it,
/// the other files are deleted.
pub(crate) fn truncated_index() -> Depot {
    let depot = plain();
    let path = depot.path(".git/index");
    let bytes = fs::read(&path).expect("an index");
    fs::write(path, &bytes[..bytes.len() / 3]).expect("written");
    depot
}

/// A merge of `relecture` that stopped: both sides changed the same words of a note (`odd`), and one took away another note, `E003`, which
/// the other side changed.
pub(crate) fn merging() -> Depot {
    let depot = plain();
    let gone = "territoires/valserine/entretiens/E003-conducteurs.md";
    depot.git(&["checkout", "-q", "-b", "relecture"]);
    edit(&depot.path(NOTE), "personnes: 1\n", "personnes: 2\n");
    fs::remove_file(depot.path(gone)).expect("a note");
    commit_all(&depot.folder, "Relecture");
    depot.git(&["checkout", "-q", "main"]);
    edit(&depot.path(NOTE), "personnes: 1\n", "personnes: 3\n");
    edit(&depot.path(gone), "personnes: 2\n", "personnes: 4\n");
    commit_all(&depot.folder, "Recompte");
    refused(&depot.folder, &["merge", "-q", "relecture"]);
    Depot { odd: NOTE.to_owned(), ..depot }
}

/// One note (`odd`) is three notes: 1 person in HEAD, 2 in the index, 3 on the disk, where a second line differs too.
pub(crate) fn partially_staged() -> Depot {
    let depot = plain();
    edit(&depot.path(NOTE), "personnes: 1\n", "personnes: 2\n");
    depot.git(&["add", NOTE]);
    edit(&depot.path(NOTE), "personnes: 2\n", "personnes: 3\n");
    edit(&depot.path(NOTE), "duree: 50min\n", "duree: 55 min\n");
    Depot { odd: NOTE.to_owned(), ..depot }
}

/// A new note (`odd`) is announced to the index (`git add -N`), which holds nothing of its text.
pub(crate) fn intent_to_add() -> Depot {
    let depot = plain();
    let name = "territoires/valserine/entretiens/E020-barrage.md";
    let note = "---\ndate: 2025-02-27\nprofil: gardienne du barrage\npersonnes: 1\ninformation: orale\n---\n# En haut du barrage\n\n\
                - idée : sonner la cloche quand la route ferme ^E020-1\n";
    put(&depot.path(name), note);
    depot.git(&["add", "-N", name]);
    Depot { odd: name.to_owned(), ..depot }
}

/// A last commit that only makes a note (`odd`) a program, and another note made one on the disk.
pub(crate) fn modes() -> Depot {
    let depot = plain();
    let run = |name: &str| fs::set_permissions(depot.path(name), fs::Permissions::from_mode(0o755)).expect("a mode");
    run(NOTE);
    commit_all(&depot.folder, "Rien que des droits");
    run(OTHER);
    Depot { odd: NOTE.to_owned(), ..depot }
}

/// Two notes changed on the disk that `git` was told not to look at: `odd` by skip-worktree, E001 by assume-unchanged.
pub(crate) fn looked_away() -> Depot {
    let depot = plain();
    depot.git(&["update-index", "--skip-worktree", NOTE]);
    depot.git(&["update-index", "--assume-unchanged", OTHER]);
    edit(&depot.path(NOTE), "personnes: 1\n", "personnes: 7\n");
    edit(&depot.path(OTHER), "personnes: 3\n", "personnes: 7\n");
    Depot { odd: NOTE.to_owned(), ..depot }
}
