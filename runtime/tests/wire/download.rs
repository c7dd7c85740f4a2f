//! Streaming downloads.

use std::error::Error as _;

use graph_action::__private::{Inputs, call};
use graph_action::{
    Bytes, Call, Download, Error, Graph, Monitor, Response, Result, Retry, Source, StatusCode, UploadSession,
};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, nothing, redirect};

const DATA: &str = "abcdefghijklmnopqrstuvwxyz";

fn content(graph: &Graph) -> Call<Download> {
    call(&GET, &graph.me(), nothing())
}

/// An answer that promises more bytes than it has.
fn broken(status: &str, headers: &str, promised: usize, body: &str) -> Script {
    Script::Answer(format!("HTTP/1.1 {status}\r\n{headers}content-length: {promised}\r\n\r\n{body}"))
}

fn part(first: usize, last: usize) -> Script {
    let headers = format!("etag: \"1\"\r\ncontent-range: bytes {first}-{last}/26\r\n");
    answer("206 Partial Content", &headers, &DATA[first..=last])
}

/// A Graph that redirects so many times to a host that answers so.
async fn storage(scripts: Vec<Script>, clock: &ManualClock) -> (Server, Server, Graph) {
    let count = scripts.len();
    let storage = Server::start(scripts).await;
    let location = storage.url("/file?secret");
    let server = Server::start((0..count).map(move |_| redirect(302, &location))).await;
    let graph = server.builder().retry(Retry::default()).clock(clock.clone()).build().unwrap();
    (storage, server, graph)
}

async fn fetch(scripts: Vec<Script>) -> (Result<Bytes>, Vec<String>, ManualClock) {
    let clock = ManualClock::default();
    let (storage, _server, graph) = storage(scripts, &clock).await;
    let result = match content(&graph).await {
        Ok(download) => download.bytes().await,
        Err(error) => Err(error),
    };
    let requests = storage.requests();
    let ranges = requests.iter().map(|request| {
        let header = |name: &str| request.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("-").to_owned();
        format!("{} {}", header("range: "), header("if-range: "))
    });
    (result, ranges.collect(), clock)
}

#[tokio::test]
async fn the_storage_host_sees_nothing_of_ours_and_the_body_is_not_read_ahead() {
    let headers = "etag: \"1\"\r\ncontent-type: image/png\r\n";
    let (storage, server, graph) = storage(vec![answer("200 OK", headers, DATA)], &ManualClock::default()).await;
    let inputs = Inputs { headers: &[("Prefer", &"x")], ..nothing() };
    let mut download: Download = call::<_, Call<_>>(&GET, &graph.me(), inputs).await.unwrap();
    assert_eq!(
        (download.length(), download.etag(), download.content_type()),
        (Some(26), Some("\"1\""), Some("image/png"))
    );
    let mut all = Vec::new();
    while let Some(bytes) = download.try_next().await.unwrap() {
        all.extend_from_slice(&bytes);
    }
    assert_eq!(all, DATA.as_bytes());
    assert!(download.try_next().await.unwrap().is_none());
    let request = &storage.requests()[0];
    assert!(request.starts_with("GET /file?secret HTTP/1.1\n"), "{request}");
    assert!(request.contains("\naccept-encoding: identity\n"), "{request}");
    for header in ["authorization", "prefer", "client-request-id", "referer"] {
        assert!(!request.contains(header), "{request}");
    }
    assert!(server.requests()[0].contains("\nauthorization: "));
}

#[tokio::test]
async fn a_range_goes_to_the_storage_host() {
    let (storage, _server, graph) =
        storage(vec![part(10, 19), part(20, 25), answer("200 OK", "", DATA)], &ManualClock::default()).await;
    let download = content(&graph).range(10..20).await.unwrap();
    assert_eq!(download.length(), Some(10));
    assert_eq!(download.bytes().await.unwrap(), "klmnopqrst");
    assert_eq!(content(&graph).range(20..).await.unwrap().bytes().await.unwrap(), "uvwxyz");
    // One that is ignored is cut out here.
    let download = content(&graph).range(3..=5).await.unwrap();
    assert_eq!(download.length(), Some(3));
    assert_eq!(download.bytes().await.unwrap(), "def");
    let ranges = ["\nrange: bytes=10-19\n", "\nrange: bytes=20-\n", "\nrange: bytes=3-5\n"];
    for (request, range) in storage.requests().iter().zip(ranges) {
        assert!(request.contains(range), "{request}");
    }
    #[expect(clippy::reversed_empty_ranges, reason = "it is what is tested")]
    for empty in [5..5, 6..5] {
        let error = content(&graph).range(empty).await.unwrap_err();
        assert!(error.is_argument() && error.to_string().contains("range to download is empty"), "{error}");
    }
}

