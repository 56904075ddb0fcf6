//! `cb number --resolve`: what it settles after a merge, what it leaves, and that nothing is lost on the way.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::git::{TEAM, cb, command, commit_all, done, git};
use crate::histoire::{LAST_PLACE, copy, edit, put};
use crate::{data, golden};

/// The folder of a dossier, in which one side of a merge works.
type Side<'s> = &'s dyn Fn(&Path);

/// A note with this body.
fn note(body: &str) -> String {
    format!(
        "---\ndate: 2025-10-21\nstructures: mairie\npersonnes: 1\ninformation: orale\n---\n# Une rencontre\n\n{body}"
    )
}

/// A copy of the story as it stands after its move, then two branches from there, the first one merged into the second.
fn sides(first: Side<'_>, second: Side<'_>) -> (TempDir, PathBuf) {
    let (temp, folder) = copy();
    let dossier = folder.join(LAST_PLACE);
    for (branch, at, make) in
        [("une", "2025-11-03T10:00:00+01:00", first), ("autre", "2025-11-04T10:00:00+01:00", second)]
    {
        git(&folder, &["checkout", "-q", "-b", branch, "31-demenagement"]);
        make(&dossier);
        git(&folder, &["add", "-A"]);
        done(command(&folder, at, TEAM).args(["commit", "-q", "-m", branch]));
    }
    (temp, folder)
}

fn merged(first: Side<'_>, second: Side<'_>) -> (TempDir, PathBuf) {
    let (temp, folder) = sides(first, second);
    git(&folder, &["merge", "-q", "--no-ff", "-m", "Réunit", "une"]);
    (temp, folder)
}

/// What a run says and what it changes.
fn settled(folder: &Path) -> String {
    let before = git(folder, &["status", "--porcelain"]);
    let mut told = String::new();
    let asked = cb(folder, &["number", "--resolve", "--check"]);
    assert_eq!(git(folder, &["status", "--porcelain"]), before, "--check writes nothing");
    writeln!(told, "$ cb number --resolve --check\n{}{}? {}", asked.out, asked.err, asked.code.unwrap_or(-1))
        .expect("a line");
    let ran = cb(folder, &["number", "--resolve"]);
    writeln!(told, "\n$ cb number --resolve\n{}{}? {}", ran.out, ran.err, ran.code.unwrap_or(-1)).expect("a line");
    git(folder, &["add", "-A"]);
    let diff = git(folder, &["-c", "core.quotePath=false", "diff", "--cached", "-M20%", "-U0", "--no-prefix"]);
    let diff = diff.lines().filter(|line| !line.starts_with("index ") && !line.starts_with("similarity "));
    writeln!(told, "\n{}", diff.collect::<Vec<_>>().join("\n").trim_end()).expect("a line");
    let again = cb(folder, &["number", "--resolve"]);
    if ran.code == Some(0) {
        assert_eq!((again.out.as_str(), again.code), ("rien à départager\n", Some(0)));
        let found = cb(folder, &["validate", "--select", "CB201,CB202,CB206,CB207", "--format", "concise"]);
        assert_eq!(found.code, Some(0), "{told}\n{}", found.out);
    }
    assert_eq!(git(folder, &["diff", "--name-only"]), "", "a second run changes nothing more");
    told
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(LAST_PLACE).join(name)).expect("a text")
}

#[test]
fn the_merge_of_the_story_is_settled_on_the_day_and_later() {
    let mut told = String::new();
    for tag in ["34-fusion", "35-lisez-moi"] {
        let (_temp, folder) = copy();
        git(&folder, &["checkout", "-q", tag]);
        writeln!(told, "{tag}\n\n{}", settled(&folder)).expect("a line");
    }
    golden::hold(&data("numeros/histoire.txt"), &told);
}

const G06: &str = "---\ntitre: ";

/// Both sides name theirs: in a list, in a link, in a sentence, in an entry of `idees.yaml`, from the manifest's neighbour.
fn one(dossier: &Path) {
    put(
        &dossier.join("gisements/G06-a.md"),
        &format!("{G06}Réparer\nidees:\n  - E002-4 # un prêt\n---\nVoir [[G06-a]] et [[E002-4]].\n"),
    );
    edit(
        &dossier.join("entretiens/E002-mairie.md"),
        "- idée : un cahier",
        "- idée : un prêt de remorque ^E002-4\n- idée : un cahier",
    );
    edit(&dossier.join("gisements/G02-bouger.md"), "  - E001-1\n", "  - E001-1\n  - E002-4 # un prêt\n");
    edit(
        &dossier.join("gisements/G02-bouger.md"),
        "Ils ne se parlent pas.\n",
        "Ils ne se parlent pas. Voir [[G06]].\n",
    );
}

