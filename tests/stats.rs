//! Holds `cb stats` to what it prints, and its figures to a count made by other means.
//!
//! `tests/data/terrain/` is an invented dossier. What `cb stats` prints of it stands in `tests/data/stats/`, a file a way of asking;
//! `CB_REFRESH=1 cargo test --test stats` writes those files anew.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod golden;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use carte_blanche::cli::load;
use carte_blanche::cli::provenance::Provenance;
use carte_blanche::read::Keep;
use carte_blanche::render::stats::{self, Page, Wanted};
use carte_blanche::render::style::Style;
use carte_blanche::stats::axis::Axis;
use carte_blanche::stats::{Stats, Table, Views, Window};
use carte_blanche::value::date::Day;
use serde_json::Value;

/// The dossier that the pages speak of, from the root of the repository.
const TERRAIN: &str = "tests/data/terrain";
/// The day at which it is looked at: tests run, a phase is late, deadlines come.
const AT: &str = "2019-06-05";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `cb stats` from the root of the repository, in an environment that is the same everywhere.
fn cb(arguments: &[&str], width: usize) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cb"));
    command.arg("stats").args(arguments).current_dir(root()).env_clear();
    command.env("COLUMNS", width.to_string()).env("LC_ALL", "C.UTF-8");
    command.envs(env::var_os("SystemRoot").map(|value| ("SystemRoot", value)));
    command.output().expect("cb starts")
}

fn printed(arguments: &[&str], width: usize) -> String {
    let output = cb(arguments, width);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Compares a page with what is kept of it, or keeps it.
fn hold(name: &str, found: &str) {
    golden::hold(&root().join("tests/data/stats").join(name), found);
}

/// What a terminal of that width shows, without starting one.
fn on_a_terminal(by: Option<Axis>, style: Style) -> String {
    let at = Day::from_ymd(2019, 6, 5).expect("a day");
    let loaded = load::load(&[root().join(TERRAIN)], Keep::Texts, None, &Provenance::Worktree).expect("a dossier");
    let dossier = &loaded.first().expect("one").dossier;
    let window = Window::until(at);
    let page = Page {
        stats: Stats::within(dossier, &window),
        views: by.is_none().then(|| Views::of(dossier, &window)),
        table: by.map(|axis| Table::of(dossier, &window, axis, None, None)),
    };
    stats::text(&[page], Wanted { detail: true, ..Wanted::default() }, style)
}

#[test]
fn pages_are_what_they_were() {
    for (name, arguments) in [
        ("essentiel", &[][..]),
        ("detail", &["--detail", "--explain"]),
        ("theme-sphere", &["--by", "theme,sphere"]),
        ("gisement-nature", &["--by", "gisement,nature"]),
        ("jour", &["--by", "jour", "--phase", "exploration"]),
        ("sphere-mois", &["--by", "sphere,mois"]),
    ] {
        for width in [60, 80] {
            let arguments = [arguments, &["--at", AT, TERRAIN]].concat();
            hold(&format!("{name}-{width}.txt"), &printed(&arguments, width));
        }
    }
    let coloured = ["--color", "always", "--by", "sphere", "--at", AT, TERRAIN];
    hold("couleur-80.txt", &printed(&coloured, 80));
    let terminal = Style { terminal: true, unicode: true, ..Style::PLAIN };
    hold("terminal-80.txt", &on_a_terminal(None, terminal));
    hold("terminal-60.txt", &on_a_terminal(None, Style { width: 60, ..terminal }));
    hold("terminal-ascii-60.txt", &on_a_terminal(Some(Axis::Theme), Style { width: 60, unicode: false, ..terminal }));
    for format in ["csv", "json", "markdown"] {
        let arguments = ["--detail", "--format", format, "--at", AT, TERRAIN];
        hold(&format!("detail.{format}.txt"), &printed(&arguments, 80));
    }
    hold("croise.csv.txt", &printed(&["--by", "theme,sphere", "--format", "csv", "--at", AT, TERRAIN], 80));
}

#[test]
fn no_line_is_wider_than_the_page_and_only_a_terminal_is_drawn_on() {
    for entry in fs::read_dir(root().join("tests/data/stats")).expect("the pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a page");
        if let Some(width) = name.rsplit('-').next().and_then(|width| width.parse::<usize>().ok()) {
            for line in text.lines().filter(|line| !line.contains('\u{1b}')) {
                let seen = unicode_width::UnicodeWidthStr::width(line);
                assert!(seen <= width, "{name}: {seen} columns\n{line}");
            }
        }
        let drawn = text.contains(['█', '▌', '▁', '░']) || text.contains("  ##");
        assert_eq!(drawn, name.starts_with("terminal"), "{name}");
    }
}

