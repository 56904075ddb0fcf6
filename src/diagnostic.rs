//! A fault in the data, as a value.
//!
//! Readers and rules make [`Diagnostic`]s and go on; renderers turn them into text. A diagnostic knows nothing of terminals, of
//! colours or of line numbers: its places are byte spans in a file that its holder names.

use std::borrow::Cow;

use crate::rule::{Rule, Severity};
use crate::text::Span;

/// A finding about one file: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// How grave it is here; the rule's own level unless a setting or the phase says otherwise.
    pub severity: Severity,
    /// What is wrong, in one French sentence without a final full stop.
    pub message: Cow<'static, str>,
    /// The words under the caret, if they add something to the message.
    pub label: Option<Cow<'static, str>>,
    /// What to do, in French.
    pub help: Option<Cow<'static, str>>,
    /// Where; `None` for a finding about the file as a whole.
    pub span: Option<Span>,
    /// Other places that the finding names.
    pub related: Vec<Related>,
    /// The edit that would mend it.
    pub fix: Option<Fix>,
    /// The reason of the waiver that covers it.
    pub waived: Option<String>,
}

/// A second place, in the same file or in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, when it is not the diagnostic's own: its path as shown to the user.
    pub path: Option<String>,
    /// Where in that file.
    pub span: Span,
    /// What stands there, in French.
    pub message: Cow<'static, str>,
}

/// Where a second place is: the path of its file as shown to the user, where that is another file, and the span in it.
pub type Place = (Option<String>, Span);

/// Edits of one file that mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether the meaning surely stays what its writer meant.
    pub safe: bool,
    /// The edits, sorted by place, apart from one another.
    pub edits: Vec<Edit>,
}

/// The replacement of a span by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

impl Diagnostic {
    /// Makes a finding of `rule` without a place.
    pub fn new(rule: &'static Rule, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            label: None,
            help: None,
            span: None,
            related: Vec::new(),
            fix: None,
            waived: None,
        }
    }

    /// Sets the place.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Sets the words under the caret.
    pub fn label(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the help line.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Lowers or raises the level.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds a second place in the same file.
    pub fn related(mut self, span: Span, message: impl Into<Cow<'static, str>>) -> Self {
        self.related.push(Related { path: None, span, message: message.into() });
        self
    }

    /// Adds a second place in another file.
    pub fn related_in(mut self, path: impl Into<String>, span: Span, message: impl Into<Cow<'static, str>>) -> Self {
        self.related.push(Related { path: Some(path.into()), span, message: message.into() });
        self
    }

    /// Adds a second place: in the file at `path`, or in the same one where that is `None`.
    pub fn also(mut self, (path, span): Place, message: impl Into<Cow<'static, str>>) -> Self {
        self.related.push(Related { path, span, message: message.into() });
        self
    }

    /// Offers the one edit that mends the finding and surely keeps the meaning.
    pub fn safe_fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { safe: true, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Offers an edit that a person must look at.
    pub fn unsafe_fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { safe: false, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Returns the key by which the findings of a file are sorted: those about the whole file first, then by place and code.
    pub fn order(&self) -> (Option<Span>, &'static str, &str) {
        (self.span, self.rule.code, &self.message)
    }
}
