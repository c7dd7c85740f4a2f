//! Graph's operations: for each shape of an address, the methods it takes and what serves them.

mod attachments;
mod call;
mod content;
mod copy;
mod delta;
mod drive;
mod drive_item;
mod folders;
mod message_view;
mod messages;
mod notebooks;
mod operation;
mod photo;
mod polling;
mod send;
mod teams;
mod uploads;
mod users;

use crate::{
    http::{GraphError, Response},
    odata::options::Allowed::{Collection, Count, Delta, Item, Nothing},
    request_target::shape::{
        AttachmentPart, AttachmentsPart, CollectionPart, FoldersPart, ItemKey, ItemPart, MessageKey, MessagePart,
        Shape, UserPart,
    },
};
pub(crate) use operation::Arrival;
use operation::{delete, get, patch, post, put};

/// Answers a request to Graph. A batch is not answered here, but each request in it.
pub(crate) fn answer(arrival: Arrival<'_>) -> Result<Response, GraphError> {
    match &arrival.target.shape {
        Shape::Batch => Err(GraphError::unknown_segment("$batch")),
        Shape::Users(CollectionPart::Items) => arrival.serve(&(), &[get(Collection, users::list)]),
        Shape::Users(CollectionPart::Count) => arrival.serve(&(), &[get(Count, users::count)]),
        Shape::Users(CollectionPart::Delta) => arrival.serve(&(), &[get(Delta, delta::users)]),
        Shape::User(user, UserPart::User) => arrival.serve(user, &[get(Item, users::get)]),
        Shape::User(user, UserPart::Photo) => {
            arrival.serve(user, &[get(Nothing, photo::get), put(Nothing, photo::put), patch(Nothing, photo::put)])
        }
        Shape::User(user, UserPart::SendMail) => arrival.serve(user, &[post(Nothing, send::send_mail)]),
        Shape::Folders(parent, FoldersPart::Items) => {
            arrival.serve(parent, &[get(Collection, folders::list), post(Item, folders::create)])
        }
        Shape::Folders(parent, FoldersPart::Count) => arrival.serve(parent, &[get(Count, folders::count)]),
        Shape::Folder(folder) => arrival
            .serve(folder, &[get(Item, folders::get), patch(Item, folders::update), delete(Nothing, folders::delete)]),
        Shape::Messages(folder, CollectionPart::Items) => {
            arrival.serve(folder, &[get(Collection, messages::list), post(Item, messages::create)])
        }
        Shape::Messages(folder, CollectionPart::Count) => arrival.serve(folder, &[get(Count, messages::count)]),
        Shape::Messages(folder, CollectionPart::Delta) => arrival.serve(folder, &[get(Delta, delta::messages)]),
        Shape::Message(message, part) => answer_message(arrival, message, *part),
        Shape::Attachments(message, part) => answer_attachments(arrival, message, *part),
        Shape::Attachment(attachment, AttachmentPart::Attachment) => {
            arrival.serve(attachment, &[get(Item, attachments::get), delete(Nothing, attachments::delete)])
        }
        Shape::Attachment(attachment, AttachmentPart::Content) => {
            arrival.serve(attachment, &[get(Nothing, attachments::content)])
        }
        Shape::Drive(drive) => arrival.serve(drive, &[get(Item, drive::get_drive)]),
        Shape::DriveItem(item, part) => answer_drive_item(arrival, item, *part),
        Shape::DriveDelta(key) => arrival.serve(key, &[get(Delta, delta::drive_items)]),
        Shape::Teams => arrival.serve(&(), &[post(Nothing, teams::create)]),
        Shape::Team(team) => arrival.serve(team, &[get(Nothing, teams::get)]),
        Shape::TeamOperation(operation) => arrival.serve(operation, &[get(Nothing, teams::operation)]),
        Shape::NotebookCopy(user) => arrival.serve(user, &[post(Nothing, notebooks::copy)]),
        Shape::NotebookOperation(operation) => arrival.serve(operation, &[get(Nothing, notebooks::operation)]),
    }
}

