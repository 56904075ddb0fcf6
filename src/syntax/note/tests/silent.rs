//! Lines that a tired hand wrote another way, which were once lost without a word, and the prose that must stay silent beside them.

use super::*;

/// Holds for each source that it makes no record and one finding, which starts with the place and has the words in its message.
fn reported(cases: &[(&str, &str, &str)]) {
    for (source, place, message) in cases {
        let read = read_note(source);
        assert_eq!(read.found.len(), 1, "{source:?}: {:?}", read.found);
        let found = read.found[0].replace(['\u{a0}', '\u{202f}'], " ");
        assert!(found.starts_with(&format!("CB109 {place}: ")) && found.contains(message), "{source:?}: {found}");
        assert!(read.items.is_empty() && read.verbatims.is_empty(), "{source:?}: {:?}", read.items);
    }
}

/// Holds for each source that nothing is found in it.
fn silent(sources: &[&str]) {
    for source in sources {
        assert_eq!(read_note(source).found, [""; 0], "{source:?}");
    }
}

#[test]
fn a_written_identifier_on_a_line_that_is_no_record_is_reported() {
    reported(&[
        ("- astuce : x ^E001-1", "^E001-1", "identifiant mais n’est pas lue : « astuce » n’est pas un marqueur"),
        ("- proposition – un local\n  le soir ^E002-5", "^E002-5", "« proposition » n’est pas un marqueur"),
        ("- un local ^E002-5", "^E002-5", "ne commence pas par un marqueur"),
        ("Un local ^E002-5", "^E002-5", "ne commence pas par un marqueur"),
        ("texte\n\n^E002-5", "^E002-5", "ne commence pas par un marqueur"),
        ("- astuce ^E001-1 : x", "^E001-1", "n’est pas lue"),
        ("> “anglais” ^E001-v1", "^E001-v1", "entre « et »"),
        ("| a ^E001-1 |\n|---|", "^E001-1", "n’est pas lue"),
    ]);
    // What is said already is not said again.
    reported(&[
        ("- idée [JD] : un guichet mobile ^E002-2", "[JD]", "des mots séparent"),
        ("- idée : ^E001-7", "idée", "rien ne suit"),
        ("> « a\n> b ^E001-v1", "«", "jamais fermé"),
        ("- ~~idée : a~~ ^E001-1", "idée", "barré"),
    ]);
    silent(&[
        "voir ^E001-1 plus haut",
        "`^E001-1`",
        "```\n- astuce : x ^E001-1\n```",
        "<!-- - idée : x ^E001-1 -->",
        "[[E001#^E001-1]]",
        "[la note](E001.md#^E001-1)",
        "[r]: E001.md#^E001-1",
        "texte ^37066d",
    ]);
}

#[test]
fn every_written_identifier_counts_read_or_not() {
    let source = "- idée : a ^E1-1 ^E1-2\n- astuce : b ^E1-3\ntexte `^E1-4` [[x#^E1-5]]\n<!-- c ^E1-6 -->\n\n```\n^E1-7\n```\n\n> d ^E1-v8\n";
    let body = read(source, Span::new(0, source.len()), Markers::Read, &mut Vec::new());
    let ids: Vec<_> = body.ids.iter().map(|id| id.of(source)).collect();
    assert_eq!(ids, ["E1-1", "E1-2", "E1-3", "E1-6", "E1-v8"]);
}

