//! The words that make a line a small record: « idée : », « irritant – », « initiative (sa collègue) : »…
//!
//! [`head`] reads such a word and what parts it from its text. It is used twice: on the first text of a list item, where a head makes
//! a record, and on every physical line, where a head without a record is a line that was lost (see [`lost`](super::lost)).

use strsim::osa_distance;

/// What a marked list item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marker {
    /// « idée ».
    Idee,
    /// « initiative »: something that exists already.
    Initiative,
    /// « orphelin » or « sujet orphelin ».
    SujetOrphelin,
    /// « ressource ».
    Ressource,
    /// « difficulté » or « frein ».
    Difficulte,
    /// « verrou ».
    Verrou,
    /// « irritant ».
    Irritant,
    /// « constat ».
    Constat,
    /// « besoin ».
    Besoin,
    /// « à recontacter ».
    ARecontacter,
    /// « action ».
    Action,
}

/// The words as [`fold`] leaves them, in the singular.
const WORDS: [(&str, Marker); 13] = [
    ("idee", Marker::Idee),
    ("initiative", Marker::Initiative),
    ("orphelin", Marker::SujetOrphelin),
    ("sujet orphelin", Marker::SujetOrphelin),
    ("ressource", Marker::Ressource),
    ("difficulte", Marker::Difficulte),
    ("frein", Marker::Difficulte),
    ("verrou", Marker::Verrou),
    ("irritant", Marker::Irritant),
    ("constat", Marker::Constat),
    ("besoin", Marker::Besoin),
    ("a recontacter", Marker::ARecontacter),
    ("action", Marker::Action),
];

/// Ordinary words, folded and in the singular, that are too near a marker.
#[rustfmt::skip]
const ORDINARY: [&str; 59] = [
    "a contacter", "actif", "active", "aide", "aidee", "auction", "avion", "bassin", "benin", "benoit", "besogne",
    "besson", "beton", "bison", "cation", "caution", "combat", "constant", "constater", "consulat", "contact",
    "contrat", "dessin", "destin", "diction", "faction", "festin", "fiction", "fraction", "idem", "inaction",
    "initiation", "invitant", "lotion", "mention", "motion", "nation", "notion", "onction", "option", "orphelinat",
    "passion", "potion", "raison", "ration", "reaction", "recoin", "sanction", "section", "source", "station",
    "temoin", "traction", "train", "verra", "verre", "verrue", "version", "videe",
];

impl Marker {
    /// Returns the word a person writes before the colon, in the singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Idee => "idée",
            Self::Initiative => "initiative",
            Self::SujetOrphelin => "orphelin",
            Self::Ressource => "ressource",
            Self::Difficulte => "difficulté",
            Self::Verrou => "verrou",
            Self::Irritant => "irritant",
            Self::Constat => "constat",
            Self::Besoin => "besoin",
            Self::ARecontacter => "à recontacter",
            Self::Action => "action",
        }
    }

    /// Tells whether the word seldom starts a sentence that is no record, as « besoin » or « action » do.
    pub(super) fn is_telling(self) -> bool {
        matches!(self, Self::Idee | Self::Initiative | Self::SujetOrphelin | Self::Verrou | Self::Irritant)
    }
}

/// How surely a word is a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The word itself, case, accents and number aside.
    Exact,
    /// As many letters off.
    Near(u8),
}

/// What follows a marker's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// A colon.
    Colon,
    /// A dash after a space.
    Dash,
    /// Another sign, which stands for a colon mistyped (`;`, `=`, `→`) or a dash without its space.
    Wrong,
    /// More words, then a colon; or a parenthesis that nothing closes.
    Qualified,
    /// The text, without a sign between.
    Text,
    /// The end of the line.
    End,
}

/// A marker and where its parts lie, in bytes of the text it was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) marker: Marker,
    pub(super) likeness: Likeness,
    pub(super) plural: bool,
    /// The end of the word, which starts where the reading did.
    pub(super) word_end: usize,
    /// What stands in the parenthesis before the colon.
    pub(super) precision: Option<(usize, usize)>,
    pub(super) after: Break,
    /// The sign itself; for [`Break::Qualified`], the words before the colon.
    pub(super) sign: (usize, usize),
    /// Where the text begins.
    pub(super) text: usize,
}

