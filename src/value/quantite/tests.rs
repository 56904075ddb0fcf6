use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Declaree<'_> {
    parse(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

fn interval(bounds: Bornes) -> String {
    let (open, close) = (if bounds.min_open { "]" } else { "[" }, if bounds.max_open { "[" } else { "]" });
    match bounds.max {
        Some(max) => format!("{open}{} ; {max}{close}", bounds.min),
        None => format!("{open}{} ; ∞[", bounds.min),
    }
}

/// Text, interval, unit.
const READ: &[(&str, &str, &str)] = &[
    ("3", "[3 ; 3]", ""),
    ("0", "[0 ; 0]", ""),
    ("03", "[3 ; 3]", ""),
    (" 3 ", "[3 ; 3]", ""),
    ("4000000000", "[4000000000 ; 4000000000]", ""),
    ("508 usagers", "[508 ; 508]", "usagers"),
    ("63\u{a0}communes", "[63 ; 63]", "communes"),
    ("60 h", "[60 ; 60]", "h"),
    ("60h", "[60 ; 60]", "h"),
    ("60h d’immersion", "[60 ; 60]", "h d’immersion"),
    ("12 m2", "[12 ; 12]", "m2"),
    ("48\u{202f}000 habitants", "[48000 ; 48000]", "habitants"),
    ("3,5", "[3.5 ; 3.5]", ""),
    ("3.0", "[3 ; 3]", ""),
    ("3,5 millions d’euros", "[3500000 ; 3500000]", "euros"),
    ("Trois défis", "[3 ; 3]", "défis"),
    ("QUATRE-VINGT-DIX-SEPT agents", "[97 ; 97]", "agents"),
    ("un entretien", "[1 ; 1]", "entretien"),
    ("2 couples", "[2 ; 2]", "couples"),
    ("plus de 450", "]450 ; ∞[", ""),
    ("PLUS DE 450 idées", "]450 ; ∞[", "idées"),
    ("plus d’une centaine d’acteurs", "]100 ; ∞[", "acteurs"),
    ("+ de 450", "]450 ; ∞[", ""),
    ("au-delà de 450", "]450 ; ∞[", ""),
    ("450+", "]450 ; ∞[", ""),
    ("450 + idées", "]450 ; ∞[", "idées"),
    (">450", "]450 ; ∞[", ""),
    ("> 450", "]450 ; ∞[", ""),
    ("≥ 450", "[450 ; ∞[", ""),
    (">=450", "[450 ; ∞[", ""),
    ("près de 130 personnes", "[117 ; 130]", "personnes"),
    ("presque 130", "[117 ; 130]", ""),
    ("pas loin de 130", "[117 ; 130]", ""),
    ("à peine 20", "[18 ; 20]", ""),
    ("environ 40", "[36 ; 44]", ""),
    ("environ 5", "[4 ; 6]", ""),
    ("environ 0", "[0 ; 1]", ""),
    ("à peu près 40", "[36 ; 44]", ""),
    ("autour de 40", "[36 ; 44]", ""),
    ("de l’ordre de 40", "[36 ; 44]", ""),
    ("De\u{a0}l'ordre d’une quarantaine", "[35 ; 44]", ""),
    ("~40", "[36 ; 44]", ""),
    ("40 environ", "[36 ; 44]", ""),
    ("environ 10 à 15 personnes", "[10 ; 15]", "personnes"),
    ("env. 40", "[36 ; 44]", ""),
    ("plus ou moins 40", "[36 ; 44]", ""),
    ("40 personnes (environ).", "[36 ; 44]", "personnes"),
    ("450 idées +", "]450 ; ∞[", "idées"),
    ("12 max.", "[0 ; 12]", ""),
    ("12 agents maxi", "[0 ; 12]", "agents"),
    ("un peu plus de 40", "]40 ; ∞[", ""),
    ("un peu moins d’une centaine", "[0 ; 100[", ""),
    ("une bonne dizaine d’agents", "[8 ; 12]", "agents"),
    ("une bonne idée", "[1 ; 1]", "bonne idée"),
    ("508 usagers sur 530", "[508 ; 508]", "usagers sur 530"),
    ("12 dont trois élus", "[12 ; 12]", "dont trois élus"),
    ("40 personnes environ", "[36 ; 44]", "personnes"),
    ("quelque 200 personnes", "[180 ; 220]", "personnes"),
    ("quelques 200 personnes", "[180 ; 220]", "personnes"),
    ("une dizaine", "[8 ; 12]", ""),
    ("une douzaine", "[11 ; 13]", ""),
    ("une quinzaine", "[13 ; 17]", ""),
    ("une vingtaine", "[18 ; 24]", ""),
    ("une trentaine", "[25 ; 34]", ""),
    ("Une quarantaine de personnes", "[35 ; 44]", "personnes"),
    ("une cinquantaine", "[45 ; 54]", ""),
    ("une soixantaine", "[55 ; 69]", ""),
    ("une centaine d’acteurs", "[85 ; 120]", "acteurs"),
    ("un millier", "[850 ; 1200]", ""),
    ("près d’une centaine", "[90 ; 100]", ""),
    ("au moins 12", "[12 ; ∞[", ""),
    ("pas moins de 12", "[12 ; ∞[", ""),
    ("12 minimum", "[12 ; ∞[", ""),
    ("12 ou plus", "[12 ; ∞[", ""),
    ("12 personnes au minimum", "[12 ; ∞[", "personnes"),
    ("au plus 12", "[0 ; 12]", ""),
    ("jusqu’à 12 agents", "[0 ; 12]", "agents"),
    ("12 maximum", "[0 ; 12]", ""),
    ("12 personnes (maximum", "[0 ; 12]", "personnes"),
    ("≤ 12", "[0 ; 12]", ""),
    ("moins de 30", "[0 ; 30[", ""),
    ("- de 30", "[0 ; 30[", ""),
    ("<30", "[0 ; 30[", ""),
    ("4 à 5 par jour", "[4 ; 5]", "par jour"),
    ("4 a\u{300} 5", "[4 ; 5]", ""),
    ("de 4 à 5", "[4 ; 5]", ""),
    ("4-5", "[4 ; 5]", ""),
    ("4 – 5", "[4 ; 5]", ""),
    ("4 ou 5", "[4 ; 5]", ""),
    ("entre 4 et 5 personnes", "[4 ; 5]", "personnes"),
    ("entre vingt et trente", "[20 ; 30]", ""),
    ("entre vingt et un et trente", "[21 ; 30]", ""),
    ("2,5 à 3,75", "[2.5 ; 3.75]", ""),
    ("1 à 2 millions", "[1000000 ; 2000000]", ""),
    ("1 million à 2 millions", "[1000000 ; 2000000]", ""),
    ("deux à trois cents", "[200 ; 300]", ""),
    ("cinquante à deux cents", "[50 ; 200]", ""),
    ("1 à 4000000000", "[1 ; 4000000000]", ""),
    ("10 à 15 %", "[10 ; 15]", ""),
    ("10 % à 15 %", "[10 ; 15]", ""),
    ("quelques usagers", "[2 ; 9]", "usagers"),
    ("plusieurs", "[2 ; ∞[", ""),
    ("plusieurs usagers", "[2 ; ∞[", "usagers"),
    ("des dizaines de personnes", "[20 ; 99]", "personnes"),
    ("plusieurs centaines", "[200 ; 999]", ""),
    ("quelques centaines", "[200 ; 999]", ""),
    ("des milliers", "[2000 ; 9999]", ""),
    ("un couple de réunions", "[2 ; 3]", "réunions"),
    ("une poignée d’élus", "[3 ; 7]", "élus"),
    ("aucun", "[0 ; 0]", ""),
    ("Aucune idée", "[0 ; 0]", "idée"),
    ("zéro", "[0 ; 0]", ""),
    ("96 %", "[95.5 ; 96.5[", ""),
    ("96\u{a0}% des usagers", "[95.5 ; 96.5[", "usagers"),
    ("96%", "[95.5 ; 96.5[", ""),
    ("0 %", "[0 ; 0.5[", ""),
    ("78,0 %", "[77.95 ; 78.05[", ""),
    ("plus de 96 %", "]96 ; ∞[", ""),
    ("quelque 21 %", "[18.9 ; 23.1]", ""),
    ("quatre-vingts pour cent", "[79.5 ; 80.5[", ""),
    ("un quart", "[22.5 ; 27.5]", ""),
    ("un tiers des usagers", "[30 ; 36.7]", "usagers"),
    ("la moitié", "[47 ; 53]", ""),
    ("DEUX TIERS", "[63 ; 70]", ""),
    ("les trois quarts", "[72 ; 78]", ""),
    ("environ un tiers", "[30 ; 36.7]", ""),
    ("près de la moitié", "[45 ; 50]", ""),
    ("plus de la moitié des idées", "]50 ; 100]", "idées"),
    ("la majorité", "]50 ; 100]", ""),
    ("la plupart des usagers", "[66 ; 100]", "usagers"),
    ("une minorité", "[0 ; 50[", ""),
];

#[test]
fn quantities_are_read_with_their_interval_and_unit() {
    for &(text, expected, unit) in READ {
        let declaree = read(text);
        assert_eq!((interval(declaree.quantite.bounds()).as_str(), declaree.unit), (expected, unit), "{text:?}");
        assert_eq!(Quantite::from_bits(declaree.quantite.to_bits()), declaree.quantite, "{text:?}");
    }
}

#[test]
fn what_is_no_quantity_says_why() {
    use QuantiteError::*;
    for (text, error) in [
        ("", Empty),
        ("\u{a0}\u{202f}", Empty),
        ("-3", Negative),
        ("−3", Negative),
        ("- 3", Negative),
        ("NaN", Form),
        ("inf", Form),
        ("e\u{301}", Form),
        ("+3", Form),
        ("beaucoup", Form),
        ("des usagers", Form),
        ("plus de", Form),
        ("environ beaucoup", Form),
        ("entre 4", Form),
        ("entre 4 personnes et 5", Form),
        ("2e", Form),
        ("1er", Form),
        ("2ème", Form),
        ("12 bis", Form),
        ("3 et demi", Form),
        ("3 voire 4", Form),
        ("plus de 4 à 5", Form),
        ("de 4", Form),
        ("3 + 4", Form),
        ("3 x 4", Form),
        ("communes 63", Form),
        ("1 200 300,5,2", Form),
        ("un peu", Form),
        ("un certain nombre d’agents", Form),
        ("une grande partie", Form),
        ("une demi-douzaine", Form),
        ("un sur cinq", Form),
        ("un usager sur cinq", Form),
        ("deux dizaines", Form),
        ("des dizaines de milliers", Form),
        ("une centaine de millions", Form),
        ("quelques milliers de milliards", Form),
        ("10k", Form),
        ("1e3", Form),
        ("1h15", Form),
        ("1 h 15", Form),
        ("12/05", Form),
        ("12, rue de la gare", Form),
        ("06 12 34 56 78", Form),
        ("06.12.34.56.78", Form),
        ("1_000", Form),
        ("2A004", Form),
        ("un quart d’heure", Form),
        ("un tiers-lieu", Form),
        ("10 % à 15", Form),
        ("5 à 4", Order { first: 5.0, second: 4.0 }),
        ("2018-11-06", Order { first: 2018.0, second: 11.0 }),
        ("06-11-2018", Form),
        ("3,1234", Precision),
        ("99999999999999999999", Precision),
        ("1 à 1234567890123", Precision),
        ("1 à 123456789", Precision),
    ] {
        assert_eq!(parse(text), Err(error), "{text:?}");
    }
    assert_eq!(parse(&"9".repeat(1 << 20)), Err(Precision));
    assert_eq!(parse(&"-".repeat(1 << 20)), Err(Form));
    assert_eq!(parse(&" ".repeat(1 << 20)), Err(Empty));
    let long = format!("3 {}", "usagers ".repeat(1 << 17));
    assert_eq!(read(&long).unit, long[2..].trim_end());
    let gap = format!("3{}à 4", " ".repeat(1 << 20));
    assert_eq!(interval(read(&gap).quantite.bounds()), "[3 ; 4]");
}

#[test]
fn only_a_bare_number_is_exact() {
    for (text, exact, whole) in [
        ("3", Some(3.0), Some(3)),
        ("508 usagers", Some(508.0), Some(508)),
        ("3,5", Some(3.5), None),
        ("aucun", Some(0.0), Some(0)),
        ("96 %", None, None),
        ("une dizaine", None, None),
        ("plus de 3", None, None),
        ("3 à 3", None, None),
    ] {
        let quantite = read(text).quantite;
        assert_eq!((quantite.exact(), quantite.whole()), (exact, whole), "{text:?}");
    }
    assert_eq!(read("une quarantaine").quantite.number(), Some(40.0));
    assert_eq!(read("plusieurs").quantite.number(), None);
}

#[test]
fn bounds_hold_what_the_known_territories_published() {
    let quantite = |text| read(text).quantite;
    for value in [51.0, 52.0, 53.0, 54.0] {
        assert!(quantite("plus de 50").contains(value) && quantite("une cinquantaine").contains(value));
    }
    assert!(!quantite("plus de 450").contains(450.0));
    assert!(quantite("près de 130").contains(117.0));
    assert!(!quantite("près de 130").contains(131.0));
    assert!(!quantite("moins de 30").contains(30.0));
    assert!(quantite("96 %").contains(95.5) && !quantite("96 %").contains(96.5));
    assert!(quantite("trois quarts").contains(78.0) && quantite("deux tiers").contains(66.6));
    assert!(!quantite("plusieurs").contains(f64::NAN) && !quantite("3").contains(f64::NAN));
}

#[test]
fn forms_keep_their_packed_numbers() {
    for (number, forme) in (0_u64..).zip(Forme::ALL) {
        assert_eq!(forme as u64, number, "{forme:?}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics_and_packs_whole(
        text in "\\PC*|(plus de |environ |entre |quelque |de )?[0-9]{1,12}([,.][0-9]{0,5})?( à | et |-|%| %| millions?| mille)?[0-9]{0,12} ?[a-zé+]{0,8}",
    ) {
        if let Ok(declaree) = parse(&text) {
            let quantite = declaree.quantite;
            prop_assert_eq!(Quantite::from_bits(quantite.to_bits()), quantite);
            prop_assert!(text.contains(declaree.unit));
            let bounds = quantite.bounds();
            prop_assert!(bounds.min >= 0.0 && bounds.max.is_none_or(|max| bounds.min <= max));
        }
    }

    #[test]
    fn words_in_any_order_never_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "plus", "moins", "de", "d’", "une", "dizaine", "centaines", "entre", "et", "à", "3", "1 200", "%", "la", "moitié",
                "un", "tiers", "environ", "au", "maximum", "quelques", "plusieurs", "usagers", "millions", "+", "-", "cents", "deux",
            ]),
            0..8,
        ),
    ) {
        let text = words.join(" ");
        if let Ok(declaree) = parse(&text) {
            prop_assert_eq!(Quantite::from_bits(declaree.quantite.to_bits()), declaree.quantite);
        }
    }

    #[test]
    fn every_whole_number_is_exactly_itself(number in 0_u64..70_000_000_000_000) {
        let text = number.to_string();
        prop_assert_eq!(read(&text).quantite.whole(), Some(number));
    }

    #[test]
    fn any_bits_are_a_whole_quantity(bits: u64) {
        let quantite = Quantite::from_bits(bits);
        prop_assert_eq!(Quantite::from_bits(quantite.to_bits()), quantite);
        let bounds = quantite.bounds();
        prop_assert!(bounds.max.is_none_or(|max| bounds.min <= max));
    }
}
