//! What is odd in a part of an answer does not cost the rest.

use graph_action::__private::{call, send};
use graph_action::{Bytes, Call, Change, Delta, DeltaLink, Page, Result, Retry};
use serde::Deserialize;
use serde_json::Value;

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, json, nothing, redirect};

#[derive(Debug, Deserialize)]
struct Item {
    id: String,
}

/// An answer with a byte that is no UTF-8.
fn raw(headers: &[u8], body: &[u8]) -> Script {
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
    Script::Bytes([head.as_bytes(), headers, b"\r\n", body].concat())
}

#[tokio::test]
async fn a_broken_text_does_not_cost_the_page() {
    let link = r#","@odata.nextLink":"?b""#;
    for text in [&b"x\xe9"[..], br"x\uD83D", br"\uDE00x", b"x\ty", br"C:\users"] {
        let body = [&b"{\"value\":[{\"id\":\""[..], text, b"\"},{\"id\":\"2\"}]", link.as_bytes(), b"}"].concat();
        let server = Server::start([raw(b"", &body), raw(b"", &body)]).await;
        let graph = server.graph();
        let page: Page<Item> = call::<_, Call<_>>(&GET, &graph.me(), nothing()).await.unwrap();
        assert_eq!((page.value.len(), page.value[1].id.as_str(), page.next_link.as_deref()), (2, "2", Some("?b")));
        let value: Value = send::<_, Result<_>>(&GET, &graph.me(), nothing()).await.unwrap();
        assert_eq!(value["value"][1]["id"], "2");

        let end = br#","@odata.deltaLink":"?d""#;
        let body = [&b"{\"value\":[{\"id\":\""[..], text, b"\"},{\"id\":\"2\"}]", end, b"}"].concat();
        let server = Server::start([raw(b"", &body)]).await;
        let mut delta: Delta<Item> = call::<_, Call<_>>(&GET, &server.graph().me(), nothing()).await.unwrap();
        assert!(matches!(delta.try_next().await.unwrap(), Some(Change::Item(_))));
        let Some(Change::Item(second)) = delta.try_next().await.unwrap() else { panic!("it is an item") };
        assert_eq!(second.id, "2");
        assert!(delta.try_next().await.unwrap().is_none() && delta.link() == Some(&DeltaLink::new("?d")));
    }
}

