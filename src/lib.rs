//! `cb` reads, checks and counts a dossier: a folder of YAML and Markdown records kept by the team of an experimentation.
//!
//! Data flows one way. `source` gives bytes; [`read`] makes a [`mod@unit`] of each file, alone; [`dossier`] links them; [`rules`] and
//! [`stats`] compute values from the whole; [`render`] turns those into text; [`cli`] prints and exits. Everything but `source` and `cli` is
//! pure: no file, no process, no environment, no clock, no terminal. See `docs/architecture.md`.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test may fail")
)]

pub mod chart;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod dossier;
pub mod faults;
pub mod fr;
pub mod history;
pub mod layout;
pub mod model;
pub mod number;
pub mod prose;
pub mod read;
pub mod render;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod source;
pub mod stats;
pub mod syntax;
pub mod text;
pub mod unit;
pub mod value;
pub mod verify;
pub mod view;
