//! The formats for continuous integration, as the platforms would read them: each report is held to the schema of its format
//! (`tests/data/schemas/`) and gives, at the finest place the format can hold, what the JSON gives; `planted.rs` holds that one to the files.

#![allow(clippy::expect_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use boon::{Compiler, SchemaIndex, Schemas};
use roxmltree::{Document, Node};
use serde_json::Value;

const FORMATS: [&str; 4] = ["sarif", "github", "gitlab", "junit"];

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// Runs `cb validate` in `folder`, in an environment that is the same everywhere; returns what it prints and its exit code.
fn cb(folder: &Path, format: &str, more: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_cb"))
        .args(["validate", "--at", "2026-01-01", "--format", format])
        .args(more)
        .current_dir(folder)
        .env_clear()
        .envs(["PATH", "SystemRoot"].into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("cb starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code())
}

fn planted(format: &str) -> String {
    let (printed, code) = cb(&data(), format, &["planted"]);
    assert_eq!(code, Some(1), "{format}");
    printed
}

fn json(printed: &str) -> Value {
    assert!(!printed.starts_with('\u{feff}'), "GitLab refuses a byte order mark");
    serde_json::from_str(printed).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// A finding as every format tells it, as far as it can.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    path: String,
    code: String,
    level: String,
    /// The first line and column, the last ones.
    place: [Option<u64>; 4],
    waived: bool,
}

/// Returns what the JSON of a dossier tells.
fn told(printed: &str) -> Vec<Told> {
    let report = json(printed);
    let all = list(&report["diagnostics"]).iter().map(|found| Told {
        path: word(&found["path"]).to_owned(),
        code: word(&found["code"]).to_owned(),
        level: word(&found["severity"]).to_owned(),
        place: [("start", "line"), ("start", "column"), ("end", "line"), ("end", "column")]
            .map(|(end, part)| found[end][part].as_u64()),
        waived: !found["waived"].is_null(),
    });
    all.collect()
}

fn unwaived(told: Vec<Told>) -> Vec<Told> {
    told.into_iter().filter(|told| !told.waived).collect()
}

/// Returns the level that `word` names in a format, by the words of that format for error, warning and information.
fn level(word: &str, words: [&str; 3]) -> String {
    let names = words.into_iter().zip(["error", "warning", "info"]);
    names.into_iter().find(|(other, _)| *other == word).expect(word).1.to_owned()
}

// The schemas.

/// A compiled JSON schema.
struct Schema(Schemas, SchemaIndex);

impl Schema {
    fn new(file: &str) -> Self {
        let schema = fs::read_to_string(data().join("schemas").join(file)).expect("a schema");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let name = format!("mem:///{file}");
        compiler.add_resource(&name, json(&schema)).expect("a schema");
        let index = compiler.compile(&name, &mut schemas).expect("a sound schema");
        Self(schemas, index)
    }

    /// Says what in a report is against the schema.
    fn faults(&self, report: &Value) -> String {
        self.0.validate(report, self.1).err().map(|fault| format!("{fault:#}")).unwrap_or_default()
    }
}

fn sarif_schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::new("sarif-2.1.0-rtm.5.json"))
}

fn gitlab_schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::new("gitlab-code-quality.json"))
}

/// What an element of XML may hold.
#[derive(Default)]
struct Element {
    children: BTreeSet<String>,
    /// Its attributes, and whether each must stand.
    attributes: BTreeMap<String, bool>,
    text: bool,
}

