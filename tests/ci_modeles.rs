//! What the repository offers to forges and to git: the hook, `.pre-commit-hooks.yaml`, `action.yml`, `ci/gitlab.yml`, and the commands that
//! `docs/revue.md` has people type. Their scripts are sound, run as they should, and call `cb` as it can be called.

#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_yaml::Value;

/// A script of one of the files.
struct Script {
    /// Where it stands.
    place: String,
    /// The shells that may run it.
    shells: &'static [&'static str],
    text: String,
}

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&file(path)).expect(path)
}

fn list(value: &Value) -> &[Value] {
    value.as_sequence().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Returns the steps of the action that run a script.
fn steps() -> Vec<Value> {
    let action = yaml("action.yml");
    list(&action["runs"]["steps"]).iter().filter(|step| !step["run"].is_null()).cloned().collect()
}

/// Returns the script of the step of the action that bears this name.
fn step(name: &str) -> String {
    let steps = steps();
    let found = steps.iter().find(|step| step["name"].as_str() == Some(name)).expect(name);
    word(&found["run"]).to_owned()
}

/// Returns the script of the job, which GitLab runs as one with what it runs before.
fn gitlab(section: &str) -> String {
    list(&yaml("ci/gitlab.yml")["cb"][section]).iter().map(word).collect::<Vec<_>>().join("\n")
}

fn scripts() -> Vec<Script> {
    const BOTH: &[&str] = &["sh", "bash"];
    let script = |place: &str, shells, text| Script { place: place.to_owned(), shells, text };
    let mut scripts: Vec<Script> = steps()
        .iter()
        .map(|step| {
            assert_eq!(word(&step["shell"]), "bash");
            script(&format!("action.yml, {}", word(&step["name"])), &["bash"], word(&step["run"]).to_owned())
        })
        .collect();
    scripts.push(script("the hook", BOTH, file("src/cli/hook/pre-commit.sh")));
    scripts
        .extend(["before_script", "script"].map(|name| script(&format!("ci/gitlab.yml, {name}"), BOTH, gitlab(name))));
    scripts.extend(
        list(&yaml(".pre-commit-hooks.yaml"))
            .iter()
            .map(|hook| script(".pre-commit-hooks.yaml", BOTH, word(&hook["entry"]).to_owned())),
    );
    scripts.extend(fences("sh").into_iter().map(|text| script("docs/revue.md", BOTH, text)));
    scripts
}

/// Returns the examples of `docs/revue.md` in a language.
fn fences(language: &str) -> Vec<String> {
    let page = file("docs/revue.md");
    let mut blocks = page.split("```").skip(1).step_by(2);
    let mut found = Vec::new();
    for block in &mut blocks {
        found.extend(block.strip_prefix(language).and_then(|text| text.strip_prefix('\n')).map(str::to_owned));
    }
    found
}

/// Returns every call of `cb` in the scripts, with where it stands: what a shell would make of them, all that may be added being added.
///
/// `"$@"` is followed through the `set --` that stand before; every other variable is the name of a revision.
fn command_lines() -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for script in scripts() {
        let mut arguments: Vec<String> = Vec::new();
        for line in script.text.lines() {
            let line = line.replace(';', " ; ");
            let words: Vec<&str> = line.split_whitespace().collect();
            let end = |start: usize| {
                words[start..].iter().position(|word| is_end(word)).map_or(words.len(), |end| start + end)
            };
            let opened = |word: &&str| {
                let at = words.iter().position(|other| other == word)?;
                (at == 0 || matches!(words[at - 1], "if" | "!" | "then" | "||" | "&&")).then_some(at)
            };
            if let Some(at) = words.windows(2).position(|pair| pair == ["set", "--"]) {
                arguments = expanded(&words[at + 2..end(at)], &arguments);
            }
            if let Some(at) = opened(&"cb") {
                found.push((script.place.clone(), expanded(&words[at..end(at)], &arguments)));
            }
        }
    }
    found
}

/// Tells whether a word ends a command, or what a command is given.
fn is_end(word: &str) -> bool {
    matches!(word, ";" | "|" | "||" | "&&" | ">" | ">>" | "<" | "#")
}

fn expanded(words: &[&str], arguments: &[String]) -> Vec<String> {
    let mut made = Vec::new();
    for word in words {
        let bare = word.trim_matches(['"', '\'']);
        match bare {
            "$@" => made.extend(arguments.iter().cloned()),
            _ => made.push(bare.replace("$BASE", "main").replace("$chemin", "un/dossier")),
        }
    }
    made
}