fn answer_message(arrival: Arrival<'_>, message: &MessageKey, part: MessagePart) -> Result<Response, GraphError> {
    match part {
        MessagePart::Message => arrival.serve(
            message,
            &[get(Item, messages::get), patch(Item, messages::update), delete(Nothing, messages::delete)],
        ),
        MessagePart::Content => arrival.serve(message, &[get(Nothing, messages::content)]),
        MessagePart::Move => arrival.serve(message, &[post(Item, messages::move_to)]),
        MessagePart::Copy => arrival.serve(message, &[post(Item, messages::copy_to)]),
        MessagePart::Send => arrival.serve(message, &[post(Nothing, send::send)]),
        MessagePart::Reply => arrival.serve(message, &[post(Nothing, send::reply)]),
        MessagePart::ReplyAll => arrival.serve(message, &[post(Nothing, send::reply_all)]),
        MessagePart::Forward => arrival.serve(message, &[post(Nothing, send::forward)]),
        MessagePart::CreateReply => arrival.serve(message, &[post(Item, send::create_reply)]),
        MessagePart::CreateReplyAll => arrival.serve(message, &[post(Item, send::create_reply_all)]),
        MessagePart::CreateForward => arrival.serve(message, &[post(Item, send::create_forward)]),
    }
}

fn answer_attachments(
    arrival: Arrival<'_>,
    message: &MessageKey,
    part: AttachmentsPart,
) -> Result<Response, GraphError> {
    match part {
        AttachmentsPart::Items => {
            arrival.serve(message, &[get(Collection, attachments::list), post(Item, attachments::add)])
        }
        AttachmentsPart::Count => arrival.serve(message, &[get(Count, attachments::count)]),
        AttachmentsPart::CreateUploadSession => {
            arrival.serve(message, &[post(Nothing, uploads::create_for_attachment)])
        }
    }
}

fn answer_drive_item(arrival: Arrival<'_>, item: &ItemKey, part: ItemPart) -> Result<Response, GraphError> {
    match part {
        ItemPart::Item => arrival.serve(
            item,
            &[
                get(Item, drive::get),
                patch(Item, drive::update),
                put(Item, uploads::commit),
                delete(Nothing, drive::delete),
            ],
        ),
        ItemPart::Children => arrival.serve(item, &[get(Collection, drive::list), post(Item, drive::create_folder)]),
        ItemPart::Content => arrival.serve(item, &[get(Nothing, content::get), put(Item, content::put)]),
        ItemPart::CreateUploadSession => arrival.serve(item, &[post(Nothing, uploads::create_for_file)]),
        ItemPart::Copy => arrival.serve(item, &[post(Nothing, copy::start)]),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        http::Request,
        permission,
        request_target::{self, Target},
        state::State,
        time::Timestamp,
        token::Access,
    };

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

    /// The methods that are offered at an address.
    fn methods(target: &Target) -> Vec<String> {
        let request = Request { method: "TRACE".to_owned(), ..Request::default() };
        let refused = answer(Arrival {
            request: &request,
            target,
            access: &Access::Unlimited,
            state: &mut State::default(),
            now: Timestamp::from_system(std::time::UNIX_EPOCH),
            host: "x",
            storage: "http://y",
        });
        let allow = refused.unwrap_err().headers.remove(0);
        assert_eq!(allow.0, "allow");
        allow.1.split(", ").map(str::to_owned).collect()
    }

    #[test]
    fn permissions_are_known_for_each_operation() {
        let (mut listed, mut offered) = (BTreeSet::new(), BTreeSet::new());
        let mut open = Vec::new();
        for call in CALLS {
            let (method, path) = call.split_once(' ').unwrap();
            let target = request_target::parse(&format!("/v1.0/{path}")).unwrap();
            let shape = format!("{:?}", target.shape);
            offered.extend(methods(&target).into_iter().map(|method| (method, shape.clone())));
            assert!(listed.insert((method.to_owned(), shape)), "{call} is listed twice");
            for flow in [Access::Delegated, Access::Application] {
                let enough = ENOUGH.map(str::to_owned).to_vec();
                assert!(permission::check(&target, method, &flow(enough)).is_ok(), "{call}");
                if permission::check(&target, method, &flow(Vec::new())).is_ok() {
                    open.push(call);
                }
            }
        }
        assert_eq!(listed, offered, "an operation is missing in the list above");
        assert_eq!(open, ["GET teams/t/operations/o"; 2]);
    }
}
