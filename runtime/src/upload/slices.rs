//! Uploads the slices of a file, one after another.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;

use bytes::Bytes;
use http::header::{CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Map, Value};

use super::ranges::{Missing, Wire};
use super::{Source, UploadSession};
use crate::call::action::Method;
use crate::client::runtime;
use crate::reply::Reply;
use crate::reply::answer::Answer;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result};
use crate::reply::json;
use crate::send::outcome::{Attempt, Outcome};
use crate::transfer::Failures;

/// Every slice but the last has a length that is a multiple of this, 320 KiB.
const UNIT: u64 = 327_680;
/// 5 MiB, within the 5 to 10 MiB that Microsoft recommends.
const USUAL: u64 = 16 * UNIT;
/// Each slice is shorter than 60 MiB.
const LONGEST: u64 = 60 * 1024 * 1024 - UNIT;
/// How many slices in a row may be shorter than a unit because Graph wants no more at a time.
const MOST_SHORT: u32 = 100;
/// Outlook accepts less than 4 MB in a request.
const LONGEST_OF_ATTACHMENT: u64 = 12 * UNIT;

type OnProgress<'a> = Box<dyn FnMut(u64, u64) + Send + 'a>;

/// An upload, which runs when it is awaited: [`UploadSession::upload`].
///
/// A slice that fails with 429, 500, 502, 503, 504 or 509, is lost or comes too late is sent again, from the byte that
/// Graph wants next. Waits and attempts follow the [`Retry`](crate::Retry) of the call that created the session; after
/// each success all attempts are available again. The time limit of a slice is that of a call, and a second more for
/// each 32 KiB.
///
/// # Errors
///
/// - [`is_argument`](Error::is_argument): the source is empty, or has another length than the file was begun with, or
///   Graph does not accept slices of this length.
/// - An [`std::io::Error`] as the [`source`](std::error::Error::source): the source cannot be read.
/// - 404, [`is_not_found`](Error::is_not_found): the session has expired; create another one.
/// - 409, [`is_conflict`](Error::is_conflict): a file of that name exists by now. What was uploaded is kept until the
///   session expires.
/// - Any other error of a request. The session still exists, and another upload continues where this one ended.
///
/// The file may exist in spite of the error only if [`may_have_taken_effect`](Error::may_have_taken_effect) says so:
/// when the answer to the last slice was lost.
#[must_use = "nothing is uploaded until it is awaited"]
pub struct Upload<'a, T> {
    session: &'a mut UploadSession,
    source: Source,
    slice_size: Option<u64>,
    on_progress: OnProgress<'a>,
    result: PhantomData<fn() -> T>,
}

impl<'a, T> Upload<'a, T> {
    pub(super) fn new(session: &'a mut UploadSession, source: Source) -> Self {
        Self { session, source, slice_size: None, on_progress: Box::new(|_, _| ()), result: PhantomData }
    }

    /// The length of a slice, which is held in memory: a multiple of 327,680 bytes (320 KiB) below 60 MiB. For an
    /// attachment of Outlook it is at most 3,932,160, which is also the default; for files the default is 5 MiB.
    pub fn slice_size(mut self, bytes: u64) -> Self {
        self.slice_size = Some(bytes);
        self
    }

    /// Calls a function after each slice, with the number of bytes that Graph has and the total. The function runs
    /// within the upload, so it should be quick.
    pub fn on_progress(mut self, callback: impl FnMut(u64, u64) + Send + 'a) -> Self {
        self.on_progress = Box::new(callback);
        self
    }
}

impl<'a, T: Decode + Send + 'static> IntoFuture for Upload<'a, T> {
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        let slices = Slices {
            total: self.source.length(),
            session: self.session,
            source: self.source,
            on_progress: self.on_progress,
            failures: Failures::default(),
            furthest: 0,
            rested_at: 0,
            short: 0,
            outcome: Outcome::new(Method::Put),
        };
        let slice_size = self.slice_size;
        Box::pin(async move { T::decode(slices.run(slice_size).await?) })
    }
}

impl<T> fmt::Debug for Upload<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("session", &self.session).field("source", &self.source).finish_non_exhaustive()
    }
}

struct Slices<'a> {
    session: &'a mut UploadSession,
    source: Source,
    total: u64,
    on_progress: OnProgress<'a>,
    failures: Failures,
    /// The highest position that Graph has asked for.
    furthest: u64,
    /// The position from which the failures in a row are counted.
    rested_at: u64,
    /// How many slices in a row were shorter than a unit.
    short: u32,
    /// The attempts of the last slice. Before that one is sent, the upload has no effect.
    outcome: Outcome,
}

