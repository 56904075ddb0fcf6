//! The words that differ between two texts, each with a little of what surrounds it.

use similar::{Algorithm, DiffOp, capture_diff};

/// How many words are shown around those that differ.
const AROUND: usize = 3;

/// How many words are compared one by one at most, those that both texts begin or end with aside: more are told as one stretch.
const MOST: usize = 4_000;

/// How many characters of a stretch are shown at most.
const LONGEST: usize = 120;

/// A stretch that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What was there, with what surrounds it.
    pub old: String,
    /// What is there now, with what surrounds it.
    pub new: String,
}

/// Compares two texts word by word.
pub fn compare(old: &str, new: &str) -> Vec<Stretch> {
    let (before, after): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let head = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
    let rest = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let (from, to) = (head..before.len() - tail, head..after.len() - tail);
    let ops = match from.len() + to.len() > MOST {
        true => vec![DiffOp::Replace { old_index: head, old_len: from.len(), new_index: head, new_len: to.len() }],
        false => capture_diff(Algorithm::Myers, &before, from, &after, to),
    };
    let mut stretches: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (from, to) = (op.old_range(), op.new_range());
        match stretches.last_mut() {
            // Two that nearly touch are one.
            Some((old, new)) if from.start <= old.end + AROUND => (old.end, new.end) = (from.end, to.end),
            _ => stretches.push((from, to)),
        }
    }
    let shown = |words: &[&str], range: &std::ops::Range<usize>| {
        let (from, to) = (range.start.saturating_sub(AROUND), (range.end + AROUND).min(words.len()));
        let mut text = words.get(from..to).unwrap_or(&[]).join(" ");
        if from > 0 {
            text.insert_str(0, "… ");
        }
        if to < words.len() {
            text.push_str(" …");
        }
        cut(&text)
    };
    stretches.iter().map(|(old, new)| Stretch { old: shown(&before, old), new: shown(&after, new) }).collect()
}

/// Shortens a text to what fits a line or two, at a word.
pub fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{} …", kept.get(..end).unwrap_or(&kept).trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_with_a_little_around() {
        let found = compare(
            "une permanence tenue le soir au pied des immeubles du quartier nord de la ville",
            "une permanence tenue le samedi au pied des immeubles du quartier nord de la cité",
        );
        let shown: Vec<(&str, &str)> = found.iter().map(|stretch| (&*stretch.old, &*stretch.new)).collect();
        assert_eq!(
            shown,
            [
                ("… permanence tenue le soir au pied des …", "… permanence tenue le samedi au pied des …"),
                ("… nord de la ville", "… nord de la cité"),
            ]
        );
        assert_eq!(compare("un bus", "un bus"), []);
        assert_eq!(compare("", "un bus"), [Stretch { old: String::new(), new: "un bus".to_owned() }]);
    }
}
