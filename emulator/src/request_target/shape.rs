//! The shapes of addresses: every kind of resource, action and function that the emulator serves.
//!
//! A path is recognised here as one [`Shape`], which holds the keys it names. What serves a shape matches on it
//! exhaustively, so a new variant does not compile before something serves it.

use Step::{DeltaWithToken, Key, Name, Path};

use super::segment::Segment;

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `/$batch`
    Batch,
    /// `/users`, `/users/$count`, `/users/delta`
    Users(CollectionPart),
    /// `/me`, `/users/{id}`, and what is directly in them
    User(UserKey, UserPart),
    /// `…/mailFolders` and `…/mailFolders/{id}/childFolders`, also with `/$count`
    Folders(FolderPath, FoldersPart),
    /// `…/mailFolders/{id}`
    Folder(FolderPath),
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
    /// `…/root`, `…/items/{id}`, either of them with `:/path:`, and what is in an item
    DriveItem(ItemKey, ItemPart),
    /// `…/root/delta`, `…/root/delta(token='…')`
    DriveDelta(DriveDeltaKey),
    /// `/teams`
    Teams,
    /// `/teams/{id}`
    Team(TeamKey),
    /// `/teams/{id}/operations/{id}`
    TeamOperation(TeamOperationKey),
    /// `…/onenote/notebooks/{id}/copyNotebook`
    NotebookCopy(UserKey),
    /// `…/onenote/operations/{id}`
    NotebookOperation(NotebookOperationKey),
}

