//! Templates: Markdown with the values of a view in it.
//!
//! A template sees the view, the functions and filters of [`VOCABULARY`], the templates beside it, and nothing else: no file, no variable of
//! the machine, no clock. Every text it inserts is escaped, so that what a record says prints as it was written.

mod fault;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value as Json;
use tera::{Context, Kwargs, State, Tera, Value};

use super::document::Sheet;
use super::graft::{Token, clean, escape};
use crate::chart;
use crate::fr;
use crate::value::nombre;

pub use fault::TemplateError;

/// A template: its name, without extension, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// `brief-seminaire`.
    pub name: String,
    /// Where it was found, as shown to the user.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a template may call beside what Tera offers: how it is written, and what it does, for the documentation.
pub const VOCABULARY: &[(&str, &str)] = &[
    ("{{ page() }}", "la suite commence sur une nouvelle page ; `page(feuille=\"A3\")` : une feuille A3 couchée"),
    ("{{ sommaire() }}", "le sommaire ; `sommaire(court=true)` : les seuls titres de niveau 2"),
    ("{{ legende(texte=\"…\") }}", "la légende du tableau qui suit"),
    ("{{ graphique(nom=\"…\") }}", "un graphique, avec sa lecture et son tableau"),
    ("{{ vide(lignes=2) }}", "de la place pour écrire à la main"),
    ("{{ texte | corps }}", "le corps d’une fiche, avec ses titres, ses listes et ses tableaux"),
    ("{{ n | accorde(un=\"idée\", des=\"idées\") }}", "un nombre et son nom accordé : « 3 idées »"),
    ("{{ n | nombre }}", "un nombre, milliers séparés"),
    ("{{ texte | sans_point }}", "un texte sans son point final, pour que le modèle mette le signe qui convient"),
    ("{{ texte | phrase }}", "un texte avec le point final qui lui manquerait"),
    ("{{ liste | enumere }}", "une énumération : « a, b et c »"),
];

/// What a template made.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The Markdown, with tokens.
    pub markdown: String,
    /// The bodies that its tokens number.
    pub bodies: Vec<String>,
}

/// The most that a template may write, in bytes: far more than anyone reads.
const MOST: usize = 64 << 20;

/// What a template writes, until it is too much.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        if self.0.len() > MOST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Fills the template called `name` with a view; of two templates of one name the later stands.
pub fn fill(templates: &[Template], name: &str, view: &Json) -> Result<Filled, Box<TemplateError>> {
    let bodies = Arc::new(Mutex::new(Vec::new()));
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| out.write_all(escape(text).as_bytes()));
    tera.autoescape_on([".md"]);
    register(&mut tera, &bodies);
    let mut standing: Vec<&Template> = Vec::new();
    for template in templates {
        standing.retain(|other| other.name != template.name);
        standing.push(template);
    }
    let needed = needed(&standing, name);
    let named = standing
        .iter()
        .filter(|template| needed.contains(&template.name.as_str()))
        .map(|template| (format!("{}.md", template.name), template.text.as_str()));
    let cleaned = cleaned(view);
    let fault = |error: &tera::Error| Box::new(TemplateError::of(error, &standing, &cleaned));
    tera.add_raw_templates(named).map_err(|error| fault(&error))?;
    let context = Context::from_serialize(&cleaned).map_err(|error| fault(&error))?;
    let mut markdown = Bounded(Vec::new());
    let rendered = tera.render_to(&format!("{name}.md"), &context, &mut markdown);
    let markdown = match rendered {
        _ if markdown.0.len() > MOST => return Err(Box::new(TemplateError::endless(name))),
        Err(error) => return Err(fault(&error)),
        Ok(()) => String::from_utf8_lossy(&markdown.0).into_owned(),
    };
    drop(tera);
    let bodies = std::mem::take(&mut *bodies.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Filled { markdown, bodies })
}

/// Returns the templates that one needs, itself first: those it includes, and those they include. A slip in another one is not its matter.
fn needed<'t>(templates: &[&'t Template], name: &'t str) -> Vec<&'t str> {
    let mut needed = vec![name];
    let mut at = 0;
    while let Some(name) = needed.get(at) {
        let text = templates.iter().find(|template| template.name == *name).map_or("", |template| &template.text);
        // A name between quotes is one of a template if a template bears it.
        let quoted = text.split(['"', '\'']).filter_map(|word| word.strip_suffix(".md"));
        for word in quoted.filter(|word| templates.iter().any(|template| template.name == *word)) {
            if !needed.contains(&word) {
                needed.push(word);
            }
        }
        at += 1;
    }
    needed
}

