//! The shapes of addresses: every kind of resource, action and function that the emulator serves.
//!
//! A path is recognised here as one [`Shape`], which holds the keys it names. What serves a shape matches on it
//! exhaustively, so a new variant does not compile before something serves it.

use Step::{DeltaWithToken, Key, Name, Path};

use super::{address::Address, segment::Segment};

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `/$batch`
    Batch,
    /// `…/sendMail`
    User(UserKey, UserPart),
    /// `…/photo/$value`
    Photo(UserKey, PhotoPart),
    /// `…/mailFolders` and `…/mailFolders/{id}/childFolders`, also with `/$count`
    Folders(FolderPath, FoldersPart),
    /// `…/mailFolders/{id}`, and its actions
    Folder(FolderPath, FolderPart),
    /// `…/messages`, of a mailbox or of a folder, also with `/$count` or `/delta`
    Messages(FolderPath, CollectionPart),
    /// `…/messages/{id}`, and its actions
    Message(MessageKey, MessagePart),
    /// `…/messages/{id}/attachments`, and what is bound to it
    Attachments(MessageKey, AttachmentsPart),
    /// `…/messages/{id}/attachments/{id}` and its content
    Attachment(AttachmentKey, AttachmentPart),
    /// `…/drive`, `/drives/{id}`
    Drive(DriveKey),
    /// `…/drive/items`
    DriveItems(DriveKey),
    /// `…/root`, `…/items/{id}`, either of them with `:/path:`, and what is in an item
    DriveItem(ItemKey, ItemPart),
    /// `…/root/delta`, `…/root/delta(token='…')`
    DriveDelta(DriveDeltaKey),
    /// `/teams`
    Teams,
    /// `/teams/{id}/operations/{id}`
    TeamOperation(TeamOperationKey),
    /// `…/onenote/notebooks/{id}/copyNotebook`
    Notebook(UserKey, NotebookPart),
    /// `…/onenote/operations/{id}`
    NotebookOperation(NotebookOperationKey),
    /// Any other address of the schema, whose entities are only stored.
    Schema(SchemaKey),
}

/// Defines what an address may end in, after a key or a collection: each part and its name in the path, in lower case.
/// The name `""` is that of the key or the collection itself.
macro_rules! parts {
    ($($part:ident { $($variant:ident = $name:literal,)* })*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $part { $($variant),* }

        impl $part {
            #[cfg(test)]
            pub(crate) const COUNT: usize = [$($name),*].len();

            fn read(rest: &[Step<'_>]) -> Result<Self, Unread> {
                let (name, after) = match rest {
                    [] => ("", rest),
                    [Name(name), after @ ..] => (*name, after),
                    _ => return Err(Unread),
                };
                match name {
                    $($name => end(Self::$variant, after),)*
                    _ => Err(Unread),
                }
            }
        }
    )*};
}

