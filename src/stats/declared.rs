//! What sources announce: the `chiffres_declares` of the manifest, each tied to what it measures where that is known.

mod sentence;

pub use sentence::figures as said_in;

use crate::dossier::Dossier;
use crate::fr::fold::fold_word;
use crate::model::dossier::chiffre::{self, Chiffre};
use crate::model::dossier::{self as manifest, source};
use crate::stats::{Amount, Measure};
use crate::text::Span;
use crate::unit::{Fields, Reference};
use crate::value::date::Date;
use crate::value::identifiant::Kind;
use crate::value::{duree, quantite};

/// A figure that a source announces, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// What it is said to count, in the manifest's words.
    pub mesure: String,
    /// The figure of the dossier that counts the same, where there is one.
    pub measure: Option<Measure>,
    /// The value in the source's words.
    pub text: String,
    /// The values that make it true; minutes for a duration of hours.
    pub amount: Option<Amount>,
    /// The period.
    pub periode: Option<String>,
    /// The scope.
    pub perimetre: Option<String>,
    /// Of how many it is a share.
    pub denominateur: Option<u64>,
    /// The source's identifier.
    pub source: Option<String>,
    /// Whether another source says otherwise.
    pub conteste: bool,
    /// Where the manifest writes it.
    pub span: Span,
}

/// A published source, as it is cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub titre: String,
    /// Its publisher.
    pub editeur: Option<String>,
    /// The day it was published.
    pub date: Option<Date>,
}

/// Reads the declared figures, in the order of the manifest.
pub fn declared(dossier: &Dossier) -> Vec<Declared> {
    let Some(fields) = dossier.manifest() else { return Vec::new() };
    fields.list(manifest::CHIFFRES_DECLARES).flat_map(|one| entry(one.value)).collect()
}

/// Reads the declared figures and the sources they cite.
pub(super) fn read(dossier: &Dossier) -> (Vec<Declared>, Vec<Source>) {
    let Some(fields) = dossier.manifest() else { return (Vec::new(), Vec::new()) };
    let declared = declared(dossier);
    let mut sources = Vec::new();
    for id in declared.iter().filter_map(|one| one.source.as_deref()) {
        if sources.iter().any(|known: &Source| known.id == id) {
            continue;
        }
        let known = fields
            .list(manifest::SOURCES)
            .find(|known| known.value.get(source::ID).is_some_and(|known| known.value == id));
        if let Some(known) = known {
            let known = known.value;
            sources.push(Source {
                id: id.to_owned(),
                titre: known.get(source::TITRE).map_or_else(String::new, |titre| titre.value.to_owned()),
                editeur: known.get(source::EDITEUR).map(|editeur| editeur.value.to_owned()),
                date: known.get(source::DATE).map(|date| date.value),
            });
        }
    }
    (declared, sources)
}

/// Reads an entry: one figure, or those of a sentence.
fn entry(one: Fields<'_, Chiffre>) -> Vec<Declared> {
    let said: Vec<(String, String, Span)> =
        match (one.get(chiffre::MESURE), one.get(chiffre::VALEUR), one.get(chiffre::TEXTE)) {
            (Some(mesure), Some(valeur), _) => vec![(mesure.value.to_owned(), valeur.value.to_owned(), valeur.span)],
            (_, _, Some(texte)) => sentence::figures(texte.value)
                .into_iter()
                .map(|(mesure, valeur)| (mesure, valeur, texte.span))
                .collect(),
            _ => Vec::new(),
        };
    let owned = |text: Option<crate::unit::Spanned<&str>>| text.map(|text| text.value.to_owned());
    let declared = |(mesure, text, span): (String, String, Span)| {
        let (measure, amount) = measured(&mesure, &text);
        Declared {
            mesure,
            measure,
            amount,
            text,
            denominateur: one.get(chiffre::DENOMINATEUR).and_then(|cases| cases.value.whole()),
            periode: owned(one.get(chiffre::PERIODE)),
            perimetre: owned(one.get(chiffre::PERIMETRE)),
            source: one.get(chiffre::SOURCE).and_then(|source| match source.value {
                Reference::Slug(name) => Some(name.to_owned()),
                Reference::Ident(..) => None,
            }),
            conteste: one.get(chiffre::CONTESTE).is_some_and(|yes| yes.value),
            span,
        }
    };
    said.into_iter().map(declared).collect()
}

/// Ties a measure's words to a figure, and reads its value in the figure's unit.
fn measured(mesure: &str, text: &str) -> (Option<Measure>, Option<Amount>) {
    // « 60 h » of immersion are hours; « 10 » immersions are immersions.
    let minutes = duree::parse(text).ok().and_then(duree::Duree::minutes);
    if let Some((min, max)) = minutes {
        let folded = fold_word(mesure);
        let immersion =
            ["immersion", "heures d’immersion", "temps d’immersion"].iter().any(|word| fold_word(word) == folded);
        let amount = Amount { min: u64::from(min), max: Some(u64::from(max)) };
        return (immersion.then_some(Measure::Immersion), Some(amount));
    }
    let amount = quantite::parse(text).ok().map(|read| {
        let bounds = read.quantite.bounds();
        let open = |edge: f64, open: bool| if open && edge.fract() == 0.0 { 1.0 } else { 0.0 };
        Amount {
            min: (bounds.min.ceil() + open(bounds.min, bounds.min_open)) as u64,
            max: bounds.max.map(|max| (max.floor() - open(max, bounds.max_open)).max(0.0) as u64),
        }
    });
    (tied(mesure), amount)
}

/// Finds the figure that a measure's words name, durations aside.
fn tied(mesure: &str) -> Option<Measure> {
    let folded = fold_word(mesure);
    let same = |word: &str| fold_word(word) == folded;
    Measure::ALL.into_iter().filter(|measure| *measure != Measure::Immersion).find(|measure| {
        let (one, many) = measure.noun();
        same(measure.key())
            || same(one)
            || same(many)
            || (*measure == Measure::Personnes && same("personnes rencontrées"))
            || (*measure == Measure::Records(Kind::Acteur) && same("structures"))
    })
}
