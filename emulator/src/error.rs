//! Why the emulator cannot do what a test asks of it directly.

use std::{fmt, io};

/// Why the emulator could not do what a test asked of it directly (not over HTTP).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The loopback port could not be opened.
    Listen(io::Error),
    /// No user has this id or user principal name.
    UnknownUser(String),
    /// The mailbox has no folder with this id or well-known name.
    UnknownFolder(String),
    /// The drive has no item at this path.
    UnknownItem(String),
    /// The properties are not those of the type; the text is Graph's message.
    InvalidProperties(String),
}

/// The result of asking the emulator directly.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(_) => f.write_str("the emulator could not listen on the loopback port"),
            Self::UnknownUser(user) => write!(f, "the emulator has no user {user:?}"),
            Self::UnknownFolder(folder) => write!(f, "the mailbox has no folder {folder:?}"),
            Self::UnknownItem(path) => write!(f, "the drive has nothing at {path:?}"),
            Self::InvalidProperties(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(source) => Some(source),
            _ => None,
        }
    }
}
