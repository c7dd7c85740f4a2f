//! Long-running operations.

use std::sync::{Arc, Mutex};

use graph_action::__private::call;
use graph_action::{Call, Error, Graph, Monitor, Progress, Retry, StatusCode};
use serde_json::Value;

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, json, nothing};

fn started(location: &str) -> Script {
    answer("202 Accepted", &format!("location: {location}\r\n"), "")
}

fn copy(graph: &Graph) -> Call<Monitor<Value>> {
    call(&POST, &graph.me(), nothing())
}

async fn outcome(server: &Server, clock: &ManualClock) -> Result<Value, Error> {
    copy(&server.builder().retry(Retry::default()).clock(clock.clone()).build().unwrap())
        .prefer("respond-async")
        .await?
        .wait()
        .await
}

#[tokio::test]
async fn an_operation_elsewhere_is_asked_without_a_token() {
    let other = Server::start([
        answer("202 Accepted", "retry-after: 7\r\n", r#"{"status":"inProgress","percentageComplete":27.5}"#),
        json("202 Accepted", r#"{"status":"waiting"}"#),
        answer("503 Busy", "retry-after: 3\r\n", ""),
        Script::Reset,
        json("202 Accepted", r#"{"status":"completed","resourceId":"r","percentageComplete":100}"#),
    ])
    .await;
    let server = Server::start([answer(
        "202 Accepted",
        &format!("location: {}\r\nretry-after: 2\r\n", other.url("/monitor?secret")),
        "",
    )])
    .await;
    let clock = ManualClock::default();
    let graph = server.builder().retry(Retry::default()).clock(clock.clone()).build().unwrap();
    let mut monitor = copy(&graph).await.unwrap();
    assert!(!format!("{monitor:?}").contains("secret"));
    let mut told = Vec::new();
    while let Some(Progress { status, percentage, .. }) = monitor.try_next().await.unwrap() {
        told.push((status, percentage));
    }
    assert_eq!(told, [("inProgress".to_owned(), Some(27.5)), ("waiting".to_owned(), None)]);
    assert_eq!(monitor.wait().await.unwrap()["resourceId"], "r");
    // The last two waits are those of Graph and of chance, which is 0 here, before the attempts at one answer.
    assert_eq!(clock.milliseconds(), [2000, 7000, 1000, 3000, 0]);
    for request in other.requests() {
        assert!(request.starts_with("GET /monitor?secret HTTP/1.1\n"), "{request}");
        assert!(!request.contains("authorization") && !request.contains("client-request-id"), "{request}");
    }
}

#[tokio::test]
async fn relative_locations_are_graph_s_and_see_the_token() {
    for (header, target) in [
        ("location: /teams('t')/operations('o')", "/v1.0/teams('t')/operations('o')"),
        ("location: operations/o", "/v1.0/operations/o"),
        ("location: /beta/operations/o", "/beta/operations/o"),
        ("operation-location: /v1.0/operations/o\r\nlocation: /result", "/v1.0/operations/o"),
    ] {
        let server = Server::start([
            answer("202 Accepted", &format!("{header}\r\n"), ""),
            json("200 OK", r#"{"status":"running"}"#),
            json("200 OK", r#"{"status":"succeeded"}"#),
        ])
        .await;
        let clock = ManualClock::default();
        assert_eq!(outcome(&server, &clock).await.unwrap()["status"], "succeeded");
        assert_eq!(clock.milliseconds(), [1000, 1500]);
        let request = &server.requests()[1];
        assert!(request.starts_with(&format!("GET {target} HTTP/1.1\n")), "{request}");
        assert!(request.contains("\nauthorization: ") && !request.contains("prefer"), "{request}");
    }
}

#[tokio::test]
async fn waits_without_a_word_of_graph_grow_up_to_ten_seconds() {
    let answers = (0..9).map(|_| json("202 Accepted", "{}")).chain([answer("204 No Content", "", "")]);
    let server = Server::start(std::iter::once(started("/v1.0/o")).chain(answers).collect::<Vec<_>>()).await;
    let clock = ManualClock::default();
    let graph = server.builder().retry(Retry::default()).clock(clock.clone()).build().unwrap();
    call::<_, Call<Monitor<()>>>(&POST, &graph.me(), nothing()).await.unwrap().wait().await.unwrap();
    assert_eq!(clock.milliseconds(), [1000, 1500, 2250, 3375, 5062, 7593, 10_000, 10_000, 10_000, 10_000]);
}

#[tokio::test]
async fn neither_a_wait_of_zero_nor_a_share_that_is_none_is_believed() {
    let told = |share: &str| {
        let body = format!(r#"{{"status":"running","percentageComplete":{share}}}"#);
        answer("202 Accepted", "retry-after: 0\r\ncontent-type: application/json\r\n", &body)
    };
    let shares = ["\"NaN\"", "\"inf\"", "1e999", "\"12.5\"", "40"];
    let server = Server::start(std::iter::once(started("/v1.0/o")).chain(shares.map(told))).await;
    let clock = ManualClock::default();
    let mut monitor = copy(&server.builder().clock(clock.clone()).build().unwrap()).await.unwrap();
    let mut percentages = Vec::new();
    for _ in shares {
        percentages.push(monitor.try_next().await.unwrap().unwrap().percentage);
    }
    assert_eq!(percentages, [None, None, None, Some(12.5), Some(40.0)]);
    assert_eq!(clock.milliseconds(), [1000, 1500, 2250, 3375, 5062]);
}

#[tokio::test]
async fn done_is_also_a_redirect_and_an_answer_without_a_monitor() {
    let clock = ManualClock::default();
    // Graph redirects to the result.
    let server =
        Server::start([started("/v1.0/o"), crate::server::redirect(303, "/v1.0/r"), json("200 OK", r#"{"id":1}"#)])
            .await;
    assert_eq!(outcome(&server, &clock).await.unwrap()["id"], 1);
    // Another host redirects to the result, which is in Graph.
    let result = Server::start([json("201 Created", r#"{"id":2}"#)]).await;
    let other = Server::start([crate::server::redirect(303, &result.url("/r"))]).await;
    let server = Server::start([started(&other.url("/o"))]).await;
    assert_eq!(outcome(&server, &clock).await.unwrap()["id"], 2);
    assert!(!result.requests()[0].contains("authorization"));
    // It was done at once; the location of a 201 is what was created.
    let server = Server::start([answer("201 Created", "location: /x\r\n", r#"{"id":3}"#)]).await;
    assert_eq!(outcome(&server, &clock).await.unwrap()["id"], 3);
    assert_eq!(Monitor::new(4).wait().await.unwrap(), 4);
}

#[tokio::test]
async fn a_failure_is_graph_s() {
    for (body, code, message) in [
        (r#"{"status":"failed","error":{"code":"nameAlreadyExists","message":"m"}}"#, "nameAlreadyExists", "m"),
        (r#"{"status":"deleteFailed","errorCode":"c","statusDescription":"d"}"#, "c", "d"),
    ] {
        let server = Server::start([started("/v1.0/o"), json("200 OK", body)]).await;
        let error = outcome(&server, &ManualClock::default()).await.unwrap_err();
        assert_eq!((error.code(), error.message()), (Some(code), message));
        assert!(error.may_have_taken_effect() && error.action().is_some() && error.client_request_id().is_some());
    }
    let server = Server::start([started("/v1.0/o"), json("200 OK", r#"{"status":"Failed"}"#)]).await;
    let error = outcome(&server, &ManualClock::default()).await.unwrap_err();
    assert!(error.to_string().contains("ended with the status `Failed`"), "{error}");

    let server = Server::start([started("/v1.0/o"), answer("404 Not Found", "", "")]).await;
    let mut monitor =
        copy(&server.builder().retry(Retry::default()).clock(ManualClock::default()).build().unwrap()).await.unwrap();
    let error = monitor.try_next().await.unwrap_err();
    assert!(error.is_not_found() && error.may_have_taken_effect(), "{error:?}");
    assert!(monitor.try_next().await.unwrap().is_none());
    assert!(monitor.wait().await.unwrap_err().to_string().contains("failed before"));
}

#[tokio::test]
async fn what_elsewhere_answers_is_not_believed_for_ever() {
    let clock = ManualClock::default();
    let other = Server::start((0..4).map(|_| answer("500 Oh", "", ""))).await;
    let server = Server::start([started(&other.url("/o"))]).await;
    let error = outcome(&server, &clock).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(other.requests().len(), 4);

    let other = Server::start([answer("503 Oh", "retry-after: 301\r\n", "")]).await;
    let server = Server::start([started(&other.url("/o"))]).await;
    assert_eq!(outcome(&server, &clock).await.unwrap_err().status(), Some(StatusCode::SERVICE_UNAVAILABLE));

    let other = Server::start([answer("403 No", "", "GET /a/very/secret/path is not for you")]).await;
    let server = Server::start([started(&other.url("/a/very/secret/path"))]).await;
    let error = outcome(&server, &clock).await.unwrap_err();
    assert!(error.is_forbidden() && !format!("{error:?}").contains("secret/path"), "{error:?}");

    for (location, why) in
        [("http://127.0.0.1.evil.example/", "scheme `http`"), ("https://a:b@x.example/", "user name")]
    {
        let server = Server::start([started(location)]).await;
        let error = outcome(&server, &clock).await.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(why), "{error}");
    }
    let server = Server::start([answer("202 Accepted", "", "")]).await;
    assert!(outcome(&server, &clock).await.unwrap_err().to_string().contains("no `Location`"));
    let server = Server::start([answer("404 Not Found", "", "")]).await;
    let monitor = call::<_, Call<Monitor<()>>>(&GET, &server.graph().me(), nothing()).await;
    assert!(monitor.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_redirect_to_a_result_that_cannot_be_read_is_done_all_the_same() {
    let refused = || json("401 Unauthorized", r#"{"error":{"code":"unauthenticated"}}"#);
    let servers = async || {
        let store = Server::start([refused()]).await;
        let other = Server::start([
            json("202 Accepted", r#"{"status":"inProgress"}"#),
            crate::server::redirect(303, &store.url("/_api/v2.0/drives/b!1/items/01X")),
        ])
        .await;
        (Server::start([started(&other.url("/monitor/1"))]).await, other, store)
    };
    let clock = ManualClock::default();
    let (server, _other, _store) = servers().await;
    let graph = server.builder().clock(clock.clone()).build().unwrap();
    call::<_, Call<Monitor<()>>>(&POST, &graph.me(), nothing()).await.unwrap().wait().await.unwrap();

    let (server, _other, store) = servers().await;
    let error = outcome(&server, &clock).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("the operation is done") && text.contains("token of its own (401"), "{text}");
    assert!(error.may_have_taken_effect() && !store.requests()[0].contains("authorization"));
}

#[tokio::test]
async fn every_word_for_a_failure_is_one() {
    for (body, code, message) in [
        (r#"{"status":"submissionFailed","resultInfo":{"code":400,"message":"m"}}"#, "400", "m"),
        (r#"{"status":"failed","errorCode":5}"#, "5", "the operation ended with the status `failed`"),
        (r#"{"status":"Canceled","percentageComplete":{}}"#, "", "the operation ended with the status `Canceled`"),
        (r#"{"status":"timedOut","statusDescription":7}"#, "", "7"),
        (r#"{"status":"skipped","id":"1"}"#, "", "the operation ended with the status `skipped`"),
        (r#"{"Status":"Failed","Error":{"Code":"c","Message":"m"}}"#, "c", "m"),
        (r#"{"status":"running","status":"failed"}"#, "", "the operation ended with the status `failed`"),
        (r#"{"id":"1","error":{"code":"c","message":"m"}}"#, "c", "m"),
    ] {
        let server = Server::start([started("/v1.0/o"), json("200 OK", body)]).await;
        let error = outcome(&server, &ManualClock::default()).await.unwrap_err();
        assert_eq!((error.code().unwrap_or_default(), error.message()), (code, message), "{body}");
        assert!(error.may_have_taken_effect(), "{body}");
    }
}

#[tokio::test]
async fn an_operation_whose_result_cannot_be_read_has_taken_effect() {
    let other = Server::start([json("200 OK", r#"{"status":"succeeded"}"#)]).await;
    for location in ["/v1.0/o".to_owned(), other.url("/o")] {
        let server = Server::start([started(&location), json("200 OK", r#"{"status":"succeeded"}"#)]).await;
        let graph = server.builder().clock(ManualClock::default()).build().unwrap();
        let monitor = call::<_, Call<Monitor<u32>>>(&POST, &graph.me(), nothing()).await.unwrap();
        let error = monitor.wait().await.unwrap_err();
        assert!(error.is_decode() && error.may_have_taken_effect(), "{location}: {error:?}");
    }
}

#[tokio::test]
async fn a_state_that_cannot_be_read_is_not_done() {
    for body in [r#"{"status":"inProg"#, r#" {"status":"succeeded""#, r#"{"status":<html>}"#] {
        // Its length is not told, so only the JSON shows that it broke off.
        let cut = Script::Answer(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}"));
        let server = Server::start([started("/v1.0/o"), cut]).await;
        let graph = server.builder().clock(ManualClock::default()).build().unwrap();
        let monitor = call::<_, Call<Monitor<()>>>(&POST, &graph.me(), nothing()).await.unwrap();
        let error = monitor.wait().await.unwrap_err();
        assert!(error.is_decode() && error.may_have_taken_effect() && error.action().is_some(), "{error:?}");
        assert!(error.to_string().contains("the state of an operation"), "{error}");
    }
}

#[tokio::test]
async fn an_unknown_word_is_not_done_unless_it_is_a_result_s_own() {
    let server = Server::start([
        started("/v1.0/o"),
        json("200 OK", r#"{"status":"queued"}"#),
        json("200 OK", r#"{"@odata.context":"x","id":"1","status":"reticulating","createdDateTime":"x"}"#),
        json("200 OK", r#"{"id":"1","status":"active","displayName":"a team"}"#),
    ])
    .await;
    let clock = ManualClock::default();
    assert_eq!(outcome(&server, &clock).await.unwrap()["displayName"], "a team");
    assert_eq!(clock.waits().len(), 3);
}

/// Graph gives a monitor on another host, which redirects back to Graph.
#[tokio::test]
async fn another_host_does_not_lead_the_token_back_to_graph() {
    for (status, is_done) in [(302, false), (303, true)] {
        let back = Arc::new(Mutex::new(String::new()));
        let location = back.clone();
        let other =
            Server::start(std::iter::from_fn(move || Some(crate::server::redirect(status, &location.lock().unwrap()))))
                .await;
        let server = Server::start([started(&other.url("/o")), json("401 Unauthorized", "{}")]).await;
        *back.lock().unwrap() = server.url("/v1.0/me/messages/1");
        let graph = server.builder().clock(ManualClock::default()).build().unwrap();
        let monitor = call::<_, Call<Monitor<()>>>(&POST, &graph.me(), nothing()).await.unwrap();
        assert_eq!(monitor.wait().await.is_ok(), is_done);
        let request = &server.requests()[1];
        assert!(request.starts_with("GET /v1.0/me/messages/1 ") && !request.contains("authorization"), "{request}");
    }
}

#[tokio::test]
async fn attempts_elsewhere_are_counted() {
    let other = Server::start([answer("500 Oh", "", ""), answer("403 No", "", "")]).await;
    let server = Server::start([started(&other.url("/o"))]).await;
    assert_eq!(outcome(&server, &ManualClock::default()).await.unwrap_err().attempts(), 2);
    let other = Server::start((0..4).map(|_| answer("500 Oh", "", ""))).await;
    let server = Server::start([started(&other.url("/o"))]).await;
    assert_eq!(outcome(&server, &ManualClock::default()).await.unwrap_err().attempts(), 4);
    let other = Server::start([crate::server::redirect(302, "ftp://x.example/")]).await;
    let server = Server::start([started(&other.url("/o"))]).await;
    assert_eq!(outcome(&server, &ManualClock::default()).await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn an_absurd_wait_is_an_hour() {
    let told = |value: &str| answer("202 x", &format!("retry-after: {value}\r\n"), r#"{"status":"running"}"#);
    let server = Server::start([
        answer("202 x", "location: /v1.0/o\r\nretry-after: 31536000\r\n", ""),
        told("Fri, 31 Dec 9999 23:59:59 GMT"),
        told("1800"),
        json("200 OK", r#"{"status":"succeeded"}"#),
    ])
    .await;
    let clock = ManualClock::default();
    outcome(&server, &clock).await.unwrap();
    assert_eq!(clock.milliseconds(), [3_600_000, 3_600_000, 1_800_000]);
}
