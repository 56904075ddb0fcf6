//! French words and the sentences made of them: the matter of the generated dossiers, the same on every machine.
//!
//! The lists stand in `mots.txt`. [`Draw`] picks in them; [`Words::idea`] makes the texts of ideas, of which no two are near
//! doubles whatever the size of the dossier, so that a rule about doubles finds none.

use anyhow::{Context, Result, ensure};

/// How many words each list of an idea holds: a prime, as [`Words::idea`] requires.
const SIDE: usize = 59;

/// A step that shares no factor with [`SIDE`], so that neighbours in number do not look alike.
const STRIDE: usize = 100_003;

/// The seed of everything drawn.
const SEED: u64 = 0x2018_11d1_7c0a_f35e;

/// The lists of `mots.txt`.
pub(crate) struct Words {
    ideas: [Vec<&'static str>; 5],
    subjects: Vec<&'static str>,
    sayings: Vec<&'static str>,
    facts: Vec<&'static str>,
    consequences: Vec<&'static str>,
    /// What people need, as infinitives.
    pub(crate) needs: Vec<&'static str>,
    /// What people say, as whole sentences.
    pub(crate) quotes: Vec<&'static str>,
    /// Who says it.
    pub(crate) functions: Vec<&'static str>,
    /// Where people are met.
    pub(crate) rooms: Vec<&'static str>,
    /// The themes, as tags are written.
    pub(crate) themes: Vec<&'static str>,
    /// First names of personas.
    pub(crate) names: Vec<&'static str>,
    /// The actors: slug, name, type and sphere.
    pub(crate) actors: Vec<[&'static str; 4]>,
}

impl Words {
    /// Reads the lists.
    ///
    /// # Errors
    ///
    /// Fails where `mots.txt` lacks a list, or holds too few words for the texts of ideas to differ.
    pub(crate) fn load() -> Result<Self> {
        let ideas = [list("verbes")?, list("objets")?, list("publics")?, list("lieux")?, list("manieres")?];
        for words in &ideas {
            ensure!(words.len() == SIDE, "une liste d’idées compte {} mots au lieu de {SIDE}", words.len());
        }
        let actors = list("acteurs")?.into_iter().map(|line| {
            let mut parts = line.split('|');
            [(); 4].map(|()| parts.next().unwrap_or_default())
        });
        Ok(Self {
            ideas,
            subjects: list("sujets")?,
            sayings: list("verbes_de_parole")?,
            facts: list("propositions")?,
            consequences: list("consequences")?,
            needs: list("besoins")?,
            quotes: list("paroles")?,
            functions: list("fonctions")?,
            rooms: list("salles")?,
            themes: list("themes")?,
            names: list("prenoms")?,
            actors: actors.collect(),
        })
    }

    /// Returns the text of the idea of this number, in lower case, without a final stop.
    ///
    /// The number, written with three digits in base [`SIDE`], gives a polynomial of degree two; its values at five points choose
    /// one word in each list. Two such polynomials meet at two points at most: any two ideas among the first 59³ differ in three
    /// words of five.
    pub(crate) fn idea(&self, number: usize) -> String {
        let code = number * STRIDE % SIDE.pow(3);
        let digits = [code % SIDE, code / SIDE % SIDE, code / SIDE.pow(2)];
        let mut text = String::new();
        for (point, words) in self.ideas.iter().enumerate() {
            let value = digits.iter().rev().fold(0, |value, digit| (value * (point + 1) + digit) % SIDE);
            if point > 0 {
                text.push(' ');
            }
            text.push_str(words.get(value).copied().unwrap_or_default());
        }
        text
    }

    /// Draws a fact, as a clause: « le local reste vide, faute d’une information partagée ».
    pub(crate) fn fact(&self, draw: &mut Draw) -> String {
        format!("{}, {}", draw.one(&self.facts), draw.one(&self.consequences))
    }

    /// Draws two different themes.
    pub(crate) fn two_themes(&self, draw: &mut Draw) -> [&'static str; 2] {
        let first = draw.below(self.themes.len());
        let second = first + 1 + draw.below(self.themes.len() - 1);
        [first, second].map(|at| self.themes.get(at % self.themes.len()).copied().unwrap_or_default())
    }

    /// Draws a paragraph of some sentences.
    pub(crate) fn paragraph(&self, draw: &mut Draw, sentences: usize) -> String {
        let mut text = String::new();
        for rank in 0..sentences {
            if rank > 0 {
                text.push(' ');
            }
            let (subject, saying) = (draw.one(&self.subjects), draw.one(&self.sayings));
            text.push_str(&capitalised(&format!("{subject} {saying} {}.", self.fact(draw))));
        }
        text
    }
}

/// Reads one section of `mots.txt`.
fn list(name: &str) -> Result<Vec<&'static str>> {
    let mut lines = include_str!("mots.txt").lines();
    lines
        .find(|line| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) == Some(name))
        .with_context(|| format!("mots.txt n’a pas de section « {name} »"))?;
    Ok(lines.take_while(|line| !line.is_empty()).collect())
}

/// Returns the text with a first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the text in physical lines of at most `width` characters where words allow, each ending with a newline.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::with_capacity(text.len() + text.len() / width + 1);
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 {
            let fits = column + 1 + length <= width;
            lines.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        lines.push_str(word);
        column += length;
    }
    lines.push('\n');
    lines
}

/// A source of numbers that looks random and is not: the same for the same record on every machine.
pub(crate) struct Draw(u64);

impl Draw {
    /// Starts the draws of one record, told by a letter and a number.
    pub(crate) fn new(letter: char, number: usize) -> Self {
        let mut draw = Self(SEED ^ (u64::from(letter) << 48) ^ number as u64);
        draw.next();
        draw
    }

    /// Returns the next number (splitmix64).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Draws a number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 33) as usize % bound.max(1)
    }

    /// Draws one item of a list.
    pub(crate) fn one<T: Copy + Default>(&mut self, list: &[T]) -> T {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}
