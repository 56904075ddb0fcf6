//! What holds of the formats as wholes; `layout` looks at one finding at a time.

mod layout;

use std::collections::BTreeMap;
use std::io;

use std::sync::Arc;

use super::*;
use crate::render::style::Style;
use crate::rule::catalogue::{CB001, CB007, CB011, CB103, CB201, CB202, CB204, CB408};
use crate::text::Span;

const PATH: &str = "d/idees.yaml";
const OTHER: &str = "d/entretiens/E12.md";

struct Memory(BTreeMap<&'static str, String>);

impl Texts for Memory {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).map(|text| text.as_str().into())
    }
}

/// Returns the span of `part`, which stands in `text`.
fn span(text: &str, part: &str) -> Span {
    text.find(part).map(|at| Span::new(at, at + part.len())).unwrap_or_default()
}

fn report<'r>(findings: &'r [Finding<'r>]) -> Report<'r> {
    let source = SourceInfo { kind: "worktree", revision: None };
    Report { at: "2026-07-14".into(), source, dossiers: &["d", "e"], records: 571, files: 122, findings, since: None }
}

fn findings(diagnostics: &[Diagnostic]) -> Vec<Finding<'_>> {
    diagnostics.iter().map(|diagnostic| Finding { dossier: "d", path: PATH, diagnostic }).collect()
}

