//! Lists collections: filtered, searched, ordered and paged.

use serde_json::{Value, json};

use super::{
    calendar_view,
    locate::{self, Here, Set},
    refusal, relation, select,
    view::{self, View},
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::page::{self, Link, Paging},
    request_target::shape::Workload,
    schema::Type,
    store::NodeId,
};

const DIRECTORY: Paging = Paging { default_top: 100, largest_top: 999, link: Link::Token };
const MAILBOX: Paging = Paging { default_top: 10, largest_top: 1_000, link: Link::Skip };
const OTHERS: Paging = Paging { default_top: 100, largest_top: 1_000, link: Link::TokenOrSkip };

/// `GET` of a collection.
pub(in crate::graph) fn list(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let set = set(call)?;
    if ["calendarView", "instances"].contains(&set.member.name) {
        return calendar_view::list(call, &set);
    }
    let found = found(call, &set)?;
    answer(call, found, set.of(), &view::context(call))
}

/// A page of entities, which the options have selected.
pub(super) fn answer(call: &Call<'_>, found: Vec<NodeId>, of: Type, context: &str) -> Result<Response> {
    let view = View::checked(&call.options, of)?;
    let preferred = call.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
    let context = format!("{context}{}", view.suffix());
    let place = call.place(&context);
    let paging = paging(call, of);
    let page = page::page(found, &call.options, paging, preferred, &place, |id| view.show(call.state, id))?;
    let response = Response::json(200, &page);
    Ok(match call.request.preference("odata.maxpagesize") {
        Some(size) => response.header("preference-applied", format!("odata.maxpagesize={size}")),
        None => response,
    })
}

fn paging(call: &Call<'_>, of: Type) -> Paging {
    match call.target.shape.workload() {
        _ if of.is("directoryObject") => DIRECTORY,
        Workload::Outlook => MAILBOX,
        _ => OTHERS,
    }
}

/// `$count` of a collection.
pub(super) fn count(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let set = set(call)?;
    if set.of().is("directoryObject") && !is_eventual(call) {
        return Err(GraphError::new(400, "Request_BadRequest", "$count is not currently supported."));
    }
    call.options.count = true;
    Ok(Response::count(found(call, &set)?.len()))
}

pub(super) fn set(call: &mut Call<'_>) -> Result<Set> {
    match locate::locate(call)? {
        Here::Set(set) if locate::is_kept_elsewhere(call.state, &set) => Err(refusal::missing(call)),
        Here::Set(set) => Ok(set),
        _ => Err(GraphError::bad_request("The request URI names no collection.")),
    }
}

/// What the options select of a collection, in order.
pub(super) fn found(call: &mut Call<'_>, set: &Set) -> Result<Vec<NodeId>> {
    let of = set.of();
    check_advanced(call, of)?;
    let place = set.place(call.state);
    if place == (crate::store::SERVICE, "drives") {
        for account in 0..call.state.accounts.len() {
            locate::drive(call, account);
        }
    }
    let mut all = relation::targets(call.state, place);
    if let Some(cast) = set.cast {
        all.retain(|id| call.state.store.node(*id).is_some_and(|node| node.of.is(cast.0)));
    }
    select::query(call.state, all, &call.options, of)
}

fn is_eventual(call: &Call<'_>) -> bool {
    call.request.header("consistencylevel").is_some_and(|level| level.eq_ignore_ascii_case("eventual"))
}

/// Some queries of the directory need `ConsistencyLevel: eventual` and `$count=true` (documented as advanced queries).
fn check_advanced(call: &Call<'_>, of: Type) -> Result<()> {
    if !of.is("directoryObject") {
        return Ok(());
    }
    if call.options.search.is_some() && !is_eventual(call) {
        let message = "Request with $search query parameter only works through MSGraph with a special request header: \
                       'ConsistencyLevel: eventual'";
        return Err(GraphError::new(400, "Request_UnsupportedQuery", message));
    }
    let query = select::parse(&call.options, of)?;
    let sorted = query.order.is_some();
    let advanced = query.filter.is_some_and(|filter| sorted || filter.is_advanced());
    if advanced && !(is_eventual(call) && call.options.count) {
        let message = "Unsupported or invalid query filter clause specified: \
                       it needs ConsistencyLevel: eventual and $count=true.";
        return Err(GraphError::new(400, "Request_UnsupportedQuery", message));
    }
    Ok(())
}

/// A collection of values that are no entities.
pub(super) fn values(call: &Call<'_>, context: &str, values: Value) -> Response {
    Response::json(200, &json!({"@odata.context": call.context(context), "value": values}))
}
