//! What goes wrong in a template, in French: where, what, and what was there to be used.

use std::fmt;

use serde_json::Value as Json;
use tera::{Error, ErrorKind};

use super::{Template, VOCABULARY};
use crate::fr;

/// A template that cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The template, as shown to the user; empty where none is to blame.
    pub path: String,
    /// The line, from 1, the column, from 1, and the width of the fault, where it has a place.
    pub place: Option<(usize, usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// The line itself.
    pub excerpt: String,
    /// What could have been meant, and what is available there.
    pub help: String,
}

/// Makes an error of a function or filter of ours.
pub(super) fn said(message: &str) -> Error {
    Error::message(message)
}

impl TemplateError {
    /// Puts an error of the template engine into words.
    pub(super) fn of(error: &Error, templates: &[&Template], view: &Json) -> Self {
        let find = |file: &str| {
            let name = file.strip_suffix(".md").unwrap_or(file);
            templates.iter().find(|template| template.name == name)
        };
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let template = find(report.filename());
                let text = template.map_or("", |template| template.text.as_str());
                let span = report.span();
                let excerpt = text.lines().nth(span.start_line.saturating_sub(1)).unwrap_or("").to_owned();
                let end = if span.end_line == span.start_line { span.end_col } else { excerpt.chars().count() };
                let width = end.saturating_sub(span.start_col).max(1);
                let syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
                let path = path_at(&excerpt, span.start_col);
                let (message, help) = explained(report.message(), syntax, &path, text, view, templates);
                Self {
                    path: template.map_or_else(|| report.filename().to_owned(), |template| template.path.clone()),
                    place: Some((span.start_line, span.start_col + 1, width)),
                    message,
                    excerpt,
                    help,
                }
            }
            ErrorKind::TemplateNotFound(name) | ErrorKind::MissingParent { parent: name, .. } => {
                let name = name.strip_suffix(".md").unwrap_or(name);
                let known: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
                Self::plain(format!("aucun modèle ne s’appelle `{name}`"), available(name, &known))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self::plain(format!("le modèle `{tpl}` s’inclut lui-même"), String::new())
            }
            // Faults found before a template is filled come as a text of several reports; the first is said.
            ErrorKind::Msg(reports) if reports.starts_with("error: ") => {
                let mut lines = reports.lines();
                let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
                let place = lines.next().unwrap_or_default().trim().trim_start_matches("--> ");
                let mut parts = place.rsplitn(3, ':');
                let column = parts.next().and_then(|column| column.parse::<usize>().ok());
                let line = parts.next().and_then(|line| line.parse::<usize>().ok());
                let file = parts.next().unwrap_or_default();
                let template = find(file);
                let text = template.map_or("", |template| template.text.as_str());
                let excerpt = line.and_then(|line| text.lines().nth(line - 1)).unwrap_or("").to_owned();
                let width = reports.lines().find_map(|line| {
                    let (_, marks) = line.split_once('^')?;
                    Some(marks.chars().take_while(|mark| *mark == '^').count() + 1)
                });
                let (message, help) = explained(message, true, "", text, view, templates);
                Self {
                    path: template.map_or_else(|| file.to_owned(), |template| template.path.clone()),
                    place: line.zip(column).map(|(line, column)| (line, column.max(1), width.unwrap_or(1))),
                    message,
                    excerpt,
                    help,
                }
            }
            other => Self::plain(format!("modèle impossible à remplir : {other}"), String::new()),
        }
    }

    /// Makes the error of a template that never ends.
    pub(super) fn endless(name: &str) -> Self {
        Self::plain(
            format!("le modèle `{name}` écrit plus de 64\u{a0}Mio"),
            "une boucle en contient-elle trop d’autres\u{202f}?".to_owned(),
        )
    }

    fn plain(message: String, help: String) -> Self {
        Self { path: String::new(), place: None, message, excerpt: String::new(), help }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.message)?;
        if let Some((line, column, width)) = self.place {
            let margin = " ".repeat(line.to_string().len());
            let before: String =
                self.excerpt.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            write!(to, "\n{margin} → {}:{line}:{column}", self.path)?;
            write!(to, "\n{margin} │\n{line} │ {}\n{margin} │ {before}{}", self.excerpt, "━".repeat(width))?;
        }
        if !self.help.is_empty() {
            write!(to, "\naide : {}", self.help)?;
        }
        Ok(())
    }
}

