//! Runs the console blocks of `README.md`, of `docs/modeles.md`, of `docs/revue.md` and of `docs/chiffres.md`: what a page shows is what
//! `cb` prints.
//!
//! In a block marked `console`, each line `$ cb …` is run from the root of the repository, and the lines below it are its standard
//! output, with what goes to the error output before it where the line ends in `2>&1`. A line `[…]` stands for any number of lines, `[…]`
//! at the end of one for the rest of it; `? 1` at the end says that the command exits with that code, 0 if nothing is said. The fences
//! that name a file, as « yaml exemple/dossier.yaml » does, are written in a folder of their own, from which the commands on `exemple` are
//! run.
//!
//! A page may need a repository: a comment `<!-- commit DAY [TAG]`, its message on the lines below, then `-->`, puts all the files shown
//! above it in a commit of that folder. All the commands of such a page are run there, in their turn. So are the lines `cb …` of its blocks
//! marked `sh`, which show no output: they must only be understood and carried out. Files may also be shown in a comment, where the reader
//! has no use for them.
//!
//! `CB_REFRESH=1 cargo test --test readme` writes what is printed, except where a block with `[…]` still matches.
//!
//! `make demo` is held too, without a release build: it runs as it is, with the binary under test and a folder that is thrown away.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use anyhow::{Context as _, Result, bail, ensure};

const ELIDED: &str = "[…]";
/// The folder in which a page's own files lie.
const EXAMPLES: &str = "exemple";
/// What makes a command show its error output too.
const BOTH: &str = " 2>&1";
/// Where `make demo` writes its documents.
const DEMO: &str = "target/demo";
/// What opens the comment that makes a commit.
const COMMIT: &str = "<!-- commit ";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns a program to be run from `folder`, in an environment that is the same everywhere.
fn program(name: &str, folder: &Path, home: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).env_clear();
    command.env("HOME", home).env("COLUMNS", "80").env("NO_COLOR", "1").env("LC_ALL", "C.UTF-8");
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    // A program needs this to start on some systems.
    command.envs(env::var_os("SystemRoot").map(|value| ("SystemRoot", value)));
    command
}

/// Runs `cb` from `folder` with a line of arguments.
fn cb(folder: &Path, arguments: &str) -> Result<Output> {
    let home = tempfile::tempdir()?;
    let mut command = program(env!("CARGO_BIN_EXE_cb"), folder, home.path());
    command.args(words(arguments)?).output().context("cb does not start")
}

/// Splits a command line at its spaces, straight quotes holding words together.
fn words(line: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    ensure!(line.matches('"').count().is_multiple_of(2), "a quote is left open: {line}");
    Ok(words)
}

/// Puts all that lies in `folder` in a commit; `said` is a day, perhaps a tag, then the message.
fn commit(folder: &Path, said: &str) -> Result<()> {
    let (head, message) = said.split_once('\n').context("a commit has no message")?;
    let (day, tag) = head.split_once(' ').unwrap_or((head, ""));
    let (moment, home) = (format!("{day}T18:00:00+01:00"), tempfile::tempdir()?);
    let git = |arguments: &[&str]| -> Result<()> {
        let mut git = program("git", folder, home.path());
        git.envs(env::var_os("PATH").map(|path| ("PATH", path))).stdin(Stdio::null());
        git.envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, &moment)));
        git.envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Équipe projet")));
        git.envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "equipe@valmorne.example")));
        let output = git.args(["-c", "core.autocrlf=false"]).args(arguments).output().context("git does not start")?;
        ensure!(output.status.success(), "git {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    };
    if !folder.join(".git").exists() {
        git(&["init", "-q", "--object-format=sha1", "--initial-branch=main", "--template="])?;
    }
    git(&["add", "-A"])?;
    git(&["commit", "-q", "--no-verify", "-m", message])?;
    if tag.is_empty() { Ok(()) } else { git(&["tag", tag]) }
}

/// Where the commands of a page are run.
struct Place<'p> {
    /// The folder of the files that the page shows.
    folder: &'p Path,
    /// Whether it is a repository, in which all its commands are run: nothing of the one this test lies in may be changed.
    is_repository: bool,
}

/// Returns what a command prints, and its exit code.
fn run(command: &str, place: &Place<'_>) -> Result<(String, i32)> {
    if command == "make demo" {
        return Ok((demo()?, 0));
    }
    let Some(arguments) = command.strip_prefix("cb ") else { bail!("not a command that can be shown: {command}") };
    let both = arguments.strip_suffix(BOTH);
    let arguments = both.unwrap_or(arguments);
    let on_examples = place.is_repository
        || arguments.split_whitespace().any(|word| word == EXAMPLES || word.starts_with("exemple/"));
    let folder = if on_examples { place.folder.to_owned() } else { root() };
    let output = cb(&folder, arguments)?;
    let errors = if both.is_some() { String::from_utf8(output.stderr)? } else { String::new() };
    Ok((errors + &String::from_utf8(output.stdout)?, output.status.code().unwrap_or(-1)))
}

/// Returns what `make demo` prints with the binary under test, and without compiling anything.
fn demo() -> Result<String> {
    let (root, home, folder) = (root(), tempfile::tempdir()?, tempfile::tempdir()?);
    // From the root, so that a space in the way to it does no harm.
    let binary = Path::new(env!("CARGO_BIN_EXE_cb"));
    let binary = binary.strip_prefix(&root).unwrap_or(binary);
    let written = folder.path().display().to_string();
    let mut make = program("make", &root, home.path());
    make.envs(env::var_os("PATH").map(|path| ("PATH", path)));
    make.args(["--no-print-directory", "demo", "CARGO=true"]);
    make.args([format!("CB={}", binary.display()), format!("OUT={written}")]);
    let output = make.output().context("make does not start")?;
    ensure!(output.status.success(), "make demo stops:\n{}", String::from_utf8_lossy(&output.stderr));
    ensure!(fs::read_dir(folder.path())?.count() > 0, "make demo writes no document");
    Ok(String::from_utf8(output.stdout)?.replace(&written, DEMO))
}

