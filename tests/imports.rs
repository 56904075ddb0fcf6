//! Holds the direction of imports, which the compiler does not: modules of one crate may all see one another.
//!
//! [`LAYERS`] says which module may name which. Every path of every file under `src/` is looked at, whether a `use` brings it or it stands
//! in the code; comments, literals and what is compiled for tests only are left out.

#![allow(clippy::expect_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library, from the ground up: each may name those of its own line and of the lines above it.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["fr", "value"],
    &["rule"],
    &["diagnostic"],
    &["schema", "model"],
    &["faults"],
    &["syntax"],
    &["prose"],
    &["config"],
    &["unit"],
    &["read"],
    &["number"],
    &["layout"],
    &["dossier"],
    &["stats"],
    &["verify"],
    &["rules"],
    &["diff"],
    &["history"],
    &["chart"],
    &["view"],
    &["render", "report"],
    &["source"],
    &["cli"],
];

/// The modules that may name less than their line says, and what they may.
const NARROWER: &[(&str, &[&str])] = &[("source", &["text"])];

/// What only some modules may name: the start of the path, or a stretch of it, and the modules.
const RESERVED: &[(&[&str], &[&str])] = &[
    (&["std", "fs"], &["source", "cli"]),
    (&["std", "env"], &["source", "cli"]),
    (&["std", "process"], &["source", "cli"]),
    (&["std", "net"], &[]),
    (&["io", "stdin"], &["cli"]),
    (&["io", "stdout"], &["cli"]),
    (&["io", "stderr"], &["cli"]),
    (&["SystemTime"], &["source", "cli"]),
    (&["Instant"], &["source", "cli"]),
    (&["clap"], &["cli"]),
    (&["anyhow"], &["cli"]),
    (&["ignore"], &["source"]),
    (&["annotate_snippets"], &["render"]),
    (&["tera"], &["report"]),
    (&["typst"], &["report"]),
    (&["zip"], &["report"]),
    (&["gix"], &["source"]),
    (&["similar"], &["diff", "number"]),
];

/// A file of the library that is compiled outside tests.
struct Source {
    /// Its path from `src/`.
    path: PathBuf,
    /// The module it is or lies in: `syntax` for `syntax/yaml/line.rs`; `lib` and `main` for the roots.
    module: String,
    /// Every path it names.
    named: BTreeSet<Vec<String>>,
}

/// Reads every file under `src/`.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    let mut for_tests: Vec<PathBuf> = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inner = path.strip_prefix(&root).expect("below the root").to_owned();
                let text = fs::read_to_string(&path).expect("a source");
                let (tokens, modules) = without_tests(tokens(&text));
                let children = if is_root(&inner) { PathBuf::new() } else { inner.with_extension("") };
                for_tests.extend(modules.iter().map(|module| children.join(module)));
                texts.insert(inner, tokens);
            }
        }
    }
    texts.retain(|path, _| !for_tests.iter().any(|module| path.with_extension("").starts_with(module)));
    texts
        .into_iter()
        .map(|(path, tokens)| {
            let module = path.iter().next().map(|first| Path::new(first).with_extension("").display().to_string());
            let depth = if is_root(&path) { 0 } else { path.iter().count() };
            Source { module: module.expect("a name"), named: paths(&tokens, depth), path }
        })
        .collect()
}

/// Tells whether a file is the root of a crate.
fn is_root(path: &Path) -> bool {
    [Path::new("lib.rs"), Path::new("main.rs")].contains(&path)
}

/// Splits Rust into words and signs, `::` being one sign; comments and literals are left out.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(length) = raw_string(rest).or_else(|| quoted(rest)) {
            length
        } else if word > 0 {
            tokens.push(rest[..word].to_owned());
            word
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    tokens
}

/// Returns the length of the raw string that `text` starts with, if it starts with one.
fn raw_string(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('r').or_else(|| text.strip_prefix("br"))?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let opened = inner[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(text.len() - opened.len() + opened.find(&end)? + end.len())
}

/// Returns the length of the string or character that `text` starts with, if it starts with one; a lifetime is none.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut inner = text.char_indices().skip(1);
    let mut length = 0;
    while let Some((at, found)) = inner.next() {
        match found {
            '\\' => drop(inner.next()),
            _ if found == quote => return Some(at + 1),
            _ => {}
        }
        length += 1;
        // `'a'` and `'\u{a0}'` are characters; what runs on is a lifetime.
        if quote == '\'' && length > 1 && !text.starts_with("'\\") {
            return None;
        }
    }
    None
}

/// Cuts out what follows each `#[cfg(test)]`; returns the rest, and the names of the modules in other files that were cut.
fn without_tests(tokens: Vec<String>) -> (Vec<String>, Vec<String>) {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].iter().map(String::as_str).take(MARK.len()).eq(MARK) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let start = at + MARK.len();
        let mut depth = 0;
        at = start;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token.as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(token.as_str(), ";" | "}") {
                break;
            }
        }
        let cut = &tokens[start..at];
        let named = cut.iter().position(|token| token == "mod").and_then(|module| cut.get(module + 1));
        modules.extend(named.filter(|_| cut.last().is_some_and(|last| last == ";")).cloned());
    }
    (kept, modules)
}

