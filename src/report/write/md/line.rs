//! The Markdown of one line of words: how emphasis is marked so that it reads back; [`escape`](super::escape) spells the words.
//!
//! A line becomes a flat run of [`Token`]s first, since whether a mark opens or closes depends on the characters on both its sides.

use std::collections::BTreeMap;

use super::escape::{Place, Words, is_entity};
use crate::report::document::{Inline, plain};

/// Room to write by hand: a line of it, and what a cell has room for.
pub(super) const BLANK: &str = "……………………………………………………………";
const SHORT_BLANK: &str = "………………";

/// Spaces that Markdown drops at the ends of a line.
const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// What may stand around words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    Emphasis,
    Strong,
    Strike,
}

/// A stretch of a line.
#[derive(Debug)]
pub(super) enum Token {
    /// Words to escape; the first or last character is written as a number where a mark beside it would be misread.
    Words {
        text: String,
        in_link: bool,
        first: bool,
        last: bool,
    },
    /// A mark of emphasis.
    Mark {
        dress: Dress,
        sign: char,
        opens: bool,
    },
    /// The call of a note, or an end of a link: starts or ends with a bracket.
    Bracket(String),
    /// What is already Markdown: code, a bare address, room to write.
    Raw(String),
    Break,
}

/// Returns the Markdown of a line; `slugs` leads from the anchors of the document to what links may point at.
pub(super) fn write(line: &[Inline], place: Place, slugs: &BTreeMap<&str, String>) -> String {
    let mut flat = Flat { tokens: Vec::new(), worn: Vec::new(), link: false, place, slugs };
    flat.walk(line);
    let mut tokens = flat.tokens;
    part_marks(&mut tokens);
    spell(&tokens, place)
}

/// A line on its way to tokens.
struct Flat<'a> {
    tokens: Vec<Token>,
    /// The marks that are open.
    worn: Vec<(Dress, char)>,
    link: bool,
    place: Place,
    slugs: &'a BTreeMap<&'a str, String>,
}

