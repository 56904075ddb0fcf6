//! Declared quantities as people write them: « 508 usagers », « plus de 450 », « une quarantaine », « 96 % ».
//!
//! A quantity is what was said, not a number: [`Quantite::bounds`] gives the interval in which the true value makes the
//! saying true. Readers of whole fields (`personnes: 3`) and the check of press texts both go through
//! [`parse`].

mod read;

pub use read::{Leading, leading, parse, trailing};

/// A quantity with the noun or unit that follows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Declaree<'a> {
    /// What was declared.
    pub quantite: Quantite,
    /// The noun or unit as written, without « de » or « des » before it; empty when there is none.
    pub unit: &'a str,
}

/// A quantity that was declared, in the form it was said.
///
/// Numbers are held in thousandths, so three decimals are exact; the whole packs into 64 bits, see
/// [`Quantite::to_bits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantite {
    forme: Forme,
    /// Whether the value is a share of a hundred.
    percent: bool,
    /// Decimals written, at most 3: what a bare percentage was rounded to.
    decimals: u8,
    /// In thousandths.
    number: u64,
    /// In thousandths; the other end of [`Forme::Entre`], else 0.
    other: u64,
}

/// The way a quantity was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Forme {
    /// A bare number: exactly that; for a percentage, what rounds to it.
    Exact,
    /// « plus de », « au-delà de », `450+`, `>450`.
    PlusDe,
    /// « près de », « presque », « pas loin de ».
    PresDe,
    /// « à peine ».
    APeine,
    /// « environ », « à peu près », « autour de », « de l’ordre de », `~40`.
    Environ,
    /// « quelque 200 »: the adverb, meaning about.
    Quelque,
    /// « une dizaine », « une centaine », « un millier »; the number is the noun's.
    Collectif,
    /// « au moins », « pas moins de », « minimum ».
    AuMoins,
    /// « au plus », « jusqu’à », « maximum ».
    AuPlus,
    /// « moins de ».
    MoinsDe,
    /// « 4 à 5 », « entre 4 et 5 ».
    Entre,
    /// « quelques ».
    Quelques,
    /// « plusieurs ».
    Plusieurs,
    /// « des dizaines », « plusieurs centaines »; the number is one ten, hundred or thousand.
    PlusieursFois,
    /// « un couple de ».
    Couple,
    /// « une poignée ».
    Poignee,
    /// « aucun ».
    Aucun,
    /// « un quart », « un tiers », « la moitié », « deux tiers », « trois quarts »; the number is the percentage.
    Fraction,
    /// « la majorité », « plus de la moitié ».
    Majorite,
    /// « la plupart », « l’essentiel », « la grande majorité ».
    Plupart,
    /// « une minorité ».
    Minorite,
}

impl Forme {
    /// All forms, each at the place of its number in [`Quantite::to_bits`].
    const ALL: [Forme; 21] = [
        Forme::Exact,
        Forme::PlusDe,
        Forme::PresDe,
        Forme::APeine,
        Forme::Environ,
        Forme::Quelque,
        Forme::Collectif,
        Forme::AuMoins,
        Forme::AuPlus,
        Forme::MoinsDe,
        Forme::Entre,
        Forme::Quelques,
        Forme::Plusieurs,
        Forme::PlusieursFois,
        Forme::Couple,
        Forme::Poignee,
        Forme::Aucun,
        Forme::Fraction,
        Forme::Majorite,
        Forme::Plupart,
        Forme::Minorite,
    ];
}

/// The values that make a declared quantity true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bornes {
    /// The lower end, 0 when nothing bounds it.
    pub min: f64,
    /// The upper end, if any.
    pub max: Option<f64>,
    /// Whether `min` itself is left out.
    pub min_open: bool,
    /// Whether `max` itself is left out.
    pub max_open: bool,
}

impl Bornes {
    const fn closed(min: f64, max: f64) -> Self {
        Bornes { min, max: Some(max), min_open: false, max_open: false }
    }

    const fn from(min: f64) -> Self {
        Bornes { min, max: None, min_open: false, max_open: false }
    }

    /// Says whether `value` lies within; what is not a number never does.
    pub fn contains(self, value: f64) -> bool {
        let above = if self.min_open { value > self.min } else { value >= self.min };
        let below = self.max.is_none_or(|max| if self.max_open { value < max } else { value <= max });
        above && below
    }
}

