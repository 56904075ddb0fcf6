//! Who agreed to be quoted: a verbatim goes out only where it, or its note, says `accord_citation: oui`.
//!
//! Leaving a verbatim out of the lists is not enough: its words may stand in the body of a gisement, in a letter, in an idea. [`Accords`] knows
//! the words of every verbatim that may not go out, and takes out of a text whatever repeats five of them in a row.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::dossier::Dossier;
use crate::fr::fold::fold;
use crate::fr::words::Words;
use crate::model::small::{ACCORD, ATTRIBUTION, TEXTE};
use crate::model::{entretien, immersion, vocabulary};
use crate::unit::{View, WordValue};
use crate::value::identifiant::Kind;

/// How many words in a row make a quotation known again: fewer are anyone's.
const ROW: usize = 5;

/// What parts letters without being seen.
const UNSEEN: [char; 5] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}'];

/// What stands where words were taken out.
pub const GONE: &str = "[…]";

/// The words that may not go out.
#[derive(Debug)]
pub(super) struct Accords {
    /// The hash of each row of words of a verbatim without agreement, and that verbatim.
    rows: HashMap<u64, usize>,
    names: Vec<String>,
    /// Those that something asked for.
    met: RefCell<BTreeSet<usize>>,
    by_name: HashMap<String, usize>,
}

impl Accords {
    /// Reads what every verbatim says.
    pub(super) fn of(dossier: &Dossier) -> Self {
        let mut rows = HashMap::new();
        let mut names = Vec::new();
        let mut by_name = HashMap::new();
        for (_, view) in dossier.of_kind(Kind::Verbatim).filter(|(_, view)| !may_go_out(dossier, *view)) {
            let words = view.cell(TEXTE).and_then(|cell| view.unit.text(cell)).unwrap_or_default();
            for row in Words::of(words, 0).rows(ROW) {
                rows.entry(row).or_insert(names.len());
            }
            let name = dossier.name_of(view);
            by_name.insert(name.clone(), names.len());
            names.push(name);
        }
        Self { rows, names, met: RefCell::default(), by_name }
    }

    /// Tells whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Returns the verbatims that were asked for and left out, sorted.
    pub(super) fn withheld(&self) -> Vec<String> {
        let met = self.met.borrow();
        let mut names: Vec<String> = met.iter().filter_map(|at| self.names.get(*at)).cloned().collect();
        names.sort_unstable();
        names
    }

    /// Returns a verbatim: `id`, `texte` without its marks, `qui`, `source`; `None` where it may not go out.
    pub(super) fn citation(&self, dossier: &Dossier, view: View<'_>) -> Option<Value> {
        let name = dossier.name_of(view);
        if let Some(at) = self.by_name.get(&name) {
            self.met.borrow_mut().insert(*at);
            return None;
        }
        let text = |index: u8| view.cell(index).and_then(|cell| view.unit.text(cell)).unwrap_or_default();
        let source = view.parent().map(|note| dossier.name_of(note));
        // « Le même » is someone in the note, and no one out of it.
        let same = ["le meme", "la meme", "les memes"];
        let who = Some(text(ATTRIBUTION)).filter(|who| !same.iter().any(|same| fold(who).starts_with(same)));
        Some(json!({ "id": name, "texte": text(TEXTE), "qui": who.unwrap_or_default(), "source": source }))
    }

    /// Takes out of every text of a tree the words that may not go out.
    pub(super) fn screen(&self, values: &mut Value) {
        match values {
            Value::String(text) => {
                if let Cow::Owned(screened) = self.screened(text) {
                    *text = screened;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.screen(item)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.screen(value)),
            _ => {}
        }
    }

    /// Returns a text without the words that may not go out; what nobody sees between letters hides nothing.
    pub(super) fn screened<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(UNSEEN) {
            return self.cut(text);
        }
        match self.cut(&text.replace(UNSEEN, "")) {
            Cow::Owned(cut) => Cow::Owned(cut),
            Cow::Borrowed(_) => Cow::Borrowed(text),
        }
    }

    fn cut<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // As many spaces as a row has gaps, or no row.
        let gaps = text.bytes().filter(|byte| !byte.is_ascii_alphanumeric()).take(ROW - 1).count();
        if self.rows.is_empty() || gaps < ROW - 1 {
            return Cow::Borrowed(text);
        }
        let words = Words::of(text, 0);
        let mut kept = String::new();
        let mut from = 0;
        let mut at = 0;
        while at + ROW <= words.len() {
            let Some(&verbatim) = words.row(at, ROW).and_then(|row| self.rows.get(&row)) else {
                at += 1;
                continue;
            };
            self.met.borrow_mut().insert(verbatim);
            // The row, and all those that follow it in the same quotation.
            let mut end = at + ROW;
            while words.row(end + 1 - ROW, ROW).is_some_and(|row| self.rows.contains_key(&row)) {
                end += 1;
            }
            let Some(span) = words.span(at, end) else { break };
            kept.push_str(text.get(from..span.start as usize).unwrap_or_default());
            kept.push_str(GONE);
            from = span.end as usize;
            at = end;
        }
        if from == 0 {
            return Cow::Borrowed(text);
        }
        kept.push_str(text.get(from..).unwrap_or_default());
        Cow::Owned(kept)
    }
}

/// Tells whether a verbatim may be printed: its own word, else that of its note; nothing said is no.
fn may_go_out(dossier: &Dossier, view: View<'_>) -> bool {
    let word = |word: WordValue<'_>| dossier.word(&vocabulary::ACCORD, word).map(str::to_owned);
    let own = view.cell(ACCORD).and_then(|cell| crate::dossier::word_of(view.unit, cell.value())).and_then(word);
    let of_note = || {
        let note = view.parent()?;
        let entretien = note.typed::<entretien::Entretien>().and_then(|note| note.get(entretien::ACCORD_CITATION));
        let immersion = note.typed::<immersion::Immersion>().and_then(|note| note.get(immersion::ACCORD_CITATION));
        word(entretien.or(immersion)?.value)
    };
    own.or_else(of_note).is_some_and(|accord| accord == "oui")
}
