//! The log of requests: what arrived, byte for byte, and how it was answered.

pub(crate) mod split;

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::SystemTime,
};

use split::{Head, Piece};

/// A request as it arrived at the emulator.
#[derive(Clone, Debug, Default)]
pub struct RecordedRequest {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    raw: Vec<u8>,
    head_length: usize,
    body: Vec<u8>,
    complete: bool,
    connection: u64,
    answer: Option<RecordedAnswer>,
    received: Option<SystemTime>,
    fault: Option<String>,
    processed: bool,
    items: Vec<RecordedItem>,
}

/// How a recorded request was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedAnswer {
    /// The HTTP status code.
    pub status: u16,
    /// The `request-id` header, a GUID.
    pub request_id: String,
}

/// One request of a batch, and how it was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedItem {
    /// Its id in the batch.
    pub id: String,
    /// Its method.
    pub method: String,
    /// Its relative URL, as written.
    pub url: String,
    /// The status it was answered with.
    pub status: u16,
    /// The faults that hit it.
    pub fault: Option<String>,
    /// Whether it was processed: it has taken effect.
    pub processed: bool,
}

impl RecordedRequest {
    /// The method, as written; empty when what arrived is not HTTP/1.1.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request target, as written: nothing decoded, nothing normalised.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Names and values in the order of arrival, names in the case they were written in.
    /// Bytes that are not UTF-8 are replaced; [`head`](Self::head) has them as they were.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The value of the first header of this name, compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|header| header.0.eq_ignore_ascii_case(name)).map(|header| header.1.as_str())
    }

    /// The content of the body, without the chunked coding.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// All bytes of the request: request line, header lines, empty line, and the body with its chunked coding.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The request line and the header lines, with the empty line that ends them.
    pub fn head(&self) -> &[u8] {
        &self.raw[..self.head_length]
    }

    /// Whether the whole body arrived.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The number of the connection it came over; the first is 1.
    pub fn connection(&self) -> u64 {
        self.connection
    }

    /// When it was complete, by the emulator's clock; `None` before.
    pub fn received(&self) -> Option<SystemTime> {
        self.received
    }

    /// The faults that hit it: `status 429`, `reset after processing`, `delay, truncated`.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Whether it was processed. Then it has taken effect, whatever the answer was, and even without an answer.
    pub fn was_processed(&self) -> bool {
        self.processed
    }

    /// The requests in a batch, in the order in which they were written.
    pub fn items(&self) -> &[RecordedItem] {
        &self.items
    }

    /// How it was answered; `None` while it is not, and when the connection was reset instead.
    pub fn answer(&self) -> Option<&RecordedAnswer> {
        self.answer.as_ref()
    }
}

/// All requests, in the order in which their heads arrived.
#[derive(Debug)]
pub(crate) struct Log {
    /// How many requests are kept.
    most: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// How many requests were cleared; numbers stay the same when the log is cleared.
    cleared: usize,
    requests: VecDeque<RecordedRequest>,
    connections: u64,
}

impl Log {
    /// A log that keeps the latest requests, so many, and counts the others.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, inner: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().requests.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        let mut inner = self.lock();
        inner.cleared += inner.requests.len();
        inner.requests.clear();
    }

    pub(crate) fn connect(self: &Arc<Self>) -> Connection {
        let mut inner = self.lock();
        inner.connections += 1;
        Connection {
            log: Arc::clone(self),
            number: inner.connections,
            arrived: Mutex::default(),
            cut: AtomicBool::new(false),
        }
    }

    /// Appends a request and returns its number.
    fn push(&self, request: RecordedRequest) -> usize {
        let mut inner = self.lock();
        inner.requests.push_back(request);
        let number = inner.cleared + inner.requests.len() - 1;
        while inner.requests.len() > self.most {
            inner.requests.pop_front();
            inner.cleared += 1;
        }
        number
    }

    /// Changes a request unless it was cleared.
    fn change(&self, number: usize, change: impl FnOnce(&mut RecordedRequest)) {
        let mut inner = self.lock();
        let index = number.checked_sub(inner.cleared);
        if let Some(request) = index.and_then(|index| inner.requests.get_mut(index)) {
            change(request);
        }
    }
}

/// The requests of one connection, and their places in the log.
///
/// HTTP/1.1 answers in order, so the n-th request handled on a connection is the n-th that arrived on it.
#[derive(Debug)]
pub(crate) struct Connection {
    log: Arc<Log>,
    number: u64,
    arrived: Mutex<Arrived>,
    cut: AtomicBool,
}

#[derive(Debug, Default)]
struct Arrived {
    current: Option<usize>,
    unhandled: VecDeque<Arrival>,
}

/// The head of a request that has arrived.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) number: usize,
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
}

impl Connection {
    fn arrived(&self) -> MutexGuard<'_, Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn record(&self, piece: Piece) {
        let mut arrived = self.arrived();
        match piece {
            Piece::Head(head) => {
                let (number, arrival) = self.begin(head);
                arrived.current = Some(number);
                arrived.unhandled.push_back(arrival);
            }
            Piece::Body { raw, content } => {
                if let Some(number) = arrived.current {
                    self.log.change(number, |request| {
                        request.raw.extend(raw);
                        request.body.extend(content);
                    });
                }
            }
            Piece::End => {
                if let Some(number) = arrived.current.take() {
                    self.log.change(number, |request| request.complete = true);
                }
            }
            Piece::Unreadable(bytes) => match arrived.current {
                Some(number) => self.log.change(number, |request| request.raw.extend(bytes)),
                None => {
                    arrived.current = Some(self.log.push(RecordedRequest {
                        raw: bytes,
                        connection: self.number,
                        ..RecordedRequest::default()
                    }));
                }
            },
        }
    }

    fn begin(&self, head: Head) -> (usize, Arrival) {
        let number = self.log.push(RecordedRequest {
            method: head.method.clone(),
            target: head.target.clone(),
            headers: head.headers.clone(),
            head_length: head.raw.len(),
            raw: head.raw,
            connection: self.number,
            ..RecordedRequest::default()
        });
        let arrival = Arrival { number, method: head.method, target: head.target, headers: head.headers };
        (number, arrival)
    }

    /// The next request to handle on this connection.
    pub(crate) fn next(&self) -> Option<Arrival> {
        self.arrived().unhandled.pop_front()
    }

    /// Cuts the connection: nothing more is sent over it.
    pub(crate) fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_cut(&self) -> bool {
        self.cut.load(Ordering::SeqCst)
    }

    pub(crate) fn received(&self, number: usize, now: SystemTime, fault: Option<String>) {
        self.log.change(number, |request| {
            request.received = Some(now);
            request.fault = fault;
        });
    }

    pub(crate) fn processed(&self, number: usize, items: Vec<RecordedItem>) {
        self.log.change(number, |request| {
            request.processed = true;
            request.items = items;
        });
    }

    pub(crate) fn answered(&self, number: usize, status: u16, request_id: &str) {
        self.log.change(number, |request| {
            request.answer = Some(RecordedAnswer { status, request_id: request_id.to_owned() });
        });
    }
}
