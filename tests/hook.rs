//! `cb hook`, against git itself: where the hook goes, what it stops, what is said of it, and whose it is.

#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const NEXT: &str = "Avant chaque commit, cb vérifiera les dossiers tels qu’ils vont y entrer, et l’arrêtera s’il y reste une erreur.\n";
const WAYS: &str = "Passer outre une fois~: `git commit --no-verify`\nRetirer le crochet~: `cb hook remove`\n";
const STOPPED: &str = "Le commit est arrêté~: corrigez, refaites «~git add~», puis «~git commit~».\n\
    Pour passer outre une fois~: git commit --no-verify\n";

/// A folder to try in, with a home and programs of its own. Its name has what a path may have.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("cb l’été ").tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("home")).expect("made");
        Self { folder }
    }

    /// Returns a place that holds a repository, `depot`.
    fn with_repository() -> Self {
        let place = Self::new();
        place.git(".", &["init", "-q", "depot"]);
        place
    }

    fn path(&self, inner: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder").join(inner)
    }

    fn write(&self, inner: &str, text: &str) {
        let path = self.path(inner);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn read(&self, inner: &str) -> String {
        fs::read_to_string(self.path(inner)).expect("read")
    }

    fn mode(&self, inner: &str) -> u32 {
        fs::metadata(self.path(inner)).expect("there").permissions().mode() & 0o777
    }

    fn set_mode(&self, inner: &str, mode: u32) {
        fs::set_permissions(self.path(inner), fs::Permissions::from_mode(mode)).expect("set");
    }

    /// Sets a program to run in a folder, in an environment that is the same everywhere.
    fn command(&self, program: &str, folder: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.path(folder))
            .env_clear()
            .envs([("LC_ALL", "C.UTF-8"), ("COLUMNS", "200"), ("GIT_CONFIG_NOSYSTEM", "1"), ("TZ", "UTC")])
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Essai")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "essai@exemple.invalid")))
            .env("HOME", self.path("home"))
            .env("PATH", self.programs());
        command
    }

    /// Returns where programs are: those of this place, then those of the machine but for any other `cb`.
    fn programs(&self) -> OsString {
        let machine = std::env::var_os("PATH").expect("a PATH");
        let machine = std::env::split_paths(&machine).filter(|folder| !folder.join("cb").exists());
        std::env::join_paths(std::iter::once(self.path("bin")).chain(machine)).expect("a PATH")
    }

    fn git(&self, folder: &str, args: &[&str]) -> String {
        let ran = self.command("git", folder).args(args).output().expect("git runs");
        assert!(ran.status.success(), "git {args:?}: {}", shown(&ran.stderr));
        String::from_utf8(ran.stdout).expect("UTF-8").trim_end().to_owned()
    }

    /// Runs `cb hook`, which says what it did; returns what it said.
    fn hook(&self, folder: &str, action: &str) -> String {
        let (said, wrong, code) = self.hook_with(folder, &[action], &[]);
        assert_eq!((wrong.as_str(), code), ("", Some(0)));
        said
    }

    /// Runs `cb hook`, which refuses; returns why.
    fn refused(&self, folder: &str, action: &str) -> String {
        let (said, wrong, code) = self.hook_with(folder, &[action], &[]);
        assert_eq!((said.as_str(), code), ("", Some(2)), "{wrong}");
        wrong
    }

    fn hook_with(&self, folder: &str, args: &[&str], more: &[(&str, &Path)]) -> (String, String, Option<i32>) {
        let mut command = self.command(env!("CARGO_BIN_EXE_cb"), folder);
        let ran = command.arg("hook").args(args).envs(more.iter().copied()).output().expect("cb runs");
        (shown(&ran.stdout), shown(&ran.stderr), ran.status.code())
    }

    /// Puts a `cb` among the programs that writes down how it is called, and ends as told.
    fn fake_cb(&self, code: i32) {
        let seen = self.path("seen");
        self.write(
            "bin/cb",
            &format!("#!/bin/sh\nprintf '%s\\n' \"$PWD\" \"$@\" >'{}'\nexit {code}\n", seen.display()),
        );
        self.set_mode("bin/cb", 0o755);
    }

    /// Returns how the fake `cb` was called since the last time: the folder, then the arguments.
    fn seen(&self) -> Option<String> {
        let seen = fs::read_to_string(self.path("seen")).ok()?;
        fs::remove_file(self.path("seen")).expect("removed");
        Some(seen)
    }

    fn commit(&self, folder: &str, args: &[&str]) -> Output {
        self.command("git", folder).args(["commit", "-q", "-m", "Essai"]).args(args).output().expect("git runs")
    }
}

