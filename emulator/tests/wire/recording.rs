//! What the emulator says it received is what was sent.

use graph_action_emulator::Emulator;

use crate::client::{Client, start};

#[tokio::test]
async fn bytes_are_kept_as_they_were() {
    let (emulator, mut client) = start().await;
    let head = "POST /v1.0/me/messages/a%2fB%3D/send?x=%zz HTTP/1.1\r\nhOsT:   x\r\nAUTHORIZATION: bearer t\r\n\
        X-Twice: 1\r\nx-twice: 2\r\nContent-length: 3\r\n\r\n";
    client.write(format!("{head}{{ }}").as_bytes()).await;
    let response = client.read().await;
    let requests = emulator.requests();
    assert_eq!(requests.len(), 1);
    let request = &requests[0];
    assert_eq!(request.head(), head.as_bytes());
    assert_eq!(request.raw(), format!("{head}{{ }}").as_bytes());
    assert_eq!((request.method(), request.target()), ("POST", "/v1.0/me/messages/a%2fB%3D/send?x=%zz"));
    let names: Vec<_> = request.headers().iter().map(|header| header.0.as_str()).collect();
    assert_eq!(names, ["hOsT", "AUTHORIZATION", "X-Twice", "x-twice", "Content-length"]);
    assert_eq!(request.header("x-twice"), Some("1"));
    assert_eq!((request.body(), request.is_complete()), (&b"{ }"[..], true));
    let answer = request.answer().unwrap();
    assert_eq!(answer.status, response.status);
    assert_eq!(Some(answer.request_id.as_str()), response.header("request-id"));
}

#[tokio::test]
async fn pipelined_and_chunked() {
    let (emulator, mut client) = start().await;
    let chunked = "POST /v1.0/me/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n\
        Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
        5\r\n{\"sub\r\nB\r\nject\":\"hi\"}\r\n0\r\n\r\n";
    let get = "GET /v1.0/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n\r\n";
    client.write(format!("{get}{chunked}{get}").as_bytes()).await;
    let statuses = [client.read().await.status, client.read().await.status, client.read().await.status];
    assert_eq!(statuses, [200, 201, 200]);
    let requests = emulator.requests();
    assert_eq!(requests[1].raw(), chunked.as_bytes());
    assert_eq!(requests[1].body(), b"{\"subject\":\"hi\"}");
    let answered: Vec<_> = requests.iter().map(|request| request.answer().unwrap().status).collect();
    assert_eq!(answered, statuses);
    assert!(requests.iter().all(|request| request.connection() == 1));
}

#[tokio::test]
async fn connections_are_told_apart_and_the_log_can_be_cleared() {
    let (emulator, mut first) = start().await;
    let mut second = Client::connect(&emulator).await;
    first.get("/v1.0/me").await;
    second.get("/v1.0/users").await;
    let connections: Vec<_> = emulator.requests().iter().map(|request| request.connection()).collect();
    assert_eq!(connections, [1, 2]);
    emulator.clear_requests();
    assert!(emulator.requests().is_empty());
    first.get("/v1.0/me").await;
    assert_eq!(emulator.requests()[0].answer().unwrap().status, 200);
}

#[tokio::test]
async fn what_is_not_http_is_recorded_too() {
    let (emulator, mut client) = start().await;
    client.write(b"\x16\x03\x01 not http\r\n\r\n").await;
    client.read().await;
    let requests = emulator.requests();
    assert_eq!((requests[0].method(), requests[0].raw()), ("", &b"\x16\x03\x01 not http\r\n\r\n"[..]));
    assert!(requests[0].answer().is_none());
}

#[tokio::test]
async fn a_dropped_emulator_hangs_up() {
    let (emulator, mut client) = start().await;
    client.get("/v1.0/me").await;
    drop(emulator);
    assert!(client.is_closed().await);
}

#[tokio::test]
async fn two_emulators_have_nothing_in_common() {
    let (one, mut client) = start().await;
    let other = Emulator::start().await.unwrap();
    client.get("/v1.0/me").await;
    assert_ne!(one.url(), other.url());
    assert!(other.requests().is_empty());
    let taken = Emulator::builder().port(one.address().port()).start().await.unwrap_err();
    assert!(std::error::Error::source(&taken).is_some());
}

#[tokio::test]
async fn recording_can_be_off() {
    let emulator = Emulator::builder().recording(false).start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    assert_eq!(client.get("/v1.0/me").await.status, 200);
    assert!(emulator.requests().is_empty());
}
