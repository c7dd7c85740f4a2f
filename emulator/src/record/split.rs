//! Cuts the bytes of a connection into HTTP/1.1 requests without changing any of them.

/// A part of the stream of bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A request line and its header section, up to and with the empty line.
    Head(Head),
    /// Bytes of the body: as they arrived, and their content without the chunked coding.
    Body { raw: Vec<u8>, content: Vec<u8> },
    /// The request is complete.
    End,
    /// Not HTTP/1.1: all that follows on the connection.
    Unreadable(Vec<u8>),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) method: String,
    pub(crate) target: String,
    /// Names as they were written, in the order of arrival.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) raw: Vec<u8>,
}

#[derive(Debug, Default)]
pub(crate) struct Splitter {
    waiting: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Head,
    Length(usize),
    ChunkSize,
    ChunkData(usize),
    Trailers,
    Unreadable,
}

impl Splitter {
    /// Takes the bytes that arrived and returns the pieces that are complete.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Vec<Piece> {
        self.waiting.extend_from_slice(bytes);
        let mut pieces = Vec::new();
        while self.step(&mut pieces) {}
        pieces
    }

    /// One transition; false when more bytes are needed.
    fn step(&mut self, pieces: &mut Vec<Piece>) -> bool {
        match self.state {
            State::Head => self.head(pieces),
            State::Length(left) => self.content(left, pieces),
            State::ChunkSize => self.chunk_size(pieces),
            State::ChunkData(left) => self.chunk_data(left, pieces),
            State::Trailers => self.trailers(pieces),
            State::Unreadable => {
                if !self.waiting.is_empty() {
                    pieces.push(Piece::Unreadable(std::mem::take(&mut self.waiting)));
                }
                false
            }
        }
    }

    fn head(&mut self, pieces: &mut Vec<Piece>) -> bool {
        // Empty lines before a request line are to be ignored (RFC 9112, 2.2).
        while self.waiting.starts_with(b"\r\n") {
            self.waiting.drain(..2);
        }
        if self.waiting.is_empty() {
            return false;
        }
        let mut headers = [httparse::EMPTY_HEADER; 256];
        let mut request = httparse::Request::new(&mut headers);
        let (end, method, target, headers) = match request.parse(&self.waiting) {
            Ok(httparse::Status::Complete(end)) => (
                end,
                request.method.unwrap_or_default().to_owned(),
                request.path.unwrap_or_default().to_owned(),
                request.headers.iter().map(owned).collect::<Vec<_>>(),
            ),
            Ok(httparse::Status::Partial) => return false,
            Err(_) => {
                self.state = State::Unreadable;
                return true;
            }
        };
        let raw = self.waiting.drain(..end).collect();
        self.state = framing(&headers);
        pieces.push(Piece::Head(Head { method, target, headers, raw }));
        true
    }

    fn content(&mut self, left: usize, pieces: &mut Vec<Piece>) -> bool {
        if left == 0 {
            pieces.push(Piece::End);
            self.state = State::Head;
            return true;
        }
        self.take(left, State::Length, pieces)
    }

    fn chunk_size(&mut self, pieces: &mut Vec<Piece>) -> bool {
        match httparse::parse_chunk_size(&self.waiting) {
            Ok(httparse::Status::Complete((end, size))) => {
                pieces.push(self.coding(end));
                self.state = match usize::try_from(size) {
                    Ok(0) => State::Trailers,
                    Ok(size) => State::ChunkData(size),
                    Err(_) => State::Unreadable,
                };
                true
            }
            Ok(httparse::Status::Partial) => false,
            Err(_) => {
                self.state = State::Unreadable;
                true
            }
        }
    }

    fn chunk_data(&mut self, left: usize, pieces: &mut Vec<Piece>) -> bool {
        if left == 0 {
            if self.waiting.len() < 2 {
                return false;
            }
            pieces.push(self.coding(2));
            self.state = State::ChunkSize;
            return true;
        }
        self.take(left, State::ChunkData, pieces)
    }

    /// Takes what has arrived of the content; `next` is the state for what is left.
    fn take(&mut self, left: usize, next: fn(usize) -> State, pieces: &mut Vec<Piece>) -> bool {
        let here = left.min(self.waiting.len());
        if here == 0 {
            return false;
        }
        let raw: Vec<u8> = self.waiting.drain(..here).collect();
        pieces.push(Piece::Body { content: raw.clone(), raw });
        self.state = next(left - here);
        true
    }

    fn trailers(&mut self, pieces: &mut Vec<Piece>) -> bool {
        let Some(end) = self.waiting.windows(2).position(|pair| pair == b"\r\n") else {
            return false;
        };
        pieces.push(self.coding(end + 2));
        if end == 0 {
            pieces.push(Piece::End);
            self.state = State::Head;
        }
        true
    }

    /// Bytes of the chunked coding that are not content.
    fn coding(&mut self, end: usize) -> Piece {
        Piece::Body { raw: self.waiting.drain(..end).collect(), content: Vec::new() }
    }
}

