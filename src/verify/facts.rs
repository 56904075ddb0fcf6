//! What a dossier knows that a text may say: its figures on a day, counted and declared, by noun and by state.

use std::collections::BTreeSet;

use super::lengths::{self, Phase};
use super::lexicon;
use crate::dossier::Dossier;
use crate::fr::fold::{fold, fold_word};
use crate::model::dossier as manifest;
use crate::prose::{Prose, Words};
use crate::stats::{Amount, Declared, Measure, Stats};
use crate::unit::{Cell, Value};
use crate::value::date::Day;

/// How many words a text may have that takes for granted what it speaks of.
const LONG: usize = 150;

/// What a dossier knows on a day.
#[derive(Debug)]
pub struct Facts {
    /// The day.
    pub at: Day,
    /// What it counts or declares.
    pub subjects: Vec<Subject>,
    /// The words that tie a noun to a subject, the longest first: the words, the subject, whether they are strong.
    words: Vec<(Vec<String>, usize, bool)>,
    /// The names of places and bodies that the dossier knows, folded.
    names: BTreeSet<String>,
    /// How long its phases last.
    pub(super) phases: Vec<Phase>,
}

/// Something that is counted.
#[derive(Debug)]
pub struct Subject {
    /// Its key: `idees`, or the words of a declared figure.
    pub key: String,
    /// The noun, singular and plural.
    pub noun: (String, String),
    /// What the records give.
    pub counted: Option<Amount>,
    /// For ideas, how many were gathered, doubles included.
    pub raw: Option<u64>,
    /// How many are in each state: the folded word, the label, the count, and whether the figure leaves them out.
    pub states: Vec<State>,
    /// What sources declare.
    pub declared: Vec<Declared>,
    /// Whether amounts are minutes.
    pub minutes: bool,
    /// Whether the dossier may list only some of them, or speak of another scope: never enough to be sure.
    pub partial: bool,
    /// Whether its records were made of what was published: there may be more than they tell.
    pub published: bool,
}

/// How many are in a state.
#[derive(Debug)]
pub struct State {
    /// The word, as states compare in prose.
    pub stem: String,
    /// The state as shown.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Whether it is one that a decision or an end gives: nothing follows it.
    pub last: bool,
    /// Whether the figure leaves them out.
    pub left_out: bool,
}

/// Returns the form under which a participle compares: without plural nor feminine. « retenues » gives `retenu`, « écartée » `ecarte`.
pub(super) fn stem(word: &str) -> String {
    let word = fold_word(word);
    let masculine = word.strip_suffix('e').filter(|left| left.ends_with(['e', 'i', 'u']));
    masculine.unwrap_or(&word).to_owned()
}

impl Facts {
    /// Gathers what `dossier` knows on `at`.
    pub fn of(dossier: &Dossier, at: Day) -> Self {
        let stats = Stats::of(dossier, at);
        let mut facts = Self {
            at,
            subjects: Vec::new(),
            words: Vec::new(),
            names: names(dossier),
            phases: lengths::phases(dossier),
        };
        for figure in stats.figures {
            let (one, many) = figure.measure.noun();
            let minutes = figure.measure == Measure::Immersion;
            let states = figure.states.iter().map(|state| State {
                stem: stem(&state.label),
                label: state.label.clone(),
                count: state.count,
                last: is_last(&state.word),
                left_out: state.left_out,
            });
            // Of records made of publications, what a source declares otherwise is more likely.
            let agrees = |value: u64| {
                figure.declared.iter().any(|one| {
                    one.amount.is_some_and(|amount| amount.min <= value && amount.max.is_none_or(|max| value <= max))
                })
            };
            let partial = dossier.published && figure.declared.is_empty();
            let beaten = dossier.published && !figure.declared.is_empty();
            let counted = figure.counted.filter(|counted| !beaten || counted.exact().is_some_and(agrees));
            facts.subjects.push(Subject {
                key: figure.measure.key().to_owned(),
                noun: if minutes {
                    ("heure d’immersion".into(), "heures d’immersion".into())
                } else {
                    (one.to_owned(), many.to_owned())
                },
                counted,
                raw: figure.raw,
                states: states.collect(),
                declared: figure.declared,
                minutes,
                partial,
                published: dossier.published,
            });
            let at = facts.subjects.len() - 1;
            let entries = lexicon::ENTRIES.iter().filter(|entry| entry.measure == figure.measure);
            facts.words.extend(entries.map(|entry| (parts(entry.words), at, entry.strong)));
        }
        facts.communes(dossier);
        for declared in stats.others {
            facts.declare(declared);
        }
        facts.aliases(dossier);
        // The longest first, then in the order of the figures.
        facts.words.sort_by_key(|(words, at, _)| (usize::MAX - words.len(), *at));
        facts
    }

