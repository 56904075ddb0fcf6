//! Each figure of a text against what the dossier knows: true, false, misleading, or not to be told.

use super::facts::{Facts, State, Subject, stem};
use super::lists::Lists;
use super::{Figure, Scale, Text, lengths, shares, wording};
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::fr::fold::fold_word;
use crate::prose::{Block, Determiner, Hold, Mention, Unit};
use crate::value::quantite::{self, Bornes, Forme, Quantite};

/// What comes of comparing a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The dossier says the same.
    True,
    /// True to the letter, and misleading.
    Misleading,
    /// The dossier says otherwise.
    False,
    /// Nothing tells.
    Unknown,
}

impl Verdict {
    /// Returns the word shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::True => "vrai",
            Self::Misleading => "trompeur",
            Self::False => "faux",
            Self::Unknown => "non vérifiable",
        }
    }

    /// Returns the word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::Misleading => "misleading",
            Self::False => "false",
            Self::Unknown => "unverifiable",
        }
    }
}

/// A verdict with its reason.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub verdict: Verdict,
    pub reason: String,
    /// What the dossier says, and where from.
    pub known: String,
    pub source: String,
    /// What would be right to write.
    pub advice: String,
    /// Whether it is a share whose whole nobody tells.
    pub ungrounded: bool,
}

impl Judged {
    pub(super) fn unknown(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Unknown,
            reason: reason.into(),
            known: String::new(),
            source: String::new(),
            advice: String::new(),
            ungrounded: false,
        }
    }

    pub(super) fn of(verdict: Verdict, reason: impl Into<String>) -> Self {
        Self { verdict, ..Self::unknown(reason) }
    }

    pub(super) fn knowing(mut self, known: impl Into<String>, source: impl Into<String>) -> Self {
        self.known = known.into();
        self.source = source.into();
        self
    }

    pub(super) fn advising(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }
}

/// Judges every figure of a text.
pub(super) fn all(text: &Text<'_>, lists: &Lists, findings: &mut Vec<Diagnostic>) -> Vec<Figure> {
    let mentions = &text.prose.mentions;
    let mut figures = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        let Some(block) = text.prose.blocks.get(mention.block) else { continue };
        let span = text.span(mention.block, mention.tokens.clone());
        let bounds = bounds(mention);
        let subject = text.facts.and_then(|facts| {
            let own = facts.subject_of(block, mention);
            // « dont 5 retenues » counts what the figure before it does.
            own.or_else(|| {
                let before = mentions
                    .get(index.checked_sub(1)?)
                    .filter(|before| mention.dont && before.block == mention.block)?;
                facts.subject_of(block, before)
            })
        });
        let vague = mention.quantity.number().is_none()
            || mention.quantity.forme() == Forme::Aucun
            || mention.scope.all && text.facts.is_none();
        if vague && subject.is_none() {
            continue;
        }
        let hold = text.facts.map_or(Hold::Apart, |facts| hold(text, facts, index, lists));
        let judged = match (text.facts, subject) {
            (None, _) => Judged::unknown(""),
            (Some(facts), None) => lengths::judge(facts, block, mention).unwrap_or_else(|| Judged::unknown("")),
            (Some(facts), Some((subject, strong))) => facts
                .subjects
                .get(subject)
                .map_or_else(|| Judged::unknown(""), |subject| judge(text, block, mention, subject, hold, strong)),
        };
        let words = text.words(mention.block, mention.tokens.clone());
        match judged.verdict {
            Verdict::False => findings.push(faults::chiffre_faux(&words, &judged.reason, &judged.advice, span)),
            Verdict::Misleading if judged.ungrounded => {
                findings.push(faults::sans_denominateur(&words, &judged.reason, span));
            }
            Verdict::Misleading => {
                findings.push(faults::chiffre_trompeur(&words, &judged.reason, &judged.advice, span))
            }
            Verdict::True | Verdict::Unknown => {}
        }
        figures.push(Figure {
            span,
            measure: subject.and_then(|(at, _)| text.facts?.subjects.get(at)).map(|subject| subject.key.clone()),
            range: (bounds.min, bounds.max),
            scale: Scale::of(mention),
            known: judged.known,
            source: judged.source,
            verdict: judged.verdict,
            reason: judged.reason,
            open: judged.verdict == Verdict::Unknown && subject.is_some() && hold >= Hold::Open,
        });
    }
    figures
}

