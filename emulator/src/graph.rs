//! Graph's operations: for each shape of an address, the methods it takes and what serves them.

mod attachments;
mod call;
mod delta;
mod drive;
mod entities;
mod expanded;
mod folders;
mod long_running;
pub(crate) mod mail_changes;
mod messages;
mod photo;
mod search;
pub(crate) mod seed;
mod send;
mod uploads;

use crate::{
    http::{GraphError, Response, Result},
    mailbox::reply::ReplyKind,
    odata::options::Allowed::{Collection, Count, Delta, Item, Nothing},
    request_target::shape::{
        AttachmentPart, AttachmentsPart, CollectionPart, FolderPart, FolderPath, FoldersPart, ItemKey, ItemPart,
        MessageKey, MessagePart, NotebookPart, PhotoPart, Shape, UserPart,
    },
};
pub(crate) use call::Call;
use call::Run;
use send::ReplyKey;

/// Answers a request to Graph. A batch is not answered here, but each request in it.
pub(crate) fn answer(call: Call<'_>) -> Result<Response> {
    match &call.target.shape {
        Shape::Batch => Err(GraphError::unknown_segment("$batch")),
        Shape::User(user, UserPart::SendMail) => call.serve(user, &[("POST", Nothing, send::send_mail)]),
        Shape::Photo(user, PhotoPart::Content) => call
            .serve(user, &[("GET", Nothing, photo::get), ("PUT", Nothing, photo::put), ("PATCH", Nothing, photo::put)]),
        Shape::Folders(parent, FoldersPart::Items) => {
            call.serve(parent, &[("GET", Collection, folders::list), ("POST", Item, folders::create)])
        }
        Shape::Folders(parent, FoldersPart::Count) => call.serve(parent, &[("GET", Count, folders::count)]),
        Shape::Folders(parent, FoldersPart::Delta) => call.serve(parent, &[("GET", Delta, delta::folders)]),
        Shape::Folder(folder, part) => answer_folder(call, folder, *part),
        Shape::Messages(path, part) => answer_messages(call, path, *part),
        Shape::Message(message, part) => answer_message(call, message, *part),
        Shape::Attachments(message, part) => answer_attachments(call, message, *part),
        Shape::Attachment(attachment, AttachmentPart::Attachment) => {
            call.serve(attachment, &[("GET", Item, attachments::get), ("DELETE", Nothing, attachments::delete)])
        }
        Shape::Attachment(attachment, AttachmentPart::Content) => {
            call.serve(attachment, &[("GET", Nothing, attachments::content)])
        }
        Shape::Drive(drive) => call.serve(drive, &[("GET", Item, drive::get_drive)]),
        Shape::DriveItems(drive) => call.serve(drive, &[("GET", Collection, drive::list_all)]),
        Shape::DriveItem(item, part) => answer_drive_item(call, item, *part),
        Shape::DriveDelta(key) => call.serve(key, &[("GET", Delta, delta::drive_items)]),
        Shape::Teams => {
            call.serve(&(), &[("GET", Collection, entities::list), ("POST", Nothing, long_running::create_team)])
        }
        Shape::TeamOperation(key) => call.serve(key, &[("GET", Nothing, long_running::team_operation)]),
        Shape::Notebook(user, NotebookPart::Copy) => {
            call.serve(user, &[("POST", Nothing, long_running::copy_notebook)])
        }
        Shape::NotebookOperation(key) => call.serve(key, &[("GET", Nothing, long_running::notebook_operation)]),
        Shape::Schema(_) => entities::answer(call),
    }
}

fn answer_folder(call: Call<'_>, folder: &FolderPath, part: FolderPart) -> Result<Response> {
    match part {
        FolderPart::Folder => call.serve(
            folder,
            &[("GET", Item, folders::get), ("PATCH", Item, folders::update), ("DELETE", Nothing, folders::delete)],
        ),
        FolderPart::Move => call.serve(folder, &[("POST", Item, folders::move_to)]),
        FolderPart::Copy => call.serve(folder, &[("POST", Item, folders::copy_to)]),
        FolderPart::PermanentDelete => call.serve(folder, &[("POST", Nothing, folders::delete)]),
    }
}

fn answer_messages(call: Call<'_>, path: &FolderPath, part: CollectionPart) -> Result<Response> {
    match part {
        CollectionPart::Items => {
            call.serve(path, &[("GET", Collection, messages::list), ("POST", Item, messages::create)])
        }
        CollectionPart::Count => call.serve(path, &[("GET", Count, messages::count)]),
        CollectionPart::Delta => call.serve(path, &[("GET", Delta, delta::messages)]),
    }
}

