//! Runs `cb validate` on a small dossier for each family of rules and holds all that it says of it.
//!
//! The dossiers stand in `tests/data/regles/`, what is said of each beside it, in `<famille>.txt`; `CB_REFRESH=1 cargo test --test familles`
//! writes it. Each dossier has every fault of its family, and records that come near to one and have none.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod golden;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The families: the name of the dossier, the rules that speak of it.
const FAMILLES: &[(&str, &[&str])] = &[
    ("gisements", &["CB402", "CB403", "CB404", "CB405", "CB415", "CB416"]),
    ("temps", &["CB301", "CB302", "CB303", "CB304", "CB305", "CB306", "CB307"]),
    ("trace", &["CB401", "CB406", "CB407", "CB412", "CB413", "CB414"]),
];

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/regles")
}

/// Returns what `cb validate` says of a dossier, in an environment that is the same everywhere.
fn validate(famille: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cb"))
        .args(["validate", "--at", "2026-01-01", famille])
        .current_dir(data())
        .env_clear()
        .envs(["PATH", "SystemRoot"].into_iter().filter_map(|name| Some((name, env::var_os(name)?))))
        .envs([("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8"), ("COLUMNS", "80")])
        .output()
        .expect("cb starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Returns the codes of what was said: `erreur[CB302] : …`.
fn codes(said: &str) -> BTreeSet<&str> {
    let code = |line: &'_ str| -> Option<(usize, usize)> {
        let (level, rest) = line.split_once('[').filter(|(level, _)| level.chars().all(char::is_alphabetic))?;
        let (code, _) = rest.split_once(']').filter(|(code, _)| code.starts_with("CB"))?;
        Some((level.len() + 1, level.len() + 1 + code.len()))
    };
    said.lines().filter_map(|line| code(line).and_then(|(from, to)| line.get(from..to))).collect()
}

#[test]
fn each_rule_of_a_family_speaks_and_no_other() {
    for (famille, rules) in FAMILLES {
        let said = validate(famille);
        assert_eq!(codes(&said), rules.iter().copied().collect(), "{famille}\n{said}");
    }
}

#[test]
fn what_is_said_of_a_family_reads_as_it_did() {
    for (famille, _) in FAMILLES {
        golden::hold(&data().join(format!("{famille}.txt")), &validate(famille));
    }
}

#[test]
fn every_family_has_its_dossier_and_every_dossier_its_family() {
    let entries = fs::read_dir(data()).expect("a folder").map(|entry| entry.expect("an entry").path());
    let folders: BTreeSet<String> = entries
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(folders, FAMILLES.iter().map(|(famille, _)| (*famille).to_owned()).collect());
}
