//! Numbers that count nothing: years, times of day, telephone numbers, addresses, amounts, articles of law, scores, identifiers, and the
//! numbers that only tell things of a kind apart.

use super::date;
use super::token::{Kind, Words};

/// Words before a number that is then a name: « article 3 », « ligne 47 », « groupe 2 ».
const LABELS: &[&str] = &[
    "article", "art", "alinea", "al", "loi", "decret", "arrete", "circulaire", "directive", "reglement", "ordonnance",
    "n", "no", "numero", "num", "nº", "№", "page", "p", "pp", "chapitre", "chap", "tableau", "figure", "fig", "annexe",
    "version", "v", "etape", "phase", "groupe", "equipe", "salle", "ligne", "bus", "car", "tram", "tramway", "train",
    "metro", "rer", "lot", "rd", "rn", "route", "niveau", "categorie", "cat", "tome", "titre", "axe", "fiche",
    "question", "note", "session", "volet", "point", "paragraphe", "section", "sous-section", "partie", "porte",
    "guichet", "bureau", "batiment", "bat", "escalier", "etage", "rang", "classe", "grade", "echelon", "code",
    "dossier", "ticket", "volume", "vol", "saison", "episode", "module", "scenario", "option", "zone", "secteur",
    "quartier", "promotion", "edition", "cycle", "terminal", "quai", "voie", "chambre", "appartement", "appt", "boite",
    "bp", "cs", "cp", "cedex", "siret", "siren", "rna", "insee", "nor", "iban", "cerfa", "formulaire", "acte", "scene",
    "carte", "taille", "pointure", "canal", "chaine", "indice", "l", "r", "d", "paris", "lyon", "marseille", "cahier",
    "convention", "tel", "telephone", "fax", "mobile", "portable", "poste", "standard", "appelez", "appeler",
    "composez", "composer", "gisement", "defi", "solution", "promesse", "persona", "idee", "entretien", "immersion",
    "irritant", "test", "essai", "derogation", "seance", "atelier", "decision", "objectif", "action", "priorite",
    "mesure", "critere", "indicateur", "hypothese", "variante", "parcelle", "kilometre", "km", "borne", "sortie",
    "echangeur", "iso", "norme", "windows", "formule", "plan", "agenda", "horizon", "top", "g", "covid", "iphone",
    "programme", "projet", "deliberation", "marche", "avenant", "facture", "commande", "reference", "ref", "matricule",
    "immeuble", "hall", "cour", "pavillon", "poste", "sujet", "exercice", "hiver", "ete", "automne", "printemps",
    "rentree", "millesime", "annee",
];

/// The plurals of some of them: « articles 3 et 4 », « pages 12 à 14 ».
const MANY_LABELS: &[&str] = &[
    "articles", "alineas", "pages", "chapitres", "lignes", "numeros", "figures", "tableaux", "annexes", "phases",
    "groupes", "salles", "points", "etapes", "lots", "axes", "fiches", "questions", "sections", "niveaux", "etages",
    "classes", "portes", "gisements", "defis", "solutions", "promesses", "personas", "entretiens", "idees",
    "promotions", "zones", "secteurs",
];

/// What a street is called, after its number.
const STREETS: &[&str] = &[
    "rue", "avenue", "av", "boulevard", "bd", "bld", "place", "chemin", "allee", "allees", "impasse", "route", "quai",
    "cours", "square", "faubourg", "esplanade", "passage", "ruelle", "sentier", "villa", "residence", "lotissement",
    "hameau", "lieu", "za", "zi", "zac", "rond", "parvis", "promenade", "cite", "mail", "montee", "cote", "traverse",
    "venelle", "bis", "ter", "quater",
];

/// What is paid.
const MONEY: &[&str] = &[
    "€", "euro", "euros", "k€", "m€", "md€", "eur", "keuros", "meuros", "centime", "centimes", "franc", "francs", "f",
    "$", "dollars", "£",
];

/// What a time of day follows.
const BEFORE_A_TIME: &[&str] =
    &["a", "vers", "des", "entre", "et", "au", "ou", "avant", "apres", "depuis", "jusqu", "-", "–", "—", ":", "(", ","];

