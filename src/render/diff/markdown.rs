//! The changes as Markdown, for the comment of a pull request: short, the details folded away.

use super::section::{Section, sections};
use super::{Page, Shown};
use crate::fr::counted;
use crate::render::visible::visible;
use crate::rule::Severity;

/// How many lines of a section stand before they are folded away.
const OPEN: usize = 12;

/// How many lines are written at most: a comment that is too long is refused.
const MOST: usize = 100;

/// Returns what changed. The words of people who did not agree to be quoted are left out.
pub fn markdown(shown: &Shown<'_>) -> String {
    let mut text = String::new();
    if shown.pages.is_empty() {
        text.push_str(&format!("Rien n’a changé entre {} et {}.\n", escaped(shown.from), escaped(shown.to)));
    }
    for page in shown.pages {
        one(page, shown, &mut text);
    }
    doubts(shown, &mut text);
    text
}

fn one(page: &Page<'_>, shown: &Shown<'_>, text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&format!("### {}\n\n", escaped(&page.title)));
    text.push_str(&format!("**{}**\n", escaped(&page.summary())));
    if let Some((before, after)) = page.moved {
        text.push_str(&format!("\nDéplacé de {} à {}.\n", code(before), code(after)));
    }
    let (weighty, folded): (Vec<Section>, Vec<Section>) =
        sections(page.changes, true).into_iter().partition(|section| section.weighty && section.lines.len() <= OPEN);
    for section in weighty {
        list(&section, text);
    }
    if !folded.is_empty() {
        let lines: usize = folded.iter().map(|section| section.lines.len()).sum();
        text.push_str(&format!(
            "\n<details><summary>Le détail\u{a0}: {}</summary>\n",
            counted(lines as u64, "fiche", "fiches")
        ));
        folded.iter().for_each(|section| list(section, text));
        text.push_str("\n</details>\n");
    }
    if page.unsaid > 0 {
        text.push_str(&format!(
            "\n{} sans changement de sens.\n",
            counted(page.unsaid, "fichier écrit autrement,", "fichiers écrits autrement,")
        ));
    }
    text.push_str(&format!("\n<sub>De {} à {}.</sub>\n", escaped(shown.from), escaped(shown.to)));
}

fn list(section: &Section, text: &mut String) {
    text.push_str(&format!("\n**{}**\n\n", section.heading));
    for line in section.lines.iter().take(MOST) {
        let said: Vec<String> = line.said.iter().map(|said| escaped(said)).collect();
        text.push_str(&format!("- **{}** {}\n", escaped(&line.id), said.join("\u{202f}; ")));
    }
    if section.lines.len() > MOST {
        text.push_str(&more(section.lines.len()));
    }
}

/// Lists what the change puts in doubt.
fn doubts(shown: &Shown<'_>, text: &mut String) {
    let open: Vec<_> = shown.doubts.findings.iter().filter(|finding| finding.diagnostic.waived.is_none()).collect();
    if open.is_empty() {
        return;
    }
    text.push_str("\n**À regarder**\n\n");
    for finding in open.iter().take(MOST) {
        let mark = match finding.diagnostic.severity {
            Severity::Error => "❌",
            Severity::Warning => "⚠️",
            Severity::Info => "ℹ️",
        };
        let help =
            finding.diagnostic.help.as_deref().map_or_else(String::new, |help| format!(" — {}", with_code(help)));
        text.push_str(&format!(
            "- {mark} {} {}\u{a0}: {}{help}\n",
            finding.diagnostic.rule.code,
            code(finding.path),
            with_code(&finding.diagnostic.message)
        ));
    }
    if open.len() > MOST {
        text.push_str(&more(open.len()));
    }
}

/// Says how many of a long list are not shown.
fn more(all: usize) -> String {
    format!("- et {}\n", counted((all - MOST) as u64, "autre", "autres"))
}

/// Puts a path between backquotes, whatever it holds.
fn code(text: &str) -> String {
    format!("`{}`", visible(text).replace('`', "'"))
}

/// Keeps what stands between two backquotes so, and all else from being read as Markdown.
fn with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(rank, part): (usize, &&str)| match rank % 2 {
        1 if part.is_empty() => String::new(),
        1 => code(part),
        _ => escaped(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Keeps a text from being read as Markdown, HTML or the name of someone, on one line.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let shown = visible(text);
    for letter in shown.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#') {
            safe.push('\\');
        }
        safe.push(letter);
        if letter == '@' {
            // A name after it would be told of the comment.
            safe.push('\u{200b}');
        }
    }
    safe
}
