//! The reader: lists and keys, by indentation.
//!
//! Every method that reads a node starts inside a line and ends with [`Reader::pos`] at the start of a later one.
//! `floor` is the least indentation a line must have to belong to what is being read. Lines that belong to a collection but
//! do not stand where its other lines do are reported and read as if they did.

use std::borrow::Cow;

use super::{
    MAX_DEPTH,
    findings::Findings,
    keys,
    line::{self, Line, is_dash, is_gap, is_tag, skip_blanks},
    tree::{NodeId, Scalar, Style, Tree, Value},
};
use crate::{diagnostic::Diagnostic, faults::syntaxe, fr::fold, text::Span};

/// The state of one reading.
pub(super) struct Reader<'s, 'f> {
    /// The whole file.
    pub(super) source: &'s str,
    /// The file up to the end of what is read.
    pub(super) bytes: &'s [u8],
    /// The start of the first line not yet read.
    pub(super) pos: usize,
    /// The end of the last thing read: where a block collection that closes now ends.
    pub(super) last: usize,
    /// What has been read.
    pub(super) tree: Tree<'s>,
    /// The children of the collections that are open.
    pub(super) open: Vec<NodeId>,
    /// What is wrong.
    pub(super) findings: Findings<'s, 'f>,
    depth: usize,
    tabs_seen: usize,
}

impl<'s, 'f> Reader<'s, 'f> {
    /// Makes a reader of `part` of `source`.
    pub(super) fn new(source: &'s str, part: Span, found: &'f mut Vec<Diagnostic>) -> Self {
        let part = part.clamped(source);
        let mut pos = part.start as usize;
        if part.of(source).starts_with('\u{feff}') {
            pos += '\u{feff}'.len_utf8();
        }
        Self {
            source,
            bytes: source.as_bytes().get(..part.end as usize).unwrap_or_default(),
            pos,
            last: pos,
            tree: Tree::for_bytes(part.len()),
            open: Vec::new(),
            findings: Findings::new(source, found),
            depth: 0,
            tabs_seen: 0,
        }
    }

