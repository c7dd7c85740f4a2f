//! Reads a server's JSON tolerantly: a string with a broken escape is mended, and a long list is read value by value.

use std::fmt;

use bytes::Bytes;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// How many bytes longer than half of it a mended text may be in any case.
const ROOM: usize = 4096;
/// The most bytes that are written at once: two escapes.
const LONGEST_PART: usize = 12;
/// How deep a beginning is read; serde reads 128 levels.
const DEEPEST: usize = 100;

/// Reads a value. A broken text in it is mended, so that the rest can be read: see [`mended`].
///
/// # Errors
///
/// When it is no JSON, or not such a value.
pub(crate) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(json).or_else(|error| match mended(json, &error) {
        Some(mended) => serde_json::from_slice(&mended),
        None => Err(error),
    })
}

/// The JSON without what may not be in its texts: bytes that are no UTF-8, halves of surrogate pairs, control
/// characters, unknown escapes. `None` when the error is of another kind, there is nothing to mend, or so much that it
/// would take half as much memory again.
pub(crate) fn mended(json: &[u8], error: &serde_json::Error) -> Option<Vec<u8>> {
    let most = json.len().saturating_add(json.len() / 2).saturating_add(ROOM);
    let length = json.utf8_chunks().map(|chunk| chunk.valid().len() + if chunk.invalid().is_empty() { 0 } else { 3 });
    if !error.is_syntax() || length.sum::<usize>() > most {
        return None;
    }
    let text = String::from_utf8_lossy(json);
    let mut mended = Vec::with_capacity(most);
    let mut rest = text.as_bytes();
    let mut is_in_text = false;
    while let Some((&byte, after)) = rest.split_first() {
        if mended.len() + LONGEST_PART > most {
            return None;
        }
        rest = after;
        match byte {
            b'"' => {
                is_in_text = !is_in_text;
                mended.push(byte);
            }
            b'\\' if is_in_text => rest = mend_escape(rest, &mut mended),
            0..0x20 if is_in_text => {
                let digit = |digit: u8| b"0123456789abcdef"[usize::from(digit)];
                mended.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 0xf)]);
            }
            _ => mended.push(byte),
        }
    }
    (mended != json).then_some(mended)
}

/// Of an object that breaks off, or is nested too deeply to be read, the beginning, up to the last whole member.
pub(crate) fn beginning(json: &[u8]) -> Vec<u8> {
    let (mut open, mut is_in_text, mut is_escaped) = (Vec::new(), false, false);
    // The end of what is whole, and how many brackets are open there.
    let mut whole = (0, 0);
    for (at, &byte) in json.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_text => is_escaped = true,
            b'"' => is_in_text = !is_in_text,
            _ if is_in_text => {}
            b'{' | b'[' if open.len() == DEEPEST => break,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                open.pop();
                whole = (at + 1, open.len());
            }
            b',' => whole = (at, open.len()),
            _ => {}
        }
    }
    open.truncate(whole.1);
    json[..whole.0].iter().chain(open.iter().rev()).copied().collect()
}

/// Mends what follows a backslash, and returns what comes after.
fn mend_escape<'a>(rest: &'a [u8], mended: &mut Vec<u8>) -> &'a [u8] {
    const UNKNOWN: &[u8] = b"\\ufffd";
    match rest.first() {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            mended.extend_from_slice(&[b'\\', rest[0]]);
            return &rest[1..];
        }
        Some(b'u') => {}
        _ => {
            mended.extend_from_slice(b"\\\\");
            return rest;
        }
    }
    let length = match (code_unit(rest), rest.get(5..).filter(|next| next.starts_with(b"\\")).map(|next| &next[1..])) {
        (Some(0xD800..0xDC00), Some(next)) if matches!(code_unit(next), Some(0xDC00..0xE000)) => 11,
        (Some(0xD800..0xE000), _) => {
            mended.extend_from_slice(UNKNOWN);
            return &rest[5..];
        }
        (Some(_), _) => 5,
        (None, _) => {
            mended.extend_from_slice(b"\\\\");
            return rest;
        }
    };
    mended.push(b'\\');
    mended.extend_from_slice(&rest[..length]);
    &rest[length..]
}

