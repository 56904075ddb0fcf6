//! `cb.yaml`: the levels and numbers a team sets for rules, everywhere or for some paths.
//!
//! ```yaml
//! regles:
//!   CB412: non                # a rule silenced
//!   CB402:                    # a level, a number
//!     niveau: erreur
//!     sources: 5
//! chemins:
//!   entretiens/2018/**:
//!     CB301: information
//! ```
//!
//! One may stand at the repository's root and one beside `dossier.yaml`; the nearer wins, and in one file a path wins over `regles`.

use globset::{GlobBuilder, GlobMatcher};

use crate::diagnostic::Diagnostic;
use crate::faults::config as faults;
use crate::fr::fold::fold;
use crate::rule::{Phase, Rule, Severity, catalogue};
use crate::syntax::yaml::{self, NodeId, Tree, Value};
use crate::text::Span;

/// What one `cb.yaml` says.
#[derive(Debug, Default)]
pub struct Config {
    rules: Vec<Setting>,
    paths: Vec<(GlobMatcher, Vec<Setting>)>,
}

/// What is set for one rule.
#[derive(Debug)]
struct Setting {
    rule: &'static Rule,
    /// The level: `Some(None)` silences the rule.
    level: Option<Option<Severity>>,
    numbers: Vec<(&'static str, u32)>,
}

/// Reads a `cb.yaml`; what cannot be understood is a finding and is left out.
pub fn parse(source: &str, found: &mut Vec<Diagnostic>) -> Config {
    let tree = yaml::parse(source, Span::new(0, source.len()), found);
    let mut config = Config::default();
    let Some(root) = tree.root() else { return config };
    for (key, value) in tree.entries(root) {
        let span = tree.node(key).span;
        match tree.scalar(key).map(|key| key.text.as_ref()) {
            Some("regles") => config.rules = rules(&tree, value, found),
            Some("chemins") => {
                for (pattern, value) in tree.entries(value) {
                    let Some(pattern) = tree.scalar(pattern) else { continue };
                    match GlobBuilder::new(&pattern.text).literal_separator(true).build() {
                        Ok(glob) => config.paths.push((glob.compile_matcher(), rules(&tree, value, found))),
                        Err(_) => found.push(faults::motif_illisible(&pattern.text, pattern.content)),
                    }
                }
            }
            Some(other) => found.push(faults::cle_inconnue(other, &["regles", "chemins"], span)),
            None => {}
        }
    }
    config
}

/// Reads a mapping of rules.
fn rules(tree: &Tree<'_>, node: NodeId, found: &mut Vec<Diagnostic>) -> Vec<Setting> {
    let mut settings = Vec::new();
    for (key, value) in tree.entries(node) {
        let Some(code) = tree.scalar(key) else { continue };
        let Some(rule) = catalogue::find(&code.text) else {
            found.push(faults::regle_inconnue(&code.text, code.content));
            continue;
        };
        let mut setting = Setting { rule, level: None, numbers: Vec::new() };
        match &tree.node(value).value {
            Value::Mapping(_) => {
                for (key, value) in tree.entries(value) {
                    one(tree, rule, key, value, &mut setting, found);
                }
            }
            Value::Scalar(word) => setting.level = level(&word.text, word.content, found),
            Value::Sequence(_) => found.push(faults::niveau_inconnu("[…]", tree.node(value).span)),
            Value::Invalid => {}
        }
        settings.push(setting);
    }
    settings
}

/// Reads one entry under a rule: its level, or one of its numbers.
fn one(
    tree: &Tree<'_>,
    rule: &'static Rule,
    key: NodeId,
    value: NodeId,
    setting: &mut Setting,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(name), Some(word)) = (tree.scalar(key), tree.scalar(value)) else { return };
    if name.text == "niveau" {
        setting.level = level(&word.text, word.content, found);
        return;
    }
    match rule.settings.iter().find(|known| known.name == name.text) {
        Some(known) => match word.text.trim().parse() {
            Ok(number) => setting.numbers.push((known.name, number)),
            Err(_) => found.push(faults::nombre_attendu(known.name, &word.text, word.content)),
        },
        None => {
            let known: Vec<&str> = rule.settings.iter().map(|known| known.name).chain(["niveau"]).collect();
            found.push(faults::cle_inconnue(&name.text, &known, name.content));
        }
    }
}

