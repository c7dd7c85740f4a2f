//! Reads the body of an error, in all its forms.
//!
//! Graph's is `{"error": {code, message, target?, details?, innerError | innererror {code?, request-id, …, innererror
//! …}}}`. SharePoint's `{"odata.error": {code, message: {value}}}` and OAuth's `{"error": "…", "error_description":
//! "…"}` pass through it. Gateways answer with HTML, plain text, half a body or none.

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::{ErrorDetail, header_text, one_line};
use crate::reply::json;
use crate::reply::redact::Secrets;

/// How much of a body of another form is shown, in characters.
const EXCERPT: usize = 300;
/// The longest message, in characters.
const MESSAGE: usize = 2000;
/// The longest code, target or id, in characters.
const CODE: usize = 200;
/// How many `details` and inner errors are kept.
const LISTED: usize = 50;

#[derive(Debug, Default)]
pub(super) struct Report {
    /// From the outermost to the most specific.
    pub(super) codes: Vec<String>,
    pub(super) message: String,
    pub(super) details: Vec<ErrorDetail>,
    pub(super) request_id: Option<String>,
    pub(super) client_request_id: Option<String>,
}

impl Report {
    /// Reads the answer. Secrets that it repeats are redacted after decoding.
    pub(super) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8], secrets: &Secrets) -> Self {
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}');
        let (body, is_whole) = parse(text.as_bytes());
        let mut report = Self::from_json(&body);
        if report.message.is_empty() && (report.codes.is_empty() || !is_whole) {
            // Secrets are redacted before the text is cut, because an excerpt may cut one in two.
            report.message = excerpt(&secrets.redact(text));
        }
        if report.message.is_empty() {
            report.message = match status.canonical_reason() {
                Some(reason) if report.codes.is_empty() => {
                    format!("{reason}, and the answer has no body")
                }
                _ => "no message".to_owned(),
            };
        }
        report.request_id = header_text(headers, "request-id").or(report.request_id);
        report.client_request_id = header_text(headers, "client-request-id").or(report.client_request_id);
        report.without(secrets);
        report
    }

    fn without(&mut self, secrets: &Secrets) {
        let redact = |text: &mut String, limit: usize| *text = bounded(&secrets.redact(text), limit);
        redact(&mut self.message, MESSAGE);
        self.codes.iter_mut().for_each(|code| redact(code, CODE));
        for detail in &mut self.details {
            redact(&mut detail.code, CODE);
            redact(&mut detail.message, MESSAGE);
            detail.target.iter_mut().for_each(|target| redact(target, CODE));
        }
        self.request_id.iter_mut().chain(&mut self.client_request_id).for_each(|id| redact(id, CODE));
    }

    fn from_json(body: &Value) -> Self {
        let mut report = Self::default();
        let error = member(body, &["error", "odata.error", "Error"]).or_else(|| member(body, &["errors"]));
        // Some services send a list of errors.
        let error = error.map(|error| error.as_array().and_then(|errors| errors.first()).unwrap_or(error));
        let Some(error) = error.filter(|error| error.is_object() || error.is_string()) else {
            // Gateways put the code and the message at the top level.
            report.codes.extend(string(body, &["code", "Code", "errorCode"]));
            report.message =
                member(body, &["message", "Message", "title", "detail"]).and_then(message_text).unwrap_or_default();
            return report;
        };
        if let Some(code) = error.as_str() {
            report.codes.push(code.to_owned());
            report.message = body.get("error_description").and_then(message_text).unwrap_or_default();
            return report;
        }
        if let Some(details) = error.get("details").and_then(Value::as_array) {
            report.details = details.iter().take(LISTED).map(detail).collect();
        }
        let mut level = Some(error);
        while let Some(error) = level
            && report.codes.len() < LISTED
        {
            if let Some(code) = string(error, &["code", "Code", "errorCode"]) {
                report.codes.push(code);
            }
            if report.message.is_empty() {
                report.message = member(error, &["message", "Message"]).and_then(message_text).unwrap_or_default();
            }
            if let Some(id) = string(error, &["request-id", "requestId"]) {
                report.request_id = Some(id);
            }
            if let Some(id) = string(error, &["client-request-id", "clientRequestId"]) {
                report.client_request_id = Some(id);
            }
            level = member(error, &["innerError", "innererror", "InnerError"]).filter(|inner| inner.is_object());
        }
        report
    }
}

/// The JSON of a body, and whether it is whole. Of one that breaks off, or is nested too deeply, it has what can be
/// read. What follows the JSON, and broken texts in it, do not hide it. Null when the body is something else.
fn parse(body: &[u8]) -> (Value, bool) {
    let first = |json: &[u8]| serde_json::Deserializer::from_slice(json).into_iter().next().unwrap_or(Ok(Value::Null));
    let mended = match first(body) {
        Ok(value) => return (value, true),
        Err(_) if !body.trim_ascii_start().starts_with(b"{") => return (Value::Null, false),
        Err(error) => json::mended(body, &error),
    };
    let body = mended.as_deref().unwrap_or(body);
    match first(body) {
        Ok(value) => (value, true),
        Err(_) => (first(&json::beginning(body)).unwrap_or_default(), false),
    }
}

fn member<'a>(object: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| object.get(name))
}