    /// The communes of the territory are counted where the manifest lists them.
    fn communes(&mut self, dossier: &Dossier) {
        let listed = dossier.manifest().map_or(0, |manifest| manifest.list(manifest::COMMUNES).count() as u64);
        if listed > 1 {
            self.words.push((parts("commune"), self.subjects.len(), false));
            self.subjects.push(Subject {
                key: "communes".to_owned(),
                noun: ("commune".to_owned(), "communes".to_owned()),
                counted: Some(Amount::exactly(listed)),
                raw: None,
                states: Vec::new(),
                declared: Vec::new(),
                minutes: false,
                partial: true,
                published: false,
            });
        }
    }

    fn declare(&mut self, declared: Declared) {
        let folded = fold_word(&declared.mesure);
        if let Some(known) = self.subjects.iter_mut().find(|known| fold_word(&known.key) == folded) {
            known.declared.push(declared);
            return;
        }
        let at = self.subjects.len();
        self.words.push((parts(&folded), at, false));
        for (word, same) in lexicon::SAME {
            if folded == *same {
                self.words.push((parts(word), at, false));
            }
        }
        self.subjects.push(Subject {
            key: declared.mesure.clone(),
            noun: (declared.mesure.clone(), declared.mesure.clone()),
            counted: None,
            raw: None,
            states: Vec::new(),
            minutes: false,
            partial: matches!(folded.as_str(), "population" | "commune"),
            published: false,
            declared: vec![declared],
        });
    }

    /// The words of the territory: `lexique: {chantiers: solutions}`.
    fn aliases(&mut self, dossier: &Dossier) {
        for (word, meaning) in lexique(dossier) {
            let meaning = fold_word(&meaning);
            let known = self
                .words
                .iter()
                .find(|(words, _, _)| words.join("_") == meaning)
                .map(|(_, at, strong)| (*at, *strong));
            if let Some((at, strong)) = known {
                self.words.push((parts(&fold_word(&word)), at, strong));
            }
        }
    }

    /// Finds what the words of a text count, the noun first; tells whether they hardly count anything else.
    pub(super) fn subject(&self, noun: &[String]) -> Option<(usize, bool)> {
        let whole =
            self.words.iter().find(|(words, _, _)| noun.starts_with(words)).map(|(_, at, strong)| (*at, *strong));
        whole.or_else(|| {
            // « une cinquantaine de participants » may be those « au séminaire », where nothing else counts participants.
            let mut heads = self.words.iter().filter(|(words, _, _)| words.len() > 1 && words.first() == noun.first());
            let first = heads.next()?;
            heads.all(|other| other.1 == first.1).then_some((first.1, false))
        })
    }

    /// Tells whether a text speaks of the dossier: a short one may take that for granted, a long one names the territory or the
    /// experimentation.
    pub(super) fn are_spoken_of(&self, prose: &Prose) -> bool {
        let words =
            || prose.blocks.iter().flat_map(|block| (0..block.words.tokens.len()).map(move |at| (&block.words, at)));
        let long = words().filter(|(words, at)| words.is_word(*at)).nth(LONG).is_some();
        let names = |(words, at): (&Words, usize)| {
            let word = words.word(at);
            words.is_capital(at) && self.knows(word) || word.starts_with("experimentation") || word == "blanche"
        };
        !long || words().any(names)
    }

    /// Tells whether a capitalised word is a name that the dossier knows.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.names.contains(word)
    }
}

fn parts(words: &str) -> Vec<String> {
    words.split('_').filter(|word| !matches!(*word, "d" | "de" | "l")).map(str::to_owned).collect()
}

/// Tells whether nothing is expected to follow a state.
fn is_last(word: &str) -> bool {
    matches!(
        word,
        "retenu"
            | "retenue"
            | "non_retenu"
            | "ecartee"
            | "abandonne"
            | "abandonnee"
            | "annule"
            | "annulee"
            | "refusee"
            | "accordee"
            | "fusionne"
            | "scinde"
            | "faux_verrou"
            | "perennisee"
            | "generalisee"
    )
}

/// The words of the manifest that name the territory and those who act there.
fn names(dossier: &Dossier) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |text: &str| {
        names.extend(fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned))
    };
    add(dossier.title());
    if let Some(fields) = dossier.manifest() {
        for text in [fields.get(manifest::TERRITOIRE), fields.get(manifest::PILOTE)].into_iter().flatten() {
            add(text.value);
        }
        for commune in fields.list(manifest::COMMUNES) {
            if let Some(nom) = commune.value.get(manifest::commune::NOM) {
                add(nom.value);
            }
        }
    }
    names
}

/// The entries of `lexique`: `chantier: solution`, or `chantier: [solution]`.
fn lexique(dossier: &Dossier) -> Vec<(String, String)> {
    let Some(fields) = dossier.manifest() else { return Vec::new() };
    let unit = fields.unit();
    let text = |cell: &Cell| match cell.value() {
        Value::Text(Some(text)) => Some(unit.str(text).trim().to_owned()),
        _ => None,
    };
    let Some(map) = fields.get(manifest::LEXIQUE) else { return Vec::new() };
    let pairs = map.value.chunks_exact(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
    pairs
        .flat_map(|(key, value)| {
            let meanings = unit.elements(value).iter().filter_map(text);
            meanings.filter_map(|meaning| Some((text(key)?, meaning))).collect::<Vec<_>>()
        })
        .collect()
}
