//! Lengths of time: « six semaines d’exploration » beside what the manifest plans and what took place.

use super::verdict::{Judged, Source, Verdict};
use crate::dossier::Dossier;
use crate::fr::fold::{fold, fold_word};
use crate::prose::{Block, Hold, Mention, Unit};
use crate::stats::calendar::{self, Dates};
use crate::value::date::Date;

/// How long a phase was to last, and lasted.
#[derive(Debug)]
pub(super) struct Phase {
    /// Its name, as shown.
    name: String,
    /// The words that name it.
    words: Vec<String>,
    /// Calendar days planned, with their words.
    planned: Option<(f64, f64, String)>,
    /// Calendar days that it took, with their words.
    real: Option<(f64, f64, String)>,
}

/// Words of the names of phases that name nothing.
const VAGUE: &[&str] = &["phase", "etape", "temps", "premier", "premiere", "second", "seconde", "dernier", "derniere"];

/// Words that say that something lasts.
const LASTING: &[&str] = &["dure", "durent", "durer", "dura", "durera", "dureront", "durait", "duraient", "duree"];

/// Returns the phases whose length is known.
pub(super) fn phases(dossier: &Dossier) -> Vec<Phase> {
    let phase = |(name, planned, real): (String, Dates, Dates)| {
        let words = fold(&name);
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 4);
        let words = words.map(fold_word).filter(|word| !VAGUE.contains(&word.as_str())).collect();
        let told = planned.duree.and_then(|duree| {
            let (min, max) = calendar::days(duree)?;
            Some((f64::from(min), f64::from(max), format!("{duree}")))
        });
        Phase { words, planned: told.or_else(|| between(&planned)), real: between(&real), name }
    };
    let known = |phase: &Phase| phase.planned.is_some() || phase.real.is_some();
    calendar::phases(dossier).into_iter().map(phase).filter(known).collect()
}

/// Returns the fewest and the most days between two dates.
fn between(dates: &Dates) -> Option<(f64, f64, String)> {
    let (from, to): (Date, Date) = dates.from.zip(dates.to)?;
    let least = to.earliest().days_since(from.latest()).max(0) + 1;
    let most = to.latest().days_since(from.earliest()).max(0) + 1;
    let told = format!("du {} au {}", from.earliest().en_lettres(), to.latest().en_lettres());
    Some((least as f64, most as f64, told))
}

/// Judges a length of time that is said of one phase: true of what took place, or of what was planned where the text speaks of that or
/// nothing else is known; else not to be told.
///
/// Too much may be said beside a length for it ever to be false: « l’exploration a duré six semaines de moins ».
pub(super) fn judge(phases: &[Phase], block: &Block, mention: &Mention) -> Option<Judged> {
    let each = match mention.unit {
        Unit::Days => 1.0,
        Unit::Weeks => 7.0,
        Unit::Months => 30.44,
        Unit::Years => 365.25,
        Unit::Things | Unit::Hours | Unit::Minutes => return None,
    };
    let words = &block.words;
    let around = words.sentence(mention.tokens.start);
    // « six semaines d’exploration », « l’exploration a duré six semaines »; « six semaines de retard » is of nothing known.
    let lasts = around.clone().any(|at| LASTING.contains(&words.word(at)));
    let place = match mention.noun {
        Some(noun) => noun.at..noun.at + 1,
        None if lasts => around,
        None => return None,
    };
    let named = |phase: &&Phase| place.clone().any(|at| phase.words.contains(&fold_word(words.word(at))));
    let mut phases = phases.iter().filter(named);
    let phase = phases.next().filter(|_| phases.next().is_none())?;
    let bounds = mention.quantity.bounds();
    // A length is said to half its unit (domain § 5).
    let (least, most) = ((bounds.min - 0.5) * each, bounds.max.map_or(f64::INFINITY, |max| (max + 0.5) * each));
    let (right, how) = match (&phase.planned, &phase.real) {
        (Some(planned), _) if mention.scope.planned => (planned, "prévu"),
        (_, Some(real)) => (real, "réalisé"),
        (Some(planned), None) => (planned, "prévu"),
        (None, None) => return None,
    };
    let (short, long, told) = right;
    let apart = mention.scope.hold() == Hold::Apart && !mention.scope.planned;
    let fits = *short <= most && least <= *long && !apart;
    let judged = Judged::of(if fits { Verdict::True } else { Verdict::Unknown }, "");
    Some(judged.knowing(format!("{}, {how}\u{a0}: {told}", phase.name), Source::Manifest))
}
