//! CB301 to CB307: dates, periods, schedules, communes.

use crate::diagnostic::{Diagnostic, Place};
use crate::rule::catalogue::{CB301, CB302, CB303, CB304, CB305, CB306, CB307};
use crate::text::Span;
use crate::value::commune;
use crate::value::date::{Date, Day};
use crate::value::heure::Heure;
use crate::value::nombre;

/// A meeting took place before the exploration began.
pub fn avant_l_exploration(span: Span, debut: Date, there: Place) -> Diagnostic {
    hors_exploration(format!("date avant le début de l’exploration ({})", debut.en_lettres()), span)
        .also(there, "l’exploration commence ici")
}

/// A meeting took place after the exploration ended.
pub fn apres_l_exploration(span: Span, fin: Date, there: Place) -> Diagnostic {
    hors_exploration(format!("date après la fin de l’exploration ({})", fin.en_lettres()), span)
        .also(there, "l’exploration finit ici")
}

fn hors_exploration(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&CB301, message).at(span).help(
        "vérifiez l’année, puis le mois ; si la date est juste, corrigez `realise` de la phase dans `dossier.yaml`",
    )
}

/// What a date says to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fait {
    /// An interview was held.
    Entretien,
    /// An immersion was held.
    Immersion,
    /// A contribution came in.
    Contribution,
    /// A meeting was held.
    Seance,
    /// A decision was taken.
    Decision,
    /// A test began.
    Test,
    /// A phase or a period really began.
    Debut,
    /// A phase or a period really ended.
    Fin,
}

/// Something is said to be done on a day that has not come.
pub fn date_future(fait: Fait, date: Date, at: Day, span: Span) -> Diagnostic {
    let said = match fait {
        Fait::Entretien => "cet entretien est donné pour tenu",
        Fait::Immersion => "cette immersion est donnée pour tenue",
        Fait::Contribution => "cette contribution est donnée pour reçue",
        Fait::Seance => "cette séance est donnée pour tenue",
        Fait::Decision => "cette décision est donnée pour prise",
        Fait::Test => "ce test est donné pour commencé",
        Fait::Debut => "`realise` donne un début",
        Fait::Fin => "`realise` donne une fin",
    };
    let (year, month, day) = at.ymd();
    let today = Date::from_ymd(year, month, day).map_or_else(String::new, Date::en_lettres);
    Diagnostic::new(&CB302, format!("{said} à une date à venir : {}", date.en_lettres()))
        .at(span)
        .label(format!("après le {today}, jour de cette vérification"))
        .help(match fait {
            Fait::Entretien => "corrigez l’année, ou écrivez `statut: prevu` tant qu’il n’a pas eu lieu",
            Fait::Immersion | Fait::Seance => {
                "corrigez l’année, ou écrivez `statut: prevue` tant qu’elle n’a pas eu lieu"
            }
            Fait::Contribution => "corrigez la date : c’est celle de la réception",
            Fait::Decision => {
                "corrigez la date ; ce qu’on attend d’une séance à venir se dit dans sa `decision_attendue`"
            }
            Fait::Test => "corrigez la date ; un essai à venir s’écrit dans sa solution, sous `periode.prevu`",
            Fait::Debut | Fait::Fin => "mettez cette date sous `prevu` : `realise` ne dit que ce qui a eu lieu",
        })
}

/// A period ends before it begins.
pub fn periode_inversee(debut: Date, fin: Date, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(
        &CB303,
        format!("cette période finit ({}) avant de commencer ({})", fin.en_lettres(), debut.en_lettres()),
    )
    .at(span)
    .related(there, "elle commence ici")
    .help("l’une des deux dates est fausse : vérifiez l’année, ou échangez-les")
}

/// A derogation is decided before it is asked for.
pub fn decision_avant_demande(demande: Date, decision: Date, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(
        &CB303,
        format!("la décision ({}) précède la demande ({})", decision.en_lettres(), demande.en_lettres()),
    )
    .at(span)
    .related(there, "la demande est ici")
    .help("l’une des deux dates est fausse : vérifiez l’année, ou échangez-les")
}

/// A meeting ends before it begins.
pub fn horaires_inverses(debut: Heure, fin: Heure, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB303, format!("la séance finit à {fin}, avant de commencer à {debut}"))
        .at(span)
        .related(there, "elle commence ici")
        .help("l’une des deux heures est fausse : vérifiez-les, ou échangez-les")
}

