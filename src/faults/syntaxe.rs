//! CB002, CB003, CB004, CB005, CB007 and CB008: the form of what is written in a header or in a `.yaml` file.
//!
//! The reader of these words wrote a note at ten in the evening and has never heard of YAML: they name what is seen on the
//! screen and say what to type. A fix is safe when the text can have been meant in no other way.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::rule::catalogue::{CB002, CB003, CB004, CB005, CB007, CB008};
use crate::text::Span;

/// A quote is never closed; `span` is the opening one and `quote` its character.
pub fn guillemet_ouvert(span: Span, quote: &str) -> Diagnostic {
    let help = if quote == "'" {
        "si c’est une apostrophe, mettez toute la valeur entre guillemets droits, `\"…\"` ; sinon, ajoutez `'` à la fin"
    } else {
        "ajoutez `\"` à la fin de la valeur ; si elle continue plus bas, décalez ses lignes de deux espaces"
    };
    fault(&CB002, span, format!("`{quote}` ouvert et jamais refermé")).label("ouvert ici").help(help)
}

/// An apostrophe or a quote inside a text closes it too early: `span` is that character, `quote` the same as a text, `value` the
/// whole value if it stands on one line. `meant` is the text that was surely meant; without it, the value as it is written is
/// offered for review.
pub fn guillemet_interieur(source: &str, span: Span, value: Option<Span>, meant: Option<&str>) -> Diagnostic {
    let (message, help) = if span.of(source) == "'" {
        (
            "une apostrophe referme la valeur trop tôt",
            "mettez la valeur entre guillemets droits, `\"l'école\"`, ou doublez l’apostrophe, `'l''école'`",
        )
    } else {
        (
            "un guillemet à l’intérieur du texte referme la valeur trop tôt",
            "employez des guillemets français « » à l’intérieur, ou écrivez `\\\"` au lieu de `\"`",
        )
    };
    let found = fault(&CB002, span, message).label("la valeur s’arrête ici").help(help);
    match (value, meant) {
        (Some(value), Some(meant)) => found.safe_fix(value, quoted(meant)),
        (Some(value), None) => found.unsafe_fix(value, quoted(value.of(source))),
        (None, _) => found,
    }
}

/// Something follows a closing quote; `whole` is the value from its first quote on, if it stands on one line.
pub fn suite_apres_guillemet(source: &str, span: Span, whole: Option<Span>) -> Diagnostic {
    let found = fault(&CB002, span, "du texte suit le guillemet fermant")
        .label("ne peut pas être là")
        .help("mettez toute la valeur entre guillemets droits ; à l’intérieur, employez des guillemets français « »");
    quoting_whole(source, found, whole)
}

/// Something follows a closing bracket; `whole` is the value from its bracket on, if it stands on one line.
pub fn suite_apres_crochet(source: &str, span: Span, whole: Option<Span>) -> Diagnostic {
    let found = fault(&CB002, span, "du texte suit le crochet fermant")
        .label("ne peut pas être là")
        .help("si c’est un texte et non une liste, mettez toute la valeur entre guillemets droits : `\"[…] …\"`");
    quoting_whole(source, found, whole)
}

/// A bracket is never closed: `span` is the opening one, `close` the character that is missing.
pub fn crochet_ouvert(span: Span, close: char) -> Diagnostic {
    let open = if close == ']' { '[' } else { '{' };
    fault(&CB002, span, format!("`{open}` ouvert et jamais refermé")).label("ouvert ici").help(format!(
        "ajoutez `{close}` à la fin de la liste ; si c’est un texte, mettez-le entre guillemets droits : `\"…\"`"
    ))
}

/// A bracket is closed by one of the other kind.
pub fn crochet_melange(span: Span, expected: char) -> Diagnostic {
    fault(&CB002, span, "un crochet et une accolade ne se referment pas l’un l’autre")
        .help(format!("écrivez `{expected}`"))
        .safe_fix(span, expected.to_string())
}

/// Two items between brackets touch; `span` is the first character of the second.
pub fn virgule_manquante(span: Span) -> Diagnostic {
    fault(&CB002, span, "il manque une virgule entre deux éléments")
        .label("avant ceci")
        .help("séparez les éléments par une virgule, `[un, deux]` ; un texte à crochets se met entre guillemets droits")
}

/// Nothing stands before a comma.
pub fn virgule_en_trop(span: Span) -> Diagnostic {
    fault(&CB002, span, "virgule en trop")
        .help("effacez-la, ou écrivez l’élément qui manque devant")
        .unsafe_fix(span, "")
}

