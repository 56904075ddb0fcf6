//! The story as the commands of review tell it: every change, every life, every figure and every doubt of it, in full.
//!
//! What changes nothing is run in the story itself. `carnet` writes down what was asked and what was answered, as on a terminal.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::data;
use crate::git::{cb, git};
use crate::golden::hold;
use crate::histoire::{LAST_PLACE, STEPS, copy, edit, put, story};

/// The day on which the story is read again.
const AT: &str = "2026-01-05";

/// What was asked and what was answered.
#[derive(Default)]
pub(crate) struct Carnet(String);

impl Carnet {
    /// Writes down what `cb` answers in a folder of a repository, on the day of the reading.
    pub(crate) fn ask(&mut self, top: &Path, inner: &str, asked: &str) {
        self.run(top, inner, asked, &["--at", AT]);
    }

    /// Writes down what `cb` answers; `more` is not shown.
    pub(crate) fn run(&mut self, top: &Path, inner: &str, asked: &str, more: &[&str]) {
        let args: Vec<&str> = asked.split(' ').chain(more.iter().copied()).collect();
        let ran = cb(&top.join(inner), &args);
        let place = if inner.is_empty() { String::new() } else { format!("{inner} ") };
        writeln!(self.0, "{place}$ cb {asked}").expect("a line");
        // One long line is read by no one.
        match serde_json::from_str::<serde_json::Value>(&ran.out).ok().filter(serde_json::Value::is_object) {
            Some(json) => writeln!(self.0, "{}", serde_json::to_string_pretty(&json).expect("JSON")).expect("a line"),
            None => self.0 += &ran.out.replace("\r\n", "\n"),
        }
        for line in ran.err.lines() {
            writeln!(self.0, "! {line}").expect("a line");
        }
        if ran.code != Some(0) {
            writeln!(self.0, "? {}", ran.code.expect("a code")).expect("a line");
        }
        self.0.push('\n');
    }

    /// Writes down what is done to the repository meanwhile.
    pub(crate) fn say(&mut self, said: &str) {
        writeln!(self.0, "# {said}\n").expect("a line");
    }

    #[track_caller]
    pub(crate) fn hold(&self, name: &str) {
        hold(&data(name), &self.0);
    }
}

/// Five changes that say most: the seminar, a quoted note corrected, a removal, another number, a merge.
const TELLING: [&str; 5] = [
    "09-reclassement..10-seminaire",
    "16-essai..17-note-corrigee",
    "23-lisez-moi..24-suppression-sans-motif",
    "29-fichier-renomme..30-renumerotation",
    "33-bureau..34-fusion",
];

#[test]
fn each_step_is_told() {
    let mut carnet = Carnet::default();
    for pair in STEPS.windows(2) {
        carnet.ask(story(), "", &format!("diff {}..{}", pair[0].tag, pair[1].tag));
    }
    carnet.hold("diffs.txt");
}

#[test]
fn long_ranges_parts_and_figures_are_told() {
    let mut carnet = Carnet::default();
    carnet.ask(story(), "", "diff 01-manifeste..35-lisez-moi");
    carnet.ask(story(), "", "diff 01-manifeste..35-lisez-moi --figures territoires/valserine/gisements");
    carnet.ask(story(), "", "diff 22-note-tardive..32-atelier");
    carnet.ask(story(), "", "diff 35-lisez-moi..29-fichier-renomme");
    carnet.ask(story(), "", "diff 31-demenagement...32-atelier");
    carnet.ask(story(), "", "diff 33-bureau...32-atelier");
    carnet.ask(story(), "", "diff 32-atelier 33-bureau");
    carnet.ask(story(), "", "diff 06-lisez-moi..10-seminaire --figures");
    carnet.ask(story(), "", "diff 07-gisements..08-rangement --figures");
    carnet.ask(story(), "", "diff 16-essai..17-note-corrigee dossiers/valserine/entretiens/E002-mairie.md");
    carnet.ask(story(), "", "diff 31-demenagement..34-fusion territoires/valserine/gisements");
    carnet.ask(story(), "territoires/valserine/entretiens", "diff 31-demenagement..34-fusion");
    carnet.ask(story(), "territoires/valserine/entretiens", "diff 31-demenagement..34-fusion ..");
    carnet.ask(story(), "territoires", "diff 34-fusion");
    carnet.ask(story(), "", "diff 01-manifeste..01-manifeste");
    carnet.hold("portees.txt");
}

