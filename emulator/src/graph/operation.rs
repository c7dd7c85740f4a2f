//! An operation: a method at an address, the query options it takes, and what it does.

use super::call::Call;
use crate::{
    http::{GraphError, Request, Response},
    odata::options::{Allowed, Options},
    permission,
    request_target::{Target, Version, shape::UserKey},
    state::State,
    time::Timestamp,
    token::Access,
};

/// `K` holds the keys of the address.
pub(super) struct Operation<K> {
    method: &'static str,
    options: Allowed,
    run: Run<K>,
}

type Run<K> = fn(&mut Call<'_>, &K) -> Result<Response, GraphError>;

pub(super) fn get<K>(options: Allowed, run: Run<K>) -> Operation<K> {
    Operation { method: "GET", options, run }
}

pub(super) fn post<K>(options: Allowed, run: Run<K>) -> Operation<K> {
    Operation { method: "POST", options, run }
}

pub(super) fn put<K>(options: Allowed, run: Run<K>) -> Operation<K> {
    Operation { method: "PUT", options, run }
}

pub(super) fn patch<K>(options: Allowed, run: Run<K>) -> Operation<K> {
    Operation { method: "PATCH", options, run }
}

pub(super) fn delete<K>(options: Allowed, run: Run<K>) -> Operation<K> {
    Operation { method: "DELETE", options, run }
}

/// A request to Graph whose token and address have been read.
pub(crate) struct Arrival<'a> {
    pub(crate) request: &'a Request,
    pub(crate) target: &'a Target,
    pub(crate) access: &'a Access,
    pub(crate) state: &'a mut State,
    pub(crate) now: Timestamp,
    /// The host and port that links of the response begin with.
    pub(crate) host: &'a str,
    /// `http://127.0.0.1:4001`, the host of preauthenticated URLs.
    pub(crate) storage: &'a str,
}

impl Arrival<'_> {
    /// Runs the operation of the request's method, or refuses the request.
    pub(super) fn serve<K>(self, key: &K, operations: &[Operation<K>]) -> Result<Response, GraphError> {
        let found = operations.iter().find(|operation| operation.method == self.request.method);
        let operation = found.ok_or_else(|| not_allowed(operations))?;
        if self.target.shape.user() == Some(&UserKey::Me) && matches!(self.access, Access::Application(_)) {
            return Err(GraphError::bad_request("/me request is only valid with delegated authentication flow."));
        }
        let options = Options::parse(&self.target.query, self.target.version == Version::Beta)?;
        options.check(operation.options)?;
        permission::check(self.target, &self.request.method, self.access)?;
        let mut call = Call {
            request: self.request,
            options: &options,
            state: self.state,
            access: self.access,
            now: self.now,
            service: format!("http://{}/{}", self.host, self.target.version.name()),
            url: format!("http://{}{}", self.host, self.target.path),
            storage: self.storage,
        };
        (operation.run)(&mut call, key)
    }
}

fn not_allowed<K>(operations: &[Operation<K>]) -> GraphError {
    let methods: Vec<_> = operations.iter().map(|operation| operation.method).collect();
    GraphError::new(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
        .header("allow", methods.join(", "))
}
