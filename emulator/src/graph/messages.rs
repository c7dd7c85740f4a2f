//! Messages: list, create, read, change, delete, move, copy, and how responses show them.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::{call::Call, entities, expanded::Expanded, search};
use crate::{
    http::{GraphError, Response, Result},
    id::Ids,
    mailbox::{
        Mailbox,
        compose::Composed,
        message::{Message, text_of_html},
        mime,
    },
    odata::{
        evaluate::Order,
        filter,
        options::Options,
        page::{self, Link, Paging, Selection},
        payload,
    },
    permission,
    request_target::shape::{FolderPath, MessageKey, UserKey},
    schema::MESSAGE,
    time::Timestamp,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, link: Link::Skip };

pub(super) fn list(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let view = View::of(call)?;
    let context = context(call, path)? + &view.selection.suffix();
    let place = call.place(&context);
    let preferred = call.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
    let page = match in_order_of_arrival(call, path)? {
        Some(messages) => page::page(messages, &call.options, PAGING, preferred, &place, |message| {
            view.show(call, &path.user, message.to_json(call.immutable()))
        }),
        None => page::page(found(call, path)?, &call.options, PAGING, preferred, &place, |item| {
            view.show(call, &path.user, item)
        }),
    }?;
    Ok(preferences_applied(call, Response::json(200, &page)))
}

pub(super) fn count(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    Ok(Response::count(found(call, path)?.len()))
}

/// The messages of a folder when no option selects or orders them. A page then needs only its own messages as JSON.
fn in_order_of_arrival<'c>(call: &'c Call<'_>, path: &FolderPath) -> Result<Option<Vec<&'c Message>>> {
    let options = &call.options;
    if options.filter.is_some() || options.search.is_some() || options.orderby.is_some() {
        return Ok(None);
    }
    let folder = call.folder(path)?;
    Ok(Some(call.mailbox(&path.user)?.messages(folder).collect()))
}

/// The messages that the address and the options select, in order.
fn found(call: &Call<'_>, path: &FolderPath) -> Result<Vec<Value>> {
    check_order(call)?;
    let folder = call.folder(path)?;
    let messages = call.mailbox(&path.user)?.messages(folder);
    let mut items: Vec<Value> = messages.map(|message| message.to_json(call.immutable())).collect();
    let filter = call.options.filter.as_ref().map(|filter| filter::parse(filter, MESSAGE)).transpose()?;
    let filtered = filter.map(|filter| Expanded::of_filter(&filter, MESSAGE)).filter(|filtered| !filtered.is_empty());
    if let Some(filtered) = &filtered {
        for item in &mut items {
            expand(call, &path.user, filtered, item);
        }
    }
    if let Some(search) = &call.options.search {
        if call.options.filter.is_some() {
            return Err(not_with_search("SearchWithFilter", "$filter"));
        }
        if call.options.orderby.is_some() {
            return Err(not_with_search("SearchWithOrderBy", "$orderby"));
        }
        let search = search::parse(search)?;
        items.retain(|item| search::finds(&search, item));
    }
    let mut found = page::arrange(items, &call.options, MESSAGE)?;
    if let Some(filtered) = &filtered {
        found.iter_mut().for_each(|item| filtered.remove(item));
    }
    Ok(found)
}

/// Adds navigation properties to a message as it is shown.
fn expand(call: &Call<'_>, user: &UserKey, expanded: &Expanded, item: &mut Value) {
    let id = item["id"].as_str().unwrap_or_default();
    let Some(account) = call.user(user) else { return };
    let Ok(message) = call.state.accounts[account].mailbox.message(id) else { return };
    let attachments = || message.attachments.iter().cloned().map(Value::Object).collect();
    let own = |name: &str| (name == "attachments").then(attachments);
    expanded.add(call, call.stand_in(account, "messages", &message.immutable_id), own, item);
}

fn not_with_search(code: &'static str, option: &str) -> GraphError {
    GraphError::new(400, code, format!("The query parameter '{option}' is not supported with '$search'."))
}

