//! CB506 and CB507 in the manifest and the tests: percentages of nobody knows how many, figures that deny each other.

use crate::dossier::Dossier;
use crate::faults::chiffres as faults;
use crate::fr::fold::fold_word;
use crate::model::dossier::chiffre::{self, Chiffre};
use crate::model::dossier::{self as manifest};
use crate::model::test::{self, Test, mesure};
use crate::rules::Findings;
use crate::stats::{self, Declared};
use crate::text::Span;
use crate::unit::Fields;
use crate::value::identifiant::Kind;
use crate::value::nombre::decimal;
use crate::value::quantite::{self, Forme, Quantite};

/// Looks at the `chiffres_declares` of the manifest, then at the `mesures` of every test.
pub(super) fn check(dossier: &Dossier, findings: &mut Findings) {
    if let Some((file, fields)) = dossier.manifest_at().zip(dossier.manifest()) {
        let declared = stats::declared(dossier);
        for one in declared.iter().filter(|one| is_percentage(&one.text) && one.denominateur.is_none()) {
            findings.push(file, faults::mesure_sans_denominateur(&one.mesure, one.span));
        }
        contradictions(file, &declared, findings);
        for one in fields.list(manifest::CHIFFRES_DECLARES) {
            ratio_of(file, one.value, findings);
            unread(file, one.value, findings);
        }
    }
    for (at, view) in dossier.of_kind(Kind::Test) {
        let Some(fields) = view.typed::<Test>() else { continue };
        for one in fields.list(test::MESURES) {
            measured(at.file, one.value, findings);
        }
    }
}

/// Tells whether a value is written as a percentage: « trois quarts » is none.
fn is_percentage(text: &str) -> bool {
    (text.contains('%') || text.contains("pour cent"))
        && quantite::parse(text).is_ok_and(|read| read.quantite.is_percent())
}

/// Looks for figures of the same thing, period and scope that cannot both be true, contested ones aside.
fn contradictions(file: u32, declared: &[Declared], findings: &mut Findings) {
    let name = |one: &Declared| {
        let of = |text: &Option<String>| text.as_deref().map(fold_word).unwrap_or_default();
        (fold_word(&one.mesure), of(&one.periode), of(&one.perimetre))
    };
    let sure: Vec<(&Declared, _)> = declared.iter().filter(|one| !one.conteste).map(|one| (one, name(one))).collect();
    for (index, (later, name)) in sure.iter().enumerate() {
        let before = sure.iter().take(index).find(|(earlier, other)| other == name && are_apart(earlier, later));
        if let Some((earlier, _)) = before {
            findings.push(
                file,
                faults::mesure_contradictoire(&later.mesure, &earlier.text, &later.text, later.span, earlier.span),
            );
        }
    }
}

/// Tells whether no value makes both figures true.
fn are_apart(one: &Declared, other: &Declared) -> bool {
    let interval = |one: &Declared| match quantite::parse(&one.text) {
        Ok(read) => {
            let bounds = read.quantite.bounds();
            Some((bounds.min, bounds.max.unwrap_or(f64::INFINITY)))
        }
        // Durations are kept in minutes.
        Err(_) => one.amount.map(|amount| (amount.min as f64, amount.max.map_or(f64::INFINITY, |max| max as f64))),
    };
    let (Some((low, high)), Some((least, most))) = (interval(one), interval(other)) else { return false };
    high < least || most < low
}

/// Compares a declared percentage with its numerator and denominator.
fn ratio_of(file: u32, one: Fields<'_, Chiffre>, findings: &mut Findings) {
    let (Some(mesure), Some(valeur)) = (one.get(chiffre::MESURE), one.get(chiffre::VALEUR)) else { return };
    let Ok(read) = quantite::parse(valeur.value) else { return };
    let parts = one.get(chiffre::NUMERATEUR).zip(one.get(chiffre::DENOMINATEUR));
    if let Some((part, whole)) = parts.filter(|_| read.quantite.is_percent()) {
        ratio(file, mesure.value, read.quantite, part.value, whole.value, valeur.span, findings);
    }
}

/// Tells of a sentence in which no figure is read.
fn unread(file: u32, one: Fields<'_, Chiffre>, findings: &mut Findings) {
    if let (None, Some(texte)) = (one.get(chiffre::MESURE), one.get(chiffre::TEXTE))
        && stats::said_in(texte.value).is_empty()
    {
        findings.push(file, faults::aucun_chiffre_lu(texte.value, texte.span));
    }
}

/// Looks at what a test measured.
fn measured(file: u32, one: Fields<'_, mesure::Mesure>, findings: &mut Findings) {
    let (Some(indicateur), Some(valeur)) = (one.get(mesure::INDICATEUR), one.get(mesure::VALEUR)) else { return };
    let unit = one.get(mesure::UNITE).map_or("", |unit| unit.value.trim());
    if !valeur.value.is_percent() && !matches!(unit, "%" | "pour cent") {
        return;
    }
    let Some(whole) = one.get(mesure::DENOMINATEUR) else {
        findings.push(file, faults::mesure_sans_denominateur(indicateur.value, valeur.span));
        return;
    };
    if let Some(part) = one.get(mesure::NUMERATEUR) {
        ratio(file, indicateur.value, valeur.value, part.value, whole.value, valeur.span, findings);
    }
}

/// Compares a percentage with the numbers it comes from: one unit of its last decimal either way, for those who cut rather than round.
fn ratio(file: u32, what: &str, said: Quantite, part: Quantite, whole: Quantite, span: Span, findings: &mut Findings) {
    let (Some(part), Some(whole)) = (part.whole(), whole.whole().filter(|whole| *whole > 0)) else { return };
    let real = part as f64 * 100.0 / whole as f64;
    let number = said.number().unwrap_or(0.0);
    let decimals = usize::from(number.fract() != 0.0);
    let right = match said.forme() {
        Forme::Exact => (number - real).abs() <= 10_f64.powi(-i32::from(decimals == 1)),
        _ => said.bounds().contains(real),
    };
    if !right {
        findings.push(file, faults::rapport_declare_faux(what, part, whole, &decimal(real, decimals), span));
    }
}
