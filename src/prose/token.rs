//! The words, numbers and marks of a text, and its sentences.

use std::ops::Range;

use crate::fr::fold::{Folded, fold_char};
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other visible character.
    Mark(char),
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the text it was read from.
    pub span: Span,
    /// Where its folded form stands.
    folded: Span,
    /// Whether nothing parts it from the token before.
    pub glued: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub struct Words {
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// The sentences, as ranges of tokens, in order; together they hold every token.
    pub sentences: Vec<Range<usize>>,
    folded: String,
}

/// Words after which a point ends no sentence.
const SHORT: &[&str] = &[
    "m", "mm", "mme", "mmes", "mlle", "dr", "art", "al", "p", "pp", "env", "ex", "cf", "n", "no", "vol", "chap", "fig",
    "tel", "av", "bd", "st", "ste", "janv", "fevr", "avr", "juil", "sept", "oct", "nov", "dec", "min", "max", "etc",
    "l", "r", "d", "c",
];

/// How many tokens a sentence has at most: what goes on longer is cut, so that looking around a word costs little in any text.
const LONGEST: usize = 200;

impl Words {
    /// Reads the tokens of `text`.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut chars = text.char_indices().peekable();
        let mut glued = false;
        while let Some((at, c)) = chars.next() {
            let folded = fold_char(c);
            if matches!(folded, Folded::Char(' ')) {
                glued = false;
                continue;
            }
            let from = words.folded.len();
            let kind = if c.is_ascii_digit() {
                Kind::Digits
            } else if c.is_alphabetic() {
                Kind::Word
            } else if folded == Folded::Text("") {
                continue;
            } else {
                Kind::Mark(match folded {
                    Folded::Char(c) => c,
                    Folded::Text(_) => c,
                })
            };
            words.push_folded(folded);
            let mut end = at + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                let folded = fold_char(c);
                let same = match kind {
                    Kind::Digits => c.is_ascii_digit(),
                    Kind::Word => c.is_alphabetic() || folded == Folded::Text(""),
                    Kind::Mark(_) => false,
                };
                if !same {
                    break;
                }
                words.push_folded(folded);
                end = next + c.len_utf8();
                chars.next();
            }
            words.tokens.push(Token {
                kind,
                span: Span::new(at, end),
                folded: Span::new(from, words.folded.len()),
                glued,
                capital: c.is_uppercase(),
            });
            glued = true;
        }
        words.sentences = words.cut();
        words
    }

    fn push_folded(&mut self, folded: Folded) {
        match folded {
            Folded::Char(c) => self.folded.push(c),
            Folded::Text(text) => self.folded.push_str(text),
        }
    }

    /// Returns the folded form of a token: letters, digits or the mark; empty past the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.folded.of(&self.folded))
    }

    /// Returns the folded form of the token before another.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// Returns what a token is.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Tells whether a token is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word)
    }

    /// Tells whether a token is a run of digits.
    pub fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Digits)
    }

    /// Tells whether a token is the mark `mark`.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    /// Tells whether nothing parts a token from the one before.
    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Tells whether a token begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Returns the value of a run of digits.
    pub fn number(&self, at: usize) -> Option<u64> {
        self.is_digits(at).then(|| self.word(at).parse().ok()).flatten()
    }

    /// Matches words in a row, the apostrophes and hyphens between them aside; returns the token after them.
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut at = at;
        for (rank, wanted) in phrase.split(' ').enumerate() {
            while rank > 0 && (self.is_mark(at, '\'') || self.is_mark(at, '-')) {
                at += 1;
            }
            if self.word(at) != wanted {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Matches the first of some phrases that stands here.
    pub fn any_phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// Returns the first token that begins at or after an offset.
    pub fn at_offset(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// Returns the sentence of a token.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let found = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(found).cloned().unwrap_or(at..at)
    }

    /// Returns the stretch of tokens as a span of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = self.tokens.get(range.start);
        let last = range.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        match (first, last) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// Cuts the tokens into sentences.
    fn cut(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut from = 0;
        for at in 0..self.tokens.len() {
            if self.ends_sentence(at) || at >= from + LONGEST {
                // A closing mark belongs to the sentence before it.
                let mut end = at + 1;
                while matches!(self.kind(end), Some(Kind::Mark('»' | '"' | ')' | '.' | '!' | '?' | '…'))) {
                    end += 1;
                }
                if end > from {
                    sentences.push(from..end);
                    from = end;
                }
            }
        }
        if from < self.tokens.len() {
            sentences.push(from..self.tokens.len());
        }
        sentences
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let opens = |at: usize| match self.kind(at) {
            None => true,
            Some(Kind::Word) => self.is_capital(at),
            Some(Kind::Digits) => true,
            Some(Kind::Mark(mark)) => matches!(mark, '«' | '"' | '»' | '(' | '-' | '—' | '*'),
        };
        match self.kind(at) {
            Some(Kind::Mark('!' | '?' | '…')) => opens(at + 1),
            Some(Kind::Mark(';')) => true,
            Some(Kind::Mark('.')) => {
                let short = SHORT.contains(&self.before(at)) && self.is_glued(at) && at + 1 < self.tokens.len();
                opens(at + 1) && !self.is_glued(at + 1) && !short
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_a_point_that_is_no_abbreviation() {
        let text = "M. Petit a mené env. 50 entretiens. Il en sort 3,5 idées ; et puis ? Rien. « Voilà. » Fin";
        let words = Words::of(text);
        let cut: Vec<&str> = words.sentences.iter().map(|range| words.span(range.clone()).of(text)).collect();
        assert_eq!(
            cut,
            [
                "M. Petit a mené env. 50 entretiens.",
                "Il en sort 3,5 idées ;",
                "et puis ?",
                "Rien.",
                "« Voilà. »",
                "Fin"
            ]
        );
    }

    #[test]
    fn a_phrase_is_found_whatever_joins_its_words() {
        for text in ["jusqu’à dix", "JUSQU'A dix", "jusqu'à  dix"] {
            assert_eq!(Words::of(text).phrase(0, "jusqu a"), Some(3), "{text}");
        }
        assert_eq!(Words::of("jusqu’au").phrase(0, "jusqu a"), None);
    }
}