/// Reads a marker at the very start of `text`, whose first character is a letter.
///
/// Most lines are prose: a word that is no marker is measured against the markers only when a colon or dash follows it.
pub(super) fn head(text: &str) -> Option<Head> {
    let first = word_end(text, 0);
    // « sujet orphelin », « sujet-orphelin », « à recontacter », before one word alone.
    let gap = match char_at(text, first) {
        Some(c) if is_hyphen(c) => first + c.len_utf8(),
        _ => skip(text, first, |c| is_space(c) && !is_newline(c)),
    };
    let second = word_end(text, gap);
    let ends = [second, first].into_iter().skip(usize::from(gap == first || second == gap));
    ends.into_iter().find_map(|end| {
        let mut buffer = [0; LONGEST];
        let (word, plural) = singular(text.get(..end)?, &mut buffer)?;
        if let Some(marker) = exactly(word) {
            let rest = rest(text, end);
            let after = if rest.after == Break::Text { wordy(text, rest, marker) } else { rest };
            return Some(Head { marker, likeness: Likeness::Exact, plural, ..after });
        }
        let rest = rest(text, end);
        let (marker, distance) =
            Some(word).filter(|_| matches!(rest.after, Break::Colon | Break::Dash)).and_then(nearly)?;
        Some(Head { marker, likeness: Likeness::Near(distance), plural, ..rest })
    })
}

/// Reads what follows a marker's word that ends at `word_end`; which marker it is remains to be set.
fn rest(text: &str, word_end: usize) -> Head {
    let mut head = Head {
        marker: Marker::Idee,
        likeness: Likeness::Exact,
        plural: false,
        word_end,
        precision: None,
        after: Break::End,
        sign: (word_end, word_end),
        text: text.len(),
    };
    let mut at = word_end;
    // « idée(s) », « orphelin(e) »: an inflection, not a precision.
    for inflection in ["(s)", "(e)", "(es)", "(x)"] {
        if text.get(at..).is_some_and(|rest| rest.starts_with(inflection)) {
            at += inflection.len();
            head.word_end = at;
            break;
        }
    }
    let mut spaced = false;
    let mut ordinal = false;
    loop {
        let Some(c) = char_at(text, at) else { return head };
        let next = at + c.len_utf8();
        let tail = text.get(at..).unwrap_or("");
        if is_space(c) {
            spaced = true;
            at = next;
        } else if let Some(entity) = ["&nbsp;", "&#160;"].into_iter().find(|entity| tail.starts_with(entity)) {
            spaced = true;
            at += entity.len();
        } else if is_closing(c) {
            at = next;
        } else if tail.starts_with("==") {
            at += 2;
        } else if let Some(tag) = html_tag(tail) {
            at += tag;
        } else if c == ':' || c == '：' || c == '∶' {
            let end = skip(text, next, |c| c == ':');
            return Head { after: Break::Colon, sign: (at, end), text: skip(text, end, is_space), ..head };
        } else if is_dash(c) {
            let end = skip(text, next, |c| is_dash(c) || c == '>');
            let arrow = text.get(at..end).is_some_and(|sign| sign.ends_with('>'));
            let after = if arrow {
                Break::Wrong
            } else if spaced {
                Break::Dash
            } else if char_at(text, end).is_none_or(is_space) || !is_hyphen(c) {
                Break::Wrong
            } else {
                return Head { after: Break::Text, text: at, ..head };
            };
            return Head { after, sign: (at, end), text: skip(text, end, is_space), ..head };
        } else if c == '(' && head.precision.is_none() {
            let Some(close) = closing(tail) else {
                return Head { after: Break::Qualified, sign: (at, at), text: at, ..head };
            };
            let inside = tail.get(1..close).unwrap_or("");
            let start = at + 1 + (inside.len() - inside.trim_start().len());
            head.precision = Some((start, start + inside.trim().len())).filter(|(start, end)| start < end);
            at += close + 1;
            spaced = false;
        } else if matches!(c, ';' | '=' | '→' | '⇒' | '➔' | '➜' | '.' | '|' | '/' | ',' | '?' | '!' | '…') {
            let end = skip(text, next, |c| c == '>' || c == '=');
            return Head { after: Break::Wrong, sign: (at, end), text: skip(text, end, is_space), ..head };
        } else if !ordinal && spaced && (c.is_ascii_digit() || matches!(tail.as_bytes(), [b'n' | b'N', 0xC2, 0xB0, ..]))
        {
            // « idée 3 : », « idée n° 3 : »: the number is layout.
            let from = if c.is_ascii_digit() { at } else { skip(text, at + 3, is_space) };
            let to = skip(text, from, |c| c.is_ascii_digit());
            ordinal = true;
            let sign = skip(text, to, is_space);
            if to == from || !text.get(sign..).is_some_and(|rest| rest.starts_with([':', '(', '-', '–', '—'])) {
                return Head { after: Break::Text, text: at, ..head };
            }
            at = to;
        } else {
            return Head { after: Break::Text, text: at, ..head };
        }
    }
}

