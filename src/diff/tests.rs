//! What two versions of small dossiers say of each other.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::dossier::sample::{Files, dossier, note};

/// The texts of a version.
struct Written<'f>(Files<'f>);

impl Texts for Written<'_> {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.0.iter().find(|(known, _)| *known == path).map(|(_, text)| Arc::from(*text))
    }
}

/// Compares two versions.
pub(crate) fn compared(old: Files<'_>, new: Files<'_>) -> Changes {
    let (before, after) = (dossier(old), dossier(new));
    let (old, new) = (Written(old), Written(new));
    Changes::between(Some(Side { dossier: &before, texts: &old }), Some(Side { dossier: &after, texts: &new }))
}

/// What changed, a line each: kind, record, field, before, after.
fn told(old: Files<'_>, new: Files<'_>) -> Vec<String> {
    let line = |change: &Change| {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "–".to_owned());
        let Change { kind, id, field, old, new, .. } = change;
        format!("{} {id} {} {} {}", kind.key(), part(field), part(old), part(new))
    };
    compared(old, new).all.iter().map(line).collect()
}

const GISEMENT: &str = "gisements/G01-porte.md";
const NOTE: &str = "entretiens/E001-mairie.md";

#[test]
fn the_same_thing_written_otherwise_says_nothing() {
    let base = "---\ntitre: Une porte\nidees:\n  - E001-1\n  - E001-2\nstatut: valide\n---\nTout le monde en parle.\n";
    let same = [
        (
            "order of keys",
            "---\nstatut: valide\nidees:\n  - E001-1\n  - E001-2\ntitre: Une porte\n---\nTout le monde en parle.\n",
        ),
        (
            "order of a list",
            "---\ntitre: Une porte\nidees:\n  - E001-2\n  - E001-1\nstatut: valide\n---\nTout le monde en parle.\n",
        ),
        (
            "list on a line",
            "---\ntitre: Une porte\nidees: [E001-1, E001-2]\nstatut: valide\n---\nTout le monde en parle.\n",
        ),
        (
            "width of identifiers",
            "---\ntitre: Une porte\nidees: [E1-1, E01-2]\nstatut: valide\n---\nTout le monde en parle.\n",
        ),
        (
            "quotes",
            "---\ntitre: \"Une porte\"\nidees: ['E001-1', E001-2]\nstatut: 'valide'\n---\nTout le monde en parle.\n",
        ),
        (
            "spelling of a word",
            "---\ntitre: Une porte\nidees: [E001-1, E001-2]\nstatut: Validé\n---\nTout le monde en parle.\n",
        ),
        (
            "comments and spaces",
            "---\ntitre:   Une porte   # la leur\nidees: [ E001-1 ,  E001-2 ]\n\nstatut: valide\n---\n\nTout le monde\nen parle.  \n\n",
        ),
        (
            "line ends",
            "---\r\ntitre: Une porte\r\nidees:\r\n  - E001-1\r\n  - E001-2\r\nstatut: valide\r\n---\r\nTout le monde en parle.\r\n",
        ),
        (
            "byte order mark",
            "\u{feff}---\ntitre: Une porte\nidees: [E001-1, E001-2]\nstatut: valide\n---\nTout le monde en parle.\n",
        ),
    ];
    for (name, text) in same {
        assert_eq!(told(&[(GISEMENT, base)], &[(GISEMENT, text)]), [""; 0], "{name}");
        assert_eq!(told(&[(GISEMENT, text)], &[(GISEMENT, base)]), [""; 0], "{name}, the other way");
    }
}

