//! The help of `cb`, in French: what clap knows of a command, laid out as a page.
//!
//! clap's own pages have English titles that cannot be replaced, so its help is compiled out and
//! this module walks the [`clap::Command`] instead. It reads only what clap makes public and has no
//! knowledge of any particular command; [`args`](super::args) fills the description in,
//! [`errors`](super::errors) borrows the spelling of arguments and the usage line.
//!
//! A command must have been built ([`clap::Command::build`]), or its global options are not there
//! yet.

use clap::{Arg, ArgAction, Command};
use unicode_width::UnicodeWidthStr;

/// Title of the section of options that every command has.
pub const COMMON: &str = "Options communes";

/// Says how text is laid out: `width` in columns, and whether ANSI codes bring titles out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns at most, but for words wider than that.
    pub width: usize,
    /// Whether ANSI codes are allowed.
    pub emphasis: bool,
}

impl Layout {
    /// Returns `text` in bold where codes are allowed.
    pub fn bold(self, text: &str) -> String {
        self.styled("1", text)
    }

    /// Returns `text` under an ANSI style (`1;31` is bold red) where codes are allowed.
    pub fn styled(self, style: &str, text: &str) -> String {
        if self.emphasis { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Says how much a page of help tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// One line or so for each option: `-h`.
    Short,
    /// Whole paragraphs, the meaning of each value, examples: `--help`.
    Long,
}

/// Returns the help page of a command, ending with a line break.
pub fn render(command: &Command, depth: Depth, layout: Layout) -> String {
    let mut page = Page { layout, text: String::new() };
    let about = match depth {
        Depth::Short => command.get_about(),
        Depth::Long => command.get_long_about().or(command.get_about()),
    };
    page.paragraphs(0, &about.map(ToString::to_string).unwrap_or_default());
    page.blank();
    page.text.push_str(&usage(command, layout));

    let commands: Vec<Row> = command
        .get_subcommands()
        .filter(|sub| !sub.is_hide_set())
        .map(|sub| Row { left: sub.get_name().to_owned(), right: about_line(sub) })
        .collect();
    page.table("Commandes", &commands);

    for (title, args) in sections(command, depth) {
        match depth {
            Depth::Short => {
                let rows: Vec<Row> = args.into_iter().map(short_row).collect();
                page.table(title, &rows);
            }
            Depth::Long => page.entries(title, &args),
        }
    }

    match depth {
        Depth::Short => {
            let more = format!("Détails et exemples : {} --help", path(command));
            page.blank();
            page.paragraphs(0, &more);
        }
        Depth::Long => page.examples(command),
    }
    page.text
}

/// Returns the usage line (`Utilisation : cb validate [OPTIONS] [CHEMIN…]`), ending with a line
/// break.
pub fn usage(command: &Command, layout: Layout) -> String {
    const TITLE: &str = "Utilisation :";
    let visible = || command.get_arguments().filter(|arg| !arg.is_hide_set());
    let mut words = vec![path(command).to_owned()];
    if visible().any(|arg| !arg.is_positional() && !arg.is_required_set()) {
        words.push("[OPTIONS]".to_owned());
    }
    let required = visible().filter(|arg| !arg.is_positional() && arg.is_required_set());
    words.extend(required.map(|arg| format!("{}{}", name(arg), values(arg))));
    words.extend(visible().filter(|arg| arg.is_positional()).map(spelling));
    if let Some(placeholder) = command.get_subcommand_value_name() {
        words.push(placeholder.to_owned());
    }

    let indent = TITLE.width() + 1;
    let lines = wrap(&words.join(" "), layout.width.saturating_sub(indent));
    format!("{} {}\n", layout.bold(TITLE), lines.join(&format!("\n{:indent$}", "")))
}

/// Returns the words that call a command: `cb validate`.
pub fn path(command: &Command) -> &str {
    command.get_bin_name().unwrap_or_else(|| command.get_name())
}

/// Returns an argument's shortest full name: `--format`, `-q`, or `CHEMIN` for one told by its
/// place.
pub fn name(arg: &Arg) -> String {
    match (arg.get_long(), arg.get_short()) {
        (Some(long), _) => format!("--{long}"),
        (None, Some(short)) => format!("-{short}"),
        (None, None) => value_names(arg).join(" "),
    }
}

/// Returns an argument as a user writes it: `-q, --quiet`, `--select CODE…`, `[CHEMIN…]`.
pub fn spelling(arg: &Arg) -> String {
    if arg.is_positional() {
        let name = format!("{}{}", value_names(arg).join(" "), ellipsis(arg));
        return if arg.is_required_set() { name } else { format!("[{name}]") };
    }
    let short = match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(_)) => format!("-{short}, "),
        _ => String::new(),
    };
    format!("{short}{}{}", name(arg), values(arg))
}

