//! [`Response`]: a decoded answer with its status and headers.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::call::request::Request;
use crate::reply::Reply;
use crate::reply::decode::Decode;
use crate::reply::error::Error;

/// A decoded answer with its status and headers.
///
/// As a return type, `Response<T>` accepts what `T` accepts. `Response<()>` has the status only.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Response<T> {
    /// An answer 200 without headers, for fakes in tests.
    #[must_use]
    pub fn new(body: T) -> Self {
        Self { status: StatusCode::OK, headers: HeaderMap::new(), body }
    }

    /// With another status, for fakes in tests: 202 where Graph has only begun.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// With headers, for fakes in tests: `request-id`, `Location`, `ETag`.
    #[must_use]
    pub fn with_headers(self, headers: HeaderMap) -> Self {
        Self { headers, ..self }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers. Some, such as `Location`, may hold secrets.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id that Graph gave the request. Microsoft's support asks for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers.get("request-id")?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, taken out.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

/// Of headers only the names, because some values are secrets.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("request_id", &self.request_id())
            .field("body", &self.body)
            .finish()
    }
}

impl<T: Decode> Decode for Response<T> {
    fn prepare(request: &mut Request) {
        T::prepare(request);
    }

    fn decode(reply: Reply) -> Result<Self, Error> {
        let (status, headers) = (reply.status, reply.headers.clone());
        Ok(Self { status, headers, body: T::decode(reply)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fake_answer_says_what_it_is_told() {
        let headers: HeaderMap = [(http::header::ETAG, http::HeaderValue::from_static("\"1\""))].into_iter().collect();
        let response = Response::new(1).with_status(StatusCode::ACCEPTED).with_headers(headers);
        assert_eq!(response.status(), StatusCode::ACCEPTED);
        assert_eq!(response.headers()[http::header::ETAG], "\"1\"");
        assert_eq!(response.into_body(), 1);
    }
}
