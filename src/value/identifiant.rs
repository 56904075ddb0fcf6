//! Identifiers: `E012`, the small records `E012-1` and `E012-v1` inside it, the decision `SE01/1`; slugs of actors and sources.
//!
//! An identifier is a type and a number: `E12` and `E012` are the same one, the padding being layout. A reference may be written bare,
//! as a file stem that begins with the identifier, or as a wikilink around either.

use std::fmt;

use crate::text::Span;

/// The type of a record. The order is the one in which types are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is described by its table in `model/`")]
pub enum Kind {
    Dossier,
    Acteur,
    Entretien,
    Immersion,
    Contribution,
    Idee,
    Irritant,
    Gisement,
    Defi,
    Persona,
    Promesse,
    Solution,
    Test,
    Derogation,
    Seance,
    Decision,
    Evaluation,
    Communique,
    /// A published source, declared in the manifest.
    Source,
    // Small records that live only inside a note:
    Constat,
    Besoin,
    Contact,
    Action,
    Verbatim,
}

/// The prefixes of identifiers, longest first where one begins another.
const PREFIXES: &[(&str, Kind)] = &[
    ("CO", Kind::Communique),
    ("C", Kind::Contribution),
    ("DC", Kind::Decision),
    ("DR", Kind::Derogation),
    ("D", Kind::Defi),
    ("EV", Kind::Evaluation),
    ("E", Kind::Entretien),
    ("G", Kind::Gisement),
    ("IM", Kind::Immersion),
    ("IR", Kind::Irritant),
    ("I", Kind::Idee),
    ("PR", Kind::Promesse),
    ("P", Kind::Persona),
    ("SE", Kind::Seance),
    ("S", Kind::Solution),
    ("T", Kind::Test),
];

/// Every type, in order.
pub const KINDS: [Kind; 24] = [
    Kind::Dossier,
    Kind::Acteur,
    Kind::Entretien,
    Kind::Immersion,
    Kind::Contribution,
    Kind::Idee,
    Kind::Irritant,
    Kind::Gisement,
    Kind::Defi,
    Kind::Persona,
    Kind::Promesse,
    Kind::Solution,
    Kind::Test,
    Kind::Derogation,
    Kind::Seance,
    Kind::Decision,
    Kind::Evaluation,
    Kind::Communique,
    Kind::Source,
    Kind::Constat,
    Kind::Besoin,
    Kind::Contact,
    Kind::Action,
    Kind::Verbatim,
];

impl Kind {
    /// Returns the prefix of the type's identifiers; empty for those named by a slug or only inside a note.
    pub fn prefix(self) -> &'static str {
        PREFIXES.iter().find(|(_, kind)| *kind == self).map_or("", |(prefix, _)| prefix)
    }

    /// Returns the type whose place in the order is `index`; the manifest for a number that is none.
    pub fn from_index(index: u8) -> Self {
        KINDS.iter().copied().find(|kind| *kind as u8 == index).unwrap_or(Self::Dossier)
    }

    /// Tells whether records of the type are named by a readable slug instead of a prefix and a number.
    pub fn has_slug(self) -> bool {
        matches!(self, Self::Acteur | Self::Source)
    }

    /// Tells whether a file of this type may carry small records in its body.
    pub fn is_note(self) -> bool {
        matches!(self, Self::Entretien | Self::Immersion | Self::Contribution | Self::Seance)
    }
}

/// What a small record is inside its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The note or record itself.
    Whole,
    /// `-1`: an item of the note.
    Item(u16),
    /// `-v1`: a verbatim.
    Verbatim(u16),
    /// `/1`: a decision of a meeting, by its rank in the list.
    Decision(u16),
}

/// An identifier, compact and without its layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident {
    /// The type that the prefix says: for a small record, the type of its note.
    pub kind: Kind,
    /// The number after the prefix.
    pub number: u32,
    /// Which small record of it, if any.
    pub part: Part,
}

impl Ident {
    /// Makes the identifier of a whole record.
    pub fn whole(kind: Kind, number: u32) -> Self {
        Self { kind, number, part: Part::Whole }
    }

    /// Returns the identifier as one number, in the order of identifiers: two are equal where these are.
    pub fn key(self) -> u64 {
        let (tag, part) = match self.part {
            Part::Whole => (0, 0),
            Part::Item(n) => (1, n),
            Part::Verbatim(n) => (2, n),
            Part::Decision(n) => (3, n),
        };
        u64::from(self.kind as u8) << 50 | u64::from(self.number) << 18 | tag << 16 | u64::from(part)
    }

