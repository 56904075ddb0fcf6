//! Each kind of error clap can give, and a scan that finds English and bad typography in anything
//! shown.

use clap::{ArgAction, value_parser};

use super::*;

const WIDE: Layout = Layout { width: 200, emphasis: false };

/// English words that no French text of `cb` has. Left out, being French too or typed names:
/// argument, option, usage, possible, information, version, help.
const ENGLISH: &str = "usage: error arguments: options: command commands print values value \
    default for more try found required invalid unexpected provided tip similar the and not was \
    were with cannot used missing needed unrecognized subcommand exists exist is this be to any of \
    in digit string";

/// Fails if `text` holds an English word or a sign spaced as in English.
pub(crate) fn assert_french(text: &str) {
    assert_eq!(english(text), Vec::<&str>::new(), "anglais dans :\n{text}");
    assert_eq!(ill_spaced(text), Vec::<char>::new(), "espaces dans :\n{text}");
}

fn english(text: &str) -> Vec<&'static str> {
    let found = |word: &str| ENGLISH.split_whitespace().find(|english| word.eq_ignore_ascii_case(english));
    let prose = prose(text);
    // A title keeps its colon: « Options: » is English, « options » is not.
    let words = prose.split(|letter: char| !letter.is_alphanumeric() && letter != ':');
    words.filter_map(|word| found(word).or_else(|| found(word.trim_end_matches(':')))).collect()
}

/// High signs without their no-break space, and straight apostrophes.
fn ill_spaced(text: &str) -> Vec<char> {
    let text = prose(text);
    let letters: Vec<char> = text.chars().collect();
    let pairs = letters.windows(2);
    pairs
        .filter_map(|pair| match *pair {
            [before, sign @ (':' | '»' | '%')] if before != '\u{a0}' => Some(sign),
            [before, sign @ (';' | '!' | '?')] if before != '\u{202f}' => Some(sign),
            ['«', after] if after != '\u{a0}' => Some('«'),
            [_, '\''] => Some('\''),
            _ => None,
        })
        .collect()
}

/// What is left of a page without the lines to be typed, which follow other rules.
fn prose(text: &str) -> String {
    let typed = |line: &&str| line.trim_start().starts_with("cb ");
    text.lines().filter(|line| !typed(line)).collect::<Vec<_>>().join("\n")
}

/// Returns the text with its no-break spaces made visible: `~` for U+00A0, `^` for U+202F.
pub(crate) fn visible_spaces(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "^")
}

fn refuse(_: &str) -> Result<String, Refusal> {
    Err(Refusal("elle n’existe pas".to_owned()))
}

/// A command with an argument for each kind of error.
fn sample() -> Command {
    let option = |name: &'static str| Arg::new(name).long(name).value_name("X").action(ArgAction::Set);
    Command::new("cb")
        .bin_name("cb")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_value_name("COMMANDE")
        .subcommand(
            Command::new("essai")
                .arg(Arg::new("modele").value_name("MODELE").required(true))
                .arg(option("paire").num_args(2))
                .arg(option("deux").num_args(2..=3))
                .arg(option("nombre").value_parser(value_parser!(i64)))
                .arg(option("part").value_parser(value_parser!(f64)))
                .arg(option("petit").value_parser(value_parser!(u8).range(1..3)))
                .arg(option("jamais").value_parser(refuse))
                .arg(option("forme").value_parser(["court", "long"]))
                .arg(option("texte").value_parser(value_parser!(String)))
                .arg(option("egal").require_equals(true))
                .arg(option("seul").exclusive(true))
                .arg(Arg::new("vite").long("vite").action(ArgAction::SetTrue).conflicts_with_all(["forme", "texte"])),
        )
        .subcommand(Command::new("couple").arg(option("de").required(true)).arg(option("vers").required(true)))
}

fn fault(root: &mut Command, words: &[&str], layout: Layout) -> (ErrorKind, String) {
    let error = root.clone().try_get_matches_from(words).expect_err("should not parse");
    root.build();
    let command = words.get(1).and_then(|name| root.find_subcommand(name)).unwrap_or(root);
    (error.kind(), render(&error, command, root, layout))
}

