//! Delta queries of messages, users and drive items.

use serde_json::{Value, json};

use super::{Call, drive, messages};
use crate::{
    error::GraphError,
    odata::{
        delta::{Change, Links, Round},
        filter,
        page::{Place, Selection},
    },
    request::Answer,
    schema::{DRIVE_ITEM, MESSAGE, Type, USER, USER_DEFAULTS},
};

/// The round a request belongs to. An expired token is answered with the address of a fresh one.
fn round(call: &Call<'_>, links: Links) -> Result<Round, GraphError> {
    let options = call.options;
    let given = options.deltatoken.as_ref().or(options.skiptoken.as_ref()).cloned();
    let token = match links {
        Links::OData => given,
        Links::Drive => call.address.delta_token.clone().or_else(|| options.custom("token")).or(given),
    };
    Round::of(token.as_deref(), options, links, call.state.delta_epoch).map_err(|error| {
        if error.status != 410 {
            return error;
        }
        let fresh = call.url.split('(').next().unwrap_or_default().to_owned();
        error.header("location", fresh)
    })
}

/// `$top`, or else `Prefer: odata.maxpagesize`.
fn size(call: &Call<'_>, default: usize) -> usize {
    let preferred = call.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
    call.options.top.or(preferred).filter(|size| *size > 0).unwrap_or(default)
}

fn is_wanted(round: &Round, of: &'static Type, shown: &Value) -> Result<bool, GraphError> {
    round.options.filter.as_ref().map_or(Ok(true), |text| Ok(filter::parse(text, of)?.matches(shown)))
}

pub(crate) fn messages(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let round = round(call, Links::OData)?;
    let view = messages::View::with(&round.options)?;
    let mailbox = call.mailbox()?;
    let folder = mailbox.walk(&call.address.folders)?.ok_or_else(|| {
        GraphError::bad_request("Change tracking is not supported against 'microsoft.graph.message' across folders.")
    })?;
    let mut changes = Vec::new();
    for message in mailbox.messages(Some(folder)).filter(|message| round.looks_at(message.serial)) {
        let shown = message.to_json(call.immutable());
        if is_wanted(&round, &MESSAGE, &shown)? {
            changes.push(Change { serial: message.serial, shown: view.show(call, shown), removed: false });
        }
    }
    for removed in mailbox.removed(folder) {
        let id = if call.immutable() { &removed.immutable_id } else { &removed.id };
        let shown = json!({"@removed": {"reason": "deleted"}, "id": id});
        changes.push(Change { serial: removed.serial, shown, removed: true });
    }
    let context = "Collection(message)";
    let place = Place { service: &call.service, url: &call.url, context };
    let page = round.page(changes, size(call, 10), &place);
    let mut answer = messages::applied(call, Answer::json(200, &page));
    if let Some(size) = call.request.preference("odata.maxpagesize") {
        answer = answer.header("preference-applied", format!("odata.maxpagesize={size}"));
    }
    Ok(answer)
}

pub(crate) fn users(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    if call.options.top.is_some() {
        return Err(GraphError::new(400, "Request_UnsupportedQuery", "'$top' is not supported by delta queries."));
    }
    let round = round(call, Links::OData)?;
    let selection = Selection::parse(&round.options, &USER)?.or(&USER_DEFAULTS);
    let mut changes = Vec::new();
    for account in &call.state.accounts {
        let shown = Value::Object(account.user.clone());
        if is_wanted(&round, &USER, &shown)? {
            changes.push(Change { serial: account.serial, shown: selection.apply(shown, &["id"]), removed: false });
        }
    }
    for (serial, id) in &call.state.removed_users {
        let shown = json!({"@removed": {"reason": "changed"}, "id": id});
        changes.push(Change { serial: *serial, shown, removed: true });
    }
    let place = Place { service: &call.service, url: &call.url, context: "users" };
    Ok(Answer::json(200, &round.page(changes, size(call, 100), &place)))
}

pub(crate) fn drive_items(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let round = round(call, Links::Drive)?;
    let selection = Selection::parse(&round.options, &DRIVE_ITEM)?;
    let here = call.drive()?;
    if call.item()?.id != here.root().id {
        return Err(GraphError::new(400, "invalidRequest", "Delta is supported on the root of a drive only."));
    }
    let owner = call.state.accounts[call.drive_owner()?].text("id");
    let changes = here.all().iter().filter(|item| round.looks_at(item.serial)).map(|item| Change {
        serial: item.serial,
        shown: selection.apply(drive::show(here, item, owner, &call.storage), &["id", "deleted"]),
        removed: item.deleted,
    });
    let place = Place { service: &call.service, url: &call.url, context: "Collection(driveItem)" };
    Ok(Answer::json(200, &round.page(changes.collect(), size(call, 200), &place)))
}