    /// Returns the identifier of the note that holds this small record; the same one for a whole record.
    pub fn note(self) -> Self {
        Self::whole(self.kind, self.number)
    }

    /// Returns the identifier of a small record of this note.
    pub fn with(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// Shows the identifier with its number padded to `width` digits.
    pub fn padded(self, width: u8) -> Padded {
        Padded { ident: self, width }
    }
}

/// An [`Ident`] with the number of digits it is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Padded {
    ident: Ident,
    width: u8,
}

impl fmt::Display for Padded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ident { kind, number, part } = self.ident;
        write!(f, "{}{:0width$}", kind.prefix(), number, width = self.width as usize)?;
        match part {
            Part::Whole => Ok(()),
            Part::Item(n) => write!(f, "-{n}"),
            Part::Verbatim(n) => write!(f, "-v{n}"),
            Part::Decision(n) => write!(f, "/{n}"),
        }
    }
}

/// An identifier read from a text, with how it was laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it names.
    pub ident: Ident,
    /// How many digits the number was written with.
    pub width: u8,
    /// How many bytes of the text it takes.
    pub len: usize,
}

/// Reads digits at the start of `text`: the number and how many bytes it takes. `None` without a digit or over 4 billion.
fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text.get(..len)?.parse().ok()?, len))
}

/// Reads the prefix and number at the start of `text`.
fn head(text: &str) -> Option<Written> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let prefix = text.get(..letters)?;
    let (_, kind) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
    let (number, len) = digits(text.get(letters..)?)?;
    Some(Written {
        ident: Ident::whole(*kind, number),
        width: u8::try_from(len).unwrap_or(u8::MAX),
        len: letters + len,
    })
}

/// Reads a file stem, `E012-mission-locale` or `E012`: a prefix, a number, then nothing or a free text after `-` or `_`.
pub fn parse_stem(stem: &str) -> Option<Written> {
    let written = head(stem)?;
    match stem.as_bytes().get(written.len) {
        None | Some(b'-' | b'_') => Some(written),
        Some(_) => None,
    }
}

/// Reads an identifier that takes the whole of `text`: `E012`, `E012-1`, `E012-v1`, `SE01/1`.
pub fn parse(text: &str) -> Option<Written> {
    let written = head(text)?;
    let rest = text.get(written.len..)?;
    let part = if rest.is_empty() {
        Part::Whole
    } else {
        let (make, rest): (fn(u16) -> Part, &str) = if let Some(rest) = rest.strip_prefix("-v") {
            (Part::Verbatim, rest)
        } else if let Some(rest) = rest.strip_prefix('-') {
            (Part::Item, rest)
        } else {
            (Part::Decision, rest.strip_prefix('/')?)
        };
        let (number, len) = digits(rest)?;
        if len != rest.len() || number == 0 {
            return None;
        }
        make(u16::try_from(number).ok()?)
    };
    Some(Written { ident: written.ident.with(part), width: written.width, len: text.len() })
}

/// Reads the longest identifier at the start of `text`, whatever follows it.
pub fn parse_start(text: &str) -> Option<Written> {
    let whole = head(text)?;
    let rest = text.get(whole.len..)?;
    let mark = ["-v", "-", "/"].into_iter().find(|mark| rest.starts_with(mark)).map_or(0, str::len);
    let number = rest.get(mark..)?.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..whole.len + mark + number).and_then(parse).or(Some(whole))
}

/// The target of a reference, as written in a field or in a wikilink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'t> {
    /// What is pointed at, without brackets, label or folder.
    pub text: &'t str,
    /// Where `text` stands, counted from the start of what was given.
    pub span: Span,
}

/// Finds the target in a reference: `E012`, `[[E012-mission-locale|E012]]`, `[[entretiens/E012-mission-locale#^E012-1]]`.
pub fn target(written: &str) -> Target<'_> {
    let mut text = written.trim();
    if let Some(inner) = text.strip_prefix("[[") {
        text = inner.strip_suffix("]]").unwrap_or(inner);
    }
    text = text.split('|').next().unwrap_or(text).trim();
    if let Some((page, block)) = text.split_once("#^") {
        text = if parse(block).is_some() { block } else { page };
    }
    // A folder before the stem is Obsidian's way to tell two notes apart; the `/` of a decision is followed by digits only.
    if parse(text).is_none()
        && let Some((_, stem)) = text.rsplit_once('/')
    {
        text = stem;
    }
    text = text.strip_suffix(".md").unwrap_or(text);
    let start = text.as_ptr().addr() - written.as_ptr().addr();
    Target { text, span: Span::new(start, start + text.len()) }
}

