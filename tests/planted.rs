//! Runs `cb validate` on a dossier with thirty faults: each is found, once, at its place, in every format.
//!
//! `tests/data/planted.full.txt` is what a person reads; `CB_REFRESH=1 cargo test --test planted` writes it.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod golden;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// A fault: file, line and column, code; no line and column where it is one of the file as a whole.
type Planted = (&'static str, Option<(u64, u64)>, &'static str);

const PLANTED: [Planted; 30] = [
    ("acteurs.yaml", Some((8, 11)), "CB104"),
    ("dossier.yaml", Some((6, 13)), "CB103"),
    ("dossier.yaml", Some((13, 3)), "CB102"),
    ("entretiens/E001-mission-locale.md", Some((2, 7)), "CB105"),
    ("entretiens/E001-mission-locale.md", Some((3, 30)), "CB202"),
    ("entretiens/E001-mission-locale.md", Some((5, 8)), "CB106"),
    ("entretiens/E001-mission-locale.md", Some((10, 58)), "CB206"),
    ("entretiens/E001-mission-locale.md", Some((14, 3)), "CB109"),
    ("entretiens/E001-mission-locale.md", Some((16, 1)), "CB109"),
    ("entretiens/E001-mission-locale.md", Some((18, 66)), "CB107"),
    ("entretiens/E001-mission-locale.md", Some((20, 1)), "CB009"),
    ("entretiens/E002-marche.md", Some((5, 24)), "CB108"),
    ("entretiens/E002-marche.md", Some((8, 14)), "CB007"),
    ("entretiens/E002-marche.md", Some((9, 1)), "CB004"),
    ("entretiens/E002-marche.md", Some((12, 3)), "CB204"),
    ("gisements/G01-portes-ouvertes.md", Some((3, 1)), "CB010"),
    ("gisements/G01-portes-ouvertes.md", Some((6, 5)), "CB202"),
    ("gisements/G01-portes-ouvertes.md", Some((7, 5)), "CB203"),
    ("idees.yaml", Some((2, 25)), "CB008"),
    ("idees.yaml", Some((4, 15)), "CB205"),
    ("idees.yaml", Some((9, 7)), "CB201"),
    ("idees.yaml", Some((13, 11)), "CB408"),
    ("immersions/notes.docx", None, "CB006"),
    ("personas/P01-lina.md", Some((4, 9)), "CB409"),
    ("seances/seance-de-lancement.md", None, "CB207"),
    ("seances/seance-de-lancement.md", Some((4, 1)), "CB002"),
    ("seances/seance-de-lancement.md", Some((5, 21)), "CB011"),
    ("solutions.yaml", Some((3, 11)), "CB410"),
    ("solutions.yaml", Some((9, 3)), "CB101"),
    ("solutions.yaml", Some((10, 10)), "CB005"),
];

/// The fault that a comment waives: it goes out for other programs only.
const WAIVED: (&str, Option<(u64, u64)>, &str) = ("entretiens/E002-marche.md", Some((17, 30)), "CB104");

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// Runs `cb validate` on the dossier, in an environment that is the same everywhere; returns what it prints and its exit code.
fn validate(format: &str) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_cb"))
        .args(["validate", "--at", "2026-01-01", "--format", format, "planted"])
        .current_dir(data())
        .env_clear()
        .envs(["PATH", "SystemRoot"].into_iter().filter_map(|name| Some((name, env::var_os(name)?))))
        .envs([("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8"), ("COLUMNS", "80")])
        .output()
        .expect("cb starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code())
}

fn json() -> Value {
    let (printed, code) = validate("json");
    assert_eq!(code, Some(1));
    serde_json::from_str(&printed).expect("JSON")
}

/// Returns a fault as `path:line:column: code`, the form of an editor's list.
fn listed((path, place, code): (&str, Option<(u64, u64)>, &str)) -> String {
    match place {
        Some((line, column)) => format!("planted/{path}:{line}:{column}: {code}"),
        None => format!("planted/{path}: {code}"),
    }
}

