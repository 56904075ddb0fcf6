//! The numbers that are still free: those above every number that was given.

use std::collections::BTreeMap;

use crate::dossier::Dossier;
use crate::unit::{FileUnit, Name, Origin, Value, View};
use crate::value::identifiant::{self, Ident, Kind, Part};

/// The highest numbers given so far.
#[derive(Clone, Debug, Default)]
pub struct Free {
    /// Of each type.
    whole: BTreeMap<Kind, u32>,
    /// Of the items and of the verbatims of each note.
    small: BTreeMap<Ident, (u16, u16)>,
}

impl Free {
    /// Looks at every name that a dossier gives, and at every identifier that it cites.
    pub fn of(dossier: &Dossier) -> Self {
        let mut free = Self::default();
        for file in &dossier.files {
            names(&file.unit, &mut |ident| free.see(ident));
            cited(&file.unit, &mut |ident| free.see(ident));
        }
        free
    }

    /// Notes that an identifier was given.
    pub fn see(&mut self, ident: Ident) {
        let highest = self.whole.entry(ident.kind).or_default();
        *highest = ident.number.max(*highest);
        if ident.part != Part::Whole {
            let (items, verbatims) = self.small.entry(ident.note()).or_default();
            match ident.part {
                Part::Item(n) => *items = n.max(*items),
                Part::Verbatim(n) => *verbatims = n.max(*verbatims),
                Part::Whole | Part::Decision(_) => {}
            }
        }
    }

    /// Gives the identifier that comes after all those of its kind; `None` where there is none left, and for a decision, which its rank
    /// names.
    pub fn take(&mut self, like: Ident) -> Option<Ident> {
        let (items, verbatims) = self.small.get(&like.note()).copied().unwrap_or_default();
        let taken = match like.part {
            Part::Whole => {
                let highest = self.whole.get(&like.kind).copied().unwrap_or_default();
                Ident::whole(like.kind, highest.checked_add(1)?)
            }
            Part::Item(_) => like.with(Part::Item(items.checked_add(1)?)),
            Part::Verbatim(_) => like.with(Part::Verbatim(verbatims.checked_add(1)?)),
            Part::Decision(_) => return None,
        };
        self.see(taken);
        Some(taken)
    }
}

/// Calls `each` with every identifier that a file gives, provisional or not.
pub fn names(unit: &FileUnit, each: &mut dyn FnMut(Ident)) {
    for record in &unit.records {
        if let Name::Ident(ident, _) | Name::Provisional(ident, _) = record.name {
            each(ident);
        }
    }
}

/// Calls `each` with every identifier that a file cites.
pub fn cited(unit: &FileUnit, each: &mut dyn FnMut(Ident)) {
    for view in unit.views().filter(|view: &View<'_>| view.record.origin != Origin::Inner) {
        view.references(&mut |_, cell| {
            if let Value::Ident(ident, _) = cell.value() {
                each(ident);
            }
        });
    }
    for link in unit.rare.iter().flat_map(|rare| &rare.links) {
        if let Some(found) = identifiant::parse_target(identifiant::target(unit.str(link.target)).text) {
            each(found.ident);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ident(text: &str) -> Ident {
        identifiant::parse(text).unwrap().ident
    }

    #[test]
    fn the_free_number_is_above_all_those_given_and_is_given_once() {
        let mut free = Free::default();
        ["G04", "G09", "E001-7", "E001-v2", "E002-30", "SE01/3"].iter().for_each(|text| free.see(ident(text)));
        for (like, expected) in [
            ("G04", Some("G10")),
            ("G04", Some("G11")),
            ("E001-7", Some("E001-8")),
            ("E001-7", Some("E001-9")),
            ("E001-v1", Some("E001-v3")),
            ("E003-1", Some("E003-1")),
            ("E001", Some("E004")),
            ("SE01", Some("SE02")),
            ("SE01/3", None),
        ] {
            assert_eq!(free.take(ident(like)), expected.map(ident), "{like}");
        }
        let mut full = Free::default();
        full.see(ident("E001-65535"));
        assert_eq!(full.take(ident("E001-65535")), None);
    }
}