/// A phase begins before another has ended; each is given by its name and the date in question.
pub fn phases_chevauchantes(second: (&str, Date, Span), first: (&str, Date, Span)) -> Diagnostic {
    let ((second, debut, span), (first, fin, there)) = (second, first);
    Diagnostic::new(
        &CB304,
        format!("« {second} » commence ({}) avant la fin de « {first} » ({})", debut.en_lettres(), fin.en_lettres()),
    )
    .at(span)
    .related(there, "fin de l’autre phase")
    .help("écrivez dans `realise` le jour où l’on est passé de l’une à l’autre ; `prevu` reste ce qui était annoncé")
}

/// A test begins before the period of its solution; `solution` is how it is written.
pub fn test_avant_la_periode(solution: &str, (test, span): (Date, Span), (debut, there): (Date, Place)) -> Diagnostic {
    let message =
        format!("le test commence ({}) avant la période de `{solution}` ({})", test.en_lettres(), debut.en_lettres());
    hors_periode(message, span).also(there, "la période commence ici")
}

/// A test begins or ends after the period of its solution.
pub fn test_apres_la_periode(
    solution: &str,
    verb: &str,
    (test, span): (Date, Span),
    (fin, there): (Date, Place),
) -> Diagnostic {
    let message =
        format!("le test {verb} ({}) après la période de `{solution}` ({})", test.en_lettres(), fin.en_lettres());
    hors_periode(message, span).also(there, "la période finit ici")
}

fn hors_periode(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&CB305, message).at(span).help(
        "corrigez la date du test, ou la période de la solution : `realise` y dit ce qui a eu lieu, à côté de `prevu`",
    )
}

/// The first item of a schedule does not begin with the meeting.
pub fn deroule_decale(sequence: Heure, seance: Heure, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB306, format!("le déroulé commence à {sequence}, la séance à {seance}"))
        .at(span)
        .related(there, "heure de la séance")
        .help("corrigez l’une des deux heures ; l’accueil est une séquence comme les autres")
}

/// An item of a schedule begins before the one above it ends or, where that is not known, begins: `verb` says which.
pub fn sequences_en_desordre(debut: Heure, verb: &str, above: Heure, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB306, format!("cette séquence commence à {debut}, mais la précédente {verb} à {above}"))
        .at(span)
        .related(there, "la précédente")
        .help("décalez celle-ci, ou raccourcissez la précédente")
}

/// A schedule does not end with the meeting. `minutes`: how far it goes too long, or falls short.
pub fn deroule_trop_long_ou_court(minutes: u32, too_long: bool, fin: Heure, span: Span, there: Span) -> Diagnostic {
    let duree = crate::value::duree::Duree::from_minutes(minutes);
    let message = if too_long {
        format!("le déroulé dépasse de {duree} la fin de la séance ({fin})")
    } else {
        format!("le déroulé s’arrête {duree} avant la fin de la séance ({fin})")
    };
    Diagnostic::new(&CB306, message)
        .at(span)
        .label("dernière séquence")
        .related(there, "fin de la séance")
        .help("corrigez une durée ou `horaire_fin` ; pauses et repas sont des séquences comme les autres")
}

/// The groups of a meeting hold more people than the meeting.
pub fn groupes_trop_nombreux(groupes: u64, participants: u64, span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(
        &CB306,
        format!(
            "les groupes comptent {} personnes, la séance {}",
            nombre::entier(groupes),
            nombre::entier(participants)
        ),
    )
    .at(span)
    .related(there, "avec ce groupe, le total est dépassé")
    .help("corrigez `participants`, ou l’`effectif` d’un groupe ; chacun n’est compté que dans un groupe")
}

/// A group has nobody to lead it, where another has.
pub fn groupe_sans_animateur(span: Span, there: Span) -> Diagnostic {
    Diagnostic::new(&CB306, "ce groupe n’a pas d’animateur, alors qu’un autre en a un")
        .at(span)
        .related(there, "cet autre groupe en a un")
        .help("ajoutez `animateur:` — la structure ou la fonction de qui anime, jamais son nom")
}

/// What should be the code of a commune is none.
pub fn code_de_commune(written: &str, span: Span) -> Diagnostic {
    let short: String = written.chars().take(40).collect();
    let more = if short.len() < written.len() { "…" } else { "" };
    let found = Diagnostic::new(&CB307, format!("`{short}{more}` n’est pas un code de commune")).at(span);
    match commune::meant(written) {
        Some(code) => found.help(format!("vouliez-vous dire `{code}` ?")).unsafe_fix(span, code),
        None => found.help("écrivez le code officiel de l’Insee, en cinq signes : `95018`, `01004`, `2A004`"),
    }
}

/// A commune stands twice in the manifest.
pub fn commune_en_double(code: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&CB307, format!("la commune `{code}` est déjà dans la liste"))
        .at(span)
        .label("ici pour la seconde fois")
        .related(first, "déjà ici")
        .help("supprimez l’une des deux lignes, ou corrigez son code : le nombre de communes en dépend")
}
