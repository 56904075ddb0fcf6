//! The findings of one reading, bounded.

use super::MAX_FINDINGS;
use crate::{diagnostic::Diagnostic, faults::syntaxe, text::Span};

/// Adds findings to a list until there are too many.
pub(super) struct Findings<'f> {
    found: &'f mut Vec<Diagnostic>,
    made: usize,
}

impl<'f> Findings<'f> {
    /// Makes a list of its own at the end of `found`.
    pub(super) fn new(found: &'f mut Vec<Diagnostic>) -> Self {
        Self { found, made: 0 }
    }

    /// Adds the finding that `make` makes at `span`; past the bound, one that says so, then none.
    pub(super) fn add(&mut self, span: Span, make: impl FnOnce(Span) -> Diagnostic) {
        if self.made < MAX_FINDINGS {
            self.found.push(make(span));
        } else if self.made == MAX_FINDINGS {
            self.found.push(syntaxe::trop_de_fautes(span, MAX_FINDINGS));
        }
        self.made = self.made.saturating_add(1);
    }
}
