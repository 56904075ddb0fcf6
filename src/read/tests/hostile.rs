//! Bad files, one fault each: what is found, and what is read all the same.

use super::*;

/// The header of a note without a fault, and the record it makes.
const HEAD: &str = "---\ndate: 2018-11-06\npersonnes: 3\ninformation: orale\nstructures: [caf]\n---\n";
const NOTE: &str = "entretien E001 date=2018-11-06 personnes=3 information=orale structures=[@caf]";

/// Holds what is found in a body under [`HEAD`], and the small records it makes.
#[track_caller]
fn body(body: &str, findings: &[&str], small: &[&str]) {
    let mut records = vec![NOTE];
    records.extend(small);
    holds(&format!("{HEAD}{body}"), note(), findings, &records);
}

/// Holds what is found in a header of a défi that has a text and the lines given, and its fields.
#[track_caller]
fn header(lines: &str, findings: &[&str], fields: &str) {
    let source = format!("---\nenonce: Bouger\n{lines}\n---\n");
    let place = own(Kind::Defi, Form::Markdown, "D01");
    holds(&source, place, findings, &[&format!("defi D01 enonce=«Bouger»{fields}")]);
}

#[test]
fn a_file_that_is_no_text_is_one_finding_and_no_record() {
    let big = vec![b'a'; MAX_BYTES + 1];
    for (bytes, place, message) in [
        (&b"---\ndate: 2018\n---\n\xff\xfe"[..], Some(Span::at(19)), "UTF-8"),
        (b"---\ntitre: \xe9cole\n---\n", Some(Span::at(11)), "UTF-8"),
        (b"---\ndate: 2018\0\n---\n", Some(Span::new(14, 15)), "octet nul"),
        (b"\xff\xfed\0a\0", Some(Span::new(3, 4)), "UTF-16"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", None, "LFS"),
        (&big, None, "trop gros"),
    ] {
        for form in [Form::Markdown, Form::Yaml] {
            let unit = read_file(bytes, own(Kind::Entretien, form, "E001"));
            let [found] = unit.findings() else { panic!("{message}: {:?}", unit.findings()) };
            let said = format!("{}{}", found.message, found.help.as_deref().unwrap_or_default());
            assert_eq!((found.rule.code, found.span), ("CB001", place), "{message}");
            assert!(said.contains(message), "{message}: {said}");
            assert_eq!(unit.records.len(), 0, "{message}");
        }
    }
}

#[test]
fn a_fault_of_one_file_does_not_stay_for_the_next() {
    let mut reader = Reader::new(Keep::Texts);
    assert_eq!(reader.read(b"\0", note()).findings().len(), 1);
    let source = format!("{HEAD}- id\u{e9}e : un banc\n");
    let unit = reader.read(source.as_bytes(), note());
    assert_eq!((findings(&unit, &source), unit.records.len()), (vec![], 2));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing_but_places() {
    let text = format!("{HEAD}# Titre\n\n- id\u{e9}e : un banc\n  et une table #logement\n\n> « Oui. » — une agente\n");
    let plain = read(&text, note());
    for other in
        [format!("\u{feff}{text}"), text.replace('\n', "\r\n"), format!("\u{feff}{}", text.replace('\n', "\r\n"))]
    {
        let unit = read(&other, note());
        assert_eq!(findings(&unit, &other), Vec::<String>::new());
        assert_eq!(records(&unit, &other), records(&plain, &text));
    }
    let list_text = "- id: D01\n  enonce: a\n- id: D02\n  enonce: >\n    b\n    c\n";
    let plain = read(list_text, list(Kind::Defi));
    for other in [format!("\u{feff}{list_text}"), list_text.replace('\n', "\r\n")] {
        let unit = read(&other, list(Kind::Defi));
        assert_eq!(findings(&unit, &other), Vec::<String>::new());
        assert_eq!(records(&unit, &other), records(&plain, list_text));
    }
}

#[test]
fn an_empty_file_is_a_finding_for_a_record_and_nothing_for_a_list() {
    holds("", note(), &["CB003 "], &["entretien E001"]);
    holds("---\n---\n", note(), &["CB101 "], &["entretien E001"]);
    holds("", own(Kind::Defi, Form::Yaml, "D01"), &["CB101 "], &["defi D01"]);
    holds("# rien\n", own(Kind::Dossier, Form::Yaml, "dossier"), &["CB101 "], &["dossier ?"]);
    holds("", list(Kind::Dossier), &["CB101 "], &["dossier ?"]);
    holds("", list(Kind::Defi), &[], &[]);
    holds("# à remplir\n", list(Kind::Defi), &[], &[]);
    holds("[]\n", list(Kind::Defi), &[], &[]);
}

#[test]
fn tabs_are_found_and_what_follows_them_is_read() {
    header("statut:\tpropose", &["CB005 \t"], " statut=propose");
    header("themes:\n\t- logement\necheance: 2019", &["CB005 \t"], " themes=[logement] echeance=2019");
    // Markdown counts a tab as spaces: it is no fault in a body.
    body("-\tidée : un banc\n", &[], &["idee (E001-1) texte=«un banc»"]);
}

#[test]
fn a_bomb_of_aliases_is_read_as_faults_in_no_time() {
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (from, to) in ('a'..='y').zip('b'..='z') {
        bomb.push_str(&format!("{to}: &{to} [{}*{from}]\n", format!("*{from},").repeat(400)));
    }
    assert!(bomb.len() > 25_000);
    let start = std::time::Instant::now();
    let unit = read(&format!("{bomb}enonce: là\n"), own(Kind::Defi, Form::Yaml, "D01"));
    assert!(start.elapsed().as_secs() < 60);
    assert!(unit.findings().iter().any(|found| found.rule.code == "CB005"));
    assert!(unit.findings().len() < 2_100, "{}", unit.findings().len());
    assert_eq!(unit.records.len(), 1);
}

#[test]
fn brackets_without_end_are_refused_as_too_deep() {
    for (open, form) in
        [("[", Form::Yaml), ("{a: ", Form::Yaml), ("- ", Form::Yaml), ("> ", Form::Markdown), ("- ", Form::Markdown)]
    {
        let deep = open.repeat(100_000);
        let source = match form {
            Form::Yaml => format!("enonce: là\nthemes: {deep}\n"),
            Form::Markdown => format!("---\nenonce: là\n---\n{deep}\n"),
        };
        let start = std::time::Instant::now();
        let unit = read(&source, own(Kind::Defi, form, "D01"));
        assert!(start.elapsed().as_secs() < 60, "{open}");
        if form == Form::Yaml {
            assert!(!unit.findings().is_empty(), "{open}");
        }
        let text = unit.get(0).and_then(|view| view.typed::<model::defi::Defi>()?.get(model::defi::ENONCE));
        assert_eq!(text.map(|text| text.value), Some("là"), "{open}");
    }
}

#[test]
fn a_text_of_64_mib_is_refused_without_being_read() {
    let unit = read_file(&vec![b'x'; 64 << 20], note());
    assert_eq!(findings(&unit, ""), ["CB001"]);
    let most = format!("enonce: {}\n", "x".repeat(MAX_BYTES - 9));
    assert_eq!(most.len(), MAX_BYTES);
    holds(
        &most,
        own(Kind::Defi, Form::Yaml, "D01"),
        &[],
        &[&format!("defi D01 enonce=«{}»", "x".repeat(MAX_BYTES - 9))],
    );
}

#[test]
fn a_colon_in_a_text_is_the_rest_of_it() {
    let place = own(Kind::Defi, Form::Markdown, "D01");
    holds(
        "---\nenonce: Trois clés : écouter, relier\n---\n",
        place,
        &["CB008 :"],
        &["defi D01 enonce=«Trois clés : écouter, relier»"],
    );
    holds("---\nenonce: Trois clés: écouter\n---\n", place, &["CB008 :"], &["defi D01 enonce=«Trois clés: écouter»"]);
    let lines = "critere:\n- si on ouvre : des gens viennent\n- sinon non";
    let source = format!("---\ntitre: Car\nstatut: piste\nhypotheses:{}\n---\n", &lines[8..]);
    let place = own(Kind::Solution, Form::Markdown, "S01");
    let expected = "solution S01 titre=«Car» statut=piste hypotheses=[«si on ouvre : des gens viennent», «sinon non»]";
    holds(&source, place, &["CB008 :"], &[expected]);
    holds(&source.replace("des gens", "des\n    gens"), place, &["CB008 :"], &[expected]);
}

#[test]
fn a_hash_in_a_text_is_kept_and_said() {
    let place = own(Kind::Seance, Form::Markdown, "SE01");
    let expected = "seance SE01 date=2018-11-06 type=lancement objet=«Séminaire #1»";
    holds("---\ndate: 2018-11-06\ntype: lancement\nobjet: Séminaire #1\n---\n", place, &["CB007 #1"], &[expected]);
    // After any other kind of value it can only be a comment.
    let expected = "seance SE01 date=2018-11-06 type=lancement objet=«x»";
    holds("---\ndate: 2018-11-06 #jour\ntype: lancement # kick-off\nobjet: x # y\n---\n", place, &[], &[expected]);
}

#[test]
fn quotes_that_close_too_soon_keep_their_text() {
    let place = own(Kind::Defi, Form::Markdown, "D01");
    holds("---\nenonce: 'l'école'\n---\n", place, &["CB002 '"], &["defi D01 enonce=«l'école»"]);
    holds("---\nenonce: \"dire \"oui\" ici\"\n---\n", place, &["CB002 \""], &["defi D01 enonce=«dire \"oui\" ici»"]);
}

#[test]
fn every_line_of_a_note_that_looks_like_a_marker_is_a_record_or_a_finding() {
    body("**idée** : un banc\n", &["CB109 idée"], &[]);
    body("- **idée** : un banc\n", &[], &["idee (E001-1) texte=«un banc»"]);
    body("- iritant : le bruit\n", &["CB109 iritant"], &[]);
    body("Texte.\n\n    - idée : un banc\n", &["CB109 idée"], &[]);
    body("Texte.\n\n    idée : un banc\n", &["CB109 idée"], &[]);
    body("> une phrase\nidée : un banc\n", &["CB109 idée"], &[]);
    body("> une phrase\n- idée : un banc\n", &[], &["idee (E001-1) texte=«un banc»"]);
    body("idée : un banc\n---\n", &["CB109 idée"], &[]);
    body("- idée : un banc\n---\n", &[], &["idee (E001-1) texte=«un banc»"]);
    body("[idée]: /x\n", &["CB109 [idée]"], &[]);
    body("- idée :\n", &["CB109 idée"], &[]);
    body("```\n- idée : un exemple\n```\n", &[], &[]);
}

#[test]
fn a_note_without_a_header_keeps_its_small_records() {
    let small =
        ["entretien E001", "idee (E001-1) texte=«un banc»", "verbatim (E001-v1) texte=«Oui.» attribution=«elle»"];
    let text = "- idée : un banc\n\n> « Oui. » — elle\n";
    holds(text, note(), &["CB003 - idée : un banc"], &small);
    let unclosed = format!("---\ndate: 2018-11-06\npersonnes: 3\ninformation: orale\nstructures: [caf]\n\n{text}");
    holds(&unclosed, note(), &["CB003 ---"], &[NOTE, small[1], small[2]]);
}

#[test]
fn a_header_that_is_no_mapping_keeps_the_small_records_of_the_body() {
    for (yaml, codes) in
        [("- un\n- deux\n", "CB002"), ("juste un texte\n", "CB002"), ("[a\n", "CB002"), ("*x\n", "CB005")]
    {
        let source = format!("---\n{yaml}---\n- idée : un banc\n");
        let unit = read(&source, note());
        assert!(
            findings(&unit, &source).iter().any(|found| found.starts_with(codes)),
            "{yaml}: {:?}",
            findings(&unit, &source)
        );
        assert_eq!(records(&unit, &source), ["entretien E001", "idee (E001-1) texte=«un banc»"], "{yaml}");
    }
}

#[test]
fn a_note_of_the_largest_size_is_read_in_a_few_seconds() {
    for unit_of in [
        "- idée : a\n  - idée : b\n",
        "> « a » — b\n\n",
        "- idee : a ^E001-1\n",
        "iritant : a\n\n",
        "- idée :\n  - a\n",
        "> idée : a\n",
    ] {
        let source = format!("{HEAD}{}", unit_of.repeat((MAX_BYTES >> 4) / unit_of.len()));
        let start = std::time::Instant::now();
        let unit = read(&source, note());
        assert!(unit.records.len() + unit.findings().len() > 10_000, "{unit_of}");
        assert!(start.elapsed().as_secs() < 60, "{unit_of}: {:?}", start.elapsed());
    }
}
