//! `cb hook`: writes into a repository the hook that has dossiers checked before each commit, and takes it out.
//!
//! A hook that a person wrote, or changed, is theirs: it is neither replaced nor removed.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::cli::args::{Hook, HookAction};
use crate::cli::ui::{Outcome, Ui};
use crate::render::table::wrap;
use crate::source::hooks::{self, NoHooks, Reach};
use crate::source::replace::put_script;
use crate::source::worktree::plain;

/// The script, but for the line that says whose it is.
const SCRIPT: &str = include_str!("hook/pre-commit.sh");

/// What the second line of our scripts starts with, before the fingerprint of all others.
const MARK: &str = "# Écrit par «\u{a0}cb hook install\u{a0}», empreinte ";

/// What stands where the hook goes.
enum Standing {
    /// Nothing.
    Free,
    /// What this version of `cb` or another wrote, as it wrote it.
    Ours(Vec<u8>),
    /// What `cb` wrote and a person changed.
    Changed,
    /// What is somebody else's.
    Foreign(Vec<u8>),
}

/// Runs the command.
pub fn run(args: &Hook, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let here = std::env::current_dir().context("le répertoire courant a disparu")?;
    let hooks = hooks::find(&here).map_err(|why| anyhow!(refusal(&why)))?;
    let path = hooks.folder.join("pre-commit");
    let shown = format!("`{}`", path.strip_prefix(&here).unwrap_or(&path).display());
    let said = match args.action {
        HookAction::Install => install(&path, &shown, hooks.reach)?,
        HookAction::Remove => remove(&path, &shown)?,
    };
    if !ui.quiet() {
        let width = ui.style().width;
        for line in said.iter().flat_map(|paragraph| wrap(paragraph, width)) {
            writeln!(ui.out(), "{line}")?;
        }
    }
    Ok(Outcome::Fine)
}

/// Writes the hook; returns what is to be said of it, a paragraph each.
fn install(path: &Path, shown: &str, reach: Reach) -> anyhow::Result<Vec<String>> {
    let script = script();
    let (before, done) = match standing(path, shown)? {
        Standing::Ours(bytes) if bytes == script.as_bytes() && can_run(path) => {
            return Ok(vec![format!("{shown} est déjà là, et à jour")]);
        }
        Standing::Ours(bytes) => (Some(bytes), "remis à jour"),
        Standing::Free => (None, "écrit"),
        Standing::Foreign(bytes) if runs_cb(&bytes) => {
            return Ok(vec![format!("{shown} lance déjà `cb validate`\u{a0}: il reste tel quel")]);
        }
        Standing::Foreign(_) => bail!(
            "{shown} existe déjà, et cb ne l’a pas écrit\u{a0}: il reste tel quel\naide\u{a0}: pour qu’il vérifie aussi les dossiers, \
             ajoutez-y cette ligne, avant tout `exit` ou `exec`\u{a0}:\n  cb validate --staged || exit 1"
        ),
        Standing::Changed => bail!(
            "{shown} a été changé depuis que cb l’a écrit\u{a0}: il reste tel quel\naide\u{a0}: si ces changements ne servent plus, \
             supprimez-le, puis relancez `cb hook install`"
        ),
    };
    let unwritten = |error| anyhow!("impossible d’écrire {shown}\u{a0}: {}", plain(&error));
    make_folder(path).map_err(unwritten)?;
    put_script(path, before.as_deref(), script.as_bytes()).map_err(unwritten)?;

    let whom = match reach {
        Reach::Clone => None,
        Reach::Worktree => {
            Some("Ce répertoire est parmi vos fichiers\u{a0}: git peut suivre le crochet, pour toute l’équipe.")
        }
        Reach::Everywhere => Some(
            "Ce répertoire, que donne `core.hooksPath`, sert à tous vos dépôts\u{202f}; le crochet laisse passer ceux qui n’ont pas de \
             dossier.",
        ),
    };
    let next = "Avant chaque commit, cb vérifiera les dossiers tels qu’ils vont y entrer, et l’arrêtera s’il y reste une erreur.";
    let mut said = vec![format!("{shown} {done}"), next.to_owned()];
    said.extend(whom.map(str::to_owned));
    said.push("Passer outre une fois\u{a0}: `git commit --no-verify`".to_owned());
    said.push("Retirer le crochet\u{a0}: `cb hook remove`".to_owned());
    Ok(said)
}

