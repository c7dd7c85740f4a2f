//! Why an import fails, and the place in the source.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why an import failed. The data it would have replaced is untouched.
#[derive(Debug)]
pub enum ImportError {
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// The schema could not be fetched.
    Fetch {
        /// The URL.
        url: String,
        /// What went wrong.
        message: String,
    },
    /// A source is malformed.
    Malformed {
        /// The file or URL.
        source: String,
        /// Where in it.
        place: Place,
        /// What is wrong there.
        message: String,
    },
    /// An option has a wrong value.
    Usage(String),
}

/// A place in a text. Line and column count from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    pub(super) fn of(text: &str, offset: usize) -> Place {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |place| place + 1);
        Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::File { path, error } => write!(f, "{}: {error}", path.display()),
            ImportError::Fetch { url, message } => write!(f, "{url}: {message}"),
            ImportError::Malformed { source, place, message } => {
                write!(f, "{source}:{}:{}: {message}", place.line, place.column)
            }
            ImportError::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ImportError::File { error, .. } => Some(error),
            _ => None,
        }
    }
}
