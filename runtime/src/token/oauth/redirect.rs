//! The loopback redirect (RFC 8252, 7.3): a listener on this machine that the browser brings the authorization code to.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use zeroize::Zeroizing;

use super::authority_error::AuthorityError;
use crate::client::runtime::{self, with_io};
use crate::reply::error::BoxError;

/// The longest head of a request, in bytes. Codes have a thousand, descriptions of errors some hundred.
const LONGEST_HEAD: usize = 64 * 1024;
/// The time limit of one connection. Browsers open some that they do not use.
const CONNECTION: Duration = Duration::from_secs(10);
/// The most connections at a time.
const CONNECTIONS: usize = 64;

/// The code, or why there is none.
type Code = Result<Zeroizing<String>, BoxError>;

/// A listener on a free port of the loopback address.
pub(super) struct Redirect {
    listener: TcpListener,
    address: Url,
}

impl Redirect {
    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// When there is no free port, or the tokio runtime lacks a part.
    pub(super) async fn bind() -> Result<Self, BoxError> {
        runtime::require("sign in")?;
        let listener = with_io(TcpListener::bind("127.0.0.1:0")).await?;
        let listener = listener.map_err(|error| format!("no redirect can be received on 127.0.0.1: {error}"))?;
        // An application registers `http://localhost`, for which Entra ignores the port.
        let address = Url::parse(&format!("http://localhost:{}", listener.local_addr()?.port()))?;
        Ok(Self { listener, address })
    }

    /// The redirect URI, as it is registered but with the port.
    pub(super) fn uri(&self) -> &str {
        self.address.as_str().trim_end_matches('/')
    }

    /// The code that the browser brings together with the `state`. Other requests are refused and change nothing.
    ///
    /// # Errors
    ///
    /// The [`AuthorityError`] that the browser brings instead, or that of the listener.
    pub(super) async fn code(self, state: Zeroizing<String>) -> Code {
        let (found, mut codes) = mpsc::channel(1);
        // Ends, with all connections, when this is dropped.
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(self.listener, Arc::new(state), found));
        codes.recv().await.unwrap_or_else(|| Err("the listener for the redirect ended".into()))
    }
}

async fn accept(listener: TcpListener, state: Arc<Zeroizing<String>>, found: mpsc::Sender<Code>) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                while connections.try_join_next().is_some() {}
                if connections.len() < CONNECTIONS {
                    let served = serve(stream, state.clone(), found.clone());
                    connections.spawn(tokio::time::timeout(CONNECTION, served));
                }
            }
            Err(error) => {
                let error = format!("no redirect can be received: {error}").into();
                // The other end is gone when the sign-in has ended.
                let _ = found.send(Err(error)).await;
                return;
            }
        }
    }
}

/// Answers one request. A connection that breaks is ignored: the browser may try again.
async fn serve(mut stream: TcpStream, state: Arc<Zeroizing<String>>, found: mpsc::Sender<Code>) {
    let Some(target) = target(&mut stream).await else { return };
    let (page, code) = match read(&target, &state) {
        Some(Ok(code)) => {
            (page("200 OK", "The program goes on with the sign-in. You can close this page."), Some(Ok(code)))
        }
        Some(Err(refusal)) => {
            let text = "The sign-in failed. The program tells why; you can close this page.";
            (page("200 OK", text), Some(Err(refusal.into())))
        }
        None => (page("404 Not Found", "This address is only for the sign-in that a program waits for."), None),
    };
    let _ = stream.write_all(page.as_bytes()).await;
    let _ = stream.shutdown().await;
    if let Some(code) = code {
        // Full or closed when the browser brought a code before.
        let _ = found.try_send(code);
    }
}

/// The target of a `GET` request.
async fn target(stream: &mut TcpStream) -> Option<Zeroizing<String>> {
    let mut head = Zeroizing::new(Vec::new());
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut chunk = Zeroizing::new([0; 4096]);
        let length = stream.read(&mut *chunk).await.ok().filter(|length| *length > 0)?;
        head.extend_from_slice(&chunk[..length]);
        if head.len() > LONGEST_HEAD {
            return None;
        }
    }
    let line = std::str::from_utf8(head.split(|byte| *byte == b'\r').next()?).ok()?;
    let (target, _) = line.strip_prefix("GET ")?.split_once(' ')?;
    Some(Zeroizing::new(target.to_owned()))
}

/// Reads the parameters of the redirect; `None` unless it has the `state` and a code or an error.
fn read(target: &str, state: &str) -> Option<Result<Zeroizing<String>, AuthorityError>> {
    let url = Url::parse("http://localhost").ok()?.join(target).ok()?;
    let parameter = |wanted: &str| {
        let value = url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
        value.filter(|value| !value.is_empty()).map(Zeroizing::new)
    };
    if url.path() != "/" || parameter("state")?.as_str() != state {
        return None;
    }
    if let Some(code) = parameter("error") {
        let description = parameter("error_description");
        return Some(Err(AuthorityError::new(&code, description.as_ref().map(|text| text.as_str()), None)));
    }
    parameter("code").map(Ok)
}

/// A page without anything of the request.
fn page(status: &str, text: &str) -> String {
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sign-in</title><p>{text}</p></html>\n"
    );
    format!(
        "HTTP/1.1 {status}\r\n\
         content-type: text/html; charset=utf-8\r\n\
         content-length: {}\r\n\
         cache-control: no-store\r\n\
         content-security-policy: default-src 'none'\r\n\
         referrer-policy: no-referrer\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_counts_with_the_state_only() {
        let code = |target| read(target, "S").map(|code| code.unwrap().to_string());
        assert_eq!(code("/?code=a%2Bb+c&state=S&session_state=x"), Some("a+b c".to_owned()));
        assert_eq!(code("/?state=S&code=1&code=2"), Some("1".to_owned()));
        for other in [
            "/?code=1",
            "/?code=1&state=",
            "/?code=1&state=s",
            "/?code=1&state=SS",
            "/?state=S",
            "/?state=S&code=",
            "/favicon.ico",
            "/x?code=1&state=S",
            "//evil.example/x?code=1&state=S",
            "*",
        ] {
            assert_eq!(code(other), None, "{other}");
        }
    }

    #[test]
    fn an_error_in_the_redirect_is_an_error() {
        let refusal = |target| read(target, "S").map(Result::unwrap_err);
        let target = "/?error=access_denied&error_description=AADSTS65004%3a+User+declined%0d%0aTrace&state=S&code=1";
        let expected = AuthorityError::new("access_denied", Some("AADSTS65004: User declined Trace"), None);
        assert_eq!(refusal(target), Some(expected));
        assert_eq!(refusal("/?error=access_denied&state=s"), None);
    }
}
