//! Profile photos: their content (documented at "Get profilePhoto" and "Update profilePhoto").

use super::Call;
use crate::{error::GraphError, request::Answer, state::Photo};

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let photo = call.state.accounts[call.account()?].photo.as_ref().ok_or_else(|| {
        GraphError::new(
            404,
            "ImageNotFound",
            "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
        )
    })?;
    Ok(Answer::with_body(200, &photo.content_type, photo.content.clone()).header("etag", photo.etag.clone()))
}

/// PUT and PATCH do the same: there is one photo, and it is replaced.
pub(crate) fn put(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let account = call.account()?;
    let content = call.request.body.clone();
    if content.is_empty() {
        return Err(GraphError::bad_request("Empty Payload. An image is expected."));
    }
    let content_type = match call.request.content_type() {
        Some(kind) if kind.starts_with("image/") => kind,
        kind => {
            let kind = kind.unwrap_or_default();
            return Err(GraphError::new(
                415,
                "UnsupportedMediaType",
                format!("The content type '{kind}' is not supported; image/jpeg is."),
            ));
        }
    };
    let etag = format!("\"{:08X}\"", call.state.ids.serial());
    call.state.accounts[account].photo = Some(Photo { content_type, content, etag });
    Ok(Answer::empty(200))
}
