//! Shares: « 3 sur 8 », « la moitié des défis », « 96 % », « aucune idée n’a été écartée ».

use super::compare::{Case, bounds};
use super::facts::State;
use super::verdict::{Judged, Verdict};
use super::wording::{self, number};
use super::{Text, declared};
use crate::prose::Hold;
use crate::stats::Amount;
use crate::value::quantite::{self, Forme, Quantite};

/// Judges a share of what the figure counts; `state`: the state that the text speaks of.
pub(super) fn judge(text: &Text<'_>, case: Case<'_>, state: Option<&State>) -> Judged {
    let Case { mention, subject, hold, .. } = case;
    if hold == Hold::Apart {
        return Judged::unknown(wording::apart(mention));
    }
    let total = subject.counted.and_then(Amount::exact);
    if let Some(of) = mention.of.and_then(Quantite::whole) {
        return ratio(case, state, of, total);
    }
    if let (Some(state), Some(total)) = (state, total) {
        return share(text, case, state, total.max(state.count));
    }
    let none = mention.quantity.forme() == Forme::Aucun && mention.scope.done.is_some() && hold == Hold::Whole;
    match total.filter(|total| none && *total > 0) {
        Some(total) => {
            let told = wording::amount(subject, total as f64);
            Judged::of(Verdict::False, wording::counts(&told)).counting(told)
        }
        None => percentage(text, case),
    }
}

/// « 96 % de satisfaction », beside what a source declares.
fn percentage(text: &Text<'_>, case: Case<'_>) -> Judged {
    let Case { mention, subject, hold, .. } = case;
    let declared = subject.declared.iter().filter(|_| mention.quantity.is_percent()).find_map(|one| {
        let read = quantite::parse(&one.text).ok()?;
        Some((one, read.quantite.number().filter(|_| read.quantite.is_percent())?))
    });
    let Some((one, value)) = declared else { return Judged::unknown(wording::OF_WHAT) };
    let told = wording::declared(one);
    let exact = mention.quantity.forme() == Forme::Exact;
    let right = mention.quantity.contains(value) || declared::says_the_same(one, mention);
    let judged = match (right, one.denominateur) {
        (false, _) if hold <= Hold::Part => Judged::unknown(wording::apart(mention)),
        (false, _) => Judged::of(Verdict::False, wording::declares(&told)).advising(wording::write(&one.text)),
        (true, None) if exact => Judged { ungrounded: true, ..Judged::of(Verdict::Misleading, wording::UNGROUNDED) },
        (true, Some(cases)) if exact && cases < text.settings.small => {
            Judged::of(Verdict::Misleading, wording::of_answers(cases)).advising(wording::OUT_OF)
        }
        _ => Judged::of(Verdict::True, ""),
    };
    judged.knowing(told, declared::source(one))
}

/// « 3 personas sur 8 »: the whole first, then those in the state that is said.
fn ratio(case: Case<'_>, state: Option<&State>, of: u64, total: Option<u64>) -> Judged {
    let Case { mention, subject, .. } = case;
    let Some(part) = mention.quantity.whole() else { return Judged::unknown("") };
    let declares = |value: u64| {
        let says = |text: &str| quantite::parse(text).is_ok_and(|read| read.quantite.whole() == Some(value));
        subject.declared.iter().find(|one| says(&one.text))
    };
    if let (Some(one), Some(_)) = (declares(part), declares(of)) {
        let known = format!("{} sur {}", number(part as f64), number(of as f64));
        return Judged::of(Verdict::True, "").knowing(known, declared::source(one));
    }
    let Some(total) = total else { return Judged::unknown(wording::NO_WHOLE) };
    let Some(state) = state else {
        return Judged::unknown(wording::WHICH).counting(wording::amount(subject, total as f64));
    };
    let all = total.max(subject.states.iter().filter(|state| !state.left_out).map(|state| state.count).sum());
    let known = format!("{} sur {}", wording::of_state(subject, state), number(all as f64));
    let (said, real) = (part as f64 / of as f64, state.count as f64 / all.max(1) as f64);
    let exact = part == state.count && of == all;
    // « un sur deux » of 3 on 6 is a share; so is what is said of many, to a tenth (domain § 5).
    let near = of > 20 && (said - real).abs() <= real * 0.1 || of < all && (said - real).abs() < 1e-9;
    let judged = if exact || near {
        Judged::of(Verdict::True, "")
    } else {
        Judged::of(Verdict::False, wording::counts_in_state(&known)).advising(wording::write(&known))
    };
    judged.counting(known)
}

/// « la moitié des défis ont été retenus », « aucune idée n’a été écartée ».
fn share(text: &Text<'_>, case: Case<'_>, state: &State, total: u64) -> Judged {
    let Case { mention, subject, .. } = case;
    let known = format!("{} sur {}", wording::of_state(subject, state), number(total as f64));
    let percent = mention.quantity.is_percent();
    let value = state.count as f64 * if percent { 100.0 / total.max(1) as f64 } else { 1.0 };
    let exact = percent && mention.quantity.forme() == Forme::Exact && !mention.scope.all;
    let right = wording::write(&known);
    let judged = match () {
        () if !bounds(mention).contains(value) => {
            Judged::of(Verdict::False, wording::counts_in_state(&known)).advising(right)
        }
        () if exact && total < text.settings.small => {
            Judged::of(Verdict::Misleading, wording::of_few(total, &known)).advising(right)
        }
        () if mention.quantity.forme() == Forme::Majorite && value > 66.0 => {
            Judged::of(Verdict::Misleading, wording::counts_in_state(&known)).advising(wording::TWO_THIRDS)
        }
        () => Judged::of(Verdict::True, ""),
    };
    judged.counting(known)
}
