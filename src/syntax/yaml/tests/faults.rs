//! What is said of a text that is wrong, where, and how much of it is still read.

use super::*;

#[test]
fn every_fault_is_named_at_its_place_and_hides_nothing_else() {
    check(FAULTS);
}

const FAULTS: &[Row] = &[
    (
        "titre: l'école\nmot: 'l'école'",
        r#"{titre: "l'école", mot: "l'école"}"#,
        &["CB002 23..24 une apostrophe referme la valeur trop tôt"],
        "titre: l'école\nmot: \"l'école\"",
    ),
    ("mot: 'aujourd'hui", "{mot: !}", &["CB002 13..14 une apostrophe referme la valeur trop tôt"], ""),
    ("mot: 'l'école' du soir", "{mot: !}", &["CB002 7..8 une apostrophe referme la valeur trop tôt"], ""),
    (
        "mot: \"il dit \"oui\" et part\"",
        r#"{mot: "il dit \"oui\" et part"}"#,
        &["CB002 13..14 un guillemet à l’intérieur du texte referme la valeur trop tôt"],
        "mot: \"il dit \\\"oui\\\" et part\"",
    ),
    (
        "mot: \"Maison\" de quartier\nb: 1",
        r#"{mot: !, b: "1"}"#,
        &["CB002 14..25 du texte suit le guillemet fermant"],
        "",
    ),
    ("themes: [a, b\ntitre: T", r#"{themes: !, titre: "T"}"#, &["CB002 8..9 `[` ouvert et jamais refermé"], ""),
    (
        "themes: [a, [b, c]\n- x\ntitre: T",
        r#"{themes: !, titre: "T"}"#,
        &["CB002 8..9 `[` ouvert et jamais refermé", "CB002 19..22 cet élément n’appartient à aucune liste"],
        "",
    ),
    (
        "themes: [a, b}\nx: {a: 1]",
        r#"{themes: ["a", "b"], x: {a: "1"}}"#,
        &[
            "CB002 13..14 un crochet et une accolade ne se referment pas l’un l’autre",
            "CB002 23..24 un crochet et une accolade ne se referment pas l’un l’autre",
        ],
        "themes: [a, b]\nx: {a: 1}",
    ),
    ("themes: [a, , b]", r#"{themes: ["a", "b"]}"#, &["CB002 12..13 virgule en trop"], ""),
    (
        "themes: [\"a\" \"b\"]",
        r#"{themes: ["a", "b"]}"#,
        &["CB002 13..14 il manque une virgule entre deux éléments"],
        "",
    ),
    (
        "themes: [a, 'l'été', b]",
        r#"{themes: ["a", "l'été", "b"]}"#,
        &["CB002 14..15 une apostrophe referme la valeur trop tôt"],
        "themes: [a, \"l'été\", b]",
    ),
    ("themes: [a] et b", "{themes: !}", &["CB002 12..16 du texte suit le crochet fermant"], ""),
    ("themes: [[E012-x|E012]]", r#"{themes: [["E012-x|E012"]]}"#, &[], ""),
    (
        "titre:Mon titre\ndate: 2018",
        r#"{titre: "Mon titre", date: "2018"}"#,
        &["CB002 0..6 il manque une espace après `titre:`"],
        "titre: Mon titre\ndate: 2018",
    ),
    (
        "titre:\u{a0}Mon titre",
        r#"{titre: "Mon titre"}"#,
        &["CB002 0..6 l’espace qui suit `titre:` est une espace insécable"],
        "titre: Mon titre",
    ),
    (
        "- id:I1\n  texte: a",
        r#"[{id: "I1", texte: "a"}]"#,
        &["CB002 2..5 il manque une espace après `id:`"],
        "- id: I1\n  texte: a",
    ),
    (
        "x: {a:1, \"b\":2}",
        r#"{x: {a: "1", b: "2"}}"#,
        &["CB002 4..6 il manque une espace après `a:`"],
        "x: {a: 1, \"b\":2}",
    ),
    (
        "- id: I1\n-id: I2\n  texte: a",
        r#"[{id: "I1"}, {id: "I2", texte: "a"}]"#,
        &["CB002 9..10 il manque une espace après ce tiret"],
        "- id: I1\n- id: I2\n  texte: a",
    ),
    (
        "themes:\n-a\n-b",
        r#"{themes: ["a", "b"]}"#,
        &["CB002 8..9 il manque une espace après ce tiret", "CB002 11..12 il manque une espace après ce tiret"],
        "themes:\n- a\n- b",
    ),
    (
        "lieu: x\nlieu Maison des projets\ndate: 2018",
        r#"{lieu: "x", date: "2018"}"#,
        &["CB002 8..31 cette ligne n’est ni un champ ni la suite d’une valeur"],
        "",
    ),
    (
        "un mot\ndate: 2018",
        r#"{date: "2018"}"#,
        &["CB002 0..6 cette ligne n’est ni un champ ni la suite d’une valeur"],
        "",
    ),
    ("- a\nb\n- c", r#"["a", "c"]"#, &["CB002 4..5 cette ligne n’est ni un champ ni la suite d’une valeur"], ""),
    (
        "titre: T\n- a\ndate: 2018",
        r#"{titre: "T", date: "2018"}"#,
        &["CB002 9..12 cet élément n’appartient à aucune liste"],
        "",
    ),
    ("themes: - a", "{themes: !}", &["CB002 8..9 une liste ne commence pas sur la ligne de son champ"], ""),
    (
        "titre: T\n  date: 2018\nlieu: L",
        r#"{titre: "T", date: "2018", lieu: "L"}"#,
        &["CB002 11..15 ce champ n’est pas aligné avec les autres de la même fiche"],
        "",
    ),
    (
        "- id: I1\n texte: a\n- id: I2\ntexte: b\n- id: I3\n   texte: c",
        r#"[{id: "I1", texte: "a"}, {id: "I2", texte: "b"}, {id: "I3", texte: "c"}]"#,
        &[
            "CB002 10..15 ce champ n’est pas aligné avec les autres de la même fiche",
            "CB002 28..33 ce champ n’est pas aligné avec les autres de la même fiche",
            "CB002 49..54 ce champ n’est pas aligné avec les autres de la même fiche",
        ],
        "",
    ),
    (
        "themes:\n  - a\n   - b\n - c",
        r#"{themes: ["a - b", "c"]}"#,
        &[
            "CB008 17..18 ce tiret est lu comme la suite du texte, pas comme un élément de liste",
            "CB002 22..23 ce tiret n’est pas aligné avec les autres de la même liste",
        ],
        "",
    ),
    (
        "themes:\n  - a\n -  x: 1\nt: 2",
        r#"{themes: ["a", {x: "1"}], t: "2"}"#,
        &["CB002 15..16 ce tiret n’est pas aligné avec les autres de la même liste"],
        "",
    ),
    (
        "texte: |\n    un\n  deux\ndate: 2018",
        r#"{texte: "un\n", date: "2018"}"#,
        &["CB002 18..22 cette ligne n’est ni un champ ni la suite d’une valeur"],
        "",
    ),
    (
        "a: > 40\nb: | x\nc: %\nd: @x\ne: `x`\nf: ,\ng: ]",
        r#"{a: "> 40", b: "| x", c: "%", d: "@x", e: "`x`", f: ",", g: "]"}"#,
        &[
            "CB002 3..7 sans guillemets, une valeur ne peut pas commencer par `>`",
            "CB002 11..14 sans guillemets, une valeur ne peut pas commencer par `|`",
            "CB002 18..19 sans guillemets, une valeur ne peut pas commencer par `%`",
            "CB002 23..25 sans guillemets, une valeur ne peut pas commencer par `@`",
            "CB002 29..32 sans guillemets, une valeur ne peut pas commencer par un accent grave",
            "CB002 36..37 sans guillemets, une valeur ne peut pas commencer par `,`",
            "CB002 41..42 sans guillemets, une valeur ne peut pas commencer par `]`",
        ],
        "a: \"> 40\"\nb: \"| x\"\nc: \"%\"\nd: \"@x\"\ne: \"`x`\"\nf: \",\"\ng: \"]\"",
    ),
    (
        "a: \"C:\\Users\"",
        r#"{a: "C:\\Users"}"#,
        &["CB002 6..7 entre guillemets droits, `\\` a un sens particulier"],
        "a: \"C:\\\\Users\"",
    ),
    ("a: x\u{7}y", r#"{a: "x\u{7}y"}"#, &["CB002 4..5 un signal sonore, U+0007, se cache dans le texte"], ""),
    ("[a]: b\nc: d", r#"{c: "d"}"#, &["CB002 0..3 le nom d’un champ est un mot, pas une liste"], ""),
    ("c: d\n[a]: b", r#"{c: "d"}"#, &["CB002 5..11 le nom d’un champ est un mot, pas une liste"], ""),
    (": b\nc: d", r#"{c: "d"}"#, &["CB002 0..1 il manque le nom du champ avant les deux-points"], ""),
    (
        "a: &x 1\nb: &y\n  c: 2\nd: *x\ne: f",
        r#"{a: "1", b: {c: "2"}, d: !, e: "f"}"#,
        &[
            "CB005 3..5 `&` devant une valeur lui donne un nom, ce qui n’est pas permis ici",
            "CB005 11..13 `&` devant une valeur lui donne un nom, ce qui n’est pas permis ici",
            "CB005 24..26 `*` devant un mot renvoie à une autre valeur, ce qui n’est pas permis ici",
        ],
        "",
    ),
    (
        "a: *gras* texte\nb: ! Attention\nc: & co",
        r#"{a: "*gras* texte", b: "! Attention", c: "& co"}"#,
        &[
            "CB005 3..15 sans guillemets, une valeur ne peut pas commencer par `*`",
            "CB005 19..30 sans guillemets, une valeur ne peut pas commencer par `!`",
            "CB005 34..38 sans guillemets, une valeur ne peut pas commencer par `&`",
        ],
        "a: \"*gras* texte\"\nb: \"! Attention\"\nc: \"& co\"",
    ),
    (
        "a: !!str 3\nb: !x\n  c: 2",
        r#"{a: "3", b: {c: "2"}}"#,
        &[
            "CB005 3..8 `!` devant une valeur annonce un type, ce qui n’est pas permis ici",
            "CB005 14..16 `!` devant une valeur annonce un type, ce qui n’est pas permis ici",
        ],
        "",
    ),
    ("%YAML 1.2\n---\na: 1", r#"{a: "1"}"#, &["CB005 0..9 une ligne qui commence par `%` n’est pas permise ici"], ""),
    ("a: 1\n---\nb: 2", r#"{a: "1"}"#, &["CB005 5..8 ce fichier contient plusieurs documents"], ""),
    ("---\na: 1\n---\n", r#"{a: "1"}"#, &["CB005 9..12 cette ligne ouvre un second document, vide"], "---\na: 1\n"),
    ("a: 1\n...\n", r#"{a: "1"}"#, &[], ""),
    ("? a\n: b\nc: d", r#"{c: "d"}"#, &["CB005 0..1 `?` en tête de ligne n’est pas permis ici"], ""),
    ("<<: *x\nc: d", r#"{c: "d"}"#, &["CB005 0..2 `<<` recopie d’autres champs, ce qui n’est pas permis ici"], ""),
    (
        "themes:\n\t- a\n\t- b",
        r#"{themes: ["a", "b"]}"#,
        &["CB005 8..9 une tabulation décale cette ligne", "CB005 13..14 une tabulation décale cette ligne"],
        "",
    ),
    (
        "a:\tb\n-\tc",
        r#"{a: "b"}"#,
        &["CB005 2..3 une tabulation tient lieu d’espace", "CB002 5..8 cet élément n’appartient à aucune liste"],
        "a: b\n-\tc",
    ),
    ("- \ta", r#"["a"]"#, &["CB005 2..3 une tabulation tient lieu d’espace"], "-  a"),
    (
        "a: [b,\n  c, # note\n  d]\ne: f",
        r#"{a: ["b", "c", "d"], e: "f"}"#,
        &["CB005 3..4 cette liste entre crochets s’étend sur plusieurs lignes"],
        "",
    ),
    (
        "a: [\n  b,\n]\ne: f",
        r#"{a: ["b"], e: "f"}"#,
        &["CB005 3..4 cette liste entre crochets s’étend sur plusieurs lignes"],
        "",
    ),
    (
        "Durée: 1\nduree: 2\nDUREE: 3",
        r#"{Durée: "1"}"#,
        &["CB004 10..15 `Durée` et `duree` sont le même champ", "CB004 19..24 `Durée` et `DUREE` sont le même champ"],
        "",
    ),
    ("x: {a: 1, a: 2}", r#"{x: {a: "1"}}"#, &["CB004 10..11 `a` est écrit deux fois"], ""),
    ("a: 1\r\nb: |\r\n  c\r\n  d\r\ne: f\r\n  g\r\n", r#"{a: "1", b: "c\nd\n", e: "f g"}"#, &[], ""),
];

#[test]
fn every_word_said_is_french_and_well_set() {
    for &(source, ..) in FAULTS {
        let (_, found) = read(source);
        for one in &found {
            assert!(one.help.is_some(), "{} says nothing to do", one.message);
            for words in [Some(&one.message), one.label.as_ref(), one.help.as_ref()].into_iter().flatten() {
                // What is between backquotes is typed, not said.
                let said: String = words.split('`').step_by(2).collect();
                for wrong in ["'", "\"", " :", " ;", " !", " ?", " »", "« ", "..."] {
                    assert!(!said.contains(wrong), "{wrong:?} in {words:?}");
                }
                for jargon in ["mapping", "scalaire", "séquence", "YAML", "token", "bloc", "expected"] {
                    assert!(!said.contains(jargon), "{jargon:?} in {words:?}");
                }
                assert!(!words.ends_with('.'), "{words:?}");
            }
        }
    }
}
