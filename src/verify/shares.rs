//! Shares: « 3 sur 8 », « la moitié des défis », « 96 % », « aucune idée n’a été écartée ».

use super::Text;
use super::facts::{State, Subject};
use super::judge::{Judged, Verdict, apart, bounds};
use super::wording::{self, number};
use crate::prose::{Hold, Mention};
use crate::value::quantite::{self, Forme, Quantite};

/// Judges a share of what `subject` counts.
pub(super) fn judge(
    text: &Text<'_>,
    mention: &Mention,
    subject: &Subject,
    state: Option<&State>,
    hold: Hold,
) -> Judged {
    if hold == Hold::Apart {
        return Judged::unknown(apart(mention));
    }
    let total = subject.counted.and_then(crate::stats::Amount::exact);
    if let Some(of) = mention.of.and_then(Quantite::whole) {
        return ratio(mention, subject, state, of, total);
    }
    if let (Some(state), Some(total)) = (state, total) {
        return share(text, mention, subject, state, total.max(state.count));
    }
    if mention.quantity.forme() == Forme::Aucun
        && mention.scope.done.is_some()
        && hold == Hold::Whole
        && let Some(total) = total.filter(|total| *total > 0)
    {
        let told = wording::amount(subject, total as f64);
        return Judged::of(Verdict::False, format!("le dossier en compte {told}")).knowing(told, "compté");
    }
    let declared = subject.declared.iter().find(|one| {
        quantite::parse(&one.text).is_ok_and(|read| read.quantite.is_percent()) && mention.quantity.is_percent()
    });
    let Some(declared) = declared else {
        return Judged::unknown("rien ne dit de quoi c’est la part");
    };
    let told = wording::declared(declared);
    let Ok(read) = quantite::parse(&declared.text) else { return Judged::unknown("") };
    let value = read.quantite.number().unwrap_or(0.0);
    if !mention.quantity.contains(value) {
        let apart = Judged::of(Verdict::False, format!("le dossier en déclare {told}"));
        return apart.knowing(told, "déclaré").advising(format!("écrivez «\u{a0}{}\u{a0}»", declared.text));
    }
    let exact = mention.quantity.forme() == Forme::Exact;
    match (exact, declared.denominateur) {
        (true, None) => Judged {
            ungrounded: true,
            ..Judged::of(Verdict::Misleading, "le dossier ne dit pas de combien de réponses").knowing(told, "déclaré")
        },
        (true, Some(cases)) if cases < text.settings.small => {
            Judged::of(Verdict::Misleading, format!("il ne porte que sur {cases} réponses"))
                .knowing(told, "déclaré")
                .advising("écrivez combien sur combien")
        }
        _ => Judged::of(Verdict::True, "").knowing(told, "déclaré"),
    }
}

/// « 3 personas sur 8 » : the whole first, then those in the state that is said.
fn ratio(mention: &Mention, subject: &Subject, state: Option<&State>, of: u64, total: Option<u64>) -> Judged {
    let Some(part) = mention.quantity.whole() else { return Judged::unknown("") };
    let declares = |value: u64| {
        subject
            .declared
            .iter()
            .any(|one| quantite::parse(&one.text).is_ok_and(|read| read.quantite.whole() == Some(value)))
    };
    if declares(part) && declares(of) {
        return Judged::of(Verdict::True, "").knowing(format!("{part} sur {of}"), "déclaré");
    }
    let Some(total) = total else { return Judged::unknown("rien ne compte le tout") };
    let Some(state) = state else {
        return Judged::unknown("rien ne dit lesquels").knowing(wording::amount(subject, total as f64), "compté");
    };
    let all = total.max(subject.states.iter().filter(|state| !state.left_out).map(|state| state.count).sum());
    let known = format!("{} sur {}", wording::of_state(subject, state), number(all as f64));
    let (said, real) = (part as f64 / of as f64, state.count as f64 / all.max(1) as f64);
    let exact = part == state.count && of == all;
    let near = of > 20 && (said - real).abs() <= real * 0.1 || of < all && (said - real).abs() < 1e-9;
    if exact || near {
        Judged::of(Verdict::True, "").knowing(known, "compté")
    } else {
        Judged::of(Verdict::False, format!("le dossier compte {known}"))
            .advising(format!("écrivez «\u{a0}{known}\u{a0}»"))
            .knowing(known, "compté")
    }
}

/// « la moitié des défis ont été retenus », « aucune idée n’a été écartée ».
fn share(text: &Text<'_>, mention: &Mention, subject: &Subject, state: &State, total: u64) -> Judged {
    let known = format!("{} sur {}", wording::of_state(subject, state), number(total as f64));
    let value = if mention.quantity.is_percent() {
        state.count as f64 * 100.0 / total.max(1) as f64
    } else {
        state.count as f64
    };
    let told = format!("le dossier compte {known}");
    let advice = format!("écrivez «\u{a0}{known}\u{a0}»");
    let source = "compté";
    if !bounds(mention).contains(value) {
        return Judged::of(Verdict::False, told).knowing(known, source).advising(advice);
    }
    let percentage = mention.quantity.is_percent() && mention.quantity.forme() == Forme::Exact && !mention.scope.all;
    if percentage && total < text.settings.small {
        let reason = format!("un pourcentage de {total} ne dit rien : {told}");
        return Judged::of(Verdict::Misleading, reason).knowing(known, source).advising(advice);
    }
    if mention.quantity.forme() == Forme::Majorite && value > 66.0 {
        return Judged::of(Verdict::Misleading, told)
            .knowing(known, source)
            .advising("écrivez « plus des deux tiers »");
    }
    Judged::of(Verdict::True, "").knowing(known, source)
}
