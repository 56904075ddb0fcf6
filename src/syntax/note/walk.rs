//! The pass over the Markdown events of a body.

use std::borrow::Cow;

use super::marker::{self, Break, Head, Likeness, Marker, is_space, skip};
use super::prefix::{self, Prefix};
use super::tag::{carried, own_id};
use super::verbatim::Speech;
use super::{Body, Item, Link, LinkKind, lines, lost, stray};
use crate::diagnostic::Diagnostic;
use crate::faults::notes::{self, Mot};
use crate::syntax::markdown::{self, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use crate::text::Span;

/// What a block that holds no list item is to a line inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Code between two fences: meant to be code.
    Fence,
    /// Code after a fence that nothing closes.
    OpenFence,
    /// Code by its indentation.
    Indented,
    /// HTML.
    Html,
    /// HTML with a comment that nothing closes, which starts there.
    OpenComment(u32),
    /// A table.
    Table,
    /// A heading.
    Heading,
}

/// What the pass leaves: the body, and what the search for lost lines needs.
pub(super) struct Walked<'s> {
    pub(super) body: Body<'s>,
    /// Blocks without list items, apart from one another.
    pub(super) zones: Vec<(Span, Zone)>,
    /// Where the words of the markers that were read start.
    pub(super) heads: Vec<u32>,
}

/// A list item being read.
#[derive(Default)]
struct Frame {
    /// Its own first paragraph, so far.
    own: Option<Span>,
    /// Whether that paragraph is over.
    read: bool,
    /// The record it is, or the one it is nested in.
    record: Option<u32>,
    /// The marker without a text that it is, its word, and whether a colon or dash follows.
    empty: Option<(Marker, Span, bool)>,
    /// Whether an item right below has a marker.
    marked: bool,
    /// Where the texts of the other items right below start; kept for an empty marker only.
    unmarked: Vec<u32>,
}

struct Walk<'s, 'd> {
    source: &'s str,
    markers: bool,
    found: &'d mut Vec<Diagnostic>,
    done: Walked<'s>,
    items: Vec<Frame>,
    /// How many block quotes are open.
    quoted: usize,
    /// How many foot notes are open.
    notes: usize,
    /// Whether the first heading is being read.
    titling: bool,
    /// Code, links and HTML inside paragraphs, apart from one another.
    masks: Vec<Span>,
}

/// Reads all that Markdown makes of a body.
pub(super) fn walk<'s>(source: &'s str, body: Span, markers: bool, found: &mut Vec<Diagnostic>) -> Walked<'s> {
    let done = Walked { body: Body::default(), zones: Vec::new(), heads: Vec::new() };
    let mut walk = Walk {
        source,
        markers,
        found,
        done,
        items: Vec::new(),
        quoted: 0,
        notes: 0,
        titling: false,
        masks: Vec::new(),
    };
    for (event, span) in markdown::events(source, body) {
        walk.event(event, span);
    }
    walk.quotes();
    walk.done.body.verbatims.sort_by_key(|verbatim| verbatim.span);
    walk.done.heads.sort_unstable();
    if markers {
        walk.done.body.ids = stray::written(source, body, &walk.masks, &walk.done.zones);
    }
    walk.done
}