#[test]
fn a_title_that_announces_a_marker_is_no_marker() {
    for title in [
        "## Idées recueillies",
        "### Les irritants",
        "### Idées et initiatives",
        "### 2. Idées",
        "## II. Les idées",
        "## L’idée",
        "## Nos idées",
        "## Besoins exprimés",
        "## Recueil des idées",
        "Idées de terrain :",
        "**Idées de terrain**",
        "Les irritants :",
        "Idées recueillies\n---",
    ] {
        let source = format!("{title}\n\n- a\n- b\n");
        let read = read_note(&source);
        assert_eq!(read.found.len(), 1, "{source:?}: {:?}", read.found);
        assert!(read.found[0].contains("n’ont pas de marqueur"), "{source:?}: {:?}", read.found);
        // Above prose, or above items with their markers, it says nothing.
        silent(&[&format!("{title}\n\nDe la prose.\n"), &format!("{title}\n\n- idée : a\n")]);
    }
    silent(&[
        "## Présentation\n\n- a",
        "## Idées reçues\n\n- a",
        "## Ressources humaines\n\n- a",
        "## Actions menées en 2018\n\n- a",
        "## Une visite\n\n- a",
        "Nous y avons passé la journée, sans idées préconçues, et voici le déroulé :\n\n- a",
        "Initiative de la mairie, depuis 2010.\n\n- a",
    ]);
}

#[test]
fn a_number_in_place_of_a_bullet_is_no_bullet() {
    reported(&[
        ("1- idée : a", "1-", "ne fait pas une puce"),
        ("1-idée : a", "1-", "ne fait pas une puce"),
        ("1°) idée : a", "1°)", "ne fait pas une puce"),
        ("1 - idée : a", "1 -", "ne fait pas une puce"),
        ("1 – idée : a", "1 –", "ne fait pas une puce"),
        ("n°1 idée : a", "n°1", "ne fait pas une puce"),
        ("N° 12 - irritant : a", "N° 12 -", "ne fait pas une puce"),
        ("1.2 idée : a", "1.2", "ne fait pas une puce"),
        ("1.2. idée : a", "1.2.", "ne fait pas une puce"),
    ]);
    for (source, expected) in
        [("1- idée : a", "- idée : a"), ("n°1 idée : a", "- idée : a"), ("1-idée : a", "- idée : a")]
    {
        assert_eq!(mended(source), expected);
    }
    for source in ["- 1- idée : a", "- n°1 idée : a", "- 1°) idée : a"] {
        assert_eq!(read_note(source).items, ["idée: a"], "{source:?}");
    }
}

#[test]
fn a_marker_behind_or_before_other_words_is_reported() {
    for source in ["- sujet-orphelin : a", "- Sujets-orphelins : a"] {
        assert_eq!(read_note(source).items, ["orphelin: a"], "{source:?}");
    }
    reported(&[
        ("- freins / difficultés : a", "/", "ne sépare pas"),
        ("- constat/irritant : a", "/", "ne sépare pas"),
        ("- idée/irritant : a", "/", "ne sépare pas"),
        ("- constat et besoin : a", "et besoin", "des mots séparent"),
        ("- initiatives locales – a", "locales", "des mots séparent"),
        ("- une idée : a", "une", "précède"),
        ("- l’idée : a", "l’", "précède"),
        ("- l'idée : a", "l'", "précède"),
        ("- bonne idée : a", "bonne", "précède"),
        ("- Autre idée : a", "Autre", "précède"),
        ("- **Autre idée** : a", "Autre", "précède"),
        ("- autre besoin : a", "autre", "précède"),
        ("- 2e idée : a", "2e", "précède"),
        ("- 2ème idée : a", "2ème", "précède"),
        ("- 1 idée : a", "1", "précède"),
        ("- JD : idée : a", "JD :", "précède"),
        ("- JD – idée : a", "JD –", "précède"),
        ("- (JD) idée : a", "(JD)", "précède"),
        ("- 14h30 idée : a", "14h30", "précède"),
        ("- 14h30 : besoin : a", "14h30 :", "précède"),
        ("- Point positif : idée : a", "Point positif :", "précède"),
        ("- M. Durand : idée : a", "M. Durand :", "précède"),
        ("- mardi 14h, idée : a", "mardi 14h,", "précède"),
        ("- une initiative – a", "une", "précède"),
        ("- idée « navette »", "idée", "rien ne sépare"),
        ("- Idée ? a", "?", "ne sépare pas"),
        ("- idée, a", ",", "ne sépare pas"),
        ("- idée… a", "…", "ne sépare pas"),
        ("- idée–a", "–", "ne sépare pas"),
        ("- « idée » : un bus", "« idée »", "entre crochets"),
        ("- “idée” : un bus", "“idée”", "entre crochets"),
        ("idée - a", "idée", "pas de puce"),
        ("texte\nirritant – a", "irritant", "pas de puce"),
    ]);
    silent(&[
        "- Boîte à idées : à l’accueil",
        "- Syndicat d’initiative : fermé",
        "- Pas d’idée : tant pis",
        "- Le besoin : un abri",
        "- Quelqu’un a eu cette idée",
        "- Idée ?",
        "- Idées, envies",
        "- Le frein à main : serré",
        "- Horaires : 14h30",
        "- Voir : action sociale",
        "- 12-24 ans : une idée de local",
        "- Venir, besoin : un abri",
        "- Nous avons eu une idée – enfin",
        "- idée-force – la suite",
        "## Idées – le recueil",
        "Besoin - un abri",
        "Une idée : venir",
        "- « Action ! » — le préfet",
        "- « Idée » — le préfet",
    ]);
    assert_eq!(mended("- « idée » : un bus"), "- idée : un bus");
    assert_eq!(mended("- initiatives locales – a"), "- initiatives (locales) – a");
}

