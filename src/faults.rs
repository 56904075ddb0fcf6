//! The words of every fault: one function a fault, which makes its [`Diagnostic`](crate::diagnostic::Diagnostic).
//!
//! The readers and rules decide that something is wrong and where; what is said of it to the user, in French, stands here and nowhere
//! else, so that the wording can be reviewed in one place. Every message says what is wrong; every help line what to do.

pub mod appuis;
pub mod chiffres;
pub mod citations;
pub mod config;
pub mod fichier;
pub mod forme;
pub mod histoire;
pub mod identite;
pub mod notes;
pub mod ressemblances;
pub mod syntaxe;
pub mod temps;
pub mod trace;