#[tokio::test]
async fn a_lost_connection_is_gone_on_with() {
    let (result, ranges, clock) = fetch(vec![
        broken("200 OK", "etag: \"1\"\r\n", 26, &DATA[..10]),
        broken("206 Partial Content", "etag: \"1\"\r\ncontent-range: bytes 10-25/26\r\n", 16, &DATA[10..12]),
        part(12, 20),
        part(21, 25),
    ])
    .await;
    assert_eq!(result.unwrap(), DATA);
    assert_eq!(ranges, ["- -", "bytes=10-25 \"1\"", "bytes=12-25 \"1\"", "bytes=21-25 \"1\""]);
    assert_eq!(clock.milliseconds(), [0, 0, 0]);

    // A host without ranges sends everything again.
    let all = || answer("200 OK", "last-modified: Sat, 21 Nov 2026 10:00:00 GMT\r\n", DATA);
    let lost = broken("200 OK", "last-modified: Sat, 21 Nov 2026 10:00:00 GMT\r\n", 26, &DATA[..10]);
    let (result, ranges, _) = fetch(vec![lost, all()]).await;
    assert_eq!(result.unwrap(), DATA);
    assert_eq!(ranges, ["- -", "bytes=10-25 -"]);
}

#[tokio::test]
async fn a_file_that_changed_is_not_mixed_with_what_it_was() {
    let lost = |headers: &str| broken("200 OK", headers, 26, &DATA[..10]);
    let other = "last-modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n";
    for (first, second) in [
        (lost("etag: \"0\"\r\n"), answer("200 OK", "etag: \"1\"\r\n", DATA)),
        (lost("etag: W/\"0\"\r\n"), part(10, 25)),
        (lost("last-modified: Sat, 21 Nov 2026 10:00:00 GMT\r\n"), answer("200 OK", other, DATA)),
        (lost(""), answer("200 OK", "", "shorter")),
    ] {
        let error = fetch(vec![first, second]).await.0.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains("the file has changed"), "{error}");
    }
    // Nothing to know the file by, so its rest is not asked for.
    let endless = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n";
    let (result, ranges, _) = fetch(vec![Script::Answer(endless.to_owned()), part(3, 25)]).await;
    assert!(result.unwrap_err().action().is_some());
    assert_eq!(ranges.len(), 1);
}

#[tokio::test]
async fn another_process_goes_on_where_the_first_ended() {
    let (storage, _server, graph) = storage(
        vec![part(10, 25), answer("200 OK", "etag: \"2\"\r\n", DATA), answer("416 No", "", "")],
        &ManualClock::default(),
    )
    .await;
    let download = content(&graph).resume(10, "\"1\"").await.unwrap();
    assert_eq!((download.length(), download.bytes().await.unwrap()), (Some(16), Bytes::from(&DATA[10..])));
    let error = content(&graph).resume(10, "\"1\"").await.unwrap_err();
    assert!(error.to_string().contains("the file has changed"), "{error}");
    let error = content(&graph).resume(26, "\"1\"").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::RANGE_NOT_SATISFIABLE));
    let request = &storage.requests()[0];
    assert!(request.contains("\nrange: bytes=10-\n") && request.contains("\nif-range: \"1\"\n"), "{request}");
    assert!(content(&graph).resume(1, "a\nb").await.unwrap_err().is_argument());
}

#[tokio::test]
async fn what_goes_on_for_ever_ends() {
    let lost = || broken("206 Partial Content", "etag: \"1\"\r\ncontent-range: bytes 0-25/26\r\n", 26, "");
    let (result, ranges, clock) = fetch((0..4).map(|_| lost()).collect()).await;
    assert!(!result.unwrap_err().may_have_taken_effect());
    assert_eq!((ranges.len(), clock.milliseconds().len()), (4, 3));

    let nonsense = |range: &str| vec![answer("206 Partial Content", &format!("content-range: {range}\r\n"), "x")];
    for (range, why) in [("pages 1-2", "which part"), ("bytes 5-6/7", "begins with byte 5")] {
        let error = fetch(nonsense(range)).await.0.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(why), "{error}");
    }
    let server = Server::start([broken("200 OK", "etag: \"1\"\r\n", 26, "a")]).await;
    let download = call::<_, Call<Download>>(&POST, &server.graph().me(), nothing()).await.unwrap();
    assert!(download.bytes().await.is_err(), "a POST is not repeated for the rest of its answer");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn graph_itself_may_answer_and_be_asked_for_the_rest() {
    let server = Server::start([broken("200 OK", "etag: \"1\"\r\n", 26, &DATA[..10]), part(10, 25)]).await;
    let graph = server.builder().retry(Retry::default()).clock(ManualClock::default()).build().unwrap();
    let response: Response<Download> = call::<_, Call<_>>(&GET, &graph.me(), nothing()).await.unwrap();
    assert_eq!(response.headers()["etag"], "\"1\"");
    let mut written = Vec::new();
    assert_eq!(response.into_body().copy_to(&mut written).await.unwrap(), 26);
    assert_eq!(written, DATA.as_bytes());
    assert!(server.requests()[1].contains("\nauthorization: "));
}

