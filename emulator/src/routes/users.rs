//! Users of the directory.

use serde_json::Value;

use super::{Call, number};
use crate::{
    address::UserKey,
    error::GraphError,
    odata::{
        filter, page,
        page::{Paging, Place, Selection},
    },
    request::Answer,
    schema::{USER, USER_DEFAULTS},
};

const PAGING: Paging = Paging { default_top: 100, largest_top: 999, by_token: true };

pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    check_expand(call)?;
    let selection = Selection::parse(call.options, &USER)?;
    let place = Place { service: &call.service, url: &call.url, context: "users" };
    let items = found(call)?;
    let shown = Selection::parse(call.options, &USER)?.or(&USER_DEFAULTS);
    let page = page::page(items, call.options, PAGING, None, &place, &selection, |item| shown.apply(item, &[]))?;
    Ok(Answer::json(200, &page))
}

pub(crate) fn count(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    if !is_eventual(call) {
        return Err(GraphError::new(400, "Request_BadRequest", "$count is not currently supported."));
    }
    Ok(number(found(call)?.len()))
}

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    check_expand(call)?;
    let key = call.address.user.as_ref().unwrap_or(&UserKey::Me);
    let index = call.state.find(key).ok_or_else(|| {
        let UserKey::Key(key) = key else { return GraphError::item_not_found() };
        GraphError::new(
            404,
            "Request_ResourceNotFound",
            format!(
                "Resource '{key}' does not exist or one of its queried reference-property objects are not present."
            ),
        )
    })?;
    let selection = Selection::parse(call.options, &USER)?;
    let context = format!("users{}/$entity", selection.suffix());
    let user = Value::Object(call.state.accounts[index].user.clone());
    let shown = selection.or(&USER_DEFAULTS).apply(user, &[]);
    Ok(Answer::json(200, &call.entity(shown, &context)))
}

fn found(call: &Call<'_>) -> Result<Vec<Value>, GraphError> {
    check_advanced(call)?;
    let users = call.state.accounts.iter().map(|account| Value::Object(account.user.clone()));
    page::arrange(users.collect(), call.options, &USER)
}

fn is_eventual(call: &Call<'_>) -> bool {
    call.request.header("consistencylevel").is_some_and(|level| level.eq_ignore_ascii_case("eventual"))
}

/// Some queries need `ConsistencyLevel: eventual` and `$count=true` (documented as advanced queries).
fn check_advanced(call: &Call<'_>) -> Result<(), GraphError> {
    if call.options.search.is_some() {
        return Err(GraphError::new(501, "NotImplemented", "The emulator does not search users."));
    }
    let counted = call.options.count || call.address.shape.ends_with("$count");
    let filter = call.options.filter.as_ref().map(|text| filter::parse(text, &USER)).transpose()?;
    let sorted = call.options.orderby.is_some();
    if filter.is_some_and(|filter| sorted || filter.is_advanced()) && !(is_eventual(call) && counted) {
        return Err(GraphError::new(
            400,
            "Request_UnsupportedQuery",
            "Unsupported or invalid query filter clause specified: it needs ConsistencyLevel: eventual and $count=true.",
        ));
    }
    Ok(())
}

fn check_expand(call: &Call<'_>) -> Result<(), GraphError> {
    match &call.options.expand {
        None => Ok(()),
        Some(name) => {
            Err(GraphError::new(501, "NotImplemented", format!("The emulator does not expand '{name}' of users.")))
        }
    }
}
