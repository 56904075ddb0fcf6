//! Texts made to make the reader slow, deep or talkative.

use std::time::{Duration, Instant};

use super::*;

/// The time that 4 MiB may take in a build without optimisation, with room for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn timed(source: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let start = Instant::now();
    let read = read(source);
    assert!(start.elapsed() < PATIENCE, "{:?} for {:?}", start.elapsed(), source.get(..20));
    read
}

#[test]
fn depth_is_bounded_and_says_where() {
    for (source, at) in [
        ("[".repeat(100_000), 64),
        ("- ".repeat(10_000), 128),
        ("{a: ".repeat(10_000), 4 * 64),
        ("a: [".to_owned() + &"{b: ".repeat(70), 4 + 4 * 62),
        ((0..200).map(|depth| " ".repeat(depth) + "é:\n").collect(), 64 * 63 / 2 + 64 * 4 + 64),
        ("[a: ".repeat(70), 4 * 32),
    ] {
        let (tree, _) = timed(&source);
        assert_eq!(tree.too_deep().map(|span| span.start), Some(at), "{:?}", source.get(..12));
    }
    let deep = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
    let (tree, found) = timed(&deep);
    assert_eq!((tree.too_deep(), found.len(), shown(&tree)), (None, 0, deep.clone()));
}

#[test]
fn findings_are_bounded_and_the_last_says_so() {
    for line in [
        "égaré\n", "a: 'l'été'\n", "x: [\n", "\tx: \"\n", "x: \\\"\n  -\n", "- a: b: c\n", "k: \"\\q\"\n", "a:b\n",
        "]\n",
    ] {
        let source = "début: 1\n".to_owned() + &line.repeat((4 << 20) / line.len());
        let (_, found) = timed(&source);
        assert_eq!(found.len(), MAX_FINDINGS + 1, "{line:?}");
        assert!(found.last().unwrap().message.starts_with("plus de 1000 fautes"), "{line:?}");
    }
}

#[test]
fn large_texts_are_read_in_linear_time() {
    let keys: String = (0..100_000).map(|rank| format!("k{rank}: v\n")).collect();
    let (tree, found) = timed(&keys);
    assert_eq!(found, []);
    assert_eq!(tree.entries(tree.root().unwrap()).count(), 100_000);

    let same = "clé: v\n".repeat(100_000);
    let (tree, _) = timed(&same);
    assert_eq!(tree.entries(tree.root().unwrap()).count(), 1);

    for source in [
        "x".repeat(4 << 20),
        "a: \"".to_owned() + &"é\n  ".repeat(1 << 20) + "\"",
        "a: [".to_owned() + &"b, ".repeat(1 << 20) + "]",
        "a: [".to_owned() + &"b,\n  ".repeat(1 << 19) + "]",
        "a: b\n".to_owned() + &"\n".repeat(4 << 20),
        "a: #x\n\n".repeat(1 << 19),
        "a: |\n".to_owned() + &"  texte\n".repeat(1 << 19),
        "a: ".to_owned() + &"b\n  ".repeat(1 << 20),
        "- a\n".repeat(1 << 20),
        "a: [\"\n".repeat(1 << 19),
        "- [\n".to_owned() + &"  [\n".repeat(60) + &"  \"\n".repeat(1 << 19),
        "# x\n".repeat(1 << 20),
        "a: &a [".to_owned() + &"*a, ".repeat(6_000) + "]",
        "!a\n".repeat(1 << 20),
        "? a\n".repeat(1 << 20),
        "...\n".repeat(1 << 20),
        "%a\n".repeat(1 << 20),
    ] {
        timed(&source);
    }
}
