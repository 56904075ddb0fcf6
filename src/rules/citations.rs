//! CB414: words attributed to a note, in the body of a gisement, a persona or a solution, that are not in it.
//!
//! The texts are read again: each body with such words once, then each note they are attributed to once.

use std::ops::Range;

use crate::dossier::Dossier;
use crate::faults::citations as faults;
use crate::fr::words::Words;
use crate::rules::{Context, Findings};
use crate::text::Span;
use crate::value::identifiant;

/// How many quotations of one note are compared: no dossier holds as many, and a file made to last would.
const MOST: usize = 1_000;

/// How many words in a row make a part of a note look like the words that were looked for.
const ALIKE: usize = 2;

/// Words attributed to a note.
struct Citation {
    /// The file whose body holds them.
    file: u32,
    /// What stands between « and ».
    span: Span,
    /// The words, and the pieces that must be found in a row, from one word to before another.
    words: Words,
    pieces: Vec<Range<usize>>,
    /// The file of the note, and the name of the note as it is written.
    note: u32,
    name: String,
}

/// Looks for every quotation in the note that it names.
pub(super) fn check(dossier: &Dossier, context: &Context<'_>, findings: &mut Findings) {
    let mut citations = gather(dossier, context);
    // The sort is stable: those of one note stay in order.
    citations.sort_by_key(|citation| citation.note);
    for of_note in citations.chunk_by(|one, other| one.note == other.note) {
        let path = of_note.first().and_then(|citation| dossier.file(citation.note));
        let Some(path) = path.map(|file| dossier.shown(&file.path)) else { continue };
        let Some(text) = context.texts.text(&path) else { continue };
        let note = Words::of(&text, 0);
        for citation in of_note.iter().take(MOST) {
            if let Some(lost) = lost(&note, citation) {
                report(citation, &lost, &note, &text, &path, findings);
            }
        }
    }
}

/// Reads the quotations of every body.
fn gather(dossier: &Dossier, context: &Context<'_>) -> Vec<Citation> {
    let mut citations = Vec::new();
    for (index, file) in dossier.files.iter().enumerate() {
        let Some(rare) = file.unit.rare.as_ref().filter(|rare| !rare.quotes.is_empty()) else { continue };
        let mut text = None;
        for quote in &rare.quotes {
            let target = rare.links.get(quote.link as usize).map_or("", |link| file.unit.str(link.target));
            let Some((note, name)) = note_of(dossier, target) else { continue };
            let text = text.get_or_insert_with(|| context.texts.text(&dossier.shown(&file.path)));
            let Some(text) = text else { break };
            let (words, pieces) = pieces(quote.text.of(text), quote.text.start);
            let file = Span::at(index).start;
            citations.push(Citation { file, span: quote.text, words, pieces, note, name: name.to_owned() });
        }
    }
    citations
}

/// Finds the note that a link leads to, itself or by one of its small records; returns its file and its name as written.
fn note_of<'t>(dossier: &Dossier, target: &'t str) -> Option<(u32, &'t str)> {
    let (path, block) = target.split_once('#').unwrap_or((target, ""));
    let name = block.strip_prefix('^').unwrap_or_else(|| identifiant::target(path).text);
    let ident = identifiant::parse(name).or_else(|| identifiant::parse_target(name))?.ident;
    let at = dossier.find(ident).filter(|_| ident.kind.is_note())?;
    Some((at.file, name))
}

