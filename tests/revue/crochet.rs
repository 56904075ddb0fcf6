//! The hook of `cb hook install` with the real `cb` and the real `git`: what is checked is what goes into the commit, whatever index `git`
//! has made for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::git::{AFTER, TEAM, cb, command, git};
use crate::histoire::{FIRST_PLACE, copy, edit};

const NOTE: &str = "dossiers/valserine/entretiens/E002-mairie.md";
const OTHER: &str = "dossiers/valserine/entretiens/E001-mission-locale.md";

/// A copy of the story at a state without fault, with the hook.
fn hooked() -> (TempDir, PathBuf) {
    let (temp, top) = copy();
    git(&top, &["checkout", "-q", "-b", "essai", "16-essai"]);
    let ran = cb(&top, &["hook", "install"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    (temp, top)
}

/// Runs `git` with the `cb` of these tests before any other.
fn try_git(folder: &Path, args: &[&str]) -> (bool, String) {
    let built = Path::new(env!("CARGO_BIN_EXE_cb")).parent().expect("a folder");
    let machine = std::env::var_os("PATH").expect("a PATH");
    let path = std::env::join_paths(std::iter::once(built.to_owned()).chain(std::env::split_paths(&machine)));
    let mut command = command(folder, AFTER, TEAM);
    command.env("PATH", path.expect("a PATH")).env("LC_ALL", "C.UTF-8").args(args);
    let Output { status, stdout, stderr } = command.output().expect("git runs");
    (status.success(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

/// What is at fault in a note: no such day.
fn spoil(top: &Path, name: &str) {
    let path = top.join(name);
    let text = fs::read_to_string(&path).expect("a note");
    let day = if name == NOTE { "date: 22 janvier 2025" } else { "date: 2025-01-21" };
    assert!(text.contains(day), "{text}");
    fs::write(path, text.replacen(day, "date: 2025-02-31", 1)).expect("written");
}

#[test]
fn all_that_is_committed_at_once_is_checked() {
    let (_temp, top) = hooked();
    spoil(&top, NOTE);
    // Nothing is staged: what `-a` takes lies in an index of its own.
    let (done, said) = try_git(&top, &["commit", "-q", "-a", "-m", "Tout"]);
    assert!(!done && said.contains("CB105") && said.contains("E002-mairie.md"), "{said}");
    assert!(said.contains("Le commit est arrêté"), "{said}");
    edit(&top.join(NOTE), "date: 2025-02-31", "date: 2025-01-23");
    let (done, said) = try_git(&top, &["commit", "-q", "-a", "-m", "Tout"]);
    assert!(done, "{said}");
}

#[test]
fn a_commit_of_some_files_is_checked_without_the_others() {
    let (_temp, top) = hooked();
    spoil(&top, NOTE);
    git(&top, &["add", NOTE]);
    edit(&top.join(OTHER), "personnes: 3\n", "personnes: 4\n");
    // The fault is staged, and is not in this commit.
    let (done, said) = try_git(&top, &["commit", "-q", "-m", "L’autre", OTHER]);
    assert!(done, "{said}");
    assert_eq!(git(&top, &["show", "--format=", "--name-only", "HEAD"]), OTHER);
    let (done, said) = try_git(&top, &["commit", "-q", "-m", "Celle-ci"]);
    assert!(!done && said.contains("CB105"), "{said}");
    // The fault is in this commit, and is not staged.
    git(&top, &["reset", "-q", "--hard"]);
    spoil(&top, NOTE);
    let (done, said) = try_git(&top, &["commit", "-q", "-m", "Celle-ci", NOTE]);
    assert!(!done && said.contains("CB105"), "{said}");
}

#[test]
fn what_is_not_staged_is_not_checked() {
    let (_temp, top) = hooked();
    edit(&top.join(OTHER), "personnes: 3\n", "personnes: 4\n");
    git(&top, &["add", OTHER]);
    spoil(&top, NOTE);
    let (done, said) = try_git(&top, &["commit", "-q", "-m", "L’autre"]);
    assert!(done, "{said}");
    // From a folder of the dossier, and in another working tree of the same repository.
    let (done, said) = try_git(&top.join(FIRST_PLACE), &["commit", "-q", "-a", "-m", "D’en bas"]);
    assert!(!done && said.contains("CB105"), "{said}");
    git(&top, &["worktree", "add", "-q", "../autre", "16-essai"]);
    let autre = top.with_file_name("autre");
    spoil(&autre, OTHER);
    let (done, said) = try_git(&autre, &["commit", "-q", "-a", "-m", "D’à côté"]);
    assert!(!done && said.contains("E001-mission-locale.md"), "{said}");
}

/// What `git` says of the place of the repository and of its index holds for `cb` too.
#[test]
fn the_environment_of_git_is_honoured() {
    let (temp, top) = hooked();
    let ask = |folder: &Path, vars: &[(&str, &Path)], args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cb"));
        command.current_dir(folder).env_clear().envs(vars.iter().copied()).args(args).env("LC_ALL", "C.UTF-8");
        let Output { status, stdout, stderr } = command.output().expect("cb runs");
        (status.code(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
    };
    let other = temp.path().join("index");
    fs::copy(top.join(".git/index"), &other).expect("copied");
    let mut add = command(&top, AFTER, TEAM);
    spoil(&top, NOTE);
    assert!(add.env("GIT_INDEX_FILE", &other).args(["add", NOTE]).status().expect("git runs").success());
    let (code, said) = ask(&top, &[("GIT_INDEX_FILE", &other)], &["validate", "--staged", "--format", "concise"]);
    assert!(code == Some(1) && said.contains("CB105"), "{said}");
    let (code, said) = ask(&top, &[("GIT_INDEX_FILE", &other)], &["diff", "--staged"]);
    assert!(code == Some(0) && said.contains("E002"), "{said}");
    let (code, said) = ask(&top, &[], &["validate", "--staged", "--format", "concise"]);
    assert!(code == Some(0), "{said}");
    // The repository is elsewhere than above its working tree.
    let away = temp.path().join("ailleurs.git");
    fs::rename(top.join(".git"), &away).expect("moved");
    let vars: &[(&str, &Path)] = &[("GIT_DIR", &away), ("GIT_WORK_TREE", &top)];
    let (code, said) = ask(&top, vars, &["diff", "HEAD~1..HEAD"]);
    assert!(code == Some(0) && said.contains("S01"), "{said}");
    let (code, said) = ask(&top, vars, &["diff"]);
    assert!(code == Some(0) && said.contains("E002    date"), "{said}");
}
