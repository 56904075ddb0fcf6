//! Time, processor time and peak memory of commands, run in turn.
//!
//! The kernel tells a process what its ended children used, all together. So that each figure is one command's, the benchmark runs
//! itself again for each run, as a [`wrapper`] with one child. The wrapper's own size, some 3 MB, is the least memory it can see.

use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The argument that makes the benchmark a wrapper; the command to run follows.
pub(crate) const WRAP: &str = "--one";

/// A command to measure.
pub(crate) struct Scenario {
    /// What it is called in the table.
    pub(crate) label: String,
    /// The program and its arguments.
    pub(crate) line: Vec<OsString>,
    /// The exit code of a run that went well.
    pub(crate) exit: i32,
}

/// What one run used.
#[derive(Clone, Copy)]
struct Sample {
    wall: Duration,
    cpu: Duration,
    memory: u64,
}

/// What several runs of a command used.
#[derive(Clone)]
pub(crate) struct Summary {
    /// The median of elapsed times.
    pub(crate) wall: Duration,
    /// The least and the greatest.
    pub(crate) range: (Duration, Duration),
    /// The median of processor times, user and system, of all threads.
    pub(crate) cpu: Duration,
    /// The median of peak memories, in bytes.
    pub(crate) memory: u64,
}

/// Measures scenarios, each once a round after a round that does not count; one summary each, in order.
///
/// # Errors
///
/// Fails where a command cannot be run or ends otherwise than its scenario says.
pub(crate) fn interleaved(scenarios: &[Scenario], rounds: usize) -> Result<Vec<Summary>> {
    let mut samples: Vec<Vec<Sample>> = scenarios.iter().map(|_| Vec::new()).collect();
    for round in 0..=rounds {
        for (scenario, samples) in scenarios.iter().zip(&mut samples) {
            let sample = once(scenario).with_context(|| format!("« {} » n’a pas pu être mesuré", scenario.label))?;
            if round > 0 {
                samples.push(sample);
            }
        }
    }
    samples.iter().map(|samples| summary(samples).context("aucun tour")).collect()
}

fn summary(samples: &[Sample]) -> Option<Summary> {
    let wall = sorted(samples, |sample| sample.wall);
    let (cpu, memory) = (sorted(samples, |sample| sample.cpu), sorted(samples, |sample| sample.memory));
    let middle = samples.len() / 2;
    Some(Summary {
        wall: *wall.get(middle)?,
        range: (*wall.first()?, *wall.last()?),
        cpu: *cpu.get(middle)?,
        memory: *memory.get(middle)?,
    })
}

fn sorted<T: Ord>(samples: &[Sample], value: impl Fn(&Sample) -> T) -> Vec<T> {
    let mut values: Vec<T> = samples.iter().map(value).collect();
    values.sort_unstable();
    values
}

/// Runs a scenario in a wrapper and reads what the wrapper says.
fn once(scenario: &Scenario) -> Result<Sample> {
    let output =
        Command::new(std::env::current_exe()?).arg(WRAP).args(&scenario.line).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "la mesure a échoué");
    let text = String::from_utf8(output.stdout)?;
    let figures: Vec<i64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [exit, wall, cpu, memory] = *figures else { bail!("mesure illisible : {text}") };
    ensure!(exit == i64::from(scenario.exit), "code de sortie {exit} au lieu de {}", scenario.exit);
    Ok(Sample {
        wall: Duration::from_micros(wall.try_into()?),
        cpu: Duration::from_micros(cpu.try_into()?),
        memory: u64::try_from(memory)? * 1024,
    })
}

/// Runs one command, its output thrown away, and writes its exit code, its elapsed and processor times in microseconds and its peak
/// memory in kibibytes.
///
/// # Errors
///
/// Fails where there is no command, or it cannot be run or is killed.
pub(crate) fn wrapper(mut line: impl Iterator<Item = OsString>, mut out: impl Write) -> Result<()> {
    let program = line.next().context("commande absente")?;
    let mut command = Command::new(program);
    command.args(line).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let wall = start.elapsed();
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = used.user_time().num_microseconds() + used.system_time().num_microseconds();
    let exit = status.code().context("commande tuée")?;
    writeln!(out, "{exit} {} {cpu} {}", wall.as_micros(), used.max_rss())?;
    Ok(())
}