impl Flat<'_> {
    fn walk(&mut self, line: &[Inline]) {
        for (rank, part) in line.iter().enumerate() {
            let at_end = rank == 0 || rank + 1 == line.len();
            match part {
                Inline::Text(text) | Inline::Raised(text) => self.words(text),
                Inline::Emphasis(inner) => self.dressed(Dress::Emphasis, inner, at_end),
                Inline::Strong(inner) => self.dressed(Dress::Strong, inner, at_end),
                Inline::Strike(inner) => self.dressed(Dress::Strike, inner, at_end),
                Inline::Code(code) => self.code(code),
                Inline::Link { target, text } => self.link(target, text),
                Inline::Note(note) => self.tokens.push(Token::Bracket(format!("[^{}]", note + 1))),
                Inline::Break if self.place == Place::Paragraph => self.tokens.push(Token::Break),
                Inline::Break => self.words(" "),
                Inline::Blank(lines) => self.blank(*lines),
            }
        }
    }

    fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.tokens.last_mut() {
            Some(Token::Words { text, .. }) => text.push_str(words),
            _ => {
                let text = words.to_owned();
                self.tokens.push(Token::Words { text, in_link: self.link, first: false, last: false });
            }
        }
    }

    /// Marks words; `at_end` tells whether they stand at an end of what holds them, where two marks meet.
    fn dressed(&mut self, dress: Dress, inner: &[Inline], at_end: bool) {
        // What is worn already adds nothing, and has no form of its own.
        if inner.is_empty() || self.worn.iter().any(|(worn, _)| *worn == dress) {
            return self.walk(inner);
        }
        let around = self.worn.last().filter(|_| at_end).map(|(_, sign)| *sign);
        let before = match self.tokens.last() {
            Some(Token::Mark { dress: other, opens: false, sign }) if *other == dress => {
                // Two of the same side by side read as one.
                let sign = *sign;
                self.tokens.pop();
                return self.wear(dress, sign, inner);
            }
            Some(Token::Mark { opens: false, sign, .. }) => Some(*sign),
            _ => None,
        };
        let taken = |sign: char| around == Some(sign) || before == Some(sign);
        let sign = match dress {
            Dress::Strike => '~',
            _ if taken('*') && !taken('_') => '_',
            _ => '*',
        };
        self.tokens.push(Token::Mark { dress, sign, opens: true });
        self.wear(dress, sign, inner);
    }

    fn wear(&mut self, dress: Dress, sign: char, inner: &[Inline]) {
        self.worn.push((dress, sign));
        self.walk(inner);
        self.worn.pop();
        self.tokens.push(Token::Mark { dress, sign, opens: false });
    }

    fn code(&mut self, code: &str) {
        if code.is_empty() {
            return;
        }
        let mut code = code.replace(['\n', '\r'], " ");
        let fence = "`".repeat(longest_run(&code, '`') + 1);
        let edge = |c: char| code.starts_with(c) && code.ends_with(c);
        if code.starts_with('`') || code.ends_with('`') || (edge(' ') && !code.trim_matches(' ').is_empty()) {
            code = format!(" {code} ");
        }
        if self.place == Place::Cell {
            code = code.replace('|', "\\|");
        }
        self.tokens.push(Token::Raw(format!("{fence}{code}{fence}")));
    }

    fn link(&mut self, target: &str, text: &[Inline]) {
        // A link in a link has no form: the outer one stands.
        if self.link || text.is_empty() {
            return self.walk(text);
        }
        if is_bare(target, text) {
            return self.tokens.push(Token::Raw(format!("<{}>", plain(text))));
        }
        let target = match target.strip_prefix('#').and_then(|anchor| self.slugs.get(anchor)) {
            Some(slug) => format!("#{slug}"),
            None => target.to_owned(),
        };
        if self.tokens.last().is_some_and(Token::is_call) {
            // The call of a note right before a link would be read as the words of that link.
            self.words(" ");
        }
        self.link = true;
        self.tokens.push(Token::Bracket("[".to_owned()));
        self.walk(text);
        self.tokens.push(Token::Bracket(format!("]({})", destination(&target))));
        self.link = false;
    }

    fn blank(&mut self, lines: u8) {
        if self.place != Place::Paragraph {
            return self.tokens.push(Token::Raw(SHORT_BLANK.to_owned()));
        }
        for line in 0..lines.max(1) {
            if line > 0 {
                self.tokens.push(Token::Break);
            }
            self.tokens.push(Token::Raw(BLANK.to_owned()));
        }
    }
}

/// Tells whether a link shows its own address, so that `<https://…>` says it all.
fn is_bare(target: &str, text: &[Inline]) -> bool {
    let [Inline::Text(words)] = text else { return false };
    let plain_signs = |c: char| c.is_alphanumeric() || "-._/:?=#@+%,".contains(c);
    let web = words == target && (target.starts_with("https://") || target.starts_with("http://"));
    let mail = target.strip_prefix("mailto:") == Some(words) && words.is_ascii() && words.matches('@').count() == 1;
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let name_and_host = || words.split(['@', '.']).all(|part| ends(part.chars().next()) && ends(part.chars().last()));
    words.chars().all(plain_signs) && (web || (mail && !words.contains([':', '/', ',', '?', '#']) && name_and_host()))
}

/// Returns the address of a link between parentheses.
fn destination(target: &str) -> String {
    let pointed = target.is_empty() || target.contains([' ', '\t']);
    let mut written = String::with_capacity(target.len() + 2);
    for (at, c) in target.char_indices() {
        let escaped = match c {
            '\\' | '<' | '>' | '|' | '*' | '_' | '`' => true,
            '(' | ')' => !pointed,
            '&' => is_entity(target.get(at + 1..).unwrap_or_default().chars()),
            _ => false,
        };
        if escaped {
            written.push('\\');
        }
        written.push(c);
    }
    if pointed { format!("<{written}>") } else { written }
}