/// Returns the values that make a figure true: in minutes for hours and minutes.
pub(super) fn bounds(mention: &Mention) -> Bornes {
    let bounds = mention.quantity.bounds();
    let Some(each) = mention.unit.minutes() else { return bounds };
    let more = f64::from(mention.minutes);
    let mut bounds = Bornes { min: bounds.min * each + more, max: bounds.max.map(|max| max * each + more), ..bounds };
    if mention.quantity.forme() == Forme::Exact && each > 1.0 {
        // « 60 h » is said to half an hour.
        bounds.min -= 30.0;
        bounds.max = bounds.max.map(|max| max + 30.0);
    }
    bounds
}

impl Facts {
    /// Finds what a figure of a text counts.
    pub(super) fn subject_of(&self, block: &Block, mention: &Mention) -> Option<(usize, bool)> {
        let noun = mention.noun?;
        let words = &block.words;
        if mention.unit != Unit::Things {
            let immersion = words.word(noun.at).starts_with("immersion") && mention.unit.minutes().is_some();
            return immersion
                .then(|| self.subjects.iter().position(|subject| subject.minutes))
                .flatten()
                .map(|at| (at, true));
        }
        let following: Vec<String> = (noun.at..(noun.at + 6).min(words.tokens.len()))
            .take_while(|at| words.is_word(*at) || words.word(*at) == "'" || words.word(*at) == "-")
            .filter(|at| words.is_word(*at) && !matches!(words.word(*at), "d" | "de" | "l"))
            .map(|at| fold_word(words.word(at)))
            .collect();
        self.subject(&following)
    }
}

/// Returns how far a figure speaks for the whole, with what the rest of the text and the dossier add.
pub(super) fn hold(text: &Text<'_>, facts: &Facts, index: usize, lists: &Lists) -> Hold {
    let mentions = &text.prose.mentions;
    let (Some(mention), false) = (mentions.get(index), lists.announces(index)) else { return Hold::Whole };
    let Some(block) = text.prose.blocks.get(mention.block) else { return Hold::Open };
    let mut hold = mention.scope.hold();
    let elsewhere = mention.scope.names.iter().any(|at| !facts.knows(block.words.word(*at)));
    if elsewhere {
        return hold.min(Hold::Part);
    }
    if mention.dont {
        return hold.min(Hold::Part);
    }
    if hold == Hold::Open {
        let sentence = block.words.sentence(mention.tokens.start);
        let own = facts.subject_of(block, mention).map(|(subject, _)| subject);
        let beside = text.prose.mentions_in(mention.block, sentence.clone()).any(|other| {
            let Some(other) = mentions.get(other).filter(|_| other != index) else { return false };
            let strong = |(subject, strong)| strong && Some(subject) != own;
            other.scope.hold() >= Hold::Open && facts.subject_of(block, other).is_some_and(strong)
        });
        // « 50 entretiens, 450 idées »: a line of figures is a balance.
        let alone = sentence.len() <= mention.tokens.len() + 3;
        let operator =
            !matches!(mention.quantity.forme(), Forme::Exact | Forme::Quelques | Forme::Plusieurs | Forme::Couple);
        if beside || alone || operator {
            hold = Hold::Whole;
        }
    }
    hold
}

