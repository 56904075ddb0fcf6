//! The dossiers to measure on: written once under the build directory, the same bytes on every machine.
//!
//! A dossier of N files is valid to the last rule. Its twin holds the same files, one in a hundred of which has a [`Fault`] planted
//! in it. A stamp beside each says which version of the generator made it, so that a run writes nothing when there is nothing new.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::records::{Plan, Records};
use crate::words::Words;

/// The version of what is written: to be raised with any change to the files or to their words.
const VERSION: u32 = 1;

/// How many files a folder holds at most.
const FOLDER: usize = 1_000;

/// The sizes for which every type has records and every idea a text of its own.
const SIZES: std::ops::RangeInclusive<usize> = 500..=120_000;

/// A known fault, of which a file holds one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// An idea heard in an interview that does not exist.
    Reference,
    /// An interview on 31 November.
    Date,
    /// An idea with a field nobody knows.
    Field,
    /// An irritant behind a misspelt marker.
    Marker,
}

impl Fault {
    /// Every fault, in the order in which they are planted in turn.
    pub(crate) const ALL: [Self; 4] = [Self::Reference, Self::Date, Self::Field, Self::Marker];

    /// Returns the code under which it must be found.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Reference => "CB202",
            Self::Date => "CB105",
            Self::Field => "CB102",
            Self::Marker => "CB109",
        }
    }

    /// Tells whether it goes into an interview; else, into an idea.
    fn in_note(self) -> bool {
        matches!(self, Self::Date | Self::Marker)
    }

    /// Returns the text of a file with the fault in it.
    fn planted(self, text: &str) -> String {
        let line = |start: &str, new: &str| {
            let old = text.lines().find(|line| line.starts_with(start)).unwrap_or_default();
            text.replacen(old, new, 1)
        };
        match self {
            Self::Reference => line("source: ", "source: E99999"),
            Self::Date => line("date: ", "date: 2018-11-31"),
            Self::Field => text.replacen("themes:", "couleur: bleue\nthemes:", 1),
            Self::Marker => text.replacen("- irritant :", "- iritant :", 1),
        }
    }
}

/// A dossier ready to be measured on.
pub(crate) struct Dossier {
    /// Its folder.
    pub(crate) path: PathBuf,
    /// How many files it holds.
    pub(crate) files: usize,
    /// How many bytes.
    pub(crate) bytes: u64,
    /// How many of each fault, in the order of [`Fault::ALL`].
    pub(crate) faults: [usize; 4],
}

/// Returns the dossier of that many files under `folder`, with or without faults, written if it is not there.
///
/// # Errors
///
/// Fails where the size is out of reach or a file cannot be written.
pub(crate) fn dossier(folder: &Path, words: &Words, files: usize, faulty: bool) -> Result<Dossier> {
    ensure!(SIZES.contains(&files), "la taille va de {} à {} fichiers", SIZES.start(), SIZES.end());
    let name = if faulty { format!("{files}-fautes") } else { files.to_string() };
    let (path, stamp) = (folder.join(&name), folder.join(format!("{name}.version")));
    let mut faults = [0; 4];
    for (_, fault) in plantings(files, faulty) {
        if let Some(count) = faults.get_mut(fault as usize) {
            *count += 1;
        }
    }
    let made = fs::read_to_string(&stamp).unwrap_or_default();
    let bytes = match made.trim_end().split_once(' ') {
        Some((version, bytes)) if version == VERSION.to_string() => bytes.parse()?,
        _ => {
            remove(&path)?;
            let mut tree = Tree { root: &path, folder: PathBuf::new(), files: 0, bytes: 0 };
            write(&mut tree, words, files, faulty)
                .with_context(|| format!("impossible d’écrire {}", path.display()))?;
            ensure!(tree.files == files, "{} fichiers écrits au lieu de {files}", tree.files);
            fs::write(&stamp, format!("{VERSION} {}\n", tree.bytes))?;
            tree.bytes
        }
    };
    Ok(Dossier { path, files, bytes, faults })
}

fn remove(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| format!("impossible d’effacer {}", path.display()))?;
    }
    Ok(())
}

/// Returns the faults to plant: the number of the interview or of the idea, and the fault.
fn plantings(files: usize, faulty: bool) -> impl Iterator<Item = (usize, Fault)> {
    let (plan, total) = (Plan::of(files), if faulty { files / 100 } else { 0 });
    let kinds = Fault::ALL.into_iter().cycle();
    (0..total).zip(kinds).map(move |(rank, fault)| {
        let among = if fault.in_note() { plan.entretiens } else { plan.idees };
        (rank * among / total + 1, fault)
    })
}

fn write(tree: &mut Tree<'_>, words: &Words, files: usize, faulty: bool) -> Result<()> {
    let records = Records { plan: Plan::of(files), words };
    let plan = records.plan;
    let (notes, ideas): (Vec<_>, Vec<_>) = plantings(files, faulty).partition(|(_, fault)| fault.in_note());
    let with_fault = |faults: &[(usize, Fault)], number: usize, text: String| match faults
        .binary_search_by_key(&number, |(at, _)| *at)
        .ok()
        .and_then(|at| faults.get(at))
    {
        Some((_, fault)) => fault.planted(&text),
        None => text,
    };
    tree.put("dossier.yaml", &records.manifest())?;
    tree.put("acteurs.yaml", &records.actors())?;
    for number in 1..=plan.entretiens {
        let path = format!("entretiens/{:02}/{}.md", number / FOLDER, records.entretien_stem(number));
        tree.put(&path, &with_fault(&notes, number, records.entretien(number)))?;
    }
    for number in 1..=plan.idees {
        let (extension, text) = records.idee(number);
        let path = format!("idees/{:02}/I{number:05}.{extension}", number / FOLDER);
        tree.put(&path, &with_fault(&ideas, number, text))?;
    }
    for number in 1..=plan.gisements {
        tree.put(&format!("gisements/G{number:04}.md"), &records.gisement(number))?;
    }
    for number in 1..=plan.defis {
        tree.put(&format!("defis/D{number:03}.md"), &records.defi(number))?;
        tree.put(&format!("personas/P{number:03}.md"), &records.persona(number))?;
        tree.put(&format!("solutions/S{number:03}.md"), &records.solution(number))?;
        tree.put(&format!("seances/SE{number:03}.md"), &records.seance(number))?;
    }
    Ok(())
}

/// A folder being filled.
struct Tree<'p> {
    root: &'p Path,
    folder: PathBuf,
    files: usize,
    bytes: u64,
}

impl Tree<'_> {
    /// Writes a file, and the folder it needs.
    fn put(&mut self, path: &str, text: &str) -> Result<()> {
        let path = self.root.join(path);
        let folder = path.parent().unwrap_or(self.root);
        if self.folder != folder {
            fs::create_dir_all(folder)?;
            self.folder = folder.to_path_buf();
        }
        fs::write(&path, text)?;
        self.files += 1;
        self.bytes += text.len() as u64;
        Ok(())
    }
}
