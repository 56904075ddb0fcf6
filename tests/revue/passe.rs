//! What the past of the story counted and puts in doubt, and what settles it: `--history`, `--since`, `--revision`, `Motif:`, `Relu:`.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::git::{cb, commit_all, git};
use crate::histoire::{LAST_PLACE, STEPS, copy, edit, story};
use crate::recits::Carnet;

#[test]
fn the_dossier_is_counted_at_each_commit() {
    let mut carnet = Carnet::default();
    carnet.run(story(), "", "stats --history", &[]);
    carnet.run(story(), "", "stats --history --by semaine", &[]);
    carnet.run(story(), "", "stats --history --by mois", &[]);
    carnet.run(story(), "", "stats --history --by theme", &[]);
    carnet.run(story(), "territoires/valserine/gisements", "stats --history --by mois", &[]);
    carnet.run(story(), "", "stats --history --revision 10-seminaire", &[]);
    carnet.run(story(), "", "stats --history --by mois --format markdown", &[]);
    carnet.run(story(), "", "stats --history --by mois --format csv --revision 10-seminaire", &[]);
    carnet.run(story(), "", "stats --history --by mois --format json --revision 04-correction", &[]);
    carnet.hold("croissance.txt");
}

/// What a commit counts in the table of all of them is what it counts alone, and what it counted when it was checked out.
#[test]
fn a_row_of_the_history_is_the_headline_of_its_revision() {
    let history: serde_json::Value =
        serde_json::from_str(&cb(story(), &["stats", "--history", "--format", "json"]).out).expect("JSON");
    let steps = history["dossiers"][0]["steps"].as_array().expect("steps");
    // On the main line: the commit of the other branch is not, and two readmes and a move count nothing new.
    assert!(steps.len() > 25, "{}", steps.len());
    let mut compared = 0;
    for step in STEPS {
        let id = git(story(), &["rev-parse", step.tag]);
        let Some(row) = steps.iter().find(|row| row["commit"] == id.as_str()) else { continue };
        let ran = cb(story(), &["stats", "--revision", step.tag, "--format", "json", step.place()]);
        let alone: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let counts = &alone["dossiers"][0]["counts"];
        assert_eq!(row["date"], alone["dossiers"][0]["at"], "{}", step.tag);
        for (key, figure) in row["counts"].as_object().expect("figures") {
            for part in ["value", "min", "max"] {
                assert_eq!(figure[part], counts[key][part], "{} {key} {part}", step.tag);
            }
            compared += 1;
        }
        for (key, figure) in counts.as_object().expect("figures").iter().filter(|(_, one)| one["kind"] == "counted") {
            assert!(!row["counts"][key].is_null() || figure["value"] == 0, "{} {key}: {figure}", step.tag);
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn each_state_can_be_asked_for_by_its_name() {
    let mut carnet = Carnet::default();
    for step in STEPS {
        let asked = format!("stats --revision {} --headline {}", step.tag, step.place());
        carnet.run(story(), "", &asked, &[]);
    }
    carnet.run(story(), "", "stats --revision 17-note-corrigee", &[]);
    carnet.run(story(), "", "stats --revision 17-note-corrigee --at 2025-02-01 --headline", &[]);
    carnet.run(story(), "", "validate --revision 17-note-corrigee --format concise", &[]);
    carnet.run(story(), "", "validate --revision 17-note-corrigee --format json --select CB415", &[]);
    carnet.run(story(), "", "stats --revision 17-note-corigee", &[]);
    carnet.hold("revisions.txt");
}

#[test]
fn a_report_of_a_revision_says_so_and_has_the_figures_of_then() {
    let ran = cb(story(), &["report", "brief-seminaire", "--revision", "09-reclassement"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("09-reclassement"), "{}", ran.out);
    assert!(ran.out.contains("18\u{a0}février 2025"), "{}", ran.out);
    assert!(
        ran.out
            .contains("5\u{a0}entretiens, 13\u{a0}idées, 14\u{a0}personnes, 3\u{a0}h d’immersion, 4\u{a0}gisements."),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("Des cars le soir"), "{}", ran.out);
}

#[test]
fn the_past_puts_in_doubt_what_it_should() {
    let mut carnet = Carnet::default();
    const PAST: &str = "--select CB801 --select CB802 --select CB803 --select CB804";
    carnet.ask(story(), "", &format!("validate --history {PAST}"));
    carnet.ask(story(), "", &format!("validate --history --format concise {PAST} territoires/valserine/gisements"));
    carnet.ask(story(), "territoires/valserine", &format!("validate --history --format concise {PAST}"));
    for tag in ["16-essai", "23-lisez-moi", "26-idee-retiree", "32-atelier", "33-bureau", "34-fusion", "HEAD"] {
        carnet.ask(story(), "", &format!("validate --since {tag} --format concise"));
    }
    carnet.run(story(), "", "validate --since 33-bureau --revision 34-fusion --format concise", &[]);
    carnet.run(story(), "", "validate --history --revision 26-idee-retiree --format concise", &[]);
    carnet.ask(story(), "", "validate --since 34-fusion --strict");
    carnet.ask(story(), "", "validate --since rien");
    carnet.hold("doutes.txt");
}

/// A copy of the story to go on with.
struct Suite {
    _temp: TempDir,
    top: PathBuf,
    carnet: Carnet,
}

impl Suite {
    fn new() -> Self {
        let (temp, top) = copy();
        Self { _temp: temp, top, carnet: Carnet::default() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.top.join(LAST_PLACE).join(name)
    }

    /// Commits all that lies there, under a message, and writes down what the past puts in doubt then.
    #[track_caller]
    fn commit(&mut self, message: &str) {
        commit_all(&self.top, message);
        self.doubts(&message.replace('\n', " / "));
    }

    fn doubts(&mut self, said: &str) {
        self.carnet.say(said);
        const PAST: &str = "--select CB801 --select CB802 --select CB803 --select CB804";
        let top: &Path = &self.top;
        self.carnet.ask(top, "", &format!("validate --history --format concise {PAST}"));
    }

    fn empty(&mut self, message: &str) {
        git(&self.top, &["commit", "-q", "--allow-empty", "-m", message]);
        self.doubts(&message.replace('\n', " / "));
    }
}

/// Each settles what it names, and nothing else.
#[test]
fn motives_and_second_readings_settle_what_they_name() {
    let mut suite = Suite::new();
    suite.doubts("à la fin de l’histoire");
    suite.empty("Explique un retrait\n\nMotif: E003-3 — personne ne l’a dite");
    suite.empty("Relit G03\n\nRelu: G03");
    suite.empty("Relit deux fiches\n\nRelu : S01, P1");
    let solution = suite.path("solutions/S02-le-car-qu-on-appelle.md");
    edit(&solution, "statut: evaluee\n", "statut: piste\n");
    suite.commit("Revient à la piste");
    suite.carnet.hold("motifs.txt");
}

/// What is written in a file settles what is told of that file, with its reason.
#[test]
fn a_doubt_can_be_waived_in_its_file() {
    let mut suite = Suite::new();
    let solution = suite.path("solutions/S02-le-car-qu-on-appelle.md");
    edit(
        &solution,
        "statut: evaluee\n",
        "# cb: ignore CB801 — les étapes sont dans le compte rendu de SE02\nstatut: evaluee\n",
    );
    let gisement = suite.path("gisements/G03-papiers.md");
    edit(&gisement, "  - E002-3 ", "  # cb: ignore CB804 — le lavoir a bien sa liste de pièces\n  - E002-3 ");
    suite.doubts("deux doutes levés dans leurs fichiers, pas encore dans un commit");
    let top = suite.top.clone();
    suite.carnet.ask(&top, "", "validate --history --select CB801");
    suite.carnet.ask(&top, "", "diff 20-seconde-piste..HEAD territoires/valserine/solutions");
    suite.commit("Lève deux doutes");
    suite.carnet.ask(&top, "", "diff 20-seconde-piste..HEAD territoires/valserine/solutions");
    suite.carnet.hold("leves.txt");
}