/// Says a message of the engine in French, with what can be done about it.
///
/// `path` is what the template names there, `gisement.titre`.
fn explained(
    message: &str,
    syntax: bool,
    path: &str,
    text: &str,
    view: &Json,
    templates: &[&Template],
) -> (String, String) {
    let quoted = |at: usize| message.split('`').nth(at).unwrap_or_default();
    let lower = message.to_lowercase();
    if lower.contains("not defined") || lower.contains("undefined") {
        let path = if path.is_empty() { quoted(1) } else { path };
        let name = path.rsplit('.').next().unwrap_or(path);
        let known = siblings(path, text, view);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        return (format!("`{path}` n’existe pas"), available(name, &known));
    }
    for (sign, noun) in [("filter", "filtre inconnu"), ("function", "fonction inconnue"), ("test", "test inconnu")] {
        if lower.contains(sign) && (lower.contains("not found") || lower.contains("unknown")) {
            let ours: Vec<&str> = VOCABULARY.iter().map(|(written, _)| *written).collect();
            let help = format!("en plus de ceux de Tera, il y a {}", ours.join(", "));
            return (format!("{noun}\u{a0}: `{}`", quoted(1)), help);
        }
    }
    if lower.starts_with("unknown template") {
        let name = quoted(1).strip_suffix(".md").unwrap_or(quoted(1));
        let known: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
        return (format!("aucun modèle ne s’appelle `{name}`"), available(name, &known));
    }
    if let Some(name) = message.strip_prefix("Missing keyword argument ") {
        return (format!("il manque l’argument {name}"), String::new());
    }
    if lower.starts_with("feuille inconnue") || lower.starts_with("aucun graphique") {
        return (message.to_owned(), String::new());
    }
    let what = if syntax { "écriture que Tera ne comprend pas" } else { "valeur qui ne convient pas ici" };
    (format!("{what} (« {message} »)"), String::new())
}

/// Returns the path of the view that a line names around a column, from 0: the engine points at its last name only.
fn path_at(line: &str, column: usize) -> String {
    let named = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '?');
    let before: Vec<char> = line.chars().take(column).collect();
    let start = before.iter().rev().take_while(|c| named(c)).count();
    let tail = line.chars().skip(column).take_while(|c| named(c) && *c != '.');
    before.iter().skip(before.len() - start).copied().chain(tail).filter(|c| *c != '?').collect()
}

/// Returns the names that stand beside the last one of a path of the view, sorted; those of the view itself where the path leads nowhere.
fn siblings(path: &str, text: &str, view: &Json) -> Vec<String> {
    let parent = path.rsplit_once('.').map(|(parent, _)| parent);
    let found = parent.and_then(|parent| resolve(parent, text, view, 8));
    let fields = found.and_then(Json::as_object).or_else(|| view.as_object());
    let mut names: Vec<String> = fields.into_iter().flat_map(|fields| fields.keys().cloned()).collect();
    names.sort_unstable();
    names
}

/// Follows a path in the view; a name that a `for` of the template gives is the first element of its list.
fn resolve<'v>(path: &str, text: &str, view: &'v Json, far: u8) -> Option<&'v Json> {
    let (root, rest) = path.split_once('.').map_or((path, None), |(root, rest)| (root, Some(rest)));
    let (bare, first) = element(root);
    let path_after = |opening: &str| -> Option<String> {
        let (_, after) = text.split_once(opening)?;
        Some(after.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']')).collect())
    };
    let start = match view.get(bare) {
        Some(value) => value,
        None if far > 0 => match path_after(&format!("for {bare} in ")) {
            Some(list) => resolve(&list, text, view, far - 1)?.as_array()?.first()?,
            None => resolve(&path_after(&format!("set {bare} = "))?, text, view, far - 1)?,
        },
        None => return None,
    };
    let start = if first { start.as_array()?.first()? } else { start };
    let Some(rest) = rest else { return Some(start) };
    rest.split('.').try_fold(start, |value, name| {
        let (name, first) = element(name);
        let value = value.get(name)?;
        if first { value.as_array()?.first() } else { Some(value) }
    })
}

/// Returns a name without its index, `gisements[0]`, and whether it has one.
fn element(name: &str) -> (&str, bool) {
    name.split_once('[').map_or((name, false), |(name, _)| (name, true))
}

/// Says what could have been meant, and what there is.
fn available(name: &str, known: &[&str]) -> String {
    let there: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let there = format!("il y a {}", there.join(", "));
    match fr::nearest(name, known.iter().copied()) {
        Some(near) => format!("vouliez-vous dire `{near}`\u{202f}? {there}"),
        None if known.is_empty() => String::new(),
        None => there,
    }
}
