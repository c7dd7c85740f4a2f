//! HTTP: hands each request, with the target and headers as they arrived, to the service.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, State},
    http::{HeaderValue, Request as HttpRequest, Response as HttpResponse, StatusCode},
};
use tokio::{net::TcpListener, sync::oneshot};

use crate::{
    record::Log,
    request::Request,
    service::Service,
    tap::{TappedListener, Via},
};

/// More than the largest request Graph itself takes (150 MB of attachments).
const LARGEST_BODY: usize = 200 << 20;

/// Serves until `stop` is sent or dropped.
pub(crate) async fn run(listener: TcpListener, service: Arc<Service>, log: Arc<Log>, stop: oneshot::Receiver<()>) {
    let router = Router::new().fallback(handle).with_state(service);
    let serving = axum::serve(TappedListener::new(listener, log), router.into_make_service_with_connect_info::<Via>());
    let stopped = async {
        // An error means that the sender is gone, which is the same wish.
        let _ = stop.await;
    };
    // axum documents that serving never ends in an error.
    let _ = serving.with_graceful_shutdown(stopped).await;
}

async fn handle(
    State(service): State<Arc<Service>>,
    ConnectInfo(Via(connection)): ConnectInfo<Via>,
    request: HttpRequest<Body>,
) -> HttpResponse<Body> {
    let Some(arrival) = connection.next() else {
        return plain(StatusCode::BAD_REQUEST);
    };
    let Ok(body) = axum::body::to_bytes(request.into_body(), LARGEST_BODY).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let answer = service.answer(&Request {
        method: arrival.method,
        target: arrival.target,
        headers: arrival.headers,
        body: body.to_vec(),
    });
    connection.answered(arrival.number, answer.status, &answer.request_id);
    let mut response = HttpResponse::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// A refusal by the HTTP layer, before Graph.
fn plain(status: StatusCode) -> HttpResponse<Body> {
    let mut response = HttpResponse::new(Body::empty());
    *response.status_mut() = status;
    response
}
