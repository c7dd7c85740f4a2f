//! What a call makes of Graph's answers.

use graph_action::{Bytes, Call, Graph, Page, Response, Result, StatusCode, graph_action, graph_api};
use graph_action_emulator::Emulator;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
struct Message {
    id: String,
    subject: Option<String>,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Value) -> Result<Response<Message>>;

    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<Message>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn find(&self, id: &str) -> Result<Option<Message>>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn bytes(&self, id: &str) -> Result<Bytes>;

    #[graph_action(GET, "/messages/<id>/subject", scope = "Mail.ReadBasic", unlisted = "the service refuses it too")]
    async fn wrong(&self, id: &str) -> Result<u32>;

    #[graph_action(
        GET,
        "/mailFolders/inbox/messages?$orderby=subject&$top=<top>&$count=true",
        scope = "Mail.ReadBasic"
    )]
    fn list(&self, top: u32) -> Call<Page<Message>>;

    #[graph_action(GET, "/mailFolders/inbox/messages/$count", scope = "Mail.ReadBasic")]
    async fn count(&self) -> Result<u32>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn delete(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages?$filter=<filter>", scope = "Mail.ReadBasic")]
    fn filtered(&self, filter: &str) -> Call<Page<Message>>;
}

async fn start() -> (Emulator, Graph) {
    let emulator = Emulator::start().await.unwrap();
    let graph = graph(&emulator, "secret-token");
    (emulator, graph)
}

fn graph(emulator: &Emulator, token: &str) -> Graph {
    Graph::builder().bearer_token(token).base_url(emulator.url()).build().unwrap()
}

