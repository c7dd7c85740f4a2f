//! The requests in `docs/wire.md` are those that the emulator recorded.
//! `BLESS=1 cargo test -p graph-action-examples --test wire` writes them anew. The text around them is written by hand.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use graph_action::{
    AccessToken, BoxError, Call, Clock, Delta, Download, Graph, GraphBuilder, Monitor, Page, Retry, TokenRequest,
    UploadSession, graph_action, graph_api,
};
use graph_action_emulator::{CopyEnd, Emulator, Fault, RecordedRequest, RetryAfter};
use graph_action_examples::JumpingClock;
use serde::Serialize;
use serde_json::{Value, json};

#[graph_api]
trait Calls {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    fn send(&self, id: &str) -> Call<()>;

    #[graph_action(GET, "/?$select=id", scope = "User.Read")]
    fn profile(&self) -> Call<Value>;

    #[graph_action(
        GET,
        "/messages?$select=subject,from&$filter=receivedDateTime ge <since> and subject eq '<subject>'&$top=<top>",
        scope = "Mail.ReadBasic"
    )]
    fn list(&self, since: &str, subject: &str, top: Option<u32>) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$select=subject,from&$top=<top>", scope = "Mail.ReadBasic")]
    fn list_all(&self, top: u32) -> Call<Page<Value>>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    fn create(&self, #[body] draft: &Value) -> Call<Value>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    fn update(&self, id: &str, #[body] change: &Value) -> Call<Value>;

    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    fn send_mail(&self, message: &Value, save_to_sent_items: Option<bool>) -> Call<()>;

    #[graph_action(GET, "/calendarView?startDateTime=<start>&endDateTime=<end>", scope = "Calendars.ReadBasic")]
    fn view(&self, start: &str, end: &str) -> Call<Page<Value>>;

    #[graph_action(POST, "/calendar/getSchedule", scope = "Calendars.ReadBasic")]
    fn schedule(&self, schedules: &[&str], start_time: &Value, end_time: &Value) -> Call<Page<Value>>;

    #[graph_action(GET, "/users/delta?$select=displayName", scope = "User.Read.All", root = service)]
    fn changes(&self) -> Call<Delta<Value>>;

    #[graph_action(
        GET,
        "/users?$search=\"displayName:<name>\"&$orderby=displayName",
        scope = "User.ReadBasic.All",
        root = service,
        advanced = true
    )]
    fn find(&self, name: &str) -> Call<Page<Value>>;

    #[graph_action(POST, "/drive/root:/<path..>:/createUploadSession", scope = "Files.ReadWrite")]
    fn upload(&self, path: &str, item: &Uploadable) -> Call<UploadSession>;

    #[graph_action(GET, "/drive/root:/<path..>:/content", scope = "Files.Read")]
    fn download(&self, path: &str) -> Call<Download>;

    #[graph_action(POST, "/drive/items/<id>/copy", scope = "Files.ReadWrite")]
    fn copy(&self, id: &str, name: &str) -> Call<Monitor<Value>>;
}

#[derive(Serialize)]
struct Uploadable {
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: &'static str,
}

/// An emulator and a client with a shared clock.
struct Wire {
    emulator: Emulator,
    clock: JumpingClock,
    graph: Graph,
    calls: CallsClient,
}

impl Wire {
    async fn new() -> Self {
        Self::with(|builder| builder.bearer_token("eyJ0")).await
    }

    async fn with(set: impl FnOnce(GraphBuilder) -> GraphBuilder) -> Self {
        let clock = JumpingClock::start();
        let now = clock.clone();
        let emulator = Emulator::builder().clock(move || now.now()).start().await.unwrap();
        let builder = Graph::builder().base_url(emulator.url()).clock(clock.clone()).random(|| 0x0123_4567_89ab_cdef);
        let graph = set(builder).build().unwrap();
        let calls = CallsClient::new(graph.me());
        Self { emulator, clock, graph, calls }
    }

    fn last(&self) -> RecordedRequest {
        self.emulator.requests().pop().unwrap()
    }
}

/// The headers that every request to Graph has; the page lists them once, at its beginning.
const USUAL: [(&str, &str); 5] = [
    ("authorization", "Bearer eyJ0"),
    ("client-request-id", "01234567-89ab-4def-8123-456789abcdef"),
    ("accept", "application/json"),
    ("user-agent", concat!("graph-action/", env!("CARGO_PKG_VERSION"))),
    ("accept-encoding", "gzip"),
];

