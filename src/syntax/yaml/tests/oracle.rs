//! The tree beside those of two full readers of YAML 1.2, and what must hold of any text.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};
use proptest::prelude::*;

use super::*;

/// What granit reads: the tree as [`shown`] writes it, and where the comments start.
type Oracle = (String, Vec<u32>);

/// Returns what granit reads in a text; none if it refuses it.
fn granit(source: &str) -> Option<Oracle> {
    let mut open: Vec<(bool, Vec<String>)> = Vec::new();
    let (mut root, mut comments, mut documents) = (String::new(), Vec::new(), 0);
    let options = granit_parser::options! { emit_comments: true };
    let mut parser = Parser::new_from_str_with_options(source, options);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.ok()?;
        let done = match event {
            Event::Scalar(text, style, ..) => {
                let key = matches!(open.last(), Some((true, parts)) if parts.len() % 2 == 0);
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                match (key, null) {
                    (true, _) => text.into_owned(),
                    (false, true) => "~".to_owned(),
                    (false, false) => format!("{text:?}"),
                }
            }
            Event::SequenceStart(..) => {
                open.push((false, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push((true, Vec::new()));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop()? {
                (false, items) => format!("[{}]", items.join(", ")),
                (true, parts) => {
                    let entries: Vec<String> = parts.chunks(2).map(|pair| pair.join(": ")).collect();
                    format!("{{{}}}", entries.join(", "))
                }
            },
            Event::Comment(..) => {
                comments.push(Span::at(span.byte_range()?.start).start);
                continue;
            }
            Event::DocumentStart(..) => {
                documents += 1;
                continue;
            }
            _ => continue,
        };
        match open.last_mut() {
            Some((_, parts)) => parts.push(done),
            None => root = done,
        }
    }
    comments.sort_unstable();
    (documents < 2).then_some((root, comments))
}

/// Texts made of the signs of YAML, thrown together.
fn soup() -> impl Strategy<Value = String> {
    let words = vec!["a", "b c", "é", "l'x", "1", "x_y", "\u{a0}", "a: b", "- a", "k:", "-x"];
    let lines = vec!["\n", "\n", "\n  ", "\n    ", "\n ", "\r\n", "\n- ", "\n  - ", "\n\n", "\nk: ", "\n  k: "];
    let signs = vec![": ", ":", " ", "- ", "#", " #", " # c", ",", ", ", "  "];
    let pairs = vec!["\"", "'", "[", "]", "{", "}", "''", "\"a\"", "'b'", "[a, b]", "{a: b}", "\\", "\\n"];
    let rare = vec!["~", "&x ", "*x", "!t ", "---", "...", "? ", "%", "@", "\t", "<<", "\u{7}", "\r"];
    let blocks = vec!["k: |", "k: >", "k: |-\n  a", "k: >+", "- |\n  a", "- >\n  a", "k: |2\n   a", "\n   a"];
    let piece = prop_oneof![
        6 => prop::sample::select(words),
        4 => prop::sample::select(lines),
        3 => prop::sample::select(signs),
        2 => prop::sample::select(pairs),
        1 => prop::sample::select(rare),
        1 => prop::sample::select(blocks),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat() + "\n")
}

/// What a text of the subset says, and how it is written.
#[derive(Clone, Debug)]
enum Data {
    Text(String),
    List(Vec<Data>),
    Record(Vec<(String, Data)>),
}

fn data() -> impl Strategy<Value = Data> {
    let text = "[a-zé][a-zéà '\",.;!?«»-]{0,20}[a-zé]|[ -~éœ]{1,12}|[a-z]{1,8}(\n[a-z]{1,8}){1,3}\n";
    let leaf = text.prop_map(Data::Text);
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(Data::List),
            prop::collection::btree_map("[a-z][a-z_]{0,8}", inner, 1..5)
                .prop_map(|map| Data::Record(map.into_iter().collect())),
        ]
    })
}

impl Data {
    /// Writes the data as a person might; `style` chooses among the ways there are.
    fn write(&self, indent: usize, style: &mut impl Iterator<Item = u8>, out: &mut String) {
        let margin = " ".repeat(indent);
        match self {
            Self::Text(text) => Self::write_text(text, &margin, style, out),
            Self::List(items) => {
                for item in items {
                    out.push_str(&format!("\n{margin}- "));
                    item.write(indent + 2, style, out);
                }
            }
            Self::Record(entries) => {
                for (key, value) in entries {
                    out.push_str(&format!("\n{margin}{key}: "));
                    value.write(indent + 2, style, out);
                }
            }
        }
    }

