//! What tests and evaluations measured: each figure with how many it speaks of, what it aimed at and how far it is.

use crate::dossier::{At, Dossier};
use crate::fr::fold::fold;
use crate::model::evaluation::{self, Evaluation};
use crate::model::test::{self, mesure};
use crate::model::{Key, holds, vocabulary};
use crate::stats::terrain::Terrain;
use crate::unit::{Cell, Fields, Reference, Value, View};
use crate::value::date::Date;
use crate::value::identifiant::{Ident, Kind};
use crate::value::quantite::Quantite;

/// One measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The test or evaluation that bears it.
    pub name: String,
    /// The solution it speaks of; empty where none is said.
    pub solution: String,
    /// How real the test was, as shown; empty for an evaluation.
    pub niveau: String,
    /// What is measured; empty where texts are not kept.
    pub indicateur: String,
    /// The value: what is written, else the percentage of the ratio.
    pub value: Option<f64>,
    /// Whether the value is a percentage.
    pub percent: bool,
    /// The unit; empty where none is said.
    pub unite: String,
    /// The two terms of the ratio it is.
    pub ratio: Option<(f64, f64)>,
    /// How many it speaks of: the denominator, else the participants of the test.
    pub n: Option<f64>,
    /// What was aimed at.
    pub target: Option<f64>,
    /// When it was measured.
    pub date: Option<Date>,
}

impl Measured {
    /// Returns how far the value is from its target; points for percentages.
    pub fn gap(&self) -> Option<f64> {
        Some(self.value? - self.target?)
    }
}

/// The measures of a dossier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trials {
    /// By test, then those that stand in evaluations.
    pub measures: Vec<Measured>,
    /// The tests that measure nothing, and the evaluations without a measure.
    pub empty: Vec<String>,
}

/// How few make a percentage say less than its terms.
pub const FEW: f64 = 30.0;

impl Trials {
    /// How the figures are found.
    pub const RULE: &str = "mesures des tests et des évaluations ; n : le dénominateur, sinon les participants du test ; cible : celle de \
                            l’évaluation qui porte le même indicateur de la même solution ; écart : valeur moins cible, en points pour des \
                            pourcentages ; sous 30, le rapport plutôt que le pourcentage";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let dossier = terrain.dossier;
        let mut found = Self::default();
        let evaluations: Vec<(At, Fields<'_, Evaluation>)> = dossier
            .of_kind(Kind::Evaluation)
            .filter_map(|(at, view)| Some((at, view.typed::<Evaluation>()?)))
            .collect();
        for (at, view) in dossier.of_kind(Kind::Test) {
            let Some(fields) = view.typed::<test::Test>() else { continue };
            if !terrain.window.holds(fields.get(test::DEBUT).map(|debut| debut.value)) {
                continue;
            }
            let solution = fields.get(test::SOLUTION).and_then(|solution| ident(solution.value));
            let niveau = fields.get(test::NIVEAU).and_then(|niveau| dossier.word(&vocabulary::NIVEAU, niveau.value));
            let niveau = niveau.map_or("", |niveau| dossier.words.label(&vocabulary::NIVEAU, niveau));
            let participants = fields.get(test::PARTICIPANTS).and_then(|number| number.value.number());
            let before = found.measures.len();
            for mesure in fields.list(test::MESURES) {
                let mut one = measured(dossier, view, solution, mesure.value);
                niveau.clone_into(&mut one.niveau);
                one.n = one.n.or(participants);
                one.target = target(dossier, &evaluations, at, solution, &one.indicateur, one.percent);
                found.measures.extend(one.in_window(terrain));
            }
            if found.measures.len() == before {
                found.empty.push(dossier.name_of(view));
            }
        }
        for (at, fields) in &evaluations {
            let Some(view) = dossier.get(*at) else { continue };
            let solution = fields.get(evaluation::SOLUTION).and_then(|solution| ident(solution.value));
            let aim = fields.get(evaluation::CIBLE).map(|aim| aim.value);
            let mut own = 0;
            for mesure in fields.list(evaluation::MESURES) {
                let mut one = measured(dossier, view, solution, mesure.value);
                one.target = aim.and_then(|aim| comparable(aim, one.percent));
                found.measures.extend(one.in_window(terrain));
                own += 1;
            }
            if own == 0 && fields.cell(evaluation::MESURES).is_none() {
                found.empty.push(dossier.name_of(view));
            }
        }
        found
    }
}