/// A request as the page shows it.
fn show(request: &RecordedRequest, is_whole: bool) -> String {
    let mut text = format!("{} {}\n", request.method(), request.target());
    for (name, value) in request.headers() {
        let is_usual = USUAL.contains(&(name, value));
        match name.as_str() {
            // It depends on the features that reqwest was built with.
            "accept-encoding" if is_usual => {}
            _ if is_usual && !is_whole => {}
            "host" if is_whole => text.push_str("host: …\n"),
            "host" => {}
            "user-agent" if is_usual => text.push_str("user-agent: graph-action/…\n"),
            _ => writeln!(text, "{name}: {value}").unwrap(),
        }
    }
    let is_there = |name| request.header(name).is_some();
    assert!(is_whole || USUAL[..4].iter().all(|(name, _)| is_there(name)), "{text}");
    match request.body() {
        [] => {}
        body if body.len() > 4096 => writeln!(text, "\n({} bytes)", body.len()).unwrap(),
        body => writeln!(text, "\n{}", String::from_utf8_lossy(body)).unwrap(),
    }
    text
}

fn without_secret(text: String) -> String {
    // The addresses of the host of files are secrets, and differ each time.
    let end = text.find('\n').unwrap();
    let (method, target) = text[..end].split_once(' ').unwrap();
    let place = target.trim_start_matches('/').split('/').next().unwrap();
    format!("{method} /{place}/…{}", &text[end..])
}

#[tokio::test]
async fn the_page_shows_what_is_sent() {
    let mut shown = BTreeMap::new();
    addresses(&mut shown).await;
    bodies(&mut shown).await;
    pages_and_batches(&mut shown).await;
    files(&mut shown).await;
    failures(&mut shown).await;

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/wire.md");
    let page = fs::read_to_string(&file).unwrap();
    let mut made = String::new();
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once("<!-- sent: ") {
        let (name, after) = after.split_once(" -->\n```").unwrap();
        let (language, after) = after.split_once('\n').unwrap();
        let (_, after) = after.split_once("```\n").unwrap();
        let request = shown.remove(name).unwrap_or_else(|| panic!("nothing is sent for `{name}`"));
        write!(made, "{before}<!-- sent: {name} -->\n```{language}\n{request}```\n").unwrap();
        rest = after;
    }
    made.push_str(rest);
    assert!(shown.is_empty(), "not on the page: {:?}", shown.keys());
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, made).unwrap();
    } else {
        assert_eq!(page, made, "BLESS=1 writes it anew");
    }
}

type Shown = BTreeMap<&'static str, String>;

/// The answers do not matter here: the emulator has no such messages, people and calendars.
async fn addresses(shown: &mut Shown) {
    let wire = Wire::new().await;
    let Wire { graph, calls, .. } = &wire;
    let _ = calls.send("AAMkAG=/+x==").await;
    shown.insert("send", show(&wire.last(), true));
    for (name, user) in [("guest", "o'neil_fabrikam.com#EXT#@contoso.com"), ("dollar", "$AB@contoso.com")] {
        let _ = CallsClient::new(graph.user(user)).profile().await;
        shown.insert(name, show(&wire.last(), false));
    }
    let _ = calls.list("2026-01-01T00:00:00Z", "let's 50% & #1 + more", Some(5)).await;
    shown.insert("options", show(&wire.last(), false));
    let _ = calls.profile().prefer("outlook.timezone=\"UTC\"").prefer("IdType=\"ImmutableId\"").await;
    shown.insert("prefer", show(&wire.last(), false));
    let _ = calls.view("2026-01-01T00:00:00+01:00", "2026-01-08T00:00:00+01:00").await;
    shown.insert("calendar view", show(&wire.last(), false));
    let _ = calls.find("Al & Bo").await;
    shown.insert("advanced", show(&wire.last(), false));
    let _ = calls.changes().await;
    shown.insert("delta", show(&wire.last(), false));
}

async fn bodies(shown: &mut Shown) {
    let wire = Wire::new().await;
    let calls = &wire.calls;
    let created = calls.create(&json!({ "subject": "Hello" })).await.unwrap();
    shown.insert("create", show(&wire.last(), false));
    let id = created["id"].as_str().unwrap();
    let sent = id.replace('=', "%3D");
    calls.update(id, &json!({ "subject": null, "categories": [] })).await.unwrap();
    shown.insert("null", show(&wire.last(), false).replace(&sent, "AAMkAG"));
    calls.update(id, &json!({ "importance": "high" })).await.unwrap();
    shown.insert("update", show(&wire.last(), false).replace(&sent, "AAMkAG"));
    let recipient = json!({ "emailAddress": { "address": "alex@contoso.com" } });
    let message = json!({ "subject": "Hello", "toRecipients": [recipient] });
    calls.send_mail(&message, None).await.unwrap();
    shown.insert("send mail", show(&wire.last(), false));
    assert_eq!(wire.emulator.folder("me", "sentitems").unwrap().messages.len(), 1);
    let time = |hour| json!({ "dateTime": format!("2026-01-01T{hour}:00:00"), "timeZone": "UTC" });
    let _ = calls.schedule(&["alex@contoso.com"], &time("09"), &time("10")).await;
    shown.insert("schedule", show(&wire.last(), false));
}

