use super::*;
use proptest::prelude::*;

#[test]
fn digits_are_read_with_their_separators() {
    for (text, value, read_text) in [
        ("0", 0.0, "0"),
        ("508 usagers", 508.0, "508"),
        ("1 200", 1_200.0, "1 200"),
        ("48\u{202f}000 habitants", 48_000.0, "48\u{202f}000"),
        ("1\u{a0}234\u{a0}567,5 €", 1_234_567.5, "1\u{a0}234\u{a0}567,5"),
        ("12\u{2009}300", 12_300.0, "12\u{2009}300"),
        ("1.200", 1_200.0, "1.200"),
        ("1.200,5", 1_200.5, "1.200,5"),
        ("0.125", 0.125, "0.125"),
        ("3,5 h", 3.5, "3,5"),
        ("3.5", 3.5, "3.5"),
        ("3.", 3.0, "3"),
        ("3, 4", 3.0, "3"),
        ("2018 300", 2018.0, "2018"),
        ("12 34 56 78", 12.0, "12"),
        ("06.11.2018", 6.0, "06"),
        ("1 2000", 1.0, "1"),
        ("60h", 60.0, "60"),
        ("2e", 2.0, "2"),
        ("3,5 millions d’euros", 3_500_000.0, "3,5 millions"),
        ("48 mille", 48_000.0, "48 mille"),
        ("2 milliards", 2e9, "2 milliards"),
        ("3 millionièmes", 3.0, "3"),
    ] {
        let found = parse(text).expect(text);
        assert_eq!(found.value, value, "{text:?}");
        assert_eq!(&text[..found.len], read_text, "{text:?}");
        assert_eq!(found.whole, (value.fract() == 0.0).then_some(value as u64), "{text:?}");
        assert_eq!(found.thousandths, Some((value * 1_000.0) as u64), "{text:?}");
    }
}

#[test]
fn words_are_read_as_far_as_they_make_a_number() {
    for (text, value, read_text) in [
        ("zéro", 0, "zéro"),
        ("Une", 1, "Une"),
        ("TROIS défis", 3, "TROIS"),
        ("dix-sept", 17, "dix-sept"),
        ("vingt et un", 21, "vingt et un"),
        ("vingt-et-une idées", 21, "vingt-et-une"),
        ("vingt et deux gisements", 20, "vingt"),
        ("soixante et onze", 71, "soixante et onze"),
        ("soixante-dix-neuf", 79, "soixante-dix-neuf"),
        ("septante-deux", 72, "septante-deux"),
        ("huitante", 80, "huitante"),
        ("nonante-neuf", 99, "nonante-neuf"),
        ("quatre-vingts", 80, "quatre-vingts"),
        ("quatre-vingt-un", 81, "quatre-vingt-un"),
        ("Quatre‑vingt‑dix‑sept\u{a0}%", 97, "Quatre‑vingt‑dix‑sept"),
        ("cent", 100, "cent"),
        ("cent un", 101, "cent un"),
        ("deux cents", 200, "deux cents"),
        ("deux cent trente et un", 231, "deux cent trente et un"),
        ("mille deux cents", 1_200, "mille deux cents"),
        ("quarante-huit mille", 48_000, "quarante-huit mille"),
        ("deux millions trois cent mille un", 2_300_001, "deux millions trois cent mille un"),
        ("un milliard deux millions", 1_002_000_000, "un milliard deux millions"),
        ("un million un milliard", 1_000_001, "un million un"),
        ("deux trois", 2, "deux"),
        ("un mille", 1, "un"),
        ("vingt cents", 20, "vingt"),
        ("un\u{301}", 1, "un\u{301}"),
    ] {
        let found = parse(text).expect(text);
        assert_eq!(found.whole, Some(value), "{text:?}");
        assert_eq!(&text[..found.len], read_text, "{text:?}");
    }
}

