//! Hands a request to what serves it: a preauthenticated URL, Entra's endpoints, a batch, or an operation of Graph.

use super::{Service, respond::Refusal};
use crate::{
    graph::{self, Call},
    http::{Host, Request, Response, Result},
    oauth,
    odata::options::Options,
    request_target::{
        self, Version,
        shape::{Shape, Workload},
    },
    state::State,
    storage::{self, StorageCall},
    time::Timestamp,
    token,
};

impl Service {
    /// Processes a request. `batch` answers it when it is a batch.
    pub(super) fn dispatch(
        &self,
        request: &Request,
        state: &mut State,
        now: Timestamp,
        batch: impl FnOnce(Version, &mut State) -> Result<Response>,
    ) -> Result<Response, Refusal> {
        let carries_body = matches!(request.method.as_str(), "POST" | "PUT" | "PATCH");
        let length_given = request.header("content-length").or_else(|| request.header("transfer-encoding"));
        if carries_body && length_given.is_none() {
            return Err(Refusal::LengthRequired);
        }
        if request.host == Host::Storage {
            let service = format!("http://{}/v1.0", self.authority);
            return Ok(storage::answer(StorageCall { request, state, now, origin: &self.storage, service: &service })?);
        }
        if oauth::is_endpoint(&request.target) {
            return Ok(oauth::answer(request, state, now));
        }
        let access = token::access(request.header("authorization"), now)?;
        let target = request_target::parse(&request.target)?;
        if target.shape == Shape::Batch && request.method == "POST" {
            return Ok(batch(target.version, state)?);
        }
        let host = request.header("host").unwrap_or(&self.authority);
        let before = state.ids.last();
        let answered = graph::answer(Call {
            request,
            target: &target,
            options: Options::default(),
            state: &mut *state,
            access: &access,
            now,
            service: format!("http://{host}/{}", target.version.name()),
            url: format!("http://{host}{}", target.path),
            storage: &self.storage,
            responders: &self.responders,
        });
        if request.method != "GET" && answered.is_ok() && target.shape.workload() == Workload::Outlook {
            graph::mail_changes::announce(state, before, now);
        }
        Ok(answered?)
    }
}
