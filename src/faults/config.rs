//! CB102 to CB104 in `cb.yaml`.

use crate::diagnostic::Diagnostic;
use crate::fr::nearest;
use crate::rule::catalogue::{self, CB102, CB103, CB104};
use crate::text::Span;

/// A key that `cb.yaml` does not know.
pub fn cle_inconnue(key: &str, known: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB102, format!("réglage inconnu : `{key}`")).at(span);
    match nearest(key, known.iter().copied()) {
        Some(near) => found.help(format!("vouliez-vous dire `{near}` ?")).unsafe_fix(span, near),
        None => found.help(format!("réglages admis ici : `{}`", known.join("`, `"))),
    }
}

/// A code that is no rule.
pub fn regle_inconnue(code: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB104, format!("`{code}` n’est pas une règle")).at(span);
    match nearest(code, catalogue::ALL.iter().map(|rule| rule.code)) {
        Some(near) => found.help(format!("vouliez-vous dire `{near}` ?")),
        None => found.help("`cb explain` liste les règles"),
    }
}

/// A level that is none.
pub fn niveau_inconnu(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB104, format!("`{word}` n’est pas un niveau"))
        .at(span)
        .help("niveaux admis : `erreur`, `avertissement`, `information`, `non`")
}

/// A setting that wants a number.
pub fn nombre_attendu(name: &str, word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB103, format!("`{name}` attend un nombre entier"))
        .at(span)
        .label(format!("ici, `{word}`"))
        .help(format!("par exemple `{name}: 3`"))
}

/// A path pattern that cannot be read.
pub fn motif_illisible(pattern: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB103, format!("chemin illisible : `{pattern}`"))
        .at(span)
        .help("écrivez un chemin depuis ce fichier : `entretiens/2018/**`, `idees/*.yaml`")
}