#[test]
fn each_kind_of_error_is_told_in_french() {
    use ErrorKind::*;
    // Without hints of its own, an error points to the list of options.
    let cases: &[(&str, ErrorKind, &str, &[&str])] = &[
        ("cb essai m --fome", UnknownArgument, "option inconnue «~--fome~»", &["vouliez-vous dire «~--forme~»^?"]),
        (
            "cb essai m -x",
            UnknownArgument,
            "option inconnue «~-x~»",
            &["«~cb essai --help~» donne la liste des options", "pour donner «~-x~» comme MODELE, écrivez «~-- -x~»"],
        ),
        ("cb essai m n", UnknownArgument, "argument en trop «~n~»", &[]),
        (
            "cb couple --vite",
            UnknownArgument,
            "option inconnue «~--vite~»",
            &["«~--vite~» est une option de «~cb essai~»"],
        ),
        (
            "cb -- essai",
            UnknownArgument,
            "argument en trop «~essai~»",
            &["«~essai~» est une commande~: retirez le «~--~» qui la précède"],
        ),
        ("cb esai", InvalidSubcommand, "commande inconnue «~esai~»", &["vouliez-vous dire «~essai~»^?"]),
        ("cb xyz", InvalidSubcommand, "commande inconnue «~xyz~»", &["«~cb --help~» donne la liste des commandes"]),
        ("cb", MissingSubcommand, "il manque une commande", &["commandes possibles~: essai, couple"]),
        ("cb essai", MissingRequiredArgument, "il manque l’argument «~MODELE~»", &[]),
        (
            "cb couple",
            MissingRequiredArgument,
            "il manque~: «~--de~», «~--vers~»",
            &["«~cb couple --help~» donne la liste des options"],
        ),
        (
            "cb essai m --forme lng",
            InvalidValue,
            "valeur «~lng~» refusée pour l’option «~--forme~»",
            &["vouliez-vous dire «~long~»^?", "valeurs possibles~: court, long"],
        ),
        ("cb essai m --texte", InvalidValue, "il manque une valeur à l’option «~--texte~»", &[]),
        (
            "cb essai m --nombre x",
            ValueValidation,
            "valeur «~x~» refusée pour l’option «~--nombre~»~: un nombre entier est attendu",
            &[],
        ),
        (
            "cb essai m --part x",
            ValueValidation,
            "valeur «~x~» refusée pour l’option «~--part~»~: un nombre est attendu",
            &[],
        ),
        ("cb essai m --petit 9", ValueValidation, "valeur «~9~» refusée pour l’option «~--petit~»", &[]),
        (
            "cb essai m --jamais x",
            ValueValidation,
            "valeur «~x~» refusée pour l’option «~--jamais~»~: elle n’existe pas",
            &[],
        ),
        (
            "cb essai m --vite=oui",
            TooManyValues,
            "l’option «~--vite~» ne prend pas de valeur, mais a reçu «~oui~»",
            &[],
        ),
        ("cb essai m --deux a", TooFewValues, "l’option «~--deux~» attend au moins 2 valeurs, et en a reçu 1", &[]),
        ("cb essai m --paire a", WrongNumberOfValues, "l’option «~--paire~» attend 2 valeurs, et en a reçu 1", &[]),
        ("cb essai m --vite --vite", ArgumentConflict, "l’option «~--vite~» ne peut être donnée qu’une fois", &[]),
        ("cb essai m --vite --texte t", ArgumentConflict, "l’option «~--vite~» ne s’emploie pas avec «~--texte~»", &[]),
        ("cb essai m --seul s", ArgumentConflict, "l’option «~--seul~» s’emploie sans rien d’autre", &[]),
        (
            "cb essai m --egal s",
            NoEquals,
            "l’option «~--egal~» attend un signe «~=~» avant sa valeur",
            &["écrivez «~--egal=X~»"],
        ),
    ];
    for (line, kind, message, hints) in cases {
        let words: Vec<&str> = line.split(' ').collect();
        let (found, text) = fault(&mut sample(), &words, WIDE);
        assert_eq!(found, *kind, "{line}");
        let (told, usage) = text.split_once("\n\n").expect("a usage line");
        let list = format!("«~{} {} --help~» donne la liste des options", words[0], words.get(1).unwrap_or(&""));
        let hints = if hints.is_empty() { vec![list.as_str()] } else { hints.to_vec() };
        let expected = format!("erreur~: {message}\naide~: {}", hints.join("\naide~: "));
        assert_eq!(visible_spaces(told), expected, "{line}");
        assert!(usage.starts_with("Utilisation\u{a0}: cb") && usage.ends_with('\n'), "{usage}");
        assert_french(&text);
    }
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text_are_told_in_french() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let words = ["cb", "essai", "m", "--texte"].map(OsString::from).into_iter();
    let error =
        sample().try_get_matches_from(words.chain([OsString::from_vec(vec![0xff])])).expect_err("should not parse");
    let mut root = sample();
    root.build();
    let text = render(&error, &root, &root, WIDE);
    assert_eq!(error.kind(), ErrorKind::InvalidUtf8);
    assert!(text.starts_with("erreur\u{a0}: un argument n’est pas du texte en UTF-8\n"));
    assert_french(&text);
}

#[test]
fn kinds_without_context_still_give_a_french_message() {
    use ErrorKind::*;
    let mut root = sample();
    root.build();
    let kinds = [
        InvalidValue,
        UnknownArgument,
        InvalidSubcommand,
        NoEquals,
        ValueValidation,
        TooManyValues,
        TooFewValues,
        WrongNumberOfValues,
        ArgumentConflict,
        MissingRequiredArgument,
        MissingSubcommand,
        InvalidUtf8,
        Io,
        Format,
    ];
    for kind in kinds {
        assert_french(&render(&clap::Error::new(kind), &root, &root, WIDE));
    }
}

#[test]
fn the_scan_finds_the_words_of_clap() {
    let error = sample().try_get_matches_from(["cb", "essai", "--fome"]).expect_err("should not parse");
    assert!(!english(&error.to_string()).is_empty());
    assert_eq!(english("Options:\n  -h  Print help"), ["options:", "print"]);
    assert_eq!(ill_spaced("Options: «oui» qu'elle\u{a0}?"), [':', '«', '»', '\'', '?']);
}

#[test]
fn what_a_user_typed_cannot_drive_the_terminal() {
    let (_, text) = fault(&mut sample(), &["cb", "\u{1b}[31mx\u{202e}\n"], WIDE);
    assert!(text.contains(r"\u{1b}[31mx\u{202e}\u{a}"), "{text}");
}

#[test]
fn emphasis_marks_labels_and_wrapping_hangs() {
    let layout = Layout { width: 20, emphasis: true };
    let (_, text) = fault(&mut sample(), &["cb", "couple"], layout);
    let expected = "\u{1b}[1;31merreur\u{1b}[0m~: il manque~:\n  «~--de~», «~--vers~»\n";
    assert!(visible_spaces(&text).starts_with(expected), "{text}");
}
