//! What can be typed after `cb`: the arguments of every command, and their reading.
//!
//! The structures below are clap's, and their doc comments are the French help a user reads; so
//! they are in French, in the infinitive, and a summary takes no final full stop.
//! [`help`] lays them out and [`errors`] says what is wrong with a
//! command line. [`parse`] brings the three together and does nothing else: no printing, no exit,
//! no look at the disk or the clock.
//!
//! To add a command: one structure deriving `Args`, one variant of [`Command`]. Its examples stand
//! in `after_help`, where a line opening with `$ ` is a command line and any other line says what
//! the next one does; the tests parse them all.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::errors;
use super::help::{self, Depth, Layout};

mod review;
mod verify;

pub use review::{Diff, DiffFormat, Hook, HookAction, Log, LogFormat};
pub use verify::{Verify, VerifyFormat};

/// Holds a whole command line once read.
#[derive(Debug, Parser)]
#[command(
    name = "cb",
    bin_name = "cb",
    version,
    about = "Tenir, vérifier et compter les dossiers d’une Carte Blanche",
    long_about = "Tenir, vérifier et compter les dossiers d’une Carte Blanche\n\n\
        Un dossier est un répertoire de textes qui contient « dossier.yaml ». Sans chemin, cb \
        cherche tous les dossiers sous le répertoire courant.\n\n\
        Codes de sortie : 0 si tout va bien, 1 s’il reste une erreur dans un dossier, 2 si la \
        commande n’a pas pu être menée à bien.",
    after_help = "Vérifier tous les dossiers sous le répertoire courant\n\
        $ cb validate\n\
        Compter ce que contient un dossier\n\
        $ cb stats dossiers/argenteuil\n\
        Comprendre une règle\n\
        $ cb explain CB202",
    subcommand_required = true,
    arg_required_else_help = true,
    subcommand_value_name = "COMMANDE",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub struct Cli {
    /// What holds for any command.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Holds the options every command understands, wherever they stand on the line.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = help::COMMON)]
pub struct Common {
    /// Choisir quand employer la couleur
    ///
    /// Jamais de couleur si la variable NO_COLOR est définie, sauf demande expresse.
    #[arg(long, global = true, value_name = "QUAND", value_enum, default_value_t)]
    pub color: ColorWhen,
    /// Taire tout ce qui n’est pas le résultat
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// Says when output is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// dans un terminal seulement
    #[default]
    Auto,
    /// toujours
    Always,
    /// jamais
    Never,
}

/// Names the commands; each variant carries its own arguments.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "clap would show it in place of the structure's own")]
pub enum Command {
    Validate(Validate),
    Stats(Stats),
    Report(Report),
    Verify(Verify),
    Diff(Diff),
    Log(Log),
    Number(Number),
    Explain(Explain),
    Hook(Hook),
}

/// Holds what a command that reads dossiers needs to know: where, and as of when.
#[derive(Debug, Clone, Args)]
pub struct Scope {
    /// Dossiers, ou répertoires où les chercher (par défaut, le répertoire courant)
    ///
    /// Un répertoire est parcouru en entier, hors de ce que « .gitignore » écarte. Un chemin donné
    /// en toutes lettres est toujours lu.
    #[arg(value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Se placer à cette date (par défaut, aujourd’hui)
    ///
    /// Par exemple « 2018-11-06 ». Phases, échéances et chiffres sont alors ceux de ce jour.
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
    /// Lire les dossiers tels qu’ils étaient à cette révision de git
    ///
    /// Une branche, une étiquette, un commit, « HEAD~1 ». Sans « --at », on se place alors au jour de ce
    /// commit.
    #[arg(long, value_name = "REV")]
    pub revision: Option<String>,
}

/// Vérifier les dossiers
///
/// Applique chaque règle à chaque dossier et montre, à sa place, ce qui ne va pas, pourquoi, et que
/// faire.
///
/// Le code de sortie est 1 s’il reste une erreur ; avec « --strict », s’il reste un avertissement
/// aussi.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Vérifier tous les dossiers sous le répertoire courant\n\
    $ cb validate\n\
    Un seul dossier, en refusant aussi les avertissements\n\
    $ cb validate --strict dossiers/argenteuil\n\
    Les seules références fautives, une par ligne\n\
    $ cb validate --select CB202,CB203 --format concise\n\
    Le dossier jugé à une date passée\n\
    $ cb validate --at 2018-11-06\n\
    Les seuls constats qu’une branche apporte\n\
    $ cb validate --since main")]
pub struct Validate {
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// Choisir la forme du résultat
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: ValidateFormat,
    /// Échouer aussi sur les avertissements
    #[arg(long)]
    pub strict: bool,
    /// Vérifier ce que le prochain commit contiendrait (l’index de git)
    #[arg(long, conflicts_with = "revision")]
    pub staged: bool,
    /// Ne montrer que les constats apparus depuis cette révision
    ///
    /// Un constat qui y était déjà n’est pas montré, même si sa ligne a bougé. L’histoire est regardée aussi,
    /// comme avec « --history », mais depuis cette révision seulement.
    #[arg(long, value_name = "REV", conflicts_with = "history")]
    pub since: Option<String>,
    /// Regarder aussi toute l’histoire : passages d’état, suppressions, identifiants réemployés, liens à relire
    #[arg(long)]
    pub history: bool,
    /// Ne retenir que ces règles
    ///
    /// Plusieurs codes se séparent par des virgules, et l’option peut être répétée.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Laisser ces règles de côté
    ///
    /// Plusieurs codes se séparent par des virgules, et l’option peut être répétée.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

/// Names the forms `validate` can answer in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ValidateFormat {
    /// l’extrait en cause, ce qui ne va pas et que faire
    #[default]
    Full,
    /// une ligne par constat
    Concise,
    /// pour un autre programme
    Json,
    /// pour un outil d’analyse de code (SARIF 2.1.0)
    Sarif,
    /// des annotations dans GitHub Actions
    Github,
    /// le rapport de qualité de code de GitLab
    Gitlab,
    /// un rapport d’essais (JUnit), pour Jenkins et d’autres
    Junit,
}

/// Compter entretiens, idées, gisements et solutions
///
/// Donne les chiffres d’un dossier, chacun compté partout de la même façon. Les chiffres déclarés
/// sont montrés à part, avec leur source.
///
/// Un dossier de terrain dit aussi qui manque, ce qui reste à classer, ce qui est en retard et ce
/// qui arrive à échéance. Dans un terminal, des barres accompagnent les tableaux.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Compter tous les dossiers sous le répertoire courant\n\
    $ cb stats\n\
    Un dossier, à la date du séminaire, vue par vue\n\
    $ cb stats --at 2018-12-13 --detail dossiers/argenteuil\n\
    Les idées par thème et par sphère\n\
    $ cb stats --by theme,sphere\n\
    Ce qui est arrivé jour après jour pendant l’exploration\n\
    $ cb stats --by jour --phase exploration\n\
    Reprendre les chiffres dans un tableur\n\
    $ cb stats --detail --format csv\n\
    Comment le dossier a grandi, mois après mois\n\
    $ cb stats --history --by mois")]
pub struct Stats {
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// Choisir la forme du résultat
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: StatsFormat,
    /// Compter entretiens et idées selon cet axe, ou selon deux dans un tableau croisé
    ///
    /// Deux axes se séparent par une virgule : le premier en lignes, le second en colonnes. Le
    /// tableau croisé compte des idées si l’un des deux axes leur est propre, des entretiens sinon ;
    /// « --count » en décide autrement.
    #[arg(long, value_name = "AXE", value_enum, value_delimiter = ',')]
    pub by: Vec<ByAxis>,
    /// Choisir ce que compte un tableau croisé
    #[arg(long, value_name = "QUOI", value_enum)]
    pub count: Option<Counted>,
    /// Ne compter que ce qui tombe dans cette phase (son nom ou son rôle)
    ///
    /// D’après les dates réalisées de la phase. Ce qui ne porte pas de date n’y tombe pas.
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<String>,
    /// Montrer chaque vue : couverture, thèmes, semaines, gisements, calendrier, essais, échéances
    #[arg(long)]
    pub detail: bool,
    /// Ne donner que la phrase d’ouverture
    #[arg(long, conflicts_with_all = ["format", "by", "detail", "explain"])]
    pub headline: bool,
    /// Dire comment chaque chiffre est compté
    #[arg(long)]
    pub explain: bool,
    /// Compter à chaque commit qui a touché le dossier
    ///
    /// Avec « --by semaine » ou « --by mois », au dernier commit de chaque période. La ligne principale est
    /// seule suivie : une fusion apporte d’un coup tout ce qu’elle réunit.
    #[arg(long, conflicts_with_all = ["at", "phase", "count", "detail", "headline", "explain"])]
    pub history: bool,
}

/// Names the forms `stats` can answer in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// des tableaux à lire
    #[default]
    Text,
    /// pour un autre programme
    Json,
    /// un seul long tableau, un nombre par ligne
    Csv,
    /// pour un document, règles de comptage comprises
    Markdown,
}

