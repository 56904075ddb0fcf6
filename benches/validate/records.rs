//! The text of each record of a generated dossier, by type.
//!
//! Every reference is computed from the [`Plan`], which knows how many records of each type there are: none is ever looked up.

use crate::words::{Draw, Words, capitalised, wrapped};

/// How many small ideas each interview carries, and at which items of the note.
const IDEA_ITEMS: [usize; 8] = [1, 2, 4, 5, 7, 8, 10, 11];

/// The width of the lines of prose.
const WIDTH: usize = 96;

/// How many records of each type a dossier holds.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// Interviews: a tenth of the files.
    pub(crate) entretiens: usize,
    /// Ideas with a file of their own: most of the rest.
    pub(crate) idees: usize,
    /// Groups of ideas: a hundredth.
    pub(crate) gisements: usize,
    /// Challenges, and as many personas, solutions and meetings: a five-hundredth each.
    pub(crate) defis: usize,
}

impl Plan {
    /// Shares out a number of files, the manifest and `acteurs.yaml` among them.
    pub(crate) fn of(files: usize) -> Self {
        let (entretiens, gisements, defis) = (files / 10, files / 100, files / 500);
        Self { entretiens, idees: files - 2 - entretiens - gisements - 4 * defis, gisements, defis }
    }

    /// Returns the défi, persona, solution or séance that a gisement goes with.
    fn group(self, gisement: usize) -> usize {
        (gisement - 1) * self.defis / self.gisements + 1
    }
}

/// The records of one dossier.
pub(crate) struct Records<'w> {
    /// How many there are.
    pub(crate) plan: Plan,
    /// What they are made of.
    pub(crate) words: &'w Words,
}

