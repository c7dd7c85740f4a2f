//! Upload sessions.

use std::io::Cursor;
use std::sync::{Arc, Mutex};

use graph_action::__private::{Part, action, call};
use graph_action::{
    Action, Call, Error, Graph, Method, Response, Result, Retry, SavedUpload, Source, StatusCode, UploadSession,
};
use serde::Deserialize;

use crate::clock::ManualClock;
use crate::server::{POST, Script, Server, answer, descriptor, json, nothing};

const UNIT: usize = 327_680;

#[derive(Debug, Deserialize)]
struct Item {
    id: String,
}

async fn session_of(action: &'static Action, storage: &Server, clock: &ManualClock) -> (Server, Graph, UploadSession) {
    let body = format!(
        r#"{{"uploadUrl":"{}","expirationDateTime":"soon","nextExpectedRanges":["0-"]}}"#,
        storage.url("/up?secret-of-the-session")
    );
    let server = Server::start([json("200 OK", &body)]).await;
    let graph = server.builder().retry(Retry::default()).clock(clock.clone()).build().unwrap();
    let session = call::<_, Call<UploadSession>>(action, &graph.me(), nothing()).await.unwrap();
    (server, graph, session)
}

async fn session(storage: &Server, clock: &ManualClock) -> UploadSession {
    session_of(&POST, storage, clock).await.2
}