fn judge(text: &Text<'_>, block: &Block, mention: &Mention, subject: &Subject, hold: Hold, strong: bool) -> Judged {
    let said_of = mention.scope.said_of.map(|at| stem(block.words.word(at)));
    let state_at = |at: usize| {
        let said = stem(block.words.word(at));
        let wanted = if block.words.before(at) == "non" { format!("non_{said}") } else { said };
        subject.states.iter().find(|state| state.stem == wanted)
    };
    // « a retenu tous les personas présentés »: what was done says more than what they are.
    let done = mention.scope.done.and_then(state_at);
    // « dont 5 retenues »: the word after the number is the state.
    let partial = mention.noun.filter(|_| mention.dont && !mention.inherited).and_then(|noun| state_at(noun.at));
    let state = done.or(partial).or_else(|| mention.scope.said_of.and_then(state_at));
    let hold = if mention.dont && state.is_some() && hold == Hold::Part { Hold::Open } else { hold };
    if mention.of.is_some() || mention.quantity.is_percent() || mention.quantity.forme() == Forme::Aucun {
        return shares::judge(text, mention, subject, state, hold);
    }
    // A word that names no state tells which ones: they are a part.
    let narrowed = said_of.is_some() && state.is_none() && !mention.scope.predicate;
    let hold = if narrowed { hold.min(Hold::Part) } else { hold };
    if let Some(state) = state {
        return by_state(mention, subject, state, hold);
    }
    let counted = subject.counted.and_then(crate::stats::Amount::exact).map(|value| value as f64);
    if let Some(value) = counted {
        let judged = against(mention, subject, value, hold, strong);
        if judged.verdict == Verdict::True {
            return judged;
        }
        let gathered = subject
            .raw
            .map(|raw| raw as f64)
            .filter(|raw| mention.quantity.forme() == Forme::Exact && bounds(mention).contains(*raw));
        if let Some(raw) = gathered {
            return against(mention, subject, raw, hold, strong);
        }
        if let Some(one) = subject.declared.iter().find(|one| same_words(mention, one)) {
            if !strong {
                return Judged::of(Verdict::True, "")
                    .knowing(wording::declared(one), one.source.clone().unwrap_or_default());
            }
            return if judged.verdict == Verdict::False {
                Judged::of(
                    Verdict::Misleading,
                    format!(
                        "une source le dit, {}, mais le dossier compte {}",
                        wording::declared(one),
                        wording::amount(subject, value)
                    ),
                )
                .knowing(judged.known, judged.source)
                .advising(wording::advice(subject, value))
            } else {
                judged
            };
        }
        // « les trois défis » are those that were kept.
        let kept =
            subject.states.iter().find(|state| state.stem == "retenu" && bounds(mention).contains(state.count as f64));
        if let Some(kept) = kept.filter(|_| mention.quantity.forme() == Forme::Exact && hold > Hold::Apart) {
            let known = format!("{}, dont {}", wording::amount(subject, value), wording::in_state(kept));
            return if hold >= Hold::Part {
                Judged::of(Verdict::True, format!("ce sont les {}", wording::in_state(kept))).knowing(known, "compté")
            } else {
                judged
            };
        }
        return judged;
    }
    if subject.counted.is_some() {
        return Judged::unknown("le dossier n’en sait qu’une fourchette");
    }
    against_declared(mention, subject, hold, strong)
}

/// Compares a figure with one value.
fn against(mention: &Mention, subject: &Subject, value: f64, hold: Hold, strong: bool) -> Judged {
    let known = |judged: Judged| judged.knowing(wording::amount(subject, value), "compté");
    let bounds = bounds(mention);
    if bounds.contains(value) {
        // A part, or what is to come, is only the same by chance, unless the number is a large one.
        let by_chance = match hold {
            // « Au moins trois personnes, dans l’assistance » is no modest account of 130.
            Hold::Whole | Hold::Open => {
                let least = matches!(mention.quantity.forme(), Forme::AuMoins | Forme::PlusDe);
                least && !strong && mention.scope.hold() < Hold::Whole && value > 2.0 * bounds.min
            }
            Hold::Part => {
                value < 20.0 || mention.scope.determiner == Determiner::Part || mention.scope.bounded && value < 40.0
            }
            Hold::Apart => value < 40.0 || !mention.scope.quoted,
        };
        if by_chance {
            return known(Judged::unknown(apart(mention)));
        }
        return match style(mention, value, subject) {
            // « Environ 453 » is as odd of a part as of the whole.
            Some(reason)
                if hold >= Hold::Open
                    || hold == Hold::Part && matches!(mention.quantity.forme(), Forme::Environ | Forme::Quelque) =>
            {
                known(Judged::of(Verdict::Misleading, reason).advising(wording::advice(subject, value)))
            }
            _ => known(Judged::of(Verdict::True, "")),
        };
    }
    if hold <= Hold::Part {
        return known(Judged::unknown(apart(mention)));
    }
    let told = format!("le dossier en compte {}", wording::amount(subject, value));
    let advice = wording::advice(subject, value);
    let exact = mention.quantity.forme() == Forme::Exact;
    let said = mention.quantity.number().unwrap_or(0.0);
    if subject.minutes && exact && said % 10.0 == 0.0 && (said * 60.0 - value).abs() <= value * 0.05 {
        return known(Judged::of(Verdict::Misleading, format!("arrondi : {told}")).advising(advice));
    }
    if exact && said >= 100.0 && said % 10.0 == 0.0 && (said - value).abs() <= value * 0.02 {
        return known(Judged::of(Verdict::Misleading, format!("arrondi sans le dire : {told}")).advising(advice));
    }
    if mention.quantity.forme() == Forme::Quelques && value > 12.0 {
        return known(Judged::of(Verdict::Misleading, format!("bien moins que la réalité : {told}")).advising(advice));
    }
    let above = bounds.min > value || bounds.min_open && bounds.min >= value;
    let least = bounds.max.unwrap_or(f64::MAX);
    let rough = !exact && mention.scope.hold() == Hold::Whole;
    let sure = if above {
        hold == Hold::Whole || strong
    } else {
        hold == Hold::Whole && (rough || least >= value / 2.0 || least >= 3.0 && value <= 12.0)
    };
    if sure {
        known(Judged::of(Verdict::False, told).advising(advice))
    } else {
        known(Judged::unknown("rien ne dit que ce soit le tout"))
    }
}

