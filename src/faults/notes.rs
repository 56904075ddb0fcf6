//! CB109 and CB107 in the body of a note: lines that were meant as records and are not read, identifiers that are not well formed.

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::rule::Severity;
use crate::rule::catalogue::{CB107, CB109};
use crate::text::Span;

/// The word of a lost line that looks like a marker.
#[derive(Clone, Copy, Debug)]
pub struct Mot<'m> {
    /// Where it stands.
    pub span: Span,
    /// As it is written.
    pub ecrit: &'m str,
    /// The marker it is, or is near to, in the singular.
    pub marqueur: &'static str,
}

impl Mot<'_> {
    fn perdue(&self, why: impl std::fmt::Display) -> Diagnostic {
        Diagnostic::new(&CB109, format!("{why} : cette ligne n’est ni lue ni comptée")).at(self.span)
    }

    /// Shows the line as it should start.
    fn modele(&self) -> String {
        format!("« - {} : … »", self.marqueur)
    }
}

/// A word some letters off a marker.
pub fn marqueur_approchant(mot: Mot<'_>, plural: bool) -> Diagnostic {
    let mut right = String::from(mot.marqueur);
    if plural {
        right = right
            .split(' ')
            .map(|word| if word == "à" || word.ends_with('r') { word.to_owned() } else { format!("{word}s") })
            .collect::<Vec<_>>()
            .join(" ");
    }
    if mot.ecrit.starts_with(char::is_uppercase) {
        let mut letters = right.chars();
        right = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    }
    mot.perdue(format_args!("« {} » n’est pas un marqueur", mot.ecrit))
        .label(format!("« {right} » ?"))
        .help(format!("si c’en est un, écrivez « {right} : » ; sinon, mettez un autre mot avant les deux-points"))
        .unsafe_fix(mot.span, right)
}

/// A sign that Markdown does not take for a bullet: `•`, `–`, `a)`. `safe`: a dash in its place surely makes an item.
pub fn puce_inconnue(mot: Mot<'_>, puce: Span, ecrite: &str, collee: bool, safe: bool) -> Diagnostic {
    let found = mot
        .perdue(format_args!("« {ecrite} » ne fait pas une puce"))
        .at(puce)
        .help(format!("commencez la ligne par un tiret et une espace : {}", mot.modele()));
    let right = if collee { "- " } else { "-" };
    if safe { found.safe_fix(puce, right) } else { found.unsafe_fix(puce, right) }
}

/// No space follows the bullet: `-idée : x`.
pub fn puce_collee(mot: Mot<'_>, puce: Span, ecrite: &str, safe: bool) -> Diagnostic {
    let after = Span { start: puce.end, end: puce.end };
    let found = mot
        .perdue(format_args!("il manque une espace après « {ecrite} »"))
        .at(puce)
        .help(format!("écrivez {}", mot.modele()));
    if safe { found.safe_fix(after, " ") } else { found.unsafe_fix(after, " ") }
}

/// A number other than 1 right under a paragraph.
pub fn numero_sous_un_paragraphe(mot: Mot<'_>, puce: Span, ecrite: &str) -> Diagnostic {
    mot.perdue(format_args!("« {ecrite} » juste sous un paragraphe ne commence pas une liste"))
        .at(puce)
        .help(format!("laissez une ligne vide au-dessus, ou mettez un tiret à la place de « {ecrite} »"))
        .unsafe_fix(puce, "-")
}

/// A line without a bullet. `ou`: where a bullet belongs; `marge`: the white space before it.
pub fn sans_puce(mot: Mot<'_>, marge: Span, ou: u32) -> Diagnostic {
    let edit = Span { start: marge.start, end: ou };
    mot.perdue("il n’y a pas de puce")
        .help(format!("commencez la ligne par un tiret et une espace : {}", mot.modele()))
        .unsafe_fix(edit, "- ")
}

/// A line without a bullet right under a block quote, which Markdown takes for the end of the quote.
pub fn sous_une_citation(mot: Mot<'_>, ou: u32) -> Diagnostic {
    mot.perdue("la citation du dessus l’absorbe, faute de puce ou de ligne vide")
        .help(format!("commencez-la par un tiret et une espace : {}", mot.modele()))
        .unsafe_fix(Span { start: ou, end: ou }, "- ")
}

