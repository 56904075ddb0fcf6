//! The dates of a text: the day, the month, the year where they are said, and the day of the week that is said with them.

use std::ops::Range;

use super::block::Block;
use super::token::Words;
use crate::value::date::{Day, Weekday, last_day_of_month};

/// A date of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The block.
    pub block: usize,
    /// Its words, the day of the week included.
    pub tokens: Range<usize>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The year.
    pub year: Option<i32>,
    /// The day of the week that is said.
    pub weekday: Option<Weekday>,
}

impl Mention {
    /// Returns the day, where it is wholly said and exists.
    pub fn whole(&self) -> Option<Day> {
        Day::from_ymd(self.year?, self.month, self.day?)
    }

    /// Tells whether the calendar has no such day.
    pub fn is_impossible(&self) -> bool {
        let Some(day) = self.day else { return false };
        // A year of 366 days gives every month its longest.
        last_day_of_month(self.year.unwrap_or(2_000), self.month).is_none_or(|last| !(1..=last).contains(&day))
    }
}

/// Finds the dates of a block, in order.
pub(super) fn find(block: &Block, index: usize, found: &mut Vec<Mention>) {
    let words = &block.words;
    let mut at = 0;
    while at < words.tokens.len() {
        let before = found.len();
        at = numeric(words, at, index, found).or_else(|| in_words(words, at, index, found)).unwrap_or(at + 1);
        // A day of the week before the date is a part of it.
        if let Some(first) = found.get_mut(before) {
            let start = first.tokens.start;
            let comma = usize::from(start > 0 && words.is_mark(start - 1, ','));
            let le = usize::from(words.before(start - comma) == "le");
            let place = start.checked_sub(1 + comma + le);
            if let Some(place) = place
                && let Some(weekday) = weekday(words.word(place))
            {
                first.weekday = Some(weekday);
                first.tokens.start = place;
            }
        }
    }
}

/// Returns the month that a folded word names.
pub(super) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "janvier" | "janv" => 1,
        "fevrier" | "fevr" | "fev" => 2,
        "mars" => 3,
        "avril" | "avr" => 4,
        "mai" => 5,
        "juin" => 6,
        "juillet" | "juil" => 7,
        "aout" => 8,
        "septembre" | "sept" => 9,
        "octobre" | "oct" => 10,
        "novembre" | "nov" => 11,
        "decembre" | "dec" => 12,
        _ => return None,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::ALL.into_iter().find(|day| day.name() == word)
}

/// Returns the year that a token is: four digits from 1800 to 2199.
pub fn year(words: &Words, at: usize) -> Option<i32> {
    let value = words.number(at).filter(|_| words.word(at).len() == 4)?;
    i32::try_from(value).ok().filter(|year| (1_800..2_200).contains(year))
}

/// Reads `14/12/2018`, `14.12.2018` and `2018-12-14`.
fn numeric(words: &Words, at: usize, block: usize, found: &mut Vec<Mention>) -> Option<usize> {
    let glued = (1..5).all(|next| words.is_glued(at + next));
    if !glued || words.is_glued(at) && !words.is_mark(at.checked_sub(1)?, '(') {
        return None;
    }
    let separator =
        ['/', '.', '-'].into_iter().find(|mark| words.is_mark(at + 1, *mark) && words.is_mark(at + 3, *mark))?;
    let (first, second, third) = (words.number(at)?, words.number(at + 2)?, words.number(at + 4)?);
    let iso = separator == '-' && words.word(at).len() == 4;
    let (day, year) = if iso { (third, first) } else { (first, third) };
    let day_at = if iso { at + 4 } else { at };
    let year_at = if iso { at } else { at + 4 };
    if words.word(year_at).len() != 4 || words.word(day_at).len() > 2 || words.word(at + 2).len() > 2 {
        return None;
    }
    let month = u8::try_from(second).ok().filter(|month| (1..=12).contains(month))?;
    found.push(Mention {
        block,
        tokens: at..at + 5,
        day: Some(u8::try_from(day).ok()?),
        month,
        year: i32::try_from(year).ok(),
        weekday: None,
    });
    Some(at + 5)
}