/// Breaks text at its plain spaces, never at no-break ones; a word wider than `width` columns
/// stands alone.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What an option's values look like after its name, the space included.
fn values(arg: &Arg) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let optional = arg.get_num_args().is_some_and(|count| count.min_values() == 0);
    let separator = if arg.is_require_equals_set() { "=" } else { " " };
    let names = format!("{}{}", value_names(arg).join(" "), ellipsis(arg));
    match (optional, separator) {
        (true, "=") => format!("[={names}]"),
        (true, _) => format!(" [{names}]"),
        (false, _) => format!("{separator}{names}"),
    }
}

fn value_names(arg: &Arg) -> Vec<&str> {
    match arg.get_value_names() {
        Some(names) => names.iter().map(clap::builder::Str::as_str).collect(),
        None => vec!["VALEUR"],
    }
}

fn ellipsis(arg: &Arg) -> &'static str {
    let most = arg.get_num_args().map_or(1, |count| count.max_values());
    let many = most > value_names(arg).len() || matches!(arg.get_action(), ArgAction::Append);
    if many { "…" } else { "" }
}

/// Arguments first, then options, then the sections that options name, in the order they were
/// declared.
fn sections(command: &Command, depth: Depth) -> Vec<(&str, Vec<&Arg>)> {
    let mut sections: Vec<(&str, Vec<&Arg>)> = vec![("Arguments", vec![]), ("Options", vec![])];
    for arg in command.get_arguments() {
        let hidden = arg.is_hide_set()
            || match depth {
                Depth::Short => arg.is_hide_short_help_set(),
                Depth::Long => arg.is_hide_long_help_set(),
            };
        if hidden {
            continue;
        }
        let default = if arg.is_positional() { "Arguments" } else { "Options" };
        let title = arg.get_help_heading().unwrap_or(default);
        match sections.iter_mut().find(|(known, _)| *known == title) {
            Some((_, args)) => args.push(arg),
            None => sections.push((title, vec![arg])),
        }
    }
    sections
}

fn about_line(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// One line of a table with two columns.
struct Row {
    left: String,
    right: String,
}

fn short_row(arg: &Arg) -> Row {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let names: Vec<String> = shown_values(arg).map(|(name, _)| name).collect();
    let notes: Vec<String> =
        (!names.is_empty()).then(|| names.join(", ")).into_iter().chain(default_note(arg)).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" [{}]", notes.join(" ; ")) };
    Row { left: aligned_spelling(arg), right: format!("{help}{notes}") }
}

/// The spelling, set so that long names stand under one another.
fn aligned_spelling(arg: &Arg) -> String {
    let indent = if arg.is_positional() || arg.get_short().is_some() { "" } else { "    " };
    format!("{indent}{}", spelling(arg))
}

/// The values an argument accepts, with what each means; none for a flag or a free text.
fn shown_values(arg: &Arg) -> impl Iterator<Item = (String, String)> {
    let listed = arg.get_action().takes_values() && !arg.is_hide_possible_values_set();
    let values = if listed { arg.get_possible_values() } else { Vec::new() };
    values.into_iter().filter(|value| !value.is_hide_set()).map(|value| {
        let meaning = value.get_help().map(ToString::to_string).unwrap_or_default();
        (value.get_name().to_owned(), meaning)
    })
}

