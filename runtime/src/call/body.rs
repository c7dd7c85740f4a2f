//! The bodies of requests: JSON, raw bytes or text, and the parameters of OData actions.

mod none;

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use serde::ser::{Serialize, Serializer};

use crate::entity::polymorphic::tagged;

/// The JSON `null` as a parameter of an OData action. A parameter that is `None` is left out instead.
///
/// This is for arguments that become parameters. In a `#[body]` of your own type, serde decides what a `None` becomes:
/// `null`, which clears the property in a PATCH, unless the field has `skip_serializing_if`. In a struct of
/// [`graph_entity`](macro@crate::graph_entity) it is left out, and a [`Patch`](crate::Patch) clears it.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Change {
///     #[serde(skip_serializing_if = "Option::is_none")]
///     subject: Option<String>,
///     categories: Option<Vec<String>>,
/// }
///
/// let change = Change { subject: None, categories: None };
/// assert_eq!(serde_json::to_string(&change)?, r#"{"categories":null}"#);
/// assert_eq!(serde_json::to_string(&graph_action::Null)?, "null");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Null;

impl Serialize for Null {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// Bytes or text that are sent unchanged as a body, for `#[body("image/jpeg")]` and the like. `None` means no body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a body of raw bytes or text",
    note = "a `#[body(\"…\")]` with a content type takes `Bytes`, `Vec<u8>`, `String`, references to those, \
            `&[u8]`, `&str`, or an `Option` of them; a bare `#[body]` is sent as JSON"
)]
pub trait RawBody {
    /// The bytes, or `None` for no body.
    fn into_bytes(self) -> Option<Bytes>;
}

macro_rules! raw_body {
    ($($ty:ty => |$value:ident| $bytes:expr;)*) => {$(
        impl RawBody for $ty {
            fn into_bytes(self) -> Option<Bytes> {
                let $value = self;
                Some($bytes)
            }
        }
    )*};
}

raw_body! {
    Bytes => |bytes| bytes;
    Vec<u8> => |bytes| bytes.into();
    String => |text| text.into();
    &[u8] => |bytes| Bytes::copy_from_slice(bytes);
    &str => |text| Bytes::copy_from_slice(text.as_bytes());
    &Vec<u8> => |bytes| Bytes::copy_from_slice(bytes);
    &String => |text| Bytes::copy_from_slice(text.as_bytes());
    &Bytes => |bytes| bytes.clone();
}

impl<const N: usize> RawBody for &[u8; N] {
    fn into_bytes(self) -> Option<Bytes> {
        Some(Bytes::copy_from_slice(self))
    }
}

impl<T: RawBody> RawBody for Option<T> {
    fn into_bytes(self) -> Option<Bytes> {
        self.and_then(RawBody::into_bytes)
    }
}

/// A parameter of an OData action: anything that is [`Serialize`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of an action",
    note = "parameters are sent as JSON: derive `serde::Serialize` for it"
)]
pub trait Parameter {
    /// Appends the JSON of the value. Returns `false` for a `None`, which is left out.
    #[doc(hidden)]
    fn append_json(&self, out: &mut Vec<u8>) -> Result<bool, serde_json::Error>;
}

impl<T: Serialize + ?Sized> Parameter for T {
    fn append_json(&self, out: &mut Vec<u8>) -> Result<bool, serde_json::Error> {
        if none::is_none(self) {
            return Ok(false);
        }
        serde_json::to_writer(out, self).map(|()| true)
    }
}

/// The body of a request, already encoded.
#[derive(Debug)]
pub struct Body(pub(crate) Result<Option<Content>, BodyError>);

/// The bytes of a body and their media type.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) content_type: HeaderValue,
    pub(crate) bytes: Bytes,
}

/// Why a body cannot be encoded.
#[derive(Debug)]
pub(crate) enum BodyError {
    Json(serde_json::Error),
    ContentType(String),
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the body cannot be written as JSON: {error}"),
            Self::ContentType(text) => write!(f, "the content type {text:?} cannot be put in a header"),
        }
    }
}

impl std::error::Error for BodyError {}

