//! The contents of files, as they would stand in the working tree.

use std::io::Read;
use std::path::PathBuf;

use gix::objs::FindExt as _;

use super::{Id, Repository};
use crate::source::worktree::plain;

/// The size up to which a content may be the pointer of a file kept by Git LFS.
const POINTER: usize = 1024;

/// Reads contents for one thread.
pub struct Blobs {
    git: gix::Repository,
    /// The programs that a team has put between the store and its files, where there are any.
    filters: Option<(gix::filter::plumbing::Pipeline, gix::worktree::Stack)>,
}

impl Repository {
    /// Makes a reader for one thread.
    pub fn blobs(&self) -> Blobs {
        let git = self.local();
        let filters = has_filters(&git)
            .then(|| git.filter_pipeline(None).ok().map(|(pipeline, _)| pipeline.into_parts()))
            .flatten();
        Blobs { git, filters }
    }
}

/// Tells whether the configuration names a filter; that of Git LFS would reach for the network, and is never run.
fn has_filters(git: &gix::Repository) -> bool {
    let config = git.config_snapshot();
    let sections = config.plumbing().sections_by_name("filter");
    sections
        .into_iter()
        .flatten()
        .any(|section| section.header().subsection_name().is_some_and(|name| &**name != b"lfs"))
}

impl Blobs {
    /// Reads the content of the file at `path` (from the top of the repository), up to one byte over `limit`; the buffer is emptied first.
    ///
    /// # Errors
    /// Says in French why it cannot be read.
    pub fn read(&mut self, id: Id, path: &str, limit: usize, buffer: &mut Vec<u8>) -> Result<(), String> {
        buffer.clear();
        if self.git.objects.find_blob(&id.0, buffer).is_err() {
            buffer.clear();
            return match self.git.find_header(id.0) {
                // Only its size matters: it will be refused.
                Ok(header) if usize::try_from(header.size()).is_ok_and(|size| size > limit) => {
                    buffer.resize(limit + 1, b' ');
                    Ok(())
                }
                _ => Err(format!("son contenu manque dans le dépôt git ({})", id.short())),
            };
        }
        buffer.truncate(limit + 1);
        let is_kept_elsewhere = buffer.len() < POINTER && pointer(buffer).is_some();
        if !is_kept_elsewhere && self.filters.is_none() {
            return Ok(());
        }
        let data = std::mem::take(buffer);
        if let Some(kept) = pointer(&data) {
            // Where it was not fetched the pointer itself is given, and said to be one.
            if let Some(file) = self.lfs(kept) {
                return file.take(limit as u64 + 1).read_to_end(buffer).map(drop).map_err(|why| plain(&why));
            }
        } else if let Some((pipeline, attributes)) = &mut self.filters {
            let entry = attributes.at_entry(path, None, &self.git.objects).map_err(|why| why.to_string())?;
            let mut out = pipeline
                .convert_to_worktree(
                    &data,
                    path.into(),
                    &mut |_, found| {
                        entry.matching_attributes(found);
                    },
                    Default::default(),
                )
                .map_err(|why| format!("le filtre que la configuration de git lui donne a échoué\u{a0}: {why}"))?;
            let done = (&mut out).take(limit as u64 + 1).read_to_end(buffer);
            return done
                .map(drop)
                .map_err(|why| format!("le filtre que la configuration de git lui donne a échoué\u{a0}: {why}"));
        }
        buffer.extend_from_slice(&data);
        Ok(())
    }

    /// Tells whether the store keeps these very bytes under a name.
    pub fn keeps(&self, id: Id, bytes: &[u8]) -> bool {
        self.git.find_blob(id.0).is_ok_and(|blob| blob.data == bytes)
    }

    /// Opens what Git LFS keeps under a name.
    fn lfs(&self, name: &str) -> Option<std::fs::File> {
        let (first, second) = (name.get(..2)?, name.get(2..4)?);
        let path: PathBuf =
            [self.git.common_dir(), "lfs/objects".as_ref(), first.as_ref(), second.as_ref(), name.as_ref()]
                .iter()
                .collect();
        std::fs::File::open(path).ok()
    }
}

/// Tells whether these bytes are the pointer to a file that Git LFS keeps.
pub fn is_pointer(bytes: &[u8]) -> bool {
    bytes.len() < POINTER && pointer(bytes).is_some()
}

/// Reads the name under which Git LFS keeps the content of which these bytes are the pointer.
fn pointer(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() < POINTER)?;
    let mut lines = text.strip_prefix("version https://git-lfs.github.com/spec/")?.lines();
    let name = lines.find_map(|line| line.strip_prefix("oid sha256:"))?;
    (name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(name)
}
