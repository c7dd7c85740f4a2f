//! The serde deserializer of an answer. It checks the status and the content type, and leaves the rest to JSON.

use std::fmt;

use http::StatusCode;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::de::SliceRead;

use crate::reply::Reply;
use crate::reply::error::header_text;

#[derive(Clone, Copy)]
pub(super) struct ReplyDeserializer<'a>(&'a Reply);

impl<'a> ReplyDeserializer<'a> {
    pub(super) fn new(reply: &'a Reply) -> Self {
        Self(reply)
    }

    fn is_empty(self) -> bool {
        self.0.text_bytes().trim_ascii().is_empty()
    }

    /// Whether a write was answered with a page in HTML. A proxy or a portal sends one, and the write was not done.
    fn is_html_page(self) -> bool {
        let content_type = header_text(&self.0.headers, "content-type").unwrap_or_default().to_ascii_lowercase();
        !self.0.request.method.is_safe() && !self.is_empty() && content_type.starts_with("text/html")
    }

    /// The bytes of a JSON value; an error when there is none.
    fn json(self) -> Result<&'a [u8], Unreadable> {
        self.require_present()?;
        if self.is_empty() {
            return Err(Unreadable::Empty);
        }
        Ok(self.0.text_bytes())
    }

    fn text(self) -> Result<&'a str, Unreadable> {
        self.require_present()?;
        std::str::from_utf8(self.0.text_bytes()).map_err(|_| Unreadable::Other("it is not UTF-8 text".to_owned()))
    }

    /// Reads all of the body as JSON.
    fn read_json<T>(
        self,
        read: impl FnOnce(&mut serde_json::Deserializer<SliceRead<'a>>) -> serde_json::Result<T>,
    ) -> Result<T, Unreadable> {
        let mut json = serde_json::Deserializer::from_slice(self.json()?);
        read(&mut json).and_then(|value| json.end().map(|()| value)).map_err(Unreadable::Json)
    }

    fn require_present(self) -> Result<(), Unreadable> {
        if self.0.absence.is_some() { Err(Unreadable::Absent) } else { Ok(()) }
    }
}

/// Why an answer could not be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// It is a 304 or a 404.
    Absent,
    Empty,
    Json(serde_json::Error),
    Other(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("there is none"),
            Self::Empty => f.write_str("its body is empty"),
            Self::Json(error) => error.fmt(f),
            Self::Other(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }
}

/// Implements a method by means of JSON.
macro_rules! json {
    ($($method:ident($($name:ident: $ty:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $ty,)* visitor: V) -> Result<V::Value, Unreadable> {
            self.read_json(|json| json.$method($($name,)* visitor))
        }
    )*};
}

impl<'de> Deserializer<'de> for ReplyDeserializer<'de> {
    type Error = Unreadable;

    json! {
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.require_present()?;
        if self.is_empty() {
            return visitor.visit_unit();
        }
        if !self.0.is_json() && serde_json::from_slice::<serde::de::IgnoredAny>(self.0.text_bytes()).is_err() {
            return visitor.visit_borrowed_str(self.text()?);
        }
        self.read_json(|json| json.deserialize_any(visitor))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        // A 303 says that the request was done; only the result cannot be read.
        if self.0.status != StatusCode::SEE_OTHER {
            self.require_present()?;
        }
        if self.is_html_page() {
            return Err(Unreadable::Other(
                "it is a page in HTML, which is not what Graph answers when something was done".to_owned(),
            ));
        }
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let is_null = self.0.is_json() && self.0.text_bytes().trim_ascii() == b"null";
        if self.require_present().is_err() || self.is_empty() || is_null {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.require_present()?;
        visitor.visit_borrowed_bytes(&self.0.body)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if !self.0.is_json() {
            return visitor.visit_borrowed_str(self.text()?);
        }
        self.read_json(|json| json.deserialize_str(visitor))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }
}