fn default_note(arg: &Arg) -> Option<String> {
    if !arg.get_action().takes_values() || arg.is_hide_default_value_set() {
        return None;
    }
    let values: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    (!values.is_empty()).then(|| format!("par défaut : {}", values.join(", ")))
}

/// A page being written.
struct Page {
    layout: Layout,
    text: String,
}

/// Columns before the first column of a table, and between its columns.
const MARGIN: usize = 2;
/// Columns before a text that stands under its name.
const HANGING: usize = 6;
/// A left column wider than this pushes its text to the next line.
const WIDEST_LEFT: usize = 28;
/// A right column narrower than this is not worth having.
const NARROWEST_RIGHT: usize = 30;

impl Page {
    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn title(&mut self, title: &str) {
        self.blank();
        let title = self.layout.bold(&format!("{title} :"));
        self.line(0, &title);
    }

    fn line(&mut self, indent: usize, line: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes paragraphs with a blank line between them; a single line break in the source is a
    /// space.
    fn paragraphs(&mut self, indent: usize, text: &str) {
        for (index, paragraph) in text.trim().split("\n\n").enumerate() {
            if index > 0 {
                self.blank();
            }
            for line in wrap(&paragraph.replace('\n', " "), self.layout.width.saturating_sub(indent)) {
                self.line(indent, &line);
            }
        }
    }

    /// Writes names and texts side by side, or one under the other where the screen is narrow.
    fn table(&mut self, title: &str, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.title(title);
        let fitting = rows.iter().map(|row| row.left.width()).filter(|&width| width <= WIDEST_LEFT);
        let column = MARGIN + fitting.max().unwrap_or(0) + MARGIN;
        let side_by_side = self.layout.width.saturating_sub(column) >= NARROWEST_RIGHT;
        let indent = if side_by_side { column } else { HANGING };
        for row in rows {
            let left = if side_by_side { &row.left } else { row.left.trim_start() };
            let left = format!("{:MARGIN$}{left}", "");
            let lines = wrap(&row.right, self.layout.width.saturating_sub(indent));
            let mut lines = lines.iter();
            let gap = indent.saturating_sub(left.width());
            match lines.next() {
                Some(first) if side_by_side && gap >= MARGIN => {
                    self.line(0, &format!("{left}{:gap$}{first}", ""));
                }
                Some(first) => {
                    self.line(0, &left);
                    self.line(indent, first);
                }
                None => self.line(0, &left),
            }
            for line in lines {
                self.line(indent, line);
            }
        }
    }

    /// Writes each argument on its own, with all there is to say of it.
    fn entries(&mut self, title: &str, args: &[&Arg]) {
        if args.is_empty() {
            return;
        }
        self.title(title);
        for (index, arg) in args.iter().enumerate() {
            if index > 0 {
                self.blank();
            }
            self.line(MARGIN, &spelling(arg));
            if let Some(help) = arg.get_long_help().or(arg.get_help()) {
                self.paragraphs(HANGING, &help.to_string());
            }
            let values: Vec<_> = shown_values(arg).collect();
            let default = default_note(arg);
            if values.is_empty() && default.is_none() {
                continue;
            }
            self.blank();
            for (name, meaning) in values {
                let line = if meaning.is_empty() { name } else { format!("{name} : {meaning}") };
                self.bullet(&line);
            }
            if let Some(default) = default {
                self.paragraphs(HANGING, &format!("[{default}]"));
            }
        }
    }

    fn bullet(&mut self, text: &str) {
        for (index, line) in wrap(text, self.layout.width.saturating_sub(HANGING + 2)).iter().enumerate() {
            let mark = if index == 0 { "- " } else { "  " };
            self.line(HANGING, &format!("{mark}{line}"));
        }
    }

    /// Writes a command's examples: a line opening with `$ ` is to be typed and so never broken.
    fn examples(&mut self, command: &Command) {
        let Some(examples) = command.get_after_help() else { return };
        self.title("Exemples");
        for line in examples.to_string().lines() {
            match line.strip_prefix("$ ") {
                Some(typed) => self.line(HANGING, typed),
                None => self.paragraphs(MARGIN, line),
            }
        }
    }
}

#[cfg(test)]
mod tests;
