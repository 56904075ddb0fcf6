//! The records that go by another identifier: what others write of them is the same thing said anew.

use std::collections::BTreeMap;

use crate::diff::pair::Pair;
use crate::value::identifiant::Ident;

/// Returns the new identifier of each record that changed its own.
pub(super) fn names(pairs: &[Pair<'_>]) -> BTreeMap<Ident, Ident> {
    pairs
        .iter()
        .filter_map(|pair| {
            let (old, new) = (pair.old.as_ref()?, pair.new.as_ref()?);
            let named = old.is_named() && new.is_named();
            old.ident.zip(new.ident).filter(|(old, new)| named && old != new)
        })
        .collect()
}
