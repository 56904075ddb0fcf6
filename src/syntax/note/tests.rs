//! What is read, what is reported, and that nothing falls between.

use proptest::prelude::*;

use super::*;

mod silent;

/// What a test compares: `marker: text` of each item, the text of each verbatim, `code place: message` of each finding.
struct Read {
    items: Vec<String>,
    verbatims: Vec<String>,
    found: Vec<String>,
    /// The lines, from 0, on which a record or a finding stands.
    lines: Vec<usize>,
}

fn read_note(source: &str) -> Read {
    let start = source.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |at| at + 9);
    let mut found = Vec::new();
    let body = read(source, Span::new(start, source.len()), Markers::Read, &mut found);
    let line = |span: Span| source[..span.start as usize].matches('\n').count();
    let spans = body.items.iter().map(|item| item.span).chain(body.verbatims.iter().map(|verbatim| verbatim.span));
    let mut lines: Vec<_> = spans.chain(found.iter().filter_map(|found| found.span)).map(line).collect();
    lines.sort_unstable();
    found.sort_by_key(|found| found.span);
    Read {
        items: body
            .items
            .iter()
            .map(|item| format!("{}: {}", item.marker.word(), plain_text(item.text.of(source))))
            .collect(),
        verbatims: body.verbatims.iter().map(|verbatim| plain_text(verbatim.text.of(source))).collect(),
        found: found
            .iter()
            .map(|found| {
                format!("{} {}: {}", found.rule.code, found.span.unwrap_or_default().of(source), found.message)
            })
            .collect(),
        lines,
    }
}

