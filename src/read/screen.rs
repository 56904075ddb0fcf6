//! What is looked at before a file is read as text: its size, its bytes, the characters that hide.

use crate::diagnostic::Diagnostic;
use crate::faults::fichier;
use crate::text::Span;

/// The size over which a file is refused, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The first line of a Git LFS pointer.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/";

/// Returns the file as text, or why it is none.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        return Err(Box::new(fichier::trop_gros(bytes.len() as u64)));
    }
    if bytes.starts_with(LFS) {
        return Err(Box::new(fichier::pointeur_lfs()));
    }
    // UTF-16 is full of NULs: looked for first, so that the help names it.
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(Box::new(fichier::octet_nul(at)));
    }
    std::str::from_utf8(bytes).map_err(|error| Box::new(fichier::pas_utf8(error.valid_up_to())))
}

/// Finds the characters that hide or turn the text around them; the joiners of emoji and of scripts that need them are left alone.
pub(super) fn invisible(source: &str, found: &mut Vec<Diagnostic>) {
    // All of them are encoded with a first byte of E2, EF or D8; most files hold E2 only in dashes and apostrophes.
    let bytes = source.as_bytes();
    for at in memchr::memchr3_iter(0xe2, 0xef, 0xd8, bytes) {
        let hides = match bytes.get(at..at + 3) {
            Some([0xe2, 0x80, third]) => matches!(third, 0x8b | 0x8e | 0x8f | 0xaa..=0xae),
            Some([0xe2, 0x81, third]) => matches!(third, 0xa0..=0xa9),
            Some([0xef, 0xbb, 0xbf]) => at > 0,
            Some([0xd8, 0x9c, _]) => true,
            _ => bytes.get(at..at + 2) == Some(&[0xd8, 0x9c]),
        };
        if hides && let Some(character) = source.get(at..).and_then(|rest| rest.chars().next()) {
            found.push(fichier::invisible(character, Span::new(at, at + character.len_utf8())));
        }
    }
}