/// The properties in `$orderby` have to begin `$filter`, in the same order (documented at "List messages").
fn check_order(call: &Call<'_>) -> Result<()> {
    let (Some(filter), Some(orderby)) = (&call.options.filter, &call.options.orderby) else {
        return Ok(());
    };
    let filter = filter::parse(filter, MESSAGE)?;
    let order = Order::parse(orderby, MESSAGE)?;
    let mut filtered: Vec<&[Cow<'static, str>]> = Vec::new();
    for path in filter.paths() {
        if !filtered.contains(&path.names.as_slice()) {
            filtered.push(&path.names);
        }
    }
    let ordered = order.0.iter().flat_map(|(operand, _)| operand.paths()).map(|path| path.names.as_slice());
    if ordered.enumerate().all(|(index, path)| filtered.get(index) == Some(&path)) {
        return Ok(());
    }
    Err(GraphError::new(400, "InefficientFilter", "The restriction or sort order is too complex for this operation."))
}

pub(super) fn create(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let view = View::of(call)?;
    let (composed, nested) = match call.request.content_type().as_deref() {
        Some("text/plain") => (mime::read(&call.request.body)?, Map::new()),
        _ => {
            let (own, nested) = apart(payload::object(call.request)?);
            (Composed::read(own)?, nested)
        }
    };
    let account = call.account(&path.user)?;
    let folder = call.folder(path)?.map_or("drafts".to_owned(), |folder| folder.id.to_string());
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = composed.save(mailbox, &mut call.state.ids, &folder, call.now)?.clone();
    entities::store_with(call, account, MESSAGE, &message.immutable_id, nested)?;
    created(call, path, &message, &view)
}

pub(super) fn get(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    let view = View::of(call)?;
    show(call, 200, &key.within, call.message(key)?, &view)
}

/// What a request says of a message itself, and of what is kept in the store: extended properties and extensions.
fn apart(given: Map<String, Value>) -> (Map<String, Value>, Map<String, Value>) {
    given.into_iter().partition(|(name, _)| name == "attachments" || MESSAGE.navigation(name).is_none())
}

pub(super) fn update(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    let view = View::of(call)?;
    let (changes, nested) = apart(payload::object(call.request)?);
    let mut changes = payload::entity(changes, MESSAGE, &[])?;
    let (account, id) = checked(call, key)?;
    let message = call.state.accounts[account].mailbox.message_mut(&id)?;
    if !message.is_draft() {
        // The service answers 200 and leaves them as they are (microsoftgraph/microsoft-graph-docs issue 21616).
        changes.retain(|name, _| !ONLY_IN_DRAFTS.contains(&name.as_str()));
    }
    message.change(|properties| properties.extend(changes));
    message.touch(&mut call.state.ids, call.now);
    let message = message.clone();
    entities::store_with(call, account, MESSAGE, &message.immutable_id, nested)?;
    show(call, 200, &key.within, &message, &view)
}

/// The properties that can be changed in a draft only.
const ONLY_IN_DRAFTS: [&str; 8] =
    ["bccRecipients", "body", "ccRecipients", "from", "internetMessageId", "replyTo", "sender", "toRecipients"];

/// The account and the id of a message whose `If-Match` has been checked.
fn checked(call: &Call<'_>, key: &MessageKey) -> Result<(usize, String)> {
    let message = call.message(key)?;
    call.check_etag(&message.etag())?;
    Ok((call.account(&key.within.user)?, message.id.to_string()))
}

pub(super) fn delete(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    let (account, id) = checked(call, key)?;
    call.state.accounts[account].mailbox.delete_message(&mut call.state.ids, &id, call.now)?;
    Ok(Response::empty(204))
}

/// `permanentDelete`
pub(super) fn discard(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    let (account, id) = checked(call, key)?;
    call.state.accounts[account].mailbox.discard(&mut call.state.ids, &id);
    Ok(Response::empty(204))
}

pub(super) fn content(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    permission::check_body(call.access)?;
    Ok(Response::with_body(200, "text/plain", mime::write(call.message(key)?)))
}

pub(super) fn move_to(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    transfer(call, key, "move", Mailbox::move_message)
}

pub(super) fn copy_to(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    transfer(call, key, "copy", Mailbox::copy_message)
}

type Transfer = for<'m> fn(&'m mut Mailbox, &mut Ids, &str, &str, Timestamp) -> Result<&'m Message>;

/// Moves or copies a message to the folder that the request names.
fn transfer(call: &mut Call<'_>, key: &MessageKey, action: &str, run: Transfer) -> Result<Response> {
    let view = View::of(call)?;
    let (account, id) = (call.account(&key.within.user)?, call.message(key)?.id.clone());
    let folder = destination(call, &key.within.user, action)?;
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = run(mailbox, &mut call.state.ids, &id, &folder, call.now)?.clone();
    created(call, &key.within, &message, &view)
}

/// The id of the folder that a move or a copy names.
pub(super) fn destination(call: &Call<'_>, user: &UserKey, action: &str) -> Result<String> {
    let parameters = payload::parameters(call.request, action, &["DestinationId"])?;
    let destination = payload::text(&parameters, "DestinationId")?.ok_or_else(|| {
        GraphError::bad_request(format!("The parameter 'DestinationId' of the operation '{action}' is required."))
    })?;
    Ok(call.mailbox(user)?.folder(destination)?.id.to_string())
}

/// The properties of messages in the response. They are read first, because a refused request has no effect.
pub(super) struct View {
    pub(super) selection: Selection,
    expanded: Expanded,
}

impl View {
    pub(super) fn of(call: &Call<'_>) -> Result<Self> {
        Self::with(&call.options)
    }

    pub(super) fn with(options: &Options) -> Result<Self> {
        let expanded = Expanded::parse(options, MESSAGE)?.without_inner(&["attachments"])?;
        Ok(Self { selection: Selection::parse(options, MESSAGE)?, expanded })
    }

    /// A message with the selected properties, the preferred kind of body, and attachments when they are expanded.
    /// What the token may not see is left out.
    pub(super) fn show(&self, call: &Call<'_>, user: &UserKey, item: Value) -> Value {
        self.selection.apply(self.complete(call, user, item), &self.expanded.always())
    }

    /// The message before the selection.
    fn complete(&self, call: &Call<'_>, user: &UserKey, mut item: Value) -> Value {
        if text_preferred(call) && item["body"]["contentType"] == "html" {
            let text = text_of_html(item["body"]["content"].as_str().unwrap_or_default());
            item["body"] = serde_json::json!({"contentType": "text", "content": text});
        }
        expand(call, user, &self.expanded, &mut item);
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
    let response = call.show(status, shown, &view.selection, &view.expanded.always(), &context(call, path)?);
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