/// The one finding of a source, with its edits applied.
fn mended(source: &str) -> String {
    let mut found = Vec::new();
    read(source, Span::new(0, source.len()), Markers::Read, &mut found);
    let mut text = source.to_owned();
    for edit in found.first().and_then(|found| found.fix.clone()).map(|fix| fix.edits).unwrap_or_default().iter().rev()
    {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

const EXAMPLE: &str = "# Trois conseillers de la mission locale

Free text. Whatever helps.

- irritant : les jeunes ne savent pas à quel guichet s'adresser #acces-aux-droits
- idée : permanence le soir au pied des immeubles #logement #jeunesse ^E012-1
- initiative (sa collègue) : cours de langue de l'association #langue ^E012-2
- ressource : local vide rue de la gare

> « On tourne en rond entre les guichets. » — conseiller ^E012-v1
> « Je ne l'ai jamais dit à ma hiérarchie. » — agente (off)
";

#[test]
fn a_note_gives_its_title_items_and_verbatims() {
    let mut found = Vec::new();
    let base = 7;
    let source = format!("{:base$}{EXAMPLE}", "");
    let body = read(&source, Span::new(base, source.len()), Markers::Read, &mut found);
    let of = |span: Option<Span>| span.map(|span| span.of(&source));
    assert_eq!(found, []);
    assert_eq!(of(body.title), Some("Trois conseillers de la mission locale"));
    assert_eq!((body.items.len(), body.verbatims.len()), (4, 2));
    let [irritant, idee, initiative, ressource] = &body.items[..] else { return };
    assert_eq!(irritant.marker, Marker::Irritant);
    assert_eq!(plain_text(irritant.text.of(&source)), "les jeunes ne savent pas à quel guichet s'adresser");
    assert_eq!(of(idee.id), Some("E012-1"));
    assert_eq!(idee.tags.iter().map(|tag| tag.of(&source)).collect::<Vec<_>>(), ["logement", "jeunesse"]);
    assert_eq!(idee.span.of(&source), "idée : permanence le soir au pied des immeubles #logement #jeunesse ^E012-1");
    assert_eq!(of(initiative.precision), Some("sa collègue"));
    assert_eq!((ressource.marker, ressource.id, ressource.parent), (Marker::Ressource, None, None));
    let [guichets, hierarchie] = &body.verbatims[..] else { return };
    assert_eq!(guichets.text.of(&source), "On tourne en rond entre les guichets.");
    assert_eq!(
        (of(guichets.attribution), of(guichets.id), guichets.agreement),
        (Some("conseiller"), Some("E012-v1"), None)
    );
    assert_eq!((of(hierarchie.attribution), hierarchie.agreement), (Some("agente"), Some(Agreement::Off)));
}

#[test]
fn a_marker_is_free_in_its_form() {
    for (source, expected) in [
        ("- idée : a", "idée: a"),
        ("- Idées\u{a0}: a", "idée: a"),
        ("- IDÉE\u{202f}: a", "idée: a"),
        ("- ide\u{301}e : a", "idée: a"),
        ("- idee:a", "idée: a"),
        ("- idée(s) : a", "idée: a"),
        ("- idée n° 3 : a", "idée: a"),
        ("- idée 3 – a", "idée: a"),
        ("- **idée** : a", "idée: a"),
        ("- **idée :** a **b**", "idée: a b"),
        ("- **idée : a**", "idée: a"),
        ("- _idée_ – a", "idée: a"),
        ("- [ ] idée : a", "idée: a"),
        ("- [] idée : a", "idée: a"),
        ("- [x] **idée** : a", "idée: a"),
        ("- 💡 idée : a", "idée: a"),
        ("- idée&nbsp;: a", "idée: a"),
        ("- idée — a", "idée: a"),
        ("- idée - a", "idée: a"),
        ("- idée (d’un\n  voisin) : a", "idée: a"),
        ("- idée :\n  a\n  b", "idée: a b"),
        ("- idée : a\nb", "idée: a b"),
        ("- idée : a\n  ---", "idée: a"),
        ("- # idée : a", "idée: a"),
        ("12) idée : a", "idée: a"),
        ("- - idée : a", "idée: a"),
        ("- 1) idée : a", "idée: a"),
        ("-\n  idée : a", "idée: a"),
        ("* texte\n\n      code\n\n  1. idée : a", "idée: a"),
        ("- sujets orphelins : a", "orphelin: a"),
        ("- à recontacter : a", "à recontacter: a"),
        ("- A  recontacter : a", "à recontacter: a"),
        ("- frein : a", "difficulté: a"),
        ("<!-- x -->\n- idée : a", "idée: a"),
        ("texte\r\n- idée : a\r\n", "idée: a"),
        ("texte\r- idée : a\r", "idée: a"),
    ] {
        let read = read_note(source);
        assert_eq!(
            (read.items.as_slice(), read.found.as_slice()),
            ([expected.to_owned()].as_slice(), [].as_slice()),
            "{source:?}"
        );
    }
}

#[test]
fn ordinary_prose_is_left_alone() {
    for source in [
        "L’idée : venir à trois.",
        "Nous avons une idée : venir.",
        "Idées reçues sur les jeunes",
        "- Idées reçues : les jeunes ne viennent pas",
        "- Idées reçues sur les jeunes",
        "- contact : l’accueil",
        "- option : y retourner",
        "- section : sport",
        "Contrat : signé",
        "- aide : la CAF",
        "- raison : le prix",
        "- Besoin de locaux",
        "- Actions menées en 2018",
        "- Ressources humaines : trois agents",
        "- idée-force",
        "- Le besoin : un abri",
        "Benoît : je ne sais pas",
        "Témoin : un voisin",
        "## Idées\n\nDe la prose.",
        "## Idées\n\n- idée : a",
        "Idées :\n\n- idée : a",
        "- idées :\n  - idée : a",
        "- Idées",
        "# Action : la suite\n\ntexte",
        "```\n- idée : a\n```",
        "- x\n  ~~~ md\n  - idée : a\n  ~~~",
        "<!-- - idée : a -->",
        "<!--\n- idée : a\n-->",
        "texte <!--\nidée : a\n--> fin",
        "> « Besoin : un abri » — elle",
        "| Guichet | Horaire |\n|---|---|\n| CAF | 9 h |",
    ] {
        assert_eq!(read_note(source).found, [""; 0], "{source:?}");
    }
}

#[test]
fn a_lost_line_is_reported_once_where_it_stands() {
    // A source, the place of its finding, and words of its message.
    for (source, place, message) in [
        ("- iritant : a", "iritant", "pas un marqueur"),
        ("- IDÉ : a", "IDÉ", "pas un marqueur"),
        ("iritant : a", "iritant", "pas un marqueur"),
        ("- vérou – a", "vérou", "pas un marqueur"),
        ("- sujet orfelin : a", "sujet orfelin", "pas un marqueur"),
        ("- recontacter : a", "recontacter", "pas un marqueur"),
        ("- id\u{fffd}e : a", "id\u{fffd}e", "pas un marqueur"),
        ("• idée : a", "•", "ne fait pas une puce"),
        ("– idée : a", "–", "ne fait pas une puce"),
        ("\u{f0b7}\tidée : a", "\u{f0b7}", "ne fait pas une puce"),
        ("o\tidée : a", "o", "ne fait pas une puce"),
        ("a) idée : a", "a)", "ne fait pas une puce"),
        ("→ idée - a", "→", "ne fait pas une puce"),
        ("texte\n  • **idée** : a", "•", "ne fait pas une puce"),
        ("-idée : a", "-", "il manque une espace"),
        ("*idée : a", "*", "il manque une espace"),
        ("2.idée : a", "2.", ""),
        ("    - idée : a", "idée", "trop d’espaces"),
        ("texte\n    - idée : a", "idée", "trop d’espaces"),
        ("\tidée : a", "idée", "trop d’espaces"),
        ("idée : a", "idée", "pas de puce"),
        ("**idée** : a", "idée", "pas de puce"),
        ("texte\nidée : a", "idée", "pas de puce"),
        ("- x\n\n  idée : a", "idée", "pas de puce"),
        ("> q\nidée : a", "idée", "citation du dessus"),
        ("idée : a\n---", "idée", "font un titre"),
        ("# t\n\n## idée : a", "idée", "un titre"),
        ("## action : a", "action", "un titre"),
        ("# idée : a", "idée", "un titre"),
        ("[idée]: /x", "[idée]", "entre crochets"),
        ("- [idée] : a", "[idée]", "entre crochets"),
        ("- (idée) : a", "(idée)", "entre crochets"),
        ("- \"idée\" : a", "\"idée\"", "entre crochets"),
        ("- [[idée]] : a", "[[idée]]", "entre crochets"),
        ("- #idée : a", "#idée", "étiquette"),
        ("- `idée` : a", "idée", "accents graves"),
        ("- ~~idée : a~~", "idée", "barré"),
        ("<br>\n- idée : a", "idée", "balise HTML"),
        ("<!-- x --> - idée : a", "idée", "HTML"),
        ("<!--\n- idée : a", "idée", "commentaire jamais fermé"),
        ("```\n- idée : a", "idée", "bloc de code jamais fermé"),
        ("> - idée : a", "idée", "« > »"),
        ("> idée : a", "idée", "« > »"),
        ("texte\n2. idée : a", "2.", "sous un paragraphe"),
        ("- idées :", "idées", "rien ne suit"),
        ("- idée : #logement ^E012-1", "idée", "rien ne suit"),
        ("- idée :\n\n  a", "idée", "rien ne suit"),
        ("- idées :\n  - a\n  - b", "idées", "n’ont pas de marqueur"),
        ("- Idées\n  - idée : a\n  - b", "Idées", "n’ont pas de marqueur"),
        ("## Idées\n\n- a\n- b", "Idées", "n’ont pas de marqueur"),
        ("**Idées :**\n\n- a\n- b", "Idées", "n’ont pas de marqueur"),
        ("Idées :\n\n• a\n• b", "Idées", "n’ont pas de marqueur"),
        ("idée :\na", "idée", "pas de puce"),
        ("| idée : a |\n|---|\n| x |", "idée", "tableau"),
        ("| x | y |\n|---|---|\n| z | idée : a |", "idée", "tableau"),
        ("| x | y |\n|---|---|\n| idée | a |", "idée", "tableau"),
        ("- idée ; a", ";", "ne sépare pas"),
        ("- idée = a", "=", "ne sépare pas"),
        ("- idée -> a", "->", "ne sépare pas"),
        ("- idée– a", "–", "ne sépare pas"),
        ("- idée de la CAF : a", "de la CAF", "des mots séparent"),
        ("- idée (la CAF : a", "", "des mots séparent"),
        ("- idée permanence le soir", "idée", "rien ne sépare"),
        ("> « a", "«", "jamais fermé"),
        ("> « a\n> b\n\nc »", "«", "jamais fermé"),
        ("> « a\nb »", "«", "jamais fermé"),
        ("> « a\n> « b »", "«", "jamais fermé"),
        ("- « a", "«", "jamais fermé"),
        ("> a\n« b »", "« b »", "ne commence pas par « > »"),
    ] {
        let read = read_note(source);
        assert_eq!(read.found.len(), 1, "{source:?}: {:?}", read.found);
        let found = read.found[0].replace('\u{a0}', " ");
        assert!(found.starts_with(&format!("CB109 {place}: ")) && found.contains(message), "{source:?}: {found}");
    }
}

#[test]
fn a_fix_makes_the_line_a_record() {
    for (source, expected) in [
        ("- iritant : a", "- irritant : a"),
        ("- Iritants : a", "- Irritants : a"),
        ("- sujets orfelins : a", "- orphelins : a"),
        ("• idée : a", "- idée : a"),
        ("•idée : a", "- idée : a"),
        ("-idée : a", "- idée : a"),
        ("**idée** : a", "- **idée** : a"),
        ("    idée : a", "- idée : a"),
        ("    - idée : a", "- idée : a"),
        ("> q\nidée : a", "> q\n- idée : a"),
        ("idée : a\n---", "- idée : a\n---"),
        ("# t\n\n## idée : a", "# t\n\n- idée : a"),
        ("[idée]: /x", "idée: /x"),
        ("- [idée] : a", "- idée : a"),
        ("- #idée : a", "- idée : a"),
        ("<br>\n- idée : a", "<br>\n\n- idée : a"),
        ("texte\n2. idée : a", "texte\n- idée : a"),
        ("- idée ; a", "- idée : a"),
        ("- idée; a", "- idée : a"),
        ("- idée de la CAF : a", "- idée (de la CAF) : a"),
        ("- idée permanence", "- idée : permanence"),
        ("- idées :\n  - a\n  - [ ] b", "- idées :\n  - idée : a\n  - [ ] idée : b"),
    ] {
        let right = mended(source);
        assert_eq!(right, expected);
        if source != "[idée]: /x" {
            let read = read_note(&right);
            assert!(!read.items.is_empty() && read.found.is_empty(), "{source:?}: {:?}", read.found);
        }
    }
}

#[test]
fn a_nested_item_knows_the_record_above_it() {
    let mut found = Vec::new();
    let source = "- idée : a\n  - détail\n    - frein : b\n- texte\n  - idée : c\n    - frein : d\n\n      suite\n";
    let body = read(source, Span::new(0, source.len()), Markers::Read, &mut found);
    assert_eq!(body.items.iter().map(|item| item.parent).collect::<Vec<_>>(), [None, Some(0), None, Some(2)]);
    assert_eq!(found, []);
}

#[test]
fn tags_are_read_on_the_source() {
    for (text, expected) in [
        ("a #logement #jeunesse", &["logement", "jeunesse"][..]),
        ("a (#logement) b,#x", &["logement", "x"]),
        ("a #vie/école_2 #été-", &["vie/école_2", "été"]),
        ("_#logement_", &["logement"]),
        ("#L’été #l'école #lot’s", &["lot"]),
        ("a #1 #12 c# x#y \\#z ##t", &[]),
        ("`#non` [#non](x.md) [[x#non]] https://x.fr/#non www.x.fr/#non <!-- #non -->", &[]),
        ("a ^37066d #oui", &["oui"]),
    ] {
        let source = format!("- idée : a {text}");
        let body = read(&source, Span::new(0, source.len()), Markers::Read, &mut Vec::new());
        let tags: Vec<_> = body.items.iter().flat_map(|item| &item.tags).map(|tag| tag.of(&source)).collect();
        assert_eq!(tags, expected, "{text}");
    }
}

#[test]
fn a_text_is_shown_without_its_marks() {
    for (raw, expected) in [
        ("a **b** _c_ ~~d~~ `e`", "a b c d e"),
        ("a\n  b\r\n  c", "a b c"),
        ("a #x #y ^E012-1", "a"),
        ("a (#x)", "a"),
        ("a ^37066d", "a"),
        ("rénover le #logement social #ville", "rénover le logement social"),
        ("[label](x.md), [[E012|la mission]], [[E013]]", "label, la mission, E013"),
        ("5 \\* 3 &amp; <b>x</b> <!-- y -->", "5 * 3 & x"),
        ("1. a", "1. a"),
        ("# a", "# a"),
        ("- a", "- a"),
        ("texte\u{a0}: là\u{202f}!", "texte\u{a0}: là\u{202f}!"),
        ("de nuit,\n> le jour", "de nuit, le jour"),
        ("", ""),
    ] {
        assert_eq!(plain_text(raw), expected, "{raw:?}");
    }
}

#[test]
fn an_identifier_is_the_product_s_an_editor_s_or_a_fault() {
    assert_eq!(parse_block_id("E012-1"), Some(BlockId { note: "E012", verbatim: false, number: 1 }));
    assert_eq!(parse_block_id("SE01-v12"), Some(BlockId { note: "SE01", verbatim: true, number: 12 }));
    for other in
        ["37066d", "E012", "E012-", "E012-0", "E012-v", "E-1", "012-1", "E012-1-2", "E012-+1", "E012-99999999999"]
    {
        assert_eq!(parse_block_id(other), None, "{other}");
    }
    for (text, id, message) in [
        ("a ^E012-1", Some("E012-1"), None),
        ("a ^E012-1 #x", Some("E012-1"), None),
        ("a #x^E012-1", Some("E012-1"), None),
        ("a ^E012-1.", Some("E012-1"), None),
        ("a ^37066d", None, None),
        ("x^2 et ^2", None, None),
        ("`^E012-1` a", None, None),
        ("a ^E012_1", None, Some("n’est pas l’identifiant")),
        ("a ^E012", None, Some("n’est pas l’identifiant")),
        ("a ^E012-1 b", Some("E012-1"), Some("à la fin")),
        ("a ^E012-v1", Some("E012-v1"), Some("ne peut pas porter")),
        ("a ^E012-1 ^E012-2", Some("E012-1"), Some("deux identifiants")),
    ] {
        let source = format!("- idée : {text}");
        let mut found = Vec::new();
        let body = read(&source, Span::new(0, source.len()), Markers::Read, &mut found);
        assert_eq!(body.items.first().and_then(|item| item.id).map(|id| id.of(&source)), id, "{text}");
        assert!(found.len() == usize::from(message.is_some()), "{text}: {found:?}");
        assert!(
            found.iter().all(|found| found.rule.code == "CB107" && found.message.contains(message.unwrap_or("?"))),
            "{found:?}"
        );
    }
}

#[test]
fn a_verbatim_holds_what_belongs_to_it() {
    use Agreement::{Off, Relecture};
    // A source, then for each verbatim its text, who speaks, the agreement, the identifier.
    type Expected = &'static [(&'static str, Option<&'static str>, Option<Agreement>, Option<&'static str>)];
    let cases: [(&str, Expected); 17] = [
        ("> « a » — x ^E012-v1\n> « b »", &[("a", Some("x"), None, Some("E012-v1")), ("b", None, None, None)]),
        ("> « a\n> b » — x", &[("a b", Some("x"), None, None)]),
        ("> « a\n>\n> b » — x", &[("a b", Some("x"), None, None)]),
        ("> « a »\n> — x (off)", &[("a", Some("x"), Some(Off), None)]),
        ("> « a »\n— x (off)", &[("a", Some("x"), Some(Off), None)]),
        ("> « a » — « b » (x, relecture)", &[("a", None, None, None), ("b", Some("x"), Some(Relecture), None)]),
        ("> (off) « a »", &[("a", None, Some(Off), None)]),
        ("> « a » – x, à relire, off", &[("a", Some("x"), Some(Off), None)]),
        ("> « a » - x (CAF, Lot) (OFF) ^E012-v2 #t", &[("a", Some("x (CAF, Lot)"), Some(Off), Some("E012-v2"))]),
        ("> « a » (x)", &[("a", Some("x"), None, None)]),
        ("> « a « b » c »", &[("a « b » c", None, None, None)]),
        ("> texte « a » — [[E012]]", &[("a", Some("[[E012]]"), None, None)]),
        ("- « a » — x", &[("a", Some("x"), None, None)]),
        ("- [ ] *« a\n  b »* — x", &[("a b", Some("x"), None, None)]),
        ("- x\n  > « a » — y", &[("a", Some("y"), None, None)]),
        ("> « »", &[]),
        ("> ```\n> « a »\n> ```", &[]),
    ];
    for (source, expected) in cases {
        let mut found = Vec::new();
        let body = read(source, Span::new(0, source.len()), Markers::Read, &mut found);
        let of = |span: Option<Span>| span.map(|span| span.of(source));
        let texts: Vec<_> = body.verbatims.iter().map(|verbatim| plain_text(verbatim.text.of(source))).collect();
        let read: Vec<_> = body
            .verbatims
            .iter()
            .zip(&texts)
            .map(|(verbatim, text)| (text.as_str(), of(verbatim.attribution), verbatim.agreement, of(verbatim.id)))
            .collect();
        assert_eq!((read.as_slice(), found.as_slice()), (expected, [].as_slice()), "{source:?}");
    }
}

