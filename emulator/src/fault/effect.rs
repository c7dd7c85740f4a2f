//! What faults do, and what of a request or a response they change.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::gate::Gate;
use crate::http::{GraphError, Response, Result};

#[derive(Clone, Debug)]
pub(super) enum Effect {
    /// Headers are added to the ordinary response.
    AddHeaders,
    Hold(Gate),
    Delay(Duration),
    ChangePage(PageChange),
    Truncate,
    Reset,
    Replace(Substitute),
    /// The claims, as JSON.
    Challenge(String),
}

/// What a fault changes. All other decisions about faults follow from this.
pub(crate) enum Nature<'f> {
    /// The time: the request waits, before it is processed or before its response is sent.
    Time(Wait<'f>),
    /// The headers of the ordinary response.
    Headers,
    /// The body of the ordinary response, when it is a page.
    Page(&'f PageChange),
    /// The transfer of the ordinary response: it ends in the middle of the body.
    Transfer,
    /// The connection: it is reset instead of a response.
    Connection,
    /// The response: another one is sent.
    Response(&'f Substitute),
    /// The token: it is challenged, and a request with another token passes.
    Token(&'f str),
}

/// What a request waits for.
pub(crate) enum Wait<'f> {
    Gate(&'f Gate),
    Time(Duration),
}

/// A response instead of the ordinary one.
#[derive(Clone, Debug)]
pub(crate) struct Substitute {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) message: String,
    /// Content type and body, when it is not Graph's error.
    pub(super) body: Option<(String, Vec<u8>)>,
    /// Whether `Location` leads to a fresh delta round.
    pub(super) fresh_round: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum PageChange {
    Empty,
    Loop,
    /// Scheme and authority of the next page.
    Foreign(String),
}

impl Effect {
    pub(super) fn nature(&self) -> Nature<'_> {
        match self {
            Self::AddHeaders => Nature::Headers,
            Self::Hold(gate) => Nature::Time(Wait::Gate(gate)),
            Self::Delay(time) => Nature::Time(Wait::Time(*time)),
            Self::ChangePage(change) => Nature::Page(change),
            Self::Truncate => Nature::Transfer,
            Self::Reset => Nature::Connection,
            Self::Replace(substitute) => Nature::Response(substitute),
            Self::Challenge(claims) => Nature::Token(claims),
        }
    }

    /// The name in the log.
    pub(super) fn name(&self) -> String {
        match self {
            Self::AddHeaders => "headers".to_owned(),
            Self::Hold(_) => "hold".to_owned(),
            Self::Delay(_) => "delay".to_owned(),
            Self::ChangePage(PageChange::Empty) => "empty page".to_owned(),
            Self::ChangePage(PageChange::Loop) => "looping nextLink".to_owned(),
            Self::ChangePage(PageChange::Foreign(_)) => "foreign nextLink".to_owned(),
            Self::Truncate => "truncated".to_owned(),
            Self::Reset => "reset".to_owned(),
            Self::Replace(substitute) => format!("status {}", substitute.status),
            Self::Challenge(_) => "claims challenge".to_owned(),
        }
    }
}

/// How faults of one nature meet requests.
pub(super) struct Rules {
    /// A request meets all such faults. Of the others it meets one.
    pub(super) adds_up: bool,
    /// A request in a batch meets such a fault, too, not only a request with a connection of its own.
    pub(super) in_batches: bool,
    /// The request is always processed, because the fault changes its ordinary response.
    pub(super) needs_processing: bool,
}

impl Nature<'_> {
    pub(super) fn rules(&self) -> Rules {
        let rules = |adds_up, in_batches, needs_processing| Rules { adds_up, in_batches, needs_processing };
        match self {
            Self::Time(_) => rules(true, false, false),
            Self::Headers => rules(true, true, true),
            Self::Page(_) => rules(false, true, true),
            Self::Transfer => rules(false, false, true),
            Self::Connection => rules(false, false, false),
            Self::Response(_) | Self::Token(_) => rules(false, true, false),
        }
    }
}

impl Substitute {
    /// The response to a request with this URL.
    pub(crate) fn response(&self, url: &str) -> Result<Response> {
        let location = self.fresh_round.then(|| ("location".into(), without_tokens(url)));
        let mut response = match &self.body {
            None => {
                let (code, message) = (self.code.clone().into(), self.message.clone());
                return Err(GraphError { status: self.status, code, message, headers: location.into_iter().collect() });
            }
            Some((_, body)) if body.is_empty() => Response::empty(self.status),
            Some((content_type, body)) => Response::with_body(self.status, content_type, body.clone()),
        };
        response.headers.extend(location);
        Ok(response)
    }
}

impl PageChange {
    /// Changes the body of a response when it is a page. `url` is the URL of the request, and `number` a new number.
    pub(crate) fn apply(&self, response: &mut Response, url: &str, number: u64) {
        let Ok(mut page) = serde_json::from_slice::<Value>(&response.body) else { return };
        if response.status != 200 || !page["value"].is_array() {
            return;
        }
        let link = match self {
            Self::Empty => {
                page["value"] = Value::Array(Vec::new());
                // Another URL, because a client may refuse a loop. The service ignores unknown options.
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
        response.body = page.to_string().into_bytes();
    }
}

/// A URL without the tokens of a delta round.
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

/// The challenge of continuous access evaluation, for access that was revoked after the token was issued.
pub(crate) fn challenge(claims: &str) -> GraphError {
    GraphError::new(
        401,
        "InvalidAuthenticationToken",
        "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: \
         TokenCreatedWithOutdatedPolicies",
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
}
