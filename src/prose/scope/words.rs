//! The words by which a scope is known, folded: without accents nor capitals.

/// Participles and adjectives that leave a count whole.
pub(super) const WHOLE: &[&str] = &[
    "mene", "menes", "menees", "menee", "realises", "realisees", "conduits", "conduites", "recueillis", "recueillies",
    "recoltes", "recoltees", "collectes", "collectees", "rassembles", "rassemblees", "reunis", "reunies",
    "rencontrees", "rencontres", "entendus", "entendues", "ecoutes", "ecoutees", "interroges", "interrogees",
    "interviewes", "interviewees", "identifies", "identifiees", "degages", "degagees", "formules", "formulees",
    "proposes", "proposees", "exprimes", "exprimees", "reperes", "reperees", "recenses", "recensees", "comptes",
    "comptees", "issus", "issues", "produits", "produites", "organises", "organisees", "tenus", "tenues", "effectues",
    "effectuees", "cumulees", "cumules", "passees", "passes", "differents", "differentes", "uniques", "consultes",
    "consultees", "mobilises", "mobilisees", "associes", "associees", "notees", "notes", "remontees", "remontes",
    "concretes", "originales", "suivants", "suivantes", "enumeres", "imagines", "imaginees", "nees", "nes", "precises",
    "environ", "brutes", "bruts", "collectees", "menees", "denombrees", "denombres", "decrits", "decrites", "relevees",
    "releves", "consignees", "consignes", "deposees", "deposes", "enregistrees", "enregistres",
];

/// What stands for all of the experimentation.
pub(super) const HERE: &[&str] = &[
    "terrain",
    "territoire",
    "experimentation",
    "demarche",
    "habitants",
    "immersion",
    "exploration",
    "projet",
    "phase",
    "equipe",
    "dossier",
    "bilan",
    "total",
    "compteur",
    "catalogue",
    "vallee",
    "bassin",
    "territoires",
    "bord",
];

/// Stems of the verbs of a balance: what they count is meant to be all there are.
pub(super) const BALANCE: &[&str] = &[
    "mene", "menon", "realis", "condui", "recueil", "recolt", "collect", "rassembl", "rencontr", "entendu", "interrog",
    "interview", "identifi", "degag", "ressort", "emerg", "appar", "reten", "recens", "totalis", "denombr", "issu",
    "abouti", "tire", "bilan", "total", "effectu", "releve", "compt", "sorti", "nourri", "produi", "elabor",
];

/// Stems of verbs that say nothing of which ones are counted: « ont été présentés », « a réuni ».
pub(in crate::prose) const NEUTRAL: &[&str] = &[
    "pris", "inscri", "vers", "relu", "lu", "consacr", "ramen", "pass", "mene", "menon", "menes", "appar", "realis",
    "condui", "recueil", "recolt", "collect", "rassembl", "reuni", "rencontr", "entendu", "ecoute", "interrog",
    "interview", "identifi", "degag", "ressort", "emerg", "formul", "propose", "exprim", "reten", "chois", "reper",
    "recens", "compt", "totalis", "denombr", "issu", "produi", "abouti", "sorti", "comport", "compren", "regroup",
    "organis", "tenu", "appui", "appuy", "repos", "nourri", "mobilis", "associ", "particip", "consult", "elabor",
    "imagin", "conçu", "present", "remont", "donn", "effectu", "accueill", "form", "bilan", "total", "terme", "issue",
    "partie", "releve", "consign", "debouch", "trie", "cumul", "enregistr", "deposee", "note", "tire", "affich",
    "annonc", "retour", "suffi", "align", "vu", "gard", "ponctu", "nomm", "livr", "revendiqu",
];

/// Words of what is to come, wished for or supposed.
pub(super) const PLANNED: &[&str] = &[
    "objectif", "objectifs", "visons", "prevoyons", "souhaitons", "envisageons", "voulons", "ambitionne",
    "ambitionnons", "prevoit", "prevoyait", "prevoient", "prevu", "prevus", "prevue", "prevues", "vise", "visent",
    "visait", "viser", "ambition", "souhaite", "souhaitent", "souhaitait", "souhaiterait", "envisage", "envisagent",
    "envisageait", "cible", "cibles", "espere", "esperait", "esperons", "faut", "fallait", "imaginons", "supposons",
    "exemple", "hypothese", "devons", "doit", "doivent", "devait", "devaient", "voulait", "veut", "attendus",
    "attendues", "prochain", "prochaine", "prochains", "prochaines", "si", "d'ici", "programmes", "programmees",
    "planifies", "planifiees", "theorique", "maquette", "idealement", "capacite", "peut", "peuvent", "pourrait",
];