fn is_word(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Finds every path, groups opened: `use crate::{text::Span, fr}` names two. `super::` is followed up to the crate from a file `depth`
/// modules below its root.
fn paths(tokens: &[String], depth: usize) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_word(&tokens[at]) {
            at = path(tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found.into_iter().map(|path| absolute(path, depth)).collect()
}

/// Reads the path at `at` after `before`; returns where it ends.
fn path(tokens: &[String], mut at: usize, before: &mut Vec<String>, found: &mut BTreeSet<Vec<String>>) -> usize {
    let length = before.len();
    while tokens.get(at).is_some_and(|token| is_word(token)) {
        before.push(tokens[at].clone());
        at += 1;
        if tokens.get(at).is_none_or(|token| token != "::") {
            break;
        }
        at += 1;
        if tokens.get(at).is_some_and(|token| token == "{") {
            at += 1;
            while tokens.get(at).is_some_and(|token| token != "}") {
                at = if is_word(&tokens[at]) { path(tokens, at, before, found) } else { at + 1 };
            }
            before.truncate(length);
            return at + 1;
        }
    }
    found.insert(before.clone());
    before.truncate(length);
    at
}

/// Turns a path that climbs out of its file by `super::` into one from the crate.
fn absolute(path: Vec<String>, depth: usize) -> Vec<String> {
    let climbs = path.iter().take_while(|part| *part == "super").count();
    if climbs < depth || climbs == 0 {
        return path;
    }
    std::iter::once("crate".to_owned()).chain(path.into_iter().skip(climbs)).collect()
}

/// Returns the modules that `module` may name beside itself.
fn allowed(module: &str) -> Vec<&'static str> {
    if let Some((_, narrow)) = NARROWER.iter().find(|(narrower, _)| *narrower == module) {
        return narrow.to_vec();
    }
    let own = LAYERS.iter().position(|layer| layer.contains(&module));
    LAYERS.iter().take(own.map_or(0, |own| own + 1)).flat_map(|layer| layer.iter().copied()).collect()
}

#[test]
fn every_module_has_a_layer() {
    let layered: BTreeSet<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    let sources = sources();
    let found: BTreeSet<&str> =
        sources.iter().filter(|source| !is_root(&source.path)).map(|source| source.module.as_str()).collect();
    assert_eq!(found, layered);
}

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.path != Path::new("lib.rs")) {
        let root = if source.module == "main" { "carte_blanche" } else { "crate" };
        let allowed = if source.module == "main" { vec!["cli"] } else { allowed(&source.module) };
        for named in source.named.iter().filter(|named| named[0] == root) {
            let Some(module) =
                named.get(1).filter(|module| LAYERS.iter().any(|layer| layer.contains(&module.as_str())))
            else {
                continue;
            };
            if *module != source.module && !allowed.contains(&module.as_str()) {
                wrong.push(format!("{}: {}", source.path.display(), named.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_clock_and_terminal_are_named_by_the_shell_only() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.module != "main") {
        for named in &source.named {
            let parts: Vec<&str> = named.iter().map(String::as_str).collect();
            for (reserved, modules) in RESERVED {
                // One word may be the name of a variable: only as the start of a path, or as a type's, is it what it looks like.
                let names = match reserved {
                    [word] if word.starts_with(char::is_uppercase) => parts.contains(word),
                    [package] => parts.len() > 1 && parts[0] == *package,
                    _ => parts.windows(reserved.len()).any(|part| part == *reserved),
                };
                if names && !modules.contains(&source.module.as_str()) {
                    wrong.push(format!("{}: {}", source.path.display(), named.join("::")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the tests above look at is what Rust sees: a reader that missed paths would let everything pass.
#[test]
fn paths_are_found_wherever_they_stand() {
    let text = r##"
        //! use crate::cli;
        use crate::{text::{self, Span}, fr};
        pub use super::super::value::date;
        /* std::fs */
        fn f<'a>(x: &'a str) -> crate::unit::Cell { let c = '"'; let s = "std::env"; let r = r#"std::net "x" "#; std::io::stdout() }
        #[cfg(test)]
        mod tests;
        #[cfg(test)]
        mod more { use std::fs; fn g() { crate::cli::run(); } }
        macro_rules! m { () => { crate::schema::Need } }
    "##;
    let (tokens, modules) = without_tests(tokens(text));
    let found: BTreeSet<String> =
        paths(&tokens, 2).iter().filter(|path| path.len() > 1).map(|path| path.join("::")).collect();
    let expected = [
        "crate::fr",
        "crate::schema::Need",
        "crate::text::Span",
        "crate::text::self",
        "crate::unit::Cell",
        "crate::value::date",
        "std::io::stdout",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
    assert_eq!(modules, ["tests"]);
}
