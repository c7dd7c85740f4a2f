//! The way of a request to its operation, and the look-up of what its address names.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::{
    drive::{self, Drive, item::Item},
    http::{GraphError, Request, Response, Result},
    mailbox::{Mailbox, folder::Folder, message::Message},
    odata::{
        delta::{Links, Round},
        filter,
        options::{Allowed, Options},
        page::{self, Paging, Place, Selection},
    },
    permission,
    request_target::{
        Target, Version,
        shape::{DriveKey, FolderPath, ItemKey, MessageKey, UserKey, Workload},
    },
    respond::{Asked, Responders},
    state::{State, account::Account},
    store::NodeId,
    time::Timestamp,
    token::Access,
};

/// The method, the query options it takes, and what it does. `K` holds the keys of the address.
pub(super) type Handler<K> = (&'static str, Allowed, Run<K>);

pub(super) type Run<K> = fn(&mut Call<'_>, &K) -> Result<Response>;

/// A request to Graph on its way to its operation and through it. Its token and its address have been read.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) target: &'a Target,
    /// Read once the operation is known, which decides which options are allowed.
    pub(crate) options: Options,
    pub(crate) state: &'a mut State,
    pub(crate) access: &'a Access,
    pub(crate) now: Timestamp,
    /// `http://127.0.0.1:4000/v1.0`
    pub(crate) service: String,
    /// The absolute URL of the request, without its query.
    pub(crate) url: String,
    /// `http://127.0.0.1:4001`, the host of preauthenticated URLs.
    pub(crate) storage: &'a str,
    /// The answers of the test.
    pub(crate) responders: &'a Responders,
}

fn not_allowed<K>(handlers: &[Handler<K>]) -> GraphError {
    let methods: Vec<_> = handlers.iter().map(|(method, ..)| *method).collect();
    GraphError::new(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
        .header("allow", methods.join(", "))
}

impl Call<'_> {
    /// Runs the operation of the request's method, or refuses the request.
    pub(super) fn serve<K>(mut self, key: &K, handlers: &[Handler<K>]) -> Result<Response> {
        let found = handlers.iter().find(|(method, ..)| *method == self.request.method);
        let Some((method, allowed, run)) = found else {
            permission::check(self.target, &self.request.method, self.access)?;
            return self.answered().ok_or_else(|| not_allowed(handlers));
        };
        if self.target.shape.user() == Some(&UserKey::Me) && matches!(self.access, Access::Application(_)) {
            return Err(GraphError::bad_request("/me request is only valid with delegated authentication flow."));
        }
        self.options = Options::parse(&self.target.query, self.takes_bare_options())?;
        self.options.filter = self.options.filter.map(|filter| filter::at(&filter, self.now));
        self.options.check(*allowed)?;
        permission::check(self.target, method, self.access)?;
        if let Some(response) = self.answered() {
            return Ok(response);
        }
        run(&mut self, key)
    }

    /// Whether query options may be written without their `$`: on beta, and for files and sites, whose pages in the
    /// documentation do so.
    fn takes_bare_options(&self) -> bool {
        self.target.version == Version::Beta || self.target.shape.workload() == Workload::Files
    }

    /// The response that the test has set for this address, if any.
    fn answered(&self) -> Option<Response> {
        let asked = Asked {
            method: self.request.method.clone(),
            target: self.request.target.clone(),
            keys: Vec::new(),
            body: serde_json::from_slice(&self.request.body).unwrap_or_default(),
        };
        let signed_in = self.state.accounts.first().map(|account| account.id.as_str());
        self.responders.answer(&self.target.address.segments, signed_in, asked)
    }

    /// The index of a user in the directory.
    pub(super) fn user(&self, user: &UserKey) -> Option<usize> {
        self.state.user(user.key())
    }

    /// The index of a user whose mailbox or drive is addressed.
    pub(super) fn account(&self, user: &UserKey) -> Result<usize> {
        self.user(user).ok_or_else(|| {
            let UserKey::Key(key) = user else { return GraphError::item_not_found() };
            GraphError::new(404, "ErrorInvalidUser", format!("The requested user '{key}' is invalid."))
        })
    }

    pub(super) fn mailbox(&self, user: &UserKey) -> Result<&Mailbox> {
        Ok(&self.state.accounts[self.account(user)?].mailbox)
    }

    /// The folder a path leads to; `None` for the whole mailbox.
    pub(super) fn folder(&self, path: &FolderPath) -> Result<Option<&Folder>> {
        self.mailbox(&path.user)?.folder_at(&path.folders)
    }

    /// A message, which has to be in the folder that its path leads to.
    pub(super) fn message(&self, key: &MessageKey) -> Result<&Message> {
        let message = self.mailbox(&key.within.user)?.message(&key.id)?;
        match self.folder(&key.within)? {
            Some(folder) if folder.id != message.folder => Err(GraphError::item_not_found()),
            _ => Ok(message),
        }
    }

    /// The index of the user whose drive is addressed.
    pub(super) fn drive_owner(&self, drive: &DriveKey) -> Result<usize> {
        match drive {
            DriveKey::SignedIn => self.account(&UserKey::Me),
            DriveKey::OfUser(user) => self.account(user),
            DriveKey::Id(id) => {
                self.state.accounts.iter().position(|account| account.drive.id == *id).ok_or_else(drive::not_found)
            }
        }
    }

    /// The user whose drive is addressed.
    pub(super) fn owner(&self, drive: &DriveKey) -> Result<&Account> {
        Ok(&self.state.accounts[self.drive_owner(drive)?])
    }

    /// The entity that stands in the store for a message, a mail folder or a file, if one does.
    pub(super) fn stand_in(&self, account: usize, member: &'static str, id: &str) -> Option<NodeId> {
        let owner = self.state.accounts[account].node;
        let owner = if member == "items" { self.state.store.single((owner, "drive"))? } else { owner };
        self.state.store.find((owner, member), id)
    }

    pub(super) fn drive(&self, drive: &DriveKey) -> Result<&Drive> {
        Ok(&self.owner(drive)?.drive)
    }

    pub(super) fn item(&self, key: &ItemKey) -> Result<&Item> {
        self.drive(&key.drive)?.item_at(key.id.as_deref(), &key.path)
    }

    /// `users('…')`, with which contexts begin.
    pub(super) fn user_context(&self, user: &UserKey) -> Result<String> {
        let key = match user {
            UserKey::Key(key) => key,
            UserKey::Me => &self.state.accounts[self.account(user)?].id,
        };
        Ok(format!("users('{}')", utf8_percent_encode(key, NON_ALPHANUMERIC)))
    }

    /// Where a collection with this context is asked for.
    pub(super) fn place<'c>(&'c self, context: &'c str) -> Place<'c> {
        Place { service: &self.service, url: &self.url, context }
    }

    /// Whether the request asks for immutable ids.
    pub(super) fn immutable(&self) -> bool {
        self.request.preference("IdType").is_some_and(|kind| kind.eq_ignore_ascii_case("ImmutableId"))
    }

    /// Checks `If-Match` of a request to a mailbox.
    pub(super) fn check_etag(&self, etag: &str) -> Result<()> {
        match self.request.header("if-match") {
            Some(given) if given != "*" && given != etag => Err(GraphError::new(
                412,
                "ErrorIrresolvableConflict",
                "The send or update operation could not be performed because the change key passed in the request \
                 does not match the current change key for the item.",
            )),
            _ => Ok(()),
        }
    }

    /// The absolute URL of a context.
    pub(super) fn context(&self, fragment: &str) -> String {
        format!("{}/$metadata#{fragment}", self.service)
    }

    /// A response with an entity of the collection `from`: what is selected of it, and the properties in `always`.
    pub(super) fn show(
        &self,
        status: u16,
        entity: Value,
        selection: &Selection,
        always: &[&str],
        from: &str,
    ) -> Response {
        let mut entity = selection.apply(entity, always);
        entity["@odata.context"] = self.context(&format!("{from}{}/$entity", selection.suffix())).into();
        Response::json(status, &entity)
    }

    /// A response with a page of the collection `from`.
    pub(super) fn page(
        &self,
        items: Vec<Value>,
        paging: Paging,
        selection: &Selection,
        always: &[&str],
        from: &str,
    ) -> Result<Response> {
        let context = format!("{from}{}", selection.suffix());
        let place = self.place(&context);
        let page = page::page(items, &self.options, paging, None, &place, |item| selection.apply(item, always))?;
        Ok(Response::json(200, &page))
    }

    /// The round of a delta query with this token. The error for an expired token has the URL of a fresh round.
    pub(super) fn round(&self, links: Links, token: Option<&str>) -> Result<Round> {
        let options = &self.options;
        let token = token.or(options.deltatoken.as_deref()).or(options.skiptoken.as_deref());
        Round::of(token, options, links, self.state.delta_epoch).map_err(|error| {
            if error.status != 410 {
                return error;
            }
            let fresh = self.url.split('(').next().unwrap_or_default().to_owned();
            error.header("location", fresh)
        })
    }

    /// How many items a page of changes has: `$top`, or else `Prefer: odata.maxpagesize`.
    pub(super) fn page_size(&self, default: usize) -> usize {
        let preferred = self.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
        self.options.top.or(preferred).filter(|size| *size > 0).unwrap_or(default)
    }
}
