//! One slip, one finding: what the rules over a dossier say of what was nearly right.

use super::{only, places, seen};
use crate::dossier::sample::{TITLE, note};

#[test]
fn a_reference_is_not_cut_after_its_dash() {
    let note = note("- idée : a ^E1-1\n");
    for (written, help) in [
        ("E1-1x", "vouliez-vous dire `E1-1` ?"),
        ("E1-1-", "vouliez-vous dire `E1-1` ?"),
        ("E1-", "un identifiant d’idée s’écrit `I012`"),
        ("e1-1", "vouliez-vous dire `E1-1` ?"),
        ("E1-1# deux", "mettez une espace avant `#`"),
        ("E1-1 et suivantes", "une liste, un identifiant par ligne"),
    ] {
        let gisement = format!("---\ntitre: a\nidees:\n- {written}\n---\n");
        let found = only(&[("entretiens/E1.md", &note), ("gisements/G1.md", &gisement)], "CB202");
        assert_eq!(found.place, format!("gisements/G1.md:4 «{written}»"));
        assert!(found.help.contains(help), "{written}: {}", found.help);
    }
}

#[test]
fn a_reference_may_be_the_whole_name_of_a_file() {
    let note = note("Voir [[E1-2018 gare]].\n");
    for written in ["E1-2018 gare", "[[E1-2018 gare|E1]]", "E1-2018 gare.md"] {
        let idea = format!("- id: I1\n  texte: a\n  source: {written}\n");
        let files = [("entretiens/E1-2018 gare.md", &*note), ("idees.yaml", &idea)];
        assert!(places(&files).is_empty(), "{written}: {:?}", seen(&files));
    }
    let other = "- id: I1\n  texte: a\n  source: E1-2018 port\n";
    let found = places(&[("entretiens/E1-2018 gare.md", &note), ("idees.yaml", other)]);
    assert_eq!(found, ["CB202 idees.yaml:3 «E1-2018 port»"]);
    let dead = note.replace("gare]]", "port]]");
    assert_eq!(
        places(&[("entretiens/E1-2018 gare.md", &dead)]),
        ["CB206 entretiens/E1-2018 gare.md:7 «[[E1-2018 port]]»"]
    );
}

#[test]
fn a_vocabulary_that_says_nothing_changes_nothing() {
    let solutions = "- id: S1\n  titre: a\n  statut: piste\n";
    for (said, code, under, help) in [
        ("{remplacer: [idee]}", "CB102", "remplacer", "vouliez-vous dire `remplace` ?"),
        ("{remplace: []}", "CB103", "{remplace: []}", "donnez au moins un mot"),
        ("{remplace: ~}", "CB103", "{remplace: ~}", "donnez au moins un mot"),
        ("{}", "CB103", "{}", "donnez au moins un mot"),
        ("~", "CB103", "~", "donnez au moins un mot"),
        ("[]", "CB103", "[]", "donnez au moins un mot"),
        ("piste, test", "CB103", "piste, test", "écrivez `[piste, test]`"),
    ] {
        let manifest = format!("{TITLE}vocabulaires: {{solution.statut: {said}}}\n");
        let manifest = manifest.replace("{solution.statut: piste, test}", "\n  solution.statut: piste, test");
        let found = only(&[("dossier.yaml", &manifest), ("solutions.yaml", solutions)], code);
        assert!(found.place.ends_with(&format!("«{under}»")), "{said}: {}", found.place);
        assert!(found.help.contains(help), "{said}: {}", found.help);
    }
}

#[test]
fn an_idea_said_to_repeat_another_says_which() {
    let note = note("- idée : a ^E1-1\n- idée : b ^E1-2\n");
    let found = |list: &str| places(&[("entretiens/E1.md", &note), ("idees.yaml", list)]);
    assert_eq!(found("- id: E1-1\n  statut: doublon\n"), ["CB101 idees.yaml:2 «doublon»"]);
    assert_eq!(
        found("- id: I1\n  texte: tout autre chose\n  source: E1\n  statut: doublon\n"),
        ["CB101 idees.yaml:4 «doublon»"]
    );
    assert!(found("- id: E1-1\n  statut: doublon\n  doublon_de: E1-2\n").is_empty());
    assert!(found("- id: E1-1\n  doublon_de: E1-2\n").is_empty());
    let found = only(&[("entretiens/E1.md", &note), ("idees.yaml", "- id: E1-1\n  statut: doublon\n")], "CB101");
    assert_eq!(found.message, "il manque `doublon_de` pour l’état « doublon »");
}

