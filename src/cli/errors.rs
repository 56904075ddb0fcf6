//! What is wrong with a command line, in French.
//!
//! clap gives each error a kind and the words it is about; its own sentences are English and are
//! never shown. A message has the shape of every other message of `cb`: what is wrong, what to do,
//! and the usage line. The command at fault comes from [`args`](super::args), the spelling of
//! arguments from [`help`].

use std::fmt;
use std::num::{ParseFloatError, ParseIntError};
use std::ops::RangeInclusive;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::help::{self, Layout};

/// Holds the reason, in French, why a value parser refuses a value; any other error's text is taken
/// for English and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(
    /// A clause without capital or full stop: it ends the message.
    pub String,
);

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Returns the message for a fault in the words given to `command`, ending with a line break.
///
/// Both commands must have been built; `root` is where the options of other commands are looked up.
pub fn render(error: &clap::Error, command: &Command, root: &Command, layout: Layout) -> String {
    let fault = Fault { error, command, root };
    let mut text = entry("erreur", "1;31", &fault.message(), layout);
    for hint in fault.hints() {
        text.push_str(&entry("aide", "1;36", &hint, layout));
    }
    text.push('\n');
    text.push_str(&help::usage(command, layout));
    text
}

/// One wrapped line of a message, after its label.
fn entry(label: &str, style: &str, text: &str, layout: Layout) -> String {
    let lines = help::wrap(&format!("{label} : {text}"), layout.width).join("\n  ");
    match lines.strip_prefix(label) {
        Some(rest) => format!("{}{rest}\n", layout.styled(style, label)),
        None => format!("{lines}\n"),
    }
}

/// An error of clap's and where it happened.
struct Fault<'e> {
    error: &'e clap::Error,
    command: &'e Command,
    root: &'e Command,
}