/// Écrire un document, du dossier de séance au bilan
///
/// Sans modèle, donne la liste de ceux qu’on peut écrire. Un modèle est un texte en Markdown, que
/// « modeles/ » dans le dossier ou « --templates » peut remplacer ou compléter ; qui en change un
/// change tous les formats.
///
/// Une parole dont l’accord de citation manque n’est écrite dans aucun format.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Ce qu’on peut écrire\n\
    $ cb report\n\
    Le dossier de séance du prochain séminaire, à ouvrir dans un navigateur\n\
    $ cb report brief-seminaire dossiers/exemple -o brief.html\n\
    La fiche d’un gisement, pour un traitement de texte\n\
    $ cb report fiche-gisement dossiers/exemple --about G03 -o G03.odt\n\
    Un graphique seul\n\
    $ cb report --chart idees-par-theme dossiers/exemple -o themes.svg\n\
    Les valeurs qu’un modèle peut employer\n\
    $ cb report brief-seminaire dossiers/exemple --format json")]
pub struct Report {
    /// Modèle à remplir
    #[arg(value_name = "MODELE")]
    pub model: Option<String>,
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// Choisir la forme du document (par défaut, celle que dit le nom du fichier, ou Markdown)
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<ReportFormat>,
    /// Écrire dans ce fichier
    #[arg(short, long, value_name = "FICHIER")]
    pub output: Option<PathBuf>,
    /// S’en tenir à cette fiche (séance, gisement, persona, solution, dérogation)
    #[arg(long, value_name = "ID")]
    pub about: Option<String>,
    /// Chercher aussi des modèles dans ce répertoire
    ///
    /// Chaque fichier « nom.md » y remplace le modèle de ce nom, ou en ajoute un.
    #[arg(long, value_name = "REPERTOIRE")]
    pub templates: Option<PathBuf>,
    /// Dessiner ce graphique seul, en SVG
    #[arg(long, value_name = "NOM", conflicts_with_all = ["format", "about", "templates"])]
    pub chart: Option<String>,
    /// Remplacer le fichier même si cb ne l’a pas fait
    #[arg(long)]
    pub force: bool,
    /// Préparer un document à publier (réservé, pas encore admis)
    #[arg(long)]
    pub public: bool,
}

