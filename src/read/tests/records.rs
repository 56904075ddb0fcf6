//! Records: how they are named, what lies in what, which fields must stand.

use super::*;

/// Returns, for each record, its type and name with those of the record it lies in.
fn nesting(unit: &FileUnit, source: &str) -> Vec<String> {
    let name = |index: usize| {
        let line = records(unit, source).swap_remove(index);
        line.split(' ').take(2).collect::<Vec<_>>().join(" ")
    };
    unit.views()
        .map(|view| match view.parent() {
            Some(parent) => format!("{} in {}", name(view.index), name(parent.index)),
            None => name(view.index),
        })
        .collect()
}

const DEFI: &str = "---\nenonce: a\n---\n";

#[test]
fn the_stem_names_a_record() {
    for (stem, name) in [("D01", "D01"), ("D1", "D1"), ("D001-un-mot", "D001"), ("D01_x", "D01")] {
        holds(DEFI, own(Kind::Defi, Form::Markdown, stem), &[], &[&format!("defi {name} enonce=«a»")]);
    }
    for stem in ["d01", "D01.notes", "D 01 notes"] {
        holds(DEFI, own(Kind::Defi, Form::Markdown, stem), &["CB207"], &["defi D01 enonce=«a»"]);
    }
    for stem in ["brouillon", "01", "E01", "D", "D01bis", "D01 (1)", ""] {
        holds(DEFI, own(Kind::Defi, Form::Markdown, stem), &["CB207"], &["defi ? enonce=«a»"]);
    }
    holds(DEFI, own(Kind::Defi, Form::Markdown, "D01-2"), &["CB207"], &["defi D01 enonce=«a»"]);
}

#[test]
fn an_id_names_a_record_and_must_agree_with_the_stem() {
    let place = |stem| own(Kind::Defi, Form::Yaml, stem);
    holds("id: D7\nenonce: a\n", place("brouillon"), &[], &["defi D7 id=«D7» enonce=«a»"]);
    holds("id: D007\nenonce: a\n", place("D7"), &[], &["defi D007 id=«D007» enonce=«a»"]);
    holds("id: D8\nenonce: a\n", place("D7"), &["CB207 D8"], &["defi D8 id=«D8» enonce=«a»"]);
    holds("id: E8\nenonce: a\n", place("x"), &["CB107 E8"], &["defi ? id=«E8» enonce=«a»"]);
    holds("id: le huit\nenonce: a\n", place("x"), &["CB107 le huit"], &["defi ? id=«le huit» enonce=«a»"]);
    holds("id: \"D9\"\nenonce: a\n", place("x"), &[], &["defi D9 id=«D9» enonce=«a»"]);
    // A wrong id does not take the name of the file away.
    holds("id: le huit\nenonce: a\n", place("D08"), &["CB107 le huit"], &["defi D08 id=«le huit» enonce=«a»"]);
}

#[test]
fn an_actor_is_named_by_a_slug() {
    let source = "nom: CAF\ntype: operateur\nsphere: publique\n";
    let place = |stem| own(Kind::Acteur, Form::Yaml, stem);
    let fields = "nom=«CAF» type=operateur sphere=publique";
    let unit = read(source, place("caf-95"));
    assert_eq!(records(&unit, source), [format!("acteur caf-95 {fields}")]);
    for stem in ["Caf", "la caf", "école"] {
        let unit = read(source, place(stem));
        assert_eq!(findings(&unit, source), ["CB207"], "{stem}");
        // The name is kept: what cites it is not at fault.
        assert_eq!(records(&unit, source), [format!("acteur {stem} {fields}")], "{stem}");
    }
}

#[test]
fn a_list_file_holds_records_and_says_what_is_none() {
    let source = "- id: D01\n  enonce: a\n- enonce: b\n- juste un texte\n-\n- id: D04\n  enonce: d\n";
    let expected = ["defi D01 id=«D01» enonce=«a»", "defi ? enonce=«b»", "defi D04 id=«D04» enonce=«d»"];
    holds(source, list(Kind::Defi), &["CB101 enonce", "CB002 juste un texte"], &expected);
    holds("id: D01\nenonce: seul\n", list(Kind::Defi), &[], &["defi D01 id=«D01» enonce=«seul»"]);
    holds("un texte\n", list(Kind::Defi), &["CB002 un texte"], &[]);
}

