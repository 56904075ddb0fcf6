//! What must hold before any figure is worth printing: a valid dossier without a finding, and a finding for each planted fault.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::generate::{Dossier, Fault};

/// Checks that `cb` reads every file of a dossier and finds what was planted in it, no less and no more.
///
/// # Errors
///
/// Fails where it does not, with the first findings there should not be.
pub(crate) fn hold(cb: &Path, dossier: &Dossier) -> Result<()> {
    let planted: BTreeMap<&str, usize> =
        Fault::ALL.iter().map(|fault| fault.code()).zip(dossier.faults).filter(|(_, count)| *count > 0).collect();
    let output = Command::new(cb).args(["validate", "--format", "json"]).arg(&dossier.path).output()?;
    let said: Value = serde_json::from_slice(&output.stdout).context("sortie JSON illisible")?;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = String::new();
    for finding in said.get("diagnostics").and_then(Value::as_array).into_iter().flatten() {
        let text = |key: &str| finding.get(key).and_then(Value::as_str).unwrap_or_default();
        if text("severity") == "info" {
            continue;
        }
        *found.entry(text("code")).or_default() += 1;
        if !planted.contains_key(text("code")) && shown.len() < 2_000 {
            shown += &format!("\n  {} {} : {}", text("code"), text("path"), text("message"));
        }
    }
    let name = dossier.path.display();
    ensure!(found == planted, "{name} : {found:?} trouvés, {planted:?} attendus{shown}");
    let files = said.get("files").and_then(Value::as_u64);
    ensure!(files == Some(dossier.files as u64), "{name} : {files:?} fichiers lus sur {}", dossier.files);
    let exit = i32::from(!planted.is_empty());
    ensure!(output.status.code() == Some(exit), "{name} : {} au lieu du code de sortie {exit}", output.status);
    Ok(())
}
