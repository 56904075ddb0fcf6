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
        let start = date.tokens.start;
        let said = (0..start.min(8)).any(|at| {
            matches!(
                words.word(at),
                "publie"
                    | "publiee"
                    | "publication"
                    | "ligne"
                    | "paru"
                    | "parution"
                    | "diffuse"
                    | "diffusion"
                    | "communique"
            )
        });
        let le = usize::from(words.before(start) == "le");
        let place = words.is_mark(start.wrapping_sub(1 + le), ',')
            && start <= 7
            && words.is_capital(0)
            && !words.is_word(date.tokens.end);
        (said && start <= 8 || place).then_some((date.block, day))
    });
    // « Publié le 13/12/2018, mis à jour le 17/12/2018 »: it is read as it stands on the later day.
    first.map(|(block, day)| {
        let updated = prose.dates.iter().filter(|date| date.block == block && is_update(&prose.blocks, date));
        updated.filter_map(prose::date::Mention::whole).fold(day, Day::max)
    })
}

/// Tells whether « mis à jour », « modifié », « actualisé » stands before a date.
fn is_update(blocks: &[prose::Block], date: &prose::date::Mention) -> bool {
    let Some(block) = blocks.get(date.block) else { return false };
    let start = date.tokens.start;
    (start.saturating_sub(4)..start).any(|at| {
        matches!(block.words.word(at), "jour" | "modifie" | "actualise" | "modifiee" | "actualisee" | "complete")
    })
}
