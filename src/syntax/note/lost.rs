//! The safety net: lines that look like a record and are none.
//!
//! It goes over the physical lines of the body, whatever Markdown makes of them. A line that starts like a marked item, and whose
//! marker's word is not among those that were read, is lost: one finding says why. Code between two fences and comments that are
//! closed are meant to be left out, and say nothing.

use super::marker::{self, Break, Head, Likeness, head, is_space};
use super::prefix::{Bullet, Prefix, prefix};
use super::walk::{Walked, Zone, zone_at};
use super::{lead, lines, title};
use crate::diagnostic::Diagnostic;
use crate::faults::notes::{self, Mot};
use crate::text::Span;

/// Columns from which Markdown may read a line as code, or as the end of a paragraph.
const CODE: usize = 4;

/// Finds the lost lines of `body`.
pub(super) fn find(source: &str, body: Span, walked: &Walked<'_>, found: &mut Vec<Diagnostic>) {
    let net = Net { source, body, walked };
    found.extend(uncommented(source, body, walked).filter_map(|(line, start)| net.line(line, start)));
}

/// Finds the marked items of a body that is no note's.
pub(super) fn misplaced(source: &str, body: Span, walked: &Walked<'_>, found: &mut Vec<Diagnostic>) {
    for (line, start) in uncommented(source, body, walked) {
        let text = line.of(source);
        let Some(prefix) = prefix(text, (start - line.start) as usize) else { continue };
        let listed = matches!(prefix.bullet, Some((Bullet::Plain | Bullet::Number, _)));
        if !listed || prefix.glued || !prefix.is_readable() {
            continue;
        }
        let Some(head) = text.get(prefix.word..).and_then(head) else { continue };
        let place = Place::new(line, prefix, head);
        let exact = head.likeness == Likeness::Exact && head.after == Break::Colon;
        if exact && zone_at(&walked.zones, place.word.start).is_none() {
            found.push(notes::fiche_sans_puces(place.mot(source), head.marker.is_telling()));
        }
    }
}

/// Returns the lines of `body` that no closed comment hides, each with where what is left of it starts.
fn uncommented<'n>(source: &'n str, body: Span, walked: &'n Walked<'_>) -> impl Iterator<Item = (Span, u32)> + 'n {
    let mut comments = walked.body.comments.iter().peekable();
    lines(source, body).filter_map(move |line| {
        while comments.next_if(|comment| comment.end <= line.start).is_some() {}
        let comment =
            comments.peek().filter(|comment| comment.start < line.start && comment.of(source).ends_with("-->"));
        match comment {
            Some(comment) if comment.end >= line.end => None,
            Some(comment) => Some((line, comment.end)),
            None => Some((line, line.start)),
        }
    })
}

/// Returns the first paragraph `own` of a record without the lost lines that Markdown joins to it. Its text starts at `from`.
pub(super) fn cut(source: &str, own: Span, from: usize) -> Span {
    let text = Span::new(from, own.end as usize);
    let lost = lines(source, text).skip(1).find(|line| {
        let text = line.of(source);
        let read = prefix(text, 0).filter(|read| read.quote.is_none());
        let read = read.and_then(|read| Some((read, text.get(read.word..).and_then(head)?)));
        read.is_some_and(|(read, head)| {
            let sure = read.bullet.is_some() || head.after == Break::Colon;
            sure && is_lost(&read, &head, text)
        })
    });
    lost.map_or(own, |line| {
        let kept = Span { start: own.start, end: line.start }.of(source).trim_end().len();
        Span::new(0, kept).shifted(own.start)
    })
}

/// Tells whether a line starts so much like a record that it was meant as one.
fn is_lost(prefix: &Prefix, head: &Head, text: &str) -> bool {
    let item = prefix.bullet.is_some();
    let after = |at: usize| text.get(prefix.word + at..).unwrap_or("");
    match (head.likeness, head.after) {
        (Likeness::Exact, Break::Colon) => true,
        (Likeness::Near(distance), Break::Colon) => item || distance == 1,
        (Likeness::Exact, Break::Dash) => item || prefix.hash.is_none() && head.marker.is_telling(),
        (_, Break::Dash) => item,
        (Likeness::Exact, Break::Wrong) => {
            let telling = head.marker.is_telling();
            item && match after(head.sign.0).chars().next() {
                Some('/') => telling || marker::exact(after(head.text)).is_some(),
                Some('.') => telling,
                // « idées, envies », « idée ? »: rather a sentence.
                Some(',' | '?' | '!' | '…') => telling && !head.plural && !after(head.text).is_empty(),
                _ => true,
            }
        }
        (Likeness::Exact, Break::Qualified) => item,
        (Likeness::Exact, Break::Text) => item && head.is_bare(after(0)),
        _ => false,
    }
}

