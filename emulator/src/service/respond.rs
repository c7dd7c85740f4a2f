//! Finishes responses: what faults do to them, and the headers that every response has.

use super::Service;
use crate::{
    fault::{
        Fault, FaultsHit,
        effect::{self, Nature},
    },
    http::{GraphError, Request, Response, Result},
    state::State,
    time::Timestamp,
};

/// How much of a response is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    /// It ends in the middle of its body.
    Truncated,
    /// Nothing is sent: the connection is reset.
    Reset,
}

/// A response as it is sent.
#[derive(Debug)]
pub(crate) struct FinishedResponse {
    pub(crate) response: Response,
    pub(crate) request_id: String,
    pub(crate) ending: Ending,
    /// Whether the request reached its operation, or was refused on the way to it for what it is.
    pub(super) processed: bool,
}

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

impl Service {
    /// Answers a request, or a request in a batch, that is refused at once or meets faults; `process` processes it.
    pub(super) fn respond(
        &self,
        request: &Request,
        met: Result<FaultsHit>,
        state: &mut State,
        now: Timestamp,
        process: impl FnOnce(&mut State) -> Result<Response, Refusal>,
    ) -> FinishedResponse {
        let request_id = state.ids.guid();
        let client_request_id = request.header("client-request-id").unwrap_or(&request_id).to_owned();
        let processed = met.as_ref().is_ok_and(FaultsHit::lets_process);
        let (result, faults) = match met {
            Err(refused) => (Err(refused.into()), FaultsHit::default()),
            Ok(faults) if processed => (process(state), faults),
            Ok(faults) => (Ok(Response::default()), faults),
        };
        let (result, ending) = self.apply_fault(request, result, faults.decisive.as_ref(), state);
        let mut response = result.unwrap_or_else(|refusal| refusal.response(now, &request_id, &client_request_id));
        response.headers.extend(faults.all().flat_map(|fault| fault.headers(now)));
        response.headers.extend([
            ("cache-control".into(), "no-cache".to_owned()),
            ("date".into(), now.http_date()),
            ("request-id".into(), request_id.clone()),
            ("client-request-id".into(), client_request_id),
            ("x-ms-ags-diagnostic".into(), DIAGNOSTIC.to_owned()),
        ]);
        FinishedResponse { response, request_id, ending, processed }
    }

    /// What a fault makes of the ordinary response.
    fn apply_fault(
        &self,
        request: &Request,
        ordinary: Result<Response, Refusal>,
        fault: Option<&Fault>,
        state: &mut State,
    ) -> (Result<Response, Refusal>, Ending) {
        let url = || format!("http://{}{}", request.header("host").unwrap_or(&self.authority), request.target);
        let result = match fault.map(Fault::nature) {
            None | Some(Nature::Time(_) | Nature::Headers) => ordinary,
            Some(Nature::Transfer) => return (ordinary, Ending::Truncated),
            Some(Nature::Connection) => return (ordinary, Ending::Reset),
            Some(Nature::Page(change)) => ordinary.map(|mut response| {
                change.apply(&mut response, &url(), state.ids.serial());
                response
            }),
            Some(Nature::Response(replacement)) => replacement.response(&url()).map_err(Refusal::Graph),
            Some(Nature::Token(claims)) => Err(effect::challenge(claims).into()),
        };
        (result, Ending::Whole)
    }
}

const DIAGNOSTIC: &str =
    r#"{"ServerInfo":{"DataCenter":"Loopback","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"EMULATOR"}}"#;

const LENGTH_REQUIRED: &str = "\
    <!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n\
    <HTML><HEAD><TITLE>Length Required</TITLE>\r\n\
    <META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n\
    <BODY><h2>Length Required</h2>\r\n\
    <hr><p>HTTP Error 411. The request must be chunked or have a content length.</p>\r\n\
    </BODY></HTML>\r\n";