#[test]
fn the_same_note_written_otherwise_says_nothing() {
    let base = note(
        "# La mairie\n\n- idée : un banc à l’arrêt #mobilite ^E001-1\n- irritant : la machine ne scanne pas ^E001-2\n\n> « On attend. » — secrétaire ^E001-v1\n",
    );
    let same = [
        (
            "bullets",
            note(
                "# La mairie\n\n* idée : un banc à l’arrêt #mobilite ^E001-1\n* irritant : la machine ne scanne pas ^E001-2\n\n> « On attend. » — secrétaire ^E001-v1\n",
            ),
        ),
        (
            "bold and capitals",
            note(
                "# La mairie\n\n- **Idée :** un banc à l’arrêt #mobilite ^E001-1\n- Irritant : la machine ne scanne pas ^E001-2\n\n> « On attend. » — secrétaire ^E001-v1\n",
            ),
        ),
        (
            "order of bullets",
            note(
                "# La mairie\n\n- irritant : la machine ne scanne pas ^E001-2\n- idée : un banc à l’arrêt #mobilite ^E001-1\n\n> « On attend. » — secrétaire ^E001-v1\n",
            ),
        ),
        (
            "apostrophes and spaces",
            note(
                "# La mairie\n\n-   idée :  un banc à l'arrêt  #mobilite ^E001-1\n\n- irritant : la machine ne scanne pas ^E001-2\n\n> « On attend. » — secrétaire ^E001-v1\n",
            ),
        ),
    ];
    for (name, text) in &same {
        assert_eq!(told(&[(NOTE, &base)], &[(NOTE, text)]), [""; 0], "{name}");
    }
}

#[test]
fn what_changes_is_told_once_the_weightiest_first() {
    let old = note("# La mairie\n\n- idée : un banc à l’arrêt ^E001-1\n- idée : une seule liste de pièces ^E001-2\n");
    let new = note("# La mairie\n\nIl pleut.\n\n- idée : deux bancs à l’arrêt ^E001-1\n- idée : rouvrir le lavoir aux enfants ^E001-3\n")
        .replace("personnes: 3", "personnes: 4");
    assert_eq!(
        told(
            &[
                (NOTE, &old),
                (GISEMENT, "---\ntitre: Une porte\nidees: [E001-1]\nstatut: propose\n---\n"),
                ("gisements/G02-b.md", "---\ntitre: B\nidees: [E001-2]\n---\n")
            ],
            &[
                (NOTE, &new),
                (GISEMENT, "---\ntitre: Une porte\nidees: []\nstatut: valide\n---\n"),
                ("gisements/G02-b.md", "---\ntitre: B\nidees: [E001-2, E001-1]\n---\n")
            ],
        ),
        [
            "state G01 statut proposé validé",
            "moved E001-1 gisement G01 G02",
            "removed E001-2 – – –",
            "added E001-3 – – –",
            "changed E001 corps # La mairie # La mairie Il pleut.",
            "changed E001 personnes 3 4",
            "changed E001-1 texte un banc à l’arrêt deux bancs à l’arrêt",
        ]
    );
}

#[test]
fn two_records_of_one_identifier_are_each_followed() {
    let (one, other) =
        ("---\ntitre: Ce qui se répare\nidees: [E001-1]\n---\n", "---\ntitre: Les chantiers\nidees: [E001-2]\n---\n");
    let grown = "---\ntitre: Les chantiers\nidees: [E001-2, E001-3]\n---\n";
    // The one that comes brings its ideas; they are not new in the one that was there.
    assert_eq!(
        told(&[("gisements/G06-b.md", other)], &[("gisements/G06-a.md", one), ("gisements/G06-b.md", other)]),
        ["added G06 – – E001-1"]
    );
    assert_eq!(
        told(
            &[("gisements/G06-a.md", one), ("gisements/G06-b.md", other)],
            &[("gisements/G06-a.md", one), ("gisements/G06-b.md", grown)]
        ),
        ["changed G06 idees – E001-3"]
    );
}

