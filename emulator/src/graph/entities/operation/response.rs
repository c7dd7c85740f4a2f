//! Answers to invitations to events.

use serde_json::json;

use super::called::Called;
use crate::{
    graph::call::Call,
    http::{Response, Result},
};

fn respond(call: &mut Call<'_>, called: &Called, response: &str) -> Result<Response> {
    let status = json!({"response": response, "time": call.now.iso()});
    call.state.change(called.node(), |event| drop(event.insert("responseStatus".to_owned(), status)));
    Ok(Response::empty(202))
}

pub(super) fn accept(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    respond(call, called, "accepted")
}

pub(super) fn tentatively_accept(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    respond(call, called, "tentativelyAccepted")
}

/// A declined event leaves the calendar.
pub(super) fn decline(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let serial = call.state.ids.serial();
    call.state.store.remove(called.node(), serial);
    Ok(Response::empty(202))
}

/// A cancelled meeting leaves the calendar of its organizer.
pub(super) fn cancel(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    decline(call, called)
}
