//! What each model prints stands beside the tests, in each format; `CB_REFRESH=1 cargo test --test report` writes it anew.
//!
//! Files whose lines would be too long are cut between elements. The style of a page, the same for all, stands in `style.css.txt`.

use std::path::PathBuf;

use crate::accords;
use crate::golden;
use crate::{TERRAIN, cb, data, document, formats, names, printed, root, view};

/// The dossier that a model is held on: one with personas for their letters.
fn dossier(model: &str) -> (PathBuf, &'static str) {
    match model {
        "lettre-persona" => (data().join("accords"), accords::AT),
        _ => (root().join(TERRAIN.0), TERRAIN.1),
    }
}

/// Puts each element of an XML text on a line of its own.
fn cut(xml: &str) -> String {
    xml.replace("><", ">\n<")
}

#[test]
fn every_model_prints_what_it_did() {
    let mut style = None;
    for model in names() {
        let (folder, at) = dossier(&model);
        let document = document(&view(&folder, at), &model);
        for (format, bytes) in formats(&document) {
            let kept = data().join(&model);
            match format {
                "md" => golden::hold(&kept.with_extension("md"), printed::utf8(&bytes)),
                "html" => {
                    let page = printed::utf8(&bytes);
                    let (before, rest) = page.split_once("<style>\n").expect("a style");
                    let (own, after) = rest.split_once("@page { @bottom-left").expect("a foot");
                    assert_eq!(own, *style.get_or_insert_with(|| own.to_owned()), "{model}: one style for all");
                    golden::hold(
                        &kept.with_extension("html"),
                        &format!("{before}<style>\n@page {{ @bottom-left{after}"),
                    );
                }
                _ => {
                    let part = if format == "odt" { "content.xml" } else { "word/document.xml" };
                    let name = format!("{model}.{format}.{}", part.rsplit('/').next().unwrap_or(part));
                    golden::hold(&data().join(name), &cut(&printed::part(&bytes, part)));
                }
            }
        }
    }
    golden::hold(&data().join("style.css.txt"), &style.expect("a style"));
}

#[test]
fn office_files_have_the_same_other_parts_whatever_the_model() {
    let view = view(&root().join(TERRAIN.0), TERRAIN.1);
    let made = formats(&document(&view, "synthese"));
    for (format, bytes) in made.iter().filter(|(format, _)| ["odt", "docx"].contains(format)) {
        let same = |name: &&String| !name.ends_with("content.xml") && !name.ends_with("word/document.xml");
        let names = printed::names(bytes);
        let parts = names.iter().filter(same).filter(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        let text: String = parts.map(|name| format!("== {name}\n{}\n", cut(&printed::part(bytes, name)))).collect();
        golden::hold(&data().join(format!("synthese.{format}.parts.txt")), &text);
    }
}

#[test]
fn the_values_for_programs_are_what_they_were() {
    let view = view(&data().join("accords"), accords::AT);
    let text = serde_json::to_string_pretty(&view.values).expect("JSON");
    golden::hold(&data().join("accords.json"), &(text + "\n"));
}

#[test]
fn the_command_line_prints_the_same_bytes_twice_and_those_of_the_library() {
    for model in names() {
        let (folder, at) = dossier(&model);
        let path = folder.strip_prefix(root()).expect("a path").to_string_lossy().into_owned();
        for (format, bytes) in formats(&document(&view(&folder, at), &model)) {
            let run = || cb(&root(), &[&model, &path, "--at", at, "--format", format, "--quiet"]);
            let (one, other) = (run(), run());
            assert!(one.status.success() && one.stderr.is_empty(), "{}", String::from_utf8_lossy(&one.stderr));
            assert!(one.stdout == other.stdout, "{model}.{format} differs from one time to the next");
            assert!(one.stdout == bytes, "{model}.{format} is not what the library writes");
        }
    }
}