/// Compares a figure of those in a state.
fn by_state(mention: &Mention, subject: &Subject, state: &State, hold: Hold) -> Judged {
    let bounds = bounds(mention);
    let after: u64 = subject.states.iter().skip_while(|other| other.stem != state.stem).map(|other| other.count).sum();
    let total: u64 = subject.states.iter().map(|state| state.count).sum();
    let known = wording::of_state(subject, state);
    let source = "compté";
    let same = |value: u64| bounds.contains(value as f64);
    if same(state.count) || !state.last && (same(after) || same(total)) {
        return if hold == Hold::Apart {
            Judged::unknown(apart(mention)).knowing(known, source)
        } else {
            Judged::of(Verdict::True, "").knowing(known, source)
        };
    }
    let above = bounds.min > total as f64;
    if hold >= Hold::Open && (state.last || above) {
        return Judged::of(Verdict::False, format!("le dossier compte {known}"))
            .advising(format!("écrivez «\u{a0}{known}\u{a0}»"))
            .knowing(known, source);
    }
    Judged::unknown("rien ne dit lesquels").knowing(known, source)
}

/// Tells whether a source says the same number in the same way.
fn same_words(mention: &Mention, one: &crate::stats::Declared) -> bool {
    let Ok(read) = quantite::parse(&one.text) else { return false };
    read.quantite == mention.quantity
}

/// Compares a figure with what sources declare, where no record is counted.
fn against_declared(mention: &Mention, subject: &Subject, hold: Hold, strong: bool) -> Judged {
    let declared = &subject.declared;
    let known: Vec<String> = declared.iter().map(wording::declared).collect();
    let known = known.join(" ou ");
    let sources: Vec<&str> = declared.iter().filter_map(|one| one.source.as_deref()).collect();
    let source = sources.join(", ");
    let mut outcome = None;
    for one in declared {
        let judged = against_one(mention, subject, one, hold, strong);
        let better = match (&outcome, judged.verdict) {
            (None, _) | (_, Verdict::True) => true,
            (Some(Judged { verdict: Verdict::True, .. }), _) => false,
            (Some(Judged { verdict: Verdict::False, .. }), verdict) => verdict != Verdict::False,
            _ => false,
        };
        if better {
            outcome = Some(judged);
        }
    }
    outcome.unwrap_or_else(|| Judged::unknown("")).knowing(known, source)
}

