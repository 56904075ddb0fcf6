//! Holds the pages of the rules: one for each, of one shape, whose wrong example has this fault and no other and whose right one has none.
//!
//! An example is a few files of a dossier, in fences of which the information string says language and path. They are read, linked and
//! checked in memory.
//!
//! The example of a rule about history has two versions: a path that opens with `avant:` is in the earlier one only, `apres:` in the later
//! one only. A fence `text message` is the message of the commit that leads from the one to the other.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};
use carte_blanche::config::Settings;
use carte_blanche::diagnostic::Diagnostic;
use carte_blanche::diff::{Changes, Side};
use carte_blanche::dossier::{Dossier, File};
use carte_blanche::history::{self, Step, trailers};
use carte_blanche::layout::{self, MANIFEST, Nature, Placement};
use carte_blanche::read::{Keep, Reader};
use carte_blanche::rule::catalogue::{self, CB204};
use carte_blanche::rule::{Rule, Severity};
use carte_blanche::rules::{self, Context};
use carte_blanche::text::Texts;
use carte_blanche::unit::{FileUnit, Rare};
use carte_blanche::value::date::Day;

/// What stands above the examples of most pages: in this phase the least is asked of a dossier.
const DEFAULT_MANIFEST: &str = "\
titre: Un territoire
territoire: Une commune
pilote: une préfecture
lancement: 2018-01-08
phases:
  - nom: exploration
    role: exploration
    realise: {debut: 2018-01-08}
";

const WRONG: &str = "Exemple à corriger";
const RIGHT: &str = "Exemple corrigé";
const SECTIONS: [&str; 5] = ["Pourquoi", "Que faire", WRONG, RIGHT, "Réglages"];

/// What marks the path of a file that only one of two versions has.
const BEFORE: &str = "avant:";
const AFTER: &str = "apres:";
/// What a fence names in place of a path when it holds the message of a commit.
const MESSAGE: &str = "message";

/// A file of an example: its path in the dossier, its text.
type Page = (String, String);

/// The files of an example: those of the earlier version if it has two, those of the dossier to check, the message of the commit.
struct Example {
    before: Option<Vec<Page>>,
    after: Vec<Page>,
    message: String,
}

fn pages() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/rule/pages")
}

/// Splits a page at its headings of level two, fences left whole: the title of each section, its lines.
fn sections(page: &str) -> Vec<(&str, Vec<&str>)> {
    let mut sections = vec![("", Vec::new())];
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        match (fence, backticks(line)) {
            (None, Some(open)) => fence = Some(open),
            (Some(open), Some(close)) if close.len() >= open.len() && close == line => fence = None,
            _ => {}
        }
        match line.strip_prefix("## ").filter(|_| fence.is_none()) {
            Some(title) => sections.push((title, Vec::new())),
            None => sections.last_mut().into_iter().for_each(|(_, lines)| lines.push(line)),
        }
    }
    sections
}

/// Returns the backticks that a line starts with, if they make a fence.
fn backticks(line: &str) -> Option<&str> {
    let length = line.bytes().take_while(|&byte| byte == b'`').count();
    line.get(..length).filter(|_| length >= 3)
}

/// Returns the files that the fences of a section show.
fn files(lines: &[&str]) -> Result<Example> {
    let (mut before, mut after, mut message) = (Vec::new(), Vec::new(), String::new());
    let mut two = false;
    let mut lines = lines.iter();
    while let Some(line) = lines.next() {
        let Some(fence) = backticks(line) else { continue };
        let information = line.trim_start_matches('`');
        let (_, path) = information.split_once(' ').with_context(|| format!("this fence names no file: {line}"))?;
        let text: String = lines.by_ref().take_while(|line| **line != fence).flat_map(|line| [*line, "\n"]).collect();
        if path == MESSAGE {
            (message, two) = (text, true);
        } else if let Some(path) = path.strip_prefix(BEFORE) {
            before.push((path.to_owned(), text));
            two = true;
        } else if let Some(path) = path.strip_prefix(AFTER) {
            after.push((path.to_owned(), text));
            two = true;
        } else {
            before.push((path.to_owned(), text.clone()));
            after.push((path.to_owned(), text));
        }
    }
    ensure!(!before.is_empty() || !after.is_empty(), "no example");
    for pages in [&mut before, &mut after] {
        if !pages.iter().any(|(path, _)| path == MANIFEST) {
            pages.push((MANIFEST.to_owned(), DEFAULT_MANIFEST.to_owned()));
        }
    }
    Ok(Example { before: two.then_some(before), after, message })
}

/// Reads files as one dossier.
fn read(pages: &[Page], keep: Keep) -> Result<Dossier> {
    let mut reader = Reader::new(keep);
    let mut files = Vec::new();
    for (path, text) in pages {
        let unit = match layout::place(path, Nature::File) {
            Placement::Read(kind, form, named) => {
                reader.read(text.as_bytes(), layout::reading(path, kind, form, named))
            }
            Placement::Refuse(fault) => FileUnit::new(&[], &[], "", Rare { findings: vec![*fault], ..Rare::default() }),
            Placement::Pass => bail!("{path} is not read"),
        };
        files.push(File { path: path.as_str().into(), unit: unit.into() });
    }
    Ok(Dossier::link(String::new(), files, Vec::new()))
}

