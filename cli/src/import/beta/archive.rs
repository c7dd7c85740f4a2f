//! Reading a wheel, which is a ZIP archive, one file at a time.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::DeflateDecoder;

use crate::import::error::{ImportError, Place};

/// The record that ends an archive, without its comment.
const END_LENGTH: u64 = 22;
/// The longest comment that an archive can have.
const LONGEST_COMMENT: u64 = u16::MAX as u64;
/// The largest file that is read; no file of the SDK is larger.
const LARGEST_FILE: u64 = 64 << 20;

/// An open archive, with the list of its files.
pub(super) struct Archive {
    given: String,
    file: File,
    pub(super) entries: Vec<Entry>,
}

/// A file of the archive.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    /// When it was changed: `2026-10-23`.
    pub(super) date: String,
    offset: u64,
    compressed: u64,
    length: u64,
    /// 0 for stored, 8 for deflated.
    method: u16,
}

impl Archive {
    pub(super) fn open(given: &str) -> Result<Archive, ImportError> {
        let file = File::open(given).map_err(|error| ImportError::File { path: given.into(), error })?;
        let mut archive = Archive { given: given.to_owned(), file, entries: Vec::new() };
        archive.entries = archive.list()?;
        Ok(archive)
    }

    /// The text of a file.
    pub(super) fn text(&mut self, entry: &Entry) -> Result<String, ImportError> {
        // The record before the content repeats the name, and may have other fields than the list.
        let header = self.bytes(entry.offset, 30)?;
        let name = u64::from(short(&header, 26)) + u64::from(short(&header, 28));
        if !header.starts_with(b"PK\x03\x04") || entry.length > LARGEST_FILE {
            return Err(self.malformed(format!("`{}` is not where the list of files says", entry.name)));
        }
        let content = self.bytes(entry.offset + 30 + name, entry.compressed)?;
        let mut text = Vec::new();
        let read = match entry.method {
            0 => content.as_slice().read_to_end(&mut text),
            8 => DeflateDecoder::new(content.as_slice()).take(entry.length + 1).read_to_end(&mut text),
            other => return Err(self.malformed(format!("`{}` is compressed by method {other}", entry.name))),
        };
        if read.is_err() || text.len() as u64 != entry.length {
            return Err(self.malformed(format!("`{}` is damaged", entry.name)));
        }
        String::from_utf8(text).map_err(|_| self.malformed(format!("`{}` is not UTF-8", entry.name)))
    }

    fn list(&mut self) -> Result<Vec<Entry>, ImportError> {
        let length = self.file.seek(SeekFrom::End(0)).map_err(|error| self.failed(error))?;
        let tail = length.saturating_sub(END_LENGTH + LONGEST_COMMENT);
        let end = self.bytes(tail, length - tail)?;
        let place = end.windows(4).rposition(|four| four == b"PK\x05\x06").filter(|at| end.len() >= at + 22);
        let Some(place) = place else { return Err(self.malformed("this is no ZIP archive".to_owned())) };
        let (count, size) = (short(&end, place + 10), long(&end, place + 12));
        let start = u64::from(long(&end, place + 16));
        let list = self.bytes(start, u64::from(size))?;
        let mut entries = Vec::new();
        let mut at = 0;
        for _ in 0..count {
            let record = list.get(at..).filter(|rest| rest.len() >= 46 && rest.starts_with(b"PK\x01\x02"));
            let record = record.ok_or_else(|| self.malformed("the list of its files is damaged".to_owned()))?;
            let [name, extra, comment] = [28, 30, 32].map(|place| usize::from(short(record, place)));
            let text = record.get(46..46 + name).map(String::from_utf8_lossy);
            entries.push(Entry {
                name: text.unwrap_or_default().into_owned(),
                date: date(short(record, 14)),
                offset: u64::from(long(record, 42)),
                compressed: u64::from(long(record, 20)),
                length: u64::from(long(record, 24)),
                method: short(record, 10),
            });
            at += 46 + name + extra + comment;
        }
        // The order of the files in the archive must not change the catalog.
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    fn bytes(&mut self, from: u64, length: u64) -> Result<Vec<u8>, ImportError> {
        let mut bytes = Vec::new();
        let read = self
            .file
            .seek(SeekFrom::Start(from))
            .and_then(|_| Read::by_ref(&mut self.file).take(length).read_to_end(&mut bytes))
            .map_err(|error| self.failed(error))?;
        if read as u64 == length { Ok(bytes) } else { Err(self.malformed("the archive ends too early".to_owned())) }
    }

    fn failed(&self, error: std::io::Error) -> ImportError {
        ImportError::File { path: Path::new(&self.given).to_owned(), error }
    }

    fn malformed(&self, message: String) -> ImportError {
        ImportError::Malformed { source: self.given.clone(), place: Place { line: 1, column: 1 }, message }
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | u32::from(short(bytes, at + 2)) << 16
}

/// The date as MS-DOS packs it.
fn date(packed: u16) -> String {
    format!("{:04}-{:02}-{:02}", 1980 + (packed >> 9), packed >> 5 & 15, packed & 31)
}
