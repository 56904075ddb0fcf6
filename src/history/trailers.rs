//! What the message of a commit says to `cb`: `Motif: doublon de E002`, `Relu: G03, S01`.

use std::collections::BTreeSet;

use crate::fr::fold::fold;
use crate::value::identifiant::{self, Ident};

/// Returns the reason that a message gives for what its commit removes.
pub fn reason(message: &str) -> Option<String> {
    let reasons: Vec<&str> = values(message, "motif").collect();
    (!reasons.is_empty()).then(|| reasons.join("\n"))
}

/// Returns the records that a message says were read again.
pub fn reread(message: &str) -> BTreeSet<Ident> {
    values(message, "relu").flat_map(idents).collect()
}

/// Returns the identifiers that a text names.
pub fn idents(text: &str) -> BTreeSet<Ident> {
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '[' | ']' | '|' | '«' | '»' | '`' | '—')
    };
    text.split(ends).filter_map(identifiant::parse_target).map(|written| written.ident).collect()
}

/// Returns what follows a word and its colon, at the start of a line; accents, capitals and the space before the colon are free.
fn values<'m>(message: &'m str, word: &'static str) -> impl Iterator<Item = &'m str> {
    message.lines().filter_map(move |line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim();
        (fold(key.trim()) == word && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailer_is_read_however_it_is_spaced() {
        assert_eq!(reason("Retire E004\n\nMotif: doublon de E002\n").as_deref(), Some("doublon de E002"));
        assert_eq!(reason("Retire E004\n\nmotif\u{a0}: doublon\r\n").as_deref(), Some("doublon"));
        assert_eq!(reason("Retire E004\n\nMotif :\n"), None);
        assert_eq!(reason("Le motif de la visite\n"), None);
        let found: Vec<String> =
            reread("x\n\nRelu : G03, S01 et P2.\n").iter().map(|ident| ident.padded(2).to_string()).collect();
        assert_eq!(found, ["G03", "P02", "S01"]);
    }
}
