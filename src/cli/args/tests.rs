//! What command lines mean, what help looks like, and that all of it is French.

#[path = "../../../tests/golden/mod.rs"]
mod golden;

use std::path::Path;

use super::*;
use crate::cli::errors::tests::{assert_french, visible_spaces};

fn read(line: &str) -> Result<Cli, Exit> {
    parse(line.split(' ').map(OsString::from), 80)
}

fn refused(line: &str) -> Exit {
    read(line).expect_err("should not parse")
}

fn accepted(line: &str) -> Cli {
    read(line).unwrap_or_else(|exit| panic!("{line}\n{}", exit.text))
}

/// Every command, `cb` first, with the words that call it.
fn all_commands() -> Vec<(String, clap::Command)> {
    fn walk(command: &clap::Command, found: &mut Vec<(String, clap::Command)>) {
        found.push((help::path(command).to_owned(), command.clone()));
        command.get_subcommands().for_each(|sub| walk(sub, found));
    }
    let mut root = command();
    root.build();
    let mut found = Vec::new();
    walk(&root, &mut found);
    found
}

#[test]
fn clap_finds_the_description_sound() {
    command().debug_assert();
}

#[test]
fn validate_reads_all_its_arguments() {
    let cli = accepted(
        "cb validate a b --format json --strict --select CB1,CB2 --select CB3 --ignore CB4 --at 2018 -q --color never",
    );
    let Command::Validate(validate) = cli.command else { panic!("another command") };
    assert_eq!(validate.scope.paths, [PathBuf::from("a"), PathBuf::from("b")]);
    assert_eq!(validate.scope.at.as_deref(), Some("2018"));
    assert_eq!(validate.format, ValidateFormat::Json);
    assert!(validate.strict);
    assert_eq!(validate.select, ["CB1", "CB2", "CB3"]);
    assert_eq!(validate.ignore, ["CB4"]);
    assert!(cli.common.quiet);
    assert_eq!(cli.common.color, ColorWhen::Never);
}

#[test]
fn defaults_are_those_of_a_terminal() {
    let cli = accepted("cb validate");
    let Command::Validate(validate) = cli.command else { panic!("another command") };
    assert_eq!(validate.format, ValidateFormat::Full);
    assert!(validate.scope.paths.is_empty() && validate.scope.at.is_none() && !validate.strict);
    assert_eq!((cli.common.color, cli.common.quiet), (ColorWhen::Auto, false));
}

#[test]
fn common_options_stand_before_or_after_the_command() {
    for line in ["cb --color always -q stats", "cb stats -q --color always"] {
        let cli = accepted(line);
        assert_eq!((cli.common.color, cli.common.quiet), (ColorWhen::Always, true), "{line}");
        assert!(matches!(cli.command, Command::Stats(Stats { format: StatsFormat::Text, .. })));
    }
}

#[test]
fn explain_takes_a_code_or_none() {
    for (line, expected) in [("cb explain", None), ("cb explain CB202", Some("CB202"))] {
        let Command::Explain(explain) = accepted(line).command else { panic!("another command") };
        assert_eq!(explain.code.as_deref(), expected);
    }
}

#[cfg(unix)]
#[test]
fn a_path_need_not_be_text() {
    use std::os::unix::ffi::OsStringExt;

    let path = OsString::from_vec(vec![b'a', 0xff]);
    let words = ["cb".into(), "validate".into(), path.clone()];
    let Command::Validate(validate) = parse(words, 80).expect("a path").command else { panic!("another command") };
    assert_eq!(validate.scope.paths, [PathBuf::from(path)]);
}

#[test]
fn every_example_can_be_run() {
    for (path, command) in all_commands() {
        let examples = command.get_after_help().unwrap_or_else(|| panic!("{path} has no example")).to_string();
        let typed: Vec<&str> = examples.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
        assert!(!typed.is_empty(), "{path}");
        for line in typed {
            assert!(line.starts_with(&path), "{line}");
            match read(line) {
                Ok(_) => {}
                Err(exit) => assert_eq!(exit.code, 0, "{line}\n{}", exit.text),
            }
        }
    }
}

