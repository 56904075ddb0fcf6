//! What is read, what is said, and that nothing makes the reader fail.

mod faults;
mod limits;
mod oracle;
mod traps;

use super::*;

/// What a text should give: the text, its tree as [`shown`], its findings as [`said`], and the text once its safe fixes are made,
/// or nothing if there are none.
type Row = (&'static str, &'static str, &'static [&'static str], &'static str);

/// Reads a whole text.
fn read(source: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let tree = parse(source, Span::new(0, source.len()), &mut found);
    (tree, found)
}

/// Writes a tree on one line: `{clé: "texte", liste: [~, !]}`, `~` for an absent value, `!` for an invalid one.
fn shown(tree: &Tree<'_>) -> String {
    fn show(tree: &Tree<'_>, id: NodeId) -> String {
        match &tree.node(id).value {
            Value::Invalid => "!".to_owned(),
            Value::Scalar(scalar) if scalar.is_null() => "~".to_owned(),
            Value::Scalar(scalar) => format!("{:?}", scalar.text),
            Value::Sequence(_) => {
                let items: Vec<_> = tree.items(id).iter().map(|&item| show(tree, item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Mapping(_) => {
                let entries: Vec<_> = tree
                    .entries(id)
                    .map(|(key, value)| {
                        let key = tree.scalar(key).map_or("?", |key| &key.text);
                        format!("{key}: {}", show(tree, value))
                    })
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
    tree.root().map_or(String::new(), |root| show(tree, root))
}

/// Writes findings as their codes, places and messages.
fn said(found: &[Diagnostic]) -> Vec<String> {
    found
        .iter()
        .map(|one| {
            let span = one.span.unwrap_or_default();
            format!("{} {}..{} {}", one.rule.code, span.start, span.end, one.message)
        })
        .collect()
}

/// Makes the safe fixes of the findings; none if two of them touch the same place in different ways.
fn mended(source: &str, found: &[Diagnostic]) -> Option<String> {
    let fixes = found.iter().filter_map(|one| one.fix.as_ref()).filter(|fix| fix.safe);
    let mut edits: Vec<_> = fixes.flat_map(|fix| fix.edits.clone()).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    if edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start) {
        return None;
    }
    let mut text = source.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    Some(text)
}

fn check(rows: &[Row]) {
    for &(source, expected, findings, repaired) in rows {
        let (tree, found) = read(source);
        assert_eq!(shown(&tree), expected, "tree of {source:?}");
        assert_eq!(said(&found), findings, "findings in {source:?}");
        let text = mended(source, &found).unwrap();
        assert_eq!(if text == source { "" } else { &text }, repaired, "repair of {source:?}");
    }
}

#[test]
fn spans_are_offsets_in_the_file_and_nothing_outside_the_part_is_read() {
    let source = "---\r\ntitre: \"É\" # x\r\nb:\r\n  - c d\r\n---\r\n- corps";
    let mut found = Vec::new();
    let tree = parse(source, Span::new(5, source.find("---\r\n- ").unwrap()), &mut found);
    assert_eq!(found, []);
    assert_eq!(shown(&tree), r#"{titre: "É", b: ["c d"]}"#);
    let root = tree.root().unwrap();
    assert_eq!(tree.node(root).span.of(source), "titre: \"É\" # x\r\nb:\r\n  - c d");
    let (key, value) = tree.entries(root).next().unwrap();
    assert_eq!(tree.node(key).span.of(source), "titre");
    assert_eq!(tree.node(value).span.of(source), "\"É\"");
    assert_eq!(tree.scalar(value).unwrap().content.of(source), "É");
    assert_eq!(tree.comments().iter().map(|span| span.of(source)).collect::<Vec<_>>(), ["# x"]);
}

#[test]
fn an_absent_value_stands_after_its_colon_or_dash() {
    let source = "a:\nb: [c, {d: }]\ne:\n  -\n";
    let (tree, found) = read(source);
    assert_eq!(found, []);
    let absent: Vec<_> = tree
        .scalars()
        .filter(|scalar| scalar.is_null())
        .map(|scalar| (scalar.content.start, scalar.content.end))
        .collect();
    assert_eq!(absent, [(2, 2), (13, 13), (23, 23)]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let source = "\u{feff}a: b\n";
    let (tree, found) = read(source);
    assert_eq!(found, []);
    assert_eq!(shown(&tree), r#"{a: "b"}"#);
    assert_eq!(tree.node(tree.root().unwrap()).span, Span::new(3, 7));
}

#[test]
fn texts_are_what_was_typed() {
    let source =
        "a: 01004\nb: 1e3\nc: non\nd: 0x1F\ne: 2018-11-06\nf: ~\ng: null\nh: '~'\ni: \"\\u00e9 \\x41\\t\"\nj: +33 1\n";
    let (tree, found) = read(source);
    assert_eq!(found, []);
    assert_eq!(
        shown(&tree),
        r#"{a: "01004", b: "1e3", c: "non", d: "0x1F", e: "2018-11-06", f: ~, g: ~, h: "~", i: "é A\t", j: "+33 1"}"#
    );
}

#[test]
fn block_texts_keep_their_lines_and_fold_as_they_say() {
    for (source, text) in [
        ("a: |\n  b\n   c\n\n  d\n\n", "b\n c\n\nd\n"),
        ("a: |-\n  b\n\n", "b"),
        ("a: |+\n  b\n\n", "b\n\n"),
        ("a: >\n  b\n  c\n\n  d\n   e\n  f\n", "b c\nd\n e\nf\n"),
        ("a: >-\n  b\n  c", "b c"),
        ("a: |2\n   b\n", " b\n"),
        ("a: |  # note\n\n  b: c #1\n", "\nb: c #1\n"),
        ("a: |\n", ""),
    ] {
        let (tree, found) = read(source);
        assert_eq!(found, [], "{source:?}");
        let (_, value) = tree.entries(tree.root().unwrap()).next().unwrap();
        assert_eq!(tree.scalar(value).unwrap().text, text, "{source:?}");
    }
}

#[test]
fn comments_are_kept_wherever_they_stand() {
    let source = "# un\na: # deux\n  - b # trois\n  # quatre\n  - [c] # cinq\nd: | # six\n  # non\n'e': 'f' # sept\n? g # huit\n";
    let (tree, _) = read(source);
    let comments: Vec<_> = tree.comments().iter().map(|span| span.of(source)).collect();
    assert_eq!(comments, ["# un", "# deux", "# trois", "# quatre", "# cinq", "# six", "# sept"]);
}
