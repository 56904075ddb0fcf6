//! One slip, one finding: what it says to do is what mends it, and what was meant is read all the same.

use super::*;

/// Returns the one finding of a text: its code, what is under it, its help with plain spaces, and the text once the fix is made.
#[track_caller]
fn one(source: &str, place: Place<'_>) -> (String, String, String) {
    let unit = read(source, place);
    let [found] = unit.findings() else { panic!("{source}: {:#?}", unit.findings()) };
    let help = found.help.as_deref().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ");
    let mut mended = source.to_owned();
    for edit in found.fix.iter().flat_map(|fix| fix.edits.iter().rev()) {
        mended.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    let under = found.span.map_or("", |span| span.of(source));
    (format!("{} {under}", found.rule.code), help, mended)
}

/// Holds that a text has one finding, and none once its fix is made.
#[track_caller]
fn mends(source: &str, place: Place<'_>, under: &str, help: &str) {
    let (found, said, mended) = one(source, place);
    assert_eq!(found, under, "{source}");
    assert!(said.contains(help), "{said}");
    assert_ne!(mended, source, "no fix");
    assert_eq!(findings(&read(&mended, place), &mended), Vec::<String>::new(), "{mended}");
}

#[test]
fn several_references_in_one_value_are_read_and_asked_to_be_a_list() {
    let place = own(Kind::Gisement, Form::Yaml, "G01");
    for (written, mended) in [
        ("E001-2, E009-4", "[E001-2, E009-4]"),
        ("E001-2 et E009-4", "[E001-2, E009-4]"),
        ("E001-2 ; E009-4", "[E001-2, E009-4]"),
        ("E001-2 E009-4", "[E001-2, E009-4]"),
        ("E001-2-et-E009-4", "[E001-2, E009-4]"),
        ("[E001-2 et E009-4]", "[E001-2, E009-4]"),
    ] {
        let source = format!("titre: a\nidees: {written}\n");
        let (found, help, fixed) = one(&source, place);
        assert_eq!(found, format!("CB202 {}", written.trim_matches(['[', ']'])));
        assert!(help.contains("une liste, un identifiant par ligne"), "{help}");
        assert_eq!(fixed, format!("titre: a\nidees: {mended}\n"));
        assert_eq!(records(&read(&source, place), &source), ["gisement G01 titre=«a» idees=[→E001-2, →E009-4]"]);
    }
    let source = "titre: a\nidees:\n- E001-1\n- E001-2 et E009-4\n";
    holds(source, place, &["CB202 E001-2 et E009-4"], &["gisement G01 titre=«a» idees=[→E001-1, →E001-2, →E009-4]"]);
    let actors = own(Kind::Seance, Form::Yaml, "SE1");
    let base = "date: 2018\ntype: copil\nobjet: o\n";
    mends(&format!("{base}structures: caf, mission-locale\n"), actors, "CB202 caf, mission-locale", "une liste");
    // Where one is wanted, a list would not do.
    let (found, help, _) = one("texte: a\nsource: E001 et E002\n", own(Kind::Idee, Form::Yaml, "I1"));
    assert_eq!(found, "CB202 E001 et E002");
    assert_eq!(help, "`source` n’en attend qu’un : gardez le bon");
}

#[test]
fn several_words_in_one_value_are_read_and_asked_to_be_a_list() {
    let place = own(Kind::Defi, Form::Yaml, "D1");
    let source = "enonce: a\nthemes: jeunesse, logement\n";
    mends(source, place, "CB103 jeunesse, logement", "écrivez `[jeunesse, logement]`");
    assert_eq!(records(&read(source, place), source), ["defi D1 enonce=«a» themes=[jeunesse, logement]"]);
    // Between quotes, a word that holds a comma is one word.
    holds("enonce: a\nthemes: \"a, b\"\n", place, &[], &["defi D1 enonce=«a» themes=[~a, b]"]);
    holds("enonce: a, b\n", place, &[], &["defi D1 enonce=«a, b»"]);
}

#[test]
fn a_reference_that_goes_on_with_a_digit_is_no_identifier() {
    for written in ["E001-1x", "E001-", "E001-2018-gare", "E001-v1x", "E001-2# deux", "E001-a, b", "E001-gare bis"] {
        let source = format!("texte: a\nsource: {written}\n");
        let expected = format!("idee I1 texte=«a» source=@{written}");
        holds(&source, own(Kind::Idee, Form::Yaml, "I1"), &[], &[&expected]);
    }
    for written in ["E001-gare", "E001_gare", "E001-vide"] {
        let source = format!("texte: a\nsource: {written}\n");
        holds(&source, own(Kind::Idee, Form::Yaml, "I1"), &[], &["idee I1 texte=«a» source=→E001"]);
    }
}

#[test]
fn a_list_under_the_name_of_its_file_is_read() {
    let nested = "acteurs:\n  - id: caf\n    nom: CAF\n    type: operateur\n    sphere: publique\n";
    let flat = "acteurs:\n- id: caf\n  nom: CAF\n  type: operateur\n  sphere: publique\n";
    let singular = nested.replace("acteurs:", "# la liste\nActeur:");
    for source in [nested, flat, &singular] {
        let under = source.lines().find_map(|line| line.strip_suffix(':')).unwrap();
        let help = "retirez cette ligne : la liste commence à la marge";
        mends(source, list(Kind::Acteur), &format!("CB002 {under}"), help);
        let expected = "acteur caf id=«caf» nom=«CAF» type=operateur sphere=publique";
        assert_eq!(records(&read(source, list(Kind::Acteur)), source), [expected], "{source}");
    }
}

#[test]
fn an_entry_that_names_a_verbatim_is_one_finding() {
    holds(
        "- id: E001-v1\n  statut: triee\n",
        list(Kind::Idee),
        &["CB107 E001-v1"],
        &["idee ? amends id=«E001-v1» statut=triee"],
    );
}

#[test]
fn a_line_indented_by_a_tab_is_one_finding() {
    let place = own(Kind::Defi, Form::Yaml, "D1");
    for (source, tabbed) in [
        ("enonce: a\n\tstatut: propose\n", "\t"),
        ("enonce: a\n\t- b\n", "\t"),
        ("themes:\n  - emploi\n\t- logement\nenonce: a\n", "\t"),
        ("themes:\n- emploi\n\tnon: lu\nenonce: a\n", "\t"),
    ] {
        assert_eq!(findings(&read(source, place), source), [format!("CB005 {tabbed}")], "{source}");
    }
}

#[test]
fn a_waiver_whose_reason_stands_on_another_line_is_one_finding() {
    let head = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n";
    for comment in [
        "<!-- cb: ignore CB206\nla page reste à écrire -->",
        "<!-- cb: ignore CB206\nraison : la page -->",
        "<!-- cb: ignore CB206 la page reste à écrire -->",
        "<!-- cb: ignore CB206,\nCB104 la page -->",
    ] {
        let source = format!("{head}{comment}\n");
        mends(&source, note(), &format!("CB009 {comment}"), "mettez un tiret");
    }
    // A code that is mistyped is not the start of a reason.
    for comment in ["<!-- cb: ignore CB206 CB999 -->", "<!-- cb: ignore CB206, CB99 — la page -->"] {
        let source = format!("{head}{comment}\n");
        assert!(findings(&read(&source, note()), &source).contains(&format!("CB010 {comment}")), "{comment}");
    }
}

#[test]
fn a_source_with_an_ill_formed_name_is_found_and_keeps_it() {
    let base = "titre: T\nterritoire: x\npilote: y\nlancement: 2018\n";
    let source = format!("{base}sources:\n- id: Gazette du Val\n  titre: Bilan\n");
    let place = own(Kind::Dossier, Form::Yaml, "dossier");
    mends(&source, place, "CB107 Gazette du Val", "`gazette-du-val`");
}

#[test]
fn a_blank_line_before_the_header_is_taken_away() {
    let head = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n- idée : a ^E001-1\n";
    for (blank, help) in [("\n", "retirez la ligne vide au début"), ("\r\n \n\n", "retirez les lignes vides au début")]
    {
        let source = format!("{blank}{head}");
        mends(&source, note(), "CB003 ", help);
        let unit = read(&source, note());
        assert_eq!(unit.findings()[0].span.map(|span| span.start), Some(0));
        assert_eq!(unit.records.len(), 2);
    }
}

#[test]
fn a_file_name_is_answered_with_the_one_it_should_be() {
    let source = "---\ndate: 2018\npersonnes: 1\ninformation: orale\nprofil: x\n---\n";
    for (stem, name, help) in [
        ("E018 – mission locale", "E018", "nommez-le `E018-mission-locale.md`"),
        ("E018. L’École", "E018", "nommez-le `E018-l-ecole.md`"),
        ("e004", "E004", "nommez-le `E004.md`"),
        ("e004-gare", "E004", "nommez-le `E004-gare.md`"),
        ("E 7 gare", "E7", "nommez-le `E7-gare.md`"),
        ("E019 (1)", "?", "nommez-le `E019.md`, ou supprimez-le si c’est une copie"),
        ("E012bis", "?", "nommez-le `E012-bis.md`"),
        ("gare", "?", "nommez-le `E012-gare.md`"),
    ] {
        let place = own(Kind::Entretien, Form::Markdown, stem);
        let (found, said, _) = one(source, place);
        assert_eq!(found, "CB207 ");
        assert!(said.contains(help), "{stem}: {said}");
        let record = records(&read(source, place), source).remove(0);
        assert!(record.starts_with(&format!("entretien {name} ")), "{record}");
    }
    let (_, help, _) = one("nom: CAF\ntype: operateur\nsphere: publique\n", own(Kind::Acteur, Form::Yaml, "La CAF"));
    assert!(help.contains("nommez-le `la-caf.yaml`"), "{help}");
    let message = |stem| {
        let unit = read(source, own(Kind::Entretien, Form::Markdown, stem));
        unit.findings()[0].message.replace('\u{a0}', " ")
    };
    assert_eq!(message("E018 – mission locale"), "`E018 – mission locale` : après `E018`, il faut un trait d’union");
    assert_eq!(message("e004"), "`e004` : les lettres d’un identifiant sont des majuscules");
    assert_eq!(message("gare"), "`gare` ne commence pas par un identifiant d’entretien");
}

#[test]
fn a_record_without_an_identifier_is_offered_one() {
    let help = |source: &str, kind| {
        let unit = read(source, list(kind));
        let found: Vec<&Diagnostic> = unit.findings().iter().filter(|found| found.rule.code == "CB101").collect();
        found.iter().map(|found| found.help.as_deref().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let actor = "- nom: Mairie de Valmorne\n  type: operateur\n  sphere: publique\n";
    assert!(help(actor, Kind::Acteur)[0].contains("`id: mairie-de-valmorne`"));
    let defis = help("- enonce: a\n- id: D007\n  enonce: b\n- enonce: c\n", Kind::Defi);
    assert!(defis[0].contains("`id: D008`") && defis[1].contains("`id: D009`"), "{defis:?}");
    assert!(help("- enonce: a\n", Kind::Defi)[0].contains("`id: D01`"));
    // A list has no body: no heading could name its records.
    let unnamed = help("- id: D1\n  statut: propose\n", Kind::Defi);
    assert!(unnamed.len() == 1 && !unnamed[0].contains('#'), "{unnamed:?}");
}

#[test]
fn a_field_written_too_high_is_sent_where_it_belongs() {
    let base = "titre: T\nterritoire: x\npilote: y\nlancement: 2018\n";
    let source = format!("{base}phases:\n- nom: Un\n  role: exploration\n  debut: 2018-10\n");
    let (found, help, _) = one(&source, own(Kind::Dossier, Form::Yaml, "dossier"));
    assert_eq!(found, "CB102 debut");
    assert_eq!(help, "écrivez `debut` en retrait, sous `prevu:` ou `realise:`");
    let (_, help, _) = one("titre: a\nstatut: piste\nhumains: 2 agents\n", own(Kind::Solution, Form::Yaml, "S1"));
    assert_eq!(help, "écrivez `humains` en retrait, sous `moyens:`");
}
