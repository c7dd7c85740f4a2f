//! Messages: list, create, read, change, delete, move, copy.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{Call, number};
use crate::{
    error::GraphError,
    mailbox::{
        compose::Composed,
        message::{Message, text_of_html},
        mime,
    },
    odata::{
        evaluate::Order,
        filter, not_expanded,
        options::Options,
        page,
        page::{Paging, Place, Selection},
        payload,
    },
    permission,
    request::Answer,
    schema::MESSAGE,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, by_token: false };

pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let view = View::of(call)?;
    let context = context(call)? + &view.selection.suffix();
    let place = Place { service: &call.service, url: &call.url, context: &context };
    let preferred = call.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
    let page = match unarranged(call)? {
        Some(messages) => page::page(messages, call.options, PAGING, preferred, &place, |message| {
            view.show(call, message.to_json(call.immutable()))
        }),
        None => page::page(found(call)?, call.options, PAGING, preferred, &place, |item| view.show(call, item)),
    }?;
    Ok(applied(call, Answer::json(200, &page)))
}

pub(crate) fn count(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    Ok(number(found(call)?.len()))
}

/// The messages the address names, when the options leave them all in their order: only those of the page are then shown.
fn unarranged<'c>(call: &'c Call<'_>) -> Result<Option<Vec<&'c Message>>, GraphError> {
    let options = call.options;
    if options.filter.is_some() || options.search.is_some() || options.orderby.is_some() {
        return Ok(None);
    }
    let mailbox = call.mailbox()?;
    Ok(Some(mailbox.messages(mailbox.walk(&call.address.folders)?).collect()))
}

/// The messages the address and the options leave, in order.
fn found(call: &Call<'_>) -> Result<Vec<Value>, GraphError> {
    check_order(call)?;
    let mailbox = call.mailbox()?;
    let folder = mailbox.walk(&call.address.folders)?;
    let mut items: Vec<Value> = mailbox.messages(folder).map(|message| message.to_json(call.immutable())).collect();
    if let Some(search) = &call.options.search {
        if call.options.filter.is_some() {
            return Err(GraphError::new(
                400,
                "SearchWithFilter",
                "The query parameter '$filter' is not supported with '$search'.",
            ));
        }
        if call.options.orderby.is_some() {
            return Err(GraphError::new(
                400,
                "SearchWithOrderBy",
                "The query parameter '$orderby' is not supported with '$search'.",
            ));
        }
        let words = words(search)?;
        items.retain(|item| words.iter().all(|word| mentions(item, word)));
    }
    page::arrange(items, call.options, &MESSAGE)
}

/// What is ordered by must be filtered by too, first and in the same order (documented at "List messages").
fn check_order(call: &Call<'_>) -> Result<(), GraphError> {
    let (Some(filter), Some(orderby)) = (&call.options.filter, &call.options.orderby) else {
        return Ok(());
    };
    let filter = filter::parse(filter, &MESSAGE)?;
    let order = Order::parse(orderby, &MESSAGE)?;
    let mut filtered: Vec<&[&str]> = Vec::new();
    for path in filter.paths() {
        if !filtered.contains(&path.names.as_slice()) {
            filtered.push(&path.names);
        }
    }
    let ordered = order.0.iter().map(|(path, _)| path.names.as_slice());
    if ordered.enumerate().all(|(index, path)| filtered.get(index) == Some(&path)) {
        return Ok(());
    }
    Err(GraphError::new(400, "InefficientFilter", "The restriction or sort order is too complex for this operation."))
}

/// The words of a `$search`. Searching by property (`subject:x`) is not emulated.
fn words(search: &str) -> Result<Vec<String>, GraphError> {
    let text = search.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if text.is_empty() || text.contains([':', '"', '(', '*']) {
        return Err(GraphError::uri(format!("The emulator searches for plain words only; '{search}' is not.")));
    }
    Ok(text.split_whitespace().map(str::to_lowercase).collect())
}

/// Outlook searches subject, body and sender when no property is named.
fn mentions(item: &Value, word: &str) -> bool {
    let places = [
        &item["subject"],
        &item["body"]["content"],
        &item["from"]["emailAddress"]["name"],
        &item["from"]["emailAddress"]["address"],
    ];
    places.iter().any(|place| place.as_str().is_some_and(|text| text.to_lowercase().contains(word)))
}

pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let view = View::of(call)?;
    let composed = match call.request.content_type().as_deref() {
        Some("text/plain") => mime::read(&call.request.body)?,
        _ => Composed::read(payload::object(call.request)?)?,
    };
    let account = call.account()?;
    let mailbox = &mut call.state.accounts[account].mailbox;
    let folder = mailbox.walk(&call.address.folders)?.map_or("drafts".to_owned(), |folder| folder.id.clone());
    let message = composed.save(mailbox, &mut call.state.ids, &folder, call.now)?.clone();
    created(call, &message, &view)
}

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let view = View::of(call)?;
    let message = addressed(call)?.clone();
    answer(call, 200, &message, &view)
}

pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let view = View::of(call)?;
    let mut changes = payload::entity(payload::object(call.request)?, &MESSAGE, &[])?;
    let (account, id) = (call.account()?, addressed(call)?.id.clone());
    call.check_etag(&addressed(call)?.etag())?;
    let message = call.state.accounts[account].mailbox.message_mut(&id)?;
    if !message.is_draft() {
        // The service answers 200 and leaves them as they are (microsoftgraph/microsoft-graph-docs issue 21616).
        changes.retain(|name, _| !ONLY_IN_DRAFTS.contains(&name.as_str()));
    }
    message.properties.extend(changes);
    message.touch(&mut call.state.ids, call.now);
    let message = message.clone();
    answer(call, 200, &message, &view)
}