fn expects(status: &str, ranges: &str) -> Script {
    json(status, &format!(r#"{{"expirationDateTime":"later","nextExpectedRanges":{ranges}}}"#))
}

fn done() -> Script {
    json("201 Created", r#"{"id":"i"}"#)
}

/// So many bytes, by which one sees where they are from.
fn data(length: usize) -> Vec<u8> {
    (0..length).map(|position| b'a' + u8::try_from(position / 1000 % 26).unwrap()).collect()
}

/// The method, the range and whether the body is that part of the data, for each request.
fn seen(storage: &Server) -> Vec<String> {
    let data = String::from_utf8(data(4 * UNIT)).unwrap();
    let describe = |request: &String| {
        assert!(request.contains(" /up?secret-of-the-session HTTP/1.1\n"), "{request}");
        for header in ["\nauthorization", "\nclient-request-id", "\ncontent-encoding", "\nprefer"] {
            assert!(!request.contains(header), "{request}");
        }
        let (head, body) = request.split_once("\n\n").unwrap();
        let method = head.split(' ').next().unwrap();
        let Some(range) = head.lines().find_map(|line| line.strip_prefix("content-range: bytes ")) else {
            return method.to_owned();
        };
        let (first, last) = range.split_once('/').unwrap().0.split_once('-').unwrap();
        let expected = &data[first.parse::<usize>().unwrap()..=last.parse::<usize>().unwrap()];
        assert!(body == expected, "the body is not what {range} says");
        assert!(head.contains(&format!("\ncontent-length: {}", body.len())), "{head}");
        format!("{method} {range}")
    };
    storage.requests().iter().map(describe).collect()
}

async fn upload(session: &mut UploadSession, length: usize) -> Result<Item> {
    session.upload(data(length)).slice_size(UNIT as u64).await
}

#[tokio::test]
async fn slices_arrive_in_order_and_progress_is_told() {
    let storage = Server::start([expects("202 Accepted", "[\"327680-\"]"), json("202 Accepted", "{}"), done()]).await;
    let mut session = session(&storage, &ManualClock::default()).await;
    assert_eq!(session.expiration(), Some("soon"));
    let told = Arc::new(Mutex::new(Vec::new()));
    let progress = told.clone();
    let upload = session.upload::<Item>(data(2 * UNIT + 17)).slice_size(UNIT as u64);
    let item = upload.on_progress(move |sent, total| progress.lock().unwrap().push((sent, total))).await.unwrap();
    assert_eq!(item.id, "i");
    assert_eq!(session.expiration(), Some("later"));
    assert_eq!(seen(&storage), ["PUT 0-327679/655377", "PUT 327680-655359/655377", "PUT 655360-655376/655377"]);
    assert_eq!(*told.lock().unwrap(), [(327_680, 655_377), (655_360, 655_377), (655_377, 655_377)]);
    assert!(storage.requests()[0].contains("\ncontent-type: application/octet-stream\n"));
}

#[tokio::test]
async fn outlook_has_its_own_ways() {
    static ATTACH: Action = action(graph_action::__private::Descriptor {
        template: "/messages/<id>/attachments/createUploadSession",
        ..descriptor(Method::Post, &[Part::Text("/x")])
    });
    let length = 12 * UNIT + 5;
    let running = r#"{"ExpirationDateTime":"later","NextExpectedRanges":["3932160"]}"#;
    let storage = Server::start([
        json("200 OK", running),
        answer("201 Created", "location: https://outlook.office.com/attachments('a')\r\n", ""),
    ])
    .await;
    let (_server, _, mut session) = session_of(&ATTACH, &storage, &ManualClock::default()).await;
    let response: Response<()> = session.upload(vec![b'a'; length]).await.unwrap();
    assert_eq!(response.headers()["location"], "https://outlook.office.com/attachments('a')");
    let requests = storage.requests();
    assert!(requests[0].contains("\ncontent-range: bytes 0-3932159/3932165\n"));
    assert!(requests[1].contains("\ncontent-range: bytes 3932160-3932164/3932165\n"));
    let error = session.upload::<()>(data(1)).slice_size(13 * UNIT as u64).await.unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("3932160"), "{error}");
}

#[tokio::test]
async fn what_is_lost_is_asked_for_and_sent_again() {
    let clock = ManualClock::default();
    let storage = Server::start([
        expects("202 Accepted", "[\"327680-\"]"),
        Script::Reset,
        answer("503 Busy", "retry-after: 4\r\n", ""),
        expects("200 OK", "[\"327690-\"]"),
        answer("429 Slow", "retry-after: 6\r\n", ""),
        expects("200 OK", "[\"327690-\"]"),
        done(),
    ])
    .await;
    let mut session = session(&storage, &clock).await;
    // Nothing of a source that cannot go back is lost.
    let source = Source::reader(Cursor::new(data(UNIT + 20)), UNIT as u64 + 20);
    session.upload::<Item>(source).slice_size(UNIT as u64).await.unwrap();
    assert_eq!(
        seen(&storage),
        [
            "PUT 0-327679/327700",
            "PUT 327680-327699/327700",
            "GET",
            "GET",
            "PUT 327690-327699/327700",
            "GET",
            "PUT 327690-327699/327700"
        ]
    );
    assert_eq!(clock.milliseconds(), [0, 4000, 6000]);
}

#[tokio::test]
async fn another_process_goes_on_where_the_first_ended() {
    let clock = ManualClock::default();
    let storage = Server::start([
        expects("202 Accepted", "[\"327680-\"]"),
        answer("400 Bad Request", "", "no"),
        expects("200 OK", "[\"327680-\"]"),
        done(),
    ])
    .await;
    let (_server, graph, mut first) = session_of(&POST, &storage, &clock).await;
    assert_eq!(upload(&mut first, UNIT + 1).await.unwrap_err().status(), Some(StatusCode::BAD_REQUEST));
    let saved = first.save();
    assert!(!format!("{first:?} {saved:?}").contains("secret"));
    let stored = serde_json::to_string(&saved).unwrap();
    let saved: SavedUpload = serde_json::from_str(&stored).unwrap();
    let mut second = graph.resume_upload(saved).unwrap();
    let source = Source::reader(Cursor::new(data(UNIT + 1)), UNIT as u64 + 1);
    assert_eq!(second.upload::<Item>(source).await.unwrap().id, "i");
    assert_eq!(seen(&storage)[2..], ["GET", "PUT 327680-327680/327681"]);

    let safe = Graph::builder().bearer_token("x").build().unwrap();
    let error = safe.resume_upload(second.save()).unwrap_err();
    assert!(error.to_string().contains("scheme `http`") && !format!("{error:?}").contains("secret"), "{error}");
}

#[tokio::test]
async fn a_file_is_uploaded_from_where_it_lies() {
    let path = std::env::temp_dir().join(format!("graph-action-upload-{}", std::process::id()));
    std::fs::write(&path, data(UNIT + 3)).unwrap();
    let storage = Server::start([expects("202 Accepted", "[\"327680-\"]"), done()]).await;
    let mut session = session(&storage, &ManualClock::default()).await;
    let source = Source::file(&path).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    session.upload::<Item>(source).slice_size(UNIT as u64).await.unwrap();
    assert_eq!(seen(&storage).len(), 2);
    let error = Source::file(&path).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(cause.kind(), std::io::ErrorKind::NotFound);
}

#[tokio::test]
async fn a_range_that_is_refused_is_asked_for() {
    let storage = Server::start([
        answer("416 Range Not Satisfiable", "", ""),
        expects("200 OK", "[\"10-19\",\"327670-\"]"),
        expects("202 Accepted", "[\"327670-\"]"),
        done(),
    ])
    .await;
    upload(&mut session(&storage, &ManualClock::default()).await, UNIT).await.unwrap();
    assert_eq!(seen(&storage), ["PUT 0-327679/327680", "GET", "PUT 10-19/327680", "PUT 327670-327679/327680"]);
}

#[tokio::test]
async fn conflicts_and_forgotten_sessions_are_told() {
    let conflict = || json("409 Conflict", r#"{"error":{"code":"upload_name_conflict","message":"m"}}"#);
    let storage = Server::start([conflict(), answer("404 Not Found", "", "")]).await;
    let mut kept = session(&storage, &ManualClock::default()).await;
    let error = upload(&mut kept, 9).await.unwrap_err();
    assert!(error.is_conflict() && error.code() == Some("upload_name_conflict"), "{error}");
    assert!(!error.may_have_taken_effect() && error.action().is_some() && error.client_request_id().is_some());
    let error = upload(&mut kept, 9).await.unwrap_err();
    assert!(error.is_not_found() && !error.may_have_taken_effect(), "{error:?}");
    assert_eq!(seen(&storage), ["PUT 0-8/9", "GET"]);

    // The session is gone because the answer to the last slice is.
    let storage = Server::start([Script::Reset, answer("404 Not Found", "", "")]).await;
    let error = upload(&mut session(&storage, &ManualClock::default()).await, 9).await.unwrap_err();
    assert!(error.is_not_found() && error.may_have_taken_effect(), "{error:?}");

    let storage = Server::start([answer("507 Full", "", "PUT /up?secret-of-the-session failed")]).await;
    let error = upload(&mut session(&storage, &ManualClock::default()).await, 9).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INSUFFICIENT_STORAGE));
    assert!(!format!("{error:?}{error}").contains("secret"), "{error:?}");
}

#[tokio::test]
async fn a_session_is_cancelled_and_committed() {
    for script in [answer("204 No Content", "", ""), answer("404 Not Found", "", "")] {
        let storage = Server::start([script]).await;
        session(&storage, &ManualClock::default()).await.cancel().await.unwrap();
        assert_eq!(seen(&storage), ["DELETE"]);
    }
    let storage = Server::start([answer("401 Unauthorized", "", "")]).await;
    assert!(session(&storage, &ManualClock::default()).await.cancel().await.unwrap_err().is_unauthorized());

    let storage = Server::start([expects("202 Accepted", "[]"), expects("200 OK", "[]"), done()]).await;
    let mut deferred = session(&storage, &ManualClock::default()).await;
    deferred.upload::<()>(data(9)).await.unwrap();
    assert_eq!(deferred.position().await.unwrap(), None);
    let item: Item = deferred.commit().await.unwrap();
    assert_eq!(item.id, "i");
    assert_eq!(seen(&storage), ["PUT 0-8/9", "GET", "POST"]);
    assert!(storage.requests()[2].contains("\ncontent-length: 0"));
}

#[tokio::test]
async fn an_upload_that_does_not_get_on_ends() {
    let clock = ManualClock::default();
    let storage = Server::start((0..7).map(|number| match number % 2 {
        0 => answer("500 Oh", "retry-after: 1\r\n", ""),
        _ => expects("200 OK", "[\"0-\"]"),
    }))
    .await;
    let error = upload(&mut session(&storage, &clock).await, UNIT + 1).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert!(!error.may_have_taken_effect(), "the last slice was never sent");
    assert_eq!((storage.requests().len(), clock.milliseconds()), (7, vec![1000; 3]));

    let storage = Server::start((0..4).map(|_| expects("202 Accepted", "[\"0-\"]"))).await;
    let error = upload(&mut session(&storage, &clock).await, UNIT + 1).await.unwrap_err();
    assert!(error.to_string().contains("expects byte 0 again"), "{error}");
    assert_eq!(storage.requests().len(), 4);
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_named() {
    let clock = ManualClock::default();
    let storage = Server::start([
        expects("200 OK", "[\"x\"]"),
        json("200 OK", "{}"),
        expects("200 OK", "[\"10-\"]"),
        expects("200 OK", "[]"),
        expects("200 OK", "[\"0-\"]"),
        json("201 Created", r#"{"id":"i"}"#),
    ])
    .await;
    let (_server, _, mut session) = session_of(&POST, &storage, &clock).await;
    async fn fails(session: &mut UploadSession, source: impl Into<Source>, why: &str) -> Error {
        let error = session.upload::<Item>(source).slice_size(UNIT as u64).await.unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
        assert!(!error.may_have_taken_effect(), "{error:?}");
        error
    }
    fails(&mut session, Vec::new(), "no empty file").await;
    for size in [0, 1, UNIT as u64 + 1, 60 << 20] {
        let error = session.upload::<Item>(data(5)).slice_size(size).await.unwrap_err();
        assert!(error.is_argument() && error.to_string().contains("multiples of 327680"), "{error}");
    }
    assert!(storage.requests().is_empty());
    let short = Source::reader(Cursor::new(data(5)), 9);
    let error = fails(&mut session, short, "ended after 5 bytes").await;
    assert!(std::error::Error::source(&error).unwrap().is::<std::io::Error>());
    assert!(storage.requests().is_empty());
    fails(&mut session, data(9), "the range `x`").await;
    fails(&mut session, data(9), "does not tell what is missing").await;
    fails(&mut session, data(9), "the session was begun with another").await;
    fails(&mut session, data(9), "wants a `commit`").await;
    let error = session.upload::<Item>(data(UNIT + 1)).slice_size(UNIT as u64).await.unwrap_err();
    assert!(error.to_string().contains("only 327680 bytes of 327681 were sent"), "{error}");
    assert!(error.may_have_taken_effect(), "there may be a file of what was sent: {error:?}");
}

#[tokio::test]
async fn an_answer_that_is_no_session_is_refused() {
    for (body, why) in [
        ("{}", "no `uploadUrl`"),
        ("", "no `uploadUrl`"),
        (r#"{"uploadUrl":"http://store.example/secret"}"#, "scheme `http`"),
        (r#"{"uploadUrl":"https://a:secret@store.example/"}"#, "user name"),
        (r#"{"uploadUrl":"https://store.example/secret","nextExpectedRanges":["?"]}"#, "the range `?`"),
    ] {
        let server = Server::start([json("200 OK", body)]).await;
        let session = call::<_, Call<UploadSession>>(&POST, &server.graph().me(), nothing()).await;
        let error = session.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(why), "{error}");
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
}

/// How an upload ends that is answered so, and what was asked.
async fn ends(scripts: Vec<Script>, length: usize) -> (Result<Item>, Vec<String>) {
    let storage = Server::start(scripts).await;
    let result = upload(&mut session(&storage, &ManualClock::default()).await, length).await;
    (result, seen(&storage))
}

#[tokio::test]
async fn a_last_slice_that_may_have_arrived_leaves_doubt() {
    let odd = |status: &str| json(status, r#"{"nextExpectedRanges":["x"]}"#);
    let moved = |status| crate::server::redirect(status, "/elsewhere");
    let one = UNIT + 1;
    let cases: Vec<(Vec<Script>, usize, bool)> = vec![
        // It was stored, its answer was lost, and nothing is missing.
        (vec![Script::Reset, expects("200 OK", "[\"9-\"]")], 9, true),
        (vec![Script::Reset, expects("200 OK", "[]")], 9, true),
        (vec![Script::Reset, expects("200 OK", "[\"10-\"]")], 9, true),
        (vec![Script::Reset, json("200 OK", "{}")], 9, true),
        (vec![answer("500 Oh", "", ""), expects("200 OK", "[\"9-\"]")], 9, true),
        // It was done, but the answer is odd.
        (vec![odd("201 Created")], 9, true),
        (vec![odd("202 Accepted")], 9, true),
        (vec![odd("201 Created")], one, true),
        (vec![json("201 Created", r#"{"id":"i"}"#)], one, true),
        (vec![json("200 OK", r#"{"id":"i"}"#)], one, true),
        (vec![moved(303)], 9, true),
        // It was not.
        (vec![odd("202 Accepted")], one, false),
        (vec![moved(303)], one, false),
        (vec![moved(307)], 9, false),
        (vec![answer("400 No", "", "")], 9, false),
        (vec![Script::Reset, expects("200 OK", &format!("[\"{one}-\"]"))], one, false),
    ];
    for (number, (scripts, length, is_in_doubt)) in cases.into_iter().enumerate() {
        let error = ends(scripts, length).await.0.unwrap_err();
        assert_eq!(error.may_have_taken_effect(), is_in_doubt, "{number}: {error:?}");
        assert!(error.attempts() > 0, "{number}: {error:?}");
    }
    let storage = Server::start([crate::server::redirect(303, "/item")]).await;
    let committed = session(&storage, &ManualClock::default()).await.commit::<Item>().await;
    assert!(committed.unwrap_err().may_have_taken_effect());
}

#[tokio::test]
async fn an_accepted_last_slice_is_done_only_when_graph_says_so() {
    let gone = || answer("404 Not Found", "", "");
    for last in [json("202 Accepted", "{}"), answer("202 Accepted", "", ""), answer("202 Accepted", "", "<html>")] {
        let storage = Server::start([last, gone()]).await;
        let mut session = session(&storage, &ManualClock::default()).await;
        let error = session.upload::<()>(data(9)).await.unwrap_err();
        assert!(error.is_not_found() && error.may_have_taken_effect(), "{error:?}");
        assert_eq!(seen(&storage), ["PUT 0-8/9", "GET"]);
    }
    let unknown = || json("202 Accepted", "{}");
    let (result, seen) = ends(vec![unknown(), expects("200 OK", "[\"0-\"]"), done()], 9).await;
    assert_eq!((result.unwrap().id.as_str(), seen), ("i", vec!["PUT 0-8/9".into(), "GET".into(), "PUT 0-8/9".into()]));
    let again = |ranges: &str| json("202 Accepted", &format!(r#"{{"nextExpectedRanges":{ranges}}}"#));
    for ranges in ["\"0-\"", "[\"0-\"]", "0", "[0]"] {
        let (result, seen) = ends(vec![again(ranges), done()], 9).await;
        assert_eq!((result.unwrap().id.as_str(), seen.len()), ("i", 2), "{ranges}");
    }
    let storage = Server::start([json("202 Accepted", r#""0-""#), gone()]).await;
    assert!(session(&storage, &ManualClock::default()).await.upload::<()>(data(9)).await.is_err());
    for odd in ["proxied", r#"{"nextExpectedRanges":["0-"#, r#"{"id":"i""#] {
        // The length is not told, so only the text shows that it broke off.
        let odd = Script::Answer(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{odd}"));
        let storage = Server::start([odd]).await;
        let error = session(&storage, &ManualClock::default()).await.upload::<()>(data(9)).await.unwrap_err();
        assert!(error.is_decode() && error.may_have_taken_effect(), "{error:?}");
    }
}

#[tokio::test]
async fn a_host_that_takes_a_byte_at_a_time_is_given_up() {
    let takes = |count: usize| expects("202 Accepted", &format!("[\"{count}-\"]"));
    let clock = ManualClock::default();
    let storage = Server::start((1..100).map(takes).collect::<Vec<_>>()).await;
    let error = upload(&mut session(&storage, &clock).await, UNIT + 1).await.unwrap_err();
    assert!(error.to_string().contains("took only 1 bytes of a slice"), "{error}");
    assert_eq!((storage.requests().len(), clock.waits().len(), error.attempts()), (4, 3, 4));
    // So is one that asks for a byte at a time.
    let wants = |byte: usize| expects("202 Accepted", &format!("[\"{byte}-{byte}\"]"));
    let storage = Server::start((1..200).map(wants).collect::<Vec<_>>()).await;
    let error = upload(&mut session(&storage, &clock).await, UNIT + 1).await.unwrap_err();
    assert!(error.to_string().contains("too small slices") && error.is_decode(), "{error}");
    assert_eq!((storage.requests().len(), error.may_have_taken_effect()), (101, false));
    // Half a slice each time is slow, but it gets on.
    let storage = Server::start((1..=4).map(|half| takes(half * UNIT)).chain([done()]).collect::<Vec<_>>()).await;
    let mut session = session(&storage, &clock).await;
    let uploading = session.upload::<Item>(vec![b'a'; 4 * UNIT + 1]).slice_size(2 * UNIT as u64);
    assert_eq!(uploading.await.unwrap().id, "i");
}
