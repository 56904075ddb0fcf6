//! Values of every kind, through typed access.

use super::*;
use crate::model::{acteur, derogation, dossier, entretien, seance, solution};
use crate::unit::{Reference, View, WordValue};

#[test]
fn an_interview_is_read_through_its_types() {
    let source = "---\ndate: 2018-11-06\npersonnes: une quarantaine\ninformation: Orale\nstructures: [[caf-95]]\nduree: 1h15\n\
        lieu: 01004\nsensible: Non\nthemes: [Jeunesse, patois]\nintervieweurs: non\npieces:\n- fichier: a.jpg\n  visages: oui\n- fichier: b.pdf\n---\n";
    let unit = read(source, note());
    assert_eq!(findings(&unit, source), Vec::<String>::new());
    let e = unit.get(0).and_then(View::typed::<entretien::Entretien>).expect("an interview");
    let date = e.get(entretien::DATE).expect("a date");
    assert_eq!((date.value.to_string().as_str(), date.span.of(source)), ("2018-11-06", "2018-11-06"));
    let people = e.get(entretien::PERSONNES).expect("people").value;
    assert!(
        people.exact().is_none() && people.bounds().min < 40.0 && people.bounds().max.is_some_and(|max| max > 40.0)
    );
    assert!(matches!(e.get(entretien::INFORMATION).map(|w| w.value), Some(WordValue::Known(_))));
    assert_eq!(e.list(entretien::STRUCTURES).map(|s| s.value).collect::<Vec<_>>(), [Reference::Slug("caf-95")]);
    assert_eq!(e.get(entretien::DUREE).map(|d| d.span.of(source)), Some("1h15"));
    assert_eq!(e.get(entretien::LIEU).map(|t| t.value), Some("01004"));
    assert_eq!(e.get(entretien::SENSIBLE).map(|y| y.value), Some(false));
    let themes: Vec<_> = e.list(entretien::THEMES).map(|t| t.value).collect();
    assert!(matches!(themes[..], [WordValue::Known(_), WordValue::Own("patois")]), "{themes:?}");
    // A text keeps its letters: `non` is no boolean, one value is a list of one.
    assert_eq!(e.list(entretien::INTERVIEWEURS).map(|t| t.value).collect::<Vec<_>>(), ["non"]);
    let pieces: Vec<_> = e.list(entretien::PIECES).map(|piece| piece.value).collect();
    assert_eq!(
        pieces.iter().filter_map(|p| p.get(entretien::piece::FICHIER)).map(|t| t.value).collect::<Vec<_>>(),
        ["a.jpg", "b.pdf"]
    );
    assert_eq!(pieces[0].get(entretien::piece::VISAGES).map(|y| y.value), Some(true));
    assert!(e.get(entretien::PROFIL).is_none());
    assert!(unit.get(0).and_then(View::typed::<seance::Seance>).is_none());
}

#[test]
fn a_meeting_is_read_through_its_types() {
    let source = "date: mi-mai 2019\ntype: copil\nobjet: o\nhoraire_debut: 14h30\neffectifs:\n  usagers: 3\n  détail:\n    agents: [a, b]\n\
        deroule:\n- debut: 9:00\n  duree: 45 min\n  sequence: accueil\nroti: [4, \"3,5\"]\ngroupes:\n- nom: A\n  traite: [G01, [[D2-x|le défi]], \"[[D3]]\"]\n";
    let unit = read(source, own(Kind::Seance, Form::Yaml, "SE1"));
    assert_eq!(findings(&unit, source), Vec::<String>::new());
    let s = unit.get(0).and_then(View::typed::<seance::Seance>).expect("a meeting");
    assert_eq!(s.get(seance::HORAIRE_DEBUT).map(|t| t.value.minutes()), Some(14 * 60 + 30));
    assert_eq!(s.get(seance::EFFECTIFS).map(|map| map.value.len()), Some(4));
    assert_eq!(s.list(seance::ROTI).map(|n| n.value).collect::<Vec<_>>(), [4.0, 3.5]);
    let first = s.list(seance::DEROULE).next().expect("a part").value;
    assert_eq!(first.get(seance::sequence::DEBUT).map(|t| t.value.minutes()), Some(9 * 60));
    let group = s.list(seance::GROUPES).next().expect("a group").value;
    let subjects: Vec<_> = group
        .list(seance::groupe::TRAITE)
        .map(|r| match r.value {
            Reference::Ident(ident) => ident.padded(1).to_string(),
            Reference::Slug(slug) => slug.to_owned(),
        })
        .collect();
    assert_eq!(subjects, ["G1", "D2", "D3"]);
}

