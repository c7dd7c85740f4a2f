//! Reads the state of an upload session, in all its forms.
//!
//! OneDrive: `{"nextExpectedRanges": ["12345-55232", "77829-"]}`. Outlook: `{"NextExpectedRanges": ["2097152"]}`. Graph
//! may omit some of the missing ranges.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::reply::json::{self, Text};

/// The answer to the creation of a session, to a request for its state, and to a slice that was not the last.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wire {
    #[serde(rename = "uploadUrl", alias = "UploadUrl")]
    pub(super) upload_url: Text,
    #[serde(rename = "expirationDateTime", alias = "ExpirationDateTime")]
    pub(super) expiration: Text,
    #[serde(rename = "nextExpectedRanges", alias = "NextExpectedRanges")]
    ranges: Option<Ranges>,
}

/// The ranges as Graph sends them: a list of texts. One text or number is a list of one.
enum Ranges {
    Null,
    Several(Vec<Text>),
    /// Something else.
    Odd,
}

impl<'de> Deserialize<'de> for Ranges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        Ok(match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b'[') => serde_json::from_str(json).map_or(Self::Odd, Self::Several),
            Some(b'"' | b'0'..=b'9') => serde_json::from_str(json).map_or(Self::Odd, |one| Self::Several(vec![one])),
            _ => Self::Odd,
        })
    }
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
        json::read(body).unwrap_or_default()
    }

    /// The missing ranges, or the first one that cannot be read; `None` when the answer has none.
    pub(super) fn missing(&self) -> Option<Result<Vec<Missing>, String>> {
        let texts = match self.ranges.as_ref()? {
            Ranges::Null => return None,
            Ranges::Several(texts) => texts,
            Ranges::Odd => return Some(Err("?".to_owned())),
        };
        let parse = |text: &Text| {
            let text = text.0.as_deref().unwrap_or("?");
            Missing::parse(text).ok_or_else(|| text.to_owned())
        };
        let missing: Result<Vec<_>, _> = texts.iter().map(parse).collect();
        Some(missing.map(|mut missing| {
            missing.sort_by_key(|range| range.start);
            missing
        }))
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
        assert_eq!(outlook.expiration.0.as_deref(), Some("e"));
        let drive = Wire::read(br#"{"nextExpectedRanges":["9-","1-3"]}"#);
        let expected = vec![Missing { start: 1, end: Some(4) }, Missing { start: 9, end: None }];
        assert_eq!(drive.missing(), Some(Ok(expected)));
        assert_eq!(Wire::read(br#"{"nextExpectedRanges":["x"]}"#).missing(), Some(Err("x".to_owned())));
        for (body, start) in [(r#""0-""#, 0), ("5", 5), ("[7]", 7)] {
            let body = format!(r#"{{"expirationDateTime":5,"nextExpectedRanges":{body}}}"#);
            let wire = Wire::read(body.as_bytes());
            assert_eq!(wire.missing(), Some(Ok(vec![Missing { start, end: None }])), "{body}");
            assert_eq!(wire.expiration.0.as_deref(), Some("5"));
        }
        assert!(Wire::read(br#"{"nextExpectedRanges":{}}"#).missing().unwrap().is_err());
        assert_eq!(Wire::read(br#"{"nextExpectedRanges":null}"#).missing(), None);
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
