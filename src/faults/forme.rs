//! CB101 to CB108: fields, values and identifiers.

use crate::diagnostic::Diagnostic;
use crate::fr::fold::slug;
use crate::fr::{de, nearest};
use crate::rule::catalogue::{CB101, CB102, CB103, CB104, CB105, CB106, CB107, CB108};
use crate::rule::{Rule, Severity};
use crate::schema::{Field, FieldKind, TypeDef, Vocabulary};
use crate::text::Span;
use crate::value::date::DateError;
use crate::value::duree::DureeError;
use crate::value::identifiant::Kind;

/// A field that must stand does not.
///
/// `heading` says that a heading of the body may stand for it.
pub fn champ_requis(
    rule: &'static Rule,
    def: &TypeDef,
    field: &Field,
    why: Option<&str>,
    heading: bool,
    span: Span,
) -> Diagnostic {
    let why = why.map_or(String::new(), |why| format!(" {why}"));
    let heading = if heading { ", ou donnez un titre « # … » à la fiche" } else { "" };
    Diagnostic::new(rule, format!("il manque `{}`{why}", field.name))
        .at(span)
        .label(format!("{} : `{}` est attendu", def.noun.0, field.name))
        .help(format!("ajoutez une ligne `{}: {}` — {}{heading}", field.name, sample(field), field.doc))
}

/// Fields that a state calls for do not stand.
pub fn champs_de_l_etat(rule: &'static Rule, def: &TypeDef, fields: &[&Field], state: &str, span: Span) -> Diagnostic {
    let listed = match fields {
        [rest @ .., last] if !rest.is_empty() => {
            let rest: Vec<String> = rest.iter().map(|field| format!("`{}`", field.name)).collect();
            format!("{} et `{}`", rest.join(", "), last.name)
        }
        _ => fields.iter().map(|field| format!("`{}`", field.name)).collect(),
    };
    let lines: Vec<String> = fields.iter().map(|field| format!("`{}` ({})", field.name, field.doc)).collect();
    Diagnostic::new(rule, format!("il manque {listed} pour l’état « {state} »"))
        .at(span)
        .label(format!("{} dans cet état", def.noun.0))
        .help(format!("ajoutez {}", lines.join(", ")))
}

/// None of the fields of which one must stand does; `title` names the record's type or the field that holds the object.
pub fn champ_au_choix(title: &str, names: &[&str], span: Span) -> Diagnostic {
    let listed = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ou ");
    Diagnostic::new(&CB101, format!("il manque {listed}"))
        .at(span)
        .label(format!("{title} : l’un des deux est attendu"))
        .help(format!("ajoutez {listed}"))
}

/// A field of an object inside a record must stand and does not.
pub fn champ_requis_dans(object: &str, field: &Field, span: Span) -> Diagnostic {
    Diagnostic::new(&CB101, format!("il manque `{}` dans `{object}`", field.name)).at(span).help(format!(
        "ajoutez `{}: {}` — {}",
        field.name,
        sample(field),
        field.doc
    ))
}

/// A record of a list file bears no identifier; `offered` is one that it could bear.
pub fn identifiant_requis(def: &TypeDef, offered: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB101, "il manque `id` : dans un fichier de liste, chaque fiche porte le sien")
        .at(span)
        .label(format!("{} : `id` est attendu", def.noun.0))
        .help(format!("ajoutez une ligne `id: {offered}`, qui ne serve à aucune autre fiche"))
}

/// A record without a single field.
pub fn entete_vide(def: &TypeDef, span: Span) -> Diagnostic {
    let needed: Vec<String> = def
        .fields
        .iter()
        .filter(|field| matches!(field.need, crate::schema::Need::Required))
        .map(|field| format!("`{}`", field.name))
        .collect();
    Diagnostic::new(&CB101, format!("fiche vide : {} sans aucun champ", def.noun.0))
        .at(span)
        .help(format!("donnez au moins {}", needed.join(", ")))
}

