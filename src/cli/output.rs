//! Where a result goes: stdout, a file that is then whole or as it was, or what is no file (a pipe, a terminal, a device), which is only
//! written to.

use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use crate::cli::ui::Ui;
use crate::report;
use crate::source::{replace, worktree};

/// Where a result goes.
pub enum Output<'p> {
    /// To the results.
    Stdout,
    /// To a file.
    File {
        /// As the user wrote it.
        path: &'p Path,
        /// The same, links followed: what a link leads to is written, and the link stays.
        real: PathBuf,
        /// What stands there already.
        before: Option<Vec<u8>>,
    },
    /// To what is no file.
    Device(&'p Path),
}

impl<'p> Output<'p> {
    /// Looks at where a result is to go: a file that `cb` did not make is kept, unless `force`.
    pub fn at(path: Option<&'p Path>, force: bool) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Stdout) };
        let refused = |why: &str| anyhow!("impossible d’écrire `{}`\u{a0}: {why}", path.display());
        let unreadable =
            |error: &Error| anyhow!("impossible de lire `{}`\u{a0}: {}", path.display(), worktree::plain(error));
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let before = match fs::metadata(&real) {
            Ok(kind) if kind.is_dir() => bail!(refused("c’est un répertoire")),
            Ok(kind) if !kind.is_file() => return Ok(Self::Device(path)),
            Ok(_) => Some(fs::read(&real).map_err(|error| unreadable(&error))?),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => bail!(unreadable(&error)),
        };
        if before.as_deref().is_some_and(|before| !force && !before.is_empty() && !report::is_ours(before)) {
            bail!(
                "`{}` existe déjà, et cb ne l’a pas fait\naide\u{a0}: choisissez un autre nom, ou `--force` pour le remplacer",
                path.display()
            );
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.exists()) {
            bail!(refused(&format!("le répertoire `{}` n’existe pas", folder.display())));
        }
        Ok(Self::File { path, real, before })
    }

    /// Writes the result.
    pub fn write(self, bytes: &[u8], ui: &mut Ui) -> anyhow::Result<()> {
        let (path, written) = match self {
            Self::Stdout => {
                let binary = bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF");
                if binary && stdout().is_terminal() {
                    bail!("ce format ne se lit pas dans un terminal\naide\u{a0}: ajoutez `-o FICHIER`");
                }
                return Ok(ui.out().write_all(bytes)?);
            }
            Self::File { path, real, before } => (path, replace::put(&real, before.as_deref(), bytes)),
            Self::Device(path) => {
                (path, OpenOptions::new().write(true).open(path).and_then(|mut device| device.write_all(bytes)))
            }
        };
        written
            .map_err(|error| anyhow!("impossible d’écrire `{}`\u{a0}: {}", path.display(), worktree::plain(&error)))?;
        if !ui.quiet() {
            writeln!(stderr(), "{} écrit", path.display())?;
        }
        Ok(())
    }
}
