//! Waivers: what a comment covers, and what is said of one that covers nothing.

use super::{Seen, places, seen};
use crate::dossier::sample::note;

/// Returns the reason of each waived finding, by code.
fn waived(files: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let reason = |found: Seen| Some((found.code, found.waived?));
    seen(files).into_iter().filter_map(reason).collect()
}

/// An interview with a wrong date on line 3 and a wrong duration on line 5, and these comments on lines 2 and 4.
fn header(first: &str, second: &str) -> String {
    format!(
        "---\n# {first}\ndate: 2018-02-31\n# {second}\nduree: 90\nprofil: agents\npersonnes: 3\ninformation: orale\n---\n"
    )
}

const DATE: &str = "CB105 entretiens/E1.md:3 «2018-02-31»";
const DUREE: &str = "CB106 entretiens/E1.md:5 «90»";

#[test]
fn a_waiver_covers_the_next_line_that_has_the_finding() {
    let text = header("cb: ignore CB105 — lu sur un carnet abîmé", "rien");
    let files = [("entretiens/E1.md", &*text)];
    assert_eq!(places(&files), [DUREE]);
    assert_eq!(waived(&files), [("CB105", "lu sur un carnet abîmé".to_owned())]);
    // What lies between does not matter.
    let text = header("cb: ignore CB106 — à vérifier", "rien");
    assert_eq!(places(&[("entretiens/E1.md", &text)]), [DATE]);
}

#[test]
fn a_waiver_covers_one_line_only_and_nothing_above_it() {
    let note = note("<!-- cb: ignore CB104 — à débattre -->\n- idée : a #halles ^E1-1\n- idée : b #velos ^E1-2\n");
    assert_eq!(places(&[("entretiens/E1.md", &note)]), ["CB104 entretiens/E1.md:9 «velos»"]);
    let text = header("rien", "cb: ignore CB105 — trop tard");
    let expected = [DATE, "CB010 entretiens/E1.md:4 «# cb: ignore CB105 — trop tard»", DUREE];
    assert_eq!(places(&[("entretiens/E1.md", &text)]), expected);
}

#[test]
fn a_waiver_at_the_end_of_a_line_covers_that_line() {
    let text = header("rien", "rien").replace("2018-02-31", "2018-02-31 # cb: ignore CB105 — carnet abîmé");
    assert_eq!(places(&[("entretiens/E1.md", &text)]), [DUREE]);
    let note = note("- idée : a #halles ^E1-1\n\nUn mot. [[E9]] <!-- cb: ignore CB206 — à écrire -->\n");
    assert_eq!(places(&[("entretiens/E1.md", &note)]), ["CB104 entretiens/E1.md:7 «halles»"]);
}

#[test]
fn a_waiver_of_a_file_covers_all_of_it_even_what_has_no_place() {
    let text = note("- idée : a #halles ^E1-1\n- idée : b #velos ^E1-2\n\n<!-- cb: ignore-file CB104 — essai -->\n");
    let files = [("entretiens/E1.md", &*text)];
    assert!(places(&files).is_empty());
    assert_eq!(waived(&files).len(), 2);
    let misnamed = note("<!-- cb: ignore-file CB207 — essai -->\n");
    assert!(places(&[("entretiens/notes.md", &misnamed)]).is_empty());
    let not_whole = misnamed.replace("ignore-file", "ignore");
    let expected = ["CB207 entretiens/notes.md", "CB010 entretiens/notes.md:7 «<!-- cb: ignore CB207 — essai -->»"];
    assert_eq!(places(&[("entretiens/notes.md", &not_whole)]), expected);
}

#[test]
fn a_waiver_may_name_several_rules_and_each_must_serve() {
    for codes in ["CB105, CB106", "CB105 CB106", "CB105 et CB106", "cb105,date-invalide,CB106"] {
        let text = header(&format!("cb: ignore {codes} — essai"), "rien");
        let found = places(&[("entretiens/E1.md", &text)]);
        assert!(!found.iter().any(|found| found == DATE || found == DUREE), "{codes}: {found:?}");
    }
    let text = header("cb: ignore CB105, CB206 : essai", "rien");
    let found = seen(&[("entretiens/E1.md", &text)]);
    let messages: Vec<&str> =
        found.iter().filter(|found| found.waived.is_none()).map(|found| &*found.message).collect();
    assert_eq!(messages, ["dispense inutile : CB206 ne trouve rien ici", "durée sans unité : `90`"]);
}

#[test]
fn a_waiver_without_a_reason_does_nothing_and_says_so_once() {
    for comment in ["cb: ignore CB105", "cb: ignore CB105 —", "cb: ignore CB105 :", "cb: ignore CB206"] {
        let text = header(comment, "rien");
        let found = places(&[("entretiens/E1.md", &text)]);
        let expected = [format!("CB009 entretiens/E1.md:2 «# {comment}»"), DATE.to_owned(), DUREE.to_owned()];
        assert_eq!(found, expected, "{comment}");
    }
}

#[test]
fn a_waiver_that_names_no_rule_says_so() {
    for (comment, message) in [
        ("cb: ignore CB999 — essai", "dispense sans effet : `CB999` n’est pas une règle"),
        ("cb: ignore — essai", "dispense sans effet : elle ne nomme aucune règle"),
        ("cb: ignorer CB105 — essai", "remarque sans effet : après `cb:`, seul `ignore` ou `ignore-file` est compris"),
    ] {
        let text = header(comment, "rien");
        let found = seen(&[("entretiens/E1.md", &text)]);
        assert!(found.iter().all(|found| found.waived.is_none()), "{comment}");
        let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["CB010", "CB105", "CB106"], "{comment}");
        assert_eq!(found[0].message, message);
    }
}

#[test]
fn what_speaks_of_waivers_or_of_unreadable_files_cannot_be_waived() {
    let text = header("cb: ignore-file CB009, CB010 — essai", "cb: ignore CB206");
    let found = seen(&[("entretiens/E1.md", &text)]);
    assert!(found.iter().all(|found| found.waived.is_none()), "{found:#?}");
    let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
    // Neither of the two it names can it silence, which makes it useless twice.
    assert_eq!(codes, ["CB010", "CB010", "CB105", "CB009", "CB106"]);
    let deep = format!(
        "---\ndate: 2018-11-06\nprofil: agents\npersonnes: 3\ninformation: orale\n# cb: ignore-file CB001 — essai\nlieu: {}{}\n---\n",
        "[".repeat(80),
        "]".repeat(80)
    );
    let found = places(&[("entretiens/E1.md", &deep)]);
    assert!(found.iter().any(|found| found.starts_with("CB001")), "{found:?}");
}

#[test]
fn a_waived_finding_stays_in_order_among_the_others() {
    let text = header("cb: ignore CB105 — essai", "rien");
    let found = seen(&[("entretiens/E1.md", &text)]);
    let codes: Vec<(&str, bool)> = found.iter().map(|found| (found.code, found.waived.is_some())).collect();
    assert_eq!(codes, [("CB105", true), ("CB106", false)]);
}