/// A required field stands but is empty.
pub fn champ_vide(field: &Field, span: Span) -> Diagnostic {
    Diagnostic::new(&CB101, format!("`{}` est vide", field.name)).at(span).help(format!(
        "écrivez `{}: {}` — {}",
        field.name,
        sample(field),
        field.doc
    ))
}

/// A value as one would be written in this field.
fn sample(field: &Field) -> &'static str {
    match (field.kind, field.many) {
        (FieldKind::Date, _) => "2018-11-06",
        (FieldKind::Time, _) => "14:30",
        (FieldKind::Duration, _) => "1h15",
        (FieldKind::Quantity | FieldKind::Number, false) => "3",
        (FieldKind::Commune, _) => "95018",
        (FieldKind::YesNo, _) => "oui",
        (FieldKind::Word(vocabulary), false) => vocabulary.words.first().map_or("…", |word| word.key),
        (_, true) => "[…]",
        _ => "…",
    }
}

/// A key that the type does not know; `known` are the keys it does.
pub fn champ_inconnu(def: &str, key: &str, known: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB102, format!("champ inconnu : `{key}`")).at(span);
    match nearest(key, known.iter().copied()) {
        Some(near) => found.help(format!("vouliez-vous dire `{near}` ?")).unsafe_fix(span, near),
        None => found
            .label(format!("{def} : ce champ n’existe pas"))
            .help(format!("retirez-le, ou nommez-le `x_{key}` s’il est propre à votre équipe")),
    }
}

/// A key that belongs to an object of the same record: `holders` are the fields that hold such an object.
pub fn champ_trop_haut(key: &str, name: &str, holders: &[&str], span: Span) -> Diagnostic {
    let holders: Vec<String> = holders.iter().map(|holder| format!("`{holder}:`")).collect();
    Diagnostic::new(&CB102, format!("champ mal placé : `{key}`"))
        .at(span)
        .label("pas à ce niveau")
        .help(format!("écrivez `{name}` en retrait, sous {}", holders.join(" ou ")))
}

/// Several words stand where a list is wanted; `fix` is the place and the text of a list of them.
pub fn mots_sans_liste(field: &Field, listed: &str, span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let found = Diagnostic::new(&CB103, format!("`{}` attend une liste", field.name)).at(span);
    match fix {
        Some((place, text)) => found.help(format!("écrivez `[{listed}]`")).safe_fix(place, text),
        None => found.help("écrivez un mot par ligne, après un tiret"),
    }
}

/// A key that belongs to the record at the other end of the link.
pub fn champ_inverse(key: &str, owner: &TypeDef, field: &Field, span: Span) -> Diagnostic {
    Diagnostic::new(&CB102, format!("champ inconnu : `{key}` ; ce lien s’écrit de l’autre côté"))
        .at(span)
        .help(format!("écrivez-le dans la fiche {} : `{}` — {}", owner.noun.0, field.name, field.doc))
}

/// A key understood in spite of its spelling.
pub fn cle_mal_ecrite(key: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB102, format!("clé `{key}` lue comme `{name}`"))
        .severity(Severity::Info)
        .at(span)
        .help(format!("les clés s’écrivent en minuscules, sans accent : `{name}`"))
        .safe_fix(span, name)
}

/// Says what a field wants.
fn wanted(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Text => "un texte",
        FieldKind::Date => "une date",
        FieldKind::Time => "une heure, comme `14:30`",
        FieldKind::Duration => "une durée, comme `1h15`",
        FieldKind::Quantity => "un nombre, comme `3` ou « une quarantaine »",
        FieldKind::Declared => "un nombre ou une durée, comme « plus de 450 » ou `60 h`",
        FieldKind::Number => "un nombre, comme `3` ou `2,5`",
        FieldKind::Commune => "un code de commune, comme `95018`",
        FieldKind::YesNo => "`oui` ou `non`",
        FieldKind::Word(_) => "un mot de la liste",
        FieldKind::Reference(_) => "un identifiant",
        FieldKind::Object(_) | FieldKind::ReferenceOrObject(..) => "des champs, un par ligne, en retrait",
        FieldKind::Map => "des lignes `nom: valeur`, en retrait",
    }
}

