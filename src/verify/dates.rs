//! CB504 and CB505: days that are not those of the calendar, and what is told as past before it has happened.

use std::ops::Range;

use super::Text;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::prose::{Block, Words, date};
use crate::value::date::{Date, Day, Weekday};

/// Words before a date that is a term and no event: « avant le », « d’ici au ».
const TERMS: &[&str] = &[
    "avant", "jusqu", "ici", "compter", "partir", "pour", "des", "depuis", "fixe", "fixee", "reporte", "reportee",
    "prevu", "prevue",
];

/// Stems of what is done before the day itself: it is set, put off, prepared.
const BEFOREHAND: &[&str] = &[
    "fixe", "report", "annul", "programm", "prevu", "prepar", "planifi", "invit", "convoqu", "confirm", "annonc",
    "reserv", "inscri", "avanc", "deplac", "imagin", "arret", "attend", "promi", "jusqu", "donn", "decid", "declar",
];

/// Stems of what may be done of a day to come, where that day follows it: « le préfet a autorisé l’ouverture le 8 janvier ».
const OF_A_DAY: &[&str] = &[
    "autoris", "chois", "souhait", "command", "somm", "appri", "engag", "propos", "vote", "reten", "demand", "pri",
    "dit", "debut", "commenc", "trouv", "envoy",
];

/// Nouns that follow « avoir » and look like participles: « a lieu », « ont droit ».
const HAD: &[&str] = &[
    "lieu", "droit", "acces", "envie", "conge", "hate", "carte", "pitie", "partie", "vie", "place", "vue", "prise",
    "charge", "affaire", "honte", "peine", "cours", "classe", "service", "confiance", "pu", "du",
];

/// Checks every date of a text.
pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    for mention in &text.prose.dates {
        weekday(text, mention, findings);
    }
    tense(text, findings);
}

/// Compares the day of the week with the calendar; without a year, with the years around the publication.
fn weekday(text: &Text<'_>, mention: &date::Mention, findings: &mut Vec<Diagnostic>) {
    let span = || text.span(mention.block, mention.tokens.clone());
    let words = || text.words(mention.block, mention.tokens.clone());
    if mention.is_impossible() {
        findings.push(faults::date_impossible(&words(), span()));
        return;
    }
    let Some(said) = mention.weekday else { return };
    if let Some(day) = mention.whole() {
        if day.weekday() != said {
            findings.push(faults::jour_et_date(&words(), day.weekday().name(), true, span()));
        }
        return;
    }
    let (Some(published), None, Some(day)) = (text.settings.published, mention.year, mention.day) else { return };
    let (year, ..) = published.ymd();
    let near = |year: i32| Day::from_ymd(year, mention.month, day);
    let candidates: Vec<Day> = [year - 1, year, year + 1].into_iter().filter_map(near).collect();
    if !candidates.is_empty() && candidates.iter().all(|day| day.weekday() != said) {
        let nearest = candidates.iter().min_by_key(|day| day.days_since(published).abs());
        let actual: Option<Weekday> = nearest.map(|day| day.weekday());
        findings.push(faults::jour_et_date(&words(), actual.map_or("", Weekday::name), false, span()));
    }
}

/// Looks for a past tense beside a date that is still to come on the day of publication, or today where the text says no such day.
fn tense(text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let published = text.settings.published;
    let Some(now) = published.or(text.settings.today) else { return };
    let day_of = |mention: &date::Mention| mention.whole().or_else(|| of_that_year(mention, published?));
    for mention in &text.prose.dates {
        let Some(block) = text.prose.blocks.get(mention.block) else { continue };
        let (words, start) = (&block.words, mention.tokens.start);
        let Some(day) = day_of(mention).filter(|day| *day > now) else { continue };
        if is_term(words, start) || block.is_quoted(start) {
            continue;
        }
        let sentence = words.sentence(start);
        // Another date of the sentence may be that of the verb.
        let mut others = text.prose.dates_in(mention.block, sentence.clone()).iter().filter_map(day_of);
        if others.any(|day| day <= now) {
            continue;
        }
        if let Some(verb) = past(block, &sentence, mention) {
            let (said, span) = (text.words(mention.block, verb.clone()), text.span(mention.block, verb));
            let there = text.span(mention.block, mention.tokens.clone());
            let now = in_words(now);
            findings.push(faults::temps_verbal(&said, &in_words(day), &now, published.is_some(), span, there));
        }
    }
}

/// Tells whether a date is a term and no event: « avant le 14 », « d’ici au 14 ».
fn is_term(words: &Words, start: usize) -> bool {
    let before = words.before(start);
    let article = usize::from(matches!(before, "le" | "au" | "du"));
    TERMS.contains(&before) || TERMS.contains(&words.before(start - article))
}

/// Returns the day of a date without a year, in the year of the publication: where its weekday is said, and is that one. « le 2 octobre »
/// may be of the year before.
fn of_that_year(mention: &date::Mention, published: Day) -> Option<Day> {
    let (year, ..) = published.ymd();
    let day = Day::from_ymd(year, mention.month, mention.day?).filter(|_| mention.year.is_none())?;
    let sure = mention.weekday == Some(day.weekday()) && day.days_since(published).abs() < 60;
    sure.then_some(day)
}

fn in_words(day: Day) -> String {
    let (year, month, number) = day.ymd();
    Date::from_ymd(year, month, number).map_or_else(String::new, Date::en_lettres)
}

