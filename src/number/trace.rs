//! From which side of a merge each line of a text comes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::number::tokens::tokens;
use crate::value::identifiant::Ident;

/// Whose record an identifier means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of the side which had it first.
    First,
    /// That of the other side.
    Second,
    /// Nothing tells.
    Unknown,
}

/// A file as three versions knew it; empty where a version had no such file.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// On the side that had the identifier first.
    pub first: String,
    /// On the other side.
    pub second: String,
    /// Before the two sides parted.
    pub base: String,
    /// Whose the whole file is, where only one side had it.
    pub alone: Option<Whose>,
}

/// Tells, for each line of `now`, whose it is: that of the one side that wrote it.
///
/// Only the lines that name `ident` are sure to be told rightly. A line that no version knows is looked for again without its other
/// identifiers, which may have changed since.
pub fn trace(now: &str, versions: &Versions, ident: Ident) -> Vec<Whose> {
    let exact = sides(now, versions, &str::to_owned);
    let lost = |at: usize, line: &str| exact.get(at) == Some(&[false; 3]) && names(line, ident);
    let masked = lines(now).enumerate().any(|(at, line)| lost(at, line));
    let masked = masked.then(|| sides(now, versions, &|line| mask(line, ident)));
    let of = |(at, sides): (usize, &[bool; 3])| {
        let sides = match (&masked, sides) {
            (Some(masked), [false, false, false]) => masked.get(at).unwrap_or(sides),
            _ => sides,
        };
        match sides {
            [true, false, false] => Whose::First,
            [false, true, false] => Whose::Second,
            [false, false, false] => versions.alone.unwrap_or(Whose::Unknown),
            _ => Whose::Unknown,
        }
    };
    exact.iter().enumerate().map(of).collect()
}

/// Tells, for each line of `now`, whether the first side, the second and what was before them have it, as `seen` sees lines.
fn sides(now: &str, versions: &Versions, seen: &dyn Fn(&str) -> String) -> Vec<[bool; 3]> {
    let of = |text: &str| lines(text).map(seen).collect::<Vec<String>>();
    let now = of(now);
    let mut sides = vec![[false; 3]; now.len()];
    for (side, text) in [&versions.first, &versions.second, &versions.base].into_iter().enumerate() {
        if text.is_empty() {
            continue;
        }
        for op in capture_diff_slices(Algorithm::Myers, &now, &of(text)) {
            if let DiffOp::Equal { old_index, len, .. } = op {
                let same = sides.iter_mut().skip(old_index).take(len);
                same.filter_map(|line| line.get_mut(side)).for_each(|known| *known = true);
            }
        }
    }
    sides
}

/// Returns the lines of a text, whatever ends them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim_end)
}

fn names(line: &str, ident: Ident) -> bool {
    tokens(line).iter().any(|token| token.ident.note() == ident.note())
}

/// Shows a line without the numbers of what is not `ident`.
fn mask(line: &str, ident: Ident) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut at = 0;
    for token in tokens(line).iter().filter(|token| token.ident.note() != ident.note()) {
        shown.push_str(line.get(at..token.span.start as usize).unwrap_or(""));
        shown.push_str(token.ident.kind.prefix());
        at = token.span.end as usize;
    }
    shown.push_str(line.get(at..).unwrap_or(""));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::identifiant::Kind;

    fn traced(now: &str, [base, first, second]: [&str; 3]) -> Vec<Whose> {
        let versions =
            Versions { first: first.to_owned(), second: second.to_owned(), base: base.to_owned(), alone: None };
        trace(now, &versions, Ident::whole(Kind::Gisement, 6))
    }

    #[test]
    fn a_line_is_that_of_the_one_side_that_wrote_it() {
        use Whose::{First, Second, Unknown};
        for (now, versions, expected) in [
            ("a\nG06 un\nG06 deux\n", ["a\n", "a\nG06 un\n", "a\nG06 deux\n"], vec![Unknown, First, Second, Unknown]),
            ("G06\n", ["", "G06\n", "G06\n"], vec![Unknown, Unknown]),
            ("G06\n", ["G06\n", "G06\n", ""], vec![Unknown, Unknown]),
            ("G06 après\n", ["", "a\n", "b\n"], vec![Unknown, Unknown]),
            // The same line at two places: what surrounds it tells.
            (
                "x:\n- G06\ny:\n- G06\n",
                ["x:\ny:\n", "x:\n- G06\ny:\n", "x:\ny:\n- G06\n"],
                vec![Unknown, First, Unknown, Second, Unknown],
            ),
            // Another identifier of the line has changed since; line ends are layout.
            ("[G06, S02]\r\n", ["", "", "[G06, S01]\n"], vec![Second, Second]),
        ] {
            assert_eq!(traced(now, versions), expected, "{now}");
        }
    }
}
