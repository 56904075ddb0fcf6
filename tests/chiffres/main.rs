//! Holds what the reading of figures is worth: a corpus of sentences and small texts, each figure with the reading expected of it.
//!
//! `corpus/tableau.txt` follows domain § 5 row by row against the dossiers of this repository; `corpus/ordinaire.txt` is prose full of
//! numbers that claim nothing; `corpus/textes.txt` holds whole texts that contradict themselves, or do not. The expectations were written without
//! a look at the program.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and prints what it measured"
)]

mod corpus;
mod dossiers;
mod phrases;
mod rencontres;
mod textes;
