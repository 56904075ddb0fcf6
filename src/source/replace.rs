//! Replacing a file whole: whoever reads it, at any moment, sees the old text or the new one.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

/// Puts `text` in the place of the file at `path`, with its permissions, unless it no longer reads `before`.
///
/// # Errors
/// Whatever the system refuses; [`io::ErrorKind::ResourceBusy`] where the file has changed meanwhile. The file is then as it was.
pub fn replace(path: &Path, before: &[u8], text: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = Builder::new().prefix(".cb-").suffix("~").tempfile_in(folder)?;
    fresh.write_all(text)?;
    fresh.as_file().set_permissions(fs::metadata(path)?.permissions())?;
    // A rename may outlive a power cut that the text does not, unless the text is on the disk first.
    fresh.as_file().sync_all()?;
    if fs::read(path)? != before {
        return Err(io::Error::new(io::ErrorKind::ResourceBusy, "le fichier a changé entre-temps"));
    }
    fresh.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_meanwhile_is_kept_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("E001.md");
        fs::write(&path, "ancien").unwrap();
        replace(&path, b"ancien", b"nouveau").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"nouveau");
        assert!(replace(&path, b"ancien", b"perdu").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"nouveau");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
