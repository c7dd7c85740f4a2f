//! Reads the state of an upload session, in all its forms.
//!
//! OneDrive: `{"nextExpectedRanges": ["12345-55232", "77829-"]}`. Outlook: `{"NextExpectedRanges": ["2097152"]}`. Graph
//! may omit some of the missing ranges.

use serde::Deserialize;

/// The answer to the creation of a session, to a request for its state, and to a slice that was not the last.
#[derive(Default, Deserialize)]
pub(super) struct Wire {
    #[serde(rename = "uploadUrl", alias = "UploadUrl", default)]
    pub(super) upload_url: Option<String>,
    #[serde(rename = "expirationDateTime", alias = "ExpirationDateTime", default)]
    pub(super) expiration: Option<String>,
    #[serde(rename = "nextExpectedRanges", alias = "NextExpectedRanges", default)]
    ranges: Option<Vec<String>>,
}

/// A range of bytes that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) start: u64,
    /// One after the last; `None` is the end of the file.
    pub(super) end: Option<u64>,
}

impl Missing {
    pub(super) const FROM_THE_BEGINNING: Self = Self { start: 0, end: None };

    fn parse(text: &str) -> Option<Self> {
        let (start, last) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
        let start = start.trim().parse().ok()?;
        let end = match last.trim() {
            "" => None,
            last => Some(last.parse::<u64>().ok()?.checked_add(1)?),
        };
        end.is_none_or(|end| end > start).then_some(Self { start, end })
    }
}

impl Wire {
    /// The state in the body; empty when the body is something else.
    pub(super) fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }

    /// The missing ranges, or the first one that cannot be read; `None` when the answer has none.
    pub(super) fn missing(&self) -> Option<Result<Vec<Missing>, &str>> {
        let ranges = self.ranges.as_ref()?;
        let parse = |text: &'_ String| Missing::parse(text);
        let mut missing = Vec::with_capacity(ranges.len());
        for text in ranges {
            match parse(text) {
                Some(range) => missing.push(range),
                None => return Some(Err(text)),
            }
        }
        missing.sort_by_key(|range| range.start);
        Some(Ok(missing))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn every_form_of_a_range_is_read() {
        for (text, expected) in [
            ("26-", Some((26, None))),
            ("0-", Some((0, None))),
            ("2097152", Some((2_097_152, None))),
            ("12345-55232", Some((12345, Some(55233)))),
            (" 1 - 2 ", Some((1, Some(3)))),
            ("5-5", Some((5, Some(6)))),
            ("5-4", None),
            ("", None),
            ("-", None),
            ("-5", None),
            ("bytes 1-2", None),
            ("1-18446744073709551615", None),
        ] {
            assert_eq!(Missing::parse(text), expected.map(|(start, end)| Missing { start, end }), "{text:?}");
        }
    }

    #[test]
    fn both_spellings_are_read_and_sorted() {
        let outlook = Wire::read(br#"{"ExpirationDateTime":"e","NextExpectedRanges":["2097152"]}"#);
        assert_eq!(outlook.missing(), Some(Ok(vec![Missing { start: 2_097_152, end: None }])));
        assert_eq!(outlook.expiration.as_deref(), Some("e"));
        let drive = Wire::read(br#"{"nextExpectedRanges":["9-","1-3"]}"#);
        let expected = vec![Missing { start: 1, end: Some(4) }, Missing { start: 9, end: None }];
        assert_eq!(drive.missing(), Some(Ok(expected)));
        assert_eq!(Wire::read(br#"{"nextExpectedRanges":["x"]}"#).missing(), Some(Err("x")));
        assert_eq!(Wire::read(br#"{"nextExpectedRanges":[]}"#).missing(), Some(Ok(vec![])));
        assert_eq!(Wire::read(b"{\"id\":1}").missing(), None);
        assert_eq!(Wire::read(b"").missing(), None);
    }

    proptest! {
        #[test]
        fn ranges_survive_their_text(start in 0..u64::MAX / 2, length in 1..u64::MAX / 2) {
            let range = Missing::parse(&format!("{start}-{}", start + length - 1));
            prop_assert_eq!(range, Some(Missing { start, end: Some(start + length) }));
        }

        #[test]
        fn no_range_is_too_strange(text in ".{0,30}") {
            let _ = Missing::parse(&text);
        }
    }
}