/// A value of the wrong shape; `found` says what stands there: « une liste », « `toute l’équipe` ».
pub fn type_de_valeur(field: &Field, found: &str, span: Span) -> Diagnostic {
    let wanted = wanted(field);
    Diagnostic::new(&CB103, format!("`{}` attend {wanted}", field.name)).at(span).label(format!("ici, {found}")).help(
        match field.kind {
            FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields) => {
                let first = fields.first().map_or("", |first| first.name);
                let dash = if field.many { "- " } else { "" };
                format!("sous `{}:`, allez à la ligne et écrivez `{dash}{first}: …`", field.name)
            }
            _ => format!("`{}` : {} — par exemple `{}: {}`", field.name, field.doc, field.name, sample(field)),
        },
    )
}

/// A word that the vocabulary does not hold; `words` are those it does, the dossier's own included.
pub fn hors_vocabulaire(vocabulary: &Vocabulary, written: &str, words: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB104, format!("`{written}` n’est pas dans la liste `{}`", vocabulary.name)).at(span);
    if let Some(near) = nearest(written, words.iter().copied()) {
        return found.help(format!("vouliez-vous dire `{near}` ?")).unsafe_fix(span, near);
    }
    found.help(format!(
        "mots admis : {} ; la liste s’étend dans `dossier.yaml`, sous `vocabulaires`",
        words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
    ))
}

/// The manifest speaks of a vocabulary that does not exist.
pub fn vocabulaire_inconnu(written: &str, known: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB102, format!("vocabulaire inconnu : `{written}`")).at(span);
    match nearest(written, known.iter().copied()) {
        Some(near) => found.help(format!("vouliez-vous dire `{near}` ?")).unsafe_fix(span, near),
        None => found.help("leurs noms sont donnés dans `docs/format.md` : `theme`, `sphere`, `solution.statut`…"),
    }
}

/// The manifest gives no word to a vocabulary: the built-in ones stay.
pub fn vocabulaire_vide(vocabulary: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB103, format!("aucun mot n’est donné pour `{vocabulary}`"))
        .at(span)
        .label("sans effet")
        .help(format!("donnez au moins un mot, `{vocabulary}: [un-mot]`, ou retirez cette ligne"))
}

/// The manifest gives words to a vocabulary one after the other, not as a list.
pub fn vocabulaire_sans_liste(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB103, "une liste de mots est attendue")
        .at(span)
        .help(format!("écrivez `[{words}]`"))
        .unsafe_fix(span, format!("[{words}]"))
}

/// Several words, of which one at least is unknown, stand where each should be alone.
pub fn mots_enumeres(vocabulary: &Vocabulary, written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB104, format!("`{written}` n’est pas dans la liste `{}`", vocabulary.name))
        .at(span)
        .help(format!("pour en donner plusieurs, écrivez `[{written}]`, ou un mot par ligne après un tiret"))
}

/// A decision sets records aside without saying why: `first` is one of them, `more` how many others there are.
pub fn decision_sans_motif(rule: &'static Rule, first: &str, more: u64, noun: (&str, &str), span: Span) -> Diagnostic {
    let others = match more {
        0 => String::new(),
        1 => format!(" et une autre {}", noun.0),
        _ => format!(" et {more} autres {}", noun.1),
    };
    Diagnostic::new(rule, format!("il manque `motif` à cette décision, qui écarte `{first}`{others}"))
        .at(span)
        .help("ajoutez `motif` à la décision, ou à ce qu’elle écarte, dans `idees.yaml`")
}

/// A theme that the dossier does not know.
pub fn theme_inconnu(written: &str, words: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB104, format!("thème inconnu : `{written}`")).severity(Severity::Warning).at(span);
    match nearest(written, words.iter().copied()) {
        Some(near) => found.help(format!("vouliez-vous dire `{near}` ?")),
        None => found.help(format!(
            "choisissez un thème connu, ou déclarez celui-ci dans `dossier.yaml` : `vocabulaires: {{theme: [{written}]}}`"
        )),
    }
}