#[test]
fn wikilinks_are_references_without_quotes() {
    for (written, expected) in [
        ("[[E012-x|E012]]", "→E012"),
        ("[[E012]]", "→E012"),
        ("\"[[E012-x|E012]]\"", "→E012"),
        ("E012", "→E012"),
        ("E012-mission-locale", "→E012"),
        ("E012-3", "→E012-3"),
        ("[[E012-3]]", "→E012-3"),
        ("SE01/1", "→SE01/1"),
        ("n’importe", "@n’importe"),
    ] {
        let source = format!("texte: a\nsource: {written}\n");
        holds(&source, own(Kind::Idee, Form::Yaml, "I1"), &[], &[&format!("idee I1 texte=«a» source={expected}")]);
    }
    for (written, expected) in [
        ("[[E012-x|E012]]", "[→E012]"),
        ("[[[E1]], [[E2-a|b]]]", "[→E1, →E2]"),
        ("\n- [[E1]]\n- [[E2|x]]\n- E3", "[→E1, →E2, →E3]"),
        ("[E1, E2]", "[→E1, →E2]"),
        ("E1", "[→E1]"),
    ] {
        let source = format!("enonce: a\nsources: {written}\n");
        holds(
            &source,
            own(Kind::Irritant, Form::Yaml, "IR1"),
            &[],
            &[&format!("irritant IR1 enonce=«a» sources={expected}")],
        );
    }
}

#[test]
fn a_value_that_cannot_be_read_is_one_finding_and_an_invalid_cell() {
    let base = "date: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n";
    let place = own(Kind::Entretien, Form::Yaml, "E1");
    for (line, found) in [
        ("duree: 12", "CB106 12"),
        ("duree: longtemps", "CB106 longtemps"),
        ("duree: [1h]", "CB103 [1h]"),
        ("suppression_prevue: 2019-02-30", "CB105 2019-02-30"),
        ("suppression_prevue: demain", "CB105 demain"),
        ("sensible: peut-être", "CB103 peut-être"),
        ("lieu: [a, b]", "CB103 [a, b]"),
        ("lieu:\n  a: b\n  c: d", "CB103 a: b\n  c: d"),
        ("dont_deja_rencontrees: beaucoup", "CB103 beaucoup"),
        ("canal: {a: b}", "CB103 {a: b}"),
        ("pieces: [a.jpg]", "CB103 a.jpg"),
        ("pieces: a.jpg", "CB103 a.jpg"),
    ] {
        let source = format!("{base}{line}\n");
        let unit = read(&source, place);
        assert_eq!(findings(&unit, &source), [found], "{line}");
        let last = records(&unit, &source).join("");
        assert!(last.ends_with("=!") || last.ends_with("=[!]"), "{line}: {last}");
    }
    for (line, found) in
        [("date: 31/02/2018", "CB105 31/02/2018"), ("date: [2018]", "CB103 [2018]"), ("date: hier", "CB105 hier")]
    {
        let source = base.replace("date: 2018", line);
        assert_eq!(findings(&read(&source, place), &source), [found], "{line}");
    }
}

#[test]
fn empty_values_are_absent() {
    let place = own(Kind::Defi, Form::Yaml, "D1");
    for empty in ["", " ~", " null", " \"\"", " ''", " \"  \"", " # rien"] {
        holds(&format!("enonce: a\necheance:{empty}\nthemes:{empty}\n"), place, &[], &["defi D1 enonce=«a»"]);
        holds(&format!("enonce:{empty}\n"), place, &["CB101 enonce"], &["defi D1"]);
    }
    holds("enonce: a\nthemes: []\nirritants: [~, \"\"]\n", place, &[], &["defi D1 enonce=«a»"]);
}