#[tokio::test]
async fn a_number_as_text_and_a_link_of_another_type_are_read() {
    for (count, expected) in [("\"7\"", Some(7)), ("7", Some(7)), ("null", None), ("[7]", None), ("{}", None)] {
        let body = format!(r#"{{"value":[],"@odata.count":{count},"@odata.nextLink":{count}}}"#);
        let server = Server::start([json("200 OK", &body)]).await;
        let page: Page<Item> = call::<_, Call<_>>(&GET, &server.graph().me(), nothing()).await.unwrap();
        assert_eq!((page.count, page.next_link.map(|link| link.len())), (expected, expected.map(|_| 1)), "{count}");
    }
    for body in ["{}", r#"{"value":1}"#, r#"{"value":[],"value":[]}"#, "[]", r#"{"value":[1]}"#] {
        let server = Server::start([json("200 OK", body)]).await;
        let error = call::<_, Call<Page<Item>>>(&GET, &server.graph().me(), nothing()).await.unwrap_err();
        assert!(error.is_decode(), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_byte_above_ascii_in_a_header_is_only_a_byte() {
    let other = Server::start([answer("200 OK", "", "done")]).await;
    let head = b"HTTP/1.1 302 Found\r\nconnection: close\r\ncontent-length: 0\r\nlocation: ";
    let location = [other.url("/caf").as_bytes(), b"\xc3\xa9/x\xe9\r\n\r\n"].concat();
    let server = Server::start([Script::Bytes([&head[..], &location].concat())]).await;
    let bytes: Bytes = send::<_, Result<_>>(&GET, &server.graph().me(), nothing()).await.unwrap();
    assert_eq!(bytes, "done");
    assert!(other.requests()[0].starts_with("GET /caf%C3%A9/x%E9 HTTP/1.1\n"), "{}", other.requests()[0]);

    let headers = b"request-id: r\xe9\r\ncontent-type: application/json; name=\xe9\r\nretry-after: 1\xe9\r\n";
    let server = Server::start([raw(headers, b"{\"id\":\"1\"}")]).await;
    let item: Item = send::<_, Result<_>>(&GET, &server.graph().me(), nothing()).await.unwrap();
    assert_eq!(item.id, "1");
}

#[tokio::test]
async fn preferences_of_any_bytes_are_kept_together() {
    let server = Server::start([answer("204 x", "", "")]).await;
    let call: Call<()> = call(&GET, &server.graph().me(), nothing());
    call.prefer("outlook.category=\"caf\u{e9}\"").prefer("respond-async").prefer("b=1").await.unwrap();
    let request = &server.requests()[0];
    assert!(request.contains("\nprefer: outlook.category=\"caf\u{e9}\", respond-async, b=1\n"), "{request}");
}

#[tokio::test]
async fn lists_of_small_things_take_no_more_memory_than_the_limit() {
    let numbers = "1,".repeat(1 << 18);
    let body = |end: &str| format!(r#"{{"value":[{numbers}1]{end}}}"#);
    let server = Server::start([json("200 OK", &body("")), json("200 OK", &body(""))]).await;
    let graph = server.builder().response_limit(1 << 20).build().unwrap();
    let error = call::<_, Call<Page<Value>>>(&GET, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_too_large(), "{error}");
    let page: Page<u8> = call::<_, Call<_>>(&GET, &graph.me(), nothing()).await.unwrap();
    assert_eq!(page.value.len(), (1 << 18) + 1);

    let server = Server::start([json("200 OK", &body(r#","@odata.deltaLink":"?d""#))]).await;
    let graph = server.builder().response_limit(1 << 20).build().unwrap();
    let mut delta: Delta<u8> = call::<_, Call<_>>(&GET, &graph.me(), nothing()).await.unwrap();
    let mut count = 0;
    while delta.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, delta.link()), ((1 << 18) + 1, Some(&DeltaLink::new("?d"))));
}

#[tokio::test]
async fn every_error_tells_how_often_the_call_was_sent() {
    let busy = || answer("503 x", "retry-after: 1\r\n", "");
    let server = Server::start([busy(), busy(), json("200 OK", "{}"), busy(), json("200 OK", "{}")]).await;
    let graph = server.builder().retry(Retry::default()).clock(ManualClock::default()).build().unwrap();
    let error = send::<_, Result<Item>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_decode() && error.attempts() == 3 && error.to_string().contains("3 attempts"), "{error}");
    let error = call::<_, Call<Page<Item>>>(&GET, &graph.me(), nothing()).await.unwrap_err();
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn a_request_timeout_is_repeated_where_that_is_safe() {
    for (action, count) in [(&GET, 2), (&POST, 1)] {
        let server = Server::start([answer("408 x", "", ""), answer("204 x", "", "")]).await;
        let graph = server.builder().retry(Retry::default()).clock(ManualClock::default()).build().unwrap();
        let result = send::<_, Result<()>>(action, &graph.me(), nothing()).await;
        assert_eq!((result.is_ok(), server.requests().len()), (count == 2, count));
    }
}

#[tokio::test]
async fn plain_http_leads_to_this_machine_only() {
    for location in ["http://192.0.2.1/x", "http://graph.example/x", "http://127.0.0.1.evil.example/x"] {
        let server = Server::start([redirect(302, location)]).await;
        let error = send::<_, Result<()>>(&GET, &server.graph().me(), nothing()).await.unwrap_err();
        assert!(error.to_string().contains("another machine over `http`") && error.attempts() == 1, "{error}");
    }
}