/// Returns a text with its no-break spaces made visible.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8").replace('\u{a0}', "~").replace('\u{202f}', "^")
}

/// Returns what `install` says in a clone.
fn written(path: &str) -> String {
    format!("`{path}` écrit\n{NEXT}{WAYS}")
}

#[test]
fn the_hook_is_written_said_and_taken_out() {
    let place = Place::with_repository();
    assert_eq!(place.hook("depot", "install"), written(".git/hooks/pre-commit"));
    let script = place.read("depot/.git/hooks/pre-commit");
    assert!(script.starts_with("#!/bin/sh\n# Écrit par «\u{a0}cb hook install\u{a0}», empreinte "), "{script}");
    assert_eq!(place.mode("depot/.git/hooks/pre-commit") & 0o500, 0o500);
    for shell in ["sh", "bash"] {
        let read = place.command(shell, "depot").args(["-n", ".git/hooks/pre-commit"]).output().expect("a shell");
        assert_eq!((shown(&read.stderr).as_str(), read.status.code()), ("", Some(0)), "{shell}");
    }

    assert_eq!(place.hook("depot", "install"), "`.git/hooks/pre-commit` est déjà là, et à jour\n");
    assert_eq!(place.read("depot/.git/hooks/pre-commit"), script);

    assert_eq!(
        place.hook("depot", "remove"),
        "`.git/hooks/pre-commit` retiré~: les dossiers ne sont plus vérifiés avant un commit\n"
    );
    assert!(!place.path("depot/.git/hooks/pre-commit").exists());
    assert_eq!(place.hook("depot", "remove"), "rien à retirer~: `.git/hooks/pre-commit` n’existe pas\n");

    assert_eq!(place.hook_with("depot", &["install", "--quiet"], &[]), (String::new(), String::new(), Some(0)));
    let names: Vec<_> = fs::read_dir(place.path("depot/.git/hooks")).expect("read").flatten().collect();
    let ours = names.iter().filter(|name| !name.file_name().to_string_lossy().ends_with(".sample"));
    assert_eq!(ours.count(), 1, "nothing is left behind");
}

/// What `src/cli/hook.rs` puts in the second line of a script.
fn fingerprint(text: &str) -> String {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{sum:016x}")
}

#[test]
fn a_hook_of_ours_is_brought_up_to_date_unless_a_person_changed_it() {
    let place = Place::with_repository();
    place.hook("depot", "install");
    let path = "depot/.git/hooks/pre-commit";
    let script = place.read(path);

    let old = "#!/bin/sh\ncb validate\n";
    let mark = format!("# Écrit par «\u{a0}cb hook install\u{a0}», empreinte {}\n", fingerprint(old));
    place.write(path, &old.replacen('\n', &format!("\n{mark}"), 1));
    assert_eq!(place.hook("depot", "install"), written(".git/hooks/pre-commit").replacen("écrit", "remis à jour", 1));
    assert_eq!(place.read(path), script);

    place.set_mode(path, 0o640);
    assert!(place.hook("depot", "install").starts_with("`.git/hooks/pre-commit` remis à jour\n"), "git passed it over");
    assert_eq!((place.mode(path), place.read(path)), (0o750, script.clone()));

    for changed in
        [format!("{script}make lint\n"), script.replace("#!/bin/sh", "#!/bin/bash"), script.replace("exit 1", "exit 0")]
    {
        place.write(path, &changed);
        assert_eq!(
            place.refused("depot", "install"),
            "erreur~: `.git/hooks/pre-commit` a été changé depuis que cb l’a écrit~: il reste tel quel\naide~: si ces changements ne \
             servent plus, supprimez-le, puis relancez `cb hook install`\n"
        );
        assert_eq!(
            place.refused("depot", "remove"),
            "erreur~: `.git/hooks/pre-commit` a été changé depuis que cb l’a écrit~: il reste tel quel\naide~: retirez-en vous-même ce \
             qui lance cb, ou supprimez-le\n"
        );
        assert_eq!(place.read(path), changed);
    }
}