/// A text, or a number as text.
fn string(object: &Value, names: &[&str]) -> Option<String> {
    match member(object, names)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A message is a string, or in older OData an object with the string as its `value`. Anything else is shown as JSON.
fn message_text(message: &Value) -> Option<String> {
    match message.as_str().or_else(|| message.get("value")?.as_str()) {
        Some(text) => Some(bounded(text.trim(), MESSAGE)),
        None if message.is_null() => None,
        None => Some(bounded(&message.to_string(), MESSAGE)),
    }
}

fn detail(detail: &Value) -> ErrorDetail {
    ErrorDetail {
        code: string(detail, &["code"]).unwrap_or_default(),
        message: detail.get("message").and_then(message_text).unwrap_or_default(),
        target: string(detail, &["target"]),
    }
}

fn bounded(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The text of a body that is not Graph's JSON: without tags, scripts, control characters and repeated white space.
fn excerpt(text: &str) -> String {
    let is_markup = text.trim_start().starts_with('<');
    let text = if is_markup { without_tags(text) } else { text.to_owned() };
    bounded(&one_line(&text), EXCERPT)
}

/// The text between the tags, as much as an excerpt needs. The time it takes grows with the length of the markup.
fn without_tags(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<')
        && text.len() <= 4 * EXCERPT
    {
        text.push_str(before);
        text.push(' ');
        let skipped = ["script", "style"]
            .into_iter()
            .find(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        rest = match skipped {
            Some(name) => after_end_tag(tag, name),
            None => tag.split_once('>').map_or("", |(_, after)| after),
        };
    }
    text.push_str(bounded_start(rest, 4 * EXCERPT));
    text
}

/// What follows `</name …>` in the text; nothing when there is no such tag.
fn after_end_tag<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once("</") {
        if tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return tag.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tag;
    }
    ""
}

/// The beginning of a text, in characters.
fn bounded_start(text: &str, limit: usize) -> &str {
    text.char_indices().nth(limit).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Report {
        Report::read(StatusCode::BAD_GATEWAY, &HeaderMap::new(), body.as_bytes(), &Secrets::none())
    }

    #[test]
    fn scripts_are_passed_over_once_each() {
        let report = read("<html><SCRIPT>if (a < b) {}</script ><p>Bad</p><style>p{}</style>gate<script>no end");
        assert_eq!(report.message, "Bad gate");
        // With one look at the rest for each of these, this would take minutes.
        let report = read(&format!("<p>Bad gate{}", "<script>".repeat(1 << 20)));
        assert_eq!(report.message, "Bad gate");
    }

    #[test]
    fn errors_of_other_shapes_are_read() {
        for (body, code, message) in [
            (r#"{"error":{"code":"a","message":"b"}}"#, Some("a"), "b"),
            (r#"{"error":{"code":502,"message":"b"}}"#, Some("502"), "b"),
            (r#"{"code":"a","message":"b"}"#, Some("a"), "b"),
            (r#"{"Message":"b"}"#, None, "b"),
            (r#"{"errors":[{"code":"a","message":"b"}]}"#, Some("a"), "b"),
            (r#"{"odata.error":{"code":"a","message":{"value":"b"}}}"#, Some("a"), "b"),
            (r#"{"error":[{"code":"a","message":"b"},{"code":"c"}]}"#, Some("a"), "b"),
            (r#"{"Error":{"Code":"a","Message":"b","InnerError":{"Code":"c"}}}"#, Some("c"), "b"),
            (r#"{"error":{"code":"a","message":["b","c"]}}"#, Some("a"), r#"["b","c"]"#),
            (r#"{"error":{"code":"a","message":7}}"#, Some("a"), "7"),
            (r#"{"error":{"code":"a","message":"b","details":{},"innerError":["x"]}}"#, Some("a"), "b"),
            (r#"{"error":true,"code":"a","message":"b"}"#, Some("a"), "b"),
            (r#"{"error":"a","error_description":"b"}"#, Some("a"), "b"),
            (r#"{"type":"about:blank","title":"b","status":502}"#, None, "b"),
            (r#"{"error":{"code":"a","message":"b \uD83D"}}"#, Some("a"), "b \u{fffd}"),
            ("{\"error\":{\"code\":\"a\",\"message\":\"b\nc\"}}", Some("a"), "b\nc"),
            (r#"{"error":{"code":"a","message":"b"}}</html>"#, Some("a"), "b"),
            (r#"{"error":{"code":"a","message":"b","details":[{"code":"c"},{"co"#, Some("a"), "b"),
            (r#"{"error":{"code":"a","message":"b an"#, Some("a"), r#"{"error":{"code":"a","message":"b an"#),
            (r#"{"error":{"code":"a an"#, None, r#"{"error":{"code":"a an"#),
        ] {
            let report = read(body);
            assert_eq!((report.codes.last().map(String::as_str), report.message.as_str()), (code, message), "{body}");
        }
    }

    #[test]
    fn what_is_nested_too_deeply_does_not_hide_the_rest() {
        let deep = r#"{"innerError":"#.repeat(10_000);
        let report = read(&format!(r#"{{"error":{{"code":"a","message":"b","innerError":{deep}"#));
        assert_eq!((report.codes, report.message), (vec!["a".to_owned()], "b".to_owned()));
    }

    #[test]
    fn a_secret_shows_in_no_part() {
        let secret = "eyJ0eXAi+Oi/JKV1QiLCJhbGci";
        let written = secret.replace('+', "\\u002B");
        let body = format!(
            r#"{{"error":{{"code":"{written}","message":"m {written}","target":"t",
                "details":[{{"code":"{written}","message":"{written}","target":"{written}"}}],
                "innerError":{{"request-id":"{written}"}}}}}}"#
        );
        let secrets = Secrets::none().add(secret);
        for body in [body, format!("<p>{}</p>", secret.replace('+', "&#43;"))] {
            let report = Report::read(StatusCode::BAD_GATEWAY, &HeaderMap::new(), body.as_bytes(), &secrets);
            assert!(!format!("{report:?}").contains("JKV1QiLCJ"), "{report:?}");
        }
    }
}
