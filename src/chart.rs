//! Charts: what a view shows, drawn as SVG with its reading and its numbers.
//!
//! Each chart takes the views and figures of [`stats`](crate::stats) and counts nothing itself. A [`Chart`] stands alone: the picture bears
//! its title, what one reads in it and the day it speaks of, and the table beside it holds all that was drawn. Writers of reports place
//! it; none draws.

mod calendrier;
mod flux;
mod gisements;
mod label;
mod saturation;
mod spheres;
mod svg;
mod themes;
mod words;

use crate::stats::{Stats, Views, phrase};
use svg::{Drawing, HEX, STYLE, VARIABLE};

/// The charts: the name of each, what it shows.
pub const NAMES: &[(&str, &str)] = &[
    (themes::NAME, "les idées par thème"),
    (gisements::NAME, "ce que réunit chaque gisement, par nature"),
    (saturation::NAME, "les idées nouvelles, entretien après entretien"),
    (spheres::NAME, "les entretiens et les idées par sphère"),
    (calendrier::NAME, "les phases et les solutions, prévu et réalisé"),
    (flux::NAME, "des entretiens aux solutions, ce qui est repris à chaque maillon"),
];

/// A picture with what one reads in it and the numbers it was drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its name among [`NAMES`]; the identifiers inside the picture start with it.
    pub name: &'static str,
    /// What it shows, in a few words, plain.
    pub title: String,
    /// What one reads in it, plain.
    pub description: String,
    /// The picture: an SVG document on one root element, its colours as `var(--name,#hex)` in `style` attributes.
    pub svg: String,
    /// Its width and height.
    pub size: (f32, f32),
    /// The heads of the columns of its table.
    pub head: Vec<String>,
    /// Which columns hold numbers.
    pub numbers: Vec<bool>,
    /// The rows of its table, as many cells as heads; a cell that says nothing is empty.
    pub rows: Vec<Vec<String>>,
}

/// Draws the chart of that name; `None` where there is no such chart, or nothing worth drawing.
pub fn draw(name: &str, views: &Views, stats: &Stats) -> Option<Chart> {
    let sketch = match name {
        themes::NAME => themes::draw(&views.themes),
        gisements::NAME => gisements::draw(&views.gisements),
        saturation::NAME => saturation::draw(&views.weeks),
        spheres::NAME => spheres::draw(&views.coverage, views.weeks.all.interviews),
        calendrier::NAME => calendrier::draw(&views.calendar),
        flux::NAME => flux::draw(&views.funnel, stats),
        _ => None,
    };
    sketch.map(|sketch| sketch.finish(stats))
}

/// Returns a picture for programs that know no CSS variables: each `var(--name,#hex)` gives way to its colour.
pub fn without_variables(svg: &str) -> String {
    // Quotes are escaped in texts: what follows `style="` is never a person's.
    rewritten(svg, STYLE, |style, out| {
        let mut rest = style;
        while let Some((before, found)) = rest.split_once(VARIABLE) {
            out.push_str(before);
            rest = match found.split_once(',').and_then(|(_, colour)| colour.split_once(')')) {
                Some((colour, after)) if colour.starts_with(HEX) => {
                    out.push_str(colour);
                    after
                }
                _ => {
                    out.push_str(VARIABLE);
                    found
                }
            };
        }
        out.push_str(rest);
    })
}

/// Returns a picture whose identifiers start with `new` where they did with `old`, so that a page may hold it twice.
pub fn with_identifiers(svg: &str, old: &str, new: &str) -> String {
    let mut svg = svg.to_owned();
    for before in ["id=\"", "aria-labelledby=\"", "fill=\"url(#"] {
        svg = svg.replace(&format!("{before}{old}-"), &format!("{before}{new}-"));
    }
    svg.replacen(&format!("-titre {old}-desc\""), &format!("-titre {new}-desc\""), 1)
}

/// Copies a picture, each stretch between `opening` and the next quote as `rewrite` puts it.
fn rewritten(svg: &str, opening: &str, rewrite: impl Fn(&str, &mut String)) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, found)) = rest.split_once(opening) {
        out.push_str(before);
        out.push_str(opening);
        let end = found.find('"').unwrap_or(found.len());
        let (inner, after) = found.split_at(end);
        rewrite(inner, &mut out);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A chart before its frame: what each of the modules below makes.
struct Sketch {
    title: &'static str,
    /// The sentences of its description.
    reading: Vec<String>,
    drawing: Drawing,
    /// The heads of the table's columns, and which hold numbers.
    head: Vec<(String, bool)>,
    rows: Vec<Vec<String>>,
}

impl Sketch {
    /// Says of what and when the picture speaks, and closes it.
    fn finish(mut self, stats: &Stats) -> Chart {
        if stats.fictif {
            self.reading.push("Dossier fictif.".to_owned());
        }
        let (title, description) = (self.title.to_owned(), self.reading.join(" "));
        self.drawing.foot(&phrase::title(stats));
        let name = self.drawing.name;
        let (svg, size) = self.drawing.finish(&title, &description);
        let (head, numbers) = self.head.into_iter().unzip();
        Chart { name, title, description, svg, size, head, numbers, rows: self.rows }
    }
}

/// Returns a column of words.
fn words_column(head: &str) -> (String, bool) {
    (head.to_owned(), false)
}

/// Returns a column of numbers.
fn numbers_column(head: &str) -> (String, bool) {
    (head.to_owned(), true)
}

#[cfg(test)]
mod tests;
