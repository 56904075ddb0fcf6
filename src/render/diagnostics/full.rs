//! The findings with the lines they are about, as compilers show them, in French.
//!
//! Drawn by [`annotate_snippets`], out of [`Window`]s that are already cut and cleaned. The crate would count columns in what it is
//! given, not in the file: each window's path is therefore a [`MARK`], replaced by the true place in what was drawn.

use std::io;

use annotate_snippets::{Group, Level, Origin, Renderer};

use super::files::{Files, Loaded, path_of};
use super::window::{Mark, Window};
use super::{Finding, Report, Texts, summary};
use crate::fr::counted;
use crate::render::style::Style;
use crate::render::visible::{columns, visible};
use crate::rule::Severity;

/// Stands for the place of a window until it is drawn; [`visible`] lets no such character through.
const MARK: char = '\u{fff9}';
/// How many related places of a finding are shown.
const RELATED: usize = 8;

/// Writes each unwaived finding with its snippet, its help and an empty line, then the summary.
///
/// # Errors
///
/// Those of `out`.
pub fn full(report: &Report<'_>, texts: &dyn Texts, style: Style, out: &mut impl io::Write) -> io::Result<()> {
    each(report, texts, style, out)?;
    summary(report, style, out)
}

/// Writes each unwaived finding with its snippet, its help and an empty line.
///
/// # Errors
///
/// Those of `out`.
pub fn each(report: &Report<'_>, texts: &dyn Texts, style: Style, out: &mut impl io::Write) -> io::Result<()> {
    let renderer = style.renderer();
    for findings in report.by_file() {
        let shown = || findings.iter().filter(|finding| finding.diagnostic.waived.is_none());
        let loaded = Loaded::of(shown(), texts);
        let files = loaded.files();
        for finding in shown() {
            writeln!(out, "{}\n", draw(finding, &files, style, &renderer))?;
        }
    }
    Ok(())
}

fn draw(finding: &Finding<'_>, files: &Files<'_>, style: Style, renderer: &Renderer) -> String {
    let Finding { path, diagnostic, .. } = *finding;
    let (windows, lost) = windows(finding, files);
    let last = windows.iter().map(Window::last).max();
    let gutter = last.map_or(0, |line| line.to_string().len());

    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    // The crate writes « : » right after the name; the space that French wants before it is the name's last character.
    let name = format!("{}[{}]\u{a0}", diagnostic.severity.word(), diagnostic.rule.code);
    let mut group = Group::with_title(level.with_name(name).primary_title(visible(&diagnostic.message)));

    let unread = diagnostic.span.is_some() && files.get(path).is_none();
    if diagnostic.span.is_none() || unread {
        group = group.element(Origin::path(visible(path)));
    }
    let mut places = Vec::new();
    for window in &windows {
        let at = window.position();
        places.push(format!("{}:{}:{}", visible(window.path()), at.line, at.column));
        group = group.element(window.snippet(gutter, style).path(MARK.to_string()));
    }

    let mut notes = Vec::new();
    if unread {
        notes.push((Level::NOTE, "note", "sans extrait, car le fichier a changé ou ne peut plus être relu".to_owned()));
    }
    notes.extend(lost.into_iter().map(|(path, message)| (Level::NOTE, "note", format!("{message} ({path})"))));
    if let Some(more @ 1..) = diagnostic.related.len().checked_sub(RELATED) {
        notes.push((Level::NOTE, "note", format!("et {}", counted(more as u64, "autre endroit", "autres endroits"))));
    }
    notes.extend(diagnostic.help.as_deref().map(|help| (Level::HELP, "aide", help.to_owned())));
    for (level, word, text) in notes {
        let room = style.width.saturating_sub(gutter + " = ".len() + word.len() + " : ".len());
        group = group.element(level.with_name(format!("{word}\u{a0}")).message(wrapped(&text, room)));
    }
    placed(&renderer.render(&[group]), &places)
}

/// Returns the windows to draw, the finding's own first, and the path and message of the related places that cannot be shown.
fn windows<'f>(finding: &Finding<'f>, files: &'f Files<'_>) -> (Vec<Window<'f>>, Vec<(&'f str, &'f str)>) {
    let Finding { path, diagnostic, .. } = *finding;
    let mut windows: Vec<Window<'f>> = Vec::new();
    let mut lost = Vec::new();
    if let Some((file, span)) = files.get(path).zip(diagnostic.span) {
        windows.push(Window::new(path, file, Mark { span, label: diagnostic.label.as_deref(), primary: true }));
    }
    for place in diagnostic.related.iter().take(RELATED) {
        let path = path_of(place, path);
        let Some(file) = files.get(path) else {
            lost.push((path, &*place.message));
            continue;
        };
        let mark = Mark { span: place.span, label: Some(&place.message), primary: false };
        let window = windows.iter_mut().try_fold(Window::new(path, file, mark), |new, window| match window.join(new) {
            Ok(()) => Err(()),
            Err(new) => Ok(new),
        });
        windows.extend(window);
    }
    (windows, lost)
}

/// Puts the true place of each window where its [`MARK`] was drawn, instead of what the crate counted there.
fn placed(drawn: &str, places: &[String]) -> String {
    let mut parts = drawn.split(MARK);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, place) in parts.zip(places) {
        text.push_str(place);
        text.push_str(part.find('\n').and_then(|end| part.get(end..)).unwrap_or_default());
    }
    text
}

/// Breaks `text` at its spaces into lines of `width` columns at most; a longer word, or stretch of code, stays whole.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in words(paragraph) {
            let word = visible(word);
            if !line.is_empty() && columns(&line) + 1 + columns(&word) > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// Cuts a text at its spaces. Only at plain ones: no-break ones hold French punctuation to its word. What stands between backquotes is
/// typed as it is shown, and is not cut.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    text.split(move |c: char| {
        code ^= c == '`';
        c == ' ' && !code
    })
}
