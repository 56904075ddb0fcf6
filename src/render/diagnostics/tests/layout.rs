//! One finding in every format: [`shown`] gives what is drawn, then the lines, then the places of the data.

use std::io;

use super::*;

/// Returns the diagnostics of `idees.yaml` in every format, without the parts that never change.
fn shown(texts: &[(&'static str, &str)], diagnostics: &[Diagnostic]) -> io::Result<String> {
    let findings = findings(diagnostics);
    let report = report(&findings);
    let texts = Memory(texts.iter().map(|&(path, text)| (path, text.to_owned())).collect());
    let (mut drawn, mut lines, mut data) = (Vec::new(), Vec::new(), Vec::new());
    full(&report, &texts, Style::PLAIN, &mut drawn)?;
    concise(&report, &texts, Style::PLAIN, &mut lines)?;
    json(&report, &texts, &mut data)?;
    let [drawn, lines, data] = [drawn, lines, data].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let before_summary = |text: &str| {
        text.lines()
            .map(str::trim_end)
            .filter(|line| !line.starts_with("2\u{a0}dossiers, "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let data: serde_json::Value = serde_json::from_str(&data)?;
    let place = |item: &serde_json::Value| {
        let end = |key| match &item[key] {
            serde_json::Value::Null => "null".to_owned(),
            at => format!("{}:{}@{}", at["line"], at["column"], at["offset"]),
        };
        format!("{} {} {}", item["path"], end("start"), end("end"))
    };
    let items = data["diagnostics"].as_array().into_iter().flatten();
    let items = items.flat_map(|item| std::iter::once(item).chain(item["related"].as_array().into_iter().flatten()));
    let places: Vec<_> = items.map(place).collect();
    Ok(format!("{}\n{}\n\n{}", before_summary(&drawn), before_summary(&lines), places.join("\n")))
}

/// Returns what `shown` gives for each of `texts`, one after the other.
fn for_each(texts: &[&str], shown: impl Fn(&str) -> io::Result<String>) -> io::Result<String> {
    let all: io::Result<Vec<_>> = texts.iter().map(|text| shown(text)).collect();
    Ok(all?.join("\n\n"))
}

#[test]
fn a_place_in_a_line() -> io::Result<()> {
    let text = "- id: I1\n  texte: Un guichet unique\n  source: E99\n";
    let found = Diagnostic::new(&CB202, "aucun entretien « E99 » dans ce dossier")
        .at(span(text, "E99"))
        .label("inconnu")
        .help("vouliez-vous dire E09 ?");
    insta::assert_snapshot!(shown(&[(PATH, text)], &[found])?, @r#"
    erreur[CB202] : aucun entretien « E99 » dans ce dossier
     --> d/idees.yaml:3:11
      |
    3 |   source: E99
      |           ^^^ inconnu
      |
      = aide : vouliez-vous dire E09 ?

    d/idees.yaml:3:11: erreur CB202 aucun entretien « E99 » dans ce dossier (vouliez-vous dire E09 ?)

    "d/idees.yaml" 3:11@46 3:14@49
    "#);
    Ok(())
}

#[test]
fn two_places_of_a_file_share_a_snippet_when_near_and_not_when_far() -> io::Result<()> {
    let near = "- id: I1\n  texte: un\n\n- id: I2\n  texte: deux\n- id: I01\n";
    let found = |text: &str| {
        Diagnostic::new(&CB201, "identifiant en double : I01")
            .at(span(text, "I01"))
            .label("repris ici")
            .related(span(text, "I1"), "déjà donné ici")
    };
    insta::assert_snapshot!(shown(&[(PATH, near)], &[found(near)])?, @r#"
    erreur[CB201] : identifiant en double : I01
     --> d/idees.yaml:6:7
      |
    1 | - id: I1
      |       -- déjà donné ici
    ...
    6 | - id: I01
      |       ^^^ repris ici

    d/idees.yaml:6:7: erreur CB201 identifiant en double : I01

    "d/idees.yaml" 6:7@51 6:10@54
    "d/idees.yaml" 1:7@6 1:9@8
    "#);
    let far = near.replace("\n\n", &"\n".repeat(1000));
    insta::assert_snapshot!(shown(&[(PATH, &far)], &[found(&far)])?, @r#"
    erreur[CB201] : identifiant en double : I01
        --> d/idees.yaml:1004:7
         |
    1004 | - id: I01
         |       ^^^ repris ici
         |
        ::: d/idees.yaml:1:7
         |
       1 | - id: I1
         |       -- déjà donné ici

    d/idees.yaml:1004:7: erreur CB201 identifiant en double : I01

    "d/idees.yaml" 1004:7@1049 1004:10@1052
    "d/idees.yaml" 1:7@6 1:9@8
    "#);
    Ok(())
}

#[test]
fn two_files_and_one_that_cannot_be_read() -> io::Result<()> {
    let (text, other) = ("- id: E12\n", "---\nid: E12\n---\n");
    let found = Diagnostic::new(&CB201, "identifiant en double : E12")
        .at(span(text, "E12"))
        .related_in(OTHER, span(other, "E12"), "déjà donné ici")
        .related_in("d/perdu.md", Span::new(4, 5), "et là");
    insta::assert_snapshot!(shown(&[(PATH, text), (OTHER, other)], &[found])?, @r#"
    erreur[CB201] : identifiant en double : E12
     --> d/idees.yaml:1:7
      |
    1 | - id: E12
      |       ^^^
      |
     ::: d/entretiens/E12.md:2:5
      |
    2 | id: E12
      |     --- déjà donné ici
      |
      = note : et là (d/perdu.md)

    d/idees.yaml:1:7: erreur CB201 identifiant en double : E12

    "d/idees.yaml" 1:7@6 1:10@9
    "d/entretiens/E12.md" 2:5@8 2:8@11
    "d/perdu.md" null null
    "#);
    Ok(())
}

#[test]
fn no_place_but_many_related_ones() -> io::Result<()> {
    let other = "- a\n".repeat(20);
    let found = (0..10).fold(Diagnostic::new(&CB408, "trop d’idées"), |found, n| {
        found.related_in(OTHER, Span::at(n * 4 + 2), if n == 0 { "la première" } else { "" })
    });
    insta::assert_snapshot!(shown(&[(OTHER, &other)], &[found])?, @r#"
    avertissement[CB408] : trop d’idées
     --> d/idees.yaml
      |
     ::: d/entretiens/E12.md:1:3
      |
    1 | - a
      |   - la première
    2 | - a
      |   -
    3 | - a
      |   -
    4 | - a
      |   -
    5 | - a
      |   -
    6 | - a
      |   -
    7 | - a
      |   -
    8 | - a
      |   -
      |
      = note : et 2 autres endroits

    d/idees.yaml: avertissement CB408 trop d’idées

    "d/idees.yaml" null null
    "d/entretiens/E12.md" 1:3@2 1:3@2
    "d/entretiens/E12.md" 2:3@6 2:3@6
    "d/entretiens/E12.md" 3:3@10 3:3@10
    "d/entretiens/E12.md" 4:3@14 4:3@14
    "d/entretiens/E12.md" 5:3@18 5:3@18
    "d/entretiens/E12.md" 6:3@22 6:3@22
    "d/entretiens/E12.md" 7:3@26 7:3@26
    "d/entretiens/E12.md" 8:3@30 8:3@30
    "d/entretiens/E12.md" 9:3@34 9:3@34
    "d/entretiens/E12.md" 10:3@38 10:3@38
    "#);
    Ok(())
}

#[test]
fn no_place_but_a_help_that_is_wrapped() -> io::Result<()> {
    let found = Diagnostic::new(&CB001, "le fichier n’est pas de l’UTF-8").help(
        "enregistrez-le en UTF-8\u{a0}: dans LibreOffice, «\u{a0}Enregistrer sous\u{a0}», puis \
         «\u{a0}Éditer les paramètres du filtre\u{a0}»\u{202f}; dans un éditeur de texte, choisissez \
         «\u{a0}UTF-8\u{a0}» dans la liste des codages",
    );
    let shown = shown(&[], &[found])?;
    insta::assert_snapshot!(shown, @r#"
    erreur[CB001] : le fichier n’est pas de l’UTF-8
    --> d/idees.yaml
     = aide : enregistrez-le en UTF-8 : dans LibreOffice, « Enregistrer sous », puis
              « Éditer les paramètres du filtre » ; dans un éditeur de texte,
              choisissez « UTF-8 » dans la liste des codages

    d/idees.yaml: erreur CB001 le fichier n’est pas de l’UTF-8 (enregistrez-le en UTF-8 : dans LibreOffice, « Enregistrer sous », puis « Éditer les paramètres du filtre » ; dans un éditeur de texte, choisissez « UTF-8 » dans la liste des codages)

    "d/idees.yaml" null null
    "#);
    assert!(shown.lines().take_while(|line| !line.is_empty()).all(|line| line.chars().count() <= 80), "{shown}");
    Ok(())
}

#[test]
fn what_is_typed_is_never_cut() -> io::Result<()> {
    let help = "écrivez une liste, un identifiant par ligne, ou sur une seule ligne `[E001-2, E009-4]`";
    let found = Diagnostic::new(&CB202, "plusieurs identifiants").help(help);
    let shown = shown(&[], &[found])?;
    assert!(shown.lines().any(|line| line == "          `[E001-2, E009-4]`"), "{shown}");
    Ok(())
}

#[test]
fn a_text_that_has_gone_is_shown_without_lines() -> io::Result<()> {
    let found = Diagnostic::new(&CB103, "une date est attendue").at(Span::new(3, 9)).safe_fix(Span::new(3, 9), "2018");
    insta::assert_snapshot!(shown(&[], &[found])?, @r#"
    erreur[CB103] : une date est attendue
    --> d/idees.yaml
     = note : sans extrait, car le fichier a changé ou ne peut plus être relu

    d/idees.yaml: erreur CB103 une date est attendue

    "d/idees.yaml" null null
    "#);
    Ok(())
}

#[test]
fn a_place_of_several_lines() -> io::Result<()> {
    let text = "- id: I1\n  source:\n    - a\n    - b\n    - c\n    - d\n    - e\n    - f\n- id: I2\n";
    let from = span(text, "source");
    let found = Diagnostic::new(&CB103, "un seul renvoi est attendu").at(from.to(span(text, "f\n"))).label("une liste");
    insta::assert_snapshot!(shown(&[(PATH, text)], &[found])?, @r#"
    erreur[CB103] : un seul renvoi est attendu
     --> d/idees.yaml:2:3
      |
    2 | /   source:
    3 | |     - a
    4 | |     - b
    5 | |     - c
    6 | |     - d
    7 | |     - e
    8 | |     - f
      | |_______^ une liste

    d/idees.yaml:2:3: erreur CB103 un seul renvoi est attendu

    "d/idees.yaml" 2:3@11 9:1@67
    "#);
    let long = format!("texte: |\n{}", "  ligne\n".repeat(5000));
    let found = Diagnostic::new(&CB103, "un texte court est attendu").at(Span::new(7, long.len()));
    insta::assert_snapshot!(shown(&[(PATH, &long)], &[found])?, @r#"
    erreur[CB103] : un texte court est attendu
     --> d/idees.yaml:1:8
      |
    1 | texte: |
      |        ^

    d/idees.yaml:1:8: erreur CB103 un texte court est attendu

    "d/idees.yaml" 1:8@7 5002:1@40009
    "#);
    Ok(())
}

#[test]
fn ends_of_files() -> io::Result<()> {
    let found = |at| Diagnostic::new(&CB103, "fin trop tôt").at(at).label("ici");
    insta::assert_snapshot!(shown(&[(PATH, "a: [1\n")], &[found(Span::at(6))])?, @r#"
    erreur[CB103] : fin trop tôt
     --> d/idees.yaml:2:1
      |
    2 |
      | ^ ici

    d/idees.yaml:2:1: erreur CB103 fin trop tôt

    "d/idees.yaml" 2:1@6 2:1@6
    "#);
    insta::assert_snapshot!(shown(&[(PATH, "a: [1")], &[found(Span::at(5))])?, @r#"
    erreur[CB103] : fin trop tôt
     --> d/idees.yaml:1:6
      |
    1 | a: [1
      |      ^ ici

    d/idees.yaml:1:6: erreur CB103 fin trop tôt

    "d/idees.yaml" 1:6@5 1:6@5
    "#);
    insta::assert_snapshot!(shown(&[(PATH, "")], &[found(Span::at(0))])?, @r#"
    erreur[CB103] : fin trop tôt
     --> d/idees.yaml:1:1
      |
    1 |
      | ^ ici

    d/idees.yaml:1:1: erreur CB103 fin trop tôt

    "d/idees.yaml" 1:1@0 1:1@0
    "#);
    // A span that no longer fits the text is cut to it.
    insta::assert_snapshot!(shown(&[(PATH, "é")], &[found(Span::new(1, 900))])?, @r#"
    erreur[CB103] : fin trop tôt
     --> d/idees.yaml:1:1
      |
    1 | é
      | ^ ici

    d/idees.yaml:1:1: erreur CB103 fin trop tôt

    "d/idees.yaml" 1:1@0 1:2@2
    "#);
    Ok(())
}

#[test]
fn a_byte_order_mark_and_windows_ends_of_lines() -> io::Result<()> {
    let text = "\u{feff}id: I1\r\nsource: E9\r\n";
    let diagnostics = [
        Diagnostic::new(&CB103, "premier").at(span(text, "id")),
        Diagnostic::new(&CB103, "second").at(span(text, "E9\r\n")),
        Diagnostic::new(&CB103, "troisième").at(span(text, "\n")),
    ];
    insta::assert_snapshot!(shown(&[(PATH, text)], &diagnostics)?, @r#"
    erreur[CB103] : premier
     --> d/idees.yaml:1:1
      |
    1 | id: I1
      | ^^

    erreur[CB103] : second
     --> d/idees.yaml:2:9
      |
    2 | source: E9
      |         ^^

    erreur[CB103] : troisième
     --> d/idees.yaml:1:8
      |
    1 | id: I1
      |       ^

    d/idees.yaml:1:1: erreur CB103 premier
    d/idees.yaml:2:9: erreur CB103 second
    d/idees.yaml:1:8: erreur CB103 troisième

    "d/idees.yaml" 1:1@3 1:3@5
    "d/idees.yaml" 2:9@19 3:1@23
    "d/idees.yaml" 1:8@10 2:1@11
    "#);
    Ok(())
}

#[test]
fn characters_that_are_not_one_column_wide() -> io::Result<()> {
    let found = |text: &str| Diagnostic::new(&CB202, "inconnu").at(span(text, "E9")).label("ici");
    let all = for_each(
        &[
            "a:\tb\tE9",
            "- 日本, E9",
            "- 👨\u{200d}👩\u{200d}👧 E9",
            "- e\u{301}te\u{301} E9",
            "- mot\u{200b}coupé\u{202e}E9\u{202c}",
            "- \u{1b}[2J\u{9b}31m E9",
        ],
        |text| shown(&[(PATH, text)], &[found(text)]),
    )?;
    insta::assert_snapshot!(all, @r#"
    erreur[CB202] : inconnu
     --> d/idees.yaml:1:6
      |
    1 | a:    b    E9
      |            ^^ ici

    d/idees.yaml:1:6: erreur CB202 inconnu

    "d/idees.yaml" 1:6@5 1:8@7

    erreur[CB202] : inconnu
     --> d/idees.yaml:1:7
      |
    1 | - 日本, E9
      |         ^^ ici

    d/idees.yaml:1:7: erreur CB202 inconnu

    "d/idees.yaml" 1:7@10 1:9@12

    erreur[CB202] : inconnu
     --> d/idees.yaml:1:9
      |
    1 | - 👨👩👧 E9
      |          ^^ ici

    d/idees.yaml:1:9: erreur CB202 inconnu

    "d/idees.yaml" 1:9@21 1:11@23

    erreur[CB202] : inconnu
     --> d/idees.yaml:1:9
      |
    1 | - été E9
      |       ^^ ici

    d/idees.yaml:1:9: erreur CB202 inconnu

    "d/idees.yaml" 1:9@10 1:11@12

    erreur[CB202] : inconnu
     --> d/idees.yaml:1:13
      |
    1 | - mot<U+200B>coupé<U+202E>E9<U+202C>
      |                           ^^ ici

    d/idees.yaml:1:13: erreur CB202 inconnu

    "d/idees.yaml" 1:13@17 1:15@19

    erreur[CB202] : inconnu
     --> d/idees.yaml:1:12
      |
    1 | - <U+001B>[2J<U+009B>31m E9
      |                          ^^ ici

    d/idees.yaml:1:12: erreur CB202 inconnu

    "d/idees.yaml" 1:12@12 1:14@14
    "#);
    Ok(())
}

#[test]
fn a_long_line_is_cut_around_its_place() -> io::Result<()> {
    let text = format!("{}\n", (0..2500).map(|n| format!("{n:04}")).collect::<String>());
    let found = |at, label: &'static str| Diagnostic::new(&CB103, "trop long").at(at).label(label);
    let all = for_each(&["0003", "1250", "2499"], |part| {
        shown(&[(PATH, &text)], &[found(span(&text, part), "ici, et pour une raison qui demande des mots")])
    })?;
    insta::assert_snapshot!(all, @r#"
    erreur[CB103] : trop long
     --> d/idees.yaml:1:13
      |
    1 | 0000000100020003000400050006000700080009001000110012001300140015001600...
      |             ^^^^ ici, et pour une raison qui demande des mots

    d/idees.yaml:1:13: erreur CB103 trop long

    "d/idees.yaml" 1:13@12 1:17@16

    erreur[CB103] : trop long
     --> d/idees.yaml:1:502
      |
    1 | ...0120012101220123012401250126012701280129013001310132013301340135013601...
      |                         ^^^^ ici, et pour une raison qui demande des mots

    d/idees.yaml:1:502: erreur CB103 trop long

    "d/idees.yaml" 1:502@501 1:506@505

    erreur[CB103] : trop long
     --> d/idees.yaml:1:9997
      |
    1 | ...3249424952496249724982499
      |                         ^^^^ ici, et pour une raison qui demande des mots

    d/idees.yaml:1:9997: erreur CB103 trop long

    "d/idees.yaml" 1:9997@9996 1:10001@10000
    "#);
    insta::assert_snapshot!(shown(&[(PATH, &text)], &[found(Span::new(4000, 9000), "tout cela")])?, @r#"
    erreur[CB103] : trop long
     --> d/idees.yaml:1:4001
      |
    1 | ...5099609970998099910001001100210031004100510061007100810091010101110121...
      |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tout cela

    d/idees.yaml:1:4001: erreur CB103 trop long

    "d/idees.yaml" 1:4001@4000 1:9001@9000
    "#);
    let pile = format!("a{} b", "\u{301}".repeat(5000));
    let shown = shown(&[(PATH, &pile)], &[found(span(&pile, "b"), "ici")])?;
    insta::assert_snapshot!(shown, @r#"
    erreur[CB103] : trop long
     --> d/idees.yaml:1:5003
      |
    1 | ...<U+0301><U+0301><U+0301><U+0301><U+0301><U+0301><U+0301><U+0301> b
      |                                                                     ^ ici

    d/idees.yaml:1:5003: erreur CB103 trop long

    "d/idees.yaml" 1:5003@10002 1:5004@10003
    "#);
    Ok(())
}

#[test]
fn no_line_of_a_snippet_is_wider_than_asked_whatever_is_marked() -> io::Result<()> {
    let line = "日本 e\u{301} 👨\u{200d}👩 \u{202e} \t abc ".repeat(30);
    let text = format!("{line}\r\n{}{line}\n", " ".repeat(30));
    for start in (0..text.len()).step_by(7) {
        for length in [0, 1, 30, 400] {
            let diagnostic =
                Diagnostic::new(&CB103, "m").at(Span::new(start, start + length)).related(Span::at(start / 2), "");
            let findings = findings(std::slice::from_ref(&diagnostic));
            for unicode in [false, true] {
                let mut out = Vec::new();
                let texts = Memory([(PATH, text.clone())].into());
                full(&report(&findings), &texts, Style { unicode, width: 60, ..Style::PLAIN }, &mut out)?;
                for line in String::from_utf8_lossy(&out).lines().skip(1).take_while(|line| !line.is_empty()) {
                    assert!(crate::render::visible::columns(line) <= 60, "{start} {length} {line}");
                }
            }
        }
    }
    Ok(())
}
