//! Holds `cb verify` to what it prints, and to what it refuses.
//!
//! The texts of `tests/data/verify/` are invented, those about Argenteuil with its true figures among wrong ones. What `cb verify` prints of
//! them stands beside them; `CB_REFRESH=1 cargo test --test verify` writes those pages anew.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod golden;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::Value;

const ARGENTEUIL: &str = "dossiers/argenteuil";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What `cb verify` printed, and its exit code.
struct Ran {
    out: String,
    err: String,
    code: Option<i32>,
}

/// Runs `cb verify` from the root of the repository, in an environment that is the same everywhere.
fn cb(arguments: &[&str], width: usize, typed: &[u8]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cb"));
    command.arg("verify").args(arguments).current_dir(root()).env_clear();
    command.env("COLUMNS", width.to_string()).env("LC_ALL", "C.UTF-8");
    command.envs(env::var_os("SystemRoot").map(|value| ("SystemRoot", value)));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("cb starts");
    // A command that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("a pipe").write_all(typed);
    let output = child.wait_with_output().expect("cb ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
}

/// Compares what is printed of a text with the page kept of it.
fn hold(name: &str, arguments: &[&str], width: usize, code: i32) {
    let ran = cb(arguments, width, b"");
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(code)), "{arguments:?}");
    golden::hold(&root().join("tests/data/verify").join(name), &ran.out);
}

#[test]
fn a_text_alone_is_held_to_itself() {
    hold("argenteuil.seul.txt", &["tests/data/verify/argenteuil.md"], 80, 1);
    hold("courriel.seul.txt", &["tests/data/verify/courriel.txt"], 80, 1);
}

#[test]
fn every_figure_stands_beside_what_the_dossier_says() {
    let arguments = ["tests/data/verify/argenteuil.md", "--dossier", ARGENTEUIL];
    hold("argenteuil.dossier-80.txt", &arguments, 80, 1);
    hold("argenteuil.dossier-50.txt", &arguments, 50, 1);
    hold("argenteuil.couleur.txt", &[&arguments[..], &["--color", "always"]].concat(), 80, 1);
}

#[test]
fn programs_read_the_same_in_json() {
    let ran = cb(&["tests/data/verify/argenteuil.md", "--dossier", ARGENTEUIL, "--format", "json"], 80, b"");
    let read: Value = serde_json::from_str(&ran.out).expect("JSON");
    let figures = read["figures"].as_array().expect("a list");
    let row = |figure: &Value| {
        let text = |name: &str| figure[name].as_str().unwrap_or("–").replace('\u{a0}', " ");
        let line = &figure["start"]["line"];
        format!("{line} {} | {} | {} | {}", text("text"), text("measure"), text("known"), text("verdict"))
    };
    let rows: Vec<String> = figures.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            "5 trois mois | – | – | unverifiable",
            "5 50 entretiens | entretiens | « 50 » (s0) | true",
            "5 60 h d’immersion | immersion | « 60 h » (s0) | true",
            "5 130 personnes | personnes | « 130 » (s0) | true",
            "5 plus de 450 idées | idees | « plus de 450 » (s0) | true",
            "5 six gisements | gisements | 6 gisements | true",
            "14 500 idées | idees | « plus de 450 » (s0) | false",
            "14 sept gisements | gisements | 6 gisements | misleading",
        ]
    );
    let codes: Vec<&str> =
        read["diagnostics"].as_array().expect("a list").iter().filter_map(|found| found["code"].as_str()).collect();
    assert_eq!(codes, ["CB501", "CB505", "CB502", "CB507"]);
    assert_eq!((&read["at"], &read["dossiers"], &read["files"]), (&"2018-12-13".into(), &1.into(), &1.into()));
    assert_eq!(read["counts"], serde_json::json!({"error": 2, "warning": 2, "info": 0, "waived": 0}));
}

#[test]
fn a_waiver_in_the_text_keeps_its_finding_aside() {
    hold("dispense.txt", &["tests/data/verify/dispense.md"], 80, 0);
}

#[test]
fn a_text_that_lies_in_a_dossier_is_compared_with_it() {
    let ran = cb(&["dossiers/exemple/communiques/CO02-bilan.md"], 80, b"");
    assert!(
        ran.out
            .replace('\u{a0}', " ")
            .starts_with("Carte Blanche en vallée de l’Ozance, au 27 novembre 2025 — dossier fictif\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\u{a0}vrais") && !ran.out.contains("\u{a0}faux"), "{}", ran.out);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn a_long_text_that_names_nothing_of_the_dossier_is_not_held_to_it() {
    let verdicts = |opening: &str| {
        let text =
            format!("{opening}L’équipe a mené 60 entretiens.\n\n{}", "Le reste ne compte rien du tout. ".repeat(40));
        let ran = cb(&["-", "--dossier", ARGENTEUIL, "--format", "json"], 80, text.as_bytes());
        let read: Value = serde_json::from_str(&ran.out).expect("JSON");
        (read["figures"][0]["verdict"].clone(), read["figures"][0]["reason"].clone())
    };
    assert_eq!(verdicts("À Argenteuil, tout commence. ").0, "false");
    let (verdict, reason) = verdicts("");
    assert_eq!(
        (verdict, reason),
        ("unverifiable".into(), "le texte ne nomme ni le territoire, ni l’expérimentation".into())
    );
}

#[test]
fn the_words_of_a_territory_count_what_they_stand_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = "titre: Essai\nterritoire: Ici\npilote: Nous\nlancement: 2018-01-01\nlexique: {chantier: [solution], rencontre: entretiens}\n\
        chiffres_declares:\n- texte: 50 entretiens et 5 solutions\n";
    fs::write(folder.path().join("dossier.yaml"), manifest).expect("written");
    let said = "Cinquante rencontres ont été menées, puis 6 chantiers.".as_bytes();
    let dossier = folder.path().to_string_lossy();
    let ran = cb(&["-", "--dossier", &dossier, "--format", "json"], 80, said);
    let read: Value = serde_json::from_str(&ran.out).expect("JSON");
    let row = |at: usize| [read["figures"][at]["measure"].as_str(), read["figures"][at]["verdict"].as_str()];
    assert_eq!([row(0), row(1)], [[Some("entretiens"), Some("true")], [Some("solutions"), Some("false")]]);
}