fn owned(header: &httparse::Header<'_>) -> (String, String) {
    (header.name.to_owned(), String::from_utf8_lossy(header.value).into_owned())
}

/// How the body of a request with these headers is delimited (RFC 9112, 6.3).
fn framing(headers: &[(String, String)]) -> State {
    let value = |name: &str| {
        let mut values = headers.iter().filter(|header| header.0.eq_ignore_ascii_case(name));
        values.next().map(|header| header.1.trim())
    };
    if value("transfer-encoding").is_some() {
        return State::ChunkSize;
    }
    match value("content-length").map(str::parse) {
        None => State::Length(0),
        Some(Ok(length)) => State::Length(length),
        Some(Err(_)) => State::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STREAM: &[u8] = b"\r\nPOST /v1.0/me/messages/a%2Fb/send HTTP/1.1\r\nHOST: x\r\nContent-Length: 0\r\n\r\n\
        POST /a HTTP/1.1\r\ncontent-length: 5\r\n\r\nhelloPUT /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
        4;x=y\r\nwiki\r\n3\r\nped\r\n0\r\nTrailer: t\r\n\r\nGET /c HTTP/1.1\r\n\r\n";

    /// Request by request: head, raw body, content.
    fn requests(pieces: Vec<Piece>) -> Vec<(String, Vec<u8>, Vec<u8>)> {
        let mut all = Vec::new();
        let mut ended = true;
        for piece in pieces {
            match piece {
                Piece::Head(head) => {
                    assert!(ended);
                    ended = false;
                    all.push((format!("{} {}", head.method, head.target), Vec::new(), Vec::new()));
                }
                Piece::Body { raw, content } => {
                    let last = all.last_mut().unwrap();
                    last.1.extend(raw);
                    last.2.extend(content);
                }
                Piece::End => ended = true,
                Piece::Unreadable(bytes) => panic!("unreadable: {bytes:?}"),
            }
        }
        assert!(ended);
        all
    }

    #[test]
    fn pipelined_requests_of_every_framing() {
        let all = requests(Splitter::default().feed(STREAM));
        let lines: Vec<_> = all.iter().map(|request| request.0.as_str()).collect();
        assert_eq!(lines, ["POST /v1.0/me/messages/a%2Fb/send", "POST /a", "PUT /b", "GET /c"]);
        assert_eq!(all[1].2, b"hello");
        assert_eq!(all[2].2, b"wikiped");
        assert_eq!(all[2].1, b"4;x=y\r\nwiki\r\n3\r\nped\r\n0\r\nTrailer: t\r\n\r\n");
    }

    #[test]
    fn what_is_not_http_is_kept() {
        let pieces = Splitter::default().feed(b"\x16\x03\x01 tls");
        assert_eq!(pieces, [Piece::Unreadable(b"\x16\x03\x01 tls".to_vec())]);
    }

    proptest! {
        #[test]
        fn where_reads_end_does_not_matter(mut cuts in prop::collection::vec(0..STREAM.len(), 0..20)) {
            cuts.sort_unstable();
            let mut splitter = Splitter::default();
            let mut pieces = Vec::new();
            let mut start = 0;
            for end in cuts.into_iter().chain([STREAM.len()]) {
                pieces.extend(splitter.feed(&STREAM[start..end]));
                start = end;
            }
            prop_assert_eq!(requests(pieces), requests(Splitter::default().feed(STREAM)));
        }

        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Splitter::default().feed(&bytes);
        }
    }
}