/// Returns where the parenthesis that opens `text` closes: by its own sign, where a colon or dash comes after, else by the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let signs = || text.bytes().take(LONGEST_PRECISION).enumerate().filter(|(_, b)| matches!(b, b'(' | b')'));
    let own = signs().find(|(_, b)| {
        depth = if *b == b'(' { depth + 1 } else { depth.saturating_sub(1) };
        depth == 0
    });
    let parts = |&(at, _): &(usize, u8)| {
        let after = skip(text, at + 1, |c| is_space(c) || is_closing(c));
        char_at(text, after).is_some_and(|c| matches!(c, ':' | '：') || is_dash(c))
    };
    own.filter(parts).or_else(|| signs().find(|(_, b)| *b == b')')).map(|(at, _)| at)
}

/// How many characters of words may stand between the marker's and a colon.
pub(super) const LONGEST_DETOUR: usize = 48;

/// Looks among the words that follow the marker's, without a sign between, for a colon or a dash between spaces.
fn wordy(text: &str, head: Head, marker: Marker) -> Head {
    let at = head.text;
    let rest = text.get(at..).unwrap_or("");
    let stops = |c: char| is_newline(c) || matches!(c, '.' | ',' | ';' | '?' | '!' | '«');
    let mut words = rest.char_indices().take(LONGEST_DETOUR).take_while(|&(_, c)| !stops(c));
    let spaced = |at: usize, c: char| {
        let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(at + c.len_utf8()..).unwrap_or(""));
        before.ends_with(is_space) && after.starts_with(is_space)
    };
    let sign = words
        .find(|&(at, c)| c == ':' || is_dash(c) && spaced(at, c))
        .filter(|(end, _)| !rest.get(*end..).unwrap_or("").starts_with("://"));
    let meant = || marker.is_telling() && !is_saying(rest) || joined(rest).is_some();
    match sign.filter(|_| at > head.word_end && meant()) {
        Some((end, c)) => {
            let words = rest.get(..end).unwrap_or("").trim_end().len();
            let after = skip(text, at + end + c.len_utf8(), is_space);
            Head { after: Break::Qualified, sign: (at, at + words), text: after, ..head }
        }
        None => head,
    }
}

/// Returns the marker that « et », « ou » or `&` adds at the start of `text`.
pub(super) fn joined(text: &str) -> Option<Marker> {
    let after = ["et ", "ou ", "& ", "+ "].into_iter().find_map(|join| text.strip_prefix(join))?;
    exact(after).map(|(marker, ..)| marker)
}

/// Reads the word or words of a marker, surely one, at the start of `text`: which, whether in the plural, where they end.
pub(super) fn exact(text: &str) -> Option<(Marker, bool, usize)> {
    head(text).filter(|head| head.likeness == Likeness::Exact).map(|head| (head.marker, head.plural, head.word_end))
}

/// Tells whether the word that starts `rest` makes a saying of the marker's: « idée reçue », « idée fixe ».
pub(super) fn is_saying(rest: &str) -> bool {
    let mut buffer = [0; LONGEST];
    let next = rest.get(..word_end(rest, 0)).and_then(|word| fold(word, &mut buffer)).unwrap_or("");
    matches!(next, "recu" | "recus" | "recue" | "recues" | "fixe" | "fixes")
}

