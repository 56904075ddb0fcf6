//! What each rule of the past raises, what settles it, and what it leaves alone.

use super::*;
use crate::diff::tests::compared;
use crate::dossier::sample::{Files, dossier, note};
use crate::value::date::Day;

const NOTE: &str = "entretiens/E001-mairie.md";
const GISEMENT: &str = "gisements/G01-porte.md";
const SOLUTION: &str = "solutions/S01-loge.md";

/// What is doubted after some versions, each with the message of the commit that brought it: code and message, sorted.
fn doubted(versions: &[(Files<'_>, &str)]) -> Vec<String> {
    let step = |(rank, pair): (usize, &[(Files<'_>, &str)])| {
        let [(old, _), (new, message)] = pair else { unreachable!("two versions") };
        Step {
            commit: Some(format!("{rank:07}")),
            day: Day::from_ymd(2025, 1, 1).expect("a day"),
            reason: trailers::reason(message),
            reread: trailers::reread(message),
            changes: compared(old, new),
        }
    };
    let steps: Vec<Step> = versions.windows(2).enumerate().map(step).collect();
    let last = dossier(versions.last().expect("a version").0);
    let mut found: Vec<String> = doubts(&steps, &last)
        .iter()
        .map(|(_, found)| {
            let name = found.message.split('`').nth(1).unwrap_or("");
            format!("{} {name}", found.rule.code)
        })
        .collect();
    found.sort();
    found
}

const NONE: [&str; 0] = [];

fn solution(state: &str) -> String {
    format!("---\nstatut: {state}\n---\n# La loge\n")
}

#[test]
fn a_state_that_does_not_follow_is_doubted_until_it_could() {
    let states = ["piste", "conception", "prototype", "evaluee"].map(solution);
    let of = |at: usize| [(SOLUTION, &*states[at])];
    let (piste, conception, prototype, evaluee) = (of(0), of(1), of(2), of(3));
    assert_eq!(doubted(&[(&piste, ""), (&conception, ""), (&prototype, "")]), NONE);
    assert_eq!(doubted(&[(&piste, ""), (&evaluee, "")]), ["CB801 S01"]);
    assert_eq!(doubted(&[(&piste, ""), (&evaluee, ""), (&piste, "")]), NONE, "put back");
    assert_eq!(doubted(&[(&piste, ""), (&evaluee, ""), (&conception, "")]), NONE, "where it could have come");
    assert_eq!(doubted(&[(&piste, ""), (&evaluee, ""), (&[], "Motif: abandon")]), NONE, "gone");
    let own = [(SOLUTION, &*solution("en_suspens"))];
    assert_eq!(doubted(&[(&piste, ""), (&own, "")]), NONE, "a word of the dossier's own");
}

#[test]
fn a_removal_is_doubted_unless_a_reason_is_given() {
    let text = note("# La mairie\n\n- idée : un banc à l’arrêt ^E001-1\n- constat : il pleut ^E001-2\n");
    let less = note("# La mairie\n\n- constat : il pleut ^E001-2\n");
    let there: [(&str, &str); 1] = [(NOTE, &text)];
    let without: [(&str, &str); 1] = [(NOTE, &less)];
    assert_eq!(doubted(&[(&there, ""), (&[], "Ménage")]), ["CB802 E001"]);
    assert_eq!(doubted(&[(&there, ""), (&[], "Ménage\n\nMotif: doublon de E002")]), NONE);
    assert_eq!(
        doubted(&[(&there, ""), (&[], "Ménage"), (&[], "x\n\nMotif : E001, doublon")]),
        NONE,
        "said later, by name"
    );
    assert_eq!(doubted(&[(&there, ""), (&[], "Ménage"), (&[], "x\n\nMotif : doublon")]), ["CB802 E001"], "of nothing");
    assert_eq!(doubted(&[(&there, ""), (&[], "Ménage"), (&there, "Remise")]), NONE, "there again");
    assert_eq!(doubted(&[(&there, ""), (&without, "")]), ["CB802 E001-1"]);
    let bare = note("# La mairie\n\n- idée : un banc à l’arrêt ^E001-1\n");
    assert_eq!(doubted(&[(&there, ""), (&[(NOTE, &bare)], "")]), NONE, "a remark");
}

#[test]
fn an_identifier_that_means_another_thing_is_refused() {
    let text = |idea: &str| note(&format!("# La mairie\n\n- idée : {idea} ^E001-1\n"));
    let (first, second) =
        (text("une seule liste de pièces pour toutes les maisons"), text("rouvrir le lavoir aux enfants, le mercredi"));
    let (one, other, none) = ([(NOTE, &*first)], [(NOTE, &*second)], [(NOTE, &*note("# La mairie\n"))]);
    assert_eq!(doubted(&[(&one, ""), (&other, "")]), ["CB803 E001-1"]);
    assert_eq!(
        doubted(&[(&one, ""), (&none, "Motif: hors sujet"), (&other, "")]),
        ["CB803 E001-1"],
        "explained, then taken again"
    );
    assert_eq!(doubted(&[(&one, ""), (&other, ""), (&one, "")]), NONE, "put back");
    assert_eq!(doubted(&[(&one, ""), (&none, "Ménage"), (&other, "")]), ["CB803 E001-1"]);
    let near = text("une seule liste de pièces, la même pour toutes les maisons");
    assert_eq!(doubted(&[(&one, ""), (&[(NOTE, &near)], "")]), NONE, "said otherwise");
}

#[test]
fn what_rests_on_other_words_is_to_be_read_again() {
    let text = |idea: &str| note(&format!("# La mairie\n\n- idée : {idea} ^E001-1\n"));
    let (first, second) =
        (text("ouvrir la loge deux soirs par semaine"), text("ouvrir la loge le samedi matin, jamais le soir"));
    let accents = text("Ouvrir la loge deux soirs par semaine !");
    let home = "---\ntitre: Une porte\nidees: [E001-1]\n---\n";
    let touched = "---\ntitre: Une porte près de chez soi\nidees: [E001-1]\n---\n";
    let (one, other, also) = (
        [(NOTE, &*first), (GISEMENT, home)],
        [(NOTE, &*second), (GISEMENT, home)],
        [(NOTE, &*second), (GISEMENT, touched)],
    );
    assert_eq!(doubted(&[(&one, ""), (&other, "")]), ["CB804 G01"]);
    assert_eq!(doubted(&[(&one, ""), (&also, "")]), NONE, "touched in the same step");
    assert_eq!(doubted(&[(&one, ""), (&other, ""), (&also, "")]), NONE, "touched since");
    assert_eq!(doubted(&[(&one, ""), (&other, ""), (&other, "x\n\nRelu: G01")]), NONE, "read again");
    assert_eq!(doubted(&[(&one, ""), (&other, ""), (&other, "x\n\nRelu: G02")]), ["CB804 G01"], "another was");
    assert_eq!(doubted(&[(&one, ""), (&other, "x\n\nRelu: G01")]), NONE, "read in the same step");
    assert_eq!(doubted(&[(&one, ""), (&other, ""), (&one, "")]), NONE, "put back");
    assert_eq!(doubted(&[(&one, ""), (&[(NOTE, &accents), (GISEMENT, home)], "")]), NONE, "the same words");
    assert_eq!(doubted(&[(&also, ""), (&other, "")]), NONE, "its own words");
}
