//! CB401, CB406, CB407, CB412: what is traced back and what is not: ideas left aside, solutions without a ground, states that nobody
//! decided, notes from which nothing was drawn.

mod apports;
mod decisions;
mod idees;
mod terrain;

use crate::diagnostic::Place;
use crate::dossier::{At, Dossier};
use crate::rules::{Context, Findings};

/// Looks at ideas, solutions, states and notes in turn.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    idees::unsorted(dossier, findings);
    terrain::ungrounded(dossier, findings);
    decisions::undecided(dossier, findings);
    apports::fruitless(dossier, findings);
}

/// Returns where a record stands, as a second place of a finding about the file of `from`.
fn place_of(dossier: &Dossier, from: At, there: At) -> Option<Place> {
    let (file, view) = (dossier.file(there.file)?, dossier.get(there)?);
    Some(((there.file != from.file).then(|| dossier.shown(&file.path)), view.record.place))
}
