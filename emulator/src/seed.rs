//! What a fresh emulator holds: the users and messages that the crate's documentation describes, and the folders of
//! every mailbox.

/// The users of the tenant: user principal name and mail address, display name, id, job title. The first is signed in.
pub(crate) const USERS: [(&str, &str, &str, &str); 4] = [
    ("adele@contoso.com", "Adele Vance", "87d349ed-44d7-43e1-9a83-5f2406dee5bd", "Product Marketing Manager"),
    ("alex@contoso.com", "Alex Wilber", "4782e723-f4f4-4af3-a76e-25e3bab0d896", "Marketing Assistant"),
    ("diego@contoso.com", "Diego Siciliani", "08fa38e4-cbfa-4488-94ed-c834da6539df", "HR Manager"),
    ("megan@contoso.com", "Megan Bowen", "48d31887-5fad-4d73-a9f5-3c356e68a038", "Marketing Manager"),
];

/// The messages in the inbox of the signed-in user, oldest first: the index of the sender in [`USERS`], subject, body.
pub(crate) const INBOX: [(usize, &str, &str); 3] = [
    (1, "Quarterly figures", "The figures are in; have a look before Thursday."),
    (2, "Welcome back", "Your leave has been booked."),
    (3, "Launch plan", "Shall we meet at ten?"),
];

/// The well-known name of the folder that holds all others.
pub(crate) const ROOT_FOLDER: &str = "msgfolderroot";

/// The folders of every mailbox: their well-known names, and their display names in Outlook.
pub(crate) const MAIL_FOLDERS: [(&str, &str); 9] = [
    (ROOT_FOLDER, "Top of Information Store"),
    ("archive", "Archive"),
    ("conversationhistory", "Conversation History"),
    ("deleteditems", "Deleted Items"),
    ("drafts", "Drafts"),
    ("inbox", "Inbox"),
    ("junkemail", "Junk Email"),
    ("outbox", "Outbox"),
    ("sentitems", "Sent Items"),
];

/// The id of the tenant.
pub(crate) const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";

/// The name of every drive's root.
pub(crate) const ROOT_ITEM: &str = "root";

/// The permissions that the administrator of the tenant has granted.
pub(crate) const PERMISSIONS: [&str; 4] = ["Files.ReadWrite.All", "Mail.ReadWrite", "Mail.Send", "User.Read.All"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_describes_the_seeded_tenant() {
        let documentation = include_str!("lib.rs");
        for (name, display_name, id, job_title) in USERS {
            let row = format!("//! | `{name}` | {display_name} | `{id}` | {job_title} |");
            assert!(documentation.contains(&row), "{row}");
        }
        for (sender, subject, body) in INBOX {
            let row = format!("//! | {subject} | {} | {body} |", USERS[sender].1);
            assert!(documentation.contains(&row), "{row}");
        }
    }
}