#[test]
fn a_list_in_a_file_of_one_record_names_each_by_its_id() {
    let source = "- id: D01\n  enonce: a\n- id: D02\n  enonce: b\n";
    let unit = read(source, own(Kind::Defi, Form::Yaml, "lot"));
    assert_eq!(findings(&unit, source), Vec::<String>::new());
    assert_eq!(unit.records.len(), 2);
}

#[test]
fn an_entry_without_a_text_amends_the_small_record_it_names() {
    let source = "- id: E012-1\n  statut: ecartee\n  motif: trop cher\n- id: E012-2\n  texte: une idée\n  source: E012\n- id: I003\n  texte: b\n  source: E001\n- id: I004\n  statut: retenue\n";
    let unit = read(source, list(Kind::Idee));
    let lines = records(&unit, source);
    assert_eq!(lines[0], "idee E012-1 amends id=«E012-1» statut=ecartee motif=«trop cher»");
    assert!(lines[1].starts_with("idee E012-2 id="), "{}", lines[1]);
    assert!(lines[2].starts_with("idee I003 id="), "{}", lines[2]);
    // A record of its own amends nothing: its text is missing.
    assert_eq!(findings(&unit, source), ["CB101 id", "CB101 id"]);
}

#[test]
fn small_records_are_numbered_after_the_highest_number_written() {
    let source = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n\
        - idée : a\n- irritant : b ^E1-7\n- constat : c\n> « d »\n\n> « e » ^E1-v3\n\n- idée : f ^E001-2\n- besoin : g\n\n- « h » — lui\n";
    let unit = read(source, own(Kind::Entretien, Form::Markdown, "E001"));
    assert_eq!(findings(&unit, source), Vec::<String>::new());
    let names = nesting(&unit, source);
    assert_eq!(
        names,
        [
            "entretien E001",
            "idee (E001-8) in entretien E001",
            "irritant E1-7 in entretien E001",
            "constat (E001-9) in entretien E001",
            "verbatim (E001-v4) in entretien E001",
            "verbatim E1-v3 in entretien E001",
            "idee E001-2 in entretien E001",
            "besoin (E001-10) in entretien E001",
            "verbatim (E001-v5) in entretien E001",
        ]
    );
}

#[test]
fn an_identifier_that_does_not_fit_is_found_and_the_record_is_kept() {
    let head = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n";
    for (line, found, small) in [
        ("- idée : a ^E002-1", "CB107 E002-1", "idee ? texte=«a»"),
        ("- idée : a ^E001-v1", "CB107 E001-v1", "idee ? texte=«a»"),
        ("> « a » ^E001-1", "CB107 E001-1", "verbatim ? texte=«a»"),
        ("- idée : a ^E001-99999999", "CB107 E001-99999999", "idee ? texte=«a»"),
        ("- idée : a ^SE01/1", "CB107 SE01", "idee (E001-1) texte=«a ^SE01/1»"),
    ] {
        let source = format!("{head}{line}\n");
        let unit = read(&source, note());
        assert_eq!(findings(&unit, &source), [found], "{line}");
        assert_eq!(records(&unit, &source)[1..], [small], "{line}");
    }
}

#[test]
fn numbers_end_without_wrapping() {
    let source = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n- idée : a ^E001-65535\n- idée : b\n- idée : c\n";
    let unit = read(source, note());
    assert_eq!(unit.records.len(), 4);
}

#[test]
fn a_nested_marker_lies_in_the_one_above_it() {
    let source = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n\
        - idée : a\n  - irritant : b\n    - constat : c\n  - détail\n    - besoin : d\n- idée : e\n";
    let unit = read(source, note());
    assert_eq!(findings(&unit, source), Vec::<String>::new());
    assert_eq!(
        nesting(&unit, source),
        [
            "entretien E001",
            "idee (E001-1) in entretien E001",
            "irritant (E001-2) in idee (E001-1)",
            "constat (E001-3) in irritant (E001-2)",
            "besoin (E001-4) in idee (E001-1)",
            "idee (E001-5) in entretien E001",
        ]
    );
}

