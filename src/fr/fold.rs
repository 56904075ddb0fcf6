//! Folding of French text: one spelling for all the ways of typing the same word.
//!
//! Readers of values, vocabularies and keys compare through these functions, so that case, accents, ligatures,
//! apostrophes, dashes and no-break spaces never make two words differ. [`fold_char`] is the single table; the
//! other functions only say what to do with spaces and word ends.

use std::borrow::Cow;

/// Holds what one character becomes once folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// A single character; any white space is `' '`.
    Char(char),
    /// A few ASCII letters (`œ` → `oe`), or nothing for marks and invisible characters.
    Text(&'static str),
}

/// Returns the folded form of one character: lower case, without accent, ASCII where French has an equivalent.
#[inline]
pub fn fold_char(c: char) -> Folded {
    if c.is_ascii() {
        return Folded::Char(if c.is_ascii_whitespace() || c == '\x0b' { ' ' } else { c.to_ascii_lowercase() });
    }
    fold_beyond_ascii(c)
}

fn fold_beyond_ascii(c: char) -> Folded {
    // Only `İ` lowers to two characters, and the second is a combining mark.
    let lower = c.to_lowercase().next().unwrap_or(c);
    Folded::Char(match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ð' | 'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ᵉ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ĵ' => 'j',
        'ķ' | 'ĸ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' | 'ʳ' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ſ' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' | '＇' => '\'',
        '‐'..='―' | '−' | '﹣' | '－' => '-',
        'æ' => return Folded::Text("ae"),
        'œ' => return Folded::Text("oe"),
        'ß' => return Folded::Text("ss"),
        'þ' => return Folded::Text("th"),
        'ĳ' => return Folded::Text("ij"),
        'ŉ' => return Folded::Text("'n"),
        // Ligatures that copying from a PDF leaves behind.
        'ﬀ' => return Folded::Text("ff"),
        'ﬁ' => return Folded::Text("fi"),
        'ﬂ' => return Folded::Text("fl"),
        'ﬃ' => return Folded::Text("ffi"),
        'ﬄ' => return Folded::Text("ffl"),
        // Combining marks, soft hyphen, zero-width characters, byte order mark.
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {
            return Folded::Text("");
        }
        other if other.is_whitespace() => ' ',
        other => other,
    })
}

/// Returns `s` in lower case, without accents, with plain apostrophes and hyphens, and with every run of white
/// space as one space, trimmed. Folding twice changes nothing.
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match fold_char(c) {
            Folded::Char(' ') => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            Folded::Char(c) => out.push(c),
            Folded::Text(text) => out.push_str(text),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Words whose final `s` is not a plural, sorted; losing it would blur `cours` with `cour`.
const INVARIABLE: &[&str] = &[
    "acces", "appris", "avis", "bois", "bras", "campus", "colis", "commis", "compris", "concours", "corps", "cours",
    "deces", "devis", "discours", "fois", "fonds", "francais", "gros", "hors", "logis", "moins", "mois", "palais",
    "parcours", "pays", "permis", "plus", "poids", "proces", "progres", "recours", "refus", "relais", "repas", "sans",
    "secours", "sous", "succes", "temps", "tiers", "toujours", "univers", "vers",
];

/// Returns the form under which vocabulary words compare: folded, words joined by one `_`, the plural `s` of
/// words of four letters and more removed. `Sociétés civiles`, `société-civile` and `societe_civile` are equal.
pub fn fold_word(s: &str) -> String {
    let folded = fold(s);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split([' ', '-', '_', '\'']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(singular(word));
    }
    out
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem)
            if stem.len() >= 3
                && stem.ends_with(|c: char| c.is_alphabetic() && c != 's')
                && INVARIABLE.binary_search(&word).is_err() =>
        {
            stem
        }
        _ => word,
    }
}

