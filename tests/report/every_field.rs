//! A dossier with two records of every type, made from the tables of the types: a field that is added to one is in it.

use std::path::Path;

use carte_blanche::model::TYPES;
use carte_blanche::model::common::COMMON;
use carte_blanche::schema::{Field, FieldKind, Need, TypeDef, Vocabulary};
use carte_blanche::value::identifiant::Kind;
use serde_json::{Map, Value, json};

use crate::put;

/// The day at which such a dossier is looked at: all it tells has happened.
pub(crate) const AT: &str = "2019-06-05";

/// What its texts say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// A few words, in the fields that must stand.
    Required,
    /// A few words, in every field.
    Words,
    /// A sentence with its full stop, in every field but those that name: see [`NAMES`].
    Sentences,
    /// What a machine could obey, in every field: see [`HOSTILE`].
    Hostile,
    /// Words that nobody agreed to see printed, in every field: see [`QUOTED`].
    Quoted,
}

/// What a machine could obey. No quote and no lone hyphen, which typography replaces.
pub(crate) const HOSTILE: &[&str] = &[
    "{{7*7}}",
    "{%x%}",
    "{#c#}",
    "<script>alert(1)</script>",
    "<img/src=x/onerror=alert(1)>",
    "[lien](javascript:alert(1))",
    "<javascript:alert(1)>",
    "![i](javascript:alert(2))",
    "[ref]:javascript:alert(3)",
    "#panic(1)",
    "$x$",
    "]]>",
    "```",
    "~~~",
    "[^1]",
    "[[G01]]",
    "|a|b|",
    "**gras**",
    "&lt;&#60;&amp;",
    "\\(x\\)",
    "<!--",
    "<?xml?>",
    "a\u{202e}b\u{2066}c",
    "d\u{7}e\u{1b}f",
    "\u{e000}a3\u{e001}",
];

/// What the note E001 heard, off the record.
pub(crate) const QUOTED: &str = "la marmotte violette du préfet mange du zinc chaque mardi soir";

/// The fields that name somebody, some place or something: nobody ends them with a full stop.
const NAMES: &[&str] = &[
    "nom",
    "titre",
    "pilote",
    "territoire",
    "editeur",
    "lieu",
    "lieux",
    "lieuxbis",
    "prenom_fictif",
    "tranche_age",
    "autorite",
    "article",
    "reference",
    "texte",
    "unite",
    "perimetre",
    "periode",
    "mesure",
    "cle",
    "indicateur",
    "profil",
    "attribution",
    "animateur",
    "rapporteur",
    "commanditaire",
    "evaluateur",
    "responsable_traitement",
    "dpo",
    "acte",
    "verrou",
    "methode",
];

/// The name by which the text of a field is found again: `Zsolutiontitre1`.
pub(crate) fn marker(of: &str, field: &str, record: usize) -> String {
    format!("Z{of}{field}{record}").replace(['_', '-', '.'], "")
}

/// Makes the dossier.
pub(crate) fn dossier(fill: Fill) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for def in TYPES {
        for record in [1, 2] {
            write(folder.path(), &Maker { fill, def, record });
        }
    }
    folder
}

/// Returns the text of a field.
pub(crate) fn text(fill: Fill, of: &str, field: &str, record: usize) -> String {
    let words = format!("{of} {} {}", if record == 1 { "premier" } else { "second" }, field.replace(['_', '.'], " "));
    match fill {
        Fill::Required | Fill::Words => format!("Mots {words}"),
        Fill::Sentences if NAMES.contains(&field.rsplit('.').next().unwrap_or(field)) => format!("Mots {words}"),
        Fill::Sentences => format!("Ceci est une phrase {words}."),
        Fill::Hostile => format!("{} {}", marker(of, field, record), HOSTILE.join(" ")),
        Fill::Quoted => format!("On dit que {QUOTED}, {words}"),
    }
}

/// Writes a record into its file.
fn write(folder: &Path, maker: &Maker) {
    let header = |fields: &Map<String, Value>| -> String {
        fields.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
    };
    let fields = maker.fields();
    let id = maker.id();
    match maker.def.kind {
        Kind::Dossier if maker.record == 1 => put(folder, "dossier.yaml", &header(&fields)),
        Kind::Dossier => {}
        _ => {
            let path = format!("{}/{id}.md", maker.def.folder);
            put(folder, &path, &format!("---\n{}---\n{}", header(&fields), maker.body()));
        }
    }
}

/// A record under way.
struct Maker {
    fill: Fill,
    def: &'static TypeDef,
    record: usize,
}

impl Maker {
    fn id(&self) -> String {
        id(self.def.kind, self.record)
    }

