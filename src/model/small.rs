//! The records that have no file of their own: those that live only in the body of a note, beside ideas and irritants, and the
//! published sources that the manifest lists.

use crate::schema::{Field, FieldKind, Need, TypeDef};
use crate::value::identifiant::Kind;

/// What every small record holds: its words and its themes.
static FIELDS: &[Field] = &[
    Field {
        name: "texte",
        kind: FieldKind::Text,
        many: false,
        need: Need::Optional,
        names: true,
        people: false,
        doc: "le texte de la puce",
    },
    Field {
        name: "themes",
        kind: FieldKind::Word(&super::vocabulary::THEME),
        many: true,
        need: Need::Optional,
        names: false,
        people: false,
        doc: "ses étiquettes",
    },
    Field {
        name: "attribution",
        kind: FieldKind::Text,
        many: false,
        need: Need::Optional,
        names: false,
        people: true,
        doc: "qui parle ; qui agit, pour une action",
    },
    Field {
        name: "accord",
        kind: FieldKind::Word(&super::vocabulary::ACCORD),
        many: false,
        need: Need::Optional,
        names: false,
        people: true,
        doc: "accord de citation propre à ce verbatim",
    },
];

/// The index of the text in a small record that has no file.
pub const TEXTE: u8 = 0;
/// The index of its themes.
pub const THEMES: u8 = 1;
/// The index of who speaks, in a verbatim, or acts, in an action.
pub const ATTRIBUTION: u8 = 2;
/// The index of a verbatim's own agreement.
pub const ACCORD: u8 = 3;

macro_rules! small {
    ($($name:ident $kind:ident $word:literal ($one:literal, $many:literal) $doc:literal)*) => {
        $(
            #[doc = $doc]
            pub static $name: TypeDef =
                TypeDef { kind: Kind::$kind, name: $word, folder: "", doc: $doc, noun: ($one, $many), fields: FIELDS };
        )*

        /// The tables of the records that have no file.
        pub static TYPES: &[&TypeDef] = &[$(&$name),*, &SOURCE];
    };
}

/// A published source, as the manifest lists it.
pub static SOURCE: TypeDef = TypeDef {
    kind: Kind::Source,
    name: "source",
    folder: "",
    doc: "Une source publiée",
    noun: ("source publiée", "sources publiées"),
    fields: super::dossier::source::Source::FIELDS,
};

small! {
    CONSTAT Constat "constat" ("constat", "constats") "Un constat fait sur le terrain"
    BESOIN Besoin "besoin" ("besoin", "besoins") "Un besoin exprimé"
    CONTACT Contact "a_recontacter" ("contact à reprendre", "contacts à reprendre") "Une structure à recontacter"
    ACTION Action "action" ("action", "actions") "Une action décidée : qui, quoi, quand"
    VERBATIM Verbatim "verbatim" ("verbatim", "verbatims") "Une parole rapportée entre guillemets"
}
