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

#[derive(Serialize)]
struct Requests<'a> {
    requests: &'a [WireItem<'a>],
}

/// The body of a `$batch` request.
pub(super) fn write(items: &[WireItem<'_>]) -> Result<Bytes, serde_json::Error> {
    serde_json::to_vec(&Requests { requests: items }).map(Bytes::from)
}

#[derive(Deserialize)]
struct Responses {
    responses: Vec<Box<RawValue>>,
}

/// One response. Every field is optional here, so that a malformed response fails its own item only.
#[derive(Deserialize)]
struct WireResponse {
    id: Value,
    #[serde(default)]
    status: Value,
    #[serde(default)]
    headers: Value,
    #[serde(default)]
    body: Option<Box<RawValue>>,
}

/// Reads the answer to a batch: the answers by the ids of their items, in lower case.
///
/// A response that is ambiguous or cannot be read is an `Err` with the reason. A response without an id is ignored.
///
/// # Errors
///
/// When the body is not the answer to a batch.
pub(super) fn read(body: &[u8]) -> Result<HashMap<String, Result<Answer, &'static str>>, serde_json::Error> {
    let mut responses = HashMap::new();
    for response in serde_json::from_slice::<Responses>(body)?.responses {
        let Ok(response) = serde_json::from_str::<WireResponse>(response.get()) else { continue };
        let id = match &response.id {
            Value::String(id) => id.to_lowercase(),
            Value::Number(id) => id.to_string(),
            _ => continue,
        };
        let one = response.read();
        responses
            .entry(id)
            .and_modify(|known| *known = Err("Graph answered it more than once in one batch"))
            .or_insert(one);
    }
    Ok(responses)
}

impl WireResponse {
    fn read(self) -> Result<Answer, &'static str> {
        let status = match &self.status {
            Value::Number(number) => number.as_u64().and_then(|number| u16::try_from(number).ok()),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.ok_or("Graph answered it without a status that can be read")?;
        let headers = read_headers(&self.headers);
        let body = read_body(self.body.as_deref().map_or("", RawValue::get), &headers);
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
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(text.trim())) {
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
        read(body.as_bytes()).unwrap().remove("1").unwrap()
    }

    #[test]
    fn odd_responses_trouble_only_their_items() {
        let responses = read(
            br#"{"responses":[
                7, {"status": 200}, {"id": null, "status": 200},
                {"id": "A", "status": 200}, {"id": "a", "status": 204},
                {"id": 2, "status": "201"}, {"id": "3"}, {"id": "4", "status": 99999},
                {"id": "5", "status": 200, "headers": {"ETAG": "W/\"1\"", "retry-AFTER": 7, "a b": "x", "X": ["1", "2"],
                    "y": null}, "body": 1.10}
            ]}"#,
        )
        .unwrap();
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
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
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
            let _ = read(body.as_bytes());
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
