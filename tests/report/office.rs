//! What LibreOffice makes of the office files, where it is installed: pages, headings, tables, pictures, numbers of pages.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::{document, exemple, formats, printed};

/// Finds a program among those of these names.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.into_iter().find(|path| path.is_file())
}

/// Converts every file of `from` whose name ends so.
fn convert(soffice: &Path, folder: &Path, files: &[&str], to: &str) {
    let profile = format!("-env:UserInstallation=file://{}/profil", folder.display());
    let status = Command::new(soffice)
        .args(["--headless", "--norestore", &profile, "--convert-to", to, "--outdir"])
        .arg(folder.join(to))
        .args(files.iter().map(|name| folder.join(name)))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("LibreOffice starts");
    assert!(status.success(), "{status}");
}

/// Counts the pages of a PDF: LibreOffice writes the object of each in the open.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page/").count() + text.matches("/Type/Page\n").count() + text.matches("/Type /Page\n").count()
}

#[test]
fn libreoffice_opens_the_brief_with_all_that_is_in_it() {
    let Some(soffice) = program(&["soffice", "libreoffice"]) else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (headings, tables, figures) = exemple(|view| {
        let brief = document(view, "brief-seminaire");
        for (format, bytes) in formats(&brief) {
            fs::write(folder.path().join(format!("brief-{format}.{format}")), bytes).expect("written");
        }
        use carte_blanche::report::document::Block;
        let count = |is: &dyn Fn(&Block) -> bool| brief.blocks.iter().filter(|block| is(block)).count();
        (
            count(&|block| matches!(block, Block::Heading { .. })),
            count(&|block| matches!(block, Block::Table(_))),
            count(&|block| matches!(block, Block::Figure(_))),
        )
    });
    let files = ["brief-odt.odt", "brief-docx.docx"];
    convert(&soffice, folder.path(), &files, "pdf");
    convert(&soffice, folder.path(), &files, "fodt");
    for file in files {
        let name = file.rsplit_once('.').expect("a name").0;
        let pdf = fs::read(folder.path().join("pdf").join(name).with_extension("pdf")).expect("a PDF");
        assert!(pages(&pdf) > 10, "{file}: {} pages", pages(&pdf));
        let text = fs::read_to_string(folder.path().join("fodt").join(name).with_extension("fodt")).expect("a text");
        let opened = printed::xml(file, &text).expect("XML");
        let body = opened.descendants().find(|node| node.has_tag_name((OFFICE, "body"))).expect("a body");
        let many = |namespace: &str, name: &str| {
            body.descendants().filter(|node| node.has_tag_name((namespace, name))).count()
        };
        // The title has a style of its own, and is no heading of the text.
        let found = many(TEXT, "h");
        assert!(found + 1 >= headings, "{file}: {found} headings of {headings}");
        assert!(many(TABLE, "table") >= tables + figures, "{file}: {} tables", many(TABLE, "table"));
        assert!(many(DRAW, "image") >= figures && figures > 2, "{file}: {} pictures of {figures}", many(DRAW, "image"));
        assert!(text.contains("<text:page-number"), "{file}: pages without a number");
        assert!(text.contains("text:table-of-content") || text.contains("<text:a "), "{file}: no contents");
        let wide = opened
            .descendants()
            .filter_map(|node| node.attribute((FO, "page-width")))
            .any(|width| width.starts_with("42") || width.starts_with("16.5"));
        assert!(wide, "{file}: no sheet of A3");
    }
}

const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const DRAW: &str = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
const FO: &str = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0";