#[test]
fn links_lead_into_the_dossier() {
    let source = "[[E012-x#^E012-1|t]] [[#^E012-2]] [a](../b%20c.md#^E012-3) ![[i.png]] [u](https://x.fr) <m@x.fr> `[[n]]` [r][ref] [t](#t)\n\n[ref]: d.md\n";
    let body = read(source, Span::new(0, source.len()), Markers::Ignored, &mut Vec::new());
    let links: Vec<_> = body
        .links
        .iter()
        .map(|link| (&*link.target, link.block.map_or("", |block| block.of(source)), link.kind))
        .collect();
    assert_eq!(
        links,
        [
            ("E012-x", "E012-1", LinkKind::Wiki),
            ("", "E012-2", LinkKind::Wiki),
            ("../b c.md", "E012-3", LinkKind::Path),
            ("i.png", "", LinkKind::Wiki),
            ("d.md", "", LinkKind::Path),
        ]
    );
}

#[test]
fn a_body_that_is_no_note_s_has_quotes_and_comments_only() {
    let mut found = Vec::new();
    let source = "- idée : a\n• idée : b\n\n> « a » — [[E012]] ^E01x\n> « b\n\n<!-- c -->\n";
    let body = read(source, Span::new(0, source.len()), Markers::Ignored, &mut found);
    assert_eq!(
        (body.items.len(), body.verbatims.len(), body.quotes.len(), body.comments.len(), found.len()),
        (0, 1, 1, 1, 0)
    );
}

