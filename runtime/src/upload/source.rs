//! [`Source`]: the bytes of an upload.

use std::fmt;
use std::io::{self, ErrorKind, SeekFrom};
use std::path::Path;

use bytes::{BufMut, Bytes, BytesMut};
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt};

use crate::client::runtime;
use crate::reply::error::{Error, Kind, Result};

/// The bytes of an upload: in memory, of a file, or of any reader.
///
/// One slice of it is in memory at a time.
pub struct Source {
    reader: Reader,
    length: u64,
    /// The position of the reader.
    position: u64,
    /// The last slice and its position. With it, a reader that cannot seek can repeat that slice.
    last: (u64, Bytes),
}

enum Reader {
    Bytes(Bytes),
    Seekable(Box<dyn Seekable>),
    Forward(Box<dyn AsyncRead + Send + Unpin>),
}

trait Seekable: AsyncRead + AsyncSeek + Send + Unpin {}

impl<R: AsyncRead + AsyncSeek + Send + Unpin> Seekable for R {}

impl Source {
    /// A file, with the length it has now.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub async fn file(path: impl AsRef<Path>) -> Result<Self> {
        runtime::require_for_call()?;
        let path = path.as_ref();
        let opened = async {
            let file = File::open(path).await?;
            let length = file.metadata().await?.len();
            io::Result::Ok((file, length))
        };
        let (file, length) = opened.await.map_err(|error| {
            Error::new(Kind::Io, format!("the file to upload cannot be opened: {error}")).with_source(error)
        })?;
        Ok(Self::seekable(file, length))
    }

    /// A reader with this many bytes, at its beginning.
    ///
    /// It is enough for an upload in one process, also after lost connections. When an upload is resumed in another
    /// process, the bytes that were uploaded are read and skipped.
    pub fn reader(reader: impl AsyncRead + Send + Unpin + 'static, length: u64) -> Self {
        Self::new(Reader::Forward(Box::new(reader)), length)
    }

    /// A reader with this many bytes, at its beginning, that can seek.
    pub fn seekable(reader: impl AsyncRead + AsyncSeek + Send + Unpin + 'static, length: u64) -> Self {
        Self::new(Reader::Seekable(Box::new(reader)), length)
    }

    fn new(reader: Reader, length: u64) -> Self {
        Self { reader, length, position: 0, last: (0, Bytes::new()) }
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The bytes from `start` up to `end`, which is within the length.
    pub(super) async fn read(&mut self, start: u64, end: u64) -> io::Result<Bytes> {
        let too_large = |_| io::Error::new(ErrorKind::OutOfMemory, "the slice does not fit into memory");
        let length = usize::try_from(end - start).map_err(too_large)?;
        if let Reader::Bytes(bytes) = &self.reader {
            let start = usize::try_from(start).map_err(too_large)?;
            return Ok(bytes.slice(start..start + length));
        }
        let mut slice = BytesMut::with_capacity(length);
        let (kept_from, kept) = &self.last;
        let again = start.checked_sub(*kept_from).and_then(|skip| kept.get(usize::try_from(skip).ok()?..));
        if let Some(again) = again {
            slice.extend_from_slice(&again[..again.len().min(length)]);
        }
        if slice.len() < length {
            self.go_to(start + slice.len() as u64).await?;
            self.fill(&mut slice, length).await?;
        }
        let slice = slice.freeze();
        self.last = (start, slice.clone());
        Ok(slice)
    }

    async fn go_to(&mut self, position: u64) -> io::Result<()> {
        if position == self.position {
            return Ok(());
        }
        match &mut self.reader {
            Reader::Bytes(_) => {}
            Reader::Seekable(reader) => {
                reader.seek(SeekFrom::Start(position)).await?;
            }
            Reader::Forward(_) if position < self.position => {
                let message = format!("byte {position} is wanted again, but this source cannot go back");
                return Err(io::Error::new(ErrorKind::Unsupported, message));
            }
            Reader::Forward(reader) => {
                let mut passed = reader.take(position - self.position);
                let length = tokio::io::copy(&mut passed, &mut tokio::io::sink()).await?;
                if length < position - self.position {
                    return Err(self.ended_at(self.position + length));
                }
            }
        }
        self.position = position;
        Ok(())
    }

    async fn fill(&mut self, slice: &mut BytesMut, length: usize) -> io::Result<()> {
        while slice.len() < length {
            let missing = length - slice.len();
            let mut rest = (&mut *slice).limit(missing);
            let read = match &mut self.reader {
                Reader::Bytes(_) => 0,
                Reader::Seekable(reader) => reader.read_buf(&mut rest).await?,
                Reader::Forward(reader) => reader.read_buf(&mut rest).await?,
            };
            if read == 0 {
                return Err(self.ended_at(self.position));
            }
            self.position += read as u64;
        }
        Ok(())
    }

    fn ended_at(&self, position: u64) -> io::Error {
        let message = format!("it ended after {position} bytes, but it should have {}", self.length);
        io::Error::new(ErrorKind::UnexpectedEof, message)
    }
}

impl<B: Into<Bytes>> From<B> for Source {
    fn from(bytes: B) -> Self {
        let bytes = bytes.into();
        let length = bytes.len() as u64;
        Self::new(Reader::Bytes(bytes), length)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("length", &self.length).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn sources() -> [Source; 3] {
        let data = || (0..100).collect::<Vec<u8>>();
        [Source::from(data()), Source::seekable(Cursor::new(data()), 100), Source::reader(Cursor::new(data()), 100)]
    }

    #[tokio::test]
    async fn slices_are_read_in_order_again_and_ahead() {
        for mut source in sources() {
            for (start, end) in [(0, 10), (0, 10), (4, 14), (14, 20), (50, 60), (55, 100), (99, 100)] {
                let slice = source.read(start.into(), end.into()).await.unwrap();
                assert_eq!(slice, (start..end).collect::<Vec<u8>>(), "{start}..{end}");
            }
        }
    }

    #[tokio::test]
    async fn only_a_reader_that_cannot_go_back_does_not() {
        let [mut bytes, mut seekable, mut forward] = sources();
        for source in [&mut bytes, &mut seekable] {
            source.read(50, 60).await.unwrap();
            assert_eq!(source.read(49, 51).await.unwrap(), &[49, 50][..]);
        }
        forward.read(50, 60).await.unwrap();
        let error = forward.read(49, 51).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains("byte 49"), "{error}");
    }

    #[tokio::test]
    async fn a_source_that_ends_early_says_where() {
        for mut source in [Source::seekable(Cursor::new([0; 7]), 9), Source::reader(Cursor::new([0; 7]), 9)] {
            let error = source.read(0, 9).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
            assert_eq!(error.to_string(), "it ended after 7 bytes, but it should have 9");
        }
        let mut short = Source::reader(Cursor::new([0; 7]), 20);
        assert!(short.read(10, 12).await.unwrap_err().to_string().contains("after 7 bytes"));
    }
}