impl Fault<'_> {
    /// Says what is wrong, without a final full stop.
    fn message(&self) -> String {
        let given = self.text(ContextKind::InvalidArg).unwrap_or_default();
        match self.error.kind() {
            ErrorKind::UnknownArgument if given.starts_with('-') => format!("option inconnue {}", quoted(given)),
            ErrorKind::UnknownArgument => format!("argument en trop {}", quoted(given)),
            ErrorKind::InvalidSubcommand => {
                let given = self.text(ContextKind::InvalidSubcommand).unwrap_or_default();
                format!("commande inconnue {}", quoted(given))
            }
            ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
            ErrorKind::MissingRequiredArgument => self.missing(),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => self.refused(given),
            ErrorKind::TooManyValues => self.too_many(given),
            ErrorKind::TooFewValues => {
                format!("{} attend au moins {}", self.subject(given), self.counts(ContextKind::MinValues))
            }
            ErrorKind::WrongNumberOfValues => {
                format!("{} attend {}", self.subject(given), self.counts(ContextKind::ExpectedNumValues))
            }
            ErrorKind::ArgumentConflict => self.conflict(),
            ErrorKind::NoEquals => format!("{} attend un signe « = » avant sa valeur", self.subject(given)),
            ErrorKind::InvalidUtf8 => "un argument n’est pas du texte en UTF-8".to_owned(),
            _ => "ligne de commande incompréhensible".to_owned(),
        }
    }

    /// Says what to do, a line each; never empty.
    fn hints(&self) -> Vec<String> {
        let mut hints = Vec::new();
        match self.error.kind() {
            ErrorKind::UnknownArgument => hints.extend(self.meant_argument()),
            ErrorKind::InvalidSubcommand => hints.extend(self.did_you_mean(ContextKind::SuggestedSubcommand)),
            ErrorKind::MissingSubcommand => {
                let names: Vec<_> = visible(self.command).map(Command::get_name).collect();
                hints.push(format!("commandes possibles : {}", names.join(", ")));
            }
            ErrorKind::InvalidValue => {
                hints.extend(self.did_you_mean(ContextKind::SuggestedValue));
                let values = self.texts(ContextKind::ValidValue);
                if !values.is_empty() {
                    hints.push(format!("valeurs possibles : {}", values.join(", ")));
                }
            }
            ErrorKind::NoEquals => {
                let arg = self.text(ContextKind::InvalidArg).and_then(|shown| self.argument(shown));
                hints.extend(arg.map(|arg| format!("écrivez {}", quoted(&help::spelling(arg)))));
            }
            _ => {}
        }
        if hints.is_empty() {
            let topic = if self.command.has_subcommands() { "commandes" } else { "options" };
            let page = quoted(&format!("{} --help", help::path(self.command)));
            hints.push(format!("{page} donne la liste des {topic}"));
            hints.extend(self.leading_dash());
        }
        hints
    }

    /// Guesses what an unknown option or a stray argument was meant to be.
    fn meant_argument(&self) -> Option<String> {
        let given = self.text(ContextKind::InvalidArg)?;
        if let Some(hint) = self.did_you_mean(ContextKind::SuggestedArg) {
            return Some(hint);
        }
        if visible(self.command).any(|sub| sub.get_name() == given) {
            return Some(format!("{} est une commande : retirez le « -- » qui la précède", quoted(given)));
        }
        let long = given.strip_prefix("--")?;
        let owner = std::iter::once(self.root)
            .chain(visible(self.root))
            .find(|owner| owner.get_arguments().any(|arg| arg.get_long() == Some(long)))?;
        Some(format!("{} est une option de {}", quoted(given), quoted(help::path(owner))))
    }

    /// Says how to write a value such as `-x`, which was read as an option.
    fn leading_dash(&self) -> Option<String> {
        let given = self.text(ContextKind::InvalidArg)?;
        let value = self.command.get_positionals().next()?;
        let unknown = self.error.kind() == ErrorKind::UnknownArgument;
        let read_as_option = unknown && given.starts_with('-') && !given.starts_with("--");
        read_as_option.then(|| {
            let typed = quoted(&format!("-- {given}"));
            format!("pour donner {} comme {}, écrivez {typed}", quoted(given), help::name(value))
        })
    }

    fn did_you_mean(&self, kind: ContextKind) -> Option<String> {
        let guesses: Vec<String> = self.texts(kind).into_iter().map(quoted).collect();
        let (last, others) = guesses.split_last()?;
        let guesses = if others.is_empty() { last.clone() } else { format!("{} ou {last}", others.join(", ")) };
        Some(format!("vouliez-vous dire {guesses} ?"))
    }

    fn missing(&self) -> String {
        let missing = self.texts(ContextKind::InvalidArg);
        match missing.as_slice() {
            [one] => format!("il manque {}", self.subject(one)),
            several => {
                let names: Vec<String> = several.iter().map(|shown| self.short_name(shown)).collect();
                format!("il manque : {}", names.join(", "))
            }
        }
    }

    fn refused(&self, given: &str) -> String {
        let value = self.text(ContextKind::InvalidValue).unwrap_or_default();
        if value.is_empty() {
            return format!("il manque une valeur à {}", self.subject(given));
        }
        let reason = self.reason().map(|reason| format!(" : {reason}")).unwrap_or_default();
        format!("valeur {} refusée pour {}{reason}", quoted(value), self.subject(given))
    }

    /// The reason a value parser gave, if it is known to be French or can be said in French.
    fn reason(&self) -> Option<String> {
        let source = std::error::Error::source(self.error)?;
        if let Some(Refusal(reason)) = source.downcast_ref() {
            Some(reason.clone())
        } else if source.is::<ParseIntError>() {
            Some("un nombre entier est attendu".to_owned())
        } else if source.is::<ParseFloatError>() {
            Some("un nombre est attendu".to_owned())
        } else {
            None
        }
    }

    fn too_many(&self, given: &str) -> String {
        let value = quoted(self.text(ContextKind::InvalidValue).unwrap_or_default());
        let subject = self.subject(given);
        match self.argument(given) {
            Some(arg) if !arg.get_action().takes_values() => {
                format!("{subject} ne prend pas de valeur, mais a reçu {value}")
            }
            _ => format!("{subject} a reçu trop de valeurs, dont {value}"),
        }
    }

    fn counts(&self, expected: ContextKind) -> String {
        let count = |kind| match self.error.get(kind) {
            Some(ContextValue::Number(number)) => *number,
            _ => 0,
        };
        let (expected, actual) = (count(expected), count(ContextKind::ActualNumValues));
        let plural = |number: isize| if number > 1 { "s" } else { "" };
        format!("{expected} valeur{}, et en a reçu {actual}", plural(expected))
    }

    fn conflict(&self) -> String {
        let subcommand = self.text(ContextKind::InvalidSubcommand);
        let given = self.text(ContextKind::InvalidArg);
        let subject = match (subcommand, given) {
            (Some(name), _) => format!("la commande {}", quoted(name)),
            (None, Some(given)) => self.subject(given),
            (None, None) => "un argument".to_owned(),
        };
        let others = self.texts(ContextKind::PriorArg);
        if given.is_some() && others.first().copied() == given {
            return format!("{subject} ne peut être donné{} qu’une fois", self.feminine(given));
        }
        if others.is_empty() {
            return format!("{subject} s’emploie sans rien d’autre");
        }
        let others: Vec<String> = others.into_iter().map(|shown| self.short_name(shown)).collect();
        format!("{subject} ne s’emploie pas avec {}", others.join(", "))
    }

    /// « l’option « --format » » or « l’argument « CHEMIN » », from clap's own spelling of it.
    fn subject(&self, shown: &str) -> String {
        let kind = if shown.starts_with('-') { "l’option" } else { "l’argument" };
        format!("{kind} {}", self.short_name(shown))
    }

    fn short_name(&self, shown: &str) -> String {
        match self.argument(shown) {
            Some(arg) => quoted(&help::name(arg)),
            None => quoted(shown),
        }
    }

    fn feminine(&self, shown: Option<&str>) -> &'static str {
        if shown.is_some_and(|shown| shown.starts_with('-')) { "e" } else { "" }
    }

    /// The argument that clap spells so: it names arguments by their display, `--format <FORMAT>`.
    fn argument(&self, shown: &str) -> Option<&Arg> {
        self.command.get_arguments().find(|arg| arg.to_string() == shown)
    }

    fn text(&self, kind: ContextKind) -> Option<&str> {
        self.texts(kind).first().copied()
    }

    /// The words of a context, none if it is absent or of another kind.
    fn texts(&self, kind: ContextKind) -> Vec<&str> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text],
            Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set())
}

/// Characters without width, and those that turn the direction of writing round.
const HIDING: [RangeInclusive<char>; 3] = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2066}'..='\u{2069}'];

/// Puts words between « », spelling out what could disturb a terminal or hide text.
fn quoted(words: &str) -> String {
    let mut out = String::from("« ");
    for letter in words.chars() {
        let hides = HIDING.iter().any(|range| range.contains(&letter));
        if letter.is_control() || hides {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    out.push_str(" »");
    out
}

#[cfg(test)]
pub(super) mod tests;
