//! Refused requests as responses.

use crate::{
    http::{GraphError, Response},
    time::Timestamp,
};

/// Why a request is refused.
pub(super) enum Refusal {
    Graph(GraphError),
    /// The service's HTTP layer refuses such a request, in HTML, before Graph sees it.
    LengthRequired,
}

impl Refusal {
    pub(super) fn response(self, now: Timestamp, request_id: &str, client_request_id: &str) -> Response {
        match self {
            Self::LengthRequired => Response::with_body(411, "text/html; charset=us-ascii", LENGTH_REQUIRED.into()),
            Self::Graph(error) => {
                let body = error.to_json(&now.without_offset(), request_id, client_request_id);
                let mut response = Response::with_body(error.status, "application/json", body.to_string().into_bytes());
                response.headers.extend(error.headers);
                response
            }
        }
    }
}

impl From<GraphError> for Refusal {
    fn from(error: GraphError) -> Self {
        Self::Graph(error)
    }
}

const LENGTH_REQUIRED: &str = "\
    <!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n\
    <HTML><HEAD><TITLE>Length Required</TITLE>\r\n\
    <META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n\
    <BODY><h2>Length Required</h2>\r\n\
    <hr><p>HTTP Error 411. The request must be chunked or have a content length.</p>\r\n\
    </BODY></HTML>\r\n";
