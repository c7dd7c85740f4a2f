//! What arrives at the other end.

use crate::server::{GET, POST, Server, answer, descriptor, json, nothing};
use graph_action::__private::{Body, Descriptor, Inputs, Pair, Part, action, call, send};
use graph_action::{
    AccessToken, Action, Argument, BoxError, Call, Graph, HeaderMap, Method, Null, Page, Response, Result, StatusCode,
    TokenRequest,
};
use serde_json::json;

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    static SEND: Action =
        action(descriptor(Method::Post, &[Part::Text("/messages/"), Part::Segment("id"), Part::Text("/send")]));
    let server = Server::start([answer("202 Accepted", "", ""), answer("200 OK", "", "ignored")]).await;
    let graph = server.graph();
    let id = "AA/+=#'..";
    let arguments: &[&dyn Argument] = &[&id];
    let inputs = || Inputs { arguments, ..nothing() };
    send::<_, Result<()>>(&SEND, &graph.me(), inputs()).await.unwrap();
    send::<_, Result<()>>(&SEND, &graph.user("$AB@x.com"), inputs()).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /v1.0/me/messages/AA%2F%2B%3D%23%27../send HTTP/1.1\n"), "{}", requests[0]);
    for header in [
        "\nauthorization: bearer secret-secret-secret\n",
        "\ncontent-length: 0\n",
        "\naccept: application/json\n",
        "\nclient-request-id: 00000000-0000-4007-8000-000000000007\n",
        concat!("\nuser-agent: graph-action/", env!("CARGO_PKG_VERSION"), "\n"),
    ] {
        assert!(requests[0].contains(header), "{header:?} is not in {}", requests[0]);
    }
    assert!(!requests[0].contains("content-type"), "{}", requests[0]);
    assert!(requests[1].starts_with("POST /v1.0/users('%24AB%40x.com')/messages/"), "{}", requests[1]);
}

#[tokio::test]
async fn every_kind_of_part_is_written_as_it_should_be() {
    static EVERYTHING: Action = action(Descriptor {
        version: "beta",
        path: &[
            Part::Text("/drive/root:/"),
            Part::Segments("path"),
            Part::Text(":/f"),
            Part::Parameters(&[
                Pair { name: "a", value: &[Part::Literal("a")], required: false },
                Pair { name: "b", value: &[Part::Literal("b")], required: false },
                Pair { name: "c", value: &[Part::Literal("c")], required: false },
                Pair { name: "d", value: &[Part::Quoted("d")], required: false },
            ]),
        ],
        query: &[
            Pair { name: "$top", value: &[Part::Value("top")], required: false },
            Pair { name: "$skip", value: &[Part::Value("skip")], required: false },
            Pair {
                name: "$filter",
                value: &[Part::Text("a%20eq%20"), Part::Quoted("e"), Part::Text("%20or%20b%20eq%20"), Part::Value("f")],
                required: false,
            },
            Pair { name: "$orderby", value: &[Part::Quoted("g"), Part::Value("h")], required: false },
        ],
        ..descriptor(Method::Get, &[])
    });
    let server = Server::start([answer("204 No Content", "", "")]).await;
    let inputs = Inputs {
        arguments: &[
            &"a b/c#d",
            &"it's",
            &None::<u8>,
            &12,
            &"x'y",
            &Some(5),
            &None::<u32>,
            &"O'Neil & co",
            &true,
            &"gone",
            &None::<u8>,
        ],
        query: &[("$search", &"\"a:b\""), ("$expand", &None::<&str>), ("start", &"2026-11-21T10:00:00+01:00")],
        ..nothing()
    };
    send::<_, Result<()>>(&EVERYTHING, &server.graph().user("u"), inputs).await.unwrap();
    let expected = concat!(
        "GET /beta/users/u/drive/root:/a%20b/c%23d:/f(a='it%27%27s',c=12,d='x%27%27y')",
        "?$top=5&$filter=a%20eq%20%27O%27%27Neil%20%26%20co%27%20or%20b%20eq%20true",
        "&$search=%22a%3Ab%22&start=2026-11-21T10%3A00%3A00%2B01%3A00 HTTP/1.1"
    );
    assert_eq!(server.requests()[0].lines().next().unwrap(), expected);
}

