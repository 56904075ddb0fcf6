//! `cb explain`: the page of a rule, or the list of rules.

use std::io::Write;

use anyhow::bail;

use crate::cli::args::Explain;
use crate::cli::ui::{Outcome, Ui};
use crate::render::style::Ink;
use crate::rule::catalogue;

/// Runs the command.
pub fn run(args: &Explain, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let style = ui.style();
    let out = ui.out();
    let Some(code) = &args.code else {
        for rule in catalogue::ALL {
            let level = format!("{:<13}", rule.severity.word());
            writeln!(
                out,
                "{}  {}  {}",
                style.paint(Ink::Strong, rule.code),
                style.paint(rule.severity.into(), level),
                rule.name
            )?;
        }
        return Ok(Outcome::Fine);
    };
    match catalogue::find(code) {
        Some(rule) => out.write_all(rule.page.as_bytes())?,
        None => bail!(super::validate::unknown(code)),
    }
    Ok(Outcome::Fine)
}