/// The note of a long day, with every form that was ever met.
const TIRED: &str = include_str!("../../../tests/data/note-fatiguee.md");

#[test]
fn every_idea_of_a_tired_note_is_a_record_or_a_finding() {
    // Lines with a marker's word that are meant to be left out: sentences, what is in a closed fence or comment.
    let sentences = ["L’idée : venir", "- idée : ceci est un exemple", "<!-- - irritant : effacé exprès"];
    let stems = [
        "idée", "idee", "irit", "irrit", "init", "orphelin", "ressource", "difficult", "frein", "verrou", "constat",
        "besoin", "action :", "recontacter",
    ];
    let read = read_note(TIRED);
    let mut meant = 0;
    for (n, line) in TIRED.lines().enumerate() {
        let marked = stems.iter().any(|stem| line.to_lowercase().contains(stem)) || line.contains('«');
        let said = sentences.iter().any(|sentence| line.starts_with(sentence));
        meant += usize::from(marked && !said);
        assert_eq!(
            read.lines.iter().filter(|&&at| at == n).count(),
            usize::from(marked && !said),
            "line {}: {line}\n{:#?}",
            n + 1,
            read.found
        );
    }
    assert_eq!((read.items.len(), read.verbatims.len(), read.found.len()), (21, 3, 25), "{:#?}", read.found);
    assert_eq!(meant, 49);
}