    /// Reads everything.
    pub(super) fn read(mut self) -> Tree<'s> {
        self.control_characters();
        self.prologue();
        self.cut_documents();
        self.root();
        self.tree
    }

    fn root(&mut self) {
        let mut root: Option<NodeId> = None;
        let mut made = 0;
        while let Some(line) = self.peek() {
            match root {
                Some(id) if self.starts_collection(line) && !self.is_collection(id) => {
                    // A text where keys or items were expected: nothing else is worth saying of it.
                    if self.tree.scalar(id).is_some() {
                        self.findings.retract(made);
                        self.findings.add(self.tree.node(id).span, syntaxe::ligne_egaree);
                    }
                    root = None;
                }
                Some(_) => self.stray(line),
                None => {
                    made = self.findings.made();
                    root = Some(self.node(line, line.text, line.indent, 0, false));
                }
            }
        }
        if let Some(id) = root {
            self.tree.set_root(id);
        }
    }

    fn is_collection(&self, id: NodeId) -> bool {
        matches!(self.tree.node(id).value, Value::Sequence(_) | Value::Mapping(_))
    }

    /// Tells whether a line is that of an item or of a key.
    pub(super) fn starts_collection(&self, line: Line) -> bool {
        self.is_item(line) || self.is_entry(line.text, line.end)
    }

    /// Reads the node whose first character, on `line`, is at `at`, in column `col`. With `claims`, a mapping takes keys that
    /// stand one step too far to the left.
    pub(super) fn node(&mut self, line: Line, at: usize, col: usize, floor: usize, claims: bool) -> NodeId {
        let (mut line, mut at, mut col) = (line, at, col);
        loop {
            at = self.marks(at, line.end);
            if !self.is_over(line, at) {
                break;
            }
            // Nothing but marks on this line: what they mark is below.
            self.end_line(line, at);
            match self.peek() {
                Some(next) if next.indent >= floor => (line, at, col) = (next, next.text, next.indent),
                _ => return self.absent(self.last),
            }
        }
        if is_dash(self.bytes, at, line.end) || at == line.text && self.is_item(line) {
            self.sequence(line, at, col, floor, false)
        } else if self.opens_mapping(line, at, col) {
            self.mapping(line, at, col, floor, claims)
        } else {
            self.content(line, at, floor)
        }
    }

    fn sequence(&mut self, line: Line, dash: usize, col: usize, floor: usize, compact: bool) -> NodeId {
        let Some(base) = self.enter(dash) else { return self.invalid(dash, dash + 1) };
        self.item(line, dash, col, compact);
        while let Some(next) = self.peek() {
            if next.indent < floor {
                break;
            }
            if self.is_item(next) {
                if next.indent != col && !self.is_tabbed(next) {
                    let (dash, before) = (Span::new(next.text, next.text + 1), Span::new(next.start, next.text));
                    self.findings.add(dash, |dash| syntaxe::tiret_decale(dash, before, col));
                }
                self.item(next, next.text, next.indent, compact);
            } else if compact && next.indent == col {
                break;
            } else {
                self.stray(next);
            }
        }
        self.leave();
        let children = self.tree.adopt(self.open.drain(base..));
        self.tree.add(Span::new(dash, self.last), Value::Sequence(children))
    }

    fn item(&mut self, line: Line, dash: usize, col: usize, compact: bool) {
        self.last = dash + 1;
        let glued = !is_gap(self.bytes, dash + 1, line.end);
        if glued {
            self.findings.add(Span::new(dash, dash + 1), syntaxe::tiret_colle);
        }
        let at = self.gap(dash + 1, line.end);
        let node = if self.is_over(line, at) {
            self.below(line, at, col, false)
        } else {
            self.node(line, at, col + (at - dash) + usize::from(glued), col + 1, !compact)
        };
        self.open.push(node);
    }

    fn mapping(&mut self, line: Line, at: usize, col: usize, floor: usize, claims: bool) -> NodeId {
        let Some(base) = self.enter(at) else { return self.invalid(at, at + 1) };
        self.entry(line, at, col);
        while let Some(next) = self.peek() {
            let dash = self.is_item(next);
            let entry = !dash && self.is_entry(next.text, next.end);
            if next.indent < floor && !(claims && entry && next.indent + 1 == floor) {
                break;
            }
            if entry {
                if next.indent != col && !self.is_tabbed(next) {
                    let key = Span::new(next.text, self.key_end(next.text, next.end));
                    let before = Span::new(next.start, next.text);
                    self.findings.add(key, |key| syntaxe::champ_decale(key, before, col));
                }
                self.entry(next, next.text, col.max(next.indent));
            } else if dash {
                if !self.is_tabbed(next) {
                    let end = line::trim_end(self.bytes, next.text, next.end);
                    self.findings.add(Span::new(next.text, end), syntaxe::tiret_egare);
                }
                self.pos = next.next;
                self.skip(next.indent + 1);
            } else {
                self.stray(next);
            }
        }
        self.leave();
        self.close_mapping(base, Span::new(at, self.last))
    }

    /// Makes a mapping of the open nodes from `base` on, keys and values in turn.
    pub(super) fn close_mapping(&mut self, base: usize, span: Span) -> NodeId {
        let names: Vec<Cow<'_, str>> = self
            .open
            .get(base..)
            .unwrap_or_default()
            .iter()
            .step_by(2)
            .map(|&key| self.tree.scalar(key).map_or(Cow::Borrowed(""), |scalar| fold::key(&scalar.text)))
            .collect();
        let repeated = keys::repeated(&names);
        for &(second, first) in &repeated {
            let place = |rank: usize| self.open.get(base + 2 * rank).map_or(span, |&id| self.tree.node(id).span);
            let (first, second) = (place(first), place(second));
            self.findings
                .add(second, |span| syntaxe::cle_en_double(span, first, span.of(self.source), first.of(self.source)));
        }
        let mut repeated = repeated.iter().map(|&(second, _)| second).peekable();
        let mut child = 0;
        let kept = self.open.drain(base..).filter(|_| {
            let rank = child / 2;
            child += 1;
            while repeated.next_if(|&second| second < rank).is_some() {}
            repeated.peek() != Some(&rank)
        });
        let children = self.tree.adopt(kept);
        self.tree.add(span, Value::Mapping(children))
    }

    /// Reads the key at `at`, in column `col`, and its value.
    fn entry(&mut self, line: Line, at: usize, col: usize) {
        let at = self.marks(at, line.end);
        if self.is_explicit(at, line.end) {
            self.findings.add(Span::new(at, at + 1), syntaxe::champ_annonce);
            self.last = line::trim_end(self.bytes, at, line.end);
            self.pos = line.next;
            self.skip(col + 1);
            if let Some(next) = self.peek()
                && next.indent == col
                && self.bytes.get(next.text) == Some(&b':')
                && is_gap(self.bytes, next.text + 1, next.end)
            {
                self.pos = next.next;
                self.skip(col + 1);
            }
            return;
        }
        let spaced = line::key_colon(self.bytes, at, line.end);
        let Some(colon) = spaced.or_else(|| line::glued_colon(self.source, at, line.end)) else {
            return self.stray(line);
        };
        let key = self.key(at, colon);
        self.last = colon + 1;
        let mut from = colon + 1;
        if spaced.is_none() {
            let (name, instead) = (self.text(at, colon), no_break_space(self.source, from));
            self.findings.add(Span::new(at, from), |span| syntaxe::espace_manquante(span, name, instead));
            from = instead.map_or(from, |space| space.end as usize);
        }
        let made = self.findings.made();
        let value = self.value(line, from, col);
        if self.text(at, colon).trim_end() == "<<" {
            self.findings.retract(made);
        }
        if let Some(key) = key {
            self.open.extend([key, value]);
        }
    }

    /// Reads the key from `at` to `colon`; none if it cannot name anything, which is reported.
    fn key(&mut self, at: usize, colon: usize) -> Option<NodeId> {
        let end = line::trim_end(self.bytes, at, colon);
        match self.bytes.get(at) {
            _ if at == end => {
                self.findings.add(Span::new(colon, colon + 1), syntaxe::champ_sans_nom);
                None
            }
            Some(b'"' | b'\'') => self.quoted(at, usize::MAX).map(|quoted| self.quoted_node(at, quoted)),
            _ if self.source.get(at..end) == Some("<<") => {
                self.findings.add(Span::new(at, end), syntaxe::recopie);
                None
            }
            _ => {
                self.reserved_start(at, end);
                Some(self.plain_node(at, end, Cow::Borrowed(self.text(at, end)), None))
            }
        }
    }

    /// Reads the value of a key in column `col`, from after its colon.
    fn value(&mut self, line: Line, from: usize, col: usize) -> NodeId {
        let at = self.gap(from, line.end);
        let at = self.marks(at, line.end);
        if self.is_over(line, at) {
            return self.below(line, at, col, true);
        }
        let dash = is_dash(self.bytes, at, line.end);
        if dash || self.is_explicit(at, line.end) {
            let make = if dash { syntaxe::liste_apres_champ } else { syntaxe::champ_annonce };
            self.findings.add(Span::new(at, at + 1), make);
            let end = line::trim_end(self.bytes, at, line.end);
            self.pos = line.next;
            self.skip(col + 1);
            return self.invalid(at, end);
        }
        self.content(line, at, col + 1)
    }

    /// Reads the value that stands on the lines below, if any, of a key or a dash in column `col`. Under a key, a list may
    /// stand in the key's own column.
    fn below(&mut self, line: Line, at: usize, col: usize, under_key: bool) -> NodeId {
        let absent = self.last;
        let nested = |next: &Line| next.indent > col || under_key && next.indent == col && self.is_item(*next);
        if is_tag(self.bytes, at, line.end) && at < line.end && !self.following(line.next).as_ref().is_some_and(nested)
        {
            return self.plain(line, at, col + 1);
        }
        self.end_line(line, at);
        match self.peek() {
            Some(next) if next.indent > col => self.node(next, next.text, next.indent, col + 1, false),
            Some(next) if under_key && next.indent == col && self.is_item(next) => {
                self.sequence(next, next.text, col, col, true)
            }
            _ => self.absent(absent),
        }
    }

    /// Reads a text or a bracketed collection.
    fn content(&mut self, line: Line, at: usize, floor: usize) -> NodeId {
        match self.bytes.get(at) {
            Some(b'"' | b'\'') => self.quoted_value(line, at, floor),
            Some(b'[' | b'{') => self.flow_value(line, at, floor),
            Some(b'|' | b'>') => self.block_text(line, at, floor),
            Some(b'*') if self.is_alias(at, line.end) => {
                let end = self.word_end(at, line.end);
                self.findings.add(Span::new(at, end), syntaxe::renvoi);
                self.end_line(line, skip_blanks(self.bytes, end, line.end));
                self.skip(floor.max(1));
                self.invalid(at, end)
            }
            _ => self.plain(line, at, floor),
        }
    }

    // -- what stands where ------------------------------------------------------------------------------------------------

    /// Returns the next line that is neither blank nor a comment, passing over those before it.
    pub(super) fn peek(&mut self) -> Option<Line> {
        while self.pos < self.bytes.len() {
            let line = Line::at(self.bytes, self.pos);
            if !line.is_blank() {
                if self.bytes.get(line.text) != Some(&b'#') {
                    self.tabs(line.start, line.text);
                    return Some(line);
                }
                self.tree.comment(Span::new(line.text, line.end));
            }
            self.pos = line.next;
        }
        None
    }

    /// Returns the line that [`Self::peek`] would return from `from` on.
    pub(super) fn following(&self, mut from: usize) -> Option<Line> {
        while from < self.bytes.len() {
            let line = Line::at(self.bytes, from);
            if !line.is_blank() && self.bytes.get(line.text) != Some(&b'#') {
                return Some(line);
            }
            from = line.next;
        }
        None
    }

    /// Passes over the lines that are indented by `floor` or more.
    pub(super) fn skip(&mut self, floor: usize) {
        while let Some(line) = self.peek()
            && line.indent >= floor
        {
            self.pos = line.next;
        }
    }

    pub(super) fn stray(&mut self, line: Line) {
        let span = Span::new(line.text, line::trim_end(self.bytes, line.text, line.end));
        let bracket = matches!(self.bytes.get(line.text), Some(b'[' | b'{'));
        let keyed = bracket && span.of(self.source).contains(": ");
        if !self.is_tabbed(line) {
            self.findings.add(span, if keyed { syntaxe::champ_en_liste } else { syntaxe::ligne_egaree });
        }
        self.pos = line.next;
        self.skip(line.indent + 1);
    }

    /// Tells whether a tab indents a line: that is already said, and enough to explain why the line stands askew.
    pub(super) fn is_tabbed(&self, line: Line) -> bool {
        self.bytes.get(line.start..line.text).is_some_and(|blanks| blanks.contains(&b'\t'))
    }

    fn is_item(&self, line: Line) -> bool {
        line::starts_item(self.source, line.text, line.end)
    }

    /// Tells whether a line is no part of a quoted text or of a bracketed collection whose lines are indented by `floor` or more.
    /// At the outermost level any line could be one: a key or an item is more likely what it seems.
    pub(super) fn is_beyond(&self, line: Line, floor: usize) -> bool {
        line.indent < floor || floor == 0 && line.indent == 0 && self.starts_collection(line)
    }

    /// Tells whether a key stands at `at`, be it wrongly written.
    pub(super) fn is_entry(&self, at: usize, end: usize) -> bool {
        self.is_explicit(at, end)
            || line::key_colon(self.bytes, at, end).is_some()
            || line::glued_colon(self.source, at, end).is_some()
    }

    /// Returns the end of the name of the entry at `at`.
    fn key_end(&self, at: usize, end: usize) -> usize {
        let colon = line::key_colon(self.bytes, at, end).or_else(|| line::glued_colon(self.source, at, end));
        line::trim_end(self.bytes, at, colon.unwrap_or(at + 1))
    }

    /// Tells whether the first line of a node is that of a mapping. `mot:suite` is text for YAML: it is taken for a key only
    /// where nothing else makes sense.
    fn opens_mapping(&self, line: Line, at: usize, col: usize) -> bool {
        if self.is_explicit(at, line.end) || line::key_colon(self.bytes, at, line.end).is_some() {
            return true;
        }
        line::glued_colon(self.source, at, line.end).is_some()
            && (self.depth == 0 || {
                let next = Line::at(self.bytes, line.next);
                next.indent == col && line.next < self.bytes.len() && self.is_entry(next.text, next.end)
            })
    }

    fn is_explicit(&self, at: usize, end: usize) -> bool {
        self.bytes.get(at) == Some(&b'?') && is_gap(self.bytes, at + 1, end)
    }

    /// Tells whether the line holds nothing more from `at` on, which is preceded by a blank, but a comment.
    pub(super) fn is_over(&self, line: Line, at: usize) -> bool {
        at >= line.end || self.bytes.get(at) == Some(&b'#')
    }

    /// Tells whether `*mot` stands alone at `at`; `*mot*` is emphasis.
    fn is_alias(&self, at: usize, end: usize) -> bool {
        let word = self.word_end(at, end);
        let rest = skip_blanks(self.bytes, word, end);
        word > at + 1 && self.bytes.get(word - 1) != Some(&b'*') && (rest >= end || self.bytes.get(rest) == Some(&b'#'))
    }

    /// Returns the end of the word at `at`.
    fn word_end(&self, at: usize, end: usize) -> usize {
        let word = self.bytes.get(at..end).unwrap_or_default();
        word.iter().position(|&byte| line::is_blank(byte)).map_or(end, |length| at + length)
    }

    /// Passes over tags and anchors, which are reported; returns where what they mark starts.
    pub(super) fn marks(&mut self, mut at: usize, end: usize) -> usize {
        while let Some(mark @ (b'!' | b'&')) = self.bytes.get(at).filter(|_| at < end)
            && !is_gap(self.bytes, at + 1, end)
        {
            let word = self.word_end(at, end);
            let make = if *mark == b'!' { syntaxe::type_annonce } else { syntaxe::ancre };
            self.findings.add(Span::new(at, word), make);
            self.last = word;
            at = skip_blanks(self.bytes, word, end);
        }
        at
    }

    /// Passes over the blanks after a colon or a dash, reporting tabs.
    fn gap(&mut self, from: usize, end: usize) -> usize {
        let at = skip_blanks(self.bytes, from, end);
        if at < end {
            self.tabs_between(from, at, syntaxe::tabulation_pour_espace);
        }
        at
    }

    /// Reports the tabs of an indentation, once.
    pub(super) fn tabs(&mut self, from: usize, to: usize) {
        if from >= self.tabs_seen {
            self.tabs_seen = to;
            self.tabs_between(from, to, syntaxe::tabulation_en_retrait);
        }
    }

    fn tabs_between(&mut self, from: usize, to: usize, make: fn(Span) -> Diagnostic) {
        let blanks = self.bytes.get(from..to).unwrap_or_default();
        if let Some(first) = memchr::memchr(b'\t', blanks) {
            let last = memchr::memrchr(b'\t', blanks).unwrap_or(first);
            self.findings.add(Span::new(from + first, from + last + 1), make);
        }
    }

    /// Goes to the next line, keeping the comment at `at` if there is one.
    pub(super) fn end_line(&mut self, line: Line, at: usize) {
        if at < line.end {
            self.tree.comment(Span::new(at, line.end));
        }
        self.pos = line.next;
    }

    // -- nodes --------------------------------------------------------------------------------------------------------------

    /// Enters a collection; returns where its children start. Stops the reading if it lies too deep.
    pub(super) fn enter(&mut self, at: usize) -> Option<usize> {
        if self.depth == MAX_DEPTH {
            self.tree.stop_at(Span::new(at, at + 1).clamped(self.source));
            self.pos = self.bytes.len();
            return None;
        }
        self.depth += 1;
        Some(self.open.len())
    }

    /// Leaves a collection.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Returns how many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Leaves the collections opened since there were `depth`.
    pub(super) fn leave_to(&mut self, depth: usize) {
        self.depth = depth;
    }

    /// Makes the node of a value that is not written.
    pub(super) fn absent(&mut self, at: usize) -> NodeId {
        self.plain_node(at, at, Cow::Borrowed(""), None)
    }

    /// Makes the node of a value that could not be read.
    pub(super) fn invalid(&mut self, from: usize, to: usize) -> NodeId {
        self.last = to;
        self.tree.add(Span::new(from, to).clamped(self.source), Value::Invalid)
    }

    /// Makes the node of a bare text.
    pub(super) fn plain_node(&mut self, from: usize, to: usize, text: Cow<'s, str>, cut: Option<Span>) -> NodeId {
        let content = Span::new(from, to);
        self.tree.add(content, Value::Scalar(Scalar { text, content, style: Style::Plain, cut }))
    }

    /// Returns the text between two places.
    pub(super) fn text(&self, from: usize, to: usize) -> &'s str {
        self.source.get(from..to).unwrap_or("")
    }
}

/// Returns the no-break space at `at`, if one stands there: it looks like a space, but does not count as one.
fn no_break_space(source: &str, at: usize) -> Option<Span> {
    let first = source.get(at..)?.chars().next()?;
    matches!(first, '\u{a0}' | '\u{202f}').then(|| Span::new(at, at + first.len_utf8()))
}
