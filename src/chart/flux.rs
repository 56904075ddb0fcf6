//! From interviews to solutions: of each link of the chain, how much goes on.

use super::label::{self, Labels};
use super::svg::{Anchor, Colour, Drawing, Look, MARGIN, Motif, SMALL, WIDTH};
use super::words::list;
use super::{Sketch, numbers_column, words_column};
use crate::fr::{agree, counted};
use crate::model;
use crate::stats::funnel::{Funnel, Link};
use crate::stats::{Measure, Stats};
use crate::value::identifiant::Kind;
use crate::value::nombre::entier;

pub(super) const NAME: &str = "flux";

/// Where the field is heard.
const SOURCES: [Kind; 3] = [Kind::Entretien, Kind::Immersion, Kind::Contribution];

/// The height of a bar.
const BAR: f64 = 24.0;
/// From one link to the next.
const GAP: f64 = 26.0;

const TO_SOLUTION: Look = Look(Colour::Serie(1), Motif::Plain);
const TAKEN_UP: Look = Look(Colour::Serie(2), Motif::Diagonal);
const LIVES_ON: Look = Look(Colour::Serie(3), Motif::Vertical);
const HEARD: [Look; 3] = [
    Look(Colour::Serie(6), Motif::Plain),
    Look(Colour::Serie(4), Motif::Vertical),
    Look(Colour::Serie(5), Motif::Dots),
];
const LEFT_BEHIND: Look = Look(Colour::Serie(6), Motif::Hollow);

pub(super) fn draw(found: &Funnel, stats: &Stats) -> Option<Sketch> {
    // Until something is made of what was heard, nothing flows.
    if !found.links.iter().any(|link| !is_heard(link.kind)) {
        return None;
    }
    let sources: Vec<(Kind, u64)> = SOURCES
        .into_iter()
        .filter_map(|kind| Some((kind, stats.figure(Measure::Records(kind))?.counted?.min)))
        .filter(|(_, count)| *count > 0)
        .collect();

    let mut drawing = Drawing::new(NAME);
    let used: Vec<Look> =
        found.links.iter().flat_map(parts).filter(|(part, _)| *part > 0).map(|(_, look)| look).collect();
    let legend = [
        (TO_SOLUTION, "mène à une solution"),
        (TAKEN_UP, "repris, sans mener à une solution"),
        (LEFT_BEHIND, "non repris"),
        (LIVES_ON, "avec une suite"),
    ];
    let legend =
        legend.into_iter().filter(|(look, _)| used.contains(look)).map(|(look, words)| (look, words.to_owned()));
    drawing.legend(&legend.collect::<Vec<_>>());
    let scale =
        "Une barre entière vaut tout son maillon\u{a0}: d’un maillon à l’autre, les longueurs ne se comparent pas.";
    drawing.text(MARGIN, drawing.bottom + 6.0, Anchor::Start, SMALL, scale);
    drawing.bottom += 20.0;
    let mut ladder = Ladder::new(drawing, &sources, &found.links);
    // How wide what goes on leaves the row above.
    let mut above: Option<f64> = None;
    if !sources.is_empty() {
        ladder.heard(&sources);
        above = Some(ladder.wide);
    }
    for (at, link) in found.links.iter().enumerate() {
        let beside = at > 0 && is_heard(link.kind);
        if beside {
            // Irritants and ideas come from the same notes: neither flows into the other.
            ladder.drawing.bottom += 8.0;
        } else if let Some(width) = above {
            ladder.band(width);
        }
        above = Some(ladder.row(link));
    }
    ladder.drawing.bottom += 4.0;
    Some(Sketch {
        title: "Des entretiens aux solutions",
        reading: reading(&sources, &found.links),
        drawing: ladder.drawing,
        head: vec![
            words_column("maillon"),
            numbers_column("nombre"),
            numbers_column("repris plus loin"),
            numbers_column("mènent à une solution"),
        ],
        rows: rows(&sources, &found.links),
    })
}

/// Tells whether records of a type are what was heard, not what was made of it.
fn is_heard(kind: Kind) -> bool {
    matches!(kind, Kind::Irritant | Kind::Idee)
}

/// Returns « 437 idées ».
fn named(kind: Kind, count: u64) -> String {
    let (one, many) = model::def(kind).noun;
    counted(count, one, many)
}

/// Returns what the row of the notes is called.
fn together(sources: &[(Kind, u64)]) -> String {
    match sources {
        [(kind, count)] => named(*kind, *count),
        _ => counted(sources.iter().map(|(_, count)| count).sum(), "source", "sources"),
    }
}

