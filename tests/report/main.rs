//! Holds `cb report` to what it promises: every model on every dossier, in every format, whatever the records say.
//!
//! - `models`: no empty heading, no broken sentence;
//! - `pages`: what is printed stands in `tests/data/report/`; `CB_REFRESH=1 cargo test --test report` writes those files anew;
//! - `hostile`: text that would be obeyed prints as text;
//! - `accords`: words said without agreement are printed nowhere;
//! - `commands`: the command line, file by file;
//! - `axe` and `office`: what a browser and LibreOffice make of the files, where they are installed.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test may fail, and says what it skips")]

mod accords;
mod axe;
mod commands;
mod every_field;
#[path = "../golden/mod.rs"]
mod golden;
mod hostile;
mod models;
mod office;
mod pages;
mod printed;
mod prose;
mod words;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use carte_blanche::cli::load::{self, Loaded};
use carte_blanche::cli::provenance::Provenance;
use carte_blanche::cli::sure;
use carte_blanche::cli::texts::OnDisk;
use carte_blanche::read::Keep;
use carte_blanche::report::document::Document;
use carte_blanche::report::models::{embedded, listed};
use carte_blanche::report::{self, write};
use carte_blanche::value::date::Day;
use carte_blanche::value::identifiant;
use carte_blanche::view::{Asked, View};

/// The small invented dossier of other tests, and the day at which it is looked at.
const TERRAIN: (&str, &str) = ("tests/data/terrain", "2019-06-05");
/// The day that ends the dossiers that come with `cb`.
const END: &str = "2025-12-12";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn data() -> PathBuf {
    root().join("tests/data/report")
}

/// The names of the models.
fn names() -> Vec<String> {
    listed(&embedded()).into_iter().map(|model| model.name).collect()
}

fn day(at: &str) -> Day {
    let parts: Vec<u16> = at.split('-').map(|part| part.parse().expect("a number")).collect();
    let small = |part: u16| u8::try_from(part).expect("a month, a day");
    Day::from_ymd(i32::from(parts[0]), small(parts[1]), small(parts[2])).expect("a day")
}

fn dossier(folder: &Path, at: &str) -> Loaded {
    let mut loaded =
        load::load(&[folder.to_owned()], Keep::Texts, Some(day(at)), &Provenance::Worktree).expect("a dossier");
    assert_eq!(loaded.len(), 1, "{}", folder.display());
    loaded.remove(0)
}

/// What a report on a dossier speaks of, on the day `at`.
fn view(folder: &Path, at: &str) -> View {
    view_about(&dossier(folder, at), at, None)
}

/// The same of a dossier that is loaded; `about` names the record that it is about.
fn view_about(loaded: &Loaded, at: &str, about: Option<&str>) -> View {
    let subject = about.map(|id| identifiant::parse_target(id).expect("an identifier").ident);
    let faults = sure::faults(loaded, day(at)).expect("faults");
    View::of(&loaded.dossier, &Asked { at: day(at), subject, revision: None, wanted: None }, faults, &OnDisk)
}

fn document(view: &View, model: &str) -> Document {
    report::document(view, &embedded(), model).unwrap_or_else(|fault| panic!("{model}: {fault}"))
}

/// Every model of a view, with its name.
fn documents(view: &View) -> Vec<(String, Document)> {
    names().into_iter().map(|model| (model.clone(), document(view, &model))).collect()
}

/// The view of `dossiers/exemple`, gathered once.
fn exemple<T>(look: impl FnOnce(&View) -> T) -> T {
    static EXEMPLE: Mutex<Option<View>> = Mutex::new(None);
    let mut kept = EXEMPLE.lock().unwrap_or_else(PoisonError::into_inner);
    look(kept.get_or_insert_with(|| view(&root().join("dossiers/exemple"), END)))
}

/// A document in each format, by the end of its file's name.
fn formats(document: &Document) -> [(&'static str, Vec<u8>); 4] {
    [
        ("md", write::md::write(document).into_bytes()),
        ("html", write::html::write(document).into_bytes()),
        ("odt", write::odt::write(document).expect("an ODT")),
        ("docx", write::docx::write(document).expect("a DOCX")),
    ]
}

/// Runs `cb report` in `folder`, in an environment that is the same everywhere.
fn cb(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cb"));
    command.arg("report").args(arguments).current_dir(folder).stdin(Stdio::null()).env_clear();
    command.env("COLUMNS", "100").env("LC_ALL", "C.UTF-8");
    command.envs(env::var_os("SystemRoot").map(|value| ("SystemRoot", value)));
    command.output().expect("cb starts")
}

/// Makes a folder with these files in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}
