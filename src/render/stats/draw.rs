//! What only a terminal shows: bars, curves and time lines, with Unicode blocks or in plain ASCII.

/// The eighths of a block, from the left.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// The heights of a curve.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The same in ASCII.
const ASCII_HEIGHTS: [char; 5] = ['.', ':', '-', '=', '#'];

/// Returns a bar for `value`, `width` columns long at `most`; what is more than zero is always seen.
pub(super) fn bar(value: f64, most: f64, width: usize, unicode: bool) -> String {
    if value <= 0.0 || most <= 0.0 {
        return String::new();
    }
    let share = (value / most).min(1.0) * width as f64;
    if !unicode {
        return "#".repeat((share.round() as usize).max(1));
    }
    // A share is at most a page wide.
    let eighths = ((share * 8.0).round() as usize).max(1);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS.get(eighths % 8).copied().unwrap_or_default())
}

/// Returns a curve, a sign a value; of more values than `width`, neighbours share a sign by their mean.
pub(super) fn curve(values: &[u64], width: usize, unicode: bool) -> String {
    let shared = values.len().div_ceil(width.max(1)).max(1);
    let means: Vec<f64> =
        values.chunks(shared).map(|chunk| chunk.iter().sum::<u64>() as f64 / chunk.len() as f64).collect();
    let most = means.iter().copied().fold(0.0, f64::max);
    let signs: &[char] = if unicode { &HEIGHTS } else { &ASCII_HEIGHTS };
    let sign = |mean: &f64| {
        let height = if most > 0.0 { (mean / most * (signs.len() - 1) as f64).round() as usize } else { 0 };
        signs.get(height).copied().unwrap_or(' ')
    };
    means.iter().map(sign).collect()
}

/// Returns a time line a row: the days planned, the days that passed, the days that were both.
pub(super) fn time_lines(spans: &[[Option<(i32, i32)>; 2]], width: usize, unicode: bool) -> Vec<String> {
    let all = || spans.iter().flatten().flatten();
    let (Some(first), Some(last)) = (all().map(|span| span.0).min(), all().map(|span| span.1).max()) else {
        return vec![String::new(); spans.len()];
    };
    let days = f64::from((last - first).max(0)) + 1.0;
    let (planned, real, both) = if unicode { ('░', '▓', '█') } else { ('-', '=', '#') };
    let line = |row: &[Option<(i32, i32)>; 2]| {
        let mut line = String::new();
        for column in 0..width {
            // The days that the column stands for.
            let from = f64::from(first) + days * column as f64 / width as f64;
            let to = f64::from(first) + days * (column + 1) as f64 / width as f64;
            let within =
                |span: &Option<(i32, i32)>| span.is_some_and(|(a, b)| f64::from(a) < to && f64::from(b) + 1.0 > from);
            line.push(match (within(&row[0]), within(&row[1])) {
                (true, true) => both,
                (true, false) => planned,
                (false, true) => real,
                (false, false) => ' ',
            });
        }
        line.trim_end().to_owned()
    };
    spans.iter().map(line).collect()
}

/// Returns the legend of time lines.
pub(super) fn legend(unicode: bool) -> &'static str {
    if unicode { "░ prévu  ▓ réalisé  █ les deux" } else { "- prévu  = réalisé  # les deux" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing() {
        for (value, unicode, expected) in [
            (0.0, true, ""),
            (10.0, true, "██████████"),
            (5.0, true, "█████"),
            (0.1, true, "▏"),
            (1.25, true, "█▎"),
            (0.1, false, "#"),
            (5.0, false, "#####"),
            (99.0, false, "##########"),
        ] {
            assert_eq!(bar(value, 10.0, 10, unicode), expected, "{value}");
        }
        assert_eq!(bar(3.0, 0.0, 10, true), "");
    }

    #[test]
    fn a_curve_fits_its_width() {
        assert_eq!(curve(&[0, 4, 7], 10, true), "▁▅█");
        assert_eq!(curve(&[0, 2, 4], 10, false), ".-#");
        assert_eq!(curve(&[1, 3, 2, 2, 0, 0], 3, true), "██▁", "two values share a sign");
        assert_eq!(curve(&[0, 0], 10, true), "▁▁");
        assert_eq!(curve(&[], 10, true), "");
    }

    #[test]
    fn time_lines_share_one_scale() {
        let spans = [[Some((0, 9)), Some((5, 14))], [None, Some((15, 19))], [None, None]];
        assert_eq!(time_lines(&spans, 20, false), ["-----#####=====", "               =====", ""]);
        assert_eq!(time_lines(&[[None, None]], 20, true), [""]);
    }
}
