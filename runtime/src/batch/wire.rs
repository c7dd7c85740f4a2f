//! The JSON documents of a batch: the request body, and the answer.

use std::collections::HashMap;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::item::WireItem;
use crate::reply::answer::Answer;
use crate::reply::error::header_text;
use crate::reply::is_json_type;
use crate::reply::json::{self, Text, Values};

#[derive(Serialize)]
struct Requests<'a> {
    requests: &'a [WireItem<'a>],
}

/// The body of a `$batch` request.
pub(super) fn write(items: &[WireItem<'_>]) -> Result<Bytes, serde_json::Error> {
    serde_json::to_vec(&Requests { requests: items }).map(Bytes::from)
}

/// The answer to a batch.
pub(super) struct Responses {
    /// The answers by the ids of their items, in lower case. One that is ambiguous or cannot be read is an `Err` with
    /// the reason.
    pub(super) answers: HashMap<String, Result<Answer, &'static str>>,
    /// Why a part of the body could not be read. The answers that are missing may have been there.
    pub(super) broken: Option<serde_json::Error>,
}

/// The answer as Graph sends it.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    responses: &'a RawValue,
}

/// One response. Every field is optional here, so that a malformed response fails its own item only.
#[derive(Deserialize)]
struct WireResponse<'a> {
    #[serde(default)]
    id: Text,
    #[serde(default)]
    status: Text,
    #[serde(borrow, default)]
    headers: Option<&'a RawValue>,
    #[serde(borrow, default)]
    body: Option<&'a RawValue>,
}

/// The most memory that the headers of an item may take as text, in bytes; more are ignored.
const HEADERS: usize = 256 * 1024;
/// The most headers of an item; more are ignored. HTTP/1 answers may have a hundred, and a `HeaderMap` holds some
/// thousand.
const MOST_HEADERS: usize = 1000;

/// Reads the answer to a batch: the responses whose ids are wanted, one by one. What is broken in one of them is the
/// trouble of its item; the others are kept.
///
/// # Errors
///
/// When the body is not the answer to a batch.
pub(super) fn read(body: &Bytes, is_wanted: impl Fn(&str) -> bool) -> Result<Responses, serde_json::Error> {
    let mut responses = Responses { answers: HashMap::new(), broken: None };
    let mut keep = |response: WireResponse<'_>| {
        let Some(id) = response.id.0.as_deref().map(str::to_lowercase).filter(|id| is_wanted(id)) else { return false };
        let one = response.read();
        let known = responses.answers.entry(id);
        known.and_modify(|known| *known = Err("Graph answered it more than once in one batch")).or_insert(one);
        true
    };
    let mut body = body.clone();
    let mut read = serde_json::from_slice::<Body<'_>>(&body).map(drop);
    if let Err(error) = &read
        && let Some(mended) = json::mended(&body, error)
        && serde_json::from_slice::<Body<'_>>(&mended).is_ok()
    {
        (read, body) = (Ok(()), mended.into());
    }
    match read {
        Ok(()) => {
            let list = serde_json::from_slice::<Body<'_>>(&body)?.responses;
            if !list.get().starts_with('[') {
                return Err(serde::de::Error::custom("the `responses` are no list"));
            }
            for response in Values::of(list, &body) {
                if let Ok(response) = serde_json::from_slice(&response) {
                    keep(response);
                }
            }
        }
        Err(error) if salvage(&body, keep) == 0 => return Err(error),
        Err(error) => responses.broken = Some(error),
    }
    Ok(responses)
}

/// Finds the responses in a body that is no JSON as a whole, because some of them are broken. Returns how many were
/// kept.
///
/// The time grows with the length of the body, whatever is in it.
fn salvage(body: &[u8], mut keep: impl FnMut(WireResponse<'_>) -> bool) -> usize {
    const START: &[u8] = b"\"responses\"";
    let Some(start) = body.windows(START.len()).position(|window| window == START) else { return 0 };
    let (mut at, mut kept) = (start + START.len(), 0);
    // How many bytes may be read in vain.
    let mut budget = 4 * body.len();
    let mut may_begin = false;
    while let Some(&byte) = body.get(at) {
        if byte != b'{' || !may_begin {
            may_begin = matches!(byte, b'[' | b',') || (may_begin && byte.is_ascii_whitespace());
            at += 1;
            continue;
        }
        may_begin = false;
        let mut values = serde_json::Deserializer::from_slice(&body[at..]).into_iter::<&RawValue>();
        let length = match values.next() {
            Some(Ok(value)) => {
                let is_kept = serde_json::from_str(value.get())
                    .is_ok_and(|response: WireResponse<'_>| response.status.0.is_some() && keep(response));
                if is_kept {
                    kept += 1;
                    at += values.byte_offset();
                    continue;
                }
                values.byte_offset()
            }
            Some(Err(error)) => length_up_to(&error, &body[at..]),
            None => 0,
        };
        let Some(left) = budget.checked_sub(length) else { break };
        budget = left;
        at += 1;
    }
    kept
}

/// How many bytes were read when the error was found.
fn length_up_to(error: &serde_json::Error, json: &[u8]) -> usize {
    let lines = json.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
    lines.map(<[u8]>::len).sum::<usize>() + error.column()
}

impl WireResponse<'_> {
    fn read(self) -> Result<Answer, &'static str> {
        let status = self.status.0.and_then(|status| StatusCode::from_u16(status.parse().ok()?).ok());
        let status = status.ok_or("Graph answered it without a status that can be read")?;
        let headers = self.headers.map(RawValue::get).filter(|headers| headers.len() <= HEADERS);
        let headers = headers.and_then(|headers| json::read(headers.as_bytes()).ok()).unwrap_or_default();
        let headers = read_headers(&headers);
        let body = read_body(self.body.map_or("", RawValue::get), &headers);
        Ok(Answer { status, headers, body })
    }
}