/// A date that could not be read or that no calendar holds.
pub fn date_invalide(written: &str, error: &DateError, span: Span) -> Diagnostic {
    let message = match *error {
        DateError::Day { day, month, last, year } => format!(
            "le {} {} n’existe pas : {} {} jours",
            day,
            crate::value::date::month_name(month),
            year.map_or_else(|| "ce mois compte".to_owned(), |year| format!("en {year} ce mois compte")),
            last
        ),
        DateError::Month { month } => format!("le mois {month} n’existe pas"),
        DateError::Weekday { written: day, actual } => {
            format!("`{written}` tombe un {}, pas un {}", actual.name(), day.name())
        }
        DateError::Year => format!("année hors limites : `{written}`"),
        DateError::Empty | DateError::Form => format!("date illisible : `{written}`"),
    };
    let help = match error {
        DateError::Day { .. } | DateError::Month { .. } | DateError::Weekday { .. } => {
            "vérifiez le jour, le mois et l’année"
        }
        DateError::Empty | DateError::Form | DateError::Year => {
            "écrivez l’année, le mois et le jour : `2018-11-06` ; ou ce que vous savez : `2018-11`, `2018`, `2019-05~`"
        }
    };
    Diagnostic::new(&CB105, message).at(span).help(help)
}

/// A duration that could not be read.
pub fn duree_invalide(written: &str, error: &DureeError, span: Span) -> Diagnostic {
    let found = match error {
        DureeError::NoUnit => Diagnostic::new(&CB106, format!("durée sans unité : `{written}`"))
            .help(format!("dites ce que compte ce nombre : `{written} min`, `{written}h`, `{written} jours`…")),
        _ => Diagnostic::new(&CB106, format!("durée illisible : `{written}`"))
            .help("écrivez `45 min`, `1h15`, `60h`, `demi-journée`, `2 semaines`, `3 à 4 mois`"),
    };
    found.at(span)
}

/// An identifier that is none.
pub fn identifiant_mal_forme(written: &str, kind: Kind, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB107, format!("identifiant mal formé : `{written}`")).at(span);
    if kind.has_slug() {
        let said = "écrivez un nom court en minuscules, sans accent ni espace";
        return match slug(written) {
            name if name.is_empty() => found.help(format!("{said} : `mission-locale`")),
            name => found.help(format!("{said} : `{name}`")).unsafe_fix(span, name),
        };
    }
    found.help(format!("écrivez `{}` et un numéro : `{}012`", kind.prefix(), kind.prefix()))
}

/// An identifier of another type than the place says.
pub fn identifiant_d_un_autre_type(written: &str, def: &TypeDef, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB107, format!("`{written}` n’est pas un identifiant {}", de(def.noun.0))).at(span);
    if def.kind == Kind::Idee {
        return found.help("écrivez `I` et un numéro, `I012`, ou l’identifiant de l’idée d’une note, `E012-1`");
    }
    found.help(format!("ici les identifiants commencent par `{}` : `{}012`", def.kind.prefix(), def.kind.prefix()))
}

/// A number of people that cannot be.
pub fn effectif_nul(field: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB108, format!("`{field}` vaut 0"))
        .at(span)
        .help("écrivez combien de personnes étaient là ; si personne n’est venu, `statut: annule`")
}

/// More people already met than people.
pub fn effectif_incoherent(already: Span, all: Span) -> Diagnostic {
    Diagnostic::new(&CB108, "plus de personnes déjà rencontrées que de personnes")
        .at(already)
        .label("ce nombre dépasse `personnes`")
        .related(all, "le total est ici")
        .help(
            "`personnes` compte tout le monde ; `dont_deja_rencontrees`, celles qui figurent déjà dans une autre fiche",
        )
}