/// Names the forms `report` can answer in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// du texte en Markdown
    Md,
    /// une page pour le navigateur, qui s’imprime
    Html,
    /// un texte pour LibreOffice et les autres
    Odt,
    /// un texte pour Word
    Docx,
    /// un document à imprimer ou à archiver
    Pdf,
    /// les valeurs du modèle, pour un autre programme
    Json,
}

/// Names what entretiens and ideas can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ByAxis {
    /// thème de l’idée
    Theme,
    /// sphère des structures rencontrées
    Sphere,
    /// type d’acteur des structures rencontrées
    Type,
    /// nature de l’idée
    Nature,
    /// statut de l’idée
    Statut,
    /// gisement où l’idée est classée
    Gisement,
    /// semaine, du lundi au dimanche
    Semaine,
    /// mois
    Mois,
    /// jour
    Jour,
    /// phase du dossier
    Phase,
    /// structure rencontrée
    Structure,
}

/// Names what a cross table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Counted {
    /// les idées uniques
    Idees,
    /// les entretiens tenus
    Entretiens,
}

/// Numéroter les idées des notes
///
/// Écrit à la fin de chaque puce et de chaque verbatim l’identifiant provisoire qui lui revient, pour
/// que d’autres fiches puissent les citer. Rien d’autre ne change dans la note.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Numéroter toutes les notes des dossiers sous le répertoire courant\n\
    $ cb number\n\
    Une seule note\n\
    $ cb number dossiers/argenteuil/entretiens/E012-mission-locale.md\n\
    Voir ce qui manque sans rien écrire\n\
    $ cb number --check\n\
    Après une fusion, départager les fiches de même identifiant\n\
    $ cb number --resolve")]
