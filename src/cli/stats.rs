//! `cb stats`: what the dossiers count.

use std::io::Write;

use crate::cli::args::{Stats as Args, StatsFormat};
use crate::cli::load;
use crate::cli::ui::{self, Outcome, Ui};
use crate::read::Keep;
use crate::render::stats;
use crate::stats::Stats;

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let at = ui::day(args.scope.at.as_deref())?;
    let loaded = load::load(&args.scope.paths, Keep::Names)?;
    let all: Vec<Stats> = loaded.iter().map(|loaded| Stats::of(&loaded.dossier, at)).collect();
    let text = match args.format {
        StatsFormat::Text => stats::text(&all, args.scope.at.is_some(), ui.style()),
        StatsFormat::Json => stats::json(&all)?,
    };
    ui.out().write_all(text.as_bytes())?;
    Ok(Outcome::Fine)
}
