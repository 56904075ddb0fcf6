//! A figure beside what the dossier counts.

use super::facts::{State, Subject};
use super::verdict::{Judged, Verdict};
use super::wording;
use crate::prose::{Determiner, Hold, Mention};
use crate::value::quantite::{Bornes, Forme};

/// A figure with what it counts.
#[derive(Clone, Copy)]
pub(super) struct Case<'c> {
    /// The figure.
    pub mention: &'c Mention,
    /// What it counts.
    pub subject: &'c Subject,
    /// How far it speaks for all there are.
    pub hold: Hold,
    /// Whether its noun hardly counts anything else.
    pub strong: bool,
}

/// Tells whether a figure is so far from a value that it must be of something else: nobody writes 2 000 for 130.
pub(super) fn is_far(least: f64, most: f64, value: f64) -> bool {
    value >= 20.0 && (least > 4.0 * value || most < value / 10.0)
}

/// Returns the values that make a figure true: in minutes for hours and minutes.
pub(super) fn bounds(mention: &Mention) -> Bornes {
    let bounds = mention.quantity.bounds();
    let Some(each) = mention.unit.minutes() else { return bounds };
    let more = f64::from(mention.minutes);
    let mut bounds = Bornes { min: bounds.min * each + more, max: bounds.max.map(|max| max * each + more), ..bounds };
    if mention.quantity.forme() == Forme::Exact && each > 1.0 {
        // « 60 h » is said to half an hour.
        bounds.min -= 30.0;
        bounds.max = bounds.max.map(|max| max + 30.0);
    }
    bounds
}