/// A line in a block quote.
pub fn dans_une_citation(mot: Mot<'_>, chevron: Span) -> Diagnostic {
    mot.perdue("le signe « > » en fait une citation")
        .help(format!("retirez « > » et laissez une ligne vide au-dessus : {}", mot.modele()))
        .related(chevron, "la citation commence ici")
}

/// A line so far to the right that Markdown takes it for code, or for the rest of the paragraph above.
///
/// `puce`: whether the line has a bullet.
pub fn trop_a_droite(mot: Mot<'_>, marge: Span, puce: bool) -> Diagnostic {
    mot.perdue("trop d’espaces en début de ligne")
        .help(format!(
            "ramenez la ligne contre la marge, ou sous le texte de la puce dont elle dépend : {}",
            mot.modele()
        ))
        .unsafe_fix(marge, if puce { "" } else { "- " })
}

/// A heading.
pub fn titre(mot: Mot<'_>, dieses: Span) -> Diagnostic {
    mot.perdue("un titre n’est pas une puce").help(format!("écrivez {}", mot.modele())).unsafe_fix(dieses, "- ")
}

/// A line of which the dashes below make a heading.
pub fn titre_souligne(mot: Mot<'_>, tirets: Span, ou: u32) -> Diagnostic {
    mot.perdue("les signes de la ligne suivante en font un titre")
        .help(format!("commencez-la par une puce, et laissez une ligne vide au-dessous : {}", mot.modele()))
        .related(tirets, "ces signes soulignent un titre")
        .unsafe_fix(Span { start: ou, end: ou }, "- ")
}

/// A marker alone above items that have none.
pub fn titre_de_liste(mot: Mot<'_>) -> Diagnostic {
    Diagnostic::new(
        &CB109,
        format!("les puces sous « {} » n’ont pas de marqueur : elles ne sont ni lues ni comptées", mot.ecrit),
    )
    .at(mot.span)
    .help(format!("répétez le marqueur à chaque puce : {}", mot.modele()))
}

/// An item with a marker alone, above items that have none; `puces`: where their texts start.
pub fn puces_sans_marqueur(mot: Mot<'_>, puces: &[u32]) -> Diagnostic {
    let edit = |&at: &u32| Edit { span: Span { start: at, end: at }, text: format!("{} : ", mot.marqueur) };
    let mut found = titre_de_liste(mot);
    found.fix = Some(Fix { safe: false, edits: puces.iter().map(edit).collect() });
    found
}

/// A marker with nothing after it.
pub fn marqueur_vide(mot: Mot<'_>) -> Diagnostic {
    Diagnostic::new(&CB109, format!("rien ne suit « {} » : cette puce n’est pas comptée", mot.ecrit))
        .at(mot.span)
        .help("écrivez le texte sur la même ligne, après les deux-points, ou supprimez la puce")
}

/// A marker between brackets, parentheses or quotes.
pub fn entre_crochets(mot: Mot<'_>, tout: Span) -> Diagnostic {
    mot.perdue(format_args!("« {} » est entre crochets, parenthèses ou guillemets", mot.ecrit))
        .at(tout)
        .help(format!("écrivez le mot seul : {}", mot.modele()))
        .unsafe_fix(tout, mot.ecrit)
}

/// A marker written as a tag.
pub fn etiquette_pour_marqueur(mot: Mot<'_>, diese: Span) -> Diagnostic {
    mot.perdue(format_args!("« #{} » est une étiquette", mot.ecrit))
        .at(diese.to(mot.span))
        .help(format!("retirez « # » : {}", mot.modele()))
        .unsafe_fix(diese, "")
}

/// A marker in code.
pub fn dans_du_code(mot: Mot<'_>) -> Diagnostic {
    mot.perdue(format_args!("« {} » est entre accents graves", mot.ecrit))
        .help(format!("écrivez le mot seul : {}", mot.modele()))
}

/// A struck-out line: most likely dropped, hence only an information.
pub fn barree(mot: Mot<'_>) -> Diagnostic {
    mot.perdue(format_args!("« {} » est barré", mot.ecrit))
        .severity(Severity::Info)
        .help("retirez « ~~ » pour la compter, ou supprimez la ligne")
}

