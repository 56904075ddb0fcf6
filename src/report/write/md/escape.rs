//! Which characters of a text Markdown would misread where they stand.

use super::line::Token;

/// Where a line stands, which decides what could be misread in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On lines of its own.
    Paragraph,
    /// After the `#` of a heading, all on one line.
    Heading,
    /// In a cell of a table, all on one line.
    Cell,
}

/// Words to escape, with what decides it.
pub(super) struct Words<'t> {
    pub(super) chars: Vec<char>,
    pub(super) place: Place,
    pub(super) in_link: bool,
    /// They start a line that could open a block.
    pub(super) line_starts: bool,
    /// Their first character is written as a number.
    pub(super) first: bool,
    /// Their last one is.
    pub(super) last: bool,
    /// What stands beside them.
    pub(super) before: Option<&'t Token>,
    pub(super) after: Option<&'t Token>,
}

impl Words<'_> {
    /// Writes the words at the end of `out`.
    pub(super) fn spell(&self, out: &mut String) {
        let end = self.chars.len();
        for (at, &c) in self.chars.iter().enumerate() {
            if (self.first && at == 0) || (self.last && at + 1 == end) {
                out.push_str(&format!("&#{};", u32::from(c)));
            } else if matches!(c, '\n' | '\r') {
                out.push(' ');
            } else {
                if c.is_ascii_punctuation() && (self.is_sign(at, c) || (self.line_starts && self.opens_block(at, c))) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }

    fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// Tells whether a character would be read as a sign wherever it stands in a line.
    fn is_sign(&self, at: usize, c: char) -> bool {
        let next = self.at(at + 1);
        let before = at.checked_sub(1).and_then(|at| self.at(at));
        match c {
            '*' | '`' | '~' => true,
            '\\' => {
                let number = self.last && at + 2 == self.chars.len();
                number || next.is_none_or(|next| next.is_ascii_punctuation())
            }
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '[' => !self.is_quiet_bracket(at),
            ']' => self.in_link,
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => is_entity(self.chars.iter().skip(at + 1).copied()),
            '!' => next.is_none() && matches!(self.after, Some(Token::Bracket(_))),
            // Right after the call of a note, they would make it something else.
            ':' | '(' => at == 0 && self.before.is_some_and(Token::is_call),
            '|' => self.place == Place::Cell,
            // Signs that end a heading are no words of it.
            '#' if self.place == Place::Heading && self.after.is_none() && before != Some('#') => {
                let mut rest = self.chars.iter().skip(at).skip_while(|c| **c == '#');
                rest.all(|c| *c == ' ')
            }
            _ => false,
        }
    }

    /// Tells whether a bracket opens words like « […] », which nothing makes a link of.
    fn is_quiet_bracket(&self, at: usize) -> bool {
        let inside: Vec<char> =
            self.chars.iter().skip(at + 1).copied().take_while(|c| !matches!(c, '[' | ']')).collect();
        let close = at + 1 + inside.len();
        let before = at.checked_sub(1).and_then(|at| self.at(at));
        let starts = match before {
            Some(before) => !matches!(before, '!' | '[' | ']' | '\\'),
            None => self.before.is_none(),
        };
        let ends = match self.at(close + 1) {
            Some(after) => !matches!(after, '(' | '[' | ':'),
            None => self.after.is_none(),
        };
        let holds =
            inside.first().is_some_and(|first| !first.is_whitespace() && !matches!(first, '^' | '!' | 'x' | 'X'));
        !self.in_link && self.at(close) == Some(']') && starts && ends && holds
    }

    /// Tells whether a character at the start of a line would open a list, a quote, a heading, a table or a line across the page.
    fn opens_block(&self, at: usize, c: char) -> bool {
        let next = self.at(at + 1);
        let spaced = next.is_none_or(char::is_whitespace);
        match c {
            '.' | ')' => (1..=9).contains(&at) && self.chars.iter().take(at).all(char::is_ascii_digit) && spaced,
            _ if at > 0 => false,
            '>' | '=' | '|' => true,
            '+' => spaced,
            '-' => spaced || matches!(next, Some('-' | '|' | ':')),
            ':' => matches!(next, Some('-' | '|')),
            '#' => {
                let level = self.chars.iter().take_while(|c| **c == '#').count();
                self.at(level).is_none_or(char::is_whitespace)
            }
            _ => false,
        }
    }
}

/// Tells whether what follows a `&` is the rest of `&eacute;` or `&#233;`.
pub(super) fn is_entity(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.peekable();
    rest.next_if_eq(&'#');
    // No name is longer.
    let name = std::iter::from_fn(|| rest.next_if(char::is_ascii_alphanumeric)).take(40).count();
    name > 0 && rest.next() == Some(';')
}