/// A collection as a whole, and what is bound to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CollectionPart {
    Items,
    Count,
    Delta,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserPart {
    User,
    Photo,
    SendMail,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FoldersPart {
    Items,
    Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessagePart {
    Message,
    /// `$value`: the message as MIME.
    Content,
    Move,
    Copy,
    Send,
    Reply,
    ReplyAll,
    Forward,
    CreateReply,
    CreateReplyAll,
    CreateForward,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttachmentsPart {
    Items,
    Count,
    CreateUploadSession,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttachmentPart {
    Attachment,
    /// `$value`: the bytes.
    Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemPart {
    Item,
    Children,
    Content,
    CreateUploadSession,
    Copy,
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
    pub(crate) team: String,
    pub(crate) operation: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotebookOperationKey {
    user: UserKey,
    pub(crate) operation: String,
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
        match self {
            Self::Folders(..)
            | Self::Folder(_)
            | Self::Messages(..)
            | Self::Message(..)
            | Self::Attachments(..)
            | Self::Attachment(..)
            | Self::User(_, UserPart::SendMail) => Workload::Outlook,
            Self::User(_, UserPart::Photo) => Workload::Photos,
            Self::Drive(_) | Self::DriveItem(..) | Self::DriveDelta(_) => Workload::Files,
            Self::Batch
            | Self::Users(_)
            | Self::User(_, UserPart::User)
            | Self::Teams
            | Self::Team(_)
            | Self::TeamOperation(_)
            | Self::NotebookCopy(_)
            | Self::NotebookOperation(_) => Workload::Directory,
        }
    }

    /// The user the path begins with.
    pub(crate) fn user(&self) -> Option<&UserKey> {
        match self {
            Self::User(user, _) | Self::NotebookCopy(user) => Some(user),
            Self::Folders(folder, _) | Self::Folder(folder) | Self::Messages(folder, _) => Some(&folder.user),
            Self::Message(message, _) | Self::Attachments(message, _) => Some(&message.within.user),
            Self::Attachment(attachment, _) => Some(&attachment.message.within.user),
            Self::Drive(drive) => drive.user(),
            Self::DriveItem(item, _) => item.drive.user(),
            Self::DriveDelta(delta) => delta.item.drive.user(),
            Self::NotebookOperation(operation) => Some(&operation.user),
            Self::Batch | Self::Users(_) | Self::Teams | Self::Team(_) | Self::TeamOperation(_) => None,
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

/// The path leads nowhere from here on: so many segments, from its end, were not read.
struct Unread(usize);

type Recognised = Result<Shape, Unread>;

/// Recognises a path; the error is the first segment that leads nowhere, `None` for an empty path.
pub(super) fn recognise(segments: &[Segment]) -> Result<Shape, Option<&Segment>> {
    let lower: Vec<String> = segments.iter().map(lower_case).collect();
    let steps: Vec<Step<'_>> = segments.iter().zip(&lower).map(|(segment, lower)| Step::new(segment, lower)).collect();
    service(&steps).map_err(|Unread(count)| segments.get(segments.len() - count).or(segments.last()))
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

fn unknown(rest: &[Step<'_>]) -> Recognised {
    Err(Unread(rest.len()))
}

/// The shape of a path that ends here.
fn end(shape: Shape, rest: &[Step<'_>]) -> Recognised {
    if rest.is_empty() { Ok(shape) } else { unknown(rest) }
}

/// From the root of the service.
fn service(steps: &[Step<'_>]) -> Recognised {
    match steps {
        [Name("$batch"), rest @ ..] => end(Shape::Batch, rest),
        [Name("me"), rest @ ..] => user(UserKey::Me, rest),
        [Name("users"), Key(key), rest @ ..] => user(UserKey::Key((*key).to_owned()), rest),
        [Name("users"), rest @ ..] => collection(Shape::Users, rest),
        [Name("drive"), rest @ ..] => drive(DriveKey::SignedIn, rest),
        [Name("drives"), Key(key), rest @ ..] => drive(DriveKey::Id((*key).to_owned()), rest),
        [Name("teams"), rest @ ..] => teams(rest),
        rest => unknown(rest),
    }
}

fn collection(shape: impl FnOnce(CollectionPart) -> Shape, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [] => Ok(shape(CollectionPart::Items)),
        [Name("$count"), rest @ ..] => end(shape(CollectionPart::Count), rest),
        [Name("delta"), rest @ ..] => end(shape(CollectionPart::Delta), rest),
        rest => unknown(rest),
    }
}

fn user(user: UserKey, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [] => Ok(Shape::User(user, UserPart::User)),
        [Name("photo"), Name("$value"), rest @ ..] => end(Shape::User(user, UserPart::Photo), rest),
        [Name("photo"), rest @ ..] => unknown(rest),
        [Name("sendmail"), rest @ ..] => end(Shape::User(user, UserPart::SendMail), rest),
        [Name("messages"), rest @ ..] => messages(FolderPath { user, folders: Vec::new() }, rest),
        [Name("mailfolders"), rest @ ..] => folders(FolderPath { user, folders: Vec::new() }, rest),
        [Name("drive"), rest @ ..] => drive(DriveKey::OfUser(user), rest),
        [Name("onenote"), rest @ ..] => notebooks(user, rest),
        rest => unknown(rest),
    }
}

/// After `mailFolders` or `childFolders`.
fn folders(parent: FolderPath, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [] => Ok(Shape::Folders(parent, FoldersPart::Items)),
        [Name("$count"), rest @ ..] => end(Shape::Folders(parent, FoldersPart::Count), rest),
        [Key(key), rest @ ..] => folder(parent, key, rest),
        rest => unknown(rest),
    }
}

fn folder(mut path: FolderPath, key: &str, rest: &[Step<'_>]) -> Recognised {
    path.folders.push(key.to_owned());
    match rest {
        [] => Ok(Shape::Folder(path)),
        [Name("childfolders"), rest @ ..] => folders(path, rest),
        [Name("messages"), rest @ ..] => messages(path, rest),
        rest => unknown(rest),
    }
}

/// After `messages`.
fn messages(within: FolderPath, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [Key(id), rest @ ..] => message(MessageKey { within, id: (*id).to_owned() }, rest),
        rest => collection(|part| Shape::Messages(within, part), rest),
    }
}

fn message(key: MessageKey, rest: &[Step<'_>]) -> Recognised {
    let part = match rest {
        [] => MessagePart::Message,
        [Name("attachments"), rest @ ..] => return attachments(key, rest),
        [Name("$value"), ..] => MessagePart::Content,
        [Name("move"), ..] => MessagePart::Move,
        [Name("copy"), ..] => MessagePart::Copy,
        [Name("send"), ..] => MessagePart::Send,
        [Name("reply"), ..] => MessagePart::Reply,
        [Name("replyall"), ..] => MessagePart::ReplyAll,
        [Name("forward"), ..] => MessagePart::Forward,
        [Name("createreply"), ..] => MessagePart::CreateReply,
        [Name("createreplyall"), ..] => MessagePart::CreateReplyAll,
        [Name("createforward"), ..] => MessagePart::CreateForward,
        rest => return unknown(rest),
    };
    end(Shape::Message(key, part), rest.get(1..).unwrap_or_default())
}

/// After the `attachments` of a message.
fn attachments(message: MessageKey, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [] => Ok(Shape::Attachments(message, AttachmentsPart::Items)),
        [Name("$count"), rest @ ..] => end(Shape::Attachments(message, AttachmentsPart::Count), rest),
        [Name("createuploadsession"), rest @ ..] => {
            end(Shape::Attachments(message, AttachmentsPart::CreateUploadSession), rest)
        }
        [Key(id), rest @ ..] => attachment(AttachmentKey { message, id: (*id).to_owned() }, rest),
        rest => unknown(rest),
    }
}

fn attachment(key: AttachmentKey, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [Name("$value"), rest @ ..] => end(Shape::Attachment(key, AttachmentPart::Content), rest),
        rest => end(Shape::Attachment(key, AttachmentPart::Attachment), rest),
    }
}

fn drive(drive: DriveKey, rest: &[Step<'_>]) -> Recognised {
    let (id, rest) = match rest {
        [] => return Ok(Shape::Drive(drive)),
        [Name("root"), rest @ ..] => (None, rest),
        [Name("items"), Key(id), rest @ ..] if id.eq_ignore_ascii_case("root") => (None, rest),
        [Name("items"), Key(id), rest @ ..] => (Some((*id).to_owned()), rest),
        rest => return unknown(rest),
    };
    match rest {
        [Path(path), rest @ ..] => drive_item(ItemKey { drive, id, path: path.to_vec() }, rest),
        rest => drive_item(ItemKey { drive, id, path: Vec::new() }, rest),
    }
}

fn drive_item(item: ItemKey, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [] => Ok(Shape::DriveItem(item, ItemPart::Item)),
        [Name("children"), rest @ ..] => end(Shape::DriveItem(item, ItemPart::Children), rest),
        [Name("content"), rest @ ..] => end(Shape::DriveItem(item, ItemPart::Content), rest),
        [Name("createuploadsession"), rest @ ..] => end(Shape::DriveItem(item, ItemPart::CreateUploadSession), rest),
        [Name("copy"), rest @ ..] => end(Shape::DriveItem(item, ItemPart::Copy), rest),
        [Name("delta"), rest @ ..] => end(Shape::DriveDelta(DriveDeltaKey { item, token: None }), rest),
        [DeltaWithToken(token), rest @ ..] => {
            end(Shape::DriveDelta(DriveDeltaKey { item, token: Some((*token).to_owned()) }), rest)
        }
        rest => unknown(rest),
    }
}

/// After `teams`.
fn teams(rest: &[Step<'_>]) -> Recognised {
    match rest {
        [] => Ok(Shape::Teams),
        [Key(team), Name("operations"), Key(operation), rest @ ..] => {
            let key = TeamOperationKey { team: (*team).to_owned(), operation: (*operation).to_owned() };
            end(Shape::TeamOperation(key), rest)
        }
        [Key(_), Name("operations"), rest @ ..] => unknown(rest),
        [Key(id), rest @ ..] => end(Shape::Team(TeamKey { id: (*id).to_owned() }), rest),
        rest => unknown(rest),
    }
}

/// After `onenote`.
fn notebooks(user: UserKey, rest: &[Step<'_>]) -> Recognised {
    match rest {
        [Name("notebooks"), Key(_), Name("copynotebook"), rest @ ..] => end(Shape::NotebookCopy(user), rest),
        [Name("notebooks"), Key(_), rest @ ..] | [Name("notebooks"), rest @ ..] => unknown(rest),
        [Name("operations"), Key(operation), rest @ ..] => {
            let key = NotebookOperationKey { user, operation: (*operation).to_owned() };
            end(Shape::NotebookOperation(key), rest)
        }
        [Name("operations"), rest @ ..] | rest => unknown(rest),
    }
}
