//! The endpoints of Microsoft Entra, and the HTTP client for them.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use oauth2::{HttpRequest, HttpResponse};
use serde_json::Value;

use crate::call::encode;
use crate::client::clock::{SharedClock, SystemClock};
use crate::client::cloud::Cloud;
use crate::client::http::http_client;
use crate::client::origin;
use crate::client::random;
use crate::reply::answer::{Incomplete, read_whole};
use crate::reply::error::{BoxError, Error, innermost};
use crate::reply::retry_after;
use crate::send::retry::Retry;

/// The most attempts of a request.
const ATTEMPTS: u32 = 3;
const TIMEOUT: Duration = Duration::from_secs(30);
/// The longest wait that Entra may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// The largest answer, in bytes; tokens have a few thousand.
const ANSWER: usize = 1 << 20;

type Answering = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreachable>> + Send>>;

#[derive(Clone)]
pub(super) struct Authority {
    tenant: String,
    pub(super) cloud: Cloud,
    pub(super) host: Option<String>,
    pub(super) clock: SharedClock,
    http: Arc<OnceLock<reqwest::Client>>,
}

impl Authority {
    pub(super) fn new(tenant: String) -> Self {
        Self { tenant, cloud: Cloud::default(), host: None, clock: SystemClock::shared(), http: Arc::default() }
    }

    /// The address of an endpoint of the tenant: `token` or `devicecode`.
    pub(super) fn endpoint(&self, name: &str) -> Result<String, BoxError> {
        let host = self.host.as_deref().or(self.cloud.authority_url());
        let host = host.ok_or("the host of Microsoft Entra in this cloud is not public: give it by `.authority(…)`")?;
        let mut url = origin::parse_authority(host)?.to_string();
        encode::segment(&mut url, &self.tenant).map_err(|reason| format!("the tenant {reason}"))?;
        Ok(format!("{url}/oauth2/v2.0/{name}"))
    }

    /// The HTTP client in the form that `oauth2` takes.
    pub(super) fn client(&self) -> impl Fn(HttpRequest) -> Answering + use<> {
        let authority = self.clone();
        move |request| {
            let authority = authority.clone();
            Box::pin(async move { authority.call(request).await })
        }
    }

    /// Sends a request, and repeats it if needed. A repeat does no harm: it is given another token.
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let http = self.http(&request).map_err(|error| Unreachable::new(error.to_string(), error))?;
        let mut number = 1;
        loop {
            let outcome = once(http, request.clone()).await;
            let told = match &outcome {
                Ok(answer) if is_busy(answer) => retry_after::read(answer.headers(), self.clock.now()),
                Ok(_) => return outcome,
                Err(_) => None,
            };
            let wait = told.unwrap_or_else(|| Retry::default().backoff(number, random::standard()()));
            if number == ATTEMPTS || wait > LONGEST_WAIT {
                return outcome;
            }
            number += 1;
            self.clock.sleep(wait).await;
        }
    }

    /// The HTTP client for polling with a device code. An authority that is overloaded or cannot be reached has not
    /// answered yet, so polling continues, more slowly, until the code expires (RFC 8628, 3.5).
    pub(super) fn polling_client(&self) -> impl Fn(HttpRequest) -> Answering + use<> {
        let authority = self.clone();
        move |request| {
            let authority = authority.clone();
            Box::pin(async move { authority.poll(request).await })
        }
    }

    async fn poll(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let http = self.http(&request).map_err(|error| Unreachable::new(error.to_string(), error))?;
        let wait = match once(http, request).await {
            Ok(answer) if is_busy(&answer) => retry_after::read(answer.headers(), self.clock.now()),
            Ok(answer) => return Ok(answer),
            Err(_) => None,
        };
        self.clock.sleep(wait.unwrap_or_default().min(LONGEST_WAIT)).await;
        let mut answer = HttpResponse::new(br#"{"error":"slow_down"}"#.to_vec());
        *answer.status_mut() = StatusCode::BAD_REQUEST;
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(answer)
    }

    fn http(&self, request: &HttpRequest) -> Result<&reqwest::Client, Error> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = http_client(None, None, request.uri().scheme_str() == Some("https"))?;
        Ok(self.http.get_or_init(|| http))
    }
}

fn is_busy(answer: &HttpResponse) -> bool {
    let status = answer.status();
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT) || status.is_server_error()
}

/// Makes whole numbers, as RFC 6749 requires, of numbers that ADFS and proxies send as text or with a fraction.
fn with_whole_numbers(body: Vec<u8>) -> Vec<u8> {
    let Ok(Value::Object(mut answer)) = serde_json::from_slice(&body) else { return body };
    for name in ["expires_in", "ext_expires_in", "refresh_token_expires_in", "interval"] {
        let Some(value) = answer.get_mut(name) else { continue };
        let seconds = match &*value {
            Value::String(text) => text.trim().parse::<f64>().ok(),
            number => number.as_f64(),
        };
        // A negative or huge time is removed: a token without an expiry is used once.
        match seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
            Some(time) => *value = time.as_secs().into(),
            None => drop(answer.remove(name)),
        }
    }
    serde_json::to_vec(&answer).unwrap_or(body)
}

async fn once(http: &reqwest::Client, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
    let lost = |error: reqwest::Error| {
        let error = error.without_url();
        Unreachable::new(format!("the authority cannot be reached: {}", innermost(&error)), error)
    };
    let mut request = reqwest::Request::try_from(request).map_err(lost)?;
    *request.timeout_mut() = Some(TIMEOUT);
    let mut response = http.execute(request).await.map_err(lost)?;
    let mut answer = HttpResponse::new(Vec::new());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = std::mem::take(response.headers_mut());
    let body = read_whole(&mut response, ANSWER).await.map_err(|incomplete| match incomplete {
        Incomplete::Lost(error) => lost(error),
        Incomplete::TooLarge => {
            Unreachable { message: "the answer of the authority is too large".to_owned(), source: None }
        }
    })?;
    *answer.body_mut() = with_whole_numbers(body.into());
    Ok(answer)
}

/// The authority did not answer.
#[derive(Debug)]
pub(super) struct Unreachable {
    message: String,
    source: Option<BoxError>,
}

impl Unreachable {
    fn new(message: String, source: impl Into<BoxError>) -> Self {
        Self { message, source: Some(source.into()) }
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unreachable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