#[test]
fn telling_changes_go_out_as_markdown_and_as_json() {
    let (mut markdown, mut json) = (Carnet::default(), Carnet::default());
    for range in TELLING {
        markdown.ask(story(), "", &format!("diff {range} --figures --format markdown"));
        json.ask(story(), "", &format!("diff {range} --format json"));
    }
    markdown.ask(story(), "", "diff 05-numeros..06-lisez-moi --format markdown");
    markdown.ask(story(), "", "diff 30-renumerotation..31-demenagement --format markdown");
    json.ask(story(), "", "diff 05-numeros..06-lisez-moi --format json");
    json.ask(story(), "", "diff 30-renumerotation..31-demenagement --format json");
    markdown.hold("diffs-markdown.txt");
    json.hold("diffs-json.txt");
}

const NEW: &str = "---\ndate: 2025-02-27\nprofil: gardienne du barrage\npersonnes: 1\ninformation: orale\n---\n# En haut du barrage\n\n\
                   - idée : sonner la cloche quand la route ferme ^E020-1\n";

#[test]
fn what_is_not_in_a_commit_yet_is_told() {
    let (_temp, top) = copy();
    let place = |name: &str| top.join(LAST_PLACE).join(name);
    let mut carnet = Carnet::default();
    carnet.ask(&top, "", "diff");
    carnet.ask(&top, "", "diff --staged");

    carnet.say("une note ajoutée sans `git add`, une changée, une retirée, une renommée, une à demi ajoutée");
    put(&place("entretiens/E020-barrage.md"), NEW);
    edit(&place("entretiens/E003-conducteurs.md"), "personnes: 2\n", "personnes: 4\n");
    fs::remove_file(place("immersions/IM01-gare.md")).expect("a note");
    git(
        &top,
        &["mv", "territoires/valserine/entretiens/E004-garage.md", "territoires/valserine/entretiens/E004-pont.md"],
    );
    edit(&place("solutions/S01-la-loge-du-soir.md"), "statut: test\n", "statut: evaluee\n");
    git(&top, &["add", "territoires/valserine/solutions"]);
    edit(&place("solutions/S01-la-loge-du-soir.md"), "statut: evaluee\n", "statut: deployee\n");
    edit(&place("solutions/S01-la-loge-du-soir.md"), "porteur: mission-locale\n", "porteur: foyer\n");
    carnet.ask(&top, "", "diff");
    carnet.ask(&top, "", "diff --staged");
    carnet.ask(&top, "", "diff --figures territoires/valserine/entretiens");
    carnet.ask(&top, "", "diff 33-bureau --staged");
    carnet.ask(&top, "", "log S01");
    carnet.ask(&top, "", "log E020");
    carnet.ask(&top, "", "validate --staged");
    carnet.ask(&top, "", "validate --staged --since HEAD");
    carnet.ask(&top, "", "validate --since HEAD");
    carnet.hold("en-cours.txt");
}

#[test]
fn each_life_is_told() {
    let mut carnet = Carnet::default();
    for id in [
        "E001", "E001-2", "E002-3", "E015", "E005", "G02", "G04", "G05", "G06", "S01", "S02", "E004", "E015-1",
        "E005-2", "mairie",
    ] {
        carnet.ask(story(), "", &format!("log {id}"));
    }
    carnet.ask(story(), "territoires/valserine/solutions", "log s2");
    carnet.ask(story(), "", "log S01 territoires/valserine --revision 16-essai");
    carnet.ask(story(), "", "log E015 --revision 20-seconde-piste");
    carnet.ask(story(), "", "log E099");
    carnet.ask(story(), "", "log marie");
    carnet.ask(story(), "", "log S02 --format json");
    carnet.hold("vies.txt");
}
