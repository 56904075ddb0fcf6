//! The arguments of the commands that review a dossier with git: `diff`, `log`, `hook`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Dire ce qui a changé de sens entre deux versions
///
/// Compare par défaut le dernier commit aux fichiers tels qu’ils sont : fiches ajoutées, retirées ou renommées,
/// états franchis, décisions, idées déplacées, champs modifiés. L’ordre, les espaces et les guillemets ne
/// comptent pas.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Ce qui a changé depuis le dernier commit\n\
    $ cb diff\n\
    Ce qu’apporte une branche, pour une demande de fusion\n\
    $ cb diff main...atelier --format markdown\n\
    Entre deux révisions, avec les chiffres avant et après\n\
    $ cb diff --figures HEAD~5..HEAD dossiers/exemple")]
pub struct Diff {
    /// Révision de départ, ou deux révisions : « A..B », ou « A...B » depuis leur ancêtre commun
    #[arg(value_name = "A[..B]")]
    pub revisions: Option<String>,
    /// Dossiers, ou répertoires où les chercher (par défaut, le répertoire courant)
    #[arg(value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Choisir la forme du résultat
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Comparer à ce que le prochain commit contiendrait (l’index de git)
    #[arg(long)]
    pub staged: bool,
    /// Donner aussi les chiffres clés avant et après
    #[arg(long)]
    pub figures: bool,
    /// Se placer à cette date pour ce qui n’est pas encore dans un commit (par défaut, aujourd’hui)
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
}

/// Raconter la vie d’une fiche
///
/// Chaque commit qui l’a changée, du plus récent au plus ancien, sous tous les noms qu’elle a portés, avec ce
/// qu’il y a changé.
#[derive(Debug, Clone, Args)]
#[command(after_help = "La vie d’un gisement\n\
    $ cb log G03\n\
    Celle d’une idée, dans un dossier parmi d’autres\n\
    $ cb log E012-1 dossiers/exemple")]
pub struct Log {
    /// Identifiant de la fiche
    #[arg(value_name = "ID")]
    pub id: String,
    /// Dossier (par défaut, ceux sous le répertoire courant)
    #[arg(value_name = "CHEMIN")]
    pub path: Option<PathBuf>,
    /// Choisir la forme du résultat
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: LogFormat,
    /// Remonter à partir de cette révision de git
    #[arg(long, value_name = "REV")]
    pub revision: Option<String>,
    /// Se placer à cette date pour ce qui n’est pas encore dans un commit (par défaut, aujourd’hui)
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
}

/// Names the forms `log` can answer in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// à lire
    #[default]
    Text,
    /// pour un autre programme
    Json,
}

/// Names the forms `diff` can answer in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// à lire, le plus important d’abord
    #[default]
    Text,
    /// pour une demande de fusion, les détails repliés
    Markdown,
    /// pour un autre programme
    Json,
}

/// Vérifier les dossiers avant chaque commit
///
/// Écrit ou retire, dans un dépôt git, le crochet « pre-commit » qui lance « cb validate --staged »
/// avant chaque commit et l’arrête s’il reste une erreur. Un crochet que cb n’a pas écrit n’est
/// jamais touché.
#[derive(Debug, Clone, Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    subcommand_value_name = "COMMANDE",
    disable_help_subcommand = true,
    after_help = "Vérifier les dossiers avant chaque commit\n\
        $ cb hook install\n\
        Ne plus les vérifier\n\
        $ cb hook remove"
)]
pub struct Hook {
    /// What to do with the hook.
    #[command(subcommand)]
    pub action: HookAction,
}

/// Names what can be done with the hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum HookAction {
    /// Écrire le crochet dans le dépôt
    ///
    /// Le crochet est écrit là où git le cherche, « core.hooksPath » compris. S’il y est déjà, il
    /// est remis à jour. « git commit --no-verify » passe outre une fois.
    #[command(after_help = "Depuis n’importe quel répertoire du dépôt\n\
        $ cb hook install")]
    Install,
    /// Retirer le crochet du dépôt
    ///
    /// Seul le crochet écrit par cb est retiré, et seulement si personne ne l’a changé.
    #[command(after_help = "Depuis n’importe quel répertoire du dépôt\n\
        $ cb hook remove")]
    Remove,
}
