//! Holds the written documentation to the code: tables made of the schema, of the catalogue of rules and of the models of reports, examples
//! that validate, links that lead somewhere.
//!
//! What stands between `<!-- champs: entretien -->` (or another marker) and `<!-- fin -->` is made here, by the module of its page. Where it
//! differs from the page the test fails; `CB_REFRESH=1 cargo test --test docs` writes it.

mod chiffres;
mod modeles;
mod tables;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, Result, ensure};

/// Returns the root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Fails unless every marked stretch of `page` is what `made` makes of its marker, or writes it there.
fn hold(page: &str, made: impl Fn(&str) -> Option<String>) -> Result<()> {
    let path = root().join(page);
    let text = fs::read_to_string(&path).with_context(|| page.to_owned())?;
    let mut expected = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        expected.push_str(line);
        expected.push('\n');
        let marker = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->"));
        let Some(marker) = marker.filter(|marker| !marker.starts_with("cb:")) else { continue };
        let stretch = made(marker).with_context(|| format!("{page}: nothing makes « {marker} »"))?;
        ensure!(lines.any(|line| line == "<!-- fin -->"), "{page}: « {marker} » has no end");
        write!(expected, "\n{}\n\n<!-- fin -->\n", stretch.trim_end())?;
    }
    if env::var_os("CB_REFRESH").is_some() {
        // The other tests read the page meanwhile: it is whole at any time.
        let new = path.with_extension("new");
        fs::write(&new, expected)?;
        fs::rename(new, path)?;
    } else {
        ensure!(
            text == expected,
            "{page} is not up to date: run CB_REFRESH=1 cargo test --test docs\n{}",
            first_difference(&text, &expected)
        );
    }
    Ok(())
}

fn first_difference(found: &str, expected: &str) -> String {
    let differs = found.lines().zip(expected.lines()).enumerate().find(|(_, (found, expected))| found != expected);
    match differs {
        Some((at, (found, expected))) => format!("line {}:\n- {found}\n+ {expected}", at + 1),
        None => "one is longer than the other".to_owned(),
    }
}

fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

/// Returns the anchor that a Markdown reader makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Returns the anchors of a page: its headings, and those set by hand.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings =
        prose(page).filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#').trim()));
    let set = prose(page).filter_map(|line| Some(line.strip_prefix("<a id=\"")?.split_once('"')?.0.to_owned()));
    headings.chain(set).collect()
}

/// Returns the lines of a page that are not inside a fence.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    page.lines().filter(move |line| {
        let fence = line.starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// Returns the targets of the links of a line, code apart.
fn targets(line: &str) -> Vec<&str> {
    let mut targets = Vec::new();
    for (at, _) in line.match_indices("](") {
        let in_code = line.get(..at).unwrap_or("").matches('`').count() % 2 == 1;
        let target = line.get(at + 2..).and_then(|rest| rest.split(')').next());
        targets.extend(target.filter(|_| !in_code));
    }
    targets
}

#[test]
fn the_links_of_the_documentation_lead_somewhere() -> Result<()> {
    let mut lost = Vec::new();
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/format.md",
        "docs/modeles.md",
        "docs/architecture.md",
        "docs/regles.md",
        "docs/formats-ci.md",
        "docs/revue.md",
        "docs/chiffres.md",
        "docs/performance.md",
    ] {
        let path = root().join(page);
        let text = fs::read_to_string(&path).with_context(|| page.to_owned())?;
        for target in prose(&text).flat_map(targets).filter(|target| !target.contains("://")) {
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            let to = if file.is_empty() { path.clone() } else { path.parent().unwrap_or(Path::new("")).join(file) };
            let found = to.exists()
                && (place.is_empty() || fs::read_to_string(&to).is_ok_and(|text| anchors(&text).contains(place)));
            if !found {
                lost.push(format!("{page}: {target}"));
            }
        }
    }
    ensure!(lost.is_empty(), "dead links:\n{}", lost.join("\n"));
    Ok(())
}

#[test]
fn what_the_public_catalogue_reads_agrees_with_the_package() -> Result<()> {
    let text = fs::read_to_string(root().join("publiccode.yml"))?;
    let data: serde_yaml::Value = serde_yaml::from_str(&text)?;
    assert_eq!(data["softwareVersion"].as_str(), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(data["legal"]["license"].as_str(), Some(env!("CARGO_PKG_LICENSE")));
    for language in ["fr", "en"] {
        let description = &data["description"][language];
        let length = |key: &str| description[key].as_str().map_or(0, |text| text.chars().count());
        assert!((1..=150).contains(&length("shortDescription")), "{language}: shortDescription");
        assert!((150..=10_000).contains(&length("longDescription")), "{language}: longDescription");
    }
    Ok(())
}
