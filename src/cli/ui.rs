//! The terminal: its width and colours, results on stdout, the rest on stderr, the exit code.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context;

use crate::cli::args::{ColorWhen, Common, Exit, Screen};
use crate::render::style::Style;
use crate::source::worktree::plain;
use crate::value::date::{self, Day};

/// The width of a page where there is no terminal to ask.
const WIDTH: usize = 80;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong: exit code 0.
    Fine,
    /// The dossier has an error: exit code 1.
    Faulty,
}

/// Where a command writes.
pub struct Ui {
    out: BufWriter<io::StdoutLock<'static>>,
    style: Style,
    quiet: bool,
}

/// Tells what the user's environment says of the screen.
pub fn screen() -> Screen {
    Screen {
        width: width(),
        stdout_color: color(ColorWhen::Auto, io::stdout().is_terminal()),
        stderr_color: color(ColorWhen::Auto, io::stderr().is_terminal()),
    }
}

/// The columns of the page: `COLUMNS` where it is set, 80 elsewhere.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|columns| (20..=400).contains(columns)).unwrap_or(WIDTH)
}

fn color(when: ColorWhen, terminal: bool) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            terminal && !refused && !dumb()
        }
    }
}

/// Tells whether the terminal can only show text as it comes.
fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Tells whether the locale can show more than ASCII: a locale that says nothing is taken to.
fn unicode() -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match said {
        Some(locale) => {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => true,
    }
}

/// Writes what clap has to say and returns the exit code.
pub fn leave(exit: &Exit) -> ExitCode {
    let written = if exit.to_stdout {
        io::stdout().lock().write_all(exit.text.as_bytes())
    } else {
        io::stderr().lock().write_all(exit.text.as_bytes())
    };
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = io::stderr().lock().write_all(unwritten(&error).as_bytes());
            ExitCode::from(2)
        }
        _ => ExitCode::from(exit.code),
    }
}

impl Ui {
    /// Opens the output as the common options ask.
    pub fn new(common: &Common) -> Self {
        let stdout = io::stdout();
        let style = Style {
            color: color(common.color, stdout.is_terminal()),
            unicode: unicode(),
            terminal: stdout.is_terminal() && !dumb(),
            width: width(),
        };
        Self { out: BufWriter::with_capacity(1 << 16, stdout.lock()), style, quiet: common.quiet }
    }

    /// Returns how text is to look.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Tells whether only the result is wanted.
    pub fn quiet(&self) -> bool {
        self.quiet
    }

    /// Returns where results go.
    pub fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Ends the run: flushes, says what failed, and gives the exit code. A closed pipe is a normal end.
    pub fn end(mut self, result: anyhow::Result<Outcome>) -> ExitCode {
        let result = result.and_then(|outcome| {
            self.out.flush()?;
            Ok(outcome)
        });
        match result {
            Ok(Outcome::Fine) => ExitCode::SUCCESS,
            Ok(Outcome::Faulty) => ExitCode::from(1),
            Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
            Err(error) => {
                let mut said = match error.downcast_ref::<io::Error>() {
                    Some(error) => unwritten(error),
                    None => format!("erreur\u{a0}: {error}\n"),
                };
                for cause in error.chain().skip(1) {
                    said.push_str(&format!("  {cause}\n"));
                }
                // Nowhere is left to say that stderr is closed.
                let _ = io::stderr().lock().write_all(said.as_bytes());
                ExitCode::from(2)
            }
        }
    }
}

/// Says that the result could not be written.
fn unwritten(error: &io::Error) -> String {
    format!("erreur\u{a0}: impossible d’écrire le résultat\u{a0}: {}\n", plain(error))
}

fn closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Returns the day a command is asked to stand at: the one given, or today.
pub fn day(at: Option<&str>) -> anyhow::Result<Day> {
    at.map_or_else(|| Ok(today()), |written| day_said("--at", written))
}

/// Reads the day that an option gives.
pub fn day_said(option: &str, written: &str) -> anyhow::Result<Day> {
    let read = date::parse(written).ok().with_context(|| {
        format!("date illisible\u{a0}: «\u{a0}{written}\u{a0}»\naide\u{a0}: écrivez `{option} 2018-11-06`")
    })?;
    Ok(read.latest())
}

/// Returns today's date, in universal time.
fn today() -> Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    day_of(since.ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0))
}

/// Returns the day on which a moment falls, in seconds since 1970.
pub fn day_of(seconds: i64) -> Day {
    let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or(0);
    Day::from_ymd(1970, 1, 1).map_or(Day::FIRST, |epoch| epoch.plus_days(days))
}
