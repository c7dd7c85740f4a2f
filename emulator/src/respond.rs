//! Answers that a test gives to calls which the emulator does not emulate.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use serde_json::Value;

use crate::{http::Response, request_target::segment::Segment};

/// A call that a test answers: see [`Emulator::respond`](crate::Emulator::respond).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Asked {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: String,
    /// The path and the query as they were sent, with the version.
    pub target: String,
    /// What stands in the address for each `{}` of the pattern.
    pub keys: Vec<String>,
    /// The body, null when there is none or when it is not JSON.
    pub body: Value,
}

/// The answer of a test: a status and a JSON body; without a body when that is null.
///
/// A value alone is answered with 200, or with 204 when it is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    status: u16,
    body: Value,
}

impl From<Value> for Reply {
    fn from(body: Value) -> Self {
        Self { status: if body.is_null() { 204 } else { 200 }, body }
    }
}

impl From<(u16, Value)> for Reply {
    fn from((status, body): (u16, Value)) -> Self {
        Self { status, body }
    }
}

/// What answers a call: a value, or a closure that makes one (or a status and one) from the call.
pub trait Respond: Send + Sync + 'static {
    /// The answer to a call.
    fn respond(&self, asked: &Asked) -> Reply;
}

impl Respond for Value {
    fn respond(&self, _: &Asked) -> Reply {
        self.clone().into()
    }
}

impl<F, R> Respond for F
where
    F: Fn(&Asked) -> R + Send + Sync + 'static,
    R: Into<Reply>,
{
    fn respond(&self, asked: &Asked) -> Reply {
        self(asked).into()
    }
}

/// The answers that a test has given, the latest last.
#[derive(Default)]
pub(crate) struct Responders(Mutex<Vec<Responder>>);

struct Responder {
    method: String,
    /// The segments of the pattern.
    path: Vec<String>,
    answer: Box<dyn Respond>,
}

impl fmt::Debug for Responders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Responders")
    }
}

impl Responders {
    pub(crate) fn add(&self, method: &str, path: &str, answer: Box<dyn Respond>) {
        let path = path.trim_matches('/').split('/').map(str::to_owned).collect();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Responder { method: method.to_ascii_uppercase(), path, answer });
    }

    /// The answer to a call; the latest that fits. `signed_in` is the id of the user whom `/me` means.
    pub(crate) fn answer(&self, segments: &[Segment], signed_in: Option<&str>, asked: Asked) -> Option<Response> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (responder, keys) =
            all.iter().rev().filter(|responder| responder.method == asked.method).find_map(|responder| {
                let keys = responder.fits(segments).or_else(|| responder.fits(&by_id(segments, signed_in)?));
                Some((responder, keys?))
            })?;
        let reply = responder.answer.respond(&Asked { keys, ..asked });
        Some(match reply.body {
            Value::Null => Response::empty(reply.status),
            body => Response::json(reply.status, &body),
        })
    }
}

/// `/me` as `/users/{id}`.
fn by_id(segments: &[Segment], signed_in: Option<&str>) -> Option<Vec<Segment>> {
    let (Segment::Name(first), rest) = segments.split_first()? else { return None };
    let user = [Segment::Name("users".to_owned()), Segment::Key(signed_in?.to_owned())];
    first.eq_ignore_ascii_case("me").then(|| user.into_iter().chain(rest.iter().cloned()).collect())
}

impl Responder {
    /// What stands for each `{}`, when the pattern fits.
    fn fits(&self, segments: &[Segment]) -> Option<Vec<String>> {
        if self.path.len() != segments.len() {
            return None;
        }
        let mut keys = Vec::new();
        for (wanted, segment) in self.path.iter().zip(segments) {
            match segment {
                Segment::Key(key) if wanted.starts_with('{') => keys.push(key.clone()),
                Segment::Key(key) if key == wanted => {}
                Segment::Name(name) => {
                    let name = name.split('(').next().unwrap_or(name);
                    let wanted = wanted.split('(').next().unwrap_or(wanted);
                    if !name.eq_ignore_ascii_case(wanted) {
                        return None;
                    }
                }
                Segment::Key(_) | Segment::Path(_) => return None,
            }
        }
        Some(keys)
    }
}
