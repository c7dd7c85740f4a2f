//! Secrets that a server repeats: in no encoding and in no part of an answer do they come into an error or a trace.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use graph_action::__private::{call, send};
use graph_action::{Call, Delta, Download, Graph, Monitor, Page, Result, UploadSession};
use proptest::prelude::{Strategy, any, prop, prop_assert};
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, nothing, redirect};
use crate::trace::Recorder;

/// Where a server repeats the secret.
#[derive(Clone, Copy, Debug)]
enum Place {
    Message,
    Code,
    Detail,
    InnerId,
    Text,
    Html,
    RequestId,
    ClientRequestId,
    Sunset,
    /// A success that cannot be read as what is wanted.
    Value,
    /// A page whose next link leads elsewhere.
    NextLink,
    Location,
    Challenge,
    /// The error of a call in a batch.
    Item,
    /// The name of a header of a failure and of a success, whose names `Debug` shows.
    FailedHeaderName,
    HeaderName,
    /// A restart of a delta query that leads elsewhere.
    Restart,
}

const PLACES: [Place; 17] = [
    Place::Message,
    Place::Code,
    Place::Detail,
    Place::InnerId,
    Place::Text,
    Place::Html,
    Place::RequestId,
    Place::ClientRequestId,
    Place::Sunset,
    Place::Value,
    Place::NextLink,
    Place::Location,
    Place::Challenge,
    Place::Item,
    Place::FailedHeaderName,
    Place::HeaderName,
    Place::Restart,
];

