use super::*;
use proptest::prelude::*;

fn set(text: &str) -> String {
    let mut text = text.to_owned();
    typeset(&mut [Run::Text(&mut text)]);
    text
}

/// Typesets a line of runs with `|` between them; those between backquotes are fixed.
fn set_runs(line: &str) -> String {
    let mut parts: Vec<String> = line.split('|').map(str::to_owned).collect();
    let mut runs: Vec<Run> = parts
        .iter_mut()
        .map(|part| if part.starts_with('`') { Run::Fixed(part.trim_matches('`')) } else { Run::Text(part) })
        .collect();
    typeset(&mut runs);
    drop(runs);
    parts.join("|")
}

fn check(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(set(typed), *expected, "{typed:?}");
        assert_eq!(set(expected), *expected, "typeset already");
    }
}

/// Checks texts that are typeset as they are typed.
fn unchanged(texts: &[&str]) {
    for text in texts {
        assert_eq!(set(text), *text);
    }
}

#[test]
fn apostrophes_curl_between_letters() {
    check(&[
        ("l'accueil d'aujourd'hui", "l’accueil d’aujourd’hui"),
        ("qu'ÉLISE, L'État", "qu’ÉLISE, L’État"),
        ("l'1 % de d'12", "l’1\u{a0}% de d’12"),
        ("l'\"oral\"", "l’«\u{a0}oral\u{a0}»"),
        ("l'élu/l'agent", "l’élu/l’agent"),
    ]);
    unchanged(&["5'30", "un angle de 5'", "'mot'", "les années '80", "' '", "'"]);
}

#[test]
fn quotes_are_paired_in_a_line() {
    check(&[
        ("\"Bonjour\"", "«\u{a0}Bonjour\u{a0}»"),
        ("il dit \"oui\", puis \"non\".", "il dit «\u{a0}oui\u{a0}», puis «\u{a0}non\u{a0}»."),
        ("(\"oui\")", "(«\u{a0}oui\u{a0}»)"),
        ("né en \"1984\"", "né en «\u{a0}1984\u{a0}»"),
        ("dit : \" oui \"", "dit\u{a0}: «\u{a0}oui\u{a0}»"),
        ("\"le \"bus\" des aidants\"", "«\u{a0}le «\u{a0}bus\u{a0}» des aidants\u{a0}»"),
        ("«oui» et « non »", "«\u{a0}oui\u{a0}» et «\u{a0}non\u{a0}»"),
        ("«\u{202f}fin\u{202f}»", "«\u{a0}fin\u{a0}»"),
        ("\"vient-il ?\"", "«\u{a0}vient-il\u{202f}?\u{a0}»"),
    ]);
    unchanged(&["un \"mot", "un écran de 15\"", "a\"b", "\"", "un 15\" et un 17\"", "“mot”"]);
}

#[test]
fn dots_and_dashes_are_one_sign() {
    check(&[
        ("et puis...", "et puis…"),
        ("[...] la suite", "[…] la suite"),
        ("quoi...?", "quoi…\u{202f}?"),
        ("le car -- bleu -- passe", "le car – bleu – passe"),
        ("le car - bleu - passe", "le car – bleu – passe"),
        ("2019--2020", "2019–2020"),
        ("Cahors\u{a0}- Figeac", "Cahors\u{a0}– Figeac"),
    ]);
    unchanged(&["....", "..", "- un item", "cb --help", "a --- b", "3 - 2", "-- Élise", "porte-à-porte", "a-", " - "]);
}

#[test]
fn high_signs_follow_a_narrow_space() {
    check(&[
        ("vraiment ?", "vraiment\u{202f}?"),
        ("vraiment?", "vraiment\u{202f}?"),
        ("vraiment\u{a0}?!", "vraiment\u{202f}?!"),
        ("non!! oui", "non\u{202f}!! oui"),
        ("oui; non ;peut-être", "oui\u{202f}; non ;peut-être"),
        ("oui   ; non", "oui\u{202f}; non"),
        ("(vraiment?)", "(vraiment\u{202f}?)"),
        ("100 %!", "100\u{a0}%\u{202f}!"),
        ("vu à https://exemple.fr/page?", "vu à https://exemple.fr/page\u{202f}?"),
        ("où\u{2009}?", "où\u{202f}?"),
    ]);
    unchanged(&["(?)", "?", "?a", "a?b=c", " !", "a != b", "( ?)", "\"?"]);
}

