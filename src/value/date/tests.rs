use super::*;
use proptest::prelude::*;

fn day(year: i32, month: u8, of_month: u8) -> Day {
    Day::from_ymd(year, month, of_month).expect("a day")
}

type Ymd = (i32, u8, u8);

/// Text, EDTF, first and last day.
const READ: &[(&str, &str, Ymd, Ymd)] = &[
    ("2018-11-06", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("2018-11", "2018-11", (2018, 11, 1), (2018, 11, 30)),
    ("2018", "2018", (2018, 1, 1), (2018, 12, 31)),
    ("2020-02", "2020-02", (2020, 2, 1), (2020, 2, 29)),
    ("0001", "0001", (1, 1, 1), (1, 12, 31)),
    ("9999-12-31", "9999-12-31", (9999, 12, 31), (9999, 12, 31)),
    ("2019-05~", "2019-05~", (2019, 5, 1), (2019, 5, 31)),
    ("2019?", "2019?", (2019, 1, 1), (2019, 12, 31)),
    ("2019%", "2019%", (2019, 1, 1), (2019, 12, 31)),
    ("2018-11-06?", "2018-11-06?", (2018, 11, 6), (2018, 11, 6)),
    ("201X", "201X", (2010, 1, 1), (2019, 12, 31)),
    ("20XX", "20XX", (2000, 1, 1), (2099, 12, 31)),
    ("99xx", "99XX", (9900, 1, 1), (9999, 12, 31)),
    ("2018-XX", "2018-XX", (2018, 1, 1), (2018, 12, 31)),
    ("2018-XX-XX", "2018-XX-XX", (2018, 1, 1), (2018, 12, 31)),
    ("2018-11-XX", "2018-11-XX", (2018, 11, 1), (2018, 11, 30)),
    ("2019-21", "2019-21", (2019, 3, 1), (2019, 6, 21)),
    ("2019-22~", "2019-22~", (2019, 6, 1), (2019, 9, 23)),
    ("../2018-11", "../2018-11", (1, 1, 1), (2018, 11, 30)),
    (" 2018-11-06 ", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("2018‑11–06", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("2018-1-5", "2018-01-05", (2018, 1, 5), (2018, 1, 5)),
    ("06/11/2018", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("6/11/2018", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("06.11.2018", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("06-11-2018", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("11/2018", "2018-11", (2018, 11, 1), (2018, 11, 30)),
    ("6 novembre 2018", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("6\u{a0}NOVEMBRE\u{a0}2018", "2018-11-06", (2018, 11, 6), (2018, 11, 6)),
    ("Le 1er janvier 2018", "2018-01-01", (2018, 1, 1), (2018, 1, 1)),
    ("1ᵉʳ janv. 2018", "2018-01-01", (2018, 1, 1), (2018, 1, 1)),
    ("premier mars 2018", "2018-03-01", (2018, 3, 1), (2018, 3, 1)),
    ("29 fe\u{301}vrier 2020", "2020-02-29", (2020, 2, 29), (2020, 2, 29)),
    ("vendredi 14 décembre 2018", "2018-12-14", (2018, 12, 14), (2018, 12, 14)),
    ("Vendredi, le 14 déc. 2018", "2018-12-14", (2018, 12, 14), (2018, 12, 14)),
    ("novembre 2018", "2018-11", (2018, 11, 1), (2018, 11, 30)),
    ("en Août 2018", "2018-08", (2018, 8, 1), (2018, 8, 31)),
    ("mi-mai 2019", "2019-05~", (2019, 5, 10), (2019, 5, 20)),
    ("MI‑MAI 2019", "2019-05~", (2019, 5, 10), (2019, 5, 20)),
    ("à la mi-mai 2019", "2019-05~", (2019, 5, 10), (2019, 5, 20)),
    ("mi mai 2019", "2019-05~", (2019, 5, 10), (2019, 5, 20)),
    ("mi-2019", "2019~", (2019, 5, 15), (2019, 8, 15)),
    ("début mai 2019", "2019-05~", (2019, 5, 1), (2019, 5, 10)),
    ("début d’octobre 2018", "2018-10~", (2018, 10, 1), (2018, 10, 10)),
    ("courant mai 2019", "2019-05", (2019, 5, 1), (2019, 5, 31)),
    ("fin oct. 2018", "2018-10~", (2018, 10, 21), (2018, 10, 31)),
    ("fin février 2019", "2019-02~", (2019, 2, 21), (2019, 2, 28)),
    ("fin 2019", "2019~", (2019, 10, 1), (2019, 12, 31)),
    ("début 2019", "2019~", (2019, 1, 1), (2019, 3, 31)),
    ("début de l’année 2019", "2019~", (2019, 1, 1), (2019, 3, 31)),
    ("été 2019", "2019-22", (2019, 6, 1), (2019, 9, 23)),
    ("À l’automne 2019", "2019-23", (2019, 9, 1), (2019, 12, 22)),
    ("hiver 2019", "2019-24", (2018, 12, 1), (2020, 3, 21)),
    ("hiver 0001", "0001-24", (1, 1, 1), (2, 3, 21)),
    ("hiver 9999", "9999-24", (9998, 12, 1), (10_000, 3, 21)),
    ("vers le 15 mai 2019", "2019-05-15~", (2019, 5, 15), (2019, 5, 15)),
    ("mai 2019 environ", "2019-05~", (2019, 5, 1), (2019, 5, 31)),
    ("mai 2019 ?", "2019-05?", (2019, 5, 1), (2019, 5, 31)),
    ("avant fin 2019", "../2019-12-31~", (1, 1, 1), (2019, 12, 31)),
    ("avant la mi-mai 2019", "../2019-05-20~", (1, 1, 1), (2019, 5, 20)),
    ("avant mai 2019", "../2019-04-30", (1, 1, 1), (2019, 4, 30)),
    ("avant le 15 mai 2019", "../2019-05-14", (1, 1, 1), (2019, 5, 14)),
    ("avant 2019", "../2018-12-31", (1, 1, 1), (2018, 12, 31)),
    ("jusqu’au 6 mai 2019", "../2019-05-06", (1, 1, 1), (2019, 5, 6)),
];

#[test]
fn dates_are_read_as_files_hold_them_and_as_people_write_them() {
    for &(text, edtf, first, last) in READ {
        let date = parse(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        assert_eq!(date.edtf(), edtf, "{text:?}");
        assert_eq!(date.earliest(), day(first.0, first.1, first.2), "{text:?}");
        assert_eq!(date.latest(), day(last.0, last.1, last.2), "{text:?}");
        assert_eq!(Date::from_bits(date.to_bits()), date, "{text:?}");
    }
}

#[test]
fn only_edtf_is_canonical_and_it_reads_back_to_itself() {
    for &(text, edtf, ..) in READ {
        assert_eq!(Date::is_canonical(text), text == edtf, "{text:?}");
        assert!(Date::is_canonical(edtf), "{edtf:?}");
    }
    assert!(!Date::is_canonical("2018-02-30"));
    assert!(!Date::is_canonical(""));
}

#[test]
fn what_is_no_date_says_why() {
    use DateError::*;
    let no_day = |day, month, year, last| Day { day, month, year: Some(year), last };
    for (text, error) in [
        ("", Empty),
        ("\u{a0}\n ", Empty),
        ("2018-11-06T14:00", Form),
        ("2018-11-06 14:00", Form),
        ("demain", Form),
        ("novembre", Year),
        ("6 novembre", Year),
        ("6 novembre 18", Year),
        ("06/11/18", Year),
        ("0000", Year),
        ("0000-01-01", Year),
        ("20181106", Year),
        ("12018-01-01", Year),
        ("-3", Form),
        ("-2018", Form),
        ("0", Form),
        ("NaN", Form),
        ("6", Form),
        ("6 brumaire 2018", Form),
        ("2018-13", Month { month: 13 }),
        ("2018-00", Month { month: 0 }),
        ("2018-21-06", Month { month: 21 }),
        ("06/13/2018", Month { month: 13 }),
        ("13/2018", Month { month: 13 }),
        ("2018-02-31", no_day(31, 2, 2018, 28)),
        ("31/02/2020", no_day(31, 2, 2020, 29)),
        ("29 février 2019", no_day(29, 2, 2019, 28)),
        ("1900-02-29", no_day(29, 2, 1900, 28)),
        ("31 avril 2018", no_day(31, 4, 2018, 30)),
        ("31 avril", Day { day: 31, month: 4, year: None, last: 30 }),
        ("29 février", Year),
        ("2018-11-00", no_day(0, 11, 2018, 30)),
        ("45 mai 2018", no_day(45, 5, 2018, 31)),
        ("vendredi 21 juillet 2019", Weekday { written: super::Weekday::Friday, actual: super::Weekday::Sunday }),
        ("lundi mai 2019", Form),
        ("2018-2019", Form),
        ("2018/2019", Form),
        ("2018-11-061", Form),
        ("2018-011-06", Form),
        ("2018--06", Form),
        ("2018-", Form),
        ("201X-12", Form),
        ("2018-XX-15", Form),
        ("XXXX", Form),
        ("20X8", Form),
        ("2018~~", Form),
        ("2018-11-06 6", Form),
        ("6 novembre 2018 à Cahors", Form),
        ("mi-été 2019", Form),
        ("2e mai 2018", Form),
        ("<% tp.date %>", Form),
    ] {
        assert_eq!(parse(text), Err(error), "{text:?}");
    }
    assert_eq!(parse(&"9".repeat(1 << 20)), Err(Year));
    assert_eq!(parse(&"2018-".repeat(1 << 18)), Err(Form));
    assert_eq!(parse(&"le ".repeat(1 << 18)), Err(Form));
    assert_eq!(parse(&" ".repeat(1 << 20)), Err(Empty));
}

#[test]
fn dates_are_written_in_french() {
    for (text, french) in [
        ("2018-12-14", "vendredi 14\u{a0}décembre 2018"),
        ("2018-01-01", "lundi 1er\u{a0}janvier 2018"),
        ("2018-11", "novembre 2018"),
        ("0099", "99"),
        ("mi-mai 2019", "mi-mai 2019"),
        ("mi-2019", "mi-2019"),
        ("fin oct. 2018", "fin octobre 2018"),
        ("courant 2019", "courant 2019"),
        ("2019-22", "été 2019"),
        ("2019-05~", "vers mai 2019"),
        ("2019-05-15~", "vers le mercredi 15\u{a0}mai 2019"),
        ("2019?", "2019\u{202f}?"),
        ("201X", "années 2010 à 2019"),
        ("2018-11-XX", "novembre 2018 (jour non précisé)"),
        ("avant le 15 mai 2019", "avant le mercredi 15\u{a0}mai 2019"),
        ("avant fin 2019", "avant fin 2019"),
        ("../2019-05", "jusqu’en mai 2019"),
        ("../2019-05-15", "jusqu’au mercredi 15\u{a0}mai 2019"),
        ("../2019-22", "jusqu’à l’été 2019"),
    ] {
        let date = parse(text).expect(text);
        assert_eq!(date.en_lettres_avec_jour(), french, "{text:?}");
    }
    let date = parse("2018-01-01").expect("a date");
    assert_eq!(date.en_lettres(), "1er\u{a0}janvier 2018");
    assert_eq!(day(2018, 12, 14).en_lettres(), "14\u{a0}décembre 2018");
}

#[test]
fn what_a_date_says_of_itself_can_be_asked() {
    let date = parse("fin oct. 2018").expect("a date");
    assert_eq!((date.year(), date.month(), date.day()), (2018, Some(10), None));
    assert_eq!((date.part(), date.is_approximate(), date.is_uncertain()), (Some(Part::Fin), true, false));
    let season = parse("2019-22").expect("a date");
    assert_eq!((season.month(), season.saison()), (None, Some(Saison::Ete)));
    assert_eq!(parse("2018-11-06").expect("a date").exact_day(), Some(day(2018, 11, 6)));
    assert_eq!(parse("2018-11-06~").expect("a date").exact_day(), None);
    assert_eq!(season.exact_day(), None);
    assert_eq!(size_of::<Date>(), 10);
}

proptest! {
    #[test]
    fn reading_never_panics(
        text in "\\PC*|[0-9X/.~?% -]{0,12}|(le |avant |mi-|fin )?([0-9]{1,4} ?)?(mai|été|janv\\.)? ?[0-9]{0,5}",
    ) {
        if let Ok(date) = parse(&text) {
            prop_assert_eq!(Date::from_bits(date.to_bits()), date);
            prop_assert!(date.earliest() <= date.latest());
            prop_assert!(Date::is_canonical(&date.edtf()));
            // What has all its digits reads back from French.
            let french = date.en_lettres_avec_jour();
            if date.unspecified() == Unspecified::Nothing && date.year() >= 1_000 {
                prop_assert_eq!(parse(&french), Ok(date), "{}", french);
            }
        }
    }

    #[test]
    fn any_bits_are_a_whole_date(bits: u64, low in 0_u64..1 << 24, high in 0_u64..32) {
        for bits in [bits, low, low | high << 29] {
            let date = Date::from_bits(bits);
            prop_assert_eq!(Date::from_bits(date.to_bits()), date);
            prop_assert!(date.earliest() <= date.latest());
            prop_assert!(Date::is_canonical(&date.edtf()));
        }
    }

    #[test]
    fn every_day_reads_back(number in -719_162_i32..2_932_896) {
        let day = Day::from_number(number);
        let date = parse(&day.to_string()).expect("a date");
        prop_assert_eq!(date.exact_day(), Some(day));
        prop_assert!(Date::is_canonical(&day.to_string()));
    }
}