struct Net<'n, 's> {
    source: &'n str,
    body: Span,
    walked: &'n Walked<'s>,
}

impl Net<'_, '_> {
    /// Reads one line from `start` on.
    fn line(&self, line: Span, start: u32) -> Option<Diagnostic> {
        let text = line.of(self.source);
        let at = (start - line.start) as usize;
        let Some(prefix) = prefix(text, at) else { return self.cells(line) };
        if self.walked.heads.binary_search(&(line.start + Span::at(prefix.word).start)).is_ok() {
            return None;
        }
        let zone = zone_at(&self.walked.zones, line.start + Span::at(prefix.word).start);
        if let Some(found) = self.title(line, &prefix, zone) {
            return Some(found);
        }
        let Some(head) = text.get(prefix.word..).and_then(head) else {
            return self.led(line, prefix, zone).or_else(|| self.cells(line));
        };
        let place = Place::new(line, prefix, head);
        if matches!(zone, Some((_, Zone::Fence))) {
            return None;
        }
        if self.is_intro(&place, zone) {
            return self.intro(&place, zone);
        }
        if matches!(zone, Some((_, Zone::Table))) {
            return self
                .cells(line)
                .or_else(|| is_lost(&prefix, &head, text).then(|| notes::dans_un_tableau(place.mot(self.source))));
        }
        if is_lost(&prefix, &head, text) { self.why(&place, zone) } else { None }
    }

    /// Reports a bullet with a few words before its marker.
    fn led(&self, line: Span, prefix: Prefix, zone: Option<(Span, Zone)>) -> Option<Diagnostic> {
        let (_, bullet) = prefix.bullet.filter(|_| zone.is_none() && prefix.quote.is_none())?;
        let text = line.of(self.source);
        let mut start = prefix.bracket.unwrap_or(prefix.word);
        // « M. Durand », whose initial was taken for a number.
        if text.get(bullet.end as usize..start).is_some_and(|skipped| skipped.contains(char::is_alphanumeric)) {
            start = marker::skip(text, bullet.end as usize, is_space);
        }
        let (words, at, head) = lead::behind(text.get(start..)?)?;
        let place = Place::new(line, Prefix { word: start + at, ..prefix }, head);
        let words = place.span(start, start + words);
        Some(notes::mots_avant_le_marqueur(place.mot(self.source), words, words.of(self.source)))
    }

    /// Reports a title, or a line that stands as one, which says what the items below are while they do not.
    fn title(&self, line: Span, prefix: &Prefix, zone: Option<(Span, Zone)>) -> Option<Diagnostic> {
        let text = line.of(self.source).get(prefix.word..)?;
        let end = match zone {
            Some((span, Zone::Heading)) => span.end.max(line.end),
            None if prefix.is_bare() && title::stands_alone(text, prefix.emphasis.1 == prefix.word) => line.end,
            _ => return None,
        };
        let (marker, start, stop) = title::announced(text, zone.is_some())?;
        let (listed, marked) = self.below(end);
        let word = Span::new(start, stop).shifted(line.start + Span::at(prefix.word).start);
        let mot = Mot { span: word, ecrit: word.of(self.source), marqueur: marker.word() };
        (listed && !marked).then(|| notes::titre_de_liste(mot))
    }

    /// Tells whether the first line after the place `end` that holds anything is an item, and whether it has a marker.
    fn below(&self, end: u32) -> (bool, bool) {
        let next = lines(self.source, Span { start: end, end: self.body.end });
        let next = next.map(|line| line.of(self.source)).find(|line| !line.trim().is_empty()).unwrap_or("");
        let read = prefix(next, 0);
        let speaks = next.trim_start().starts_with("- «") && read.is_none();
        let listed = speaks || read.is_some_and(|read| read.bullet.is_some());
        (listed, speaks || read.and_then(|read| head(next.get(read.word..)?)).is_some())
    }

