//! The values people write in a dossier — dates, durations, times, numbers, declared quantities — read from
//! plain text and written back.
//!
//! Every reader takes a `&str` of any length and content, never panics, runs in linear time and answers with a
//! small `Copy` value or a typed error that carries what a message needs; the message itself is made elsewhere.
//! The common case (an ISO date, a bare integer, `1h15`) allocates nothing.

pub mod commune;
mod cursor;
pub mod date;
pub mod duree;
pub mod heure;
pub mod identifiant;
pub mod nombre;
pub mod quantite;
