//! A text that constants put together: the message of an error.

/// The length at which a text is cut off.
const LONGEST: usize = 1024;

/// A text of limited length.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Text {
    pub(crate) const EMPTY: Self = Self { bytes: [0; LONGEST], length: 0 };

    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The text with this at its end.
    pub(crate) const fn with(mut self, piece: &[u8]) -> Self {
        let mut at = 0;
        while at < piece.len() && self.length < LONGEST {
            self.bytes[self.length] = piece[at];
            (at, self.length) = (at + 1, self.length + 1);
        }
        self
    }

    /// The text with this at its end; each `{}` in it becomes `name`.
    pub(crate) const fn with_filled_in(mut self, message: &[u8], name: &[u8]) -> Self {
        let mut at = 0;
        while at < message.len() {
            let is_place = message[at] == b'{' && at + 1 < message.len() && message[at + 1] == b'}';
            self = self.with(if is_place { name } else { message.split_at(at).1.split_at(1).0 });
            at += if is_place { 2 } else { 1 };
        }
        self
    }

    /// The text, or another where a cut made it unreadable.
    pub(crate) const fn or<'a>(&'a self, otherwise: &'a str) -> &'a str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => otherwise,
        }
    }
}
