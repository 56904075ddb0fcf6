//! How alike two short texts are: the share of their stretches of five letters that both hold.
//!
//! To find the texts that are alike among many, each is given a [`Sketch`] of a few bytes: the more two texts share, the more their
//! sketches agree. What the sketches bring together, [`share`] decides on the texts themselves.

use super::fold::{Folded, fold_char};

/// How many letters a stretch has, spaces included.
const STRETCH: usize = 5;

/// How many stretches are kept of a text, by the least hash of those that fall in each bin.
const VALUES: usize = 12;

/// How many bits are kept beside: much weaker one by one, and many more for their room.
const BITS: usize = 80;

/// How many letters a text has at least, spaces around its words included, to be sketched: a shorter one says too little.
const FEW: usize = 10;

/// The stretches that make a band, as indices among the values; no two bands share more than three.
const BANDS: [[u8; 5]; 12] = [
    [0, 1, 2, 3, 4],
    [0, 1, 5, 6, 7],
    [0, 2, 5, 8, 9],
    [0, 3, 6, 8, 10],
    [0, 4, 7, 9, 11],
    [1, 2, 6, 9, 10],
    [1, 3, 5, 9, 11],
    [1, 4, 8, 10, 11],
    [2, 3, 7, 8, 11],
    [2, 4, 5, 7, 10],
    [3, 4, 6, 7, 9],
    [5, 6, 8, 10, 11],
];

/// What is kept of a text to find those like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch {
    values: [u8; VALUES],
    bits: [u8; BITS / 8],
}

impl Sketch {
    /// How many bands a sketch has.
    pub const BANDS: usize = BANDS.len();
    /// How many bytes it takes.
    pub const BYTES: usize = VALUES + BITS / 8;

    /// Makes the sketch of a text, with a buffer that is reused from one to the next; `None` for a text of a few letters.
    pub fn of(text: &str, buffer: &mut Vec<u8>) -> Option<Self> {
        letters(text, buffer);
        if buffer.len() < FEW {
            return None;
        }
        let mut values = Least::<VALUES>::new();
        let mut bits = Least::<BITS>::new();
        for hash in stretches(buffer) {
            values.see((hash >> 44) as usize, hash as u32);
            let other = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            bits.see((hash >> 20) as usize & 0xf_ffff, (other >> 32) as u32);
        }
        let mut sketch = Self { values: [0; VALUES], bits: [0; BITS / 8] };
        for (to, least) in sketch.values.iter_mut().zip(values.filled()) {
            *to = least.to_le_bytes()[0];
        }
        for (at, least) in bits.filled().into_iter().enumerate() {
            if let Some(byte) = sketch.bits.get_mut(at / 8) {
                *byte |= ((least & 1) as u8) << (at % 8);
            }
        }
        Some(sketch)
    }

    /// Returns the sketch as bytes.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (to, from) in bytes.iter_mut().zip(self.values.into_iter().chain(self.bits)) {
            *to = from;
        }
        bytes
    }

    /// Returns the sketch whose bytes these are.
    pub fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let mut sketch = Self { values: [0; VALUES], bits: [0; BITS / 8] };
        for (to, from) in sketch.values.iter_mut().chain(&mut sketch.bits).zip(bytes) {
            *to = from;
        }
        sketch
    }

    /// Returns a hash that two texts share if their sketches agree on the whole of a band; texts four fifths alike seldom share none.
    pub fn band(&self, band: usize) -> u32 {
        let kept = BANDS.get(band).into_iter().flatten();
        let joined =
            kept.fold(0, |joined, at| joined << 8 | self.values.get(*at as usize).map_or(0, |v| u64::from(*v)));
        (mixed(joined) >> 32) as u32
    }

    /// Tells whether two texts may be alike by `percent`: few that are fail it, and few that are not pass it.
    pub fn may_share(&self, other: &Self, percent: u32) -> bool {
        let same = self.values.iter().zip(other.values).filter(|(one, other)| **one == *other).count();
        if same + 2 < VALUES * percent as usize / 100 {
            return false;
        }
        let [one, other] = [self.bits, other.bits].map(|[a, b, c, d, e, f, g, h, i, j]| {
            (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u16::from_le_bytes([i, j]))
        });
        let differ = (one.0 ^ other.0).count_ones() + (one.1 ^ other.1).count_ones();
        // Two bits agree by chance every other time.
        differ <= (BITS as u32 / 2) * (100 - percent.min(100)) / 100 + 4
    }
}

/// The least hash seen in each of `N` bins.
struct Least<const N: usize>([u32; N]);

impl<const N: usize> Least<N> {
    fn new() -> Self {
        Self([u32::MAX; N])
    }

    /// Notes a hash; the bin is drawn by 20 bits.
    #[inline]
    fn see(&mut self, drawn: usize, hash: u32) {
        if let Some(least) = self.0.get_mut((drawn * N) >> 20) {
            *least = (*least).min(hash);
        }
    }

    /// Returns what the bins hold; one where nothing fell borrows from the next that holds something, turned by how far that is.
    fn filled(self) -> [u32; N] {
        let mut filled = self.0;
        let (mut next, mut away) = (0_u32, 0);
        // The second turn gives the last bins what the first ones hold.
        for at in (0..N).rev().chain((0..N).rev()) {
            (next, away) = if self.0[at] == u32::MAX { (next, away + 1) } else { (self.0[at], 0) };
            filled[at] = next.rotate_right(away % 16);
        }
        filled
    }
}

