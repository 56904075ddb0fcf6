//! Dossiers as they lie in folders: what is found, what is read, what is said of what cannot be.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot make its files has nothing to say")]

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const MANIFEST: &str = "titre: T\nterritoire: Ici\npilote: caf\nlancement: 2018-09\nmatiere: terrain\n";
const NOTE: &str = "---\ndate: 2018-11-06\npersonnes: 3\ninformation: orale\nprofil: riverain\n---\n# Un riverain\n\n- idée : un banc ^E001-1\n";
/// A fault that any note shows on its own: a date that does not exist.
const FAULTY: &str = "---\ndate: 2018-02-31\npersonnes: 3\ninformation: orale\nprofil: riverain\n---\n# Un riverain\n\n- idée : un banc\n";

/// Makes a folder with these files; a path that ends with `/` is a folder.
fn tree(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        put(dir.path(), path, text);
    }
    dir
}

fn put(dir: &Path, path: &str, text: &str) {
    let full = dir.join(path);
    if path.ends_with('/') {
        fs::create_dir_all(full).unwrap();
    } else {
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }
}

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cb"));
    command.current_dir(dir).args(args).env_clear().env("LC_ALL", "C.UTF-8").env("COLUMNS", "100");
    command
}

/// What a run of `cb validate` gave.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `cb validate --format json` on paths and waits at most some seconds.
fn validate(dir: &Path, paths: &[&str]) -> Ran {
    let args: Vec<&str> = ["validate", "--format", "json", "--at", "2026-01-01"].iter().chain(paths).copied().collect();
    waited(command(dir, &args))
}

/// Runs a command that must end by itself.
fn waited(mut command: Command) -> Ran {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |from: &mut dyn std::io::Read| {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map(|_| bytes).unwrap_or_default()
    };
    let out = std::thread::spawn(move || read(&mut out));
    let err = std::thread::spawn(move || read(&mut err));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            panic!("hung: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    ran(Output { status, stdout: out.join().unwrap(), stderr: err.join().unwrap() })
}

impl Ran {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }

    /// The findings, each as its path and code.
    fn found(&self) -> Vec<String> {
        let json = self.json();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or("?").to_owned();
        let all = json["diagnostics"].as_array().unwrap();
        all.iter().map(|one| format!("{} {}", text(&one["path"]), text(&one["code"]))).collect()
    }

    fn count(&self, what: &str) -> u64 {
        self.json()[what].as_u64().unwrap()
    }

    #[track_caller]
    fn finds(&self, expected: &[&str]) {
        assert_eq!(self.found(), expected, "{}", self.out);
    }
}

/// A dossier of one note.
fn one() -> TempDir {
    tree(&[("d/dossier.yaml", MANIFEST), ("d/entretiens/E001.md", NOTE)])
}

#[test]
fn a_dossier_is_found_by_every_spelling_of_its_path() {
    let dir = one();
    let full = dir.path().join("d");
    let full = full.to_str().unwrap();
    for path in ["d", "./d", "d/", "d/.", "./d//", "d/../d", ".", "", full] {
        let paths: &[&str] = if path.is_empty() { &[] } else { &[path] };
        let ran = validate(dir.path(), paths);
        assert_eq!((ran.code, ran.count("dossiers"), ran.count("records")), (0, 1, 3), "{path}: {}", ran.out);
    }
    for (from, path) in
        [("d", "."), ("d/entretiens", ".."), ("d/entretiens", "."), ("d/entretiens", "../../d"), ("d", "..")]
    {
        let ran = validate(&dir.path().join(from), &[path]);
        assert_eq!((ran.code, ran.count("dossiers"), ran.count("records")), (0, 1, 3), "{from} {path}: {}", ran.err);
    }
    put(dir.path(), "d/entretiens/2018/11/E002.md", FAULTY);
    for (from, path) in [
        ("d/entretiens/2018", ".."),
        ("d/entretiens/2018/11", "../.."),
        ("d/entretiens/2018", "../2018/11"),
        ("d/entretiens/2018/11", "E002.md"),
    ] {
        let ran = validate(&dir.path().join(from), &[path]);
        assert_eq!((ran.code, ran.count("dossiers")), (1, 1), "{from} {path}: {} {}", ran.out, ran.err);
        assert_eq!(ran.found().len(), 2, "{from} {path}: {}", ran.out);
    }
}