/// What may follow a number that names a service: « le 115 », « au 3919 ».
const SERVICES: &[&str] = &["le", "au", "du", "numero", "appelez", "composez"];

/// Tells whether the number at a token counts nothing; `end`: the token after it. Returns the token where reading goes on.
pub(super) fn passed_over(words: &Words, at: usize, end: usize) -> Option<usize> {
    let found = glued_to_letters(words, at)
        .or_else(|| chain(words, at))
        .or_else(|| telephone(words, at))
        .or_else(|| time(words, at))
        .or_else(|| money(words, end))
        .or_else(|| address(words, at, end))
        .or_else(|| ordinal(words, end))
        .or_else(|| label(words, at, end))
        .or_else(|| code(words, at, end))
        .or_else(|| around_the_clock(words, at, end))
        .or_else(|| year(words, at, end))
        .or_else(|| age(words, end))?;
    Some(found.max(end))
}

/// `E012`, `A86`, `covid-19`, `caf-95`, `E012-1`, and what stands in an address of the web.
fn glued_to_letters(words: &Words, at: usize) -> Option<usize> {
    if !words.is_digits(at) {
        return None;
    }
    let mut from = at;
    while from > 0 && at - from < 64 && words.is_glued(from) {
        from -= 1;
    }
    let mut end = at + 1;
    while words.is_glued(end) && end < at + 64 {
        end += 1;
    }
    let chunk = || from..end;
    let web = chunk().any(|at| matches!(words.kind(at), Some(Kind::Mark('@' | '#' | '_' | '^'))))
        || chunk().any(|at| words.word(at) == "www" || words.is_mark(at, ':') && words.is_mark(at + 1, '/'));
    if web {
        return Some(end);
    }
    let letters = words.is_glued(at) && words.is_word(at - 1);
    let joined =
        words.is_glued(at) && words.is_mark(at - 1, '-') && words.is_glued(at - 1) && at >= 2 && words.is_word(at - 2);
    (letters || joined).then(|| {
        // All of `E012-1` is the identifier.
        let mut end = at + 1;
        while words.is_glued(end) && (words.is_mark(end, '-') || words.is_digits(end)) {
            end += 1;
        }
        end
    })
}

/// `4/5`, `1.2.3`, `2018-2019`, `3-2`, `24/24`: numbers joined by a mark, a grain of thousands aside.
fn chain(words: &Words, at: usize) -> Option<usize> {
    let joint = |at: usize| words.is_glued(at) && matches!(words.kind(at), Some(Kind::Mark('/' | '.' | '-' | ':')));
    let pair = |at: usize| joint(at) && words.is_glued(at + 1) && words.is_digits(at + 1);
    if !words.is_digits(at) || !pair(at + 1) {
        return None;
    }
    let mark = words.kind(at + 1)?;
    let mut end = at + 3;
    while pair(end) {
        end += 2;
    }
    let several = end > at + 3;
    let (first, second) = (words.word(at), words.word(at + 2));
    let separate = match mark {
        // « 1.200 » is a number, « 3.5 » too; « 12.30 » a time.
        Kind::Mark('.') => several && second.len() != 3,
        // « 16-18 ans », « 40-50 personnes » are intervals; « 2018-2019 » and « 3-2. » are none.
        Kind::Mark('-') => {
            several
                || first.len() == 4
                || first.starts_with('0')
                || second.starts_with('0')
                || first.len() > 1 && second.len() < first.len()
                || !words.is_word(end)
        }
        _ => true,
    };
    separate.then_some(end)
}

/// `06 12 34 56 78`, `+33 5 65`, `0565…`: groups of two after a zero, or ten digits in a row.
fn telephone(words: &Words, at: usize) -> Option<usize> {
    let plus = words.is_mark(at.checked_sub(1)?, '+') && words.word(at) == "33";
    let zero = words.word(at).starts_with('0') && words.word(at).len() >= 2;
    if !words.is_digits(at) || !(plus || zero) {
        return None;
    }
    let mut end = at + 1;
    loop {
        let gap = usize::from(matches!(words.kind(end), Some(Kind::Mark('.' | '-' | '(' | ')'))));
        if words.is_digits(end + gap) && words.word(end + gap).len() <= 3 {
            end += gap + 1;
        } else {
            return Some(end);
        }
    }
}

