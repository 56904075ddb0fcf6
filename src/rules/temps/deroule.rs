//! CB306: the schedule of a meeting and its groups.

use crate::dossier::At;
use crate::faults::temps as faults;
use crate::model::seance::{self, groupe, sequence};
use crate::rules::Findings;
use crate::text::Span;
use crate::unit::{Cell, Fields, Spanned};
use crate::value::duree::{Duree, Unite};
use crate::value::heure::Heure;

/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// Follows the schedule from item to item; the first fault ends it, as all that comes after is moved.
pub(super) fn schedule(at: At, fields: Fields<'_, seance::Seance>, findings: &mut Findings) {
    let opening = fields.get(seance::HORAIRE_DEBUT);
    // When the item above ends, and where that is said; none where its duration is not known.
    let mut clock = opening.map(|opening| (minutes(opening.value), opening.span));
    let mut begun: Option<Spanned<Heure>> = None;
    let mut last: Option<Span> = None;
    for item in fields.list(seance::DEROULE) {
        let (debut, duree) = (item.value.get(sequence::DEBUT), item.value.get(sequence::DUREE));
        if let Some(debut) = debut {
            let now = minutes(debut.value);
            let fault = match (clock, begun) {
                (Some((open, there)), _) if last.is_none() && now != open => {
                    Some(faults::deroule_decale(debut.value, time(open), debut.span, there))
                }
                (Some((end, there)), _) if now < end => {
                    Some(faults::sequences_en_desordre(debut.value, "finit", time(end), debut.span, there))
                }
                (None, Some(above)) if debut.value < above.value => {
                    Some(faults::sequences_en_desordre(debut.value, "commence", above.value, debut.span, above.span))
                }
                _ => None,
            };
            if let Some(fault) = fault {
                return findings.at(at, fault);
            }
            clock = Some((now, debut.span));
            begun = Some(debut);
        }
        let span = duree.map(|duree| duree.span).or(debut.map(|debut| debut.span)).unwrap_or(item.span);
        clock = clock.zip(duree.and_then(exact)).map(|((now, _), length)| (now.saturating_add(length), span));
        last = Some(span);
    }
    let closing = fields.get(seance::HORAIRE_FIN);
    if let (Some((now, _)), Some(closing), Some(last)) = (clock, closing, last) {
        // « minuit » closes the day.
        let end = Some(minutes(closing.value)).filter(|end| *end > 0).unwrap_or(DAY);
        if now != end {
            let (too_long, by) = (now > end, now.abs_diff(end));
            findings.at(at, faults::deroule_trop_long_ou_court(by, too_long, closing.value, last, closing.span));
        }
    }
}

fn minutes(time: Heure) -> u32 {
    u32::from(time.minutes())
}

fn time(minutes: u32) -> Heure {
    Heure::from_minutes(u16::try_from(minutes).unwrap_or(u16::MAX))
}

/// Returns the minutes of a duration that is said exactly.
fn exact(duree: Spanned<Duree>) -> Option<u32> {
    let (least, most) = duree.value.minutes().filter(|_| duree.value.unite() == Unite::Minute)?;
    (least == most && !duree.value.is_approximate()).then_some(least)
}

/// Counts the people of the groups, and looks for those without anybody to lead them.
pub(super) fn groups(at: At, fields: Fields<'_, seance::Seance>, findings: &mut Findings) {
    let participants = fields.get(seance::PARTICIPANTS);
    if let Some((all, said_at)) = participants.and_then(|all| Some((all.value.whole()?, all.span))) {
        let mut sum: u64 = 0;
        let mut beyond = None;
        for groupe in fields.list(seance::GROUPES) {
            let effectif = groupe.value.get(groupe::EFFECTIF);
            let Some((count, span)) = effectif.and_then(|count| Some((count.value.whole()?, count.span))) else {
                continue;
            };
            sum = sum.saturating_add(count);
            beyond = beyond.or((sum > all).then_some(span));
        }
        if let Some(there) = beyond {
            findings.at(at, faults::groupes_trop_nombreux(sum, all, said_at, there));
        }
    }
    let led = fields.list(seance::GROUPES).find_map(|groupe| groupe.value.cell(groupe::ANIMATEUR));
    let Some(led) = led else { return };
    for groupe in fields.list(seance::GROUPES).filter(|groupe| groupe.value.cell(groupe::ANIMATEUR).is_none()) {
        let name = groupe.value.cell(groupe::NOM).map_or(groupe.span, Cell::span);
        findings.at(at, faults::groupe_sans_animateur(name, led.span()));
    }
}
