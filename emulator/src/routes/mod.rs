//! The operations: which address and method, what they ask for, and what they do.

mod attachments;
mod content;
mod copy;
mod delta;
mod drive;
mod folders;
mod messages;
mod operations;
mod send;
mod uploads;
mod users;

pub(crate) use drive::drive_item;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::{
    address::{self, Address, Segment, UserKey},
    error::GraphError,
    mailbox::Mailbox,
    odata::options::{Allowed, Options},
    permission::{self, Permissions},
    request::{Answer, Request},
    state::State,
    time::Timestamp,
    token::Access,
};

/// A request on its way through an operation.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) address: &'a Address,
    pub(crate) options: &'a Options,
    pub(crate) state: &'a mut State,
    pub(crate) access: &'a Access,
    pub(crate) now: Timestamp,
    /// `http://127.0.0.1:4000/v1.0`
    pub(crate) service: String,
    /// The address as an absolute URL, without the query.
    pub(crate) url: String,
    /// `http://127.0.0.1:4001`, the second host.
    pub(crate) storage: String,
}

/// An operation of the service.
pub(crate) struct Operation {
    method: &'static str,
    shape: &'static str,
    pub(crate) allowed: Allowed,
    pub(crate) permissions: &'static Permissions,
    pub(crate) run: Run,
}

