use serde_json::json;

use super::*;

fn made(text: &str, view: &Json) -> Result<Filled, Box<TemplateError>> {
    let template = Template { name: "essai".into(), path: "modeles/essai.md".into(), text: text.into() };
    fill(&[template], "essai", view)
}

fn markdown(text: &str, view: &Json) -> String {
    made(text, view).unwrap().markdown
}

#[test]
fn what_a_record_says_prints_as_it_was_written() {
    let view = json!({ "titre": "{{ 7*7 }} *gras* [a](b) \u{e000}corps 0\u{e001}" });
    let expected = "\\{\\{ 7\\*7 \\}\\} \\*gras\\* \\[a\\]\\(b\\) ⟨U\\+E000⟩corps 0⟨U\\+E001⟩";
    assert_eq!(markdown("{{ titre }}", &view), expected);
    // Even where the template trusts the text.
    assert!(!markdown("{{ titre | safe }}", &view).contains('\u{e000}'));
}

#[test]
fn bodies_charts_and_pages_are_tokens() {
    let filled = made("{{ a | corps }}{{ b | corps }}", &json!({ "a": "*un*", "b": "deux" })).unwrap();
    assert_eq!(filled.bodies, ["*un*", "deux"]);
    assert_eq!(filled.markdown, format!("\n\n{}\n\n\n\n{}\n\n", Token::Body(0).write(), Token::Body(1).write()));
    assert!(markdown("{{ page(feuille='A3') }}", &json!({})).contains(&Token::Page(Sheet::A3Landscape).write()));
    assert!(markdown("{{ graphique(nom='flux') }}", &json!({})).contains(&Token::Chart("flux".into()).write()));
}

#[test]
fn numbers_agree_with_their_nouns_and_lists_are_enumerated() {
    let view = json!({ "n": 1200, "noms": ["a", "b", "c"] });
    assert_eq!(markdown("{{ n | accorde(un='idée', des='idées') }}", &view), "1\u{202f}200\u{a0}idées");
    assert_eq!(markdown("{{ noms | enumere }}", &view), "a\\, b et c");
}

#[test]
fn an_unknown_field_says_where_and_what_there_is() {
    let view = json!({ "gisements": [{ "titre": "Langue", "idees": [] }], "seance": {} });
    let error = made("# Un\n\n{% for g in gisements %}{{ g.titr }}{% endfor %}", &view).unwrap_err();
    let expected = "`g.titr` n’existe pas\n  → modeles/essai.md:3:30\n  │\n\
                    3 │ {% for g in gisements %}{{ g.titr }}{% endfor %}\n  │                              ━━━━\n\
                    aide\u{a0}: vouliez-vous dire `titre`\u{202f}? il y a `idees`, `titre`";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_template_that_is_not_there_or_goes_in_circles_is_an_error() {
    let error = made("{% include 'pied.md' %}", &json!({})).unwrap_err();
    assert!(error.to_string().contains("pied"), "{error}");
    assert_eq!(fill(&[], "brif", &json!({})).unwrap_err().message, "aucun modèle ne s’appelle `brif`");
    let error = made("{% include 'essai.md' %}", &json!({})).unwrap_err();
    assert!(error.to_string().contains("s’inclut lui-même"), "{error}");
}

#[test]
fn nothing_of_the_machine_is_within_reach() {
    for text in ["{{ get_env(name='HOME') }}", "{{ now() }}", "{% include '/etc/passwd' %}", "{% include '../x.md' %}"]
    {
        assert!(made(text, &json!({})).is_err(), "{text}");
    }
}

#[test]
fn the_later_of_two_templates_of_one_name_stands() {
    let one = |text: &str| Template { name: "a".into(), path: "a".into(), text: text.into() };
    assert_eq!(fill(&[one("un"), one("deux")], "a", &json!({})).unwrap().markdown, "deux");
}

#[test]
fn an_unknown_filter_is_named_with_those_there_are() {
    let error = made("# Un\n\n{{ 'a' | majuscule }}", &json!({})).unwrap_err();
    assert_eq!(error.message, "filtre inconnu\u{a0}: `majuscule`");
    assert_eq!(error.place.map(|(line, ..)| line), Some(3));
    assert!(error.help.contains("{{ n | nombre }}"), "{error}");
}

#[test]
fn a_slip_in_a_template_that_is_not_needed_does_no_harm() {
    let one = |name: &str, text: &str| Template { name: name.into(), path: name.into(), text: text.into() };
    let templates = [one("a", "{% include \"b.md\" %}"), one("b", "bon"), one("c", "{% if %}")];
    assert_eq!(fill(&templates, "a", &json!({})).unwrap().markdown, "bon");
    assert!(fill(&templates, "c", &json!({})).is_err());
}

#[test]
fn a_sentence_ends_with_one_sign() {
    let view = json!({ "a": "prêter la salle", "b": "prêter la salle.", "c": "qui ?", "d": null });
    assert_eq!(
        markdown("{{ a | phrase }} {{ b | phrase }} {{ c | phrase }}{{ d | phrase }}", &view),
        "prêter la salle\\. prêter la salle\\. qui \\?"
    );
    assert_eq!(
        markdown("{{ a | sans_point }} {{ b | sans_point }}{{ d | sans_point }}", &view),
        "prêter la salle prêter la salle"
    );
}