#[test]
fn the_essential_of_a_dossier_fits_a_screen() {
    let page = printed(&["--at", AT, TERRAIN], 80);
    assert!(page.lines().count() <= 45, "{page}");
    assert!(page.contains("dossier fictif"));
}

#[test]
fn a_published_dossier_shows_its_figures_and_nothing_of_the_field() {
    let page = printed(&["--at", "2026-01-01", "dossiers/argenteuil"], 80);
    assert!(!page.contains("À savoir"), "{page}");
    let page = printed(&["--at", "2026-01-01", "dossiers/argenteuil", TERRAIN], 80);
    assert!(!page.contains("À savoir"), "several dossiers are compared in one table\n{page}");
}

#[test]
fn questions_that_cannot_be_answered_are_faults_of_use() {
    for (arguments, said) in [
        (&["--by", "theme,sphere,mois"][..], "deux axes au plus"),
        (&["--by", "theme,theme"], "deux fois"),
        (&["--count", "idees"], "tableau croisé"),
        (&["--phase", "bilan"], "choisissez parmi Exploration"),
    ] {
        let output = cb(&[arguments, &[TERRAIN]].concat(), 80);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains(said) && output.stdout.is_empty(), "{arguments:?}: {message}");
    }
}

#[test]
fn every_line_of_the_csv_is_as_long_as_its_head_and_every_number_is_one() {
    for arguments in [&["--detail"][..], &["--by", "theme,sphere"], &["--detail", "--explain"], &[]] {
        let table = printed(&[arguments, &["--format", "csv", "--at", AT, TERRAIN, "dossiers"]].concat(), 80);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head = reader.headers().expect("a head").clone();
        let at = |name: &str| head.iter().position(|column| column == name).expect("a column");
        let mut lines = 0;
        for line in reader.records() {
            let line = line.expect("as long as the head");
            lines += 1;
            for column in ["nombre", "min", "max"] {
                let cell = &line[at(column)];
                assert!(cell.is_empty() || cell.parse::<f64>().is_ok(), "{line:?}");
            }
            assert!(["counted", "declared"].contains(&&line[at("nature")]), "{line:?}");
            assert_eq!(line[at("nature")] == *"declared", !line[at("source")].is_empty(), "{line:?}");
            let invented = [TERRAIN, "dossiers/exemple"].iter().any(|path| line[at("dossier")].starts_with(path));
            assert_eq!(line[at("dossier")].ends_with("(fictif)"), invented, "{line:?}");
            if arguments.contains(&"--explain") && &line[at("nature")] == "counted" {
                assert!(!line[at("regle")].is_empty(), "{line:?}");
            }
        }
        assert!(lines > 0);
    }
}

/// What a dossier holds, found by looking at its lines: no YAML, no Markdown, none of the code under test.
#[derive(Debug, Default, PartialEq)]
struct ByHand {
    entretiens: u64,
    idees: u64,
    raw: u64,
    people: (u64, u64),
    minutes: u64,
}

/// The text after `key:` at the start of a line of the header.
fn field<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let header = text.split("\n---\n").next()?;
    header.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::trim)
}

/// « 3 », « environ 8 »: about is a tenth more or less, one at least.
fn people(written: &str) -> (u64, u64) {
    match written.strip_prefix("environ ") {
        Some(about) => {
            let about: u64 = about.parse().expect("a number");
            let margin = (about / 10).max(1);
            (about - margin, about + margin)
        }
        None => {
            let exact = written.parse().expect("a number");
            (exact, exact)
        }
    }
}

