//! Text of unknown origin, made fit to be shown: what a terminal would obey, or an eye would miss, is spelt out as `<U+202E>`.
//!
//! Every text that comes from a file (values, paths, messages that quote them) passes here before it is shown to a person; data
//! formats escape in their own way.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// How many zero-width characters may follow one another before they are spelt out: enough for every script, too few to pile up.
const STACK: u32 = 4;

/// Returns `text` on one line, without any character that a terminal obeys or that cannot be seen.
///
/// Ends of lines and tabs become spaces; the other ones `<U+…>`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(pieces(&text.replace(['\n', '\r', '\t'], " ")).map(|piece| piece.shown).collect())
}

/// One character of a text, and what is shown in its place.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    /// Where the character starts in the text, in bytes.
    pub(super) at: usize,
    /// What is shown; empty for the joiner of an emoji.
    pub(super) shown: Cow<'t, str>,
    /// How many columns that takes.
    pub(super) width: usize,
}

/// Returns what is shown for each character of `text`; a tab is four spaces.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut stacked = 0;
    let mut after_emoji = false;
    text.char_indices().map(move |(at, c)| {
        let own = width(c);
        stacked = if own == 0 { stacked + 1 } else { 0 };
        let shown = match c {
            '\t' => Cow::Borrowed("    "),
            // Terminals disagree on the width of joined emoji; its members are shown one beside the other.
            '\u{200d}' if after_emoji => Cow::Borrowed(""),
            _ if is_hidden(c) || stacked > STACK => Cow::Owned(format!("<U+{:04X}>", u32::from(c))),
            _ => Cow::Borrowed(text.get(at..at + c.len_utf8()).unwrap_or_default()),
        };
        after_emoji = own == 2 || (after_emoji && c == '\u{fe0f}');
        Piece { at, width: columns(&shown), shown }
    })
}

/// Returns how many columns `text` takes on a terminal, each character for itself.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

fn width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Tells whether a terminal would obey `c`, or show nothing for it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_spelt_out_and_the_rest_kept() {
        for (text, shown) in [
            ("été, œuf, « oui » !", "été, œuf, « oui » !"),
            ("e\u{301}te\u{301}", "e\u{301}te\u{301}"),
            ("\u{1b}[31mrouge", "<U+001B>[31mrouge"),
            ("\u{9b}31m", "<U+009B>31m"),
            ("a\u{202e}b\u{2066}c", "a<U+202E>b<U+2066>c"),
            ("mot\u{200b}coupé\u{feff}", "mot<U+200B>coupé<U+FEFF>"),
            ("deux\r\nlignes\tet", "deux  lignes et"),
            ("👨\u{200d}👩\u{200d}👧", "👨👩👧"),
            ("a\u{200d}b", "a<U+200D>b"),
            ("日本", "日本"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
        }
    }

    #[test]
    fn accents_cannot_be_piled_up_without_end() {
        let pile = format!("a{}", "\u{301}".repeat(1000));
        assert_eq!(visible(&pile).matches('\u{301}').count(), 4);
        assert_eq!(visible(&pile).matches("<U+0301>").count(), 996);
    }
}
