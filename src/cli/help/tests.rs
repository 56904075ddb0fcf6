//! How a description becomes a page, whatever the command.

use super::*;

#[test]
fn wrapping_never_breaks_at_a_no_break_space() {
    assert_eq!(wrap("vouliez-vous dire « a » ?", 11), ["vouliez-vous", "dire", "« a » ?"]);
}

#[test]
fn a_word_wider_than_the_screen_is_kept_whole() {
    assert_eq!(wrap("un anticonstitutionnellement deux", 8), ["un", "anticonstitutionnellement", "deux"]);
}

#[test]
fn width_counts_columns_not_bytes() {
    assert_eq!(wrap("été ôté", 7), ["été ôté"]);
}

#[test]
fn arguments_are_spelled_as_they_are_typed() {
    let option = |name: &'static str| Arg::new(name).long(name).value_name("X").action(ArgAction::Set);
    let cases = [
        (Arg::new("p").value_name("P").required(true), "P"),
        (Arg::new("p").value_name("P"), "[P]"),
        (Arg::new("p").value_name("P").num_args(0..), "[P…]"),
        (option("un"), "--un X"),
        (option("un").short('u'), "-u, --un X"),
        (option("un").action(ArgAction::Append), "--un X…"),
        (option("un").num_args(0..=1), "--un [X]"),
        (option("un").require_equals(true), "--un=X"),
        (option("un").require_equals(true).num_args(0..=1), "--un[=X]"),
        (option("un").value_names(["X", "Y"]), "--un X Y"),
        (Arg::new("q").short('q').action(ArgAction::SetTrue), "-q"),
    ];
    for (arg, expected) in cases {
        let mut command = Command::new("cb").arg(arg);
        command.build();
        let spelled: Vec<_> = command.get_positionals().chain(command.get_arguments()).map(spelling).collect();
        assert_eq!(spelled.first().map(String::as_str), Some(expected));
    }
}

#[test]
fn what_is_hidden_stays_hidden() {
    let mut command = Command::new("cb")
        .arg(Arg::new("secret").long("secret").hide(true))
        .arg(Arg::new("rare").long("rare").hide_short_help(true))
        .subcommand(Command::new("coulisse").hide(true));
    command.build();
    let layout = Layout { width: 80, emphasis: false };
    let short = render(&command, Depth::Short, layout);
    let long = render(&command, Depth::Long, layout);
    assert!(!short.contains("secret") && !long.contains("secret"));
    assert!(!short.contains("coulisse") && !long.contains("coulisse"));
    assert!(!short.contains("--rare") && long.contains("--rare"));
}

#[test]
fn emphasis_adds_codes_and_nothing_else() {
    let mut command = Command::new("cb").about("Essai").arg(Arg::new("un").long("un"));
    command.build();
    let page = |emphasis| render(&command, Depth::Long, Layout { width: 80, emphasis });
    assert!(page(true).contains("\u{1b}[1mOptions :\u{1b}[0m"));
    assert_eq!(page(true).replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), page(false));
}
