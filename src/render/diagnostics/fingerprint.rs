//! What makes a finding the same one from a run to the next, for platforms that compare two reports.
//!
//! Rule, file and message; no place, since a line added above moves them all. Findings that agree in these are told apart by their rank.

use std::collections::BTreeMap;

use super::Finding;

/// Counts the findings of one file that are alike. Waived ones count too: a waiver does not rename those that follow.
#[derive(Default)]
pub(super) struct Ranks<'r>(BTreeMap<(&'static str, &'r str), usize>);

impl<'r> Ranks<'r> {
    /// Returns how many findings like this one have been seen, this one included.
    pub(super) fn next(&mut self, finding: &Finding<'r>) -> usize {
        let diagnostic = finding.diagnostic;
        let seen = self.0.entry((diagnostic.rule.code, &*diagnostic.message)).or_default();
        *seen += 1;
        *seen
    }
}

/// Returns the name of a finding: 32 hexadecimal digits.
pub(super) fn fingerprint(finding: &Finding<'_>, rank: usize) -> String {
    let Finding { path, diagnostic, .. } = finding;
    let rank = rank.to_string();
    // No UTF-8 text holds the separator, so that no two lists of parts make the same bytes.
    let parts = [diagnostic.rule.code, path, &*diagnostic.message, &rank];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    format!("{:032x}", fnv1a(bytes))
}

/// The 128-bit FNV-1a hash: nobody gains by forging one, and 128 bits keep apart all that honest reports hold.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::rule::catalogue::{CB202, CB203};
    use crate::text::Span;

    #[test]
    fn the_hash_is_the_published_one() {
        // The test vectors of the authors of FNV.
        assert_eq!(fnv1a(std::iter::empty()), 0x6c62272e07bb014262b821756295c58d);
        assert_eq!(fnv1a(b"a".iter().copied()), 0xd228cb696f1a8caf78912b704e4a8964);
        assert_eq!(fnv1a(b"foobar".iter().copied()), 0x343e1662793c64bf6f0d3597ba446f18);
    }

    #[test]
    fn a_moved_finding_keeps_its_name_and_no_other_has_it() {
        let of = |path, rule, message: &'static str, at, rank| {
            let diagnostic = Diagnostic::new(rule, message).at(Span::at(at));
            fingerprint(&Finding { dossier: "d", path, diagnostic: &diagnostic }, rank)
        };
        let name = of("d/a.md", &CB202, "inconnu", 7, 1);
        assert_eq!(name, of("d/a.md", &CB202, "inconnu", 900, 1));
        for other in [
            of("d/b.md", &CB202, "inconnu", 7, 1),
            of("d/a.md", &CB203, "inconnu", 7, 1),
            of("d/a.md", &CB202, "inconnue", 7, 1),
            of("d/a.md", &CB202, "inconnu", 7, 2),
            of("d/a.mdi", &CB202, "nconnu", 7, 1),
        ] {
            assert_ne!(name, other);
        }
    }
}
