//! Reading of files that users name, within bounds.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are read of one input. Lists of calls and sources are far smaller.
const MOST: u64 = 64 << 20;

/// All bytes of a file.
///
/// A named pipe that nobody writes to would never end, so only regular files are read, and what a shell passes as
/// `/dev/stdin` or `/dev/fd/…`.
///
/// # Errors
/// When the file cannot be read, is no regular file, or is too large.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let is_passed = path.starts_with("/dev/fd") || path == Path::new("/dev/stdin");
    let kind = fs::metadata(path)?;
    if kind.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
    }
    if !kind.is_file() && !is_passed {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "is no regular file"));
    }
    read_all(File::open(path)?)
}

/// All that a reader gives.
///
/// # Errors
/// When it cannot be read or gives too much.
pub(crate) fn read_all(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        let message = format!("has more than {} MiB", MOST >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The text of a file.
///
/// # Errors
/// As [`read`], and when it is no UTF-8.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "is no UTF-8"))
}
