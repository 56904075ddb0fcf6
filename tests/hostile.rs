//! The binary in a hostile world: garbage in bulk, a full disk, a closed pipe, an environment that says nonsense.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot make its files has nothing to say")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MANIFEST: &str = "titre: T\nterritoire: Ici\npilote: caf\nlancement: 2018-09\n";
const FAULTY: &str = "---\ndate: 2018-02-31\npersonnes: 3\ninformation: orale\nprofil: riverain\n---\n# Un riverain\n\n- idée : un banc\n";

fn dossier(notes: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("dossier.yaml"), MANIFEST).unwrap();
    fs::create_dir(dir.path().join("entretiens")).unwrap();
    for note in 1..=notes {
        fs::write(dir.path().join(format!("entretiens/E{note:03}.md")), FAULTY).unwrap();
    }
    dir
}

fn cb(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cb"));
    command.current_dir(dir).args(args).env_clear().env("LC_ALL", "C.UTF-8").env("COLUMNS", "100").stdin(Stdio::null());
    command
}

#[test]
fn ten_thousand_files_of_garbage_are_read_quickly_and_none_is_passed_over() {
    let dir = dossier(0);
    // A generator with a fixed seed, so that a failure comes back.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for n in 0..10_000 {
        let bytes: Vec<u8> = match n % 4 {
            0 => (0..200).map(|_| next() as u8).collect(),
            1 => FAULTY.bytes().map(|byte| if next() % 20 == 0 { next() as u8 & 0x7f } else { byte }).collect(),
            2 => FAULTY.as_bytes()[..next() as usize % FAULTY.len()].to_vec(),
            _ => (0..200).map(|_| b" -:>#[]{}'\"\n\t|&*!%@`~^_x1"[next() as usize % 25]).collect(),
        };
        fs::write(dir.path().join(format!("entretiens/E{n:05}.md")), bytes).unwrap();
    }
    let start = Instant::now();
    let output = cb(dir.path(), &["validate", "--format", "json"]).output().unwrap();
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let paths: std::collections::BTreeSet<&str> =
        json["diagnostics"].as_array().unwrap().iter().filter_map(|one| one["path"].as_str()).collect();
    // A note changed at random may happen to be right; garbage may not.
    let named = (0..10_000).step_by(4).filter(|n| paths.contains(&*format!("entretiens/E{n:05}.md"))).count();
    assert_eq!(named, 2_500);
    assert!(paths.len() > 9_000, "{}", paths.len());
}

#[test]
fn a_closed_pipe_is_a_normal_end() {
    let dir = dossier(2_000);
    for format in ["full", "concise", "json"] {
        let mut child = cb(dir.path(), &["validate", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut first = [0; 10];
        out.read_exact(&mut first).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{format}: {:?}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let dir = dossier(1);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for args in [
        &["validate"][..],
        &["validate", "--format", "json"],
        &["explain"],
        &["explain", "CB101"],
        &["--help"],
        &["--version"],
    ] {
        let output = cb(dir.path(), args).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("erreur"), "{args:?}: {said:?}");
        assert!(!said.contains("No space"), "{args:?}: {said}");
    }
    // Nowhere is left to say it: the code alone does.
    let output = cb(dir.path(), &["validate", "nulle-part"]).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_environment_that_says_nonsense_changes_nothing_of_what_is_found() {
    let dir = dossier(2);
    let run = |name: &str, value: &str| {
        let output = cb(dir.path(), &["validate", "--format", "concise"]).env(name, value).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let usual = run("X", "");
    assert_eq!(usual.0, Some(1));
    for columns in ["", "0", "1", "-1", "99999999999999999999", "quatre-vingts", "20", "80.5"] {
        let (code, _) = run("COLUMNS", columns);
        assert_eq!(code, Some(1), "{columns}");
        let output = cb(dir.path(), &["validate"]).env("COLUMNS", columns).output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().contains("CB105"), "{columns}");
    }
    for (name, value) in [("TERM", "dumb"), ("NO_COLOR", "1"), ("LANG", "tlh"), ("LC_CTYPE", "")] {
        assert_eq!(run(name, value), usual, "{name}={value}");
    }
}

#[test]
fn a_plain_locale_gets_plain_signs_and_the_same_findings() {
    let dir = dossier(2);
    let run = |locale: &str| {
        let output = cb(dir.path(), &["validate"]).env("LC_ALL", locale).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let ((plain, text), (usual, _)) = (run("C"), run("fr_FR.UTF-8"));
    assert_eq!(plain, usual);
    assert!(text.contains("CB105"));
    assert!(!text.contains(['│', '─', '╭', '╰', '━', '┆', '↳', '✓', '✗', '●']), "{text}");
}
