//! In what scope a figure is said: of the whole, of a part, of what is to come, by somebody else.

mod after;
mod words;

use std::ops::Range;

use self::words::{BALANCE, ELSEWHERE, MOMENT, NEUTRAL, NOT_FUTURE, OURS, PASSED, PLANNED, RATE, WHOLE};
use super::block::Block;
use super::mention::{Determiner, Mention, Scope};
use super::said::is_number_word;
use super::token::Words;

/// What a word does to the figures of its sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    planned: bool,
    rate: bool,
    balance: bool,
    elsewhere: bool,
    moment: bool,
    ours: bool,
    name: bool,
}

/// What each word of a block does to the figures around it: told once, whatever the number of figures.
#[derive(Debug)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    pub(super) fn of(words: &Words) -> Self {
        Self((0..words.tokens.len()).map(|at| mark(words, at)).collect())
    }
}

fn mark(words: &Words, at: usize) -> Mark {
    if !words.is_word(at) {
        return Mark::default();
    }
    let word = words.word(at);
    let before = words.before(at);
    let placed = words.is_capital(at)
        && (matches!(before, "a" | "en" | "au" | "aux" | "chez" | "dans")
            || matches!(before, "le" | "la" | "l" | "'" | "les")
                && matches!(words.word(at.saturating_sub(2)), "dans" | "sur"));
    Mark {
        planned: PLANNED.contains(&word) || is_future(words, at),
        rate: RATE.contains(&word) && words.word(at + 1) != "des",
        balance: BALANCE.iter().any(|stem| word.starts_with(stem) && word.len() <= stem.len() + 6),
        elsewhere: ELSEWHERE.contains(&word),
        moment: MOMENT.contains(&word) && is_moment(words, at),
        ours: word == "blanche" || OURS.iter().any(|stem| word.starts_with(stem)),
        name: placed,
    }
}

/// Tells a moment from a length, « en trois mois », and a pluperfect, « avaient été menés », from « avaient devant eux ».
fn is_moment(words: &Words, at: usize) -> bool {
    match words.word(at) {
        "avait" | "avaient" => is_participle(words.word(at + 1)) && !words.word(at + 1).ends_with("nt"),
        _ => !words.is_digits(at.wrapping_sub(1)) && !is_number_word(words.before(at)),
    }
}

/// Returns the scope of a figure, from what the words of its block do.
pub(super) fn of(block: &Block, marks: &Marks, mention: &Mention) -> Scope {
    let words = &block.words;
    let at = mention.tokens.start;
    let sentence = words.sentence(at);
    let head = mention.noun.filter(|_| !mention.inherited).map_or(mention.tokens.end, |noun| noun.end);
    let mut scope = Scope {
        determiner: determiner(words, at),
        quoted: block.is_quoted(mention.number),
        denied: denied(words, at),
        emphatic: words.word(at) == "pas",
        ..Scope::default()
    };
    if mention.noun.is_some_and(|noun| noun.apart) {
        scope.determiner = Determiner::Part;
    }
    // « Chacun a lu les huit personas » counts them all the same.
    let definite = scope.determiner == Determiner::Definite;
    let near = |other: usize| {
        let mut between = other.min(at)..other.max(at);
        !between.any(|between| words.is_mark(between, ',') || words.is_mark(between, '('))
    };
    for (other, mark) in sentence.clone().zip(marks.0.get(sentence.clone()).unwrap_or_default()) {
        if mention.tokens.contains(&other) {
            continue;
        }
        // « quatre défis que la ville devra relever » are there already.
        let aside = || other > at && (at..other).any(|at| matches!(words.word(at), "que" | "qu" | "qui" | "dont"));
        scope.planned |= mark.planned && !aside();
        scope.rate |= mark.rate && !definite && near(other);
        scope.balance |= mark.balance;
        scope.ours |= mark.ours;
        let bounds = mark.elsewhere || mark.moment && !definite;
        scope.bounded |= bounds && reaches(words, other, at, &sentence);
        if mark.name {
            scope.names.push(other);
        }
    }
    scope.denied |= denies(words, sentence.start.max(at.saturating_sub(7))..at);
    scope.rate |= is_passed(words, at);
    scope.done = object_of(words, at, &sentence);
    after::read(words, head, &sentence, mention, &mut scope);
    scope
}

