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
    schema::USER,
    seed,
    store::{NodeId, Place, SERVICE},
    time::Timestamp,
};

#[derive(Debug)]
pub(crate) struct Account {
    /// The user's entity, which has the properties.
    pub(crate) node: NodeId,
    pub(crate) id: String,
    pub(crate) mailbox: Mailbox,
    pub(crate) drive: Drive,
    pub(crate) photo: Option<Photo>,
}

#[derive(Debug)]
pub(crate) struct Photo {
    pub(crate) content_type: String,
    pub(crate) content: Vec<u8>,
    pub(crate) etag: String,
}

impl Account {
    /// The preauthenticated URL of a file in the drive, on the host of preauthenticated URLs.
    pub(crate) fn download_url(&self, item: &Item, storage: &str) -> String {
        format!("{storage}/download/{}", item::download_token(&self.id, &item.id))
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
            let node = state.accounts[account].node;
            state.change(node, |user| drop(user.insert("jobTitle".to_owned(), job_title.into())));
        }
        for (sender, subject, body) in seed::INBOX {
            let from = state.recipient(sender);
            let to = state.recipient(0);
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

    /// Adds a user with an empty mailbox and an empty drive, and returns its index.
    pub(crate) fn add_account(
        &mut self,
        user_principal_name: &str,
        display_name: &str,
        id: Option<&str>,
        now: Timestamp,
    ) -> usize {
        let (given_name, surname) = display_name.split_once(' ').unwrap_or((display_name, ""));
        let mut user = json!({
            "displayName": display_name,
            "givenName": given_name,
            "mail": user_principal_name,
            "preferredLanguage": "en-US",
            "surname": surname,
            "userPrincipalName": user_principal_name,
        });
        if let Some(id) = id {
            user["id"] = id.into();
        }
        self.add_user(user.as_object().cloned().unwrap_or_default(), now)
    }

    /// Adds a user with these properties, and with an empty mailbox and an empty drive, and returns its index.
    pub(crate) fn add_user(&mut self, mut user: Map<String, Value>, now: Timestamp) -> usize {
        let id = user.entry("id").or_insert_with(|| self.ids.guid().into()).as_str().unwrap_or_default().to_owned();
        for (name, value) in [
            ("accountEnabled", Value::Bool(true)),
            ("businessPhones", Value::Array(Vec::new())),
            ("createdDateTime", now.iso().into()),
            ("mailboxSettings", mailbox_settings()),
            ("userType", "Member".into()),
        ] {
            user.entry(name).or_insert(value);
        }
        let serial = self.ids.serial();
        let node = self.store.insert((SERVICE, "users"), USER, user, serial);
        let mailbox = Mailbox::new(&mut self.ids);
        let drive = Drive::new(&mut self.ids, now);
        self.accounts.push(Account { node, id, mailbox, drive, photo: None });
        self.places.insert(node, self.accounts.len() - 1);
        self.accounts.len() - 1
    }

    /// Removes a user with mailbox and drive.
    pub(crate) fn remove_account(&mut self, index: usize) {
        let removed = self.accounts.remove(index);
        let serial = self.ids.serial();
        self.store.remove(removed.node, serial);
        self.places = self.accounts.iter().enumerate().map(|(index, account)| (account.node, index)).collect();
    }

    /// Removes mailbox and drive of a user, and moves the user's entity.
    pub(crate) fn retire_account(&mut self, index: usize, to: Place) {
        let removed = self.accounts.remove(index);
        let serial = self.ids.serial();
        self.store.relocate(removed.node, to, serial);
        self.places = self.accounts.iter().enumerate().map(|(index, account)| (account.node, index)).collect();
    }

    /// Gives a user who comes back an empty mailbox and an empty drive.
    pub(crate) fn restore_account(&mut self, node: NodeId, now: Timestamp) {
        let Some(id) = self.store.node(node).map(|node| node.id().to_owned()) else { return };
        let serial = self.ids.serial();
        self.store.relocate(node, (SERVICE, "users"), serial);
        let mailbox = Mailbox::new(&mut self.ids);
        let drive = Drive::new(&mut self.ids, now);
        self.accounts.push(Account { node, id, mailbox, drive, photo: None });
        self.places.insert(node, self.accounts.len() - 1);
    }

    /// A property of a user that is text; empty when there is none.
    pub(crate) fn text(&self, index: usize, property: &str) -> &str {
        self.store.node(self.accounts[index].node).map(|node| node.text(property)).unwrap_or_default()
    }

    /// The user as the recipient of a message.
    pub(crate) fn recipient(&self, index: usize) -> Value {
        message::recipient(self.text(index, "displayName"), self.text(index, "mail"))
    }

    /// The index of the user with a mail address.
    pub(super) fn user_with_address(&self, address: &str) -> Option<usize> {
        let by_name = self.user(Some(address));
        by_name.or_else(|| {
            (0..self.accounts.len()).find(|index| self.text(*index, "mail").to_lowercase() == address.to_lowercase())
        })
    }
}

/// The settings of a new mailbox.
fn mailbox_settings() -> Value {
    json!({
        "automaticRepliesSetting": {"externalAudience": "all", "status": "disabled"},
        "dateFormat": "yyyy-MM-dd",
        "language": {"displayName": "English (United States)", "locale": "en-US"},
        "timeFormat": "HH:mm",
        "timeZone": "UTC",
        "workingHours": {
            "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "endTime": "17:00:00.0000000",
            "startTime": "08:00:00.0000000",
            "timeZone": {"name": "UTC"},
        },
    })
}
