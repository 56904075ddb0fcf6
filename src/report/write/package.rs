//! The zip file that an office document is: files in the order they are added, none dated, the same bytes for the same files.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A zip file under way, in memory.
pub(super) struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::default()))
    }

    /// Adds a file as it is: `mimetype`, which readers look for at a fixed place, and pictures that are compressed already.
    pub(super) fn store(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.put(name, bytes, CompressionMethod::Stored)
    }

    /// Adds a file, compressed.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.put(name, bytes, CompressionMethod::Deflated)
    }

    /// Returns the whole.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .system(System::Unix)
            .unix_permissions(0o644);
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }
}

/// Reads a package back, for the tests of the writers.
#[cfg(test)]
pub(super) mod read {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    /// Returns the names of the files of a package, in order.
    pub(in crate::report::write) fn names(package: &[u8]) -> Vec<String> {
        let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
        (0..archive.len()).map(|index| archive.by_index(index).unwrap().name().unwrap().into_owned()).collect()
    }

    /// Returns the text of a file of a package.
    pub(in crate::report::write) fn text(package: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// Reads every XML file of a package; one that is not well formed fails the test.
    pub(in crate::report::write) fn check_xml(package: &[u8]) {
        for name in names(package) {
            if [".xml", ".rels", ".svg"].iter().any(|end| name.ends_with(end)) {
                let text = text(package, &name);
                if let Err(error) = roxmltree::Document::parse(&text) {
                    panic!("{name}: {error}\n{text}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_keeps_its_order_and_starts_with_what_is_stored_as_it_is() {
        let made = || {
            let mut package = Package::new();
            package.store("mimetype", b"application/x").unwrap();
            package.add("b.xml", b"<b/>").unwrap();
            package.add("a.xml", b"<a/>").unwrap();
            package.finish().unwrap()
        };
        let bytes = made();
        assert_eq!(read::names(&bytes), ["mimetype", "b.xml", "a.xml"]);
        // The name at byte 30 and the text right after it: no extra field between them.
        assert_eq!(bytes.get(30..51), Some(&b"mimetypeapplication/x"[..]));
        assert_eq!(read::text(&bytes, "a.xml"), "<a/>");
        assert_eq!(bytes, made());
    }
}