impl Records<'_> {
    /// Returns the manifest.
    pub(crate) fn manifest(&self) -> String {
        "titre: Dossier de mesure\n\
         territoire: Territoire inventé pour mesurer\n\
         pilote: Équipe de mesure\n\
         lancement: 2018-10-01\n\
         format: 1\n\
         fictif: oui\n\
         matiere: terrain\n\
         population: environ 60 000\n\
         responsable_traitement: Équipe de mesure\n\
         objectifs:\n\
         \x20 - Rendre un meilleur service aux usagers\n\
         \x20 - Donner de meilleures conditions de travail aux agents\n\
         phases:\n\
         \x20 - nom: Exploration\n\
         \x20   role: exploration\n\
         \x20   prevu:\n\
         \x20     duree: 2 mois\n\
         \x20   realise:\n\
         \x20     debut: 2018-10-01\n\
         \x20     fin: 2018-12-10\n\
         \x20 - nom: Séminaire de décision\n\
         \x20   role: choix\n\
         \x20   realise:\n\
         \x20     debut: 2018-12-14\n\
         \x20     fin: 2018-12-14\n\
         \x20 - nom: Co-construction\n\
         \x20   role: co_construction\n\
         \x20   realise:\n\
         \x20     debut: 2018-12-17\n\
         \x20     fin: 2019-04-30\n"
            .to_owned()
    }

    /// Returns `acteurs.yaml`.
    pub(crate) fn actors(&self) -> String {
        let mut text = String::from("# Structures inventées.\n");
        for (rank, [slug, name, kind, sphere]) in self.words.actors.iter().enumerate() {
            text += &format!("- id: {slug}\n  nom: {name}\n  type: {kind}\n  sphere: {sphere}\n");
            if rank % 4 == 0 {
                text += "  roles: [partenaire, consulte]\n";
            }
        }
        text
    }

    /// Returns the slug of an actor.
    fn actor(&self, rank: usize) -> &'static str {
        self.words.actors.get(rank % self.words.actors.len().max(1)).map_or("", |[slug, ..]| slug)
    }

    /// Returns the stem of an interview's file, which names the first actor met.
    pub(crate) fn entretien_stem(&self, number: usize) -> String {
        format!("E{number:05}-{}", self.actor(number * 7))
    }

    /// Returns an interview of about 60 lines.
    pub(crate) fn entretien(&self, number: usize) -> String {
        let (words, mut draw) = (self.words, Draw::new('E', number));
        let people = 1 + draw.below(5);
        let mut text = String::with_capacity(5_000);
        text += &format!("---\ndate: {}\n", exploration_day(&mut draw));
        text += &match draw.below(3) {
            0 => format!("structures: [{}, {}]\n", self.actor(number * 7), self.actor(number * 7 + 11)),
            _ => format!("structures: [{}]\n", self.actor(number * 7)),
        };
        text += &format!("personnes: {people}\n");
        if people > 2 && draw.below(3) == 0 {
            text += "dont_deja_rencontrees: 1\n";
        }
        text += &format!(
            "duree: {}\nlieu: {}\n",
            draw.one(&["45 min", "1h", "1h15", "1h30", "2h"]),
            draw.one(&words.rooms)
        );
        text += &format!("canal: {}\n", draw.one(&["presentiel", "presentiel", "visio", "telephone"]));
        text += &format!("intervieweurs: [{}]\n", draw.one(&["am", "bt", "cl, am", "dv"]));
        let [theme, other] = words.two_themes(&mut draw);
        text += &format!("themes: [{theme}, {other}]\n");
        text += &format!("information: {}\n", draw.one(&["orale", "orale", "ecrite", "affichage"]));
        text += &format!("accord_citation: {}\n---\n", draw.one(&["oui", "oui", "relecture", "non"]));
        text += &format!("# Rencontre avec {}\n\n", self.actor(number * 7).replace('-', " "));
        text += &wrapped(&words.paragraph(&mut draw, 4), WIDTH);
        text += "\n## Ce qui a été dit\n\n";
        for item in 1..=6 {
            text += &self.item(number, item, &mut draw);
        }
        text += &format!("\n{}\n", self.verbatim(number, 1, &mut draw));
        text += &wrapped(&words.paragraph(&mut draw, 4), WIDTH);
        text += "\n## Pistes évoquées\n\n";
        for item in 7..=12 {
            text += &self.item(number, item, &mut draw);
        }
        text += &format!("\n{}\n", self.verbatim(number, 2, &mut draw));
        text += &wrapped(&words.paragraph(&mut draw, 3), WIDTH);
        let other = number % self.plan.entretiens + 1;
        text + &format!("\nÀ rapprocher de [[{}|E{other:05}]].\n", self.entretien_stem(other))
    }

    /// Returns one item of an interview: ideas of any nature, and an observation, a need and two irritants among them.
    fn item(&self, note: usize, item: usize, draw: &mut Draw) -> String {
        let (marker, mut text) = match IDEA_ITEMS.iter().position(|at| *at == item) {
            Some(rank) => self.idea(small_idea(note, rank)),
            None => match item {
                6 => ("constat", self.words.fact(draw)),
                9 => ("besoin", draw.one(&self.words.needs).to_owned()),
                _ => ("irritant", self.words.fact(draw)),
            },
        };
        if draw.below(2) == 0 {
            text += &format!(" #{}", draw.one(&self.words.themes));
        }
        let bullet = format!("- {marker} : {text} ^E{note:05}-{item}");
        match draw.below(6) {
            0 => wrapped(&bullet, WIDTH).replace('\n', "\n  ").trim_end_matches(' ').to_owned(),
            1 => format!("{bullet}\n  - déjà vu ailleurs, {}\n", draw.one(&self.words.rooms)),
            _ => format!("{bullet}\n"),
        }
    }

    fn verbatim(&self, note: usize, rank: usize, draw: &mut Draw) -> String {
        let (quote, who) = (draw.one(&self.words.quotes), draw.one(&self.words.functions));
        let limit = if draw.below(4) == 0 { " (relecture)" } else { "" };
        format!("> « {quote} » — {who}{limit} ^E{note:05}-v{rank}\n")
    }

    /// Returns the marker and the text of an idea, by its number among all ideas: those of interviews first.
    fn idea(&self, number: usize) -> (&'static str, String) {
        let text = self.words.idea(number);
        match Draw::new('N', number).below(10) {
            0..=4 => ("idée", text),
            5 | 6 => ("initiative", text),
            7 => ("ressource", format!("de quoi {text}")),
            8 => ("difficulté", text),
            _ => ("orphelin", format!("personne pour {text}")),
        }
    }

    /// Returns an idea with a file of its own: its extension and its text.
    pub(crate) fn idee(&self, number: usize) -> (&'static str, String) {
        let (words, mut draw) = (self.words, Draw::new('I', number));
        let (marker, text) = self.idea(self.own_idea(number));
        let (text, source) = (capitalised(&text), 1 + draw.below(self.plan.entretiens));
        let mut fields = match draw.below(3) {
            0 => format!("source: \"[[{}|E{source:05}]]\"\n", self.entretien_stem(source)),
            _ => format!("source: E{source:05}\n"),
        };
        fields += &match marker {
            "idée" => String::new(),
            "orphelin" => "nature: sujet_orphelin\n".to_owned(),
            "difficulté" => "nature: difficulte\n".to_owned(),
            nature => format!("nature: {nature}\n"),
        };
        let [theme, other] = words.two_themes(&mut draw);
        fields += &match draw.below(2) {
            0 => format!("themes: [{theme}]\n"),
            _ => format!("themes:\n  - {theme}\n  - {other}\n"),
        };
        fields += &match fate(number) {
            Fate::Double => format!("statut: doublon\ndoublon_de: I{:05}\n", number - 1),
            Fate::Dropped => format!("statut: ecartee\nmotif: {}\n", capitalised(&words.fact(&mut draw))),
            Fate::Sorted => "statut: triee\n".to_owned(),
            Fate::Collected => String::new(),
        };
        match draw.below(3) {
            0 => ("yaml", format!("texte: {text}\n{fields}")),
            1 => ("md", format!("---\n{fields}---\n# {text}\n")),
            _ => {
                let body = wrapped(&words.paragraph(&mut draw, 2), WIDTH);
                ("md", format!("---\n{fields}---\n# {text}\n\n{body}"))
            }
        }
    }

    fn own_idea(&self, number: usize) -> usize {
        small_idea(self.plan.entretiens + 1, 0) + number - 1
    }

    /// Returns a gisement: every idea that is neither dropped nor a double stands in one, far from its neighbours.
    pub(crate) fn gisement(&self, number: usize) -> String {
        let (plan, words, mut draw) = (self.plan, self.words, Draw::new('G', number));
        let mut text = format!(
            "---\nenonce: {}\nquestion: Comment {} ?\nidees:\n",
            capitalised(&words.fact(&mut draw)),
            draw.one(&words.needs),
        );
        let (small, all) = (self.own_idea(1), self.own_idea(plan.idees) + 1);
        for idea in (number - 1..all).step_by(plan.gisements) {
            let name = match idea.checked_sub(small) {
                Some(own) if matches!(fate(own + 1), Fate::Dropped | Fate::Double) => continue,
                Some(own) => format!("I{:05}", own + 1),
                None => {
                    let item = IDEA_ITEMS.get(idea % IDEA_ITEMS.len()).copied().unwrap_or_default();
                    format!("E{:05}-{item}", idea / IDEA_ITEMS.len() + 1)
                }
            };
            let start: Vec<_> = self.idea(idea).1.split(' ').take(6).map(str::to_owned).collect();
            text += &format!("  - {name} # {}\n", start.join(" "));
        }
        let note = 1 + draw.below(plan.entretiens);
        let next = note % plan.entretiens + 1;
        text += &format!("irritants: [E{note:05}-12, E{next:05}-12]\ncitations: [E{note:05}-v1, E{next:05}-v2]\n");
        text += &format!("defis: [D{:03}]\n---\n", plan.group(number));
        text += &format!("# {}\n\n", capitalised(draw.one(&words.needs)));
        text + &wrapped(&words.paragraph(&mut draw, 4), WIDTH)
    }

    /// Returns a défi.
    pub(crate) fn defi(&self, number: usize) -> String {
        let (words, mut draw) = (self.words, Draw::new('D', number));
        let [theme, other] = words.two_themes(&mut draw);
        let mut text = format!("---\nthemes: [{theme}, {other}]\necheance: 2019-12\n---\n");
        text += &format!("# {}\n\n", capitalised(draw.one(&words.needs)));
        text + &wrapped(&words.paragraph(&mut draw, 3), WIDTH)
    }

    /// Returns a persona, drawn from three interviews.
    pub(crate) fn persona(&self, number: usize) -> String {
        let (words, mut draw) = (self.words, Draw::new('P', number));
        let mut text = format!("---\nsituation: {}\nsources:\n", capitalised(&words.fact(&mut draw)));
        let first = 1 + draw.below(self.plan.entretiens - 2);
        for source in first..first + 3 {
            text += &format!("  - E{source:05}\n");
        }
        text +=
            &format!("citations: [E{first:05}-v1]\ntranche_age: {}\n", draw.one(&["18-25", "26-45", "46-65", "66-80"]));
        text += &format!("besoins:\n  - {}\nfreins:\n  - {}\n---\n", draw.one(&words.needs), words.fact(&mut draw));
        text += &format!("# {}\n\n", words.names.get(number % words.names.len().max(1)).copied().unwrap_or_default());
        text += &wrapped(&words.paragraph(&mut draw, 3), WIDTH);
        text += &format!("\n## Lettre\n\nMadame, Monsieur, je voudrais {}.\n\n", draw.one(&words.needs));
        text + &wrapped(&words.paragraph(&mut draw, 2), WIDTH)
    }

    /// Returns a solution, at its start.
    pub(crate) fn solution(&self, number: usize) -> String {
        let (plan, words, mut draw) = (self.plan, self.words, Draw::new('S', number));
        let gisements: Vec<_> = self.gisements_of(number).map(|gisement| format!("G{gisement:04}")).collect();
        let rank = draw.below(self.words.actors.len());
        let mut text = format!("---\nstatut: piste\ndefis: [D{number:03}]\ngisements: [{}]\n", gisements.join(", "));
        text += &format!(
            "idees:\n  - E{:05}-1\n  - E{:05}-4\n",
            1 + draw.below(plan.entretiens),
            1 + draw.below(plan.entretiens)
        );
        text += &format!(
            "porteur: {}\npartenaires: [{}, {}]\n",
            self.actor(rank),
            self.actor(rank + 3),
            self.actor(rank + 9)
        );
        text += "moyens:\n  humains: Un équivalent temps plein partagé\n  techniques: Un local existant\n---\n";
        text += &format!("# {}\n\n", capitalised(draw.one(&words.needs)));
        text + &wrapped(&words.paragraph(&mut draw, 4), WIDTH)
    }

    /// Returns a séance, where the gisements that go together are worked on, a group each.
    pub(crate) fn seance(&self, number: usize) -> String {
        let (words, mut draw) = (self.words, Draw::new('M', number));
        let gisements: Vec<usize> = self.gisements_of(number).collect();
        let mut text = format!("---\ndate: 2019-{:02}-{:02}\ntype: atelier\n", 1 + draw.below(3), 1 + draw.below(28));
        text += &format!("objet: Travailler ensemble, {}\n", draw.one(&words.needs));
        text += &format!("lieu: {}\nhoraire_debut: 14h\nhoraire_fin: 17h\n", draw.one(&words.rooms));
        text += &format!("participants: {}\n", 6 * gisements.len());
        text += "deroule:\n  - debut: 14h\n    duree: 30 min\n    sequence: Accueil et consigne\n";
        text += "  - debut: 14h30\n    duree: 1h30\n    sequence: Travail en groupes\n";
        text += "  - debut: 16h\n    duree: 1h\n    sequence: Restitution et choix\ngroupes:\n";
        for gisement in &gisements {
            text += &format!("  - nom: Groupe {gisement}\n    traite: [G{gisement:04}]\n    effectif: 6\n");
            text += &format!("    structures: [{}, {}]\n", self.actor(gisement * 5), self.actor(gisement * 5 + 2));
            text += &format!("    question: Comment {} ?\n", draw.one(&words.needs));
        }
        text += "---\n\n";
        text += &wrapped(&words.paragraph(&mut draw, 4), WIDTH);
        for (rank, gisement) in gisements.iter().enumerate() {
            text += &format!("\n## Groupe {gisement}\n\n");
            text += &wrapped(&words.paragraph(&mut draw, 2), WIDTH);
            text += &format!("\n- constat : {} ^SE{number:03}-{}\n", words.fact(&mut draw), 2 * rank + 1);
            text += &format!("- besoin : {} ^SE{number:03}-{}\n", draw.one(&words.needs), 2 * rank + 2);
        }
        text
    }

    /// Returns the gisements that go with a défi, a solution, a séance.
    fn gisements_of(&self, group: usize) -> impl Iterator<Item = usize> {
        let plan = self.plan;
        (1..=plan.gisements).filter(move |gisement| plan.group(*gisement) == group)
    }
}

/// Returns the number, among all ideas, of an interview's small idea of that rank (from 0).
fn small_idea(note: usize, rank: usize) -> usize {
    (note - 1) * IDEA_ITEMS.len() + rank
}

/// What became of an idea with a file of its own.
enum Fate {
    Collected,
    Sorted,
    Dropped,
    Double,
}

/// Returns the fate of an idea; the one before a double is never a double.
fn fate(number: usize) -> Fate {
    match number {
        _ if number.is_multiple_of(97) => Fate::Double,
        _ if number.is_multiple_of(23) => Fate::Dropped,
        _ if number.is_multiple_of(5) => Fate::Sorted,
        _ => Fate::Collected,
    }
}

/// Draws a day of the exploration, from 1 October to 9 December 2018.
fn exploration_day(draw: &mut Draw) -> String {
    match draw.below(70) {
        day @ 0..31 => format!("2018-10-{:02}", day + 1),
        day @ 31..61 => format!("2018-11-{:02}", day - 30),
        day => format!("2018-12-{:02}", day - 60),
    }
}
