//! Where bytes come from. The only part of the library that touches files; it knows nothing of records.

pub mod worktree;
