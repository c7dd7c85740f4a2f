//! The body of a batch: its rules, and the requests in it.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde_json::{Map, Value};

use crate::{
    http::{GraphError, Request, Result},
    odata::payload,
    request_target::Version,
};

/// A request in a batch, as it was written.
#[derive(Debug)]
pub(in crate::service) struct Item {
    pub(in crate::service) id: String,
    pub(in crate::service) method: String,
    pub(in crate::service) url: String,
    headers: Vec<(String, String)>,
    body: Option<Value>,
    pub(in crate::service) depends_on: Vec<String>,
}

const LARGEST: usize = 20;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads a batch; an error refuses the whole.
pub(in crate::service) fn read(request: &Request) -> Result<Vec<Item>> {
    let mut body = payload::object(request)?;
    let Some(Value::Array(requests)) = body.remove("requests") else {
        return Err(malformed("It has no array 'requests'."));
    };
    if requests.is_empty() {
        return Err(malformed("It has no requests."));
    }
    if requests.len() > LARGEST {
        let message = format!("Number of batch request steps exceeds the maximum value of {LARGEST}.");
        return Err(GraphError::new(400, "MaximumValueExceeded", message));
    }
    let mut items: Vec<Item> = Vec::new();
    for request in requests {
        let item = Item::read(request)?;
        let known = |id: &str| items.iter().any(|earlier| earlier.id.eq_ignore_ascii_case(id));
        if known(&item.id) {
            return Err(malformed(&format!("The request id '{}' is not unique.", item.id)));
        }
        if let Some(unknown) = item.depends_on.iter().find(|id| !known(id)) {
            return Err(malformed(&format!(
                "Invalid dependency for request Id '{}': '{unknown}' is not the id of an earlier request.",
                item.id
            )));
        }
        items.push(item);
    }
    Ok(items)
}

/// The error for a batch in a batch.
pub(in crate::service) fn nested() -> GraphError {
    GraphError::bad_request("A batch cannot contain a batch.")
}

fn malformed(reason: &str) -> GraphError {
    GraphError::bad_request(format!("Invalid batch payload format. {reason}"))
}

impl Item {
    fn read(request: Value) -> Result<Self> {
        let Value::Object(mut request) = request else {
            return Err(malformed("A request is not an object."));
        };
        let mut text = |name: &str| match request.remove(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text),
            _ => Err(malformed(&format!("A request has no string '{name}'."))),
        };
        let (id, method, url) = (text("id")?, text("method")?.to_ascii_uppercase(), text("url")?);
        let headers = strings(request.remove("headers"), "headers")?;
        let depends_on = match request.remove("dependsOn") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(ids)) => ids
                .into_iter()
                .map(|id| match id {
                    Value::String(id) => Ok(id),
                    _ => Err(malformed("An entry of 'dependsOn' is not a string.")),
                })
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(malformed("'dependsOn' is not an array.")),
        };
        let body = request.remove("body").filter(|body| !body.is_null());
        Ok(Self { id, method, url, headers, body, depends_on })
    }

    /// The item as a request, or why it is refused. Token and host are those of the batch, unless it has its own.
    pub(in crate::service) fn request(&self, outer: &Request, version: Version) -> Result<Request> {
        if self.url.contains("://") {
            return Err(GraphError::bad_request("The url of a request in a batch is relative, without a version."));
        }
        let relative = self.url.strip_prefix('/').unwrap_or(&self.url);
        if relative.trim_end_matches('/').eq_ignore_ascii_case("$batch") {
            return Err(nested());
        }
        let mut request = Request {
            method: self.method.clone(),
            target: format!("/{}/{relative}", version.name()),
            headers: self.headers.clone(),
            ..Request::default()
        };
        request.body = self.body(request.content_type().as_deref())?;
        request.headers.push(("content-length".to_owned(), request.body.len().to_string()));
        for name in ["authorization", "host"] {
            if let (None, Some(value)) = (request.header(name), outer.header(name)) {
                request.headers.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(request)
    }

    /// The bytes of the body, which is JSON or base64 by its content type.
    fn body(&self, content_type: Option<&str>) -> Result<Vec<u8>> {
        let writes = matches!(self.method.as_str(), "POST" | "PUT" | "PATCH");
        match (content_type, &self.body) {
            (None, None) if !writes => Ok(Vec::new()),
            (None, _) => Err(payload::no_content_type()),
            // Documented: in a batch, an action without parameters has the body `{}`.
            (Some(_), None) if writes => Err(payload::empty()),
            (Some(_), None) => Ok(Vec::new()),
            (Some("application/json"), Some(Value::String(_))) => {
                let message =
                    "Unable to read JSON request payload. The body of a JSON request in a batch is JSON, not text.";
                Err(GraphError::bad_request(message))
            }
            (Some("application/json"), Some(body)) => Ok(body.to_string().into_bytes()),
            (Some(_), Some(Value::String(text))) => {
                // Either alphabet is read.
                let text = text.replace('-', "+").replace('_', "/");
                BASE64.decode(text).map_err(|_| GraphError::bad_request("The body is not base64."))
            }
            (Some(kind), Some(_)) => {
                Err(GraphError::bad_request(format!("A body of the type '{kind}' must be base64.")))
            }
        }
    }
}

fn strings(members: Option<Value>, name: &str) -> Result<Vec<(String, String)>> {
    let members = match members {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(members)) => members,
        Some(_) => return Err(malformed(&format!("'{name}' is not an object."))),
    };
    members
        .into_iter()
        .map(|(key, value)| match value {
            Value::String(value) => Ok((key, value)),
            _ => Err(malformed(&format!("'{key}' of '{name}' is not a string."))),
        })
        .collect()
}
