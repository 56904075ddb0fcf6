//! A few words before a marker: « une idée : … », « JD : idée : … », « 14h30 idée : … ».
//!
//! A record starts with its marker. What a tired hand puts before it is found here, for [`lost`](super::lost) to report.

use super::marker::{self, Break, Head, LONGEST_DETOUR, Likeness, fold, head, is_dash, is_space, skip, word_end};

/// Words after which the marker's is no marker: « boîte à idées », « plan d’action », « aucune idée ».
const BINDING: [&str; 18] = [
    "a", "au", "aux", "avec", "aucun", "aucune", "d", "de", "des", "du", "en", "et", "ou", "par", "pas", "pour",
    "sans", "sur",
];

/// Words after which even a marker that often starts a sentence is one: « autre besoin : … ».
const INTRODUCING: [&str; 18] = [
    "un", "une", "autre", "autres", "bon", "bonne", "nouveau", "nouvelle", "premier", "premiere", "deuxieme",
    "troisieme", "dernier", "derniere", "gros", "grosse", "mon", "notre",
];

/// How many words may precede the marker without a sign between, and how many letters each may have.
const WORDS: usize = 2;
const LETTERS: usize = 10;

/// Finds a marker behind the first words of `text`, which are no marker: where those words end, where the marker starts, the marker.
pub(super) fn behind(text: &str) -> Option<(usize, usize, Head)> {
    let end = text.char_indices().nth(LONGEST_DETOUR).map_or(text.len(), |(at, _)| at);
    // A colon or a dash of some kind, without which nothing is meant.
    memchr::memchr3(b':', b'-', 0xE2, text.as_bytes())?;
    let mut at = skip(text, 0, |c| !c.is_alphanumeric());
    loop {
        at = skip(text, word_end(text, at), |c| c.is_ascii_digit());
        at = skip(text, at, |c| !c.is_alphabetic());
        if at >= end {
            return None;
        }
        let before = text.get(..at)?;
        if before.contains(['«', '»', '`', '|']) {
            return None;
        }
        let Some(head) = text.get(at..).and_then(head) else { continue };
        let parts = head.after == Break::Colon || head.after == Break::Dash && head.marker.is_telling();
        if head.likeness == Likeness::Exact && parts && leads(before, &head) {
            let words = before.trim_end_matches(|c| is_space(c) || matches!(c, '*' | '_')).len();
            return Some((words, at, head));
        }
    }
}

/// Tells whether `before` may precede a marker that was meant as one.
fn leads(before: &str, head: &Head) -> bool {
    let telling = head.marker.is_telling();
    let bare = before.trim_end_matches(|c| is_space(c) || matches!(c, '*' | '_'));
    let parted = bare.len() < before.len();
    let parts = |c: char| matches!(c, ':' | ')' | ']' | '>') || is_dash(c) || c == ',' && telling;
    if parted && head.after == Break::Colon && bare.ends_with(parts) {
        return true;
    }
    if !parted && !bare.ends_with(['’', '\'']) {
        return false;
    }
    let words =
        || bare.split(|c: char| is_space(c) || matches!(c, '’' | '\'' | '*' | '_')).filter(|word| !word.is_empty());
    let short = |word: &str| word.chars().count() <= LETTERS && word.chars().all(|c| c.is_alphanumeric() || c == '°');
    if words().count() > WORDS || !words().all(short) {
        return false;
    }
    let mut buffer = [0; marker::LONGEST];
    let last = words().next_back().and_then(|word| fold(word, &mut buffer)).unwrap_or("");
    let introduces = || INTRODUCING.contains(&last) || last.starts_with(|c: char| c.is_ascii_digit());
    !BINDING.contains(&last) && (telling || introduces())
}