/// Rows of bars of one length, and what leads from one to the next.
struct Ladder {
    drawing: Drawing,
    /// Where bars start, and their length.
    left: f64,
    wide: f64,
}

impl Ladder {
    /// Gives bars the room that the words on both sides leave.
    fn new(drawing: Drawing, sources: &[(Kind, u64)], links: &[Link]) -> Self {
        let names = links.iter().map(|link| named(link.kind, link.count)).chain([together(sources)]);
        let before = names.map(|name| label::bold_width(&name, Labels::SIZE)).fold(0.0, f64::max);
        let sides = links.iter().flat_map(beside).map(|line| label::width(&line, SMALL));
        let swatches = sources.iter().map(|(kind, count)| label::width(&named(*kind, *count), SMALL) + 20.0);
        let after = sides.chain(swatches).fold(0.0, f64::max);
        let left = MARGIN + before + 10.0;
        Self { drawing, left, wide: WIDTH - MARGIN - after - 14.0 - left }
    }

    fn right(&self) -> f64 {
        self.left + self.wide
    }

    fn name(&mut self, middle: f64, name: &str) {
        self.drawing.bold(self.left - 10.0, middle + 4.0, Anchor::End, Labels::SIZE, name);
    }

    /// Draws parts one after the other.
    fn bar(&mut self, middle: f64, total: u64, parts: impl IntoIterator<Item = (u64, Look)>) {
        let mut x = self.left;
        for (part, look) in parts.into_iter().filter(|(part, _)| *part > 0) {
            let width = self.wide * part as f64 / total.max(1) as f64;
            self.drawing.bar([x, middle - BAR / 2.0, width, BAR], look);
            x += width;
        }
    }

    /// Draws the row of the notes, each kind with its part.
    fn heard(&mut self, sources: &[(Kind, u64)]) {
        let middle = self.drawing.bottom + (sources.len() as f64 * 15.0).max(BAR) / 2.0;
        self.name(middle, &together(sources));
        let total = sources.iter().map(|(_, count)| count).sum();
        self.bar(middle, total, sources.iter().map(|(_, count)| *count).zip(HEARD));
        if sources.len() > 1 {
            let mut y = middle - (sources.len() as f64 - 1.0) * 7.5;
            for ((kind, count), look) in sources.iter().zip(HEARD) {
                self.drawing.bar([self.right() + 14.0, y - 5.0, 14.0, 9.0], look);
                self.drawing.text(self.right() + 34.0, y + 4.0, Anchor::Start, SMALL, &named(*kind, *count));
                y += 15.0;
            }
        }
        // The band leaves from the bar, not from the words beside it.
        self.drawing.bottom = middle + BAR / 2.0;
    }

    /// Draws what goes on from `width` of the row above to the whole of the next.
    fn band(&mut self, width: f64) {
        let (top, bottom) = (self.drawing.bottom + 1.0, self.drawing.bottom + GAP - 1.0);
        if width > 0.0 {
            let (left, right) = (self.left, self.right());
            let points = [(left, top), (left + width, top), (right, bottom), (left, bottom)];
            self.drawing.area(&points, Colour::Line, 0.2);
        }
        self.drawing.bottom += GAP;
    }

    /// Draws the row of a link; returns the width of what goes on from it.
    fn row(&mut self, link: &Link) -> f64 {
        let middle = self.drawing.bottom + BAR / 2.0;
        self.name(middle, &named(link.kind, link.count));
        self.bar(middle, link.count, parts(link));
        let words = beside(link);
        let mut y = middle + 4.0 - (words.len() as f64 - 1.0) * 7.0;
        for line in &words {
            self.drawing.text(self.right() + 14.0, y, Anchor::Start, SMALL, line);
            y += 14.0;
        }
        self.drawing.bottom += BAR;
        self.wide * link.taken_up as f64 / link.count.max(1) as f64
    }
}

/// Returns the parts of a bar, from the left. What leads to a solution is taken up.
fn parts(link: &Link) -> [(u64, Look); 3] {
    let (first, on) = match link.kind {
        Kind::Solution => ((link.taken_up, LIVES_ON), 0),
        _ => ((link.to_solution, TO_SOLUTION), link.taken_up.saturating_sub(link.to_solution)),
    };
    [first, (on, TAKEN_UP), (link.count.saturating_sub(first.0 + on), LEFT_BEHIND)]
}

