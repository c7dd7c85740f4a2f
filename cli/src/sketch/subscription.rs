//! The permissions for subscriptions: the body of the request names what is watched, and reading that is what must be
//! allowed.

/// What can be watched, and the permission it needs, delegated and as an application; empty where it cannot be had
/// (<https://learn.microsoft.com/graph/api/subscription-post-subscriptions>). Where reading is enough, a permission to
/// write is not taken.
const RESOURCES: [(&str, &str, &str); 18] = [
    ("a callRecord", "", "CallRecords.Read.All"),
    ("a chatMessage of a channel", "ChannelMessage.Read.All", "ChannelMessage.Read.All"),
    ("a chatMessage of all teams", "", "ChannelMessage.Read.All"),
    ("a chatMessage of a chat", "", "Chat.Read.All"),
    ("a chatMessage of all chats", "", "Chat.Read.All"),
    ("a contact", "Contacts.Read", "Contacts.Read"),
    ("a driveItem of a personal account", "Files.ReadWrite", ""),
    ("a driveItem", "Files.ReadWrite.All", "Files.ReadWrite.All"),
    ("an event", "Calendars.Read", "Calendars.Read"),
    ("a group", "Group.Read.All", "Group.Read.All"),
    ("a conversation of a group", "Group.Read.All", ""),
    ("a list", "Sites.ReadWrite.All", "Sites.ReadWrite.All"),
    ("a message", "Mail.ReadBasic, Mail.Read for its content", "Mail.ReadBasic, Mail.Read for its content"),
    ("a presence", "Presence.Read.All", ""),
    ("a printer", "", "Printer.Read.All"),
    ("a printTaskDefinition", "", "PrintTaskDefinition.ReadWrite.All"),
    ("an alert", "SecurityEvents.ReadWrite.All", "SecurityEvents.ReadWrite.All"),
    ("a user", "User.Read.All", "User.Read.All"),
];

/// What stands for the permission until somebody chooses.
pub(super) const SCOPE: &str = "scope = \"…\"";

/// The choice, a line each.
pub(super) fn choice() -> Vec<String> {
    let line = |(resource, delegated, application): &(&str, &str, &str)| {
        let permission = match (*delegated, *application) {
            (delegated, "") => format!("{delegated} (delegated)"),
            ("", application) => format!("{application} (application)"),
            (delegated, _) => delegated.to_owned(),
        };
        format!("    {resource}: {permission}")
    };
    let first = "scope: the permission to read what `resource` names".to_owned();
    std::iter::once(first).chain(RESOURCES.iter().map(line)).collect()
}
