//! What a repository remembers of a dossier: the story that the commands of review are held to, and the odd repositories they meet.

#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a test may fail")]

#[path = "../golden/mod.rs"]
mod golden;

mod crochet;
mod depots;
mod git;
mod histoire;
mod numeros;
mod passe;
mod recits;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use git::{cb, git};
use histoire::STEPS;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/revue").join(name)
}

#[test]
fn the_story_has_the_same_commits_everywhere() {
    let mut found = String::new();
    for step in STEPS {
        writeln!(found, "{} {}", git(histoire::story(), &["rev-parse", step.tag]), step.tag).expect("a line");
    }
    golden::hold(&data("histoire.txt"), &found);
}

/// What `cb validate` finds at each step that it did not find at the one before (`+`), and no longer finds (`-`), on the day of the step.
#[test]
fn each_step_has_the_findings_it_was_given() {
    let (_temp, folder) = histoire::copy();
    let (mut found, mut before) = (String::new(), BTreeSet::new());
    for step in STEPS {
        git(&folder, &["checkout", "-q", step.tag]);
        let ran = cb(&folder, &["validate", "--format", "json", "--at", step.day()]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let mut now = BTreeSet::new();
        for one in json["diagnostics"].as_array().expect("findings") {
            let text = |key: &str| one[key].as_str().unwrap_or("—");
            let path = text("path").strip_prefix(step.place()).expect("a path of the dossier");
            now.insert(format!("{} {} {}", text("code"), text("severity"), path.trim_start_matches('/')));
        }
        writeln!(found, "{}", step.tag).expect("a line");
        for one in before.difference(&now) {
            writeln!(found, "  - {one}").expect("a line");
        }
        for one in now.difference(&before) {
            writeln!(found, "  + {one}").expect("a line");
        }
        before = now;
    }
    golden::hold(&data("etats.txt"), &found);
}

#[test]
fn the_step_that_numbers_writes_what_cb_number_writes() {
    let (_temp, folder) = histoire::copy();
    git(&folder, &["checkout", "-q", "04-correction"]);
    let ran = cb(&folder, &["number"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert_eq!(git(&folder, &["diff", "--stat", "05-numeros"]), "");
}

#[test]
fn the_step_that_tidies_changes_no_figure() {
    let (_temp, folder) = histoire::copy();
    let figures = ["07-gisements", "08-rangement"].map(|tag| {
        git(&folder, &["checkout", "-q", tag]);
        cb(&folder, &["stats", "--at", "2025-02-13", "--detail"]).out
    });
    assert_eq!(figures[0], figures[1]);
    assert!(figures[0].contains("Valserine"), "{}", figures[0]);
}