/// Reads what a target names: an identifier, or the one that a stem begins with.
///
/// A stem goes on with words. After a digit or a blank, only the names of the files could tell a stem from a slip: `E012-1x`, `E012-1, E013`.
pub fn parse_target(text: &str) -> Option<Written> {
    parse(text).or_else(|| parse_stem(text).filter(|found| text.get(found.len..).is_some_and(goes_on_with_words)))
}

/// Tells whether what follows an identifier in a stem can only be words, and holds no other identifier.
fn goes_on_with_words(rest: &str) -> bool {
    let words = rest.get(1..).unwrap_or("");
    let numbered = words.strip_prefix('v').unwrap_or(words).starts_with(|c: char| c.is_ascii_digit());
    words.starts_with(char::is_alphabetic)
        && !numbered
        && !words.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '#'))
        && rest.split("-et-").skip(1).all(|piece| head(piece).is_none())
}

/// Tells whether a text is a readable name, as actors and sources have: lower-case letters, digits, hyphens.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let written = parse_target(text)?;
        Some(written.ident.padded(written.width).to_string())
    }

    #[test]
    fn identifiers_are_read_with_their_layout() {
        for (text, expected) in [
            ("E012", Some("E012")),
            ("E12", Some("E12")),
            ("E012-1", Some("E012-1")),
            ("E012-v3", Some("E012-v3")),
            ("SE01/2", Some("SE01/2")),
            ("E012-mission-locale", Some("E012")),
            ("IM3_accueil", Some("IM3")),
            ("E012-", None),
            ("E012-1x", None),
            ("E012-1, E013-2", None),
            ("E012-v1 bis", None),
            ("E012-gare, quai", None),
            ("G01-et-G02", None),
            ("G01-eau-et-gaz", Some("G01")),
            ("E012-vide", Some("E012")),
            ("E012x", None),
            ("e012", None),
            ("X01", None),
            ("E", None),
            ("E99999999999", None),
            ("", None),
            ("E012-0", None),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_identifier_that_a_text_starts_with_is_the_longest() {
        for (text, expected) in
            [("E012-1x", Some("E012-1")), ("E012-v2, E3", Some("E012-v2")), ("E012-", Some("E012")), ("Ex", None)]
        {
            let found = parse_start(text);
            assert_eq!(found.and_then(|found| text.get(..found.len)), expected, "{text}");
        }
    }

    #[test]
    fn keys_are_in_the_order_of_identifiers() {
        let texts = ["E1", "E1-1", "E1-2", "E1-v1", "E2", "E4294967295", "IM1", "SE1", "SE1/1"];
        let idents: Vec<Ident> = texts.iter().filter_map(|text| Some(parse(text)?.ident)).collect();
        assert_eq!(idents.len(), texts.len());
        assert!(idents.is_sorted() && idents.iter().map(|ident| ident.key()).is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn padding_is_layout() {
        assert_eq!(parse("E12").map(|w| w.ident), parse("E0012").map(|w| w.ident));
        assert_ne!(parse("E12").map(|w| w.ident), parse("E12-1").map(|w| w.ident));
    }

    #[test]
    fn a_reference_s_target_is_found_in_every_form() {
        for (written, expected) in [
            ("E012", "E012"),
            ("[[E012]]", "E012"),
            ("[[E012-mission-locale|E012]]", "E012-mission-locale"),
            ("[[entretiens/E012-mission-locale]]", "E012-mission-locale"),
            ("[[E012-mission-locale#^E012-1]]", "E012-1"),
            ("[[E012-mission-locale#^37066d]]", "E012-mission-locale"),
            ("SE01/1", "SE01/1"),
            ("  caf-95 ", "caf-95"),
            ("[[", ""),
            ("E012.md", "E012"),
        ] {
            let found = target(written);
            assert_eq!(found.text, expected, "{written}");
            assert_eq!(found.span.of(written), expected, "{written}");
        }
    }
}
