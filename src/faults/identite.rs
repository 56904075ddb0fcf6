//! CB201 to CB206: identifiers, references, links.

use crate::diagnostic::{Diagnostic, Place};
use crate::fr::{agree, counted, de, nearest};
use crate::rule::catalogue::{CB201, CB202, CB203, CB204, CB205, CB206};
use crate::schema::{Field, TypeDef};
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
    /// An entry of `idees.yaml` writes the text of an idea of a note again.
    Reprise,
}

/// One of two records that claim an identifier.
#[derive(Clone, Copy, Debug)]
pub struct Pretendant<'p> {
    /// The identifier, as it is written.
    pub name: &'p str,
    /// How it comes by it.
    pub porteur: Porteur,
    /// Whether it is a readable name, not a prefix and a number.
    pub slug: bool,
    /// Where that stands; the record's first line where the file's name says it.
    pub place: Span,
}

/// A second record claims an identifier; `path` is the first one's file where it is another, `free` the identifier that could be its own.
pub fn en_double(
    second: Pretendant<'_>,
    first: Pretendant<'_>,
    path: Option<String>,
    free: Option<Padded>,
) -> Diagnostic {
    let amends = second.porteur == Porteur::Complement;
    let place = path.as_ref().map_or_else(|| "plus haut".to_owned(), |path| format!("dans `{path}`"));
    let message = if amends {
        format!("`{}` est déjà complétée {place}", second.name)
    } else {
        format!("l’identifiant `{}` est déjà pris {place}", second.name)
    };
    let label = match second.porteur {
        Porteur::Fichier => "le nom de ce fichier le donne une seconde fois",
        Porteur::Ecrit | Porteur::Complement | Porteur::Reprise => "ici pour la seconde fois",
    };
    let mut already = match first.porteur {
        Porteur::Fichier => "déjà donné par le nom de ce fichier".to_owned(),
        Porteur::Ecrit | Porteur::Complement | Porteur::Reprise => "déjà ici".to_owned(),
    };
    if second.name != first.name {
        already.push_str(&format!(", écrit `{}` : les zéros ne comptent pas", first.name));
    }
    let found = Diagnostic::new(&CB201, message).at(second.place).label(label);
    let found = match path {
        Some(path) => found.related_in(path, first.place, already),
        None => found.related(first.place, already),
    };
    match (second.porteur, free) {
        (Porteur::Complement, _) => found.help("réunissez les deux entrées en une seule"),
        (Porteur::Reprise, _) => found.help("pour compléter l’idée de la note, retirez `texte`"),
        _ if second.slug => found.help("donnez un autre nom à l’un des deux, et corrigez ce qui le cite"),
        (_, None) => found.help("donnez un autre numéro à l’un des deux, et corrigez ce qui le cite"),
        (_, Some(free)) => found.help(format!(
            "donnez à celui-ci `{free}`, qui est libre, et corrigez ce qui le cite\u{202f}; après une fusion, \
             `cb number --resolve` s’en charge"
        )),
    }
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

/// Several names stand where a list is wanted; `fix` is the place and the text of a list of them.
pub fn references_sans_liste(field: &Field, listed: &str, span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let found =
        Diagnostic::new(&CB202, format!("plusieurs identifiants dans une seule valeur de `{}`", field.name)).at(span);
    match fix {
        Some((place, text)) => {
            found.help(format!("écrivez une liste, un identifiant par ligne, ou `[{listed}]`")).safe_fix(place, text)
        }
        None => found.help("faites-en une liste, un identifiant par ligne, chacun après son tiret"),
    }
}

/// Several names stand where one is wanted.
pub fn une_seule_reference(field: &Field, span: Span) -> Diagnostic {
    Diagnostic::new(&CB202, "plusieurs identifiants dans une seule valeur")
        .at(span)
        .help(format!("`{}` n’en attend qu’un : gardez le bon", field.name))
}

/// A reference holds more than an identifier, joined as a list is in a sentence.
pub fn reference_enumeree(written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB202, format!("aucune fiche ne s’appelle `{written}`"))
        .at(span)
        .help("pour en citer plusieurs, écrivez une liste, un identifiant par ligne")
}

/// A comment touches the identifier `ident` that it follows: without a space, `#` is part of the text.
pub fn remarque_collee(written: &str, ident: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB202, format!("aucune fiche ne s’appelle `{written}`"))
        .at(span)
        .help("mettez une espace avant `#` : la suite sera une remarque");
    // Elsewhere than in a bare text the identifier does not stand where the value starts.
    if span.len() == written.len() { found.unsafe_fix(Span::at(span.start as usize + ident.len()), " ") } else { found }
}

/// A reference is nearly the identifier `near`, which a record bears.
pub fn reference_voisine(written: &str, near: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB202, format!("aucune fiche ne s’appelle `{written}`"))
        .at(span)
        .help(format!("vouliez-vous dire `{near}` ?"))
        .unsafe_fix(span, near)
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
    Diagnostic::new(&CB203, format!("`{written}` est de type {found}, et non {wanted}"))
        .at(span)
        .label("d’un autre type")
        .help("citez une fiche du type attendu, ou déplacez ce lien dans le champ qui convient")
}

/// Items of a note have no identifier; the first of them, and how many there are.
pub fn idee_sans_identifiant(first: Padded, count: u64, span: Span) -> Diagnostic {
    Diagnostic::new(
        &CB204,
        format!(
            "{} sans identifiant : rien ne peut encore {} citer",
            counted(count, "puce", "puces"),
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
pub fn doublons_en_cercle(names: &[String], span: Span, others: Vec<Place>) -> Diagnostic {
    let message = match names {
        [one] => format!("`{one}` est donnée pour le doublon d’elle-même"),
        _ => format!("doublons en cercle : {}", circle(names)),
    };
    let found = Diagnostic::new(&CB205, message)
        .at(span)
        .help("gardez une idée d’origine, sans `doublon_de` ; les autres y renvoient");
    around(found, others)
}

/// Gisements are said to be merged into one another: none is left to count.
pub fn fusions_en_cercle(names: &[String], span: Span, others: Vec<Place>) -> Diagnostic {
    let message = match names {
        [one] => format!("`{one}` est fusionné dans lui-même"),
        _ => format!("fusions en cercle : {}", circle(names)),
    };
    let found = Diagnostic::new(&CB205, message)
        .at(span)
        .help("gardez le gisement qui a absorbé les autres, sans `fusionne_dans`");
    around(found, others)
}

/// Shows a circle closed: « `a` → `b` → `a` ».
fn circle(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().chain(names.first()).map(|name| format!("`{name}`")).collect();
    shown.join(" → ")
}

/// Adds the other places of a circle.
fn around(mut found: Diagnostic, others: Vec<Place>) -> Diagnostic {
    for other in others {
        found = found.also(other, "puis d’ici");
    }
    found
}

/// A link in a body leads nowhere.
pub fn lien_mort(target: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB206, format!("ce lien ne mène nulle part : `{target}`"))
        .at(span)
        .help("corrigez l’identifiant, ou retirez les crochets")
}
