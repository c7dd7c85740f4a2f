//! Redirects, over two servers: Graph, and somebody else.

use graph_action::__private::{Body, Inputs, send};
use graph_action::{Action, Bytes, Result};

use crate::server::{GET, POST, Script, Server, answer, nothing, redirect};

fn with_headers() -> Inputs<'static> {
    Inputs { headers: &[("Prefer", &"x"), ("cookie", &"c=1")], ..nothing() }
}

async fn bytes(action: &'static Action, graph: &Server, inputs: Inputs<'_>) -> Result<Bytes> {
    send::<_, Result<Bytes>>(action, &graph.graph().me(), inputs).await
}

#[tokio::test]
async fn at_home_everything_goes_along() {
    for status in [301, 302, 307, 308] {
        let server = Server::start([redirect(status, "/v1.0/x?y=%2F"), answer("200 OK", "", "done")]).await;
        let body = Body::json(&1);
        let answer = bytes(&POST, &server, Inputs { body, ..with_headers() }).await.unwrap();
        assert_eq!(answer, "done");
        let requests = server.requests();
        assert!(requests[1].starts_with("POST /v1.0/x?y=%2F HTTP/1.1\n"), "{}", requests[1]);
        assert_eq!(
            requests[0].split_once('\n').unwrap().1,
            requests[1].split_once('\n').unwrap().1,
            "headers and body stay the same"
        );
    }
}

#[tokio::test]
async fn after_see_other_comes_a_read_without_a_body() {
    let server = Server::start([redirect(303, "/x"), answer("200 OK", "", "done")]).await;
    let body = Body::json(&1);
    bytes(&POST, &server, Inputs { body, ..with_headers() }).await.unwrap();
    let second = &server.requests()[1];
    assert!(second.starts_with("GET /x HTTP/1.1\n") && second.contains("\nauthorization: "), "{second}");
    assert!(!second.contains("content-") && second.ends_with("\n\n"), "{second}");

    let server = Server::start([redirect(303, "/x"), answer("404 Not Found", "", "")]).await;
    let error = bytes(&POST, &server, nothing()).await.unwrap_err();
    assert!(error.is_not_found() && error.may_have_taken_effect(), "the POST was done before the result was lost");
}

#[tokio::test]
async fn elsewhere_nothing_of_ours_is_seen() {
    let other = Server::start([answer("200 OK", "", "picture")]).await;
    let graph = Server::start([redirect(302, &other.url("/download?sig=abc"))]).await;
    assert_eq!(bytes(&GET, &graph, with_headers()).await.unwrap(), "picture");
    let request = &other.requests()[0];
    let mut lines: Vec<_> = request.lines().filter(|line| !line.is_empty()).collect();
    lines.sort_unstable();
    let host = other.url("").replace("http://", "host: ");
    let agent = concat!("user-agent: graph-action/", env!("CARGO_PKG_VERSION"));
    let mut expected = vec!["GET /download?sig=abc HTTP/1.1", "accept: */*", &host, agent];
    if cfg!(feature = "gzip") {
        expected.push("accept-encoding: gzip");
    }
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn elsewhere_stays_elsewhere() {
    let other = Server::start([redirect(302, "/second"), answer("200 OK", "", "x")]).await;
    let graph = Server::start([redirect(302, &other.url("/first"))]).await;
    bytes(&GET, &graph, with_headers()).await.unwrap();
    for request in other.requests() {
        assert!(!request.contains("authorization") && !request.contains("client-request-id"), "{request}");
    }
}

#[tokio::test]
async fn a_body_stays_at_home() {
    let other = Server::start([answer("200 OK", "", "")]).await;
    let graph = Server::start([redirect(307, &other.url("/x"))]).await;
    let body = Body::json(&1);
    let error = bytes(&POST, &graph, Inputs { body, ..nothing() }).await.unwrap_err();
    assert!(error.to_string().contains("another host") && !error.may_have_taken_effect(), "{error}");
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn redirects_end() {
    let server = Server::start([redirect(302, "/a"), redirect(302, "/b"), redirect(302, "/a")]).await;
    let error = bytes(&GET, &server, nothing()).await.unwrap_err();
    assert!(error.to_string().contains("circle"), "{error}");

    let server = Server::start((1..8).map(|number| redirect(302, &format!("/{number}")))).await;
    let error = bytes(&GET, &server, nothing()).await.unwrap_err();
    assert!(error.to_string().contains("after 5"), "{error}");
    assert_eq!(server.requests().len(), 6);

    for (script, why) in [
        (Script::Answer("HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n".to_owned()), "no `Location`"),
        (redirect(301, "ftp://x.example/secret-id"), "scheme `ftp`"),
        (redirect(301, "http://a:b@x.example/secret-id"), "user name"),
    ] {
        let server = Server::start([script]).await;
        let error = bytes(&POST, &server, nothing()).await.unwrap_err();
        assert!(error.to_string().contains(why) && !error.may_have_taken_effect(), "{error}");
        assert!(!format!("{error:?}").contains("secret-id"), "{error:?}");
        assert!(error.status().unwrap().is_redirection());
    }
}