/// Reads header names in any case, and values that are strings, numbers or lists. Values that cannot be in a header are
/// ignored.
fn read_headers(headers: &Value) -> HeaderMap {
    let mut read = HeaderMap::new();
    let mut append = |name: &str, value: &Value| {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            _ => return,
        };
        let value = HeaderValue::from_bytes(text.trim().as_bytes());
        if read.len() < MOST_HEADERS
            && let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), value)
        {
            read.append(name, value);
        }
    };
    for (name, value) in headers.as_object().into_iter().flatten() {
        match value {
            Value::Array(values) => values.iter().for_each(|value| append(name, value)),
            value => append(name, value),
        }
    }
    read
}

/// The body that the item would have had outside of a batch.
fn read_body(json: &str, headers: &HeaderMap) -> Bytes {
    if json.is_empty() || json == "null" {
        return Bytes::new();
    }
    let as_it_is = || Bytes::copy_from_slice(json.as_bytes());
    let media_type = header_text(headers, CONTENT_TYPE.as_str());
    let Some(media_type) = media_type.filter(|media_type| !is_json_type(media_type)) else {
        return as_it_is();
    };
    let Ok(text) = serde_json::from_str::<String>(json) else {
        return as_it_is();
    };
    let is_text = media_type.trim_start().to_ascii_lowercase().starts_with("text/");
    match from_base64(&text) {
        Some(bytes) if !is_text || was_text(&text, &bytes) => bytes.into(),
        _ => text.into(),
    }
}

/// Whether text was base64. OData sends text unencoded, but Graph does not always. Base64 is assumed when it decodes to
/// text and is no plain number: the `1400` of a `/$count` is valid base64, too.
fn was_text(encoded: &str, decoded: &[u8]) -> bool {
    let is_number = encoded.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = encoded.len().is_multiple_of(4);
    let is_text = |text: &str| text.chars().all(|c| !c.is_control() || c.is_whitespace());
    !is_number && is_whole && std::str::from_utf8(decoded).is_ok_and(is_text)
}

