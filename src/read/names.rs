//! Names of files that name no record: what each was probably meant to be.

use crate::faults::fichier::{Lack, Meant};
use crate::fr::fold;
use crate::schema::TypeDef;
use crate::value::identifiant::parse_stem;

/// Guesses what was meant by a stem that names no record of a type.
pub(super) fn meant(def: &TypeDef, stem: &str) -> Meant {
    if def.kind.has_slug() {
        let name = fold::slug(stem);
        let stem = if name.is_empty() { "mission-locale".to_owned() } else { name };
        return Meant { lack: Lack::Identifier, stem, ident: None };
    }
    let prefix = def.kind.prefix();
    let Some((number, rest)) = numbered(prefix, stem) else {
        let words = fold::slug(stem);
        let stem = match words.as_str() {
            "" => format!("{prefix}012"),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => format!("{prefix}{digits}"),
            words => format!("{prefix}012-{words}"),
        };
        return Meant { lack: Lack::Identifier, stem, ident: None };
    };
    let whole = format!("{prefix}{number}");
    let words = fold::slug(rest);
    let counted = words.strip_prefix('v').unwrap_or(&words).bytes().all(|byte| byte.is_ascii_digit());
    if words.is_empty() || counted {
        let lack = if words.is_empty() { Lack::Capitals } else { Lack::Own };
        let ident = parse_stem(&whole).filter(|_| words.is_empty());
        return Meant { lack, stem: whole, ident };
    }
    let lack = if rest.starts_with(['-', '_']) { Lack::Capitals } else { Lack::Hyphen };
    // `E012bis` may be a second E012 as well as a slip.
    let ident = parse_stem(&whole).filter(|_| !rest.starts_with(char::is_alphanumeric));
    Meant { lack, stem: format!("{whole}-{words}"), ident }
}

/// Splits a stem after its prefix, whatever its case, and its number.
fn numbered<'s>(prefix: &str, stem: &'s str) -> Option<(&'s str, &'s str)> {
    let (start, rest) = stem.split_at_checked(prefix.len())?;
    let rest = rest.trim_start().trim_start_matches(['-', '_']);
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    (start.eq_ignore_ascii_case(prefix) && len > 0).then(|| rest.split_at_checked(len)).flatten()
}