/// « 1 journée », « 3h30 », « 45 min ».
fn minutes(written: &str) -> u64 {
    if let Some(days) = written.strip_suffix(" journée") {
        return days.parse::<u64>().expect("a number") * 7 * 60;
    }
    match written.split_once('h') {
        Some((hours, rest)) => {
            hours.trim().parse::<u64>().expect("hours") * 60 + rest.trim().parse::<u64>().unwrap_or(0)
        }
        None => written.trim_end_matches(" min").parse().expect("minutes"),
    }
}

/// The notes of a folder, each with its identifier.
fn notes(folder: &Path, kind: &str) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder.join(kind)) else { return Vec::new() };
    let note = |path: PathBuf| {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (stem.split('-').next().unwrap_or("").to_owned(), fs::read_to_string(&path).expect("a note"))
    };
    entries.map(|entry| note(entry.expect("an entry").path())).collect()
}

/// Tells whether a line opens an idea, an initiative or an orphan, whatever the hand: `1. **Idée (elle) —**`, `- [ ] orphelin :`.
fn is_marked(line: &str) -> bool {
    let line = line.trim_start();
    let bullet = line.split(' ').next().unwrap_or("");
    let numbered = |sign| bullet.strip_suffix(sign).is_some_and(|number: &str| number.parse::<u8>().is_ok());
    if !(["-", "*", "+"].contains(&bullet) || numbered('.') || numbered(')')) {
        return false;
    }
    let rest = line[bullet.len()..].trim_start();
    let rest = rest.strip_prefix("[ ]").or(rest.strip_prefix("[x]")).unwrap_or(rest);
    let word = rest.trim_start_matches([' ', '*', '_']).to_lowercase();
    let marker = ["idée", "idee", "initiative", "orphelin", "sujet orphelin", "sujets orphelins"];
    let after = marker.iter().find_map(|marker| word.strip_prefix(marker));
    after.is_some_and(|after| {
        after.contains([':', '—', '–']) && !after.starts_with(|c: char| c.is_alphabetic() && c != 's')
    })
}

fn by_hand(folder: &Path, at: &str) -> ByHand {
    let mut found = ByHand::default();
    let mut ideas: BTreeSet<String> = BTreeSet::new();
    let mut held: BTreeSet<String> = BTreeSet::new();
    for (kind, (id, note)) in ["entretiens", "immersions", "seances", "contributions"]
        .into_iter()
        .flat_map(|kind| notes(folder, kind).into_iter().map(move |note| (kind, note)))
    {
        if field(&note, "date").is_none_or(|date| date > at) {
            continue;
        }
        held.insert(id);
        let mut open = false;
        for line in note.lines() {
            open |= is_marked(line);
            // The identifier ends the item, on its first line or on one that goes on with it.
            if let (true, Some((_, id))) = (open, line.rsplit_once(" ^")) {
                ideas.insert(id.trim().to_owned());
                open = false;
            }
        }
        if !["entretiens", "immersions"].contains(&kind) || field(&note, "statut").is_some_and(|state| state != "tenu")
        {
            continue;
        }
        found.entretiens += u64::from(kind == "entretiens");
        if let Some((least, most)) = field(&note, "personnes").map(people) {
            let already: u64 = field(&note, "dont_deja_rencontrees").map_or(0, |n| n.parse().expect("a number"));
            found.people.0 += least - already;
            found.people.1 += most - already;
        }
        if kind == "immersions" {
            found.minutes += field(&note, "duree").map_or(0, minutes);
        }
    }
    let list = fs::read_to_string(folder.join("idees.yaml")).unwrap_or_default();
    let mut repeated = 0;
    for entry in list.split("- id: ").skip(1) {
        let id = entry.lines().next().unwrap_or("");
        let source = entry.lines().find_map(|line| line.strip_prefix("  source: "));
        if entry.contains("\n  texte: ") && source.is_some_and(|source| held.contains(source)) {
            ideas.insert(id.to_owned());
        }
        repeated += u64::from(entry.contains("\n  doublon_de: ") && ideas.contains(id));
    }
    found.raw = ideas.len() as u64;
    found.idees = found.raw - repeated;
    found
}