    /// Says why a line was lost; `None` for the title of the note, which is left alone.
    fn why(&self, place: &Place, zone: Option<(Span, Zone)>) -> Option<Diagnostic> {
        let Place { prefix, head, .. } = place;
        let mot = place.mot(self.source);
        let (margin, first) = place.margin();
        let deep = prefix.indent >= CODE;
        match zone {
            Some((_, Zone::OpenComment(at))) if at < place.word.start => {
                return Some(notes::commentaire_ouvert(mot, Span { start: at, end: at + 4 }));
            }
            Some((span, Zone::OpenFence)) => return Some(notes::bloc_ouvert(mot, self.opening(span))),
            Some((span, Zone::Html | Zone::OpenComment(_))) => {
                return Some(notes::sous_du_html(mot, self.opening(span), place.line.start));
            }
            Some((_, Zone::Indented)) => return Some(notes::trop_a_droite(mot, margin, prefix.bullet.is_some())),
            _ => {}
        }
        if let Some(at) = prefix.quote {
            return Some(notes::dans_une_citation(mot, place.span(at, at + 1)));
        }
        if prefix.cell || matches!(zone, Some((_, Zone::Table))) {
            return Some(notes::dans_un_tableau(mot));
        }
        if prefix.struck {
            return Some(notes::barree(mot));
        }
        if prefix.code {
            return Some(notes::dans_du_code(mot));
        }
        if let Some(at) = prefix.bracket {
            return Some(notes::entre_crochets(mot, self.bracketed(place, at)));
        }
        if let Some((at, false)) = prefix.hash {
            return Some(notes::etiquette_pour_marqueur(mot, place.span(at, at + 1)));
        }
        let Some((bullet, at)) = prefix.bullet else {
            return match (zone, prefix.hash) {
                (Some((span, Zone::Heading)), None) => Some(notes::titre_souligne(mot, self.underline(span), first)),
                (Some((span, Zone::Heading)), Some(_)) if self.is_title(span) && !head.marker.is_telling() => None,
                (Some((_, Zone::Heading)), Some((at, _))) => {
                    Some(notes::titre(mot, Span { start: place.span(at, at).start, end: place.first }))
                }
                _ if head.likeness != Likeness::Exact => Some(notes::marqueur_approchant(mot, head.plural)),
                _ if self.is_quoted(place.word.start) => Some(notes::sous_une_citation(mot, first)),
                _ => Some(notes::sans_puce(mot, if deep { margin } else { Span::at(first as usize) }, first)),
            };
        };
        let at = at.shifted(place.line.start);
        let written = at.of(self.source);
        // A footnote that became an item would leave its call in the text without an answer.
        let safe = !deep && !self.is_quoted(place.word.start) && !written.starts_with("[^");
        Some(match (bullet, head.after) {
            (Bullet::Foreign, _) => notes::puce_inconnue(mot, at, written, prefix.glued, safe),
            (Bullet::Plain, _) if prefix.glued => notes::puce_collee(mot, at, written, safe),
            _ if head.likeness != Likeness::Exact => notes::marqueur_approchant(mot, head.plural),
            (_, Break::Wrong) => notes::signe_inattendu(mot, place.sign(), place.sign().of(self.source)),
            (_, Break::Qualified) => notes::mots_apres_le_marqueur(mot, place.sign(), place.sign().of(self.source)),
            (_, Break::Text) => notes::sans_deux_points(mot),
            _ if deep => notes::trop_a_droite(mot, margin, prefix.bullet.is_some()),
            (Bullet::Number, _) => notes::numero_sous_un_paragraphe(mot, at, written),
            (Bullet::Plain, _) => notes::puce_non_lue(mot),
        })
    }

    /// Tells whether a place lies in a block quote.
    fn is_quoted(&self, at: u32) -> bool {
        let quotes = &self.walked.body.quotes;
        let before = quotes.partition_point(|quote| quote.start <= at).checked_sub(1);
        before.and_then(|before| quotes.get(before)).is_some_and(|quote| at < quote.end)
    }

    /// Tells whether a heading is the one that names the note: the first, of the first level.
    fn is_title(&self, heading: Span) -> bool {
        let first = self.walked.body.title.is_some_and(|title| heading.contains(title));
        first && !heading.of(self.source).trim_start().starts_with("##")
    }

    /// Returns the signs under a heading.
    fn underline(&self, heading: Span) -> Span {
        let text = heading.of(self.source).trim_end();
        let start = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        Span::new(start, text.len()).shifted(heading.start)
    }

