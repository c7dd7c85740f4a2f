//! A listener whose connections record what is read from them.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

use crate::record::{Connection, Log, split::Splitter};

/// Accepts connections and records what is read from them.
#[derive(Debug)]
pub(crate) struct RecordingListener {
    listener: TcpListener,
    log: Arc<Log>,
}

impl RecordingListener {
    pub(crate) fn new(listener: TcpListener, log: Arc<Log>) -> Self {
        Self { listener, log }
    }
}

impl Listener for RecordingListener {
    type Io = RecordingStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let recording =
            RecordingStream { stream, splitter: Splitter::default(), connection: Arc::new(self.log.connect()) };
        (recording, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A connection; every byte the server reads from it is recorded first.
#[derive(Debug)]
pub(crate) struct RecordingStream {
    stream: TcpStream,
    splitter: Splitter,
    connection: Arc<Connection>,
}

impl AsyncRead for RecordingStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        if matches!(polled, Poll::Ready(Ok(()))) {
            for piece in self.splitter.feed(&buffer.filled()[before..]) {
                self.connection.record(piece);
            }
        }
        polled
    }
}

impl RecordingStream {
    /// An error when the connection is cut. Closing it then resets it, and unsent bytes are dropped.
    fn check_cut(&self) -> io::Result<()> {
        if !self.connection.is_cut() {
            return Ok(());
        }
        self.stream.set_zero_linger()?;
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncWrite for RecordingStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check_cut()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check_cut()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check_cut()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The connection of a request, for its handler.
#[derive(Clone, Debug)]
pub(crate) struct RequestConnection(pub(crate) Arc<Connection>);

impl Connected<IncomingStream<'_, RecordingListener>> for RequestConnection {
    fn connect_info(stream: IncomingStream<'_, RecordingListener>) -> Self {
        Self(Arc::clone(&stream.io().connection))
    }
}
