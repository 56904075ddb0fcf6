//! A text of twenty pages to check: ordinary prose, full of figures.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// How many words twenty pages hold.
const WORDS: usize = 10_000;

/// What is surely wrong, so that the exit code says that the text was read to its end.
const WRONG: &str = "L’équipe a présenté trois défis : le logement ; la mobilité.";

/// Writes the text in `folder` and returns its path: the sentences of the corpus of ordinary prose, again and again.
pub(crate) fn text(folder: &Path) -> Result<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chiffres/corpus/ordinaire.txt");
    let corpus = fs::read_to_string(&corpus).with_context(|| corpus.display().to_string())?;
    let sentences = corpus.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '#', '@']));
    let (mut text, mut words) = (String::new(), 0);
    for sentence in sentences.cycle() {
        if words >= WORDS {
            break;
        }
        words += sentence.split_whitespace().count();
        writeln!(text, "{sentence}\n")?;
    }
    text.push_str(WRONG);
    let path = folder.join("vingt-pages.md");
    fs::create_dir_all(folder)?;
    fs::write(&path, text)?;
    Ok(path)
}
