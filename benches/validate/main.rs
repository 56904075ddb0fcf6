//! `cargo bench --bench validate [-- SIZE… --rounds N --markdown]`: how fast `cb` is on dossiers of 1,000, 10,000 and 100,000 files.
//!
//! Dossiers are made under the build directory ([`generate`]), `cb` must tell the truth about them ([`truth`]), then commands run in
//! turn ([`measure`]), beside `rg -c '^date:'` where ripgrep is installed: a program that reads the same files and does nearly
//! nothing with them. Run without `--bench`, as by `cargo test --all-targets`, only the truth is checked.
//!
//! Commands that read a history run on repositories ([`history`]), beside the commands of git that read the same.
//!
//! To measure one more command, add a line to [`on_dossier`] or [`alone`].

mod generate;
mod history;
mod measure;
mod prose;
mod records;
mod table;
mod truth;
mod words;

use std::ffi::{OsStr, OsString};
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use generate::Dossier;
use history::Length;
use measure::Scenario;
use table::{Growth, Markdown, Section, Table};
use words::Words;

/// The program measured.
const CB: &str = env!("CARGO_BIN_EXE_cb");

/// The sizes measured when none is asked for.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// How many times the rounds of what reads no dossier: it is short, and its times vary more.
const MORE: usize = 3;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).peekable();
    let done = if arguments.next_if(|first| first == measure::WRAP).is_some() {
        measure::wrapper(arguments, stdout())
    } else {
        Options::read(arguments).and_then(|options| run(&options))
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do where this cannot be written.
            let _ = writeln!(stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What was asked for.
struct Options {
    sizes: Vec<usize>,
    rounds: usize,
    markdown: bool,
    measured: bool,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Self> {
        let mut options = Self { sizes: Vec::new(), rounds: 7, markdown: false, measured: false };
        while let Some(argument) = arguments.next() {
            let text = argument.to_str().with_context(|| format!("argument illisible : {}", argument.display()))?;
            match text {
                "--bench" => options.measured = true,
                "--markdown" => options.markdown = true,
                "--rounds" => {
                    let rounds = arguments.next().and_then(|rounds| rounds.to_str()?.parse().ok());
                    options.rounds =
                        rounds.filter(|rounds| *rounds > 0).context("--rounds attend un nombre de tours")?;
                }
                _ => match text.parse() {
                    Ok(size) => options.sizes.push(size),
                    Err(_) => bail!("argument inconnu : {text} (attendu : des tailles, --rounds N, --markdown)"),
                },
            }
        }
        if options.sizes.is_empty() {
            options.sizes = if options.measured { SIZES.to_vec() } else { SIZES.iter().copied().take(1).collect() };
        }
        options.sizes.sort_unstable();
        options.sizes.dedup();
        Ok(options)
    }
}

fn run(options: &Options) -> Result<()> {
    let (words, cb, rg) = (Words::load()?, Path::new(CB), has_ripgrep());
    let build = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder: PathBuf = build.parent().unwrap_or(build).join("bench");
    let mut table = Table { sections: Vec::new(), growths: Vec::new() };
    for size in &options.sizes {
        let [plain, faulty] =
            [generate::dossier(&folder, &words, *size, false)?, generate::dossier(&folder, &words, *size, true)?];
        truth::hold(cb, &plain)?;
        truth::hold(cb, &faulty)?;
        if options.measured {
            table.sections.push(section(Some(&plain), &on_dossier(&plain, &faulty, rg), options.rounds)?);
            for scenarios in on_history(&plain)? {
                table.sections.push(section(Some(&plain), &scenarios, options.rounds)?);
            }
        }
    }
    let mut out = stdout().lock();
    if !options.measured {
        writeln!(out, "dossiers de mesure : aucun constat sans faute, un constat par faute")?;
        return Ok(());
    }
    table.growths = growths(&table.sections);
    table.sections.push(section(None, &alone(&folder)?, options.rounds * MORE)?);
    match options.markdown {
        true => write!(out, "{}", Markdown(&table))?,
        false => write!(out, "{table}")?,
    }
    Ok(())
}

/// Returns the commands to measure on a dossier, and on its twin with faults.
fn on_dossier(plain: &Dossier, faulty: &Dossier, rg: bool) -> Vec<Scenario> {
    let mut scenarios = vec![
        scenario("cb validate", CB, &["validate"], Some(plain), 0),
        scenario("cb validate …-fautes", CB, &["validate"], Some(faulty), 1),
        scenario("cb stats", CB, &["stats"], Some(plain), 0),
    ];
    // A brief speaks of every idea: no team has a hundred thousand files of them.
    if plain.files <= BRIEF {
        scenarios.push(scenario("cb report", CB, REPORT, Some(plain), 0));
    }
    if rg {
        scenarios.push(scenario(REFERENCE, "rg", &["-c", "^date:"], Some(plain), 0));
    }
    scenarios
}

/// Returns the commands to measure on what git keeps of a dossier, each beside one of git.
fn on_history(plain: &Dossier) -> Result<Vec<Vec<Scenario>>> {
    let line = |label: &str, line: &[&OsStr]| Scenario {
        label: label.to_owned(),
        line: line.iter().map(|word| OsString::from(*word)).collect(),
        exit: 0,
    };
    let two = history::repository(plain, Length::Two)?;
    let dossier = two.join("dossier");
    let words = |words: &'static [&'static str]| words.iter().map(OsStr::new);
    let cb: Vec<&OsStr> = words(&[CB, "diff", "HEAD~1", "HEAD"]).chain([dossier.as_os_str()]).collect();
    let git: Vec<&OsStr> =
        words(&["git", "-C"]).chain([two.as_os_str()]).chain(words(&["diff", "--stat", "HEAD~1", "HEAD"])).collect();
    let mut all = vec![vec![line("cb diff", &cb), line(DIFF, &git)]];
    if plain.files <= BRIEF {
        let long = history::repository(plain, Length::Long)?;
        let dossier = long.join("dossier");
        let cb: Vec<&OsStr> = words(&[CB, "stats", "--history"]).chain([dossier.as_os_str()]).collect();
        let git: Vec<&OsStr> = words(&["sh", "-c", BLOBS, "sh"]).chain([long.as_os_str()]).collect();
        all.push(vec![line("cb stats --history", &cb), line(LOG, &git)]);
    }
    Ok(all)
}

/// What git does that `cb diff` is compared with.
const DIFF: &str = "git diff --stat";

/// What git does that `cb stats --history` is compared with: it names every content of a history, and reads them.
const LOG: &str = "git log --raw + blobs";

/// The same, for a shell.
const BLOBS: &str =
    "cd \"$1\" && git log --raw --no-abbrev | awk '/^:/ { print $4 }' | grep -v '^0*$' | git cat-file --batch";

/// Returns the commands to measure that read no such dossier: start-up, the brief of the dossier that is shown, and a text of twenty pages,
/// alone and beside that dossier.
fn alone(folder: &Path) -> Result<Vec<Scenario>> {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/dossiers/exemple");
    let mut brief = scenario("cb report, exemple", CB, REPORT, None, 0);
    brief.line.push(example.into());
    let text = prose::text(folder)?;
    let mut verify = scenario("cb verify, 20 pages", CB, &["verify"], None, 1);
    verify.line.push(text.clone().into());
    let mut beside = scenario("cb verify, exemple", CB, &["verify", "--dossier", example], None, 1);
    beside.line.push(text.into());
    Ok(vec![scenario("cb --version", CB, &["--version"], None, 0), brief, verify, beside])
}

/// The brief of a seminar in HTML.
const REPORT: &[&str] = &["report", "brief-seminaire", "--format", "html", "--quiet", "--at", "2026-01-01"];

/// The most files a brief is measured over.
const BRIEF: usize = 10_000;

/// The label of the command the others are compared with.
const REFERENCE: &str = "rg -c '^date:'";

fn scenario(label: &str, program: &str, arguments: &[&str], dossier: Option<&Dossier>, exit: i32) -> Scenario {
    let path = dossier.map(|dossier| dossier.path.clone().into_os_string());
    let line = [program].iter().chain(arguments).map(OsString::from).chain(path).collect();
    Scenario { label: label.to_owned(), line, exit }
}

/// Measures scenarios and lays out what they used.
fn section(dossier: Option<&Dossier>, scenarios: &[Scenario], rounds: usize) -> Result<Section> {
    let summaries = measure::interleaved(scenarios, rounds)?;
    Ok(Section {
        files: dossier.map(|dossier| dossier.files),
        bytes: dossier.map_or(0, |dossier| dossier.bytes),
        rounds,
        reference: [(REFERENCE, "rg"), (DIFF, "git"), (LOG, "git")].into_iter().find_map(|(label, program)| {
            let at = scenarios.iter().position(|scenario| scenario.label == label)?;
            Some((at, program))
        }),
        rows: scenarios.iter().map(|scenario| scenario.label.clone()).zip(summaries).collect(),
    })
}

/// Compares each command with itself from each size to the next.
fn growths(sections: &[Section]) -> Vec<Growth> {
    let mut growths = Vec::new();
    for (rank, small) in sections.iter().enumerate() {
        for (label, before) in &small.rows {
            let row = |great: &'_ Section| great.rows.iter().position(|(same, _)| same == label);
            let next = sections.iter().skip(rank + 1).find_map(|great| Some((great, row(great)?)));
            let Some((great, Some((_, after)))) = next.map(|(great, at)| (great, great.rows.get(at))) else { continue };
            let sizes = (small.files.unwrap_or_default(), great.files.unwrap_or_default());
            growths.push(Growth::between(label, (sizes.0, before), (sizes.1, after)));
        }
    }
    growths
}

/// Tells whether ripgrep is installed.
fn has_ripgrep() -> bool {
    let version = Command::new("rg").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}