#[tokio::test]
async fn what_is_no_file_is_an_error() {
    for (status, text) in [(304, "304 Not Modified"), (404, "404 Not Found"), (403, "403 Forbidden")] {
        let server = Server::start([answer(text, "", "")]).await;
        let error = content(&server.graph()).header("If-None-Match", "\"1\"").await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(server.requests()[0].contains("\nif-none-match: \"1\"\n"));
    }
    let (result, _, _) = fetch(vec![answer("404 Not Found", "", "expired")]).await;
    assert!(result.unwrap_err().is_not_found());
}

fn whole(headers: &str, body: &str) -> Script {
    answer("200 OK", headers, body)
}

fn chunked(status: &str, headers: &str, body: &str) -> Script {
    let head = format!("HTTP/1.1 {status}\r\n{headers}transfer-encoding: chunked\r\nconnection: close\r\n\r\n");
    Script::Answer(format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len()))
}

const SATURDAY: &str = "last-modified: Sat, 21 Nov 2026 10:00:00 GMT\r\n";
const SUNDAY: &str = "last-modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n";

/// The rest of [`DATA`] after ten bytes, as another part than before: nothing of it may be mixed in.
#[tokio::test]
async fn what_is_not_shown_to_be_the_same_file_is_not_gone_on_with() {
    let begun = |headers: &str| broken("200 OK", headers, 26, &DATA[..10]);
    let rest = |headers: &str| {
        let headers = format!("{headers}content-range: bytes 10-25/26\r\n");
        answer("206 Partial Content", &headers, "KLMNOPQRSTUVWXYZ")
    };
    let etag = |etag: &str| format!("etag: {etag}\r\n");
    let both = |etag: &str, date: &str| format!("etag: {etag}\r\n{date}");
    for (number, (first, second)) in [
        // The date tells, where the ETag is missing or said to be the same.
        (begun(&both("\"1\"", SATURDAY)), rest(SUNDAY)),
        (begun(&both("\"1\"", SATURDAY)), rest(&both("\"1\"", SUNDAY))),
        (begun(SATURDAY), rest(SUNDAY)),
        (begun(SATURDAY), rest("")),
        (begun(&etag("W/\"1\"")), rest("")),
        (begun(&etag("W/\"1\"")), rest(SATURDAY)),
        // Nothing ever told.
        (begun(""), rest("")),
        (begun(""), whole("", DATA)),
        // A 200 in answer to `If-Range` says that it is another version.
        (begun(&etag("\"1\"")), whole("", DATA)),
        (begun(&both("\"1\"", SATURDAY)), whole(SATURDAY, DATA)),
        (begun(&etag("\"1\"")), whole(&etag("\"2\""), DATA)),
        // Another length.
        (begun(&etag("\"1\"")), answer("206 x", "etag: \"1\"\r\ncontent-range: bytes 10-25/27\r\n", &DATA[10..])),
    ]
    .into_iter()
    .enumerate()
    {
        let error = fetch(vec![first, second]).await.0.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains("changed"), "{number}: {error}");
    }
    for (first, second) in [
        (begun(&etag("\"1\"")), rest("")),
        (begun(&both("\"1\"", SATURDAY)), rest(&etag("\"1\""))),
        (begun(SATURDAY), rest(SATURDAY)),
        (begun(&etag("W/\"1\"")), whole(&etag("W/\"1\""), DATA)),
    ] {
        assert!(fetch(vec![first, second]).await.0.unwrap().eq_ignore_ascii_case(DATA.as_bytes()));
    }
}

#[tokio::test]
async fn a_body_that_is_longer_than_it_tells_is_an_error() {
    let range = "etag: \"1\"\r\ncontent-range: bytes 0-9/26\r\n";
    for script in [answer("206 x", range, DATA), chunked("206 x", range, DATA)] {
        let error = fetch(vec![script]).await.0.unwrap_err();
        assert!(error.is_decode(), "{error}");
    }
    // One that is shorter is gone on with.
    let (result, ranges, _) = fetch(vec![part(0, 9), part(10, 25)]).await;
    assert_eq!((result.unwrap(), ranges.len()), (Bytes::from(DATA), 2));
}