/// Returns what is said beside a bar.
fn beside(link: &Link) -> Vec<String> {
    match link.kind {
        Kind::Solution => vec![format!("{} avec une suite", entier(link.taken_up))],
        _ => vec![
            format!("{} {} plus loin", entier(link.taken_up), repris(link.kind, link.taken_up)),
            format!("{} vers une solution", entier(link.to_solution)),
        ],
    }
}

/// Returns « repris » as it agrees.
fn repris(kind: Kind, count: u64) -> &'static str {
    match kind {
        Kind::Idee | Kind::Promesse | Kind::Solution => agree(count, "reprise", "reprises"),
        _ => "repris",
    }
}

fn rows(sources: &[(Kind, u64)], links: &[Link]) -> Vec<Vec<String>> {
    let noun = |kind: Kind| model::def(kind).noun.1.to_owned();
    let mut rows: Vec<Vec<String>> =
        sources.iter().map(|(kind, count)| vec![noun(*kind), entier(*count), String::new(), String::new()]).collect();
    for link in links {
        let further = match link.kind {
            Kind::Solution => [String::new(), String::new()],
            _ => [entier(link.taken_up), entier(link.to_solution)],
        };
        rows.push([noun(link.kind), entier(link.count)].into_iter().chain(further).collect());
        if link.kind == Kind::Solution {
            let row = [
                "solutions poursuivies, adaptées ou généralisées".to_owned(),
                entier(link.taken_up),
                String::new(),
                String::new(),
            ];
            rows.push(row.into());
        }
    }
    rows
}

fn reading(sources: &[(Kind, u64)], links: &[Link]) -> Vec<String> {
    let mut said = Vec::new();
    let names: Vec<String> = sources.iter().map(|(kind, count)| named(*kind, *count)).collect();
    if !names.is_empty() {
        said.push(format!("Au départ, {}.", list(&names)));
    }
    let heard: Vec<String> = links.iter().filter(|link| is_heard(link.kind)).map(goes_on).collect();
    if !heard.is_empty() {
        said.push(format!("{}.", heard.join("\u{202f}; ")));
    }
    let made = || links.iter().filter(|link| !is_heard(link.kind));
    let come = match (said.is_empty(), made().count(), made().map(|link| link.count).sum::<u64>()) {
        (true, ..) => "On compte",
        (false, 1, 1) => "Vient ensuite",
        (false, ..) => "Viennent ensuite",
    };
    let lives_on = links.iter().find(|link| link.kind == Kind::Solution).map(|link| match link.taken_up {
        0 => "\u{202f}; aucune n’est dite poursuivie, adaptée ou généralisée".to_owned(),
        1 => "\u{202f}; 1 solution est poursuivie, adaptée ou généralisée".to_owned(),
        many => format!("\u{202f}; {} sont poursuivies, adaptées ou généralisées", named(Kind::Solution, many)),
    });
    let names: Vec<String> = made().map(|link| named(link.kind, link.count)).collect();
    said.push(format!("{come} {}{}.", list(&names), lives_on.unwrap_or_default()));
    said
}

/// Returns « 437 idées, dont 312 reprises plus loin et 120 qui mènent à une solution ».
fn goes_on(link: &Link) -> String {
    let (all, on) = (named(link.kind, link.count), link.taken_up);
    let none = if link.kind == Kind::Idee { "aucune" } else { "aucun" };
    let every = match link.kind {
        Kind::Idee | Kind::Promesse | Kind::Solution => "toutes",
        _ => "tous",
    };
    // « 14 irritants, dont 14 repris » would make one look for the others.
    let whole = on == link.count && on > 1;
    match (on, link.to_solution) {
        (on, to_solution) if whole && to_solution == link.count => {
            format!("{all}, {every} {} plus loin et jusqu’à une solution", repris(link.kind, on))
        }
        (on, to_solution) if whole && to_solution > 0 => {
            let lead = agree(to_solution, "mène", "mènent");
            let taken = repris(link.kind, on);
            format!("{all}, {every} {taken} plus loin, dont {} qui {lead} à une solution", entier(to_solution))
        }
        (0, _) => format!("{all}, {none} {} plus loin", repris(link.kind, 1)),
        (on, 0) => {
            format!("{all}, dont {} {} plus loin, {none} jusqu’à une solution", entier(on), repris(link.kind, on))
        }
        (on, to_solution) => {
            let lead = agree(to_solution, "mène", "mènent");
            let (on, taken) = (entier(on), repris(link.kind, on));
            format!("{all}, dont {on} {taken} plus loin et {} qui {lead} à une solution", entier(to_solution))
        }
    }
}
