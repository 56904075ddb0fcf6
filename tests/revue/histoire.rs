//! The life of one invented dossier, from its manifest to a merge that goes wrong, as a repository of git.
//!
//! Every step is one commit with a tag of its name ([`STEPS`] tells what each is for). Clock and names are fixed, so the commits have the
//! same ids on every machine (`tests/data/revue/histoire.txt` holds them). What a step does to the files is in `histoire/`, a chapter a
//! file. The story is built once a run: a test that changes anything takes a copy ([`copy`]).

mod choix;
mod retouches;
mod separation;
mod terrain;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::git::{TEAM, command, done, git};

/// Where the dossier lies, up to the step `31-demenagement`.
pub(crate) const FIRST_PLACE: &str = "dossiers/valserine";
/// Where it lies from that step on.
pub(crate) const LAST_PLACE: &str = "territoires/valserine";

/// Those who hold the workshop, on their own branch.
const WORKSHOP: &str = "Atelier mobile";

/// A message of two paragraphs.
const WITH_BODY: &str = "Séminaire de décision\n\nCompte rendu relu par la préfecture et par la mairie.";
/// A message that ends with a trailer.
const WITH_MOTIVE: &str = "\
Retire la note retrouvée\n
C’était la même rencontre, notée par quelqu’un d’autre.\n
Motif: doublon de E002";

/// One commit of the story.
pub(crate) struct Step {
    /// Its name, which is also its tag.
    pub(crate) tag: &'static str,
    /// Its moment.
    pub(crate) at: &'static str,
    by: &'static str,
    message: &'static str,
    make: fn(&Site),
}

impl Step {
    /// The day on the clock of who made it: what `--at` is given.
    pub(crate) fn day(&self) -> &'static str {
        &self.at[..10]
    }

    /// The folder of the dossier at that step.
    pub(crate) fn place(&self) -> &'static str {
        if self.tag < "31" { FIRST_PLACE } else { LAST_PLACE }
    }
}

/// A step that the team commits.
const fn step(tag: &'static str, at: &'static str, message: &'static str, make: fn(&Site)) -> Step {
    Step { tag, at, by: TEAM, message, make }
}

/// The story. A comment says what a step is there for, where its name does not.
#[rustfmt::skip]
pub(crate) const STEPS: &[Step] = &[
    step("01-manifeste", "2025-01-13T18:02:00+01:00", "Ouvre le dossier de la Valserine", terrain::manifeste),
    // Three interviews, nothing numbered yet.
    step("02-notes", "2025-01-24T17:40:00+01:00", "Entretiens : mission locale, mairie, conducteurs", terrain::notes),
    step("03-suite", "2025-01-30T19:15:00+01:00", "Entretiens à l’épicerie et au foyer, matinée en gare", terrain::suite),
    // Four people, not three, and a quarter of an hour more: the same week.
    step("04-correction", "2025-01-31T12:05:00+01:00", "Épicerie : ils étaient quatre", terrain::correction),
    // `^E001-1` and the others, and nothing else: what `cb number` writes.
    step("05-numeros", "2025-02-03T09:30:00+01:00", "Numérote les notes relues", terrain::numeros),
    step("06-lisez-moi", "2025-02-05T09:00:00+01:00", "Dit où se trouve la salle", terrain::lisez_moi),
    step("07-gisements", "2025-02-12T16:20:00+01:00", "Range les idées en quatre gisements", terrain::gisements),
    // A commit that means nothing.
    step("08-rangement", "2025-02-13T08:45:00+01:00", "Met les fiches au propre, sans rien y changer", terrain::rangement),
    // Two ideas from G03 to G01, one theme, one agreement taken back.
    step("09-reclassement", "2025-02-18T17:55:00+01:00", "Reclasse deux idées, note un refus d’être cité", terrain::reclassement),
    // G04 into G02; SE01 keeps G01 and G02 and drops G03; P01, PR01.
    step("10-seminaire", "2025-03-21T10:10:00+01:00", WITH_BODY, choix::seminaire),
    step("11-piste", "2025-04-03T18:00:00+02:00", "Première piste : la loge du soir", choix::piste),
    // Half past midnight in France is the day before elsewhere.
    step("12-conception", "2025-04-24T00:30:00+02:00", "La loge passe en conception", choix::conception),
    step("13-prototype", "2025-05-22T18:00:00+02:00", "La loge en carton", choix::prototype),
    step("14-defi", "2025-06-05T18:00:00+02:00", "Un défi à soumettre au comité", choix::defi),
    // D01 no longer says its state: the decision does.
    step("15-defi-retenu", "2025-06-13T18:00:00+02:00", "Le comité retient le défi", choix::defi_retenu),
    step("16-essai", "2025-09-05T18:00:00+02:00", "La loge est ouverte : l’essai commence", choix::essai),
    // E001-2 and E002-v1 no longer say what they said; G01, S01 and P01, which rest on them, are not touched.
    step("17-note-corrigee", "2025-09-15T11:20:00+02:00", "Réécoute : deux paroles mal notées", retouches::note_corrigee),
    // G05 comes out of G02, which lives on.
    step("18-essaimage", "2025-09-22T14:00:00+02:00", "Sort les cars du soir de G02", retouches::essaimage),
    // G05 is itself cut in two, G07 and G08, by decision.
    step("19-scission", "2025-09-26T18:00:00+02:00", "Coupe G05 en deux", retouches::scission),
    step("20-seconde-piste", "2025-09-29T18:00:00+02:00", "Seconde piste : le car qu’on appelle", retouches::seconde_piste),
    // From « piste » to « evaluee »: no such passage.
    step("21-etat-interdit", "2025-10-06T18:00:00+02:00", "Le car qu’on appelle est évalué", retouches::etat_interdit),
    step("22-note-tardive", "2025-10-07T18:00:00+02:00", "Retrouve une note de janvier", retouches::note_tardive),
    step("23-lisez-moi", "2025-10-08T18:00:00+02:00", "La salle a changé", retouches::lisez_moi),
    // E004 goes, and nobody says why.
    step("24-suppression-sans-motif", "2025-10-09T18:00:00+02:00", "Ménage", retouches::suppression_sans_motif),
    // E006 goes, and the message says why.
    step("25-suppression-motivee", "2025-10-10T18:00:00+02:00", WITH_MOTIVE, retouches::suppression_motivee),
    step("26-idee-retiree", "2025-10-13T18:00:00+02:00", "Une initiative que personne n’a dite", retouches::idee_retiree),
    // E004 again: another interview.
    step("27-entretien-reemploye", "2025-10-14T18:00:00+02:00", "Entretien au garage", retouches::entretien_reemploye),
    // E002-3 again: another idea, where G03 still lists the first.
    step("28-idee-reemployee", "2025-10-15T18:00:00+02:00", "Mairie : une autre idée", retouches::idee_reemployee),
    // The same record under another file name.
    step("29-fichier-renomme", "2025-10-16T18:00:00+02:00", "E003 : un nom de fichier plus clair", retouches::fichier_renomme),
    // E005 becomes E015, in its name, its ideas and whatever refers to them.
    step("30-renumerotation", "2025-10-17T18:00:00+02:00", "E005 devient E015, dans la plage du foyer", retouches::renumerotation),
    step("31-demenagement", "2025-10-20T18:00:00+02:00", "Range les dossiers par territoire", separation::demenagement),
    // On the branch `atelier`, from the step before: G06, E001-7, and what refers to both.
    Step { tag: "32-atelier", at: "2025-10-22T18:00:00+02:00", by: WORKSHOP, message: "Atelier : un gisement de plus", make: separation::atelier },
    // On `main`, from the same step: another G06, another E001-7.
    step("33-bureau", "2025-10-23T18:00:00+02:00", "Un gisement pour les chantiers d’hiver", separation::bureau),
    // No conflict for git; two G06 and two E001-7 for `cb`.
    step("34-fusion", "2025-10-27T09:05:00+01:00", "Réunit l’atelier et le bureau", separation::fusion),
    step("35-lisez-moi", "2025-10-28T18:00:00+01:00", "Rappelle le numéro de la salle", separation::lisez_moi),
];

