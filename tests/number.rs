//! `cb number`, as a person runs it: what it writes, what it leaves, what it says.

#![allow(clippy::expect_used, reason = "a test may fail")]

use std::fs;
use std::path::Path;
use std::process::Command;

const MANIFEST: &str = "titre: Essai\nterritoire: Ici\npilote: Nous\nlancement: 2018-01-01\n";
const HEAD: &str = "---\ndate: 2018-11-06\npersonnes: 1\nprofil: agent\ninformation: orale\n---\n";

/// Runs `cb` in a folder; returns what it prints, no-break spaces made plain, and its exit code.
fn cb(folder: &Path, args: &[&str]) -> (String, Option<i32>) {
    let ran = Command::new(env!("CARGO_BIN_EXE_cb"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .envs([("LC_ALL", "C.UTF-8"), ("COLUMNS", "80")])
        .output()
        .expect("cb runs");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    (String::from_utf8(ran.stdout).expect("UTF-8").replace(['\u{a0}', '\u{202f}'], " "), ran.status.code())
}

fn dossier(notes: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("dossier.yaml"), MANIFEST).expect("written");
    fs::create_dir(folder.path().join("entretiens")).expect("made");
    for (name, body) in notes {
        fs::write(folder.path().join("entretiens").join(name), format!("{HEAD}{body}")).expect("written");
    }
    folder
}

fn body(folder: &Path, name: &str) -> String {
    let text = fs::read_to_string(folder.join("entretiens").join(name)).expect("read");
    text.strip_prefix(HEAD).expect("the header is untouched").to_owned()
}

#[test]
fn notes_are_numbered_once_and_then_left_alone() {
    let folder = dossier(&[
        ("E001.md", "- idée : un bus\n\n> « On tourne. »\n"),
        ("E002.md", "- idée : un car ^E002-7\n* [ ] action : rappeler\n"),
        ("E003.md", "Rien.\n"),
    ]);
    let (said, code) = cb(folder.path(), &["number", "--check"]);
    assert_eq!(
        said,
        "entretiens/E001.md : 2 identifiants\nentretiens/E002.md : 1 identifiant\n3 identifiants à écrire dans 2 notes\n"
    );
    assert_eq!(code, Some(1));
    assert_eq!(body(folder.path(), "E001.md"), "- idée : un bus\n\n> « On tourne. »\n", "--check writes nothing");

    let (said, code) = cb(folder.path(), &["number"]);
    assert_eq!(
        said,
        "entretiens/E001.md : 2 identifiants\nentretiens/E002.md : 1 identifiant\n3 identifiants écrits dans 2 notes\n"
    );
    assert_eq!(code, Some(0));
    assert_eq!(body(folder.path(), "E001.md"), "- idée : un bus ^E001-1\n\n> « On tourne. » ^E001-v1\n");
    assert_eq!(body(folder.path(), "E002.md"), "- idée : un car ^E002-7\n* [ ] action : rappeler ^E002-8\n");

    assert_eq!(cb(folder.path(), &["number"]), ("rien à numéroter\n".to_owned(), Some(0)));
    assert_eq!(cb(folder.path(), &["validate", "--strict", "--format", "concise"]).1, Some(0));
    let names: Vec<_> = fs::read_dir(folder.path().join("entretiens")).expect("read").collect();
    assert_eq!(names.len(), 3, "nothing is left behind");
}

#[test]
fn notes_that_share_an_identifier_are_left_as_they_are() {
    let folder = dossier(&[("E1.md", "- idée : un bus\n"), ("E001.md", "- idée : un car\n")]);
    let (said, code) = cb(folder.path(), &["number"]);
    assert!(said.contains("laissée telle quelle, une autre note porte le même identifiant (CB201)"), "{said}");
    assert_eq!(code, Some(1));
    assert_eq!(body(folder.path(), "E1.md"), "- idée : un bus\n");
}

#[test]
fn a_number_written_on_a_line_that_is_not_read_is_not_given_again() {
    let folder = dossier(&[("E002.md", "- idée : a ^E002-1\n- proposition : un local ^E002-5\n- idée : b\n")]);
    assert_eq!(cb(folder.path(), &["number"]).1, Some(0));
    assert_eq!(
        body(folder.path(), "E002.md"),
        "- idée : a ^E002-1\n- proposition : un local ^E002-5\n- idée : b ^E002-6\n"
    );
    let (said, code) = cb(folder.path(), &["validate", "--strict", "--format", "concise"]);
    assert!(
        said.contains("cette ligne porte un identifiant mais n’est pas lue : « proposition » n’est pas un marqueur"),
        "{said}"
    );
    assert_eq!(code, Some(1));
}

#[test]
fn a_note_named_outright_is_numbered_alone() {
    let folder = dossier(&[("E001.md", "- idée : un bus\n"), ("E002.md", "- idée : un car\n")]);
    assert_eq!(cb(folder.path(), &["number", "entretiens/E002.md"]).1, Some(0));
    assert_eq!(body(folder.path(), "E001.md"), "- idée : un bus\n");
    assert_eq!(body(folder.path(), "E002.md"), "- idée : un car ^E002-1\n");
}