parts! {
    CollectionPart { Items = "", Count = "$count", Delta = "delta", }
    UserPart { SendMail = "sendmail", }
    PhotoPart { Content = "$value", }
    FoldersPart { Items = "", Count = "$count", Delta = "delta", }
    FolderPart { Folder = "", Move = "move", Copy = "copy", PermanentDelete = "permanentdelete", }
    MessagePart {
        Message = "", Content = "$value", Move = "move", Copy = "copy", Send = "send",
        PermanentDelete = "permanentdelete",
        Reply = "reply", ReplyAll = "replyall", Forward = "forward",
        CreateReply = "createreply", CreateReplyAll = "createreplyall", CreateForward = "createforward",
    }
    AttachmentsPart { Items = "", Count = "$count", CreateUploadSession = "createuploadsession", }
    AttachmentPart { Attachment = "", Content = "$value", }
    ItemPart {
        Item = "", Children = "children", Content = "content",
        CreateUploadSession = "createuploadsession", Copy = "copy",
    }
    NotebookPart { Copy = "copynotebook", }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UserKey {
    /// `/me`
    Me,
    /// `/users/{id}` or `/users/{userPrincipalName}`
    Key(String),
}

/// A mailbox, or a folder in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FolderPath {
    pub(crate) user: UserKey,
    /// The ids or well-known names of the folders in the path, outermost first; empty for the whole mailbox.
    pub(crate) folders: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageKey {
    /// Where the path looks for the message.
    pub(crate) within: FolderPath,
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AttachmentKey {
    pub(crate) message: MessageKey,
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DriveKey {
    /// `/drive`: the drive of the signed-in user.
    SignedIn,
    /// `/me/drive`, `/users/{id}/drive`
    OfUser(UserKey),
    /// `/drives/{id}`
    Id(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemKey {
    pub(crate) drive: DriveKey,
    /// The id of an item; `None` is the root.
    pub(crate) id: Option<String>,
    /// The names that lead from there to the item, in `root:/a/b:`.
    pub(crate) path: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DriveDeltaKey {
    pub(crate) item: ItemKey,
    /// The token in `delta(token='…')`.
    pub(crate) token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TeamKey {
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TeamOperationKey {
    pub(crate) team: TeamKey,
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotebookOperationKey {
    user: UserKey,
    pub(crate) id: String,
}

/// The user whose data an address leads to, and the part of Graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SchemaKey {
    user: Option<UserKey>,
    workload: Workload,
}

/// The part of Graph that a shape belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workload {
    /// Messages and mail folders: what is in a mailbox, and sending.
    Outlook,
    Photos,
    Files,
    Directory,
}

impl Shape {
    pub(crate) fn workload(&self) -> Workload {
        self.place().0
    }

    /// The user the path begins with.
    pub(crate) fn user(&self) -> Option<&UserKey> {
        self.place().1
    }

    fn place(&self) -> (Workload, Option<&UserKey>) {
        match self {
            Self::Batch => (Workload::Directory, None),
            Self::User(user, UserPart::SendMail) => (Workload::Outlook, Some(user)),
            Self::Photo(user, _) => (Workload::Photos, Some(user)),
            Self::Folders(path, _) | Self::Folder(path, _) | Self::Messages(path, _) => {
                (Workload::Outlook, Some(&path.user))
            }
            Self::Message(key, _) | Self::Attachments(key, _) => (Workload::Outlook, Some(&key.within.user)),
            Self::Attachment(key, _) => (Workload::Outlook, Some(&key.message.within.user)),
            Self::Drive(drive) | Self::DriveItems(drive) => (Workload::Files, drive.user()),
            Self::DriveItem(item, _) => (Workload::Files, item.drive.user()),
            Self::DriveDelta(key) => (Workload::Files, key.item.drive.user()),
            Self::Teams | Self::TeamOperation(_) => (Workload::Directory, None),
            Self::Notebook(user, _) => (Workload::Directory, Some(user)),
            Self::NotebookOperation(key) => (Workload::Directory, Some(&key.user)),
            Self::Schema(key) => (key.workload, key.user.as_ref()),
        }
    }
}

impl UserKey {
    /// The id or user principal name; `None` for `/me`.
    pub(crate) fn key(&self) -> Option<&str> {
        match self {
            Self::Me => None,
            Self::Key(key) => Some(key),
        }
    }
}

impl DriveKey {
    fn user(&self) -> Option<&UserKey> {
        match self {
            Self::OfUser(user) => Some(user),
            Self::SignedIn | Self::Id(_) => None,
        }
    }
}

/// A segment in the form in which patterns compare it: names in lower case.
enum Step<'a> {
    Name(&'a str),
    /// `delta(token='…')`
    DeltaWithToken(&'a str),
    Key(&'a str),
    Path(&'a [String]),
}

/// The path has none of the other shapes: its entities are only stored.
struct Unread;

/// Recognises a path.
pub(super) fn recognise(address: &Address) -> Shape {
    let segments = &address.segments;
    let lower: Vec<String> = segments.iter().map(lower_case).collect();
    let steps: Vec<Step<'_>> = segments.iter().zip(&lower).map(|(segment, lower)| Step::new(segment, lower)).collect();
    service(&steps).unwrap_or_else(|Unread| Shape::Schema(SchemaKey::of(&steps)))
}

/// The members of a user and of a group that are in a mailbox.
const IN_MAILBOX: [&str; 14] = [
    "calendar",
    "calendargroups",
    "calendars",
    "calendarview",
    "contactfolders",
    "contacts",
    "events",
    "findmeetingtimes",
    "getmailtips",
    "inferenceclassification",
    "mailboxsettings",
    "mailfolders",
    "messages",
    "outlook",
];

impl SchemaKey {
    fn of(steps: &[Step<'_>]) -> Self {
        let (user, rest) = match steps {
            [Name("me"), rest @ ..] => (Some(UserKey::Me), rest),
            [Name("users"), Key(key), rest @ ..] => (Some(UserKey::Key((*key).to_owned())), rest),
            [Name("groups"), Key(_), rest @ ..] => (None, rest),
            [Name("drive" | "drives" | "shares" | "sites"), ..] => {
                return Self { user: None, workload: Workload::Files };
            }
            _ => return Self { user: None, workload: Workload::Directory },
        };
        let workload = match rest.first() {
            Some(Name(name)) if IN_MAILBOX.contains(name) => Workload::Outlook,
            Some(Name("drive" | "drives")) => Workload::Files,
            Some(Name("photo" | "photos")) => Workload::Photos,
            _ => Workload::Directory,
        };
        Self { user, workload }
    }
}

fn lower_case(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => name.to_lowercase(),
        Segment::Key(_) | Segment::Path(_) => String::new(),
    }
}

impl<'a> Step<'a> {
    fn new(segment: &'a Segment, lower: &'a str) -> Self {
        match segment {
            Segment::Name(name) => {
                let token = name.strip_prefix("delta(token='").and_then(|rest| rest.strip_suffix("')"));
                token.map_or(Name(lower), DeltaWithToken)
            }
            Segment::Key(key) => Key(key),
            Segment::Path(path) => Path(path),
        }
    }
}

/// What a path names that ends here.
fn end<T>(named: T, rest: &[Step<'_>]) -> Result<T, Unread> {
    if rest.is_empty() { Ok(named) } else { Err(Unread) }
}

/// From the root of the service.
fn service(steps: &[Step<'_>]) -> Result<Shape, Unread> {
    match steps {
        [Name("$batch"), rest @ ..] => end(Shape::Batch, rest),
        [Name("me"), rest @ ..] => user(UserKey::Me, rest),
        [Name("users"), Key(key), rest @ ..] => user(UserKey::Key((*key).to_owned()), rest),
        [Name("drive"), rest @ ..] => drive(DriveKey::SignedIn, rest),
        [Name("drives"), Key(key), rest @ ..] => drive(DriveKey::Id((*key).to_owned()), rest),
        [Name("teams"), Key(id), rest @ ..] => team(TeamKey { id: (*id).to_owned() }, rest),
        [Name("teams"), rest @ ..] => end(Shape::Teams, rest),
        _ => Err(Unread),
    }
}

fn user(user: UserKey, rest: &[Step<'_>]) -> Result<Shape, Unread> {
    match rest {
        [Name("messages"), rest @ ..] => messages(FolderPath { user, folders: Vec::new() }, rest),
        [Name("mailfolders"), rest @ ..] => folders(FolderPath { user, folders: Vec::new() }, rest),
        [Name("drive"), rest @ ..] => drive(DriveKey::OfUser(user), rest),
        [Name("photo"), rest @ ..] => PhotoPart::read(rest).map(|part| Shape::Photo(user, part)),
        [Name("onenote"), Name("notebooks"), Key(_), rest @ ..] => {
            NotebookPart::read(rest).map(|part| Shape::Notebook(user, part))
        }
        [Name("onenote"), Name("operations"), Key(id), rest @ ..] => {
            end(Shape::NotebookOperation(NotebookOperationKey { user, id: (*id).to_owned() }), rest)
        }
        rest => UserPart::read(rest).map(|part| Shape::User(user, part)),
    }
}

/// After `mailFolders` or `childFolders`.
fn folders(mut path: FolderPath, rest: &[Step<'_>]) -> Result<Shape, Unread> {
    let [Key(key), rest @ ..] = rest else {
        return FoldersPart::read(rest).map(|part| Shape::Folders(path, part));
    };
    path.folders.push((*key).to_owned());
    match rest {
        [Name("childfolders"), rest @ ..] => folders(path, rest),
        [Name("messages"), rest @ ..] => messages(path, rest),
        rest => FolderPart::read(rest).map(|part| Shape::Folder(path, part)),
    }
}

/// After `messages`.
fn messages(within: FolderPath, rest: &[Step<'_>]) -> Result<Shape, Unread> {
    let [Key(id), rest @ ..] = rest else {
        return CollectionPart::read(rest).map(|part| Shape::Messages(within, part));
    };
    let message = MessageKey { within, id: (*id).to_owned() };
    match rest {
        [Name("attachments"), Key(id), rest @ ..] => {
            let attachment = AttachmentKey { message, id: (*id).to_owned() };
            AttachmentPart::read(rest).map(|part| Shape::Attachment(attachment, part))
        }
        [Name("attachments"), rest @ ..] => AttachmentsPart::read(rest).map(|part| Shape::Attachments(message, part)),
        rest => MessagePart::read(rest).map(|part| Shape::Message(message, part)),
    }
}

fn drive(drive: DriveKey, rest: &[Step<'_>]) -> Result<Shape, Unread> {
    let (id, rest) = match rest {
        [Name("root"), rest @ ..] => (None, rest),
        [Name("items")] => return Ok(Shape::DriveItems(drive)),
        [Name("items"), Key(id), rest @ ..] if id.eq_ignore_ascii_case("root") => (None, rest),
        [Name("items"), Key(id), rest @ ..] => (Some((*id).to_owned()), rest),
        rest => return end(Shape::Drive(drive), rest),
    };
    let (path, rest) = match rest {
        [Path(path), rest @ ..] => (path.to_vec(), rest),
        rest => (Vec::new(), rest),
    };
    let item = ItemKey { drive, id, path };
    match rest {
        [Name("delta"), rest @ ..] => end(Shape::DriveDelta(DriveDeltaKey { item, token: None }), rest),
        [DeltaWithToken(token), rest @ ..] => {
            end(Shape::DriveDelta(DriveDeltaKey { item, token: Some((*token).to_owned()) }), rest)
        }
        rest => ItemPart::read(rest).map(|part| Shape::DriveItem(item, part)),
    }
}

fn team(team: TeamKey, rest: &[Step<'_>]) -> Result<Shape, Unread> {
    match rest {
        [Name("operations"), Key(id), rest @ ..] => {
            end(Shape::TeamOperation(TeamOperationKey { team, id: (*id).to_owned() }), rest)
        }
        _ => Err(Unread),
    }
}
