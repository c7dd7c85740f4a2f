//! Files what comes by mail: attachments go to a folder of the drive, the sender gets an answer with a link, and the
//! message is moved. A subscription watches the inbox meanwhile.
//!
//! `cargo run --example mail_room` needs nothing: it runs against the emulator.

use graph_action::types::{Folder, FollowupFlag, FollowupFlagStatus, ItemBody, Recipient, SharingLink};
use graph_action::{Bytes, Call, Graph, Page, Patch, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::Emulator;
use graph_action_examples::{Failure, hook};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[graph_entity("fileAttachment")]
struct FileAttachment {
    name: Option<String>,
    content_bytes: Option<Bytes>,
}

#[graph_entity("itemAttachment")]
struct ItemAttachment {
    name: Option<String>,
}

#[graph_entity("attachment")]
enum Attachment {
    FileAttachment(FileAttachment),
    ItemAttachment(ItemAttachment),
    #[graph(other)]
    Other(Value),
}

#[graph_entity("message")]
struct Message {
    id: String,
    subject: Option<String>,
    from: Option<Recipient>,
    received_date_time: Option<Timestamp>,
}

#[graph_entity("message")]
struct Draft {
    subject: Option<String>,
    body: Option<ItemBody>,
    to_recipients: Vec<Recipient>,
}

#[graph_entity("message")]
#[derive(Default)]
struct MessageChange {
    is_read: Patch<bool>,
    categories: Patch<Vec<String>>,
    flag: Patch<FollowupFlag>,
}

#[graph_entity("mailFolder")]
struct MailFolder {
    id: String,
    total_item_count: Option<i32>,
}

#[graph_entity("mailFolder")]
struct NewMailFolder<'a> {
    display_name: Option<&'a str>,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/mailFolders?$filter=displayName eq '<name>'", scope = "Mail.ReadBasic")]
    fn folders(&self, name: &str) -> Call<Page<MailFolder>>;

    #[graph_action(POST, "/mailFolders", scope = "Mail.ReadWrite")]
    async fn add_folder(&self, #[body] folder: &NewMailFolder<'_>) -> Result<MailFolder>;

    #[graph_action(
        GET,
        "/mailFolders/inbox/messages?$filter=isRead eq false and hasAttachments eq true",
        scope = "Mail.ReadBasic"
    )]
    fn unread(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages/<id>/attachments", scope = "Mail.Read")]
    fn attachments(&self, id: &str) -> Call<Page<Attachment>>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn change(&self, id: &str, #[body] change: &MessageChange) -> Result<()>;

    #[graph_action(POST, "/messages/<id>/move", scope = "Mail.ReadWrite")]
    async fn move_to(&self, id: &str, destination_id: &str) -> Result<Message>;

    #[graph_action(POST, "/messages/<id>/reply", scope = "Mail.Send")]
    async fn reply(&self, id: &str, comment: &str) -> Result<()>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn draft(&self, #[body] draft: &Draft) -> Result<Message>;

    #[graph_action(POST, "/messages/<id>/attachments", scope = "Mail.ReadWrite")]
    async fn attach(&self, id: &str, #[body] file: &FileAttachment) -> Result<()>;

    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;
}

#[graph_entity("driveItem")]
struct Item {
    id: String,
    name: Option<String>,
    size: Option<i64>,
    folder: Option<Folder>,
}

#[graph_entity("driveItem")]
struct NewFolder<'a> {
    name: Option<&'a str>,
    folder: Option<Folder>,
}

#[graph_entity("driveItem")]
struct ItemChange {
    description: Patch<String>,
}

#[graph_entity("permission")]
struct Permission {
    id: String,
    link: Option<SharingLink>,
}

#[graph_api]
trait Files {
    #[graph_action(POST, "/drive/root/children", scope = "Files.ReadWrite")]
    async fn add_folder(&self, #[body] folder: &NewFolder<'_>) -> Result<Item>;

    #[graph_action(PUT, "/drive/root:/<path..>:/content", scope = "Files.ReadWrite")]
    async fn store(&self, path: &str, #[body("application/octet-stream")] content: &[u8]) -> Result<Item>;

    #[graph_action(GET, "/drive/items/<id>/children", scope = "Files.Read")]
    fn children(&self, id: &str) -> Call<Page<Item>>;

    #[graph_action(GET, "/drive/items/<id>/content", scope = "Files.Read")]
    async fn content(&self, id: &str) -> Result<Bytes>;

    #[graph_action(PATCH, "/drive/items/<id>", scope = "Files.ReadWrite")]
    async fn change(&self, id: &str, #[body] change: &ItemChange) -> Result<Item>;

    #[graph_action(POST, "/drive/items/<id>/createLink", scope = "Files.ReadWrite")]
    async fn share(&self, id: &str, r#type: &str, scope: &str) -> Result<Permission>;

    #[graph_action(GET, "/drive/items/<id>/permissions", scope = "Files.Read")]
    fn permissions(&self, id: &str) -> Call<Page<Permission>>;

    #[graph_action(DELETE, "/drive/items/<id>/permissions/<permission>", scope = "Files.ReadWrite")]
    async fn unshare(&self, id: &str, permission: &str) -> Result<()>;

    #[graph_action(DELETE, "/drive/items/<id>", scope = "Files.ReadWrite")]
    async fn delete(&self, id: &str) -> Result<()>;
}

#[graph_entity("subscription")]
struct NewSubscription<'a> {
    change_type: &'a str,
    notification_url: &'a str,
    resource: &'a str,
    expiration_date_time: Timestamp,
}

#[graph_entity("subscription")]
struct Subscription {
    id: String,
    resource: String,
    expiration_date_time: Timestamp,
}

#[graph_entity("subscription")]
struct Renewal {
    expiration_date_time: Patch<Timestamp>,
}

#[graph_api(root = service)]
trait Subscriptions {
    #[graph_action(POST, "/subscriptions", scope = "Mail.ReadBasic")]
    async fn subscribe(&self, #[body] subscription: &NewSubscription<'_>) -> Result<Subscription>;

    #[graph_action(GET, "/subscriptions", scope = none)]
    fn list(&self) -> Call<Page<Subscription>>;

    #[graph_action(PATCH, "/subscriptions/<id>", scope = none)]
    async fn renew(&self, id: &str, #[body] renewal: &Renewal) -> Result<Subscription>;

    #[graph_action(DELETE, "/subscriptions/<id>", scope = none)]
    async fn unsubscribe(&self, id: &str) -> Result<()>;
}

impl<'a> NewFolder<'a> {
    fn new(name: &'a str) -> Self {
        Self { name: Some(name), folder: Some(Folder::default()) }
    }
}

/// The folder of the mailbox with this name, made when it is not there.
async fn mail_folder(mail: &impl Mail, name: &str) -> Result<MailFolder> {
    match mail.folders(name).await?.value.into_iter().next() {
        Some(folder) => Ok(folder),
        None => mail.add_folder(&NewMailFolder { display_name: Some(name) }).await,
    }
}

/// Files the attachments of one message, and returns what the sender is told.
async fn file(mail: &impl Mail, files: &impl Files, message: &Message, to: &str, room: &str) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for attachment in mail.attachments(&message.id).items().try_collect().await? {
        let line = match attachment {
            Attachment::FileAttachment(FileAttachment { name: Some(name), content_bytes: Some(content) }) => {
                let item = files.store(&format!("{to}/{name}"), &content).await?;
                let from = message.from.as_ref().and_then(Recipient::address).unwrap_or("(nobody)");
                files.change(&item.id, &ItemChange { description: format!("From {from}").into() }).await?;
                let link = files.share(&item.id, "view", "organization").await?.link;
                format!("{name}: {}", link.and_then(|link| link.web_url).unwrap_or_default())
            }
            Attachment::FileAttachment(_) => "A file without a name or without a content was not kept.".to_owned(),
            Attachment::ItemAttachment(item) => format!("{} was not kept.", item.name.unwrap_or_default()),
            Attachment::Other(other) => format!("{} was not kept.", other["name"]),
        };
        lines.push(line);
    }
    mail.reply(&message.id, &lines.join("\n")).await?;
    let flag = FollowupFlag::from(FollowupFlagStatus::Complete);
    let categories = vec!["Filed".to_owned()];
    mail.change(&message.id, &MessageChange { is_read: true.into(), categories: categories.into(), flag: flag.into() })
        .await?;
    mail.move_to(&message.id, room).await?;
    Ok(lines)
}

/// Sends a message with a file.
async fn send(mail: &impl Mail, to: &str, name: &str, content: &'static str) -> Result<()> {
    let body = Some(ItemBody::text("See the file."));
    let draft = Draft { subject: Some(name.to_owned()), body, to_recipients: vec![to.into()] };
    let draft = mail.draft(&draft).await?;
    let content_bytes = Some(Bytes::from_static(content.as_bytes()));
    mail.attach(&draft.id, &FileAttachment { name: Some(name.to_owned()), content_bytes }).await?;
    mail.send(&draft.id).await
}

/// Takes back what links were made, and deletes all files that are larger than this.
async fn tidy(files: &impl Files, folder: &str, limit: i64) -> Result<usize> {
    let mut count = 0;
    for item in files.children(folder).items().try_collect().await? {
        for permission in files.permissions(&item.id).items().try_collect().await? {
            if permission.link.is_some() {
                files.unshare(&item.id, &permission.id).await?;
                count += 1;
            }
        }
        if item.folder.is_none() && item.size > Some(limit) {
            files.delete(&item.id).await?;
        }
    }
    Ok(count)
}

/// Subscribes to the inbox for an hour, or renews the subscription that is there.
async fn watch(subscriptions: &impl Subscriptions, url: &str, now: Timestamp) -> Result<Subscription> {
    let resource = "/me/mailFolders('inbox')/messages";
    let end = now.saturating_add(HOUR).unwrap_or(now);
    let existing = subscriptions.list().items().try_collect().await?;
    if let Some(known) = existing.into_iter().find(|known| known.resource == resource) {
        return subscriptions.renew(&known.id, &Renewal { expiration_date_time: end.into() }).await;
    }
    let new = NewSubscription { change_type: "created", notification_url: url, resource, expiration_date_time: end };
    subscriptions.subscribe(&new).await
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let emulator = Emulator::start().await?;
    let graph = Graph::builder().bearer_token("any-token-will-do").base_url(emulator.url()).build()?;
    let (mail, files) = (MailClient::new(graph.me()), FilesClient::new(graph.me()));
    let subscriptions = SubscriptionsClient::new(graph.clone());

    let (url, mut bodies) = hook(0).await?;
    let subscription = watch(&subscriptions, &url, Timestamp::now()).await?;
    println!("{} is watched until {}", subscription.resource, subscription.expiration_date_time);

    let alex = MailClient::new(graph.user("alex@contoso.com"));
    send(&alex, "adele@contoso.com", "plan.txt", "First this, then that.").await?;
    send(&alex, "adele@contoso.com", "figures.csv", "1,2\n3,4\n").await?;
    if let Some(body) = bodies.recv().await {
        println!("notified with {} bytes", body.len());
    }

    let room = mail_folder(&mail, "Filed").await?;
    let drawer = files.add_folder(&NewFolder::new("Filed")).await?;
    for message in mail.unread().items().try_collect().await? {
        println!(
            "{}, received {}",
            message.subject.as_deref().unwrap_or_default(),
            message.received_date_time.unwrap_or_default()
        );
        for line in file(&mail, &files, &message, "Filed", &room.id).await? {
            println!("  {line}");
        }
    }

    println!("{} messages are filed", mail_folder(&mail, "Filed").await?.total_item_count.unwrap_or_default());
    for item in files.children(&drawer.id).items().try_collect().await? {
        println!("  {}: {:?}", item.name.unwrap_or_default(), files.content(&item.id).await?);
    }
    println!("{} links taken back", tidy(&files, &drawer.id, 10).await?);
    watch(&subscriptions, &url, Timestamp::now()).await?;
    subscriptions.unsubscribe(&subscription.id).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn rooms() -> Result<(Emulator, Graph, MailClient, FilesClient), Failure> {
        let emulator = Emulator::start().await?;
        let graph = Graph::builder().bearer_token("any").base_url(emulator.url()).build()?;
        let (mail, files) = (MailClient::new(graph.me()), FilesClient::new(graph.me()));
        Ok((emulator, graph, mail, files))
    }

    #[tokio::test]
    async fn a_file_is_kept_and_its_message_moved() -> Result<(), Failure> {
        let (emulator, graph, mail, files) = rooms().await?;
        send(&MailClient::new(graph.user("alex@contoso.com")), "adele@contoso.com", "plan.txt", "This.").await?;
        let room = mail_folder(&mail, "Filed").await?;
        let drawer = files.add_folder(&NewFolder::new("Filed")).await?;
        let unread = mail.unread().await?.value;
        let lines = file(&mail, &files, &unread[0], "Filed", &room.id).await?;
        assert!(lines[0].starts_with("plan.txt: https://"), "{lines:?}");

        assert!(mail.unread().await?.value.is_empty());
        assert_eq!(mail_folder(&mail, "Filed").await?.total_item_count, Some(1));
        let items = files.children(&drawer.id).await?.value;
        assert_eq!(files.content(&items[0].id).await?, "This.");
        let answers = emulator.folder("alex@contoso.com", "inbox")?.messages;
        assert_eq!((answers.len(), answers[0].subject()), (1, "RE: plan.txt"));
        let change = emulator
            .requests()
            .into_iter()
            .find(|request| request.method() == "PATCH" && request.target().contains("/messages/"));
        let change = change.map(|request| String::from_utf8_lossy(request.body()).into_owned());
        let body = r#"{"isRead":true,"categories":["Filed"],"flag":{"flagStatus":"complete"}}"#;
        assert_eq!(change.as_deref(), Some(body));
        Ok(())
    }

    #[tokio::test]
    async fn links_are_taken_back_and_large_files_deleted() -> Result<(), Failure> {
        let (_emulator, _, _, files) = rooms().await?;
        let drawer = files.add_folder(&NewFolder::new("Filed")).await?;
        let small = files.store("Filed/small", b"1").await?;
        files.store("Filed/large", b"12345").await?;
        files.share(&small.id, "view", "organization").await?;
        assert_eq!(tidy(&files, &drawer.id, 3).await?, 1);
        let left = files.children(&drawer.id).await?.value;
        assert!(left.len() == 1 && left[0].id == small.id);
        assert!(files.permissions(&small.id).await?.value.iter().all(|permission| permission.link.is_none()));
        Ok(())
    }

    #[tokio::test]
    async fn a_subscription_that_is_there_is_renewed() -> Result<(), Failure> {
        let (_emulator, graph, ..) = rooms().await?;
        let subscriptions = SubscriptionsClient::new(graph);
        let (url, _bodies) = hook(0).await?;
        let now = Timestamp::now();
        let first = watch(&subscriptions, &url, now).await?;
        let second = watch(&subscriptions, &url, now.saturating_add(HOUR)?).await?;
        assert_eq!(first.id, second.id);
        assert_eq!(second.expiration_date_time.duration_since(first.expiration_date_time), HOUR);
        Ok(())
    }
}