    fn text(&self, field: &str) -> String {
        text(self.fill, self.def.name, field, self.record)
    }

    fn fields(&self) -> Map<String, Value> {
        let mut fields = self.object(self.def.fields, "");
        let all = self.fill != Fill::Required;
        for field in COMMON.iter().filter(|field| all && field.name != "id") {
            fields.insert(field.name.to_owned(), self.value(field, field.name));
        }
        if self.def.kind == Kind::Dossier {
            fields.insert("format".to_owned(), json!(1));
        }
        fields
    }

    fn object(&self, fields: &'static [Field], path: &str) -> Map<String, Value> {
        let mut made = Map::new();
        let mut groups = Vec::new();
        for field in fields {
            let wanted = match field.need {
                _ if self.fill != Fill::Required => true,
                Need::Required => true,
                Need::OneOf(group) if !groups.contains(&group) => {
                    groups.push(group);
                    true
                }
                _ => false,
            };
            // These would put the record aside, and all its texts with it.
            let aside = ["fusionne_dans", "doublon_de"].contains(&field.name);
            let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
            let value = if wanted && !aside { self.value(field, &path) } else { Value::Null };
            if !value.is_null() {
                made.insert(field.name.to_owned(), value);
            }
        }
        made
    }

    fn value(&self, field: &'static Field, path: &str) -> Value {
        let one = |value: Value| if field.many && !value.is_null() { Value::Array(vec![value]) } else { value };
        match field.kind {
            FieldKind::Reference(kinds) => self.references(kinds, field.many),
            FieldKind::ReferenceOrObject(kinds, fields) => {
                let mut both = self.references(kinds, true);
                let object = Value::Object(self.object(fields, path));
                match both.as_array_mut().filter(|_| field.many) {
                    Some(list) => {
                        list.push(object);
                        both
                    }
                    None => object,
                }
            }
            FieldKind::Object(fields) => one(Value::Object(self.object(fields, path))),
            FieldKind::Map => self.map(path),
            FieldKind::Word(vocabulary) => one(word(vocabulary, self.fill).into()),
            FieldKind::Text if field.name == "id" => format!("source-{}", self.record).into(),
            FieldKind::Text if field.many => json!([self.text(path), self.text(&format!("{path}bis"))]),
            FieldKind::Text => self.text(path).into(),
            FieldKind::Date if field.name == "fin" => one("2019-05-20".into()),
            FieldKind::Date => one("2019-03-12".into()),
            FieldKind::Time => one(if field.name.ends_with("fin") { "17h" } else { "9h" }.into()),
            FieldKind::Duration => one("2h".into()),
            FieldKind::Quantity => one(json!(3)),
            FieldKind::Declared => one("une quarantaine".into()),
            FieldKind::Number => one(json!(4)),
            FieldKind::YesNo => one("oui".into()),
            FieldKind::Commune => one("48095".into()),
        }
    }

    /// The records of these types; of its own type, only the second is named, by the first.
    fn references(&self, kinds: &[Kind], many: bool) -> Value {
        let kinds = if kinds.is_empty() { &[Kind::Gisement, Kind::Solution, Kind::Idee][..] } else { kinds };
        let mut named: Vec<String> = Vec::new();
        for kind in kinds {
            match kind {
                kind if *kind == self.def.kind && self.record == 1 => named.push(id(*kind, 2)),
                kind if *kind == self.def.kind => {}
                Kind::Verbatim => named.extend(["E001-v1".to_owned(), "E002-v1".to_owned()]),
                Kind::Idee => {
                    named.extend([id(*kind, 1), id(*kind, 2)]);
                    named.extend((1..=self.marks().len()).map(|item| format!("E001-{item}")));
                }
                kind => named.extend([id(*kind, 1), id(*kind, 2)]),
            }
        }
        match (named.is_empty(), many) {
            (true, _) => Value::Null,
            (false, true) => named.into(),
            (false, false) => named.swap_remove(0).into(),
        }
    }

    fn map(&self, path: &str) -> Value {
        match path {
            "vocabulaires" if self.fill == Fill::Hostile => json!({ "theme": [own_word()] }),
            "vocabulaires" => Value::Null,
            _ => json!({ self.text(&format!("{path}.cle")): self.text(&format!("{path}.valeur")) }),
        }
    }

