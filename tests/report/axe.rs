//! What axe-core finds in the pages, where Chromium is installed and `make axe` has put axe-core in `target/axe/`; `CB_AXE` names another
//! `axe.min.js`.
//!
//! One page holds all reports: a script shows each in a frame, wide then narrow, and looks at it; what it finds is read in the page that
//! the browser leaves.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::Value;

use crate::office::program;
use crate::{TERRAIN, documents, exemple, root, view};
use carte_blanche::report::write::html;

/// What is shown in the frame.
struct Shown {
    name: String,
    page: String,
}

/// Finds a browser and axe-core; says what is missing.
fn tools() -> Result<(PathBuf, String), &'static str> {
    let browser = program(&["chromium", "chromium-browser", "google-chrome"]).ok_or("Chromium is not installed")?;
    let named = env::var_os("CB_AXE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| root().join("target/axe/node_modules/axe-core/axe.min.js"));
    let axe = fs::read_to_string(path).map_err(|_| "axe-core is not there, `make axe` puts it in target/axe")?;
    Ok((browser, axe))
}

/// The widths of the page, in pixels: a screen, and one on which all is enlarged four times, where it shows the same in dark.
const WIDTHS: [&[u16]; 2] = [&[1200, 320], &[1200]];

/// Shows each page in a frame, and leaves what axe-core says of it.
const RUNNER: &str = r#"
const pages = JSON.parse(document.getElementById('pages').textContent);
const axe = document.getElementById('axe').textContent;
const found = [];
async function look() {
  for (const [name, html] of pages) {
    const frame = document.createElement('iframe');
    frame.title = name;
    frame.style.height = '900px';
    const loaded = new Promise(done => { frame.onload = done; });
    frame.srcdoc = html;
    document.body.append(frame);
    await loaded;
    const inside = frame.contentWindow;
    inside.eval(axe);
    for (const width of WIDTHS) {
      frame.style.width = width + 'px';
      const result = await inside.axe.run(inside.document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      });
      found.push({
        name, width,
        dark: inside.matchMedia('(prefers-color-scheme: dark)').matches,
        rules: result.passes.length,
        wide: inside.document.documentElement.scrollWidth,
        violations: result.violations.map(v => `${v.id} ×${v.nodes.length}: ${v.nodes[0].html.slice(0, 200)}: ${v.nodes[0].failureSummary}`),
      });
    }
    frame.remove();
  }
}
look().catch(error => found.push({ name: String(error) })).finally(() => {
  document.title = 'done';
  document.body.textContent = JSON.stringify(found);
});
"#;

/// Runs axe-core on pages, in light or in dark; returns what it says of each.
fn run(browser: &PathBuf, axe: &str, shown: &[Shown], dark: bool) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let pages: Vec<(&str, &str)> = shown.iter().map(|shown| (&*shown.name, &*shown.page)).collect();
    // No text can end the element it stands in.
    let kept = |text: &str| text.replace("</", "<\\/");
    let pages = kept(&serde_json::to_string(&pages).expect("JSON"));
    let runner = RUNNER.replace("WIDTHS", &format!("{:?}", WIDTHS[usize::from(dark)]));
    let scheme = if dark { "dark" } else { "light" };
    let page = format!(
        "<!DOCTYPE html><html lang=\"fr\" style=\"color-scheme: {scheme}\"><head><meta charset=\"utf-8\"><title>axe</title></head><body>\
         <script type=\"application/json\" id=\"pages\">{pages}</script><script type=\"text/plain\" id=\"axe\">{}</script>\
         <script>{runner}</script></body></html>",
        axe.replace("</script", "<\\/script"),
    );
    let path = folder.path().join("axe.html");
    fs::write(&path, page).expect("written");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-dev-shm-usage",
            "--window-size=1300,1000",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profil").display()))
        .arg(format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 }))
        .args(["--virtual-time-budget=600000", "--dump-dom"])
        .arg(format!("file://{}", path.display()))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .expect("the browser starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let body = text.rsplit_once("<body>").and_then(|(_, rest)| rest.split_once("</body>")).expect("a page").0;
    let json = body.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {}", &json[..json.len().min(2000)]))
}

#[test]
fn axe_finds_nothing_to_say_of_any_page() {
    let (browser, axe) = match tools() {
        Ok(tools) => tools,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    // A frame that is written from a script may run one: the page itself forbids all.
    let open = |page: String| {
        let (before, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("a policy");
        let (_, after) = rest.split_once("/>").expect("its end");
        format!("{before}{after}")
    };
    let mut shown: Vec<Shown> = Vec::new();
    let terrain = view(&root().join(TERRAIN.0), TERRAIN.1);
    let mut put = |dossier: &str, model: String, document: &carte_blanche::report::document::Document| {
        shown.push(Shown { name: format!("{dossier}, {model}"), page: open(html::write(document)) });
    };
    documents(&terrain).iter().for_each(|(model, document)| put("terrain", model.clone(), document));
    exemple(|view| documents(view).iter().for_each(|(model, document)| put("exemple", model.clone(), document)));
    let found: Vec<Value> = std::thread::scope(|scope| {
        let runs = [false, true].map(|dark| {
            scope.spawn({
                let (browser, axe, shown) = (&browser, &axe, &shown);
                move || (dark, run(browser, axe, shown, dark))
            })
        });
        let runs = runs.map(|run| run.join().expect("a run"));
        for (dark, found) in &runs {
            assert!(
                found.iter().all(|one| one["dark"] == Value::Bool(*dark)),
                "the scheme is the one asked for: {dark}"
            );
        }
        runs.into_iter().flat_map(|(_, found)| found).collect()
    });
    assert_eq!(found.len(), shown.len() * WIDTHS.concat().len(), "{:?}", found.last());
    let mut faults = Vec::new();
    for one in &found {
        let place = format!("{} at {}, dark: {}", one["name"], one["width"], one["dark"]);
        assert!(one["rules"].as_u64().is_some_and(|rules| rules > 10), "{place}: axe-core looked at little: {one}");
        if one["wide"].as_u64() > one["width"].as_u64() {
            faults.push(format!("{place}: {} pixels wide", one["wide"]));
        }
        for violation in one["violations"].as_array().expect("a list") {
            faults.push(format!("{place}: {}", violation.as_str().unwrap_or_default()));
        }
    }
    assert!(faults.is_empty(), "{} violations\n{}", faults.len(), faults.join("\n"));
}
