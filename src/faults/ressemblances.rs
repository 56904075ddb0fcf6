//! CB413: ideas whose texts are nearly the same.

use crate::diagnostic::{Diagnostic, Place};
use crate::fr::{agree, counted};
use crate::rule::Severity;
use crate::rule::catalogue::CB413;
use crate::text::Span;

/// An idea is like one before it; `small`: it stands in a note, `percent`: how much of their texts is the same, `there`: the other.
pub fn idee_quasi_identique(
    name: &str,
    small: bool,
    other: &str,
    percent: u32,
    span: Span,
    there: Place,
) -> Diagnostic {
    let how = if percent >= 100 {
        format!("`{name}` a le même texte que `{other}`")
    } else {
        format!("`{name}` ressemble à {percent} % à `{other}`")
    };
    let place = if small { format!("dans `idees.yaml`, sous `id: {name}`,") } else { "ici".to_owned() };
    Diagnostic::new(&CB413, how)
        .severity(Severity::Info)
        .at(span)
        .label("la même idée ?")
        .also(there, "l’idée à laquelle elle ressemble")
        .help(format!(
            "si elles disent la même chose, écrivez {place} `doublon_de: {other}` ; sinon, `distincte_de: [{other}]`"
        ))
}

/// How many ideas of the dossier are like another; each has a finding of its own.
pub fn idees_a_rapprocher(count: u64) -> Diagnostic {
    let resemble = agree(count, "ressemble à une autre et compte", "ressemblent à une autre et comptent");
    Diagnostic::new(&CB413, format!("{} {resemble} pourtant en plus", counted(count, "idée", "idées"))).help(
        "regardez-les une à une : `doublon_de` pour une redite, `distincte_de` si la nuance compte ; sans cela, le \
         nombre d’idées annoncé est trop grand",
    )
}
