//! Each odd repository can be built and is what it says it is, for `git` itself; and `cb validate` comes to an end in it.

use std::fs;

use super::{Depot, NOTE, OTHER, contenus, formes, pannes};
use crate::git::{cb, git, refused};
use crate::histoire::{STEPS, edit};

/// What `git status` tells of a repository, a file a line.
#[track_caller]
fn status(depot: &Depot) -> String {
    let told = depot.git(&["status", "--porcelain"]);
    let ran = cb(&depot.folder, &["validate", "--format", "concise", "--at", "2026-01-05"]);
    assert!(matches!(ran.code, Some(0 | 1)) && ran.err.is_empty(), "{:?} {}{}", ran.code, ran.out, ran.err);
    told
}

fn bytes(depot: &Depot, name: &str) -> Vec<u8> {
    fs::read(depot.folder.join(name)).expect("a file")
}

#[test]
fn a_shallow_clone_ends_before_the_parents_of_its_oldest_commits() {
    let depot = formes::shallow();
    assert_eq!(status(&depot), "");
    assert_eq!(depot.git(&["rev-list", "--count", "HEAD"]), "4");
    assert_eq!(depot.git(&["rev-parse", "--is-shallow-repository"]), "true");
    refused(&depot.folder, &["cat-file", "-e", &depot.odd]);
}

#[test]
fn a_partial_clone_has_every_commit_and_few_texts() {
    let depot = formes::partial();
    assert_eq!(status(&depot), "");
    assert_eq!(depot.git(&["rev-list", "--count", "HEAD"]), STEPS.len().to_string());
    let missing = depot.git(&["rev-list", "--objects", "--missing=print", "HEAD"]);
    assert!(missing.lines().any(|line| line == format!("?{}", depot.odd)), "{missing}");
}

#[test]
fn a_detached_head_is_on_no_branch() {
    let depot = formes::detached();
    assert_eq!(status(&depot), "");
    refused(&depot.folder, &["symbolic-ref", "-q", "HEAD"]);
    assert_eq!(depot.git(&["describe", "--tags", &depot.odd]), "16-essai");
    assert!(depot.folder.join(depot.dossier).is_dir());
}

#[test]
fn a_linked_worktree_has_its_own_head() {
    let depot = formes::linked_worktree();
    assert_eq!(status(&depot), "");
    assert!(depot.folder.join(".git").is_file() && depot.folder.join(depot.dossier).is_dir());
    assert_eq!(depot.git(&["rev-parse", "--abbrev-ref", "HEAD"]), "relecture");
    assert_eq!(git(&depot.folder.join(&depot.odd), &["rev-parse", "--abbrev-ref", "HEAD"]), "main");
}

#[test]
fn a_submodule_lies_in_the_dossier_of_another_repository() {
    let depot = formes::submodule();
    assert_eq!(status(&depot), "");
    let inside = depot.folder.join(&depot.odd);
    assert_eq!(git(&inside, &["status", "--porcelain"]), "");
    assert!(inside.join(".git").is_file() && depot.folder.join(depot.dossier).join("dossier.yaml").is_file());
    assert!(depot.git(&["ls-files", "-s", &depot.odd]).starts_with("160000 "));
}

#[test]
fn a_sparse_checkout_keeps_in_the_index_what_is_not_on_the_disk() {
    for folded in [false, true] {
        let depot = formes::sparse(folded);
        assert_eq!(status(&depot), "");
        assert!(depot.folder.join(NOTE).is_file() && !depot.folder.join(&depot.odd).exists());
        assert!(depot.git(&["ls-files", "-t"]).contains(&format!("S {}", depot.odd)));
        let version = depot.git(&["version"]);
        let minor: Vec<u32> = version.split(['.', ' ']).filter_map(|part| part.parse().ok()).take(2).collect();
        if minor >= vec![2, 37] {
            let index = bytes(&depot, ".git/index");
            assert_eq!(index.windows(4).any(|name| name == b"sdir"), folded, "{version}");
        }
    }
}

#[test]
fn a_bare_repository_has_no_files() {
    let depot = formes::bare();
    refused(&depot.folder, &["status"]);
    assert!(depot.git(&["ls-tree", "-d", "--name-only", "HEAD", depot.dossier]).contains("valserine"));
    assert_eq!(cb(&depot.folder, &["validate"]).code, Some(2));
}

#[test]
fn a_packed_repository_has_no_loose_object_and_no_loose_ref() {
    let depot = formes::packed();
    assert_eq!(status(&depot), "");
    assert!(depot.git(&["count-objects"]).starts_with("0 objects"));
    let refs = String::from_utf8(bytes(&depot, ".git/packed-refs")).expect("UTF-8");
    assert!(refs.contains(&format!("refs/tags/{}\n^", depot.odd)) && refs.contains("refs/heads/main"), "{refs}");
}

#[test]
fn a_repository_may_have_ids_of_64_digits() {
    let depot = formes::sha256();
    assert_eq!(status(&depot), "");
    assert_eq!(depot.odd.len(), 64);
    assert_eq!(depot.git(&["diff", "--name-only", &depot.odd, "HEAD"]), NOTE);
}

