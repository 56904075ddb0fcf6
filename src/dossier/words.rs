//! The words a dossier admits: those of the built-in vocabularies, with what its manifest adds or puts in their place.

use crate::fr::fold::fold_word;
use crate::model::dossier as manifest;
use crate::model::vocabulary;
use crate::schema::Vocabulary;
use crate::text::Span;
use crate::unit::{Cell, Fields, Held, Value, WordValue};

/// What a manifest says of one vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    vocabulary: &'static str,
    /// The words as written and folded, in order.
    words: Vec<(String, String)>,
    /// Whether they take the place of the built-in ones.
    replaces: bool,
}

/// What is wrong in `vocabulaires`; the built-in words stay in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No vocabulary bears this name.
    Vocabulary(String),
    /// Something else than `remplace` is asked for.
    Key(String),
    /// No word is given to this vocabulary.
    Empty(&'static str),
    /// Words stand one after the other where a list is wanted.
    Unlisted(String),
}

/// The changes a manifest makes to the vocabularies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    changes: Vec<Change>,
    /// What could not be read of them.
    pub mistakes: Vec<(Mistake, Span)>,
}

impl Words {
    /// Reads `vocabulaires` of a manifest.
    pub(super) fn read(manifest: Fields<'_, manifest::Dossier>) -> Self {
        let mut words = Self::default();
        let Some(map) = manifest.get(manifest::VOCABULAIRES) else { return words };
        let unit = manifest.unit();
        let text = |cell: &Cell| match cell.value() {
            Value::Text(Some(text)) => Some(unit.str(text)),
            _ => None,
        };
        let listed = |cell: &Cell| -> Vec<(String, String)> {
            let said = unit.elements(cell).iter().filter_map(text).map(str::trim);
            said.filter(|word| !matches!(*word, "" | "~" | "null"))
                .map(|word| (word.to_owned(), fold_word(word)))
                .collect()
        };
        for pair in map.value.chunks_exact(2) {
            let [key, value] = pair else { continue };
            let Some(name) = text(key) else { continue };
            let Some(known) = find(name) else {
                words.mistakes.push((Mistake::Vocabulary(name.to_owned()), key.span()));
                continue;
            };
            let (added, replaces, from) = match value.value() {
                Value::Map(inner) => {
                    let pairs =
                        || unit.cells(inner).chunks_exact(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
                    if let Some((key, _)) = pairs().find(|(key, _)| text(key) != Some("remplace")) {
                        let said = text(key).unwrap_or_default().to_owned();
                        words.mistakes.push((Mistake::Key(said), key.span()));
                        continue;
                    }
                    let replaced = pairs().next().map(|(_, said)| (listed(said), said));
                    replaced.map_or((Vec::new(), true, value), |(words, said)| (words, true, said))
                }
                Value::Invalid => continue,
                _ => (listed(value), false, value),
            };
            match (from.value(), &*added) {
                (_, []) => {
                    let span = if value.span().is_empty() { key.span() } else { value.span() };
                    words.mistakes.push((Mistake::Empty(known.name), span));
                    continue;
                }
                (Value::Text(_), [(said, _)]) if said.contains(',') => {
                    words.mistakes.push((Mistake::Unlisted(said.clone()), from.span()));
                    continue;
                }
                _ => {}
            }
            words.changes.push(Change { vocabulary: known.name, words: added, replaces });
        }
        words
    }

    fn changes(&self, vocabulary: &Vocabulary) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.vocabulary == vocabulary.name)
    }

    /// Returns the word as the vocabulary spells it, or `None` where it does not hold it.
    pub fn resolve<'w>(&'w self, vocabulary: &'static Vocabulary, word: WordValue<'_>) -> Option<&'w str> {
        let replaced = self.changes(vocabulary).any(|change| change.replaces);
        let folded = match word {
            WordValue::Known(index) => {
                let key = vocabulary.words.get(index as usize)?.key;
                if !replaced {
                    return Some(key);
                }
                fold_word(key)
            }
            WordValue::Own(written) => fold_word(written),
        };
        let own = self.changes(vocabulary).flat_map(|change| &change.words).find(|(_, known)| *known == folded);
        own.map(|(written, _)| written.as_str())
    }

    /// Returns every word the dossier admits, the built-in ones first.
    pub fn all<'w>(&'w self, vocabulary: &'static Vocabulary) -> Vec<&'w str> {
        let replaced = self.changes(vocabulary).any(|change| change.replaces);
        let built_in = vocabulary.words.iter().map(|word| word.key).filter(|_| !replaced);
        built_in
            .chain(self.changes(vocabulary).flat_map(|change| &change.words).map(|(word, _)| word.as_str()))
            .collect()
    }

    /// Returns the words to show for a word: the built-in label, or the dossier's own word.
    pub fn label<'w>(&self, vocabulary: &'static Vocabulary, word: &'w str) -> &'w str {
        vocabulary.words.iter().find(|known| known.key == word).map_or(word, |known| known.label)
    }
}

/// Finds the vocabulary that a manifest names: `theme`, `themes`, `solution.statut`.
pub fn find(name: &str) -> Option<&'static Vocabulary> {
    let folded: Vec<String> = name.split('.').map(fold_word).collect();
    vocabulary::ALL.iter().copied().find(|known| known.name.split('.').map(fold_word).eq(folded.iter().cloned()))
}

/// Reads a list of words; kept here so that no one else needs the trait.
pub fn word_list<'u>(
    unit: &'u crate::unit::FileUnit,
    cells: &'u [Cell],
) -> impl Iterator<Item = (WordValue<'u>, Span)> {
    cells.iter().filter_map(|cell| Some((crate::model::holds::Word::read(unit, cell)?, cell.span())))
}
