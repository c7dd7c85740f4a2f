//! A small HTTP server with fixed answers, in a process of its own so that its work is in no figure but the time.
//!
//! It prints its address, keeps connections open, and answers `GET /seen` with the head of the last other request.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// The answers, whole.
struct Answers {
    sent: Vec<u8>,
    ten: Vec<u8>,
    thousand: Vec<u8>,
    created: Vec<u8>,
    unknown: Vec<u8>,
    length_required: Vec<u8>,
    unauthorized: Vec<u8>,
}

fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let answers = Arc::new(Answers {
        sent: answer("202 Accepted", ""),
        ten: answer("200 OK", &page(10)),
        thousand: answer("200 OK", &page(1000)),
        created: answer("201 Created", &message("id-new")),
        unknown: answer("404 Not Found", &error("itemNotFound")),
        length_required: answer("411 Length Required", &error("lengthRequired")),
        unauthorized: answer("401 Unauthorized", &error("InvalidAuthenticationToken")),
    });
    let seen = Arc::new(Mutex::new(String::new()));
    for stream in listener.incoming() {
        let (stream, answers, seen) = (stream?, answers.clone(), seen.clone());
        std::thread::spawn(move || serve(stream, &answers, &seen));
    }
    Ok(())
}

/// Answers the requests of one connection until it ends.
fn serve(stream: TcpStream, answers: &Answers, seen: &Mutex<String>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let length = header(&head, "content-length");
        let mut body = vec![0; length.and_then(|length| length.parse().ok()).unwrap_or_default()];
        reader.read_exact(&mut body)?;
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        if head.starts_with("GET /seen ") {
            writer.write_all(&answer("200 OK", &seen))?;
            continue;
        }
        writer.write_all(respond(answers, &head, &body))?;
        *seen = head;
    }
}

fn respond<'a>(answers: &'a Answers, head: &str, body: &[u8]) -> &'a [u8] {
    let line = head.lines().next().unwrap_or_default();
    let (path, query) = line.split_once('?').unwrap_or((line, ""));
    if header(head, "authorization").is_none() {
        return &answers.unauthorized;
    }
    if line.starts_with("POST") && header(head, "content-length").is_none() {
        return &answers.length_required;
    }
    match path.trim_end_matches(" HTTP/1.1") {
        // The id is one segment: its slash is encoded.
        path if path.starts_with("POST /v1.0/me/messages/AAMk") && path.matches('/').count() == 5 => &answers.sent,
        "POST /v1.0/me/messages" if body.starts_with(b"{") => &answers.created,
        "GET /v1.0/me/messages" if query.contains("top=1000") => &answers.thousand,
        "GET /v1.0/me/messages" if query.contains("top=10") => &answers.ten,
        _ => &answers.unknown,
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    headers.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// An answer with the headers of Graph.
fn answer(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let content_type = if body.is_empty() { "" } else { "Content-Type: application/json;odata.metadata=minimal\r\n" };
    format!(
        "HTTP/1.1 {status}\r\nCache-Control: private\r\nContent-Length: {length}\r\n{content_type}\
         Strict-Transport-Security: max-age=31536000\r\nrequest-id: 5f1a6f3e-54a5-4a3c-9c27-6f1f3f0a9c11\r\n\
         client-request-id: 5f1a6f3e-54a5-4a3c-9c27-6f1f3f0a9c11\r\nx-ms-ags-diagnostic: {{\"ServerInfo\":\
         {{\"DataCenter\":\"West Europe\",\"Slice\":\"E\",\"Ring\":\"5\"}}}}\r\n\
         Date: Thu, 26 Nov 2026 12:00:00 GMT\r\n\r\n{body}"
    )
    .into_bytes()
}

fn page(length: usize) -> String {
    let messages: Vec<String> = (0..length).map(|number| message(&format!("id-{number}"))).collect();
    format!(
        "{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users('a')/messages\",\"value\":[{}],\
         \"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/me/messages?$skip={length}\"}}",
        messages.join(",")
    )
}

fn message(id: &str) -> String {
    format!(
        "{{\"@odata.etag\":\"W/\\\"CQAAABYAAAAiIsqMbYjsT5e\\\"\",\"id\":\"{id}\",\"subject\":\"Meet for lunch?\",\
         \"receivedDateTime\":\"2026-11-26T12:00:00Z\",\"isRead\":false,\"from\":{{\"emailAddress\":\
         {{\"name\":\"Fanny Downs\",\"address\":\"fannyd@contoso.com\"}}}}}}"
    )
}

fn error(code: &str) -> String {
    format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"The benchmark does not know this.\"}}}}")
}