#[tokio::test]
async fn what_cannot_be_sent_is_not_sent_and_named() {
    static ONE: Action = action(descriptor(Method::Post, &[Part::Text("/messages/"), Part::Segment("id")]));
    let server = Server::start([answer("204 No Content", "", "")]).await;
    let graph = server.graph();
    let map = std::collections::BTreeMap::from([("a", 1)]);
    let unwritable = std::collections::BTreeMap::from([((1, 2), 1)]);
    let good: &dyn Argument = &"x";
    let one: &[&dyn Argument] = &[good];
    let bad: [(&[&dyn Argument], &str); 6] = [
        (&[&""], "argument `id` is empty"),
        (&[&"."], "argument `id` is `.`"),
        (&[&".."], "argument `id` is `..`"),
        (&[&None::<u8>], "argument `id` is `None`"),
        (&[&map], "argument `id` is a map"),
        (&[], "argument `id` was not given"),
    ];
    let mut cases: Vec<_> = bad.map(|(arguments, why)| (Inputs { arguments, ..nothing() }, why)).into();
    let fine = || Inputs { arguments: one, ..nothing() };
    cases.push((Inputs { headers: &[("If-Match", &"a\nb")], ..fine() }, "header `If-Match`"));
    cases.push((Inputs { headers: &[("content-length", &"5")], ..fine() }, "header `content-length`"));
    cases.push((Inputs { query: &[("$top", &f64::NAN)], ..fine() }, "argument `$top`"));
    cases.push((Inputs { body: Body::json(&unwritable), ..fine() }, "body cannot be written"));
    cases.push((Inputs { body: Body::raw("a\nb", "x"), ..fine() }, "content type"));
    for (inputs, why) in cases {
        let error = send::<_, Result<()>>(&ONE, &graph.me(), inputs).await.unwrap_err();
        assert!(error.is_argument() && !error.may_have_taken_effect(), "{error:?}");
        assert!(error.to_string().starts_with("Mail::act: ") && error.to_string().contains(why), "{error}");
    }
    for (resource, why) in [(graph.user(""), "`user` is empty"), (graph.user(None::<&str>), "`user` is `None`")] {
        let error = send::<_, Result<()>>(&ONE, &resource, fine()).await.unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
    let error = call::<_, Call<()>>(&ONE, &graph.me(), fine()).header("a b", "c").await.unwrap_err();
    assert!(error.to_string().contains("header `a b`"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn bodies_and_headers_arrive() {
    let server = Server::start((0..5).map(|_| answer("204 No Content", "", ""))).await;
    let graph = server.graph();
    let bodies = [
        Body::json(&json!({"subject": "ü"})),
        Body::raw("text/plain", "hello"),
        Body::raw("text/plain", ""),
        Body::json(&None::<u8>),
        Body::parameters(&[("comment", &"hi"), ("none", &None::<u8>), ("null", &Null)]),
    ];
    for body in bodies {
        let headers: &[(&'static str, &dyn Argument)] =
            &[("If-Match", &"W/\"1\""), ("x-none", &None::<u8>), ("client-request-id", &"mine")];
        let inputs = Inputs { headers, body, ..nothing() };
        call::<_, Call<()>>(&POST, &graph.me(), inputs).prefer("a").prefer("b=\"c\"").query("$x", "y z").await.unwrap();
    }
    let requests = server.requests();
    for request in &requests {
        assert!(request.starts_with("POST /v1.0/me/messages?$x=y%20z HTTP/1.1\n"), "{request}");
        assert!(request.contains("\nif-match: w/\"1\"\n") && request.contains("\nprefer: a, b=\"c\"\n"), "{request}");
        assert!(request.contains("\nclient-request-id: mine\n") && !request.contains("x-none"), "{request}");
    }
    for (request, content_type, body) in [
        (&requests[0], Some("application/json"), "{\"subject\":\"ü\"}"),
        (&requests[1], Some("text/plain"), "hello"),
        (&requests[2], Some("text/plain"), ""),
        (&requests[3], None, ""),
        (&requests[4], Some("application/json"), "{\"comment\":\"hi\",\"null\":null}"),
    ] {
        assert!(request.ends_with(&format!("\n\n{body}")), "{request}");
        assert!(request.contains(&format!("\ncontent-length: {}\n", body.len())), "{request}");
        match content_type {
            Some(text) => assert!(request.contains(&format!("\ncontent-type: {text}\n")), "{request}"),
            None => assert!(!request.contains("content-type"), "{request}"),
        }
    }
}

#[tokio::test]
async fn a_credential_learns_what_it_is_asked_for() {
    let server = Server::start([answer("204 No Content", "", "")]).await;
    let credential = |request: TokenRequest| async move {
        assert_eq!(request.scopes(), ["Mail.Send"]);
        assert_eq!(request.default_scope(), "https://graph.microsoft.com/.default");
        assert!(request.claims().is_none());
        Ok(AccessToken::new("from-closure"))
    };
    let graph = server.builder().credential(credential).build().unwrap();
    send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap();
    assert!(server.requests()[0].contains("\nauthorization: bearer from-closure\n"));
}

#[tokio::test]
async fn a_credential_that_fails_is_an_error_and_nothing_is_sent() {
    let server = Server::start([answer("204 No Content", "", "")]).await;
    for (token, why) in [(Err("no network".into()), "no network"), (Ok("a\nb"), "line break")] {
        let credential = move |_: TokenRequest| {
            let token: Result<AccessToken, BoxError> = match &token {
                Ok(token) => Ok(AccessToken::new(*token)),
                Err(reason) => Err(String::clone(reason).into()),
            };
            async move { token }
        };
        let graph = server.builder().credential(credential).build().unwrap();
        let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
        assert!(error.is_credential() && !error.may_have_taken_effect(), "{error:?}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(error.client_request_id().is_some() && error.action().is_some());
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn pages_follow_their_link_with_the_headers_of_the_first() {
    let server = Server::start([
        json("200 OK", r#"{"@odata.count":3,"value":[1,2],"@odata.nextLink":"/v1.0/me/messages?$skiptoken=a%2Fb"}"#),
        json("200 OK", r#"{"value":[],"@odata.nextLink":"?$skiptoken=c"}"#),
        json("200 OK", r#"{"value":[3]}"#),
    ])
    .await;
    let inputs = Inputs { headers: &[("ConsistencyLevel", &"eventual")], ..nothing() };
    let page: Page<u8> = call::<_, Call<Page<u8>>>(&GET, &server.graph().me(), inputs).prefer("x").await.unwrap();
    assert_eq!((&page.value[..], page.count), (&[1, 2][..], Some(3)));
    let page = page.next().unwrap().await.unwrap();
    assert!(page.value.is_empty() && page.count.is_none());
    let page = page.next().unwrap().await.unwrap();
    assert_eq!(page.value, [3]);
    assert!(page.next().is_none());
    let requests = server.requests();
    assert!(requests[1].starts_with("GET /v1.0/me/messages?$skiptoken=a%2Fb HTTP/1.1\n"), "{}", requests[1]);
    assert!(requests[2].starts_with("GET /v1.0/me/messages?$skiptoken=c HTTP/1.1\n"), "{}", requests[2]);
    for request in &requests {
        assert!(request.contains("\nconsistencylevel: eventual\n") && request.contains("\nprefer: x\n"), "{request}");
        assert!(request.contains("\nauthorization: bearer secret-secret-secret\n"), "{request}");
    }
}

#[tokio::test]
async fn a_page_that_was_posted_for_is_followed_by_a_read() {
    let server =
        Server::start([json("200 OK", r#"{"value":[1],"@odata.nextLink":"/v1.0/more"}"#), answer("503 Busy", "", "")])
            .await;
    let inputs = Inputs { headers: &[("content-type", &"application/json; x=1")], body: Body::json(&1), ..nothing() };
    let page: Page<u8> = send::<_, Result<_>>(&POST, &server.graph().me(), inputs).await.unwrap();
    let error = page.next().unwrap().await.unwrap_err();
    assert!(!error.may_have_taken_effect(), "a read changes nothing");
    let requests = server.requests();
    assert!(requests[0].contains("\ncontent-type: application/json; x=1\n"), "{}", requests[0]);
    assert!(
        requests[1].starts_with("GET /v1.0/more HTTP/1.1\n") && !requests[1].contains("content-"),
        "{}",
        requests[1]
    );
}

/// A token of a delta query, or a filter of the caller, that is too long for an address.
#[tokio::test]
async fn an_address_that_is_too_long_is_named_and_not_sent() {
    let long = "a".repeat(100_000);
    let body = format!(r#"{{"value":[],"@odata.nextLink":"?$skiptoken={long}"}}"#);
    let server = Server::start([json("200 OK", &body)]).await;
    let page: Page<u8> = send::<_, Result<_>>(&GET, &server.graph().me(), nothing()).await.unwrap();
    let query: [(&'static str, &dyn Argument); 1] = [("$filter", &long)];
    let own: Call<Page<u8>> = call(&GET, &server.graph().me(), Inputs { query: &query, ..nothing() });
    for call in [page.next().unwrap(), own] {
        let error = call.await.unwrap_err();
        assert!(error.is_argument() && error.to_string().contains("no more than 65534 can be sent"), "{error}");
        assert!(error.attempts() == 0 && error.action().is_some(), "{error:?}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_link_to_elsewhere_gets_nothing() {
    let other = Server::start([json("200 OK", r#"{"value":[]}"#)]).await;
    let links = [
        other.url("/v1.0/me/messages"),
        "https://graph.microsoft.com/v1.0/me".to_owned(),
        "file:///etc/passwd".to_owned(),
    ];
    for link in links {
        let body = format!(r#"{{"value":[],"@odata.nextLink":"{link}"}}"#);
        let server = Server::start([json("200 OK", &body)]).await;
        let page: Page<u8> = send::<_, Result<_>>(&GET, &server.graph().me(), nothing()).await.unwrap();
        let error = page.next().unwrap().await.unwrap_err();
        assert!(error.to_string().contains("a token is only sent to"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
    assert!(other.requests().is_empty());
    let mut made = Page::<u8>::new(vec![]);
    assert!(made.next().is_none());
    made.next_link = Some("https://graph.microsoft.com/v1.0/me".to_owned());
    assert!(made.next().unwrap().await.unwrap_err().to_string().contains("not read from Graph"));
}

#[tokio::test]
async fn a_response_has_status_headers_and_body() {
    let server = Server::start([answer("201 Created", "request-id: abc\r\netag: W/1\r\n", "[1]")]).await;
    let response: Response<Vec<u8>> = send::<_, Result<_>>(&POST, &server.graph().me(), nothing()).await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!((response.request_id(), response.body()), (Some("abc"), &vec![1]));
    let headers: &HeaderMap = response.headers();
    assert_eq!(headers["etag"], "W/1");
    assert_eq!(Response::new(5).into_body(), 5);
}

#[tokio::test]
async fn a_call_owns_what_it_needs_and_can_be_spawned() {
    let server = Server::start([json("200 OK", "7")]).await;
    let call = {
        let graph: Graph = server.graph();
        let name = String::from("x");
        let inputs = Inputs { query: &[("q", &name)], ..nothing() };
        call::<_, Call<u8>>(&GET, &graph.me(), inputs)
    };
    assert!(!format!("{call:?}").contains("SECRET"));
    assert_eq!(tokio::spawn(call.send()).await.unwrap().unwrap(), 7);
    assert_eq!(Call::ready(Ok(3)).prefer("x").await.unwrap(), 3);
}
