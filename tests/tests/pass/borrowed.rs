//! Entities that borrow what they send.

use graph_action::graph_entity;
use std::time::Duration;

#[graph_entity("bookingService")]
struct Service<'a> {
    default_price: &'a f64,
    default_duration: Option<&'a Duration>,
}

#[graph_entity("fileAttachment")]
struct File<'a> {
    name: Option<&'a str>,
    content_bytes: Option<&'a [u8]>,
}

fn main() {
    let service = Service { default_price: &f64::INFINITY, default_duration: Some(&Duration::from_secs(60)) };
    let sent = r#"{"defaultPrice":"INF","defaultDuration":"PT1M"}"#;
    assert_eq!(serde_json::to_string(&service).unwrap(), sent);
    let file = File { name: None, content_bytes: Some(b"hi") };
    assert_eq!(serde_json::to_string(&file).unwrap(), r#"{"contentBytes":"aGk="}"#);
}