/// The same, as `cb stats --format json` says it.
fn by_cb(folder: &str, at: &str) -> ByHand {
    let page: Value = serde_json::from_str(&printed(&["--format", "json", "--at", at, folder], 80)).expect("JSON");
    let counts = &page["dossiers"][0]["counts"];
    let counted = |key: &str, end: &str| match counts[key]["kind"].as_str() {
        Some("counted") => counts[key][end].as_u64().expect("a number"),
        _ => 0,
    };
    ByHand {
        entretiens: counted("entretiens", "value"),
        idees: counted("idees", "value"),
        raw: counts["idees"]["raw"].as_u64().unwrap_or(counted("idees", "value")),
        people: (counted("personnes", "min"), counted("personnes", "max")),
        minutes: counted("immersion", "value"),
    }
}

#[test]
fn figures_are_those_that_a_count_by_other_means_finds() {
    for at in ["2018-10-31", "2018-11-20", AT] {
        let found = by_hand(&root().join(TERRAIN), at);
        assert!(found.entretiens > 0 && found.raw > found.idees.min(1), "the count by hand looks at something");
        assert_eq!(by_cb(TERRAIN, at), found, "{TERRAIN} at {at}");
    }
    for entry in fs::read_dir(root().join("dossiers")).expect("dossiers") {
        let name = format!("dossiers/{}", entry.expect("an entry").file_name().to_string_lossy());
        assert_eq!(by_cb(&name, "2026-01-01"), by_hand(&root().join(&name), "2026-01-01"), "{name}");
    }
}

/// Writes a dossier of ten thousand files: nothing in it but what is counted.
fn ten_thousand(folder: &Path) {
    let write = |path: String, text: String| fs::write(folder.join(path), text).expect("written");
    write(
        "dossier.yaml".to_owned(),
        "titre: Dix mille\nterritoire: Ici\npilote: Nous\nlancement: 2018-01-01\n".to_owned(),
    );
    for kind in ["entretiens", "immersions", "contributions"] {
        fs::create_dir(folder.join(kind)).expect("a folder");
    }
    let day = |n: usize| format!("2018-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
    for n in 1..=8_999 {
        let (date, people, met) = (day(n), n % 5 + 1, n % 5 % 3);
        let state = if n % 17 == 0 { "statut: annule\n" } else { "statut: tenu\n" };
        let marked = ["idée", "initiative", "orphelin", "ressource", "irritant"];
        let items: Vec<String> = (1..=n % 4)
            .map(|item| format!("- {} : parole {item} de la note {n} ^E{n:05}-{item}\n", marked[(n + item) % 5]))
            .collect();
        write(
            format!("entretiens/E{n:05}-note.md"),
            format!(
                "---\ndate: {date}\nprofil: habitant\npersonnes: {people}\ndont_deja_rencontrees: {met}\n{state}information: orale\n---\n{}",
                items.concat()
            ),
        );
    }
    for n in 1..=900 {
        let (date, hours) = (day(n), n % 7 + 1);
        write(format!("immersions/IM{n:03}.md"), format!("---\ndate: {date}\nlieu: Accueil\nduree: {hours}h\n---\n"));
    }
    for n in 1..=100 {
        let text = format!("---\ndate: {}\ncanal: courrier\n---\n- idée : mot {n} ^C{n:03}-1\n", day(n));
        write(format!("contributions/C{n:03}.md"), text);
    }
}

#[test]
fn ten_thousand_files_are_counted_as_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    ten_thousand(folder.path());
    let name = folder.path().to_string_lossy();
    let found = by_hand(folder.path(), "2018-06-15");
    assert!(found.entretiens > 3_000 && found.idees > 3_000 && found.minutes > 100_000, "{found:?}");
    assert_eq!(by_cb(&name, "2018-06-15"), found);
}