#[test]
fn the_data_follow_the_contract() -> io::Result<()> {
    let text = "- id: É1\n  objet: Séminaire #1\n";
    let part = span(text, "Séminaire #1");
    let diagnostics = [
        Diagnostic::new(&CB007, "valeur coupée au « # »")
            .at(part)
            .label("ici")
            .help("mettez des guillemets")
            .related(span(text, "É1"), "dans cette fiche")
            .related_in("d/x.md", Span::new(0, 3), "et là")
            .safe_fix(part, "\"Séminaire #1\""),
        Diagnostic { waived: Some("copie du cahier".into()), ..Diagnostic::new(&CB408, "écartée sans motif") },
    ];
    let findings = findings(&diagnostics);
    let mut out = Vec::new();
    json(&report(&findings), &Memory([(PATH, text.to_owned())].into()), &mut out)?;
    let out = String::from_utf8_lossy(&out);
    insta::assert_snapshot!(out.replace("{\"code\"", "\n{\"code\""), @r#"
    {"version":1,"at":"2026-07-14","source":{"kind":"worktree","revision":null},"dossiers":2,"records":571,"files":122,"diagnostics":[
    {"code":"CB007","rule":"valeur-tronquee","severity":"error","message":"valeur coupée au « # »","help":"mettez des guillemets","dossier":"d","path":"d/idees.yaml","start":{"line":2,"column":10,"offset":19},"end":{"line":2,"column":22,"offset":32},"related":[{"path":"d/idees.yaml","start":{"line":1,"column":7,"offset":6},"end":{"line":1,"column":9,"offset":9},"message":"dans cette fiche"},{"path":"d/x.md","start":null,"end":null,"message":"et là"}],"waived":null,"fix":{"safe":true,"edits":[{"start":{"line":2,"column":10,"offset":19},"end":{"line":2,"column":22,"offset":32},"text":"\"Séminaire #1\""}]}},
    {"code":"CB408","rule":"ecarte-sans-motif","severity":"warning","message":"écartée sans motif","help":null,"dossier":"d","path":"d/idees.yaml","start":null,"end":null,"related":[],"waived":{"reason":"copie du cahier"},"fix":null}],"counts":{"error":1,"warning":0,"info":0,"waived":1}}
    "#);
    assert!(out.ends_with("}\n") && out.matches('\n').count() == 1);
    Ok(())
}

#[test]
fn nothing_a_file_holds_reaches_the_terminal_raw() -> io::Result<()> {
    let bad = "\u{1b}[31m\u{9b}2J\u{202e}\u{7}";
    let text = format!("{bad}\n");
    let found = Diagnostic::new(&CB011, format!("« {bad} »"))
        .at(Span::new(0, text.len()))
        .label(bad.to_owned())
        .help(bad.to_owned())
        .related_in(bad, Span::default(), bad.to_owned());
    let finding = [Finding { dossier: "d", path: bad, diagnostic: &found }];
    let mut out = Vec::new();
    let style = Style { unicode: true, ..Style::PLAIN };
    let texts = Memory([(bad, text)].into());
    full(&report(&finding), &texts, style, &mut out)?;
    concise(&report(&finding), &texts, style, &mut out)?;
    let out = String::from_utf8_lossy(&out);
    assert!(!out.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{out}");
    Ok(())
}

#[test]
fn colours_and_frames_are_added_where_asked_and_only_there() -> io::Result<()> {
    let text = "source: E99\n";
    let found = [Diagnostic::new(&CB202, "inconnu").at(span(text, "E99")).label("ici").help("voyez la liste")];
    let findings = findings(&found);
    let texts = Memory([(PATH, text.to_owned())].into());
    let drawn = |color, unicode| {
        let mut out = Vec::new();
        full(&report(&findings), &texts, Style { color, unicode, ..Style::PLAIN }, &mut out)?;
        concise(&report(&findings), &texts, Style { color, unicode, ..Style::PLAIN }, &mut out)?;
        io::Result::Ok(String::from_utf8_lossy(&out).into_owned())
    };
    let plain = drawn(false, true)?;
    insta::assert_snapshot!(plain, @r#"
    erreur[CB202] : inconnu
      ╭▸ d/idees.yaml:1:9
      │
    1 │ source: E99
      │         ━━━ ici
      │
      ╰ aide : voyez la liste

    2 dossiers, 571 fiches dans 122 fichiers, au 14 juillet 2026 : 1 erreur
    d/idees.yaml:1:9: erreur CB202 inconnu (voyez la liste)
    2 dossiers, 571 fiches dans 122 fichiers, au 14 juillet 2026 : 1 erreur
    "#);
    let coloured = drawn(true, true)?;
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1m\u{1b}[91merreur"), "{coloured}");
    let bare: String = coloured
        .split("\u{1b}[")
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) })
        .collect();
    assert_eq!(bare, plain);
    Ok(())
}

#[test]
fn waived_findings_are_counted_but_not_shown() -> io::Result<()> {
    let waived = |rule| Diagnostic { waived: Some("voulu".into()), ..Diagnostic::new(rule, "m") };
    let diagnostics = [&CB202, &CB202, &CB408]
        .map(|rule| Diagnostic::new(rule, "m"))
        .into_iter()
        .chain([waived(&CB202), waived(&CB204)]);
    let diagnostics: Vec<_> = diagnostics.collect();
    let findings = findings(&diagnostics);
    let report = report(&findings);
    assert_eq!(report.counts(), Counts { error: 2, warning: 1, info: 0, waived: 2 });
    let mut out = Vec::new();
    concise(&report, &Memory(BTreeMap::new()), Style::PLAIN, &mut out)?;
    insta::assert_snapshot!(String::from_utf8_lossy(&out), @r#"
    d/idees.yaml: erreur CB202 m
    d/idees.yaml: erreur CB202 m
    d/idees.yaml: avertissement CB408 m
    2 dossiers, 571 fiches dans 122 fichiers, au 14 juillet 2026 : 2 erreurs, 1 avertissement (2 dispenses)
    "#);
    Ok(())
}

#[test]
fn a_summary_comes_even_when_nothing_is_wrong() -> io::Result<()> {
    let waived = [Diagnostic { waived: Some("voulu".into()), ..Diagnostic::new(&CB204, "m") }];
    let findings = findings(&waived);
    let report = |findings, kind, revision: Option<&str>, n| Report {
        at: "2018-11-01".into(),
        source: SourceInfo { kind, revision: revision.map(Into::into) },
        dossiers: ["d", "e"].get(..n).unwrap_or_default(),
        records: n * 1200,
        files: n,
        findings,
        since: None,
    };
    let mut out = Vec::new();
    for report in [
        report(&[], "worktree", None, 0),
        report(&[], "index", None, 1),
        report(&findings, "revision", Some("v1.0"), 2),
    ] {
        full(&report, &Memory(BTreeMap::new()), Style::PLAIN, &mut out)?;
        concise(&report, &Memory(BTreeMap::new()), Style::PLAIN, &mut out)?;
    }
    insta::assert_snapshot!(String::from_utf8_lossy(&out), @r#"
    0 dossier, 0 fiche dans 0 fichier, au 1er novembre 2018 : aucune faute
    0 dossier, 0 fiche dans 0 fichier, au 1er novembre 2018 : aucune faute
    1 dossier, 1 200 fiches dans 1 fichier de l’index, au 1er novembre 2018 : aucune
    faute
    1 dossier, 1 200 fiches dans 1 fichier de l’index, au 1er novembre 2018 : aucune faute
    2 dossiers, 2 400 fiches dans 2 fichiers de la révision v1.0, au 1er novembre
    2018 : aucune faute (1 dispense)
    2 dossiers, 2 400 fiches dans 2 fichiers de la révision v1.0, au 1er novembre 2018 : aucune faute (1 dispense)
    "#);
    Ok(())
}

#[test]
fn a_closed_pipe_is_told_as_one_by_every_format() {
    struct Closed;
    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (report, texts) = (report(&[]), Memory(BTreeMap::new()));
    for written in [
        full(&report, &texts, Style::PLAIN, &mut Closed),
        concise(&report, &texts, Style::PLAIN, &mut Closed),
        json(&report, &texts, &mut Closed),
        sarif(&report, &texts, &mut Closed),
        github(&report, &texts, &mut Closed),
        gitlab(&report, &texts, &mut Closed),
        junit(&report, &texts, Severity::Error, &mut Closed),
    ] {
        assert_eq!(written.map_err(|error| error.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
