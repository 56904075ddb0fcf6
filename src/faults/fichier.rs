//! CB001, CB006, CB009 to CB011, CB207: files as wholes, and waivers.

use crate::diagnostic::Diagnostic;
use crate::fr::de;
use crate::rule::Rule;
use crate::rule::catalogue::{CB001, CB006, CB009, CB010, CB011, CB207};
use crate::schema::TypeDef;
use crate::text::Span;
use crate::value::identifiant::{Padded, Written};

/// What a file name lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// An identifier of the type.
    Identifier,
    /// Capital letters.
    Capitals,
    /// A hyphen after the identifier.
    Hyphen,
    /// Anything of its own: it is the name of another file, with what a system adds to a copy.
    Own,
}

/// A name that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What the name at hand lacks.
    pub lack: Lack,
    /// The stem that it should be.
    pub stem: String,
    /// The identifier it begins with, where it surely does.
    pub ident: Option<Written>,
}

/// The file is not UTF-8 from this byte on.
pub fn pas_utf8(at: usize) -> Diagnostic {
    Diagnostic::new(&CB001, "ce fichier n’est pas en UTF-8")
        .at(Span::at(at))
        .label("premier octet illisible")
        .help("enregistrez-le en UTF-8 : dans votre éditeur, « Enregistrer avec l’encodage… »")
}

/// The file holds a NUL byte.
pub fn octet_nul(at: usize) -> Diagnostic {
    Diagnostic::new(&CB001, "ce fichier n’est pas un texte : il contient un octet nul")
        .at(Span::new(at, at + 1))
        .help("c’est peut-être un document bureautique renommé, ou de l’UTF-16 ; enregistrez le texte en UTF-8")
}

/// The file is over the limit, in bytes.
pub fn trop_gros(size: u64) -> Diagnostic {
    Diagnostic::new(&CB001, format!("fichier trop gros : {} Mio, la limite est de 4 Mio", size.div_ceil(1 << 20)))
        .help("découpez-le : une note par fichier")
}

/// Values are nested too deep.
pub fn trop_profond(span: Span) -> Diagnostic {
    Diagnostic::new(&CB001, "plus de 64 niveaux de retrait ou de crochets")
        .at(span)
        .help("aucune fiche n’en demande plus de quatre : il reste sans doute des crochets ouverts")
}

/// A pointer of Git LFS instead of the file.
pub fn pointeur_lfs() -> Diagnostic {
    Diagnostic::new(&CB001, "ce fichier n’est pas là : Git LFS n’a laissé que son adresse")
        .help("rapatriez-le : `git lfs pull` ; mieux, gardez les notes hors de Git LFS")
}

/// Something that is not a file stands where a record is expected.
pub fn pas_un_fichier(what: &str) -> Diagnostic {
    Diagnostic::new(&CB001, format!("{what} à la place d’un fichier")).help("remplacez-le par un fichier de texte")
}

/// A name that is not Unicode.
pub fn nom_illisible() -> Diagnostic {
    Diagnostic::new(&CB207, "le nom de ce fichier n’est pas en Unicode : il ne peut pas être lu")
        .help("renommez-le, en lettres sans accent si besoin")
}

/// A file bears the name of a folder of records.
pub fn pas_un_dossier(name: &str) -> Diagnostic {
    Diagnostic::new(&CB001, format!("`{name}` est un fichier, un dossier de fiches est attendu"))
        .help(format!("rangez les fiches dans un dossier `{name}/`, ou en liste dans `{name}.yaml`"))
}

/// The system refused to give the file.
pub fn illisible(why: &str) -> Diagnostic {
    Diagnostic::new(&CB001, format!("fichier illisible : {why}"))
        .help("vérifiez qu’il existe et que vous pouvez le lire")
}

/// A file that no record can be.
pub fn inattendu(def: &TypeDef) -> Diagnostic {
    Diagnostic::new(&CB006, format!("fichier inattendu dans `{}/`", def.folder)).help(format!(
        "ici chaque fichier `.md` ou `.yaml` est une fiche ({}) ; rangez celui-ci ailleurs, ou nommez-le `_…` ou `README…`",
        def.noun.0
    ))
}

/// A list file that its type's folder or another list doubles, or a manifest under another name.
pub fn nom_voisin(found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(&CB006, format!("`{found}` n’est pas lu")).help(format!("vouliez-vous dire `{expected}` ?"))
}

/// A waiver of `rule` without a reason.
pub fn sans_motif(rule: &Rule, span: Span) -> Diagnostic {
    Diagnostic::new(&CB009, "dispense sans motif : elle n’a pas d’effet")
        .at(span)
        .help(format!("dites pourquoi, après un tiret : `cb: ignore {} — note en cours de saisie`", rule.code))
}

