//! The traps of French: colons, number signs and dashes in texts without quotes.

use super::*;

#[test]
fn texts_are_read_as_they_were_meant() {
    check(TRAPS);
}

const TRAPS: &[Row] = &[
    (
        "enonce: Trois clés\u{a0}: écouter",
        r#"{enonce: "Trois clés\u{a0}: écouter"}"#,
        &["CB008 21..22 deux-points dans un texte sans guillemets"],
        "enonce: \"Trois clés\u{a0}: écouter\"",
    ),
    (
        "- id: X\n  texte: a : b",
        r#"[{id: "X", texte: "a : b"}]"#,
        &["CB008 19..20 deux-points dans un texte sans guillemets"],
        "- id: X\n  texte: \"a : b\"",
    ),
    (
        "- texte: a : b\n- c",
        r#"[{texte: "a : b"}, "c"]"#,
        &["CB008 11..12 deux-points dans un texte sans guillemets"],
        "- texte: \"a : b\"\n- c",
    ),
    (
        "texte: première ligne\n  seconde : suite\n  \"fin\"",
        r#"{texte: "première ligne seconde : suite \"fin\""}"#,
        &["CB008 33..34 deux-points dans un texte sans guillemets"],
        "texte: \"première ligne\n  seconde : suite\n  \\\"fin\\\"\"",
    ),
    (
        "- un texte\n  qui dit : ceci",
        r#"["un texte qui dit : ceci"]"#,
        &["CB008 21..22 deux-points dans un texte sans guillemets"],
        "- \"un texte\n  qui dit : ceci\"",
    ),
    (
        "enonce: voici :",
        r#"{enonce: "voici :"}"#,
        &["CB008 14..15 deux-points dans un texte sans guillemets"],
        "enonce: \"voici :\"",
    ),
    (
        "texte: a \"b\" \\\\ : c",
        r#"{texte: "a \"b\" \\\\ : c"}"#,
        &["CB008 16..17 deux-points dans un texte sans guillemets"],
        "texte: \"a \\\"b\\\" \\\\\\\\ : c\"",
    ),
    ("- si on ouvre : des gens viennent", r#"[{si on ouvre: "des gens viennent"}]"#, &[], ""),
    (
        "url: http://exemple.fr:80/x\nheure: 14:30\nratio: 3:4",
        r#"{url: "http://exemple.fr:80/x", heure: "14:30", ratio: "3:4"}"#,
        &[],
        "",
    ),
    ("objet: Séminaire #1\ntitre: T", r#"{objet: "Séminaire #1", titre: "T"}"#, &[], ""),
    (
        "objet: Trois : choses #1",
        r#"{objet: "Trois : choses #1"}"#,
        &["CB008 13..14 deux-points dans un texte sans guillemets"],
        "objet: \"Trois : choses #1\"",
    ),
    ("personnes: 3 # dont une stagiaire", r#"{personnes: "3"}"#, &[], ""),
    ("- #logement\n- accès #soir # le soir\n- ## note", r##"["#logement", "accès #soir", ~]"##, &[], ""),
    ("theme: #logement", r##"{theme: "#logement"}"##, &[], ""),
    ("theme: #les thèmes\n  - a", r#"{theme: ["a"]}"#, &[], ""),
    ("themes: [accès #1, b]", r#"{themes: ["accès #1", "b"]}"#, &[], ""),
    ("a: \"x #1\"\nb: 'y : z'\nc: |\n  d : e #2\n# f : g #3", r#"{a: "x #1", b: "y : z", c: "d : e #2\n"}"#, &[], ""),
    (
        "themes: logement\n  - jeunesse",
        r#"{themes: "logement - jeunesse"}"#,
        &["CB008 19..20 ce tiret est lu comme la suite du texte, pas comme un élément de liste"],
        "",
    ),
    (
        "titre: \"jamais fermé\ndate: 2018",
        r#"{titre: !, date: "2018"}"#,
        &[r#"CB002 7..8 `"` ouvert et jamais refermé"#],
        "",
    ),
];

#[test]
fn what_another_reader_would_cut_off_is_told() {
    for (source, cut) in [
        ("objet: Séminaire #1 # le premier", Some("#1")),
        ("objet: a #b c", Some("#b c")),
        ("objet: a\n  b #c\n  d", Some("#c")),
        ("objet: #b", Some("#b")),
        ("objet: [a, c #b, d]", Some("#b")),
        ("objet: [#b]", Some("#b")),
        ("objet: a#b", None),
        ("objet: a # b", None),
        ("objet: a #", None),
        ("objet: \"a #b\"", None),
    ] {
        let (tree, found) = read(source);
        let cuts = tree.scalars().filter_map(|scalar| scalar.cut.map(|span| span.of(source))).collect::<Vec<_>>();
        assert_eq!((cuts, said(&found)), (Vec::from_iter(cut), vec![]), "{source:?}");
    }
}

#[test]
fn the_fix_of_a_cut_value_puts_it_between_quotes() {
    let source = "objet: Le \"grand\" #1 # note";
    let (tree, _) = read(source);
    let scalar = tree.scalars().last().unwrap();
    let one = crate::faults::syntaxe::valeur_tronquee(source, scalar.content, scalar.cut.unwrap());
    assert_eq!(said(std::slice::from_ref(&one)), ["CB007 18..20 valeur coupée au `#`"]);
    assert_eq!(mended(source, &[one]).unwrap(), "objet: \"Le \\\"grand\\\" #1\" # note");
}