#[test]
fn an_idea_that_took_the_number_of_another_did_not_move() {
    let (old, new) = (
        note("# A\n\n- idée : une boîte pour les dossiers ^E001-1\n"),
        note("# B\n\n- idée : réviser ensemble les vieilles voitures ^E001-1\n"),
    );
    let (before, after) = ("entretiens/E001-epicerie.md", "entretiens/E001-garage.md");
    let found = compared(
        &[
            (before, &old),
            (GISEMENT, "---\ntitre: A\nidees: [E001-1, E009-1]\n---\n"),
            ("gisements/G02-b.md", "---\ntitre: B\n---\n"),
        ],
        &[
            (after, &new),
            (GISEMENT, "---\ntitre: A\nidees: [E009-1]\n---\n"),
            ("gisements/G02-b.md", "---\ntitre: B\nidees: [E001-1]\n---\n"),
        ],
    );
    assert!(found.all.iter().all(|change| change.kind != ChangeKind::Moved), "{found:#?}");
}

#[test]
fn a_record_keeps_its_life_under_another_name() {
    let text = note("# La mairie\n\n- idée : un banc couvert à l’arrêt du car ^E001-1\n");
    let found = told(
        &[(NOTE, &text), (GISEMENT, "---\ntitre: A\nidees: [E001-1]\n---\n")],
        &[
            ("entretiens/E015-mairie.md", &text.replace("E001", "E015")),
            (GISEMENT, "---\ntitre: A\nidees: [E015-1]\n---\n"),
        ],
    );
    assert_eq!(found, ["renamed E015 id E001 E015"]);
    let found = told(&[(NOTE, &text)], &[("entretiens/E001-autre.md", &text)]);
    assert_eq!(found, ["renamed E001 – entretiens/E001-mairie.md entretiens/E001-autre.md"]);
}

/// A value of a field and the ways it may be laid out.
fn laid_out() -> impl Strategy<Value = (String, String)> {
    let word = "[a-zà-ü]{2,9}( [a-zà-ü’]{1,9}){0,5}";
    (word, prop::collection::vec(1u32..40, 0..6), prop::collection::vec(word, 0..4), any::<[u8; 6]>(), any::<bool>())
        .prop_map(|(title, ideas, paragraphs, ways, crlf)| {
            let list = |ideas: &[u32], way: u8| match (ideas, way % 3) {
                ([], _) => "idees: []\n".to_owned(),
                (ideas, 0) => format!(
                    "idees: [{}]\n",
                    ideas.iter().map(|idea| format!("E001-{idea}")).collect::<Vec<_>>().join(", ")
                ),
                (ideas, 1) => {
                    format!("idees:\n{}", ideas.iter().map(|idea| format!("  - E1-{idea}\n")).collect::<String>())
                }
                (ideas, _) => format!(
                    "idees:\n{}",
                    ideas.iter().rev().map(|idea| format!("- 'E001-{idea}' # voilà\n")).collect::<String>()
                ),
            };
            let (title, quoted) = (format!("titre: « {title} »\n"), format!("titre: \"« {title} »\"   # ici\n"));
            let body = |space: &str, end: &str| {
                paragraphs.iter().map(|text| format!("{}{end}\n\n", text.replace(' ', space))).collect::<String>()
            };
            let one = format!("---\n{title}{}statut: valide\n---\n{}", list(&ideas, ways[0]), body(" ", ""));
            let mut keys =
                [if ways[1] % 2 == 0 { quoted } else { title }, list(&ideas, ways[2]), "statut: Validé\n".to_owned()];
            keys.rotate_left(usize::from(ways[3] % 3));
            let other = format!(
                "---\n{}---\n\n{}",
                keys.join(if ways[4] % 2 == 0 { "\n" } else { "" }),
                body(if ways[5] % 2 == 0 { "  " } else { "\n" }, "  ")
            );
            (one, if crlf { other.replace('\n', "\r\n") } else { other })
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_layout_is_ever_a_change((one, other) in laid_out()) {
        prop_assert_eq!(told(&[(GISEMENT, &one)], &[(GISEMENT, &other)]), [""; 0], "{}\n{}", one, other);
    }

    #[test]
    fn a_version_never_differs_from_itself((one, _) in laid_out(), body in "[-a-zé >#*^:\n«»]{0,200}") {
        let text = note(&body);
        prop_assert!(compared(&[(GISEMENT, &one), (NOTE, &text)], &[(GISEMENT, &one), (NOTE, &text)]).is_empty());
    }
}
