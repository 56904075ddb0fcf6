//! Holds the reading of figures: what is said, what is counted, how far it speaks for all there are; and that no text is too odd.

use proptest::prelude::*;

use super::*;
use crate::value::quantite::Quantite;

fn prose(text: &str, form: Form) -> Prose {
    read(text, Span::new(0, text.len()), form)
}

/// Returns each figure of a text as `50 entretiens = 50 entretiens · Whole`: its words, the values that make it true, the noun, the hold.
fn figures(text: &str) -> Vec<String> {
    let prose = prose(text, Form::Plain);
    let number = |value: f64| if value.fract() == 0.0 { format!("{value}") } else { format!("{value:.1}") };
    let show = |mention: &Mention| {
        let block = &prose.blocks[mention.block];
        let bounds = mention.quantity.bounds();
        let (open, close) = (if bounds.min_open { "]" } else { "" }, if bounds.max_open { "[" } else { "" });
        let values = match bounds.max {
            Some(max) if max == bounds.min => number(max),
            Some(max) => format!("{open}{}–{}{close}", number(bounds.min), number(max)),
            None => format!("{open}{}–", number(bounds.min)),
        };
        let percent = if mention.quantity.is_percent() { " %" } else { "" };
        let of = mention.of.and_then(Quantite::whole).map_or_else(String::new, |of| format!(" sur {of}"));
        let unit = if mention.unit == Unit::Things { String::new() } else { format!(" {:?}", mention.unit) };
        let minutes = if mention.minutes > 0 { format!(" {}", mention.minutes) } else { String::new() };
        let noun = mention.noun.map_or_else(String::new, |noun| format!(" {}", block.words.word(noun.at)));
        let words = block.span(mention.tokens.clone()).of(text);
        format!("{words} = {values}{percent}{of}{unit}{minutes}{noun} · {:?}", mention.scope.hold())
    };
    prose.mentions.iter().map(show).collect()
}

#[test]
fn a_figure_is_an_operator_an_interval_a_noun_and_a_scope() {
    for (text, expected) in [
        ("50 entretiens ont été menés.", &["50 entretiens = 50 entretiens · Whole"][..]),
        ("Plus de 1 200 idées recueillies", &["Plus de 1 200 idées = ]1200– idees · Whole"]),
        ("près de cent trente personnes", &["près de cent trente personnes = 117–130 personnes · Open"]),
        ("une quarantaine d’habitants", &["une quarantaine d’habitants = 35–44 habitants · Open"]),
        ("40 personnes environ", &["40 personnes environ = 36–44 personnes · Open"]),
        ("de 40 à 50 idées", &["40 à 50 idées = 40–50 idees · Open"]),
        ("vingt et un gisements", &["vingt et un gisements = 21 gisements · Open"]),
        ("60 h d’immersion", &["60 h d’immersion = 60 Hours immersion · Open"]),
        ("1 h 15 d’immersion", &["1 h 15 d’immersion = 1 Hours 15 immersion · Open"]),
        ("en six semaines", &["six semaines = 6 Weeks · Open"]),
        ("Les six gisements", &["six gisements = 6 gisements · Whole"]),
        ("trois des six défis", &["trois = 3 · Part", "six défis = 6 defis · Whole"]),
        ("3 personas sur 8", &["3 personas sur 8 = 3 sur 8 personas · Open"]),
        ("la moitié des défis", &["la moitié des défis = 47–53 % defis · Open"]),
        ("96 % de satisfaction", &["96 % de satisfaction = 95.5–96.5[ % satisfaction · Open"]),
        ("130 personnes, dont 80 agents", &["130 personnes = 130 personnes · Open", "80 agents = 80 agents · Part"]),
        ("Sur 508 usagers, 488 sont satisfaits", &["508 usagers = 508 usagers · Open", "488 = 488 sur 508 · Open"]),
        ("un seul défi", &["un seul défi = 1 defi · Open"]),
        ("Entretiens réalisés : 50", &["50 = 50 entretiens · Whole"]),
    ] {
        assert_eq!(figures(text), expected, "{text}");
    }
}

#[test]
fn a_part_a_wish_a_quotation_do_not_speak_for_all() {
    for (text, hold) in [
        ("Douze entretiens portent sur l’école.", Hold::Open),
        ("Douze entretiens sur l’école ont été menés.", Hold::Part),
        ("Les trois premiers défis sont prêts.", Hold::Part),
        ("Nous visons 60 entretiens.", Hold::Apart),
        ("60 entretiens seront menés.", Hold::Apart),
        ("Les 60 entretiens seront rendus publics.", Hold::Whole),
        ("« 60 entretiens », promet l’affiche.", Hold::Apart),
        ("Ce ne sont pas 60 entretiens.", Hold::Apart),
        ("4 entretiens par jour", Hold::Apart),
        ("Hier, 4 entretiens ont été menés.", Hold::Part),
        ("Hier, les 4 entretiens ont été relus.", Hold::Whole),
    ] {
        let prose = prose(text, Form::Plain);
        let holds: Vec<Hold> = prose.mentions.iter().map(|mention| mention.scope.hold()).collect();
        assert_eq!(holds, [hold], "{text}");
    }
}

#[test]
fn what_counts_nothing_is_passed_over() {
    for text in [
        "En 2018, au 12 rue Nationale, 95100 Argenteuil, tél. 01 34 23 41 00",
        "à 14 h 30, de 9 h à 17 h, 12 € la place, 3,5 M€",
        "article L. 123-4, n° 12, page 3, ligne 47, E012, A86",
        "le 14/12/2018, le 3 au plus tôt, 2e édition, 24 h/24",
        "un entretien, une idée, le score de 3-2, 75 ans, 20 °C",
        "`50 entretiens`",
    ] {
        let found = prose(text, Form::Markdown).mentions;
        assert!(found.is_empty(), "{text}: {:?}", figures(text));
    }
}

#[test]
fn a_list_of_plain_text_has_its_items() {
    let prose = prose("Trois défis :\n- un\n- deux\n\n1. trois\n  suite\n\nFin.", Form::Plain);
    let places: Vec<Place> = prose.blocks.iter().map(|block| block.place).collect();
    let item = Place::Item { list: 0, depth: 1 };
    assert_eq!(places, [Place::Paragraph, item, item, item, Place::Paragraph]);
}

proptest! {
    #[test]
    fn figures_stand_in_order_within_the_text(text in "(?:[a-zéèà]{1,8}|[0-9]{1,6}|[ ,.;:%()«»’\n-]|dont|sur|plus de|environ|h|et|de ){0,60}") {
        for form in [Form::Markdown, Form::Plain] {
            let prose = prose(&text, form);
            let mut last = (0, 0);
            for mention in &prose.mentions {
                prop_assert!(last <= (mention.block, mention.tokens.start));
                last = (mention.block, mention.tokens.end);
                let block = &prose.blocks[mention.block];
                prop_assert!(mention.tokens.end <= block.words.tokens.len() && !mention.tokens.is_empty());
                let span = block.span(mention.tokens.clone());
                prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?}");
            }
        }
    }

    #[test]
    fn no_text_stops_the_reading(text in any::<String>()) {
        for form in [Form::Markdown, Form::Plain] {
            for mention in prose(&text, form).mentions {
                prop_assert!(!mention.tokens.is_empty());
            }
        }
    }
}