async fn pages_and_batches(shown: &mut Shown) {
    let wire = Wire::new().await;
    let calls = &wire.calls;
    wire.emulator.inject(Fault::empty_page().skip(1).on("GET", "/me/messages"));
    let mut messages = calls.list_all(2).prefer("IdType=\"ImmutableId\"").items();
    let mut count = 0;
    while messages.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, wire.emulator.requests().len()), (3, 3), "the empty page does not end it");
    shown.insert("next page", show(&wire.emulator.requests()[1], false));

    let mut batch = wire.graph.batch();
    let draft = batch.add(calls.create(&json!({ "subject": "Hello" })));
    let list = batch.after(&draft, calls.list("2026-01-01T00:00:00Z", "a & b", None));
    let mut results = batch.send().await.unwrap();
    results.take(draft).unwrap();
    results.take(list).unwrap();
    shown.insert("batch", show(&wire.last(), false).replace("},{", "},\n  {"));
}

async fn files(shown: &mut Shown) {
    let wire = Wire::new().await;
    let calls = &wire.calls;
    let path = "Docs/a b #1 100%.txt";
    let mut session = calls.upload(path, &Uploadable { conflict_behavior: "replace" }).await.unwrap();
    shown.insert("upload", show(&wire.last(), false));
    let item: Value = session.upload(vec![7; 700_000]).slice_size(327_680).await.unwrap();
    let stored = wire.emulator.storage_requests();
    assert_eq!(stored.len(), 3, "no slice goes twice");
    shown.insert("slice", without_secret(show(&stored[1], true)));
    assert_eq!(stored[2].header("content-range"), Some("bytes 655360-699999/700000"));

    assert_eq!(calls.download(path).await.unwrap().bytes().await.unwrap().len(), 700_000);
    shown.insert("download", without_secret(show(&wire.emulator.storage_requests()[3], true)));

    wire.emulator.copies(0, CopyEnd::Completed);
    let id = item["id"].as_str().unwrap();
    let monitor = calls.copy(id, "copy.txt").await.unwrap();
    shown.insert("copy", show(&wire.last(), false).replace(id, "01ABC"));
    monitor.wait().await.unwrap();
    shown.insert("monitor", without_secret(show(&wire.emulator.storage_requests()[4], true)));
    assert!(wire.emulator.storage_requests().iter().all(|request| request.header("authorization").is_none()));
}

async fn failures(shown: &mut Shown) {
    let mut table = String::new();
    for (answer, fault) in [
        ("429, Retry-After: 2", Fault::status(429).retry_after(RetryAfter::Seconds(2))),
        ("429, Retry-After: 2.128", Fault::status(429).retry_after(RetryAfter::Decimal(2.128))),
        ("429, Retry-After: 0", Fault::status(429).retry_after(RetryAfter::Seconds(0))),
        ("429, Retry-After: 200", Fault::status(429).retry_after(RetryAfter::Seconds(200))),
        ("503, Retry-After: 2", Fault::status(503).retry_after(RetryAfter::Seconds(2))),
        ("503", Fault::status(503)),
        ("504", Fault::status(504).after_processing()),
        ("502 in HTML", Fault::html(502)),
        ("connection lost", Fault::reset().after_processing()),
    ] {
        let wire = Wire::new().await;
        wire.emulator.inject(fault);
        let recipient = json!({ "emailAddress": { "address": "alex@contoso.com" } });
        let sent = wire.calls.send_mail(&json!({ "toRecipients": [recipient] }), None).await;
        let (requests, waited) = (wire.emulator.requests().len(), wire.clock.elapsed().as_secs_f64());
        let outcome = match sent {
            Ok(()) => "done".to_owned(),
            Err(error) if error.may_have_taken_effect() => "an error: it may have been sent".to_owned(),
            Err(error) => format!("an error: {error}"),
        };
        writeln!(table, "{answer:24} {requests} x POST, waited {waited:>7} s, {outcome}").unwrap();
    }
    shown.insert("repeats", table);

    let wire = Wire::new().await;
    let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>The gateway is busy</h1></body></html>";
    wire.emulator.inject(Fault::status(502).body("text/html", page));
    let error = wire.calls.profile().retry(Retry::none()).await.unwrap_err();
    let (id, other) = (error.request_id().unwrap(), "2f0e2a6d-0f6c-4b0a-9f3c-6b1f0e8d7c5a");
    shown.insert("html", format!("{error}\n").replace(id, other));

    let token = |request: TokenRequest| async move {
        let name = if request.claims().is_some() { "a-new-token" } else { "a-token" };
        Ok::<_, BoxError>(AccessToken::new(name).expires_in(Duration::from_secs(3600)))
    };
    let wire = Wire::with(|builder| builder.credential(token)).await;
    wire.emulator.inject(Fault::claims_challenge(r#"{"access_token":{"nbf":{"essential":true,"value":"1"}}}"#));
    wire.calls.profile().await.unwrap();
    let tokens: Vec<_> =
        wire.emulator.requests().iter().map(|r| r.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(tokens, ["Bearer a-token", "Bearer a-new-token"]);
}
