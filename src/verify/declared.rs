//! A figure beside what sources declare.

use super::compare::{Case, bounds, is_far};
use super::verdict::{Judged, Source, Verdict};
use super::wording;
use crate::prose::{Hold, Mention};
use crate::stats::{Amount, Declared};
use crate::value::quantite::{self, Bornes, Forme, Quantite};

/// Tells whether a source says the same number in the same way.
pub(super) fn says_the_same(one: &Declared, mention: &Mention) -> bool {
    quantite::parse(&one.text).is_ok_and(|read| read.quantite == mention.quantity)
}

/// Returns where a declared figure comes from.
pub(super) fn source(one: &Declared) -> Source {
    Source::Declared(one.source.iter().cloned().collect())
}

impl Case<'_> {
    /// Compares the figure with what sources declare, where no record is counted: what one of them makes true is true.
    pub(super) fn with_declared(&self) -> Judged {
        let declared = &self.subject.declared;
        let known: Vec<String> = declared.iter().map(wording::declared).collect();
        let ids = declared.iter().filter_map(|one| one.source.clone()).collect();
        let rank = |judged: &Judged| match judged.verdict {
            Verdict::True => 0,
            Verdict::Misleading => 1,
            Verdict::Unknown => 2,
            Verdict::False => 3,
        };
        let best = declared.iter().map(|one| self.with_one(one)).min_by_key(rank);
        let best = best.unwrap_or_else(|| Judged::unknown(""));
        // The population, the communes of the territory are not those of a town of it.
        let told = self.subject.partial && matches!(best.verdict, Verdict::False | Verdict::Misleading);
        let best = if told { Judged::unknown(wording::SCOPE) } else { best };
        best.knowing(known.join(" ou "), Source::Declared(ids))
    }

    fn with_one(&self, one: &Declared) -> Judged {
        let Case { mention, subject, hold, .. } = *self;
        let told = wording::declares(&wording::declared(one));
        if subject.minutes {
            let exact = one.amount.and_then(Amount::exact);
            return exact.map_or_else(|| Judged::unknown(told), |value| self.with(value as f64));
        }
        let Ok(read) = quantite::parse(&one.text) else { return Judged::unknown(told) };
        if read.quantite == mention.quantity {
            let value = read.quantite.number().unwrap_or(0.0);
            return if self.is_by_chance(value) {
                Judged::unknown(wording::apart(mention))
            } else {
                Judged::of(Verdict::True, "")
            };
        }
        if let Some(value) = read.quantite.exact() {
            let judged = self.with(value);
            let reason = judged.reason.replace(&wording::counts(&wording::amount(subject, value)), &told);
            return Judged { reason, ..judged };
        }
        if hold <= Hold::Part {
            return Judged::unknown(wording::apart(mention));
        }
        let (said, known) = (honest(mention.quantity), honest(read.quantite));
        let low = known.min + if known.min_open { 1.0 } else { 0.0 };
        let high = known.max.unwrap_or(f64::MAX) - if known.max_open { 1.0 } else { 0.0 };
        let advice = wording::write(&wording::said_of(subject, &one.text));
        if mention.quantity.contains(low) && mention.quantity.contains(high) {
            let overlap = said.contains(low) || said.contains(high);
            return if overlap {
                Judged::of(Verdict::True, "")
            } else {
                Judged::of(Verdict::Misleading, told).advising(advice)
            };
        }
        let bounds = bounds(mention);
        let (above, below) = (bounds.min > high, bounds.max.is_some_and(|max| max < low));
        let far = is_far(bounds.min, bounds.max.unwrap_or(f64::MAX), low);
        if (above || below) && hold == Hold::Whole && !far {
            return Judged::of(Verdict::False, told).advising(advice);
        }
        Judged::unknown(told)
    }
}

/// Returns the values of which a quantity is rightly said: « plus de 450 » of 451 to 500, not of a thousand.
fn honest(quantity: Quantite) -> Bornes {
    let bounds = quantity.bounds();
    let Some(number) = quantity.number() else { return bounds };
    let grain = wording::grain(number);
    match quantity.forme() {
        Forme::PlusDe | Forme::AuMoins => Bornes { max: Some(number + grain), max_open: true, ..bounds },
        Forme::MoinsDe => Bornes { min: (number - grain).max(0.0), ..bounds },
        _ => bounds,
    }
}