/// Pieces that a note may be made of.
const PIECES: &[&str] = &[
    "idée",
    "irritant",
    "iritant",
    " : ",
    ":",
    " – ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "• ",
    "> ",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\t",
    "```\n",
    "~~~",
    "<!--",
    "-->",
    "<br>",
    "<div>",
    "« ",
    " »",
    " (off)",
    "^E012-1",
    " ^E012-v1",
    "#tag",
    "**",
    "_",
    "~~",
    "`",
    "[",
    "]",
    "](x.md)",
    "[[E012#^E012-1]]",
    "|",
    "\n|---|\n",
    "---\n",
    "# ",
    "[ ] ",
    "[^1]",
    "[^1]: ",
    "texte",
    "é",
    "\u{a0}",
    "\u{200b}",
    "e\u{301}",
    "https://x.fr/#a",
    "&nbsp;",
    "\\",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,3}"]
}

fn spans(body: &Body<'_>) -> Vec<Span> {
    let items = body.items.iter().flat_map(|item| {
        [Some(item.span), Some(item.text), item.precision, item.id].into_iter().flatten().chain(item.tags.clone())
    });
    let verbatims = body.verbatims.iter().flat_map(|verbatim| {
        [Some(verbatim.span), Some(verbatim.text), verbatim.attribution, verbatim.id]
            .into_iter()
            .flatten()
            .chain(verbatim.tags.clone())
    });
    let links = body.links.iter().flat_map(|link| [Some(link.span), link.block].into_iter().flatten());
    items
        .chain(verbatims)
        .chain(links)
        .chain(body.comments.iter().copied())
        .chain(body.quotes.iter().copied())
        .chain(body.title)
        .collect()
}

