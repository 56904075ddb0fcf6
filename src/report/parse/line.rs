//! The words of a line as they come: what is open around them, where they end.

use pulldown_cmark::LinkType;

use crate::report::document::Inline;
use crate::report::graft::clean;

/// How deep emphasis and links may lie in one another.
const DEEP: usize = 16;

/// What words may wear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    Emphasis,
    Strong,
    Strike,
    Link(String),
    /// Nothing: the words of a picture, of a link into the dossier.
    Bare,
    /// Nothing, and the address follows: a link that no document may hold.
    Refused(String),
}

/// Returns what a link wears: only web and mail addresses are links, and anchors of the document; `[[E012|…]]` is its words.
pub(super) fn dress(kind: LinkType, target: &str) -> Dress {
    if matches!(kind, LinkType::WikiLink { .. }) {
        return Dress::Bare;
    }
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto") if !target.contains(char::is_whitespace) => {
            let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
            Dress::Link(clean(&target).into_owned())
        }
        _ if kind == LinkType::Email => Dress::Link(format!("mailto:{}", clean(target))),
        _ if target.starts_with('#') => Dress::Link(clean(target).into_owned()),
        Some(_) => Dress::Refused(clean(target).into_owned()),
        // A path into the dossier means nothing once the document is elsewhere.
        None => Dress::Bare,
    }
}

/// The words of a line under way.
#[derive(Debug, Default)]
pub(super) struct Line {
    parts: Vec<Inline>,
    /// What is open, with the parts that stood before it.
    open: Vec<(Dress, Vec<Inline>)>,
    caption: bool,
}

impl Line {
    /// Adds words; those that follow others join them.
    pub(super) fn words(&mut self, words: &str) {
        // The label of a link may run over two lines.
        let words = words.replace('\n', " ");
        if let Some(Inline::Text(text)) = self.parts.last_mut() {
            text.push_str(&words);
        } else if !words.is_empty() {
            self.parts.push(Inline::Text(words));
        }
    }

    /// Adds a part.
    pub(super) fn push(&mut self, part: Inline) {
        self.parts.push(part);
    }

    /// Dresses the words that follow; what is too deep goes bare.
    pub(super) fn open(&mut self, dress: Dress) {
        let dress = if self.open.len() < DEEP { dress } else { Dress::Bare };
        self.open.push((dress, std::mem::take(&mut self.parts)));
    }

    /// Ends the last dress.
    pub(super) fn close(&mut self) {
        let Some((dress, before)) = self.open.pop() else { return };
        let inner = std::mem::replace(&mut self.parts, before);
        if inner.is_empty() {
            return;
        }
        match dress {
            Dress::Emphasis => self.push(Inline::Emphasis(inner)),
            Dress::Strong => self.push(Inline::Strong(inner)),
            Dress::Strike => self.push(Inline::Strike(inner)),
            Dress::Link(target) => self.push(Inline::Link { target, text: inner }),
            Dress::Bare => self.join(inner),
            Dress::Refused(target) => {
                self.join(inner);
                self.words(" (");
                self.push(Inline::Code(target));
                self.words(")");
            }
        }
    }

    fn join(&mut self, inner: Vec<Inline>) {
        for part in inner {
            match part {
                Inline::Text(words) => self.words(&words),
                part => self.push(part),
            }
        }
    }

    /// Says that the words are the caption of the table that follows.
    pub(super) fn caption(&mut self) {
        self.caption = true;
    }

    /// Tells whether they are.
    pub(super) fn is_caption(&self) -> bool {
        self.caption
    }

    /// Takes the words, without the spaces around them.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        while !self.open.is_empty() {
            self.close();
        }
        self.caption = false;
        let mut parts = std::mem::take(&mut self.parts);
        if let Some(Inline::Text(text)) = parts.first_mut() {
            *text = text.trim_start_matches([' ', '\n', '\t']).to_owned();
        }
        if let Some(Inline::Text(text)) = parts.last_mut() {
            text.truncate(text.trim_end_matches([' ', '\n', '\t']).len());
        }
        parts.retain(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
        parts
    }
}
