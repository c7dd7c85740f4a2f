//! [`Decode`]: from an answer to a return type.

mod deserializer;

use serde::de::DeserializeOwned;

use crate::call::request::Request;
use crate::reply::Reply;
use crate::reply::error::Error;
use crate::reply::json;
use deserializer::{ReplyDeserializer, Unreadable};

/// What an action can return: `()`, any [`DeserializeOwned`] type, and this crate's own [`Page`](crate::Page),
/// [`Delta`](crate::Delta), [`Monitor`](crate::Monitor),
/// [`UploadSession`](crate::UploadSession), [`Download`](crate::Download) and [`Response`](crate::Response).
///
/// - `()` ignores the body. A page in HTML as the answer to a write is an error: it comes from a proxy or portal, not
///   from Graph.
/// - `Option<T>` is `None` for an empty body, a JSON `null`, and the statuses 304 and 404.
/// - [`bytes::Bytes`] is the body as it is.
/// - `String` is the text of a body that is not JSON, or the string that a JSON body is.
/// - Numbers are also read from plain text, which is how Graph answers `/$count`.
/// - Everything else is read as JSON.
#[diagnostic::on_unimplemented(
    message = "an action cannot return `{Self}`",
    label = "not something an answer can be read as",
    note = "derive `serde::Deserialize` for it, or return `()`, `Option<T>`, `bytes::Bytes`, \
            `graph_action::Page<T>`, `Delta<T>`, `Monitor<T>`, `UploadSession`, `Download` or \
            `Response<T>`; what is borrowed cannot be returned"
)]
pub trait Decode: Sized {
    /// Sets what the request expects, before it is sent.
    #[doc(hidden)]
    fn prepare(_request: &mut Request) {}

    /// Reads an answer.
    #[doc(hidden)]
    fn decode(reply: Reply) -> Result<Self, Error>;
}

impl<T: DeserializeOwned> Decode for T {
    fn decode(mut reply: Reply) -> Result<Self, Error> {
        let mut result = T::deserialize(ReplyDeserializer::new(&reply));
        if let Err(Unreadable::Json(error)) = &result
            && let Some(mended) = json::mended(reply.text_bytes(), error)
        {
            reply.body = mended.into();
            result = T::deserialize(ReplyDeserializer::new(&reply));
        }
        result.map_err(|reason| failure::<T>(&mut reply, &reason))
    }
}

fn failure<T>(reply: &mut Reply, reason: &Unreadable) -> Error {
    // An answer without success keeps its own error, whatever the type made of it.
    reply.absence.take().unwrap_or_else(|| reply.unreadable(std::any::type_name::<T>(), reason))
}