pub struct Number {
    /// Dossiers ou notes (par défaut, le répertoire courant)
    #[arg(value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Ne rien écrire ; échouer s’il reste des identifiants à écrire
    #[arg(long)]
    pub check: bool,
    /// Départager les fiches qui portent le même identifiant (CB201)
    ///
    /// La première entrée dans le dépôt le garde ; la seconde en prend un qui n’a jamais servi, avec
    /// ce que sa branche avait écrit pour la citer. Ce que l’histoire ne dit pas est laissé, avec sa
    /// raison. Rien n’est alors numéroté.
    #[arg(long)]
    pub resolve: bool,
}

/// Expliquer une règle
///
/// Affiche la page d’une règle : ce qu’elle vérifie, pourquoi une équipe y tient, que faire, un
/// exemple fautif et un exemple juste. Sans code, donne la liste des règles.
#[derive(Debug, Clone, Args)]
#[command(after_help = "La liste des règles\n\
    $ cb explain\n\
    La page d’une règle\n\
    $ cb explain CB202")]
pub struct Explain {
    /// Code de la règle, par exemple CB202
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Says where text will be shown: its width in columns, and which streams take ANSI emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns; help and messages are wrapped to them.
    pub width: usize,
    /// Whether help may hold ANSI codes.
    pub stdout_color: bool,
    /// Whether messages may hold ANSI codes.
    pub stderr_color: bool,
}

impl From<usize> for Screen {
    /// Describes a screen of `width` columns without emphasis.
    fn from(width: usize) -> Self {
        Self { width, stdout_color: false, stderr_color: false }
    }
}

impl Screen {
    fn stdout(self) -> Layout {
        Layout { width: self.width, emphasis: self.stdout_color }
    }

    fn stderr(self) -> Layout {
        Layout { width: self.width, emphasis: self.stderr_color }
    }
}

/// Holds the answer to a command line that names nothing to do: help, the version, or a fault in
/// it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// What to show, down to its last line break.
    pub text: String,
    /// The exit code of the process.
    pub code: u8,
    /// Whether the text is a result (stdout) or not (stderr).
    pub to_stdout: bool,
}

impl Exit {
    fn answer(text: String) -> Self {
        Self { text, code: 0, to_stdout: true }
    }

    fn fault(text: String) -> Self {
        Self { text, code: 2, to_stdout: false }
    }
}

/// Returns the description of every command, as clap reads it, with the French help in place of
/// clap's own.
pub fn command() -> clap::Command {
    let flag = |name: &'static str, short: char, action: ArgAction| {
        clap::Arg::new(name).long(name).short(short).action(action).help_heading(help::COMMON)
    };
    Cli::command()
        .subcommand(
            clap::Command::new(HELP)
                .about("Afficher l’aide d’une commande")
                .after_help("L’aide d’une commande\n$ cb help validate")
                .arg(
                    clap::Arg::new(HELP_TOPIC)
                        .value_name("COMMANDE")
                        .value_parser(clap::value_parser!(OsString))
                        .num_args(0..)
                        .help("Commande à expliquer"),
                ),
        )
        .arg(flag("help", 'h', ArgAction::Help).global(true).help("Afficher l’aide (« -h » pour un résumé)"))
        .arg(flag("version", 'V', ArgAction::Version).help("Afficher la version"))
}

