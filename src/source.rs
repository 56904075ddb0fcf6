//! Where bytes come from and go to. The only part of the library that touches files; it knows nothing of records.

pub mod git;
pub mod hooks;
pub mod replace;
pub mod worktree;
