//! What is counted: the noun after a quantity.

use super::token::Words;

/// The noun that a quantity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// Its token.
    pub at: usize,
    /// The token after it: « vice-présidents » has three.
    pub end: usize,
    /// Whether a word before it sets those apart from others: « trois autres défis », « les deux premiers ateliers ».
    pub apart: bool,
}

/// Words that come before a noun and leave the count whole.
const BEFORE: &[&str] = &[
    "grands", "grandes", "principaux", "principales", "vrais", "vraies", "beaux", "belles", "bons", "bonnes", "gros",
    "grosses", "larges", "longs", "longues", "riches", "precieux", "precieuses", "petits", "petites",
];

/// Words that come before a noun and set some apart.
const APART: &[&str] = &[
    "autres", "premiers", "premieres", "derniers", "dernieres", "nouveaux", "nouvelles", "seuls", "seules", "memes",
    "anciens", "anciennes", "futurs", "futures", "prochains", "prochaines", "jeunes", "meilleurs", "meilleures",
    "rares", "seconds", "secondes",
];

/// Words that are no noun.
const NONE: &[&str] = &[
    "et", "ou", "mais", "donc", "ni", "de", "du", "des", "d", "le", "la", "les", "l", "un", "une", "a", "au", "aux",
    "en", "dans", "sur", "sous", "par", "pour", "avec", "sans", "chez", "vers", "entre", "que", "qu", "qui", "quoi",
    "dont", "ce", "cette", "ces", "cet", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "votre", "vos", "il",
    "elle", "ils", "elles", "on", "nous", "vous", "je", "se", "s", "ne", "n", "y", "est", "sont", "etait", "etaient",
    "ont", "avait", "avaient", "sera", "seront", "fut", "furent", "pas", "plus", "moins", "si", "comme", "lors",
    "alors", "puis", "ensuite", "aussi", "seulement", "environ", "contre", "apres", "avant", "depuis", "pendant",
    "durant", "selon", "soit", "c", "j", "m", "t", "lorsque", "quand", "chacun", "chacune", "parmi", "jusqu", "jusque",
    "ainsi", "etc", "voire", "h", "fois", "maximum", "minimum", "tous", "toutes", "tout", "toute", "ans", "an", "y",
];

/// Reads the noun that begins at a token; `linked`: the quantity may be followed by « de ».
pub(super) fn read(words: &Words, at: usize, linked: bool) -> Option<Noun> {
    let mut at = at;
    if linked {
        at = match words.word(at) {
            "de" if matches!(words.word(at + 1), "la" | "les" | "nos" | "ces" | "ses" | "leurs") => at + 2,
            "de" | "d" if words.word(at + 1) == "l" || words.word(at + 2) == "l" => at + 2,
            "de" | "des" | "du" | "d" => at + 1,
            _ => at,
        };
        at += usize::from(words.is_mark(at, '\''));
    }
    let mut apart = false;
    for _ in 0..3 {
        let word = words.word(at);
        if APART.contains(&word) {
            apart = true;
        } else if !BEFORE.contains(&word) {
            break;
        }
        // « les trois premiers » counts what was named before.
        if !words.is_word(at + 1) || NONE.contains(&words.word(at + 1)) {
            return None;
        }
        at += 1;
    }
    let noun = words.is_word(at) && words.word(at).len() > 1 && !NONE.contains(&words.word(at));
    let joined =
        |at: usize| words.is_mark(at, '-') && words.is_glued(at) && words.is_glued(at + 1) && words.is_word(at + 1);
    let end = (0..4).fold(at + 1, |end, _| if joined(end) { end + 2 } else { end });
    noun.then_some(Noun { at, end, apart })
}

/// Tells whether a noun looks like a plural: what « neuf » or « six » counts; « vice-présidents » is one by its second word.
pub(super) fn is_many(words: &Words, noun: Noun) -> bool {
    (noun.at..noun.end).any(|at| is_plural(words.word(at)))
}

/// Tells whether a word looks like a plural.
pub(super) fn is_plural(word: &str) -> bool {
    word.len() > 2 && word.ends_with(['s', 'x']) || matches!(word, "personae")
}