/// Has the characters beside a mark written as numbers where it would neither open nor close: `**Note :**&#97;près`.
fn part_marks(tokens: &mut [Token]) {
    for rank in 0..tokens.len() {
        if let [call, after, ..] = tokens.get_mut(rank..).unwrap_or_default()
            && call.is_call()
            && after.edge(false) == '['
        {
            // A bracket right after the call of a note is read as the rest of a link, even escaped.
            after.number(false);
        }
        let Some(&Token::Mark { sign, opens, .. }) = tokens.get(rank) else { continue };
        let (before, after) = (rank.wrapping_sub(1), rank + 1);
        let (outside, inside) = if opens { (before, after) } else { (after, before) };
        let beyond = tokens.get(outside).map_or(' ', |token| token.edge(opens));
        let within = tokens.get(inside).map_or(' ', |token| token.edge(!opens));
        if within.is_whitespace()
            && let Some(token) = tokens.get_mut(inside)
        {
            token.number(!opens);
        }
        let parted = beyond.is_whitespace() || is_punctuation(beyond);
        if !parted
            && (sign == '_' || !within.is_alphanumeric())
            && let Some(token) = tokens.get_mut(outside)
        {
            token.number(opens);
        }
    }
}

impl Token {
    /// Returns the character that a neighbour meets: the last or the first.
    fn edge(&self, last: bool) -> char {
        match self {
            Self::Words { first: true, .. } if !last => '&',
            Self::Words { last: true, .. } if last => ';',
            Self::Words { text, .. } if last => text.chars().next_back().unwrap_or(' '),
            Self::Words { text, .. } => text.chars().next().unwrap_or(' '),
            Self::Break => ' ',
            Self::Mark { sign, .. } => *sign,
            Self::Bracket(_) | Self::Raw(_) => '[',
        }
    }

    /// Tells whether it calls a note.
    pub(super) fn is_call(&self) -> bool {
        matches!(self, Self::Bracket(text) if text.starts_with("[^"))
    }

    /// Has that character written as a number.
    fn number(&mut self, at_end: bool) {
        if let Self::Words { first, last, .. } = self {
            *(if at_end { last } else { first }) = true;
        }
    }
}

/// Tells whether every reader of Markdown takes a character for punctuation; symbols divide them.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '«' | '»' | '\u{2010}'..='\u{2027}')
}

/// Writes the tokens out.
fn spell(tokens: &[Token], place: Place) -> String {
    let mut out = String::new();
    let mut line_starts = true;
    for (rank, token) in tokens.iter().enumerate() {
        match token {
            Token::Words { text, in_link, first, last } => {
                let after = tokens.get(rank + 1);
                let mut text = text.as_str();
                if line_starts {
                    text = text.trim_start_matches(SPACES);
                }
                if matches!(after, None | Some(Token::Break)) {
                    text = text.trim_end_matches(SPACES);
                }
                let words = Words {
                    chars: text.chars().collect(),
                    place,
                    in_link: *in_link,
                    line_starts: line_starts && place == Place::Paragraph,
                    first: *first,
                    last: *last,
                    before: rank.checked_sub(1).and_then(|rank| tokens.get(rank)),
                    after,
                };
                words.spell(&mut out);
                line_starts &= text.is_empty();
                continue;
            }
            Token::Mark { dress: Dress::Emphasis, sign, .. } => out.push(*sign),
            Token::Mark { sign, .. } => out.extend([*sign, *sign]),
            Token::Bracket(text) | Token::Raw(text) => out.push_str(text),
            // A break that nothing follows would show as a backslash.
            Token::Break if rank + 1 == tokens.len() => continue,
            Token::Break => {
                out.push_str("\\\n");
                line_starts = true;
                continue;
            }
        }
        line_starts = false;
    }
    out
}

/// Returns how many times at most `c` stands side by side in a text.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or(0)
}
