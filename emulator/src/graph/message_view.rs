//! Messages in responses: as the request selects and prefers them, without what its token may not see.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::call::Call;
use crate::{
    http::{Response, Result},
    mailbox::message::{Message, text_of_html},
    odata::{not_expanded, options::Options, page::Selection},
    permission,
    request_target::shape::{FolderPath, UserKey},
    schema::MESSAGE,
};

/// Which properties of messages a response has. It is read before anything changes, because a refused request has no effect.
pub(super) struct View {
    pub(super) selection: Selection,
    /// Whether attachments, the only navigation property kept, are included.
    expand: bool,
}

/// The properties that a message has whatever is selected; attachments only when they are expanded.
const ALWAYS: &[&str] = &["id", "attachments"];

impl View {
    pub(super) fn of(call: &Call<'_>) -> Result<Self> {
        Self::with(call.options)
    }

    pub(super) fn with(options: &Options) -> Result<Self> {
        let expand = match options.expand.as_deref() {
            None => false,
            Some(name) if name.eq_ignore_ascii_case("attachments") => true,
            Some(name) => return Err(not_expanded(name, &MESSAGE)),
        };
        Ok(Self { selection: Selection::parse(options, &MESSAGE)?, expand })
    }

    /// A message with the selected properties, the preferred kind of body, and attachments when they are expanded.
    /// What the token may not see is left out.
    pub(super) fn show(&self, call: &Call<'_>, user: &UserKey, item: Value) -> Value {
        self.selection.apply(self.complete(call, user, item), ALWAYS)
    }

    /// The message before the selection.
    fn complete(&self, call: &Call<'_>, user: &UserKey, mut item: Value) -> Value {
        if text_preferred(call) && item["body"]["contentType"] == "html" {
            let text = text_of_html(item["body"]["content"].as_str().unwrap_or_default());
            item["body"] = serde_json::json!({"contentType": "text", "content": text});
        }
        if self.expand {
            let id = item["id"].as_str().unwrap_or_default();
            if let Ok(message) = call.mailbox(user).and_then(|mailbox| mailbox.message(id)) {
                item["attachments"] = message.attachments.iter().cloned().map(Value::Object).collect();
            }
        }
        if let (false, Value::Object(properties)) = (permission::shows_bodies(call.access), &mut item) {
            // Mail.ReadBasic shows neither body nor attachments (permissions reference).
            properties.retain(|name, _| !["attachments", "body", "bodyPreview", "uniqueBody"].contains(&name.as_str()));
        }
        item
    }
}

fn text_preferred(call: &Call<'_>) -> bool {
    call.request.preference("outlook.body-content-type").is_some_and(|kind| kind.eq_ignore_ascii_case("text"))
}

/// Adds `Preference-Applied`, which names the preferences that were followed.
pub(super) fn preferences_applied(call: &Call<'_>, response: Response) -> Response {
    let mut applied = Vec::new();
    if call.immutable() {
        applied.push("IdType=\"ImmutableId\"");
    }
    if text_preferred(call) {
        applied.push("outlook.body-content-type=\"text\"");
    }
    if applied.is_empty() { response } else { response.header("preference-applied", applied.join(", ")) }
}

/// A response with a message.
pub(super) fn show(
    call: &Call<'_>,
    status: u16,
    path: &FolderPath,
    message: &Message,
    view: &View,
) -> Result<Response> {
    let shown = view.complete(call, &path.user, message.to_json(call.immutable()));
    let response = call.show(status, shown, &view.selection, ALWAYS, &context(call, path)?);
    Ok(preferences_applied(call, response.header("etag", message.etag())))
}

/// 201 with a new message and its `Location`.
pub(super) fn created(call: &Call<'_>, path: &FolderPath, message: &Message, view: &View) -> Result<Response> {
    let id = if call.immutable() { &message.immutable_id } else { &message.id };
    let id = utf8_percent_encode(id, NON_ALPHANUMERIC);
    let location = format!("{}/{}/messages('{id}')", call.service, call.user_context(&path.user)?);
    Ok(show(call, 201, path, message, view)?.header("location", location))
}

/// The context of the messages at a path.
pub(super) fn context(call: &Call<'_>, path: &FolderPath) -> Result<String> {
    let user = call.user_context(&path.user)?;
    Ok(match path.folders.last() {
        Some(folder) => format!("{user}/mailFolders('{}')/messages", utf8_percent_encode(folder, NON_ALPHANUMERIC)),
        None => format!("{user}/messages"),
    })
}
