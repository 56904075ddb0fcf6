//! Identifiers as they stand in a text, wherever they stand.

use crate::text::Span;
use crate::value::identifiant::{self, Ident, Part};

/// An identifier in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands: `E012-3` whole, and of a name of file only what it begins with.
    pub span: Span,
    /// What it names.
    pub ident: Ident,
    /// How many digits its number is written with.
    pub width: u8,
}

/// Returns the identifiers of a text, in order: those that neither begin nor end inside a word.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_uppercase) {
            at += 1;
            continue;
        }
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let inside = before.is_some_and(|before| before.is_alphanumeric() || before == '_');
        let read = text.get(at..).filter(|_| !inside).and_then(read);
        match read {
            Some((ident, width, len)) => {
                found.push(Token { span: Span::new(at, at + len), ident, width });
                at += len;
            }
            None => at += bytes.iter().skip(at).take_while(|byte| byte.is_ascii_uppercase()).count().max(1),
        }
    }
    found
}

/// Reads the identifier that a text begins with, and how many bytes it takes.
fn read(text: &str) -> Option<(Ident, u8, usize)> {
    let found = identifiant::parse_start(text)?;
    let goes_on = |len: usize| text.get(len..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
    if !goes_on(found.len) {
        return Some((found.ident, found.width, found.len));
    }
    // `E012-1er-etage`: the name of a file, not a small record.
    let note = found.ident.note();
    let head = text.find(['-', '/']).filter(|_| found.ident.part != Part::Whole)?;
    Some((note, found.width, head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_whatever_surrounds_them() {
        for (text, expected) in [
            ("  - E001-7 # un établi\r\n", &["E001-7"][..]),
            ("voir [[G06-a|G06]], [x](../gisements/G06-b.md)", &["G06", "G06", "G06"]),
            ("[[E012-gare#^E012-v3]] ^E12-1", &["E012", "E012-v3", "E12-1"]),
            ("SE01/1, SE01.", &["SE01/1", "SE01"]),
            ("E012-1er-etage", &["E012"]),
            ("xG06 _G06 éG06 G06x G6é ISO9001 G", &[]),
            ("«\u{a0}G06\u{a0}» (G07)", &["G06", "G07"]),
            ("G06_note G06-\u{e9}t\u{e9}", &["G06", "G06"]),
            ("E99999999999 G", &[]),
        ] {
            let found: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
