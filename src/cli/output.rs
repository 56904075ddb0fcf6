//! Where a result goes: stdout, or a file that is then whole or as it was.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::Path;

use anyhow::{anyhow, bail};

use crate::cli::ui::Ui;
use crate::report;
use crate::source::{replace, worktree};

/// Where a result goes.
pub struct Output<'p> {
    path: Option<&'p Path>,
    /// What stands there already.
    before: Option<Vec<u8>>,
}

impl<'p> Output<'p> {
    /// Looks at where a result is to go: a file that `cb` did not make is kept, unless `force`.
    pub fn at(path: Option<&'p Path>, force: bool) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self { path: None, before: None }) };
        let before = match fs::read(path) {
            Ok(before) => Some(before),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => bail!("impossible de lire `{}`\u{a0}: {}", path.display(), worktree::plain(&error)),
        };
        if before.as_deref().is_some_and(|before| !force && !before.is_empty() && !report::is_ours(before)) {
            bail!(
                "`{}` existe déjà, et cb ne l’a pas fait\naide\u{a0}: choisissez un autre nom, ou `--force` pour le remplacer",
                path.display()
            );
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.exists()) {
            bail!("impossible d’écrire `{}`\u{a0}: le répertoire `{}` n’existe pas", path.display(), folder.display());
        }
        Ok(Self { path: Some(path), before })
    }

    /// Writes the result.
    pub fn write(self, bytes: &[u8], ui: &mut Ui) -> anyhow::Result<()> {
        let Some(path) = self.path else {
            let binary = bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF");
            if binary && stdout().is_terminal() {
                bail!("ce format ne se lit pas dans un terminal\naide\u{a0}: ajoutez `-o FICHIER`");
            }
            return Ok(ui.out().write_all(bytes)?);
        };
        replace::put(path, self.before.as_deref(), bytes)
            .map_err(|error| anyhow!("impossible d’écrire `{}`\u{a0}: {}", path.display(), worktree::plain(&error)))?;
        if !ui.quiet() {
            writeln!(stderr(), "{} écrit", path.display())?;
        }
        Ok(())
    }
}
