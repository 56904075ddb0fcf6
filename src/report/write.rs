//! Writers of a [`Document`](super::document::Document), one a format: each walks the tree and returns bytes, the same for the same tree.

mod column;
pub mod docx;
pub mod html;
pub mod md;
mod note;
pub mod odt;
mod outline;
mod package;
mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
mod picture;
#[cfg(test)]
mod sample;
mod xml;
