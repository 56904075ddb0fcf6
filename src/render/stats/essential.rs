//! What a project lead wants to know before a meeting, in a few lines: who is missing, what is left to sort, what is late or due.

use crate::fr::{agree, counted};
use crate::render::stats::sheets::{came_in, left, saturation};
use crate::stats::Views;
use crate::stats::calendar::{Delay, Progress};
use crate::stats::coverage::Met;
use crate::stats::deadlines::Deadline;
use crate::value::nombre::entier;

/// Returns what is to be said, each under its heading.
pub(super) fn lines(views: &Views) -> Vec<(&'static str, String)> {
    let found = [
        ("ce jour", came_in(views.weeks.today.0, views.weeks.today.1)),
        ("qui manque", Some(missing(views))),
        ("saturation", saturation(&views.weeks)),
        ("à classer", unsorted(views)),
        ("calendrier", calendar(views)),
        ("échéances", deadlines(views)),
    ];
    found.into_iter().filter_map(|(heading, said)| Some((heading, said?))).collect()
}

/// Names the spheres that no interview met, then the listed actors and their types.
fn missing(views: &Views) -> String {
    let coverage = &views.coverage;
    let labels = |all: Vec<&Met>| all.into_iter().map(|met| met.label.as_str()).collect::<Vec<_>>().join(", ");
    let spheres: Vec<&Met> = coverage.missing_spheres().collect();
    let types: Vec<&Met> = coverage.missing_types().filter(|met| met.actors > 0).collect();
    let mut said = Vec::new();
    if !spheres.is_empty() {
        let noun = agree(spheres.len() as u64, "sphère", "sphères");
        said.push(format!("{noun}\u{a0}: {}", labels(spheres)));
    }
    if !types.is_empty() {
        let noun = agree(types.len() as u64, "type d’acteur listé", "types d’acteur listés");
        said.push(format!("{noun}\u{a0}: {}", labels(types)));
    }
    if !coverage.unmet.is_empty() {
        let listed: u64 = coverage.types.iter().map(|met| met.actors).sum();
        let unmet = counted(coverage.unmet.len() as u64, "acteur listé", "acteurs listés");
        said.push(format!("{unmet} sur {} sans entretien", entier(listed)));
    }
    if said.is_empty() {
        "personne\u{a0}: chaque sphère et chaque acteur listé ont été rencontrés".to_owned()
    } else {
        said.join("\u{202f}; ")
    }
}

fn unsorted(views: &Views) -> Option<String> {
    let (unsorted, all) = (views.gisements.unsorted.len() as u64, views.gisements.ideas);
    Some(match (all, unsorted) {
        _ if all == 0 || views.gisements.supports.is_empty() => return None,
        (_, 0) => "toutes les idées sont classées ou écartées".to_owned(),
        (_, _) => format!("{} sur {} dans aucun gisement", counted(unsorted, "idée", "idées"), entier(all)),
    })
}

/// Says what runs and what is late; what ended on time is no news.
fn calendar(views: &Views) -> Option<String> {
    let all = |progress| views.calendar.entries.iter().filter(move |entry| entry.progress == progress);
    let running = all(Progress::Running).map(|entry| {
        let late = entry.end.map(|delay| format!(", {} de retard", late_by(delay)));
        format!("{} en cours{}", entry.name, late.unwrap_or_default())
    });
    let ahead = all(Progress::Ahead);
    let ahead =
        ahead.filter_map(|entry| Some(format!("{} à commencer, {} de retard", entry.name, late_by(entry.start?))));
    let ended = all(Progress::Ended).filter_map(|entry| {
        let end = entry.end.filter(|end| end.min > 0)?;
        Some(format!("{} ({})", entry.name, late_by(end)))
    });
    let ended: Vec<String> = ended.collect();
    let mut said: Vec<String> = running.chain(ahead).collect();
    if !ended.is_empty() {
        said.push(format!("fini en retard\u{a0}: {}", ended.join(", ")));
    }
    (!said.is_empty()).then(|| said.join("\u{202f}; "))
}

/// Returns « 12 jours », « 1 à 60 jours ».
fn late_by(delay: Delay) -> String {
    let days = counted(delay.max.unsigned_abs(), "jour", "jours");
    if delay.min == delay.max { days } else { format!("{} à {days}", entier(delay.min.unsigned_abs())) }
}

/// Says each kind of deadline once, with the first of its days.
fn deadlines(views: &Views) -> Option<String> {
    let mut kinds: Vec<(&Deadline, usize)> = Vec::new();
    for due in &views.deadlines.all {
        match kinds.iter_mut().find(|(first, _)| first.what == due.what) {
            Some((_, count)) => *count += due.names.len(),
            None => kinds.push((due, due.names.len())),
        }
    }
    let say = |(first, count): (&Deadline, usize)| {
        let (what, when) = (first.what.words(), format!("le {}, {}", first.day.en_lettres(), left(first.left)));
        match (count, first.names.as_slice()) {
            (1, [one]) => format!("{what} {one}, {when}"),
            _ => format!("{what}, {}, la première {when}", counted(count as u64, "fiche", "fiches")),
        }
    };
    let said: Vec<String> = kinds.into_iter().map(say).collect();
    (!said.is_empty()).then(|| said.join("\u{202f}; "))
}