impl Body {
    /// No body.
    #[must_use]
    pub fn none() -> Self {
        Self(Ok(None))
    }

    /// The value as JSON; `null` means no body.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        Self::from_json(serde_json::to_vec(value))
    }

    /// The value as JSON, with the `@odata.type` that tells it from one of the declared type.
    #[must_use]
    pub fn typed<T: Serialize + ?Sized>(value: &T, tag: Option<&'static str>) -> Self {
        match tag {
            Some(tag) => Self::from_json(tagged(value, tag).and_then(|value| serde_json::to_vec(&value))),
            None => Self::json(value),
        }
    }

    /// Bytes or text, unchanged.
    #[must_use]
    pub fn raw(content_type: &str, body: impl RawBody) -> Self {
        Self::from_raw(content_type, body.into_bytes())
    }

    /// The parameters of an OData action as a JSON object. A `None` is left out, a [`Null`] is sent.
    #[must_use]
    pub fn parameters(parameters: &[(&'static str, &dyn Parameter)]) -> Self {
        Self::from_json(parameters_json(parameters))
    }

    fn from_json(json: Result<Vec<u8>, serde_json::Error>) -> Self {
        let json = match json {
            Ok(bytes) if bytes == b"null" => return Self::none(),
            Ok(bytes) => {
                Ok(Some(Content { content_type: HeaderValue::from_static("application/json"), bytes: bytes.into() }))
            }
            Err(error) => Err(BodyError::Json(error)),
        };
        Self(json)
    }

    fn from_raw(content_type: &str, bytes: Option<Bytes>) -> Self {
        let Some(bytes) = bytes else {
            return Self::none();
        };
        Self(match HeaderValue::from_str(content_type) {
            Ok(content_type) => Ok(Some(Content { content_type, bytes })),
            Err(_) => Err(BodyError::ContentType(content_type.to_owned())),
        })
    }
}

fn parameters_json(parameters: &[(&'static str, &dyn Parameter)]) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = vec![b'{'];
    for (name, parameter) in parameters {
        let start = out.len();
        if start > 1 {
            out.push(b',');
        }
        serde_json::to_writer(&mut out, name)?;
        out.push(b':');
        if !parameter.append_json(&mut out)? {
            out.truncate(start);
        }
    }
    out.push(b'}');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    fn sent(body: Body) -> Option<String> {
        body.0.unwrap().map(|content| String::from_utf8(content.bytes.to_vec()).unwrap())
    }

    #[derive(Serialize)]
    struct Draft {
        subject: Option<&'static str>,
    }

    #[test]
    fn a_null_body_is_no_body() {
        assert_eq!(sent(Body::json(&None::<Draft>)), None);
        assert_eq!(sent(Body::json(&Some(Draft { subject: None }))).unwrap(), r#"{"subject":null}"#);
        assert_eq!(sent(Body::none()), None);
        assert_eq!(sent(Body::raw("text/plain", None::<&str>)), None);
        assert_eq!(sent(Body::raw("text/plain", "")).unwrap(), "");
    }

    #[test]
    fn parameters_leave_none_out_and_send_null() {
        let body = Body::parameters(&[
            ("comment", &None::<&str>),
            ("saveToSentItems", &Some(false)),
            ("message", &Draft { subject: Some("a") }),
            ("category", &Null),
            ("unit", &()),
            ("last", &None::<u8>),
        ]);
        assert_eq!(
            sent(body).unwrap(),
            r#"{"saveToSentItems":false,"message":{"subject":"a"},"category":null,"unit":null}"#
        );
        assert_eq!(sent(Body::parameters(&[("a", &None::<u8>)])).unwrap(), "{}");
        assert_eq!(sent(Body::parameters(&[("a", &1), ("b", &None::<u8>), ("c", &2)])).unwrap(), r#"{"a":1,"c":2}"#);
    }

    #[test]
    fn a_body_that_cannot_be_encoded_is_an_error() {
        let map = std::collections::HashMap::from([((1, 2), 3)]);
        assert!(Body::json(&map).0.is_err());
        assert!(Body::parameters(&[("map", &map)]).0.is_err());
    }
}
