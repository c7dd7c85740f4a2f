//! An upload session: the bytes received so far, and which slice may come next.

use serde_json::{Map, Value};

use crate::{
    drive::{Conflict, Slot, invalid},
    http::{GraphError, Result},
    time::Timestamp,
};

/// The size of each slice of a drive item's upload, except the last, is a multiple of this (documented at "driveItem:
/// createUploadSession").
const UNIT: u64 = 320 << 10;

/// A slice of a drive item's upload is smaller than this.
const LARGEST_FILE_SLICE: u64 = 60 << 20;

/// A slice of an attachment's upload is no larger than this (documented at "Attach large files to Outlook messages").
const LARGEST_ATTACHMENT_SLICE: u64 = 4 << 20;

/// What the bytes become when they are complete.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// A file in the drive of this user.
    File { account: String, slot: Slot, conflict: Conflict },
    /// An attachment of this message in the mailbox of this user.
    Attachment { account: String, message: String, attachment: Map<String, Value> },
}

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) destination: Destination,
    pub(crate) expires: Timestamp,
    /// Whether a last POST is needed to finish.
    pub(crate) deferred: bool,
    /// The size, once it is known.
    pub(crate) total: Option<u64>,
    pub(crate) content: Vec<u8>,
}

impl Session {
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.destination, Destination::File { .. })
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.total == Some(self.held())
    }

    fn held(&self) -> u64 {
        self.content.len() as u64
    }

    /// What is missing, as the service writes it: `0-` before the first slice, `327680-1048575` later, and for
    /// attachments a number without a dash.
    pub(crate) fn missing(&self) -> Vec<String> {
        let held = self.held();
        match (self.total, self.is_file()) {
            (_, true) if held == 0 => vec!["0-".to_owned()],
            (Some(total), true) if held < total => vec![format!("{held}-{}", total - 1)],
            (Some(total), false) if held == total => Vec::new(),
            (_, false) => vec![held.to_string()],
            _ => Vec::new(),
        }
    }

    /// Takes a slice.
    pub(crate) fn take(&mut self, content_range: Option<&str>, slice: &[u8]) -> Result<()> {
        let range = content_range.ok_or_else(|| invalid("The Content-Range header is missing."))?;
        let (first, last, total) = parse(range).ok_or_else(|| invalid(format!("'{range}' is no Content-Range.")))?;
        let length = slice.len() as u64;
        if last - first + 1 != length {
            return Err(invalid("The Content-Range does not fit the length of the body."));
        }
        if self.total.is_some_and(|known| known != total) {
            return Err(invalid("The total size has changed."));
        }
        if first != self.held() {
            return Err(GraphError::new(416, "invalidRange", "The range was received before, or is out of order."));
        }
        let largest = if self.is_file() { LARGEST_FILE_SLICE } else { LARGEST_ATTACHMENT_SLICE };
        if length > largest {
            return Err(GraphError::new(413, "RequestEntityTooLarge", format!("A slice has at most {largest} bytes.")));
        }
        let is_last = last + 1 == total;
        if self.is_file() && !is_last && !length.is_multiple_of(UNIT) {
            return Err(invalid(format!("The length of a slice that is not the last is a multiple of {UNIT}.")));
        }
        self.total = Some(total);
        self.content.extend_from_slice(slice);
        Ok(())
    }
}

/// `bytes 0-9/100`.
fn parse(range: &str) -> Option<(u64, u64, u64)> {
    let (range, total) = range.trim().strip_prefix("bytes")?.trim_start().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last, total): (u64, u64, u64) = (first.parse().ok()?, last.parse().ok()?, total.parse().ok()?);
    (first <= last && last < total).then_some((first, last, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        let slot = Slot { parent: "p".to_owned(), name: "n".to_owned() };
        Session {
            destination: Destination::File { account: "a".to_owned(), slot, conflict: Conflict::Fail },
            expires: Timestamp::from_system(std::time::UNIX_EPOCH),
            deferred: false,
            total: None,
            content: Vec::new(),
        }
    }

    #[test]
    fn slices_come_in_order_and_in_units() {
        let mut session = session();
        let unit = vec![0; UNIT as usize];
        assert_eq!(session.missing(), ["0-"]);
        for (range, slice, status) in [
            (None, &unit[..], 400),
            (Some("bytes 0-9/100"), &unit[..], 400),
            (Some("bytes 9-0/100"), &[][..], 400),
            (Some("bytes 0-99/99"), &unit[..100], 400),
            (Some("bytes 0-99/327780"), &unit[..100], 400),
            (Some("bytes 327680-327779/327780"), &unit[..100], 416),
        ] {
            assert_eq!(session.take(range, slice).unwrap_err().status, status, "{range:?}");
        }
        session.take(Some("bytes 0-327679/327780"), &unit).unwrap();
        assert_eq!(session.missing(), ["327680-327779"]);
        assert_eq!(session.take(Some("bytes 0-327679/327780"), &unit).unwrap_err().status, 416);
        assert_eq!(session.take(Some("bytes 327680-327779/999999"), &unit[..100]).unwrap_err().status, 400);
        session.take(Some("bytes 327680-327779/327780"), &unit[..100]).unwrap();
        assert!(session.is_complete() && session.missing().is_empty());
    }
}