/// Tells whether `lines` are what a block shows, `[…]` standing for any lines.
fn matches(shown: &[&str], lines: &[&str]) -> bool {
    let same = |shown: &str, line: &str| match shown.strip_suffix(ELIDED) {
        Some(start) => line.starts_with(start),
        None => line == shown,
    };
    match shown.split_first() {
        None => lines.is_empty(),
        Some((&ELIDED, rest)) => {
            (0..=lines.len()).any(|skipped| matches(rest, lines.get(skipped..).unwrap_or_default()))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, lines)| same(first, line) && matches(rest, lines))
        }
    }
}

/// Runs a command of a block, `shown` being the lines below it; returns those that should stand there.
fn expected(page: &str, command: &str, shown: &[&str], place: &Place<'_>) -> Result<Vec<String>> {
    let (printed, code) = run(command, place)?;
    let (said, shown) = match shown.split_last() {
        Some((last, rest)) if last.starts_with("? ") => (last.get(2..).unwrap_or("").parse()?, rest),
        _ => (0, shown),
    };
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let body = if matches(shown, &lines) { shown } else { &lines };
    let mut body: Vec<String> = body.iter().map(|&line| line.to_owned()).collect();
    body.extend((code != 0).then(|| format!("? {code}")));
    let up_to_date = said == code && matches(shown, &lines);
    ensure!(
        up_to_date || env::var_os("CB_REFRESH").is_some(),
        "{page} is not up to date (CB_REFRESH=1 cargo test --test readme writes it): `{command}` exits with {code} and prints\n{printed}"
    );
    Ok(body)
}

/// Returns the text of a page as its commands say it should be.
fn refreshed(page: &str, found: &str) -> Result<String> {
    let examples = tempfile::tempdir()?;
    let folder = examples.path();
    let place = Place { folder, is_repository: found.lines().any(|line| line.starts_with(COMMIT)) };
    let mut text = String::new();
    let mut lines = found.lines().peekable();
    let mut push = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    let mut commands = 0;
    while let Some(line) = lines.next() {
        push(line);
        let mut until = |end: &str| -> String {
            let mut inner = String::new();
            for line in lines.by_ref() {
                push(line);
                if line == end {
                    break;
                }
                inner.push_str(line);
                inner.push('\n');
            }
            inner
        };
        if let Some(head) = line.strip_prefix(COMMIT) {
            commit(folder, &format!("{head}\n{}", until("-->")))?;
        } else if let Some((_, path)) = line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, until("```"))?;
        } else if line == "```sh" && place.is_repository {
            for command in until("```").lines().filter(|line| line.starts_with("cb ")) {
                let command = command.split(" > ").next().unwrap_or(command);
                let (said, code) = run(&format!("{command}{BOTH}"), &place)?;
                ensure!(code != 2, "{page}: `{command}` is not carried out\n{said}");
            }
        } else if line == "```console" {
            while let Some(line) = lines.next() {
                push(line);
                let Some(command) = line.strip_prefix("$ ") else { break };
                let mut shown = Vec::new();
                while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
                    shown.push(line);
                }
                expected(page, command, &shown, &place)?.iter().for_each(|line| push(line));
                commands += 1;
            }
        }
    }
    ensure!(commands > 0, "{page} shows no command");
    Ok(text)
}

/// Holds a page to what its commands print, or writes it.
fn hold(page: &str) -> Result<()> {
    let path = root().join(page);
    let found = fs::read_to_string(&path)?;
    let refreshed = refreshed(page, &found)?;
    if refreshed != found {
        fs::write(path, refreshed)?;
    }
    Ok(())
}

#[test]
fn the_readme_shows_what_is_printed() -> Result<()> {
    hold("README.md")
}

#[test]
fn the_models_page_shows_what_is_printed() -> Result<()> {
    hold("docs/modeles.md")
}

#[test]
fn the_review_page_shows_what_is_printed() -> Result<()> {
    hold("docs/revue.md")
}

#[test]
fn the_figures_page_shows_what_is_printed() -> Result<()> {
    hold("docs/chiffres.md")
}

#[test]
fn the_demonstration_fits_a_screen() -> Result<()> {
    let printed = demo()?;
    let wide: Vec<&str> = printed.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(wide.is_empty(), "lines over 80 columns:\n{}", wide.join("\n"));
    assert!(printed.lines().count() <= 40, "{} lines:\n{printed}", printed.lines().count());
    Ok(())
}

#[test]
fn elided_lines_stand_for_any_lines() {
    let printed = ["a", "b", "c", "d"];
    for (shown, expected) in [
        (&["a", "b", "c", "d"][..], true),
        (&["a", ELIDED, "d"], true),
        (&[ELIDED, "b", ELIDED], true),
        (&["a", "b", "c", "d", ELIDED], true),
        (&["a", ELIDED, "c"], false),
        (&["a", "b", "c"], false),
        (&[ELIDED, "x"], false),
        (&["a", "b […]", "c", "d"], false),
        (&["a[…]", ELIDED, "d"], true),
    ] {
        assert_eq!(matches(shown, &printed), expected, "{shown:?}");
    }
}