/// The result of one request.
enum Step {
    Done(Box<Reply>),
    /// These ranges are missing now; `None` when Graph has to be asked.
    GoOn(Option<Vec<Missing>>),
    /// After a wait these ranges are sent; `None` when Graph has to be asked.
    TryAgain {
        error: Error,
        missing: Option<Vec<Missing>>,
    },
}

/// The bytes of one request.
#[derive(Clone, Copy)]
struct Slice {
    start: u64,
    /// One after the last.
    end: u64,
    /// The file may be complete with it.
    is_last: bool,
}

impl Slices<'_> {
    async fn run(mut self, slice_size: Option<u64>) -> Result<Reply> {
        let reply = self.send_all(slice_size).await;
        // The effect of the upload is that of its last slice.
        reply.map_err(|error| error.without_effect().settled(&self.outcome))
    }

    async fn send_all(&mut self, slice_size: Option<u64>) -> Result<Reply> {
        runtime::require_for_call().map_err(|error| self.session.with_context(error))?;
        let slice_size = self.check(slice_size)?;
        loop {
            let step = match self.session.missing.take() {
                Some(missing) => self.send_slice(&missing, slice_size).await?,
                None => match self.session.ask().await {
                    Ok(missing) => self.resume_at(missing)?,
                    Err(error) => self.try_again_if_transient(error)?,
                },
            };
            match step {
                Step::Done(reply) => {
                    (self.on_progress)(self.total, self.total);
                    return Ok(*reply);
                }
                Step::GoOn(missing) => self.go_on(missing),
                Step::TryAgain { error, missing } => {
                    self.go_on(missing);
                    self.failures.wait(&self.session.request, error).await?;
                }
            }
        }
    }

    fn check(&self, slice_size: Option<u64>) -> Result<u64> {
        let wrong = |message: String| Err(self.session.with_context(Error::new(Kind::Argument, message)));
        if self.total == 0 {
            return wrong("an upload session takes no empty file; write it with a PUT on its content".to_owned());
        }
        let longest = if self.session.is_attachment { LONGEST_OF_ATTACHMENT } else { LONGEST };
        let size = slice_size.unwrap_or(USUAL.min(longest));
        if size == 0 || !size.is_multiple_of(UNIT) || size > longest {
            return wrong(format!(
                "slices of {size} bytes are refused by Graph: it takes multiples of {UNIT} up to {longest} here"
            ));
        }
        Ok(size)
    }

    /// The next step after Graph was asked for the state.
    fn resume_at(&self, missing: Vec<Missing>) -> Result<Step> {
        // What begins at the end of the file is nothing.
        if missing.iter().all(|range| range.start == self.total) {
            let message =
                "all bytes have arrived, but no file was made of them: a session with `deferCommit` wants a `commit`";
            return Err(self.failures.last(self.session.with_context(Error::new(Kind::Decode, message))));
        }
        Ok(Step::GoOn(Some(missing)))
    }

    async fn send_slice(&mut self, missing: &[Missing], slice_size: u64) -> Result<Step> {
        let Some(&Missing { start, end }) = missing.first() else {
            return Ok(Step::GoOn(None));
        };
        if start >= self.total {
            let message = format!(
                "Graph expects byte {start} of the file next, but the source has only {}: the session was \
                 begun with another",
                self.total
            );
            return Err(self.failures.last(self.session.with_context(Error::new(Kind::Argument, message))));
        }
        let end = end.unwrap_or(self.total).min(start.saturating_add(slice_size)).min(self.total);
        self.short = if end - start < UNIT && end < self.total { self.short + 1 } else { 0 };
        if self.short > MOST_SHORT {
            let message = format!("Graph wants the file in too small slices, {MOST_SHORT} of them one after another");
            return Err(self.failures.last(self.session.with_context(Error::new(Kind::Decode, message))));
        }
        let bytes = self.source.read(start, end).await.map_err(|error| {
            let message = format!("what is uploaded cannot be read: {error}");
            self.session.with_context(Error::new(Kind::Io, message).with_source(error))
        })?;
        // In both cases the answer may be that the file is complete.
        let is_last = end == self.total || (missing.len() == 1 && missing[0].end == Some(end));
        match self.put(bytes, start, end).await {
            Ok(answer) => self.judge(answer, Slice { start, end, is_last }),
            Err(error) => {
                self.note_failure(&error, is_last);
                self.try_again_if_transient(error)
            }
        }
    }

    /// Tries again after a failure that may pass. Graph is asked for the state before.
    fn try_again_if_transient(&self, error: Error) -> Result<Step> {
        if error.is_transient() { Ok(Step::TryAgain { error, missing: None }) } else { Err(self.failures.last(error)) }
    }

    async fn put(&mut self, bytes: Bytes, start: u64, end: u64) -> Result<Answer> {
        let range = format!("bytes {start}-{}/{}", end - 1, self.total);
        let range = HeaderValue::try_from(range)
            .map_err(|error| Error::new(Kind::Argument, "the range of a slice cannot be written").with_source(error))?;
        let content_type = HeaderValue::from_static("application/octet-stream");
        let headers = HeaderMap::from_iter([(CONTENT_RANGE, range), (CONTENT_TYPE, content_type)]);
        self.session.send(Method::Put, headers, bytes).await
    }

    fn judge(&mut self, answer: Answer, slice: Slice) -> Result<Step> {
        let status = answer.status;
        if !status.is_success() {
            let error = self.session.failure(answer, Method::Put);
            self.note_failure(&error, slice.is_last);
            // Graph has these bytes already, or lacks earlier ones, so it is asked for the state.
            let is_out_of_order = status == StatusCode::RANGE_NOT_SATISFIABLE;
            return match is_out_of_order {
                true => Ok(Step::TryAgain { error, missing: None }),
                false => self.try_again_if_transient(error),
            };
        }
        let wire = Wire::read(&answer.body);
        self.session.renew(&wire);
        let missing = match wire.missing() {
            None => return self.judge_without_ranges(answer, slice),
            Some(Ok(missing)) => missing,
            Some(Err(range)) => {
                self.note_success(slice.is_last || status == StatusCode::CREATED);
                return Err(self.session.unreadable(answer, &format!("it expects the range `{range}`")));
            }
        };
        let Some(next) = missing.first().map(|range| range.start) else {
            // Nothing is missing, and the session waits for its commit.
            return Ok(match slice.is_last {
                true => Step::Done(Box::new(self.session.reply(answer))),
                false => Step::GoOn(Some(vec![Missing { start: slice.end, end: None }])),
            });
        };
        if next == self.total {
            return Ok(self.ask_whether_done(answer));
        }
        if next >= slice.end {
            return Ok(Step::GoOn(Some(missing)));
        }
        let message = match next <= slice.start {
            true => format!("Graph took a slice and expects byte {next} again"),
            false => format!("Graph took only {} bytes of a slice", next - slice.start),
        };
        let error = Error::new(Kind::Decode, message).with_status(status, answer.headers);
        Ok(Step::TryAgain { error: self.session.with_context(error), missing: Some(missing) })
    }

    /// The next step after a success that does not tell what is missing.
    fn judge_without_ranges(&mut self, answer: Answer, slice: Slice) -> Result<Step> {
        let is_accepted = answer.status == StatusCode::ACCEPTED;
        let is_object = || json::read::<Map<String, Value>>(&answer.body).is_ok();
        let is_odd = answer.status == StatusCode::OK && !answer.body.is_empty() && !is_object();
        if !slice.is_last {
            if is_accepted {
                return Ok(Step::GoOn(Some(vec![Missing { start: slice.end, end: None }])));
            }
            self.note_success(!is_odd);
            let reason = format!("it is done, but only {} bytes of {} were sent", slice.end, self.total);
            return Err(self.session.unreadable(answer, &reason));
        }
        if is_accepted {
            return Ok(self.ask_whether_done(answer));
        }
        if is_odd {
            self.note_success(true);
            return Err(self.session.unreadable(answer, "it does not tell that the file is complete"));
        }
        Ok(Step::Done(Box::new(self.session.reply(answer))))
    }

    /// All bytes were sent, but the answer does not tell that a file was made of them.
    fn ask_whether_done(&mut self, answer: Answer) -> Step {
        self.note_success(true);
        let message = "Graph took the last slice, but does not tell that the file is complete";
        let error = Error::new(Kind::Decode, message).with_status(answer.status, answer.headers);
        Step::TryAgain { error: self.session.with_context(error), missing: None }
    }

    /// Continues with these ranges; with `None` Graph is asked for the state first.
    fn go_on(&mut self, missing: Option<Vec<Missing>>) {
        if let Some(first) = missing.as_deref().and_then(<[_]>::first)
            && first.start > self.furthest
        {
            self.furthest = first.start;
            // A server that takes a few bytes at a time does not get the slice sent for ever.
            if first.start - self.rested_at >= UNIT {
                self.rested_at = first.start;
                self.failures.reset();
            }
            (self.on_progress)(first.start, self.total);
        }
        self.session.missing = missing;
    }

    fn note_failure(&mut self, error: &Error, is_last: bool) {
        if is_last {
            self.outcome.remember(error.effect());
        }
    }

    /// Notes that a slice was taken, and perhaps a file made of all of them.
    fn note_success(&mut self, may_be_complete: bool) {
        if may_be_complete {
            self.outcome.remember(Attempt::Done.effect());
        }
    }
}