/// Returns the canonical `snake_case` of a YAML key: folded, with spaces, hyphens and apostrophes as `_`.
/// Borrows when the key is canonical already.
pub fn key(s: &str) -> Cow<'_, str> {
    let canonical = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if s.bytes().all(canonical) {
        return Cow::Borrowed(s);
    }
    Cow::Owned(fold(s).replace([' ', '-', '\''], "_"))
}

/// Returns the readable name that a text makes: folded, its words joined by `-`. `Mairie de l’Île` gives `mairie-de-l-ile`.
pub fn slug(s: &str) -> String {
    let folded = fold(s);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_keeps_only_what_makes_words_differ() {
        for (source, folded) in [
            ("", ""),
            (" \u{a0}\u{202f}\t\n", ""),
            ("Été À L’ÉCOLE", "ete a l'ecole"),
            ("E\u{301}te\u{301}", "ete"),
            ("CŒUR  et\u{a0}\u{202f}Ægir", "coeur et aegir"),
            ("mi‑mai – fin — 3−4", "mi-mai - fin - 3-4"),
            ("l‘eau, l’eau, lʼeau", "l'eau, l'eau, l'eau"),
            ("1ᵉʳ", "1er"),
            ("Ångström \u{212B}", "angstrom a"),
            ("straße STRAẞE", "strasse strasse"),
            ("ﬁn d’oﬃce", "fin d'office"),
            ("so\u{ad}lu\u{200b}tion", "solution"),
            ("日本 №", "日本 №"),
        ] {
            assert_eq!(fold(source), folded, "{source:?}");
        }
    }

    #[test]
    fn every_latin_letter_of_western_europe_folds_to_ascii() {
        for c in ('\u{C0}'..='\u{17F}').filter(|c| c.is_alphabetic()) {
            let folded = fold(&c.to_string());
            assert!(folded.is_ascii() && !folded.is_empty(), "{c} gives {folded:?}");
        }
    }

    #[test]
    fn vocabulary_words_compare_without_accents_joints_or_plural() {
        for (left, right) in [
            ("Société civile", "societe-civile"),
            ("Sociétés\u{a0}civiles", "societe_civile"),
            ("usagers", "usager"),
            ("Associations", "association"),
            ("ÉLUS", "élu"),
            ("accès", "acces"),
            ("conseil d’État", "conseil_d_etat"),
            (" - à  recontacter -", "a_recontacter"),
        ] {
            assert_eq!(fold_word(left), fold_word(right), "{left:?} {right:?}");
        }
        assert_eq!(fold_word("accès"), "acces");
        assert_eq!(fold_word("cas"), "cas");
        assert_ne!(fold_word("cours"), fold_word("cour"));
        assert_ne!(fold_word("oui"), fold_word("ou"));
    }

    #[test]
    fn invariable_words_are_sorted_for_the_binary_search() {
        assert!(INVARIABLE.is_sorted());
    }

    #[test]
    fn a_canonical_key_is_borrowed_and_others_are_rewritten() {
        for canonical in ["duree", "x_note_2", "_brouillon", ""] {
            assert!(matches!(key(canonical), Cow::Borrowed(text) if text == canonical));
        }
        for (source, expected) in [
            ("Durée", "duree"),
            ("date de début", "date_de_debut"),
            ("type-acteur", "type_acteur"),
            ("jusqu’à", "jusqu_a"),
            ("DUREE", "duree"),
        ] {
            assert_eq!(key(source), expected);
        }
    }

    #[test]
    fn a_slug_is_made_of_the_words_of_a_text() {
        for (source, expected) in
            [("Mairie de l’Île", "mairie-de-l-ile"), (" – Gare (1) ", "gare-1"), ("caf-95", "caf-95"), ("«»", "")]
        {
            assert_eq!(slug(source), expected);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(s in "\\PC*") {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once.clone());
            let word = fold_word(&s);
            prop_assert_eq!(fold_word(&word), word.clone());
            let canonical = key(&s).into_owned();
            prop_assert_eq!(key(&canonical).into_owned(), canonical.clone());
        }
    }
}
