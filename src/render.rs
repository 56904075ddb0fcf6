//! From values to text: what a command prints, and nothing that prints.

pub mod diagnostics;
// STATS
pub mod style;
// TABLE
pub mod visible;
