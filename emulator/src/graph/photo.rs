//! The photos of users (documented at "Get profilePhoto" and "Update profilePhoto").

use super::call::Call;
use crate::{
    http::{GraphError, Response, Result},
    request_target::shape::UserKey,
    state::account::Photo,
};

pub(super) fn get(call: &mut Call<'_>, user: &UserKey) -> Result<Response> {
    let photo = call.state.accounts[call.account(user)?].photo.as_ref().ok_or_else(|| {
        let message = "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.";
        GraphError::new(404, "ImageNotFound", message)
    })?;
    Ok(Response::with_body(200, &photo.content_type, photo.content.clone()).header("etag", photo.etag.clone()))
}

/// PUT and PATCH both replace the photo.
pub(super) fn put(call: &mut Call<'_>, user: &UserKey) -> Result<Response> {
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
