//! From values to text: what a command prints, and nothing that prints.

pub mod diagnostics;
pub mod diff;
pub mod log;
pub mod stats;
pub mod style;
pub mod table;
pub mod verify;
pub mod visible;