fn level(word: &str, span: Span, found: &mut Vec<Diagnostic>) -> Option<Option<Severity>> {
    match fold(word).as_str() {
        "non" | "off" | "false" => Some(None),
        "erreur" => Some(Some(Severity::Error)),
        "avertissement" => Some(Some(Severity::Warning)),
        "information" | "info" => Some(Some(Severity::Info)),
        _ => {
            found.push(faults::niveau_inconnu(word, span));
            None
        }
    }
}

/// What holds for one dossier: the files that speak of it, the nearest last, each with the path from its folder to the dossier.
#[derive(Debug, Default)]
pub struct Settings {
    layers: Vec<(String, Config)>,
}

impl Settings {
    /// Adds a file nearer than those before; `prefix` is the dossier's path from its folder, empty for the same one.
    pub fn push(&mut self, prefix: String, config: Config) {
        self.layers.push((prefix, config));
    }

    /// Returns what is set for a rule at a path, the strongest first.
    fn of<'s>(&'s self, rule: &'static Rule, path: &'s str) -> impl Iterator<Item = &'s Setting> {
        self.layers.iter().rev().flat_map(move |(prefix, config)| {
            let path = if prefix.is_empty() { path.to_owned() } else { format!("{prefix}/{path}") };
            let here = config.paths.iter().rev().filter(move |(glob, _)| glob.is_match(&path)).flat_map(|(_, all)| all);
            here.chain(&config.rules).filter(move |setting| setting.rule == rule)
        })
    }

    /// Returns the level of a rule at a path during a phase; `None` where it is silent.
    pub fn level(&self, rule: &'static Rule, phase: Option<Phase>, path: &str) -> Option<Severity> {
        self.set_level(rule, path).unwrap_or_else(|| rule.level(phase))
    }

    /// Returns the level that the team has set for a rule at a path; `Some(None)` where it has silenced it.
    pub fn set_level(&self, rule: &'static Rule, path: &str) -> Option<Option<Severity>> {
        if self.layers.is_empty() {
            return None;
        }
        self.of(rule, path).find_map(|setting| setting.level)
    }

    /// Tells whether anything is set.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// Returns the number `name` of a rule at a path; the rule's own where nothing is set.
    pub fn number(&self, rule: &'static Rule, name: &str, path: &str) -> u32 {
        let set = self.of(rule, path).find_map(|setting| setting.numbers.iter().find(|(known, _)| *known == name));
        let own = rule.settings.iter().find(|known| known.name == name).map_or(0, |known| known.default);
        set.map_or(own, |(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::catalogue::{CB104, CB109, CB204};

    fn settings(layers: &[(&str, &str)]) -> Settings {
        let mut settings = Settings::default();
        for (prefix, source) in layers {
            let mut found = Vec::new();
            settings.push((*prefix).to_owned(), parse(source, &mut found));
            assert_eq!(found, Vec::new());
        }
        settings
    }

    #[test]
    fn the_nearer_file_and_the_path_win() {
        let outer = "regles:\n  CB109: non\n  CB204: avertissement\nchemins:\n  dossiers/x/entretiens/**:\n    CB104: information\n";
        let inner = "regles:\n  CB204: {niveau: erreur}\n";
        let settings = settings(&[("dossiers/x", outer), ("", inner)]);
        let level = |rule, path| settings.level(rule, None, path);
        assert_eq!(level(&CB109, "entretiens/E1.md"), None);
        assert_eq!(level(&CB204, "entretiens/E1.md"), Some(Severity::Error));
        assert_eq!(level(&CB104, "entretiens/2018/E1.md"), Some(Severity::Info));
        assert_eq!(level(&CB104, "gisements/G1.md"), Some(Severity::Error));
    }

    #[test]
    fn what_is_not_understood_is_a_finding() {
        let mut found = Vec::new();
        let source = "regle:\n  CB109: non\nregles:\n  CB999: non\n  CB109: parfois\n  CB204: {seuil: 3}\nchemins:\n  'a[': {}\n";
        parse(source, &mut found);
        let codes: Vec<&str> = found.iter().map(|found| found.rule.code).collect();
        assert_eq!(codes, ["CB102", "CB104", "CB104", "CB102", "CB103"], "{found:#?}");
    }
}
