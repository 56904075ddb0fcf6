//! Each figure of a text against what the dossier knows: true, false, misleading, or not to be told.

use super::compare::{Case, bounds};
use super::facts::stem;
use super::hold::hold;
use super::lists::Lists;
use super::verdict::{Judged, Verdict};
use super::{Figure, Scale, Text, declared, lengths, shares, wording};
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::fr::fold::fold_word;
use crate::prose::{Block, Hold, Mention, Unit};
use crate::value::quantite::{Bornes, Forme};

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
            (None, _) => Judged::unknown(if text.stranger { wording::STRANGER } else { "" }),
            (Some(facts), None) => lengths::judge(&facts.phases, block, mention).unwrap_or_else(|| Judged::unknown("")),
            (Some(facts), Some((subject, strong))) => facts.subjects.get(subject).map_or_else(
                || Judged::unknown(""),
                |subject| judge(text, block, Case { mention, subject, hold, strong }),
            ),
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
            range: range(mention, bounds),
            scale: Scale::of(mention),
            known: judged.known,
            source: judged.source,
            verdict: judged.verdict,
            reason: judged.reason,
            open: judged.verdict == Verdict::Unknown
                && !mention.scope.all
                && subject.is_some_and(|(_, strong)| strong)
                && hold >= Hold::Open,
        });
    }
    figures
}

/// Returns the least and the most that make a figure true: of whole things, « plus de 450 » begins at 451.
fn range(mention: &Mention, bounds: Bornes) -> (f64, Option<f64>) {
    let step = if mention.unit == Unit::Things && !mention.quantity.is_percent() { 1.0 } else { 0.0 };
    let (open, close) = (f64::from(u8::from(bounds.min_open)), f64::from(u8::from(bounds.max_open)));
    (bounds.min + open * step, bounds.max.map(|max| max - close * step))
}

/// Judges a figure that counts what the dossier counts or declares.
fn judge(text: &Text<'_>, block: &Block, case: Case<'_>) -> Judged {
    let Case { mention, subject, hold, .. } = case;
    let scope = &mention.scope;
    let state_at = |at: usize| {
        let said = stem(block.words.word(at));
        let wanted = if block.words.before(at) == "non" { format!("non_{said}") } else { said };
        subject.states.iter().find(|state| state.stem == wanted)
    };
    // « a retenu tous les personas présentés »: what was done says more than what they are.
    let done = scope.done.and_then(state_at);
    // « dont 5 retenues »: the word after the number is the state.
    let partial = mention.noun.filter(|_| mention.dont && !mention.inherited).and_then(|noun| state_at(noun.at));
    let described = scope.said_of.and_then(state_at);
    let state = done.or(partial).or(described);
    let hold = if mention.dont && state.is_some() && hold == Hold::Part { Hold::Open } else { hold };
    let case = Case { hold, ..case };
    let share = mention.quantity.is_percent() || mention.quantity.forme() == Forme::Aucun;
    if mention.of.is_some() || share {
        // « la moitié des défis retenus » is a half of those that were kept.
        let narrowing = share && mention.of.is_none() && !scope.predicate && done.is_none() && scope.said_of.is_some();
        let case = if narrowing { Case { hold: hold.min(Hold::Part), ..case } } else { case };
        return shares::judge(text, case, state.filter(|_| !narrowing));
    }
    if let Some(state) = state {
        let judged = case.in_state(state);
        let other = judged.verdict != Verdict::True && subject.published;
        return Some(case.with_declared())
            .filter(|declared| other && declared.verdict == Verdict::True)
            .unwrap_or(judged);
    }
    // A word that names no state tells which ones: they are others, unless a source says it of its own figure.
    let said = scope.said_of.map(|at| fold_word(block.words.word(at)));
    let declares = |word: &String| {
        let scopes = subject.declared.iter().filter_map(|one| one.perimetre.as_deref());
        scopes
            .chain(subject.declared.iter().map(|one| &*one.mesure))
            .any(|scope| fold_word(scope).split('_').any(|one| one == word))
    };
    let others = said.is_some_and(|said| (!scope.predicate || scope.telling && !scope.ours) && !declares(&said));
    let case = if others { Case { hold: Hold::Apart, ..case } } else { case };
    match subject.counted {
        None => case.with_declared(),
        Some(counted) => match counted.exact() {
            Some(value) => case.counted(value as f64),
            None => Judged::unknown(wording::RANGE),
        },
    }
}

impl Case<'_> {
    /// Compares the figure with what the records give, and with what else may be meant: all that was gathered, what a source says, what
    /// was kept.
    fn counted(&self, value: f64) -> Judged {
        let Case { mention, subject, hold, strong } = *self;
        let judged = self.with(value);
        if judged.verdict == Verdict::True {
            return judged;
        }
        let exact = mention.quantity.forme() == Forme::Exact;
        let meant = |value: u64| exact && bounds(mention).contains(value as f64);
        if let Some(raw) = subject.raw.filter(|raw| meant(*raw)) {
            return self.with(raw as f64);
        }
        if let Some(one) = subject.declared.iter().find(|one| declared::says_the_same(one, mention)) {
            let told = wording::declared(one);
            if !strong {
                let chance = self.is_by_chance(mention.quantity.number().unwrap_or(0.0));
                let verdict = if chance { Verdict::Unknown } else { Verdict::True };
                return Judged::of(verdict, "").knowing(told, declared::source(one));
            }
            if judged.verdict == Verdict::False {
                let why = wording::against_source(&told, &wording::amount(subject, value));
                return Judged { verdict: Verdict::Misleading, reason: why, ..judged };
            }
            return judged;
        }
        // « les trois défis » are those that were kept.
        match subject.states.iter().find(|state| state.stem == "retenu" && meant(state.count)) {
            Some(kept) if hold >= Hold::Part => {
                let kept = wording::in_state(kept);
                let known = format!("{}, dont {kept}", wording::amount(subject, value));
                Judged::of(Verdict::True, wording::those(&kept)).counting(known)
            }
            _ => judged,
        }
    }
}
