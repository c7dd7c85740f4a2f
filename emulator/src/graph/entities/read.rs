//! Reads one entity.

use super::{
    locate::{self, Here},
    refusal::not_found,
    view,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
};

/// `GET` of an entity.
pub(super) fn get(call: &mut Call<'_>, (): &()) -> Result<Response> {
    match locate::locate(call)? {
        Here::Node(node) => view::answer(call, 200, node),
        Here::Nothing(_, member) => Err(not_found(call, member.name)),
        Here::Set(_) | Here::Value(..) => Err(GraphError::bad_request("The request URI names no entity.")),
    }
}
