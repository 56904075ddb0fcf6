//! The last line of what a person reads: what was looked at, and how much is wrong.

use std::io;

use super::{Counts, Report};
use crate::fr::counted;
use crate::render::style::{Ink, Style};
use crate::render::visible::{columns, visible};
use crate::value::date::month_name;

/// Writes the summary: « 2 dossiers, 571 fiches dans 122 fichiers, au 14 juillet 2026 : 3 erreurs, 1 avertissement », on one line where
/// it fits.
///
/// # Errors
///
/// Those of `out`.
pub fn summary(report: &Report<'_>, style: Style, out: &mut impl io::Write) -> io::Result<()> {
    let [dossiers, records, files] = [
        counted(report.dossiers.len() as u64, "dossier", "dossiers"),
        counted(report.records as u64, "fiche", "fiches"),
        counted(report.files as u64, "fichier", "fichiers"),
    ];
    let source = match (&report.source.revision, report.source.kind) {
        (Some(revision), _) => format!(" de la révision {}", visible(revision)),
        (None, "index") => " de l’index".to_owned(),
        (None, _) => String::new(),
    };
    let read = format!("{dossiers}, {records} dans {files}{source}, au {}", long_date(&report.at));
    let mut written = style.paint(Ink::Strong, format_args!("{read}\u{a0}: ")).to_string();

    let Counts { error, warning, info, waived } = report.counts();
    let levels = [
        (Ink::Error, error, "erreur", "erreurs"),
        (Ink::Warning, warning, "avertissement", "avertissements"),
        (Ink::Info, info, "information", "informations"),
    ];
    let found: Vec<_> = levels
        .into_iter()
        .filter(|&(_, count, ..)| count > 0)
        .map(|(ink, count, one, many)| style.paint(ink, counted(count as u64, one, many)).to_string())
        .collect();
    if found.is_empty() {
        let none = if report.since.is_some() { "rien de nouveau" } else { "aucune faute" };
        written.push_str(&style.paint(Ink::Good, none).to_string());
    } else {
        written.push_str(&found.join(", "));
    }
    if let Some(since) = report.since {
        written.push_str(&format!(" depuis {}", visible(since)));
    }
    if waived > 0 {
        written.push_str(&format!(" ({})", counted(waived as u64, "dispense", "dispenses")));
    }
    writeln!(out, "{}", wrapped(&written, style.width))
}

/// Breaks a text at its plain spaces into lines of `width` columns at most; colours take no room.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut at = 0;
    for (rank, word) in text.split(' ').enumerate() {
        let room = shown_width(word);
        if rank > 0 && at + 1 + room > width {
            lines.push('\n');
            at = 0;
        } else if rank > 0 {
            lines.push(' ');
            at += 1;
        }
        lines.push_str(word);
        at += room;
    }
    lines
}

/// Returns how many columns a text takes, its colours left aside.
fn shown_width(text: &str) -> usize {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().map_or(0, columns);
    first + parts.map(|part| columns(part.split_once('m').map_or("", |(_, rest)| rest))).sum::<usize>()
}

/// Turns `2026-07-01` into « 1er juillet 2026 »; what is no such date stays as it is.
fn long_date(iso: &str) -> String {
    let parts: Vec<usize> = iso.split('-').map_while(|part| part.parse().ok()).collect();
    match parts[..] {
        [year, month @ 1..=12, day] => {
            let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
            format!("{day} {} {year}", u8::try_from(month).map_or("", month_name))
        }
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_summary_is_broken_between_its_words_whatever_its_colours() {
        let plain = "2\u{a0}dossiers, 571\u{a0}fiches dans 122\u{a0}fichiers";
        assert_eq!(wrapped(plain, 80), plain);
        assert_eq!(wrapped(plain, 24), "2\u{a0}dossiers, 571\u{a0}fiches\ndans 122\u{a0}fichiers");
        let coloured = plain.replace("571", "\u{1b}[1m571\u{1b}[0m");
        assert_eq!(wrapped(&coloured, 24).replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), wrapped(plain, 24));
    }

    #[test]
    fn a_date_is_written_as_people_say_it() {
        assert_eq!(long_date("2026-07-14"), "14 juillet 2026");
        assert_eq!(long_date("2019-05-01"), "1er mai 2019");
        assert_eq!(long_date("2019-13-01"), "2019-13-01");
        assert_eq!(long_date("hier"), "hier");
    }
}