#[test]
fn every_call_of_cb_is_one_it_understands() {
    let lines = command_lines();
    assert!(lines.len() > 10, "{lines:?}");
    for wanted in [
        "cb validate --staged",
        "cb validate --format github --since main --strict -- un/dossier",
        "cb diff main..HEAD --format markdown -- un/dossier",
    ] {
        assert!(lines.iter().any(|(_, line)| line.join(" ") == wanted), "{wanted}\n{lines:?}");
    }
    let mut refused = String::new();
    for (place, line) in lines {
        if let Err(exit) = carte_blanche::cli::args::parse(line.iter().map(OsString::from), 80) {
            let said = exit.text.lines().next().unwrap_or_default().to_owned();
            writeln!(refused, "{place}\n  {}\n  {said}", line.join(" ")).expect("written");
        }
    }
    assert!(refused.is_empty(), "\n{refused}");
}

#[test]
fn every_script_is_one_its_shells_can_read() {
    for script in scripts() {
        for shell in script.shells {
            let mut command = Command::new(shell);
            let ran = command.args(["-n", "-c", &script.text]).output().expect("a shell");
            assert!(ran.status.success(), "{}: {}", script.place, String::from_utf8_lossy(&ran.stderr));
        }
    }
}

#[test]
fn nothing_is_written_into_a_script_from_outside() {
    for step in steps() {
        assert!(!word(&step["run"]).contains("${{"), "{step:?}");
    }
}

#[test]
fn an_input_is_told_in_french_and_used() {
    let (text, action) = (file("action.yml"), yaml("action.yml"));
    for (name, input) in action["inputs"].as_mapping().expect("inputs") {
        let name = word(name);
        assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{name}");
        assert!(text.contains(&format!("inputs.{name}")), "{name} is used nowhere");
        assert!(input["description"].is_string() && input["default"].is_string(), "{name}");
    }
}

#[test]
fn the_pre_commit_hook_checks_what_is_staged() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &list(&hooks)[0];
    assert_eq!(
        ["id", "language", "entry"].map(|key| word(&hook[key])),
        ["cb-validate", "rust", "cb validate --staged"]
    );
    assert_eq!(hook["pass_filenames"].as_bool(), Some(false));
    assert_eq!(hook["always_run"].as_bool(), Some(true), "a commit that only removes a record counts");
}

#[test]
fn the_examples_of_the_page_are_yaml() {
    for example in fences("yaml") {
        let _: Value = serde_yaml::from_str(&example).expect(&example);
    }
}

