//! The HTTP server: passes each request to the service, with target and headers as they arrived.

mod listener;

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, State},
    http::{HeaderName, HeaderValue, Request as HttpRequest, Response as HttpResponse, StatusCode},
};
use http_body::Frame;
use tokio::{net::TcpListener, sync::watch};

use crate::{
    http::{Host, Request},
    page,
    record::Log,
    service::{Service, exchange, respond::Ending},
};
use listener::{RecordingListener, RequestConnection};

/// The largest body in bytes: more than Graph itself accepts (150 MB of attachments).
const LARGEST_BODY: usize = 200 << 20;

/// Serves until the sender of `stop` is dropped.
pub(crate) async fn run(
    listener: TcpListener,
    host: Host,
    service: Arc<Service>,
    log: Arc<Log>,
    mut stop: watch::Receiver<()>,
) {
    let router = Router::new().fallback(handle).with_state((service, host, Arc::clone(&log)));
    let serving = axum::serve(
        RecordingListener::new(listener, log),
        router.into_make_service_with_connect_info::<RequestConnection>(),
    );
    let stopped = async move {
        // Nothing is ever sent; an error means that the sender is gone.
        while stop.changed().await.is_ok() {}
    };
    // axum documents that serving never ends in an error.
    let _ = serving.with_graceful_shutdown(stopped).await;
}

async fn handle(
    State((service, host, log)): State<(Arc<Service>, Host, Arc<Log>)>,
    ConnectInfo(RequestConnection(connection)): ConnectInfo<RequestConnection>,
    request: HttpRequest<Body>,
) -> HttpResponse<Body> {
    let Some(arrival) = connection.next() else {
        return plain(StatusCode::BAD_REQUEST);
    };
    if host == Host::Graph && arrival.method == "GET" && arrival.target == page::PATH {
        let page = page::render(&log.requests(), &service.snapshot());
        let mut response = HttpResponse::new(Body::from(page));
        response.headers_mut().insert("content-type", HeaderValue::from_static("text/html; charset=utf-8"));
        return response;
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), LARGEST_BODY).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let request =
        Request { method: arrival.method, target: arrival.target, headers: arrival.headers, body: body.to_vec(), host };
    let finished = exchange::run(&service, &connection, arrival.number, &request).await;
    let response = finished.response;
    let length = response.body.len();
    let mut sent = HttpResponse::new(match finished.ending {
        Ending::Truncated if length > 0 => Body::new(FirstHalf::of(response.body)),
        Ending::Reset | Ending::Truncated => {
            connection.cut();
            Body::empty()
        }
        Ending::Whole => Body::from(response.body),
    });
    if finished.ending == Ending::Truncated {
        sent.headers_mut().insert("content-length", HeaderValue::from(length));
    }
    *sent.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(&*name), HeaderValue::from_bytes(value.as_bytes())) {
            sent.headers_mut().append(name, value);
        }
    }
    sent
}

/// A refusal by the HTTP layer, before Graph.
fn plain(status: StatusCode) -> HttpResponse<Body> {
    let mut response = HttpResponse::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// The first half of a body, and then an error, which breaks the connection.
struct FirstHalf {
    half: Option<Bytes>,
    /// Whether the server has been polled once more, so that it could send the first half.
    flushed: bool,
}

impl FirstHalf {
    fn of(mut body: Vec<u8>) -> Self {
        body.truncate(body.len() / 2);
        Self { half: Some(body.into()), flushed: false }
    }
}

impl http_body::Body for FirstHalf {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take().filter(|half| !half.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }
}
