//! A server that answers what it is told, byte for byte, and records what it was asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use graph_action::__private::{Body, Descriptor, Inputs, Part, action};
use graph_action::{Action, Graph, GraphBuilder, Method, Retry};
use proptest::prelude::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with one request.
pub(crate) enum Script {
    /// Writes this and closes the connection.
    Answer(String),
    /// Writes these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Closes the connection without an answer.
    Reset,
    /// Never answers.
    Hang,
    /// Writes this, and then nothing more on a connection that stays open.
    Drip(String),
}

pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Takes a script for each request, when the request is there.
    pub(crate) async fn start<S>(scripts: S) -> Self
    where
        S: IntoIterator<Item = Script>,
        S::IntoIter: Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn(serve(listener, scripts.into_iter(), requests.clone()));
        Self { address, requests }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Without repeats.
    pub(crate) fn builder(&self) -> GraphBuilder {
        let builder = Graph::builder().base_url(self.url("")).bearer_token("SECRET-SECRET-SECRET");
        builder.random(|| 7).retry(Retry::none())
    }

    pub(crate) fn graph(&self) -> Graph {
        self.builder().build().unwrap()
    }

    /// What was asked: the head in lower case but for the request line, then the body.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// Waits until so many requests have come.
    pub(crate) async fn wait_for_requests(&self, count: usize) {
        while self.requests.lock().unwrap().len() < count {
            tokio::task::yield_now().await;
        }
    }
}

async fn serve(listener: TcpListener, mut scripts: impl Iterator<Item = Script>, requests: Arc<Mutex<Vec<String>>>) {
    let mut hanging = Vec::new();
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read(&mut stream).await;
        requests.lock().unwrap().push(request);
        let script = scripts.next().expect("a request that the test did not expect");
        match script {
            Script::Answer(answer) => {
                stream.write_all(answer.as_bytes()).await.unwrap();
                stream.shutdown().await.ok();
            }
            Script::Bytes(answer) => {
                stream.write_all(&answer).await.unwrap();
                stream.shutdown().await.ok();
            }
            Script::Reset => drop(stream),
            Script::Hang => hanging.push(stream),
            Script::Drip(beginning) => {
                stream.write_all(beginning.as_bytes()).await.unwrap();
                hanging.push(stream);
            }
        }
    }
}

/// Runs a property over the answers of one server, which cost little when the client is built only once.
pub(crate) fn for_all_answers<S: Strategy>(
    strategy: S,
    script: impl Fn(&S::Value) -> Script,
    property: impl AsyncFn(&Graph, S::Value) -> Result<(), TestCaseError>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let next = Arc::new(Mutex::new(Vec::new()));
    let scripts = next.clone();
    let server = runtime.block_on(Server::start(std::iter::from_fn(move || scripts.lock().unwrap().pop())));
    let graph = server.graph();
    let outcome = TestRunner::new(Config { failure_persistence: None, ..Config::default() }).run(&strategy, |value| {
        next.lock().unwrap().clear();
        next.lock().unwrap().extend((0..4).map(|_| script(&value)));
        runtime.block_on(property(&graph, value))
    });
    outcome.unwrap();
}

async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.replace("\r\n", "\n");
            let (line, headers) = head.split_once('\n').unwrap();
            let headers = headers.to_lowercase();
            let length = headers
                .lines()
                .find_map(|header| header.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                return format!("{line}\n{headers}\n\n{body}");
            }
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return String::from_utf8_lossy(&bytes).into_owned(),
            Ok(length) => bytes.extend_from_slice(&chunk[..length]),
        }
    }
}

/// An answer with a body and further headers, each ending in `\r\n`.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> Script {
    Script::Answer(format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    ))
}

pub(crate) fn json(status: &str, body: &str) -> Script {
    answer(status, "content-type: application/json\r\n", body)
}

pub(crate) fn redirect(status: u16, location: &str) -> Script {
    answer(&format!("{status} Redirect"), &format!("location: {location}\r\n"), "")
}

pub(crate) const fn descriptor(method: Method, path: &'static [Part]) -> Descriptor {
    Descriptor {
        name: "Mail::act",
        method,
        version: "v1.0",
        absolute: false,
        template: "/messages/<id>",
        path,
        query: &[],
        scopes: &["Mail.Send"],
        app_scopes: &[],
        repeatable: false,
    }
}

pub(crate) static GET: Action = action(descriptor(Method::Get, &[Part::Text("/messages")]));
pub(crate) static POST: Action = action(descriptor(Method::Post, &[Part::Text("/messages")]));

pub(crate) fn nothing() -> Inputs<'static> {
    Inputs { arguments: &[], query: &[], headers: &[], body: Body::none(), projection: None }
}
