//! The changes under headings, in words.

use crate::diff::{Change, ChangeKind, Changes, summary, words};
use crate::fr::counted;
use crate::model;
use crate::render::visible::visible;

/// How many identifiers of a list are shown.
const LISTED: usize = 8;

/// Changes of one kind.
pub(super) struct Section {
    /// What they are.
    pub heading: &'static str,
    /// Whether they stand before what can be folded away.
    pub weighty: bool,
    /// Each change: the record, and what became of it.
    pub lines: Vec<Line>,
}

/// One record and what became of it.
pub(super) struct Line {
    /// Its identifier, with a sign where it came or went.
    pub id: String,
    /// What is told, one line each.
    pub said: Vec<String>,
}

/// Lays out changes, the weightiest first; words of people who did not agree are left out where `guarded`.
pub(super) fn sections(changes: &Changes, guarded: bool) -> Vec<Section> {
    let headed = |change: &Change| match change.kind {
        ChangeKind::Figure => ("Chiffres", true),
        ChangeKind::Decision => ("Décisions", true),
        ChangeKind::State | ChangeKind::Merged | ChangeKind::Split => ("États", true),
        ChangeKind::Moved => ("Idées déplacées", true),
        ChangeKind::Changed if change.people => ("Données sur les personnes", true),
        ChangeKind::Removed => ("Retiré", true),
        ChangeKind::Added => ("Ajouté", false),
        ChangeKind::Renamed => ("Renommé", false),
        ChangeKind::Changed => ("Modifié", false),
    };
    const ORDER: [&str; 9] = [
        "Chiffres",
        "Décisions",
        "États",
        "Idées déplacées",
        "Données sur les personnes",
        "Retiré",
        "Ajouté",
        "Renommé",
        "Modifié",
    ];
    let mut sections: Vec<Section> = Vec::new();
    for heading in ORDER {
        let mut section = Section { heading, weighty: false, lines: Vec::new() };
        for change in changes.all.iter().filter(|change| headed(change).0 == heading) {
            section.weighty = headed(change).1;
            let line = line(change, guarded);
            match section.lines.last_mut() {
                Some(last) if last.id == line.id => last.said.extend(line.said),
                _ => section.lines.push(line),
            }
        }
        if !section.lines.is_empty() {
            sections.push(section);
        }
    }
    sections
}

fn line(change: &Change, guarded: bool) -> Line {
    let id = match &*change.id {
        "" if change.kind == ChangeKind::Figure => change.title.clone(),
        "" if change.path.ends_with("dossier.yaml") || change.path.ends_with("dossier.yml") => {
            "dossier.yaml".to_owned()
        }
        "" => change.path.rsplit('/').next().unwrap_or("").to_owned(),
        id => id.to_owned(),
    };
    let sign = match change.kind {
        ChangeKind::Removed => "− ",
        ChangeKind::Added => "+ ",
        _ => "",
    };
    let said = said(change, guarded).iter().map(|line| visible(line).into_owned()).collect();
    Line { id: format!("{sign}{}", visible(&id)), said }
}