/// Finds what an example's earlier version puts in doubt in its later one, as a commit of that day.
fn past(example: &Example, before: &[Page], day: Day) -> Result<Vec<(u32, Diagnostic)>> {
    let (old, new) = (read(before, Keep::Texts)?, read(&example.after, Keep::Texts)?);
    let changes = Changes::between(
        Some(Side { dossier: &old, texts: &InMemory(before) }),
        Some(Side { dossier: &new, texts: &InMemory(&example.after) }),
    );
    ensure!(!changes.is_empty(), "nothing differs from one version to the other");
    let step = Step {
        commit: Some("0123456".to_owned()),
        day,
        reason: trailers::reason(&example.message),
        reread: trailers::reread(&example.message),
        changes,
    };
    Ok(history::doubts(&[step], &new))
}

/// Checks the files as one dossier; returns each finding with the path of its file.
fn validate(example: &Example) -> Result<Vec<(String, Diagnostic)>> {
    let dossier = read(&example.after, Keep::default())?;
    let path = |file| dossier.file(file).map_or_else(String::new, |file| file.path.to_string());
    let settings = Settings::default();
    let at = Day::from_ymd(2026, 1, 1).context("a day")?;
    let past = example.before.as_ref().map(|before| past(example, before, at)).transpose()?;
    let texts = InMemory(&example.after);
    let context = Context { at, settings: &settings, texts: &texts, threads: 1, past: past.as_deref() };
    Ok(rules::validate(&dossier, &context).into_iter().map(|(file, found)| (path(file), found)).collect())
}

/// The texts of an example, for the rules that compare words.
struct InMemory<'p>(&'p [Page]);

impl Texts for InMemory<'_> {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.0.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str().into())
    }
}

/// Checks the example under the heading `title` of a page; returns what stands and is not waived.
fn example(rule: &Rule, title: &str) -> Result<Vec<(String, Diagnostic)>> {
    let sections = sections(rule.page);
    let (_, lines) = sections.iter().find(|(found, _)| *found == title).context("no such section")?;
    let found = validate(&files(lines)?)?;
    Ok(found.into_iter().filter(|(_, found)| found.waived.is_none()).collect())
}

fn shown(found: &[(String, Diagnostic)]) -> String {
    let line = |(path, found): &(String, Diagnostic)| format!("  {path}: {} {}\n", found.rule.code, found.message);
    found.iter().map(line).collect()
}

/// Runs `check` on every rule and fails with all that it says.
fn each_rule(check: impl Fn(&Rule) -> Result<()>) {
    let faults: Vec<String> =
        catalogue::ALL.iter().filter_map(|rule| check(rule).err().map(|fault| format!("{rule}: {fault:#}"))).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_folder_holds_a_page_for_each_rule_and_nothing_else() {
    let expected: BTreeSet<String> =
        catalogue::ALL.iter().map(|rule| format!("{}-{}.md", rule.code, rule.name)).collect();
    let entries = fs::read_dir(pages()).expect("the folder of the pages");
    let found: BTreeSet<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_codes_are_sorted_and_none_is_used_twice() {
    let codes: Vec<&str> = catalogue::ALL.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|one, other| one < other), "{codes:?}");
}

#[test]
fn a_page_opens_with_its_code_and_name_and_has_the_same_sections_as_the_others() {
    each_rule(|rule| {
        let first = rule.page.lines().next().unwrap_or_default();
        ensure!(first == format!("# {rule}"), "its first line is « {first} »");
        let sections = sections(rule.page);
        let titles: Vec<&str> = sections.iter().skip(1).map(|(title, _)| *title).collect();
        ensure!(titles == SECTIONS, "its sections are {titles:?}");
        let hollow =
            sections.iter().find(|(_, lines)| lines.iter().all(|line| line.is_empty() || line.starts_with('#')));
        ensure!(hollow.is_none(), "nothing is said under « {} »", hollow.map_or("", |(title, _)| title));
        Ok(())
    });
}

#[test]
fn the_wrong_example_has_this_fault_and_no_other() {
    each_rule(|rule| {
        let found = example(rule, WRONG)?;
        ensure!(
            found.iter().any(|(_, found)| found.rule == rule),
            "its wrong example does not have it\n{}",
            shown(&found)
        );
        let tolerated = |found: &Diagnostic| *found.rule == CB204 && found.severity == Severity::Info;
        let others = found.iter().any(|(_, found)| found.rule != rule && !tolerated(found));
        ensure!(!others, "its wrong example has other faults\n{}", shown(&found));
        Ok(())
    });
}

/// A rule about history finds nothing in a single version: a right example of one would pass and show nothing.
#[test]
fn only_the_pages_about_history_show_two_versions() {
    each_rule(|rule| {
        for title in [WRONG, RIGHT] {
            let sections = sections(rule.page);
            let (_, lines) = sections.iter().find(|(found, _)| *found == title).context("no such section")?;
            let two = files(lines)?.before.is_some();
            ensure!(
                two == rule.code.starts_with("CB8"),
                "« {title} » shows {}",
                if two { "two versions" } else { "one version" }
            );
        }
        Ok(())
    });
}

#[test]
fn the_right_example_has_no_fault() {
    each_rule(|rule| {
        let found = example(rule, RIGHT)?;
        ensure!(found.is_empty(), "its right example has faults\n{}", shown(&found));
        Ok(())
    });
}
