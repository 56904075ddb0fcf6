//! The fields that every record may carry, and how a table is looked up: its own fields first, then these.

use crate::schema::{Field, FieldKind, Need, TypeDef, Vocabulary};
use crate::value::identifiant::Kind;

/// The first index of the [`COMMON`] fields in a cell; a type's own fields come before.
pub const COMMON_BASE: u8 = 200;

/// The fields every record may carry.
pub static COMMON: &[Field] = &[
    Field {
        name: "id",
        kind: FieldKind::Text,
        many: false,
        need: Need::Optional,
        names: false,
        people: false,
        doc: "identifiant, quand le nom du fichier ne le porte pas ; requis dans un fichier de liste",
    },
    Field {
        name: "sources_publiees",
        kind: FieldKind::Reference(&[Kind::Source]),
        many: true,
        need: Need::Optional,
        names: false,
        people: false,
        doc: "sources publiques, déclarées dans `dossier.yaml`",
    },
    Field {
        name: "diffusion",
        kind: FieldKind::Word(&super::vocabulary::DIFFUSION),
        many: false,
        need: Need::Optional,
        names: false,
        people: true,
        doc: "qui peut lire la fiche",
    },
];

/// The index of `id` in a cell.
pub const ID: u8 = COMMON_BASE;
/// The index of `sources_publiees` in a cell.
pub const SOURCES_PUBLIEES: u8 = COMMON_BASE + 1;

impl TypeDef {
    /// Returns the field of index `index`, its own or a common one.
    pub fn field(&self, index: u8) -> Option<&'static Field> {
        match index.checked_sub(COMMON_BASE) {
            Some(common) => COMMON.get(common as usize),
            None => self.fields.get(index as usize),
        }
    }

    /// Returns the index and the field called `name` (canonical spelling), its own or a common one.
    pub fn find(&self, name: &str) -> Option<(u8, &'static Field)> {
        let own = self.fields.iter().position(|field| field.name == name);
        let (index, field) = match own {
            Some(at) => (at, self.fields.get(at)?),
            None => {
                let at = COMMON.iter().position(|field| field.name == name)?;
                (at + COMMON_BASE as usize, COMMON.get(at)?)
            }
        };
        Some((u8::try_from(index).ok()?, field))
    }

    /// Returns the vocabulary of the states, where the type has some.
    pub fn states(&self) -> Option<&'static Vocabulary> {
        match self.find("statut")?.1.kind {
            FieldKind::Word(vocabulary) => Some(vocabulary),
            _ => None,
        }
    }
}