/// Why a text is not a quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum QuantiteError {
    /// Nothing is written.
    Empty,
    /// The text is no form of a quantity.
    Form,
    /// A negative number.
    Negative,
    /// An interval whose first end is the larger.
    Order {
        /// The first end.
        first: f64,
        /// The second end.
        second: f64,
    },
    /// A number that cannot be held exactly: more than three decimals, a single number above 7·10¹³, or an end of an interval
    /// with more than seven figures before its last zeros.
    Precision,
}

/// Bits of a number in the packed form, and of each end of an interval, whose upper two bits choose a scale.
const NUMBER_BITS: u32 = 56;
const END_BITS: u32 = 28;
/// What an end of an interval is a multiple of, in thousandths, by its scale.
const END_SCALES: [u64; 4] = [1, 1_000, 1_000_000, 1_000_000_000];

impl Quantite {
    /// Returns a bare whole number; `None` above 7·10¹³.
    pub fn from_whole(number: u64) -> Option<Self> {
        Quantite::new(Forme::Exact, number.checked_mul(1_000)?, 0)
    }

    fn new(forme: Forme, number: u64, other: u64) -> Option<Self> {
        let quantite = Quantite { forme, percent: false, decimals: 0, number, other };
        quantite.pack_numbers().map(|_| quantite)
    }

    /// Returns the same number said another way: 40 as « environ 40 ».
    #[must_use]
    pub fn said_as(self, forme: Forme) -> Self {
        Quantite { forme, ..self }
    }

    /// Returns the way it was said.
    pub fn forme(self) -> Forme {
        self.forme
    }

    /// Says whether values are shares of a hundred: « 96 % », « un tiers ».
    pub fn is_percent(self) -> bool {
        self.percent
    }

    /// Returns the number said or implied: 450 in « plus de 450 », 40 in « une quarantaine », the first end of an interval,
    /// the percentage of a fraction. `None` where no number is said (« plusieurs »).
    pub fn number(self) -> Option<f64> {
        match self.forme {
            Forme::Quelques | Forme::Plusieurs | Forme::Couple | Forme::Poignee => None,
            Forme::Majorite | Forme::Plupart | Forme::Minorite => None,
            _ => Some(thousandths(self.number)),
        }
    }

    /// Returns the only value that makes it true: a bare number that is no percentage, or « aucun ».
    pub fn exact(self) -> Option<f64> {
        let bare = self.forme == Forme::Exact && !self.percent || self.forme == Forme::Aucun;
        bare.then(|| thousandths(self.number))
    }

    /// Returns the exact value when it is whole, as fields of whole numbers want it.
    pub fn whole(self) -> Option<u64> {
        (self.exact().is_some() && self.number.is_multiple_of(1_000)).then_some(self.number / 1_000)
    }

    /// Returns the values that make it true, in percent when [`Quantite::is_percent`].
    pub fn bounds(self) -> Bornes {
        // Shares of the number are taken in thousandths, where 0.9 × 130 is exactly 117.
        let n = thousandths(self.number);
        let nine_tenths = self.number as f64 * 9.0 / 10.0 / 1_000.0;
        let eleven_tenths = self.number as f64 * 11.0 / 10.0 / 1_000.0;
        match self.forme {
            Forme::Exact if self.percent => {
                let half = 0.5 / 10_f64.powi(self.decimals.into());
                Bornes { max_open: true, ..Bornes::closed((n - half).max(0.0), n + half) }
            }
            Forme::Exact | Forme::Aucun => Bornes::closed(n, n),
            Forme::PlusDe => Bornes { min_open: true, ..Bornes::from(n) },
            Forme::PresDe | Forme::APeine => Bornes::closed(nine_tenths, n),
            Forme::Environ | Forme::Quelque => {
                Bornes::closed(nine_tenths.min(n - 1.0).max(0.0), eleven_tenths.max(n + 1.0))
            }
            Forme::Collectif => collective_bounds(self.number / 1_000),
            Forme::AuMoins => Bornes::from(n),
            Forme::AuPlus => Bornes::closed(0.0, n),
            Forme::MoinsDe => Bornes { max_open: true, ..Bornes::closed(0.0, n) },
            Forme::Entre => Bornes::closed(n, thousandths(self.other)),
            Forme::Quelques => Bornes::closed(2.0, 9.0),
            Forme::Plusieurs => Bornes::from(2.0),
            Forme::PlusieursFois => Bornes::closed(2.0 * n, 10.0 * n - 1.0),
            Forme::Couple => Bornes::closed(2.0, 3.0),
            Forme::Poignee => Bornes::closed(3.0, 7.0),
            Forme::Fraction => fraction_bounds(self.number),
            Forme::Majorite => Bornes { min_open: true, ..Bornes::closed(50.0, 100.0) },
            Forme::Plupart => Bornes::closed(66.0, 100.0),
            Forme::Minorite => Bornes { max_open: true, ..Bornes::closed(0.0, 50.0) },
        }
    }

