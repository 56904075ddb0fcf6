//! The notes, gisements, meetings and tests of the dossiers of this repository: prose of other hands, written for no verifier.

use std::path::{Path, PathBuf};

use carte_blanche::cli::load;
use carte_blanche::cli::provenance::Provenance;
use carte_blanche::prose::Form;
use carte_blanche::read::Keep;
use carte_blanche::value::date::Day;
use carte_blanche::verify::{Checked, Facts, Settings, opening};

/// What is rightly found in them: the sources dispute seven gisements, and do not say of how many satisfied users; a meeting tells of a
/// taxi ride that was entered on 31 June.
const FOUND: &[&str] = &[
    "argenteuil/gisements/G06-presence-des-services-publics.md CB502 sept gisements",
    "cahors/solutions/S01-agents-polyvalents.md CB506 96 % de satisfaction",
    "cahors/tests/T01-car-des-services-publics.md CB506 96 % de satisfaction",
    "cahors/tests/T03-agents-polyvalents.md CB506 96 % de satisfaction",
    "exemple/seances/SE09-bilan.md CB504 31 juin",
    "exemple/tests/T04-cinq-mois-au-bout-du-fil.md CB504 31 juin",
];

#[test]
fn nothing_else_is_found_in_what_the_dossiers_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("dossiers");
    let at = Day::from_ymd(2026, 11, 22).expect("a day");
    let mut found = Vec::new();
    let mut figures = 0;
    for name in ["argenteuil", "cahors", "exemple"] {
        let mut loaded =
            load::load(&[root.join(name)], Keep::Names, Some(at), &Provenance::Worktree).expect("a dossier");
        let dossier = loaded.remove(0).dossier;
        let facts = Facts::of(&dossier, at);
        for file in dossier.files.iter().filter(|file| file.path.ends_with(".md")) {
            let path: PathBuf = root.join(name).join(&*file.path);
            let text = std::fs::read_to_string(&path).expect("a text");
            let body = opening(&text, Form::Markdown).body;
            let checked = Checked::of(&text, body, Form::Markdown, Some(&facts), &Settings::USUAL);
            figures += checked.figures.len();
            let words = |span: carte_blanche::text::Span| span.of(&text).replace('\u{a0}', " ");
            let line = |one: &carte_blanche::diagnostic::Diagnostic| {
                format!("{name}/{} {} {}", file.path, one.rule.code, one.span.map(words).unwrap_or_default())
            };
            found.extend(checked.findings.iter().map(line));
        }
    }
    found.sort();
    println!("{figures} figures");
    assert!(figures > 1_000, "{figures}");
    assert_eq!(found, FOUND);
}
