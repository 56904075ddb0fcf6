//! `cargo bench --bench validate [-- SIZE… --rounds N --markdown]`: how fast `cb` is on dossiers of 1,000, 10,000 and 100,000 files.
//!
//! Dossiers are made under the build directory ([`generate`]), `cb` must tell the truth about them ([`truth`]), then commands run in
//! turn ([`measure`]), beside `rg -c '^date:'` where ripgrep is installed: a program that reads the same files and does nearly
//! nothing with them. Run without `--bench`, as by `cargo test --all-targets`, only the truth is checked.
//!
//! To measure one more command, add a line to [`on_dossier`] or [`alone`].

mod generate;
mod measure;
mod records;
mod table;
mod truth;
mod words;

use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use generate::Dossier;
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
        }
    }
    let mut out = stdout().lock();
    if !options.measured {
        writeln!(out, "dossiers de mesure : aucun constat sans faute, un constat par faute")?;
        return Ok(());
    }
    table.growths = growths(&table.sections);
    table.sections.push(section(None, &alone(), options.rounds * MORE)?);
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

/// Returns the commands to measure that read no such dossier: start-up, and the brief of the dossier that is shown.
fn alone() -> Vec<Scenario> {
    let mut brief = scenario("cb report, exemple", CB, REPORT, None, 0);
    brief.line.push(concat!(env!("CARGO_MANIFEST_DIR"), "/dossiers/exemple").into());
    vec![scenario("cb --version", CB, &["--version"], None, 0), brief]
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
        reference: scenarios.iter().position(|scenario| scenario.label == REFERENCE),
        rows: scenarios.iter().map(|scenario| scenario.label.clone()).zip(summaries).collect(),
    })
}

/// Compares each command with itself from each size to the next.
fn growths(sections: &[Section]) -> Vec<Growth> {
    let mut growths = Vec::new();
    for (small, great) in sections.iter().zip(sections.iter().skip(1)) {
        let sizes = (small.files.unwrap_or_default(), great.files.unwrap_or_default());
        for (label, before) in &small.rows {
            let Some((_, after)) = great.rows.iter().find(|(same, _)| same == label) else { continue };
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