#[test]
fn a_dossier_named_twice_is_read_once() {
    let dir = one();
    put(dir.path(), "d/entretiens/E002.md", FAULTY);
    let full = dir.path().join("d");
    for paths in [
        ["d", "d"],
        ["d", "./d/"],
        ["d", full.to_str().unwrap()],
        [".", "d"],
        ["d", "d/entretiens"],
        ["d/entretiens/E002.md", "d"],
    ] {
        let ran = validate(dir.path(), &paths);
        assert_eq!((ran.count("dossiers"), ran.found().len()), (1, 2), "{paths:?}: {}", ran.out);
    }
}

#[test]
fn a_path_inside_a_dossier_asks_for_its_own_findings_only() {
    let files = [
        ("dossier.yaml", MANIFEST),
        ("entretiens/E001.md", FAULTY),
        ("entretiens/a/E002.md", FAULTY),
        ("entretiens/ab/E003.md", FAULTY),
        ("immersions/IM1.md", FAULTY),
    ];
    let dir = tree(&files);
    let codes = |paths: &[&str]| {
        let mut all: Vec<String> =
            validate(dir.path(), paths).found().into_iter().filter(|one| one.ends_with("CB105")).collect();
        all.iter_mut().for_each(|one| one.truncate(one.len() - 6));
        all
    };
    assert_eq!(codes(&[]).len(), 4);
    assert_eq!(codes(&["entretiens"]), ["entretiens/E001.md", "entretiens/a/E002.md", "entretiens/ab/E003.md"]);
    assert_eq!(codes(&["entretiens/a"]), ["entretiens/a/E002.md"]);
    assert_eq!(codes(&["entretiens/a/"]), ["entretiens/a/E002.md"]);
    assert_eq!(codes(&["./entretiens/a/../E001.md"]), ["entretiens/E001.md"]);
    // As a commit hook does: several files of one dossier.
    assert_eq!(codes(&["entretiens/E001.md", "immersions/IM1.md"]), ["entretiens/E001.md", "immersions/IM1.md"]);
    assert_eq!(codes(&["entretiens/E001.md", "entretiens"]).len(), 3);
    assert_eq!(codes(&["dossier.yaml"]), Vec::<String>::new());
}

#[test]
fn what_is_no_dossier_or_does_not_exist_is_said() {
    let dir = tree(&[("vide/", ""), ("autre/notes.md", "rien")]);
    for (paths, message) in [
        (&["vide"][..], "aucun dossier dans `vide`"),
        (&[], "aucun dossier"),
        (&["autre/notes.md"], "aucun dossier"),
        (&["nulle-part"], "`nulle-part`"),
        (&["autre", "nulle-part"], "aucun dossier"),
    ] {
        let ran = validate(dir.path(), paths);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{paths:?}");
        assert!(ran.err.contains(message), "{paths:?}: {}", ran.err);
    }
    put(dir.path(), "d/dossier.yaml", MANIFEST);
    assert_eq!(validate(dir.path(), &["d", "vide"]).code, 2);
    assert_eq!(validate(dir.path(), &["d", "nulle-part"]).code, 2);
    assert_eq!(validate(dir.path(), &["d/entretiens/E009.md"]).code, 2);
}

