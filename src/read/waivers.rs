//! Waivers: `# cb: ignore CB109 — raison` in a header, `<!-- cb: ignore CB109 — raison -->` in a body.

use crate::diagnostic::Diagnostic;
use crate::faults::fichier;
use crate::rule::{Rule, catalogue};
use crate::text::Span;
use crate::unit::Waiver;

/// Reads the comment at `span`; one that is no waiver is left alone.
pub(super) fn read(source: &str, span: Span, waivers: &mut Vec<Waiver>, found: &mut Vec<Diagnostic>) {
    let comment = span.of(source);
    let text = match comment.strip_prefix("<!--") {
        Some(text) => text.strip_suffix("-->").unwrap_or(text),
        None => comment.trim_start_matches('#'),
    };
    let Some(text) = text.trim().strip_prefix("cb:") else { return };
    let text = text.trim_start();
    // `ignorer` is no waiver: cutting it there would take its last letter for a rule.
    let ended = |rest: &&str| !rest.starts_with(char::is_alphanumeric);
    let Some(rest) = text.strip_prefix("ignore").filter(ended) else {
        return found.push(fichier::pas_une_dispense(span));
    };
    let (whole_file, rest) = match rest.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    // The reason begins at the first dash or colon; the codes before it are joined by commas, spaces or « et ».
    let (codes, reason) = match rest.find(['—', '–', ':']).or_else(|| rest.find(" - ").map(|at| at + 1)) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let reason = reason.trim_start_matches(|c: char| c.is_whitespace() || "—–-:".contains(c)).trim();
    let mut rules: Vec<&'static Rule> = Vec::new();
    for code in codes.split(|c: char| c == ',' || c.is_whitespace()).filter(|code| !code.is_empty() && *code != "et") {
        match catalogue::find(code) {
            Some(rule) => rules.push(rule),
            None => {
                let at = code.as_ptr().addr() - codes.as_ptr().addr();
                if let Some(rule) = rules.first().filter(|_| opens_reason(codes, at, reason)) {
                    let at = code.as_ptr().addr() - source.as_ptr().addr();
                    found.push(fichier::motif_sans_tiret(rule, span, at));
                    return waivers.push(Waiver { rules, span, whole_file, reason: None });
                }
                found.push(fichier::dispense_illisible(code, span));
            }
        }
    }
    if rules.is_empty() && codes.trim().is_empty() {
        found.push(fichier::dispense_illisible("", span));
    }
    if let Some(rule) = rules.first().filter(|_| reason.is_empty()) {
        found.push(fichier::sans_motif(rule, span));
    }
    let reason = (!reason.is_empty()).then(|| reason.to_owned());
    waivers.push(Waiver { rules, span, whole_file, reason });
}

/// Tells whether the word at `at` of `codes` opens a reason that lacks its dash, rather than being the code of a rule mistyped.
fn opens_reason(codes: &str, at: usize, reason: &str) -> bool {
    let (before, rest) = codes.split_at_checked(at).unwrap_or((codes, ""));
    let word = rest.split(char::is_whitespace).next().unwrap_or("");
    let coded = word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("cb"));
    let below = before.trim_end_matches(|c: char| c != '\n' && c.is_whitespace()).ends_with('\n');
    !coded && (below || reason.is_empty() || rest.split_whitespace().nth(1).is_some())
}
