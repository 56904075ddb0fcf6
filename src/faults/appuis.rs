//! CB402 to CB405, CB415, CB416: what gisements, défis, promesses and personas rest on.

use crate::diagnostic::{Diagnostic, Place};
use crate::fr::counted;
use crate::rule::Severity;
use crate::rule::catalogue::{CB402, CB403, CB404, CB405, CB415, CB416};
use crate::text::Span;

/// Lists names as « `E001`, `E004` et `E007` ».
fn listed(names: &[String]) -> String {
    let code = |name: &String| format!("`{name}`");
    match names {
        [rest @ .., last] if !rest.is_empty() => {
            format!("{} et {}", rest.iter().map(code).collect::<Vec<_>>().join(", "), code(last))
        }
        _ => names.iter().map(code).collect(),
    }
}

/// A gisement holds no idea; an error once ideas are to be chosen.
pub fn gisement_vide(name: &str, severity: Severity, span: Span) -> Diagnostic {
    Diagnostic::new(&CB402, format!("`{name}` ne réunit aucune idée"))
        .severity(severity)
        .at(span)
        .label("ce gisement n’est qu’un titre")
        .help("citez ses idées, une par ligne, sous `idees:` ; ou inscrivez la décision d’y renoncer")
}

/// The ideas of a gisement come from too few notes; `notes` are their names.
pub fn gisement_fragile(name: &str, notes: &[String], wanted: u32, span: Span) -> Diagnostic {
    let message = match notes {
        [] => format!("les idées de `{name}` ne viennent d’aucune note"),
        [one] => format!("les idées de `{name}` viennent d’une seule note : `{one}`"),
        _ => format!(
            "les idées de `{name}` ne viennent que de {} : {}",
            counted(notes.len() as u64, "note", "notes"),
            listed(notes)
        ),
    };
    Diagnostic::new(&CB402, message).at(span).label(format!("il en faut {wanted}")).help(
        "cherchez les mêmes idées dans d’autres notes, retournez sur le terrain, ou réunissez ce gisement à un \
             autre : `fusionne_dans`",
    )
}

/// Every note behind a gisement is of one sphere, given as shown.
pub fn une_seule_sphere(name: &str, sphere: &str, notes: u64, span: Span) -> Diagnostic {
    Diagnostic::new(&CB403, format!("`{name}` n’a été entendu que dans une sphère : {sphere}"))
        .at(span)
        .label(format!("{}, une seule sphère", counted(notes, "note", "notes")))
        .help("rencontrez quelqu’un d’une autre sphère, ou complétez la `sphere` de qui a été rencontré")
}

/// Nothing heard in the field leads to a défi.
pub fn defi_sans_appui(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB404, format!("rien n’appuie `{name}` : aucun gisement ne le cite, il ne part d’aucun irritant"))
        .at(span)
        .help(format!(
            "citez les irritants d’où il part, `irritants: […]`, ou citez-le depuis un gisement : `defis: [{name}]`"
        ))
}

/// A promesse answers to nobody and to nothing.
pub fn promesse_sans_destinataire(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB405, format!("`{name}` ne s’adresse à aucun persona et ne répond à aucun défi ni gisement"))
        .at(span)
        .help("dites à qui ou à quoi elle répond : `personas`, `defis` ou `gisements`")
}

/// A promesse was kept by a decision or says so, and no solution keeps it. `decision`: where it was decided.
pub fn promesse_non_tenue(name: &str, span: Span, decision: Option<Place>) -> Diagnostic {
    let found =
        Diagnostic::new(&CB405, format!("`{name}` est retenue, mais aucune solution ne la tient")).at(span).help(
            format!("citez-la dans la solution qui la tient, `promesses: [{name}]`, ou décidez de ne pas la retenir"),
        );
    match decision {
        Some(there) => found.also(there, "retenue ici"),
        None => found,
    }
}

/// No group of a decision seminar works on a gisement; `groupes`: where the groups stand.
pub fn gisement_sans_groupe(name: &str, span: Span, groupes: Place) -> Diagnostic {
    Diagnostic::new(&CB415, format!("aucun groupe du séminaire ne traite `{name}`"))
        .at(span)
        .also(groupes, "les groupes sont ici")
        .help(format!(
            "ajoutez `{name}` au `traite` d’un groupe ; s’il n’est plus en lice, inscrivez la décision qui l’écarte"
        ))
}

/// A persona is made of too few notes; `notes` are their names.
pub fn persona_mince(name: &str, notes: &[String], wanted: u32, span: Span) -> Diagnostic {
    let message = match notes {
        [one] => format!("`{name}` n’est fait que d’une rencontre : `{one}`"),
        _ => format!(
            "`{name}` n’est fait que de {} : {}",
            counted(notes.len() as u64, "rencontre", "rencontres"),
            listed(notes)
        ),
    };
    Diagnostic::new(&CB416, message).at(span).label(format!("il en faut {wanted}")).help(
        "ajoutez à `sources` les autres rencontres qui le nourrissent ; sinon, c’est une personne qu’on reconnaîtra",
    )
}
