//! A client without opinions: it sends the bytes it is given.

use graph_action_emulator::Emulator;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub(crate) struct Client {
    stream: TcpStream,
    waiting: Vec<u8>,
    pub(crate) token: String,
    host: String,
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|header| header.0 == name);
        found.map(|header| header.1.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status and `error.code`, after checking the shape of the error.
    pub(crate) fn error(&self) -> (u16, String) {
        let body = self.json();
        let inner = &body["error"]["innerError"];
        assert_eq!(inner["request-id"].as_str(), self.header("request-id"));
        assert_eq!(inner["client-request-id"].as_str(), self.header("client-request-id"));
        assert_eq!(inner["date"].as_str().map(str::len), Some("2026-11-21T10:00:00".len()));
        assert!(body["error"]["message"].is_string());
        (self.status, body["error"]["code"].as_str().unwrap().to_owned())
    }

    /// The subjects of a page of messages.
    pub(crate) fn subjects(&self) -> Vec<String> {
        assert_eq!(self.status, 200, "{}", self.text());
        let body = self.json();
        let items = body["value"].as_array().unwrap().iter();
        items.map(|item| item["subject"].as_str().unwrap().to_owned()).collect()
    }
}

impl Client {
    pub(crate) async fn connect(emulator: &Emulator) -> Self {
        Self {
            stream: TcpStream::connect(emulator.address()).await.unwrap(),
            waiting: Vec::new(),
            token: "opaque".to_owned(),
            host: emulator.address().to_string(),
        }
    }

    /// A client of the second host, which takes no token.
    pub(crate) async fn storage(emulator: &Emulator) -> Self {
        let host = emulator.storage_url().strip_prefix("http://").unwrap().to_owned();
        let stream = TcpStream::connect(&host).await.unwrap();
        Self { stream, waiting: Vec::new(), token: String::new(), host }
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    pub(crate) async fn get(&mut self, target: &str) -> Response {
        self.send("GET", target, &[], None).await
    }

    /// A request with a binary body, to an absolute URL of this host.
    pub(crate) async fn put(&mut self, url: &str, headers: &[&str], body: &[u8]) -> Response {
        let target = self.target(url).to_owned();
        let length = format!("Content-Length: {}", body.len());
        let headers: Vec<&str> = headers.iter().copied().chain([length.as_str()]).collect();
        self.start("PUT", &target, &headers, None).await;
        self.write(body).await;
        self.read().await
    }

    /// The target in an absolute URL of this host.
    pub(crate) fn target<'u>(&self, url: &'u str) -> &'u str {
        let origin = format!("http://{}", self.host);
        url.strip_prefix(&origin).unwrap_or_else(|| panic!("{url} is elsewhere"))
    }

    /// Follows a nextLink.
    pub(crate) async fn follow(&mut self, link: &str) -> Response {
        let target = self.target(link).to_owned();
        self.get(&target).await
    }

    /// A POST without a body.
    pub(crate) async fn post_empty(&mut self, target: &str) -> Response {
        self.send("POST", target, &["Content-Length: 0"], None).await
    }

    pub(crate) async fn json(&mut self, method: &str, target: &str, body: Value) -> Response {
        self.send(method, target, &["Content-Type: application/json"], Some(&body.to_string())).await
    }

    pub(crate) async fn post(&mut self, target: &str, body: Value) -> Response {
        self.json("POST", target, body).await
    }

    pub(crate) async fn send(&mut self, method: &str, target: &str, headers: &[&str], body: Option<&str>) -> Response {
        self.start(method, target, headers, body).await;
        self.read().await
    }

    /// Sends a request and does not wait for the answer.
    pub(crate) async fn start(&mut self, method: &str, target: &str, headers: &[&str], body: Option<&str>) {
        let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\n", self.host);
        if !self.token.is_empty() {
            request += &format!("Authorization: Bearer {}\r\n", self.token);
        }
        for header in headers {
            request += &format!("{header}\r\n");
        }
        if let Some(body) = body {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        request += "\r\n";
        request += body.unwrap_or_default();
        self.write(request.as_bytes()).await;
    }

    /// What arrives until the connection ends, and how it ends.
    pub(crate) async fn read_to_end(&mut self) -> (String, std::io::Result<()>) {
        let ended = loop {
            match self.stream.read_buf(&mut self.waiting).await {
                Ok(0) => break Ok(()),
                Ok(_) => {}
                Err(error) => break Err(error),
            }
        };
        (String::from_utf8_lossy(&self.waiting).into_owned(), ended)
    }

    /// Reads one response; the emulator's have a length.
    pub(crate) async fn read(&mut self) -> Response {
        let end = loop {
            if let Some(end) = self.waiting.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            self.more().await;
        };
        let head = String::from_utf8(self.waiting.drain(..end + 4).collect()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut response = Response { status, headers, body: Vec::new() };
        let length = response.header("content-length").map_or(0, |length| length.parse().unwrap());
        while self.waiting.len() < length {
            self.more().await;
        }
        response.body = self.waiting.drain(..length).collect();
        response
    }

    async fn more(&mut self) {
        let count = self.stream.read_buf(&mut self.waiting).await.unwrap();
        assert!(count > 0, "the emulator closed the connection");
    }

    /// Whether the emulator has closed the connection.
    pub(crate) async fn is_closed(&mut self) -> bool {
        self.stream.read_buf(&mut self.waiting).await.is_ok_and(|count| count == 0)
    }
}

/// An emulator and a client of it.
pub(crate) async fn start() -> (Emulator, Client) {
    let emulator = Emulator::start().await.unwrap();
    let client = Client::connect(&emulator).await;
    (emulator, client)
}

/// Percent-encodes whatever is not unreserved.
pub(crate) fn encode(text: &str) -> String {
    let each = text.bytes().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    each.collect()
}
