//! Words said without agreement are printed nowhere, whoever repeats them and wherever.
//!
//! `tests/data/report/accords/` has a verbatim for each way of not agreeing, and repeats all of them in bodies, a letter, ideas, needs,
//! decisions and actions.

use carte_blanche::fr::fold::fold;
use carte_blanche::view::View;
use serde_json::Value;

use crate::every_field::{self, Fill, QUOTED};
use crate::{cb, data, documents, formats, names, printed, root, view};

/// The day at which that dossier is looked at.
pub(crate) const AT: &str = "2019-03-01";

/// What may not go out, with the name of the verbatim.
const WITHHELD: &[(&str, &str)] = &[
    ("E001-v2", "Ma fille voulait partir avant la fonte des neiges."),
    ("E001-v3", "Je tiens le carnet bleu des crédits sous la caisse."),
    ("E002-v1", "J’ai dormi trois nuits dans la gare de Sorne, sous mon manteau rouge."),
    ("E003-v1", "Le maire m’a prêté la clé du moulin sans rien écrire."),
    ("IM01-v1", "Mon chien monte devant et personne ne descend derrière."),
];

/// What may.
const AGREED: &str = "Le jeudi, tout le canton passe devant mes cageots.";

/// How many words in a row make a quotation known again.
const ROW: usize = 5;

/// Returns the words of a text, folded, one space between them.
fn plain(text: &str) -> String {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the rows of a quotation that a text repeats.
fn repeated(quotation: &str, text: &str) -> Vec<String> {
    let (words, text) = (plain(quotation), format!(" {} ", plain(text)));
    let words: Vec<&str> = words.split(' ').collect();
    let rows = words.windows(ROW).map(|row| row.join(" "));
    rows.filter(|row| text.contains(&format!(" {row} "))).collect()
}

/// Lists the texts of a tree of values, each with its path; the names of fields are none, the keys of free mappings are values.
fn texts(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| texts(item, &format!("{path}/{index}"), found));
        }
        Value::Object(fields) => fields.iter().for_each(|(key, item)| texts(item, &format!("{path}/{key}"), found)),
        _ => {}
    }
}

/// Lists where a view and its reports repeat a quotation.
fn leaks(view: &View, quotations: &[&str]) -> Vec<String> {
    let mut leaks = Vec::new();
    let mut values = Vec::new();
    texts(&view.values, "", &mut values);
    let mut look = |place: &str, text: &str| {
        for quotation in quotations {
            leaks.extend(repeated(quotation, text).first().map(|row| format!("{place}: {row}")));
        }
    };
    for (path, text) in &values {
        look(&format!("json {path}"), text);
    }
    for (model, document) in documents(view) {
        for (format, bytes) in formats(&document) {
            look(&format!("{model}.{format}"), &printed::text(format, &bytes));
        }
    }
    leaks
}

#[test]
fn a_quotation_is_known_again_whatever_its_dress() {
    assert_eq!(
        repeated("Un, deux, trois, quatre, cinq.", "zéro un\nDEUX trois « quatre » cinq six"),
        ["un deux trois quatre cinq"]
    );
    assert!(repeated("un deux trois quatre cinq", "un deux trois quatre, et cinq").is_empty());
}

#[test]
fn what_nobody_agreed_to_is_printed_in_no_format() {
    let view = view(&data().join("accords"), AT);
    let quotations: Vec<&str> = WITHHELD.iter().map(|(_, words)| *words).collect();
    let leaks = leaks(&view, &quotations);
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n"));
    let names: Vec<&str> = WITHHELD.iter().map(|(name, _)| *name).collect();
    assert_eq!(view.withheld(), names);
}

#[test]
fn what_was_agreed_to_is_printed_where_it_was_chosen() {
    let view = view(&data().join("accords"), AT);
    for (model, document) in documents(&view) {
        let chosen = ["brief-seminaire", "fiche-gisement"].contains(&&*model);
        for (format, bytes) in formats(&document) {
            let found = !repeated(AGREED, &printed::text(format, &bytes)).is_empty();
            assert_eq!(found, chosen, "{model}.{format}");
        }
    }
    let json = view.values.to_string();
    assert_eq!(json.matches("cageots").count(), 3, "G01, P01 and S01 chose it: {json}");
}

#[test]
fn a_field_of_no_record_repeats_what_was_refused() {
    let made = every_field::dossier(Fill::Quoted);
    let leaks = leaks(&view(made.path(), every_field::AT), &[QUOTED]);
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn stderr_says_which_were_left_out() {
    for (model, left) in [
        (
            "brief-seminaire",
            "5\u{a0}citations laissées de côté, faute d’accord\u{a0}: E001-v2, E001-v3, E002-v1, E003-v1, IM01-v1",
        ),
        ("lettre-persona", "3\u{a0}citations laissées de côté, faute d’accord\u{a0}: E001-v3, E002-v1, IM01-v1"),
    ] {
        let arguments = [model, "tests/data/report/accords", "--at", AT];
        let said = String::from_utf8(cb(&root(), &arguments).stderr).expect("UTF-8");
        assert_eq!(said.trim_end().replace('\n', " "), left, "{model}");
        let quiet = cb(&root(), &[&arguments[..], &["--quiet"]].concat());
        assert!(quiet.stderr.is_empty() && quiet.status.success(), "{model}");
    }
    let none = cb(&root(), &["synthese", "dossiers/cahors", "--at", AT]);
    assert!(none.stderr.is_empty() && none.status.success(), "nothing is left out");
}

#[test]
fn a_dossier_without_agreements_says_so_for_every_model() {
    for model in names() {
        let output = cb(&root(), &[&model, "tests/data/report/accords", "--at", AT, "--format", "json"]);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(said.contains("5\u{a0}citations laissées de côté"), "{model}: all values are asked for\n{said}");
    }
}