/// Tells whether a word that bounds what is said bears on the figure at a token: « à l’atelier, » at the head of a sentence does, « dans les
/// cars et les ateliers, » amid a list does not.
fn reaches(words: &Words, word: usize, figure: usize, sentence: &Range<usize>) -> bool {
    let commas = |range: Range<usize>| range.filter(|at| words.is_mark(*at, ',')).count();
    if word < figure {
        commas(word..figure) == 0 || commas(sentence.start..word) == 0
    } else {
        commas(figure..word) <= 1
    }
}

fn is_future(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    // « auront suffi » is done; « auront lieu » is to come.
    if matches!(word, "aura" | "auront" | "aurons") {
        let next = words.word(at + 1);
        return next == "lieu" || !next.ends_with(['e', 'i', 'u', 's', 't']);
    }
    let ends = ["ront", "rons", "rez", "rait", "raient", "ra", "rions"].iter().any(|end| word.ends_with(end));
    ends && word.len() > 3 && !NOT_FUTURE.contains(&word)
}

/// Reads what stands before the number.
fn determiner(words: &Words, at: usize) -> Determiner {
    let before = words.before(at);
    let second = at.checked_sub(2).map_or("", |at| words.word(at));
    let all = matches!(second, "tous" | "toutes")
        || matches!(before, "des" | "de") && matches!(second, "ensemble" | "integralite" | "totalite");
    match before {
        _ if all => Determiner::All,
        // « deux des six défis »: the six are all there are.
        "les" | "ces" | "nos" | "ses" | "leurs" | "vos" | "aux" | "mes" => Determiner::Definite,
        "des" => Determiner::Definite,
        "tous" | "toutes" => Determiner::All,
        "chaque" | "parmi" | "dont" => Determiner::Part,
        _ => Determiner::Bare,
    }
}

/// Tells whether a figure is denied: « pas 60 entretiens », « sans les 12 ».
fn denied(words: &Words, at: usize) -> bool {
    (1..=3).any(|back| {
        let Some(place) = at.checked_sub(back) else { return false };
        let gap = place + 1..at;
        let near = gap.clone().all(|at| matches!(words.word(at), "les" | "encore" | "ces" | "de" | "d" | "'" | "des"));
        near && matches!(words.word(place), "pas" | "ni" | "jamais")
    })
}

/// Finds the participle of « a retenu », « ont finalement écarté », right before a figure that it takes as its object.
fn object_of(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let last = (at.saturating_sub(3)..at)
        .rev()
        .find(|at| !matches!(words.word(*at), "les" | "ces" | "nos" | "ses" | "que" | "au" | "total" | "le" | "la"))?;
    let participle = words.is_word(last) && is_participle(words.word(last));
    let first = last.saturating_sub(2).max(sentence.start);
    let auxiliary = (first..last)
        .find(|at| matches!(words.word(*at), "a" | "ont" | "avons" | "avait" | "avaient" | "aura" | "auront"))?;
    let passive = (auxiliary..last).any(|at| words.word(at) == "ete");
    (participle && !passive).then_some(last)
}

/// Tells whether a word may be a past participle.
fn is_participle(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.len() > 2 && word.ends_with(['e', 'i', 'u', 's', 't'])
}

/// Tells whether « ne … pas » stands in a stretch: « n’a pas mené 50 entretiens ».
fn denies(words: &Words, range: Range<usize>) -> bool {
    let mut denied = range.clone().filter(|at| matches!(words.word(*at), "n" | "ne"));
    denied.any(|from| (from..range.end).any(|at| matches!(words.word(at), "pas" | "jamais" | "plus")))
}

/// Tells whether a number is only passed: « dépasse les 450 idées », « le cap des 450 idées », « passé de 40 à 60 entretiens ».
fn is_passed(words: &Words, at: usize) -> bool {
    let article = usize::from(matches!(words.before(at), "les" | "des" | "de"));
    let verb = words.before(at - article);
    PASSED.contains(&verb) || article == 1 && verb.starts_with("pass")
}

/// Tells whether a participle says nothing of which ones are counted: « ont été présentés » does not, « ont été annulés » does.
pub(super) fn is_neutral(word: &str) -> bool {
    WHOLE.contains(&word) || NEUTRAL.iter().any(|stem| word.starts_with(stem) && word.len() <= stem.len() + 6)
}
