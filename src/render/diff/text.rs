//! The changes for a terminal.

use std::io::{self, Write};

use super::section::{Line, sections};
use super::{Page, Shown};
use crate::fr::{agree, counted};
use crate::render::diagnostics;
use crate::render::style::{Ink, Style};
use crate::render::table::{Table, wrap};
use crate::render::visible::visible;

/// Writes what changed.
///
/// # Errors
/// Those of `out`.
pub fn text(shown: &Shown<'_>, style: Style, out: &mut impl Write) -> io::Result<()> {
    if shown.pages.is_empty() {
        let said = format!("Rien n’a changé entre {} et {}.", shown.from, shown.to);
        wrap(&said, style.width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    for (rank, page) in shown.pages.iter().enumerate() {
        if rank > 0 {
            writeln!(out)?;
        }
        one(page, shown, style, out)?;
    }
    if shown.doubts.findings.iter().any(|finding| finding.diagnostic.waived.is_none()) {
        writeln!(out, "\n{}\n", style.paint(Ink::Strong, "À regarder"))?;
        diagnostics::each(shown.doubts, shown.texts, style, out)?;
    }
    Ok(())
}

fn one(page: &Page<'_>, shown: &Shown<'_>, style: Style, out: &mut impl Write) -> io::Result<()> {
    let head = format!("{}, de {} à {}", visible(&page.title), shown.from, shown.to);
    for line in wrap(&head, style.width) {
        writeln!(out, "{line}")?;
    }
    for line in wrap(&page.summary(), style.width) {
        writeln!(out, "{}", style.paint(Ink::Strong, visible(&line)))?;
    }
    if let Some((before, after)) = page.moved {
        let said = format!("Déplacé de `{}` à `{}`.", visible(before), visible(after));
        wrap(&said, style.width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    for section in sections(page.changes, false) {
        writeln!(out, "\n{}", style.paint(Ink::Strong, section.heading))?;
        let row = |Line { id, said }: Line| vec![vec![format!("  {id}")], said];
        let rows = section.lines.into_iter().map(row).collect();
        out.write_all(Table { rows, ..Table::default() }.render(style).as_bytes())?;
    }
    if page.unsaid > 0 {
        let verb = agree(page.unsaid, "dit", "disent");
        let said = format!("{} écrits autrement {verb} la même chose.", counted(page.unsaid, "fichier", "fichiers"));
        let said = if page.unsaid < 2 { said.replace("écrits", "écrit") } else { said };
        writeln!(out)?;
        wrap(&said, style.width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}
