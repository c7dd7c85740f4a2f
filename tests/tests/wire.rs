//! What a call puts on the wire, byte for byte, as the emulator recorded it.

use graph_action::{Bytes, Call, Graph, Page, Response, Result, User, graph_action, graph_api};
use graph_action_emulator::{Emulator, RecordedRequest};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

#[graph_api]
trait Wire {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<Option<Value>>;

    #[graph_action(
        GET,
        "/messages?$filter=subject eq '<subject>' and isRead eq <is_read>&$top=<top>",
        scope = "Mail.ReadBasic"
    )]
    fn both(&self, subject: &str, is_read: bool, top: Option<u32>) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=subject eq '<subject>'&$top=<top>", scope = "Mail.ReadBasic")]
    fn filtered(&self, subject: Option<&str>, top: Option<u32>) -> Call<Page<Value>>;

    #[graph_action(
        GET,
        "/users?$filter=userPrincipalName in (<names>) and not endsWith(mail,'<name>@contoso.com')",
        scope = "User.Read.All",
        root = service,
        advanced = true,
        prefer = "a=b",
        header("X-Fixed" = "c")
    )]
    async fn advanced(&self, names: &[&str], name: &str) -> Result<Value>;

    #[graph_action(GET, "/messages?$filter=<filter>&$search=\"subject:<phrase>\"&other=a b", scope = "Mail.ReadBasic")]
    fn searched(&self, filter: &str, phrase: &str, #[query("$select")] select: &[&str]) -> Call<Value>;

    #[graph_action(GET, "/drive/root:/<path..>:/search(q='<words>')", scope = "Files.Read")]
    fn by_path(&self, path: &str, words: &str) -> Call<Value>;

    #[graph_action(
        GET,
        "/f(number=<number>,text=<text>,yes=<yes>,gone=<gone>)/g(key='<text>')",
        scope = none,
        unchecked = "no such functions"
    )]
    fn functions(&self, number: i64, text: &str, yes: bool, gone: Option<u8>) -> Call<Value>;

    #[graph_action(POST, "/sendMail", scope = "Mail.Send", unchecked = "a parameter that does not exist")]
    async fn send_mail(
        &self,
        message: Value,
        save_to_sent_items: Option<bool>,
        nothing: graph_action::Null,
    ) -> Result<()>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn update(&self, id: &str, #[header("If-Match")] etag: Option<&str>, #[body] change: &Value) -> Result<()>;

    #[graph_action(PUT, "/photo/$value", scope = "User.ReadWrite")]
    async fn photo(&self, #[body("image/jpeg")] photo: Bytes) -> Result<()>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn optional(&self, #[body] draft: Option<&Value>) -> Result<()>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn delete(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/users/<id>", scope = "User.ReadBasic.All", version = "beta", root = service)]
    async fn absolute(&self, id: &str) -> Result<Value>;
}

async fn start() -> (Emulator, Graph) {
    let emulator = Emulator::start().await.unwrap();
    let graph = Graph::builder().bearer_token("secret-token").base_url(emulator.url()).build().unwrap();
    (emulator, graph)
}

/// The one request that arrived since the last look.
fn only(emulator: &Emulator) -> RecordedRequest {
    let mut requests = emulator.requests();
    emulator.clear_requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

#[tokio::test]
async fn a_send_is_exactly_this() {
    let (emulator, graph) = start().await;
    let _ = WireClient::new(graph.me()).send("AAMk=").await;
    let _ = WireClient::new(graph.user("adele@contoso.com")).send("AAMk=").await;
    let requests = emulator.requests();
    let targets: Vec<_> = requests.iter().map(|request| (request.method(), request.target())).collect();
    assert_eq!(
        targets,
        [("POST", "/v1.0/me/messages/AAMk%3D/send"), ("POST", "/v1.0/users/adele%40contoso.com/messages/AAMk%3D/send")]
    );
    for request in requests {
        assert_eq!(request.header("authorization"), Some("Bearer secret-token"));
        assert_eq!(request.header("content-length"), Some("0"));
        assert_eq!(request.header("content-type"), None);
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("client-request-id").map(str::len), Some(36));
        assert!(request.body().is_empty());
        assert!(request.is_complete());
    }
}

#[tokio::test]
async fn nasty_ids_stay_in_their_segment() {
    let (emulator, graph) = start().await;
    for (id, encoded) in [
        ("AAMkAG=/+x==", "AAMkAG%3D%2F%2Bx%3D%3D"),
        ("a#b?c&d", "a%23b%3Fc%26d"),
        ("o'neil_fabrikam.com#EXT#@contoso.com", "o%27neil_fabrikam.com%23EXT%23%40contoso.com"),
        ("%2e%2e", "%252e%252e"),
        ("..%2f..", "..%252f.."),
        ("a\\..\\b", "a%5C..%5Cb"),
        ("...", "..."),
        (" \t\r\n", "%20%09%0D%0A"),
        ("\0", "%00"),
        ("grüße 😀", "gr%C3%BC%C3%9Fe%20%F0%9F%98%80"),
        ("$value", "%24value"),
        ("a;b,c:d@e!f*g(h)", "a%3Bb%2Cc%3Ad%40e%21f%2Ag%28h%29"),
        ("<id>", "%3Cid%3E"),
        ("AZaz09-._~", "AZaz09-._~"),
    ] {
        let _ = WireClient::new(graph.me()).get(id).await;
        assert_eq!(only(&emulator).target(), format!("/v1.0/me/messages/{encoded}"), "{id:?}");
        let _ = WireClient::new(graph.user(id)).get("1").await;
        let user = if id.starts_with('$') { format!("users('{encoded}')") } else { format!("users/{encoded}") };
        assert_eq!(only(&emulator).target(), format!("/v1.0/{user}/messages/1"), "{id:?}");
    }
    let _ = WireClient::new(graph.user("$o'neil@contoso.com")).get("1").await;
    assert_eq!(only(&emulator).target(), "/v1.0/users('%24o%27%27neil%40contoso.com')/messages/1");
}

#[tokio::test]
async fn what_no_segment_can_be_is_refused_before_anything_is_sent() {
    let (emulator, graph) = start().await;
    for id in ["", ".", ".."] {
        let error = WireClient::new(graph.me()).get(id).await.unwrap_err();
        assert!(error.is_argument() && !error.may_have_taken_effect(), "{error}");
        assert!(error.to_string().contains("`id`"), "{error}");
        let error = WireClient::new(graph.user(id)).send("1").await.unwrap_err();
        assert!(error.is_argument(), "{error}");
    }
    for path in ["", "a//b", "../b", "a/./b", "/a", "a/"] {
        assert!(WireClient::new(graph.me()).by_path(path, "x").await.is_err(), "{path:?}");
    }
    let injected = Some("\"etag\"\r\nx-evil: 1");
    assert!(WireClient::new(graph.me()).update("1", injected, &json!({})).await.unwrap_err().is_argument());
    assert!(emulator.requests().is_empty());
}

#[tokio::test]
async fn query_values_are_literals_and_absent_ones_drop_their_option() {
    let (emulator, graph) = start().await;
    let wire = WireClient::new(graph.me());
    let _ = wire.both("let's 50% & #1 + more", true, Some(5)).await;
    assert_eq!(
        only(&emulator).target(),
        "/v1.0/me/messages?$filter=subject%20eq%20%27let%27%27s%2050%25%20%26%20%231%20%2B%20more%27\
         %20and%20isRead%20eq%20true&$top=5"
    );
    let _ = wire.filtered(None, Some(5)).await;
    assert_eq!(only(&emulator).target(), "/v1.0/me/messages?$top=5");
    let _ = wire.filtered(None, None).await;
    assert_eq!(only(&emulator).target(), "/v1.0/me/messages");
    let _ = wire.searched("a eq 'b'", "say \"hi\" \\ & go", &["id", "subject"]).await;
    assert_eq!(
        only(&emulator).target(),
        "/v1.0/me/messages?$filter=a%20eq%20%27b%27&$search=%22subject:say%20%5C%22hi%5C%22%20%5C%5C%20%26%20go%22\
         &other=a%20b&$select=id%2Csubject"
    );
}

#[tokio::test]
async fn an_advanced_query_sends_its_header_and_lists_are_written_value_by_value() {
    let (emulator, graph) = start().await;
    let wire = WireClient::new(graph.me());
    let _ = wire.advanced(&["a", "b'c,d"], "e'f").await;
    let request = only(&emulator);
    assert_eq!(
        request.target(),
        "/v1.0/users?$filter=userPrincipalName%20in%20(%27a%27,%27b%27%27c%2Cd%27)%20and%20not%20endsWith(mail,\
         %27e%27%27f@contoso.com%27)&$count=true"
    );
    assert_eq!(request.header("consistencylevel"), Some("eventual"));
    assert_eq!(request.header("prefer"), Some("a=b"));
    assert_eq!(request.header("x-fixed"), Some("c"));
    assert!(wire.advanced(&[], "e").await.unwrap_err().is_argument());
    assert!(emulator.requests().is_empty());
}

#[tokio::test]
async fn functions_take_literals_and_paths_take_segments() {
    let (emulator, graph) = start().await;
    let wire = WireClient::new(graph.me());
    let _ = wire.by_path("Docs/a b#1 100%.txt", "it's").await;
    assert_eq!(only(&emulator).target(), "/v1.0/me/drive/root:/Docs/a%20b%231%20100%25.txt:/search(q='it%27%27s')");
    let _ = wire.functions(-7, "a'b/c", true, None).await;
    assert_eq!(only(&emulator).target(), "/v1.0/me/f(number=-7,text='a%27%27b%2Fc',yes=true)/g(key='a%27%27b%2Fc')");
    let _ = wire.functions(0, "", false, Some(1)).await;
    assert_eq!(only(&emulator).target(), "/v1.0/me/f(number=0,text='',yes=false,gone=1)/g(key='')");
}

#[tokio::test]
async fn bodies_and_headers_are_as_declared() {
    let (emulator, graph) = start().await;
    let wire = WireClient::new(graph.me());

    let _ = wire.send_mail(json!({ "subject": "a" }), Some(false), graph_action::Null).await;
    let request = only(&emulator);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        serde_json::from_slice::<Value>(request.body()).unwrap(),
        json!({ "message": { "subject": "a" }, "saveToSentItems": false, "nothing": null })
    );
    let _ = wire.send_mail(json!({}), None, graph_action::Null).await;
    assert_eq!(only(&emulator).body(), br#"{"message":{},"nothing":null}"#);

    let _ = wire.update("1", Some("W/\"x\""), &json!({ "isRead": true })).await;
    let request = only(&emulator);
    assert_eq!((request.method(), request.header("if-match")), ("PATCH", Some("W/\"x\"")));
    let _ = wire.update("1", None, &json!({})).await;
    assert_eq!(only(&emulator).header("if-match"), None);

    let _ = wire.photo(Bytes::from_static(b"\xff\xd8\0")).await;
    let request = only(&emulator);
    assert_eq!((request.header("content-type"), request.body()), (Some("image/jpeg"), &b"\xff\xd8\0"[..]));

    let _ = wire.optional(None).await;
    let request = only(&emulator);
    assert_eq!((request.header("content-length"), request.header("content-type")), (Some("0"), None));

    let _ = wire.delete("1").await;
    let request = only(&emulator);
    assert_eq!((request.method(), request.header("content-length")), ("DELETE", None));

    let _ = wire.absolute("1").await;
    assert_eq!(only(&emulator).target(), "/beta/users/1");
}

#[tokio::test]
async fn a_call_can_be_changed_before_it_is_sent() {
    let (emulator, graph) = start().await;
    let call = WireClient::new(graph.me())
        .filtered(None, None)
        .query("$skip", "2 3")
        .header("x-own", "yes")
        .header("client-request-id", "mine")
        .prefer("odata.maxpagesize=2")
        .prefer("IdType=\"ImmutableId\"");
    let _ = call.await;
    let request = only(&emulator);
    assert_eq!(request.target(), "/v1.0/me/messages?$skip=2%203");
    assert_eq!(request.header("x-own"), Some("yes"));
    assert_eq!(request.header("client-request-id"), Some("mine"));
    let preferences: Vec<_> = request.headers().iter().filter(|(name, _)| name == "prefer").collect();
    assert_eq!(preferences.len(), 1, "{preferences:?}");
    assert_eq!(request.header("prefer"), Some("odata.maxpagesize=2, IdType=\"ImmutableId\""));
}

#[tokio::test]
async fn a_call_is_owned_and_can_be_spawned() {
    let (_emulator, graph) = start().await;
    let mut calls = tokio::task::JoinSet::new();
    for top in 1..4 {
        let call = WireClient::new(graph.me()).filtered(None, Some(top));
        calls.spawn(async move { call.await });
    }
    while let Some(page) = calls.join_next().await {
        assert!(!page.unwrap().unwrap().value.is_empty());
    }
}

#[derive(Serialize)]
struct NotAsync(std::cell::Cell<u8>);

trait Lone {
    /// A body that is not `Sync`: it is encoded before anything is awaited, so the future is `Send` all the same.
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &NotAsync) -> Result<Response<Option<Value>>>;
}

