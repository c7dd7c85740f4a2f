//! What the body of an error says, in all the shapes that occur.
//!
//! `{"error": {code, message, target?, details?, innerError | innererror {code?, request-id, …, innererror …}}}` is Graph's;
//! SharePoint's `{"odata.error": {code, message: {value}}}` and OAuth's `{"error": "…", "error_description": "…"}`
//! pass through it; gateways answer with HTML, plain text, half a body or none.

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::{ErrorDetail, header_text, one_line};

/// How much of a body that is not understood is shown, in characters.
const EXCERPT: usize = 300;
/// How long a message of Graph may be, in characters.
const MESSAGE: usize = 2000;

/// From what length on a token is looked for in a body, in bytes. Shorter ones are no secrets, but stand-ins that a
/// body may well hold by chance.
const SECRET: usize = 16;

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
    pub(super) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8], secret: Option<&str>) -> Self {
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}');
        let text = match secret {
            Some(secret) if secret.len() >= SECRET => text.replace(secret, "[token]"),
            _ => text.to_owned(),
        };
        let mut report = match serde_json::from_str::<Value>(&text) {
            Ok(body) => Self::from_json(&body),
            Err(_) => Self::default(),
        };
        if report.codes.is_empty() && report.message.is_empty() {
            report.message = excerpt(&text);
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
        report
    }

    fn from_json(body: &Value) -> Self {
        let mut report = Self::default();
        let Some(error) = member(body, &["error", "odata.error"]) else {
            return report;
        };
        if let Some(code) = error.as_str() {
            report.codes.push(code.to_owned());
            report.message = body.get("error_description").and_then(message_text).unwrap_or_default();
            return report;
        }
        if let Some(details) = error.get("details").and_then(Value::as_array) {
            report.details = details.iter().map(detail).collect();
        }
        let mut level = Some(error);
        while let Some(error) = level {
            if let Some(code) = string(error, &["code"]) {
                report.codes.push(code);
            }
            if report.message.is_empty() {
                report.message = error.get("message").and_then(message_text).unwrap_or_default();
            }
            if let Some(id) = string(error, &["request-id", "requestId"]) {
                report.request_id = Some(id);
            }
            if let Some(id) = string(error, &["client-request-id", "clientRequestId"]) {
                report.client_request_id = Some(id);
            }
            level = member(error, &["innerError", "innererror"]).filter(|inner| inner.is_object());
        }
        report
    }
}

fn member<'a>(object: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| object.get(name))
}

fn string(object: &Value, names: &[&str]) -> Option<String> {
    let text = member(object, names)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// A message is a string, or in older OData an object with the string as its `value`.
fn message_text(message: &Value) -> Option<String> {
    let text = message.as_str().or_else(|| message.get("value")?.as_str())?;
    Some(bounded(text.trim(), MESSAGE))
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

/// The words of a body that is not Graph's JSON: without tags, scripts, control characters and runs of white space.
fn excerpt(text: &str) -> String {
    let is_markup = text.trim_start().starts_with('<');
    let text = if is_markup { without_tags(text) } else { text.to_owned() };
    bounded(&one_line(&text), EXCERPT)
}

fn without_tags(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let skipped = ["script", "style"]
            .into_iter()
            .find(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        rest = match skipped.and_then(|name| end_of(tag, name)) {
            Some(after) => after,
            None => tag.split_once('>').map_or("", |(_, after)| after),
        };
    }
    text.push_str(rest);
    text
}

/// What follows `</name` in the text, with the `>` still to come.
fn end_of<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let closing = format!("</{name}");
    let at = text.to_ascii_lowercase().find(&closing)?;
    Some(text[at + closing.len()..].split_once('>').map_or("", |(_, after)| after))
}
