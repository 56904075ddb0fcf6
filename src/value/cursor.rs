//! A cursor over text as people type it, shared by the value readers.
//!
//! It matches folded characters, words and phrases while keeping offsets of the original text, so that a reader
//! needs no folded copy and can hand back slices of what was written. Each step looks at a bounded stretch or
//! moves forward, which keeps every reader linear.

use crate::fr::fold::{Folded, fold_char};

/// Letters kept of a word; no word of the readers' vocabularies is longer.
const WORD_MAX: usize = 16;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A folded word at a cursor, held inline, with the offset of its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    letters: [u8; WORD_MAX],
    len: usize,
    end: usize,
}

impl Word {
    /// Returns the folded letters, or `""` for a word too long to be one the readers know.
    pub(super) fn as_str(&self) -> &str {
        self.letters.get(..self.len).and_then(|letters| str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

/// A run of ASCII digits: its value, absent when it overflows, and how many digits there were.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    pub(super) value: Option<u64>,
    pub(super) len: usize,
}

impl<'a> Cursor<'a> {
    /// Returns a cursor at the first visible character of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        let mut cursor = Cursor { text, at: 0 };
        cursor.spaces();
        cursor
    }

    /// Returns the offset in the text.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Returns what is left to read.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Says whether nothing is left to read.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Returns the next character as written.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Says whether the next character is an ASCII digit.
    pub(super) fn at_digit(&self) -> bool {
        self.peek().is_some_and(|c| c.is_ascii_digit())
    }

    /// Moves past white space and invisible characters; says whether there was any.
    pub(super) fn spaces(&mut self) -> bool {
        self.skip_while(|folded| matches!(folded, Folded::Char(' ') | Folded::Text("")))
    }

    /// Moves past white space and hyphens; says whether there was any.
    pub(super) fn joints(&mut self) -> bool {
        self.skip_while(|folded| matches!(folded, Folded::Char(' ' | '-') | Folded::Text("")))
    }

    fn skip_while(&mut self, wanted: impl Fn(Folded) -> bool) -> bool {
        let rest = self.rest();
        let left = rest.trim_start_matches(|c| wanted(fold_char(c)));
        self.at += rest.len() - left.len();
        left.len() < rest.len()
    }

    /// Moves past one character that folds to `expected`, with the marks that follow it.
    pub(super) fn eat(&mut self, expected: char) -> bool {
        let Some(c) = self.peek() else { return false };
        if fold_char(c) != Folded::Char(expected) {
            return false;
        }
        self.at += c.len_utf8();
        self.skip_while(|folded| folded == Folded::Text(""));
        true
    }

    /// Moves past `pattern`, written folded; its spaces match any run of spaces and hyphens. A pattern that ends
    /// with a letter or digit must end where a word does.
    pub(super) fn phrase(&mut self, pattern: &str) -> bool {
        // Most patterns fail at their first letter, and most text is ASCII.
        let first = (self.text.as_bytes().get(self.at), pattern.as_bytes().first());
        if let (Some(written), Some(expected)) = first
            && written.is_ascii_alphanumeric()
            && written.to_ascii_lowercase() != *expected
        {
            return false;
        }
        let mut probe = *self;
        for expected in pattern.chars() {
            let found = match expected {
                ' ' => probe.joints(),
                expected => probe.eat(expected),
            };
            if !found {
                return false;
            }
        }
        let cut = pattern.ends_with(char::is_alphanumeric) && probe.peek().is_some_and(char::is_alphanumeric);
        if !cut {
            *self = probe;
        }
        !cut
    }

    /// Moves past the first of `patterns` that stands here, and past the space after it.
    pub(super) fn any_phrase(&mut self, patterns: &[&str]) -> bool {
        let found = patterns.iter().any(|pattern| self.phrase(pattern));
        if found {
            self.spaces();
        }
        found
    }

    /// Returns the word that starts here, without moving; see [`Cursor::take`].
    pub(super) fn word(&self) -> Option<Word> {
        let mut word = Word { letters: [0; WORD_MAX], len: 0, end: self.at };
        for c in self.rest().chars() {
            let folded = fold_char(c);
            if !c.is_alphabetic() && folded != Folded::Text("") {
                break;
            }
            let mut one = [0; 4];
            let letters = match folded {
                Folded::Char(c) => c.encode_utf8(&mut one).as_bytes(),
                Folded::Text(text) => text.as_bytes(),
            };
            let Some(room) = word.letters.get_mut(word.len..word.len + letters.len()) else {
                // Longer than any known word: an empty word matches nothing.
                word.len = 0;
                return Some(word);
            };
            room.copy_from_slice(letters);
            word.len += letters.len();
            word.end += c.len_utf8();
        }
        (word.len > 0).then_some(word)
    }

    /// Moves to the end of `word`.
    pub(super) fn take(&mut self, word: Word) {
        self.at = word.end;
    }

    /// Moves past a run of ASCII digits.
    pub(super) fn digits(&mut self) -> Option<Digits> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        if len == 0 {
            return None;
        }
        let value = rest.get(..len).and_then(|digits| digits.parse().ok());
        self.at += len;
        Some(Digits { value, len })
    }

    /// Moves past one white-space character or `.` that may separate thousands, and returns its kind.
    pub(super) fn thousands_separator(&mut self) -> Option<char> {
        let c = self.peek()?;
        let kind = match fold_char(c) {
            Folded::Char(kind @ (' ' | '.')) => kind,
            _ => return None,
        };
        self.at += c.len_utf8();
        Some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_any_typing_and_stop_at_word_ends() {
        for source in ["de l'ordre de", "De\u{a0}l’ORDRE  de", "de-l'ordre-de"] {
            assert!(Cursor::new(source).phrase("de l'ordre de"), "{source:?}");
        }
        let mut cursor = Cursor::new("depuis");
        assert!(!cursor.phrase("de"));
        assert_eq!(cursor.at(), 0);
        assert!(Cursor::new("a\u{300} 4").phrase("a"));
    }

    #[test]
    fn words_are_folded_and_keep_their_extent() {
        let mut cursor = Cursor::new(" DÉCEMBRE 2018");
        let word = cursor.word().expect("a word");
        assert_eq!(word.as_str(), "decembre");
        cursor.take(word);
        assert_eq!(cursor.rest(), " 2018");
        assert!(cursor.word().is_none());
    }

    #[test]
    fn an_endless_word_is_known_as_nothing() {
        let long = "a".repeat(1 << 20);
        assert_eq!(Cursor::new(&long).word().map(|word| word.len), Some(0));
    }
}