/// Finds a verb in the past that surely tells of a date: « le 14 décembre, les habitants ont choisi », « a été présenté le 14 décembre ».
fn past(block: &Block, sentence: &Range<usize>, date: &date::Mention) -> Option<Range<usize>> {
    let words = &block.words;
    let start = date.tokens.start - usize::from(words.before(date.tokens.start) == "le");
    let leads = start == sentence.start && words.is_mark(date.tokens.end, ',');
    let follows = words.before(date.tokens.start) == "le" || date.weekday.is_some();
    for at in sentence.clone().filter(|at| !date.tokens.contains(at)) {
        let Some((stem, end)) = compound(block, at).or_else(|| imperfect(words, at)) else { continue };
        let is = |stems: &[&str]| stems.iter().any(|known| words.word(stem).starts_with(known));
        let joined = if at >= date.tokens.end {
            leads && is_one_clause(words, date.tokens.end + 1..at) && !is(BEFOREHAND)
        } else {
            follows && !is(BEFOREHAND) && !is(OF_A_DAY) && is_one_clause(words, end..start) && end <= start
        };
        if joined {
            return Some(with_pronoun(words, at)..end);
        }
    }
    None
}

/// Tells whether nothing between a verb and its date opens another clause or has a time of its own.
fn is_one_clause(words: &Words, gap: Range<usize>) -> bool {
    let other = |at: usize| match words.word(at) {
        "qui" | "que" | "qu" | "dont" | "ou" | "lorsque" | "quand" | "puis" | "mais" | "et" | "rendez" | "car"
            if !joins_nouns(words, at) =>
        {
            true
        }
        "," | ":" | ";" | "(" | ")" | "–" | "—" => true,
        // « pour être livré le 8 janvier », « de fermer le guichet le 8 janvier ».
        word => ["er", "ir", "oir", "re"].iter().any(|end| word.ends_with(end)) && is_linked(words, at),
    };
    gap.len() <= 14 && !gap.clone().any(other)
}

/// Tells « le car », « la ville et Paris », « d’agents et d’élus » from what opens a clause.
fn joins_nouns(words: &Words, at: usize) -> bool {
    words.word(at) == "car" && matches!(words.before(at), "le" | "un" | "du" | "au" | "ce" | "en")
        || words.word(at) == "et" && (words.is_capital(at + 1) || matches!(words.word(at + 1), "de" | "d" | "des"))
}

/// Tells whether an infinitive may stand at a token: after « de », « à », « pour », or a verb that takes one.
fn is_linked(words: &Words, at: usize) -> bool {
    let before = if words.before(at) == "'" { words.word(at.saturating_sub(2)) } else { words.before(at) };
    matches!(
        before,
        "de" | "d" | "a" | "pour" | "sans" | "afin" | "souhaite" | "voulu" | "pu" | "du" | "prefere" | "fait"
    )
}

/// Returns the first token of a verb with its pronoun: « se sont réunis », « s’est tenu ».
fn with_pronoun(words: &Words, at: usize) -> usize {
    match words.before(at) {
        "se" | "nous" => at - 1,
        "'" if at >= 2 && words.word(at - 2) == "s" => at - 2,
        _ => at,
    }
}

/// Reads « a été présenté », « se sont réunis », « ont choisi »; returns the participle and the token after it.
fn compound(block: &Block, at: usize) -> Option<(usize, usize)> {
    let words = &block.words;
    let written = words.span(at..at + 1).of(&block.text);
    if !matches!(words.word(at), "a" | "ont" | "est" | "sont" | "avons" | "avaient" | "avait") || written == "à" {
        return None;
    }
    let reflexive = with_pronoun(words, at) < at;
    let mut next = at + 1;
    while SMALL.contains(&words.word(next)) {
        next += 1;
    }
    let word = words.word(next);
    let moved = matches!(words.word(at), "est" | "sont") && !reflexive;
    if moved && !moves(word) {
        return None;
    }
    let noun = HAD.contains(&word) || HAD.contains(&word.strip_suffix('s').unwrap_or(word));
    (words.is_word(next) && participle(word) && !noun).then_some((next, next + 1))
}

/// Small words between an auxiliary and its participle.
const SMALL: &[&str] = &[
    "tous", "toutes", "ete", "ensuite", "alors", "enfin", "donc", "longuement", "aussi", "deja", "bien", "finalement",
];

/// Verbs whose past takes « être ».
fn moves(word: &str) -> bool {
    ["venu", "alle", "parti", "arrive", "entre", "sorti", "reste", "devenu", "ne", "mort", "passe", "revenu"]
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "" | "s" | "e" | "es")))
}

/// Tells whether a word may be a past participle, whatever its gender and number.
fn participle(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let is_one = |word: &str| {
        word.len() > 2
            && (word.ends_with(['e', 'i', 'u'])
                || ["is", "it", "ert", "ait", "aint", "eint", "oint"].iter().any(|end| word.ends_with(end)))
    };
    is_one(word) || word.strip_suffix('e').is_some_and(is_one)
}

/// Reads an imperfect or a simple past that leaves no doubt; returns it and the token after it.
fn imperfect(words: &Words, at: usize) -> Option<(usize, usize)> {
    TOLD.contains(&words.word(at)).then_some((at, at + 1))
}

/// Verbs that tell what was.
const TOLD: &[&str] = &[
    "etait", "etaient", "fut", "furent", "avait", "avaient", "reunissait", "reunissaient", "participaient",
    "choisissaient", "debattaient", "accueillait", "attendaient", "travaillaient", "presentait", "presentaient",
];