/// A JSON web token with these delegated permissions; nobody checks a signature.
fn token(scopes: &str) -> String {
    // {"alg":"none"}
    format!("eyJhbGciOiJub25lIn0.{}.x", base64(json!({ "scp": scopes }).to_string().as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(group >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

#[tokio::test]
async fn a_draft_is_created_sent_and_found_in_sent_items() {
    let (emulator, graph) = start().await;
    for (mail, subject) in
        [(MailClient::new(graph.me()), "as me"), (MailClient::new(graph.user("adele@contoso.com")), "by name")]
    {
        let draft = json!({ "subject": subject, "toRecipients": [{ "emailAddress": { "address": "x@y.z" } }] });
        let created = mail.create(&draft).await.unwrap();
        assert_eq!(created.status(), StatusCode::CREATED);
        assert!(created.request_id().is_some());
        let draft = created.into_body();
        assert_eq!(draft.subject.as_deref(), Some(subject));
        mail.send(&draft.id).await.unwrap();
        assert!(emulator.folder("me", "drafts").unwrap().messages.is_empty());
        assert_eq!(emulator.folder("me", "sentitems").unwrap().messages[0].subject(), subject);
    }
}

#[tokio::test]
async fn an_answer_is_read_as_what_the_method_returns() {
    let (emulator, graph) = start().await;
    let mail = MailClient::new(graph.me());
    let id = emulator.deliver("me", "inbox", json!({ "subject": "Ünïcode" })).unwrap().id;
    assert_eq!(mail.get(&id).await.unwrap().subject.as_deref(), Some("Ünïcode"));
    assert_eq!(mail.find(&id).await.unwrap().unwrap().id, id);
    assert!(mail.find("missing").await.unwrap().is_none());
    assert!(serde_json::from_slice::<Value>(&mail.bytes(&id).await.unwrap()).is_ok());
    assert_eq!(mail.count().await.unwrap() as usize, emulator.folder("me", "inbox").unwrap().messages.len());
    mail.delete(&id).await.unwrap();
    assert!(mail.delete(&id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn pages_follow_their_links_to_the_end() {
    let (emulator, graph) = start().await;
    for number in 0..5 {
        emulator.deliver("me", "inbox", json!({ "subject": format!("m{number}") })).unwrap();
    }
    let all = emulator.folder("me", "inbox").unwrap().messages.len();
    let mail = MailClient::new(graph.me());
    let mut page = mail.list(2).prefer("IdType=\"ImmutableId\"").await.unwrap();
    assert_eq!(page.count, Some(all as u64));
    let mut seen = Vec::new();
    loop {
        seen.extend(page.value.drain(..).map(|message| message.id));
        match page.next() {
            Some(next) => page = next.await.unwrap(),
            None => break,
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
    for request in emulator.requests() {
        assert_eq!(request.header("prefer"), Some("IdType=\"ImmutableId\""), "{}", request.target());
    }
}

#[tokio::test]
async fn a_page_from_elsewhere_is_not_followed() {
    let (emulator, graph) = start().await;
    let mut page = MailClient::new(graph.me()).list(1).await.unwrap();
    emulator.clear_requests();
    let other = Emulator::start().await.unwrap();
    page.next_link = Some(format!("{}/v1.0/me/messages", other.url()));
    let error = page.next().unwrap().await.unwrap_err();
    assert!(!error.to_string().contains("secret-token"), "{error}");
    assert!(emulator.requests().is_empty() && other.requests().is_empty(), "{error}");
}

#[tokio::test]
async fn an_error_says_all_there_is_to_know() {
    let (_emulator, graph) = start().await;
    let error = MailClient::new(graph.me()).send("missing").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.code(), Some("ErrorItemNotFound"));
    assert!(error.request_id().is_some() && error.client_request_id().is_some());
    let action = error.action().unwrap();
    assert_eq!(
        (action.name(), action.template(), action.scopes()),
        ("Mail::send", "/messages/<id>/send", &["Mail.Send"][..])
    );
    assert!(!error.may_have_taken_effect());
    let text = format!("{error} {error:?}");
    assert!(text.contains("Mail::send") && text.contains("ErrorItemNotFound"), "{text}");
    assert!(!text.contains("missing") && !text.contains("Bearer"), "{text}");
    assert!(size_of_val(&error) <= 2 * size_of::<usize>());
}

#[tokio::test]
async fn the_tokens_permissions_decide() {
    let (emulator, _) = start().await;
    let reader = MailClient::new(graph(&emulator, &token("Mail.ReadBasic")).me());
    assert!(reader.list(1).await.is_ok());
    let error = reader.create(&json!({ "subject": "a" })).await.unwrap_err();
    assert!(error.is_forbidden() && !error.may_have_taken_effect(), "{error}");
    let sender = MailClient::new(graph(&emulator, &token("Mail.Send")).me());
    assert!(sender.list(1).await.unwrap_err().is_forbidden());
}

#[tokio::test]
async fn bad_queries_and_unknown_segments_are_graphs_errors() {
    let (_emulator, graph) = start().await;
    let mail = MailClient::new(graph.me());
    for call in
        [mail.filtered("nonsense eq"), mail.filtered("unknownProperty eq 1"), mail.list(1).query("$selct", "id")]
    {
        let error = call.await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST), "{error}");
    }
    let error = mail.wrong("x").await.unwrap_err();
    assert!(error.status().is_some_and(|status| status.is_client_error() || status.is_server_error()), "{error}");
}

#[test]
fn nothing_prints_the_token() {
    let graph = Graph::builder().bearer_token("secret-token").build().unwrap();
    let mail = MailClient::new(graph.user("adele@contoso.com"));
    let text = format!("{graph:?} {mail:?} {:?} {:?}", mail.list(1), Graph::builder().bearer_token("secret-token"));
    assert!(!text.contains("secret-token"), "{text}");
}

#[test]
fn a_token_goes_over_https_or_loopback_only() {
    for (url, right) in [
        ("http://127.0.0.1:4000", true),
        ("http://localhost:4000", true),
        ("http://[::1]:4000", true),
        ("https://graph.example.com", true),
        ("http://graph.microsoft.com", false),
        ("http://127.0.0.1.example.com", false),
        ("ftp://127.0.0.1", false),
        ("https://user:pass@graph.microsoft.com", false),
        ("graph.microsoft.com", false),
    ] {
        let built = Graph::builder().bearer_token("token").base_url(url).build();
        assert_eq!(built.is_ok(), right, "{url}: {built:?}");
    }
    assert!(Graph::builder().build().is_err(), "a credential is missing");
    assert!(Graph::builder().bearer_token("line\nbreak").build().is_err(), "a header cannot hold this token");
}