#[test]
fn a_text_is_what_was_typed() {
    let place = own(Kind::Defi, Form::Yaml, "D1");
    for (written, text) in [
        ("01004", "01004"),
        ("1e3", "1e3"),
        ("non", "non"),
        ("2018-11-06", "2018-11-06"),
        ("'l''école'", "l'école"),
        ("\"a\\nb\"", "a\nb"),
        ("a\n  b", "a b"),
        ("|\n  a\n  b", "a\nb"),
        (">\n  a\n  b", "a b"),
        ("a # b", "a"),
        ("«\u{a0}a\u{a0}: b\u{a0}»", "«\u{a0}a\u{a0}: b\u{a0}»"),
    ] {
        let found: &[&str] = if written.starts_with('«') { &["CB008 :"] } else { &[] };
        holds(&format!("enonce: {written}\n"), place, found, &[&format!("defi D1 enonce=«{text}»")]);
    }
}

#[test]
fn the_manifest_keeps_its_texts_whatever_is_asked() {
    let source = "titre: T\nterritoire: x\npilote: y\nlancement: 2018-09\ncommunes:\n- code: 01004\n  nom: Ambérieu\nphases:\n- nom: Un\n  role: exploration\n  realise: {debut: 2018-10, fin: 2018-12}\nvocabulaires:\n  theme: [eau, gaz]\nconservation: {notes: 2 ans}\n";
    let unit = read_file(source.as_bytes(), own(Kind::Dossier, Form::Yaml, "dossier"));
    assert_eq!(findings(&unit, source), Vec::<String>::new());
    let d = unit.get(0).and_then(View::typed::<dossier::Dossier>).expect("a manifest");
    assert_eq!(d.get(dossier::TITRE).map(|t| t.value), Some("T"));
    let town = d.list(dossier::COMMUNES).next().expect("a town").value;
    assert_eq!(town.get(dossier::commune::CODE).map(|t| t.value), Some("01004"));
    assert!(
        records(&unit, source)[0].contains("vocabulaires=<«theme» [«eau», «gaz»]>"),
        "{:?}",
        records(&unit, source)
    );
}

#[test]
fn names_alone_are_kept_where_texts_are_not_asked_for() {
    let source = "nom: CAF\ntype: operateur\nsphere: publique\n";
    let unit = read_file(source.as_bytes(), own(Kind::Acteur, Form::Yaml, "caf"));
    let actor = unit.get(0).and_then(View::typed::<acteur::Acteur>).expect("an actor");
    let name = actor.get(acteur::NOM).expect("a name");
    assert_eq!((name.value, name.span.of(source)), ("", "CAF"));
}

#[test]
fn objects_in_objects_are_read_and_their_unknown_keys_found() {
    let source = "titre: a\nstatut: piste\nmoyens: {humains: 2 agents, argent: 3}\nperiode:\n  prevu: {debut: 2019-01, fin: 2019-06}\n  réalisé:\n    debut: 2019-02\n";
    let unit = read(source, own(Kind::Solution, Form::Yaml, "S1"));
    assert_eq!(findings(&unit, source), ["CB102 argent", "cb102 réalisé"]);
    assert!(
        records(&unit, source)[0].ends_with(
            "moyens={humains=«2 agents»} periode={prevu={debut=2019-01 fin=2019-06} realise={debut=2019-02}}"
        ),
        "{:?}",
        records(&unit, source)
    );
    assert!(unit.get(0).and_then(|view| view.typed::<solution::Solution>()?.get(solution::MOYENS)).is_some());
}

#[test]
fn references_of_a_record_are_found_at_any_depth() {
    let source = "verrou: v\nnorme: n\nstatut: reperee\nsources: [E1-2, [[E2]]]\nsources_publiees: x\n";
    let unit = read(source, own(Kind::Derogation, Form::Yaml, "DR1"));
    let view = unit.get(0).expect("a record");
    let mut all = Vec::new();
    view.references(&mut |_, cell| all.push(cell.span().of(source)));
    assert_eq!(all, ["E1-2", "[[E2]]", "x"]);
    assert!(view.typed::<derogation::Derogation>().is_some());
}