/// « à 14 h 30 », « de 9 h à 17 h », « 14:30 ».
fn time(words: &Words, at: usize) -> Option<usize> {
    let hour = words.number(at).filter(|hour| *hour <= 24)?;
    let unit = matches!(words.word(at + 1), "h" | "heures" | "heure");
    if !unit {
        // « de 9 à 12 h »: the hour is said with the second.
        let to = matches!(words.word(at + 1), "a" | "-" | "–" | "et");
        let second =
            to && words.number(at + 2).is_some_and(|other| other <= 24) && matches!(words.word(at + 3), "h" | "heures");
        return (second && hour > 5 && !after_duration(words, at)).then_some(at + 1);
    }
    let mut end = at + 2;
    let minutes = words.number(end).is_some_and(|minutes| minutes < 60) && words.word(end).len() == 2;
    end += usize::from(minutes);
    // « 60 h d’immersion », « 2 h par semaine » are lengths.
    let length = matches!(words.word(end), "d" | "par" | "de") || after_duration(words, at);
    if length {
        return None;
    }
    let to = matches!(words.word(end), "a" | "-" | "–" | "—") && words.is_digits(end + 1);
    let before = words.before(at);
    let said = BEFORE_A_TIME.contains(&before) && !(before == "," || before == "et" || before == ":" || before == "(")
        || before == "de" && to
        || to;
    (said || minutes && hour >= 6 || hour >= 8 && (BEFORE_A_TIME.contains(&before) || before.is_empty())).then_some(end)
}

/// Tells whether a length of time is spoken of before the number.
fn after_duration(words: &Words, at: usize) -> bool {
    let before = words.before(at);
    matches!(before, "pendant" | "durant" | "duree" | "en" | "dure" | "durent" | "soit" | "environ")
        || matches!(before, "de" | "d")
            && matches!(
                words.word(at.saturating_sub(2)),
                "duree"
                    | "plus"
                    | "moins"
                    | "entretien"
                    | "entretiens"
                    | "seance"
                    | "reunion"
                    | "immersion"
                    | "atelier"
                    | "total"
            )
}

fn money(words: &Words, end: usize) -> Option<usize> {
    let de = usize::from(words.word(end) == "d" && words.is_mark(end + 1, '\'')) * 2;
    let at = end + de;
    // « 25 k€ », « 1,5 M€ ».
    if matches!(words.word(at), "k" | "m" | "md" | "ke" | "mds") && words.is_mark(at + 1, '€') {
        return Some(at + 2);
    }
    MONEY.contains(&words.word(at)).then_some(at + 1)
}

/// « 333 rue Nationale », « 12 bis, avenue … », « 46000 Cahors ».
fn address(words: &Words, at: usize, end: usize) -> Option<usize> {
    if !words.is_digits(at) {
        return None;
    }
    let mut next = end;
    if matches!(words.word(next), "bis" | "ter" | "quater")
        || words.word(next).len() == 1 && words.is_word(next) && words.is_glued(next)
    {
        next += 1;
    }
    next += usize::from(words.is_mark(next, ','));
    let street = STREETS.contains(&words.word(next))
        && !matches!(words.word(next), "place" if words.word(next + 1) == "assises");
    if street {
        return Some(next + 1);
    }
    let postal = words.word(at).len() == 5 && end == at + 1 && (words.is_capital(next) || !words.is_word(next));
    postal.then_some(end)
}

/// `2e`, `1er`, `3ème`, `20°C`.
fn ordinal(words: &Words, end: usize) -> Option<usize> {
    let word = words.word(end);
    let suffix = words.is_glued(end)
        && matches!(word, "e" | "er" | "ere" | "re" | "eme" | "nd" | "nde" | "ieme" | "es" | "ers" | "emes" | "°");
    let degree = words.is_mark(end, '°');
    (suffix || degree).then_some(end + 1)
}

