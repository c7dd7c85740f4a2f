//! Users of the directory, and their photos (documented at "Get profilePhoto" and "Update profilePhoto").

use serde_json::Value;

use super::call::Call;
use crate::{
    http::{GraphError, Response, Result},
    odata::{
        expand_nothing, filter,
        page::{self, Paging, Selection},
    },
    request_target::shape::UserKey,
    schema::{USER, USER_DEFAULTS},
    state::account::Photo,
};

const PAGING: Paging = Paging { default_top: 100, largest_top: 999, by_token: true };

pub(super) fn list(call: &mut Call<'_>, (): &()) -> Result<Response> {
    expand_nothing(&call.options, &USER)?;
    let selection = Selection::parse(&call.options, &USER)?.or(&USER_DEFAULTS);
    call.page(found(call, call.options.count)?, PAGING, &selection, &[], "users")
}

pub(super) fn count(call: &mut Call<'_>, (): &()) -> Result<Response> {
    if !is_eventual(call) {
        return Err(GraphError::new(400, "Request_BadRequest", "$count is not currently supported."));
    }
    Ok(Response::count(found(call, true)?.len()))
}

pub(super) fn get(call: &mut Call<'_>, key: &UserKey) -> Result<Response> {
    expand_nothing(&call.options, &USER)?;
    let index = call.user(key).ok_or_else(|| {
        let UserKey::Key(key) = key else { return GraphError::item_not_found() };
        GraphError::new(
            404,
            "Request_ResourceNotFound",
            format!(
                "Resource '{key}' does not exist or one of its queried reference-property objects are not present."
            ),
        )
    })?;
    let selection = Selection::parse(&call.options, &USER)?.or(&USER_DEFAULTS);
    let user = Value::Object(call.state.accounts[index].user.clone());
    Ok(call.show(200, user, &selection, &[], "users"))
}

/// The users that the options select, in order; `counted` says whether the response tells how many there are.
fn found(call: &Call<'_>, counted: bool) -> Result<Vec<Value>> {
    check_advanced(call, counted)?;
    let users = call.state.accounts.iter().map(|account| Value::Object(account.user.clone()));
    page::arrange(users.collect(), &call.options, &USER)
}

fn is_eventual(call: &Call<'_>) -> bool {
    call.request.header("consistencylevel").is_some_and(|level| level.eq_ignore_ascii_case("eventual"))
}

/// Some queries need `ConsistencyLevel: eventual` and `$count=true` (documented as advanced queries).
fn check_advanced(call: &Call<'_>, counted: bool) -> Result<()> {
    if call.options.search.is_some() {
        return Err(GraphError::new(501, "NotImplemented", "The emulator does not search users."));
    }
    let filter = call.options.filter.as_ref().map(|text| filter::parse(text, &USER)).transpose()?;
    let sorted = call.options.orderby.is_some();
    if filter.is_some_and(|filter| sorted || filter.is_advanced()) && !(is_eventual(call) && counted) {
        let message = "Unsupported or invalid query filter clause specified: \
                       it needs ConsistencyLevel: eventual and $count=true.";
        return Err(GraphError::new(400, "Request_UnsupportedQuery", message));
    }
    Ok(())
}

pub(super) fn photo(call: &mut Call<'_>, user: &UserKey) -> Result<Response> {
    let photo = call.state.accounts[call.account(user)?].photo.as_ref().ok_or_else(|| {
        let message = "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.";
        GraphError::new(404, "ImageNotFound", message)
    })?;
    Ok(Response::with_body(200, &photo.content_type, photo.content.clone()).header("etag", photo.etag.clone()))
}

/// PUT and PATCH both replace the photo.
pub(super) fn put_photo(call: &mut Call<'_>, user: &UserKey) -> Result<Response> {
    let account = call.account(user)?;
    let content = call.request.body.clone();
    if content.is_empty() {
        return Err(GraphError::bad_request("Empty Payload. An image is expected."));
    }
    let content_type = match call.request.content_type() {
        Some(kind) if kind.starts_with("image/") => kind,
        kind => {
            let kind = kind.unwrap_or_default();
            let message = format!("The content type '{kind}' is not supported; image/jpeg is.");
            return Err(GraphError::new(415, "UnsupportedMediaType", message));
        }
    };
    let etag = format!("\"{:08X}\"", call.state.ids.serial());
    call.state.accounts[account].photo = Some(Photo { content_type, content, etag });
    Ok(Response::empty(200))
}
