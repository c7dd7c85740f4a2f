//! Reads one entity.

use super::{
    locate::{self, Here},
    occurrence::{Range, occurrences},
    refusal::not_found,
    view,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::page::Selection,
    request_target::{address::Hop, segment::Argument},
};

/// `GET` of an entity.
pub(super) fn get(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let here = match locate::locate(call) {
        Err(error) if error.status == 404 => return occurrence(call, error),
        here => here?,
    };
    match here {
        Here::Node(node) => view::answer(call, 200, node),
        Here::Nothing(_, member) => Err(not_found(call, member.name)),
        Here::Set(_) | Here::Value(..) => Err(GraphError::bad_request("The request URI names no entity.")),
    }
}

/// One time of a series, by the id that `calendarView` shows; otherwise the error.
fn occurrence(call: &mut Call<'_>, error: GraphError) -> Result<Response> {
    let Some((Hop::Key(key), before)) = call.target.address.hops.split_last() else { return Err(error) };
    let Some((master, day)) = key.first().and_then(|key| key.value.rsplit_once('.')) else { return Err(error) };
    let (Ok(day), Here::Set(set)) = (day.parse::<i64>(), locate::along(call, before)?) else { return Err(error) };
    if set.of().0 != "event" {
        return Err(error);
    }
    let master = Argument { name: None, value: master.to_owned() };
    let Ok(node) = locate::find(call, &set, &[master]) else { return Err(error) };
    let range = Range { start: day * DAY, end: (day + 1) * DAY };
    let found = occurrences(call.state, node, range).into_iter().find(|one| one.range.start.div_euclid(DAY) == day);
    let Some(found) = found else { return Err(error) };
    let selection = Selection::parse(&call.options, set.of())?;
    let event = found.show(view::View::full(set.of()).show(call.state, node));
    let context = view::context(call);
    Ok(call.show(200, event, &selection, &["id"], &context))
}

/// The seconds of a day.
const DAY: i64 = 86_400;