/// Another sign than a colon after the marker.
pub fn signe_inattendu(mot: Mot<'_>, signe: Span, ecrit: &str) -> Diagnostic {
    let found = mot.perdue(format_args!("« {ecrit} » ne sépare pas le marqueur de son texte")).at(signe);
    if ecrit == "/" {
        return found.help(format!("gardez un seul marqueur par puce : {}", mot.modele()));
    }
    // « idée, projet, envie… » may be a sentence.
    let found = if matches!(ecrit, "," | "?" | "!") { found.severity(Severity::Info) } else { found };
    found
        .help(format!("mettez deux-points après « {} » : {}", mot.ecrit, mot.modele()))
        .unsafe_fix(signe, if signe.start == mot.span.end { " :" } else { ":" })
}

/// Words, a time or a name before the marker.
pub fn mots_avant_le_marqueur(mot: Mot<'_>, mots: Span, ecrits: &str) -> Diagnostic {
    mot.perdue(format_args!("« {ecrits} » précède « {} »", mot.ecrit))
        .at(mots)
        .help(format!("commencez la puce par le marqueur : {}", mot.modele()))
}

/// A marked item in the body of a record that is no note. `sure`: its word seldom starts another line.
pub fn fiche_sans_puces(mot: Mot<'_>, sure: bool) -> Diagnostic {
    let why = format!("cette fiche n’est pas une note : « {} » n’y est ni lu ni compté", mot.ecrit);
    let found = Diagnostic::new(&CB109, why)
        .at(mot.span)
        .help("écrivez cette ligne dans la note d’un entretien, d’une immersion, d’une contribution ou d’une séance");
    if sure { found } else { found.severity(Severity::Info) }
}

/// A written identifier on a line that is no record. `mot`: what stands where a marker would; `cite`: the line is one of a quotation.
pub fn identifiant_non_lu(span: Span, mot: Option<&str>, cite: bool) -> Diagnostic {
    let (why, right) = match mot {
        _ if cite => ("un verbatim s’écrit entre « et »".to_owned(), "écrivez les paroles entre « et »"),
        Some(mot) => (format!("« {mot} » n’est pas un marqueur"), "commencez-la par un marqueur (« - idée : … »)"),
        None => ("elle ne commence pas par un marqueur".to_owned(), "commencez-la par un marqueur (« - idée : … »)"),
    };
    Diagnostic::new(&CB109, format!("cette ligne porte un identifiant mais n’est pas lue : {why}"))
        .at(span)
        .help(format!("{right}, ou retirez l’identifiant"))
}

/// Words between the marker and its colon or dash.
pub fn mots_apres_le_marqueur(mot: Mot<'_>, mots: Span, ecrits: &str) -> Diagnostic {
    let found = mot.perdue(format_args!("des mots séparent « {} » du signe qui suit", mot.ecrit)).at(mots);
    if ecrits.is_empty() {
        return found.help(format!("fermez la parenthèse avant les deux-points : « - {} (…) : … »", mot.marqueur));
    }
    let ecrits = ecrits.trim_matches(['[', ']']);
    found
        .help(format!("mettez-les entre parenthèses : « - {} ({ecrits}) : … »", mot.ecrit))
        .unsafe_fix(mots, format!("({ecrits})"))
}

/// No sign at all after the marker: perhaps a sentence, hence only an information.
pub fn sans_deux_points(mot: Mot<'_>) -> Diagnostic {
    mot.perdue(format_args!("rien ne sépare « {} » de la suite", mot.ecrit))
        .severity(Severity::Info)
        .help(format!("si c’est un marqueur, mettez deux-points : {}", mot.modele()))
        .unsafe_fix(Span { start: mot.span.end, end: mot.span.end }, " :")
}

/// A row of a table.
pub fn dans_un_tableau(mot: Mot<'_>) -> Diagnostic {
    mot.perdue("les lignes d’un tableau ne sont pas des puces")
        .help(format!("écrivez-la sous le tableau : {}", mot.modele()))
}

/// A line that follows an HTML tag without an empty line between.
pub fn sous_du_html(mot: Mot<'_>, balise: Span, ligne: u32) -> Diagnostic {
    mot.perdue("une balise HTML juste au-dessus l’absorbe")
        .related(balise, "la balise")
        .help("laissez une ligne vide après la balise, ou retirez-la")
        .unsafe_fix(Span { start: ligne, end: ligne }, "\n")
}

