use super::*;
use proptest::prelude::*;

#[test]
fn durations_are_read_as_people_write_them() {
    use Unite::*;
    for (text, unite, min, max) in [
        ("1h15", Minute, 75.0, 75.0),
        ("1 h 15", Minute, 75.0, 75.0),
        ("1\u{a0}h\u{202f}15", Minute, 75.0, 75.0),
        ("1H15", Minute, 75.0, 75.0),
        ("1h", Minute, 60.0, 60.0),
        ("60h", Minute, 3_600.0, 3_600.0),
        ("1 200 h", Minute, 72_000.0, 72_000.0),
        ("45 min", Minute, 45.0, 45.0),
        ("45min.", Minute, 45.0, 45.0),
        ("0 min", Minute, 0.0, 0.0),
        ("1h15min", Minute, 75.0, 75.0),
        ("1 h 5 min", Minute, 65.0, 65.0),
        ("1h05", Minute, 65.0, 65.0),
        ("1 heure 30", Minute, 90.0, 90.0),
        ("2 heures et 10 minutes", Minute, 130.0, 130.0),
        ("une heure trente", Minute, 90.0, 90.0),
        ("90 minutes", Minute, 90.0, 90.0),
        ("Une heure et demie", Minute, 90.0, 90.0),
        ("une heure et quart", Minute, 75.0, 75.0),
        ("une demi-heure", Minute, 30.0, 30.0),
        ("½ heure", Minute, 30.0, 30.0),
        ("un quart d’heure", Minute, 15.0, 15.0),
        ("trois quarts d'heure", Minute, 45.0, 45.0),
        ("1,5 h", Minute, 90.0, 90.0),
        ("1.5h", Minute, 90.0, 90.0),
        ("1,33 h", Minute, 80.0, 80.0),
        ("1:15", Minute, 75.0, 75.0),
        ("demi-journée", Jour, 0.5, 0.5),
        ("Une demi‑journe\u{301}e", Jour, 0.5, 0.5),
        ("1/2 journée", Jour, 0.5, 0.5),
        ("2 demi-journées", Jour, 1.0, 1.0),
        ("une matinée", Jour, 0.5, 0.5),
        ("un après-midi", Jour, 0.5, 0.5),
        ("une journée", Jour, 1.0, 1.0),
        ("toute la journée", Jour, 1.0, 1.0),
        ("1 journée et demie", Jour, 1.5, 1.5),
        ("2 jours", Jour, 2.0, 2.0),
        ("2 semaines", Semaine, 2.0, 2.0),
        ("3 sem.", Semaine, 3.0, 3.0),
        ("2 mois", Mois, 2.0, 2.0),
        ("1,5 mois", Mois, 1.5, 1.5),
        ("un mois et demi", Mois, 1.5, 1.5),
        ("9 MOIS", Mois, 9.0, 9.0),
        ("3 à 4 mois", Mois, 3.0, 4.0),
        ("3 a\u{300} 4 mois", Mois, 3.0, 4.0),
        ("3-4 mois", Mois, 3.0, 4.0),
        ("3 – 4 mois", Mois, 3.0, 4.0),
        ("trois à quatre mois", Mois, 3.0, 4.0),
        ("de 3 à 4 mois", Mois, 3.0, 4.0),
        ("entre 3 et 4 mois", Mois, 3.0, 4.0),
        ("2 ou 3 jours", Jour, 2.0, 3.0),
        ("un an", An, 1.0, 1.0),
        ("deux ans et demi", An, 2.5, 2.5),
        ("45 min à 1 h 30", Minute, 45.0, 90.0),
        ("1h-1h30", Minute, 60.0, 90.0),
        ("entre 1 h et 2 h", Minute, 60.0, 120.0),
        ("entre 1 h et 1 h 30", Minute, 60.0, 90.0),
        ("1 à 2 h", Minute, 60.0, 120.0),
        ("demi-journée à une journée", Jour, 0.5, 1.0),
    ] {
        let duree = parse(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        assert_eq!((duree.unite(), duree.bounds()), (unite, (min, max)), "{text:?}");
        assert!(!duree.is_approximate(), "{text:?}");
        assert_eq!(Duree::from_bits(duree.to_bits()), duree, "{text:?}");
    }
}

#[test]
fn nearness_is_kept() {
    for (text, min) in [
        ("environ 2 h", 120.0),
        ("Environ 2h", 120.0),
        ("2 h environ", 120.0),
        ("~2h", 120.0),
        ("2h~", 120.0),
        ("à peu près une heure", 60.0),
        ("une vingtaine de minutes", 20.0),
        ("une quinzaine de jours", 15.0),
    ] {
        let duree = parse(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        assert_eq!((duree.is_approximate(), duree.bounds().0), (true, min), "{text:?}");
        assert_eq!(Duree::from_bits(duree.to_bits()), duree, "{text:?}");
    }
}

#[test]
fn what_is_no_duration_says_why() {
    use DureeError::*;
    for (text, error) in [
        ("", Empty),
        ("\u{202f}", Empty),
        ("90", NoUnit),
        ("0", NoUnit),
        ("3 à 4", NoUnit),
        ("une", NoUnit),
        ("-3", Form),
        ("-3 h", Form),
        ("NaN", Form),
        ("h", Form),
        ("heure", Form),
        ("mois", Form),
        ("demi", Form),
        ("demi-minute", Form),
        ("longtemps", Form),
        ("1h75", Minutes(75)),
        ("1:75", Minutes(75)),
        ("1:5", Form),
        ("1h5", Form),
        ("1h15h", Form),
        ("1,5 h 30", Form),
        ("2,5 min", Form),
        ("1,25 mois", Form),
        ("1,3333 h", Form),
        ("4 à 3 mois", Order),
        ("2 semaines à 1 mois", Form),
        ("1 h à 2", NoUnit),
        ("entre 3 mois", Form),
        ("2 jours ouvrés", Form),
        ("1 an 6 mois", Form),
        ("1:15:30", Form),
        ("12h30 à", Form),
        ("300000000 min", TooLong),
        ("18446744073709551615 h", TooLong),
    ] {
        assert_eq!(parse(text), Err(error), "{text:?}");
    }
    assert_eq!(parse(&"9".repeat(1 << 20)), Err(TooLong));
    assert_eq!(parse(&format!("{}h", "9".repeat(1 << 20))), Err(TooLong));
    assert_eq!(parse(&"1h".repeat(1 << 19)), Err(Form));
}

#[test]
fn working_days_have_minutes_and_calendar_lengths_have_none() {
    let minutes = |text| parse(text).expect(text).minutes();
    assert_eq!(minutes("1h15"), Some((75, 75)));
    assert_eq!(minutes("demi-journée"), Some((210, 210)));
    assert_eq!(minutes("2 jours"), Some((840, 840)));
    assert_eq!(minutes("1 à 2 h"), Some((60, 120)));
    assert_eq!(minutes("2 semaines"), None);
    assert_eq!(minutes("100000000 jours"), Some((u32::MAX, u32::MAX)));
}

#[test]
fn durations_are_written_in_french() {
    for (text, french) in [
        ("1h15", "1\u{a0}h\u{a0}15"),
        ("1h05", "1\u{a0}h\u{a0}05"),
        ("45min", "45\u{a0}min"),
        ("0 min", "0\u{a0}min"),
        ("60h", "60\u{a0}h"),
        ("1200h", "1\u{202f}200\u{a0}h"),
        ("3-4 mois", "3 à 4\u{a0}mois"),
        ("1 à 2 h", "1 à 2\u{a0}h"),
        ("10 à 20 min", "10 à 20\u{a0}min"),
        ("45 min à 1 h 30", "45\u{a0}min à 1\u{a0}h\u{a0}30"),
        ("1,5 mois", "1,5\u{a0}mois"),
        ("un an", "1\u{a0}an"),
        ("1,5 jour", "1,5\u{a0}jour"),
        ("2 jours", "2\u{a0}jours"),
        ("3 semaines", "3\u{a0}semaines"),
        ("1/2 journée", "une demi-journée"),
        ("~2h", "environ 2\u{a0}h"),
    ] {
        assert_eq!(parse(text).expect(text).to_string(), french, "{text:?}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics_and_what_is_written_reads_back(
        text in "\\PC*|(environ |entre )?[0-9]{1,9}[,.]?[0-9]? ?(h|min|mois|jours?|et demi|à|[0-9]| ){0,6}",
    ) {
        if let Ok(duree) = parse(&text) {
            prop_assert_eq!(Duree::from_bits(duree.to_bits()), duree);
            prop_assert_eq!(parse(&duree.to_string()), Ok(duree), "{}", duree);
        }
    }

    #[test]
    fn any_bits_are_a_whole_duration(bits: u64) {
        let duree = Duree::from_bits(bits);
        prop_assert_eq!(Duree::from_bits(duree.to_bits()), duree);
        prop_assert_eq!(parse(&duree.to_string()), Ok(duree), "{}", duree);
    }

    #[test]
    fn minutes_read_back(minutes in 0_u32..100_000) {
        let duree = Duree::from_minutes(minutes);
        prop_assert_eq!(parse(&duree.to_string()), Ok(duree));
    }
}