/// A key does not stand under the others: `indentation` is what stands before it on its line, `expected` the spaces that should.
pub fn champ_decale(span: Span, indentation: Span, expected: usize) -> Diagnostic {
    fault(&CB002, span, "ce champ n’est pas aligné avec les autres de la même fiche")
        .label(shift(indentation, expected))
        .help("alignez-le avec eux ; si c’est la suite d’un texte, mettez tout ce texte entre guillemets droits")
        .unsafe_fix(indentation, " ".repeat(expected))
}

/// An item does not stand under the others: `span` is its dash, the rest as for [`champ_decale`].
pub fn tiret_decale(span: Span, indentation: Span, expected: usize) -> Diagnostic {
    fault(&CB002, span, "ce tiret n’est pas aligné avec les autres de la même liste")
        .label(shift(indentation, expected))
        .help("donnez à tous les tirets d’une liste le même retrait")
        .unsafe_fix(indentation, " ".repeat(expected))
}

/// A colon lacks the space after it: `span` is the key and its colon; `instead` the no-break space that stands there.
pub fn espace_manquante(span: Span, key: &str, instead: Option<Span>) -> Diagnostic {
    let message = match instead {
        Some(_) => format!("l’espace qui suit `{key}:` est une espace insécable"),
        None => format!("il manque une espace après `{key}:`"),
    };
    fault(&CB002, span, message)
        .help(format!("écrivez `{key}: …`, avec une espace ordinaire après les deux-points"))
        .safe_fix(instead.unwrap_or(Span::at(span.end as usize)), " ")
}

/// A dash lacks the space after it.
pub fn tiret_colle(span: Span) -> Diagnostic {
    fault(&CB002, span, "il manque une espace après ce tiret")
        .help("un élément de liste s’écrit `- élément`")
        .safe_fix(Span::at(span.end as usize), " ")
}

/// A line is neither a field nor the rest of a value.
pub fn ligne_egaree(span: Span) -> Diagnostic {
    fault(&CB002, span, "cette ligne n’est ni un champ ni la suite d’une valeur").label("non lue").help(
        "pour un champ, écrivez `champ: valeur` ; pour la suite d’un texte, décalez-la de deux espaces ; \
         pour une remarque, commencez-la par `# `",
    )
}

/// An item stands where there is no list.
pub fn tiret_egare(span: Span) -> Diagnostic {
    fault(&CB002, span, "cet élément n’appartient à aucune liste")
        .label("non lu")
        .help("une liste s’écrit sous un champ sans valeur, `champ:`, un élément par ligne, après un tiret")
}

/// A list starts on the line of its field; `span` is the dash.
pub fn liste_apres_champ(span: Span) -> Diagnostic {
    fault(&CB002, span, "une liste ne commence pas sur la ligne de son champ").label("ce tiret").help(
        "allez à la ligne avant chaque tiret, ou écrivez `champ: [un, deux]` ; un texte se met entre guillemets droits",
    )
}

/// A text starts with a character that may not start one without quotes; `raw` is the text as it is written. The marks of learned
/// YAML are CB005, the others CB002.
pub fn debut_reserve(span: Span, raw: &str) -> Diagnostic {
    let first = raw.chars().next().unwrap_or_default();
    let rule = if matches!(first, '*' | '&' | '!') { &CB005 } else { &CB002 };
    let shown = if first == '`' { "un accent grave".to_owned() } else { format!("`{first}`") };
    fault(rule, span, format!("sans guillemets, une valeur ne peut pas commencer par {shown}"))
        .help("mettez la valeur entre guillemets droits : `\"…\"`")
        .safe_fix(span, quoted(raw))
}

/// A backslash between quotes announces nothing known.
pub fn barre_inverse(span: Span) -> Diagnostic {
    fault(&CB002, span, "entre guillemets droits, `\\` a un sens particulier")
        .help("doublez-le : `\\\\`")
        .safe_fix(span, "\\\\")
}

/// A character that nobody types on purpose stands in the text.
pub fn caractere_de_commande(span: Span, byte: u8) -> Diagnostic {
    let name = match byte {
        0 => "un caractère nul",
        b'\r' => "un retour chariot seul",
        0x07 => "un signal sonore",
        0x08 => "un retour arrière",
        0x0b => "une tabulation verticale",
        0x0c => "un saut de page",
        0x1b => "un caractère d’échappement",
        0x7f => "un caractère d’effacement",
        _ => "un caractère de commande",
    };
    fault(&CB002, span, format!("{name}, U+{byte:04X}, se cache dans le texte"))
        .help("supprimez-le ; il vient souvent d’un copier-coller")
        .unsafe_fix(span, if byte == b'\r' { "\n" } else { "" })
}