#[test]
fn what_is_typed_is_plain_text_or_a_record() {
    let said = "L’équipe a présenté trois défis :\n\n- accueillir\n- orienter\n".as_bytes();
    let ran = cb(&["-"], 80, said);
    assert!(
        ran.out.contains("erreur[CB503]\u{a0}: «\u{a0}trois défis\u{a0}» annonce une liste qui en compte 2"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("╭▸ -:1:21"), "{}", ran.out);
    assert_eq!(ran.code, Some(1));
    let record = "---\ndate_publication: 2018-12-13\n---\nLe `14 décembre 2018`, 80 habitants ont choisi. Le 15 décembre 2018, 80 habitants ont choisi.\n";
    let ran = cb(&["-", "--strict"], 80, record.as_bytes());
    assert_eq!((ran.out.matches("CB505").count(), ran.code), (1, Some(1)), "code is no prose: {}", ran.out);
    let ran = cb(&["-"], 80, b"");
    assert_eq!((ran.out.as_str(), ran.code), ("aucun chiffre\u{a0}: aucune faute\n", Some(0)));
}

#[test]
fn a_text_is_published_the_day_one_says() {
    let said = "Vendredi 14 décembre, 80 habitants ont choisi trois défis.".as_bytes();
    let warns = |day: &str| cb(&["-", "--published", day], 80, said).out.matches("CB505").count();
    assert_eq!((warns("2018-12-13"), warns("2018-12-15")), (1, 0));
    // In 2020 the fourteenth was a Monday, in 2019 a Saturday, in 2021 a Tuesday.
    assert!(cb(&["-", "--published", "2020-12-13"], 80, said).out.contains("CB504"));
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    };
    let refused = |arguments: &[&str], said: &str| {
        let ran = cb(arguments, 80, b"");
        let err = ran.err.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!((ran.out.as_str(), ran.code), ("", Some(2)), "{arguments:?}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    };
    let help = "aide : enregistrez-le en texte, codage UTF-8 ; ou collez-le : `cb verify -`";
    refused(&[&file("lettre.docx", b"PK\x03\x04\0\0")], help);
    refused(&[&file("ancien.txt", b"rencontr\xe9es")], help);
    refused(&[&file("gros.txt", &vec![b'a'; (4 << 20) + 1])], "est trop gros pour un texte");
    refused(&["nulle-part.md"], "erreur : impossible de lire `nulle-part.md` : il n’existe pas");
    refused(&["dossiers"], "impossible de lire `dossiers`");
    let text = file("texte.md", b"Six gisements.");
    refused(&[&text, "--dossier", "dossiers"], "choisissez entre `dossiers/argenteuil`");
    refused(&[&text, "--published", "hier"], "aide : écrivez `--published 2018-11-06`");
    refused(&[&text, "--revision", "HEAD"], "il manque l’option « --dossier »");
}

#[test]
fn no_text_is_too_strange_to_be_read() {
    let strange = [
        "1".repeat(20_000),
        "dont 3 ".repeat(4_000),
        "« ".repeat(2_000),
        "un et ".repeat(2_000),
        "trois défis : a, b et c ; ".repeat(2_000),
        format!("{}3 idées", "- ".repeat(2_000)),
        "1/2/3-4.5:6 h 78 % sur 9 € 10e ".repeat(600),
        "\u{feff}\u{200b}\u{a0}3\u{301} idées\u{202e} 4\u{fe0f}\r\n\r5 défis".to_owned(),
        "99999999999999999999999999 idées sur 999999999999999999999999999999999".to_owned(),
        "lundi 99 99 9999, le 31 février 0000, le 0 mars 2018".to_owned(),
    ];
    for text in strange {
        for form in ["", "---\na: b\n---\n"] {
            let ran = cb(&["-", "--dossier", ARGENTEUIL, "--format", "json"], 80, format!("{form}{text}").as_bytes());
            assert!(matches!(ran.code, Some(0 | 1)), "{:.60}: {}", text, ran.err);
            assert!(serde_json::from_str::<Value>(&ran.out).is_ok(), "{text:.60}");
        }
    }
}