impl<'s> Walk<'s, '_> {
    fn event(&mut self, event: Event<'s>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Code(_) => {
                self.mask(span);
                self.inline(span);
            }
            Event::InlineHtml(_) => {
                self.mask(span);
                if span.of(self.source).starts_with("<!--") {
                    self.done.body.comments.push(span);
                }
                self.inline(span);
            }
            Event::Rule => self.close_own(),
            Event::Html(_) => {}
            _ => self.inline(span),
        }
    }

    fn start(&mut self, tag: Tag<'s>, span: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                return self.inline(span);
            }
            Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } => {
                self.inline(span);
                self.mask(span);
                return self.link(link_type, dest_url, span);
            }
            Tag::Paragraph => return,
            Tag::Heading { .. } => {
                self.titling = self.done.body.title.is_none() && self.items.is_empty() && self.quoted + self.notes == 0;
                return self.done.zones.push((span, Zone::Heading));
            }
            _ => self.close_own(),
        }
        match tag {
            Tag::Item => {
                let record = self.items.last().and_then(|frame| frame.record);
                self.items.push(Frame { record, read: !self.markers || self.quoted > 0, ..Frame::default() });
            }
            Tag::BlockQuote(_) => {
                if self.quoted == 0 {
                    self.done.body.quotes.push(span);
                }
                self.quoted += 1;
            }
            Tag::FootnoteDefinition(_) => self.notes += 1,
            Tag::CodeBlock(CodeBlockKind::Indented) => self.done.zones.push((span, Zone::Indented)),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                let zone = if is_closed_fence(span.of(self.source)) { Zone::Fence } else { Zone::OpenFence };
                self.done.zones.push((span, zone));
            }
            Tag::HtmlBlock => {
                let zone = self.html(span);
                self.done.zones.push((span, zone));
            }
            Tag::Table(_) => self.done.zones.push((span, Zone::Table)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_own(),
            TagEnd::Heading(_) => {
                self.titling = false;
                self.close_own();
            }
            TagEnd::Item => {
                self.close_own();
                if let Some(frame) = self.items.pop() {
                    self.close_item(frame);
                }
            }
            TagEnd::BlockQuote(_) => self.quoted = self.quoted.saturating_sub(1),
            TagEnd::FootnoteDefinition => self.notes = self.notes.saturating_sub(1),
            _ => {}
        }
    }

    /// Notes a stretch of a paragraph or heading.
    fn inline(&mut self, span: Span) {
        if self.titling {
            let title = &mut self.done.body.title;
            *title = Some(title.map_or(span, |title| title.to(span)));
        }
        if let Some(frame) = self.items.last_mut().filter(|frame| !frame.read) {
            frame.own = Some(frame.own.map_or(span, |own| own.to(span)));
        }
    }

    /// Notes a stretch that holds neither tags nor identifiers.
    fn mask(&mut self, span: Span) {
        if self.masks.last().is_none_or(|last| last.end <= span.start) {
            self.masks.push(span);
        }
    }

    fn link(&mut self, link_type: LinkType, dest: CowStr<'s>, span: Span) {
        let kind = match link_type {
            LinkType::WikiLink { .. } => LinkKind::Wiki,
            LinkType::Email => return,
            _ => LinkKind::Path,
        };
        let outside = dest.starts_with("//")
            || dest
                .split_once(':')
                .is_some_and(|(scheme, _)| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
        if kind == LinkKind::Path && outside {
            return;
        }
        let dest = match dest {
            CowStr::Borrowed(dest) => Cow::Borrowed(dest),
            other => Cow::Owned(other.into_string()),
        };
        let (end, anchor) =
            dest.split_once('#').map_or((dest.len(), None), |(path, anchor)| (path.len(), Some(anchor)));
        let id = anchor.and_then(|anchor| anchor.strip_prefix('^'));
        if end == 0 && id.is_none() {
            return;
        }
        let block = id.and_then(|id| {
            let at = span.of(self.source).rfind(&format!("#^{id}"))? + 2;
            Some(Span::new(at, at + id.len()).shifted(span.start))
        });
        let target = match dest {
            Cow::Borrowed(dest) => Cow::Borrowed(dest.get(..end).unwrap_or(dest)),
            Cow::Owned(mut dest) => {
                dest.truncate(end);
                Cow::Owned(dest)
            }
        };
        let target = if kind == LinkKind::Path { decoded(target) } else { target };
        self.done.body.links.push(Link { target, block, span, kind });
    }

    /// Notes the comments of an HTML block, and says what the block is to a line inside it.
    fn html(&mut self, span: Span) -> Zone {
        let text = span.of(self.source);
        let mut at = 0;
        while let Some(open) = text.get(at..).and_then(|rest| rest.find("<!--")).map(|open| at + open) {
            let close = text.get(open + 2..).and_then(|rest| rest.find("-->")).map(|close| open + 2 + close + 3);
            at = close.unwrap_or(text.trim_end().len());
            let comment = Span::new(open, at).shifted(span.start);
            self.done.body.comments.push(comment);
            if close.is_none() {
                return Zone::OpenComment(comment.start);
            }
        }
        Zone::Html
    }

    /// Reads the first paragraph of the item at hand, unless that was done: it is over.
    fn close_own(&mut self) {
        let Some(frame) = self.items.last_mut().filter(|frame| !frame.read) else { return };
        frame.read = true;
        let Some(own) = frame.own else { return };
        let text = own.of(self.source);
        let base = own.start as usize;
        if let Some(at) = prefix::speech(text) {
            let mut speech = Speech::new(self.source, &self.masks);
            for line in lines(self.source, Span::new(base + at, own.end as usize)) {
                speech.line(line, &mut self.done.body.verbatims, self.found);
            }
            speech.end(&mut self.done.body.verbatims, self.found);
            return self.tell_parent(None);
        }
        let prefix = prefix::prefix(text, 0);
        let head = prefix.and_then(|prefix| Some((prefix, marker::head(text.get(prefix.word..)?)?)));
        match head {
            Some((prefix, head)) if head.likeness == Likeness::Exact && prefix.is_readable() => {
                self.tell_parent(None);
                self.item(own, &prefix, &head);
            }
            Some(_) => self.tell_parent(None),
            None => {
                let start = prefix.map_or_else(|| skip(text, 0, is_space), |prefix| prefix.word);
                self.tell_parent(Some(Span::at(base + start).start));
            }
        }
    }

    /// Tells the item above that one below it has a marker, or where the text of one without starts.
    fn tell_parent(&mut self, unmarked: Option<u32>) {
        let above = self.items.len().checked_sub(2).and_then(|at| self.items.get_mut(at));
        let Some(above) = above.filter(|above| above.empty.is_some()) else { return };
        match unmarked {
            Some(start) => above.unmarked.push(start),
            None => above.marked = true,
        }
    }

    /// Makes a record of the item at hand, whose first paragraph is `own`.
    fn item(&mut self, own: Span, prefix: &Prefix, head: &Head) {
        let Some(frame) = self.items.last_mut() else { return };
        let base = own.start as usize + prefix.word;
        let word = Span::new(base, base + head.word_end);
        if head.after == Break::End {
            frame.empty = Some((head.marker, word, false));
            return;
        }
        if !matches!(head.after, Break::Colon | Break::Dash) {
            return;
        }
        self.done.heads.push(word.start);
        let own = lost::cut(self.source, own, base + head.text);
        let text = inner(self.source, own, prefix, head);
        let carried = carried(self.source, text, &self.masks);
        if carried.tail <= text.start {
            frame.empty = Some((head.marker, word, true));
            return;
        }
        let parent = frame.record.replace(Span::at(self.done.body.items.len()).start);
        let id = own_id(self.source, &carried.ids, Some(carried.tail), false, self.found);
        self.done.body.items.push(Item {
            marker: head.marker,
            span: own,
            text,
            precision: head.precision.map(|(start, end)| Span::new(base + start, base + end)),
            tags: carried.tags,
            id,
            done: prefix.done,
            parent,
        });
    }

    /// Ends an item: a marker without a text is of use only to marked items below it.
    fn close_item(&mut self, frame: Frame) {
        let Some((marker, word, signed)) = frame.empty else { return };
        let mot = Mot { span: word, ecrit: word.of(self.source), marqueur: marker.word() };
        if !frame.unmarked.is_empty() {
            self.found.push(notes::puces_sans_marqueur(mot, &frame.unmarked));
        } else if signed && !frame.marked {
            self.found.push(notes::marqueur_vide(mot));
        }
    }

    /// Reads the verbatims of all block quotes.
    fn quotes(&mut self) {
        let Walked { body, zones, .. } = &mut self.done;
        for &quote in &body.quotes {
            let mut speech = Speech::new(self.source, &self.masks);
            for line in lines(self.source, quote) {
                let text = line.of(self.source);
                let start = line.start as usize + skip(text, 0, |c| matches!(c, ' ' | '\t' | '>'));
                let line = Span::new(start, line.end as usize);
                let physical = text.trim_start().starts_with('>');
                let text = line.of(self.source);
                if !line.is_empty()
                    && zone_at(zones, line.start).is_some_and(|(_, zone)| !matches!(zone, Zone::Heading | Zone::Table))
                {
                    continue;
                }
                if physical || speech.is_tail(text) {
                    speech.line(line, &mut body.verbatims, self.found);
                    continue;
                }
                let open = speech.open();
                speech.end(&mut body.verbatims, self.found);
                if open.is_none() && text.starts_with('«') {
                    self.found.push(notes::verbatim_sans_chevron(line));
                }
            }
            speech.end(&mut body.verbatims, self.found);
        }
    }
}