/// The number in `u00e9`.
fn code_unit(escape: &[u8]) -> Option<u16> {
    let digits = std::str::from_utf8(escape.strip_prefix(b"u")?.get(..4)?).ok()?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

/// A text, or a number as text. Everything else is passed over, so that it costs neither the rest nor memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Text, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Text, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}

/// The values of a JSON array as their texts, which are parts of it: a million small values take no more memory than
/// the array.
#[derive(Default)]
pub(crate) struct Values {
    /// Begins with a bracket, a comma or white space.
    rest: Bytes,
}

impl Values {
    /// The values of an array, which was found to be valid JSON in this text.
    pub(crate) fn of(array: &RawValue, text: &Bytes) -> Self {
        Self { rest: text.slice_ref(array.get().as_bytes()) }
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        let length = self.rest.iter().take_while(|byte| is_skipped(**byte)).count();
        self.rest = self.rest.split_off(length);
    }
}

impl Iterator for Values {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        self.skip(|byte| byte.is_ascii_whitespace());
        if !matches!(self.rest.first(), Some(b'[' | b',')) {
            return None;
        }
        self.rest = self.rest.split_off(1);
        self.skip(|byte| byte.is_ascii_whitespace());
        let mut values = serde_json::Deserializer::from_slice(&self.rest).into_iter::<IgnoredAny>();
        let is_value = matches!(values.next(), Some(Ok(_)));
        let length = values.byte_offset();
        is_value.then(|| self.rest.split_to(length))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use serde_json::Value;

    use super::*;

    #[test]
    fn one_broken_text_does_not_cost_the_rest() {
        for (json, expected) in [
            (&b"{\"a\":\"x\xe9y\",\"b\":1}"[..], "x\u{fffd}y"),
            (br#"{"a":"x\uD83Dy","b":1}"#, "x\u{fffd}y"),
            (br#"{"a":"x\uDE00y","b":1}"#, "x\u{fffd}y"),
            (br#"{"a":"\uD83D\uD83D\uDE00","b":1}"#, "\u{fffd}\u{1f600}"),
            (br#"{"a":"C:\data","b":1}"#, "C:\\data"),
            (br#"{"a":"\u12","b":1}"#, "\\u12"),
            (b"{\"a\":\"x\ty\\\"\nz\",\"b\":1}", "x\ty\"\nz"),
        ] {
            let value: Value = read(json).unwrap();
            assert_eq!((value["a"].as_str(), value["b"].as_u64()), (Some(expected), Some(1)), "{json:?}");
        }
        for json in ["", "{", "[1,]", "<html>", "{\"a\":\"x", "\"\\"] {
            assert!(read::<Value>(json.as_bytes()).is_err(), "{json}");
        }
    }

    #[test]
    fn what_takes_much_more_memory_is_not_mended() {
        let syntax = serde_json::from_str::<Value>("x").unwrap_err();
        let some = [b"[\"".as_slice(), &[1; 500], &[0xff; 500], b"\"]"].concat();
        assert!(read::<Value>(&some).is_ok());
        for byte in [1, 0xff] {
            let many = [b"[\"".as_slice(), &vec![byte; 1 << 20], b"\"]"].concat();
            assert!(mended(&many, &syntax).is_none());
            let few = [b"[\"".as_slice(), &vec![b'x'; 1 << 20], &vec![byte; 1 << 16], b"\"]"].concat();
            assert!(mended(&few, &syntax).unwrap().capacity() <= few.len() / 2 * 3 + ROOM);
        }
    }

    #[test]
    fn of_what_breaks_off_the_whole_members_are_kept() {
        for (json, expected) in [
            (r#"{"a":{"b":"c","d":"half"#, r#"{"a":{"b":"c"}}"#),
            (r#"{"a":{"b":"c","d"#, r#"{"a":{"b":"c"}}"#),
            (r#"{"a":{"b":"c"},"d":["e",{"f":1},tr"#, r#"{"a":{"b":"c"},"d":["e",{"f":1}]}"#),
            (r#"{"a":"},\"","b":1"#, r#"{"a":"},\""}"#),
            (r#"{"a":[1]}"#, r#"{"a":[1]}"#),
            (r#"{"a":"half"#, ""),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8(beginning(json.as_bytes())).unwrap(), expected, "{json}");
        }
        let deep = format!(r#"{{"a":1,"b":{}"#, r#"{"c":"#.repeat(1 << 20));
        assert_eq!(beginning(deep.as_bytes()), br#"{"a":1}"#);
    }

    #[test]
    fn a_list_is_read_value_by_value() {
        let text = Bytes::from_static(br#" [ 1 , "a,]" ,[2,[3]],{"b":null},-1.5e3,true ] "#);
        let array: &RawValue = serde_json::from_slice(&text).unwrap();
        let values: Vec<Bytes> = Values::of(array, &text).collect();
        assert_eq!(values, ["1", "\"a,]\"", "[2,[3]]", "{\"b\":null}", "-1.5e3", "true"]);
        for empty in ["[]", "[ ]", "{}", "null", "1"] {
            let text = Bytes::from_static(empty.as_bytes());
            assert_eq!(Values::of(serde_json::from_slice(&text).unwrap(), &text).count(), 0, "{empty}");
        }
    }

    proptest! {
        #[test]
        fn what_is_right_stays_as_it_is(texts in proptest::collection::vec(any::<String>(), 0..5)) {
            let json = serde_json::to_vec(&texts).unwrap();
            let error = serde_json::from_str::<Value>("x").unwrap_err();
            prop_assert_eq!(mended(&json, &error), None);
            let text = Bytes::from(json);
            let values = Values::of(serde_json::from_slice(&text).unwrap(), &text);
            let read: Vec<String> = values.map(|value| read(&value).unwrap()).collect();
            prop_assert_eq!(read, texts);
        }

        #[test]
        fn nothing_is_too_strange(json in any::<Vec<u8>>()) {
            let _ = read::<Value>(&json);
            let _ = beginning(&json);
        }
    }
}
