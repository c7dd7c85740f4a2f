//! A server that speaks as much of `$batch` as a test needs, and is as strict about it as Graph.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use graph_action::__private::{Body, Descriptor, Inputs, Pair, Part, action, call};
use graph_action::{Action, Call, Decode, Graph, GraphBuilder, Method, User};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request.
pub(crate) enum Answer {
    /// Status, further headers that each end in `\r\n`, and body.
    Whole(u16, &'static str, String),
    /// Each item of the batch is answered by the function of the server.
    Items,
    /// Closes the connection.
    Reset,
    /// Never answers.
    Hang,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// `POST /v1.0/$batch`.
    pub(crate) line: String,
    /// In lower case.
    pub(crate) headers: String,
    pub(crate) body: Value,
}

impl Seen {
    pub(crate) fn items(&self) -> Vec<Value> {
        self.body["requests"].as_array().cloned().unwrap_or_default()
    }

    pub(crate) fn urls(&self) -> Vec<String> {
        self.items().iter().map(|item| item["url"].as_str().unwrap().to_owned()).collect()
    }
}

type OnRequest = Box<dyn Fn(usize, &Seen) -> Answer + Send + Sync>;
type OnItem = Box<dyn Fn(usize, &Value) -> Value + Send + Sync>;

struct Shared {
    on_request: OnRequest,
    on_item: OnItem,
    seen: Mutex<Vec<Seen>>,
    /// Items that ran and were answered with success, by their URLs.
    done: Mutex<HashMap<String, usize>>,
    /// How many requests are under way, and were at most.
    under_way: Mutex<(usize, usize)>,
}

pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// Answers every item by this function of the number of the request and the item. It gives a response without its
    /// id.
    pub(crate) async fn items(on_item: impl Fn(usize, &Value) -> Value + Send + Sync + 'static) -> Self {
        Self::start(
            |_, seen| {
                if seen.line.ends_with("/$batch") { Answer::Items } else { Answer::Whole(204, "", String::new()) }
            },
            on_item,
        )
        .await
    }

    pub(crate) async fn requests(on_request: impl Fn(usize, &Seen) -> Answer + Send + Sync + 'static) -> Self {
        Self::start(on_request, |_, _| json!({"status": 204})).await
    }

    pub(crate) async fn start(
        on_request: impl Fn(usize, &Seen) -> Answer + Send + Sync + 'static,
        on_item: impl Fn(usize, &Value) -> Value + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            on_request: Box::new(on_request),
            on_item: Box::new(on_item),
            seen: Mutex::default(),
            done: Mutex::default(),
            under_way: Mutex::default(),
        });
        let for_connections = shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, for_connections.clone()));
            }
        });
        Self { address, shared }
    }

    pub(crate) fn builder(&self) -> GraphBuilder {
        Graph::builder().base_url(format!("http://{}", self.address)).bearer_token("SECRET-SECRET-SECRET")
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// How many requests were under way at most.
    pub(crate) fn most_at_once(&self) -> usize {
        self.shared.under_way.lock().unwrap().1
    }

    /// How often each URL was answered with success.
    pub(crate) fn done(&self) -> HashMap<String, usize> {
        self.shared.done.lock().unwrap().clone()
    }
}

/// Long enough for requests that may overlap to do so.
async fn dawdle(shared: &Shared) {
    {
        let mut under_way = shared.under_way.lock().unwrap();
        under_way.0 += 1;
        under_way.1 = under_way.1.max(under_way.0);
    }
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    shared.under_way.lock().unwrap().0 -= 1;
}