/// « article L. 123-4 », « n° 12 », « groupe 2 », « articles 3 et 4 ».
fn label(words: &Words, at: usize, end: usize) -> Option<usize> {
    // Back over « n° », « L. » and the numbers of the same list.
    let mut back = at;
    while back > 0 && at - back < 40 {
        let listed =
            matches!(words.before(back), "et" | "a" | "," | "-" | "ou") && back >= 2 && words.is_digits(back - 2);
        let mark = matches!(words.kind(back - 1), Some(Kind::Mark('°' | '.' | ':' | '-' | '/' | 'º' | '*')))
            && words.is_glued(back - 1);
        if listed {
            back -= 2;
        } else if mark {
            back -= 1;
        } else {
            break;
        }
    }
    if back == 0 {
        return None;
    }
    let word = words.word(back - 1);
    let named = LABELS.contains(&word) || MANY_LABELS.contains(&word) && (back < at || !words.is_word(end));
    // A point ends the word before it, unless it is short for a label.
    let same = words.sentence(at).contains(&(back - 1));
    let plural = super::noun::is_plural(words.word(end));
    // « chaque année 40 dérogations ».
    let counted = plural && (!words.is_digits(at) || word == "annee");
    // « la solution : 3 ateliers » names nothing; « le gisement 3 » does, and « phase 2 terminée » too.
    let apart = words.is_mark(at - 1, ':') && !words.is_digits(at.saturating_sub(2));
    (named && same && !counted && !apart).then_some(end)
}

/// Numbers that name: a department in brackets, a service to call, a long code, the number of a paragraph.
fn code(words: &Words, at: usize, end: usize) -> Option<usize> {
    if !words.is_digits(at) || end != at + 1 {
        return None;
    }
    let word = words.word(at);
    let alone = !words.is_word(end);
    let bracketed = words.is_mark(at.wrapping_sub(1), '(') && words.is_mark(end, ')') && word.len() <= 3;
    let department = bracketed && words.is_capital(at.saturating_sub(2));
    let service = matches!(word.len(), 2..=4) && SERVICES.contains(&words.before(at)) && alone;
    let paragraph = at == 0 && matches!(words.kind(end), Some(Kind::Mark('.' | ')' | '/' | '°' | '-' | '–')));
    let footnote = words.is_mark(at.wrapping_sub(1), '[') && words.is_mark(end, ']');
    (word.len() >= 7 || word.starts_with('0') && word.len() > 1 || department || service || paragraph || footnote)
        .then_some(end)
}

/// « 24 h/24 », « 7 jours sur 7 », « 7j/7 ».
fn around_the_clock(words: &Words, at: usize, end: usize) -> Option<usize> {
    let unit = matches!(words.word(end), "h" | "heures" | "j" | "jours");
    let joint = words.word(end + 1) == "sur" || words.is_mark(end + 1, '/');
    (unit && joint && words.word(end + 2) == words.word(at)).then_some(end + 3)
}

/// What a year follows, whatever comes after it.
const BEFORE_A_YEAR: &[&str] =
    &["en", "l", "depuis", "avant", "apres", "fin", "debut", "mi", "janvier", "an", "ete", "annee", "-"];

/// A year: four digits, unless what follows is counted.
fn year(words: &Words, at: usize, end: usize) -> Option<usize> {
    date::year(words, at).filter(|year| (1_900..2_100).contains(year) && end == at + 1)?;
    let noun = words.word(end);
    let counted = words.is_word(end) && !words.is_capital(end) && noun.len() > 3 && noun.ends_with(['s', 'x']);
    (!counted || BEFORE_A_YEAR.contains(&words.before(at))).then_some(end)
}

/// « 75 ans », « les 16-25 ans », « moins de 26 ans ».
fn age(words: &Words, end: usize) -> Option<usize> {
    (words.word(end) == "ans" && !matches!(words.word(end + 1), "d" | "de")).then_some(end + 1)
}
