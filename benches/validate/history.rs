//! The repositories to measure on: what git keeps of a dossier, made once by `git fast-import`, the same on every machine.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::generate::Dossier;

/// The version of what is written: to be raised with any change to the repositories.
const VERSION: &str = "2";

/// How many commits a long history has.
const COMMITS: usize = 1_000;

/// How many files each of them changes.
const EACH: usize = 10;

/// How long a history is.
#[derive(Clone, Copy)]
pub(crate) enum Length {
    /// Two commits: all of the dossier, then a change of one file in a hundred.
    Two,
    /// A thousand: all of the dossier, then ten files at a time.
    Long,
}

/// Returns the repository that holds a dossier in its folder `dossier`, made if it is not there.
///
/// # Errors
///
/// Fails where git is missing or a file cannot be read or written.
pub(crate) fn repository(dossier: &Dossier, length: Length) -> Result<PathBuf> {
    let name = match length {
        Length::Two => "deux",
        Length::Long => "mille",
    };
    let path = dossier.path.with_extension(format!("{name}.depot"));
    let stamp = path.join("fait");
    let wanted = format!("{VERSION} {}\n", dossier.bytes);
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(path);
    }
    if path.exists() {
        fs::remove_dir_all(&path)?;
    }
    fs::create_dir_all(&path)?;
    git(&path, &["-c", "init.defaultBranch=main", "init", "--quiet"])?;
    let mut import = Command::new("git");
    import.current_dir(&path).args(["fast-import", "--quiet"]).stdin(Stdio::piped());
    let mut child = import.spawn().context("git fast-import ne démarre pas")?;
    let stdin = child.stdin.take().context("une entrée")?;
    write(BufWriter::new(stdin), &dossier.path, length)?;
    ensure!(child.wait()?.success(), "git fast-import a échoué");
    // Packed as a clone is.
    git(&path, &["repack", "-a", "-d", "-f", "--quiet"])?;
    git(&path, &["reset", "--quiet", "--hard"])?;
    fs::write(stamp, wanted)?;
    Ok(path)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<()> {
    let status = Command::new("git").current_dir(folder).args(arguments).status().context("git est absent")?;
    ensure!(status.success(), "git {arguments:?} a échoué");
    Ok(())
}

/// A file of the dossier, as it is at the moment.
struct File {
    path: String,
    text: String,
}

/// Writes the history for `git fast-import`.
fn write(mut out: impl Write, folder: &Path, length: Length) -> Result<()> {
    let mut files = Vec::new();
    read(folder, String::from("dossier"), &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let all: Vec<usize> = (0..files.len()).collect();
    commit(&mut out, 0, &files, &all)?;
    match length {
        Length::Two => {
            let some: Vec<usize> = (0..files.len()).step_by(100).collect();
            for at in &some {
                if let Some(file) = files.get_mut(*at) {
                    file.text = changed(file);
                }
            }
            commit(&mut out, 1, &files, &some)?;
        }
        Length::Long => {
            for number in 1..COMMITS {
                // Spread over the folders, as the changes of a week are.
                let some: Vec<usize> = (0..EACH).map(|rank| (number * EACH + rank * 997) % files.len()).collect();
                for at in &some {
                    if let Some(file) = files.get_mut(*at) {
                        grow(file, number)?;
                    }
                }
                commit(&mut out, number, &files, &some)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// Says something else in a file: a word where it can, a field or a line elsewhere.
fn changed(file: &File) -> String {
    if file.text.contains(" le ") {
        return file.text.replacen(" le ", " ce ", 1);
    }
    let more = if file.path.ends_with(".md") { "\nDit une fois encore.\n" } else { "diffusion: interne\n" };
    format!("{}{more}", file.text)
}

/// Adds a line to a file.
fn grow(file: &mut File, number: usize) -> Result<()> {
    match file.path.ends_with(".md") {
        true => write!(file.text, "\nTour {number}.\n")?,
        false => writeln!(file.text, "# tour {number}")?,
    }
    Ok(())
}

fn read(folder: &Path, below: String, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), path, files)?;
        } else {
            files.push(File { path, text: fs::read_to_string(entry.path())? });
        }
    }
    Ok(())
}

fn commit(out: &mut impl Write, number: usize, files: &[File], some: &[usize]) -> Result<()> {
    let time = 1_700_000_000 + number * 3_600;
    let message = format!("Tour {number}");
    write!(
        out,
        "commit refs/heads/main\ncommitter Mesure <mesure@exemple.fr> {time} +0000\ndata {}\n{message}\n",
        message.len()
    )?;
    for File { path, text } in some.iter().filter_map(|at| files.get(*at)) {
        write!(out, "M 100644 inline {path}\ndata {}\n{text}\n", text.len())?;
    }
    Ok(())
}