    /// The marks of a note whose items are records of the type Idée.
    fn marks(&self) -> &'static [&'static str] {
        &["idée", "idée", "initiative", "orphelin", "ressource", "frein", "verrou"]
    }

    fn body(&self) -> String {
        let id = self.id();
        let mut body = String::new();
        let note = matches!(self.def.kind, Kind::Entretien | Kind::Immersion | Kind::Contribution | Kind::Seance);
        if note {
            let mut item = 0;
            for mark in self.marks().iter().chain(&["irritant", "constat", "besoin", "action", "à recontacter"]) {
                item += 1;
                let text = self.text(&format!("puce{item}"));
                body.push_str(&format!("- {mark} : {text} ^{id}-{item}\n"));
            }
            // Only those of an interview or an immersion can be agreed to.
            if self.fill != Fill::Quoted && matches!(self.def.kind, Kind::Contribution | Kind::Seance) {
                return body;
            }
            let (said, who) = match self.fill {
                Fill::Quoted => (format!("{QUOTED}, et rien d’autre"), "agente".to_owned()),
                _ => (self.text("verbatim"), self.text("attribution")),
            };
            body.push_str(&format!("\n> « {said} » — {who} ^{id}-v1\n"));
            return body;
        }
        match self.fill {
            Fill::Hostile => body.push_str(&hostile_body(&marker(self.def.name, "corps", self.record), self.record)),
            Fill::Required => {}
            fill => {
                let text = self.text("corps");
                body.push_str(&format!("{text}\n\n## Une partie\n\n{text}\n\n- {text}\n"));
                if fill == Fill::Quoted {
                    let cut = QUOTED.replacen(" du ", "\n> **du** *", 1).replacen(" mange", "* mange", 1);
                    body.push_str(&format!("\n> « {} »\n\n> « {cut} »\n", QUOTED.to_uppercase()));
                }
                if self.def.kind == Kind::Persona {
                    body.push_str(&format!("\n## Lettre\n\nMadame,\n\n{}\n", self.text("lettre")));
                }
            }
        }
        body
    }
}

/// A theme of the dossier's own.
pub(crate) fn own_word() -> String {
    "Zmot{{7*7}}<script>alert(1)</script>".to_owned()
}

/// Returns the identifier of a record.
fn id(kind: Kind, record: usize) -> String {
    match kind {
        Kind::Acteur => format!("acteur-{record}"),
        Kind::Source => "source-1".to_owned(),
        Kind::Entretien => format!("E{record:03}"),
        kind => format!("{}{record:02}", kind.prefix()),
    }
}

/// Returns a word of a vocabulary: for a state, one in which the record shows; none agrees to be quoted but where all is to be seen.
fn word(vocabulary: &Vocabulary, fill: Fill) -> String {
    match vocabulary.name {
        "accord" => if fill == Fill::Quoted { "non" } else { "oui" }.to_owned(),
        "theme" if fill == Fill::Hostile => own_word(),
        "gisement.statut" => "priorise".to_owned(),
        "idee.statut" => "retenue".to_owned(),
        "entretien.statut" => "tenu".to_owned(),
        "immersion.statut" | "seance.statut" => "tenue".to_owned(),
        "solution.statut" if fill != Fill::Required => "evaluee".to_owned(),
        _ => {
            let words = vocabulary.words;
            let word = if fill == Fill::Required { words.first() } else { words.last() };
            word.expect("a word").key.to_owned()
        }
    }
}

/// A body that leaves open all it can, and calls its note by the name that every other body gives its own.
fn hostile_body(marker: &str, record: usize) -> String {
    let open = if record == 1 { "```\nclôture jamais fermée" } else { "<!-- commentaire jamais fermé" };
    format!(
        "{marker} {{{{7*7}}}} {{%x%}} <script>alert(1)</script> [clic](javascript:alert(1)) [clic](JaVa&#115;cript:alert(1)) \
         [clic](<java\tscript:alert(1)>) [clic](data:text/html,x) [clic](vbscript:x) [clic](file:///etc/passwd) [clic](//exemple.fr) \
         <javascript:alert(1)> ![image](javascript:alert(2)) [suite][ref] [bon](https://exemple.fr/a?b=1&c=\"2\") ]]> $x$ #panic(1) \
         a\u{202e}b d\u{7}e \u{e000}corps 0\u{e001} appel{marker}[^1]\n\n\
         [^1]: note{marker} <script>alert(4)</script>\n\n\
         [ref]: javascript:alert(3)\n\n\
         <div onclick=\"alert(1)\">\n<b>gras</b>\n</div>\n\n\
         # Titre{marker} <script>alert(5)</script>\n\n\
         | a | b |\n|---|---|\n| <script>alert(6)</script> | [y](javascript:alert(7)) |\n\n\
         > [!NOTE]\n> cité <!-- caché --> montré{marker}\n\n\
         - [x] fait\n\n\
         \u{e000}a3\u{e001}\n\n\
         {open}"
    )
}