fn other(dossier: &Path) {
    put(
        &dossier.join("gisements/G06-b.md"),
        &format!("{G06}Prévenir\nidees: [E002-4, E001-5]\n---\nVoir [[G06-b|G06]], et G06 en entier.\n"),
    );
    edit(
        &dossier.join("entretiens/E002-mairie.md"),
        "le mercredi ^E002-3\n",
        "le mercredi ^E002-3\n- idée : un courrier à chacun ^E002-4\n",
    );
    edit(&dossier.join("gisements/G03-papiers.md"), "  - E002-3 #", "  - E002-4\n  - E002-3 #");
    edit(
        &dossier.join("gisements/G03-papiers.md"),
        "son original.\n",
        "son original. [Prévenir](G06-b.md) d’abord (G06).\n",
    );
    put(&dossier.join("idees.yaml"), "- id: E002-4\n  statut: ecartee\n  motif: trop cher\n");
    edit(&dossier.join("solutions/S02-le-car-qu-on-appelle.md"), "gisements: [G07]", "gisements: [G07, G06]");
    put(&dossier.join("lisez-moi.md"), "Le dernier : [G06](gisements/G06-b.md).\n");
}

#[test]
fn what_each_side_wrote_keeps_meaning_its_own() {
    let (_temp, folder) = merged(&one, &other);
    golden::hold(&data("numeros/deux-cotes.txt"), &settled(&folder));
}

#[test]
fn what_was_written_since_the_merge_is_named_and_left() {
    let (_temp, folder) = merged(&one, &other);
    edit(
        &folder.join(LAST_PLACE).join("gisements/G07-arret-a-la-demande.md"),
        "titre:",
        "citations:\n  - texte: Oui\n    source: E002-4\ntitre:",
    );
    put(
        &folder.join(LAST_PLACE).join("solutions/S09-loge.md"),
        "---\ntitre: La loge\nstatut: piste\n---\n[[G06-b|G06]], [[G06-a|G06]], [[G06]]\n",
    );
    commit_all(&folder, "Après");
    golden::hold(&data("numeros/depuis.txt"), &settled(&folder));
}

#[test]
fn a_merge_under_way_is_settled_too() {
    let (_temp, folder) = sides(&one, &other);
    git(&folder, &["merge", "-q", "--no-ff", "--no-commit", "une"]);
    let under_way = cb(&folder, &["number", "--resolve"]);
    let (_other, after) = merged(&one, &other);
    assert_eq!(under_way.out, cb(&after, &["number", "--resolve"]).out);
    assert_eq!(under_way.code, Some(0));
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "Réunit"]);
    commit_all(&after, "Départage");
    assert_eq!(git(&folder, &["rev-parse", "HEAD^{tree}"]), git(&after, &["rev-parse", "HEAD^{tree}"]));
}

#[test]
fn a_dossier_moved_since_or_on_one_side_is_followed() {
    let (_temp, folder) = merged(&one, &other);
    let said = cb(&folder, &["number", "--resolve", "--check"]).out;
    git(&folder, &["mv", LAST_PLACE, "ailleurs"]);
    git(&folder, &["commit", "-q", "-m", "Range"]);
    assert_eq!(cb(&folder, &["number", "--resolve", "--check"]).out, said.replace(LAST_PLACE, "ailleurs"));

    // The move is on the branch of the first; what the other added follows it in the merge.
    let (_temp, folder) = sides(&one, &other);
    git(&folder, &["checkout", "-q", "une"]);
    git(&folder, &["mv", LAST_PLACE, "ailleurs"]);
    git(&folder, &["commit", "-q", "-m", "Range"]);
    git(&folder, &["checkout", "-q", "autre"]);
    git(&folder, &["-c", "merge.directoryRenames=true", "merge", "-q", "-m", "Réunit", "une"]);
    assert_eq!(cb(&folder, &["number", "--resolve", "--check"]).out, said.replace(LAST_PLACE, "ailleurs"));
}