impl Head {
    /// Tells whether a text without any sign after the marker's word is still likely to be a record: « irritant les horaires ».
    pub(super) fn is_bare(&self, text: &str) -> bool {
        let rest = text.get(self.text..).unwrap_or("");
        let gap = text.get(self.word_end..self.text).unwrap_or("");
        let word = |c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '"');
        let said = rest.starts_with(word) && gap.contains(is_space) && !is_saying(rest);
        said && self.after == Break::Text && self.marker.is_telling() && !self.plural
    }
}

/// The longest folded word worth comparing, in bytes.
pub(super) const LONGEST: usize = 24;

/// How many bytes a parenthesis before the colon may take.
const LONGEST_PRECISION: usize = 400;

/// Finds the marker of a folded word.
fn exactly(word: &str) -> Option<Marker> {
    WORDS.iter().find(|(known, _)| *known == word).map(|&(_, marker)| marker)
}

/// Finds the marker that a folded word is one letter off, or two if it is long.
fn nearly(word: &str) -> Option<(Marker, u8)> {
    if ORDINARY.contains(&word) {
        return None;
    }
    let near = WORDS.iter().filter(|(known, _)| known.len().abs_diff(word.len()) <= 2);
    near.filter_map(|&(known, marker)| match osa_distance(known, word) {
        1 => Some((marker, 1)),
        2 if known.len() > 5 => Some((marker, 2)),
        _ => None,
    })
    .min_by_key(|&(_, distance)| distance)
}

/// Folds words into `buffer`, each without its final `s`, and tells whether one had it.
fn singular<'b>(words: &str, buffer: &'b mut [u8; LONGEST]) -> Option<(&'b str, bool)> {
    let length = fold(words, buffer)?.len();
    let mut kept = 0;
    for at in 0..length {
        let (byte, next) = (*buffer.get(at)?, buffer.get(at + 1).filter(|_| at + 1 < length));
        if byte != b's' || next.is_some_and(|&next| next != b' ') {
            *buffer.get_mut(kept)? = byte;
            kept += 1;
        }
    }
    Some((std::str::from_utf8(buffer.get(..kept)?).ok()?, kept < length))
}

/// Writes `words` in ASCII lower case without accents into `buffer`; white space or a hyphen becomes one space, a foreign letter `?`.
/// Returns `None` when they do not fit: they are no marker then.
pub(super) fn fold<'b>(words: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    let mut push = |byte: u8| -> Option<()> {
        *buffer.get_mut(length)? = byte;
        length += 1;
        Some(())
    };
    let mut spaced = false;
    for c in words.chars() {
        let byte = match c {
            _ if is_invisible(c) => continue,
            _ if is_space(c) || is_hyphen(c) => {
                if !std::mem::replace(&mut spaced, true) {
                    push(b' ')?;
                }
                continue;
            }
            'à'..='å' | 'À'..='Å' => b'a',
            'ç' | 'Ç' => b'c',
            'è'..='ë' | 'È'..='Ë' => b'e',
            'ì'..='ï' | 'Ì'..='Ï' => b'i',
            'ò'..='ö' | 'Ò'..='Ö' => b'o',
            'ù'..='ü' | 'Ù'..='Ü' => b'u',
            _ if c.is_ascii() => c.to_ascii_lowercase() as u8,
            _ => b'?',
        };
        spaced = false;
        push(byte)?;
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// Returns where the word that starts at `at` ends.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    skip(text, at, |c| c.is_alphabetic() || is_invisible(c) || c == '\u{fffd}')
}

/// Returns the first place from `at` on whose character is not `of`.
pub(super) fn skip(text: &str, at: usize, of: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start_matches(of).len())
}

/// Returns the character at `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Tells whether `c` is white space, the typographic kinds included.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

fn is_newline(c: char) -> bool {
    c == '\n' || c == '\r'
}

/// Returns the length of the short HTML tag that starts `text`.
pub(super) fn html_tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let close = name.bytes().take(16).position(|b| b == b'>')?;
    let plain = name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    plain.then_some(text.len() - name.len() + close + 1)
}

/// Tells whether `c` is a hyphen or dash of any length.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Tells whether `c` is a hyphen, which may join two words.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Tells whether `c` leaves no trace inside a word: a combining accent, a soft hyphen, a joiner.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}')
}

/// Tells whether `c` may close an emphasis, a bracket or a quotation around the marker's word.
fn is_closing(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '`' | ']' | ')' | '"' | '”' | '»' | '\\')
}
