//! What a fault does to an answer.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::{Effect, Fault, PageChange, Refusal, RetryAfter};
use crate::{
    error::GraphError,
    request::{Answer, Headers},
    time::Timestamp,
};

/// The fault that decides how a request is answered.
#[derive(Debug)]
pub(crate) struct Blow(pub(crate) Fault);

/// What becomes of an answer.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// This instead.
    Instead(Result<Answer, GraphError>),
    /// The ordinary one, with changes to its page and more headers.
    Page(PageChange),
    Reset,
    Truncate,
    Ordinary,
}

impl Blow {
    /// Whether the request is processed before it strikes.
    pub(crate) fn is_after(&self) -> bool {
        self.0.after
    }

    pub(crate) fn verdict(&self, now: Timestamp, url: &str) -> Verdict {
        match &self.0.effect {
            Effect::Pass | Effect::Hold(_) | Effect::Delay(_) => Verdict::Ordinary,
            Effect::Reset => Verdict::Reset,
            Effect::Truncate => Verdict::Truncate,
            Effect::Page(change) => Verdict::Page(change.clone()),
            Effect::Refuse(refusal) => Verdict::Instead(refusal.answer(self.0.headers(now))),
            Effect::GoneWithLocation => {
                let mut error = GraphError::new(410, "resyncRequired", "Resync required.");
                error.headers = self.0.headers(now);
                Verdict::Instead(Err(error.header("location", without_tokens(url))))
            }
            Effect::Challenge(claims) => Verdict::Instead(Err(challenge(claims))),
        }
    }
}

impl Fault {
    /// The headers it adds.
    pub(crate) fn headers(&self, now: Timestamp) -> Headers {
        let given = self.headers.iter().map(|(name, value)| (name.clone().into(), value.clone()));
        given.chain(self.retry_after.map(|retry_after| ("retry-after".into(), retry_after.value(now)))).collect()
    }
}

impl RetryAfter {
    fn value(self, now: Timestamp) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Decimal(seconds) => seconds.to_string(),
            Self::Date(after) => now.later(after).http_date(),
        }
    }
}

impl Refusal {
    fn answer(&self, headers: Headers) -> Result<Answer, GraphError> {
        match &self.body {
            None => Err(GraphError {
                status: self.status,
                code: self.code.clone().into(),
                message: self.message.clone(),
                headers,
            }),
            Some((content_type, body)) => {
                let mut answer = match body.is_empty() {
                    true => Answer::empty(self.status),
                    false => Answer::with_body(self.status, content_type, body.clone()),
                };
                answer.headers.extend(headers);
                Ok(answer)
            }
        }
    }
}

impl PageChange {
    /// Changes the body of an answer when it is a page; `url` is the request's own address.
    pub(crate) fn apply(&self, answer: &mut Answer, url: &str, number: u64) {
        let Ok(mut page) = serde_json::from_slice::<Value>(&answer.body) else { return };
        if answer.status != 200 || !page["value"].is_array() {
            return;
        }
        let link = match self {
            Self::Empty => {
                page["value"] = Value::Array(Vec::new());
                // Another address, or a client would rightly see a loop. The service passes unknown options over.
                let separator = if url.contains('?') { '&' } else { '?' };
                format!("{url}{separator}page={number}")
            }
            Self::Loop => url.to_owned(),
            Self::Foreign(origin) => {
                let real = page["@odata.nextLink"].as_str().unwrap_or(url);
                let path =
                    real.find("://").and_then(|scheme| real[scheme + 3..].find('/').map(|start| scheme + 3 + start));
                format!("{origin}{}", path.map_or("/", |path| &real[path..]))
            }
        };
        if let Value::Object(page) = &mut page {
            page.remove("@odata.deltaLink");
        }
        page["@odata.nextLink"] = link.into();
        answer.body = page.to_string().into_bytes();
    }
}

/// The address without what says how far a client has come.
fn without_tokens(url: &str) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default().replace("%24", "$");
            !pair.is_empty() && !["$deltatoken", "$skiptoken", "token"].contains(&name.as_str())
        })
        .collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Graph's words when access was revoked after the token was issued.
fn challenge(claims: &str) -> GraphError {
    GraphError::new(
        401,
        "InvalidAuthenticationToken",
        "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenCreatedWithOutdatedPolicies",
    )
    .header(
        "www-authenticate",
        format!(
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", \
             client_id=\"00000003-0000-0000-c000-000000000000\", error=\"insufficient_claims\", claims=\"{}\"",
            STANDARD.encode(claims)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_taken_out_of_an_address() {
        assert_eq!(without_tokens("http://x/a?$select=id&%24skiptoken=1"), "http://x/a?$select=id");
        assert_eq!(without_tokens("http://x/a?$deltatoken=1"), "http://x/a");
    }

    #[test]
    fn forms_of_retry_after() {
        let now = Timestamp::from_system(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_795_255_200));
        let date = RetryAfter::Date(std::time::Duration::from_millis(1_500));
        assert_eq!(date.value(now), "Sat, 21 Nov 2026 10:00:02 GMT");
        assert_eq!(RetryAfter::Decimal(2.128).value(now), "2.128");
        assert_eq!(RetryAfter::Seconds(120).value(now), "120");
    }
}