/// Words that end like a future or a conditional and are none.
pub(super) const NOT_FUTURE: &[&str] = &[
    "opera", "camera", "extra", "front", "affront", "environs", "patrons", "citrons", "trait", "retrait", "portrait",
    "extrait", "attrait", "girons", "barons", "parait", "disparait", "apparait", "retraits", "chevrons",
];

/// Words of an average or a rate.
pub(super) const RATE: &[&str] =
    &["moyenne", "chaque", "chacun", "chacune", "mensuel", "hebdomadaire", "quotidien", "quotidiens", "respectivement"];

/// Words of what is not this experimentation, or of one meeting of it.
pub(super) const ELSEWHERE: &[&str] = &[
    "france", "nationale", "national", "nationaux", "nationales", "europe", "monde", "ailleurs", "general",
    "litterature", "departementaux", "voisin", "voisine", "voisins", "atelier", "ateliers", "table", "reunion",
    "precedent", "precedente", "hebdo", "budget", "marathon", "conseil", "municipal", "municipale", "police",
    "gendarmerie", "facebook", "commerce", "concours", "bus", "appel",
];

/// Words of the experimentation itself, and stems of the verbs of those who meet people for it: what is counted near them is its.
pub(super) const OURS: &[&str] = &[
    "experimentation",
    "exploration",
    "immersion",
    "total",
    "totalite",
    "rencontr",
    "interrog",
    "interview",
    "entendu",
    "entendre",
    "ecout",
];

/// Words of one moment: what is counted then is a part, unless it is said to be all there are.
pub(super) const MOMENT: &[&str] = &[
    "autrefois", "hier", "aujourd", "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "matin", "midi", "semaine", "mois", "annee", "soir", "matinee", "journee", "avait", "avaient", "mi", "reste",
    "restent", "restait", "restaient",
];

/// What stands after a noun and narrows it: « sur le logement », « qui parlent d’école ».
pub(super) const NARROWING: &[&str] = &[
    "sur", "concernant", "relatifs", "relatives", "portant", "lies", "liees", "avec", "qui", "que", "qu", "dont",
    "parmi", "entre", "dans", "chez", "propres", "contre", "sans", "sous", "ou",
];

/// What stands after a noun and opens something else: a verb, another clause, a term.
pub(super) const ENDING: &[&str] = &[
    "et", "puis", "mais", "ont", "sont", "etaient", "avaient", "seront", "furent", "y", "nous", "on", "ne", "n", "se",
    "s", "il", "ils", "elles", "elle", "plus", "pour", "afin", "lors", "pendant", "durant", "avant", "apres", "depuis",
    "grace", "aupres", "comme", "ainsi", "constituent", "vous", "je", "c", "est", "jusqu", "environ", "seulement",
    "etc",
];

/// What follows « par » and makes no rate: « par les équipes », « par ordre de priorité ».
pub(super) const BY: &[&str] =
    &["l", "les", "des", "la", "le", "nos", "ordre", "theme", "themes", "importance", "priorite"];

/// Verbs after « en » where it stands for what was named: « neuf solutions en sont sorties ».
pub(super) const OF_IT: &[&str] =
    &["sont", "ont", "est", "a", "etaient", "avaient", "furent", "decoulent", "decoulaient", "sortent"];

/// What opens a number in words, after « dont ».
pub(super) const PART: &[&str] = &[
    "une", "un", "plus", "pres", "environ", "la", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    "dix",
];

/// Small words between « sont » and its participle.
pub(super) const SMALL: &[&str] =
    &["ete", "tous", "toutes", "desormais", "depuis", "plus", "les", "des", "apres", "encore", "non", "pas"];

/// What stands before a number that is only passed: « dépasse les 450 », « le cap des 450 ».
pub(super) const PASSED: &[&str] = &[
    "depasse", "depassent", "depasser", "depassant", "depassait", "cap", "seuil", "barre", "franchi", "franchit",
    "franchir",
];
