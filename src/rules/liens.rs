//! CB206: links in bodies that lead nowhere.

use crate::dossier::Dossier;
use crate::faults::identite;
use crate::rules::{Context, Findings};
use crate::text::Span;
use crate::value::identifiant::{self, Kind, Part};

/// Follows every link of every body.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for (index, file) in dossier.files.iter().enumerate() {
        let Some(rare) = &file.unit.rare else { continue };
        for link in &rare.links {
            let target = file.unit.str(link.target);
            if !leads_somewhere(dossier, &file.path, target) {
                findings.push(Span::at(index).start, identite::lien_mort(target, link.span));
            }
        }
    }
}

/// Tells whether a target is a record, a small record, an actor, a source, a page or a file of the dossier, or beyond what it knows.
fn leads_somewhere(dossier: &Dossier, from: &str, target: &str) -> bool {
    let (path, block) = target.split_once('#').unwrap_or((target, ""));
    if let Some(block) = block.strip_prefix('^')
        && let Some(found) = identifiant::parse(block)
        && found.ident.part != Part::Whole
    {
        return dossier.find(found.ident).is_some();
    }
    if path.is_empty() {
        return true;
    }
    let name = identifiant::target(path).text;
    let record = identifiant::parse_target(name).is_some_and(|found| dossier.find(found.ident).is_some());
    record
        || [Kind::Acteur, Kind::Source].iter().any(|&kind| dossier.find_slug(kind, name).is_some())
        || is_attachment(path)
        || dossier.has_stem(name)
        || dossier.pages.iter().any(|page| page == name)
        || dossier.files.binary_search_by(|file| (*file.path).cmp(&resolved(from, path))).is_ok()
}

/// Tells whether a path is that of a picture or another file that can hold no record: the dossier knows of none of them.
fn is_attachment(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    let known = ["md", "markdown", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    !known && (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Works out a relative path from the folder of `from`.
fn resolved(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
