//! Events in a range of time, with the occurrences of series.

use serde_json::Value;

use super::{
    locate::Set,
    occurrence::{Range, occurrences},
    relation, view,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::page::{self, Link, Paging, Selection},
    schema::Type,
    store::NodeId,
    time::seconds,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, link: Link::Skip };

/// `calendarView` of a mailbox or a calendar, and `instances` of a series.
pub(super) fn list(call: &mut Call<'_>, set: &Set) -> Result<Response> {
    let range = range(call)?;
    let of = Type("event");
    let selection = Selection::parse(&call.options, of)?;
    let masters = match set.member.name {
        "instances" => vec![set.owner],
        _ => relation::targets(call.state, set.place(call.state)),
    };
    let mut found: Vec<Value> = masters.into_iter().flat_map(|id| shown(call, id, range)).collect();
    found.sort_by(|left, right| left["start"]["dateTime"].as_str().cmp(&right["start"]["dateTime"].as_str()));
    let found = page::arrange(found, &call.options, of)?;
    let context = format!("{}{}", view::context(call), selection.suffix());
    let preferred = call.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
    let place = call.place(&context);
    let page = page::page(found, &call.options, PAGING, preferred, &place, |item| selection.apply(item, &["id"]))?;
    Ok(Response::json(200, &page))
}

/// The times of an event within a range, each as it is shown.
pub(super) fn shown(call: &Call<'_>, event: NodeId, range: Range) -> Vec<Value> {
    let full = view::View::full(Type("event"));
    let times = occurrences(call.state, event, range);
    times.into_iter().map(|time| time.show(full.show(call.state, event))).collect()
}

/// The range that a request has to give.
pub(super) fn range(call: &Call<'_>) -> Result<Range> {
    let time = |name: &str| -> Option<i64> { seconds(&call.options.custom_in_any_case(name)?) };
    let (Some(start), Some(end)) = (time("startDateTime"), time("endDateTime")) else {
        let message = "This request requires a time window specified by the query string parameters StartDateTime and \
                       EndDateTime.";
        return Err(GraphError::new(400, "ErrorInvalidParameter", message));
    };
    if end < start {
        let message = "The query parameter StartDateTime must be before EndDateTime.";
        return Err(GraphError::new(400, "ErrorInvalidParameter", message));
    }
    Ok(Range { start, end })
}