/// Derives from `junit-10.xsd` what each element may hold. The order of children is free there: every sequence has one member.
fn junit_schema() -> BTreeMap<String, Element> {
    let schema = fs::read_to_string(data().join("schemas/junit-10.xsd")).expect("a schema");
    let document = Document::parse(&schema).expect("XML");
    let mut elements = BTreeMap::new();
    for node in document.root_element().children().filter(|node| node.has_tag_name_local("element")) {
        let mut element = Element { text: node.attribute("type") == Some("xs:string"), ..Element::default() };
        for part in node.descendants().skip(1).filter(Node::is_element) {
            match part.tag_name().name() {
                "complexType" => element.text |= part.attribute("mixed") == Some("true"),
                "sequence" => assert_eq!(part.children().filter(Node::is_element).count(), 1),
                "choice" => assert_eq!(part.attribute("maxOccurs"), Some("unbounded")),
                "element" => drop(element.children.insert(part.attribute("ref").expect("a reference").to_owned())),
                "attribute" => {
                    let name = part.attribute("name").expect("a name").to_owned();
                    element.attributes.insert(name, part.attribute("use") == Some("required"));
                }
                other => assert!(other.is_empty(), "the schema says {other}"),
            }
        }
        elements.insert(node.attribute("name").expect("a name").to_owned(), element);
    }
    elements
}

trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// Says what in a JUnit report is against its schema, and what of its counts is wrong.
fn junit_faults(printed: &str) -> Vec<String> {
    let schema = junit_schema();
    let document = match Document::parse(printed) {
        Ok(document) => document,
        Err(fault) => return vec![fault.to_string()],
    };
    let mut faults = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let Some(element) = schema.get(name) else {
            faults.push(format!("<{name}> is unknown"));
            continue;
        };
        for child in node.children() {
            if child.is_element() && !element.children.contains(child.tag_name().name()) {
                faults.push(format!("<{name}> holds <{}>", child.tag_name().name()));
            }
            if child.is_text() && !element.text && !child.text().unwrap_or_default().trim().is_empty() {
                faults.push(format!("<{name}> holds text"));
            }
        }
        let unknown = node.attributes().filter(|attribute| !element.attributes.contains_key(attribute.name()));
        faults.extend(unknown.map(|attribute| format!("<{name} {}> is unknown", attribute.name())));
        let missing =
            element.attributes.iter().filter(|(attribute, must)| **must && !node.has_attribute(&***attribute));
        faults.extend(missing.map(|(attribute, _)| format!("<{name}> lacks {attribute}")));
        for (count, counted) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            let found = node.descendants().filter(|below| below.has_tag_name_local(counted)).count();
            if node.attribute(count).is_some_and(|said| said != found.to_string()) {
                faults.push(format!("<{name}> has {found} {counted}"));
            }
        }
    }
    faults
}

#[test]
fn the_schemas_refuse_what_is_wrong() {
    let good = json(&planted("sarif"));
    for (pointer, wrong) in [
        ("/version", Value::from("2.0.0")),
        ("/runs/0/columnKind", "bytes".into()),
        ("/runs/0/results/0/level", "fatal".into()),
        ("/runs/0/results/0/message", Value::Null),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!sarif_schema().faults(&bad).is_empty(), "{pointer}");
    }
    let good = json(&planted("gitlab"));
    for (pointer, wrong) in [
        ("/0/severity", Value::from("error")),
        ("/0/fingerprint", Value::Null),
        ("/0/location/lines/begin", 0.into()),
        ("/0/location/path", "./idees.yaml".into()),
        ("/0/location", serde_json::json!({"path": "idees.yaml"})),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!gitlab_schema().faults(&bad).is_empty(), "{pointer}");
    }
    let good = planted("junit");
    for (from, to) in [
        (" errors=\"0\" skipped", " skipped"),
        ("<testcase ", "<testcase line=\"3\" "),
        ("<testcase classname", "<testcase name"),
        ("system-out>", "system-in>"),
        ("<properties>", "<properties>mot"),
        ("tests=\"", "tests=\"1"),
        ("&lt;", "<"),
    ] {
        let bad = good.replace(from, to);
        assert!(bad == good || !junit_faults(&bad).is_empty(), "{from}");
        assert!(bad != good || from == "&lt;", "{from}");
    }
}

// The same findings in every format.

