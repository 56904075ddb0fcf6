//! CB504 and CB505: days that are not those of the calendar, and what is told as past before it has happened.

use std::ops::Range;

use super::Text;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::prose::{Words, date};
use crate::value::date::{Date, Day, Weekday};

/// Words before a date that is a term and no event: « avant le », « d’ici au ».
const TERMS: &[&str] = &[
    "avant", "jusqu", "ici", "compter", "partir", "pour", "des", "depuis", "fixe", "fixee", "reporte", "reportee",
    "prevu", "prevue",
];

/// Participles of what is done before the day itself: it is set, put off, prepared.
const BEFOREHAND: &[&str] = &[
    "fixe", "report", "annul", "programm", "prevu", "prepar", "planifi", "invit", "convoqu", "confirm", "annonc",
    "reserv", "inscri", "avanc", "deplac", "imagin", "arret", "attend", "promi", "jusqu",
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
    // A text of another year says « le 14 décembre » too.
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
        if let Some(verb) = past(words, &sentence, mention) {
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

/// Returns the day of a date without a year, in the year of the publication.
fn of_that_year(mention: &date::Mention, published: Day) -> Option<Day> {
    let (year, ..) = published.ymd();
    let day = Day::from_ymd(year, mention.month, mention.day?).filter(|_| mention.year.is_none())?;
    // A date long past or far ahead may be of another year.
    (day.days_since(published).abs() < 60).then_some(day)
}

fn in_words(day: Day) -> String {
    let (year, month, number) = day.ymd();
    Date::from_ymd(year, month, number).map_or_else(String::new, Date::en_lettres)
}

/// Finds a verb in the past whose clause a date belongs to.
fn past(words: &Words, sentence: &Range<usize>, date: &date::Mention) -> Option<Range<usize>> {
    for at in sentence.clone() {
        if date.tokens.contains(&at) {
            continue;
        }
        let Some(end) = compound(words, at).or_else(|| imperfect(words, at)) else { continue };
        let gap = if at > date.tokens.end { date.tokens.end..at } else { end..date.tokens.start };
        // Another clause has its own time.
        let other = |at: usize| match words.word(at) {
            "qui" | "que" | "qu" | "dont" | "ou" | "lorsque" | "quand" | "puis" | "mais" => true,
            // « le car » takes people somewhere.
            "car" => !matches!(words.before(at), "le" | "un" | "du" | "au" | "ce" | "en"),
            _ => false,
        };
        let clause = !gap.clone().any(other);
        let opening = date.tokens.start <= sentence.start + 2;
        let commas = gap.clone().filter(|at| words.is_mark(*at, ',')).count();
        // « a préparé la journée du 28 mars » tells of what comes before that day.
        let complement =
            at < date.tokens.start && matches!(words.before(date.tokens.start), "du" | "de" | "d" | "au" | "pour");
        if complement {
            continue;
        }
        let joined = commas == 0 || opening && commas <= 1 || opening && at > date.tokens.end && commas <= 3;
        if clause && joined && gap.len() <= 30 {
            let start = if at > 0 && words.is_mark(at - 1, '\'') && words.before(at - 1) == "s" { at - 2 } else { at };
            return Some(start..end);
        }
    }
    None
}

/// Reads « a été présenté », « se sont réunis », « ont choisi »; `None` for what is done beforehand.
fn compound(words: &Words, at: usize) -> Option<usize> {
    if !matches!(words.word(at), "a" | "ont" | "est" | "sont" | "avons" | "avaient" | "avait")
        || words.is_mark(at + 1, '\'')
    {
        return None;
    }
    let reflexive =
        matches!(words.before(at), "se" | "nous") || words.before(at) == "'" && words.word(at.saturating_sub(2)) == "s";
    // « à » folds like « a »: only an auxiliary is followed by a participle.
    let mut next = at + 1;
    while matches!(
        words.word(next),
        "tous"
            | "toutes"
            | "ete"
            | "ensuite"
            | "alors"
            | "enfin"
            | "donc"
            | "longuement"
            | "aussi"
            | "deja"
            | "bien"
            | "finalement"
    ) {
        next += 1;
    }
    if matches!(words.word(at), "est" | "sont") && !reflexive && !moves(words.word(next)) {
        return None;
    }
    let word = words.word(next);
    if !words.is_word(next) || !participle(word) || BEFOREHAND.iter().any(|stem| word.starts_with(stem)) {
        return None;
    }
    Some(next + 1)
}

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

/// Reads an imperfect or a simple past that leaves no doubt.
fn imperfect(words: &Words, at: usize) -> Option<usize> {
    let sure = matches!(
        words.word(at),
        "etait"
            | "etaient"
            | "fut"
            | "furent"
            | "avait"
            | "avaient"
            | "reunissait"
            | "reunissaient"
            | "participaient"
            | "choisissaient"
            | "debattaient"
            | "accueillait"
            | "attendaient"
            | "travaillaient"
            | "presentait"
            | "presentaient"
    );
    sure.then_some(at + 1)
}
