//! CB501 to CB508: the figures of a text, and those that the manifest declares.

use crate::diagnostic::Diagnostic;
use crate::fr::counted;
use crate::rule::Severity;
use crate::rule::catalogue::{CB501, CB502, CB503, CB504, CB505, CB506, CB507, CB508};
use crate::text::Span;

/// How many words of a text a message repeats.
const WORDS: usize = 80;

/// Quotes the words of a text, on one line, cut where they are many.
fn quoted(words: &str) -> String {
    let one: Vec<&str> = words.split_whitespace().collect();
    let one = one.join(" ");
    let cut: String = one.chars().take(WORDS).collect();
    let dots = if cut.len() < one.len() { "…" } else { "" };
    format!("«\u{a0}{cut}{dots}\u{a0}»")
}

fn helped(found: Diagnostic, advice: &str) -> Diagnostic {
    if advice.is_empty() { found } else { found.help(advice.to_owned()) }
}

/// The dossier says otherwise; `told`: what it says.
pub fn chiffre_faux(words: &str, told: &str, advice: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB501, format!("{} est faux\u{a0}: {told}", quoted(words))).at(span);
    helped(found, advice)
}

/// True to the letter, and misleading; `why`: in what way.
pub fn chiffre_trompeur(words: &str, why: &str, advice: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB502, format!("{} trompe\u{a0}: {why}", quoted(words))).at(span);
    helped(found, advice)
}

/// A number announces a list of another length; `listed`: how many are there; `there`: the list.
pub fn enumeration_fausse(words: &str, listed: u64, span: Span, there: Span) -> Diagnostic {
    let message = format!("{} annonce une liste qui en compte {}", quoted(words), crate::value::nombre::entier(listed));
    Diagnostic::new(&CB503, message)
        .at(span)
        .related(there, "la liste commence ici")
        .help("corrigez le nombre, ou la liste\u{a0}; si elle ne dit pas tout, annoncez-la par «\u{a0}notamment\u{a0}»")
}

/// The day of the week is not that of the date; `right`: the date as it should be.
pub fn jour_et_date(words: &str, actual: &str, sure: bool, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&CB504, format!("{}\u{a0}: ce jour-là est un {actual}", quoted(words)))
        .at(span)
        .help("vérifiez le jour et la date, dans l’agenda de l’événement\u{a0}: l’un des deux est faux");
    if sure { found } else { found.severity(Severity::Warning) }
}

/// The calendar has no such day.
pub fn date_impossible(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB504, format!("{} n’existe pas au calendrier", quoted(words))).at(span).help("corrigez la date")
}

/// A past tense speaks of a day to come; `date` and `now` in words; `published`: whether `now` is the day of publication, or today.
pub fn temps_verbal(words: &str, date: &str, now: &str, published: bool, span: Span, there: Span) -> Diagnostic {
    let now = if published { format!("le texte est publié le {now}") } else { format!("nous sommes le {now}") };
    Diagnostic::new(&CB505, format!("{} raconte au passé le {date}, mais {now}", quoted(words)))
        .at(span)
        .related(there, "le jour dont il parle")
        .help("mettez le verbe au futur, ou publiez le texte après l’événement\u{a0}: il peut changer d’ici là")
}

/// A percentage whose whole nobody tells.
pub fn sans_denominateur(words: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB506, format!("{}\u{a0}: pourcentage sans dénominateur, {why}", quoted(words)))
        .at(span)
        .help("dites de combien\u{a0}: «\u{a0}96\u{a0}% des 212 personnes interrogées\u{a0}»\u{a0}; dans le dossier, `denominateur`")
}

/// A percentage declared or measured without what it is a part of.
pub fn mesure_sans_denominateur(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB506, format!("`{what}` est un pourcentage, et rien ne dit de combien")).at(span).help(
        "ajoutez `denominateur`, le nombre de réponses ou de cas\u{a0}; si la source le tait, écrivez au-dessus\u{a0}: \
             `# cb: ignore CB506 — la source ne dit pas combien`",
    )
}

/// A declared percentage is not that of its numerator and denominator.
pub fn rapport_declare_faux(what: &str, part: u64, whole: u64, real: &str, span: Span) -> Diagnostic {
    let numbers = format!("{} sur {}", crate::value::nombre::entier(part), crate::value::nombre::entier(whole));
    Diagnostic::new(&CB507, format!("`{what}`\u{a0}: {numbers} font {real}\u{a0}%"))
        .at(span)
        .help("corrigez `valeur`, ou `numerateur` et `denominateur`")
}

/// A sentence of a source in which no figure is read.
pub fn aucun_chiffre_lu(texte: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB508, format!("aucun chiffre n’est lu dans {}", quoted(texte)))
        .at(span)
        .help("écrivez le nombre et ce qu’il compte, «\u{a0}50 entretiens\u{a0}», ou `mesure` et `valeur`")
}

/// The same thing is counted twice otherwise; `first`: the words that came first, `there`: where.
pub fn contradiction(words: &str, first: &str, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB507, format!("{} contredit {}, du même texte", quoted(words), quoted(first)))
        .at(span)
        .related(there, "dit autrement ici")
        .help("l’un des deux est faux\u{a0}: tranchez d’après le dossier")
}

/// Parts that make more than their whole.
pub fn parts_trop_grandes(words: &str, whole: &str, sum: u64, span: Span, there: Span) -> Diagnostic {
    let message = format!(
        "{}\u{a0}: les parties font {}, plus que {}",
        quoted(words),
        crate::value::nombre::entier(sum),
        quoted(whole)
    );
    Diagnostic::new(&CB507, message)
        .at(span)
        .related(there, "le tout")
        .help("corrigez le tout ou ses parties\u{a0}; si elles se recoupent, dites-le")
}

/// A percentage that is not that of the numbers beside it.
pub fn rapport_faux(words: &str, numbers: &str, real: &str, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB507, format!("{}\u{a0}: {}, c’est {real}\u{a0}%", quoted(words), quoted(numbers)))
        .at(span)
        .related(there, "les nombres du rapport")
        .help(format!("écrivez «\u{a0}{real}\u{a0}%\u{a0}», ou corrigez les nombres"))
}

/// Two declared figures of the same thing that cannot both be true.
pub fn mesure_contradictoire(what: &str, one: &str, other: &str, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB507, format!("`{what}` est déclaré {} et {}", quoted(other), quoted(one)))
        .at(span)
        .related(there, "déclaré autrement ici")
        .help(
            "gardez le bon\u{a0}; si les sources se contredisent, marquez chacun `conteste: oui`\u{a0}; s’ils ne disent pas la même chose, \
             distinguez `periode` ou `perimetre`",
        )
}

/// Figures that could be checked and were not; `words`: the first of them.
pub fn non_verifiable(count: u64, words: &str, why: &str, span: Span) -> Diagnostic {
    let message = if count == 1 {
        format!("{} n’a pu être vérifié\u{a0}: {why}", quoted(words))
    } else {
        format!(
            "{} n’ont pu être vérifiés, d’abord {}\u{a0}: {why}",
            counted(count, "chiffre", "chiffres"),
            quoted(words)
        )
    };
    Diagnostic::new(&CB508, message).at(span).help("`cb verify` montre, chiffre par chiffre, ce que le dossier en dit")
}