#[test]
fn dossiers_in_one_another_are_each_their_own() {
    let dir = tree(&[
        ("dossier.yaml", MANIFEST),
        ("entretiens/E001.md", NOTE),
        ("sous/b/dossier.yaml", MANIFEST),
        ("sous/b/entretiens/E001.md", NOTE),
        ("sous/b/gisements/G01.md", "---\nidees: [E001-1]\n---\n# G\n"),
        ("entretiens/c/dossier.yaml", MANIFEST),
        ("entretiens/c/entretiens/E002.md", FAULTY),
        ("gisements/G01.md", "---\nidees: [E002]\n---\n# G\n"),
    ]);
    let all = validate(dir.path(), &[]);
    assert_eq!(all.count("dossiers"), 3);
    let found = all.found();
    assert!(!found.iter().any(|one| one.ends_with("CB201")), "{found:?}");
    assert!(found.contains(&"gisements/G01.md CB202".to_owned()), "{found:?}");
    assert!(!found.iter().any(|one| one.starts_with("sous/") && one.ends_with("CB202")), "{found:?}");
    // A folder between the two holds a part of one and the whole of the other.
    assert_eq!(validate(dir.path(), &["sous"]).count("dossiers"), 2);
    assert!(
        validate(dir.path(), &["entretiens"]).found().contains(&"entretiens/c/entretiens/E002.md CB105".to_owned())
    );
    assert_eq!(validate(dir.path(), &["sous/b"]).count("dossiers"), 1);
}

#[test]
fn gitignore_is_honoured_and_a_path_named_outright_is_read_all_the_same() {
    let dir = tree(&[
        (".gitignore", "brouillon/\nE009*\n"),
        ("d/dossier.yaml", MANIFEST),
        ("d/entretiens/E001.md", NOTE),
        ("d/entretiens/E009.md", FAULTY),
        ("d/entretiens/brouillon/E002.md", FAULTY),
        ("brouillon/dossier.yaml", MANIFEST),
        ("brouillon/entretiens/E003.md", FAULTY),
    ]);
    for git in [false, true] {
        if git {
            put(dir.path(), ".git/HEAD", "ref: refs/heads/main\n");
        }
        let all = validate(dir.path(), &[]);
        assert_eq!((all.count("dossiers"), all.found()), (1, vec![]), "{git}");
        for (path, file) in [
            ("brouillon", "brouillon/entretiens/E003.md"),
            ("brouillon/entretiens", "brouillon/entretiens/E003.md"),
            ("brouillon/entretiens/E003.md", "brouillon/entretiens/E003.md"),
            ("d/entretiens/E009.md", "d/entretiens/E009.md"),
            ("d/entretiens/brouillon", "d/entretiens/brouillon/E002.md"),
            ("d/entretiens/brouillon/E002.md", "d/entretiens/brouillon/E002.md"),
        ] {
            let found = validate(dir.path(), &[path]).found();
            assert!(found.contains(&format!("{file} CB105")), "{git} {path}: {found:?}");
        }
    }
}

