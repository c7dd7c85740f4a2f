//! What a fresh emulator holds: the users and messages that the crate's documentation describes, and every mailbox's folders.

/// A user of the tenant.
pub(crate) struct User {
    /// The user principal name, which is the mail address as well.
    pub(crate) name: &'static str,
    pub(crate) display_name: &'static str,
    pub(crate) id: &'static str,
    pub(crate) job_title: &'static str,
}

/// A message in the inbox of the signed-in user.
pub(crate) struct Message {
    /// The index of its sender in [`USERS`].
    pub(crate) sender: usize,
    pub(crate) subject: &'static str,
    /// Plain text.
    pub(crate) body: &'static str,
}

/// The users of the tenant. The first is signed in.
pub(crate) const USERS: [User; 4] = [
    User {
        name: "adele@contoso.com",
        display_name: "Adele Vance",
        id: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
        job_title: "Product Marketing Manager",
    },
    User {
        name: "alex@contoso.com",
        display_name: "Alex Wilber",
        id: "4782e723-f4f4-4af3-a76e-25e3bab0d896",
        job_title: "Marketing Assistant",
    },
    User {
        name: "diego@contoso.com",
        display_name: "Diego Siciliani",
        id: "08fa38e4-cbfa-4488-94ed-c834da6539df",
        job_title: "HR Manager",
    },
    User {
        name: "megan@contoso.com",
        display_name: "Megan Bowen",
        id: "48d31887-5fad-4d73-a9f5-3c356e68a038",
        job_title: "Marketing Manager",
    },
];

/// The messages in the inbox of the signed-in user, oldest first.
pub(crate) const INBOX: [Message; 3] = [
    Message { sender: 1, subject: "Quarterly figures", body: "The figures are in; have a look before Thursday." },
    Message { sender: 2, subject: "Welcome back", body: "Your leave has been booked." },
    Message { sender: 3, subject: "Launch plan", body: "Shall we meet at ten?" },
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
        for User { name, display_name, id, job_title } in USERS {
            let row = format!("//! | `{name}` | {display_name} | `{id}` | {job_title} |");
            assert!(documentation.contains(&row), "{row}");
        }
        for Message { sender, subject, body } in INBOX {
            let row = format!("//! | {subject} | {} | {body} |", USERS[sender].display_name);
            assert!(documentation.contains(&row), "{row}");
        }
    }
}