/// A day without its month yet, and where it stands.
struct Bare {
    day: u8,
    tokens: Range<usize>,
    weekday: Option<Weekday>,
}

/// Reads « 14 décembre 2018 », « 3 et 4 mai », « du 3 au 17 octobre », « décembre 2018 ».
fn in_words(words: &Words, at: usize, block: usize, found: &mut Vec<Mention>) -> Option<usize> {
    if let Some(month) = month(words.word(at)) {
        let year_at = at + 1 + usize::from(words.is_mark(at + 1, '.'));
        let year = year(words, year_at)?;
        found.push(Mention { block, tokens: at..year_at + 1, day: None, month, year: Some(year), weekday: None });
        return Some(year_at + 1);
    }
    let mut days: Vec<Bare> = Vec::new();
    let mut next = at;
    loop {
        let mut start = next;
        let mut said = None;
        if !days.is_empty() {
            if words.word(start) == "le" {
                start += 1;
            }
            said = weekday(words.word(start));
            start += usize::from(said.is_some());
        }
        let (day, end) = day(words, start)?;
        days.push(Bare {
            day,
            tokens: next.max(start.saturating_sub(usize::from(said.is_some())))..end,
            weekday: said,
        });
        if let Some(month) = month(words.word(end)) {
            let mut end = end + 1 + usize::from(words.is_mark(end + 1, '.') && year(words, end + 2).is_some());
            let year = year(words, end);
            end += usize::from(year.is_some());
            for bare in days {
                found.push(Mention {
                    block,
                    tokens: bare.tokens,
                    day: Some(bare.day),
                    month,
                    year,
                    weekday: bare.weekday,
                });
            }
            if let Some(last) = found.last_mut() {
                last.tokens.end = end;
            }
            return Some(end);
        }
        let joined = matches!(words.word(end), "et" | "au" | "ou" | "a" | "," | "-" | "–");
        if !joined || days.len() > 6 {
            return None;
        }
        next = end + 1 + usize::from(words.is_mark(end, ',') && words.word(end + 1) == "et");
    }
}

/// Reads a day of the month: `14`, `1er`, « premier ».
fn day(words: &Words, at: usize) -> Option<(u8, usize)> {
    if words.word(at) == "premier" {
        return Some((1, at + 1));
    }
    let day = words.number(at).filter(|_| words.word(at).len() <= 2)?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day) || *day > 31 && *day < 40)?;
    let er = words.word(at + 1) == "er" && words.is_glued(at + 1);
    Some((day, at + 1 + usize::from(er)))
}

#[cfg(test)]
mod tests {
    use super::super::block::Form;
    use crate::text::Span;

    fn read(text: &str) -> Vec<String> {
        let prose = super::super::read(text, Span::new(0, text.len()), Form::Plain);
        let show = |date: &super::Mention| {
            let words = prose.blocks[date.block].span(date.tokens.clone()).of(text).to_owned();
            let year = date.year.map_or_else(|| "?".to_owned(), |year| year.to_string());
            format!("{words} = {year}-{}-{}", date.month, date.day.unwrap_or(0))
        };
        prose.dates.iter().map(show).collect()
    }

    #[test]
    fn dates_are_read_as_they_are_said() {
        assert_eq!(read("Le vendredi 14 décembre 2018, à Cahors"), ["vendredi 14 décembre 2018 = 2018-12-14"]);
        assert_eq!(read("du jeudi 3 au samedi 5 mai"), ["jeudi 3 = ?-5-3", "samedi 5 mai = ?-5-5"]);
        assert_eq!(read("les 3, 4 et 5 mai 2019"), ["3 = 2019-5-3", "4 = 2019-5-4", "5 mai 2019 = 2019-5-5"]);
        assert_eq!(read("le 14/12/2018 et le 2018-12-15"), ["14/12/2018 = 2018-12-14", "2018-12-15 = 2018-12-15"]);
        assert_eq!(
            read("1er janv. 2019, mardi 1er janvier, en mai 2019"),
            ["1er janv. 2019 = 2019-1-1", "mardi 1er janvier = ?-1-1", "mai 2019 = 2019-5-0"]
        );
        assert_eq!(read("50 entretiens et 14 idées en 2018, 3 mais 4"), Vec::<String>::new());
    }
}