fn planted() -> Vec<String> {
    PLANTED.into_iter().map(listed).collect()
}

/// Tells whether a word is the code of a rule.
fn is_code(word: &str) -> bool {
    word.strip_prefix("CB").is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn concise_gives_each_fault_its_line() {
    let (printed, code) = validate("concise");
    assert_eq!(code, Some(1));
    let (summary, lines) = printed.trim_end().rsplit_once('\n').map(|(lines, last)| (last, lines)).expect("lines");
    let found: Vec<String> = lines
        .lines()
        .map(|line| {
            let (place, rest) = line.split_once(": ").expect(line);
            let code = rest.split(' ').find(|word| is_code(word)).expect(line);
            format!("{place}: {code}")
        })
        .collect();
    assert_eq!(found, planted());
    assert!(
        summary.ends_with("19\u{a0}erreurs, 10\u{a0}avertissements, 1\u{a0}information (1\u{a0}dispense)"),
        "{summary}"
    );
}

#[test]
fn full_gives_each_fault_its_snippet() {
    let (printed, code) = validate("full");
    assert_eq!(code, Some(1));
    let mut found = Vec::new();
    let mut open = None;
    for line in printed.lines() {
        if let Some((_, rest)) = line.split_once('[').filter(|(level, _)| !level.contains([' ', '│'])) {
            open = rest.split_once(']').map(|(code, _)| code);
        } else if let Some((place, code)) = line.split_once("╭▸ ").map(|(_, place)| place).zip(open.take()) {
            found.push(format!("{place}: {code}"));
        }
    }
    assert_eq!(found, planted());
}

#[test]
fn full_reads_as_it_did() {
    let (printed, _) = validate("full");
    golden::hold(&data().join("planted.full.txt"), &printed);
}

#[test]
fn json_gives_each_fault_its_place() {
    let report = json();
    let found: Vec<String> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|found| {
            let path = found["path"].as_str().expect("a path").strip_prefix("planted/").expect("in the dossier");
            let start = &found["start"];
            let place = start["line"].as_u64().zip(start["column"].as_u64());
            listed((path, place, found["code"].as_str().expect("a code")))
        })
        .collect();
    let mut expected = planted();
    let before = expected.iter().position(|fault| fault.starts_with("planted/gisements")).expect("a gisement");
    expected.insert(before, listed(WAIVED));
    assert_eq!(found, expected);
}

/// What a value of the JSON must be.
enum Form {
    Text,
    Count,
    Flag,
    OneOf(&'static [&'static str]),
    /// `null`, or of this form.
    Perhaps(&'static Form),
    List(&'static Form),
    /// An object with these keys and no other.
    Object(&'static [(&'static str, Form)]),
}

use Form::{Count, Flag, List, Object, OneOf, Perhaps, Text};

const PLACE: Form = Object(&[("line", Count), ("column", Count), ("offset", Count)]);
const RELATED: Form =
    Object(&[("path", Text), ("start", Perhaps(&PLACE)), ("end", Perhaps(&PLACE)), ("message", Text)]);
const EDIT: Form = Object(&[("start", PLACE), ("end", PLACE), ("text", Text)]);
const DIAGNOSTIC: Form = Object(&[
    ("code", Text),
    ("rule", Text),
    ("severity", OneOf(&["error", "warning", "info"])),
    ("message", Text),
    ("help", Perhaps(&Text)),
    ("dossier", Text),
    ("path", Text),
    ("start", Perhaps(&PLACE)),
    ("end", Perhaps(&PLACE)),
    ("related", List(&RELATED)),
    ("waived", Perhaps(&Object(&[("reason", Text)]))),
    ("fix", Perhaps(&Object(&[("safe", Flag), ("edits", List(&EDIT))]))),
]);
const REPORT: Form = Object(&[
    ("version", Count),
    ("at", Text),
    ("source", Object(&[("kind", OneOf(&["worktree", "index", "revision", "memory"])), ("revision", Perhaps(&Text))])),
    ("dossiers", Count),
    ("records", Count),
    ("files", Count),
    ("diagnostics", List(&DIAGNOSTIC)),
    ("counts", Object(&[("error", Count), ("warning", Count), ("info", Count), ("waived", Count)])),
]);

