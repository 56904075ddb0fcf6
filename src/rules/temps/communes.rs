//! CB307: communes that stand twice in the manifest; the reader looks at the form of each code.

use std::collections::HashMap;

use crate::dossier::Dossier;
use crate::faults::temps as faults;
use crate::model::dossier::{self as manifest, commune};
use crate::rules::Findings;
use crate::text::Span;

/// Looks at the codes of the manifest.
pub(super) fn doubled(dossier: &Dossier, findings: &mut Findings) {
    let (Some(manifest), Some(file)) = (dossier.manifest(), dossier.manifest_at()) else { return };
    let mut first: HashMap<&str, Span> = HashMap::new();
    for commune in manifest.list(manifest::COMMUNES) {
        let Some(code) = commune.value.get(commune::CODE) else { continue };
        match first.get(code.value) {
            Some(there) => findings.push(file, faults::commune_en_double(code.value, code.span, *there)),
            None => {
                first.insert(code.value, code.span);
            }
        }
    }
}
