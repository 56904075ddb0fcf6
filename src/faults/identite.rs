//! CB201 to CB206: identifiers, references, links.

use crate::diagnostic::Diagnostic;
use crate::fr::{agree, counted, de, nearest};
use crate::rule::catalogue::{CB201, CB202, CB203, CB204, CB205, CB206};
use crate::schema::TypeDef;
use crate::text::Span;
use crate::value::identifiant::Padded;

/// How a record comes by its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Porteur {
    /// By the name of its file.
    Fichier,
    /// It is written in the file.
    Ecrit,
    /// It names the record that an entry of `idees.yaml` adds to.
    Complement,
}

/// One of two records that claim an identifier.
#[derive(Clone, Copy, Debug)]
pub struct Pretendant<'p> {
    /// The identifier, as it is written.
    pub name: &'p str,
    /// How it comes by it.
    pub porteur: Porteur,
    /// Where that stands; the record's first line where the file's name says it.
    pub place: Span,
}

/// A second record claims an identifier; `path` is the first one's file where it is another.
pub fn en_double(second: Pretendant<'_>, first: Pretendant<'_>, path: Option<String>) -> Diagnostic {
    let amends = second.porteur == Porteur::Complement;
    let message = if amends {
        format!("`{}` est déjà complétée plus haut", second.name)
    } else {
        format!("l’identifiant `{}` est déjà pris", second.name)
    };
    let label = match second.porteur {
        Porteur::Fichier => "le nom de ce fichier le donne une seconde fois",
        Porteur::Ecrit | Porteur::Complement => "ici pour la seconde fois",
    };
    let mut already = match first.porteur {
        Porteur::Fichier => "déjà donné par le nom de ce fichier".to_owned(),
        Porteur::Ecrit | Porteur::Complement => "déjà ici".to_owned(),
    };
    if second.name != first.name {
        already.push_str(&format!(", écrit `{}` : les zéros ne comptent pas", first.name));
    }
    let found = Diagnostic::new(&CB201, message).at(second.place).label(label);
    let found = match path {
        Some(path) => found.related_in(path, first.place, already),
        None => found.related(first.place, already),
    };
    found.help(if amends {
        "réunissez les deux entrées en une seule"
    } else {
        "donnez un autre numéro à l’un des deux, et corrigez ce qui le cite"
    })
}

/// Nothing bears this identifier.
pub fn reference_inconnue(written: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB202, format!("aucune fiche ne s’appelle `{written}`")).at(span);
    match near {
        Some(near) => found.help(format!("vouliez-vous dire `{near}` ?")),
        None => found.help("corrigez l’identifiant, ou créez la fiche"),
    }
}

/// The idea exists, but its identifier is not written in the note.
pub fn reference_provisoire(written: &Padded, span: Span, path: Option<String>, there: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB202, format!("`{written}` n’est pas encore écrit dans sa note")).at(span);
    let message = "cette puce n’a qu’un numéro provisoire";
    let found = match path {
        Some(path) => found.related_in(path, there, message),
        None => found.related(there, message),
    };
    found.help(format!(
        "écrivez `^{written}` à la fin de la puce : sans cela, une puce ajoutée plus haut changerait son numéro"
    ))
}

/// No actor or source bears this name.
pub fn nom_inconnu(written: &str, def: &TypeDef, known: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB202, format!("aucune fiche ne s’appelle `{written}`")).at(span);
    if let Some(near) = nearest(written, known.iter().copied()) {
        return found.help(format!("vouliez-vous dire `{near}` ?")).unsafe_fix(span, near);
    }
    found.help(if written.contains(',') {
        "pour en citer plusieurs, écrivez une liste : `[caf, mission-locale]`".to_owned()
    } else {
        match def.name {
            "acteur" => "ajoutez la structure à `acteurs.yaml`, ou corrigez son nom".to_owned(),
            "source" => "ajoutez la source à `sources`, dans `dossier.yaml`, ou corrigez son nom".to_owned(),
            _ => format!("un identifiant {} s’écrit `{}012`", de(def.noun.0), def.kind.prefix()),
        }
    })
}

/// A reference leads to a record of another type than the field wants.
pub fn mauvais_type(written: &str, found: &str, wanted: &[&str], span: Span) -> Diagnostic {
    let wanted = match wanted {
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} ou {last}", rest.join(", ")),
        [] => String::new(),
    };
    Diagnostic::new(&CB203, format!("`{written}` est d’un autre type : {found}"))
        .at(span)
        .label(format!("attendu ici : {wanted}"))
        .help("citez une fiche du type attendu, ou déplacez ce lien dans le champ qui convient")
}

/// Ideas of a note have no identifier; the first of them, and how many there are.
pub fn idee_sans_identifiant(first: Padded, count: u64, span: Span) -> Diagnostic {
    Diagnostic::new(
        &CB204,
        format!(
            "{} sans identifiant : rien ne peut encore {} citer",
            counted(count, "idée", "idées"),
            agree(count, "la", "les")
        ),
    )
    .at(span)
    .help(if count == 1 {
        format!("quand la note est finie, écrivez `^{first}` à la fin de cette puce")
    } else {
        format!("quand la note est finie, écrivez `^{first}` à la fin de celle-ci, et ainsi de suite")
    })
}

/// Ideas are said to repeat one another in a circle.
pub fn doublons_en_cercle(names: &[String], span: Span, others: Vec<(Option<String>, Span)>) -> Diagnostic {
    let message = match names {
        [one] => format!("`{one}` est donnée pour le doublon d’elle-même"),
        _ => {
            let shown: Vec<String> = names.iter().chain(names.first()).map(|name| format!("`{name}`")).collect();
            format!("doublons en cercle : {}", shown.join(" → "))
        }
    };
    let mut found = Diagnostic::new(&CB205, message)
        .at(span)
        .help("gardez une idée d’origine, sans `doublon_de` ; les autres y renvoient");
    for (path, span) in others {
        found = match path {
            Some(path) => found.related_in(path, span, "puis d’ici"),
            None => found.related(span, "puis d’ici"),
        };
    }
    found
}

/// A link in a body leads nowhere.
pub fn lien_mort(target: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB206, format!("ce lien ne mène nulle part : `{target}`"))
        .at(span)
        .help("corrigez l’identifiant, ou retirez les crochets")
}