#[tokio::test]
async fn a_part_of_a_file_of_unknown_length_is_not_taken_for_the_end() {
    let begun = || {
        let head = "HTTP/1.1 200 OK\r\netag: \"1\"\r\ntransfer-encoding: chunked\r\n\r\n";
        Script::Answer(format!("{head}a\r\n{}\r\n", &DATA[..10]))
    };
    let range = "etag: \"1\"\r\ncontent-range: bytes 10-19/*\r\n";
    for part in [answer("206 x", range, &DATA[10..20]), chunked("206 x", range, &DATA[10..15])] {
        let error = fetch(vec![begun(), part]).await.0.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains("whether more follows"), "{error}");
    }
    // Where no more was wanted, it is all.
    let (_storage, _server, graph) =
        storage(vec![answer("206 x", range, &DATA[10..20])], &ManualClock::default()).await;
    assert_eq!(content(&graph).range(10..20).await.unwrap().bytes().await.unwrap(), DATA[10..20]);
}

#[tokio::test]
async fn after_the_end_there_is_nothing_to_resume() {
    for position in [26, 30] {
        for script in [whole("etag: \"1\"\r\n", DATA), chunked("200 OK", "etag: \"1\"\r\n", DATA)] {
            let (_storage, _server, graph) = storage(vec![script], &ManualClock::default()).await;
            let result = async { content(&graph).resume(position, "\"1\"").await?.bytes().await }.await;
            let error = result.unwrap_err();
            assert!(error.is_decode() && error.to_string().contains("the file ends before byte"), "{error}");
        }
    }
    for etag in ["", "etag: \"2\"\r\n"] {
        let (_storage, _server, graph) = storage(vec![whole(etag, DATA)], &ManualClock::default()).await;
        let error = content(&graph).resume(3, "\"1\"").await.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains("has changed"), "{error}");
    }
}

#[tokio::test]
async fn memory_takes_no_more_than_the_limit() {
    for script in [|| whole("", DATA), || chunked("200 OK", "", DATA)] {
        let server = Server::start([script(), script(), script()]).await;
        let fits = server.builder().response_limit(26).build().unwrap();
        assert_eq!(content(&fits).await.unwrap().bytes().await.unwrap(), DATA);
        let graph = server.builder().response_limit(25).build().unwrap();
        let error = content(&graph).await.unwrap().bytes().await.unwrap_err();
        assert!(error.is_too_large() && error.action().is_some() && error.client_request_id().is_some(), "{error:?}");
        let mut written = Vec::new();
        assert_eq!(content(&graph).await.unwrap().copy_to(&mut written).await.unwrap(), 26);
    }
}

#[tokio::test]
async fn fakes_and_writers_that_fail() {
    assert_eq!(Download::new("abc").bytes().await.unwrap(), "abc");
    assert_eq!(Download::new("").copy_to(&mut Vec::new()).await.unwrap(), 0);
    assert_eq!(Call::ready(Ok(Download::new("abc"))).range(1..).await.unwrap().length(), Some(3));
    let mut full = std::io::Cursor::new(vec![0_u8; 2].into_boxed_slice());
    let error: Error = Download::new("abc").copy_to(&mut full).await.unwrap_err();
    assert!(error.to_string().contains("cannot be written"), "{error}");
    assert!(error.source().unwrap().is::<std::io::Error>());
}

/// Polls once, outside of any runtime.
fn poll_alone<T>(future: impl Future<Output = Result<T>>) -> Error {
    match std::pin::pin!(future).poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(Err(error)) => error,
        _ => panic!("it did not fail at once"),
    }
}

#[test]
fn without_a_runtime_nothing_panics() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (download, monitor, mut session) = runtime.block_on(async {
        let server = Server::start([
            answer("200 OK", "", DATA),
            answer("202 Accepted", "location: /v1.0/o\r\n", ""),
            answer("200 OK", "", r#"{"uploadUrl":"https://store.example/x"}"#),
        ])
        .await;
        let me = server.graph().me();
        let download = call::<_, Call<Download>>(&GET, &me, nothing()).await.unwrap();
        let monitor = call::<_, Call<Monitor<()>>>(&GET, &me, nothing()).await.unwrap();
        (download, monitor, call::<_, Call<UploadSession>>(&GET, &me, nothing()).await.unwrap())
    });
    for error in [
        poll_alone(download.bytes()),
        poll_alone(monitor.wait()),
        poll_alone(session.upload::<()>("x").into_future()),
        poll_alone(session.position()),
        poll_alone(Source::file("x")),
    ] {
        assert!(error.to_string().contains("no tokio runtime"), "{error}");
    }
}