/// Takes the hook out; returns what is to be said of it.
fn remove(path: &Path, shown: &str) -> anyhow::Result<Vec<String>> {
    match standing(path, shown)? {
        Standing::Free => Ok(vec![format!("rien à retirer\u{a0}: {shown} n’existe pas")]),
        Standing::Ours(_) => {
            fs::remove_file(path).map_err(|error| anyhow!("impossible de retirer {shown}\u{a0}: {}", plain(&error)))?;
            Ok(vec![format!("{shown} retiré\u{a0}: les dossiers ne sont plus vérifiés avant un commit")])
        }
        Standing::Changed => bail!(
            "{shown} a été changé depuis que cb l’a écrit\u{a0}: il reste tel quel\naide\u{a0}: retirez-en vous-même ce qui lance cb, ou \
             supprimez-le"
        ),
        Standing::Foreign(bytes) => bail!(
            "cb n’a pas écrit {shown}\u{a0}: il reste tel quel{}",
            if runs_cb(&bytes) { "\naide\u{a0}: retirez-en vous-même ce qui lance `cb validate`" } else { "" }
        ),
    }
}

/// Looks at what stands where the hook goes.
fn standing(path: &Path, shown: &str) -> anyhow::Result<Standing> {
    let file = match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Standing::Free);
        }
        found => found.is_ok_and(|found| found.is_file()),
    };
    if !file {
        // A link, a folder: whatever it leads to, `cb` did not put it there.
        return Ok(Standing::Foreign(fs::read(path).unwrap_or_default()));
    }
    let bytes = fs::read(path).map_err(|error| anyhow!("impossible de lire {shown}\u{a0}: {}", plain(&error)))?;
    Ok(match is_intact(&bytes) {
        None => Standing::Foreign(bytes),
        Some(true) => Standing::Ours(bytes),
        Some(false) => Standing::Changed,
    })
}

/// Returns the script as it is written: its second line says that it is ours, and what it is.
fn script() -> String {
    let (first, rest) = SCRIPT.split_once('\n').unwrap_or((SCRIPT, ""));
    format!("{first}\n{MARK}{}\n{rest}", fingerprint(SCRIPT))
}

/// Tells whether a script of ours is as `cb` wrote it; `None` if it is not ours.
fn is_intact(bytes: &[u8]) -> Option<bool> {
    let text = String::from_utf8_lossy(bytes);
    let marked = text.lines().find_map(|line| line.strip_prefix(MARK))?;
    let line = format!("{MARK}{marked}\n");
    Some(fingerprint(&text.replacen(&line, "", 1)) == marked)
}

/// Sums a text up in sixteen letters (FNV-1a): enough to tell that it was changed, not to prove who did.
fn fingerprint(text: &str) -> String {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// Tells whether a script runs `cb validate` already, comments apart.
fn runs_cb(script: &[u8]) -> bool {
    let text = String::from_utf8_lossy(script);
    text.lines().any(|line| !line.trim_start().starts_with('#') && line.contains("cb validate"))
}

/// Makes the folder of hooks where there is none: git does without.
fn make_folder(hook: &Path) -> std::io::Result<()> {
    match hook.parent() {
        Some(folder) if folder.exists() && !folder.is_dir() => Err(ErrorKind::NotADirectory.into()),
        Some(folder) => fs::create_dir_all(folder),
        None => Ok(()),
    }
}

/// Tells whether git would run the hook: one that is not executable is passed over.
#[cfg(unix)]
fn can_run(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o111 != 0)
}

/// Tells whether git would run the hook.
#[cfg(not(unix))]
fn can_run(_: &Path) -> bool {
    true
}

/// Says why there is no place for a hook, and what to do.
fn refusal(why: &NoHooks) -> String {
    let code = |path: &PathBuf| format!("`{}`", path.display());
    match why {
        NoHooks::NoRepository => {
            "ce répertoire n’est dans aucun dépôt git\naide\u{a0}: placez-vous dans le dépôt de votre dossier, ou \
            créez-en un avec `git init`"
                .to_owned()
        }
        NoHooks::Bare(path) => format!(
            "{} est un dépôt nu\u{a0}: personne n’y fait de commit\naide\u{a0}: placez-vous dans un clone",
            code(path)
        ),
        NoHooks::Untrusted(path) => format!(
            "{} appartient à un autre compte\u{a0}: git n’y fait rien\naide\u{a0}: si vous avez confiance en ce qu’il contient, \
             `git config --global --add safe.directory '{}'`",
            code(path),
            path.display()
        ),
        NoHooks::Nowhere(value) => format!(
            "`core.hooksPath` vaut «\u{a0}{value}\u{a0}», qui ne mène à aucun répertoire que cb connaisse\naide\u{a0}: \
             `git config --show-origin core.hooksPath` dit où changer cette valeur"
        ),
        NoHooks::Unreadable(words) => format!(
            "le dépôt git ne peut pas être lu\u{a0}: «\u{a0}{words}\u{a0}»\naide\u{a0}: `git status` en dira peut-être plus"
        ),
    }
}
