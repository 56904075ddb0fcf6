//! Replacing a file whole: whoever reads it, at any moment, sees the old text or the new one.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, TempPath};

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

/// Puts `bytes` at `path` whole: a new file where `before` is `None`, else in the place of the one that reads `before`, with its permissions.
///
/// What is put there can be made again: unlike [`replace`], it is not waited for until the disk has it.
///
/// # Errors
/// Whatever the system refuses; [`io::ErrorKind::AlreadyExists`] where a file came there meanwhile, [`io::ErrorKind::ResourceBusy`] where
/// the one that was there has changed.
pub fn put(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> io::Result<()> {
    lay(path, before, bytes, 0)
}

/// Puts a script at `path` as [`put`] puts a file; whoever may read it may run it too.
///
/// # Errors
/// Those of [`put`].
pub fn put_script(path: &Path, before: Option<&[u8]>, script: &[u8]) -> io::Result<()> {
    lay(path, before, script, 0o111)
}

/// Puts `bytes` at `path`; `more` are the permissions it is to have beside those of a file.
#[cfg_attr(not(unix), allow(unused_variables, reason = "permissions are those of unix"))]
fn lay(path: &Path, before: Option<&[u8]>, bytes: &[u8], more: u32) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".cb-").suffix("~");
    // A temporary file is its owner's alone; this one is to be read by whom the user's mask lets.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666 | more));
    let mut fresh = builder.tempfile_in(folder)?;
    fresh.write_all(bytes)?;
    let Some(before) = before else {
        fresh.persist_noclobber(path).map_err(|error| error.error)?;
        return Ok(());
    };
    let permissions = fs::metadata(path)?.permissions();
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt;
        let mode = permissions.mode();
        fs::Permissions::from_mode(mode | mode >> 2 & more)
    };
    fresh.as_file().set_permissions(permissions)?;
    if fs::read(path)? != before {
        return Err(io::Error::new(io::ErrorKind::ResourceBusy, "le fichier a changé entre-temps"));
    }
    fresh.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Gives another name to the file at `from`, in one go; nothing is put in the place of what stands at `to`.
///
/// # Errors
/// Whatever the system refuses; [`io::ErrorKind::AlreadyExists`] where something stands at `to`.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    // Renaming what is called temporary is the only way of the library that looks and renames at once.
    let mut path = TempPath::try_from_path(from)?;
    path.disable_cleanup(true);
    path.persist_noclobber(to).map_err(|error| error.error)
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

    #[test]
    fn a_file_put_where_one_came_meanwhile_leaves_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.html");
        put(&path, None, b"un").unwrap();
        assert!(put(&path, None, b"perdu").is_err());
        put(&path, Some(b"un"), b"deux").unwrap();
        assert!(put(&path, Some(b"un"), b"perdu").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"deux");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_never_renamed_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = ["G06.md", "G07.md"].map(|name| folder.path().join(name));
        fs::write(&from, "un").unwrap();
        fs::write(&to, "deux").unwrap();
        assert_eq!(rename(&from, &to).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!([&from, &to].map(|path| fs::read(path).unwrap()), [b"un".to_vec(), b"deux".to_vec()]);
        fs::remove_file(&to).unwrap();
        rename(&from, &to).unwrap();
        assert_eq!((fs::read(&to).unwrap(), from.exists()), (b"un".to_vec(), false));
    }

    #[cfg(unix)]
    #[test]
    fn a_script_can_be_run_by_whoever_may_read_it() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pre-commit");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        put_script(&path, None, b"un").unwrap();
        assert_eq!(mode(&path) & 0o700, 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        put_script(&path, Some(b"un"), b"deux").unwrap();
        assert_eq!(mode(&path), 0o750);
    }
}
