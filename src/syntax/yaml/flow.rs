//! Collections between brackets.
//!
//! They stand on one line in a dossier; on several lines they are reported and read all the same.

use std::borrow::Cow;

use super::{
    line::{self, Line, is_blank, is_tag, skip_blanks},
    quoted::is_glued,
    read::Reader,
    text::fold,
    tree::{NodeId, Style, Value},
};
use crate::{faults::syntaxe, text::Span};

/// Where the reading of a bracketed collection stands.
struct Flow {
    /// The least indentation of its lines.
    floor: usize,
    /// The line being read.
    line: Line,
    /// Whether that is not the first.
    several_lines: bool,
}

/// A node and the place after it, or why the whole collection is given up.
type Read = Result<(NodeId, usize), Lost>;

/// What is never closed, so that nothing says where the collection ends.
enum Lost {
    /// The bracket at this place; then the one that would close it.
    Bracket(usize, u8),
    /// The quote at this place.
    Quote(usize),
    /// Nothing: the collection lies too deep.
    Depth,
}

impl<'s> Reader<'s, '_> {
    /// Reads the value between brackets at `at`.
    pub(super) fn flow_value(&mut self, line: Line, at: usize, floor: usize) -> NodeId {
        let mut flow = Flow { floor, line, several_lines: false };
        let made = self.findings.made();
        let (base, depth) = (self.open.len(), self.depth());
        let (node, end) = match self.collection(&mut flow, at) {
            Ok(read) => read,
            Err(lost) => {
                self.open.truncate(base);
                self.leave_to(depth);
                self.give_up(&lost, made);
                if self.tree.too_deep().is_none() {
                    self.pos = line.next;
                    self.skip_flow(floor);
                }
                return self.invalid(at, line::trim_end(self.bytes, at, line.end));
            }
        };
        self.last = end;
        if flow.several_lines {
            self.findings.add(Span::new(at, at + 1), syntaxe::crochets_sur_plusieurs_lignes);
        }
        let rest = skip_blanks(self.bytes, end, flow.line.end);
        if rest >= flow.line.end || rest > end && self.bytes.get(rest) == Some(&b'#') {
            self.end_line(flow.line, rest);
            return node;
        }
        let whole = Span::new(at, line::trim_end(self.bytes, rest, flow.line.end));
        self.pos = flow.line.next;
        self.skip(floor.max(1));
        if self.bytes.get(rest) == Some(&b':') && line::is_gap(self.bytes, rest + 1, flow.line.end) {
            self.findings.add(Span::new(at, end), syntaxe::champ_en_liste);
        } else {
            let (source, one_line) = (self.source, (!flow.several_lines).then_some(whole));
            let rest = Span::new(rest, whole.end as usize);
            self.findings.add(rest, |rest| syntaxe::suite_apres_crochet(source, rest, one_line));
        }
        self.invalid(at, whole.end as usize)
    }

    /// Says why a collection is given up, instead of what was said of its parts since there were `made` findings.
    fn give_up(&mut self, lost: &Lost, made: usize) {
        self.findings.retract(made);
        match *lost {
            Lost::Bracket(at, close) => {
                self.findings.add(Span::new(at, at + 1), |open| syntaxe::crochet_ouvert(open, char::from(close)));
            }
            Lost::Quote(at) => {
                self.findings.add(Span::new(at, at + 1), |open| syntaxe::guillemet_ouvert(open, open.of(self.source)));
            }
            Lost::Depth => {}
        }
    }

    /// Passes over the lines of a bracketed collection that could not be read to its end.
    fn skip_flow(&mut self, floor: usize) {
        self.skip(floor.max(1));
        if let Some(line) = self.peek()
            && line.indent + 1 == floor
            && matches!(self.text(line.text, line.end).trim_end(), "]" | "}")
        {
            self.pos = line.next;
        }
    }

    /// Returns the next place that is neither blank nor a comment; none past the collection's bound.
    fn flow_gap(&mut self, flow: &mut Flow, mut at: usize) -> Option<usize> {
        loop {
            let blank = skip_blanks(self.bytes, at, flow.line.end);
            if blank < flow.line.end {
                let comment = self.bytes.get(blank) == Some(&b'#')
                    && (blank > at || blank == flow.line.text)
                    && !is_tag(self.bytes, blank, flow.line.end);
                if !comment {
                    return Some(blank);
                }
                self.tree.comment(Span::new(blank, flow.line.end));
            }
            if flow.line.next >= self.bytes.len() {
                return None;
            }
            let next = Line::at(self.bytes, flow.line.next);
            let closing = matches!(self.bytes.get(next.text), Some(b']' | b'}')) && next.indent + 1 == flow.floor;
            if !next.is_blank() && !closing && self.is_beyond(next, flow.floor) {
                return None;
            }
            self.tabs(next.start, next.text);
            flow.line = next;
            flow.several_lines = true;
            at = next.text;
        }
    }

    /// Reads the collection whose bracket opens at `at`.
    fn collection(&mut self, flow: &mut Flow, at: usize) -> Read {
        let base = self.enter(at).ok_or(Lost::Depth)?;
        let bracket = self.bytes.get(at).copied();
        let (close, other) = if bracket == Some(b'[') { (b']', b'}') } else { (b'}', b']') };
        let mut place = at + 1;
        let mut separated = true;
        loop {
            place = self.flow_gap(flow, place).ok_or(Lost::Bracket(at, close))?;
            let byte = self.bytes.get(place).copied().unwrap_or_default();
            if byte == close || byte == other {
                if byte == other {
                    self.findings
                        .add(Span::new(place, place + 1), |span| syntaxe::crochet_melange(span, char::from(close)));
                }
                break;
            }
            if byte == b',' {
                if separated {
                    self.findings.add(Span::new(place, place + 1), syntaxe::virgule_en_trop);
                }
                separated = true;
                place += 1;
                continue;
            }
            if !separated {
                self.findings.add(Span::new(place, place + 1), syntaxe::virgule_manquante);
            }
            separated = false;
            place = if close == b']' { self.flow_item(flow, place)? } else { self.flow_entry(flow, place)? };
        }
        self.leave();
        let span = Span::new(at, place + 1);
        let node = if close == b']' {
            let children = self.tree.adopt(self.open.drain(base..));
            self.tree.add(span, Value::Sequence(children))
        } else {
            self.close_mapping(base, span)
        };
        Ok((node, place + 1))
    }

    /// Reads an item of a list; `clé: valeur` in a list is a mapping of its own.
    fn flow_item(&mut self, flow: &mut Flow, at: usize) -> Result<usize, Lost> {
        let (key, end) = self.flow_node(flow, at)?;
        let Some(colon) = self.flow_colon(flow, key, end) else {
            self.open.push(key);
            return Ok(end);
        };
        let base = self.enter(at).ok_or(Lost::Depth)?;
        let (value, end) = self.flow_pair_value(flow, colon)?;
        self.leave();
        let item = if self.is_flow_key(key, colon) {
            self.open.extend([key, value]);
            self.close_mapping(base, Span::new(at, end))
        } else {
            self.tree.add(Span::new(at, end), Value::Invalid)
        };
        self.open.push(item);
        Ok(end)
    }

    fn flow_entry(&mut self, flow: &mut Flow, at: usize) -> Result<usize, Lost> {
        let (key, end) = self.flow_node(flow, at)?;
        if let Some(colon) = self.flow_colon(flow, key, end) {
            let (value, end) = self.flow_pair_value(flow, colon)?;
            if self.is_flow_key(key, colon) {
                self.open.extend([key, value]);
            }
            return Ok(end);
        }
        let span = self.tree.node(key).span;
        let (from, to) = (span.start as usize, span.end as usize);
        let plain = self.tree.scalar(key).is_some_and(|scalar| scalar.style == Style::Plain);
        if let Some(colon) = line::glued_colon(self.source, from, to).filter(|_| plain) {
            self.findings.add(Span::new(from, colon + 1), |span| {
                syntaxe::espace_manquante(span, self.source.get(from..colon).unwrap_or(""), None)
            });
            let key = self.plain_node(from, colon, Cow::Borrowed(self.text(from, colon)), None);
            let value = self.plain_node(colon + 1, to, Cow::Borrowed(self.text(colon + 1, to)), None);
            self.open.extend([key, value]);
        } else {
            let value = self.absent(end);
            if self.is_flow_key(key, from) {
                self.open.extend([key, value]);
            }
        }
        Ok(end)
    }

    /// Returns the place of the colon that makes a key of the node that ends at `end`.
    fn flow_colon(&mut self, flow: &mut Flow, key: NodeId, end: usize) -> Option<usize> {
        let at = skip_blanks(self.bytes, end, flow.line.end);
        let plain = self.tree.scalar(key).is_some_and(|scalar| scalar.style == Style::Plain);
        let colon = self.bytes.get(at) == Some(&b':') && at < flow.line.end;
        (colon && (!plain || self.ends_flow_word(at + 1, flow.line.end))).then_some(at)
    }

    fn flow_pair_value(&mut self, flow: &mut Flow, colon: usize) -> Read {
        match self.flow_gap(flow, colon + 1) {
            Some(at) if !matches!(self.bytes.get(at), Some(b',' | b']' | b'}')) => self.flow_node(flow, at),
            _ => Ok((self.absent(colon + 1), colon + 1)),
        }
    }

    /// Tells whether a node can be a key, reporting it otherwise.
    fn is_flow_key(&mut self, key: NodeId, colon: usize) -> bool {
        let node = self.tree.node(key);
        let span = node.span;
        match &node.value {
            Value::Scalar(scalar) if scalar.style == Style::Plain && scalar.text.is_empty() => {
                self.findings.add(Span::new(colon, colon + 1), syntaxe::champ_sans_nom);
                false
            }
            Value::Scalar(scalar) if scalar.style == Style::Plain && scalar.text == "<<" => {
                self.findings.add(span, syntaxe::recopie);
                false
            }
            Value::Scalar(_) => true,
            Value::Sequence(_) | Value::Mapping(_) => {
                self.findings.add(span, syntaxe::champ_en_liste);
                false
            }
            Value::Invalid => false,
        }
    }

    fn flow_node(&mut self, flow: &mut Flow, at: usize) -> Read {
        let mut at = at;
        while let Some(mark @ (b'!' | b'&')) = self.bytes.get(at)
            && !self.ends_flow_word(at + 1, flow.line.end)
        {
            let end = self.flow_word(at, flow.line.end);
            let make = if *mark == b'!' { syntaxe::type_annonce } else { syntaxe::ancre };
            self.findings.add(Span::new(at, end), make);
            at = skip_blanks(self.bytes, end, flow.line.end);
        }
        match self.bytes.get(at).filter(|_| at < flow.line.end) {
            Some(b'[' | b'{') => self.collection(flow, at),
            Some(b'"' | b'\'') => self.flow_quoted(flow, at),
            Some(b'*') if !self.ends_flow_word(at + 1, flow.line.end) => {
                let end = self.flow_word(at, flow.line.end);
                self.findings.add(Span::new(at, end), syntaxe::renvoi);
                Ok((self.tree.add(Span::new(at, end), Value::Invalid), end))
            }
            Some(b'?') if line::is_gap(self.bytes, at + 1, flow.line.end) => {
                self.findings.add(Span::new(at, at + 1), syntaxe::champ_annonce);
                Ok((self.tree.add(Span::new(at, at + 1), Value::Invalid), at + 1))
            }
            _ => Ok(self.flow_plain(flow, at)),
        }
    }

    fn flow_quoted(&mut self, flow: &mut Flow, at: usize) -> Read {
        let quoted = self.quoted(at, flow.floor).ok_or(Lost::Quote(at))?;
        if quoted.end > flow.line.end {
            let (end, next) = line::line_end(self.bytes, quoted.end);
            flow.line = Line { end, next, ..flow.line };
            flow.several_lines = true;
        }
        let after = quoted.end;
        if !is_glued(self.bytes, after, flow.line.end) {
            return Ok((self.quoted_node(at, quoted), after));
        }
        let rest = self.bytes.get(after..flow.line.end).unwrap_or_default();
        let stop = rest.iter().position(|byte| b",]}".contains(byte)).map_or(flow.line.end, |offset| after + offset);
        let end = line::trim_end(self.bytes, after, stop);
        Ok((self.closed_early(at, after, after, end, flow.several_lines), stop))
    }

    /// Reads a bare text between brackets; it ends at a comma, at a bracket or at a colon.
    fn flow_plain(&mut self, flow: &mut Flow, at: usize) -> (NodeId, usize) {
        let (mut end, mut cut) = self.flow_plain_line(flow.line, at);
        let mut text = Cow::Borrowed(self.text(at, end));
        while skip_blanks(self.bytes, end, flow.line.end) >= flow.line.end
            && let Some((blank_lines, next)) = self.flow_continuation(flow)
        {
            let (next_end, next_cut) = self.flow_plain_line(next, next.text);
            fold(text.to_mut(), blank_lines);
            text.to_mut().push_str(self.text(next.text, next_end));
            self.tabs(next.start, next.text);
            (end, cut) = (next_end, cut.or(next_cut));
            flow.line = next;
            flow.several_lines = true;
        }
        self.reserved_start(at, end);
        (self.plain_node(at, end, text, cut), end)
    }

    fn flow_continuation(&self, flow: &Flow) -> Option<(usize, Line)> {
        let (mut at, mut blank_lines) = (flow.line.next, 0);
        while at < self.bytes.len() {
            let line = Line::at(self.bytes, at);
            if !line.is_blank() {
                let stops = self.bytes.get(line.text).is_some_and(|byte| b",[]{}#".contains(byte))
                    || self.bytes.get(line.text) == Some(&b':') && self.ends_flow_word(line.text + 1, line.end);
                return (!self.is_beyond(line, flow.floor) && !stops).then_some((blank_lines, line));
            }
            blank_lines += 1;
            at = line.next;
        }
        None
    }

    /// Returns where a bare text ends on its line, and what another reader would cut off.
    fn flow_plain_line(&mut self, line: Line, at: usize) -> (usize, Option<Span>) {
        let mut place = at;
        let mut cut = None;
        while place < line.end {
            match self.bytes.get(place) {
                Some(b',' | b'[' | b']' | b'{' | b'}') => break,
                Some(b':') if self.ends_flow_word(place + 1, line.end) => break,
                Some(b'#') if place == at || self.bytes.get(place - 1).is_some_and(|&byte| is_blank(byte)) => {
                    if is_tag(self.bytes, place, line.end) {
                        cut.get_or_insert(place);
                    } else if place > at {
                        break;
                    }
                }
                _ => {}
            }
            place += 1;
        }
        let end = line::trim_end(self.bytes, at, place);
        (end, cut.map(|cut| Span::new(cut, end)))
    }

    /// Tells whether a blank, a comma, a bracket or the end of the line stands at `at`.
    fn ends_flow_word(&self, at: usize, end: usize) -> bool {
        at >= end || self.bytes.get(at).is_none_or(|&byte| is_blank(byte) || b",[]{}".contains(&byte))
    }

    fn flow_word(&self, mut at: usize, end: usize) -> usize {
        while !self.ends_flow_word(at, end) {
            at += 1;
        }
        at
    }
}
