//! Microsoft Entra's endpoints, and the way to them.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use oauth2::{HttpRequest, HttpResponse};

use crate::client::http_client;
use crate::clock::{SharedClock, SystemClock};
use crate::cloud::Cloud;
use crate::encode;
use crate::error::{BoxError, Error, innermost};
use crate::origin;
use crate::random;
use crate::retry::{Retry, after};

/// How often a request is sent at most.
const ATTEMPTS: u32 = 3;
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long a wait may be that Entra asks for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How large an answer may be, in bytes; tokens have a few thousand.
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
        let host = self.host.as_deref().unwrap_or(self.cloud.authority_url());
        let mut url = origin::parse_authority(host)?.to_string();
        encode::segment(&mut url, &self.tenant).map_err(|reason| format!("the tenant {reason}"))?;
        Ok(format!("{url}/oauth2/v2.0/{name}"))
    }

    /// The way to it, as the library takes it.
    pub(super) fn client(&self) -> impl Fn(HttpRequest) -> Answering + use<> {
        let authority = self.clone();
        move |request| {
            let authority = authority.clone();
            Box::pin(async move { authority.call(request).await })
        }
    }

    /// Sends a request, again if need be. A token that is asked for twice is given twice, which harms nobody.
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let http = self.http(&request).map_err(|error| Unreachable::new(error.to_string(), error))?;
        let mut number = 1;
        loop {
            let outcome = once(http, request.clone()).await;
            let told = match &outcome {
                Ok(answer) if answer.status().as_u16() == 429 || answer.status().is_server_error() => {
                    after::read(answer.headers(), self.clock.now())
                }
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

    fn http(&self, request: &HttpRequest) -> Result<&reqwest::Client, Error> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = http_client(None, None, request.uri().scheme_str() == Some("https"))?;
        Ok(self.http.get_or_init(|| http))
    }
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
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        if answer.body().len() + chunk.len() > ANSWER {
            return Err(Unreachable { message: "the answer of the authority is too large".to_owned(), source: None });
        }
        answer.body_mut().extend_from_slice(&chunk);
    }
    Ok(answer)
}

/// The authority gave no answer.
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