/// Reads a body that starts at `base`, and checks that all places are in it.
fn holds(source: &str, base: usize) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    let body = read(source, Span::new(base, source.len()), Markers::Read, &mut found);
    let edits = found.iter().flat_map(|found| found.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span)));
    let related = found.iter().flat_map(|found| found.related.iter().map(|related| related.span));
    for span in spans(&body).into_iter().chain(found.iter().filter_map(|found| found.span)).chain(edits).chain(related)
    {
        prop_assert!(source.get(span.range()).is_some() && span.start as usize >= base, "{span:?} in {source:?}");
    }
    for item in &body.items {
        prop_assert!(item.span.contains(item.text), "{item:?}");
        plain_text(item.text.of(source));
    }
    for found in &found {
        let edits = found.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        prop_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        holds(&format!("é\n{text}"), 3)?;
        plain_text(&text);
    }

    #[test]
    fn any_markdown_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        holds(&format!("é\n{}", pieces.concat()), 3)?;
    }

    #[test]
    fn a_marked_bullet_is_never_lost(
        before in prop::collection::vec(piece(), 0..30),
        indent in 0..9usize,
        bullet in prop::sample::select(&["- ", "* ", "+ ", "3. ", "• ", "– ", "> - ", "- [ ] ", "-", "- - "][..]),
        marker in prop::sample::select(&["irritant : ", "**Idées** – ", "sujet orphelin: ", "à recontacter (vite) : "][..]),
        after in prop::collection::vec(piece(), 0..20),
    ) {
        let before = before.concat();
        let source = format!("{before}\n{:indent$}{bullet}{marker}le texte\n{}", "", after.concat());
        let start = before.len() + 1;
        let line = Span::new(start, start + source[start..].find('\n').unwrap_or(0));
        let mut found = Vec::new();
        let walked = walk::walk(&source, Span::new(0, source.len()), true, &mut found);
        lost::find(&source, Span::new(0, source.len()), &walked, &mut found);
        let recorded = walked.body.items.iter().any(|item| line.start <= item.span.start && item.span.start < line.end);
        let reported = found.iter().filter_map(|found| found.span).any(|span| line.contains(span));
        let fenced = matches!(walk::zone_at(&walked.zones, line.end - 1), Some((_, walk::Zone::Fence)));
        let commented = walked.body.comments.iter().any(|comment| comment.contains(line) && comment.of(&source).ends_with("-->"));
        prop_assert!(recorded || reported || fenced || commented, "{source:?}");
    }
}

#[test]
fn a_hostile_body_is_read_in_time_that_grows_with_its_length() {
    const LENGTH: usize = 300_000;
    let start = std::time::Instant::now();
    for unit in [
        ">", "[", "[[", "- ", "> - ", "«", "> «\n", "« » ", "<!--", "*", "*[", "`a", "![", "idée : x\n", "- idée :\n",
        "- idée : x\n", "idée :\n\n\n", "#a(", "^E1-1 ", "| idée(", "(off) ",
    ] {
        for head in ["", "- idée : ", "> « a » ", "<br>\n", "```\n", "| a |\n|---|\n"] {
            let source = format!("{head}{}\n---\n", unit.repeat(LENGTH / unit.len() / 6));
            read(&source, Span::new(0, source.len()), Markers::Read, &mut Vec::new());
            plain_text(&source);
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
