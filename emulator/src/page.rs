//! `GET /__emulator`: a page with the requests so far and what the emulator holds.

use serde_json::Value;

use crate::record::RecordedRequest;

/// Where the page is.
pub(crate) const PATH: &str = "/__emulator";

/// The page, in HTML.
pub(crate) fn render(requests: &[RecordedRequest], held: &Value) -> String {
    let shown = requests.iter().rev().filter(|request| !request.target().starts_with(PATH));
    let rows: String = shown.map(row).collect();
    let counts: String = held.as_object().into_iter().flatten().map(|(path, items)| count(path, items)).collect();
    format!(
        "<!doctype html><meta charset=\"utf-8\"><title>graph-action-emulator</title>\
         <style>body{{font:14px sans-serif;margin:2em}}td{{padding:2px 12px 2px 0;vertical-align:top}}\
         pre{{margin:0}}</style>\
         <h1>Emulator</h1><h2>Requests, the latest first</h2><table>{rows}</table>\
         <h2>What it holds</h2>{counts}"
    )
}

fn row(request: &RecordedRequest) -> String {
    let status = request.answer().map_or_else(|| "…".to_owned(), |answer| answer.status.to_string());
    let fault = request.fault().unwrap_or_default();
    let body = String::from_utf8_lossy(request.body());
    let body: String = body.chars().take(2_000).collect();
    let details = if body.is_empty() {
        String::new()
    } else {
        format!("<details><summary>body</summary><pre>{}</pre></details>", escaped(&body))
    };
    format!(
        "<tr><td>{status}<td>{}<td>{}{details}<td>{}</tr>",
        escaped(request.method()),
        escaped(request.target()),
        escaped(fault)
    )
}

fn count(path: &str, items: &Value) -> String {
    let count = items.as_array().map_or(1, Vec::len);
    let json = serde_json::to_string_pretty(items).unwrap_or_default();
    format!("<details><summary>{} ({count})</summary><pre>{}</pre></details>", escaped(path), escaped(&json))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