#[test]
fn a_colon_follows_a_no_break_space() {
    check(&[
        ("Lieu : Cahors", "Lieu\u{a0}: Cahors"),
        ("Lieu: Cahors", "Lieu\u{a0}: Cahors"),
        ("Lieu\u{202f}:", "Lieu\u{a0}:"),
        ("E012-1: le car", "E012-1\u{a0}: le car"),
        ("« oui »: dit-il", "«\u{a0}oui\u{a0}»\u{a0}: dit-il"),
        ("\"Lieu:\"", "«\u{a0}Lieu\u{a0}:\u{a0}»"),
    ]);
    unchanged(&[
        "10:30",
        "a:b",
        "a::b",
        "std:: x",
        "https://exemple.fr",
        ":",
        ": a",
        "C:\\dossier",
        "2:1",
        ":-)",
        "a:!",
    ]);
}

#[test]
fn thousands_that_were_set_apart_stay_together() {
    check(&[
        ("27 400 habitants", "27\u{202f}400 habitants"),
        ("1\u{a0}234 567,50", "1\u{202f}234\u{202f}567,50"),
        ("(12 000)", "(12\u{202f}000)"),
        ("+1 200", "+1\u{202f}200"),
        ("20 000-30 000", "20\u{202f}000-30\u{202f}000"),
        ("l'an 2 000", "l’an 2\u{202f}000"),
        ("27 400€", "27\u{202f}400\u{a0}€"),
        ("1 250/mois", "1\u{202f}250/mois"),
    ]);
    unchanged(&[
        "27400",
        "2024 2025",
        "en 2024 300 personnes",
        "05 65 20 36 00",
        "0 800 123 456",
        "+33 612 345 678",
        "123 456 789 00012",
        "1  200",
        "E012 345",
        "E012-1 250",
        "2024-12-12 300",
        "3,14 159",
        "10:30 200",
        "12 000a",
        "1 000 000 000 000 000 000 000 000",
    ]);
}

#[test]
fn a_number_and_its_unit_are_tied() {
    check(&[
        ("12 %", "12\u{a0}%"),
        ("12%", "12\u{a0}%"),
        ("3,5 ‰", "3,5\u{a0}‰"),
        ("5€", "5\u{a0}€"),
        ("5 $.", "5\u{a0}$."),
        ("20°C", "20\u{a0}°C"),
        ("20 °C", "20\u{a0}°C"),
        ("14 h 30", "14\u{a0}h\u{a0}30"),
        ("à 9 h, 3 min 20 s", "à 9\u{a0}h, 3\u{a0}min\u{a0}20\u{a0}s"),
        ("12 km", "12\u{a0}km"),
        ("90 km/h", "90\u{a0}km/h"),
        ("25 m², 30 m2", "25\u{a0}m², 30\u{a0}m2"),
        ("3 à 4 mois", "3 à 4\u{a0}mois"),
        ("18-25 ans", "18-25\u{a0}ans"),
        ("2 semaines, 45 minutes", "2\u{a0}semaines, 45\u{a0}minutes"),
        ("1 200 heures", "1\u{202f}200\u{a0}heures"),
        ("3,2 millions, 5 M€", "3,2\u{a0}millions, 5\u{a0}M€"),
        ("12\u{202f}km", "12\u{a0}km"),
        ("14 h 305", "14\u{a0}h 305"),
    ]);
    unchanged(&["en 2024 l’équipe", "12 personnes", "60h", "E012 h", "100%local", "un an", "%", " %", "12°"]);
}