#[test]
fn only_notes_hold_small_records() {
    let text = "- idée : a\n\n> « b » — elle\n";
    for kind in [Kind::Gisement, Kind::Persona, Kind::Communique] {
        let unit = read(&format!("---\ntitre: x\n---\n{text}"), own(kind, Form::Markdown, "x"));
        assert_eq!(unit.records.len(), 1, "{kind:?}");
    }
    for (kind, stem) in
        [(Kind::Immersion, "IM1"), (Kind::Contribution, "C1"), (Kind::Seance, "SE1"), (Kind::Entretien, "E1")]
    {
        let unit = read(&format!("---\ndate: 2018\n---\n{text}"), own(kind, Form::Markdown, stem));
        assert_eq!(unit.records.len(), 3, "{kind:?}");
    }
}

#[test]
fn decisions_of_a_meeting_are_records_inside_it() {
    let source = "---\ndate: 2019-01-15\ntype: seminaire\nobjet: Choix\ndecisions:\n- issue: retenu\n  cibles: [G01, G02]\n- objet: le lieu\n  issue: reporte\n- non\n- issue: ecarte\n  cibles: D3\n---\n- action : écrire\n";
    let unit = read(source, own(Kind::Seance, Form::Markdown, "SE01-choix"));
    assert_eq!(findings(&unit, source), ["CB103 non"]);
    assert_eq!(
        nesting(&unit, source),
        [
            "seance SE01",
            "action (SE01-1) in seance SE01",
            "decision SE01/1 in seance SE01",
            "decision SE01/2 in seance SE01",
            "decision SE01/4 in seance SE01",
        ]
    );
    let issues: Vec<_> = unit
        .views()
        .filter_map(|view| view.typed::<model::decision::Decision>()?.get(model::decision::ISSUE))
        .map(|w| w.span.of(source))
        .collect();
    assert_eq!(issues, ["retenu", "reporte", "ecarte"]);
}

#[test]
fn sources_of_the_manifest_are_records_inside_it() {
    let source = "titre: T\nterritoire: x\npilote: y\nlancement: 2018\nsources:\n- id: bilan-2019\n  titre: Bilan\n  editeur: DITP\n- titre: sans nom\n";
    let unit = read(source, own(Kind::Dossier, Form::Yaml, "dossier"));
    assert_eq!(nesting(&unit, source), ["dossier ?", "source bilan-2019 in dossier ?", "source ? in dossier ?"]);
    assert_eq!(unit.records[1].place.of(source), "bilan-2019");
}

#[test]
fn a_heading_may_name_a_record() {
    let place = own(Kind::Gisement, Form::Markdown, "G01");
    holds(
        "---\nstatut: propose\n---\n# Le *bon* guichet\n\n## Suite\n",
        place,
        &[],
        &["gisement G01 statut=propose titre=«Le bon guichet»"],
    );
    holds("---\ntitre: A\n---\n# B\n", place, &[], &["gisement G01 titre=«A»"]);
    holds("---\nstatut: propose\n---\nRien.\n", place, &["CB101 statut"], &["gisement G01 statut=propose"]);
    holds("---\ntitre:\n---\n# B\n", place, &[], &["gisement G01 titre=«B»"]);
    holds("---\ntitre:\n---\nB\n", place, &["CB101 titre"], &["gisement G01"]);
    holds("---\nstatut: propose\n---\nB\n=\n", place, &[], &["gisement G01 statut=propose titre=«B»"]);
    holds("---\nstatut: propose\n---\n\n  B\n  ---\n", place, &[], &["gisement G01 statut=propose titre=«B»"]);
}

