//! What a return type makes of an answer.

use std::collections::HashMap;
use std::fmt::Debug;

use graph_action::__private::send;
use graph_action::{Bytes, Decode, Error, Graph, Page, Response, Result};
use proptest::prelude::prop_assert_eq;
use serde::Deserialize;
use serde_json::Value;

use crate::server::{GET, POST, Script, Server, answer, for_all_answers, json, nothing};

async fn get<T: Decode>(script: Script) -> Result<T> {
    let server = Server::start([script]).await;
    send::<_, Result<T>>(&GET, &server.graph().me(), nothing()).await
}

async fn is<T: Decode + PartialEq + Debug>(script: Script, expected: T) {
    assert_eq!(get::<T>(script).await.unwrap(), expected);
}

async fn fails<T: Decode + Debug>(script: Script, why: &str) -> Error {
    let error = get::<T>(script).await.unwrap_err();
    assert!(error.to_string().contains(why), "{error}");
    error
}

fn text(body: &str) -> Script {
    answer("200 OK", "content-type: text/plain\r\n", body)
}

#[derive(Debug, PartialEq, Deserialize)]
struct Message {
    subject: String,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped<T>(T);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Importance {
    High,
}

fn message() -> Message {
    Message { subject: "a".to_owned() }
}

const MESSAGE: &str = r#"{"@odata.context":"x","subject":"a"}"#;

#[tokio::test]
async fn unit_ignores_the_body() {
    for script in [answer("202 Accepted", "", ""), json("200 OK", MESSAGE), answer("200 OK", "", "<html>")] {
        is(script, ()).await;
    }
}

#[tokio::test]
async fn json_is_the_rule() {
    is(json("200 OK", MESSAGE), message()).await;
    is(json("200 OK", MESSAGE), Some(message())).await;
    is(json("200 OK", MESSAGE), Wrapped(message())).await;
    is(json("201 Created", &format!("\u{feff}{MESSAGE}\r\n")), message()).await;
    is(json("200 OK", "[1,2]"), vec![1, 2]).await;
    is(json("200 OK", "[1,\"a\"]"), (1, "a".to_owned())).await;
    is(json("200 OK", "\"high\""), Importance::High).await;
    is(json("200 OK", r#"{"a":1}"#), HashMap::from([("a".to_owned(), 1)])).await;
    is(json("200 OK", MESSAGE), serde_json::from_str::<Value>(MESSAGE).unwrap()).await;
    is(answer("200 OK", "", "true"), true).await;
    is(answer("204 No Content", "", ""), Value::Null).await;
}

#[tokio::test]
async fn option_is_none_when_there_is_nothing() {
    for script in [
        answer("204 No Content", "", ""),
        json("200 OK", "null"),
        json("200 OK", " \r\n"),
        Script::Answer("HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n".to_owned()),
        json("404 Not Found", r#"{"error":{"code":"ErrorItemNotFound","message":"no"}}"#),
    ] {
        is(script, None::<Message>).await;
    }
    is(answer("404 Not Found", "", ""), Wrapped(None::<Message>)).await;
    let response: Response<Option<Message>> = get(answer("404 Not Found", "request-id: r\r\n", "")).await.unwrap();
    assert_eq!((response.status().as_u16(), response.request_id(), response.body()), (404, Some("r"), &None));
}

#[tokio::test]
async fn nothing_is_an_error_to_whoever_wants_something() {
    let missing = || json("404 Not Found", r#"{"error":{"code":"ErrorItemNotFound","message":"no"}}"#);
    assert!(fails::<Message>(missing(), "ErrorItemNotFound").await.is_not_found());
    assert!(fails::<()>(missing(), "ErrorItemNotFound").await.is_not_found());
    assert!(fails::<Bytes>(missing(), "ErrorItemNotFound").await.is_not_found());
    assert!(fails::<Page<Message>>(missing(), "ErrorItemNotFound").await.is_not_found());
    assert!(fails::<Response<Value>>(missing(), "ErrorItemNotFound").await.action().is_some());
    assert!(fails::<Message>(answer("204 No Content", "", ""), "body is empty").await.is_decode());
    assert!(fails::<Option<Message>>(answer("401 Unauthorized", "", ""), "401").await.is_unauthorized());
}

#[tokio::test]
async fn text_and_bytes_come_as_they_are() {
    is(text("BEGIN:VCALENDAR"), "BEGIN:VCALENDAR".to_owned()).await;
    is(text("\u{feff}ü"), "ü".to_owned()).await;
    is(text("x"), Some("x".to_owned())).await;
    is(text(""), String::new()).await;
    is(json("200 OK", "\"x\\n\""), "x\n".to_owned()).await;
    is(answer("200 OK", "content-type: application/json; odata.metadata=minimal\r\n", "\"x\""), "x".to_owned()).await;
    is(answer("200 OK", "content-type: image/png\r\n", "\u{feff}png"), Bytes::from("\u{feff}png")).await;
    is(json("200 OK", "[1]"), Bytes::from("[1]")).await;
    is(text("hello there"), Value::from("hello there")).await;
}

#[tokio::test]
async fn a_count_is_plain_text_with_or_without_a_mark() {
    is(text("893"), 893_u32).await;
    is(text("\u{feff}893"), 893_u64).await;
    is(text(" 893\r\n"), 893_i128).await;
    is(text("893"), Wrapped(893_u16)).await;
    is(text("0.5"), 0.5_f64).await;
    fails::<u8>(text("893"), "893").await;
    fails::<u32>(text("many"), "`u32`").await;
}

#[tokio::test]
async fn what_cannot_be_read_is_an_error_with_the_type_and_the_reason() {
    let error = fails::<Message>(json("200 OK", r#"{"Subject":"a"}"#), "missing field `subject`").await;
    assert!(error.is_decode() && !error.may_have_taken_effect() && error.to_string().contains("Message`"), "{error}");
    fails::<Message>(json("200 OK", &format!("{MESSAGE} x")), "trailing").await;
    fails::<Message>(answer("200 OK", "content-type: text/html\r\n", "<html>"), "expected value").await;
    let server = Server::start([json("201 Created", "{")]).await;
    let error = send::<_, Result<Message>>(&POST, &server.graph().me(), nothing()).await.unwrap_err();
    assert!(error.is_decode() && error.may_have_taken_effect(), "the POST was answered with success");
    assert_eq!(error.status().unwrap().as_u16(), 201);
}

#[tokio::test]
async fn a_page_is_tolerant_but_not_of_being_none() {
    for (body, count) in [
        (r#"{"value":[1]}"#, None),
        (r#"{"value":[1],"@odata.count":null,"@odata.nextLink":null}"#, None),
        (r#"{"value":[1],"@odata.count":"7","@odata.nextLink":""}"#, Some(7)),
        (r#"{"value":[1],"@odata.count":-1,"more":{}}"#, None),
        (r#"{"value":[1],"@odata.count":1e400}"#, None),
        (r#"{"value":[1],"@odata.count":{"a":[]}}"#, None),
    ] {
        let page: Page<u8> = get(json("200 OK", body)).await.unwrap();
        assert_eq!((&page.value[..], page.count), (&[1][..], count), "{body}");
        assert!(page.next_link.is_none() && page.next().is_none());
    }
    let page: Page<u8> = get(json("200 OK", "\u{feff}{\"value\":null}")).await.unwrap();
    assert!(page.value.is_empty());
    assert!(fails::<Page<u8>>(json("200 OK", MESSAGE), "missing field `value`").await.is_decode());
}

/// Whatever comes back, reading it ends in a value or an error.
#[test]
fn no_body_is_too_strange() {
    let script =
        |(content_type, body): &(String, String)| answer("200 OK", &format!("content-type: {content_type}\r\n"), body);
    for_all_answers(("(application/json|text/plain|x/y|)", "\\PC*"), script, async |graph: &Graph, (_, body)| {
        let me = graph.me();
        let _ = send::<_, Result<Message>>(&GET, &me, nothing()).await;
        let _ = send::<_, Result<Option<Vec<u8>>>>(&GET, &me, nothing()).await;
        let _ = send::<_, Result<Page<Value>>>(&GET, &me, nothing()).await;
        let bytes = send::<_, Result<Bytes>>(&GET, &me, nothing()).await.unwrap();
        prop_assert_eq!(bytes, body.as_bytes());
        Ok(())
    });
}