/// A list stands where the name of a field should.
pub fn champ_en_liste(span: Span) -> Diagnostic {
    fault(&CB002, span, "le nom d’un champ est un mot, pas une liste").help(
        "retirez les crochets ; un texte qui commence par un crochet se met entre guillemets droits : `\"[…] …\"`",
    )
}

/// Nothing stands before a colon.
pub fn champ_sans_nom(span: Span) -> Diagnostic {
    fault(&CB002, span, "il manque le nom du champ avant les deux-points")
        .help("écrivez `champ: valeur` ; un texte qui contient deux-points se met entre guillemets droits")
}

/// The rest of the faults is not shown; `span` is the first of them.
pub fn trop_de_fautes(span: Span, shown: usize) -> Diagnostic {
    fault(&CB002, span, format!("plus de {shown} fautes d’écriture : les suivantes ne sont pas montrées"))
        .help("corrigez les premières, puis relancez")
}

/// What should be a record is not made of fields.
pub fn pas_des_champs(span: Span) -> Diagnostic {
    fault(&CB002, span, "des champs sont attendus ici").help("une fiche s’écrit `champ: valeur`, un champ par ligne")
}

/// A note has no header; `span` is its first line.
pub fn entete_absent(span: Span) -> Diagnostic {
    fault(&CB003, span, "cette fiche n’a pas d’en-tête").label("une ligne `---` est attendue ici").help(
        "commencez le fichier par une ligne `---`, les champs (`date: 2018-11-06` …), puis une seconde ligne `---`",
    )
}

/// Blank lines stand before the header: `blank` holds them all.
pub fn lignes_vides_avant_entete(source: &str, blank: Span) -> Diagnostic {
    let help = match blank.of(source).matches('\n').count() {
        0 | 1 => "retirez la ligne vide au début",
        _ => "retirez les lignes vides au début",
    };
    fault(&CB003, Span::at(blank.start as usize), "l’en-tête ne commence pas à la première ligne")
        .label("la ligne `---` est attendue ici")
        .help(help)
        .safe_fix(blank, "")
}

/// A list stands under the name of what it lists: `name` is that key, `line` its whole line where nothing else stands on it.
pub fn liste_sous_un_nom(name: Span, line: Option<Span>) -> Diagnostic {
    let found = fault(&CB002, name, "une liste de fiches commence par son premier tiret")
        .label("le nom du fichier le dit déjà")
        .help("retirez cette ligne : la liste commence à la marge");
    match line {
        Some(line) => found.safe_fix(line, ""),
        None => found,
    }
}

/// A header has no last line: `span` is its first, `end` the place where it seems to end.
pub fn entete_non_ferme(span: Span, end: Span) -> Diagnostic {
    fault(&CB003, span, "cet en-tête n’est jamais refermé")
        .label("ouvert ici")
        .help("après le dernier champ, écrivez une ligne `---` : trois tirets, sans rien devant ni derrière")
        .related(end, "il semble finir ici")
}

/// A field is written twice: `span` is the second key, `first` the first; then both as they are written.
pub fn cle_en_double(span: Span, first: Span, key: &str, as_first: &str) -> Diagnostic {
    let message = if key == as_first {
        format!("`{key}` est écrit deux fois")
    } else {
        format!("`{as_first}` et `{key}` sont le même champ")
    };
    fault(&CB004, span, message)
        .label("non lu")
        .help("gardez une seule des deux lignes, ou réunissez leurs valeurs")
        .related(first, "déjà écrit ici")
}

/// A value bears an anchor.
pub fn ancre(span: Span) -> Diagnostic {
    fault(&CB005, span, "`&` devant une valeur lui donne un nom, ce qui n’est pas permis ici")
        .label("non lu")
        .help("effacez ce mot ; si c’est du texte, mettez la valeur entre guillemets droits : `\"…\"`")
}

/// A value is an alias.
pub fn renvoi(span: Span) -> Diagnostic {
    fault(&CB005, span, "`*` devant un mot renvoie à une autre valeur, ce qui n’est pas permis ici")
        .label("non lu")
        .help("recopiez la valeur elle-même ; si c’est du texte, mettez-le entre guillemets droits : `\"…\"`")
}

/// A value bears a tag.
pub fn type_annonce(span: Span) -> Diagnostic {
    fault(&CB005, span, "`!` devant une valeur annonce un type, ce qui n’est pas permis ici")
        .label("non lu")
        .help("effacez ce mot ; si c’est du texte, mettez la valeur entre guillemets droits : `\"…\"`")
}

