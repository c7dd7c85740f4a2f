//! Everything the emulator keeps: users, their mailboxes and drives, and what is under way.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::{
    address::UserKey,
    drive::Drive,
    emulator::CopyEnd,
    error::GraphError,
    id::Ids,
    mailbox::{Mailbox, compose},
    oauth::OAuth,
    storage::Storage,
    time::Timestamp,
};

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ids: Ids,
    /// The first is the signed-in user.
    pub(crate) accounts: Vec<Account>,
    pub(crate) storage: Storage,
    pub(crate) copies: Copies,
    pub(crate) operations: HashMap<String, Operation>,
    pub(crate) teams: Vec<Team>,
    /// The ids of users who were removed, for delta.
    pub(crate) removed_users: Vec<(u64, String)>,
    pub(crate) oauth: OAuth,
    /// Delta tokens of another epoch have expired.
    pub(crate) delta_epoch: u64,
}

/// A long-running operation that is watched at Graph itself.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The id of what it makes.
    pub(crate) target: String,
    /// How many polls find it unfinished, and how many there were.
    pub(crate) polls: u32,
    pub(crate) polled: u32,
    pub(crate) end: CopyEnd,
}

/// A team that is being created, or was.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) display_name: String,
    /// The id of the operation that creates it.
    pub(crate) operation: String,
}

/// How copies and other long operations that are started go.
#[derive(Clone, Debug)]
pub(crate) struct Copies {
    pub(crate) polls: u32,
    pub(crate) end: CopyEnd,
}

/// A user, their mailbox and their drive.
#[derive(Debug)]
pub(crate) struct Account {
    /// Under Graph's names; always `id`, `displayName`, `mail` and `userPrincipalName`.
    pub(crate) user: Map<String, Value>,
    pub(crate) mailbox: Mailbox,
    pub(crate) drive: Drive,
    /// Grows with each change anywhere, for delta.
    pub(crate) serial: u64,
}

impl Account {
    pub(crate) fn text(&self, property: &str) -> &str {
        self.user.get(property).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn recipient(&self) -> Value {
        compose::recipient(self.text("displayName"), self.text("mail"))
    }

    fn has_address(&self, address: &str) -> bool {
        let same = |property| self.text(property).to_lowercase() == address.to_lowercase();
        same("mail") || same("userPrincipalName")
    }
}

/// The tenant every emulator begins with: user principal name, display name, id, job title.
const USERS: [(&str, &str, &str, &str); 4] = [
    ("adele@contoso.com", "Adele Vance", "87d349ed-44d7-43e1-9a83-5f2406dee5bd", "Product Marketing Manager"),
    ("alex@contoso.com", "Alex Wilber", "4782e723-f4f4-4af3-a76e-25e3bab0d896", "Marketing Assistant"),
    ("diego@contoso.com", "Diego Siciliani", "08fa38e4-cbfa-4488-94ed-c834da6539df", "HR Manager"),
    ("megan@contoso.com", "Megan Bowen", "48d31887-5fad-4d73-a9f5-3c356e68a038", "Marketing Manager"),
];

/// What lies in the signed-in user's inbox at first, oldest first: sender, subject, body.
const INBOX: [(usize, &str, &str); 3] = [
    (1, "Quarterly figures", "The figures are in; have a look before Thursday."),
    (2, "Welcome back", "Your leave has been booked."),
    (3, "Launch plan", "Shall we meet at ten?"),
];

impl State {
    pub(crate) fn seeded(now: Timestamp) -> Result<Self, GraphError> {
        let mut state = Self {
            ids: Ids::default(),
            accounts: Vec::new(),
            storage: Storage::default(),
            copies: Copies { polls: 1, end: CopyEnd::Completed },
            operations: HashMap::new(),
            teams: Vec::new(),
            removed_users: Vec::new(),
            oauth: OAuth::default(),
            delta_epoch: 0,
        };
        for (upn, name, id, title) in USERS {
            let account = state.account(upn, name, Some(id), now);
            account.user.insert("jobTitle".to_owned(), title.into());
        }
        for (sender, subject, body) in INBOX {
            let from = state.accounts[sender].recipient();
            let to = state.accounts[0].recipient();
            let message = json!({
                "subject": subject,
                "body": {"contentType": "text", "content": body},
                "from": from,
                "sender": from,
                "toRecipients": [to],
                "isDraft": false,
                "isRead": false,
            });
            if let Value::Object(message) = message {
                let mailbox = &mut state.accounts[0].mailbox;
                mailbox.add(&mut state.ids, "inbox", message, now)?;
            }
        }
        Ok(state)
    }

    /// Adds a user with an empty mailbox and an empty drive.
    pub(crate) fn account(&mut self, upn: &str, name: &str, id: Option<&str>, now: Timestamp) -> &mut Account {
        let id = id.map_or_else(|| self.ids.guid(), str::to_owned);
        let (given_name, surname) = name.split_once(' ').unwrap_or((name, ""));
        let user = json!({
            "id": id,
            "accountEnabled": true,
            "businessPhones": [],
            "displayName": name,
            "givenName": given_name,
            "jobTitle": null,
            "mail": upn,
            "mobilePhone": null,
            "officeLocation": null,
            "preferredLanguage": "en-US",
            "surname": surname,
            "userPrincipalName": upn,
            "userType": "Member",
        });
        let account = Account {
            user: user.as_object().cloned().unwrap_or_default(),
            mailbox: Mailbox::new(&mut self.ids),
            drive: Drive::new(&mut self.ids, now),
            serial: self.ids.serial(),
        };
        let index = self.accounts.len();
        self.accounts.push(account);
        &mut self.accounts[index]
    }

    /// The index of a user: `/me`, an id, or a user principal name compared without case.
    pub(crate) fn find(&self, key: &UserKey) -> Option<usize> {
        match key {
            UserKey::Me => Some(0),
            UserKey::Key(key) => self.accounts.iter().position(|account| {
                account.text("id").eq_ignore_ascii_case(key)
                    || account.text("userPrincipalName").to_lowercase() == key.to_lowercase()
            }),
        }
    }

    pub(crate) fn find_address(&self, address: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.has_address(address))
    }
}