/// A line after a comment that nothing closes.
pub fn commentaire_ouvert(mot: Mot<'_>, ouverture: Span) -> Diagnostic {
    mot.perdue("un commentaire jamais fermé la cache")
        .related(ouverture, "le commentaire s’ouvre ici")
        .help("fermez le commentaire par « --> », ou retirez « <!-- »")
}

/// A line after a fence that nothing closes.
pub fn bloc_ouvert(mot: Mot<'_>, ouverture: Span) -> Diagnostic {
    mot.perdue("un bloc de code jamais fermé la cache")
        .related(ouverture, "le bloc s’ouvre ici")
        .help("fermez le bloc par la même suite de signes, seule sur sa ligne, ou retirez celle qui l’ouvre")
}

/// A line that Markdown reads as something else, for a reason that has no words of its own.
pub fn puce_non_lue(mot: Mot<'_>) -> Diagnostic {
    mot.perdue("Markdown ne voit pas de puce ici")
        .help(format!("laissez une ligne vide au-dessus, et écrivez {}", mot.modele()))
}

/// A « in a quote or item that nothing closes.
pub fn guillemet_ouvert(guillemet: Span) -> Diagnostic {
    Diagnostic::new(&CB109, "ce guillemet n’est jamais fermé : le verbatim n’est pas lu")
        .at(guillemet)
        .help("ajoutez le guillemet fermant ; dans une citation, chaque ligne commence par « > »")
}

/// A « … » on a line of a quote that does not start with `>`.
pub fn verbatim_sans_chevron(ligne: Span) -> Diagnostic {
    Diagnostic::new(&CB109, "cette ligne ne commence pas par « > » : le verbatim n’est pas lu")
        .at(ligne)
        .help("commencez la ligne par « > »")
        .unsafe_fix(Span { start: ligne.start, end: ligne.start }, "> ")
}

/// An identifier that is nearly of the form `E012-1`.
pub fn identifiant_de_puce(span: Span, ecrit: &str, verbatim: bool) -> Diagnostic {
    let (form, what) = if verbatim { ("^E012-v1", "d’un verbatim") } else { ("^E012-1", "d’une puce") };
    Diagnostic::new(&CB107, format!("« ^{ecrit} » n’est pas l’identifiant {what}"))
        .at(span)
        .help(format!("il s’écrit comme « {form} » ; sans identifiant, `cb number` en donne un"))
}

/// The identifier of a verbatim on an item, or the other way round.
pub fn identifiant_d_autre_nature(span: Span, note: &str, number: u32, verbatim: bool) -> Diagnostic {
    let (what, right) =
        if verbatim { ("un verbatim", format!("{note}-v{number}")) } else { ("une puce", format!("{note}-{number}")) };
    Diagnostic::new(&CB107, format!("{what} ne peut pas porter cet identifiant"))
        .at(span)
        .help(format!("écrivez « ^{right} » s’il est libre, ou retirez-le : `cb number` en donne un"))
}

/// An identifier that words follow.
pub fn identifiant_mal_place(span: Span, ecrit: &str) -> Diagnostic {
    Diagnostic::new(&CB107, format!("l’identifiant « ^{ecrit} » n’est pas à la fin de la puce"))
        .at(span)
        .help("placez-le après le dernier mot, précédé d’une espace")
}

/// A second identifier on one record.
pub fn second_identifiant(span: Span, premier: Span) -> Diagnostic {
    Diagnostic::new(&CB107, "cette puce porte deux identifiants")
        .at(span)
        .related(premier, "le premier, seul retenu")
        .help("gardez celui que d’autres fiches citent")
}

/// An identifier that belongs to another note: `^E013-1` in E012. `propre`: the note's own.
pub fn identifiant_d_une_autre_note(span: Span, ecrit: &str, propre: &str) -> Diagnostic {
    Diagnostic::new(&CB107, format!("« ^{ecrit} » est l’identifiant d’une autre note que {propre}")).at(span).help(
        format!(
            "il commence par « ^{propre}- » ; retirez-le si la ligne vient d’une autre note : `cb number` en donne un"
        ),
    )
}
