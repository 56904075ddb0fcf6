//! The bodies of records, as Markdown to be grafted: without the name, the identifiers of small records and the words that may not go out.

use serde_json::{Value, json};

use super::{Fields, Gather};
use crate::dossier::At;
use crate::fr::fold::fold;
use crate::syntax::front_matter;
use crate::syntax::markdown::{Event, HeadingLevel, Tag, TagEnd, events};
use crate::text::Span;
use crate::unit::{Origin, View};
use crate::value::identifiant::{self, Kind};

impl<'d> Gather<'d> {
    /// Returns a record whole: its fields, what is worked out of it, and its body.
    pub(super) fn whole(&self, at: At, view: View<'d>) -> Value {
        let mut fields = self.fiche(at.file, view);
        // A template may always name them, even of a record without an identifier.
        for key in lists(view.record.kind) {
            fields.entry(*key).or_insert_with(|| Value::Array(Vec::new()));
        }
        fields.insert("corps".into(), Value::Null);
        match view.record.kind {
            Kind::Gisement => ["compte", "rencontres"].into_iter().for_each(|key| {
                fields.insert(key.into(), 0.into());
            }),
            Kind::Persona => {
                fields.insert("lettre".into(), Value::Null);
            }
            Kind::Solution => {
                fields.insert("terrain".into(), Value::Null);
            }
            _ => {}
        }
        self.worked_out(at, view, &mut fields);
        if let Some(body) = self.body(at, view) {
            self.put_body(view, &body, &mut fields);
        }
        Value::Object(fields)
    }

    /// Adds the body of a record; the letter of a persona stands apart.
    fn put_body(&self, view: View<'d>, body: &str, fields: &mut Fields) {
        let (rest, letter) = match view.record.kind {
            Kind::Persona => section(body, "lettre"),
            _ => (body.to_owned(), None),
        };
        let filled = |text: &str| if text.trim().is_empty() { Value::Null } else { json!(text.trim()) };
        fields.insert("corps".into(), filled(&rest));
        if view.record.kind == Kind::Persona {
            fields.insert("lettre".into(), letter.map_or(Value::Null, |letter| filled(&letter)));
        }
    }

    /// Returns the body of a record that has a file of its own.
    fn body(&self, at: At, view: View<'d>) -> Option<String> {
        let is_markdown = self.dossier.file(at.file).is_some_and(|file| file.path.ends_with(".md"));
        // The notes of the field stay where they are: what they hold goes out record by record.
        let of_field = matches!(view.record.kind, Kind::Entretien | Kind::Immersion | Kind::Contribution);
        if view.record.origin != Origin::File || !is_markdown || of_field {
            return None;
        }
        let text = self.text(at.file)?;
        let body = front_matter::split(&text, &mut Vec::new()).body.of(&text);
        Some(untitled(body, &self.title(view)).lines().map(without_identifier).collect::<Vec<_>>().join("\n"))
    }
}

/// Returns the lists that are worked out of a record of a type.
fn lists(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Gisement => &[
            "idees", "initiatives", "orphelins", "ressources", "difficultes", "verrous", "spheres", "solutions",
            "promesses",
        ],
        Kind::Solution => &["tests", "evaluations", "decisions"],
        Kind::Evaluation => &["mesures_propres"],
        Kind::Seance => &["actions"],
        Kind::Acteur => &[],
        _ => &["solutions", "decisions"],
    }
}

/// Returns a body without its first heading where that is the name of the record.
fn untitled<'b>(body: &'b str, title: &str) -> &'b str {
    let mut heading: Option<(String, Span)> = None;
    for (event, span) in events(body, Span::new(0, body.len())) {
        match (&mut heading, event) {
            (None, Event::Start(Tag::Heading { .. })) => heading = Some((String::new(), span)),
            (None, _) => return body,
            (Some((words, _)), Event::Text(text) | Event::Code(text)) => words.push_str(&text),
            (Some((words, span)), Event::End(TagEnd::Heading(_))) => {
                let same = fold(words.trim()) == fold(title.trim());
                return if same { body.get(span.end as usize..).unwrap_or("") } else { body };
            }
            (Some(_), _) => {}
        }
    }
    body
}

/// Returns a line without the identifier of a small record at its end, `^E012-1`.
fn without_identifier(line: &str) -> &str {
    let Some((before, last)) = line.trim_end().rsplit_once(' ') else { return line };
    match last.strip_prefix('^').and_then(identifiant::parse) {
        Some(_) => before.trim_end(),
        None => line,
    }
}

/// Cuts the section of that name out of a body: returns what is around it, and what it holds.
fn section(body: &str, name: &str) -> (String, Option<String>) {
    let mut headings: Vec<(HeadingLevel, String, Span)> = Vec::new();
    let mut open = false;
    for (event, span) in events(body, Span::new(0, body.len())) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                headings.push((level, String::new(), span));
                open = true;
            }
            Event::Text(text) | Event::Code(text) if open => {
                if let Some((_, words, _)) = headings.last_mut() {
                    words.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            _ => {}
        }
    }
    let Some(at) = headings.iter().position(|(_, words, _)| fold(words.trim()) == name) else {
        return (body.to_owned(), None);
    };
    let Some((level, _, place)) = headings.get(at) else { return (body.to_owned(), None) };
    let next = headings.iter().skip(at + 1).find(|(other, ..)| other <= level);
    let end = next.map_or(body.len(), |(.., span)| span.start as usize);
    let part = |from: usize, to: usize| body.get(from..to).unwrap_or("");
    let around = format!("{}\n\n{}", part(0, place.start as usize).trim_end(), part(end, body.len()));
    (around, Some(part(place.end as usize, end).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_record_is_not_said_twice() {
        assert_eq!(untitled("\n# Bouger sans voiture\n\nTexte", "Bouger sans voiture").trim(), "Texte");
        assert_eq!(untitled("Bouger\n======\n\nTexte", "bouger").trim(), "Texte");
        assert_eq!(untitled("# Autre\n\nTexte", "Bouger"), "# Autre\n\nTexte");
        assert_eq!(untitled("Texte\n\n# Bouger", "Bouger"), "Texte\n\n# Bouger");
    }

    #[test]
    fn a_letter_stands_apart() {
        let (around, letter) =
            section("Portrait\n\n## Lettre\n\nMadame,\n\n### PS\n\noui\n\n## Suite\n\nfin", "lettre");
        assert_eq!(around, "Portrait\n\n## Suite\n\nfin");
        assert_eq!(letter.as_deref().map(str::trim), Some("Madame,\n\n### PS\n\noui"));
        assert_eq!(section("Portrait", "lettre"), ("Portrait".to_owned(), None));
    }

    #[test]
    fn an_identifier_at_the_end_of_a_line_is_not_printed() {
        assert_eq!(without_identifier("- action : prêter la salle ^SE01-1"), "- action : prêter la salle");
        assert_eq!(without_identifier("2 ^ 3"), "2 ^ 3");
    }
}