/// A waiver of `rule` whose reason, which starts at `reason`, lacks the dash before it.
pub fn motif_sans_tiret(rule: &Rule, span: Span, reason: usize) -> Diagnostic {
    Diagnostic::new(&CB009, "dispense sans effet : rien ne sépare le motif de la règle")
        .at(span)
        .help(format!("mettez un tiret devant le motif : `cb: ignore {} — note en cours de saisie`", rule.code))
        .safe_fix(Span::at(reason), "— ")
}

/// A waiver that is none: `written`, where the code of a rule is expected, names none; empty where nothing stands there.
pub fn dispense_illisible(written: &str, span: Span) -> Diagnostic {
    let message = match written {
        "" => "dispense sans effet : elle ne nomme aucune règle".to_owned(),
        _ => format!("dispense sans effet : `{written}` n’est pas une règle"),
    };
    Diagnostic::new(&CB010, message)
        .at(span)
        .help("écrivez le code d’une règle : `cb: ignore CB109 — raison` ; `cb explain` les liste")
}

/// A comment that speaks to `cb` and says nothing it understands.
pub fn pas_une_dispense(span: Span) -> Diagnostic {
    Diagnostic::new(&CB010, "remarque sans effet : après `cb:`, seul `ignore` ou `ignore-file` est compris")
        .at(span)
        .help("pour une dispense, écrivez `cb: ignore CB109 — raison` ; sinon, retirez `cb:`")
}

/// A waiver that silences nothing.
pub fn inutile(rule: &Rule, span: Span) -> Diagnostic {
    Diagnostic::new(&CB010, format!("dispense inutile : {} ne trouve rien ici", rule.code))
        .at(span)
        .help("retirez ce commentaire")
}

/// A character that hides or turns the text around it.
pub fn invisible(character: char, span: Span) -> Diagnostic {
    let turns =
        matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}');
    let what = if turns { " : il change le sens de lecture du texte" } else { " dans le texte" };
    Diagnostic::new(&CB011, format!("caractère invisible U+{:04X}{what}", u32::from(character)))
        .at(span)
        .help("supprimez-le ; il vient souvent d’un copier-coller")
        .safe_fix(span, "")
}

/// A file whose name names no record of its folder's type; `meant` is what it may have been meant to be.
pub fn nom_sans_identifiant(def: &TypeDef, stem: &str, meant: &Meant, extension: &str) -> Diagnostic {
    let name = format!("{}.{extension}", meant.stem);
    let ident = meant.stem.split('-').next().unwrap_or_default();
    let message = match meant.lack {
        _ if def.kind.has_slug() => format!("`{stem}` n’est pas un nom court, en minuscules, sans accent ni espace"),
        Lack::Identifier => format!("`{stem}` ne commence pas par un identifiant {}", de(def.noun.0)),
        Lack::Capitals => format!("`{stem}` : les lettres d’un identifiant sont des majuscules"),
        Lack::Hyphen => format!("`{stem}` : après `{ident}`, il faut un trait d’union"),
        Lack::Own => format!("`{stem}` : le nom d’une copie, pas celui d’une fiche"),
    };
    let help = match meant.lack {
        Lack::Identifier if !def.kind.has_slug() => {
            format!("nommez-le `{name}`, avec le numéro qui convient, ou donnez `id: {ident}` à la fiche")
        }
        Lack::Own => format!("nommez-le `{name}`, ou supprimez-le si c’est une copie"),
        _ => format!("nommez-le `{name}`"),
    };
    Diagnostic::new(&CB207, message).help(help)
}

/// A file whose name says one identifier and whose `id` says another.
pub fn nom_et_id(name: Padded, id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB207, format!("le fichier s’appelle `{name}`, la fiche dit `{id}`"))
        .at(span)
        .help("accordez les deux, ou retirez `id` : le nom du fichier suffit")
}

/// A file whose name reads as a small record of a note.
pub fn nom_de_petite_fiche(name: Padded) -> Diagnostic {
    Diagnostic::new(&CB207, format!("`{name}` se lit comme une puce d’une note, pas comme une fiche"))
        .help("ajoutez quelques mots après le numéro : `E012-mission-locale.md`")
}

/// Two files whose names some systems cannot tell apart.
pub fn noms_confondus(other: &str) -> Diagnostic {
    Diagnostic::new(&CB207, format!("ce nom ne diffère de `{other}` que par la casse ou la forme des accents"))
        .help("renommez l’un des deux : sous Windows et macOS, l’un effacerait l’autre")
}
