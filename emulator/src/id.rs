//! Identifiers in Graph's forms. They come from a counter, so each run has the same ones.

use base64::{
    Engine,
    engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD},
};

/// Issues identifiers. Two emulators that get the same requests issue the same ones.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    counter: u64,
}

impl Ids {
    fn next(&mut self) -> u64 {
        self.counter += 1;
        mix(self.counter)
    }

    /// A number that only grows.
    pub(crate) fn serial(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// How many have been issued.
    pub(crate) fn last(&self) -> u64 {
        self.counter
    }

    /// A GUID of version 4's shape.
    pub(crate) fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 48 & 0x3fff | 0x8000,
            low & 0xffff_ffff_ffff
        )
    }

    /// An Outlook item's or folder's id, which changes when the item moves: `AAMk…=`.
    pub(crate) fn outlook(&mut self, mailbox: &str) -> String {
        self.entry(&[0x00, 0x03, 0x24, 0x00], mailbox)
    }

    /// An item's immutable id, which stays while the item is in its mailbox: `AAkA…=`.
    pub(crate) fn immutable(&mut self, mailbox: &str) -> String {
        self.entry(&[0x00, 0x09, 0x00, 0x2e], mailbox)
    }

    /// A conversation's id: `AAQk…=`.
    pub(crate) fn conversation(&mut self, mailbox: &str) -> String {
        self.entry(&[0x00, 0x04, 0x24, 0x00], mailbox)
    }

    /// A drive's id: `b!…`.
    pub(crate) fn drive(&mut self) -> String {
        let bytes: Vec<u8> = (0..4).flat_map(|_| self.next().to_be_bytes()).collect();
        format!("b!{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A drive item's id: `01…`, in capitals.
    pub(crate) fn drive_item(&mut self) -> String {
        format!("01{:016X}{:016X}", self.next(), self.next())
    }

    /// A secret part of a URL.
    pub(crate) fn token(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// The version of an item (`changeKey`), which is also its weak etag: `CQAAAB…`.
    pub(crate) fn change_key(&mut self) -> String {
        let mut bytes = vec![0x09, 0x00, 0x00, 0x00, 0x16, 0x00];
        bytes.extend(self.next().to_be_bytes());
        bytes.push(0);
        URL_SAFE.encode(bytes)
    }

    fn entry(&mut self, kind: &[u8; 4], mailbox: &str) -> String {
        let mut bytes = kind.to_vec();
        bytes.extend(mailbox.bytes());
        bytes.extend([0x00, 0x46, 0x00, 0x00]);
        bytes.extend(self.next().to_be_bytes());
        bytes.extend(self.next().to_be_bytes());
        // Real ids end in one or two `=`, which a client must percent-encode in a path.
        while bytes.len() % 3 != 2 {
            bytes.push(0);
        }
        URL_SAFE.encode(bytes)
    }
}

/// The finalizer of SplitMix64, which makes different identifiers from neighbouring counters.
pub(crate) fn mix(counter: u64) -> u64 {
    let mut value = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn shapes() {
        let mut ids = Ids::default();
        let guid = ids.guid();
        assert_eq!(guid.len(), 36);
        assert_eq!(guid.as_bytes()[14], b'4');
        let id = ids.outlook(&guid);
        assert!(id.starts_with("AAMk") && id.ends_with('='), "{id}");
        assert!(ids.immutable(&guid).starts_with("AAkA"));
    }

    #[test]
    fn distinct_and_repeatable() {
        let run = || {
            let mut ids = Ids::default();
            (0..1000).map(|_| ids.outlook("m")).collect::<Vec<_>>()
        };
        assert_eq!(run(), run());
        assert_eq!(run().into_iter().collect::<HashSet<_>>().len(), 1000);
    }
}
