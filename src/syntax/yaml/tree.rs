//! The tree itself: nodes in one arena, children in another.

use std::borrow::Cow;

use crate::text::Span;

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// Something written in a file: where, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'s> {
    /// Its place, quotes and brackets included; a block collection ends where the text of its last item ends.
    /// An absent value is an empty span after the colon or the dash that announced it.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'s> {
    /// A text.
    Scalar(Scalar<'s>),
    /// A list; see [`Tree::items`].
    Sequence(Children),
    /// Keys and values; see [`Tree::entries`].
    Mapping(Children),
    /// Something is written here but could not be read. A finding says so already: nothing may follow from it.
    Invalid,
}

/// The children of a collection, to give to its tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Children {
    from: u32,
    to: u32,
}

/// A text, as it reads once quotes, escapes and line folds are undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar<'s> {
    /// The text; borrowed from the file when it stands there as it is.
    pub text: Cow<'s, str>,
    /// Where it stands, without quotes or block indicator.
    pub content: Span,
    /// How it is written.
    pub style: Style,
    /// The part of `content`, from the `#` to the end of its line, that another YAML reader would take for a comment.
    /// It is in `text` all the same.
    pub cut: Option<Span>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// Between `'`.
    Single,
    /// Between `"`.
    Double,
    /// Under a `|`.
    Literal,
    /// Under a `>`.
    Folded,
}

impl Scalar<'_> {
    /// Tells whether nothing is written: no text, `~` or `null`, without quotes.
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }
}

/// The YAML of one file or of one front matter.
#[derive(Clone, Debug, Default)]
pub struct Tree<'s> {
    nodes: Vec<Node<'s>>,
    children: Vec<NodeId>,
    comments: Vec<Span>,
    root: Option<NodeId>,
    too_deep: Option<Span>,
}

/// What a [`NodeId`] of another tree shows.
const STRANGER: &Node<'static> = &Node { span: Span { start: 0, end: 0 }, value: Value::Invalid };

impl<'s> Tree<'s> {
    /// Makes an empty tree with room for the nodes of a text of `bytes` bytes.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        let nodes = bytes / 16 + 4;
        Self { nodes: Vec::with_capacity(nodes), children: Vec::with_capacity(nodes), ..Self::default() }
    }

    /// Returns the outermost node; `None` when nothing but comments is written.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// Returns a node of this tree.
    pub fn node(&self, id: NodeId) -> &Node<'s> {
        self.nodes.get(id.0 as usize).unwrap_or(STRANGER)
    }

    /// Returns the text that a node is, unless it is something else.
    pub fn scalar(&self, id: NodeId) -> Option<&Scalar<'s>> {
        match &self.node(id).value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Returns the items of a list, in order; none for another node.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match self.node(id).value {
            Value::Sequence(children) => self.children_of(children),
            _ => &[],
        }
    }

    /// Iterates over the keys and values of a mapping, in order; none for another node. Keys are scalars, each is there
    /// once: a second one has been reported and left out.
    pub fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let children = match self.node(id).value {
            Value::Mapping(children) => self.children_of(children),
            _ => &[],
        };
        children.as_chunks().0.iter().map(|&[key, value]| (key, value))
    }

    /// Returns the comments, in order, from the `#` to the end of the line.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// Returns where the collection opens that lies deeper than [`MAX_DEPTH`](super::MAX_DEPTH): the reading stopped there.
    pub fn too_deep(&self) -> Option<Span> {
        self.too_deep
    }

    /// Says that the collection that opens at `span` lies too deep; the first one counts.
    pub(super) fn stop_at(&mut self, span: Span) {
        self.too_deep.get_or_insert(span);
    }

    /// Iterates over all texts, those of keys and of what was left out too.
    #[cfg(test)]
    pub(super) fn scalars(&self) -> impl Iterator<Item = &Scalar<'s>> {
        self.nodes.iter().filter_map(|node| match &node.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        })
    }

    /// Adds a node.
    pub(super) fn add(&mut self, span: Span, value: Value<'s>) -> NodeId {
        let id = NodeId(Span::at(self.nodes.len()).start);
        self.nodes.push(Node { span, value });
        id
    }

    /// Adds the children of a collection.
    pub(super) fn adopt(&mut self, children: impl IntoIterator<Item = NodeId>) -> Children {
        let from = Span::at(self.children.len()).start;
        self.children.extend(children);
        Children { from, to: Span::at(self.children.len()).start }
    }

    /// Adds a comment; those already passed are not added twice.
    pub(super) fn comment(&mut self, span: Span) {
        if self.comments.last().is_none_or(|last| last.end <= span.start) {
            self.comments.push(span);
        }
    }

    /// Sets the outermost node.
    pub(super) fn set_root(&mut self, id: NodeId) {
        self.root = Some(id);
    }

    fn children_of(&self, children: Children) -> &[NodeId] {
        self.children.get(children.from as usize..children.to as usize).unwrap_or(&[])
    }
}