#[test]
fn keys_are_understood_in_every_spelling() {
    let place = own(Kind::Defi, Form::Yaml, "D01");
    let fixed = |source: &str| {
        let unit = read(source, place);
        let [found] = unit.findings() else { panic!("{source}: {:?}", unit.findings()) };
        let fix = found.fix.as_ref().expect("a fix");
        assert!(fix.safe && found.severity == Severity::Info && found.rule.code == "CB102", "{source}");
        (records(&unit, source).join(""), fix.edits[0].text.clone())
    };
    assert_eq!(fixed("énoncé: a\n"), ("defi D01 enonce=«a»".into(), "enonce".into()));
    assert_eq!(fixed("Enonce: a\n"), ("defi D01 enonce=«a»".into(), "enonce".into()));
    assert_eq!(
        fixed("enonce: a\nThèmes: logement\n"),
        ("defi D01 enonce=«a» themes=[logement]".into(), "themes".into())
    );
    assert_eq!(
        fixed("enonce: a\nsources-publiées: x\n"),
        ("defi D01 enonce=«a» sources_publiees=[@x]".into(), "sources_publiees".into())
    );
    // The same key in two spellings is there twice: the first one stands.
    holds("énoncé: a\nenonce: b\n", place, &["cb102 énoncé", "CB004 enonce"], &["defi D01 enonce=«a»"]);
    holds("enonce: a\nx_couleur: rouge\nx_Équipe: [a]\n", place, &[], &["defi D01 enonce=«a»"]);
    holds("enonce: a\ncouleur: rouge\n", place, &["CB102 couleur"], &["defi D01 enonce=«a»"]);
}

#[test]
fn an_id_and_a_text_are_understood_in_every_spelling_too() {
    holds("- Id: D01\n  enonce: a\n", list(Kind::Defi), &["cb102 Id"], &["defi D01 id=«D01» enonce=«a»"]);
    let source = "- id: E012-1\n  Texte: a\n  source: E012\n";
    holds(source, list(Kind::Idee), &["cb102 Texte"], &["idee E012-1 id=«E012-1» texte=«a» source=→E012"]);
}

#[test]
fn a_link_written_from_the_wrong_side_says_where_it_belongs() {
    let source = "texte: a\nsource: E001\ngisement: G01\n";
    let unit = read(source, own(Kind::Idee, Form::Yaml, "I001"));
    let [found] = unit.findings() else { panic!("{:?}", unit.findings()) };
    assert_eq!((found.rule.code, found.span.map(|span| span.of(source))), ("CB102", Some("gisement")));
    assert!(
        found.help.as_deref().is_some_and(|help| help.contains("gisement") && help.contains("`idees`")),
        "{found:?}"
    );
}

#[test]
fn one_field_of_a_group_must_stand() {
    let place = own(Kind::Promesse, Form::Yaml, "PR1");
    holds("statut: proposee\n", place, &["CB101 statut"], &["promesse PR1 statut=proposee"]);
    let unit = read("enonce: a\nthemes: [logement]\n", place);
    assert_eq!(unit.findings().len(), 0);
    let place = own(Kind::Idee, Form::Yaml, "I1");
    holds("texte: a\n", place, &["CB101 texte"], &["idee I1 texte=«a»"]);
    holds("texte: a\nsources_publiees: [b]\n", place, &[], &["idee I1 texte=«a» sources_publiees=[@b]"]);
    // A value that cannot be read is reported once, not also as missing.
    holds("texte: a\nsource: {b: c}\n", place, &["CB103 {b: c}"], &["idee I1 texte=«a» source=!"]);
}

#[test]
fn some_fields_are_needed_by_another() {
    let place = own(Kind::Immersion, Form::Yaml, "IM1");
    let base = "date: 2018\nlieu: gare\nduree: 2h\n";
    let unit = read(base, place);
    assert_eq!(unit.findings().len(), 0);
    let source = format!("{base}personnes: 4\n");
    let unit = read(&source, place);
    assert_eq!(findings(&unit, &source), ["CB101 4"]);
}

#[test]
fn head_counts_are_looked_at() {
    let base = "date: 2018\ninformation: orale\nprofil: x\n";
    let place = own(Kind::Entretien, Form::Yaml, "E1");
    for (lines, found) in [
        ("personnes: 0\n", vec!["CB108 0"]),
        ("personnes: 2\ndont_deja_rencontrees: 3\n", vec!["CB108 3"]),
        ("personnes: 2 ou 3\ndont_deja_rencontrees: 3\n", vec![]),
        ("personnes: une quarantaine\ndont_deja_rencontrees: 12\n", vec![]),
        ("personnes: beaucoup\n", vec!["CB103 beaucoup"]),
    ] {
        let source = format!("{base}{lines}");
        assert_eq!(findings(&read(&source, place), &source), found, "{lines}");
    }
}
