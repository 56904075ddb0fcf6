//! The grammars of a file: its header, its YAML, its Markdown and the small records in it. Spans and words only; no schema.

pub mod front_matter;
pub mod markdown;
pub mod note;
pub mod yaml;
