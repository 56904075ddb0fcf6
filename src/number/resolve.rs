//! Giving another identifier to the second of two records that bear the same one, with all that means it.
//!
//! [`plan`] says what to change in one file and what nothing can decide; [`apply`] makes the new text and reads it again, and refuses
//! anything but the same records with the identifiers that were to change. Who is the second, and which number is free, is for the caller
//! to say.

use std::collections::BTreeMap;

use crate::diagnostic::Edit;
use crate::number::Refusal;
use crate::number::tokens::{Token, tokens};
use crate::number::trace::{Versions, Whose, trace};
use crate::read::{Keep, Place, Reader};
use crate::text::{Lines, Span};
use crate::unit::{FileUnit, Name, Origin, Record, Value};
use crate::value::identifiant::{self, Ident, Part};

/// A new identifier for the second of two records.
#[derive(Clone, Debug)]
pub struct Change {
    /// The identifier of both.
    pub was: Ident,
    /// The one that the second is to bear.
    pub now: Ident,
    /// The name, without extension, of the first one's file where it has one of its own.
    pub first: Option<String>,
    /// That of the second one's.
    pub second: Option<String>,
}

impl Change {
    /// Returns what an identifier becomes where it means the second record, if that changes it: small records follow their note.
    fn turned(&self, ident: Ident) -> Option<Ident> {
        match self.was.part {
            Part::Whole => (ident.note() == self.was).then(|| self.now.with(ident.part)),
            _ => (ident == self.was).then_some(self.now),
        }
    }

    /// Tells whose record a target names outright, by the name of a file.
    fn outright(&self, target: &str) -> Option<Whose> {
        let longer = identifiant::parse(target).is_none();
        let is = |stem: &Option<String>| longer && stem.as_deref() == Some(target);
        match (is(&self.first), is(&self.second)) {
            (true, false) => Some(Whose::First),
            (false, true) => Some(Whose::Second),
            _ => None,
        }
    }
}

/// What a file holds of the two records.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// Where the second one's own identifier is written.
    pub own: Option<Span>,
    /// Where the first one's is.
    pub other: Option<Span>,
    /// Whose own file it is, if it is one.
    pub file: Option<Whose>,
}

/// What is to be done in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// How many of them are in the names of the record and of its small ones.
    pub names: u64,
    /// How many references the others are in.
    pub references: u64,
    /// What may mean the second record and is left as it is.
    pub doubtful: Vec<Span>,
}

/// Says what to change in a file; `unit` is how it reads, `None` for a page that holds no record, in which nothing is changed.
pub fn plan(source: &str, unit: Option<&FileUnit>, change: &Change, held: &Held, versions: &Versions) -> Plan {
    let mut plan = Plan::default();
    let concerned: Vec<Token> =
        tokens(source).into_iter().filter(|token| change.turned(token.ident).is_some()).collect();
    if concerned.is_empty() {
        return plan;
    }
    let zones = unit.map(|unit| zones(source, unit, change)).unwrap_or_default();
    let (lines, sides) = (Lines::new(source), trace(source, versions, change.was));
    let side = |at: u32| sides.get(lines.line(at).saturating_sub(1) as usize).copied().unwrap_or(Whose::Unknown);
    let mut last = None;
    for token in concerned {
        let within = |span: Option<Span>| span.is_some_and(|span| span.contains(token.span));
        if within(held.other) {
            continue;
        }
        let named = within(held.own) || held.file.is_some() && unit.is_some() && is_mark(source, token.span);
        let zone = zones.iter().position(|(span, _)| span.contains(token.span));
        let whose = match zone.and_then(|zone| zones.get(zone)) {
            _ if within(held.own) => Some(Whose::Second),
            _ if named => held.file,
            Some((_, outright)) => Some(outright.unwrap_or_else(|| side(token.span.start))),
            None => None,
        };
        match (whose, change.turned(token.ident)) {
            (Some(Whose::Second), Some(now)) => {
                if named {
                    plan.names += 1;
                } else if zone != last {
                    // A link to a file and to a line of it is one.
                    plan.references += 1;
                    last = zone;
                }
                plan.edits.push(Edit { span: token.span, text: now.padded(token.width).to_string() });
            }
            (Some(Whose::First), _) => {}
            // Words that no reader takes for a reference are left as they were written.
            _ if whose.is_some() || side(token.span.start) != Whose::First => plan.doubtful.push(token.span),
            _ => {}
        }
    }
    plan
}