const HELP: &str = "help";
const HELP_TOPIC: &str = "topic";

/// Reads a command line, program name first.
///
/// # Errors
///
/// Gives an [`Exit`] when there is nothing to run: help and the version (stdout, 0), no command at
/// all (short help on stderr, 2), or a line that cannot be understood (stderr, 2).
pub fn parse(args: impl IntoIterator<Item = OsString>, screen: impl Into<Screen>) -> Result<Cli, Exit> {
    let screen = screen.into();
    let words: Vec<OsString> = args.into_iter().collect();
    let matches = command().try_get_matches_from(&words).map_err(|error| exit(&error, &words, screen))?;
    if let Some((HELP, topic)) = matches.subcommand() {
        return Err(help_on(topic.get_many(HELP_TOPIC).unwrap_or_default(), screen));
    }
    Cli::from_arg_matches(&matches).map_err(|error| exit(&error, &words, screen))
}

/// Answers `cb help A B` as `cb A B --help`.
fn help_on<'w>(topic: impl Iterator<Item = &'w OsString>, screen: Screen) -> Exit {
    let words: Vec<OsString> = std::iter::once("cb".into()).chain(topic.cloned()).chain(["--help".into()]).collect();
    match command().try_get_matches_from(&words) {
        Err(error) => exit(&error, &words, screen),
        // Only `cb help -- …` comes here: what follows `--` is no longer an option.
        Ok(_) => exit(&clap::Error::new(clap::error::ErrorKind::DisplayHelp), &["cb".into(), "--help".into()], screen),
    }
}

/// Puts what clap answered into French.
fn exit(error: &clap::Error, words: &[OsString], screen: Screen) -> Exit {
    use clap::error::ErrorKind;

    let mut root = command();
    root.build();
    let command = named(&root, words);
    match error.kind() {
        ErrorKind::DisplayHelp => Exit::answer(help::render(command, depth(words), screen.stdout())),
        ErrorKind::DisplayVersion => Exit::answer(format!("cb {}\n", root.get_version().unwrap_or_default())),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Exit::fault(help::render(command, Depth::Short, screen.stderr()))
        }
        _ => Exit::fault(errors::render(error, command, &root, screen.stderr())),
    }
}

/// Tells `-h` from `--help`.
fn depth(words: &[OsString]) -> Depth {
    let mut options = words.iter().take_while(|word| *word != "--");
    if options.any(|word| word == "--help") { Depth::Long } else { Depth::Short }
}

/// Finds the command the words name, stepping over options and their values: clap's errors do not
/// say it.
fn named<'c>(root: &'c clap::Command, words: &[OsString]) -> &'c clap::Command {
    let mut here = root;
    let mut rest = words.iter().skip(1);
    while let Some(word) = rest.next() {
        let word = word.to_string_lossy();
        if word == "--" {
            break;
        }
        if word.starts_with('-') {
            if awaits_value(here, &word) {
                rest.next();
            }
        } else if let Some(sub) = here.find_subcommand(&*word) {
            here = sub;
        } else {
            break;
        }
    }
    here
}

/// Says whether the word after this option is its value.
fn awaits_value(command: &clap::Command, word: &str) -> bool {
    let takes_value = |arg: &clap::Arg| arg.get_action().takes_values();
    if let Some(long) = word.strip_prefix("--") {
        return command.get_arguments().any(|arg| arg.get_long() == Some(long) && takes_value(arg));
    }
    // In a cluster, the first option that takes a value takes what is left of the word, if any.
    let mut letters = word.chars().skip(1);
    let by_letter = |letter| command.get_arguments().find(|arg| arg.get_short() == Some(letter));
    letters.any(|letter| by_letter(letter).is_some_and(takes_value)) && letters.next().is_none()
}

#[cfg(test)]
mod tests;