impl Place {
    /// The answer. `written` is the secret in its encoding, which is valid within a JSON text.
    fn script(self, written: &str) -> Script {
        let error = |body: String| answer("400 Bad Request", "content-type: application/json\r\n", &body);
        match self {
            Self::Message => error(format!(r#"{{"error":{{"code":"c","message":"m {written} m"}}}}"#)),
            Self::Code => error(format!(r#"{{"error":{{"code":"{written}","message":"m"}}}}"#)),
            Self::Detail => {
                let detail = format!(r#"{{"code":"{written}","message":"{written}","target":"{written}"}}"#);
                error(format!(r#"{{"error":{{"code":"c","details":[{detail}]}}}}"#))
            }
            Self::InnerId => error(format!(
                r#"{{"error":{{"code":"c","innerError":{{"code":"{written}","request-id":"{written}"}}}}}}"#
            )),
            Self::Text => answer("502 Bad Gateway", "", &format!("{}{written}", "x".repeat(280))),
            Self::Html => answer("502 Bad Gateway", "", &format!("<html><p title='{written}'>a {written}</p></html>")),
            Self::RequestId => answer("200 OK", &format!("request-id: {written}\r\n"), "{}"),
            Self::ClientRequestId => answer("400 x", &format!("client-request-id: {written}\r\n"), "{}"),
            Self::Sunset => answer("200 OK", &format!("sunset: {written}\r\nlink: <{written}>\r\n"), "{}"),
            Self::Value => answer("200 OK", "content-type: application/json\r\n", &format!("\"{written}\"")),
            Self::NextLink => {
                answer("200 OK", "", &format!(r#"{{"value":[],"@odata.nextLink":"https://{written}/x"}}"#))
            }
            Self::Location => redirect(302, &format!("ftp://{written}.example/{written}")),
            Self::FailedHeaderName => answer("400 x", &format!("x-{}: 1\r\n", as_name(written)), "{}"),
            Self::HeaderName => answer("200 OK", &format!("{}: 1\r\n", as_name(written)), "1"),
            Self::Restart => answer("410 Gone", &format!("location: https://{written}/x\r\n"), "{}"),
            Self::Challenge => {
                answer("401 x", &format!("www-authenticate: Bearer error=\"{written}\"\r\n"), &written.repeat(2))
            }
            Self::Item => {
                let error = format!(r#"{{"error":{{"code":"{written}","message":"{written}"}}}}"#);
                let item =
                    format!(r#"{{"id":"1","status":400,"headers":{{"request-id":"{written}"}},"body":{error}}}"#);
                answer("200 OK", "", &format!(r#"{{"responses":[{item}]}}"#))
            }
        }
    }

    /// Makes the call, and returns all that it shows.
    async fn call(self, graph: &Graph) -> String {
        match self {
            Self::Value => shown(send::<_, Result<u32>>(&GET, &graph.me(), nothing()).await),
            Self::NextLink => match call::<_, Call<Page<u8>>>(&GET, &graph.me(), nothing()).await {
                Ok(page) => shown(page.next().unwrap().await.map(drop)),
                Err(error) => shown(Err::<(), _>(error)),
            },
            Self::Item => {
                let mut batch = graph.batch();
                let handle = batch.add(call::<_, Call<()>>(&POST, &graph.me(), nothing()));
                shown(batch.send().await.unwrap().take(handle))
            }
            Self::RequestId | Self::HeaderName => {
                shown(call::<_, Call<graph_action::Response<u32>>>(&GET, &graph.me(), nothing()).await)
            }
            Self::Restart => match call::<_, Call<Delta<u8>>>(&GET, &graph.me(), nothing()).await {
                Ok(mut changes) => shown(changes.try_next().await.map(drop)),
                Err(error) => shown(Err::<(), _>(error)),
            },
            _ => shown(send::<_, Result<()>>(&POST, &graph.me(), nothing()).await),
        }
    }
}

/// An error with its sources, in both forms.
fn shown<T: Debug>(result: Result<T>) -> String {
    let mut text = String::new();
    let error = match result {
        Ok(value) => return format!("{value:?}"),
        Err(error) => error,
    };
    let mut next: Option<&dyn std::error::Error> = Some(&error);
    while let Some(error) = next {
        write!(text, "{error} {error:?} ").unwrap();
        next = error.source();
    }
    text
}

/// The secret as a server may write it: plain, in a mixture of escapes, in base64, or torn apart.
fn written(secret: &str, form: u8, how: &[u8]) -> String {
    let escaped = |character: char, how: u8| {
        let code = u32::from(character);
        match how % 7 {
            0 => format!("%{code:02X}"),
            1 => format!("\\u{code:04x}"),
            2 => format!("&#{code};"),
            3 => format!("&#x{code:X};"),
            4 => format!("%25{code:02x}"),
            5 if character == '/' => "\\/".to_owned(),
            _ => character.to_string(),
        }
    };
    match form % 6 {
        0 => secret.to_owned(),
        1 => STANDARD.encode(format!("Bearer {secret}")),
        2 => URL_SAFE_NO_PAD.encode(format!("ab{secret}c")),
        3 => secret.chars().flat_map(|character| [character, ' ']).collect(),
        _ => secret.chars().zip(how).map(|(character, how)| escaped(character, *how)).collect(),
    }
}

/// What is left of a text when only the characters are kept that the name of a header may have.
fn as_name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c)).collect()
}

/// Whether a text shows the secret, or what the server wrote for it, in upper or lower case: hosts and the names of
/// headers are changed to lower case. `Debug` doubles backslashes.
fn has(text: &str, secret: &str, written: &str) -> bool {
    let plain = |text: &str| -> String {
        let text = text.to_ascii_lowercase();
        text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
    };
    let text = plain(text);
    [secret, written].into_iter().any(|secret| text.contains(&plain(secret)))
}

fn secret(alphabet: &'static str) -> impl Strategy<Value = String> {
    prop::string::string_regex(alphabet).unwrap()
}

/// What goes on while the calls are made, and a runtime to make them on.
struct Watch {
    runtime: tokio::runtime::Runtime,
    recorder: Recorder,
    scripts: Arc<Mutex<Vec<Script>>>,
}

impl Watch {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { runtime, recorder: Recorder::default(), scripts: Arc::default() }
    }

    /// A server that takes its next answer from the scripts.
    fn server(&self) -> Server {
        let scripts = self.scripts.clone();
        self.runtime.block_on(Server::start(std::iter::from_fn(move || scripts.lock().unwrap().pop())))
    }

    fn run<S: Strategy>(&self, cases: &S, property: impl Fn(S::Value) -> Result<(), String>) {
        // See `trace`: with only one subscriber, tracing may ask another thread's.
        let _second = tracing::Dispatch::new(Recorder::default());
        tracing::subscriber::with_default(self.recorder.clone(), || {
            let config = Config { cases: 300, failure_persistence: None, ..Config::default() };
            let outcome = TestRunner::new(config).run(cases, |case| {
                let outcome = property(case);
                prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
                Ok(())
            });
            outcome.unwrap();
        });
    }
}

#[test]
fn a_token_comes_into_no_error_and_no_trace() {
    let watch = Watch::new();
    let server = watch.server();
    let cases = (
        secret("[A-Za-z0-9+/=._~-]{16,48}"),
        prop::sample::select(PLACES.to_vec()),
        any::<u8>(),
        prop::collection::vec(any::<u8>(), 48),
    );
    watch.run(&cases, |(secret, place, form, how)| {
        let written = written(&secret, form, &how);
        *watch.scripts.lock().unwrap() = vec![place.script(&written)];
        watch.recorder.clear();
        let graph = server.builder().bearer_token(&secret).build().unwrap();
        let shown = watch.runtime.block_on(place.call(&graph)) + &watch.recorder.text();
        if has(&shown, &secret, &written) { Err(format!("{place:?} {written}: {shown}")) } else { Ok(()) }
    });
}

/// What an address that gives access leads to.
#[derive(Clone, Copy, Debug)]
enum Access {
    Download,
    Upload,
    UploadRange,
    Monitor,
    MonitorStatus,
}

const ACCESSES: [Access; 5] =
    [Access::Download, Access::Upload, Access::UploadRange, Access::Monitor, Access::MonitorStatus];

impl Access {
    /// What the host answers, and what Graph has answered before.
    fn scripts(self, url: &str, written: &str) -> [Script; 2] {
        let text = json!({ "uploadUrl": url, "expirationDateTime": "soon" }).to_string();
        let error = format!(r#"{{"error":{{"code":"{written}","message":"see {written}"}}}}"#);
        let error = answer("403 Forbidden", &format!("request-id: {written}\r\n"), &error);
        let started = || answer("202 Accepted", &format!("location: {url}\r\n"), "");
        match self {
            Self::Download => [error, redirect(302, url)],
            Self::Upload => [error, answer("200 OK", "", &text)],
            Self::UploadRange => {
                let body = format!(r#"{{"nextExpectedRanges":["{written}"],"expirationDateTime":"{written}"}}"#);
                [answer("202 Accepted", "", &body), answer("200 OK", "", &text)]
            }
            Self::Monitor => [error, started()],
            Self::MonitorStatus => [answer("200 OK", "", &format!(r#"{{"status":"{written} failed"}}"#)), started()],
        }
    }

    async fn call(self, graph: &Graph) -> String {
        match self {
            Self::Download => shown(call::<_, Call<Download>>(&GET, &graph.me(), nothing()).await),
            Self::Upload | Self::UploadRange => {
                let mut session: UploadSession = call::<_, Call<_>>(&POST, &graph.me(), nothing()).await.unwrap();
                let result = session.upload::<()>("x").await;
                format!("{}{session:?}{:?}", shown(result), session.save())
            }
            Self::Monitor | Self::MonitorStatus => {
                let monitor: Monitor<()> = call::<_, Call<_>>(&POST, &graph.me(), nothing()).await.unwrap();
                shown(monitor.wait().await)
            }
        }
    }
}

#[test]
fn an_address_that_gives_access_comes_into_no_error_and_no_trace() {
    let watch = Watch::new();
    let (server, host) = (watch.server(), watch.server());
    let cases = (
        secret("[A-Za-z0-9_~-]{16,48}"),
        any::<bool>(),
        prop::sample::select(ACCESSES.to_vec()),
        any::<u8>(),
        prop::collection::vec(any::<u8>(), 48),
    );
    watch.run(&cases, |(secret, is_in_path, access, form, how)| {
        let written = written(&secret, form, &how);
        let path = if is_in_path { format!("/file/{secret}/content") } else { format!("/file?x=1&tempauth={secret}") };
        *watch.scripts.lock().unwrap() = access.scripts(&host.url(&path), &written).into();
        watch.recorder.clear();
        let graph = server.builder().clock(ManualClock::default()).build().unwrap();
        let shown = watch.runtime.block_on(access.call(&graph)) + &watch.recorder.text();
        if has(&shown, &secret, &written) { Err(format!("{access:?} {path} {written}: {shown}")) } else { Ok(()) }
    });
}