impl Case<'_> {
    /// Compares the figure with one value.
    pub(super) fn with(&self, value: f64) -> Judged {
        let judged = if bounds(self.mention).contains(value) { self.right(value) } else { self.wrong(value) };
        judged.counting(wording::amount(self.subject, value))
    }

    /// Judges a figure that the value makes true: it may be so by chance, or mislead.
    fn right(&self, value: f64) -> Judged {
        if self.is_by_chance(value) {
            return Judged::unknown(wording::apart(self.mention));
        }
        // « Environ 453 » is as odd of a part as of the whole.
        let rough = matches!(self.mention.quantity.forme(), Forme::Environ | Forme::Quelque);
        let looked_at = self.hold >= Hold::Open || self.hold == Hold::Part && rough;
        match self.style(value).filter(|_| looked_at) {
            Some(why) => Judged::of(Verdict::Misleading, why).advising(wording::advice(self.subject, value)),
            None => Judged::of(Verdict::True, ""),
        }
    }

    /// Tells whether the number may be that of something else: a small one often is, a large one that is not round seldom.
    pub(super) fn is_by_chance(&self, value: f64) -> bool {
        let Case { mention, hold, strong, .. } = *self;
        let scope = &mention.scope;
        let distinct = value >= 100.0 && value % 10.0 != 0.0;
        match hold {
            Hold::Whole => false,
            Hold::Open if strong => value < 20.0 && !scope.ours,
            // « 130 personnes attendent un logement ».
            Hold::Open => !scope.ours && (!distinct || scope.acting),
            Hold::Part => {
                let other = scope.narrowed && !scope.ours || scope.determiner == Determiner::Part;
                value < 20.0 || other || scope.bounded && value < 40.0 || !strong && !distinct
            }
            Hold::Apart => value < 40.0 || !scope.quoted || !scope.names.is_empty(),
        }
    }

    /// Judges a figure that the value denies: false where it surely speaks of the whole.
    fn wrong(&self, value: f64) -> Judged {
        let Case { mention, subject, hold, .. } = *self;
        if hold <= Hold::Part {
            return Judged::unknown(wording::apart(mention));
        }
        if subject.partial {
            return Judged::unknown(wording::LISTED);
        }
        let told = wording::amount(subject, value);
        let advice = wording::advice(subject, value);
        let misleading = |how| Judged::of(Verdict::Misleading, wording::misleads(how, &told)).advising(advice.clone());
        let exact = mention.quantity.forme() == Forme::Exact;
        let said = mention.quantity.number().unwrap_or(0.0);
        let round = exact && said % 10.0 == 0.0;
        if round && subject.minutes && (said * 60.0 - value).abs() <= value * 0.05 {
            return misleading(wording::ROUNDED);
        }
        if round && said >= 100.0 && (said - value).abs() <= value * 0.02 {
            return misleading(wording::SILENTLY);
        }
        if mention.quantity.forme() == Forme::Quelques && value > 12.0 {
            return misleading(wording::UNDERSAID);
        }
        if self.is_surely_wrong(value) {
            Judged::of(Verdict::False, wording::counts(&told)).advising(advice)
        } else {
            Judged::unknown(wording::PERHAPS)
        }
    }

    /// Tells whether a figure above the value is too many, or one below it surely meant for all there are.
    fn is_surely_wrong(&self, value: f64) -> bool {
        let Case { mention, hold, strong, .. } = *self;
        let bounds = bounds(mention);
        let above = bounds.min > value || bounds.min_open && bounds.min >= value;
        let most = bounds.max.unwrap_or(f64::MAX);
        if is_far(bounds.min, most, value) {
            return false;
        }
        if above {
            return hold == Hold::Whole || strong && mention.scope.ours;
        }
        let rough = mention.quantity.forme() != Forme::Exact && mention.scope.hold() == Hold::Whole;
        // « dix idées » of 457 is some of them, « quatre défis » of six all that the text knows.
        hold == Hold::Whole && (rough || most >= value / 2.0 || most >= 3.0 && value <= 12.0)
    }

    /// Compares the figure with those in a state.
    pub(super) fn in_state(&self, state: &State) -> Judged {
        let Case { mention, subject, hold, .. } = *self;
        let bounds = bounds(mention);
        let from = subject.states.iter().skip_while(|other| other.stem != state.stem);
        let after: u64 = from.map(|other| other.count).sum();
        let total: u64 = subject.states.iter().map(|state| state.count).sum();
        let known = wording::of_state(subject, state);
        let same = |value: u64| bounds.contains(value as f64);
        // What was asked for and then granted was asked for.
        let right = same(state.count) || !state.last && same(after);
        let above = bounds.min > total as f64;
        let judged = match () {
            () if right && hold == Hold::Apart => Judged::unknown(wording::apart(mention)),
            () if right => Judged::of(Verdict::True, ""),
            () if hold >= Hold::Open && (state.last || above) && !subject.published => {
                Judged::of(Verdict::False, wording::counts_in_state(&known)).advising(wording::write(&known))
            }
            () => Judged::unknown(wording::WHICH),
        };
        judged.counting(known)
    }

    /// Says why a true figure misleads, where it does (domain § 5, « Avertir si »).
    fn style(&self, value: f64) -> Option<String> {
        let Case { mention, subject, .. } = *self;
        let told = wording::amount(subject, value);
        let value = value / mention.unit.minutes().unwrap_or(1.0);
        let quantity = mention.quantity;
        let number = quantity.number().unwrap_or(0.0);
        let far = value < number * 0.9 || value > number * 1.1;
        let how = match quantity.forme() {
            Forme::Environ | Forme::Quelque if number >= 20.0 && number % 10.0 != 0.0 => {
                return Some(wording::ODD.to_owned());
            }
            Forme::PlusDe if value >= number + wording::grain(number) => wording::MODEST,
            Forme::AuMoins if mention.scope.emphatic && value >= number * 1.1 => wording::MODEST,
            Forme::PresDe if value == number => wording::JUST,
            Forme::APeine => wording::BARELY,
            Forme::Collectif if number >= 20.0 && far => wording::FAR,
            Forme::AuPlus if value < number => wording::UNREACHED,
            Forme::MoinsDe if value < number - wording::grain(number) => wording::WIDE,
            Forme::Plusieurs if value < 3.0 => wording::FEW,
            _ => return None,
        };
        Some(wording::misleads(how, &told))
    }
}
