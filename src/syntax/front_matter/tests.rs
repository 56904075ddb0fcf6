use super::*;

/// Returns the YAML, the body and the messages of a note.
fn parts(source: &str) -> (Option<&str>, &str, Vec<String>) {
    let mut found = Vec::new();
    let parts = split(source, &mut found);
    let said = found.iter().map(|one| {
        let related: Vec<_> = one.related.iter().map(|related| related.span.start.to_string()).collect();
        format!("{} {:?} {}", one.rule.code, one.span.unwrap_or_default().of(source), related.concat())
    });
    (parts.yaml.map(|yaml| yaml.of(source)), parts.body.of(source), said.collect())
}

#[test]
fn a_note_is_split_at_its_two_lines() {
    for (source, yaml, body) in [
        ("---\na: b\n---\n# T\n", "a: b\n", "# T\n"),
        ("\u{feff}---  \r\na: b\r\n---\t\r\nT\r\n", "a: b\r\n", "T\r\n"),
        ("---\na: b\n...\nT", "a: b\n", "T"),
        ("---\n---\n", "", ""),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: |\n  ---\n---\n\n---\nT", "a: |\n  ---\n", "\n---\nT"),
        ("---\n--- a\n----\n---\nT", "--- a\n----\n", "T"),
    ] {
        assert_eq!(parts(source), (Some(yaml), body, vec![]), "{source:?}");
    }
}

#[test]
fn a_note_without_its_first_line_is_all_body() {
    for (source, line, body) in [
        ("# Titre\n\n- idée : x\n", "\"# Titre\"", "# Titre\n\n- idée : x\n"),
        ("\u{feff}texte", "\"texte\"", "texte"),
        ("\n\na: b\n---\n", "\"\"", "\n\na: b\n---\n"),
        (" ---\n", "\" ---\"", " ---\n"),
        ("----\na: b\n---\n", "\"----\"", "----\na: b\n---\n"),
        ("", "\"\"", ""),
    ] {
        assert_eq!(parts(source), (None, body, vec![format!("CB003 {line} ")]), "{source:?}");
    }
}

#[test]
fn blank_lines_before_the_first_line_hide_nothing() {
    for source in ["\n---\na: b\n---\nc\n", "\u{feff}\r\n \t\n---\na: b\n---\nc\n"] {
        let mut found = Vec::new();
        let parts = split(source, &mut found);
        assert_eq!(parts.yaml.map(|yaml| yaml.of(source)), Some("a: b\n"), "{source:?}");
        assert_eq!(parts.body.of(source), "c\n", "{source:?}");
        let [found] = found.as_slice() else { panic!("{found:?}") };
        let fix = found.fix.as_ref().expect("a fix");
        assert_eq!((found.rule.code, found.span), ("CB003", Some(Span::at(bom(source)))));
        assert!(fix.safe && fix.edits[0].span.of(source).trim().is_empty(), "{fix:?}");
    }
}

#[test]
fn a_front_matter_that_is_never_closed_ends_where_the_note_seems_to_start() {
    for (source, body) in [
        ("---\na: b\n\n# Titre\n- idée : x\n", "\n# Titre\n- idée : x\n"),
        ("---\na: b\n# Titre\n\nTexte", "# Titre\n\nTexte"),
        ("---\na: b\n\n- idée : x\n", "\n- idée : x\n"),
        ("---\na:\n  - b\n\n  - c\nd: e\n\nDu texte, sans champ : rien.\n", "\nDu texte, sans champ : rien.\n"),
        ("---\na: b\n\n# note\nc: d\n\n\nTexte\n", "\n\nTexte\n"),
        ("---\na: b\n----\nTexte\n", "Texte\n"),
        ("---\na: b\n—\n\nTexte\n", "\nTexte\n"),
        ("---\na: b\nc d\ne: f\n", ""),
        ("---\n", ""),
        ("---", ""),
    ] {
        let (yaml, rest, said) = parts(source);
        let end = 3 + source.get(3..4).map_or(0, str::len) + yaml.unwrap().len();
        assert_eq!(rest, body, "{source:?}");
        assert_eq!(said, [format!("CB003 \"---\" {end}")], "{source:?}");
    }
}

#[test]
fn every_part_of_any_text_is_in_it() {
    let source = "\u{feff}---\r\né: b\n\n- é\r\n—\n---\n# é\n...\n";
    for (start, _) in source.char_indices() {
        for (end, _) in source.char_indices().filter(|&(end, _)| end >= start) {
            let text = &source[start..end];
            let parts = split(text, &mut Vec::new());
            assert!(text.get(parts.body.range()).is_some() && parts.body.end as usize == text.len(), "{text:?}");
            let yaml = parts.yaml.unwrap_or_default();
            assert!(text.get(yaml.range()).is_some() && yaml.end <= parts.body.start, "{text:?}");
        }
    }
}
