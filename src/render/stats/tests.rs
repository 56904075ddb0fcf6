//! What a person reads of the figures of the two published dossiers stands in `tests/`; here, the words.

use crate::stats::{Amount, Faults, Figure, Measure, StateCount, Stats, phrase};
use crate::value::date::Day;
use crate::value::identifiant::Kind;

fn figure(measure: Measure, counted: Amount) -> Figure {
    Figure { measure, counted: Some(counted), raw: None, missing: 0, states: Vec::new(), declared: Vec::new() }
}

fn headline(figures: Vec<Figure>) -> String {
    phrase::headline(&Stats {
        path: ".".to_owned(),
        titre: "Essai".to_owned(),
        territoire: "Ici".to_owned(),
        fictif: false,
        at: Day::from_ymd(2026, 1, 1).unwrap(),
        phase: None,
        figures,
        others: Vec::new(),
        sources: Vec::new(),
        undated: Vec::new(),
        faults: Faults::default(),
    })
}

#[test]
fn the_headline_says_what_is_known_and_no_more() {
    let ideas = Figure { raw: Some(462), ..figure(Measure::Records(Kind::Idee), Amount::exactly(437)) };
    let figures = vec![
        figure(Measure::Records(Kind::Entretien), Amount::exactly(1)),
        ideas,
        figure(Measure::Personnes, Amount { min: 120, max: Some(130) }),
        figure(Measure::Immersion, Amount::exactly(3615)),
    ];
    assert_eq!(
        headline(figures),
        "1\u{a0}entretien, 437\u{a0}idées uniques, entre 120 et 130 personnes, 60\u{a0}h\u{a0}15 d’immersion"
    );
    assert_eq!(headline(Vec::new()), "rien n’est encore compté");
    assert_eq!(headline(vec![figure(Measure::Personnes, Amount { min: 13, max: None })]), "au moins 13 personnes");
}

#[test]
fn states_are_said_where_they_say_something() {
    let state = |label: &str, count, left_out, default| StateCount {
        word: label.to_owned(),
        label: label.to_owned(),
        count,
        left_out,
        default,
    };
    let details =
        |states| phrase::details(&Figure { states, ..figure(Measure::Records(Kind::Persona), Amount::exactly(8)) });
    assert_eq!(details(vec![state("proposé", 8, false, true)]), "", "nobody said a state");
    assert_eq!(
        details(vec![state("présenté", 5, false, false), state("retenu", 3, false, false)]),
        "5\u{a0}présentés, 3\u{a0}retenus"
    );
    assert_eq!(details(vec![state("retenu", 8, false, false)]), "retenus");
    assert_eq!(details(vec![state("en test", 8, false, false)]), "en test");
    assert_eq!(details(vec![state("tenu", 8, false, true), state("annulé", 3, true, false)]), "3\u{a0}annulés à part");
}