impl Lone for User {}

#[tokio::test]
async fn an_argument_need_not_be_sync() {
    let (emulator, graph) = start().await;
    let me = graph.me();
    let future = {
        let draft = NotAsync(std::cell::Cell::new(1));
        fn is_send<F: Future + Send>(future: F) -> F {
            future
        }
        is_send(async move { me.create(&draft).await })
    };
    let _ = future.await;
    assert_eq!(only(&emulator).body(), b"1");
}

#[graph_api(client = DynClient)]
trait Dyn: Send + Sync {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    fn deliver(&self, id: &str) -> Call<()>;
}

struct Fake;

impl Dyn for Fake {
    fn deliver(&self, _: &str) -> Call<()> {
        Call::ready(Ok(()))
    }
}

#[tokio::test]
async fn a_trait_whose_methods_return_calls_is_dyn_compatible() {
    let (emulator, graph) = start().await;
    let all: Vec<std::sync::Arc<dyn Dyn>> =
        vec![std::sync::Arc::new(Fake), std::sync::Arc::new(DynClient::new(graph.me()))];
    let spawned = all.into_iter().map(|one| tokio::spawn(async move { one.deliver("AAMk").await }));
    let mut statuses = Vec::new();
    for one in spawned {
        statuses.push(one.await.unwrap().map_err(|error| error.status().unwrap().as_u16()));
    }
    assert_eq!(statuses, [Ok(()), Err(404)], "the emulator has no such draft");
    assert_eq!(only(&emulator).target(), "/v1.0/me/messages/AAMk/send");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However hostile, no argument changes the number of segments or the query.
    #[test]
    fn no_argument_escapes(id in "\\PC{1,40}|[./%\\\\?#&=+' ]{1,12}", subject in "\\PC{0,40}|['&#=+%]{0,12}") {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let (emulator, graph) = start().await;
            let wire = WireClient::new(graph.me());
            let _ = wire.get(&id).await;
            let _ = wire.filtered(Some(&subject), Some(7)).await;
            let requests = emulator.requests();
            let mut requests = requests.iter();
            if id != "." && id != ".." {
                let target = requests.next().unwrap().target().to_owned();
                prop_assert!(!target.contains(['?', '#']), "{target}");
                prop_assert_eq!(target.split('/').count(), 5, "{}", target);
            }
            let target = requests.next().unwrap().target().to_owned();
            let (path, query) = target.split_once('?').unwrap();
            prop_assert_eq!(path, "/v1.0/me/messages");
            prop_assert_eq!(query.split('&').count(), 2, "{}", query);
            prop_assert!(query.ends_with("&$top=7"));
            // Doubled quotes apart, only the literal's own two are left.
            prop_assert_eq!(query.matches("%27").count() % 2, 0);
            prop_assert!(requests.next().is_none());
            Ok(())
        })?;
    }
}
