//! Holds the two ways of counting equal: all at once, and file after file as a history does.

use std::sync::Arc;

use carte_blanche::dossier::{Dossier, File};
use carte_blanche::stats::growth::{Grown, Growth};
use carte_blanche::stats::{Measure, Stats};
use carte_blanche::unit::FileUnit;
use carte_blanche::value::date::Day;

use crate::exemple;

fn days() -> [Day; 6] {
    [(2024, 8, 1), (2024, 10, 18), (2024, 12, 12), (2025, 2, 28), (2025, 6, 30), (2026, 12, 31)]
        .map(|(year, month, day)| Day::from_ymd(year, month, day).expect("a day"))
}

/// The figures of some files, all linked together.
fn at_once(files: &[(Box<str>, Arc<FileUnit>)], at: Day) -> Vec<Grown> {
    let file =
        |(path, unit): &(Box<str>, Arc<FileUnit>)| File { path: path.clone(), unit: FileUnit::clone(unit).into() };
    let mut dossier = Dossier::link(String::new(), files.iter().map(file).collect(), Vec::new());
    dossier.stand_at(at);
    let stats = Stats::of(&dossier, at);
    let grown = |measure| {
        let figure = stats.figure(measure)?;
        Some(Grown { measure, counted: figure.counted?, raw: figure.raw })
    };
    Measure::ALL.into_iter().filter_map(grown).collect()
}

#[test]
fn file_after_file_counts_as_all_at_once() {
    let files: Vec<(Box<str>, Arc<FileUnit>)> =
        exemple().files.into_iter().map(|file| (file.path, Arc::new(FileUnit::clone(&file.unit)))).collect();
    let mut growth = Growth::default();
    // The manifest last: the words of a dossier change how what is there already counts.
    for (path, unit) in files.iter().rev() {
        growth.put(path, Some(Arc::clone(unit)));
    }
    for at in days() {
        assert_eq!(growth.count(at), at_once(&files, at), "{at}");
    }
    // Files leave one after another, in an order without reason.
    let mut left = files.clone();
    let mut seed = 7_usize;
    while left.len() > 20 {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        let (path, _) = left.remove(seed % left.len());
        growth.put(&path, None);
        if left.len().is_multiple_of(9) {
            for at in days() {
                assert_eq!(growth.count(at), at_once(&left, at), "{at}, {} files, without {path}", left.len());
            }
        }
    }
}
