//! The day a record belongs to: its own date, else that of the record it comes from.

use crate::dossier::Dossier;
use crate::model::{communique, contribution, decision, derogation, entretien, idee, immersion, seance, test};
use crate::unit::{Reference, View};
use crate::value::date::Date;
use crate::value::identifiant::Kind;

/// Returns the date of a record; `None` where neither it nor its source bears one.
pub(crate) fn date_of(dossier: &Dossier, view: View<'_>) -> Option<Date> {
    own(view).or_else(|| {
        if let Some(parent) = view.parent() {
            return date_of(dossier, parent);
        }
        let idee = view.typed::<idee::Idee>()?;
        match idee.get(idee::SOURCE)?.value {
            Reference::Ident(ident) => own(dossier.get(dossier.find(ident)?)?),
            Reference::Slug(_) => None,
        }
    })
}

fn own(view: View<'_>) -> Option<Date> {
    macro_rules! date {
        ($($kind:ident $module:ident $owner:ident $($key:ident)|+;)*) => {
            match view.record.kind {
                $(Kind::$kind => view.typed::<$module::$owner>().and_then(|fields| {
                    None$(.or_else(|| fields.get($module::$key)))+
                }).map(|date| date.value),)*
                _ => None,
            }
        };
    }
    date! {
        Entretien entretien Entretien DATE;
        Immersion immersion Immersion DATE;
        Contribution contribution Contribution DATE;
        Seance seance Seance DATE;
        Decision decision Decision DATE;
        Test test Test DEBUT;
        Derogation derogation Derogation DATE_DEMANDE | DEBUT | DATE_DECISION;
        Communique communique Communique DATE_PUBLICATION;
    }
}