/// Finds where a file refers to records, or names small ones, with whose record each names outright.
fn zones(source: &str, unit: &FileUnit, change: &Change) -> Vec<(Span, Option<Whose>)> {
    let mut zones = Vec::new();
    for view in unit.views().filter(|view| view.record.origin != Origin::Inner) {
        if matches!(view.record.name, Name::Ident(..)) {
            zones.push((view.record.place, None));
        }
        view.references(&mut |_, cell| {
            let written = cell.span().of(source).trim_matches(['"', '\'']);
            zones.push((cell.span(), change.outright(identifiant::target(written).text)));
        });
    }
    for link in unit.rare.iter().flat_map(|rare| &rare.links) {
        let page = unit.str(link.target).split('#').next().unwrap_or("");
        zones.push((link.span, change.outright(identifiant::target(page).text)));
    }
    zones
}

/// Tells whether an identifier is one that a small record bears, `^E012-1`, and not one that a link goes to.
fn is_mark(source: &str, span: Span) -> bool {
    source.get(..span.start as usize).is_some_and(|before| before.ends_with('^') && !before.ends_with("#^"))
}

/// Writes the edits of a plan into a file, read as `before` says; afterwards it is read as `after` says.
///
/// # Errors
/// [`Refusal::WouldChange`] where the new text does not read as the same records, with no new finding.
pub fn apply(
    source: &str,
    edits: &[Edit],
    (before, after): (Place<'_>, Place<'_>),
    change: &Change,
) -> Result<String, Refusal> {
    let text = super::splice(source, edits);
    let mut reader = Reader::new(Keep::Texts);
    let old = reader.read(source.as_bytes(), before);
    let new = reader.read(text.as_bytes(), after);
    let same = old.records.len() == new.records.len()
        && old.records.iter().zip(&new.records).all(|(old, new)| settled(old, new, change))
        && references(&old, change) == references(&new, change)
        && texts(&old, change) == texts(&new, change)
        && codes(&new).iter().all(|(code, count)| codes(&old).get(code).is_some_and(|before| count <= before));
    if same { Ok(text) } else { Err(Refusal::WouldChange) }
}

/// Tells whether a record is the same one, under its name or the one it was to have.
fn settled(old: &Record, new: &Record, change: &Change) -> bool {
    let became = |old: Ident, new: Ident| old == new || change.turned(old) == Some(new);
    let name = match (old.name, new.name) {
        (Name::Ident(old, width), Name::Ident(new, as_wide)) => became(old, new) && width == as_wide,
        // A provisional number comes after those that are written.
        (Name::Provisional(old, _), Name::Provisional(new, _)) => became(old.note(), new.note()),
        // Small records that bore the new number of their note before it did.
        (Name::None, Name::Ident(new, _)) => new.note() == change.now,
        (Name::Slug(_), Name::Slug(_)) | (Name::None, Name::None) => true,
        _ => false,
    };
    name && (old.kind, old.origin, old.parent) == (new.kind, new.origin, new.parent)
}

/// Returns the identifiers that a unit cites, in order; those that may have changed are all the same one.
fn references(unit: &FileUnit, change: &Change) -> Vec<Ident> {
    let mut found = Vec::new();
    for view in unit.views() {
        view.references(&mut |_, cell| {
            if let Value::Ident(ident, _) = cell.value() {
                found.push(change.turned(ident).unwrap_or(ident));
            }
        });
    }
    found
}

/// Returns every text of a unit, in order, without the identifiers that may have changed.
fn texts(unit: &FileUnit, change: &Change) -> Vec<String> {
    let texts = unit.views().flat_map(crate::unit::View::cells).filter_map(|cell| unit.text(cell));
    texts.map(|text| without(text, change)).collect()
}

fn without(text: &str, change: &Change) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for token in tokens(text) {
        if [change.was.note(), change.now.note()].contains(&token.ident.note()) {
            shown.push_str(text.get(at..token.span.start as usize).unwrap_or(""));
            at = token.span.end as usize;
        }
    }
    shown.push_str(text.get(at..).unwrap_or(""));
    shown
}

fn codes(unit: &FileUnit) -> BTreeMap<&'static str, usize> {
    let mut codes = BTreeMap::new();
    for found in unit.findings() {
        *codes.entry(found.rule.code).or_default() += 1;
    }
    codes
}

#[cfg(test)]
mod tests;
