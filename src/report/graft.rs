//! What a template may insert that is no text: page breaks, the contents, captions, charts, bodies of records.
//!
//! In the Markdown that a template makes, each is a *token*: a few letters between two characters of Unicode's private use area. Every text of
//! the view loses those two characters before the template sees it ([`clean`]), so that no record can forge one, whatever the template does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::document::{Figure, Sheet};

/// Opens a token.
const OPEN: char = '\u{e000}';
/// Closes a token.
const CLOSE: char = '\u{e001}';

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A new page.
    Page(Sheet),
    /// The table of contents, of headings of level 2 only where it is short.
    Contents {
        /// Whether it is.
        short: bool,
    },
    /// The text after it is the caption of the table that follows.
    Caption,
    /// A chart, by its name.
    Chart(String),
    /// A body, by its index.
    Body(usize),
    /// Room to write by hand, in lines.
    Blank(u8),
}

impl Token {
    /// Returns the token as it stands in Markdown.
    pub fn write(&self) -> String {
        let inner = match self {
            Self::Page(Sheet::A4) => "a4".to_owned(),
            Self::Page(Sheet::A3Landscape) => "a3".to_owned(),
            Self::Contents { short: false } => "sommaire".to_owned(),
            Self::Contents { short: true } => "sommaire-court".to_owned(),
            Self::Caption => "legende".to_owned(),
            Self::Chart(name) => format!("graphique {name}"),
            Self::Body(index) => format!("corps {index}"),
            Self::Blank(lines) => format!("vide {lines}"),
        };
        format!("{OPEN}{inner}{CLOSE}")
    }

    fn read(inner: &str) -> Option<Self> {
        Some(match inner.split_once(' ') {
            None => match inner {
                "a4" => Self::Page(Sheet::A4),
                "a3" => Self::Page(Sheet::A3Landscape),
                "sommaire" => Self::Contents { short: false },
                "sommaire-court" => Self::Contents { short: true },
                "legende" => Self::Caption,
                _ => return None,
            },
            Some(("graphique", name)) => Self::Chart(name.to_owned()),
            Some(("corps", index)) => Self::Body(index.parse().ok()?),
            Some(("vide", lines)) => Self::Blank(lines.parse().ok()?),
            Some(_) => return None,
        })
    }
}

/// A stretch of a text: words, or a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Words(&'t str),
    Token(Token),
}

/// Cuts a text at its tokens; what opens like one and is none is left out.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        let (inner, next) = after.split_once(CLOSE).unwrap_or(("", after));
        pieces.extend(Token::read(inner).map(Piece::Token));
        rest = next;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// What tokens lead to.
#[derive(Clone, Debug, Default)]
pub struct Grafts {
    /// The bodies of records, in Markdown, in the order of their indices.
    pub bodies: Vec<String>,
    /// The charts, by name.
    pub charts: BTreeMap<String, Figure>,
}

/// Returns `text` fit for any document: what a reader's machine would obey without showing it is spelt out, `⟨U+202E⟩`; line ends and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
            || matches!(c, '\u{fdd0}'..='\u{fdef}' | OPEN | CLOSE)
            || u32::from(c) & 0xfffe == 0xfffe
    };
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) { shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Returns `text` on one line, with every sign that Markdown could read escaped: it prints as it is.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for word in clean(text).split(is_plain_space).filter(|word| !word.is_empty()) {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for c in word.chars() {
            if c.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    // The spaces at its ends are the template's to keep.
    let open = text.starts_with(is_plain_space) && !escaped.is_empty();
    let close = text.ends_with(is_plain_space) && !escaped.is_empty();
    format!("{}{escaped}{}", if open { " " } else { "" }, if close { " " } else { "" })
}

/// Tells whether a character is a space that may be joined to its neighbours: no-break spaces stay.
fn is_plain_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back() {
        for token in [
            Token::Page(Sheet::A4),
            Token::Page(Sheet::A3Landscape),
            Token::Contents { short: false },
            Token::Contents { short: true },
            Token::Caption,
            Token::Chart("idees-par-theme".into()),
            Token::Body(12),
            Token::Blank(3),
        ] {
            let text = format!("avant {} après", token.write());
            assert_eq!(pieces(&text), [Piece::Words("avant "), Piece::Token(token), Piece::Words(" après")]);
        }
        assert_eq!(
            pieces("\u{e000}inconnu\u{e001}reste \u{e000}coupé"),
            [Piece::Words("reste "), Piece::Words("coupé")]
        );
    }

    #[test]
    fn no_text_can_forge_a_token_nor_hide_what_it_is() {
        let hostile = format!("{} a\u{202e}b\u{7}", Token::Body(0).write());
        assert_eq!(clean(&hostile), "⟨U+E000⟩corps 0⟨U+E001⟩ a⟨U+202E⟩b⟨U+0007⟩");
        assert_eq!(clean("déjà\u{a0}: 48\u{202f}000"), "déjà\u{a0}: 48\u{202f}000");
    }

    #[test]
    fn an_escaped_text_prints_as_it_is() {
        assert_eq!(escape("*a*  _b_\n# c"), "\\*a\\* \\_b\\_ \\# c");
        assert_eq!(escape(" a "), " a ");
        assert_eq!(escape("{{7*7}} <b>"), "\\{\\{7\\*7\\}\\} \\<b\\>");
        assert_eq!(escape("fin\u{a0}: là"), "fin\u{a0}\\: là");
        assert_eq!(escape(" \n "), "");
    }
}
