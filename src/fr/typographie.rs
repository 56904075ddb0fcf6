//! French typography: from what people type (plain spaces, straight quotes and apostrophes) to what is printed.
//!
//! Works on a *line*: a paragraph, a heading, a cell. Emphasis and links cut it into [`Run`]s, and a sign is judged by what stands on both
//! sides, whatever run holds it; so the runs are read as one row of cells, set, and written back, each cell to its run. `glyphs` replaces
//! signs, then `spaces` sets the space before and after them. Nothing but quotes, apostrophes, dots, dashes and spaces ever changes, and
//! a line that is typeset stays as it is.

mod glyphs;
mod spaces;

use std::ops::Range;

/// A part of a line, in reading order.
#[derive(Debug)]
pub enum Run<'t> {
    /// Words to typeset.
    Text(&'t mut String),
    /// Signs that stay as they are and only tell what stands beside the others: code, what is raised, `\n` for a line break.
    Fixed(&'t str),
}

/// Typesets a line.
///
/// - `'` between letters becomes ’, `...` becomes …, paired `"` become « », `--` and ` - ` become –. The spaces around a dash stay as
///   they are typed, plain: an aside may be cut on either side.
/// - U+202F stands before `; ! ?` and between thousands that the writer set apart; U+00A0 before `: » % ‰ € $ °C` and after `«`.
/// - U+00A0 ties a number to its unit, a day to its month, `n°`, `p.`, `art.`, `M.`, `Mme` to what follows, where a space was typed.
///
/// Addresses, paths, file names, times and ratios are left alone. Typesetting twice changes nothing more.
pub fn typeset(runs: &mut [Run<'_>]) {
    let mut line = glyphs::set(read(runs));
    spaces::set(&mut line);
    write(&line, runs);
}

/// Ties the last two words of a paragraph by U+00A0 when the last has four letters or fewer, so that it does not hang alone on the last
/// line. A line of one or two words is left alone.
pub fn widow(runs: &mut [Run<'_>]) {
    let mut line = read(runs);
    let words = line.split(|cell| cell.c.is_whitespace()).filter(|word| word.iter().any(Cell::is_alphanumeric));
    let many = words.take(3).count() == 3;
    let Some(last) = line.iter().rposition(Cell::is_alphanumeric).filter(|_| many) else { return };
    let (before, word) =
        line.split_at(line.iter().take(last).rposition(|cell| cell.c.is_whitespace()).map_or(0, |at| at + 1));
    let gap = before.iter().rev().take_while(|cell| cell.is_blank()).count();
    let tied = gap == 1 && before.last().is_some_and(|space| space.c != ' ');
    if gap == 0 || tied || word.iter().filter(|cell| cell.is_alphanumeric()).count() > 4 {
        return;
    }
    let start = before.len();
    line.drain(start - gap..start - 1);
    if let Some(space) = line.get_mut(start - gap) {
        space.c = '\u{a0}';
    }
    write(&line, runs);
}

/// Returns, for each [`Run::Text`] in order, the bytes of the endings of ordinals that are to be raised: those of « 1er », « 2e », « XXe ».
///
/// An ordinal is a whole word, at most elided (« l’XIe ») or joined to another (« XIXe-XXe »).
pub fn ordinals(runs: &[Run<'_>]) -> Vec<Vec<Range<usize>>> {
    let mut found = vec![Vec::new(); runs.len()];
    // Most lines number nothing.
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
    let any = runs.iter().any(|run| matches!(run, Run::Text(text) if text.contains(numbers)));
    let line = if any { read(runs) } else { Vec::new() };
    for word in line.chunk_by(|left, right| left.is_word() == right.is_word()).map(core) {
        let Some(word) = word.rsplit(|cell| matches!(cell.c, '\'' | '’')).next() else { continue };
        let parts = || word.split(|cell| matches!(cell.c, '-' | '–'));
        if !word.iter().all(|cell| cell.kind == Kind::Free) || !parts().all(|part| ending(part).is_some()) {
            continue;
        }
        for ending in parts().filter_map(ending) {
            if let [first, .., last] | [first @ last] = ending
                && let Some(ranges) = found.get_mut(first.run).filter(|_| first.run == last.run)
            {
                ranges.push(first.at..last.at + last.c.len_utf8());
            }
        }
    }
    let text = |run: &Run<'_>| matches!(run, Run::Text(_));
    found.into_iter().zip(runs).filter(|(_, run)| text(run)).map(|(ranges, _)| ranges).collect()
}

/// Returns the ending of an ordinal, if the word is one.
fn ending(word: &[Cell]) -> Option<&[Cell]> {
    let (stem, ending) = word.split_at(word.iter().position(|cell| cell.c.is_lowercase())?);
    // The longest stem is « XXXVIII », the longest ending « ièmes ».
    if stem.len() > 7 || ending.len() > 5 {
        return None;
    }
    let (number, suffix) = (words(stem), words(ending));
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let raised = match suffix.as_str() {
        "er" | "ers" | "re" | "res" | "ère" | "ères" => number == "1" || number == "I",
        "nd" | "nds" | "nde" | "ndes" => number == "2" || number == "II",
        "e" | "es" | "ème" | "èmes" | "ième" | "ièmes" => digits || (number != "I" && is_roman(&number)),
        _ => false,
    };
    raised.then_some(ending)
}

/// Tells whether a text is a Roman number up to 39: centuries, kings, republics. With L, C, D or M, « Le » and « Ce » would be too.
fn is_roman(number: &str) -> bool {
    let ones = number.trim_start_matches('X');
    number.len() - ones.len() <= 3
        && !number.is_empty()
        && ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].contains(&ones)
}

/// A sign of a line.
#[derive(Clone, Copy, Debug)]
struct Cell {
    c: char,
    /// The index of the run it belongs to.
    run: usize,
    /// Its byte offset in its run, as that was read.
    at: usize,
    kind: Kind,
}

/// What may be done with a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It may be replaced, and spaces set beside it.
    Free,
    /// It stands in a word that is left alone: an address, a path, the name of a file.
    Kept,
    /// It belongs to a [`Run::Fixed`].
    Opaque,
}

impl Cell {
    /// Tells whether it is a space that may be replaced by another: not the end of a line, nor one in code.
    fn is_blank(&self) -> bool {
        self.kind != Kind::Opaque
            && self.c.is_whitespace()
            && !self.c.is_control()
            && !matches!(self.c, '\u{2028}' | '\u{2029}')
    }

    /// Tells whether it is part of a word that may be looked at: neither a space nor fixed.
    fn is_word(&self) -> bool {
        self.kind != Kind::Opaque && !self.c.is_whitespace()
    }

    fn is_alphanumeric(&self) -> bool {
        self.c.is_alphanumeric()
    }

    fn is_digit(&self) -> bool {
        self.c.is_ascii_digit()
    }
}

/// Reads runs as one row of cells, and marks the words to leave alone.
fn read(runs: &[Run<'_>]) -> Vec<Cell> {
    let mut line = Vec::with_capacity(runs.iter().map(|run| run.text().len()).sum());
    for (index, run) in runs.iter().enumerate() {
        let kind = if matches!(run, Run::Text(_)) { Kind::Free } else { Kind::Opaque };
        line.extend(run.text().char_indices().map(|(at, c)| Cell { c, run: index, at, kind }));
    }
    for word in line.chunk_by_mut(|left, right| left.is_word() == right.is_word()) {
        let core = core_range(word);
        if let Some(core) = word.get_mut(core).filter(|core| core.first().is_some_and(Cell::is_word))
            && is_kept(&words(core))
        {
            core.iter_mut().for_each(|cell| cell.kind = Kind::Kept);
        }
    }
    line
}

/// Writes each cell back to its run.
fn write(line: &[Cell], runs: &mut [Run<'_>]) {
    for run in runs.iter_mut() {
        if let Run::Text(text) = run {
            text.clear();
        }
    }
    for cell in line {
        if let Some(Run::Text(text)) = runs.get_mut(cell.run) {
            text.push(cell.c);
        }
    }
}

impl Run<'_> {
    fn text(&self) -> &str {
        match self {
            Run::Text(text) => text,
            Run::Fixed(text) => text,
        }
    }
}

/// Returns the characters of some cells.
fn words(cells: &[Cell]) -> String {
    cells.iter().map(|cell| cell.c).collect()
}

/// Tells whether a sign opens what follows it.
fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '’' | '“' | '«' | '(' | '[' | '{')
}

/// Tells whether a sign closes what stands before it.
fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '’' | '”' | '»' | ')' | ']' | '}' | ',' | ';' | ':' | '!' | '?' | '.' | '…')
}

/// Returns a word without the signs of the sentence around it.
fn core(word: &[Cell]) -> &[Cell] {
    word.get(core_range(word)).unwrap_or_default()
}

fn core_range(word: &[Cell]) -> Range<usize> {
    // Straight quotes turn either way.
    let start = word.iter().take_while(|cell| opens(cell.c) || cell.c == '»').count();
    let end = word.len() - word.iter().rev().take_while(|cell| closes(cell.c) || cell.c == '«').count();
    start.min(end)..end
}

/// Tells whether a word is left alone: an address, a path, code, the name of a file.
fn is_kept(word: &str) -> bool {
    // An apostrophe tells « l’élu/l’agent » from a path.
    let path = word.contains('/') && !word.contains(['\'', '’']);
    let file = word.rsplit_once('.').is_some_and(|(stem, extension)| {
        stem.ends_with(char::is_alphanumeric)
            && (2..=5).contains(&extension.len())
            && extension.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && extension.bytes().any(|b| b.is_ascii_lowercase())
    });
    path || file || word.contains("://") || word.starts_with("www.") || word.contains(['@', '`', '\\'])
}

#[cfg(test)]
mod tests;