/// Reads a SARIF report as a viewer would, and checks that what it names agrees with itself.
fn sarif(printed: &str) -> Vec<Told> {
    let report = json(printed);
    assert_eq!(sarif_schema().faults(&report), "");
    assert_eq!(list(&report["runs"]).len(), 1);
    let run = &report["runs"][0];
    let rules = list(&run["tool"]["driver"]["rules"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let told = list(&run["results"]).iter().map(|result| {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"];
        let region = &location["region"];
        let suppressions = list(&result["suppressions"]);
        assert!(suppressions.iter().all(|one| one["kind"] == "inSource" && !word(&one["justification"]).is_empty()));
        Told {
            path: local(&location["artifactLocation"]),
            code: word(&result["ruleId"]).to_owned(),
            level: level(word(&result["level"]), ["error", "warning", "note"]),
            place: ["startLine", "startColumn", "endLine", "endColumn"].map(|part| region[part].as_u64()),
            waived: !suppressions.is_empty(),
        }
    });
    told.collect()
}

/// Returns the path that a SARIF location names.
fn local(location: &Value) -> String {
    assert_eq!(location["uriBaseId"], "%SRCROOT%");
    let uri = word(&location["uri"]);
    assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri}");
    let mut parts = uri.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Reads what a step of a workflow prints as GitHub's runner does; fails on any line but the last that is no command.
fn github(printed: &str) -> Vec<Told> {
    let (commands, summary) = match printed.trim_end().rsplit_once('\n') {
        Some((commands, summary)) => (commands, summary),
        None => ("", printed.trim_end()),
    };
    assert!(!summary.starts_with("::") && !summary.contains("##["), "{summary}");
    let told = commands.lines().map(|line| {
        assert!(!line.contains(char::is_control), "{line:?}");
        let (head, data) = line.strip_prefix("::").expect(line).split_once("::").expect(line);
        let (command, properties) = head.split_once(' ').expect(line);
        let properties: BTreeMap<&str, String> = properties
            .split(',')
            .map(|property| property.split_once('=').expect(line))
            .map(|(name, value)| (name, unescaped(&value.replace("%3A", ":").replace("%2C", ","))))
            .collect();
        let known = BTreeSet::from(["file", "line", "col", "endLine", "endColumn", "title"]);
        assert!(properties.keys().all(|name| known.contains(name)), "{line}");
        assert!(!unescaped(data).trim().is_empty(), "{line}");
        let place = ["line", "col", "endLine", "endColumn"].map(|name| properties.get(name)?.parse().ok());
        // The runner drops the columns of what goes over several lines.
        assert!(place[0] == place[2] || place[1].is_none() && place[3].is_none(), "{line}");
        let title = &properties["title"];
        Told {
            path: properties["file"].clone(),
            code: title.split(' ').next().expect(title).to_owned(),
            level: level(command, ["error", "warning", "notice"]),
            place,
            waived: false,
        }
    });
    told.collect()
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

/// Reads a GitLab report, and checks that no two findings have one name.
fn gitlab(printed: &str) -> Vec<Told> {
    let report = json(printed);
    assert_eq!(gitlab_schema().faults(&report), "");
    let items = list(&report);
    let names: BTreeSet<&str> = items.iter().map(|item| word(&item["fingerprint"])).collect();
    assert_eq!(names.len(), items.len());
    let told = items.iter().map(|item| {
        let (positions, lines) = (&item["location"]["positions"], &item["location"]["lines"]);
        assert!(positions.is_null() || positions["begin"]["line"] == lines["begin"], "{item}");
        Told {
            path: word(&item["location"]["path"]).to_owned(),
            code: word(&item["check_name"]).split(' ').next().expect("a code").to_owned(),
            level: level(word(&item["severity"]), ["major", "minor", "info"]),
            place: [("begin", "line"), ("begin", "column"), ("end", "line"), ("end", "column")]
                .map(|(end, part)| positions[end][part].as_u64()),
            waived: false,
        }
    });
    told.collect()
}

/// Reads a JUnit report; its text says where a finding starts. Paths and levels come as people read them.
fn junit(printed: &str) -> Vec<Told> {
    assert_eq!(junit_faults(printed), [""; 0], "{printed}");
    let document = Document::parse(printed).expect("XML");
    let mut names = BTreeSet::new();
    let mut told = Vec::new();
    for suite in document.root_element().children().filter(Node::is_element) {
        let cases: Vec<Node<'_, '_>> = suite.children().filter(|node| node.has_tag_name_local("testcase")).collect();
        let (first, findings) = cases.split_first().expect("a test");
        assert_eq!((first.attribute("name"), first.has_children()), (Some("lecture du dossier"), false));
        for case in findings {
            let (path, name) = (case.attribute("classname").expect("a class"), case.attribute("name").expect("a name"));
            assert!(names.insert((path.to_owned(), name.to_owned())), "two tests « {name} »");
            let said = case.first_element_child().expect("an outcome");
            let text = said.text().expect("a text").strip_prefix(path).expect("a place");
            let (place, rest) = text.split_once(' ').expect("a level");
            let place: Vec<u64> = place.split(':').filter_map(|number| number.parse().ok()).collect();
            let (word, rest) = rest.split_once(' ').expect("a code");
            let level = level(word, ["erreur", "avertissement", "information"]);
            let waived = said.has_tag_name_local("skipped");
            assert_eq!(said.has_tag_name_local("failure"), level == "error" && !waived, "{text}");
            told.push(Told {
                path: path.to_owned(),
                code: rest.split(' ').next().expect("a code").to_owned(),
                level,
                place: [place.first().copied(), place.get(1).copied(), None, None],
                waived,
            });
        }
    }
    told
}

/// Returns a finding as GitHub can hold it: no columns over several lines.
fn without_columns_over_lines(mut told: Told) -> Told {
    if told.place[0] != told.place[2] {
        told.place[1] = None;
        told.place[3] = None;
    }
    told
}

/// Returns a finding as JUnit can hold it: only where it starts.
fn without_end(mut told: Told) -> Told {
    told.place[2] = None;
    told.place[3] = None;
    told
}

#[test]
fn every_format_gives_each_finding_its_finest_place() {
    let all = told(&planted("json"));
    assert!(all.len() > 30 && all.iter().any(|told| told.waived));
    assert_eq!(sarif(&planted("sarif")), all);
    let shown = unwaived(all.clone());
    let held: Vec<Told> = shown.iter().cloned().map(without_columns_over_lines).collect();
    assert_eq!(github(&planted("github")), held);
    assert_eq!(gitlab(&planted("gitlab")), shown);
    let held: Vec<Told> = all.into_iter().map(without_end).collect();
    assert_eq!(junit(&planted("junit")), held);
}

#[test]
fn sarif_carries_fixes_related_places_and_waivers_as_the_json_does() {
    let (report, sarif) = (json(&planted("json")), json(&planted("sarif")));
    let bytes = |region: &Value| {
        let start = region["byteOffset"].as_u64().expect("a number");
        [start, start + region["byteLength"].as_u64().expect("a number")]
    };
    let offsets = |item: &Value| [&item["start"], &item["end"]].map(|end| end["offset"].as_u64().expect("a number"));
    let (mut fixes, mut places, mut waivers) = (0, 0, 0);
    let results = list(&sarif["runs"][0]["results"]);
    for (found, result) in list(&report["diagnostics"]).iter().zip(results) {
        assert!(word(&result["message"]["text"]).starts_with(word(&found["message"])), "{result}");
        if !found["start"].is_null() {
            assert_eq!(bytes(&result["locations"][0]["physicalLocation"]["region"]), offsets(found));
        }
        let related = result["relatedLocations"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(related.len(), list(&found["related"]).len());
        for (theirs, ours) in related.iter().zip(list(&found["related"])) {
            let at = &theirs["physicalLocation"];
            assert_eq!(local(&at["artifactLocation"]), word(&ours["path"]));
            assert_eq!(bytes(&at["region"]), offsets(ours));
            places += 1;
        }
        assert_eq!(result["fixes"].is_null(), found["fix"].is_null());
        if !found["fix"].is_null() {
            let change = &result["fixes"][0]["artifactChanges"][0];
            assert_eq!(local(&change["artifactLocation"]), word(&found["path"]));
            let (theirs, ours) = (list(&change["replacements"]), list(&found["fix"]["edits"]));
            assert_eq!(theirs.len(), ours.len());
            for (theirs, ours) in theirs.iter().zip(ours) {
                assert_eq!(bytes(&theirs["deletedRegion"]), offsets(ours));
                assert_eq!(theirs["insertedContent"]["text"], ours["text"]);
                fixes += 1;
            }
        }
        if let Some(waiver) = list(&result["suppressions"]).first() {
            assert_eq!(waiver["justification"], found["waived"]["reason"]);
            waivers += 1;
        }
    }
    assert!(fixes > 3 && places > 3 && waivers == 1, "{fixes} {places} {waivers}");
}

// Other dossiers.

const MANIFEST: &str = "titre: T\nterritoire: Ici\npilote: caf\nlancement: 2018-09\n";
const NOTE: &str = "---\ndate: 2018-11-06\nprofil: riverain\npersonnes: 2\ninformation: orale\n---\n# Un riverain\n\n";

fn dossier(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [("dossier.yaml", MANIFEST)].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

#[test]
fn a_dossier_without_fault_gives_a_report_that_says_so() {
    let folder = dossier(&[]);
    let printed = FORMATS.map(|format| {
        let (printed, code) = cb(folder.path(), format, &[]);
        assert_eq!(code, Some(0), "{format}\n{printed}");
        printed
    });
    let [in_sarif, in_github, in_gitlab, in_junit] = &printed;
    assert!(sarif(in_sarif).is_empty() && gitlab(in_gitlab).is_empty() && junit(in_junit).is_empty());
    assert_eq!(in_gitlab, "[]\n");
    assert_eq!(in_github.lines().count(), 1, "{in_github}");
    assert!(in_junit.contains(r#"tests="1" failures="0""#), "{in_junit}");
}

#[test]
fn nested_dossiers_each_have_their_suite() {
    let bad = format!("{NOTE}[[E99]]\n");
    let folder = dossier(&[
        ("a/dossier.yaml", MANIFEST),
        ("a/entretiens/E001.md", &bad),
        ("a/sous/dossier.yaml", MANIFEST),
        ("a/sous/entretiens/E001.md", &bad),
        ("a/seances.yaml", "- id: SE1\n"),
        ("b/dossier.yaml", MANIFEST),
    ]);
    let (printed, _) = cb(folder.path(), "junit", &[]);
    junit(&printed);
    let document = Document::parse(&printed).expect("XML");
    let suites: Vec<Option<&str>> =
        document.root_element().children().filter(Node::is_element).map(|suite| suite.attribute("name")).collect();
    assert_eq!(suites, [Some("."), Some("a"), Some("a/sous"), Some("b")]);
    let (in_json, _) = cb(folder.path(), "json", &[]);
    let in_junit: BTreeSet<Told> = junit(&printed).into_iter().collect();
    assert_eq!(in_junit, told(&in_json).into_iter().map(without_end).collect());
}

#[test]
fn strictness_makes_warnings_fail_in_junit_too() {
    let folder = dossier(&[("entretiens/E001.md", &format!("{NOTE}[[E99]]\n"))]);
    for (more, failures, exit) in [(&[][..], 0, 0), (&["--strict"], 1, 1)] {
        let (printed, code) = cb(folder.path(), "junit", more);
        assert_eq!(junit_faults(&printed), [""; 0]);
        assert_eq!((printed.matches("<failure ").count(), code), (failures, Some(exit)), "{printed}");
    }
}

#[test]
fn a_finding_keeps_its_fingerprint_when_lines_move() {
    let before = format!("{NOTE}- constat : trop loin ^E001-1\n\n[[E98]] et [[E99]]\n\n[[E99]]\n");
    let names = |text: &str| {
        let folder = dossier(&[("entretiens/E001.md", text)]);
        let printed = cb(folder.path(), "gitlab", &[]).0;
        let sarif = json(&cb(folder.path(), "sarif", &[]).0);
        assert_eq!(gitlab(&printed).len(), 3);
        let printed = json(&printed);
        let in_gitlab: Vec<String> = list(&printed).iter().map(|one| word(&one["fingerprint"]).to_owned()).collect();
        let results = list(&sarif["runs"][0]["results"]);
        let in_sarif: Vec<&str> = results.iter().map(|one| word(&one["partialFingerprints"]["cb/v1"])).collect();
        assert_eq!(in_gitlab, in_sarif);
        in_gitlab
    };
    let first = names(&before);
    assert_eq!(names(&before.replace("[[E98]]", "Plus haut.\n\nÀ côté [[E98]]")), first);
    let renamed = names(&before.replace("[[E98]]", "[[E97]]"));
    assert!(renamed[0] != first[0] && renamed[1..] == first[1..]);
}

#[test]
fn reports_are_the_same_wherever_and_whenever_they_are_made() {
    let text = format!("{NOTE}[[E99]] [[E98]]\n");
    let made = || {
        let folder = dossier(&[("entretiens/E001.md", &text), ("personas.yaml", "- id: P1\n")]);
        let all = FORMATS.map(|format| cb(folder.path(), format, &[]).0);
        let host = folder.path().to_str().expect("UTF-8");
        assert!(all.iter().all(|printed| !printed.contains(host) && !printed.contains("file:")));
        all
    };
    assert_eq!(made(), made());
}

#[cfg(unix)]
#[test]
fn hostile_text_breaks_no_format() {
    const HOSTILE: [&str; 6] = [
        "a\n::error::b",
        "100%0A%25,title=x::y",
        "]]><b a=\"&amp;'>",
        "\u{1b}[2J\u{7}\u{9b}",
        "\u{fffe}\u{ffff}\u{202e}\u{2028}",
        "##[error]{0}[x](y)\\\"\r",
    ];
    let written: Vec<[(String, String); 2]> = HOSTILE
        .iter()
        .enumerate()
        .map(|(n, text)| {
            let line = text.replace(['\n', '\r'], " ");
            let note = format!("{NOTE}[[{line}]] [[E9 {line}]]\n\n- idé : {line}\n- idée : x #{line}\n");
            [
                (format!("{text}/dossier.yaml"), MANIFEST.to_owned()),
                (format!("{text}/entretiens/E00{n}-{text}.md"), note),
            ]
        })
        .collect();
    let files: Vec<(&str, &str)> = written.iter().flatten().map(|(path, text)| (&**path, &**text)).collect();
    let folder = dossier(&files);

    let all = told(&cb(folder.path(), "json", &[]).0);
    let named: BTreeSet<&str> = all.iter().map(|told| &*told.path).collect();
    assert_eq!(named.len(), HOSTILE.len(), "{named:?}");
    assert_eq!(sarif(&cb(folder.path(), "sarif", &[]).0), all);
    let shown = unwaived(all.clone());
    assert_eq!(gitlab(&cb(folder.path(), "gitlab", &[]).0), shown);
    let printed = cb(folder.path(), "github", &[]).0;
    let obeyed = |c: char| c.is_control() && !matches!(c, '\r' | '\n');
    for (found, expected) in github(&printed).into_iter().zip(&shown) {
        assert!(found.path == expected.path || expected.path.contains(obeyed), "{found:?}");
        assert_eq!((&found.code, found.place[0]), (&expected.code, expected.place[0]));
    }
    assert_eq!(printed.lines().count(), shown.len() + 1, "{printed}");
    let printed = cb(folder.path(), "junit", &[]).0;
    let (found, expected): (Vec<_>, Vec<_>) = (junit(&printed), all);
    let key = |told: &Told| (told.code.clone(), told.place[0], told.place[1]);
    let sorted = |all: &[Told]| {
        let mut keys: Vec<_> = all.iter().map(key).collect();
        keys.sort();
        keys
    };
    assert_eq!(sorted(&found), sorted(&expected));
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
}