/// Returns a link's path with its `%20` and the like decoded; as it stands where that is no text.
fn decoded(path: Cow<'_, str>) -> Cow<'_, str> {
    if !path.contains('%') {
        return path;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|&b| char::from(b).to_digit(16));
        let byte = Some(*first)
            .filter(|&b| b == b'%')
            .and(digit(0))
            .zip(digit(1))
            .and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).map_or(path, Cow::Owned)
}

/// Returns the block without list items that holds the place `at`.
pub(super) fn zone_at(zones: &[(Span, Zone)], at: u32) -> Option<(Span, Zone)> {
    let before = zones.partition_point(|(span, _)| span.start <= at);
    zones.get(before.checked_sub(1)?).copied().filter(|(span, _)| at < span.end)
}

/// Returns the text of an item after its marker, without white space at its ends and without the signs that close, or open, an
/// emphasis around the marker: « **idée :** texte ».
fn inner(source: &str, own: Span, prefix: &Prefix, head: &Head) -> Span {
    let text = own.of(source);
    let (open, close) = prefix.emphasis;
    let emphasis = text.get(open..close).unwrap_or("");
    let before = text.get(prefix.word + head.word_end..prefix.word + head.sign.0).unwrap_or("");
    let mut start = prefix.word + head.text;
    let mut rest = text.get(start..).unwrap_or("").trim_end();
    if !emphasis.is_empty() && !before.contains(emphasis) {
        if let Some(after) = rest.strip_prefix(emphasis) {
            rest = after.trim_start_matches(is_space);
            start = text.trim_end().len() - rest.len();
        } else if let Some(inside) = rest.strip_suffix(emphasis) {
            rest = inside.trim_end();
        }
    }
    Span::new(start, start + rest.len()).shifted(own.start)
}

/// Tells whether the last line of a fenced code block closes it.
fn is_closed_fence(block: &str) -> bool {
    let block = block.trim();
    let Some((first, rest)) = block.split_once(['\n', '\r']) else { return false };
    let last = rest.rsplit(['\n', '\r']).next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
    let Some(sign @ ('`' | '~')) = first.chars().next() else { return false };
    let length = |line: &str| line.len() - line.trim_start_matches(sign).len();
    length(last) == last.len() && length(last) >= length(first)
}
