//! The table of what was measured: plain text in French for a terminal, Markdown in English for `docs/performance.md`.

use std::fmt;
use std::time::Duration;

use crate::measure::Summary;

/// What was measured on one dossier.
pub(crate) struct Section {
    /// The size of the dossier, in files; none for what reads no dossier.
    pub(crate) files: Option<usize>,
    /// Its size in bytes.
    pub(crate) bytes: u64,
    /// How many rounds.
    pub(crate) rounds: usize,
    /// Each command and what it used.
    pub(crate) rows: Vec<(String, Summary)>,
    /// The row the others are compared with, and the program it runs.
    pub(crate) reference: Option<(usize, &'static str)>,
}

/// How the processor time of a command grows between two sizes.
pub(crate) struct Growth {
    /// The command.
    pub(crate) label: String,
    /// The sizes, in files.
    pub(crate) files: (usize, usize),
    /// How many times more processor time the greater takes.
    pub(crate) times: f64,
    /// The slope between the two on logarithmic scales: 1 for time in proportion to size.
    pub(crate) slope: f64,
}

/// All that was measured.
pub(crate) struct Table {
    /// By size.
    pub(crate) sections: Vec<Section>,
    /// For each command, from the smallest size to the next and so on.
    pub(crate) growths: Vec<Growth>,
}

impl Section {
    /// Returns how many times the time, then the processor time, of the reference a row took.
    fn ratios(&self, row: &Summary) -> Option<[f64; 2]> {
        let (_, reference) = self.rows.get(self.reference?.0)?;
        let ratio = |of: fn(&Summary) -> Duration| of(row).as_secs_f64() / of(reference).as_secs_f64();
        Some([ratio(|row| row.wall), ratio(|row| row.cpu)])
    }
}

impl Growth {
    /// Compares the processor times of a command at two sizes.
    pub(crate) fn between(label: &str, small: (usize, &Summary), great: (usize, &Summary)) -> Self {
        let times = great.1.cpu.as_secs_f64() / small.1.cpu.as_secs_f64();
        let sizes = great.0 as f64 / small.0 as f64;
        Self { label: label.to_owned(), files: (small.0, great.0), times, slope: times.ln() / sizes.ln() }
    }
}

/// The table as Markdown.
pub(crate) struct Markdown<'t>(pub(crate) &'t Table);

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let french = Language { comma: ',', thousands: '\u{202f}', megabyte: "Mo" };
        for section in &self.sections {
            match section.files {
                Some(files) => {
                    let (files, size) = (french.whole(files), french.memory(section.bytes));
                    writeln!(f, "{files} fichiers, {size}, {}", french.rounds(section.rounds))?;
                }
                None => writeln!(f, "Démarrage, et le dossier d’exemple, {}", french.rounds(section.rounds))?,
            }
            let beside = section.reference.map_or_else(String::new, |(_, program)| format!("× {program}"));
            row(f, ["", "temps", &beside, "min–max", "CPU", &beside, "mémoire"])?;
            for (label, summary) in &section.rows {
                row(f, french.cells(label, summary, section.ratios(summary)).each_ref().map(String::as_str))?;
            }
            writeln!(f)?;
        }
        for Growth { label, files: (small, great), times, slope } in &self.growths {
            let (slope, times) = (french.decimal(*slope, 2), french.decimal(*times, 1));
            let (small, great) = (french.whole(*small), french.whole(*great));
            writeln!(f, "{label}, CPU de {small} à {great} fichiers\u{a0}: × {times}, pente {slope}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Markdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let english = Language { comma: '.', thousands: ',', megabyte: "MB" };
        writeln!(f, "| files | command | time | × `rg` or `git` | min–max | CPU | × | memory |")?;
        writeln!(f, "| --: | --- | --: | --: | --: | --: | --: | --: |")?;
        for section in &self.0.sections {
            let files = section.files.map_or_else(|| "–".to_owned(), |files| english.whole(files));
            for (label, summary) in &section.rows {
                let [label, cells @ ..] = english.cells(label, summary, section.ratios(summary));
                writeln!(f, "| {files} | `{label}` | {} |", cells.join(" | "))?;
            }
        }
        writeln!(f, "\n| command | from | to | CPU × | slope |\n| --- | --: | --: | --: | --: |")?;
        for Growth { label, files: (small, great), times, slope } in &self.0.growths {
            let (slope, times) = (english.decimal(*slope, 2), english.decimal(*times, 1));
            writeln!(f, "| `{label}` | {} | {} | {times} | {slope} |", english.whole(*small), english.whole(*great))?;
        }
        Ok(())
    }
}

/// Writes a line of the plain table, of 79 columns.
fn row(f: &mut fmt::Formatter<'_>, cells: [&str; 7]) -> fmt::Result {
    let [label, wall, beside, range, cpu, cpu_beside, memory] = cells;
    let line = format!("  {label:<22}{wall:>9}{beside:>6}{range:>15}{cpu:>9}{cpu_beside:>6}{memory:>10}");
    writeln!(f, "{}", line.trim_end())
}

/// How figures are written.
struct Language {
    comma: char,
    thousands: char,
    megabyte: &'static str,
}

impl Language {
    fn decimal(&self, value: f64, digits: usize) -> String {
        format!("{value:.digits$}").replace('.', &self.comma.to_string())
    }

    fn whole(&self, value: usize) -> String {
        let digits = value.to_string();
        let mut text = String::new();
        for (rank, digit) in digits.chars().enumerate() {
            if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
                text.push(self.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// Writes of how many rounds figures are the medians, in French.
    fn rounds(&self, rounds: usize) -> String {
        if rounds > 1 { format!("médianes de {} tours", self.whole(rounds)) } else { "un seul tour".to_owned() }
    }

    /// Writes a time in the unit of `scale`, without it.
    fn amount(&self, time: Duration, scale: Duration) -> String {
        if scale < Duration::from_secs(1) {
            self.decimal(time.as_secs_f64() * 1e3, if scale < Duration::from_millis(100) { 1 } else { 0 })
        } else {
            self.decimal(time.as_secs_f64(), 2)
        }
    }

    fn time(&self, time: Duration) -> String {
        let unit = if time < Duration::from_secs(1) { "ms" } else { "s" };
        format!("{}\u{a0}{unit}", self.amount(time, time))
    }

    fn range(&self, row: &Summary) -> String {
        format!("{}–{}", self.amount(row.range.0, row.wall), self.amount(row.range.1, row.wall))
    }

    /// Writes the cells of a row: command, time, ratio, extremes, processor time, ratio, memory.
    fn cells(&self, label: &str, row: &Summary, ratios: Option<[f64; 2]>) -> [String; 7] {
        let [beside, cpu_beside] =
            ratios.map_or([const { String::new() }; 2], |both| both.map(|ratio| self.decimal(ratio, 2)));
        let (wall, cpu) = (self.time(row.wall), self.time(row.cpu));
        [label.to_owned(), wall, beside, self.range(row), cpu, cpu_beside, self.memory(row.memory)]
    }

    fn memory(&self, bytes: u64) -> String {
        format!("{}\u{a0}{}", self.decimal(bytes as f64 / 1e6, 1), self.megabyte)
    }
}