fn answer_message(call: Call<'_>, message: &MessageKey, part: MessagePart) -> Result<Response> {
    let reply = |kind, action| ReplyKey { message, kind, action };
    let (reply, allowed, run): (_, _, Run<ReplyKey<'_>>) = match part {
        MessagePart::Message => {
            return call.serve(
                message,
                &[
                    ("GET", Item, messages::get),
                    ("PATCH", Item, messages::update),
                    ("DELETE", Nothing, messages::delete),
                ],
            );
        }
        MessagePart::Content => return call.serve(message, &[("GET", Nothing, messages::content)]),
        MessagePart::Move => return call.serve(message, &[("POST", Item, messages::move_to)]),
        MessagePart::Copy => return call.serve(message, &[("POST", Item, messages::copy_to)]),
        MessagePart::PermanentDelete => return call.serve(message, &[("POST", Nothing, messages::discard)]),
        MessagePart::Send => return call.serve(message, &[("POST", Nothing, send::send)]),
        MessagePart::Reply => (reply(ReplyKind::Reply, "reply"), Nothing, send::reply),
        MessagePart::ReplyAll => (reply(ReplyKind::ReplyAll, "replyAll"), Nothing, send::reply),
        MessagePart::Forward => (reply(ReplyKind::Forward, "forward"), Nothing, send::reply),
        MessagePart::CreateReply => (reply(ReplyKind::Reply, "createReply"), Item, send::create_reply),
        MessagePart::CreateReplyAll => (reply(ReplyKind::ReplyAll, "createReplyAll"), Item, send::create_reply),
        MessagePart::CreateForward => (reply(ReplyKind::Forward, "createForward"), Item, send::create_reply),
    };
    call.serve(&reply, &[("POST", allowed, run)])
}

fn answer_attachments(call: Call<'_>, key: &MessageKey, part: AttachmentsPart) -> Result<Response> {
    match part {
        AttachmentsPart::Items => {
            call.serve(key, &[("GET", Collection, attachments::list), ("POST", Item, attachments::add)])
        }
        AttachmentsPart::Count => call.serve(key, &[("GET", Count, attachments::count)]),
        AttachmentsPart::CreateUploadSession => call.serve(key, &[("POST", Nothing, uploads::create_for_attachment)]),
    }
}