fn against_one(mention: &Mention, subject: &Subject, one: &crate::stats::Declared, hold: Hold, strong: bool) -> Judged {
    let told = format!("le dossier en déclare {}", wording::declared(one));
    if subject.minutes {
        let exact = one.amount.and_then(crate::stats::Amount::exact);
        return exact
            .map_or_else(|| Judged::unknown(told), |value| against(mention, subject, value as f64, hold, strong));
    }
    let Ok(read) = quantite::parse(&one.text) else { return Judged::unknown(told) };
    if read.quantite == mention.quantity {
        return Judged::of(if hold == Hold::Apart { Verdict::Unknown } else { Verdict::True }, "");
    }
    if let Some(value) = read.quantite.exact() {
        let mut judged = against(mention, subject, value, hold, strong);
        if matches!(judged.verdict, Verdict::False) {
            judged.reason = told;
        }
        return judged;
    }
    let (said, known) = (honest(mention.quantity), honest(read.quantite));
    let inside = |value: f64| mention.quantity.contains(value);
    if hold <= Hold::Part {
        return Judged::unknown(apart(mention));
    }
    let advice = format!("écrivez «\u{a0}{} {}\u{a0}»", one.text, subject.noun.1);
    let (low, high) = (known.min + if known.min_open { 1.0 } else { 0.0 }, known.max.unwrap_or(f64::MAX));
    let high = if known.max_open { high - 1.0 } else { high };
    if inside(low) && inside(high) {
        let overlap = said.contains(low) || said.contains(high);
        return if overlap {
            Judged::of(Verdict::True, "")
        } else {
            Judged::of(Verdict::Misleading, told).advising(advice)
        };
    }
    let apart = bounds(mention).min > high || bounds(mention).max.is_some_and(|max| max < low);
    if apart && (hold == Hold::Whole || strong && bounds(mention).min > high) {
        return Judged::of(Verdict::False, told).advising(advice);
    }
    Judged::unknown(told)
}

/// Returns the values of which a quantity is rightly said: « plus de 450 » of 451 to 500, not of a thousand.
fn honest(quantity: Quantite) -> Bornes {
    let bounds = quantity.bounds();
    let Some(number) = quantity.number() else { return bounds };
    let grain = wording::grain(number);
    match quantity.forme() {
        Forme::PlusDe | Forme::AuMoins => Bornes { max: Some(number + grain), max_open: true, ..bounds },
        Forme::MoinsDe => Bornes { min: (number - grain).max(0.0), ..bounds },
        _ => bounds,
    }
}

/// Says why a true figure misleads, where it does (domain § 5, « Avertir si »).
fn style(mention: &Mention, value: f64, subject: &Subject) -> Option<String> {
    let each = mention.unit.minutes().unwrap_or(1.0);
    let quantity = mention.quantity;
    let number = quantity.number().unwrap_or(0.0);
    let value = value / each;
    let told = wording::amount(subject, value * each);
    let far = value < number * 0.9 || value > number * 1.1;
    let odd = number >= 20.0 && number % 10.0 != 0.0;
    Some(match quantity.forme() {
        Forme::PlusDe if value >= number + wording::grain(number) => {
            format!("trop modeste : le dossier en compte {told}")
        }
        Forme::PresDe if value == number => format!("tout juste : le dossier en compte {told}"),
        Forme::APeine => format!("« à peine » rabaisse le chiffre : le dossier en compte {told}"),
        Forme::Environ | Forme::Quelque if odd => "un nombre précis ne se dit pas « environ »".to_owned(),
        Forme::Collectif if number >= 20.0 && far => format!("à plus d’un dixième près : le dossier en compte {told}"),
        Forme::AuMoins if mention.scope.emphatic && value >= number * 1.1 => {
            format!("trop modeste : le dossier en compte {told}")
        }
        Forme::AuPlus if value < number => format!("jamais atteint : le dossier en compte {told}"),
        Forme::MoinsDe if value < number - wording::grain(number) => {
            format!("trop large : le dossier en compte {told}")
        }
        Forme::Plusieurs if value < 3.0 => format!("le dossier n’en compte que {told}"),
        _ => return None,
    })
}

/// Says why a figure is not compared.
pub(super) fn apart(mention: &Mention) -> &'static str {
    let scope = &mention.scope;
    match () {
        () if scope.quoted => "ce sont les mots d’un autre",
        () if scope.denied => "il est nié",
        () if scope.rate => "c’est une moyenne",
        () if scope.hold() == Hold::Apart => "il est à venir, ou souhaité",
        () => "il ne compte qu’une partie",
    }
}