/// A line is a directive.
pub fn directive(span: Span) -> Diagnostic {
    fault(&CB005, span, "une ligne qui commence par `%` n’est pas permise ici")
        .label("non lue")
        .help("effacez cette ligne")
}

/// A second document starts: `span` is the separator, `line` its whole line; `more` tells whether anything follows.
pub fn second_document(span: Span, line: Span, more: bool) -> Diagnostic {
    if more {
        fault(&CB005, span, "ce fichier contient plusieurs documents")
            .label("la suite n’est pas lue")
            .help("effacez cette ligne et écrivez une liste, un tiret par fiche, ou faites un fichier par fiche")
    } else {
        fault(&CB005, span, "cette ligne ouvre un second document, vide").help("effacez cette ligne").safe_fix(line, "")
    }
}

/// A key is announced by a question mark.
pub fn champ_annonce(span: Span) -> Diagnostic {
    fault(&CB005, span, "`?` en tête de ligne n’est pas permis ici")
        .label("non lu")
        .help("écrivez `champ: valeur` ; un texte se met entre guillemets droits : `\"…\"`")
}

/// A key merges another mapping.
pub fn recopie(span: Span) -> Diagnostic {
    fault(&CB005, span, "`<<` recopie d’autres champs, ce qui n’est pas permis ici")
        .label("non lu")
        .help("écrivez les champs eux-mêmes")
}

/// A line is indented by tabs.
pub fn tabulation_en_retrait(span: Span) -> Diagnostic {
    let spaces = "  ".repeat(span.len());
    fault(&CB005, span, "une tabulation décale cette ligne")
        .help("remplacez chaque tabulation par deux espaces")
        .unsafe_fix(span, spaces)
}

/// A tab stands between a colon or a dash and what follows.
pub fn tabulation_pour_espace(span: Span) -> Diagnostic {
    fault(&CB005, span, "une tabulation tient lieu d’espace").help("remplacez-la par une espace").safe_fix(span, " ")
}

/// A bracketed list takes several lines; `span` is its bracket.
pub fn crochets_sur_plusieurs_lignes(span: Span) -> Diagnostic {
    fault(&CB005, span, "cette liste entre crochets s’étend sur plusieurs lignes")
        .label("ouverte ici")
        .help("écrivez-la sur une seule ligne, ou sans crochets, un élément par ligne, après un tiret")
}

/// Another reader of YAML would cut a value at a `#`: `value` is the whole value, `cut` what would be lost.
pub fn valeur_tronquee(source: &str, value: Span, cut: Span) -> Diagnostic {
    fault(&CB007, cut, "valeur coupée au `#`")
        .label("passe pour un commentaire")
        .help(
            "mettez la valeur entre guillemets droits, `\"…\"` ; pour un commentaire, laissez une espace après le `#`",
        )
        .safe_fix(value, quoted(value.of(source)))
}

/// A text without quotes holds a colon before a space: `value` is the whole text, `raw` the same as it is written.
pub fn texte_sans_guillemets(raw: &str, value: Span) -> Diagnostic {
    let separates = |&(at, _): &(usize, &str)| {
        raw.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
    };
    let colon = raw.match_indices(':').find(separates).map_or(value, |(at, _)| {
        let at = value.start as usize + at;
        Span::new(at, at + 1)
    });
    fault(&CB008, colon, "deux-points dans un texte sans guillemets")
        .help("mettez la valeur entre guillemets droits : `\"…\"`")
        .safe_fix(value, quoted(raw))
}

/// A line of a text starts with a dash: it is read as the rest of the text, not as an item. `span` is the dash.
pub fn tiret_dans_texte(span: Span) -> Diagnostic {
    fault(&CB008, span, "ce tiret est lu comme la suite du texte, pas comme un élément de liste").help(
        "pour une liste, ne laissez rien après le `:` qui précède ; pour un texte, mettez-le entre guillemets droits",
    )
}

/// Returns a text between straight double quotes; its line ends, if any, fold there as they do without quotes.
pub fn quoted(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len() + 2);
    text.push('"');
    for c in raw.chars() {
        if matches!(c, '"' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}

fn fault(rule: &'static Rule, span: Span, message: impl Into<Cow<'static, str>>) -> Diagnostic {
    Diagnostic::new(rule, message).at(span)
}

fn quoting_whole(source: &str, found: Diagnostic, whole: Option<Span>) -> Diagnostic {
    match whole {
        Some(whole) => found.unsafe_fix(whole, quoted(whole.of(source))),
        None => found,
    }
}

fn shift(indentation: Span, expected: usize) -> &'static str {
    if indentation.len() > expected { "trop à droite" } else { "trop à gauche" }
}