#[test]
fn every_argument_and_value_is_explained_and_named() {
    for (path, command) in all_commands() {
        assert!(command.get_about().is_some(), "{path}");
        for arg in command.get_arguments() {
            let id = arg.get_id();
            assert!(arg.get_help().is_some(), "{path} {id}");
            if arg.get_action().takes_values() {
                assert!(arg.get_value_names().is_some(), "{path} {id}");
                for value in arg.get_possible_values() {
                    assert!(value.get_help().is_some(), "{path} {id} {}", value.get_name());
                }
            }
        }
    }
}

#[test]
fn summaries_take_no_full_stop() {
    for (path, command) in all_commands() {
        let summaries = command.get_arguments().filter_map(|arg| arg.get_help()).chain(command.get_about());
        for summary in summaries {
            assert!(!summary.to_string().ends_with('.'), "{path} : {summary}");
        }
    }
}

#[test]
fn all_help_is_french_at_any_width() {
    for (path, command) in all_commands() {
        for depth in [Depth::Short, Depth::Long] {
            for width in [0, 20, 40, 80, 200] {
                let page = help::render(&command, depth, Layout { width, emphasis: false });
                assert_french(&page);
                assert!(page.ends_with('\n') && !page.contains(" \n"), "{path}\n{page}");
            }
        }
    }
}

#[test]
fn every_fault_of_every_command_is_told_in_french() {
    for (path, command) in all_commands() {
        let mut lines = vec![format!("{path} --zzz"), format!("{path} -z"), format!("{path} x y z")];
        for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
            let name = help::name(arg);
            if !arg.get_action().takes_values() {
                lines.push(format!("{path} {name}=oui"));
            } else {
                lines.push(format!("{path} {name}"));
                if !arg.get_possible_values().is_empty() {
                    lines.push(format!("{path} {name} zzz"));
                }
            }
            if name == "--quiet" {
                lines.push(format!("{path} {name} {name}"));
            }
        }
        // These commands take any number of words.
        let listed =
            command.get_positionals().any(|arg| arg.get_num_args().is_some_and(|count| count.max_values() > 1));
        lines.retain(|line| !(listed && line.ends_with("x y z")));
        for line in lines {
            let exit = refused(&line);
            assert_eq!((exit.code, exit.to_stdout), (2, false), "{line}\n{}", exit.text);
            assert!(exit.text.starts_with("erreur\u{a0}: "), "{line}");
            assert_french(&exit.text);
        }
    }
}

#[test]
fn a_fault_shows_the_usage_of_its_own_command() {
    let cases = [
        ("cb --zzz", "cb [OPTIONS] COMMANDE"),
        ("cb --color never stats --zzz", "cb stats [OPTIONS] [CHEMIN…]"),
        ("cb -q explain --zzz", "cb explain [OPTIONS] [CODE]"),
        ("cb --color=never stats --format zzz", "cb stats [OPTIONS] [CHEMIN…]"),
        ("cb -- validate", "cb [OPTIONS] COMMANDE"),
        ("cb validate stats --zzz", "cb validate [OPTIONS] [CHEMIN…]"),
        ("cb hook --zzz", "cb hook [OPTIONS] COMMANDE"),
        ("cb hook zzz", "cb hook [OPTIONS] COMMANDE"),
        ("cb hook -q install --zzz", "cb hook install [OPTIONS]"),
    ];
    for (line, usage) in cases {
        let text = refused(line).text;
        assert!(text.ends_with(&format!("Utilisation\u{a0}: {usage}\n")), "{line}\n{text}");
    }
}

#[test]
fn an_option_out_of_place_is_traced_to_its_command() {
    for (line, owner) in [("cb stats --strict", "cb validate"), ("cb explain --version", "cb")] {
        let hint = format!("est une option de «\u{a0}{owner}\u{a0}»\n");
        assert!(refused(line).text.contains(&hint), "{line}");
    }
}