    /// Says whether `value` makes the quantity true.
    pub fn contains(self, value: f64) -> bool {
        self.bounds().contains(value)
    }

    /// Returns the quantity as one number, for compact storage: the numbers 56 bits, decimals 2, percent 1, form 5. The ends
    /// of an interval take 28 bits each.
    pub fn to_bits(self) -> u64 {
        // Built quantities always pack: `new` made sure.
        self.pack_numbers().unwrap_or_default()
            | u64::from(self.decimals) << 56
            | u64::from(self.percent) << 58
            | (self.forme as u64) << 59
    }

    /// Returns the quantity that [`Quantite::to_bits`] packed. Any other number gives some quantity or other.
    pub fn from_bits(bits: u64) -> Self {
        let forme = usize::try_from(bits >> 59).ok().and_then(|at| Forme::ALL.get(at)).copied();
        let forme = forme.unwrap_or(Forme::Exact);
        let numbers = bits & ((1 << NUMBER_BITS) - 1);
        let (number, other) = if forme == Forme::Entre {
            let number = unpack_end(numbers & ((1 << END_BITS) - 1));
            (number, number.max(unpack_end(numbers >> END_BITS)))
        } else {
            (numbers, 0)
        };
        Quantite { forme, percent: bits >> 58 & 1 == 1, decimals: (bits >> 56 & 3) as u8, number, other }
    }

    /// Returns the numbers in 56 bits, or `None` when they do not fit.
    fn pack_numbers(self) -> Option<u64> {
        if self.forme != Forme::Entre {
            return (self.number < 1 << NUMBER_BITS).then_some(self.number);
        }
        Some(pack_end(self.number)? | pack_end(self.other)? << END_BITS)
    }
}

/// Packs an end of an interval in 28 bits: its scale, then how many times that scale it is.
fn pack_end(number: u64) -> Option<u64> {
    END_SCALES.iter().zip(0_u64..).find_map(|(&scale, code)| {
        let times = number / scale;
        let fits = number.is_multiple_of(scale) && times < 1 << (END_BITS - 2);
        fits.then_some(times | code << (END_BITS - 2))
    })
}

fn unpack_end(bits: u64) -> u64 {
    let scale = match bits >> (END_BITS - 2) & 3 {
        0 => END_SCALES[0],
        1 => END_SCALES[1],
        2 => END_SCALES[2],
        _ => END_SCALES[3],
    };
    (bits & ((1 << (END_BITS - 2)) - 1)) * scale
}

fn thousandths(number: u64) -> f64 {
    number as f64 / 1_000.0
}

/// Returns the values « une dizaine » and its like stand for: about half-way to their neighbours.
fn collective_bounds(number: u64) -> Bornes {
    match number {
        10 => Bornes::closed(8.0, 12.0),
        12 => Bornes::closed(11.0, 13.0),
        15 => Bornes::closed(13.0, 17.0),
        20 => Bornes::closed(18.0, 24.0),
        30 => Bornes::closed(25.0, 34.0),
        40 => Bornes::closed(35.0, 44.0),
        50 => Bornes::closed(45.0, 54.0),
        60 => Bornes::closed(55.0, 69.0),
        100 => Bornes::closed(85.0, 120.0),
        1_000 => Bornes::closed(850.0, 1_200.0),
        other => Bornes::closed(other as f64 * 0.9, other as f64 * 1.1),
    }
}

/// Returns the percentages a fraction stands for, from its own in thousandths.
fn fraction_bounds(percentage: u64) -> Bornes {
    match percentage {
        25_000 => Bornes::closed(22.5, 27.5),
        33_333 => Bornes::closed(30.0, 36.7),
        50_000 => Bornes::closed(47.0, 53.0),
        66_667 => Bornes::closed(63.0, 70.0),
        75_000 => Bornes::closed(72.0, 78.0),
        other => Bornes::closed(thousandths(other), thousandths(other)),
    }
}

#[cfg(test)]
mod tests;