#[test]
fn a_gitignore_above_the_repository_hides_nothing() {
    // Some keep their home folder in git, with a `.gitignore` that says `*`.
    let dir = tree(&[
        (".gitignore", "*\n"),
        ("depot/.git/HEAD", "ref: refs/heads/main\n"),
        ("depot/d/dossier.yaml", MANIFEST),
        ("depot/d/entretiens/E001.md", NOTE),
    ]);
    for (from, path) in [("depot", "."), ("depot", "d"), ("depot/d", "."), ("depot/d/entretiens", "E001.md")] {
        let ran = validate(&dir.path().join(from), &[path]);
        assert_eq!(ran.count("records"), 3, "{from} {path}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn what_stands_in_the_place_of_a_file_is_said() {
    let dir = one();
    let d = dir.path().join("d");
    put(&d, "entretiens/E002.md/note.md", NOTE);
    std::os::unix::fs::symlink("..", d.join("entretiens/boucle")).unwrap();
    std::os::unix::fs::symlink("E004.md", d.join("entretiens/E003.md")).unwrap();
    std::os::unix::fs::symlink("E003.md", d.join("entretiens/E004.md")).unwrap();
    put(dir.path(), "dehors.md", FAULTY);
    std::os::unix::fs::symlink("../../dehors.md", d.join("entretiens/E005.md")).unwrap();
    std::os::unix::fs::symlink("../dehors", d.join("gisements")).unwrap();
    assert!(Command::new("mkfifo").arg(d.join("entretiens/E006.md")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(d.join("entretiens/E007.md")).unwrap();
    put(&d, "immersions", "un fichier");
    let ran = validate(dir.path(), &["d"]);
    let found: Vec<String> = ran.found().into_iter().filter(|one| one.ends_with("CB001")).collect();
    assert_eq!(
        found,
        [
            "d/entretiens/E002.md CB001",
            "d/entretiens/E003.md CB001",
            "d/entretiens/E004.md CB001",
            "d/entretiens/E005.md CB001",
            "d/entretiens/E006.md CB001",
            "d/entretiens/E007.md CB001",
            "d/entretiens/boucle CB001",
            "d/gisements CB001",
            "d/immersions CB001",
        ]
    );
    assert!(!ran.out.contains("CB105"), "a file outside was read");
    // Named outright, a pipe must not be waited for either.
    for name in ["E002.md", "E003.md", "E005.md", "E006.md", "E007.md"] {
        let ran = validate(dir.path(), &[&format!("d/entretiens/{name}")]);
        assert!(matches!(ran.code, 1 | 2), "{name}: {} {}", ran.out, ran.err);
    }
}

#[test]
fn a_manifest_that_cannot_be_read_hides_no_record() {
    for (what, make) in [
        (
            "link",
            (|d: &Path| std::os::unix::fs::symlink("ailleurs.yaml", d.join("dossier.yaml")).unwrap()) as fn(&Path),
        ),
        ("folder", |d| fs::create_dir(d.join("dossier.yaml")).unwrap()),
        ("bytes", |d| fs::write(d.join("dossier.yaml"), b"\xff\0").unwrap()),
        ("empty", |d| fs::write(d.join("dossier.yaml"), b"").unwrap()),
        ("list", |d| fs::write(d.join("dossier.yaml"), b"- a\n- b\n").unwrap()),
        ("cut", |d| fs::write(d.join("dossier.yaml"), b"titre: [a\n").unwrap()),
        ("pipe", |d| assert!(Command::new("mkfifo").arg(d.join("dossier.yaml")).status().unwrap().success())),
    ] {
        let dir = tree(&[("d/ailleurs.yaml", MANIFEST), ("d/entretiens/E001.md", FAULTY)]);
        make(&dir.path().join("d"));
        for path in ["d", ".", "d/entretiens"] {
            let ran = validate(dir.path(), &[path]);
            assert_eq!(ran.code, 1, "{what} {path}: {}{}", ran.out, ran.err);
            let found = ran.found();
            assert!(found.contains(&"d/entretiens/E001.md CB105".to_owned()), "{what} {path}: {found:?}");
            assert_eq!(
                found.iter().any(|one| one.starts_with("d/dossier.yaml ")),
                path != "d/entretiens",
                "{what} {path}: {found:?}"
            );
        }
    }
}

#[test]
fn a_manifest_may_end_in_yml() {
    let dir = tree(&[("d/dossier.yml", MANIFEST), ("d/entretiens/E001.md", NOTE)]);
    let ran = validate(dir.path(), &[]);
    assert_eq!((ran.code, ran.count("records")), (0, 3), "{}", ran.out);
    put(dir.path(), "d/dossier.yaml", MANIFEST);
    let ran = validate(dir.path(), &[]);
    assert_eq!(ran.count("records"), 3);
    ran.finds(&["d/dossier.yml CB006"]);
}

#[test]
fn names_that_some_systems_confuse_are_found() {
    let dir = one();
    put(dir.path(), "d/entretiens/e001.md", NOTE);
    put(dir.path(), "d/gisements/G1-\u{e9}t\u{e9}.md", "---\n---\n# a\n");
    put(dir.path(), "d/gisements/G1-e\u{301}te\u{301}.md", "---\n---\n# a\n");
    let found = validate(dir.path(), &[]).found();
    let confused = found.iter().filter(|one| one.ends_with("CB207")).count();
    assert!(confused >= 2, "{found:?}");
}

#[test]
fn a_name_that_is_not_unicode_is_a_finding() {
    let dir = one();
    let name = std::ffi::OsStr::from_bytes(b"d/entretiens/E002-caf\xe9.md");
    if fs::write(dir.path().join(name), NOTE).is_err() {
        return; // The file system takes none.
    }
    let ran = validate(dir.path(), &[]);
    assert_eq!((ran.code, ran.count("records")), (1, 3));
    ran.finds(&["d/entretiens/E002-caf\u{fffd}.md CB207"]);
}

#[test]
fn a_dossier_below_a_name_that_is_not_unicode_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let top = dir.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    if fs::create_dir(&top).is_err() {
        return;
    }
    put(&top, "d/dossier.yaml", MANIFEST);
    put(&top, "d/entretiens/E001.md", NOTE);
    for from in [&top, &top.join("d")] {
        let ran = validate(from, &[]);
        assert_eq!((ran.code, ran.count("records")), (0, 3), "{}", ran.out);
    }
    // From above, its path cannot be written: that is said, not passed over.
    let ran = validate(dir.path(), &[]);
    assert!(ran.code == 2 && ran.err.contains("Unicode"), "{}{}", ran.out, ran.err);
}

#[test]
fn what_may_not_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let closed = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    let dir = one();
    put(dir.path(), "d/entretiens/E002.md", FAULTY);
    put(dir.path(), "d/immersions/IM1.md", FAULTY);
    put(dir.path(), "ferme/dossier.yaml", MANIFEST);
    closed(&dir.path().join("d/entretiens/E002.md"));
    if fs::read(dir.path().join("d/entretiens/E002.md")).is_ok() {
        return; // Root reads everything.
    }
    closed(&dir.path().join("d/immersions"));
    closed(&dir.path().join("ferme"));
    let ran = validate(dir.path(), &["d"]);
    let whole = validate(dir.path(), &["."]);
    let shut = validate(dir.path(), &["ferme"]);
    fs::set_permissions(dir.path().join("d/immersions"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(dir.path().join("ferme"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((ran.code, ran.count("records")), (1, 3));
    ran.finds(&["d/entretiens/E002.md CB001", "d/immersions CB001"]);
    assert_eq!(shut.code, 2, "{}", shut.err);
    assert!(shut.err.contains("droit"), "{}", shut.err);
    // A closed folder may hide a dossier: that is said, not passed over.
    assert!(whole.code == 2 && whole.err.contains("ferme"), "{} {}", whole.out, whole.err);
}

#[test]
fn folders_within_folders_are_walked_to_the_end() {
    let dir = one();
    let deep = "x/".repeat(200);
    put(dir.path(), &format!("d/entretiens/{deep}E002.md"), FAULTY);
    let found = validate(dir.path(), &[]).found();
    assert!(found.contains(&format!("d/entretiens/{deep}E002.md CB105")), "{found:?}");
}

#[test]
fn a_gitignore_that_is_no_file_stops_nothing() {
    let dir = one();
    fs::create_dir(dir.path().join("d/.gitignore")).unwrap();
    fs::write(dir.path().join(".gitignore"), b"\xff\n[\n").unwrap();
    put(dir.path(), ".git/HEAD", "ref: refs/heads/main\n");
    let ran = validate(dir.path(), &[]);
    assert_eq!((ran.code, ran.count("records")), (0, 3), "{}{}", ran.out, ran.err);
}

#[test]
fn a_gitignore_without_an_end_is_not_waited_for() {
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    let zero = |path: &Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    for make in [&pipe as &dyn Fn(&Path), &zero] {
        // Git does not read such a file either: all is read.
        let dir = one();
        make(&dir.path().join(".gitignore"));
        for path in [".", "d", "d/entretiens"] {
            let ran = validate(dir.path(), &[path]);
            assert_eq!((ran.code, ran.count("records")), (0, 3), "{path} {}{}", ran.out, ran.err);
        }
        let dir = one();
        make(&dir.path().join("d/entretiens/.gitignore"));
        let ran = validate(dir.path(), &[]);
        assert_eq!(ran.code, 1);
        ran.finds(&["d/entretiens CB001"]);
    }
}