/// The files of the story while a step changes them.
pub(crate) struct Site {
    top: PathBuf,
    place: &'static str,
}

impl Site {
    fn path(&self, name: &str) -> PathBuf {
        self.top.join(self.place).join(name)
    }

    /// Writes a file of the dossier.
    fn put(&self, name: &str, text: &str) {
        put(&self.path(name), text);
    }

    /// Writes a file beside the dossiers.
    fn put_above(&self, name: &str, text: &str) {
        put(&self.top.join(name), text);
    }

    /// Puts a text in the place of another, which must be there once.
    #[track_caller]
    fn edit(&self, name: &str, old: &str, new: &str) {
        edit(&self.path(name), old, new);
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("a file to remove");
    }

    fn rename(&self, old: &str, new: &str) {
        fs::rename(self.path(old), self.path(new)).expect("a file to rename");
    }
}

/// Writes a file and the folders it needs.
pub(crate) fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

/// Puts a text in the place of another, which must be there once.
#[track_caller]
pub(crate) fn edit(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).expect("a text");
    assert_eq!(text.matches(old).count(), 1, "{}: {old:?}", path.display());
    fs::write(path, text.replacen(old, new, 1)).expect("written");
}

/// The repository of the story: no test changes it.
pub(crate) fn story() -> &'static Path {
    static STORY: OnceLock<PathBuf> = OnceLock::new();
    STORY.get_or_init(build)
}

/// A copy of the story of one's own: its branch `main`, the others as `origin/…`, every tag. Nothing of it is shared with the story.
pub(crate) fn copy() -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().expect("a folder");
    let folder = temp.path().join("depot");
    let from = story().to_str().expect("a name in Unicode");
    git(temp.path(), &["clone", "-q", "--local", "--no-hardlinks", "--template=", from, "depot"]);
    (temp, folder)
}

/// Builds the story among what cargo keeps for tests, since nothing tells when the last test has ended; takes away those of earlier runs.
fn build() -> PathBuf {
    let shelf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("revue");
    fs::create_dir_all(&shelf).expect("a folder");
    for old in fs::read_dir(&shelf).expect("a folder").flatten() {
        let made = old.metadata().and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now());
        if made.elapsed().is_ok_and(|age| age > Duration::from_secs(3600)) {
            // Another run may be taking it away too.
            let _ = fs::remove_dir_all(old.path());
        }
    }
    let shelf = tempfile::Builder::new().prefix("histoire-").tempdir_in(shelf).expect("a folder").keep();
    let top = shelf.join("depot");
    git(&shelf, &["init", "-q", "--object-format=sha1", "--template=", "depot"]);
    for step in STEPS {
        (step.make)(&Site { top: top.clone(), place: step.place() });
        git(&top, &["add", "-A"]);
        done(command(&top, step.at, step.by).args(["commit", "-q", "-m", step.message]));
        git(&top, &["tag", step.tag]);
    }
    // One file is copied faster than hundreds.
    git(&top, &["repack", "-a", "-d", "-q"]);
    top
}
