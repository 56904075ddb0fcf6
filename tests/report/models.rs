//! Every model on every dossier, as a tree: whole sentences, no heading over nothing, and a cover that says what the dossier is.

use carte_blanche::report::document::{Block, Document};
use carte_blanche::view::View;

use crate::every_field::{self, Fill};
use crate::prose;
use crate::words::{Place, lines, words};
use crate::{END, TERRAIN, documents, dossier, exemple, folder, names, root, view, view_about};

/// Fails with all that is wrong in the models of a view.
#[track_caller]
fn check(name: &str, view: &View) {
    let faults: Vec<String> = documents(view)
        .iter()
        .flat_map(|(model, document)| {
            prose::faults(document).into_iter().map(move |fault| format!("{name}, {model}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

fn published(name: &str) -> View {
    view(&root().join("dossiers").join(name), END)
}

#[test]
fn models_of_argenteuil_are_whole() {
    check("argenteuil", &published("argenteuil"));
}

#[test]
fn models_of_cahors_are_whole() {
    check("cahors", &published("cahors"));
}

#[test]
fn models_of_the_example_are_whole() {
    exemple(|view| check("exemple", view));
}

#[test]
fn models_of_a_small_dossier_are_whole_on_any_day() {
    for at in ["2018-10-01", "2018-10-16", "2018-12-14", TERRAIN.1, "2025-01-01"] {
        check(at, &view(&root().join(TERRAIN.0), at));
    }
}

#[test]
fn models_of_an_empty_dossier_are_whole() {
    let manifest = "titre: Rien encore\nterritoire: Ici\npilote: Préfecture\nlancement: 2025-01-06\n";
    check("empty", &view(folder(&[("dossier.yaml", manifest)]).path(), END));
}

#[test]
fn models_are_whole_with_the_required_fields_alone_and_with_all() {
    for fill in [Fill::Required, Fill::Words, Fill::Sentences] {
        let made = every_field::dossier(fill);
        check(&format!("{fill:?}"), &view(made.path(), every_field::AT));
    }
}

#[test]
fn models_about_one_record_are_whole() {
    let dossier = dossier(&root().join("dossiers/exemple"), END);
    let mut all = Vec::new();
    for (model, id) in [
        ("brief-seminaire", "SE03"),
        ("brief-seminaire", "SE07"),
        ("releve-decisions", "SE03"),
        ("releve-decisions", "SE04"),
        ("fiche-gisement", "G01"),
        ("fiche-gisement", "G07"),
        ("fiche-solution", "S02"),
        ("fiche-solution", "S09"),
        ("lettre-persona", "P01"),
        ("derogations", "DR03"),
    ] {
        let view = view_about(&dossier, END, Some(id));
        let document = crate::document(&view, model);
        let faults = prose::faults(&document);
        all.extend(faults.into_iter().map(|fault| format!("{model} {id}: {fault}")));
        let title = view.values.pointer("/sujet/titre").and_then(serde_json::Value::as_str).expect("a title");
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
        assert!(
            plain(&document.title).contains(&plain(title)) || model == "derogations",
            "{model} {id}: {}",
            document.title
        );
        let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let others =
            lines(&document).into_iter().filter(|line| line.place == Place::Heading && !line.words.starts_with(id));
        all.extend(
            others
                .filter(|line| {
                    line.words.starts_with(prefix) && line.words.contains(" · ") && !model.starts_with("brief")
                })
                .map(|line| format!("{model} {id} opens a part on {}", line.words)),
        );
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

/// The words of what stands before the first part of a document.
fn cover(document: &Document) -> String {
    let end =
        document.blocks.iter().position(|block| matches!(block, Block::Heading { level: 2.., .. } | Block::Page(_)));
    let blocks = document.blocks[..end.unwrap_or(document.blocks.len())].to_vec();
    let cover = Document { blocks, ..Document::default() };
    lines(&cover).into_iter().map(|line| line.words + "\n").collect()
}

#[test]
fn a_cover_says_what_is_invented_and_what_is_declared() {
    let look = |name: &str, view: &View, fictional: bool, published: bool| {
        for (model, document) in documents(view) {
            let cover = cover(&document);
            assert_eq!(cover.contains("Dossier fictif."), fictional, "{name}, {model}: {cover}");
            assert_eq!(document.foot.contains("dossier fictif"), fictional, "{name}, {model}: {}", document.foot);
            assert_eq!(cover.contains("reconstitué d’après des publications"), published, "{name}, {model}: {cover}");
            assert!(cover.contains("Arrêté au "), "{name}, {model}: {cover}");
        }
    };
    look("argenteuil", &published("argenteuil"), false, true);
    look("cahors", &published("cahors"), false, true);
    look("terrain", &view(&root().join(TERRAIN.0), TERRAIN.1), true, false);
    exemple(|view| look("exemple", view, true, false));
}

#[test]
fn a_document_says_of_itself_its_title_its_author_and_its_day() {
    exemple(|view| {
        for (model, document) in documents(view) {
            assert_eq!(document.date, END, "{model}");
            assert!(
                !document.author.is_empty() && document.foot.contains(&document.title),
                "{model}: {}",
                document.foot
            );
            let first = document.blocks.first();
            assert!(
                matches!(first, Some(Block::Heading { level: 1, text, .. }) if words(text) == document.title),
                "{model}"
            );
            let titles =
                document.blocks.iter().filter(|block| matches!(block, Block::Heading { level: 1, .. })).count();
            assert_eq!(titles, 1, "{model}");
        }
    });
}

#[test]
fn there_are_ten_models_and_no_two_say_the_same() {
    assert_eq!(names().len(), 10);
    exemple(|view| {
        let mut titles: Vec<String> = documents(view).into_iter().map(|(_, document)| document.title).collect();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), 10, "{titles:?}");
    });
}
