//! The numbers of footnotes, for writers whose format has footnotes of its own.
//!
//! No office format lets a footnote call another: the one called stands right after the one that calls it.

use std::collections::VecDeque;

/// What a call of a footnote comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// The note stands here, with this number.
    First(usize),
    /// The note with this number stands elsewhere.
    Again(usize),
}

/// Footnotes under way.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The number of each note that was called, by its index.
    numbers: Vec<Option<usize>>,
    last: usize,
    /// Notes that others called and that stand nowhere yet.
    waiting: VecDeque<(usize, usize)>,
}

impl Notes {
    pub(super) fn new(notes: usize) -> Self {
        Self { numbers: vec![None; notes], ..Self::default() }
    }

    /// Calls a note from the text; none where there is no such note.
    pub(super) fn call(&mut self, index: usize) -> Option<Call> {
        let number = self.numbers.get_mut(index)?;
        Some(match number {
            Some(number) => Call::Again(*number),
            None => {
                self.last += 1;
                *number = Some(self.last);
                Call::First(self.last)
            }
        })
    }

    /// Calls a note from another one and returns its number; a note not yet called waits for its turn.
    pub(super) fn mention(&mut self, index: usize) -> Option<usize> {
        Some(match self.call(index)? {
            Call::Again(number) => number,
            Call::First(number) => {
                self.waiting.push_back((index, number));
                number
            }
        })
    }

    /// Takes the index and the number of the next note that waits.
    pub(super) fn next_waiting(&mut self) -> Option<(usize, usize)> {
        self.waiting.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_numbered_in_order_of_call_and_those_that_notes_call_follow() {
        let mut notes = Notes::new(3);
        assert_eq!(notes.call(2), Some(Call::First(1)));
        assert_eq!(notes.mention(0), Some(2));
        assert_eq!(notes.mention(2), Some(1));
        assert_eq!(notes.next_waiting(), Some((0, 2)));
        assert_eq!(notes.next_waiting(), None);
        assert_eq!(notes.call(0), Some(Call::Again(2)));
        assert_eq!(notes.call(1), Some(Call::First(3)));
        assert_eq!(notes.call(3), None);
    }
}
