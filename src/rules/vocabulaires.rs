//! CB104: words that no vocabulary of the dossier holds.

use crate::dossier::words::Mistake;
use crate::dossier::{At, Dossier, word_of};
use crate::faults::forme;
use crate::model::vocabulary::{ALL, THEME};
use crate::rules::{Context, Findings};
use crate::schema::{Field, FieldKind, Vocabulary};
use crate::unit::{Cell, FileUnit, Origin, Value, WordValue};

/// Looks at every word of every record.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for (mistake, span) in &dossier.words.mistakes {
        let Some(manifest) = dossier.manifest_at() else { break };
        let fault = match mistake {
            Mistake::Vocabulary(name) => {
                let known: Vec<&str> = ALL.iter().map(|vocabulary| vocabulary.name).collect();
                forme::vocabulaire_inconnu(name, &known, *span)
            }
            Mistake::Key(key) => forme::champ_inconnu("vocabulaires", key, &["remplace"], *span),
            Mistake::Empty(vocabulary) => forme::vocabulaire_vide(vocabulary, *span),
            Mistake::Unlisted(words) => forme::vocabulaire_sans_liste(words, *span),
        };
        findings.push(manifest, fault);
    }
    for (at, view) in dossier.records() {
        // The cells of an inner record are also those of the record that holds it.
        if view.record.origin == Origin::Inner {
            continue;
        }
        let def = view.def();
        for cell in view.cells() {
            if let Some(field) = def.field(cell.field) {
                look(dossier, at, view.unit, field, cell, findings);
            }
        }
    }
}

/// Looks at the words under one cell.
fn look(dossier: &Dossier, at: At, unit: &FileUnit, field: &'static Field, cell: &Cell, findings: &mut Findings) {
    for element in unit.elements(cell) {
        match (field.kind, element.value()) {
            (FieldKind::Word(vocabulary), value) => {
                if let Some(word) = word_of(unit, value) {
                    judge(dossier, at, (field, vocabulary), word, element, findings);
                }
            }
            (FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields), Value::Object(inner)) => {
                for cell in unit.cells(inner) {
                    if let Some(field) = fields.get(cell.field as usize) {
                        look(dossier, at, unit, field, cell, findings);
                    }
                }
            }
            _ => {}
        }
    }
}

fn judge(
    dossier: &Dossier,
    at: At,
    (field, vocabulary): (&'static Field, &'static Vocabulary),
    word: WordValue<'_>,
    cell: &Cell,
    findings: &mut Findings,
) {
    if dossier.word(vocabulary, word).is_some() {
        return;
    }
    let written = match word {
        WordValue::Own(written) => written,
        WordValue::Known(index) => vocabulary.words.get(index as usize).map_or("", |word| word.key),
    };
    let words = dossier.words.all(vocabulary);
    if field.many && written.contains(',') {
        return findings.at(at, forme::mots_enumeres(vocabulary, written, cell.span()));
    }
    let fault = if vocabulary.name == THEME.name {
        forme::theme_inconnu(written, &words, cell.span())
    } else {
        forme::hors_vocabulaire(vocabulary, written, &words, cell.span())
    };
    findings.at(at, fault);
}
