//! How a text opens: the front matter it may have, and the day it says it is published.

use crate::prose::{self, Form};
use crate::syntax::front_matter;
use crate::text::Span;
use crate::value::date::{self, Day};

/// What a text says of itself before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The text itself.
    pub body: Span,
    /// The day it is published: `date_publication`, « Publié le 13/12/2018 », « Argenteuil, le 13 décembre 2018 ».
    pub published: Option<Day>,
    /// The day at which its figures stand: `arrete_au`.
    pub at: Option<Day>,
}

/// What the line of a publication opens with: « Publié le », « Communiqué du », « Mis en ligne le ».
const SAID: &[&str] = &[
    "publie", "publiee", "publication", "communique", "mis", "mise", "paru", "parution", "diffuse", "diffusion", "date",
];

/// How many blocks may come before the line that says when and where.
const BLOCKS: usize = 6;

/// Reads how a text opens.
pub fn opening(source: &str, form: Form) -> Opening {
    let parts = front_matter::split(source, &mut Vec::new());
    let yaml = parts.yaml.map_or("", |yaml| yaml.of(source));
    let field = |name: &str| {
        let line = yaml.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'))?;
        let value = line.split(" #").next().unwrap_or("").trim().trim_matches(['"', '\'']);
        date::parse(value).ok().map(date::Date::latest)
    };
    let body = if parts.yaml.is_some() { parts.body } else { Span::new(front_matter::bom(source), source.len()) };
    Opening {
        body,
        published: field("date_publication").or_else(|| dateline(source, body, form)),
        at: field("arrete_au"),
    }
}

/// Finds the day that the first lines of a text give as that of its publication.
fn dateline(source: &str, body: Span, form: Form) -> Option<Day> {
    // The first lines are enough.
    let end = (body.start as usize).saturating_add(4_000).min(body.end as usize);
    let prose = prose::read(source, Span::new(body.start as usize, end).clamped(source), form);
    let first = prose.dates.iter().filter(|date| date.block < BLOCKS).find_map(|date| {
        let day = date.whole()?;
        let words = &prose.blocks.get(date.block)?.words;
        let start = date.tokens.start - usize::from(words.before(date.tokens.start) == "le");
        // « Publié le 12 février 2018 par la DITP » is of another text; so is « Né à Cahors, le 3 mars 1950, ».
        let alone = !words.is_word(date.tokens.end) && !words.is_mark(date.tokens.end, ',');
        let updated = words.is_mark(date.tokens.end, ',')
            && matches!(words.word(date.tokens.end + 1), "mis" | "modifie" | "actualise");
        let said = SAID.contains(&words.word(0)) && start <= 6 && (alone || updated);
        (said || alone && is_place(words, start)).then_some((date.block, day))
    });
    // « Publié le 13/12/2018, mis à jour le 17/12/2018 »: it is read as it stands on the later day.
    first.map(|(block, day)| {
        let updated = prose.dates.iter().filter(|date| date.block == block && is_update(&prose.blocks, date));
        updated.filter_map(prose::date::Mention::whole).fold(day, Day::max)
    })
}

/// Tells whether what stands before a token is a place and a comma: « Argenteuil, », « Villeneuve-sur-Lot, ».
fn is_place(words: &prose::Words, end: usize) -> bool {
    let Some(comma) = end.checked_sub(1).filter(|comma| words.is_mark(*comma, ',') && *comma <= 7) else {
        return false;
    };
    let name = |at: usize| {
        let small = words.is_glued(at) || matches!(words.word(at), "la" | "le" | "les" | "sur" | "sous" | "en" | "l");
        words.is_capital(at) && !matches!(words.word(at), "a" | "ne" | "nee") || !words.is_word(at) || at > 0 && small
    };
    comma > 0 && (0..comma).all(name)
}

/// Tells whether « mis à jour », « modifié », « actualisé » stands before a date.
fn is_update(blocks: &[prose::Block], date: &prose::date::Mention) -> bool {
    let Some(block) = blocks.get(date.block) else { return false };
    let start = date.tokens.start;
    (start.saturating_sub(4)..start).any(|at| {
        matches!(block.words.word(at), "jour" | "modifie" | "actualise" | "modifiee" | "actualisee" | "complete")
    })
}