#[test]
fn a_hook_of_somebody_else_is_never_touched() {
    let place = Place::with_repository();
    let path = "depot/.git/hooks/pre-commit";
    let install = "erreur~: `.git/hooks/pre-commit` existe déjà, et cb ne l’a pas écrit~: il reste tel quel\naide~: pour qu’il vérifie \
        aussi les dossiers, ajoutez-y cette ligne, avant tout `exit` ou `exec`~:\n  cb validate --staged || exit 1\n";
    let remove = "erreur~: cb n’a pas écrit `.git/hooks/pre-commit`~: il reste tel quel\n";
    for theirs in ["#!/bin/sh\nmake lint\n", "", "#!/bin/sh\n# cb validate --staged\n"] {
        place.write(path, theirs);
        assert_eq!(place.refused("depot", "install"), install);
        assert_eq!(place.refused("depot", "remove"), remove);
        assert_eq!(place.read(path), theirs);
    }
    let lines = "#!/bin/sh\ncb validate --staged || exit 1\n";
    place.write(path, lines);
    assert_eq!(
        place.hook("depot", "install"),
        "`.git/hooks/pre-commit` lance déjà `cb validate`~: il reste tel quel\n"
    );
    assert_eq!(
        place.refused("depot", "remove"),
        format!("{remove}aide~: retirez-en vous-même ce qui lance `cb validate`\n")
    );
    assert_eq!(place.read(path), lines);

    // What is no plain file, wherever it leads.
    fs::remove_file(place.path(path)).expect("removed");
    symlink("nulle-part", place.path(path)).expect("linked");
    assert_eq!((place.refused("depot", "install"), place.refused("depot", "remove")), (install.into(), remove.into()));
    assert!(place.path(path).is_symlink());
    fs::remove_file(place.path(path)).expect("removed");
    fs::create_dir(place.path(path)).expect("made");
    assert_eq!((place.refused("depot", "install"), place.refused("depot", "remove")), (install.into(), remove.into()));
}

/// Installs from `folder` and checks, git being asked from `top`, that the hook is where git looks.
fn goes_where_git_looks(place: &Place, folder: &str, top: &str) -> PathBuf {
    let said = place.hook(folder, "install");
    let asked = place.git(top, &["rev-parse", "--git-path", "hooks/pre-commit"]);
    let path = place.path(top).join(asked);
    assert!(path.is_file(), "{}: {said}", path.display());
    let canonical = path.canonicalize().expect("a hook");
    let named = said.split('`').nth(1).expect("a path");
    assert_eq!(place.path(folder).join(named).canonicalize().expect("the path said"), canonical, "{said}");
    canonical
}

#[test]
fn hooks_are_looked_for_where_git_looks() {
    let inside = "Ce répertoire est parmi vos fichiers~: git peut suivre le crochet, pour toute l’équipe.\n";
    let everywhere = "Ce répertoire, que donne `core.hooksPath`, sert à tous vos dépôts^; le crochet laisse passer ceux qui n’ont pas \
        de dossier.\n";
    let absolute = Place::new().path("ailleurs").display().to_string();
    // What `core.hooksPath` is, whether the user's own configuration says it, and what is said of it.
    let cases = [
        (".githooks", false, inside),
        ("./outils/crochets à nous/", false, inside),
        (".git/crochets", false, ""),
        ("../à côté", false, ""),
        ("~/crochets", false, ""),
        (absolute.as_str(), false, ""),
        ("~/crochets", true, everywhere),
        (absolute.as_str(), true, everywhere),
        (".githooks", true, inside),
    ];
    for (value, global, note) in cases {
        let place = Place::with_repository();
        place.write("depot/entretiens/E001.md", "");
        place.git("depot", &["config", if global { "--global" } else { "--local" }, "core.hooksPath", value]);
        let path = goes_where_git_looks(&place, "depot", "depot");
        fs::remove_file(&path).expect("removed");
        assert_eq!(goes_where_git_looks(&place, "depot/entretiens", "depot"), path, "{value}");
        fs::remove_file(&path).expect("removed");
        let said = place.hook("depot", "install");
        assert_eq!(said.split_once('\n').expect("lines").1, format!("{NEXT}{note}{WAYS}"), "{value}");
    }
}

#[test]
fn configuration_is_read_as_git_reads_it() {
    let place = Place::with_repository();
    place.git("depot", &["config", "--global", "core.hooksPath", "~/crochets"]);
    place.git("depot", &["config", "core.hooksPath", "ici"]);
    assert!(goes_where_git_looks(&place, "depot", "depot").ends_with("depot/ici/pre-commit"), "the nearest wins");

    place.write("home/equipe", "[core]\n\thooksPath = par-inclusion\n");
    place.git("depot", &["config", "--global", "includeIf.gitdir:**/depot/.path", "~/equipe"]);
    place.git("depot", &["config", "--unset", "core.hooksPath"]);
    assert!(goes_where_git_looks(&place, "depot", "depot").ends_with("depot/par-inclusion/pre-commit"));
}

