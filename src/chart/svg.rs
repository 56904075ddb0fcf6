//! A drawing in SVG: bars with patterns, lines and words, written with plain elements and presentation attributes only.
//!
//! Colours are CSS variables with a fallback, so that a page may set them; nothing is told by colour alone.

use std::fmt::{self, Write as _};

use super::label;

/// The width of every picture.
pub(super) const WIDTH: f64 = 680.0;
/// What stays free on each side.
pub(super) const MARGIN: f64 = 8.0;
/// The letters of what is secondary.
pub(super) const SMALL: f64 = 11.0;

/// How a `style` attribute opens, and the colours in it.
pub(super) const STYLE: &str = "style=\"";
pub(super) const VARIABLE: &str = "var(--";
pub(super) const HEX: char = '#';

/// A colour, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Words.
    Ink,
    /// Axes and marks.
    Line,
    /// The ground.
    Ground,
    /// What is counted, 1 to 6.
    Serie(u8),
}

impl Colour {
    /// The variable and the colour where none is set. Each is at least three times as dark as the ground.
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Ink => ("encre", "#1a1a1a"),
            Self::Line => ("trait", "#6b7280"),
            Self::Ground => ("fond", "#ffffff"),
            Self::Serie(0 | 1) => ("serie-1", "#1f4e79"),
            Self::Serie(2) => ("serie-2", "#b34700"),
            Self::Serie(3) => ("serie-3", "#2e7d32"),
            Self::Serie(4) => ("serie-4", "#6a3d9a"),
            Self::Serie(5) => ("serie-5", "#a61e4d"),
            Self::Serie(_) => ("serie-6", "#5a5f66"),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, colour) = self.parts();
        write!(f, "{VARIABLE}{name},{colour})")
    }
}

/// How a surface is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their names say it")]
pub(super) enum Motif {
    Plain,
    Diagonal,
    Dots,
    Crossed,
    Vertical,
    Horizontal,
    /// Thin lines on the ground: what is only planned.
    Hatched,
    /// The ground inside an outline.
    Hollow,
}

/// A surface: colour and pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look(pub(super) Colour, pub(super) Motif);

/// Six surfaces that differ in colour and in pattern.
pub(super) const LOOKS: [Look; 6] = [
    Look(Colour::Serie(1), Motif::Plain),
    Look(Colour::Serie(2), Motif::Diagonal),
    Look(Colour::Serie(3), Motif::Dots),
    Look(Colour::Serie(4), Motif::Vertical),
    Look(Colour::Serie(5), Motif::Crossed),
    Look(Colour::Serie(6), Motif::Horizontal),
];

/// Where words stand around their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// They start there.
    Start,
    /// Their middle is there.
    Middle,
    /// They end there.
    End,
}

/// A drawing under way.
pub(super) struct Drawing {
    /// The name of the chart: the identifiers in it start with it.
    pub(super) name: &'static str,
    body: String,
    /// The patterns in use; the identifier of each ends in its place, from 1.
    patterns: Vec<Look>,
    /// How far down it goes.
    pub(super) bottom: f64,
}

/// Where a number goes in an attribute: with one decimal at most.
struct Number(f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0;
        // Minus zero is zero, and no input makes a place that is none.
        if tenths == 0.0 || !tenths.is_finite() { f.write_str("0") } else { write!(f, "{tenths}") }
    }
}

/// Words with what XML reserves escaped.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            c => f.write_char(c),
        })
    }
}

