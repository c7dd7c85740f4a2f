//! The operations: which address and method, what they ask for, and what they do.

mod attachments;
mod content;
mod copy;
mod delta;
mod drive;
mod folders;
mod messages;
mod operations;
mod photo;
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
    pub(crate) run: Run,
}

type Run = fn(&mut Call<'_>) -> Result<Answer, GraphError>;

const fn operation(method: &'static str, shape: &'static str, allowed: Allowed, run: Run) -> Operation {
    Operation { method, shape, allowed, run }
}

static OPERATIONS: [Operation; 58] = {
    use Allowed::{Collection, Count, Delta, Item, Nothing};
    [
        operation("GET", "users", Collection, users::list),
        operation("GET", "users/$count", Count, users::count),
        operation("GET", "users/delta", Delta, delta::users),
        operation("GET", "user", Item, users::get),
        operation("GET", "user/messages", Collection, messages::list),
        operation("POST", "user/messages", Item, messages::create),
        operation("GET", "user/messages/$count", Count, messages::count),
        operation("GET", "user/messages/delta", Delta, delta::messages),
        operation("GET", "user/messages/{}", Item, messages::get),
        operation("PATCH", "user/messages/{}", Item, messages::update),
        operation("DELETE", "user/messages/{}", Nothing, messages::delete),
        operation("GET", "user/messages/{}/$value", Nothing, messages::content),
        operation("POST", "user/messages/{}/move", Item, messages::move_to),
        operation("POST", "user/messages/{}/copy", Item, messages::copy_to),
        operation("POST", "user/messages/{}/send", Nothing, send::send),
        operation("POST", "user/messages/{}/reply", Nothing, send::reply),
        operation("POST", "user/messages/{}/replyall", Nothing, send::reply_all),
        operation("POST", "user/messages/{}/forward", Nothing, send::forward),
        operation("POST", "user/messages/{}/createreply", Item, send::create_reply),
        operation("POST", "user/messages/{}/createreplyall", Item, send::create_reply_all),
        operation("POST", "user/messages/{}/createforward", Item, send::create_forward),
        operation("POST", "user/sendmail", Nothing, send::send_mail),
        operation("GET", "user/messages/{}/attachments", Collection, attachments::list),
        operation("POST", "user/messages/{}/attachments", Item, attachments::add),
        operation("GET", "user/messages/{}/attachments/$count", Count, attachments::count),
        operation("GET", "user/messages/{}/attachments/{}", Item, attachments::get),
        operation("GET", "user/messages/{}/attachments/{}/$value", Nothing, attachments::content),
        operation("DELETE", "user/messages/{}/attachments/{}", Nothing, attachments::delete),
        operation("POST", "user/messages/{}/attachments/createuploadsession", Nothing, uploads::create_for_attachment),
        operation("POST", "teams", Nothing, operations::create_team),
        operation("GET", "teams/{}", Nothing, operations::team),
        operation("GET", "teams/{}/operations/{}", Nothing, operations::team_operation),
        operation("POST", "user/onenote/notebooks/{}/copynotebook", Nothing, operations::copy_notebook),
        operation("GET", "user/onenote/operations/{}", Nothing, operations::notebook_operation),
        operation("GET", "drive", Item, drive::get_drive),
        operation("GET", "drive/item", Item, drive::get),
        operation("PATCH", "drive/item", Item, drive::update),
        operation("PUT", "drive/item", Item, uploads::commit),
        operation("DELETE", "drive/item", Nothing, drive::delete),
        operation("GET", "drive/item/children", Collection, drive::list),
        operation("POST", "drive/item/children", Item, drive::create_folder),
        operation("GET", "drive/item/delta", Delta, delta::drive_items),
        operation("GET", "drive/item/content", Nothing, content::get),
        operation("PUT", "drive/item/content", Item, content::put),
        operation("POST", "drive/item/createuploadsession", Nothing, uploads::create_for_file),
        operation("POST", "drive/item/copy", Nothing, copy::start),
        operation("GET", "user/mailfolders", Collection, folders::list),
        operation("POST", "user/mailfolders", Item, folders::create),
        operation("GET", "user/mailfolders/$count", Count, folders::count),
        operation("GET", "user/mailfolders/{}", Item, folders::get),
        operation("PATCH", "user/mailfolders/{}", Item, folders::update),
        operation("DELETE", "user/mailfolders/{}", Nothing, folders::delete),
        operation("GET", "user/mailfolders/{}/childfolders", Collection, folders::list),
        operation("POST", "user/mailfolders/{}/childfolders", Item, folders::create),
        operation("GET", "user/mailfolders/{}/childfolders/$count", Count, folders::count),
        operation("GET", "user/photo/$value", Nothing, photo::get),
        operation("PUT", "user/photo/$value", Nothing, photo::put),
        operation("PATCH", "user/photo/$value", Nothing, photo::put),
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::permission;

    /// Each operation at an address where an application alone can call it too.
    const CALLS: [&str; 58] = [
        "GET users",
        "GET users/$count",
        "GET users/delta",
        "GET users/u",
        "GET users/u/messages",
        "POST users/u/messages",
        "GET users/u/messages/$count",
        "GET users/u/mailFolders/f/messages/delta",
        "GET users/u/messages/m",
        "PATCH users/u/messages/m",
        "DELETE users/u/messages/m",
        "GET users/u/messages/m/$value",
        "POST users/u/messages/m/move",
        "POST users/u/messages/m/copy",
        "POST users/u/messages/m/send",
        "POST users/u/messages/m/reply",
        "POST users/u/messages/m/replyAll",
        "POST users/u/messages/m/forward",
        "POST users/u/messages/m/createReply",
        "POST users/u/messages/m/createReplyAll",
        "POST users/u/messages/m/createForward",
        "POST users/u/sendMail",
        "GET users/u/messages/m/attachments",
        "POST users/u/messages/m/attachments",
        "GET users/u/messages/m/attachments/$count",
        "GET users/u/messages/m/attachments/a",
        "GET users/u/messages/m/attachments/a/$value",
        "DELETE users/u/messages/m/attachments/a",
        "POST users/u/messages/m/attachments/createUploadSession",
        "POST teams",
        "GET teams/t",
        "GET teams/t/operations/o",
        "POST users/u/onenote/notebooks/n/copyNotebook",
        "GET users/u/onenote/operations/o",
        "GET users/u/drive",
        "GET users/u/drive/root:/a/b:",
        "PATCH users/u/drive/root:/a/b:",
        "PUT users/u/drive/root:/a/b:",
        "DELETE users/u/drive/root:/a/b:",
        "GET users/u/drive/root:/a/b:/children",
        "POST users/u/drive/root:/a/b:/children",
        "GET users/u/drive/root/delta",
        "GET users/u/drive/root:/a/b:/content",
        "PUT users/u/drive/root:/a/b:/content",
        "POST users/u/drive/root:/a/b:/createUploadSession",
        "POST users/u/drive/root:/a/b:/copy",
        "GET users/u/mailFolders",
        "POST users/u/mailFolders",
        "GET users/u/mailFolders/$count",
        "GET users/u/mailFolders/f",
        "PATCH users/u/mailFolders/f",
        "DELETE users/u/mailFolders/f",
        "GET users/u/mailFolders/f/childFolders",
        "POST users/u/mailFolders/f/childFolders",
        "GET users/u/mailFolders/f/childFolders/$count",
        "GET users/u/photo/$value",
        "PUT users/u/photo/$value",
        "PATCH users/u/photo/$value",
    ];

    /// With these a token may do everything the emulator does.
    const ENOUGH: [&str; 8] = [
        "Files.ReadWrite.All",
        "Group.ReadWrite.All",
        "Mail.ReadWrite",
        "Mail.Send",
        "Notes.ReadWrite.All",
        "ProfilePhoto.ReadWrite.All",
        "Sites.ReadWrite.All",
        "User.ReadWrite.All",
    ];

    #[test]
    fn permissions_are_known_for_each_operation() {
        let mut operations = HashSet::new();
        let mut open = Vec::new();
        for call in CALLS {
            let (method, target) = call.split_once(' ').unwrap();
            let address = address::parse(&format!("/v1.0/{target}")).unwrap();
            operations.insert(std::ptr::from_ref(find(&address, method).unwrap()));
            for flow in [Access::Delegated, Access::Application] {
                let enough = ENOUGH.map(str::to_owned).to_vec();
                assert!(permission::check(&address, method, &flow(enough)).is_ok(), "{call}");
                if permission::check(&address, method, &flow(Vec::new())).is_ok() {
                    open.push(call);
                }
            }
        }
        assert_eq!(operations.len(), OPERATIONS.len(), "an operation is missing in the list above");
        assert_eq!(open, ["GET teams/t/operations/o"; 2]);
    }
}