/// Returns how much of two texts is shared, in percent: the stretches in both, of those in either.
pub fn share(one: &str, other: &str) -> u32 {
    let (one, other) = (stretch_set(one), stretch_set(other));
    let (mut common, mut rest) = (0, other.as_slice());
    for hash in &one {
        let skipped = rest.partition_point(|known| known < hash);
        rest = rest.get(skipped..).unwrap_or(&[]);
        common += usize::from(rest.first() == Some(hash));
    }
    let either = one.len() + other.len() - common;
    (common * 100).checked_div(either).and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
}

/// Returns the stretches of a text, hashed, sorted, each once.
fn stretch_set(text: &str) -> Vec<u64> {
    let mut buffer = Vec::new();
    letters(text, &mut buffer);
    let mut set: Vec<u64> = stretches(&buffer).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// Hashes each stretch of folded letters; those of a text shorter than a stretch make one.
fn stretches(letters: &[u8]) -> impl Iterator<Item = u64> {
    const MASK: u64 = (1 << (8 * STRETCH)) - 1;
    let mut window = 0;
    let whole = STRETCH.min(letters.len()).max(2);
    letters.iter().enumerate().filter_map(move |(at, byte)| {
        window = (window << 8 | u64::from(*byte)) & MASK;
        (at + 1 >= whole).then(|| mixed(window))
    })
}

/// Scatters the bits of a number.
#[inline]
fn mixed(number: u64) -> u64 {
    let number = (number ^ number >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number ^ number >> 32
}

/// Writes the letters and digits of a text, folded, words parted by one space; tags, identifiers and the marks of the plural are left out.
fn letters(text: &str, into: &mut Vec<u8>) {
    into.clear();
    into.push(b' ');
    let mut chars = text.chars();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if c.is_ascii_alphanumeric() {
            into.push(c.to_ascii_lowercase() as u8);
        } else if matches!(c, '#' | '^') && before.is_whitespace() {
            before = chars.by_ref().find(|c| c.is_whitespace()).unwrap_or(' ');
            continue;
        } else {
            let mut encoded = [0; 4];
            let folded: &str = match fold_char(c) {
                Folded::Text(text) => text,
                Folded::Char(c) if c.is_alphanumeric() => c.encode_utf8(&mut encoded),
                Folded::Char(_) => {
                    close(into);
                    ""
                }
            };
            into.extend_from_slice(folded.as_bytes());
        }
        before = c;
    }
    close(into);
}

/// Ends a word.
fn close(into: &mut Vec<u8>) {
    if let [.., a, b, c, b's' | b'x'] = into.as_slice()
        && [a, b, c].iter().all(|byte| **byte != b' ')
    {
        into.pop();
    }
    if into.last() != Some(&b' ') {
        into.push(b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "une permanence le soir au pied des immeubles du quartier";

    #[test]
    fn case_accents_plurals_tags_and_punctuation_do_not_part_two_texts() {
        for same in [
            "Une Permanence, le soir, au pied des immeubles du quartier !",
            "- une  permanence le soir au pied des immeuble du quartiers #logement #jeunesse ^E012-1",
            "une permanence le soir\n  au pied des immeubles du quartier",
        ] {
            assert_eq!(share(ONE, same), 100, "{same}");
            assert_eq!(Sketch::of(ONE, &mut Vec::new()), Sketch::of(same, &mut Vec::new()), "{same}");
        }
    }

    #[test]
    fn the_more_words_differ_the_less_is_shared() {
        let near = share(ONE, "une permanence le soir au pied des tours du quartier");
        let far = share(ONE, "un camion qui passe le soir dans le quartier");
        assert!((60..100).contains(&near) && far < 30, "{near} {far}");
        assert_eq!(share(ONE, "jardins partagés"), 0);
        assert_eq!(share("", ""), 0);
        assert_eq!(share("un", "un"), 100);
    }

    #[test]
    fn a_text_of_a_few_letters_has_no_sketch() {
        let mut buffer = Vec::new();
        for text in ["", " … — ", "#logement-jeunes ^E001-1", "le soir"] {
            assert_eq!(Sketch::of(text, &mut buffer), None, "{text:?}");
        }
        assert!(Sketch::of("formation", &mut buffer).is_some());
    }

    #[test]
    fn a_sketch_survives_its_bytes() {
        let sketch = Sketch::of(ONE, &mut Vec::new()).unwrap();
        assert_eq!(Sketch::from_bytes(sketch.to_bytes()), sketch);
    }

    #[test]
    fn sketches_of_texts_that_share_nearly_all_agree_on_a_band() {
        let words =
            ["ouvrir", "salle", "commune", "mercredi", "jeunes", "sans", "rendez-vous", "navette", "marché", "facteur"];
        let mut buffer = Vec::new();
        let (mut alike, mut found, mut apart) = (0, 0, 0);
        for seed in 0..500_usize {
            let text = |skip: usize| -> String {
                let word = |at: usize| words.get((seed * 7 + at * (seed % 9 + 1)) % 10).copied().unwrap_or_default();
                (0..12).filter(|at| *at != skip).map(|at| format!("{}{} ", word(at), seed % (at + 3))).collect()
            };
            let (one, other, third) = (text(99), text(seed % 12), text(99).chars().rev().collect::<String>());
            let mut sketch = |text: &str| Sketch::of(text, &mut buffer).unwrap();
            let (a, b, c) = (sketch(&one), sketch(&other), sketch(&third));
            let meets = |one: &Sketch, other: &Sketch| {
                (0..Sketch::BANDS).any(|band| one.band(band) == other.band(band)) && one.may_share(other, 80)
            };
            if share(&one, &other) >= 85 {
                alike += 1;
                found += usize::from(meets(&a, &b));
            }
            apart += usize::from(meets(&a, &c));
        }
        assert!(alike > 100 && found * 100 >= alike * 93 && apart == 0, "{found} of {alike}, {apart}");
    }
}