#[test]
fn a_marked_bullet_of_a_record_that_is_no_note_is_reported() {
    let found = |source: &str| {
        let mut found = Vec::new();
        let body = read(source, Span::new(0, source.len()), Markers::Reported, &mut found);
        assert!(body.items.is_empty());
        let said = |found: &Diagnostic| format!("{} {}", found.span.unwrap_or_default().of(source), found.message);
        found.iter().map(said).collect::<Vec<_>>()
    };
    let lines = found("- idée : a\n\n1. **irritant** : b\n* besoin : c\n");
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("idée cette fiche n’est pas une note"), "{lines:?}");
    for source in [
        "- idée",
        "- idée – a",
        "idée : a",
        "- iritant : a",
        "```\n- idée : a\n```",
        "<!--\n- idée : a\n-->",
        "> - idée : a",
    ] {
        assert_eq!(found(source), [""; 0], "{source:?}");
    }
}

#[test]
fn one_fault_is_one_finding() {
    let source = "- idée (JD) : ok ^E002-1\n• idée : autre ^E002-2\n";
    let read = read_note(source);
    assert_eq!((read.items.as_slice(), read.found.len()), (["idée: ok".to_owned()].as_slice(), 1), "{:?}", read.found);
    assert!(read.found[0].starts_with("CB109 •"), "{:?}", read.found);
    // The identifier of the lost line is not the one of the line above.
    let source = "- idée : ok\nirritant : autre ^E002-2\n";
    let body = super::read(source, Span::new(0, source.len()), Markers::Read, &mut Vec::new());
    assert_eq!((body.items.len(), body.items[0].id), (1, None));
}

#[test]
fn a_parenthesis_holds_another() {
    let read = read_note("- idée (a (b) c) : x");
    assert_eq!((read.items.as_slice(), read.found.as_slice()), (["idée: x".to_owned()].as_slice(), [].as_slice()));
    reported(&[("- idée (a (b c : x", "", "des mots séparent")]);
}

#[test]
fn an_idea_in_a_footnote_is_reported_and_a_plain_footnote_is_not() {
    let source = "Texte[^1] et suite[^n].\n\n[^1]: idée : alpha du village\n[^n]: une précision\n";
    let mut found = Vec::new();
    let body = read(source, Span::new(0, source.len()), Markers::Read, &mut found);
    assert_eq!(body.items.len(), 0);
    let seen: Vec<_> = found.iter().map(|one| (one.rule.code, one.span.map_or("", |span| span.of(source)))).collect();
    assert_eq!(seen, [("CB109", "[^1]:")]);
    assert!(found.iter().all(|one| one.fix.as_ref().is_none_or(|fix| !fix.safe)));
}