/// Reads the words of a quotation, in pieces: what stands between brackets is not the speaker's, and dots stand for what was left out.
fn pieces(text: &str, base: u32) -> (Words, Vec<Range<usize>>) {
    let mut blank = String::with_capacity(text.len());
    let mut cuts = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let dots = ["(…)", "(...)", "…", "..."].into_iter().find(|dots| rest.starts_with(dots)).map(str::len);
        let bracket = || rest.starts_with('[').then(|| rest.find(']')).flatten().map(|end| end + 1);
        match dots.or_else(bracket) {
            Some(len) => {
                cuts.push(Span::at(blank.len()).start + base);
                // Bytes for bytes, so that places stay those of the source.
                blank.extend(std::iter::repeat_n(' ', len));
                rest = rest.get(len..).unwrap_or("");
            }
            None => {
                blank.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    let words = Words::of(&blank, base);
    let mut pieces = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([u32::MAX]) {
        let more = (from..words.len()).take_while(|at| words.span(*at, at + 1).is_some_and(|span| span.start < cut));
        let to = from + more.count();
        if to > from {
            pieces.push(from..to);
        }
        from = to;
    }
    (words, pieces)
}

/// A piece that is not where it should be.
struct Lost {
    piece: Range<usize>,
    /// What the note holds that begins or ends like it.
    near: Option<Near>,
}

/// A part of a note that is like a piece.
struct Near {
    /// The words of the note.
    there: Range<usize>,
    /// The words of the piece that differ.
    differ: Range<usize>,
}

/// Looks for the pieces of a quotation in a note, in order; returns the first that is not there.
fn lost(note: &Words, citation: &Citation) -> Option<Lost> {
    let mut after = 0;
    for piece in &citation.pieces {
        match note.find(&citation.words, (piece.start, piece.end), after) {
            Some(at) => after = at + piece.len(),
            None => return Some(Lost { piece: piece.clone(), near: near(note, citation, piece, after) }),
        }
    }
    None
}

/// Finds the longest start of a piece that the note holds, or its longest end.
fn near(note: &Words, citation: &Citation, piece: &Range<usize>, after: usize) -> Option<Near> {
    let start = |len: usize| note.find(&citation.words, (piece.start, piece.start + len), after);
    let end = |len: usize| note.find(&citation.words, (piece.end - len, piece.end), after);
    let (head, tail) = (longest(piece.len(), &start), longest(piece.len(), &end));
    if head.0.max(tail.0) < ALIKE {
        return None;
    }
    if head.0 >= tail.0 {
        let there = head.1..head.1 + piece.len();
        Some(Near { there, differ: piece.start + head.0..piece.end })
    } else {
        let there = (tail.1 + tail.0).saturating_sub(piece.len())..tail.1 + tail.0;
        Some(Near { there, differ: piece.start..piece.end - tail.0 })
    }
}

/// Finds the greatest number of words under `most` that `find` finds, and where; what holds for more holds for fewer.
fn longest(most: usize, find: &dyn Fn(usize) -> Option<usize>) -> (usize, usize) {
    let (mut known, mut beyond, mut at) = (0, most, 0);
    while known + 1 < beyond {
        let middle = known.midpoint(beyond);
        match find(middle) {
            Some(found) => (known, at) = (middle, found),
            None => beyond = middle,
        }
    }
    (known, at)
}

fn report(citation: &Citation, lost: &Lost, note: &Words, text: &str, path: &str, findings: &mut Findings) {
    let Citation { words, name, span, .. } = citation;
    let whole = words.span(lost.piece.start, lost.piece.end).unwrap_or(*span);
    let near = lost.near.as_ref().and_then(|near| {
        let there = note.span(near.there.start, near.there.end)?;
        // What follows the closing mark is nobody's words.
        let end =
            there.of(text).find('»').map_or(there.len(), |at| there.of(text).get(..at).unwrap_or("").trim_end().len());
        let there = Span::new(there.start as usize, there.start as usize + end);
        Some((words.span(near.differ.start, near.differ.end)?, there))
    });
    let found = match near {
        Some((differ, there)) => {
            let said: Vec<&str> = there.of(text).split_whitespace().filter(|word| *word != ">").collect();
            faults::citation_changee(name, differ, &said.join(" "), (Some(path.to_owned()), there))
        }
        None => faults::citation_introuvable(name, whole),
    };
    findings.push(citation.file, found);
}