/// Returns every word of the template called `name` and of those it includes: a part of the view that none of them names is not needed.
pub fn words(templates: &[Template], name: &str) -> BTreeSet<String> {
    let standing: Vec<&Template> = templates.iter().collect();
    let needed = needed(&standing, name);
    let texts =
        templates.iter().filter(|template| needed.contains(&template.name.as_str())).map(|template| &template.text);
    let words = texts.flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Returns the view without the characters that a record could forge a token with, or hide behind.
fn cleaned(view: &Json) -> Json {
    match view {
        Json::String(text) => Json::String(clean(text).into_owned()),
        Json::Array(items) => Json::Array(items.iter().map(cleaned).collect()),
        Json::Object(fields) => Json::Object(fields.iter().map(|(key, value)| (key.clone(), cleaned(value))).collect()),
        other => other.clone(),
    }
}

/// Registers the functions and filters of [`VOCABULARY`].
fn register(tera: &mut Tera, bodies: &Arc<Mutex<Vec<String>>>) {
    tera.register_function("page", |arguments: Kwargs, _: &State<'_>| {
        let sheet = arguments.get::<String>("feuille")?;
        let sheet = match sheet.as_deref() {
            None | Some("A4") => Sheet::A4,
            Some("A3") => Sheet::A3Landscape,
            Some(other) => return Err(fault::said(&format!("feuille inconnue : `{other}` ; il y a `A4` et `A3`"))),
        };
        Ok(alone(&Token::Page(sheet)))
    });
    tera.register_function("sommaire", |arguments: Kwargs, _: &State<'_>| {
        let short = arguments.get::<bool>("court")?.unwrap_or(false);
        Ok::<_, tera::Error>(alone(&Token::Contents { short }))
    });
    tera.register_function("legende", |arguments: Kwargs, _: &State<'_>| {
        let text = arguments.must_get::<String>("texte")?;
        Ok::<_, tera::Error>(Value::safe_string(&format!("\n\n{}{}\n\n", Token::Caption.write(), escape(&text))))
    });
    tera.register_function("graphique", |arguments: Kwargs, _: &State<'_>| {
        let name = arguments.must_get::<String>("nom")?;
        let known: Vec<&str> = chart::NAMES.iter().map(|(name, _)| *name).collect();
        if !known.contains(&name.as_str()) {
            let list = known.join("`, `");
            return Err(fault::said(&format!("aucun graphique ne s’appelle `{name}` ; il y a `{list}`")));
        }
        Ok(alone(&Token::Chart(name)))
    });
    tera.register_function("vide", |arguments: Kwargs, _: &State<'_>| {
        let lines = arguments.get::<u8>("lignes")?.unwrap_or(1).clamp(1, 40);
        Ok::<_, tera::Error>(Value::safe_string(&Token::Blank(lines).write()))
    });
    let bodies = Arc::clone(bodies);
    tera.register_filter("corps", move |body: Value, _: Kwargs, _: &State<'_>| {
        let Some(body) = body.as_str() else { return Value::from("") };
        let mut bodies = bodies.lock().unwrap_or_else(PoisonError::into_inner);
        bodies.push(body.to_owned());
        alone(&Token::Body(bodies.len() - 1))
    });
    tera.register_filter("accorde", |count: u64, arguments: Kwargs, _: &State<'_>| {
        let (one, many) = (arguments.must_get::<String>("un")?, arguments.must_get::<String>("des")?);
        Ok::<_, tera::Error>(fr::counted(count, &one, &many))
    });
    tera.register_filter("nombre", |count: u64, _: Kwargs, _: &State<'_>| nombre::entier(count));
    // What a record does not say is nothing, not a fault.
    tera.register_filter("sans_point", |text: Value, _: Kwargs, _: &State<'_>| {
        unpointed(text.as_str().unwrap_or_default()).to_owned()
    });
    tera.register_filter("phrase", |text: Value, _: Kwargs, _: &State<'_>| sentence(text.as_str().unwrap_or_default()));
    tera.register_filter("enumere", |items: Vec<String>, _: Kwargs, _: &State<'_>| enumerated(&items));
}

/// Returns a token on lines of its own.
fn alone(token: &Token) -> Value {
    Value::safe_string(&format!("\n\n{}\n\n", token.write()))
}

/// Returns a text with the full stop it lacks.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let ends = text.is_empty()
        || text.ends_with(['.', '!', '?', '…', ':', ';'])
        || text.ends_with([')', '»']) && text.contains(['.', '?', '!']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

/// Returns a text without the full stop that ends it; dots that stand for more are kept.
fn unpointed(text: &str) -> &str {
    let text = text.trim_end();
    text.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(text)
}

/// Returns « a, b et c ».
fn enumerated(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests;
