//! Keys that stand twice in a mapping: `Durée` and `duree` are one key.

use std::borrow::Cow;

/// Up to how many keys each is compared with each; a longer mapping is sorted.
const FEW: usize = 32;

/// Returns, for each key that repeats another, its rank and the rank of the first, in order. Keys are in their
/// canonical form.
pub(super) fn repeated(keys: &[Cow<'_, str>]) -> Vec<(usize, usize)> {
    if keys.len() <= FEW {
        return keys
            .iter()
            .enumerate()
            .filter_map(|(rank, key)| keys.iter().take(rank).position(|other| other == key).map(|first| (rank, first)))
            .collect();
    }
    let mut ranks: Vec<usize> = (0..keys.len()).collect();
    ranks.sort_by(|&a, &b| keys.get(a).cmp(&keys.get(b)).then(a.cmp(&b)));
    let groups = ranks.chunk_by(|&a, &b| keys.get(a) == keys.get(b));
    let mut repeated: Vec<_> =
        groups.flat_map(|group| group.iter().skip(1).filter_map(|&rank| Some((rank, *group.first()?)))).collect();
    repeated.sort_unstable();
    repeated
}