const ONLY_IN_DRAFTS: [&str; 8] =
    ["bccRecipients", "body", "ccRecipients", "from", "internetMessageId", "replyTo", "sender", "toRecipients"];

pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let (account, id) = (call.account()?, addressed(call)?.id.clone());
    call.check_etag(&addressed(call)?.etag())?;
    call.state.accounts[account].mailbox.delete_message(&mut call.state.ids, &id, call.now)?;
    Ok(Answer::empty(204))
}

pub(crate) fn content(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    Ok(Answer::with_body(200, "text/plain", mime::write(addressed(call)?)))
}

pub(crate) fn move_to(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let view = View::of(call)?;
    let (account, id, folder) = (call.account()?, addressed(call)?.id.clone(), destination(call, "move")?);
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = mailbox.move_message(&mut call.state.ids, &id, &folder, call.now)?.clone();
    created(call, &message, &view)
}

pub(crate) fn copy_to(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let view = View::of(call)?;
    let (account, id, folder) = (call.account()?, addressed(call)?.id.clone(), destination(call, "copy")?);
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = mailbox.copy_message(&mut call.state.ids, &id, &folder, call.now)?.clone();
    created(call, &message, &view)
}

fn destination(call: &Call<'_>, action: &str) -> Result<String, GraphError> {
    let parameters = payload::parameters(call.request, action, &["DestinationId"])?;
    let destination = payload::text(&parameters, "DestinationId")?.ok_or_else(|| {
        GraphError::bad_request(format!("The parameter 'DestinationId' of the operation '{action}' is required."))
    })?;
    Ok(call.mailbox()?.folder(destination)?.id.clone())
}

/// The message the address names, in the folder it walks through.
pub(super) fn addressed<'c>(call: &'c Call<'_>) -> Result<&'c Message, GraphError> {
    let mailbox = call.mailbox()?;
    let message = mailbox.message(call.address.message.as_deref().unwrap_or_default())?;
    match mailbox.walk(&call.address.folders)? {
        Some(folder) if folder.id != message.folder => Err(GraphError::item_not_found()),
        _ => Ok(message),
    }
}

/// Answers 201 with a new message.
pub(super) fn created(call: &Call<'_>, message: &Message, view: &View) -> Result<Answer, GraphError> {
    let id = if call.immutable() { &message.immutable_id } else { &message.id };
    let location =
        format!("{}/{}/messages('{}')", call.service, call.user_context()?, utf8_percent_encode(id, NON_ALPHANUMERIC));
    Ok(answer(call, 201, message, view)?.header("location", location))
}

fn answer(call: &Call<'_>, status: u16, message: &Message, view: &View) -> Result<Answer, GraphError> {
    let context = format!("{}{}/$entity", context(call)?, view.selection.suffix());
    let shown = view.show(call, message.to_json(call.immutable()));
    Ok(applied(call, Answer::json(status, &call.entity(shown, &context)).header("etag", message.etag())))
}

fn context(call: &Call<'_>) -> Result<String, GraphError> {
    let user = call.user_context()?;
    Ok(match call.address.folders.last() {
        Some(folder) => format!("{user}/mailFolders('{}')/messages", utf8_percent_encode(folder, NON_ALPHANUMERIC)),
        None => format!("{user}/messages"),
    })
}

/// How messages are to be shown. Read before anything changes: a request that is refused has no effect.
pub(super) struct View {
    selection: Selection,
    /// Whether attachments, the only navigation property kept, come along.
    expand: bool,
}

impl View {
    pub(super) fn of(call: &Call<'_>) -> Result<Self, GraphError> {
        Self::with(call.options)
    }

    pub(super) fn with(options: &Options) -> Result<Self, GraphError> {
        let expand = match options.expand.as_deref() {
            None => false,
            Some(name) if name.eq_ignore_ascii_case("attachments") => true,
            Some(name) => return Err(not_expanded(name, &MESSAGE)),
        };
        Ok(Self { selection: Selection::parse(options, &MESSAGE)?, expand })
    }

    /// Adds attachments; gives the preferred kind of body; hides what the token may not see or what was not selected.
    pub(super) fn show(&self, call: &Call<'_>, mut item: Value) -> Value {
        if text_preferred(call) && item["body"]["contentType"] == "html" {
            let text = text_of_html(item["body"]["content"].as_str().unwrap_or_default());
            item["body"] = serde_json::json!({"contentType": "text", "content": text});
        }
        if self.expand {
            let id = item["id"].as_str().unwrap_or_default();
            if let Ok(message) = call.mailbox().and_then(|mailbox| mailbox.message(id)) {
                item["attachments"] = message.attachments.iter().cloned().map(Value::Object).collect();
            }
        }
        if let (false, Value::Object(properties)) = (permission::READ_MAIL.cover(call.access), &mut item) {
            // Mail.ReadBasic shows neither body nor attachments (permissions reference).
            properties.retain(|name, _| !["attachments", "body", "bodyPreview", "uniqueBody"].contains(&name.as_str()));
        }
        self.selection.apply(item, &["id", "attachments"])
    }
}

fn text_preferred(call: &Call<'_>) -> bool {
    call.request.preference("outlook.body-content-type").is_some_and(|kind| kind.eq_ignore_ascii_case("text"))
}

/// Tells which preferences were followed.
pub(super) fn applied(call: &Call<'_>, answer: Answer) -> Answer {
    let mut applied = Vec::new();
    if call.immutable() {
        applied.push("IdType=\"ImmutableId\"");
    }
    if text_preferred(call) {
        applied.push("outlook.body-content-type=\"text\"");
    }
    if applied.is_empty() { answer } else { answer.header("preference-applied", applied.join(", ")) }
}