#[test]
fn a_day_a_title_and_a_mark_are_tied_to_what_follows() {
    check(&[
        ("le 12 décembre 2024", "le 12\u{a0}décembre 2024"),
        ("1er Aout", "1er\u{a0}Aout"),
        ("du 3-5 mars", "du 3-5\u{a0}mars"),
        ("n° 12, p. 3", "n°\u{a0}12, p.\u{a0}3"),
        ("l'art. L. 123-1", "l’art.\u{a0}L.\u{a0}123-1"),
        ("M. Dupont et Mme Durand", "M.\u{a0}Dupont et Mme\u{a0}Durand"),
        ("(M. Dupont)", "(M.\u{a0}Dupont)"),
    ]);
    unchanged(&["32 décembre", "2024 mars", "n°12", "la p. suivante", "M. le maire", "décembre 12", "mars 2024"]);
}

#[test]
fn addresses_names_of_files_and_identifiers_are_left_alone() {
    unchanged(&[
        "https://exemple.fr/l'eau?a=b;c",
        "www.exemple.fr/l'eau",
        "l'equipe@exemple.fr",
        "../notes/E012-1.md",
        "notes/2024/a...b",
        "l'annexe.pdf",
        "`l'eau`",
        "E012-1",
        "2024-12-12",
        "CB201",
        "idees_par_theme",
        "",
        "   ",
        "😀",
        "\n!\n",
        "\u{301}'\u{200b}",
    ]);
}

#[test]
fn a_sign_is_judged_across_runs() {
    for (typed, expected) in [
        ("Lieu|: Cahors", "Lieu|\u{a0}: Cahors"),
        ("oui |!", "oui\u{202f}|!"),
        ("l|'|eau", "l|’|eau"),
        ("\"|mot|\"", "«\u{a0}|mot|\u{a0}»"),
        ("..|.", "…|"),
        ("12| km", "12|\u{a0}km"),
        ("27| |400", "27|\u{202f}|400"),
        // Of several spaces one stays, where the last was.
        ("oui | ?", "oui|\u{202f}?"),
        ("l'|`E012`|; puis", "l’|`E012`|\u{202f}; puis"),
        ("`l'eau`|", "`l'eau`|"),
        ("«|`a`|»", "«\u{a0}|`a`|\u{a0}»"),
        ("`a `|!", "`a `|!"),
        ("mot|`\n`|!", "mot|`\n`|!"),
        ("https://a|.fr/l'eau", "https://a|.fr/l'eau"),
    ] {
        assert_eq!(set_runs(typed), expected, "{typed:?}");
    }
}

#[test]
fn a_short_last_word_is_tied_to_the_one_before() {
    for (text, expected) in [
        ("il passe par là", "il passe par\u{a0}là"),
        ("il passe par là.", "il passe par\u{a0}là."),
        ("il passe par  là\u{202f}!", "il passe par\u{a0}là\u{202f}!"),
        ("il passe (par là)", "il passe (par\u{a0}là)"),
        ("reçu en 2024", "reçu en\u{a0}2024"),
        ("il dure 12\u{a0}ans", "il dure 12\u{a0}ans"),
        ("il passe à Cahors", "il passe à Cahors"),
        ("par là", "par là"),
        ("là", "là"),
        ("", ""),
        ("il passe\nlà", "il passe\nlà"),
    ] {
        let mut text = text.to_owned();
        for _ in 0..2 {
            widow(&mut [Run::Text(&mut text)]);
            assert_eq!(text, expected);
        }
    }
}

#[test]
fn a_short_last_word_is_tied_across_runs() {
    let (mut first, mut second) = ("il passe ".to_owned(), "là".to_owned());
    widow(&mut [Run::Text(&mut first), Run::Text(&mut second), Run::Fixed("!")]);
    assert_eq!((first.as_str(), second.as_str()), ("il passe\u{a0}", "là"));
}