    /// Returns what opens a block: its first line, or the start of it.
    fn opening(&self, block: Span) -> Span {
        const LONGEST: u32 = 60;
        let start =
            Span { start: block.start, end: block.end.min(block.start.saturating_add(LONGEST)) }.clamped(self.source);
        lines(self.source, start).next().unwrap_or(start)
    }

    /// Returns the marker with the brackets or quotes around it.
    fn bracketed(&self, place: &Place, open: usize) -> Span {
        let open = place.span(open, open).start;
        let rest = Span { start: place.word.end, end: place.line.end }.of(self.source);
        let sign = |c: char| matches!(c, ']' | ')' | '"' | '”' | '\'' | '’' | '»');
        let around = rest.len() - rest.trim_start_matches(|c| sign(c) || is_space(c)).len();
        let close = rest.get(..around).unwrap_or("").trim_end_matches(is_space).len();
        Span { start: open, end: place.word.end + Span::at(close).start }
    }

    /// Tells whether a line holds a marker alone, as a heading of what follows.
    fn is_intro(&self, place: &Place, zone: Option<(Span, Zone)>) -> bool {
        let Place { prefix, head, .. } = place;
        let alone = head.after == Break::End
            || head.after == Break::Colon
                && place.rest(self.source).trim_matches(|c| is_space(c) || matches!(c, '*' | '_' | '#')).is_empty();
        alone && prefix.is_bare() && head.likeness == Likeness::Exact && matches!(zone, None | Some((_, Zone::Heading)))
    }

    /// Reports a marker that stands alone above items without one, or, with its colon, above nothing that is read.
    fn intro(&self, place: &Place, zone: Option<(Span, Zone)>) -> Option<Diagnostic> {
        let (listed, marked) = self.below(place.line.end);
        let heading = matches!(zone, Some((_, Zone::Heading)));
        if listed && !marked {
            Some(notes::titre_de_liste(place.mot(self.source)))
        } else if !listed && !heading && place.head.after == Break::Colon && !marked {
            self.why(place, zone)
        } else {
            None
        }
    }

    /// Looks into the cells of a table's row.
    fn cells(&self, line: Span) -> Option<Diagnostic> {
        let text = line.of(self.source);
        let start = Span::at(text.len() - text.trim_start().len()).shifted(line.start).start;
        let row = memchr::memchr(b'|', text.as_bytes()).is_some();
        if !row || !matches!(zone_at(&self.walked.zones, start), Some((_, Zone::Table))) {
            return None;
        }
        let mut at = 0;
        for cell in text.split('|') {
            let start = at;
            at += cell.len() + 1;
            let Some(read) = prefix(cell, 0).filter(|read| read.quote.is_none()) else { continue };
            let Some(head) = cell.get(read.word..).and_then(head) else { continue };
            if head.likeness == Likeness::Exact && matches!(head.after, Break::Colon | Break::End) {
                let cell = Span::new(start, start + cell.len()).shifted(line.start);
                return Some(notes::dans_un_tableau(Place::new(cell, read, head).mot(self.source)));
            }
        }
        None
    }
}

/// A marker on a line, and where it stands in the file.
struct Place {
    line: Span,
    prefix: Prefix,
    head: Head,
    word: Span,
    /// Where the word starts, the signs of emphasis right before it included.
    first: u32,
}

impl Place {
    fn new(line: Span, prefix: Prefix, head: Head) -> Self {
        let word = Span::new(prefix.word, prefix.word + head.word_end).shifted(line.start);
        let first = if prefix.emphasis.1 == prefix.word { prefix.emphasis.0 } else { prefix.word };
        Self { line, prefix, head, word, first: Span::at(first).shifted(line.start).start }
    }

    fn mot<'s>(&self, source: &'s str) -> Mot<'s> {
        Mot { span: self.word, ecrit: self.word.of(source), marqueur: self.head.marker.word() }
    }

    /// Returns the white space before the line's text, and where that text starts.
    fn margin(&self) -> (Span, u32) {
        let end = self.span(self.prefix.margin, self.prefix.margin).start;
        (Span { start: self.line.start, end }, end)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start, end).shifted(self.line.start)
    }

    /// Returns the sign after the marker, or the words before the colon.
    fn sign(&self) -> Span {
        let (start, end) = self.head.sign;
        Span::new(start, end).shifted(self.word.start)
    }

    fn rest<'s>(&self, source: &'s str) -> &'s str {
        let start = self.word.start as usize + self.head.text;
        Span::new(start, self.line.end as usize).of(source)
    }
}
