//! The `git` program and `cb`, as a test runs them: one clock, one name, nothing of the machine's own settings.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What is set for every call, and for no longer than it: a repository keeps none of it.
const SETTINGS: &[&str] = &[
    "init.defaultBranch=main",
    "init.defaultRefFormat=files",
    "core.autocrlf=false",
    "core.fsync=none",
    "commit.gpgsign=false",
    "tag.gpgsign=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "advice.detachedHead=false",
    "protocol.file.allow=always",
];

/// The clock of what a test commits after the story.
pub(crate) const AFTER: &str = "2026-01-05T09:00:00+01:00";

/// Who writes the story.
pub(crate) const TEAM: &str = "Équipe projet";

/// Makes a call of `git` in a folder, at a moment, in the name of someone. Its home is the folder above: a test's folder is never alone in
/// its place.
pub(crate) fn command(folder: &Path, at: &str, by: &str) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env_clear().stdin(Stdio::null());
    command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.env("HOME", folder.parent().expect("a folder above"));
    command.envs([("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_TERMINAL_PROMPT", "0")]);
    command.envs([("LC_ALL", "C"), ("TZ", "UTC"), ("GIT_AUTHOR_DATE", at), ("GIT_COMMITTER_DATE", at)]);
    command.envs([("GIT_AUTHOR_NAME", by), ("GIT_COMMITTER_NAME", by)]);
    command.envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "equipe@valserine.example")));
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
}

/// Runs `git` and returns what it prints, its last line end cut.
#[track_caller]
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    done(command(folder, AFTER, TEAM).args(args))
}

/// Runs a command that must succeed and returns what it prints, its last line end cut.
#[track_caller]
pub(crate) fn done(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("git runs");
    assert!(status.success(), "{command:?}\n{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("UTF-8").trim_end_matches('\n').to_owned()
}

/// Runs `git` where it must fail and returns what it says.
#[track_caller]
pub(crate) fn refused(folder: &Path, args: &[&str]) -> String {
    let output = command(folder, AFTER, TEAM).args(args).output().expect("git runs");
    assert!(!output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Commits all that lies in a folder.
#[track_caller]
pub(crate) fn commit_all(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", message]);
}

/// What `cb` printed and how it ended.
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

/// Runs `cb` in a folder.
pub(crate) fn cb(folder: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cb"));
    command.current_dir(folder).args(args).env_clear().stdin(Stdio::null());
    command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.env("HOME", folder.parent().expect("a folder above"));
    command.envs([("LC_ALL", "C.UTF-8"), ("COLUMNS", "100"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    let Output { status, stdout, stderr } = command.output().expect("cb runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { out: text(stdout), err: text(stderr), code: status.code() }
}
