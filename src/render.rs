//! From values to text: what a command prints, and nothing that prints.

pub mod diagnostics;
pub mod diff;
pub mod stats;
pub mod style;
pub mod table;
pub mod visible;
