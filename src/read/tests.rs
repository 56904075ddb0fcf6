//! Holds what the reader says of one file: the findings of each fault, and that nothing is lost beside it.

use super::*;

/// Returns the place of the interview E001.
fn note() -> Place<'static> {
    Place { kind: Kind::Entretien, form: Form::Markdown, stem: Some("E001") }
}

#[test]
fn a_file_that_is_not_utf8_is_one_finding_and_no_record() {
    let unit = read_file(b"---\ndate: 2018\n---\n\xff\xfe", note());
    let codes: Vec<&str> = unit.findings().iter().map(|d| d.rule.code).collect();
    assert_eq!(codes, ["CB001"]);
    assert_eq!(unit.records.len(), 0);
}
