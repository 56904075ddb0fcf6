//! The arguments of `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Vérifier les chiffres d’un texte avant qu’il parte
///
/// Montre chaque chiffre d’un communiqué, d’un discours, d’un courriel, ce que le dossier en dit, compté ou
/// déclaré, et s’il est vrai ; puis ce que le texte dit contre lui-même : un nombre que sa liste dément, une
/// chose comptée deux fois autrement, un jour qui n’est pas celui de la date, un passé qui n’a pas eu lieu.
///
/// Le code de sortie est 1 s’il reste une erreur ; avec « --strict », s’il reste un avertissement aussi.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Un communiqué, avec le dossier dont il parle\n\
    $ cb verify communique.md --dossier dossiers/argenteuil\n\
    Un texte seul, contre lui-même\n\
    $ cb verify discours.txt\n\
    Un courriel qu’on colle\n\
    $ cb verify - --dossier dossiers/argenteuil\n\
    Les chiffres arrêtés à un autre jour\n\
    $ cb verify bilan.md --at 2018-12-13 --dossier dossiers/argenteuil")]
pub struct Verify {
    /// Texte à vérifier, en Markdown (.md) ou tel quel ; « - » pour l’entrée standard
    #[arg(value_name = "TEXTE")]
    pub text: PathBuf,
    /// Dossier dont le texte parle (par défaut, celui où il se trouve ; sinon aucun)
    #[arg(long, value_name = "CHEMIN")]
    pub dossier: Option<PathBuf>,
    /// Arrêter les chiffres à cette date (par défaut, celle que dit le texte, sinon aujourd’hui)
    ///
    /// Le texte la dit par « arrete_au » ou « date_publication » dans son en-tête, par « Publié le 13 décembre
    /// 2018 » ou « Argenteuil, le 13 décembre 2018 » dans ses premières lignes.
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
    /// Dire quand le texte sera publié (par défaut, ce qu’il en dit)
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Lire le dossier tel qu’il était à cette révision de git
    #[arg(long, value_name = "REV", requires = "dossier")]
    pub revision: Option<String>,
    /// Choisir la forme du résultat
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: VerifyFormat,
    /// Échouer aussi sur les avertissements
    #[arg(long)]
    pub strict: bool,
}

/// Names the forms `verify` can answer in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// un tableau des chiffres, puis les constats
    #[default]
    Text,
    /// pour un autre programme
    Json,
}