type Run = fn(&mut Call<'_>) -> Result<Answer, GraphError>;

const fn operation(
    method: &'static str,
    shape: &'static str,
    allowed: Allowed,
    permissions: &'static Permissions,
    run: Run,
) -> Operation {
    Operation { method, shape, allowed, permissions, run }
}

static OPERATIONS: [Operation; 55] = {
    use Allowed::{Collection, Count, Delta, Item, Nothing};
    use permission::{
        CREATE_TEAM, READ_BASIC_MAIL, READ_FILES, READ_MAIL, READ_USER, READ_USERS, SEND_MAIL, WRITE_FILES, WRITE_MAIL,
        WRITE_NOTES,
    };
    [
        operation("GET", "users", Collection, &READ_USERS, users::list),
        operation("GET", "users/$count", Count, &READ_USERS, users::count),
        operation("GET", "users/delta", Delta, &READ_USERS, delta::users),
        operation("GET", "user", Item, &READ_USER, users::get),
        operation("GET", "user/messages", Collection, &READ_BASIC_MAIL, messages::list),
        operation("POST", "user/messages", Item, &WRITE_MAIL, messages::create),
        operation("GET", "user/messages/$count", Count, &READ_BASIC_MAIL, messages::count),
        operation("GET", "user/messages/delta", Delta, &READ_BASIC_MAIL, delta::messages),
        operation("GET", "user/messages/{}", Item, &READ_BASIC_MAIL, messages::get),
        operation("PATCH", "user/messages/{}", Item, &WRITE_MAIL, messages::update),
        operation("DELETE", "user/messages/{}", Nothing, &WRITE_MAIL, messages::delete),
        operation("GET", "user/messages/{}/$value", Nothing, &READ_MAIL, messages::content),
        operation("POST", "user/messages/{}/move", Item, &WRITE_MAIL, messages::move_to),
        operation("POST", "user/messages/{}/copy", Item, &WRITE_MAIL, messages::copy_to),
        operation("POST", "user/messages/{}/send", Nothing, &SEND_MAIL, send::send),
        operation("POST", "user/messages/{}/reply", Nothing, &SEND_MAIL, send::reply),
        operation("POST", "user/messages/{}/replyall", Nothing, &SEND_MAIL, send::reply_all),
        operation("POST", "user/messages/{}/forward", Nothing, &SEND_MAIL, send::forward),
        operation("POST", "user/messages/{}/createreply", Item, &WRITE_MAIL, send::create_reply),
        operation("POST", "user/messages/{}/createreplyall", Item, &WRITE_MAIL, send::create_reply_all),
        operation("POST", "user/messages/{}/createforward", Item, &WRITE_MAIL, send::create_forward),
        operation("POST", "user/sendmail", Nothing, &SEND_MAIL, send::send_mail),
        operation("GET", "user/messages/{}/attachments", Collection, &READ_MAIL, attachments::list),
        operation("POST", "user/messages/{}/attachments", Item, &WRITE_MAIL, attachments::add),
        operation("GET", "user/messages/{}/attachments/$count", Count, &READ_MAIL, attachments::count),
        operation("GET", "user/messages/{}/attachments/{}", Item, &READ_MAIL, attachments::get),
        operation("GET", "user/messages/{}/attachments/{}/$value", Nothing, &READ_MAIL, attachments::content),
        operation("DELETE", "user/messages/{}/attachments/{}", Nothing, &WRITE_MAIL, attachments::delete),
        operation(
            "POST",
            "user/messages/{}/attachments/createuploadsession",
            Nothing,
            &WRITE_MAIL,
            uploads::create_for_attachment,
        ),
        operation("POST", "teams", Nothing, &CREATE_TEAM, operations::create_team),
        operation("GET", "teams/{}", Nothing, &CREATE_TEAM, operations::team),
        operation("GET", "teams/{}/operations/{}", Nothing, &CREATE_TEAM, operations::team_operation),
        operation("POST", "user/onenote/notebooks/{}/copynotebook", Nothing, &WRITE_NOTES, operations::copy_notebook),
        operation("GET", "user/onenote/operations/{}", Nothing, &WRITE_NOTES, operations::notebook_operation),
        operation("GET", "drive", Item, &READ_FILES, drive::get_drive),
        operation("GET", "drive/item", Item, &READ_FILES, drive::get),
        operation("PATCH", "drive/item", Item, &WRITE_FILES, drive::update),
        operation("PUT", "drive/item", Item, &WRITE_FILES, uploads::commit),
        operation("DELETE", "drive/item", Nothing, &WRITE_FILES, drive::delete),
        operation("GET", "drive/item/children", Collection, &READ_FILES, drive::list),
        operation("POST", "drive/item/children", Item, &WRITE_FILES, drive::create_folder),
        operation("GET", "drive/item/delta", Delta, &READ_FILES, delta::drive_items),
        operation("GET", "drive/item/content", Nothing, &READ_FILES, content::get),
        operation("PUT", "drive/item/content", Item, &WRITE_FILES, content::put),
        operation("POST", "drive/item/createuploadsession", Nothing, &WRITE_FILES, uploads::create_for_file),
        operation("POST", "drive/item/copy", Nothing, &WRITE_FILES, copy::start),
        operation("GET", "user/mailfolders", Collection, &READ_BASIC_MAIL, folders::list),
        operation("POST", "user/mailfolders", Item, &WRITE_MAIL, folders::create),
        operation("GET", "user/mailfolders/$count", Count, &READ_BASIC_MAIL, folders::count),
        operation("GET", "user/mailfolders/{}", Item, &READ_BASIC_MAIL, folders::get),
        operation("PATCH", "user/mailfolders/{}", Item, &WRITE_MAIL, folders::update),
        operation("DELETE", "user/mailfolders/{}", Nothing, &WRITE_MAIL, folders::delete),
        operation("GET", "user/mailfolders/{}/childfolders", Collection, &READ_BASIC_MAIL, folders::list),
        operation("POST", "user/mailfolders/{}/childfolders", Item, &WRITE_MAIL, folders::create),
        operation("GET", "user/mailfolders/{}/childfolders/$count", Count, &READ_BASIC_MAIL, folders::count),
    ]
};

/// The operation at an address; 400 where the path leaves what there is, 405 for another method.
pub(crate) fn find(address: &Address, method: &str) -> Result<&'static Operation, GraphError> {
    let here: Vec<_> = OPERATIONS.iter().filter(|operation| operation.shape == address.shape).collect();
    if here.is_empty() {
        return Err(unknown(&address.segments));
    }
    let found = here.iter().find(|operation| operation.method == method);
    found.copied().ok_or_else(|| {
        let methods: Vec<_> = here.iter().map(|operation| operation.method).collect();
        GraphError::new(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
            .header("allow", methods.join(", "))
    })
}

/// Names the first segment after which no operation can follow.
fn unknown(segments: &[Segment]) -> GraphError {
    let wrong = (1..=segments.len()).find(|count| {
        let shape = address::shape(&segments[..*count]);
        let mut shapes = OPERATIONS.iter().map(|operation| operation.shape);
        !shapes.any(|known| {
            known.strip_prefix(shape.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    });
    match wrong.map(|count| &segments[count - 1]).or(segments.last()) {
        Some(Segment::Name(text) | Segment::Key(text)) => GraphError::unknown_segment(text),
        Some(Segment::Path(path)) => GraphError::unknown_segment(&path.join("/")),
        None => GraphError::bad_request("The request URI names no resource."),
    }
}

impl Call<'_> {
    /// The user whose mailbox is addressed.
    fn account(&self) -> Result<usize, GraphError> {
        let key = self.address.user.as_ref().unwrap_or(&UserKey::Me);
        self.state.find(key).ok_or_else(|| {
            let UserKey::Key(key) = key else { return GraphError::item_not_found() };
            GraphError::new(404, "ErrorInvalidUser", format!("The requested user '{key}' is invalid."))
        })
    }

    fn mailbox(&self) -> Result<&Mailbox, GraphError> {
        Ok(&self.state.accounts[self.account()?].mailbox)
    }

    /// `users('…')`, as contexts begin.
    fn user_context(&self) -> Result<String, GraphError> {
        let key = match &self.address.user {
            Some(UserKey::Key(key)) => key,
            _ => self.state.accounts[self.account()?].text("id"),
        };
        Ok(format!("users('{}')", utf8_percent_encode(key, NON_ALPHANUMERIC)))
    }

    /// Whether the request asks for immutable ids.
    fn immutable(&self) -> bool {
        self.request.preference("IdType").is_some_and(|kind| kind.eq_ignore_ascii_case("ImmutableId"))
    }

    /// Checks `If-Match` when there is one.
    fn check_etag(&self, etag: &str) -> Result<(), GraphError> {
        match self.request.header("if-match") {
            Some(wanted) if wanted != "*" && wanted != etag => Err(GraphError::new(
                412,
                "ErrorIrresolvableConflict",
                "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.",
            )),
            _ => Ok(()),
        }
    }

    /// An entity with its context.
    fn entity(&self, mut entity: Value, context: &str) -> Value {
        entity["@odata.context"] = format!("{}/$metadata#{context}", self.service).into();
        entity
    }
}

/// Answers `$count`: a number as text.
fn number(count: usize) -> Answer {
    Answer::with_body(200, "text/plain", count.to_string().into_bytes())
}
