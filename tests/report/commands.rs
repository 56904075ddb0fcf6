//! The command line of `cb report`: what it lists, what it refuses, what it leaves on the disk.

use std::fs;
use std::path::Path;

use crate::{accords, cb, data, folder, names, put, root};

/// A day for all commands.
const AT: [&str; 2] = ["--at", accords::AT];

/// A folder with two dossiers in it, `d` and `e`, and these files.
fn place(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = folder(files);
    copy(&data().join("accords"), &folder.path().join("d"));
    put(
        folder.path(),
        "e/dossier.yaml",
        "titre: Rien encore\nterritoire: Ici\npilote: Préfecture\nlancement: 2019-01-07\n",
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("copied");
        }
    }
}

/// Runs `cb report` on a given day; returns its exit code, what it prints and what it says.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = cb(folder, &[arguments, &AT].concat());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Returns a text with plain spaces.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Returns a text on one line.
fn joined(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_cannot_be_done_is_refused_and_said() {
    let place = place(&[("mien.md", "à moi\n"), ("un/a.md", "x")]);
    let mut faults = Vec::new();
    for (arguments, said) in [
        (
            &["breif-seminaire", "d"][..],
            "erreur : aucun modèle ne s’appelle `breif-seminaire`\naide : vouliez-vous dire `brief-seminaire` ?",
        ),
        (&["e", "d"], "erreur : aucun modèle ne s’appelle `e`\naide : dites d’abord le modèle, puis le chemin"),
        (&["poème", "d"], "erreur : aucun modèle ne s’appelle `poème`\naide : `cb report` les liste"),
        (&["_gisement", "d"], "aucun modèle ne s’appelle `_gisement`"),
        (
            &["lettre-persona", "d", "--about", "S01"],
            "erreur : `lettre-persona` parle d’un persona, et `S01` est une solution",
        ),
        (
            &["brief-seminaire", "d", "--about", "P01"],
            "erreur : `brief-seminaire` parle d’une séance, et `P01` est un persona",
        ),
        (&["fiche-solution", "d", "--about", "G01"], "`fiche-solution` parle d’une solution, et `G01` est un gisement"),
        (&["lettre-persona", "d", "--about", "P09"], "erreur : aucune fiche ne s’appelle `P09` dans ce dossier"),
        (&["lettre-persona", "d", "--about", "n'importe"], "aucune fiche ne s’appelle `n'importe`"),
        (&["synthese", "d", "--about", "P01"], "`synthese`"),
        (&["synthese", "d", "--public"], "erreur : `--public` n’est pas encore admis"),
        (&["synthese", "d", "e"], "erreur : un document parle d’un seul dossier\naide : choisissez entre `d`, `e`"),
        (&["synthese"], "un document parle d’un seul dossier"),
        (
            &["synthese", "d", "-o", "x.xyz"],
            "erreur : le nom `x.xyz` ne dit pas quel format écrire\naide : ajoutez `--format md`",
        ),
        (&["synthese", "d", "-o", "x"], "le nom `x` ne dit pas quel format écrire"),
        (
            &["synthese", "d", "-o", "mien.md"],
            "erreur : `mien.md` existe déjà, et cb ne l’a pas fait\naide : choisissez un autre nom, ou `--force`",
        ),
        (&["synthese", "d", "-o", "un", "--format", "md"], "`un`"),
        (&["synthese", "d", "-o", "nulle/part.md"], "impossible d’écrire `nulle/part.md`"),
        (&["synthese", "d", "--format", "docxx"], "valeur « docxx » refusée"),
        (&["synthese", "rien"], "erreur : impossible de lire `rien` : il n’existe pas"),
        (&["synthese", "un"], "aucun dossier dans `un`"),
        (
            &["--chart", "fluxx", "d"],
            "erreur : aucun graphique ne s’appelle `fluxx`\naide : vouliez-vous dire `flux` ? il y a idees-par-theme",
        ),
        (&["--chart", "calendrier", "d"], "erreur : rien à dessiner pour `calendrier` dans ce dossier"),
        (&["--chart", "flux", "d", "--format", "html"], "--chart"),
        (&["synthese", "d", "--templates", "absent"], "impossible de lire `absent`"),
        (&["synthese", "d", "--templates", "mien.md"], "impossible de lire `mien.md`"),
    ] {
        let (code, printed, message) = run(place.path(), arguments);
        let english = ["os error", "did not"].iter().any(|words| message.contains(words));
        if code != Some(2) || !printed.is_empty() || !spaced(&message).contains(said) || english {
            faults.push(format!("{arguments:?} should say {said:?}; code {code:?}\n{printed}{message}"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert_eq!(fs::read_to_string(place.path().join("mien.md")).expect("kept"), "à moi\n");
    assert!(!place.path().join("x.xyz").exists() && !place.path().join("x").exists());
}

#[test]
fn models_and_charts_are_listed() {
    let place = place(&[
        ("d/modeles/notre.md", "{# Un modèle à nous #}\n# Le nôtre\n"),
        ("t/_part.md", "x"),
        ("t/autre.md", "# Autre\n"),
    ]);
    let listed = |arguments: &[&str]| {
        let (code, printed, message) = run(place.path(), arguments);
        assert_eq!((code, message.as_str()), (Some(0), ""), "{arguments:?}");
        printed
    };
    let printed = listed(&[]);
    for name in names() {
        assert!(printed.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name}\n{printed}");
    }
    for (name, doc) in carte_blanche::chart::NAMES {
        assert!(printed.contains(name) && joined(&printed).contains(doc), "{name}\n{printed}");
    }
    assert!(!printed.contains(" _") && !printed.contains("\n_") && !printed.contains("notre"), "{printed}");
    let (_, alone, _) = run(&place.path().join("d"), &[]);
    assert!(alone.contains("notre ") && alone.contains("Un modèle à nous"), "{alone}");
    assert_eq!(run(place.path(), &["d"]).1, alone, "a dossier and no model: what can be made of it");
    let (_, alone, _) = run(&place.path().join("d"), &["--templates", "../t"]);
    assert!(alone.contains("autre") && !alone.contains("_part"), "{alone}");
}

#[test]
fn a_file_that_cb_made_is_made_again_over_itself_in_every_format() {
    let place = place(&[("vide.md", "")]);
    for format in ["md", "html", "odt", "docx", "json", "svg"] {
        let name = format!("x.{format}");
        let write = || match format {
            "svg" => run(place.path(), &["--chart", "flux", "d", "-o", &name]),
            _ => run(place.path(), &["synthese", "d", "-o", &name]),
        };
        let read = || fs::read(place.path().join(&name)).expect("a file");
        let (code, printed, said) = write();
        assert_eq!((code, printed.as_str()), (Some(0), ""), "{said}");
        assert!(said.ends_with(&format!("{name} écrit\n")), "{said}");
        let first = read();
        assert_eq!(write().0, Some(0), "{name}");
        assert!(read() == first, "{name} changed");
        // A file that somebody else made has the same name: it stays.
        fs::write(place.path().join(&name), "à moi").expect("written");
        assert_eq!(write().0, Some(2), "{name}");
        assert_eq!(read(), "à moi".as_bytes());
        let forced = ["synthese", "d", "--force", "--quiet", "-o", &name];
        assert!(format == "svg" || run(place.path(), &forced).0 == Some(0));
        assert!(format == "svg" || read() == first, "{name}");
    }
    assert_eq!(
        run(place.path(), &["synthese", "d", "-o", "vide.md"]).0,
        Some(0),
        "an empty file holds nothing to lose"
    );
    assert_eq!(run(place.path(), &["synthese", "d", "-o", "X.HTML"]).0, Some(0));
    assert!(fs::read_to_string(place.path().join("X.HTML")).expect("a page").starts_with("<!DOCTYPE html>"));
    let left: Vec<String> = fs::read_dir(place.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.') || name.ends_with("tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_stays_what_it_is() {
    use std::os::unix::fs::{FileTypeExt, symlink};

    let folder = place(&[]);
    let at = |name: &str| folder.path().join(name);
    fs::write(at("vrai.md"), "").expect("written");
    symlink("vrai.md", at("lien.md")).expect("a link");
    let (code, _, said) = run(folder.path(), &["synthese", "d", "-o", "lien.md"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(fs::symlink_metadata(at("lien.md")).expect("the link").is_symlink());
    assert!(fs::read_to_string(at("vrai.md")).expect("the file").starts_with("# "));

    let made = std::process::Command::new("mkfifo").arg(at("tuyau")).status().expect("mkfifo");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = at("tuyau");
        move || fs::read_to_string(pipe).expect("read")
    });
    let (code, _, said) = run(folder.path(), &["synthese", "d", "--format", "md", "--force", "-o", "tuyau"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(reader.join().expect("read to the end").starts_with("# "));
    assert!(fs::symlink_metadata(at("tuyau")).expect("the pipe").file_type().is_fifo());

    let (code, _, said) = run(folder.path(), &["synthese", "d", "--format", "md", "--force", "-o", "d"]);
    assert_eq!((code, said.contains("c’est un répertoire")), (Some(2), true), "{said}");
}

#[test]
fn a_chart_alone_is_a_picture() {
    for (name, _) in carte_blanche::chart::NAMES {
        let output = cb(&root(), &["--chart", name, "dossiers/exemple", "--at", "2025-12-12"]);
        let svg = String::from_utf8(output.stdout).expect("UTF-8");
        let picture = crate::printed::xml(name, &svg).expect("XML");
        assert_eq!(picture.root_element().tag_name().name(), "svg");
        assert!(!svg.contains("var(--"), "{name}: colours of its own");
        assert!(svg.ends_with("<!-- fait par cb -->\n"), "{name}");
    }
}

#[test]
fn templates_of_the_dossier_and_of_a_folder_take_the_place_of_ours() {
    let place = place(&[
        ("d/modeles/synthese.md", "# À nous, {{ dossier.titre }}\n\n{% include \"_couverture.md\" %}\n"),
        ("d/modeles/_couverture.md", "Notre couverture\n"),
        ("t/synthese.md", "# Ailleurs\n\n{% include \"_couverture.md\" %}\n"),
        ("t/lettre.md", "# Une lettre\n\n{{ personas[0].lettre | corps }}\n"),
    ]);
    let made = |arguments: &[&str]| {
        let (code, printed, said) = run(place.path(), &[arguments, &["--quiet"]].concat());
        assert_eq!((code, said.as_str()), (Some(0), ""), "{arguments:?}");
        printed
    };
    let end = "\n\n[//]: # (fait par cb)\n";
    assert_eq!(made(&["synthese", "d"]), format!("# À nous, Carte Blanche du val de Sorne\n\nNotre couverture{end}"));
    assert_eq!(made(&["synthese", "d", "--templates", "t"]), format!("# Ailleurs\n\nNotre couverture{end}"));
    assert!(made(&["lettre", "d", "--templates", "t"]).contains("Rendez-nous le\u{a0}banc."));
    assert!(made(&["note-copil", "d"]).contains("Notre couverture"), "a part is replaced for all");
    assert!(made(&["synthese", "e"]).starts_with("# Rien encore"), "another dossier keeps ours");
}

#[test]
fn what_is_wrong_in_a_template_is_said_with_its_place() {
    let mut faults = Vec::new();
    for (text, said) in [
        (
            "# Titre\n{{ dossier.tittre }}\n",
            "erreur : `dossier.tittre` n’existe pas\n  → t/notre.md:2:12\n  │\n2 │ {{ dossier.tittre }}\n  │            ━━━━━━\naide : vouliez-vous dire `titre` ? il y a `chiffres_declares`, ",
        ),
        (
            "{% for g in gisements %}{{ g.titer }}{% endfor %}\n",
            "erreur : `g.titer` n’existe pas\n  → t/notre.md:1:30\n  │\n1 │ {% for g in gisements %}{{ g.titer }}{% endfor %}\n  │                              ━━━━━\naide : vouliez-vous dire `titre` ?",
        ),
        ("# {% if %}\n", "→ t/notre.md:1:9"),
        ("{{ dossier.titre | majuscule }}", "erreur : filtre inconnu : `majuscule`\n  → t/notre.md:1:20\n"),
        ("{{ pages() }}", "erreur : fonction inconnue : `pages`\n  → t/notre.md:1:4\n"),
        ("{{ page(feuille=\"A5\") }}", "erreur : feuille inconnue : `A5` ; il y a `A4` et `A3`\n  → t/notre.md:1:4\n"),
        ("{{ legende() }}", "erreur : il manque l’argument `texte`\n  → t/notre.md:1:4\n"),
        ("{% include \"_rien.md\" %}", "erreur : aucun modèle ne s’appelle `_rien`"),
        ("{% include \"_gisment.md\" %}", "vouliez-vous dire `_gisement` ?"),
        ("{% include \"notre.md\" %}", "erreur : le modèle `notre.md` s’inclut lui-même"),
    ] {
        let place = place(&[("t/notre.md", text)]);
        let (code, printed, message) = run(place.path(), &["notre", "d", "--templates", "t"]);
        if code != Some(2) || !printed.is_empty() || !spaced(&message).contains(said) {
            faults.push(format!("{text} should say {said:?}; code {code:?}\n{printed}{message}"));
        }
        // It is the matter of that template alone.
        let (code, _, message) = run(place.path(), &["synthese", "d", "--templates", "t", "--quiet"]);
        assert_eq!((code, message.as_str()), (Some(0), ""), "{text}");
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_template_that_is_no_text_is_refused() {
    let place = place(&[("t/long.md", &"x".repeat((1 << 20) + 1)), ("v/notre.md/x", "")]);
    for (folder, said) in [("t", "impossible de lire `t/long.md`"), ("v", "impossible de lire `v/notre.md`")] {
        let model = if folder == "t" { "long" } else { "notre" };
        let (code, _, message) = run(place.path(), &[model, "d", "--templates", folder]);
        assert!(code == Some(2) && message.contains(said), "{message}");
        // It is the matter of that template alone.
        let (code, _, message) = run(place.path(), &["synthese", "d", "--quiet", "--templates", folder]);
        assert_eq!((code, message.as_str()), (Some(0), ""));
    }
    fs::create_dir(place.path().join("u")).expect("a folder");
    fs::write(place.path().join("u/notre.md"), b"# a\xff").expect("written");
    let (code, _, message) = run(place.path(), &["notre", "d", "--templates", "u"]);
    assert!(code == Some(2) && message.contains("u/notre.md"), "{message}");
    assert!(!message.contains("stream did not"), "the system speaks English\n{message}");
}

#[cfg(unix)]
#[test]
fn folders_that_cannot_be_read_or_written_are_said() {
    use std::os::unix::fs::PermissionsExt;
    let place = place(&[("t/notre.md", "# a\n"), ("out/x.txt", "x")]);
    let set = |path: &str, mode: u32| {
        fs::set_permissions(place.path().join(path), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set("t", 0o000);
    set("out", 0o555);
    // Who may do all is stopped by nothing.
    let held = fs::read_dir(place.path().join("t")).is_err();
    let results = [
        run(place.path(), &["synthese", "d", "--templates", "t"]),
        run(place.path(), &["synthese", "d", "-o", "out/x.md"]),
    ];
    set("t", 0o755);
    set("out", 0o755);
    for ((code, printed, said), path) in results.into_iter().zip(["`t`", "`out/x.md`"]) {
        assert!(!held || (code == Some(2) && printed.is_empty() && said.contains(path)), "{said}");
        assert!(!said.contains("os error"), "{said}");
    }
}

#[test]
fn a_record_without_its_name_or_its_fields_stops_no_report() {
    let place = place(&[]);
    let empty = "---\n---\n";
    for path in [
        "gisements/brouillon.md",
        "solutions/x.md",
        "seances/SE98.md",
        "seances/y.md",
        "decisions/DC98.md",
        "tests/T98.md",
    ] {
        put(place.path(), &format!("d/{path}"), empty);
    }
    put(place.path(), "d/seances/SE99.md", "");
    for model in names() {
        let (code, _, message) = run(place.path(), &[&model, "d", "--quiet"]);
        assert_eq!((code, message.as_str()), (Some(0), ""), "{model}");
    }
}

#[test]
fn an_empty_dossier_makes_every_report() {
    let place = place(&[]);
    for model in names() {
        for format in ["md", "html", "odt", "docx", "json"] {
            let (code, _, said) = run(place.path(), &[&model, "e", "--format", format]);
            assert_eq!((code, said.as_str()), (Some(0), ""), "{model}.{format}");
        }
    }
}