#[test]
fn the_endings_of_ordinals_are_found() {
    for (text, expected) in [
        ("le 1er mai", vec!["er"]),
        ("1re, 2e et 3es", vec!["re", "e", "es"]),
        ("la 2nde et le 2nd", vec!["nde", "nd"]),
        ("au XXe siècle", vec!["e"]),
        ("la Ve République, l’XIe, «\u{a0}Ier\u{a0}»", vec!["e", "e", "er"]),
        ("XIXe-XXe", vec!["e", "e"]),
        ("(10e)", vec!["e"]),
        ("la 1ère, la 2ème", vec!["ère", "ème"]),
        ("Le De Ce Me Ie IIIIe", vec![]),
        ("1er/2e 2e-3 E1er 1ere 2er 3nd e er 12345e", vec![]),
        ("www.exemple.fr/1er 2e.md", vec![]),
        ("", vec![]),
    ] {
        let mut owned = text.to_owned();
        let found = ordinals(&[Run::Text(&mut owned)]);
        let found: Vec<&str> = found.iter().flatten().map(|ending| &text[ending.clone()]).collect();
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn endings_are_given_for_texts_only() {
    let (mut first, mut second) = ("é".to_owned(), "é 1er".to_owned());
    let runs = [Run::Text(&mut first), Run::Fixed("2e"), Run::Text(&mut second)];
    assert_eq!(ordinals(&runs), vec![vec![], vec![4..6]]);
}

/// A long line takes a time in proportion: these would take hours if each place looked at the whole of it.
#[test]
fn long_lines_are_typeset_at_once() {
    for part in ["1", "111 ", "!", "! ", "\"", " \"a", "a", " ", "- ", "«", "1 h ", "."] {
        let line = part.repeat(200_000 / part.len());
        assert!(set(&line).len() >= line.len() / 2);
    }
}

/// Runs made of what rules look at; those that are fixed start with a backquote.
fn runs() -> impl Strategy<Value = Vec<String>> {
    let part = prop_oneof![
        "[ a'\".:;!?%«»\u{a0}\u{202f}/@()1h-]{0,12}",
        "(l'|1 ?000|12|\\.\\.\\.| -{1,2} |\"|[ \u{a0}\u{202f}][:;!?»%€]|« ?| |km|h|30|mars|n°|M\\.|Aa|é|2e|www\\.|\\.md|😀|\n){0,8}",
        "\\PC{0,8}",
    ];
    prop::collection::vec((any::<u8>(), part), 0..5).prop_map(|runs| {
        runs.into_iter().map(|(dice, part)| if dice < 40 { format!("`{part}") } else { part }).collect()
    })
}

fn apply(parts: &[String], job: impl Fn(&mut [Run])) -> Vec<String> {
    let mut parts = parts.to_vec();
    let mut runs: Vec<Run> = parts
        .iter_mut()
        .map(|part| match part.strip_prefix('`') {
            Some(_) => Run::Fixed(part.get(1..).unwrap()),
            None => Run::Text(part),
        })
        .collect();
    job(&mut runs);
    drop(runs);
    parts
}

/// What may not change: all but spaces, quotes, apostrophes, dots and dashes.
fn kept(parts: &[String]) -> Vec<String> {
    let may_change = |c: char| c.is_whitespace() || "\"«»'’.…-–".contains(c);
    parts.iter().map(|part| part.chars().filter(|c| !may_change(*c)).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn typesetting_twice_changes_nothing_more(parts in runs()) {
        let once = apply(&parts, typeset);
        prop_assert_eq!(apply(&once, typeset), once.clone());
        let tied = apply(&once, widow);
        prop_assert_eq!(apply(&tied, typeset), tied.clone());
        prop_assert_eq!(apply(&tied, widow), tied.clone());
    }

    #[test]
    fn no_letter_is_lost_nor_moved_to_another_run(parts in runs()) {
        prop_assert_eq!(kept(&apply(&parts, typeset)), kept(&parts));
        prop_assert_eq!(kept(&apply(&parts, widow)), kept(&parts));
    }

    #[test]
    fn endings_are_letters_of_their_text(parts in runs()) {
        apply(&parts, |runs| {
            let found = ordinals(runs);
            let texts: Vec<&str> = runs.iter().filter(|run| matches!(run, Run::Text(_))).map(Run::text).collect();
            assert_eq!(found.len(), texts.len());
            for (ranges, text) in found.into_iter().zip(texts) {
                assert!(ranges.into_iter().all(|range| text[range].chars().all(char::is_alphabetic)));
            }
        });
    }
}