#[test]
fn a_folder_may_have_no_commit_and_no_repository() {
    let depot = formes::unborn();
    assert_eq!(status(&depot), "?? README.md\n?? territoires/");
    refused(&depot.folder, &["rev-parse", "--verify", "HEAD"]);
    let depot = formes::none();
    refused(&depot.folder, &["status"]);
    assert_eq!(cb(&depot.folder, &["validate", "--at", "2026-01-05"]).code, Some(1));
}

#[test]
fn an_object_may_be_missing() {
    for depot in [pannes::missing_blob(), pannes::missing_tree()] {
        assert_eq!(status(&depot), "");
        refused(&depot.folder, &["cat-file", "-e", &depot.odd]);
        refused(&depot.folder, &["cat-file", "-p", &format!("HEAD:{NOTE}")]);
        depot.git(&["cat-file", "-p", &format!("HEAD:{}/dossier.yaml", depot.dossier)]);
    }
}

#[test]
fn an_index_may_be_damaged() {
    let depot = pannes::corrupt_index();
    refused(&depot.folder, &["status"]);
    for depot in [depot, pannes::truncated_index()] {
        refused(&depot.folder, &["fsck"]);
        depot.git(&["rev-parse", "--verify", "HEAD"]);
        assert_eq!(cb(&depot.folder, &["validate", "--at", "2026-01-05"]).code, Some(1));
    }
}

#[test]
fn a_merge_may_have_stopped() {
    let depot = pannes::merging();
    let told = status(&depot);
    assert_eq!(told, format!("UU {}\nUD {}", depot.odd, "territoires/valserine/entretiens/E003-conducteurs.md"));
    assert!(depot.folder.join(".git/MERGE_HEAD").is_file());
    assert_eq!(depot.git(&["ls-files", "-u", &depot.odd]).lines().count(), 3);
}

#[test]
fn an_index_may_differ_from_the_commit_and_from_the_disk() {
    let depot = pannes::partially_staged();
    assert_eq!(status(&depot), format!("MM {}", depot.odd));
    assert!(depot.git(&["show", &format!(":{}", depot.odd)]).contains("personnes: 2\n"));
    let depot = pannes::intent_to_add();
    assert_eq!(status(&depot), format!(" A {}", depot.odd));
    let depot = pannes::looked_away();
    assert_eq!(status(&depot), "");
    assert_eq!(depot.git(&["ls-files", "-v", &depot.odd, OTHER]), format!("h {OTHER}\nS {}", depot.odd));
}

#[test]
fn a_mode_alone_may_change() {
    let depot = pannes::modes();
    assert_eq!(status(&depot), format!(" M {OTHER}"));
    assert_eq!(depot.git(&["diff", "--raw", "--abbrev=4", "HEAD~", "HEAD"]).split(' ').nth(1), Some("100755"));
    assert_eq!(depot.git(&["rev-parse", &format!("HEAD~:{NOTE}")]), depot.git(&["rev-parse", &format!("HEAD:{NOTE}")]));
}

#[test]
fn names_may_have_accents_and_spaces() {
    let depot = contenus::accents();
    assert_eq!(status(&depot), "");
    assert!(depot.git(&["ls-files"]).contains("\"dossiers/vall\\303\\251e de l"));
    assert!(depot.git(&["ls-files", "-z"]).split('\0').any(|name| name == depot.odd));
    assert!(depot.folder.join(depot.dossier).join("dossier.yaml").is_file());
}

#[test]
fn a_note_may_be_kept_by_lfs() {
    for present in [false, true] {
        let depot = contenus::lfs(present);
        assert_eq!(status(&depot), "");
        assert!(bytes(&depot, &depot.odd).starts_with(b"version https://git-lfs"));
        assert_eq!(depot.folder.join(".git/lfs/objects").exists(), present);
    }
}

#[test]
fn line_ends_may_differ_on_the_disk() {
    let depot = contenus::crlf();
    assert_eq!(status(&depot), "");
    let crlf = |name: &str| bytes(&depot, name).windows(2).any(|pair| pair == b"\r\n");
    assert!(crlf(NOTE) && crlf(&depot.odd));
    assert!(!depot.git(&["show", &format!("HEAD:{NOTE}")]).contains('\r'));
    assert!(depot.git(&["show", &format!("HEAD:{}", depot.odd)]).contains('\r'));
}

#[test]
fn texts_may_be_filtered_on_their_way() {
    let depot = contenus::filtered();
    assert_eq!(status(&depot), "");
    assert!(String::from_utf8(bytes(&depot, &depot.odd)).expect("UTF-8").contains("secrétaire"));
    assert!(depot.git(&["cat-file", "-p", &format!("HEAD:{}", depot.odd)]).contains("frpeégnver"));
    assert!(depot.git(&["cat-file", "-p", &format!("HEAD~:{}", depot.odd)]).contains("secrétaire"));
    edit(&depot.folder.join(&depot.odd), "personnes: 1\n", "personnes: 2\n");
    assert_eq!(status(&depot), format!(" M {}", depot.odd));
}
