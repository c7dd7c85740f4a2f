//! Users with a mailbox, a drive and a profile photo.

use serde_json::{Map, Value, json};

use super::State;
use crate::{
    drive::{
        Drive,
        item::{self, Item},
    },
    http::Result,
    mailbox::{Mailbox, message},
    seed,
    time::Timestamp,
};

#[derive(Debug)]
pub(crate) struct Account {
    /// Under Graph's names; always `id`, `displayName`, `mail` and `userPrincipalName`.
    pub(crate) user: Map<String, Value>,
    pub(crate) mailbox: Mailbox,
    pub(crate) drive: Drive,
    pub(crate) photo: Option<Photo>,
    /// Grows with each change of any user, message or item, for delta.
    pub(crate) serial: u64,
}

#[derive(Debug)]
pub(crate) struct Photo {
    pub(crate) content_type: String,
    pub(crate) content: Vec<u8>,
    pub(crate) etag: String,
}

impl Account {
    /// A property that is text; empty when there is none.
    pub(crate) fn text(&self, property: &str) -> &str {
        self.user.get(property).and_then(Value::as_str).unwrap_or_default()
    }

    /// The user as the recipient of a message.
    pub(crate) fn recipient(&self) -> Value {
        message::recipient(self.text("displayName"), self.text("mail"))
    }

    /// Whether this is a mail address of the user.
    pub(super) fn has_address(&self, address: &str) -> bool {
        let same = |property| self.text(property).to_lowercase() == address.to_lowercase();
        same("mail") || same("userPrincipalName")
    }

    /// The preauthenticated URL of a file in the drive, on the host of preauthenticated URLs.
    pub(crate) fn download_url(&self, item: &Item, storage: &str) -> String {
        format!("{storage}/download/{}", item::download_token(self.text("id"), &item.id))
    }

    /// An item of the drive, as Graph shows it.
    pub(crate) fn show_item(&self, item: &Item, storage: &str) -> Value {
        item.to_json(&self.drive, &self.download_url(item, storage))
    }

    /// The same by id.
    pub(crate) fn show_item_by_id(&self, id: &str, storage: &str) -> Result<Value> {
        Ok(self.show_item(self.drive.item(Some(id))?, storage))
    }
}

impl State {
    /// The tenant that the crate's documentation describes.
    pub(crate) fn seeded(now: Timestamp) -> Result<Self> {
        let mut state = Self::default();
        for (name, display_name, id, job_title) in seed::USERS {
            let account = state.add_account(name, display_name, Some(id), now);
            account.user.insert("jobTitle".to_owned(), job_title.into());
        }
        for (sender, subject, body) in seed::INBOX {
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
    pub(crate) fn add_account(
        &mut self,
        user_principal_name: &str,
        display_name: &str,
        id: Option<&str>,
        now: Timestamp,
    ) -> &mut Account {
        let id = id.map_or_else(|| self.ids.guid(), str::to_owned);
        let (given_name, surname) = display_name.split_once(' ').unwrap_or((display_name, ""));
        let user = json!({
            "id": id,
            "accountEnabled": true,
            "businessPhones": [],
            "displayName": display_name,
            "givenName": given_name,
            "jobTitle": null,
            "mail": user_principal_name,
            "mobilePhone": null,
            "officeLocation": null,
            "preferredLanguage": "en-US",
            "surname": surname,
            "userPrincipalName": user_principal_name,
            "userType": "Member",
        });
        let account = Account {
            user: user.as_object().cloned().unwrap_or_default(),
            mailbox: Mailbox::new(&mut self.ids),
            drive: Drive::new(&mut self.ids, now),
            photo: None,
            serial: self.ids.serial(),
        };
        let index = self.accounts.len();
        self.accounts.push(account);
        &mut self.accounts[index]
    }
}
