//! The findings of one reading, bounded.

use super::MAX_FINDINGS;
use crate::{diagnostic::Diagnostic, faults::syntaxe, text::Span};

/// Adds findings to a list until there are too many.
pub(super) struct Findings<'s, 'f> {
    source: &'s str,
    found: &'f mut Vec<Diagnostic>,
    made: usize,
}

impl<'s, 'f> Findings<'s, 'f> {
    /// Makes a list of its own, about `source`, at the end of `found`.
    pub(super) fn new(source: &'s str, found: &'f mut Vec<Diagnostic>) -> Self {
        Self { source, found, made: 0 }
    }

    /// Returns how many findings there are, to come back to with [`Self::retract`].
    pub(super) fn made(&self) -> usize {
        self.made
    }

    /// Forgets the findings made since there were `made`: what they were about is read anew.
    pub(super) fn retract(&mut self, made: usize) {
        let listed = |made: usize| made.min(MAX_FINDINGS + 1);
        let gone = listed(self.made).saturating_sub(listed(made));
        self.found.truncate(self.found.len().saturating_sub(gone));
        self.made = self.made.min(made);
    }

    /// Adds the finding that `make` makes at `span`, widened to whole characters; past the bound, one that says so, then none.
    pub(super) fn add(&mut self, span: Span, make: impl FnOnce(Span) -> Diagnostic) {
        let span = span.clamped(self.source);
        if self.made < MAX_FINDINGS {
            self.found.push(make(span));
        } else if self.made == MAX_FINDINGS {
            self.found.push(syntaxe::trop_de_fautes(span, MAX_FINDINGS));
        }
        self.made = self.made.saturating_add(1);
    }
}
