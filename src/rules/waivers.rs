//! Waivers: a finding that a comment covers stays, marked with its reason; a comment that covers nothing is a finding (CB010).

use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::faults::fichier;
use crate::rule::Rule;
use crate::rule::catalogue::{CB001, CB009, CB010};
use crate::text::Span;
use crate::unit::{Rare, Waiver};

/// Marks what the waivers of each file cover, and adds a finding for those that cover nothing.
///
/// `found` is sorted by file and place, and stays so. `speaks` tells whether a rule may speak in a file: what covers a rule silenced by
/// the phase or a setting is kept for when it does.
pub(super) fn apply(
    dossier: &Dossier,
    speaks: &dyn Fn(&'static Rule, u32) -> bool,
    found: &mut Vec<(u32, Diagnostic)>,
) {
    let mut useless: Vec<(u32, Diagnostic)> = Vec::new();
    for (index, file) in dossier.files.iter().enumerate() {
        let Some(rare) = file.unit.rare.as_ref().filter(|rare| !rare.waivers.is_empty()) else { continue };
        let index = Span::at(index).start;
        let from = found.partition_point(|(file, _)| *file < index);
        let to = found.partition_point(|(file, _)| *file <= index);
        let Some(own) = found.get_mut(from..to) else { continue };
        for waiver in &rare.waivers {
            let Some(reason) = &waiver.reason else { continue };
            for rule in &waiver.rules {
                if !cover(rare, waiver, rule.code, reason, own) && speaks(rule, index) {
                    useless.push((index, fichier::inutile(rule, waiver.span)));
                }
            }
        }
    }
    if !useless.is_empty() {
        found.extend(useless);
        found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.order().cmp(&y.order())));
    }
}

/// Marks the findings of rule `code` that a waiver covers; tells whether there was one.
fn cover(rare: &Rare, waiver: &Waiver, code: &str, reason: &str, own: &mut [(u32, Diagnostic)]) -> bool {
    let line = |span: Span| rare.lines.partition_point(|&start| start <= span.start);
    // What says that a waiver or the file itself is at fault cannot be waived by it.
    let may = |found: &Diagnostic| {
        found.rule.code == code && ![&CB001, &CB009, &CB010].contains(&found.rule) && found.waived.is_none()
    };
    let target = if waiver.whole_file {
        None
    } else {
        let here = line(waiver.span);
        let next = own
            .iter()
            .filter(|(_, found)| may(found))
            .filter_map(|(_, found)| found.span)
            .map(line)
            .filter(|at| *at >= here);
        match next.min() {
            Some(line) => Some(line),
            None => return false,
        }
    };
    let mut covered = false;
    for (_, found) in own.iter_mut().filter(|(_, found)| may(found)) {
        if target.is_none() || found.span.map(line) == target {
            found.waived = Some(reason.to_owned());
            covered = true;
        }
    }
    covered
}
