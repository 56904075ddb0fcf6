use super::*;
use crate::read::Form;
use crate::value::identifiant::Kind;

const NOTE: &str = "---\ndate: 2025-11-06\npersonnes: 1\nprofil: agent\ninformation: orale\n---\n";
const GISEMENT: Place<'_> = Place { kind: Kind::Gisement, form: Form::Markdown, stem: Some("G02-bouger") };
const ENTRETIEN: Place<'_> = Place { kind: Kind::Entretien, form: Form::Markdown, stem: Some("E001") };

fn ident(text: &str) -> Ident {
    identifiant::parse(text).unwrap().ident
}

fn change(was: &str, now: &str, stems: Option<[&str; 2]>) -> Change {
    let stem = |at: usize| stems.map(|stems| stems[at].to_owned());
    Change { was: ident(was), now: ident(now), first: stem(0), second: stem(1) }
}

/// What a file becomes, and the texts that are left for a person to read again.
fn changed<'s>(
    source: &'s str,
    place: Place<'_>,
    change: &Change,
    held: &Held,
    versions: &Versions,
) -> (String, Vec<&'s str>) {
    let unit = Reader::new(Keep::Names).read(source.as_bytes(), place);
    let plan = plan(source, Some(&unit), change, held, versions);
    let text = apply(source, &plan.edits, (place, place), change).unwrap();
    (text, plan.doubtful.iter().map(|span| span.of(source)).collect())
}

fn versions(base: &str, first: &str, second: &str) -> Versions {
    let own = str::to_owned;
    Versions { base: own(base), first: own(first), second: own(second), alone: None }
}

#[test]
fn what_the_second_side_wrote_follows_its_record_and_the_rest_stays() {
    let head = "---\ntitre: Bouger\nidees:\n  - E001-1\n";
    let base = format!("{head}---\nDes trajets.\n");
    let first = format!("{head}  - E001-7 # un établi\n---\nDes trajets.\n");
    let second = format!("{head}  - E001-7 # une lettre\n---\nDes trajets.\nVoir [[E001-7]] et E001-7.\n");
    let merged = format!(
        "{head}  - E001-7 # un établi\n  - E001-7 # une lettre\n---\nDes trajets.\nVoir [[E001-7]] et E001-7.\n"
    );
    let (text, left) = changed(
        &merged,
        GISEMENT,
        &change("E001-7", "E001-8", None),
        &Held::default(),
        &versions(&base, &first, &second),
    );
    let expected = format!(
        "{head}  - E001-7 # un établi\n  - E001-8 # une lettre\n---\nDes trajets.\nVoir [[E001-8]] et E001-7.\n"
    );
    assert_eq!(text, expected);
    assert_eq!(left, ["E001-7"], "what is no link is left as it was written");
}

#[test]
fn a_link_to_a_file_names_it_outright_whatever_its_side() {
    let base = "---\ntitre: Bouger\n---\n";
    let line = "[[G06-a|G06]] [[G06-b|G06]] [[G06-b-bis]] [x](../gisements/G06-b.md) [y](G06-a.md#haut) [[G06]]\n";
    let text = format!("{base}{line}");
    let change = change("G06", "G09", Some(["G06-a", "G06-b"]));
    let expected = "[[G06-a|G06]] [[G09-b|G09]] [[G06-b-bis]] [x](../gisements/G09-b.md) [y](G06-a.md#haut) [[G06]]\n";
    let (found, left) = changed(&text, GISEMENT, &change, &Held::default(), &versions(base, &text, base));
    assert_eq!((found, left), (format!("{base}{expected}"), vec![]), "the first side wrote the line");
    let (found, left) = changed(&text, GISEMENT, &change, &Held::default(), &versions(base, base, base));
    assert_eq!((found, left), (format!("{base}{expected}"), vec!["G06", "G06"]), "neither did");
}

#[test]
fn a_note_takes_its_small_records_along() {
    let source =
        format!("{NOTE}- idée : un bus ^E012-1\r\n- idée : un car, voir [[E012-1]] ^E012-2\r\n> « Oui. » ^E012-v1\r\n");
    let place = |stem| Place { stem: Some(stem), ..ENTRETIEN };
    let change = change("E012", "E014", Some(["E012-a", "E012-b"]));
    let unit = Reader::new(Keep::Names).read(source.as_bytes(), place("E012-b"));
    let held = Held { file: Some(Whose::Second), ..Held::default() };
    let versions = Versions { second: source.clone(), alone: Some(Whose::Second), ..Versions::default() };
    let plan = plan(&source, Some(&unit), &change, &held, &versions);
    assert_eq!((plan.references, plan.doubtful.len()), (1, 0));
    let text = apply(&source, &plan.edits, (place("E012-b"), place("E014-b")), &change).unwrap();
    assert_eq!(text, source.replace("E012", "E014"));
    assert_eq!(
        apply(&source, &plan.edits, (place("E012-b"), place("E012-b")), &change),
        Err(Refusal::WouldChange),
        "under its old name its small records would be another note's"
    );
    // What an interrupted run left: the text is new, the file still has its old name.
    assert_eq!(apply(&text, &[], (place("E012-b"), place("E014-b")), &change).as_ref(), Ok(&text));
}

#[test]
fn of_two_small_records_of_one_note_the_second_changes() {
    let source = format!("{NOTE}- idée : un ^E001-7\n- idée : deux ^E001-7\n- idée : trois\n");
    let unit = Reader::new(Keep::Names).read(source.as_bytes(), ENTRETIEN);
    let places: Vec<Span> = unit.records.iter().skip(1).map(|record| record.place).collect();
    let held = Held { own: Some(places[0]), other: Some(places[1]), file: None };
    let (text, left) = changed(&source, ENTRETIEN, &change("E001-7", "E001-9", None), &held, &Versions::default());
    assert_eq!(text, format!("{NOTE}- idée : un ^E001-9\n- idée : deux ^E001-7\n- idée : trois\n"));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_would_read_otherwise_is_refused() {
    let source = "---\ntitre: Bouger\nidees: [E001-7]\n---\n";
    let change = change("E001-7", "E001-8", None);
    let at = source.find("E001-7").unwrap();
    for (start, len, text) in [(at, 6, "E001-9"), (at, 6, "E001-8, E002-1"), (at, 6, "x"), (4, 5, "autre")] {
        let edit = Edit { span: Span::new(start, start + len), text: text.to_owned() };
        assert_eq!(apply(source, &[edit], (GISEMENT, GISEMENT), &change), Err(Refusal::WouldChange), "{text}");
    }
}