    fn write_text(text: &str, margin: &str, style: &mut impl Iterator<Item = u8>, out: &mut String) {
        let simple = |c: char| c.is_alphabetic() || " -.;«»".contains(c);
        let plain =
            text.starts_with(char::is_alphabetic) && text.ends_with(char::is_alphabetic) && text.chars().all(simple);
        let block = text.ends_with('\n');
        match style.next() {
            Some(0) if plain && !matches!(text, "null") => out.push_str(text),
            Some(0) if block => {
                out.push('|');
                text.lines().for_each(|line| out.push_str(&format!("\n{margin}{line}")));
            }
            Some(1) if block => {
                out.push('>');
                text.lines().for_each(|line| out.push_str(&format!("\n{margin}{line}\n")));
                out.pop();
            }
            Some(0 | 1) if !text.contains('\n') => out.push_str(&format!("'{}'", text.replace('\'', "''"))),
            _ => out.push_str(&format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))),
        }
        if style.next() == Some(3) && !block {
            out.push_str(" # note");
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("{text:?}"),
            Self::List(items) => format!("[{}]", items.iter().map(Self::shown).collect::<Vec<_>>().join(", ")),
            Self::Record(entries) => {
                let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key}: {}", value.shown())).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

/// Writes what yaml_serde reads as [`shown`] does.
fn serde_shown(value: &serde_yaml::Value) -> String {
    use serde_yaml::Value::{Mapping, Sequence, String};
    match value {
        String(text) => format!("{text:?}"),
        Sequence(items) => format!("[{}]", items.iter().map(serde_shown).collect::<Vec<_>>().join(", ")),
        Mapping(entries) => {
            let entry = |(key, value): (&serde_yaml::Value, _)| {
                format!("{}: {}", key.as_str().unwrap_or("?"), serde_shown(value))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// Checks what holds of the tree and findings of any text.
fn sound(source: &str) -> Result<(), TestCaseError> {
    let (tree, found) = read(source);
    for one in &found {
        let edits = one.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in one.span.into_iter().chain(one.related.iter().map(|related| related.span)).chain(edits) {
            prop_assert!(source.get(span.range()).is_some(), "{span:?} of {}", one.message);
        }
    }
    for pair in tree.comments().windows(2) {
        prop_assert!(pair[0].end <= pair[1].start);
    }
    prop_assert!(tree.comments().iter().all(|span| span.of(source).starts_with('#')));
    let mut todo: Vec<NodeId> = tree.root().into_iter().collect();
    while let Some(id) = todo.pop() {
        let node = tree.node(id);
        prop_assert!(source.get(node.span.range()).is_some(), "{node:?}");
        let mut children = tree.items(id).to_vec();
        children.extend(tree.entries(id).flat_map(|(key, value)| [key, value]));
        let mut from = node.span.start;
        for &child in &children {
            let span = tree.node(child).span;
            prop_assert!(span.start >= from && node.span.contains(span), "{:?} in {node:?}", tree.node(child));
            from = span.end;
        }
        let block = !node.span.of(source).starts_with(['[', '{']) && found.is_empty() && !children.is_empty();
        prop_assert!(!block || Span { start: from, end: node.span.end }.of(source).trim().is_empty(), "{node:?}");
        if let Value::Scalar(scalar) = &node.value {
            prop_assert!(
                node.span.contains(scalar.content) && source.get(scalar.content.range()).is_some(),
                "{node:?}"
            );
            prop_assert!(!matches!(scalar.text, Cow::Borrowed(text) if text != scalar.content.of(source)), "{node:?}");
            let cut = scalar.cut.is_none_or(|cut| scalar.content.contains(cut) && cut.of(source).starts_with('#'));
            prop_assert!(cut, "{node:?}");
        }
        todo.extend(children);
    }
    Ok(())
}

/// Tells whether granit refuses, in a block text, what harms nobody: blank lines longer than its indentation.
fn long_blank(source: &str) -> bool {
    let blank = |line: &str| line.starts_with([' ', '\t']) && line.trim().is_empty();
    source.contains(['|', '>']) && source.lines().any(blank)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_nothing_is_found_the_tree_is_that_of_granit(source in soup()) {
        sound(&source)?;
        let (tree, found) = read(&source);
        if found.is_empty() && tree.scalars().all(|scalar| scalar.cut.is_none()) && !long_blank(&source) {
            let ours = shown(&tree);
            let (theirs, comments) = granit(&source).ok_or_else(|| TestCaseError::fail("granit refuses it"))?;
            prop_assert!(ours == theirs || ours.is_empty() && theirs == "~", "{ours} and not {theirs}");
            let starts: Vec<_> = tree.comments().iter().map(|span| span.start).collect();
            prop_assert!(source.contains("...") || starts == comments);
        }
    }

    #[test]
    fn safe_fixes_change_nothing_that_is_read_and_leave_nothing_to_fix(source in soup()) {
        let (tree, found) = read(&source);
        if let Some(text) = mended(&source, &found) && shown(&tree).starts_with(['[', '{']) {
            let (after, left) = read(&text);
            prop_assert_eq!(shown(&after), shown(&tree));
            prop_assert!(left.iter().all(|one| one.fix.as_ref().is_none_or(|fix| !fix.safe)), "{:?}", said(&left));
        }
    }

    #[test]
    fn any_text_is_read_without_harm(source in "\\PC*|[-\\[\\]{}:#'\"|>&*!%@`?, \t\r\n\\\\aé~<]*") {
        sound(&source)?;
    }

    #[test]
    fn what_is_written_within_the_subset_is_read_as_yaml_serde_does(data in data(), style in prop::collection::vec(0..4u8, 1..40)) {
        let data = Data::Record(vec![("k".to_owned(), data)]);
        let mut source = String::new();
        data.write(0, &mut style.into_iter().cycle(), &mut source);
        source.push('\n');
        let (tree, found) = read(&source);
        prop_assert_eq!(said(&found), Vec::<String>::new());
        prop_assert_eq!(shown(&tree), data.shown());
        let theirs: serde_yaml::Value = serde_yaml::from_str(&source).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(shown(&tree), serde_shown(&theirs));
    }
}

#[test]
fn every_beginning_of_a_text_is_read_without_harm() {
    let source = "---\n# note\nid: I1\r\ntexte: 'l''été : « là »' # fin\ndéfi: \"a\\u00e9 \\\n  b\"\nt: [a, {b: c}, \"d\", x #1]\n\
                  p:\n- q: |2-\n    r\n   s\n  t: >\n   u\n\n   v\n- w : x #1\n? y\n&a z: *b\n\tc:d\ne: 'f'g\n...\n";
    for (end, _) in source.char_indices() {
        sound(&source[..end]).unwrap();
    }
}