/// A machine of a forge: a folder with a repository, `depot`, and programs that write down how they are called.
struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self { folder: tempfile::Builder::new().prefix("forge l’été ").tempdir().expect("a folder") };
        for folder in ["bin", "home", "temp", "depot"] {
            fs::create_dir(machine.path(folder)).expect("made");
        }
        machine.git(&["init", "-q", "-b", "main"]);
        machine.git(&["commit", "-q", "--allow-empty", "-m", "Un"]);
        machine
    }

    fn path(&self, inner: &str) -> PathBuf {
        self.folder.path().join(inner)
    }

    /// Puts a program on the machine; it writes each of its arguments down, then does as `script` says.
    fn program(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        let seen = self.path("seen");
        let text = format!(
            "#!/bin/sh\nprintf '%s' {name} >>'{0}'\nprintf ' [%s]' \"$@\" >>'{0}'\necho >>'{0}'\n{script}\n",
            seen.display()
        );
        fs::write(&path, text).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let machine = std::env::var_os("PATH").expect("a PATH");
        let programs = std::iter::once(self.path("bin")).chain(std::env::split_paths(&machine));
        command
            .current_dir(self.path("depot"))
            .stdin(Stdio::null())
            .env_clear()
            .envs([("LC_ALL", "C.UTF-8"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GITHUB_REPOSITORY", "equipe/dossiers")])
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Essai")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "essai@exemple.invalid")))
            .env("PATH", std::env::join_paths(programs).expect("a PATH"))
            .env("HOME", self.path("home"))
            .env("CI_PROJECT_DIR", self.path("depot"))
            .env("RUNNER_TEMP", self.path("temp"))
            .envs(
                ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"]
                    .map(|name| (name, self.path("temp").join(name))),
            );
        command
    }

    fn git(&self, args: &[&str]) -> String {
        let ran = self.command("git").args(args).output().expect("git runs");
        assert!(ran.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).expect("UTF-8").trim_end().to_owned()
    }

    /// Runs a script as GitHub does; returns what it prints and its exit code.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> (String, Option<i32>) {
        self.run_by(&["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], script, variables)
    }

    fn run_by(&self, shell: &[&str], script: &str, variables: &[(&str, &str)]) -> (String, Option<i32>) {
        let mut command = self.command(shell[0]);
        let ran = command.args(&shell[1..]).arg(script).envs(variables.iter().copied()).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
        (String::from_utf8(ran.stdout).expect("UTF-8"), ran.status.code())
    }

    /// Returns what a file holds, and removes it.
    fn take(&self, inner: &str) -> String {
        let text = fs::read_to_string(self.path(inner)).unwrap_or_default();
        let _ = fs::remove_file(self.path(inner));
        text
    }
}

#[test]
fn the_base_of_a_change_is_the_one_it_would_be_merged_into() {
    let machine = Machine::new();
    let script = step("Trouver la base");
    let first = machine.git(&["rev-parse", "HEAD"]);
    machine.git(&["checkout", "-q", "-b", "sujet"]);
    machine.git(&["commit", "-q", "--allow-empty", "-m", "Sujet"]);
    machine.git(&["checkout", "-q", "main"]);
    machine.git(&["commit", "-q", "--allow-empty", "-m", "Deux"]);
    let second = machine.git(&["rev-parse", "HEAD"]);
    machine.git(&["merge", "-q", "--no-ff", "-m", "Fusion", "sujet"]);
    let merge = machine.git(&["rev-parse", "HEAD"]);
    let none = "0000000000000000000000000000000000000000";

    let found = |variables: &[(&str, &str)]| {
        let ran = machine.run(&script, variables);
        assert!(machine.take("temp/GITHUB_PATH").ends_with("/temp/cb/bin\n"));
        (ran.0, ran.1, machine.take("temp/GITHUB_OUTPUT"))
    };
    let is = |commit: &str| (String::new(), Some(0), format!("commit={commit}\n"));
    let nothing = (String::new(), Some(0), String::new());
    // A pull request: its base as GitHub knew it may be older than what it merges with.
    let request = [("BASE", ""), ("BASE_DEMANDE", first.as_str()), ("AVANT", "")];
    let with = |sha: &'static str| [("GITHUB_SHA", sha), ("GITHUB_REF", "refs/pull/3/merge")];
    let mut merged: Vec<(&str, &str)> = request.to_vec();
    merged.extend([("GITHUB_SHA", merge.as_str()), ("GITHUB_REF", "refs/pull/3/merge")]);
    assert_eq!(found(&merged), is(&second));
    // The same, where the job took out the branch itself.
    machine.git(&["checkout", "-q", "sujet"]);
    let mut branch: Vec<(&str, &str)> = vec![("BASE", ""), ("BASE_DEMANDE", &second), ("AVANT", "")];
    branch.extend(with("autre"));
    assert_eq!(found(&branch), is(&first));
    // A push, a new branch, a revision asked for, one that is not there.
    let push = |base, before| {
        [("BASE", base), ("BASE_DEMANDE", ""), ("AVANT", before), ("GITHUB_SHA", ""), ("GITHUB_REF", "")]
    };
    assert_eq!(found(&push("", &first)), is(&first));
    assert_eq!(found(&push("", none)), nothing);
    assert_eq!(found(&push("", "")), nothing);
    assert_eq!(found(&push("main", "")), is(&merge));
    for absent in ["nulle-part", "--all", "$(touch ici)"] {
        assert_eq!(
            found(&push(absent, "")),
            (
                format!(
                    "::error::La révision «\u{a0}{absent}\u{a0}» est introuvable\u{a0}: donnez «\u{a0}fetch-depth: 0\u{a0}» à l’étape \
                     actions/checkout.\n"
                ),
                Some(1),
                String::new()
            )
        );
    }
    assert!(!machine.path("depot/ici").exists());
}

#[test]
fn the_action_says_what_changes_before_it_fails() {
    let machine = Machine::new();
    machine.program("cb", "case $1 in diff) echo '# Ce qui change' ;; *) echo '::error::un constat'; exit 1 ;; esac");
    let paths = "un dossier\n\n$(touch ici)\n--strict";
    let asked = [("CHEMINS", paths), ("STRICT", "true"), ("DEPUIS_BASE", "true"), ("BASE", "abc")];
    assert_eq!(machine.run(&step("Vérifier les dossiers"), &asked), ("::error::un constat\n".to_owned(), Some(0)));
    assert_eq!(machine.take("temp/GITHUB_OUTPUT"), "code=1\n");
    let named = "[--] [un dossier] [$(touch ici)] [--strict]";
    assert_eq!(machine.take("seen"), format!("cb [validate] [--format] [github] [--since] [abc] [--strict] {named}\n"));
    assert_eq!(machine.run(&step("Dire ce qui change"), &asked), (String::new(), Some(0)));
    assert_eq!(machine.take("seen"), format!("cb [diff] [abc..HEAD] [--format] [markdown] {named}\n"));
    assert_eq!(machine.take("temp/GITHUB_STEP_SUMMARY"), "# Ce qui change\n");
    assert_eq!(machine.run(&step("Conclure"), &[("CODE", "1")]), (String::new(), Some(1)));

    // Nothing asked for.
    let plain = [("CHEMINS", ""), ("STRICT", "false"), ("DEPUIS_BASE", ""), ("BASE", "abc")];
    machine.run(&step("Vérifier les dossiers"), &plain);
    assert_eq!(machine.take("seen"), "cb [validate] [--format] [github] [--]\n");
    // What the whole action says is what `validate` said.
    machine.program("cb", "exit 2");
    let (said, code) = machine.run(&step("Dire ce qui change"), &plain);
    assert_eq!((said.as_str(), code), ("::warning::Les changements n’ont pas pu être écrits.\n", Some(0)));
    let action = yaml("action.yml");
    let last = list(&action["runs"]["steps"]).last().expect("a step").clone();
    assert_eq!((word(&last["name"]), word(&last["if"])), ("Conclure", "steps.verifier.outputs.code != '0'"));
}

#[test]
fn the_comment_of_a_pull_request_is_made_once_then_written_again() {
    let machine = Machine::new();
    let script = step("Commenter la demande de fusion");
    let asked = [("DEMANDE", "3"), ("GH_TOKEN", "jeton")];
    let text = machine.path("temp/cb-commentaire.md");
    fs::write(machine.path("temp/cb-diff.md"), "# Ce qui change\n\nÉté.\n").expect("written");

    machine.program("gh", "");
    assert_eq!(machine.run(&script, &asked), (String::new(), Some(0)));
    let calls = machine.take("seen");
    let last = format!("gh [pr] [comment] [3] [--repo] [equipe/dossiers] [--body-file] [{}]", text.display());
    assert_eq!(calls.lines().last(), Some(last.as_str()));
    assert_eq!(fs::read_to_string(&text).expect("a comment"), "<!-- cb diff -->\n\n# Ce qui change\n\nÉté.\n");

    machine.program("gh", "if [ \"$2\" = view ]; then echo 12345; fi");
    assert_eq!(machine.run(&script, &asked), (String::new(), Some(0)));
    let calls = machine.take("seen");
    assert!(calls.contains(r#"select(.viewerDidAuthor and (.body | startswith("<!-- cb diff -->")))"#), "{calls}");
    let last = format!(
        "gh [api] [--silent] [--method] [PATCH] [repos/equipe/dossiers/issues/comments/12345] [-F] [body=@{}]",
        text.display()
    );
    assert_eq!(calls.lines().last(), Some(last.as_str()));

    // A long one is cut between two lines; one that cannot be written does not fail the job.
    fs::write(machine.path("temp/cb-diff.md"), "- été\n".repeat(20_000)).expect("written");
    machine.program("gh", "exit 1");
    let (said, code) = machine.run(&script, &asked);
    assert!(said.starts_with("::warning::Le commentaire n’a pas pu être écrit\u{a0}: "), "{said}");
    assert_eq!(code, Some(0));
    let cut = fs::read_to_string(&text).expect("a comment");
    assert!(cut.len() < 61_000 && cut.ends_with("- été\n\nLa suite est dans le résumé de l’exécution.\n"));
}

#[test]
fn the_gitlab_job_writes_every_report_before_it_fails() {
    let script = format!("set -eu\n{}", gitlab("script"));
    for shell in [["bash", "-c"], ["sh", "-c"]] {
        let machine = Machine::new();
        machine.program("cb", "echo \"$*\"; [ $1 = diff ]");
        let asked = [
            ("CB_CHEMINS", "un dossier\n$(touch ici)"),
            ("CB_STRICT", "true"),
            ("CB_DEPUIS_BASE", "true"),
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "abc"),
        ];
        let (said, code) = machine.run_by(&shell, &script, &asked);
        assert_eq!((said.as_str(), code), ("validate --since abc --strict -- un dossier $(touch ici)\n", Some(1)));
        let named = "[--] [un dossier] [$(touch ici)]";
        let options = "[--since] [abc] [--strict]";
        assert_eq!(
            machine.take("seen"),
            format!(
                "cb [diff] [abc..HEAD] [--format] [markdown] {named}\ncb [validate] [--format] [gitlab] {options} {named}\ncb [validate] \
                 [--format] [junit] {options} {named}\ncb [validate] {options} {named}\n"
            )
        );
        for report in ["cb-diff.md", "gl-code-quality-report.json", "cb-junit.xml"] {
            assert!(!machine.take(&format!("depot/{report}")).is_empty(), "{report}");
            assert!(file("ci/gitlab.yml").contains(report));
        }
        // On the default branch there is nothing to compare to.
        let (_, code) =
            machine.run_by(&shell, &script, &[("CB_CHEMINS", ""), ("CB_STRICT", ""), ("CB_DEPUIS_BASE", "true")]);
        assert_eq!(code, Some(1));
        assert!(machine.take("seen").starts_with("cb [validate] [--format] [gitlab] [--]\n"));
    }
}
