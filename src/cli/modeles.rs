//! The templates a report may be made from: those of `cb`, of the dossier, of a folder asked for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::dossier::Dossier;
use crate::report::models;
use crate::report::template::Template;
use crate::source::worktree;

/// The folder of a dossier that holds its own templates.
const FOLDER: &str = "modeles";

/// The longest template that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// A template that cannot be read.
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub path: String,
    /// Why.
    pub why: String,
}

/// Returns every template that can be read, and those that cannot: those of `cb`, then those of the dossier, then those of the folder asked for.
pub fn templates(dossier: &Dossier, folder: Option<&Path>) -> anyhow::Result<(Vec<Template>, Vec<Refused>)> {
    let (mut templates, mut refused) = (models::embedded(), Vec::new());
    let own = Path::new(dossier.folder()).join(FOLDER);
    if own.is_dir() {
        read_templates(&own, &mut templates, &mut refused)?;
    }
    if let Some(folder) = folder {
        read_templates(folder, &mut templates, &mut refused)?;
    }
    Ok((templates, refused))
}

/// Reads the templates of one folder; each takes the place of the one of its name.
fn read_templates(folder: &Path, templates: &mut Vec<Template>, refused: &mut Vec<Refused>) -> anyhow::Result<()> {
    let unreadable = |path: &Path, why: &std::io::Error| {
        anyhow!("impossible de lire `{}`\u{a0}: {}", path.display(), worktree::plain(why))
    };
    let entries = fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|why| unreadable(folder, &why))?.path());
    }
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).filter(|name| !name.starts_with('.')) else {
            continue;
        };
        // One that cannot be read is a fault of those that need it.
        let text = match fs::metadata(path) {
            Ok(kind) if !kind.is_file() || kind.len() > LONGEST => {
                Err("un texte d’au plus 1\u{a0}Mio est attendu".to_owned())
            }
            Ok(_) => fs::read_to_string(path).map_err(|why| worktree::plain(&why)),
            Err(why) => Err(worktree::plain(&why)),
        };
        templates.retain(|template| template.name != name);
        let path = worktree::slashed(path);
        match text {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
                templates.push(Template { name: name.to_owned(), path, text });
            }
            Err(why) => refused.push(Refused { name: name.to_owned(), path, why }),
        }
    }
    Ok(())
}
