//! What is traced: one span for each request, by the names of OpenTelemetry, without ids, tokens or addresses.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use graph_action::__private::{Inputs, Part, action, call};
use graph_action::{Action, Call, Method, Retry};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::clock::ManualClock;
use crate::server::{Server, answer, descriptor, nothing};

type Fields = BTreeMap<&'static str, String>;

/// Remembers the fields of the spans of this crate, and of the events.
#[derive(Clone, Default)]
pub(crate) struct Recorder {
    spans: Arc<Mutex<Vec<Fields>>>,
    events: Arc<Mutex<Vec<Fields>>>,
}

impl Recorder {
    /// All that was recorded.
    pub(crate) fn text(&self) -> String {
        format!("{:?}{:?}", self.spans.lock().unwrap(), self.events.lock().unwrap())
    }

    pub(crate) fn clear(&self) {
        self.events.lock().unwrap().clear();
    }
}

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("graph_action")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::new();
        attributes.record(&mut Into(&mut fields));
        let mut spans = self.spans.lock().unwrap();
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.spans.lock().unwrap();
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Into(&mut spans[index]));
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Into(&mut fields));
        self.events.lock().unwrap().push(fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_request_is_a_span_with_the_names_of_open_telemetry() {
    static READ: Action =
        action(descriptor(Method::Get, &[Part::Text("/messages/"), Part::Segment("id"), Part::Text("/x")]));
    let server = Server::start([
        answer("503 x", "retry-after: 2\r\nrequest-id: first\r\n", "the body"),
        answer("200 OK", "request-id: second\r\nsunset: Sat, 31 Dec 2028 23:59:59 GMT\r\nlink: <https://x>\r\n", "{}"),
    ])
    .await;
    let graph = server.builder().retry(Retry::default()).clock(ManualClock::default()).build().unwrap();
    let recorder = Recorder::default();
    // While there is but one subscriber, tracing takes that of whichever thread comes by a span first, and most have
    // none.
    let _second = tracing::Dispatch::new(Recorder::default());
    let guard = tracing::subscriber::set_default(recorder.clone());
    let inputs = Inputs { arguments: &[&"PRIVATE-ID"], headers: &[("x-own", &"PRIVATE-HEADER")], ..nothing() };
    let read: Call<()> = call(&READ, &graph.user("PRIVATE-USER"), inputs);
    read.await.unwrap();
    drop(guard);

    let (spans, events) = (recorder.spans.lock().unwrap().clone(), recorder.events.lock().unwrap().clone());
    assert_eq!(spans.len(), 2);
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    for span in &spans {
        for (name, value) in [
            ("otel.name", "GET /messages/<id>"),
            ("otel.kind", "client"),
            ("http.request.method", "GET"),
            ("url.template", "/messages/<id>"),
            ("server.address", "127.0.0.1"),
            ("server.port", &port),
            ("graph.action", "Mail::act"),
            ("graph.client_request_id", "00000000-0000-4007-8000-000000000007"),
        ] {
            assert_eq!(span.get(name).map(String::as_str), Some(value), "{name}");
        }
    }
    let value = |span: usize, name| spans[span].get(name).map(String::as_str);
    assert_eq!(
        (value(0, "http.response.status_code"), value(1, "http.response.status_code")),
        (Some("503"), Some("200"))
    );
    assert_eq!((value(0, "graph.request_id"), value(1, "graph.request_id")), (Some("first"), Some("second")));
    assert_eq!((value(0, "error.type"), value(1, "error.type")), (Some("503"), None));
    assert_eq!((value(0, "http.request.resend_count"), value(1, "http.request.resend_count")), (None, Some("1")));
    assert_eq!(events[0].get("wait_ms").map(String::as_str), Some("2000"));
    assert_eq!(events[1].get("sunset").map(String::as_str), Some("Sat, 31 Dec 2028 23:59:59 GMT"));

    let text = format!("{spans:?}{events:?}");
    for private in ["PRIVATE", "SECRET", "/v1.0", "the body"] {
        assert!(!text.contains(private), "{private} is in {text}");
    }
}
