//! The commands of review in each odd repository: what they say, and how they end.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Depot, contenus, formes, pannes};
use crate::data;
use crate::git::cb;
use crate::golden::hold;
use crate::histoire::edit;

/// What is asked in each repository.
const ASKED: [&str; 9] = [
    "diff",
    "diff HEAD~1 HEAD",
    "diff --staged",
    "log E001",
    "stats --history --by mois",
    "validate --staged",
    "validate --revision HEAD",
    "validate --since HEAD~1",
    "validate --history",
];

/// Words that no message in French holds.
const ENGLISH: [&str; 10] =
    ["mismatch", "checksum", "failed", "error", "could not", "not found", "unable", "invalid", "panicked", "object "];

/// Writes down what each command answers: all of a short answer, the ends of a long one.
fn answers(depot: &Depot, asked: &[&str]) -> String {
    let mut told = String::new();
    for asked in asked {
        let mut args: Vec<&str> = asked.split(' ').chain(["--at", "2026-01-05"]).collect();
        if asked.starts_with("validate") {
            args.extend(["--format", "concise", "--select", "CB001", "--select", "CB201", "--select", "CB803"]);
        }
        if asked.starts_with("stats") {
            args.truncate(args.len() - 2);
        }
        let ran = cb(&depot.folder, &args);
        writeln!(told, "$ cb {asked}").expect("a line");
        let lines: Vec<&str> = ran.out.lines().collect();
        for (rank, line) in lines.iter().enumerate() {
            if lines.len() <= 14 || rank < 5 || rank + 5 > lines.len() {
                writeln!(told, "{line}").expect("a line");
            } else if rank == 5 {
                writeln!(told, "[… {} lignes]", lines.len() - 9).expect("a line");
            }
        }
        for line in ran.err.lines() {
            // Where the repository lies is not the same everywhere.
            let line = line.replace(depot.folder.to_str().expect("a name in Unicode"), "DEPOT");
            writeln!(told, "! {line}").expect("a line");
        }
        for word in ENGLISH {
            assert!(!ran.err.contains(word) && !ran.out.contains(word), "{asked}: {word}\n{}{}", ran.out, ran.err);
        }
        assert!(matches!(ran.code, Some(0..=2)), "{asked}: {:?}\n{}", ran.code, ran.err);
        if ran.code != Some(0) {
            writeln!(told, "? {}", ran.code.expect("a code")).expect("a line");
        }
        let failed = !ran.err.is_empty() && !ran.err.starts_with("ce clone est superficiel");
        assert_eq!(ran.code == Some(2), failed, "{asked}: {}", ran.err);
        told.push('\n');
    }
    told
}

#[track_caller]
fn told(name: &str, depot: &Depot) {
    hold(&data(&format!("depots/{name}.txt")), &answers(depot, &ASKED));
}

#[test]
fn a_shallow_clone() {
    told("superficiel", &formes::shallow());
}

#[test]
fn a_partial_clone() {
    told("partiel", &formes::partial());
}

#[test]
fn a_detached_head() {
    told("detache", &formes::detached());
}

#[test]
fn a_linked_worktree() {
    told("arbre-lie", &formes::linked_worktree());
}

#[test]
fn a_submodule() {
    told("sous-module", &formes::submodule());
}

/// What is left out of the disk is not gone; and whether the index folds it away is told by nothing.
#[test]
fn a_sparse_checkout() {
    let [flat, folded] = [false, true].map(|folded| answers(&formes::sparse(folded), &ASKED));
    hold(&data("depots/clairseme.txt"), &flat);
    assert_eq!(flat, folded);
}

#[test]
fn a_bare_repository() {
    told("nu", &formes::bare());
}

#[test]
fn packed_refs() {
    let depot = formes::packed();
    hold(
        &data("depots/tasse.txt"),
        &answers(&depot, &["diff", "diff relu..HEAD~1", "log E001", "validate --since relu"]),
    );
}

#[test]
fn ids_of_64_digits() {
    told("sha256", &formes::sha256());
}

#[test]
fn no_commit_and_no_repository() {
    told("sans-commit", &formes::unborn());
    let depot = formes::none();
    told("sans-depot", &depot);
}

#[test]
fn missing_objects() {
    told("contenu-manquant", &pannes::missing_blob());
    told("repertoire-manquant", &pannes::missing_tree());
}

#[test]
fn damaged_indexes() {
    told("index-abime", &pannes::corrupt_index());
    told("index-tronque", &pannes::truncated_index());
}

#[test]
fn a_merge_under_way() {
    told("fusion-en-cours", &pannes::merging());
}

#[test]
fn what_is_half_staged() {
    let asked = [
        "diff",
        "diff --staged",
        "log E002",
        "validate --staged",
        "validate --since HEAD",
        "validate --staged --since HEAD",
    ];
    for (name, depot) in [
        ("a-demi-ajoute", pannes::partially_staged()),
        ("annonce", pannes::intent_to_add()),
        ("detourne", pannes::looked_away()),
        ("droits", pannes::modes()),
    ] {
        hold(&data(&format!("depots/{name}.txt")), &answers(&depot, &asked));
    }
}

#[test]
fn names_with_accents() {
    let depot = contenus::accents();
    told("accents", &depot);
}

#[test]
fn notes_kept_by_lfs() {
    told("lfs-present", &contenus::lfs(true));
    told("lfs-absent", &contenus::lfs(false));
}

#[test]
fn line_ends_and_filters() {
    told("fins-de-ligne", &contenus::crlf());
    told("filtre", &contenus::filtered());
}

/// What cannot be read on the disk is not gone. Nothing stops who may read everything.
#[test]
fn what_cannot_be_read_on_the_disk_is_named() {
    for name in ["entretiens/E002-mairie.md", "gisements"] {
        let depot = super::plain();
        let path = depot.path(depot.dossier).join(name);
        let mode = |bits: u32| fs::set_permissions(&path, fs::Permissions::from_mode(bits)).expect("a mode");
        edit(&depot.path(super::NOTE), "personnes: 1\n", "personnes: 2\n");
        mode(0);
        let stopped = fs::read(&path).is_err() && fs::read_dir(&path).is_err();
        for asked in ["diff", "log E002", "validate --since HEAD"] {
            let ran = cb(&depot.folder, &asked.split(' ').collect::<Vec<_>>());
            if stopped {
                assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{asked} {name}: {}", ran.err);
                assert!(ran.err.contains("lire") || ran.err.contains("être lu"), "{asked} {name}: {}", ran.err);
                assert!(ran.err.contains(name), "{asked} {name}: {}", ran.err);
            }
        }
        mode(0o755);
    }
}
