//! The figures of dossiers, as text for a person and as JSON.

mod json;
mod phrase;
mod text;

pub use json::json;
pub use text::text;

#[cfg(test)]
mod tests;
