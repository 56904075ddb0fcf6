//! How much room words take: widths are estimated, no font being at hand, and texts are cut to what they are given.

use unicode_width::UnicodeWidthChar;

/// How much wider bold letters are.
const BOLD: f64 = 1.1;

/// Returns the width of a text in letters of `size`, as a wide face would set it: no common one needs more.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Returns the width of a text in bold letters of `size`.
pub(super) fn bold_width(text: &str, size: f64) -> f64 {
    width(text, size) * BOLD
}

/// Returns the width of a letter as a share of its size, as DejaVu Sans has it or more.
fn em(letter: char) -> f64 {
    match (letter, letter.width().unwrap_or(0)) {
        (_, 0) => 0.0,
        ('i' | 'j' | 'l' | 'I' | '\'' | '’' | '|', _) => 0.32,
        ('.' | ',' | ':' | ';' | '!' | ' ' | '\u{a0}' | '\u{202f}', _) => 0.34,
        ('f' | 'r' | 't' | '(' | ')' | '-' | '/' | '[' | ']', _) => 0.43,
        ('m' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' | 'æ' | 'œ' | 'Æ' | 'Œ', _) => 1.03,
        ('+' | '−' | '=' | '<' | '>' | '~' | '&' | '→', _) => 0.84,
        (_, 2..) => 1.2,
        _ if letter.is_uppercase() => 0.79,
        _ => 0.65,
    }
}

/// Returns a text without what no picture may hold, control characters and marks of direction, on one line.
pub(super) fn clean(text: &str) -> String {
    let visible = |c: &char| !matches!(*c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    let spaced = text.chars().filter(visible).map(|c| if c.is_control() { ' ' } else { c });
    // No-break spaces are kept: only those that break are drawn together.
    let mut out = String::with_capacity(text.len());
    for c in spaced {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Cuts a text to a width, « … » standing for what is left out.
pub(super) fn cut(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width("…", size);
    let (mut kept, mut used) = (0, 0.0);
    for (at, letter) in text.char_indices() {
        used += em(letter) * size;
        if used > room {
            break;
        }
        kept = at + letter.len_utf8();
    }
    let kept = text.get(..kept).unwrap_or_default().trim_end_matches([' ', ',', ';', ':', '.', '\u{a0}', '\u{202f}']);
    format!("{kept}…")
}

/// Splits a text into lines of at most `most`, at spaces that break; what does not fit in `lines` of them is cut.
pub(super) fn wrap(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let text = clean(text);
    let mut found: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let last = found.len() >= lines;
        match found.last_mut() {
            // On the last line all goes, to be cut where it must.
            Some(line) if last || width(&format!("{line} {word}"), size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => found.push(word.to_owned()),
        }
    }
    found.iter().map(|line| cut(line, size, most)).collect()
}

/// The labels of rows, in lines, and the room they take together.
pub(super) struct Labels {
    /// The lines of each.
    pub(super) lines: Vec<Vec<String>>,
    /// The width of the widest line.
    pub(super) width: f64,
}

impl Labels {
    /// The letters of labels.
    pub(super) const SIZE: f64 = 12.0;
    /// From one line of a label to the next.
    pub(super) const LEADING: f64 = 15.0;

    /// Fits each text into two lines of at most `most`.
    pub(super) fn fit<'t>(texts: impl IntoIterator<Item = &'t str>, most: f64) -> Self {
        let lines: Vec<Vec<String>> = texts.into_iter().map(|text| wrap(text, Self::SIZE, most, 2)).collect();
        let width = lines.iter().flatten().map(|line| width(line, Self::SIZE)).fold(0.0, f64::max);
        Self { lines, width }
    }

    /// Returns the height of the row of a label whose picture is at least `least` high.
    pub(super) fn height(lines: &[String], least: f64) -> f64 {
        (lines.len() as f64 * Self::LEADING + 5.0).max(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room_and_says_so() {
        let long = "Accompagner les familles, pas à pas";
        assert_eq!(cut(long, 12.0, 1000.0), long);
        let short = cut(long, 12.0, 100.0);
        assert!(short.ends_with('…') && width(&short, 12.0) <= 100.0, "{short}");
        assert_eq!(cut("Un, deux", 10.0, width("Un, d", 10.0) + width("…", 10.0) - 1.0), "Un…", "no comma before …");
    }

    #[test]
    fn lines_break_at_spaces_and_the_last_is_cut() {
        let lines = wrap("Accompagner les familles pas à pas dans leurs démarches", 12.0, 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line, 12.0) <= 120.0), "{lines:?}");
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrap("un mot", 12.0, 120.0, 2), ["un mot"]);
        assert_eq!(wrap(&"x".repeat(80), 12.0, 60.0, 2).len(), 1, "what has no space is cut");
        assert_eq!(wrap("3\u{a0}idées", 12.0, 30.0, 2).len(), 1, "a no-break space holds");
    }

    #[test]
    fn what_xml_forbids_and_what_turns_a_line_around_goes() {
        assert_eq!(clean(" a\u{1}b\n\n c\u{202e}d\u{a0}e\u{ffff} "), "a b cd\u{a0}e");
    }
}
