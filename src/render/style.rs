//! How a text may be dressed for the place it goes to: colours or none, line drawing or plain ASCII, how wide.
//!
//! The shell decides (terminal, `--color`, `NO_COLOR`, locale); renderers only ask a [`Style`].

use std::fmt;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::{AnsiColor, DecorStyle, Effects, Style as Ansi};

use crate::rule::Severity;

/// What the place shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours may be written.
    pub color: bool,
    /// Whether frames and cuts are drawn with Unicode characters; words keep their accents either way.
    pub unicode: bool,
    /// Whether a person looks at a terminal: bars and curves are drawn there and nowhere else.
    pub terminal: bool,
    /// The width to stay within, in columns, where a renderer can choose.
    pub width: usize,
}

impl Style {
    /// The style of a file or a pipe: no colour, ASCII frames, 80 columns.
    pub const PLAIN: Self = Self { color: false, unicode: false, terminal: false, width: 80 };

    /// Returns `text` ready to be written in the colour of `ink`, or as it is where there are no colours.
    pub fn paint<T: fmt::Display>(self, ink: Ink, text: T) -> Painted<T> {
        Painted { ansi: if self.color { ink.ansi() } else { Ansi::new() }, text }
    }

    /// Returns the mark of a cut.
    pub fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// Returns a snippet renderer that never cuts lines itself: what it is given already fits.
    pub(super) fn renderer(self) -> Renderer {
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        let decor = if self.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
        renderer.decor_style(decor).term_width(1 << 16)
    }
}

/// The few colours, by what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Something is wrong.
    Error,
    /// Something is doubtful.
    Warning,
    /// Something could be better.
    Info,
    /// All is well.
    Good,
    /// Only heavier.
    Strong,
}

impl Ink {
    fn ansi(self) -> Ansi {
        let style = match self {
            Self::Error => AnsiColor::BrightRed.on_default(),
            Self::Warning => AnsiColor::Yellow.on_default(),
            Self::Info => AnsiColor::BrightBlue.on_default(),
            Self::Good => AnsiColor::BrightGreen.on_default(),
            Self::Strong => Ansi::new(),
        };
        style.effects(Effects::BOLD)
    }
}

impl From<Severity> for Ink {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

/// A text between the codes that colour it.
#[derive(Clone, Copy, Debug)]
pub struct Painted<T> {
    ansi: Ansi,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{:#}", self.ansi, self.text, self.ansi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_only_where_allowed() {
        assert_eq!(Style::PLAIN.paint(Ink::Error, 3).to_string(), "3");
        let coloured = Style { color: true, ..Style::PLAIN };
        assert_eq!(coloured.paint(Ink::Good, "oui").to_string(), "\u{1b}[1m\u{1b}[92moui\u{1b}[0m");
    }
}
