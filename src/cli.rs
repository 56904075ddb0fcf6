//! The shell: arguments in, text and exit code out. The only part that prints.

pub mod args;
pub mod config;
pub mod diff;
pub mod errors;
pub mod explain;
pub mod growth;
pub mod help;
pub mod hook;
pub mod load;
pub mod log;
pub mod modeles;
pub mod number;
pub mod output;
pub mod past;
pub mod provenance;
pub mod report;
pub mod resolve;
pub mod since;
pub mod stats;
pub mod sure;
pub mod texts;
pub mod ui;
pub mod validate;
pub mod verify;
pub mod versions;

use std::ffi::OsString;
use std::process::ExitCode;

use ui::Ui;

/// Runs `cb` with these arguments, the program's name first; returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let screen = ui::screen();
    let cli = match args::parse(args, screen) {
        Ok(cli) => cli,
        Err(exit) => return ui::leave(&exit),
    };
    let mut ui = Ui::new(&cli.common);
    let result = match cli.command {
        args::Command::Validate(args) => validate::run(&args, &mut ui),
        args::Command::Stats(args) => stats::run(&args, &mut ui),
        args::Command::Report(args) => report::run(&args, &mut ui),
        args::Command::Verify(args) => verify::run(&args, &mut ui),
        args::Command::Diff(args) => diff::run(&args, &mut ui),
        args::Command::Log(args) => log::run(&args, &mut ui),
        args::Command::Explain(args) => explain::run(&args, &mut ui),
        args::Command::Number(args) if args.resolve => resolve::run(&args, &mut ui),
        args::Command::Number(args) => number::run(&args, &mut ui),
        args::Command::Hook(args) => hook::run(&args, &mut ui),
    };
    ui.end(result)
}