/// Says where `value` is not of the form.
fn check(value: &Value, form: &Form, at: &str, wrong: &mut Vec<String>) {
    let fits = match form {
        Text => value.is_string(),
        Count => value.is_u64(),
        Flag => value.is_boolean(),
        OneOf(words) => value.as_str().is_some_and(|value| words.contains(&value)),
        Perhaps(form) => {
            if !value.is_null() {
                check(value, form, at, wrong);
            }
            true
        }
        List(form) => {
            let items = value.as_array();
            items
                .into_iter()
                .flatten()
                .enumerate()
                .for_each(|(index, item)| check(item, form, &format!("{at}[{index}]"), wrong));
            items.is_some()
        }
        Object(fields) => {
            let keys: Option<Vec<&str>> = value.as_object().map(|object| object.keys().map(String::as_str).collect());
            let mut expected: Vec<&str> = fields.iter().map(|(key, _)| *key).collect();
            expected.sort_unstable();
            fields.iter().for_each(|(key, form)| check(&value[*key], form, &format!("{at}.{key}"), wrong));
            keys.is_some_and(|mut keys| {
                keys.sort_unstable();
                keys == expected
            })
        }
    };
    if !fits {
        wrong.push(format!("{at}: {value}"));
    }
}

#[test]
fn json_keeps_its_contract_field_by_field() {
    let report = json();
    let mut wrong = Vec::new();
    check(&report, &REPORT, "report", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(report["version"], 1);
    assert_eq!(report["at"], "2026-01-01");
    assert_eq!(report["source"], serde_json::json!({"kind": "worktree", "revision": null}));
    assert_eq!(report["dossiers"], 1);
    assert_eq!(report["counts"], serde_json::json!({"error": 19, "warning": 10, "info": 1, "waived": 1}));
    let all = report["diagnostics"].as_array().expect("a list");
    assert!(all.iter().all(|found| found["dossier"] == "planted"));
    let waived: Vec<&Value> = all.iter().filter(|found| !found["waived"].is_null()).collect();
    assert_eq!(waived.len(), 1);
    assert_eq!(waived[0]["waived"]["reason"], "thème à débattre avec l’équipe");
}

#[test]
fn the_places_of_the_json_are_those_of_the_files() {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let report = json();
    let mut places = 0;
    let mut hold = |path: &Value, place: &Value| {
        if place.is_null() {
            return;
        }
        let path = path.as_str().expect("a path").to_owned();
        let text = texts.entry(path).or_insert_with_key(|path| fs::read_to_string(data().join(path)).expect("a file"));
        let offset = usize::try_from(place["offset"].as_u64().expect("a number")).expect("small");
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let own = before.rsplit('\n').next().unwrap_or_default();
        // A byte order mark takes bytes of the file, and no column.
        let column = own.trim_start_matches('\u{feff}').chars().count() + 1;
        assert_eq!(
            (place["line"].as_u64(), place["column"].as_u64()),
            (Some(line as u64), Some(column as u64)),
            "{place}"
        );
        places += 1;
    };
    for found in report["diagnostics"].as_array().expect("a list") {
        let path = &found["path"];
        [&found["start"], &found["end"]].into_iter().for_each(|place| hold(path, place));
        for related in found["related"].as_array().expect("a list") {
            [&related["start"], &related["end"]].into_iter().for_each(|place| hold(&related["path"], place));
        }
        for edit in found["fix"]["edits"].as_array().into_iter().flatten() {
            [&edit["start"], &edit["end"]].into_iter().for_each(|place| hold(path, place));
        }
    }
    assert!(places > 80, "{places}");
}

#[test]
fn every_fault_says_what_to_do() {
    for found in json()["diagnostics"].as_array().expect("a list") {
        let help = found["help"].as_str().unwrap_or_default();
        assert!(!help.is_empty(), "{found}");
    }
}