#[test]
fn an_entry_that_writes_the_text_again_is_told_to_amend() {
    let note = note("- idée : a ^E1-2\n");
    let list = "- id: E1-2\n  texte: a\n  statut: triee\n";
    let found = only(&[("entretiens/E1.md", &note), ("idees.yaml", list)], "CB201");
    assert_eq!(found.place, "idees.yaml:1 «E1-2»");
    assert_eq!(found.help, "pour compléter l’idée de la note, retirez `texte`");
    let immersion = "---\ndate: 2018-11-06\nlieu: gare\nduree: 2h\n---\n- idée : a ^IM1-1\n";
    let list = "- id: IM1-1\n  texte: a\n";
    let found = only(&[("idees.yaml", list), ("immersions/IM1.md", immersion)], "CB201");
    assert_eq!(found.place, "idees.yaml:1 «IM1-1»", "the entry is the one to change, wherever the note stands");
    // Where the note holds no such idea, the entry is the idea: it must say where it comes from.
    let list = "- id: E1-3\n  texte: tout autre chose\n";
    assert_eq!(places(&[("entretiens/E1.md", &note), ("idees.yaml", list)]), ["CB101 idees.yaml:1 «E1-3»"]);
}

#[test]
fn what_cites_an_ill_formed_name_is_not_reproached() {
    let manifest = format!("{TITLE}sources:\n- id: Gazette\n  titre: a\n");
    for written in ["Gazette", "gazette", "GAZETTE"] {
        let idea = format!("- id: I1\n  texte: a\n  sources_publiees: [{written}]\n");
        let found = places(&[("dossier.yaml", &*manifest), ("idees.yaml", &idea)]);
        assert_eq!(found, ["CB107 dossier.yaml:6 «Gazette»"], "{written}");
    }
    let actors = "- id: Mission Locale\n  nom: a\n  type: operateur\n  sphere: publique\n";
    let seance = "---\ndate: 2018-11-06\ntype: atelier\nobjet: a\nstructures: [mission-locale]\n---\n";
    let found = places(&[("acteurs.yaml", actors), ("seances/SE1.md", seance)]);
    assert_eq!(found, ["CB107 acteurs.yaml:1 «Mission Locale»"]);
}

#[test]
fn two_actors_of_one_name_are_asked_for_another_name() {
    let actor = "- id: caf\n  nom: a\n  type: operateur\n  sphere: publique\n";
    let found = only(&[("acteurs.yaml", &actor.repeat(2))], "CB201");
    assert_eq!(found.help, "donnez un autre nom à l’un des deux, et corrigez ce qui le cite");
    assert_eq!(found.message, "l’identifiant `caf` est déjà pris plus haut");
    let other = "nom: b\ntype: operateur\nsphere: publique\n";
    let found = only(&[("acteurs.yaml", actor), ("acteurs/caf.yaml", other)], "CB201");
    assert_eq!(found.message, "l’identifiant `caf` est déjà pris dans `acteurs.yaml`");
}

#[test]
fn a_decision_that_sets_ideas_aside_without_a_motive_is_where_it_is_said() {
    let note = note("- idée : a ^E1-1\n- idée : b ^E1-2\n");
    let decisions = "- id: DC1\n  date: 2018-12-13\n  issue: ecarte\n  cibles: [E1-1, E1-2]\n";
    let found = only(&[("decisions.yaml", decisions), ("entretiens/E1.md", &note)], "CB408");
    assert_eq!(found.place, "decisions.yaml:3 «ecarte»");
    assert_eq!(found.related, ["entretiens/E1.md:7 «E1-1»", "entretiens/E1.md:8 «E1-2»"]);
    assert_eq!(found.message, "il manque `motif` à cette décision, qui écarte `E1-1` et une autre idée");
    let seance = "---\ndate: 2018-12-13\ntype: copil\nobjet: a\ndecisions:\n- issue: ecarte\n  cibles: [E1-1]\n---\n";
    let found = only(&[("entretiens/E1.md", &note), ("seances/SE1.md", seance)], "CB408");
    assert_eq!(found.place, "seances/SE1.md:6 «ecarte»");
    assert_eq!(found.message, "il manque `motif` à cette décision, qui écarte `E1-1`");
}

#[test]
fn a_reference_of_the_wrong_type_says_which_is_wanted() {
    let note = note("- idée : b ^E1-2\n");
    let gisement = "---\ntitre: a\nidees: [E1-2, E1]\n---\n";
    let found = only(&[("entretiens/E1.md", &note), ("gisements/G1.md", gisement)], "CB203");
    assert_eq!(found.message, "`E1` est de type entretien, et non idée");
}