#[test]
fn an_option_takes_the_next_word_only_if_it_must() {
    let mut command = clap::Command::new("cb")
        .arg(clap::Arg::new("a").short('a').long("aa").action(ArgAction::Set))
        .arg(clap::Arg::new("b").short('b').action(ArgAction::SetTrue));
    command.build();
    let cases = [
        ("--aa", true),
        ("--aa=x", false),
        ("-a", true),
        ("-ax", false),
        ("-ba", true),
        ("-b", false),
        ("-bax", false),
        ("--zz", false),
        ("-é", false),
    ];
    for (word, expected) in cases {
        assert_eq!(awaits_value(&command, word), expected, "{word}");
    }
}

#[test]
fn help_and_version_are_answers_and_no_command_is_a_fault() {
    let cases = [
        ("cb --help", 0, true, "Tenir, vérifier"),
        ("cb -h", 0, true, "Tenir, vérifier"),
        ("cb help", 0, true, "Tenir, vérifier"),
        ("cb help stats", 0, true, "Compter entretiens"),
        ("cb help help", 0, true, "Afficher l’aide"),
        ("cb help help help", 0, true, "Afficher l’aide"),
        ("cb help -- help -- x", 0, true, "Tenir, vérifier"),
        ("cb stats -qh --zzz", 0, true, "Compter entretiens"),
        ("cb --version", 0, true, "cb "),
        ("cb -V", 0, true, "cb "),
        ("cb", 2, false, "Tenir, vérifier"),
        ("cb help zzz", 2, false, "erreur"),
        ("cb help hook remove", 0, true, "Retirer le crochet"),
        ("cb hook", 2, false, "Vérifier les dossiers avant chaque commit"),
        (
            "cb hook -q",
            2,
            false,
            "erreur\u{a0}: il manque une commande\naide\u{a0}: commandes possibles\u{a0}: install, remove\n",
        ),
        ("cb hook help", 2, false, "erreur\u{a0}: commande inconnue"),
    ];
    for (line, code, to_stdout, start) in cases {
        let exit = refused(line);
        assert_eq!((exit.code, exit.to_stdout), (code, to_stdout), "{line}");
        assert!(exit.text.starts_with(start), "{line}\n{}", exit.text);
    }
}

#[test]
fn the_three_ways_to_ask_for_help_say_the_same() {
    for (path, _) in all_commands().into_iter().skip(1) {
        let name = path.trim_start_matches("cb ");
        assert_eq!(refused(&format!("cb help {name}")), refused(&format!("cb {name} --help")));
        assert_ne!(refused(&format!("cb {name} -h")), refused(&format!("cb {name} --help")));
    }
}

#[test]
fn emphasis_follows_the_stream_the_text_goes_to() {
    let screen = Screen { width: 80, stdout_color: true, stderr_color: false };
    let text = |line: &str| parse(line.split(' ').map(OsString::from), screen).expect_err("should not parse").text;
    assert!(text("cb --help").contains("\u{1b}[1mCommandes"));
    assert!(!text("cb --zzz").contains('\u{1b}') && !text("cb").contains('\u{1b}'));
}

/// Compares a page of help with the one kept under `tests/data/aide/`; `CB_REFRESH=1 cargo test --lib args` writes it.
#[track_caller]
fn hold(name: &str, page: &str) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/aide").join(name);
    golden::hold(&kept, &visible_spaces(page));
}

#[test]
fn the_short_help_of_cb() {
    hold("cb.txt", &refused("cb -h").text);
}

#[test]
fn the_long_help_of_validate() {
    hold("validate.txt", &refused("cb validate --help").text);
}

#[test]
fn the_short_help_of_stats_on_a_narrow_terminal() {
    let words = ["cb", "stats", "-h"].map(OsString::from);
    hold("stats-etroit.txt", &parse(words, 40).expect_err("should not parse").text);
}