fn answer_drive_item(call: Call<'_>, item: &ItemKey, part: ItemPart) -> Result<Response> {
    match part {
        ItemPart::Item => call.serve(
            item,
            &[
                ("GET", Item, drive::get),
                ("PATCH", Item, drive::update),
                ("PUT", Item, uploads::commit),
                ("DELETE", Nothing, drive::delete),
            ],
        ),
        ItemPart::Children => {
            call.serve(item, &[("GET", Collection, drive::list), ("POST", Item, drive::create_folder)])
        }
        ItemPart::Content => call.serve(item, &[("GET", Nothing, drive::content), ("PUT", Item, drive::put_content)]),
        ItemPart::CreateUploadSession => call.serve(item, &[("POST", Nothing, uploads::create_for_file)]),
        ItemPart::Copy => call.serve(item, &[("POST", Nothing, drive::copy)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http::Request,
        odata::options::Options,
        permission,
        request_target::{self, Target},
        respond::Responders,
        state::State,
        time::Timestamp,
        token::Access,
    };

    /// Each address in a form that an application alone can call too, and its methods in the order of `Allow`.
    const ADDRESSES: [(&str, &str); 43] = [
        ("users/u/messages", "GET, POST"),
        ("users/u/messages/$count", "GET"),
        ("users/u/mailFolders/f/messages/delta", "GET"),
        ("users/u/messages/m", "GET, PATCH, DELETE"),
        ("users/u/messages/m/$value", "GET"),
        ("users/u/messages/m/move", "POST"),
        ("users/u/messages/m/copy", "POST"),
        ("users/u/messages/m/permanentDelete", "POST"),
        ("users/u/messages/m/send", "POST"),
        ("users/u/messages/m/reply", "POST"),
        ("users/u/messages/m/replyAll", "POST"),
        ("users/u/messages/m/forward", "POST"),
        ("users/u/messages/m/createReply", "POST"),
        ("users/u/messages/m/createReplyAll", "POST"),
        ("users/u/messages/m/createForward", "POST"),
        ("users/u/sendMail", "POST"),
        ("users/u/messages/m/attachments", "GET, POST"),
        ("users/u/messages/m/attachments/$count", "GET"),
        ("users/u/messages/m/attachments/a", "GET, DELETE"),
        ("users/u/messages/m/attachments/a/$value", "GET"),
        ("users/u/messages/m/attachments/createUploadSession", "POST"),
        ("teams", "GET, POST"),
        ("teams/t/operations/o", "GET"),
        ("users/u/onenote/notebooks/n/copyNotebook", "POST"),
        ("users/u/onenote/operations/o", "GET"),
        ("users/u/drive", "GET"),
        ("users/u/drive/items", "GET"),
        ("users/u/drive/root:/a/b:", "GET, PATCH, PUT, DELETE"),
        ("users/u/drive/root:/a/b:/children", "GET, POST"),
        ("users/u/drive/root/delta", "GET"),
        ("users/u/drive/root:/a/b:/content", "GET, PUT"),
        ("users/u/drive/root:/a/b:/createUploadSession", "POST"),
        ("users/u/drive/root:/a/b:/copy", "POST"),
        ("users/u/mailFolders", "GET, POST"),
        ("users/u/mailFolders/$count", "GET"),
        ("users/u/mailFolders/delta", "GET"),
        ("users/u/mailFolders/f", "GET, PATCH, DELETE"),
        ("users/u/mailFolders/f/move", "POST"),
        ("users/u/mailFolders/f/copy", "POST"),
        ("users/u/mailFolders/f/permanentDelete", "POST"),
        ("users/u/mailFolders/f/childFolders", "GET, POST"),
        ("users/u/mailFolders/f/childFolders/$count", "GET"),
        ("users/u/photo/$value", "GET, PUT, PATCH"),
    ];

    /// With these a token may do everything the emulator does.
    const ENOUGH: [&str; 9] = [
        "Files.ReadWrite.All",
        "Group.ReadWrite.All",
        "Mail.ReadWrite",
        "Mail.Send",
        "Notes.ReadWrite.All",
        "ProfilePhoto.ReadWrite.All",
        "Sites.ReadWrite.All",
        "Team.ReadBasic.All",
        "User.ReadWrite.All",
    ];

    /// The methods that are offered at an address, as `Allow` names them.
    fn methods(target: &Target) -> String {
        let request = Request { method: "TRACE".to_owned(), ..Request::default() };
        let (state, now) = (&mut State::default(), Timestamp::from_system(std::time::UNIX_EPOCH));
        let (options, access, storage) = (Options::default(), &Access::Unlimited, "http://y");
        let (service, url) = (String::new(), String::new());
        let responders = &Responders::default();
        let call = Call { request: &request, target, options, state, access, now, service, url, storage, responders };
        let refused = answer(call).unwrap_err();
        assert_eq!(refused.status, 405);
        refused.headers[0].1.clone()
    }

    #[test]
    fn permissions_are_known_for_each_operation() {
        let mut open = Vec::new();
        for (path, allow) in ADDRESSES {
            let target = request_target::parse(&format!("/v1.0/{path}")).unwrap();
            assert_eq!(methods(&target), allow, "{path}");
            for method in allow.split(", ") {
                for flow in [Access::Delegated, Access::Application] {
                    let enough = ENOUGH.map(str::to_owned).to_vec();
                    assert!(permission::check(&target, method, &flow(enough)).is_ok(), "{method} {path}");
                    if permission::check(&target, method, &flow(Vec::new())).is_ok() {
                        open.push(format!("{method} {path}"));
                    }
                }
            }
        }
        // The list names no permissions of these.
        let (operation, items) = ("GET teams/t/operations/o", "GET users/u/drive/items");
        assert_eq!(open, [operation, operation, items, items]);
        let of_users_and_mail =
            CollectionPart::COUNT + UserPart::COUNT + PhotoPart::COUNT + FoldersPart::COUNT + FolderPart::COUNT;
        let of_messages = MessagePart::COUNT + AttachmentsPart::COUNT + AttachmentPart::COUNT;
        let parts = of_users_and_mail + of_messages + ItemPart::COUNT + NotebookPart::COUNT;
        // Six shapes have no parts: a drive, its items, its delta, teams, and the two kinds of operations.
        // The two addresses of child folders have the shapes of folders.
        assert_eq!(ADDRESSES.len(), parts + 6 + 2, "an address is missing in the list above");
    }
}
