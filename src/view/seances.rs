//! Meetings, what was decided in them or elsewhere, what was to be done.

use serde_json::{Value, json};

use super::{Fields, Gather, value};
use crate::dossier::At;
use crate::model::small::{ATTRIBUTION, TEXTE};
use crate::model::{decision, seance, vocabulary};
use crate::unit::{Reference, View};
use crate::value::date::{Date, month_name};
use crate::value::identifiant::{Ident, Kind};

impl<'d> Gather<'d> {
    /// Returns the meeting that the report prepares or tells: the one asked for, else the next decision seminar, else the last one held,
    /// else the next meeting of any kind, else the last.
    pub(super) fn seance_asked(&self, asked: Option<(At, View<'d>)>) -> Value {
        let all = self.records.get(&Kind::Seance).into_iter().flatten().copied();
        let all: Vec<(At, View<'d>)> = all.filter(|(_, view)| self.dossier.state(*view) != Some("annulee")).collect();
        let is_seminar = |view: View<'d>| {
            let kind = view.typed::<seance::Seance>().and_then(|seance| seance.get(seance::TYPE));
            kind.and_then(|kind| self.dossier.word(&vocabulary::SEANCE_TYPE, kind.value)) == Some("seminaire_decision")
        };
        let is_ahead = |view: View<'d>| date_of(view).is_some_and(|date| date.latest() >= self.at);
        let found = |seminar: bool, ahead: bool| {
            let some = all.iter().filter(|(_, view)| (!seminar || is_seminar(*view)) && is_ahead(*view) == ahead);
            match ahead {
                true => some.min_by_key(|(_, view)| date_of(*view).map(Date::earliest)),
                false => some.max_by_key(|(_, view)| date_of(*view).map(Date::latest)),
            }
        };
        let likely = [(true, true), (true, false), (false, true), (false, false)];
        let chosen = asked.or_else(|| likely.into_iter().find_map(|(seminar, ahead)| found(seminar, ahead)).copied());
        chosen.map_or(Value::Null, |(at, view)| self.whole(at, view))
    }

    /// Adds to a meeting: `actions`, `roti_moyenne`, `a_venir`.
    pub(super) fn of_seance(&self, at: At, view: View<'d>, fields: &mut Fields) {
        let ahead = date_of(view).is_some_and(|date| date.earliest() > self.at);
        fields.insert("a_venir".into(), ahead.into());
        fields.insert("actions".into(), self.actions_of(at.file).into());
        let notes: Vec<f64> = view
            .typed::<seance::Seance>()
            .map(|seance| seance.list(seance::ROTI).map(|note| note.value).collect())
            .unwrap_or_default();
        let mean = (!notes.is_empty()).then(|| {
            // A room holds far fewer than 2⁵³ people.
            let mean = notes.iter().sum::<f64>() / notes.len() as f64;
            crate::value::nombre::decimal(mean, 1)
        });
        fields.insert("roti_moyenne".into(), mean.into());
    }

    /// Every decision that was taken by the day, or in the meeting of that name, in order of date: its fields, `seance` where it was taken
    /// in one.
    pub(super) fn decisions(&self, meeting: Option<&str>) -> Vec<Value> {
        let of = |view: View<'d>| view.parent().map(|meeting| self.dossier.name_of(meeting));
        self.decisions_where(&|view| meeting.is_none_or(|meeting| of(view).as_deref() == Some(meeting)))
    }

    /// The same, those of one day and one meeting together: `date`, `seance`, `decisions`.
    pub(super) fn decisions_by_day(&self, meeting: Option<&str>) -> Vec<Value> {
        let mut days: Vec<Value> = Vec::new();
        for decision in self.decisions(meeting) {
            let same = |day: &&mut Value| ["date", "seance"].iter().all(|key| day.get(*key) == decision.get(*key));
            match days.last_mut().filter(same).and_then(|day| day.get_mut("decisions")?.as_array_mut()) {
                Some(decisions) => decisions.push(decision),
                None => days.push(json!({
                    "date": decision.get("date"),
                    "seance": decision.get("seance"),
                    "decisions": [decision],
                })),
            }
        }
        days
    }

    /// The decisions on a record, in order of date.
    pub(super) fn decisions_on(&self, target: Ident) -> Value {
        let on = |view: View<'d>| {
            view.typed::<decision::Decision>().is_some_and(|decision| {
                decision
                    .list(decision::CIBLES)
                    .any(|cible| matches!(cible.value, Reference::Ident(named) if named == target))
            })
        };
        self.decisions_where(&on).into()
    }

