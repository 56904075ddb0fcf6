//! Which ideas a dossier counts: those of the natures that its manifest says, repetitions aside.

use crate::dossier::Dossier;
use crate::model::{dossier as manifest, idee, vocabulary};
use crate::unit::View;

/// The natures counted where the manifest says nothing.
const COUNTED: [&str; 3] = ["idee", "initiative", "sujet_orphelin"];

impl Dossier {
    /// Returns the natures that count as ideas, as their vocabulary spells them.
    pub fn counted_natures(&self) -> Vec<&str> {
        let said: Vec<&str> = self.manifest().map_or_else(Vec::new, |manifest| {
            let words = manifest.list(manifest::COMPTE_IDEES);
            words.filter_map(|word| self.word(&vocabulary::NATURE, word.value)).collect()
        });
        if said.is_empty() { COUNTED.to_vec() } else { said }
    }

    /// Returns the nature of an idea, `idee` where it says none; empty for a word that the vocabulary does not hold.
    pub fn nature<'d>(&'d self, view: View<'d>) -> &'d str {
        let nature = view.typed::<idee::Idee>().and_then(|idee| idee.get(idee::NATURE));
        nature.map_or("idee", |nature| self.word(&vocabulary::NATURE, nature.value).unwrap_or(""))
    }
}
