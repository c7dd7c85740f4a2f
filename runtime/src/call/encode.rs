//! Percent-encoding and OData quoting of arguments.

mod moment;

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::client::random::is_guid;

/// Everything outside RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Whether quotes are in a path or in a query: the URL parser leaves `'` unencoded in a path, and encodes it in a
/// query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
}

/// The text, percent-encoded.
pub(crate) fn text(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// An OData string literal: `'` is doubled, the text is percent-encoded and put between quotes.
pub(crate) fn quoted(out: &mut String, text: &str, place: Place) {
    let quote = match place {
        Place::Path => "'",
        Place::Query => "%27",
    };
    out.push_str(quote);
    for (position, piece) in text.split('\'').enumerate() {
        if position > 0 {
            out.push_str("%27%27");
        }
        self::text(out, piece);
    }
    out.push_str(quote);
}

/// What stands between the double quotes of `$search`: `"` and `\` are escaped with a backslash
/// (<https://learn.microsoft.com/graph/search-query-parameter>), then percent-encoded.
pub(crate) fn phrase(out: &mut String, text: &str) {
    for piece in text.split_inclusive(['"', '\\']) {
        let (before, special) = piece.split_at(piece.trim_end_matches(['"', '\\']).len());
        self::text(out, before);
        if !special.is_empty() {
            out.push_str("%5C");
            self::text(out, special);
        }
    }
}

/// Whole query options, `name=value&name=value`, with or without a `?` before them. What is percent-encoded already
/// stays; `+` is a plus sign, not a space.
pub(crate) fn options(out: &mut String, text: &str) {
    /// What separates options and stands in their values.
    const OPTIONS: &AsciiSet = &RESERVED
        .remove(b'$')
        .remove(b'&')
        .remove(b'=')
        .remove(b'(')
        .remove(b')')
        .remove(b',')
        .remove(b';')
        .remove(b':')
        .remove(b'/')
        .remove(b'@')
        .remove(b'*')
        .remove(b'!');
    let is_encoded =
        |text: &str| text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    for (position, piece) in text.strip_prefix('?').unwrap_or(text).split('%').enumerate() {
        if position > 0 {
            out.push_str(if is_encoded(piece) { "%" } else { "%25" });
        }
        out.extend(utf8_percent_encode(piece, OPTIONS));
    }
}

/// An OData literal without quotes.
///
/// # Errors
///
/// Why the text cannot be one: with a space or a quote it could be an expression, and in a query a word would be a
/// property.
pub(crate) fn token(out: &mut String, text: &str, place: Place) -> Result<(), String> {
    let is_token = |c: char| c.is_alphanumeric() || matches!(c, '-' | '+' | ':' | '.' | '_');
    let is_word = place == Place::Query && !is_number_like(text);
    if text.is_empty() || !text.chars().all(is_token) || is_word && !is_constant(text) {
        if let Some(moment) = moment::by_rfc3339(text) {
            self::text(out, &moment);
            return Ok(());
        }
        return Err(format!(
            "is `{text}`, but it stands without quotes there, so it must be a number, a GUID, a date, `true` or \
             `false`; a moment is written by RFC 3339, as `2026-01-31T08:00:00Z`"
        ));
    }
    self::text(out, text);
    Ok(())
}

/// What begins with a digit, perhaps after its sign: a number or a date.
fn is_number_like(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    unsigned.starts_with(|c: char| c.is_ascii_digit())
}

/// `true`, `false`, `null`, `NaN`, `INF`, `-INF`, or a GUID.
fn is_constant(text: &str) -> bool {
    matches!(text, "true" | "false" | "null" | "NaN" | "INF" | "-INF") || is_guid(text.as_bytes())
}

/// A path segment.
///
/// # Errors
///
/// Why the text cannot be one: a URL parser would remove `.` and `..` however they are encoded, and an empty segment
/// addresses the collection instead of an item in it.
pub(crate) fn segment(out: &mut String, text: &str) -> Result<(), String> {
    match text {
        "" => Err("is empty, so it names nothing".to_owned()),
        "." | ".." => Err(format!("is `{text}`, which is not an id but a step in a path")),
        _ => {
            self::text(out, text);
            Ok(())
        }
    }
}

/// Several path segments, separated by `/`.
pub(crate) fn segments(out: &mut String, text: &str) -> Result<(), String> {
    for (position, piece) in text.split('/').enumerate() {
        if position > 0 {
            out.push('/');
        }
        segment(out, piece).map_err(|reason| {
            if text.is_empty() {
                reason
            } else {
                let mut of = String::new();
                // Writing to a String cannot fail.
                let _ = write!(of, "has a segment, number {}, that {reason}", position + 1);
                of
            }
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(encode: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        encode(&mut out);
        out
    }

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encoded(|out| text(out, "AZaz09-._~")), "AZaz09-._~");
        assert_eq!(encoded(|out| text(out, "A/+=#'@ %?&;:$,ü")), "A%2F%2B%3D%23%27%40%20%25%3F%26%3B%3A%24%2C%C3%BC");
    }

    #[test]
    fn quotes_are_doubled_before_they_are_encoded() {
        assert_eq!(encoded(|out| quoted(out, "O'Neil", Place::Path)), "'O%27%27Neil'");
        assert_eq!(encoded(|out| quoted(out, "O'Neil", Place::Query)), "%27O%27%27Neil%27");
        assert_eq!(encoded(|out| quoted(out, "", Place::Query)), "%27%27");
    }

    #[test]
    fn a_phrase_does_not_end_early() {
        assert_eq!(encoded(|out| phrase(out, r#"a"b\"c"#)), "a%5C%22b%5C%5C%5C%22c");
        assert_eq!(encoded(|out| phrase(out, "plain")), "plain");
    }

    #[test]
    fn options_are_encoded_once() {
        let encoded = |text| encoded(|out| options(out, text));
        assert_eq!(encoded("?$top=5&$filter=a eq 'b+c'"), "$top=5&$filter=a%20eq%20%27b%2Bc%27");
        assert_eq!(encoded("$filter=a%20eq%20%27b%27"), "$filter=a%20eq%20%27b%27");
        assert_eq!(encoded("a=100%&b=%4&c=#\r\nX: y"), "a=100%25&b=%254&c=%23%0D%0AX:%20y");
        assert_eq!(encoded(""), "");
    }

    #[test]
    fn a_token_is_no_expression() {
        let is_token = |text, place| token(&mut String::new(), text, place).is_ok();
        for right in ["1", "-1.5", "true", "2026-01-01T00:00:00+01:00", "aa00bb11-0000-4000-8000-00000000000a", "-INF"]
        {
            assert!(is_token(right, Place::Query) && is_token(right, Place::Path), "{right}");
        }
        assert!(is_token("high", Place::Path) && !is_token("high", Place::Query));
        for wrong in ["", "1 or 1 eq 1", "'a'", "a)", "a,b", "a/b"] {
            assert!(!is_token(wrong, Place::Path) && !is_token(wrong, Place::Query), "{wrong}");
        }
        assert_eq!(
            encoded(|out| token(out, "2026-01-01T00:00:00+01:00", Place::Query).unwrap()),
            "2026-01-01T00%3A00%3A00%2B01%3A00"
        );
    }

    #[test]
    fn steps_and_nothing_are_not_segments() {
        for (text, why) in [("", "empty"), (".", "`.`"), ("..", "`..`")] {
            assert!(segment(&mut String::new(), text).unwrap_err().contains(why));
            assert!(segments(&mut String::new(), text).unwrap_err().contains(why));
        }
        assert!(segments(&mut String::new(), "a//b").unwrap_err().contains("number 2"));
        assert!(segments(&mut String::new(), "a/..").unwrap_err().contains("number 2"));
        assert_eq!(encoded(|out| segments(out, "a b/c#").unwrap()), "a%20b/c%23");
        assert_eq!(encoded(|out| segment(out, "...").unwrap()), "...");
    }

    proptest! {
        /// The parser that reqwest uses takes what we wrote as it is, as one segment, and decodes to the argument.
        #[test]
        fn a_segment_stays_one_segment(id in "\\PC*") {
            let mut out = "https://graph.microsoft.com/v1.0/users/".to_owned();
            prop_assume!(segment(&mut out, &id).is_ok());
            out.push_str("/messages");
            let url = reqwest::Url::parse(&out).unwrap();
            prop_assert_eq!(url.as_str(), &out);
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            prop_assert_eq!(segments.len(), 4);
            prop_assert_eq!(percent_encoding::percent_decode_str(segments[2]).decode_utf8().unwrap(), id);
        }

        /// However hostile, a quoted value stays one literal in one pair.
        #[test]
        fn a_quoted_value_stays_one_literal(value in "\\PC*") {
            let mut out = "https://graph.microsoft.com/v1.0/users?$filter=mail%20eq%20".to_owned();
            quoted(&mut out, &value, Place::Query);
            let url = reqwest::Url::parse(&out).unwrap();
            prop_assert_eq!(url.as_str(), &out);
            let pairs: Vec<_> = url.query_pairs().collect();
            prop_assert_eq!(pairs.len(), 1);
            let literal = pairs[0].1.strip_prefix("mail eq '").unwrap().strip_suffix('\'').unwrap();
            prop_assert!(!literal.replace("''", "").contains('\''));
            prop_assert_eq!(literal.replace("''", "'"), value);
        }
    }
}