/// Decodes base64 in either alphabet, with or without padding.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    GeneralPurpose::new(alphabet, config).decode(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(response: &str) -> Result<Answer, &'static str> {
        let body = format!(r#"{{"responses":[{response}]}}"#);
        read(&body.into(), |_| true).unwrap().answers.remove("1").unwrap()
    }

    #[test]
    fn odd_responses_trouble_only_their_items() {
        let body = Bytes::from_static(
            br#"{"responses":[
                7, {"status": 200}, {"id": null, "status": 200},
                {"id": "A", "status": 200}, {"id": "a", "status": 204},
                {"id": 2, "status": "201"}, {"id": "3"}, {"id": "4", "status": 99999},
                {"id": "5", "status": 200, "headers": {"ETAG": "W/\"1\"", "retry-AFTER": 7, "a b": "x", "X": ["1", "2"],
                    "y": null}, "body": 1.10}
            ]}"#,
        );
        let responses = read(&body, |_| true).unwrap();
        assert!(responses.broken.is_none());
        let responses = responses.answers;
        assert_eq!(responses.len(), 5);
        assert!(responses["a"].as_ref().unwrap_err().contains("more than once"));
        assert_eq!(responses["2"].as_ref().unwrap().status, 201);
        assert!(responses["3"].as_ref().unwrap_err().contains("status"));
        assert!(responses["4"].is_err());
        let five = responses["5"].as_ref().unwrap();
        assert_eq!(
            (&five.headers["etag"], &five.headers["retry-after"]),
            (&"W/\"1\"".parse().unwrap(), &"7".parse().unwrap())
        );
        assert_eq!(five.headers.get_all("x").iter().count(), 2);
        assert_eq!((five.headers.len(), &*five.body), (4, &b"1.10"[..]));
        for bad in ["", "[]", "{}", r#"{"responses": {}}"#, "<html>"] {
            assert!(read(&Bytes::from_static(bad.as_bytes()), |_| true).is_err(), "{bad}");
        }
    }

    #[test]
    fn more_headers_than_a_map_holds_are_ignored() {
        let digit = |number: usize| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[number % 36]);
        let name = |number: usize| String::from_iter([digit(number / 1296), digit(number / 36), digit(number)]);
        let headers: String = (0..28_000).map(|number| format!("\"{}\":1,", name(number))).collect();
        let response = format!(r#"{{"id":"1","status":200,"headers":{{{headers}"etag":1}}}}"#);
        assert!(headers.len() <= HEADERS);
        assert_eq!(one(&response).unwrap().headers.len(), MOST_HEADERS);
    }

    #[test]
    fn what_is_broken_in_one_response_does_not_cost_the_others() {
        let good = |id: u8| format!(r#"{{"id":"{id}","status":200,"body":{{"a":[{{"id":"9","status":200}}]}}}}"#);
        for broken in [
            r#"{"id":"2","status":502,"headers":{},"body":<html></html>}"#,
            r#"{"id":"2","status":502,"body":{"a":"no end}"#,
            r#"{"id":"2","status":200,"body":{"a":1,}}"#,
            r#"{"id":"2","#,
            "}",
            "<html>",
            "{{{",
        ] {
            for order in [[broken, &good(1), &good(3)], [&good(1), broken, &good(3)], [&good(1), &good(3), broken]] {
                let body = format!(r#"{{"responses":[{}]}}"#, order.join(",\n "));
                let responses = read(&body.clone().into(), |id| id != "9").unwrap();
                assert!(responses.broken.is_some(), "{body}");
                for id in ["1", "3"] {
                    assert_eq!(responses.answers[id].as_ref().unwrap().status, 200, "{id} in {body}");
                }
                assert!(!responses.answers.contains_key("2"), "{body}");
            }
        }
        let cut = format!(r#"{{"responses":[{},{{"id":"2","sta"#, good(1));
        assert!(read(&cut.into(), |_| true).unwrap().answers.contains_key("1"));
        // With every attempt to the end of the body, this would take hours.
        let nested = format!(r#"{{"responses":[{}"#, r#"{"a":[{"#.repeat(1 << 20));
        assert!(read(&nested.into(), |_| true).is_err());
    }

    #[test]
    fn a_list_of_anything_else_takes_no_memory() {
        let body = format!(r#"{{"responses":[{}{{"id":"1","status":"204"}}]}}"#, "1,".repeat(1 << 20));
        let responses = read(&body.into(), |_| true).unwrap();
        assert_eq!((responses.answers.len(), responses.answers["1"].as_ref().unwrap().status.as_u16()), (1, 204));
        let many: String = (0..1000).map(|id| format!(r#"{{"id":{id}}},"#)).collect();
        let body = format!(r#"{{"responses":[{many}1]}}"#);
        assert_eq!(read(&body.into(), |id| id == "7").unwrap().answers.len(), 1);
    }

    #[test]
    fn a_body_is_what_it_was_before_it_was_put_in_json() {
        for (media_type, body, expected) in [
            ("application/json", r#"{ "a" : 1e400 }"#, &br#"{ "a" : 1e400 }"#[..]),
            ("application/json;odata.metadata=minimal", r#""AAEC""#, br#""AAEC""#),
            ("image/jpeg", r#""AAEC""#, &[0, 1, 2]),
            ("image/jpeg", r#""-_8""#, &[0xfb, 0xff]),
            ("application/octet-stream", r#""MTQwMA==""#, b"1400"),
            ("image/jpeg", r#""not base64!""#, b"not base64!"),
            ("text/plain", r#""1400""#, b"1400"),
            ("text/plain", "1400", b"1400"),
            ("text/plain", r#""MTQwMA==""#, b"1400"),
            ("text/html", r#""<p>\u00e9</p>""#, "<p>é</p>".as_bytes()),
            ("text/plain", "null", b""),
        ] {
            let response =
                format!(r#"{{"id":"1","status":200,"headers":{{"content-type":"{media_type}"}},"body":{body}}}"#);
            assert_eq!(one(&response).unwrap().body, expected, "{media_type} {body}");
        }
        assert_eq!(one(r#"{"id":"1","status":204}"#).unwrap().body, "");
    }

    proptest! {
        #[test]
        fn no_answer_makes_it_panic(body in concat!(r#"\{"responses":\[(\{("(id|status|headers|body)":"#,
            r#"("?[0-9a-z=-]{0,6}"?|null|\{"a":\[1\]\}),?){0,4}\},?){0,3}\]\}"#)) {
            let _ = read(&body.into(), |_| true);
        }

        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            let encoded = base64::engine::general_purpose::STANDARD.encode(&bytes);
            let json = serde_json::to_string(&encoded).unwrap();
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("image/png"))]);
            prop_assert_eq!(read_body(&json, &headers), bytes);
        }
    }
}
