//! The words of what history puts in doubt: CB801 to CB804.

use crate::diagnostic::{Diagnostic, Place};
use crate::rule::catalogue::{CB801, CB802, CB803, CB804};
use crate::schema::Vocabulary;
use crate::text::Span;

/// A record passed from one state to another that no step of its life foresees; `step` names the commit.
pub fn passage(name: &str, vocabulary: &Vocabulary, (from, to): (&str, &str), step: &str, span: Span) -> Diagnostic {
    let label = |word: &str| {
        let known = vocabulary.words.iter().find(|known| known.key == word);
        format!("«\u{a0}{}\u{a0}»", known.map_or(word, |known| known.label))
    };
    let next: Vec<String> =
        vocabulary.passages.iter().filter(|(before, _)| *before == from).map(|(_, after)| label(after)).collect();
    let foreseen = match next.as_slice() {
        [] => format!("rien n’est prévu après {}", label(from)),
        [one] => format!("après {} vient {one}", label(from)),
        [first @ .., last] => format!("après {} viennent {} ou {last}", label(from), first.join(", ")),
    };
    Diagnostic::new(
        &CB801,
        format!("`{name}` passe de {} à {}, ce que rien ne prévoit ({step})", label(from), label(to)),
    )
    .at(span)
    .label("une étape manque")
    .help(format!(
        "{foreseen}\u{202f}; revenez à l’étape qui manque, ou dites pourquoi\u{a0}: `# cb: ignore CB801 — raison`"
    ))
}

/// A record was removed and nothing says why; `noun` and `title` say what it was, `committed` whether the message can still be written.
pub fn retire_sans_motif(name: &str, (noun, title): (&str, &str), step: &str, committed: bool) -> Diagnostic {
    let title = if title.is_empty() { String::new() } else { format!(" «\u{a0}{title}\u{a0}»") };
    let help = if committed {
        format!("dites-le dans le message d’un prochain commit, sur une ligne à part\u{a0}: `Motif: {name} — raison`")
    } else {
        "dites-le dans le message du commit, sur une ligne à part\u{a0}: `Motif: raison`".to_owned()
    };
    Diagnostic::new(&CB802, format!("`{name}` a disparu sans motif\u{a0}: {noun}{title} ({step})")).help(help)
}

/// An identifier that meant something else before: `before`, its words.
pub fn reemploye(name: &str, before: &str, step: &str, span: Span) -> Diagnostic {
    let before = if before.is_empty() {
        "une autre fiche".to_owned()
    } else {
        format!("autre chose\u{a0}: «\u{a0}{before}\u{a0}»")
    };
    Diagnostic::new(&CB803, format!("`{name}` a déjà désigné {before} ({step})"))
        .at(span)
        .label("un identifiant ne sert qu’une fois")
        .help(
            "donnez à cette fiche un numéro qui n’a jamais servi\u{202f}: ce qui cite l’ancienne ne doit pas mener ici",
        )
}

/// What a record rests on says something else since that record was last looked at.
pub fn a_reexaminer(
    name: &str,
    target: &str,
    (old, new): (&str, &str),
    step: &str,
    span: Span,
    now: Option<Place>,
) -> Diagnostic {
    let quoted = |words: &str| if words.is_empty() { "rien".to_owned() } else { format!("«\u{a0}{words}\u{a0}»") };
    // Nothing is quoted of those who did not agree to it.
    let withheld = old.is_empty() && new.is_empty();
    let found =
        Diagnostic::new(&CB804, format!("`{name}` s’appuie sur `{target}`, qui dit autre chose depuis ({step})"))
            .at(span)
            .help(format!(
                "relisez `{name}`\u{a0}: corrigez-le ou, s’il tient encore, dites-le dans le message d’un commit\u{a0}: `Relu: {name}`"
            ));
    match now {
        Some(now) if withheld => found.label("à relire").also(now, "ces paroles ont changé"),
        Some(now) => found.label("à relire").also(now, format!("disait\u{a0}: {}", quoted(old))),
        None if withheld => found.label("à relire\u{a0}: ces paroles ont changé"),
        None => found.label(format!("à relire\u{a0}: {} est devenu {}", quoted(old), quoted(new))),
    }
}