impl Drawing {
    /// Starts the drawing of a chart.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, body: String::new(), patterns: Vec::new(), bottom: MARGIN }
    }

    fn write(&mut self, element: fmt::Arguments<'_>) {
        // Writing to a string never fails.
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    /// Draws a bar; what is more than nothing is always seen.
    pub(super) fn bar(&mut self, [x, y, width, height]: [f64; 4], look: Look) {
        let Look(colour, motif) = look;
        let (fill, style) = match motif {
            Motif::Plain => (String::new(), format!("fill:{colour};stroke:{colour}")),
            Motif::Hollow => (String::new(), format!("fill:{};stroke:{colour}", Colour::Ground)),
            _ => {
                let at = self.patterns.iter().position(|known| *known == look).unwrap_or_else(|| {
                    self.patterns.push(look);
                    self.patterns.len() - 1
                });
                (format!(" fill=\"url(#{}-motif-{})\"", self.name, at + 1), format!("stroke:{colour}"))
            }
        };
        let (x, y, width, height) = (Number(x), Number(y), Number(width.max(1.5)), Number(height));
        self.write(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{fill} {STYLE}{style}\"/>"
        ));
    }

    /// Clears a place, so that what is written there is read.
    pub(super) fn clear(&mut self, [x, y, width, height]: [f64; 4]) {
        let (x, y, width, height) = (Number(x), Number(y), Number(width), Number(height));
        let ground = Colour::Ground;
        self.write(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" {STYLE}fill:{ground}\"/>"
        ));
    }

    /// Draws a line; `dashes` as SVG writes them, empty for none.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour, thick: f64, dashes: &str) {
        let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
        let ((x1, y1), (x2, y2)) = (from, to);
        let (x1, y1, x2, y2, thick) = (Number(x1), Number(y1), Number(x2), Number(y2), Number(thick));
        self.write(format_args!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke-width=\"{thick}\"{dashes} {STYLE}stroke:{colour}\"/>"
        ));
    }

    /// Draws a faint line to read values along.
    pub(super) fn guide(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.line(from, to, Colour::Line, 0.5, "1 3");
    }

    /// Draws a line through points.
    pub(super) fn curve(&mut self, points: &[(f64, f64)], colour: Colour) {
        let path = path(points);
        self.write(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" {STYLE}stroke:{colour}\"/>"
        ));
    }

    /// Fills the surface between points.
    pub(super) fn area(&mut self, points: &[(f64, f64)], colour: Colour, opacity: f64) {
        let (path, opacity) = (path(points), Number(opacity));
        self.write(format_args!("<path d=\"{path}Z\" fill-opacity=\"{opacity}\" {STYLE}fill:{colour}\"/>"));
    }

    /// Writes words on the base line `y`.
    pub(super) fn text(&mut self, x: f64, y: f64, anchor: Anchor, size: f64, words: &str) {
        self.words([x, y, size], anchor, "", words);
    }

    /// Writes words in bold.
    pub(super) fn bold(&mut self, x: f64, y: f64, anchor: Anchor, size: f64, words: &str) {
        self.words([x, y, size], anchor, " font-weight=\"bold\"", words);
    }

    fn words(&mut self, [x, y, size]: [f64; 3], anchor: Anchor, weight: &str, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y, size, ink) = (Number(x), Number(y), Number(size), Colour::Ink);
        let words = label::clean(words);
        self.write(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight} {STYLE}fill:{ink}\">{}</text>",
            Escaped(&words)
        ));
    }

    /// Writes the lines of a label that ends at `x`, around the height `middle`.
    pub(super) fn label(&mut self, x: f64, middle: f64, lines: &[String]) {
        let mut y = middle - (lines.len() as f64 - 1.0) * label::Labels::LEADING / 2.0 + label::Labels::SIZE * 0.35;
        for line in lines {
            self.text(x, y, Anchor::End, label::Labels::SIZE, line);
            y += label::Labels::LEADING;
        }
    }

    /// Says what surfaces stand for, below what is drawn, on as many lines as it takes.
    pub(super) fn legend(&mut self, items: &[(Look, String)]) {
        let mut x = MARGIN;
        let mut y = self.bottom;
        for (look, words) in items {
            let words = label::cut(&label::clean(words), SMALL, WIDTH - 2.0 * MARGIN - 24.0);
            let taken = 24.0 + label::width(&words, SMALL) + 16.0;
            if x > MARGIN && x + taken > WIDTH - MARGIN + 16.0 {
                x = MARGIN;
                y += 18.0;
            }
            self.bar([x + 1.0, y + 1.0, 17.0, 11.0], *look);
            self.text(x + 24.0, y + 11.0, Anchor::Start, SMALL, &words);
            x += taken;
        }
        self.bottom = y + 24.0;
    }

    /// Says below all else what the picture speaks of.
    pub(super) fn foot(&mut self, words: &str) {
        self.bottom += 6.0;
        for line in label::wrap(words, SMALL, WIDTH - 2.0 * MARGIN, 2) {
            self.text(MARGIN, self.bottom + SMALL, Anchor::Start, SMALL, &line);
            self.bottom += 15.0;
        }
    }

    /// Returns the whole document, and its width and height.
    pub(super) fn finish(self, title: &str, description: &str) -> (String, (f32, f32)) {
        let (name, height) = (self.name, (self.bottom + MARGIN).ceil());
        let ground = Colour::Ground;
        let (title, description) = (label::clean(title), label::clean(description));
        let patterns: String = (1..).zip(&self.patterns).map(|(at, look)| pattern(name, at, *look)).collect();
        let defs = if patterns.is_empty() { patterns } else { format!("<defs>\n{patterns}</defs>\n") };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
             aria-labelledby=\"{name}-titre {name}-desc\" font-family=\"sans-serif\">\n\
             <title id=\"{name}-titre\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n{defs}\
             <rect width=\"{WIDTH}\" height=\"{height}\" {STYLE}fill:{ground}\"/>\n{}</svg>\n",
            Escaped(&title),
            Escaped(&description),
            self.body
        );
        // A page of charts is far below what 32 bits tell apart.
        (svg, (WIDTH as f32, height as f32))
    }
}

fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if at == 0 { "M" } else { " L" }, Number(*x), Number(*y));
    }
    path
}

/// Writes a pattern, 8 by 8.
fn pattern(name: &str, at: usize, Look(colour, motif): Look) -> String {
    let (ground, thick) = match motif {
        Motif::Hatched => (Colour::Ground, "1.4"),
        Motif::Crossed => (colour, "1.2"),
        _ => (colour, "2"),
    };
    let stroke = if ground == colour { Colour::Ground } else { colour };
    let diagonal = "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6";
    let strokes = match motif {
        Motif::Crossed => format!("{diagonal} M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2"),
        Motif::Dots => "M1 2 L3 2 M5 6 L7 6".to_owned(),
        Motif::Vertical => "M4 0 L4 8".to_owned(),
        Motif::Horizontal => "M0 4 L8 4".to_owned(),
        _ => diagonal.to_owned(),
    };
    format!(
        "<pattern id=\"{name}-motif-{at}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"8\" height=\"8\" {STYLE}fill:{ground}\"/>\
         <path d=\"{strokes}\" fill=\"none\" stroke-width=\"{thick}\" {STYLE}stroke:{stroke}\"/></pattern>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_colour_stands_out_from_the_ground() {
        let ground = luminance(Colour::Ground.parts().1);
        let contrast = |colour: Colour| (ground + 0.05) / (luminance(colour.parts().1) + 0.05);
        for colour in LOOKS.map(|look| look.0).into_iter().chain([Colour::Line]) {
            assert!(contrast(colour) >= 4.5, "{colour} {}", contrast(colour));
        }
        assert!(contrast(Colour::Ink) >= 7.0);
    }

    #[test]
    fn six_surfaces_differ_without_their_colours() {
        for (at, one) in LOOKS.iter().enumerate() {
            assert!(LOOKS.iter().skip(at + 1).all(|other| other.1 != one.1 && other.0 != one.0), "{one:?}");
        }
    }

    #[test]
    fn numbers_have_one_decimal_at_most() {
        let written = [1.0, 1.25, -0.01, 0.04, f64::NAN, f64::INFINITY].map(|number| Number(number).to_string());
        assert_eq!(written, ["1", "1.3", "0", "0", "0", "0"]);
    }
}