pub(super) fn said(change: &Change, guarded: bool) -> Vec<String> {
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    let noun = model::def(change.of).noun.0;
    let title = match &*change.title {
        _ if guarded && (change.unspoken || change.title.contains("(off)")) => "(paroles non citables)".to_owned(),
        "" => String::new(),
        title => format!("«\u{a0}{}\u{a0}»", words::cut(title)),
    };
    let between = |old: &str, new: &str| format!("{old} → {new}");
    match change.kind {
        ChangeKind::Figure => vec![between(old.unwrap_or("–"), new.unwrap_or("–"))],
        ChangeKind::Decision => match (old, new) {
            (Some(old), Some(new)) => vec![between(old, new)],
            (Some(old), None) => vec![format!("retirée, elle disait\u{a0}: {old}")],
            (None, new) => vec![new.unwrap_or("").to_owned()],
        },
        ChangeKind::State => vec![match old {
            Some(old) => join(&between(old, new.unwrap_or("–")), &title),
            None => join(new.unwrap_or("–"), &title),
        }],
        ChangeKind::Merged => vec![join(&format!("fusionné dans {}", new.unwrap_or("?")), &title)],
        ChangeKind::Split => vec![match new {
            Some(parts) => join(&format!("scindé en {parts}"), &title),
            None => join("scindé", &title),
        }],
        ChangeKind::Moved => vec![join(&between(old.unwrap_or(""), new.unwrap_or("")), &title)],
        ChangeKind::Removed | ChangeKind::Added => {
            let with: Vec<String> = change
                .with
                .iter()
                .map(|(kind, count)| counted(*count, model::def(*kind).noun.0, model::def(*kind).noun.1))
                .collect();
            let with = if with.is_empty() { String::new() } else { format!("({})", with.join(", ")) };
            vec![join(&join(noun, &title), &with)]
        }
        ChangeKind::Renamed => vec![between(old.unwrap_or(""), new.unwrap_or(""))],
        ChangeKind::Changed => field(change, guarded),
    }
}

/// Says what became of a field.
fn field(change: &Change, guarded: bool) -> Vec<String> {
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    let name = change.field.as_deref().unwrap_or("");
    // Nothing says in free text who agreed to what.
    let marked = || [old, new].into_iter().flatten().any(|text| text.contains("(off)"));
    if guarded && name == "corps" && (change.of.is_note() || marked()) {
        return vec!["corps\u{a0}: autre".to_owned()];
    }
    if guarded && change.unspoken {
        return vec![format!("{name}\u{a0}: autre (paroles non citables)")];
    }
    if name == "id" && new.is_none() {
        return vec!["a perdu son identifiant".to_owned()];
    }
    if name == "fichier" {
        return vec![new.unwrap_or("se lit de nouveau").to_owned()];
    }
    if summary::is_numbering(change) {
        return vec![format!("puces numérotées\u{a0}: {}", listed(new.unwrap_or("")))];
    }
    if name == "idees" {
        let part = |sign: &str, ids: Option<&str>| ids.map(|ids| format!("idees\u{a0}: {sign} {}", listed(ids)));
        return part("−", old).into_iter().chain(part("+", new)).collect();
    }
    let phrase = [old, new].iter().flatten().any(|text| text.contains(' '));
    let quoted = |text: &str| if phrase { format!("«\u{a0}{text}\u{a0}»") } else { text.to_owned() };
    match (old, new) {
        (Some(old), Some(new)) if long(old) || long(new) => words::compare(old, new)
            .into_iter()
            .take(4)
            .map(|stretch| {
                format!("{name}\u{a0}: {} → {}", quoted(&or_nothing(stretch.old)), quoted(&or_nothing(stretch.new)))
            })
            .collect(),
        (Some(old), Some(new)) => vec![format!("{name}\u{a0}: {} → {}", quoted(old), quoted(new))],
        (None, Some(new)) => vec![format!("{name}\u{a0}: + {}", words::cut(new))],
        (Some(old), None) => vec![format!("{name}\u{a0}: − {}", words::cut(old))],
        (None, None) => vec![name.to_owned()],
    }
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { "…".to_owned() } else { text }
}

/// Tells whether a text is too long to be shown whole twice on a line.
fn long(text: &str) -> bool {
    text.chars().count() > 60
}

/// Shows the first of many identifiers.
fn listed(ids: &str) -> String {
    let all: Vec<&str> = ids.split(", ").collect();
    match all.get(..LISTED) {
        Some(first) if all.len() > LISTED + 1 => format!("{} et {} autres", first.join(", "), all.len() - LISTED),
        _ => ids.to_owned(),
    }
}

fn join(one: &str, other: &str) -> String {
    if other.is_empty() { one.to_owned() } else { format!("{one} {other}") }
}