#[test]
fn two_notes_of_one_number_part_with_all_that_is_in_them() {
    let first = |dossier: &Path| {
        put(
            &dossier.join("entretiens/E016-été.md"),
            &note("- idée : un banc ^E016-1\n\n> « Oui. » — agent ^E016-v1\n"),
        );
        edit(&dossier.join("gisements/G02-bouger.md"), "  - E001-1\n", "  - E001-1\n  - E016-1 # un banc\n");
    };
    let second = |dossier: &Path| {
        let body = "- idée : une pompe à vélo ^E016-1\n- irritant : la côte, voir [[E016-1]] ^E016-2\n\n> « Non. » — agent ^E016-v1\n";
        put(&dossier.join("entretiens/E016-garage-à-vélos.md"), &note(body).replace('\n', "\r\n"));
        edit(&dossier.join("gisements/G03-papiers.md"), "  - E002-3 #", "  - E016-1 # une pompe\n  - E002-3 #");
        edit(
            &dossier.join("gisements/G03-papiers.md"),
            "son original.\n",
            "son original. [[E016-garage-à-vélos#^E016-2]], [ici](../entretiens/E016-garage-%C3%A0-v%C3%A9los.md)\n",
        );
        put(&dossier.join("idees.yaml"), "- id: E016-1\n  statut: ecartee\n  motif: trop cher\n");
    };
    let (_temp, folder) = merged(&first, &second);
    golden::hold(&data("numeros/notes.txt"), &settled(&folder));
    let crlf = text(&folder, "entretiens/E017-garage-à-vélos.md");
    assert_eq!(crlf.matches("\r\n").count(), crlf.matches('\n').count());
}

#[test]
fn a_name_taken_on_the_disk_is_passed_over() {
    let (_temp, folder) = merged(&one, &other);
    put(&folder.join(".git/info/exclude"), "G09-b.md\n");
    let taken = folder.join(LAST_PLACE).join("gisements/G09-b.md");
    put(&taken, "brouillon");
    let ran = cb(&folder, &["number", "--resolve"]);
    assert!(ran.out.contains("gisements/G06-b.md → territoires/valserine/gisements/G10-b.md"), "{}", ran.out);
    assert_eq!(fs::read_to_string(&taken).expect("a text"), "brouillon");
}

#[test]
fn a_number_that_either_side_has_used_is_not_given_again() {
    let (_temp, folder) = merged(
        &|dossier| {
            put(&dossier.join("gisements/G06-a.md"), &format!("{G06}Réparer\n---\n"));
            put(&dossier.join("gisements/G40-z.md"), &format!("{G06}Tenir\n---\n"));
        },
        &|dossier| put(&dossier.join("gisements/G06-b.md"), &format!("{G06}Prévenir\n---\n")),
    );
    fs::remove_file(folder.join(LAST_PLACE).join("gisements/G40-z.md")).expect("removed");
    commit_all(&folder, "Retire G40");
    assert!(cb(&folder, &["number", "--resolve"]).out.contains("prend `G41`"));
}

/// Whatever an interrupted run left, the next one ends as if nothing had happened.
#[test]
fn a_second_run_finishes_what_was_begun() {
    let written = |name: &str, id: &str| format!("---\n{id}titre: {name}\n---\n");
    for id in ["", "id: G06\n"] {
        let first = |dossier: &Path| put(&dossier.join("gisements/G06-a.md"), &written("Réparer le vieux lavoir", id));
        let second = |dossier: &Path| {
            put(&dossier.join("gisements/G06-b.md"), &format!("{}Voir [[G06]].\n", written("Prévenir de la crue", id)));
            edit(&dossier.join("gisements/G03-papiers.md"), "son original.\n", "son original. [[G06-b|G06]]\n");
            edit(&dossier.join("gisements/G02-bouger.md"), "pas.\n", "pas. [[G06]]\n");
        };
        let (_temp, whole) = merged(&first, &second);
        assert_eq!(cb(&whole, &["number", "--resolve"]).code, Some(0));
        let names = ["gisements/G02-bouger.md", "gisements/G03-papiers.md", "gisements/G06-b.md", "gisements/G09-b.md"];
        let ended: Vec<Option<String>> =
            names.iter().map(|name| fs::read_to_string(whole.join(LAST_PLACE).join(name)).ok()).collect();
        assert!(ended[2].is_none() && ended[3].is_some());
        for done in 0..4 {
            let (_temp, folder) = merged(&first, &second);
            let at = |name: &str| folder.join(LAST_PLACE).join(name);
            for (name, text) in names.iter().zip(&ended).take(done.min(2)) {
                put(&at(name), text.as_deref().expect("a text"));
            }
            // The last two acts: with an `id:` the name of the file first, without one its text first.
            match (done, id.is_empty()) {
                (3, true) => put(&at("gisements/G06-b.md"), ended[3].as_deref().expect("a text")),
                (3, false) => fs::rename(at("gisements/G06-b.md"), at("gisements/G09-b.md")).expect("renamed"),
                _ => {}
            }
            let ran = cb(&folder, &["number", "--resolve"]);
            assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
            let found: Vec<Option<String>> = names.iter().map(|name| fs::read_to_string(at(name)).ok()).collect();
            assert_eq!(found, ended, "{done} {id:?}\n{}", ran.out);
        }
    }
}

