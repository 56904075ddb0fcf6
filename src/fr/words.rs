//! A text as its words, folded, to look for some of them in it.

use std::hash::{DefaultHasher, Hash, Hasher};

use memchr::memmem;

use super::fold::{Folded, fold_char};
use crate::text::Span;

/// The words of a text: letters and digits, folded; all else only parts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, one space before and after each.
    text: String,
    /// Where each word starts in `text`, and where it stands in the source.
    places: Vec<(u32, Span)>,
}

impl Words {
    /// Reads the words of `source`; their places are shifted by `base`.
    pub fn of(source: &str, base: u32) -> Self {
        let mut words = Self { text: String::from(" "), places: Vec::new() };
        let mut open: Option<(usize, usize)> = None;
        for (at, c) in source.char_indices() {
            let before = words.text.len();
            match fold_char(c) {
                Folded::Text(text) => words.text.push_str(text),
                Folded::Char(c) if c.is_alphanumeric() => words.text.push(c),
                Folded::Char(_) => {
                    words.close(open.take(), at, base);
                    continue;
                }
            }
            if open.is_none() && words.text.len() > before {
                open = Some((before, at));
            }
        }
        words.close(open, source.len(), base);
        words
    }

    fn close(&mut self, open: Option<(usize, usize)>, end: usize, base: u32) {
        let Some((place, start)) = open else { return };
        self.text.push(' ');
        self.places.push((Span::at(place).start, Span::new(start, end).shifted(base)));
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Tells whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns where the words from one to before another stand in the source.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let last = self.places.get(from..to.min(self.len()))?;
        Some(last.first()?.1.to(last.last()?.1))
    }

    /// Returns the words from one to before another, with a space on either side.
    fn slice(&self, from: usize, to: usize) -> &str {
        let edge = |at: usize| self.places.get(at).map_or(self.text.len(), |(start, _)| *start as usize);
        self.text.get(edge(from).saturating_sub(1)..edge(to)).unwrap_or("")
    }

    /// Returns a mark of `len` words in a row, from word `from`: the same words bear the same mark in every text. `None` past the end.
    pub fn row(&self, from: usize, len: usize) -> Option<u64> {
        (from + len <= self.len()).then(|| {
            let mut hasher = DefaultHasher::new();
            self.slice(from, from + len).trim().hash(&mut hasher);
            hasher.finish()
        })
    }

    /// Returns the marks of every `len` words in a row.
    pub fn rows(&self, len: usize) -> impl Iterator<Item = u64> + '_ {
        (0..self.len()).map_while(move |from| self.row(from, len))
    }

    /// Finds the words of `other` from one to before another, in a row, at or after word `after`; returns the first of them here.
    pub fn find(&self, other: &Self, (from, to): (usize, usize), after: usize) -> Option<usize> {
        let wanted = other.slice(from, to);
        let start = self.places.get(after).map_or(self.text.len(), |(start, _)| *start as usize).saturating_sub(1);
        let at = start + memmem::find(self.text.get(start..)?.as_bytes(), wanted.as_bytes())? + 1;
        self.places.binary_search_by_key(&Span::at(at).start, |(start, _)| *start).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_parts_them_and_only_whole() {
        let source = "> « On  tourne\n> en *rond*,\u{a0}d’un Guichet à l’autre. »";
        let words = Words::of(source, 0);
        let found = |written: &str, after| {
            let other = Words::of(written, 0);
            words
                .find(&other, (0, other.len()), after)
                .and_then(|at| words.span(at, at + other.len()))
                .map(|s| s.of(source))
        };
        assert_eq!(found("EN ROND d'un guichet", 0), Some("en *rond*,\u{a0}d’un Guichet"));
        assert_eq!(found("on tourne", 0), Some("On  tourne"));
        assert_eq!(found("on tourne", 1), None);
        assert_eq!(found("guiche", 0), None);
        assert_eq!(found("l’autre", 0), Some("l’autre"));
    }

    #[test]
    fn the_same_words_in_a_row_bear_the_same_mark() {
        let one = Words::of("On tourne en rond, dit-il, d’un guichet à l’autre", 0);
        let other = Words::of("« EN ROND dit il d'un GUICHET »", 0);
        assert_eq!(one.row(2, 6), other.row(0, 6));
        assert_ne!(one.row(1, 6), other.row(0, 6));
        assert_eq!(other.row(2, 6), None);
        assert_eq!((other.rows(6).count(), other.rows(7).count(), other.rows(8).count()), (2, 1, 0));
    }

    #[test]
    fn a_text_without_words_has_none() {
        assert!(Words::of(" … — « ", 0).is_empty());
        assert_eq!(Words::of("", 0).span(0, 1), None);
    }
}