async fn serve(mut stream: TcpStream, shared: Arc<Shared>) {
    while let Some(seen) = read(&mut stream).await {
        let number = {
            let mut all = shared.seen.lock().unwrap();
            all.push(seen.clone());
            all.len() - 1
        };
        dawdle(&shared).await;
        let (status, headers, body) = match (shared.on_request)(number, &seen) {
            Answer::Whole(status, headers, body) => (status, headers, body),
            Answer::Items => run(number, &seen, &shared),
            Answer::Reset => return,
            Answer::Hang => std::future::pending().await,
        };
        let length = if status == 204 { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        let answer = format!("HTTP/1.1 {status} X\r\nrequest-id: whole-{number}\r\n{headers}{length}\r\n{body}");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Runs a batch as Graph does: refused as a whole when malformed, answered in another order than asked.
fn run(number: usize, seen: &Seen, shared: &Shared) -> (u16, &'static str, String) {
    let items = seen.items();
    let mut ids = HashSet::new();
    for item in &items {
        let before = ids.clone();
        let id = item["id"].as_str().unwrap_or_default().to_lowercase();
        let depends_on = item["dependsOn"].as_array().cloned().unwrap_or_default();
        let has_type = item["headers"].get("Content-Type").is_some();
        let is_fine = ids.insert(id)
            && item["url"].as_str().is_some_and(|url| url.starts_with('/') && !url.starts_with("/v1.0"))
            && item.get("body").is_some() == has_type
            && (item["method"] != "POST" || has_type)
            && depends_on.iter().all(|earlier| before.contains(earlier.as_str().unwrap()));
        if !is_fine {
            return (400, "", format!(r#"{{"error":{{"code":"BadRequest","message":{:?}}}}}"#, item.to_string()));
        }
    }
    if items.is_empty() || items.len() > 20 {
        return (400, "", r#"{"error":{"code":"MaximumValueExceeded","message":"20"}}"#.to_owned());
    }
    let mut failed = HashSet::new();
    let mut responses = Vec::new();
    for item in &items {
        let depends_on = item["dependsOn"].as_array().cloned().unwrap_or_default();
        let mut response = if depends_on.iter().any(|earlier| failed.contains(earlier)) {
            json!({"status": 424, "body": {"error": {"code": "FailedDependency", "message": "no"}}})
        } else {
            (shared.on_item)(number, item)
        };
        if response["status"].as_u64().is_some_and(|status| status < 300) {
            *shared.done.lock().unwrap().entry(item["url"].as_str().unwrap().to_owned()).or_default() += 1;
        } else {
            failed.insert(item["id"].clone());
        }
        if response.get("id").is_none() {
            response["id"] = item["id"].clone();
        }
        responses.push(response);
    }
    responses.reverse();
    (200, "content-type: application/json\r\n", json!({"responses": responses}).to_string())
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let (line, headers) = head.split_once("\r\n").unwrap();
            let headers = headers.to_lowercase();
            let length = headers.lines().find_map(|header| header.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                let body = serde_json::from_str(body).unwrap_or_default();
                return Some(Seen { line: line.trim_end_matches(" HTTP/1.1").to_owned(), headers, body });
            }
        }
        let mut chunk = [0; 8192];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(length) => bytes.extend_from_slice(&chunk[..length]),
        }
    }
}

const fn descriptor(name: &'static str, method: Method) -> Descriptor {
    Descriptor {
        name,
        method,
        version: "v1.0",
        absolute: false,
        template: "/messages/<id>",
        path: &[Part::Text("/messages/"), Part::Segment("id")],
        query: &[Pair { name: "$filter", value: &[Part::Quoted("filter")] }],
        scopes: &[],
        app_scopes: &[],
        repeatable: false,
    }
}

pub(crate) static GET: Action = action(Descriptor { scopes: &["Mail.Read"], ..descriptor("Mail::get", Method::Get) });
pub(crate) static GET_BETA: Action =
    action(Descriptor { version: "beta", ..descriptor("Mail::get_beta", Method::Get) });
pub(crate) static SEND: Action =
    action(Descriptor { scopes: &["Mail.Send"], ..descriptor("Mail::send", Method::Post) });
pub(crate) static DELETE: Action =
    action(Descriptor { repeatable: true, ..descriptor("Mail::delete", Method::Delete) });
pub(crate) static PUT: Action = action(Descriptor { repeatable: true, ..descriptor("Mail::put", Method::Put) });

/// A call for the message of the signed-in user with this id.
pub(crate) fn message<T: Decode>(graph: &Graph, action: &'static Action, id: &str) -> Call<T> {
    message_of(&graph.me(), action, id)
}

pub(crate) fn message_of<T: Decode>(user: &User, action: &'static Action, id: &str) -> Call<T> {
    call(
        action,
        user,
        Inputs { arguments: &[&id, &None::<&str>], query: &[], headers: &[], body: Body::none(), projection: None },
    )
}

pub(crate) fn with_body<T: Decode>(graph: &Graph, action: &'static Action, id: &str, body: Body) -> Call<T> {
    call(
        action,
        &graph.me(),
        Inputs { arguments: &[&id, &None::<&str>], query: &[], headers: &[], body, projection: None },
    )
}