    fn decisions_where(&self, wanted: &dyn Fn(View<'d>) -> bool) -> Vec<Value> {
        let mut all: Vec<(Option<Date>, Value)> = Vec::new();
        for (at, view) in self.standing(Kind::Decision) {
            if !self.dossier.is_taken(view) || !wanted(view) {
                continue;
            }
            let mut fields = self.fiche(at.file, view);
            let meeting = view.parent().filter(|parent| parent.record.kind == Kind::Seance);
            let own = view.typed::<decision::Decision>().and_then(|decision| decision.get(decision::DATE));
            let date = own.map(|date| date.value).or_else(|| date_of(meeting?));
            fields.insert("date".into(), date.map(value::date).into());
            fields.insert("seance".into(), meeting.map(|meeting| self.mention(meeting)).into());
            all.push((date, Value::Object(fields)));
        }
        all.sort_by_key(|(date, _)| date.map(Date::latest));
        all.into_iter().map(|(_, decision)| decision).collect()
    }

    /// Every action that a meeting held by the day, or the one of that name, asked for: `texte`, `qui`, `quoi`, `quand`, `seance`, `date`.
    pub(super) fn actions(&self, meeting: Option<&str>) -> Vec<Value> {
        let asked = |view: View<'d>| meeting.is_none_or(|meeting| self.dossier.name_of(view) == meeting);
        let meetings = self.standing(Kind::Seance).filter(|(_, view)| self.dossier.is_held(*view) && asked(*view));
        let mut dated: Vec<(Option<Date>, At)> = meetings.map(|(at, view)| (date_of(view), at)).collect();
        dated.sort_by_key(|(date, at)| (date.map(Date::latest), *at));
        dated.into_iter().flat_map(|(_, at)| self.actions_of(at.file)).collect()
    }

    /// The actions of the last meeting that asked for some.
    pub(super) fn last_actions(&self) -> Vec<Value> {
        let mut all = self.actions(None);
        let last = all.last().and_then(|action| action.get("seance")).cloned();
        all.retain(|action| action.get("seance") == last.as_ref());
        all
    }

    fn actions_of(&self, file: u32) -> Vec<Value> {
        let Some(unit) = self.dossier.file(file).map(|file| &file.unit) else { return Vec::new() };
        let actions = unit.views().filter(|view| view.record.kind == Kind::Action);
        actions
            .map(|view| {
                let text = view.cell(TEXTE).and_then(|cell| unit.text(cell)).unwrap_or_default();
                let who = view.cell(ATTRIBUTION).and_then(|cell| unit.text(cell));
                let (qui, quoi, quand) = parts(text);
                let qui = who.or(qui);
                let meeting = view.parent();
                json!({
                    "id": self.dossier.name_of(view),
                    "texte": text,
                    "qui": qui,
                    "quoi": quoi,
                    "quand": quand,
                    "seance": meeting.map(|meeting| self.mention(meeting)),
                    "date": meeting.and_then(date_of).map(value::date),
                })
            })
            .collect()
    }
}

fn date_of(view: View<'_>) -> Option<Date> {
    Some(view.typed::<seance::Seance>()?.get(seance::DATE)?.value)
}

/// How many words may say who acts, or when.
const FEW: usize = 8;

/// What opens the words that say when.
const WHEN: [&str; 14] = [
    "avant ", "d’ici ", "d'ici ", "pour le ", "pour la ", "pour fin ", "au plus tard ", "le ", "fin ", "début ", "mi-",
    "dès ", "courant ", "en ",
];

/// Reads who, what and when in an action as it is written, « la mission locale : prêter sa salle, d’ici janvier »; all is « what » where
/// nothing parts it.
fn parts(text: &str) -> (Option<&str>, &str, Option<&str>) {
    let said = text.split_once(" : ").or_else(|| text.split_once("\u{a0}: "));
    let (qui, rest) = match said {
        Some((qui, rest)) if qui.split_whitespace().count() <= FEW => (Some(qui.trim()), rest.trim()),
        _ => (None, text.trim()),
    };
    match rest.rsplit_once([',', ';', '—']) {
        Some((quoi, quand)) if is_when(quand) => (qui, quoi.trim(), Some(quand.trim().trim_end_matches('.'))),
        _ => (qui, rest, None),
    }
}

/// Tells whether a few words say when: they open as a date does, and name a day or a month.
fn is_when(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let opens = WHEN.iter().any(|open| words.starts_with(open)) && words.split_whitespace().count() <= FEW;
    opens && (words.contains(|c: char| c.is_ascii_digit()) || (1..=12).any(|month| words.contains(month_name(month))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_says_who_what_and_when() {
        for (text, expected) in [
            (
                "la mission locale : prêter sa salle, d’ici janvier",
                (Some("la mission locale"), "prêter sa salle", Some("d’ici janvier")),
            ),
            ("relancer la CAF, avant le 3 mars.", (None, "relancer la CAF", Some("avant le 3 mars"))),
            ("prêter la salle, la clé et le poêle", (None, "prêter la salle, la clé et le poêle", None)),
            ("CCAS\u{a0}: rien", (Some("CCAS"), "rien", None)),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