#[test]
fn worktrees_and_submodules_have_the_hooks_git_gives_them() {
    let place = Place::with_repository();
    place.git("depot", &["commit", "-q", "--allow-empty", "-m", "Début"]);
    place.git("depot", &["worktree", "add", "-q", "--detach", "../second arbre"]);
    let shared = place.path("depot/.git/hooks/pre-commit");
    assert_eq!(goes_where_git_looks(&place, "second arbre", "second arbre"), shared);
    assert_eq!(place.hook("depot", "install"), "`.git/hooks/pre-commit` est déjà là, et à jour\n");

    // A relative path starts from each worktree; a worktree may have its own configuration.
    place.git("depot", &["config", "core.hooksPath", "crochets"]);
    assert_eq!(
        goes_where_git_looks(&place, "second arbre", "second arbre"),
        place.path("second arbre/crochets/pre-commit")
    );
    place.git("depot", &["config", "extensions.worktreeConfig", "true"]);
    place.git("second arbre", &["config", "--worktree", "core.hooksPath", "à part"]);
    assert_eq!(
        goes_where_git_looks(&place, "second arbre", "second arbre"),
        place.path("second arbre/à part/pre-commit")
    );

    // The worktree of a bare repository.
    place.git(".", &["clone", "-q", "--bare", "depot", "nu.git"]);
    place.git("nu.git", &["worktree", "add", "-q", "--detach", "../arbre du nu"]);
    assert_eq!(goes_where_git_looks(&place, "arbre du nu", "arbre du nu"), place.path("nu.git/hooks/pre-commit"));

    place.git(".", &["init", "-q", "grand"]);
    place.git("grand", &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../depot", "sous module"]);
    assert_eq!(
        goes_where_git_looks(&place, "grand/sous module", "grand/sous module"),
        place.path("grand/.git/modules/sous module/hooks/pre-commit")
    );
    assert!(!place.path("grand/.git/hooks/pre-commit").exists());
}

#[test]
fn a_repository_the_environment_names_is_the_one() {
    let place = Place::with_repository();
    place.git(".", &["init", "-q", "autre"]);
    let (git, top) = (place.path("autre/.git"), place.path("autre"));
    let (said, wrong, code) = place.hook_with("depot", &["install"], &[("GIT_DIR", &git), ("GIT_WORK_TREE", &top)]);
    assert_eq!((wrong.as_str(), code), ("", Some(0)));
    let path = place.path("autre/.git/hooks/pre-commit");
    assert!(path.is_file() && said.starts_with(&format!("`{}` écrit\n", path.display())), "{said}");
    assert!(!place.path("depot/.git/hooks/pre-commit").exists());
}

#[test]
fn where_git_runs_no_hook_nothing_is_written() {
    let place = Place::new();
    let nowhere = "erreur~: ce répertoire n’est dans aucun dépôt git\naide~: placez-vous dans le dépôt de votre dossier, ou créez-en un \
        avec `git init`\n";
    place.git(".", &["init", "-q", "--bare", "nu.git"]);
    let bare = format!(
        "erreur~: `{}` est un dépôt nu~: personne n’y fait de commit\naide~: placez-vous dans un clone\n",
        place.path("nu.git").display()
    );
    for action in ["install", "remove"] {
        assert_eq!(place.refused("home", action), nowhere);
        assert_eq!(place.refused("nu.git", action), bare);
    }

    place.git(".", &["init", "-q", "depot"]);
    for value in ["", "%(prefix)/crochets"] {
        place.git("depot", &["config", "core.hooksPath", value]);
        assert_eq!(
            place.refused("depot", "install"),
            format!(
                "erreur~: `core.hooksPath` vaut «~{value}~», qui ne mène à aucun répertoire que cb connaisse\naide~: `git config \
                 --show-origin core.hooksPath` dit où changer cette valeur\n"
            )
        );
    }
    place.git("depot", &["config", "core.hooksPath", "/dev/null"]);
    assert_eq!(
        place.refused("depot", "install"),
        "erreur~: impossible d’écrire `/dev/null/pre-commit`~: ce n’est pas un répertoire\n"
    );
    assert_eq!(place.hook("depot", "remove"), "rien à retirer~: `/dev/null/pre-commit` n’existe pas\n");

    place.write("depot/.git/config", "[core\n");
    let said = place.refused("depot", "install");
    assert!(said.starts_with("erreur~: le dépôt git ne peut pas être lu~: «~"), "{said}");
    assert!(said.ends_with("~»\naide~: `git status` en dira peut-être plus\n"), "{said}");
}

#[test]
fn a_repository_of_another_account_is_left_alone_as_git_leaves_it() {
    let place = Place::with_repository();
    for inner in ["depot", "depot/.git"] {
        // Only root can give a folder away; elsewhere there is nothing to see.
        if std::os::unix::fs::chown(place.path(inner), Some(12_345), None).is_err() {
            return;
        }
    }
    let top = place.path("depot").display().to_string();
    assert_eq!(
        place.refused("depot", "install"),
        format!(
            "erreur~: `{top}` appartient à un autre compte~: git n’y fait rien\naide~: si vous avez confiance en ce qu’il contient, `git \
             config --global --add safe.directory '{top}'`\n"
        )
    );
    place.git("home", &["config", "--global", "--add", "safe.directory", &top]);
    place.hook("depot", "install");
}

#[test]
fn git_runs_the_hook_and_a_failure_stops_the_commit() {
    let place = Place::with_repository();
    place.hook("depot", "install");
    place.write("depot/terrain/été 2018/dossier.yaml", "titre: Essai\n");
    place.git("depot", &["add", "."]);
    let called = format!("{}\nvalidate\n--staged\n", place.path("depot").display());

    place.fake_cb(1);
    let ran = place.commit("depot", &[]);
    assert_eq!((ran.status.code(), shown(&ran.stderr).as_str()), (Some(1), STOPPED));
    assert_eq!(place.seen(), Some(called.clone()));
    assert_eq!(place.git("depot", &["rev-list", "--all", "--count"]), "0");

    let ran = place.commit("depot", &["--no-verify"]);
    assert_eq!((ran.status.code(), place.seen()), (Some(0), None), "{}", shown(&ran.stderr));

    place.fake_cb(0);
    place.write("depot/terrain/été 2018/dossier.yaml", "titre: Autre\n");
    let ran = place.commit("depot/terrain", &["-a"]);
    assert_eq!((ran.status.code(), shown(&ran.stderr).as_str()), (Some(0), ""));
    assert_eq!(place.seen(), Some(called.clone()), "from the top, wherever git is called");

    place.git("depot", &["worktree", "add", "-q", "--detach", "../second arbre"]);
    let ran = place.commit("second arbre", &["--allow-empty"]);
    assert_eq!((ran.status.code(), shown(&ran.stderr).as_str()), (Some(0), ""));
    assert_eq!(place.seen(), Some(called.replace("/depot\n", "/second arbre\n")));
}

#[test]
fn without_cb_the_commit_is_stopped_and_the_way_round_told() {
    let place = Place::with_repository();
    place.hook("depot", "install");
    place.write("depot/dossier.yml", "titre: Essai\n");
    place.git("depot", &["add", "."]);
    let ran = place.commit("depot", &[]);
    assert_eq!(
        (ran.status.code(), shown(&ran.stderr).as_str()),
        (
            Some(1),
            "cb est introuvable~: les dossiers n’ont pas été vérifiés, le commit est arrêté.\nInstallez cb, ou ajoutez au PATH le \
             répertoire qui le contient.\nPour passer outre une fois~: git commit --no-verify\n"
        )
    );
    // Where cargo puts it, a desktop program finds it too.
    place.fake_cb(0);
    place.write("home/.cargo/bin/cb", &place.read("bin/cb"));
    place.set_mode("home/.cargo/bin/cb", 0o755);
    fs::remove_file(place.path("bin/cb")).expect("removed");
    assert_eq!(place.commit("depot", &[]).status.code(), Some(0));
    assert!(place.seen().is_some());
}

#[test]
fn a_commit_without_any_dossier_is_let_through() {
    let place = Place::with_repository();
    place.hook("depot", "install");
    place.fake_cb(1);
    place.write("depot/lisez-moi.md", "dossier.yaml\n");
    place.write("depot/mon-dossier.yaml", "");
    place.git("depot", &["add", "."]);
    let ran = place.commit("depot", &[]);
    assert_eq!((ran.status.code(), shown(&ran.stderr).as_str(), place.seen()), (Some(0), "", None));
}
