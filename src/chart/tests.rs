//! Every chart on a small dossier, on a swollen one, on a hostile one and on none; what only one of them does stands last.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};

use super::*;
use crate::dossier::Dossier;
use crate::dossier::sample;
use crate::stats::Window;
use crate::value::date::Day;
use crate::value::nombre::entier;

/// A dossier on a day, with what is seen of it.
struct Seen {
    views: Views,
    stats: Stats,
}

impl Seen {
    fn of(dossier: &Dossier, (year, month, day): (i32, u8, u8)) -> Self {
        let window = Window::until(Day::from_ymd(year, month, day).unwrap());
        Self { views: Views::of(dossier, &window), stats: Stats::within(dossier, &window) }
    }

    fn files(files: &[(&str, &str)], at: (i32, u8, u8)) -> Self {
        Self::of(&sample::dossier(files), at)
    }

    fn draw(&self, name: &str) -> Option<Chart> {
        draw(name, &self.views, &self.stats)
    }

    fn chart(&self, name: &str) -> Chart {
        self.draw(name).unwrap_or_else(|| panic!("{name} is worth drawing"))
    }

    fn all(&self) -> Vec<Chart> {
        NAMES.iter().map(|(name, _)| self.chart(name)).collect()
    }
}

/// The invented dossier of the tests of commands.
fn terrain() -> Seen {
    fn read(root: &Path, folder: &Path, all: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(root, &path, all);
            } else {
                let inner = path.strip_prefix(root).unwrap().display().to_string().replace('\\', "/");
                all.push((inner, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/terrain");
    let mut all = Vec::new();
    read(&root, &root, &mut all);
    let files: Vec<(&str, &str)> = all.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Seen::files(&files, (2019, 5, 20))
}

/// A dossier with more of all than a picture holds, its names being `name` and a number.
fn swollen(name: &str) -> Seen {
    let mut files: Vec<(String, String)> = Vec::new();
    let quoted = |number: usize| format!("'{} {number}'", name.replace('\'', "''"));
    let themes: Vec<String> =
        (0..40).map(|number| format!("theme_{}", "long_".repeat(1 + number % 9) + &number.to_string())).collect();
    let mut manifest =
        format!("{}fictif: oui\nvocabulaires:\n  theme: [{}]\nphases:\n", sample::TITLE, themes.join(", "));
    for number in 1..=30_usize {
        let (from, to) = (2018 + number / 12, 2019 + number / 12);
        let month = number % 12 + 1;
        manifest.push_str(&format!(
            "  - nom: {}\n    role: exploration\n    prevu: {{debut: {from}-{month:02}, fin: {to}-{month:02}}}\n    realise: {{debut: {from}-{month:02}-15}}\n",
            quoted(number)
        ));
    }
    files.push(("dossier.yaml".into(), manifest));
    for number in 1..=150_usize {
        let natures = ["idée", "initiative", "orphelin", "ressource", "difficulté", "verrou"];
        let ideas = (0..number % 7).map(|at| {
            let theme = &themes[(number * at) % themes.len()];
            format!("- {} : faire {number} {at} #{theme} ^E{number}-{}\n", natures[(number + at) % 6], at + 1)
        });
        files.push((format!("entretiens/E{number:03}.md"), format!("{MET}{}", ideas.collect::<String>())));
    }
    for number in 1..=30_usize {
        let ideas: Vec<String> =
            (1..150).filter(|note| note % 30 == number % 30 && note % 7 > 0).map(|note| format!("E{note}-1")).collect();
        files.push((
            format!("gisements/G{number}.md"),
            format!("---\ntitre: {}\nidees: [{}]\n---\n", quoted(number), ideas.join(", ")),
        ));
    }
    for number in 1..=5 {
        files.push((
            format!("solutions/S{number}.md"),
            format!("---\ntitre: {}\nstatut: poursuivie\ngisements: [G{number}]\nperiode:\n  prevu: {{debut: 2019-02-01, fin: 2019-03-31}}\n---\n", quoted(number)),
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Seen::files(&files, (2020, 1, 1))
}

/// An interview in one sphere.
const MET: &str = "---\ndate: 2018-11-06\nprofil: agents\nsphere: publique\npersonnes: 3\ninformation: orale\n---\n";
const LONG: &str =
    "Accompagner sans les lâcher les familles qui arrivent dans la vallée, WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
const HOSTILE: &str = "<script>alert(1)</script> ]]> & \"x\" style=\"y\" var(--x,#123456) url(#saturation-motif-1) '";

/// A place on the picture: left, top, right, bottom.
type Place = [f64; 4];

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |text| text.parse().unwrap())
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name(("http://www.w3.org/2000/svg", name))
}

/// Where the words stand, as wide letters set them.
fn words<'d>(document: &'d Document<'_>) -> Vec<(Place, &'d str)> {
    let texts = document.descendants().filter(|node| is(node, "text"));
    texts
        .map(|node| {
            let (text, size) = (node.text().unwrap_or_default(), number(node, "font-size"));
            assert!(size >= 11.0, "{text} is too small");
            let bold = node.attribute("font-weight") == Some("bold");
            let width = if bold { label::bold_width(text, size) } else { label::width(text, size) };
            let x = number(node, "x")
                - match node.attribute("text-anchor") {
                    Some("middle") => width / 2.0,
                    Some("end") => width,
                    _ => 0.0,
                };
            let y = number(node, "y");
            ([x, y - size * 0.8, x + width, y + size * 0.22], text)
        })
        .collect()
}

/// Where the surfaces stand that would hide words: all but the ground.
fn surfaces(document: &Document<'_>) -> Vec<Place> {
    let rects = document
        .descendants()
        .filter(|node| is(node, "rect") && node.parent_element().is_some_and(|up| is(&up, "svg")));
    let seen = rects.filter(|node| node.attribute("style") != Some("fill:var(--fond,#ffffff)"));
    seen.map(|node| {
        let (x, y) = (number(node, "x"), number(node, "y"));
        [x, y, x + number(node, "width"), y + number(node, "height")]
    })
    .collect()
}

/// Where a place was cleared for words, bars do not hide them.
fn cleared(document: &Document<'_>) -> Vec<Place> {
    let rects = document.descendants().filter(|node| is(node, "rect") && node.has_attribute("rx"));
    rects
        .map(|node| {
            let (x, y) = (number(node, "x"), number(node, "y"));
            [x - 0.2, y - 0.2, x + number(node, "width") + 0.2, y + number(node, "height") + 0.2]
        })
        .collect()
}

fn meet(one: Place, other: Place) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

fn within(one: Place, other: Place) -> bool {
    other[0] <= one[0] && other[1] <= one[1] && one[2] <= other[2] && one[3] <= other[3]
}

/// Holds what every picture must be.
fn check(chart: &Chart) {
    let name = chart.name;
    let document = Document::parse(&chart.svg).unwrap_or_else(|error| panic!("{name}: {error}"));
    let root = document.root_element();
    assert!(is(&root, "svg") && root.attribute("role") == Some("img"));
    assert_eq!(root.attribute("aria-labelledby"), Some(format!("{name}-titre {name}-desc").as_str()));
    let (width, height) = chart.size;
    assert_eq!(root.attribute("viewBox"), Some(format!("0 0 {width} {height}").as_str()));
    let told = |tag: &str| root.children().find(|node| is(node, tag)).and_then(|node| node.text());
    assert_eq!(told("title"), Some(label::clean(&chart.title).as_str()));
    assert_eq!(told("desc"), Some(label::clean(&chart.description).as_str()));

    let mut identifiers = BTreeSet::new();
    for node in document.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        let plain = ["svg", "title", "desc", "defs", "pattern", "rect", "path", "line", "text"];
        assert!(plain.contains(&tag), "{name}: <{tag}>");
        for attribute in node.attributes() {
            assert!(
                !attribute.name().starts_with("on") && !["class", "href"].contains(&attribute.name()),
                "{attribute:?}"
            );
        }
        if let Some(identifier) = node.attribute("id") {
            assert!(identifier.starts_with(&format!("{name}-")), "{identifier}");
            assert!(identifiers.insert(identifier.to_owned()), "{identifier} twice");
        }
    }
    for fill in document.descendants().filter_map(|node| node.attribute("fill")) {
        let pattern = fill.strip_prefix("url(#").and_then(|fill| fill.strip_suffix(')'));
        assert!(fill == "none" || pattern.is_some_and(|pattern| identifiers.contains(pattern)), "{name}: {fill}");
    }

    let (words, surfaces, cleared) = (words(&document), surfaces(&document), cleared(&document));
    for (at, (place, text)) in words.iter().enumerate() {
        assert!(within(*place, [0.0, 0.0, f64::from(width), f64::from(height)]), "{name}: « {text} » is cut {place:?}");
        for (other, more) in words.iter().skip(at + 1) {
            assert!(!meet(*place, *other), "{name}: « {text} » and « {more} » meet");
        }
        let free = cleared.iter().any(|free| place[0] >= free[0] && place[2] <= free[2] && meet(*place, *free));
        assert!(free || !surfaces.iter().any(|surface| meet(*place, *surface)), "{name}: « {text} » is hidden");
    }

    assert_eq!(chart.head.len(), chart.numbers.len());
    assert!(!chart.rows.is_empty() && chart.rows.iter().all(|row| row.len() == chart.head.len()), "{name}");
    assert!(!chart.description.is_empty() && chart.description.ends_with('.'), "{}", chart.description);
}

#[test]
fn every_chart_is_plain_svg_whose_words_are_whole_and_apart() {
    for seen in [terrain(), swollen("Étape"), swollen(LONG), swollen(HOSTILE)] {
        seen.all().iter().for_each(check);
    }
}

#[test]
fn the_same_dossier_gives_the_same_picture() {
    let seen = terrain();
    assert_eq!(seen.all(), seen.all());
    assert_eq!(seen.all(), terrain().all());
}

#[test]
fn nothing_worth_drawing_gives_no_chart() {
    let note = sample::note("Rien.");
    let idea = sample::note("- idée : ouvrir le soir");
    for files in [&[][..], &[("entretiens/E1.md", note.as_str())]] {
        let seen = Seen::files(files, (2019, 1, 1));
        for (name, _) in NAMES {
            assert_eq!(seen.draw(name), None, "{name}");
        }
    }
    let seen = Seen::files(&[("entretiens/E1.md", &idea), ("gisements/G1.md", "---\n---\n# Vide\n")], (2019, 1, 1));
    for name in ["idees-par-theme", "idees-par-gisement", "saturation", "spheres", "calendrier", "camembert", ""] {
        assert_eq!(seen.draw(name), None, "{name}");
    }
    assert!(seen.draw("flux").is_some(), "a gisement is something made");
}

#[test]
fn what_people_wrote_is_only_words() {
    for chart in swollen(HOSTILE).all() {
        let document = Document::parse(&chart.svg).unwrap();
        let all: String = document.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
        assert!(!chart.svg.contains("<script"), "{}", chart.name);
        if chart.name == "calendrier" {
            assert!(all.contains("<script>") && chart.rows[0][0].contains(HOSTILE), "the table holds it all");
        }
    }
}

#[test]
fn without_variables_colours_are_plain_and_words_untouched() {
    let words = |svg: &str| {
        let document = Document::parse(svg).unwrap();
        document
            .descendants()
            .filter(Node::is_text)
            .filter_map(|node| node.text().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    for chart in swollen("var(--encre,#1a1a1a) style=\"fill:var(--x,#fff)\"").all() {
        let plain = without_variables(&chart.svg);
        assert_eq!(words(&plain), words(&chart.svg), "{}", chart.name);
        let document = Document::parse(&plain).unwrap();
        let styles: Vec<&str> = document.descendants().filter_map(|node| node.attribute("style")).collect();
        assert!(styles.iter().all(|style| !style.contains("var(")) && styles.contains(&"fill:#ffffff"), "{styles:?}");
    }
    assert_eq!(without_variables("<a style=\"fill:var(--x\"/>"), "<a style=\"fill:var(--x\"/>");
}

#[test]
fn a_picture_may_stand_twice_on_a_page() {
    let chart = terrain().chart("flux");
    let second = with_identifiers(&chart.svg, "flux", "flux-2");
    assert!(!second.contains("\"flux-titre") && !second.contains("#flux-motif") && !second.contains(" flux-desc"));
    check(&Chart { name: "flux-2", svg: second, ..chart });
}

#[test]
fn an_invented_dossier_says_so_in_the_picture_and_in_its_reading() {
    for chart in terrain().all() {
        assert!(chart.svg.contains("dossier fictif</text>"), "{}", chart.name);
        assert!(chart.description.ends_with("Dossier fictif."));
    }
}

/// The column of a table as numbers are written.
fn column(chart: &Chart, at: usize) -> Vec<&str> {
    assert!(at == 0 || chart.numbers[at], "{} holds numbers", chart.head[at]);
    chart.rows.iter().map(|row| row[at].as_str()).collect()
}

fn written(numbers: impl IntoIterator<Item = u64>) -> Vec<String> {
    numbers.into_iter().map(entier).collect()
}

#[test]
fn tables_hold_the_numbers_of_the_views() {
    let seen = terrain();
    let views = &seen.views;

    let chart = seen.chart("idees-par-theme");
    let mut totals = views.themes.row_totals.clone();
    totals.sort_by_key(|total| std::cmp::Reverse(*total));
    totals.push(views.themes.total);
    assert_eq!(column(&chart, 1), written(totals));
    assert_eq!(chart.rows.last().unwrap()[0], "ensemble, chaque idée une fois");

    let chart = seen.chart("idees-par-gisement");
    let supports = &views.gisements.supports;
    assert_eq!(column(&chart, 0), supports.iter().map(|support| support.label.as_str()).collect::<Vec<_>>());
    assert_eq!(column(&chart, chart.head.len() - 1), written(supports.iter().map(|support| support.ideas)));
    for (row, support) in chart.rows.iter().zip(supports) {
        let natures: u64 = row[1..row.len() - 1].iter().map(|count| count.parse::<u64>().unwrap()).sum();
        assert_eq!(natures, support.natures.iter().map(|(.., count)| count).sum::<u64>());
    }

    let chart = seen.chart("saturation");
    assert_eq!(column(&chart, 0), views.weeks.curve.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
    assert_eq!(column(&chart, 1), written(views.weeks.curve.iter().map(|(_, ideas)| *ideas)));
    assert_eq!(chart.rows.last().unwrap()[2], entier(views.weeks.all.ideas));

    let chart = seen.chart("spheres");
    let spheres = &views.coverage.spheres;
    assert_eq!(column(&chart, 1), written(spheres.iter().map(|met| met.interviews)));
    assert_eq!(column(&chart, 2), written(spheres.iter().map(|met| met.ideas)));

    let chart = seen.chart("calendrier");
    assert_eq!(chart.rows.len(), views.calendar.entries.len());

    let chart = seen.chart("flux");
    for link in &views.funnel.links {
        let noun = crate::model::def(link.kind).noun.1;
        let row = chart.rows.iter().find(|row| row[0] == noun).unwrap();
        assert_eq!(row[1], entier(link.count));
        assert!(row[2].is_empty() || row[2] == entier(link.taken_up), "{row:?}");
    }
}

#[test]
fn readings_say_what_there_is() {
    let seen = terrain();
    let said = |name: &str| seen.chart(name).description;
    assert!(
        said("idees-par-theme")
            .starts_with("Le thème le plus cité, mobilité, réunit 11\u{a0}idées sur 38\u{202f}; viennent ensuite")
    );
    assert!(said("idees-par-gisement").contains("11\u{a0}idées sur 38 ne sont dans aucun."));
    assert!(said("saturation").contains("les 5 derniers en ont apporté 8, soit 1,6."));
    assert!(said("spheres").starts_with("La sphère la plus rencontrée, publique, compte 5 sur 12\u{a0}entretiens"));
    assert!(
        said("calendrier")
            .contains("le plus long retard certain à la fin est de 26\u{a0}jours, pour «\u{a0}Exploration\u{a0}».")
    );
    assert!(said("flux").starts_with("Au départ, 12\u{a0}entretiens et 2\u{a0}immersions."));
}

#[test]
fn a_swollen_dossier_is_drawn_in_part_and_written_in_full() {
    let seen = swollen("Étape");
    let bars = |name: &str| surfaces(&Document::parse(&seen.chart(name).svg).unwrap()).len();

    let chart = seen.chart("idees-par-theme");
    assert!(chart.svg.contains("autres thèmes, ") && chart.description.contains("19 premiers thèmes"));
    assert_eq!(chart.rows.len(), seen.views.themes.rows.len() + 1);
    assert!(bars("idees-par-theme") <= 21);

    let chart = seen.chart("idees-par-gisement");
    assert!(chart.svg.contains("autres gisements, dans le tableau"));
    assert_eq!(chart.rows.len(), 30);

    let chart = seen.chart("saturation");
    assert_eq!(chart.rows.len(), 75, "two interviews share a point");
    assert_eq!(chart.rows[0][0], "E001\u{a0}– E002");
    assert_eq!(chart.head.len(), 4);

    let chart = seen.chart("calendrier");
    assert!(chart.description.contains("19\u{a0}étapes ne tiennent pas sur le dessin"), "{}", chart.description);
    assert_eq!(chart.rows.len(), 35);
}

#[test]
fn a_sphere_that_nobody_met_stands_at_nought() {
    let note = format!("{MET}- idée : a\n");
    let chart = Seen::files(&[("entretiens/E1.md", &note)], (2019, 1, 1)).chart("spheres");
    check(&chart);
    assert_eq!(chart.rows.len(), 4);
    assert!(chart.rows.iter().any(|row| row[0] == "économique" && row[1] == "0" && row[2] == "0"));
    assert!(chart.description.ends_with("Aucun entretien\u{a0}: société civile, économique, usagers et habitants."));
}

#[test]
fn themes_as_often_cited_share_the_first_place() {
    let of = |lines: &str| {
        let note = sample::note(lines);
        let chart = Seen::files(&[("entretiens/E1.md", &note)], (2019, 1, 1)).chart("idees-par-theme");
        check(&chart);
        chart.description
    };
    assert_eq!(
        of("- idée : a #sante\n- idée : b #logement\n- idée : c"),
        "Les thèmes les plus cités, santé et logement, réunissent chacun 1\u{a0}idée sur 3. 1\u{a0}idée n’a pas de thème."
    );
    assert_eq!(of("- idée : a #sante\n"), "Le thème le plus cité, santé, réunit 1\u{a0}idée sur 1.");
}

#[test]
fn the_day_is_marked_where_the_calendar_holds_it() {
    let manifest = format!(
        "{}phases:\n  - nom: Terrain\n    role: exploration\n    prevu: {{debut: 2018-10-01, fin: 2018-11-30}}\n    realise: {{debut: 2018-10-08}}\n",
        sample::TITLE
    );
    let at = |day| Seen::files(&[("dossier.yaml", &manifest)], day).chart("calendrier");
    for (day, marked) in [((2018, 10, 20), true), ((2018, 12, 15), true), ((2018, 9, 1), false)] {
        let chart = at(day);
        check(&chart);
        assert_eq!(chart.svg.contains(">au "), marked, "{day:?}");
    }
    assert!(at((2018, 12, 15)).description.contains("retard certain à la fin est de 15\u{a0}jours à ce jour"));
}
