//! One value where several names stand: `E001-2, E009-4`, `jeunesse et logement`. People write lists so; [`split`] finds the names in it.

use crate::fr::fold::fold_word;
use crate::schema::FieldKind;
use crate::syntax::yaml::Style;
use crate::text::Span;
use crate::value::identifiant::{is_slug, parse_target, target};

/// Returns where each name stands in `text`, if several do and each is one that a field of this kind may hold.
pub(super) fn split(kind: FieldKind, text: &str, style: Style) -> Option<Vec<Span>> {
    // Nearly every value is one name.
    if !text.contains(|c: char| c.is_whitespace() || is_mark(c)) && !text.contains("-et-") {
        return None;
    }
    let found = match kind {
        // Between quotes a comma is part of the word.
        FieldKind::Word(vocabulary) if style == Style::Plain && text.contains(',') => {
            let known = |word: &str| vocabulary.index_of(&fold_word(word)).is_some();
            Some(parts(text, |c| c == ',')).filter(|parts| parts.iter().all(|part| known(part)))
        }
        FieldKind::Reference(kinds) | FieldKind::ReferenceOrObject(kinds, _) => {
            let numbered = kinds.is_empty() || kinds.iter().any(|kind| !kind.has_slug());
            let named = kinds.is_empty() || kinds.iter().any(|kind| kind.has_slug());
            let idents = || {
                Some(parts(text, |c| c.is_whitespace() || is_mark(c)))
                    .filter(|parts| numbered && parts.iter().all(|part| parse_target(target(part).text).is_some()))
            };
            let slugs = || Some(parts(text, is_mark)).filter(|parts| named && parts.iter().all(|part| is_slug(part)));
            idents().or_else(slugs)
        }
        _ => None,
    };
    let parts = found.filter(|parts| parts.len() > 1)?;
    let place = |part: &str| {
        let start = part.as_ptr().addr() - text.as_ptr().addr();
        Span::new(start, start + part.len())
    };
    Some(parts.into_iter().map(place).collect())
}

/// Tells whether a character stands between two names; a comma, most often.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | '&' | '+')
}

/// Cuts a text at the characters that `between` tells and at « et »; parts are trimmed, and empty ones left aside.
fn parts(text: &str, between: impl Fn(char) -> bool) -> Vec<&str> {
    let pieces = text.split(" et ").flat_map(|piece| piece.split("-et-")).flat_map(|piece| piece.split(&between));
    pieces.map(str::trim).filter(|piece| !piece.is_empty() && *piece != "et").collect()
}