impl Measured {
    fn in_window(self, terrain: &Terrain<'_>) -> Option<Self> {
        self.date.is_none_or(|date| terrain.window.holds(Some(date))).then_some(self)
    }
}

fn ident(reference: Reference<'_>) -> Option<Ident> {
    match reference {
        Reference::Ident(ident) => Some(ident),
        Reference::Slug(_) => None,
    }
}

fn measured(dossier: &Dossier, view: View<'_>, solution: Option<Ident>, of: Fields<'_, mesure::Mesure>) -> Measured {
    let number = |key: Key<mesure::Mesure, holds::Quantity>| of.get(key).and_then(|quantity| quantity.value.number());
    let (numerateur, denominateur) = (number(mesure::NUMERATEUR), number(mesure::DENOMINATEUR));
    let ratio = numerateur.zip(denominateur).filter(|(_, of)| *of > 0.0);
    let written = of.get(mesure::VALEUR).map(|value| value.value);
    let text = |key: Key<mesure::Mesure, holds::Text>| of.get(key).map_or("", |text| text.value).to_owned();
    let unite = text(mesure::UNITE);
    let value = written.and_then(Quantite::number);
    Measured {
        name: dossier.name_of(view),
        solution: solution
            .and_then(|ident| dossier.get(dossier.find(ident)?))
            .map_or_else(String::new, |solution| dossier.name_of(solution)),
        niveau: String::new(),
        indicateur: text(mesure::INDICATEUR),
        value: value.or_else(|| ratio.map(|(part, of)| part / of * 100.0)),
        percent: written.map_or(ratio.is_some(), Quantite::is_percent) || unite == "%",
        unite: if unite == "%" { String::new() } else { unite },
        ratio,
        n: denominateur,
        target: None,
        date: of.get(mesure::DATE).map(|date| date.value),
    }
}

/// Finds what a measure aims at: the target of an evaluation that names the test, or of the same solution, with the same indicator.
fn target(
    dossier: &Dossier,
    evaluations: &[(At, Fields<'_, Evaluation>)],
    test: At,
    solution: Option<Ident>,
    indicateur: &str,
    percent: bool,
) -> Option<f64> {
    let names_test = |fields: &Fields<'_, Evaluation>| {
        let cells = match fields.cell(evaluation::MESURES).map(Cell::value) {
            Some(Value::List(cells)) => fields.unit().cells(cells),
            _ => &[],
        };
        cells.iter().any(|cell| matches!(cell.value(), Value::Ident(ident, _) if dossier.find(ident) == Some(test)))
    };
    let same = |fields: &Fields<'_, Evaluation>| {
        let own = fields.get(evaluation::INDICATEUR).map_or("", |text| text.value);
        !indicateur.is_empty() && fold(own) == fold(indicateur)
    };
    let of_solution = |fields: &Fields<'_, Evaluation>| {
        solution.is_some() && fields.get(evaluation::SOLUTION).and_then(|of| ident(of.value)) == solution
    };
    let found = evaluations.iter().find(|(_, fields)| same(fields) && (names_test(fields) || of_solution(fields)));
    comparable(found?.1.get(evaluation::CIBLE)?.value, percent)
}

/// The target as a number, where it is of the same kind as the value.
fn comparable(aim: Quantite, percent: bool) -> Option<f64> {
    aim.number().filter(|_| aim.is_percent() == percent)
}