#[test]
fn what_history_does_not_tell_is_left_with_its_reason() {
    let mut told = String::new();
    let mut say = |title: &str, folder: &Path| {
        let ran = cb(folder, &["number", "--resolve"]);
        writeln!(told, "{title}\n{}{}? {}\n", ran.out, ran.err, ran.code.unwrap_or(-1)).expect("a line");
        if folder.join(".git").exists() {
            assert_eq!(git(folder, &["diff", "--name-only"]), "", "{title}");
        }
    };
    let gisement = |name: &'static str, title: &'static str| {
        move |dossier: &Path| put(&dossier.join(format!("gisements/{name}.md")), &format!("{G06}{title}\n---\n"))
    };
    let (a, b) = (gisement("G06-a", "Réparer le lavoir"), gisement("G06-b", "Prévenir de la crue"));

    let (_temp, folder) = copy();
    git(&folder, &["checkout", "-q", "31-demenagement"]);
    a(&folder.join(LAST_PLACE));
    commit_all(&folder, "Un");
    b(&folder.join(LAST_PLACE));
    say("l’un dans un commit, l’autre pas encore", &folder);
    commit_all(&folder, "Deux");
    say("sur la même branche", &folder);

    let (_temp, folder) = copy();
    fs::remove_dir_all(folder.join(".git")).expect("removed");
    say("sans dépôt", &folder);

    let (_temp, folder) = merged(&|dossier| (a(dossier), b(dossier)).1, &gisement("G09-c", "Autre chose"));
    say("du même côté d’une fusion", &folder);

    let (_temp, folder) = merged(&a, &b);
    gisement("G06-c", "Encore un")(&folder.join(LAST_PLACE));
    commit_all(&folder, "Trois");
    say("trois fiches", &folder);

    let (_temp, folder) = merged(&gisement("G06-a", "La même"), &gisement("G06-b", "La même"));
    say("la même fiche deux fois", &folder);

    let (_temp, folder) = sides(
        &|dossier| edit(&dossier.join("entretiens/E002-mairie.md"), "rouvrir le lavoir", "repeindre le pont"),
        &a,
    );
    git(&folder, &["merge", "-q", "--no-commit", "-s", "ours", "une"]);
    let both = "- idée : repeindre le pont ^E002-3\n- idée : rouvrir le lavoir";
    edit(&folder.join(LAST_PLACE).join("entretiens/E002-mairie.md"), "- idée : rouvrir le lavoir", both);
    commit_all(&folder, "Réunit à la main");
    say("l’un d’avant la séparation", &folder);

    let (_temp, folder) = merged(&a, &b);
    fs::remove_file(folder.join(LAST_PLACE).join("gisements/G06-b.md")).expect("removed");
    put(
        &folder.join(LAST_PLACE).join("gisements/G06-d.md"),
        "---\ntitre: Sans rapport\nstatut: abandonne\n---\nRien.\n",
    );
    commit_all(&folder, "Autre chose");
    say("l’un remplacé depuis", &folder);

    let (_temp, folder) = copy();
    git(&folder, &["checkout", "-q", "31-demenagement"]);
    let actor = "- id: caf-bis\n  nom: CAF\n  type: operateur\n  sphere: institutions\n";
    let actors = folder.join(LAST_PLACE).join("acteurs.yaml");
    let known = fs::read_to_string(&actors).expect("a text");
    put(&actors, &format!("{known}{actor}{actor}"));
    commit_all(&folder, "Noms");
    say("un nom", &folder);
    golden::hold(&data("numeros/laisses.txt"), &told);
}
