//! What is told of several records at once: ideas that pass from one gisement to another, gisements cut into others, notes numbered.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::pair::Pair;
use crate::diff::sheet::{Piece, Sheet};
use crate::diff::{Change, ChangeKind};
use crate::value::identifiant::{Ident, Kind};

/// A gisement as an idea's change names it.
#[derive(Clone)]
struct Home {
    id: String,
    ident: Option<Ident>,
    title: String,
    path: String,
    /// Whether it is there in both versions: of one that is new or gone, its own change says that it has ideas.
    stays: bool,
}

/// Where an idea was and is.
#[derive(Default)]
struct Passage {
    shown: String,
    from: Vec<Home>,
    to: Vec<Home>,
}

/// The ideas that left a gisement and those that came into it.
struct Sorted {
    home: Home,
    gone: Vec<String>,
    come: Vec<String>,
}

impl Sorted {
    fn of(home: &Home) -> Self {
        Self { home: home.clone(), gone: Vec::new(), come: Vec::new() }
    }
}

/// Gathers what is told at the end.
#[derive(Default)]
pub(super) struct Moves {
    ideas: BTreeMap<Ident, Passage>,
    split: Vec<Change>,
    numbered: BTreeMap<Ident, Change>,
}

impl Moves {
    /// Notes that an idea came into a gisement, or left it.
    pub(super) fn idea(&mut self, piece: &Piece, gisement: &Sheet<'_>, came: bool) {
        let Some(ident) = piece.ident else { return };
        let home = Home {
            id: gisement.id.clone(),
            ident: gisement.ident,
            title: gisement.title.clone(),
            path: gisement.path.clone(),
            stays: true,
        };
        let passage = self.ideas.entry(ident).or_default();
        passage.shown.clone_from(&piece.shown);
        if came { passage.to.push(home) } else { passage.from.push(home) }
    }

    /// Notes that a gisement was cut.
    pub(super) fn split(&mut self, sheet: &Sheet<'_>) {
        self.split.push(sheet.change(ChangeKind::Split));
    }

    /// Notes that a small record was given the identifier that it lacked.
    pub(super) fn numbered(&mut self, sheet: &Sheet<'_>) {
        let Some(note) = sheet.ident.map(Ident::note) else { return };
        let told = self.numbered.entry(note).or_insert_with(|| {
            let id = sheet.id.split('-').next().unwrap_or(&sheet.id).to_owned();
            Change {
                of: note.kind,
                id,
                ident: Some(note),
                title: String::new(),
                unspoken: false,
                field: Some("id".to_owned()),
                ..sheet.change(ChangeKind::Changed)
            }
        });
        let ids = told.new.get_or_insert_default();
        if !ids.is_empty() {
            ids.push_str(", ");
        }
        ids.push_str(&sheet.id);
    }

    /// Tells of all of it.
    pub(super) fn tell(mut self, pairs: &[Pair<'_>], all: &mut Vec<Change>) {
        for told in &mut self.split {
            told.old = Some(told.id.clone());
            let parts: Vec<&str> = pairs
                .iter()
                .filter_map(|pair| pair.new.as_ref())
                .filter(|new| comes_from(new, told.ident))
                .map(|new| &*new.id)
                .collect();
            told.new = (!parts.is_empty()).then(|| parts.join(", "));
        }
        all.append(&mut self.split);
        all.extend(self.numbered.into_values());
        // Two records may bear one identifier: each stays, or is new, for itself.
        let both: BTreeSet<(Option<Ident>, &str)> = pairs
            .iter()
            .filter_map(|pair| pair.old.as_ref().zip(pair.new.as_ref()))
            .flat_map(|(old, new)| [(old.ident, &*old.path), (new.ident, &*new.path)])
            .collect();
        let replaced = replaced(pairs);
        let mut lists: BTreeMap<(Option<Ident>, String), Sorted> = BTreeMap::new();
        for (ident, mut passage) in self.ideas {
            for home in passage.from.iter_mut().chain(&mut passage.to) {
                home.stays = both.contains(&(home.ident, &*home.path));
            }
            // Another idea under the same identifier did not come from where the first one was.
            if passage.from.is_empty() || passage.to.is_empty() || replaced.contains(&ident) {
                for (homes, came) in [(&passage.from, false), (&passage.to, true)] {
                    for home in homes.iter().filter(|home| home.stays) {
                        let sorted = lists.entry((home.ident, home.path.clone())).or_insert_with(|| Sorted::of(home));
                        let list = if came { &mut sorted.come } else { &mut sorted.gone };
                        list.push(passage.shown.clone());
                    }
                }
                continue;
            }
            all.push(moved(ident, &passage));
        }
        for ((ident, _), Sorted { home, gone, come }) in lists {
            let said = |ids: Vec<String>| (!ids.is_empty()).then(|| ids.join(", "));
            let told = Change::new(ChangeKind::Changed, Kind::Gisement, &home.id, ident);
            let (old, new) = (said(gone), said(come));
            let field = Some("idees".to_owned());
            all.push(Change { title: home.title, path: home.path, field, old, new, ..told });
        }
    }
}

/// Tells whether a gisement says that it comes from another.
fn comes_from(sheet: &Sheet<'_>, from: Option<Ident>) -> bool {
    let sources = sheet.fields.get("issu_de").map_or(&[][..], |entry| &entry.pieces);
    from.is_some() && sources.iter().any(|piece| piece.ident == from)
}

/// Finds the identifiers of ideas of which one is gone and another is new.
fn replaced(pairs: &[Pair<'_>]) -> BTreeSet<Ident> {
    let alone = |here: fn(&'_ Pair<'_>) -> Option<Ident>| pairs.iter().filter_map(here).collect::<BTreeSet<Ident>>();
    let gone = alone(|pair| pair.old.as_ref().filter(|_| pair.new.is_none())?.ident);
    let come = alone(|pair| pair.new.as_ref().filter(|_| pair.old.is_none())?.ident);
    gone.intersection(&come).copied().collect()
}

fn moved(ident: Ident, passage: &Passage) -> Change {
    let names = |homes: &[Home]| homes.iter().map(|home| &*home.id).collect::<Vec<_>>().join(", ");
    let path = passage.to.first().map_or_else(String::new, |home| home.path.clone());
    Change {
        path,
        field: Some("gisement".to_owned()),
        old: Some(names(&passage.from)),
        new: Some(names(&passage.to)),
        ..Change::new(ChangeKind::Moved, Kind::Idee, &passage.shown, Some(ident))
    }
}