#[test]
fn the_scale_is_the_one_said_after_a_factor() {
    for (text, scale) in [
        ("trois cents", 100),
        ("cent", 1),
        ("trois cent un", 1),
        ("deux mille", 1_000),
        ("mille", 1),
        ("4 millions", 1_000_000),
        ("quatre millions", 1_000_000),
        ("4", 1),
    ] {
        assert_eq!(parse(text).map(|found| found.scale), Some(scale), "{text:?}");
    }
}

#[test]
fn what_is_no_number_is_not_read() {
    for text in ["", " ", "-3", "−3", "NaN", "inf", "deuxième", "l’un", "unité", "un1", "million", "et un", ",5", "²"]
    {
        assert_eq!(parse(text), None, "{text:?}");
    }
}

#[test]
fn numbers_too_large_to_be_exact_stay_finite() {
    let endless = parse(&"9".repeat(1 << 20)).expect("digits");
    assert!(endless.value.is_finite() && endless.whole.is_none() && endless.thousandths.is_none());
    let groups = parse(&format!("1{}", ".000".repeat(1 << 16))).expect("digits");
    assert_eq!((groups.whole, groups.len), (None, 1 + 4 * (1 << 16)));
    let words = parse(&"mille ".repeat(1 << 17)).expect("a number");
    assert_eq!(words.whole, Some(1_000));
    let decimals = parse(&format!("1,{}", "3".repeat(1 << 20))).expect("digits");
    assert_eq!((decimals.value, decimals.whole), (1.0, None));
    assert_eq!(parse("18446744073709551615").and_then(|n| n.whole), Some(u64::MAX));
    assert_eq!(parse("18446744073709551616").and_then(|n| n.whole), None);
    assert_eq!(parse("1,2345").map(|n| (n.value, n.thousandths)), Some((1.2345, None)));
    assert_eq!(parse("3,50").map(|n| (n.thousandths, n.decimals)), Some((Some(3_500), 2)));
}

#[test]
fn numbers_are_written_with_french_separators() {
    assert_eq!(entier(0), "0");
    assert_eq!(entier(999), "999");
    assert_eq!(entier(1_200), "1\u{202f}200");
    assert_eq!(entier(u64::MAX), "18\u{202f}446\u{202f}744\u{202f}073\u{202f}709\u{202f}551\u{202f}615");
    for (value, digits, text) in [
        (3.5, 1, "3,5"),
        (48_000.0, 0, "48\u{202f}000"),
        (1_234.5, 2, "1\u{202f}234,50"),
        (-3.2, 1, "−3,2"),
        (-0.001, 2, "0,00"),
        (999.96, 1, "1\u{202f}000,0"),
        (f64::NAN, 2, "—"),
        (f64::NEG_INFINITY, 2, "—"),
    ] {
        assert_eq!(decimal(value, digits), text);
    }
}

#[test]
fn a_difference_says_its_sign_on_either_side() {
    for (days, text) in [(0, "0"), (12, "+12"), (-3, "−3"), (1_200, "+1\u{202f}200"), (-1_200, "−1\u{202f}200")] {
        assert_eq!(ecart(days), text);
    }
    assert_eq!(ecart(i64::MIN), "−9\u{202f}223\u{202f}372\u{202f}036\u{202f}854\u{202f}775\u{202f}808");
}

proptest! {
    #[test]
    fn reading_never_panics_nor_reads_past_the_text(text in "\\PC*") {
        if let Some(found) = parse(&text) {
            prop_assert!(found.value.is_finite());
            prop_assert!(text.get(..found.len).is_some_and(|read| !read.is_empty()));
        }
    }

    #[test]
    fn number_words_in_any_order_never_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "un", "et", "quatre", "vingt", "dix", "sept", "cent", "cents", "mille", "million", "milliards", "12", ",",
            ]),
            0..12,
        ),
        joint in prop::sample::select(vec![" ", "-", "\u{a0}"]),
    ) {
        let text = words.join(joint);
        if let Some(found) = parse(&text) {
            prop_assert!(text.get(..found.len).is_some());
        }
    }

    #[test]
    fn a_written_whole_number_reads_back(value: u64) {
        let found = parse(&entier(value)).expect("a number");
        prop_assert_eq!(found.whole, Some(value));
    }
}
