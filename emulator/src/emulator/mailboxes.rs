//! What a test asks about users and their mailboxes, and changes in them.

use serde_json::Value;

use super::{Emulator, find, invalid};
use crate::{
    error::{Error, Result},
    mailbox::{compose::Composed, message},
    odata::payload,
    schema::USER,
    state::State,
    time,
};

/// A mail folder at the time of the question.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Folder {
    /// Its id.
    pub id: String,
    /// Its name in Outlook: `Sent Items`.
    pub display_name: String,
    /// The messages in it, newest first.
    pub messages: Vec<Message>,
}

/// A message at the time of the question.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Message {
    /// Its id, which changes when it moves to another folder; sending moves it.
    pub id: String,
    /// Its id for requests that prefer immutable ids; it stays when the message moves.
    pub immutable_id: String,
    /// The message as Graph shows it when nothing is selected.
    pub json: Value,
    /// Its file attachments, as Graph shows them.
    pub attachments: Vec<Value>,
}

impl Message {
    fn new(message: &message::Message) -> Self {
        Self {
            id: message.id.to_string(),
            immutable_id: message.immutable_id.to_string(),
            json: message.to_json(false),
            attachments: message.attachments.iter().cloned().map(Value::Object).collect(),
        }
    }

    /// Its subject.
    pub fn subject(&self) -> &str {
        self.json["subject"].as_str().unwrap_or_default()
    }
}

impl Emulator {
    /// Adds a user with an empty mailbox and an empty drive, and returns its id, a GUID. An existing user is not
    /// changed.
    pub fn add_user(&self, user_principal_name: &str, display_name: &str) -> String {
        let now = self.service.now();
        let mut state = self.service.state();
        if let Some(index) = state.user(Some(user_principal_name)) {
            return state.accounts[index].id.clone();
        }
        let account = state.add_account(user_principal_name, display_name, None, now);
        state.accounts[account].id.clone()
    }

    /// Changes properties of a user, as an administrator would: `{"jobTitle": "Director"}`.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`], and [`Error::InvalidProperties`] when these are not properties of a user.
    pub fn update_user(&self, user: &str, properties: Value) -> Result<()> {
        let Value::Object(properties) = properties else {
            return Err(Error::InvalidProperties(format!("not an object: {properties}")));
        };
        let properties = payload::entity(properties, USER, &[]).map_err(invalid)?;
        let mut state = self.service.state();
        let account = find(&state, user)?;
        let node = state.accounts[account].node;
        state.change(node, |user| user.extend(properties));
        Ok(())
    }

    /// Removes a user with mailbox and drive. The signed-in user stays.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`], also for the signed-in user.
    pub fn remove_user(&self, user: &str) -> Result<()> {
        let mut state = self.service.state();
        let account = find(&state, user)?;
        if account == 0 {
            return Err(Error::UnknownUser(user.to_owned()));
        }
        state.remove_account(account);
        Ok(())
    }

    /// Lets all delta tokens issued so far expire: they are answered with 410, with a `Location` that starts over.
    pub fn expire_delta_tokens(&self) {
        self.service.state().delta_epoch += 1;
    }

    /// A folder of a user: `emulator.folder("me", "sentitems")`.
    ///
    /// The user is `me`, an id or a user principal name; the folder an id or a well-known name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`] and [`Error::UnknownFolder`].
    pub fn folder(&self, user: &str, folder: &str) -> Result<Folder> {
        let state = self.service.state();
        let mailbox = &state.accounts[find(&state, user)?].mailbox;
        let found = mailbox.folder(folder).map_err(|_| Error::UnknownFolder(folder.to_owned()))?;
        Ok(Folder {
            id: found.id.to_string(),
            display_name: found.display_name.clone(),
            messages: mailbox.messages(Some(found)).map(Message::new).collect(),
        })
    }

    /// Puts a message into a folder of a user, as if it had arrived there: not a draft, and unread unless `isRead` is
    /// true.
    ///
    /// `message` has the properties of a request that creates one, such as `{"subject": "…", "from": {…}}`. It may also
    /// have `receivedDateTime` and `sentDateTime`, which a request may not.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`], [`Error::UnknownFolder`], and [`Error::InvalidProperties`] when it is not a message.
    pub fn deliver(&self, user: &str, folder: &str, message: Value) -> Result<Message> {
        let times = times(&message)?;
        let mut composed = Composed::parameter(Some(message)).map_err(invalid)?;
        composed.properties.extend(times);
        composed.properties.insert("isDraft".to_owned(), false.into());
        composed.properties.entry("isRead").or_insert(Value::Bool(false));
        let now = self.service.now();
        let mut state = self.service.state();
        let account = find(&state, user)?;
        let State { ids, accounts, .. } = &mut *state;
        let stored = composed.save(&mut accounts[account].mailbox, ids, folder, now);
        let stored = stored.map_err(|_| Error::UnknownFolder(folder.to_owned()))?;
        Ok(Message::new(stored))
    }
}

/// The times that are given for a message.
fn times(message: &Value) -> Result<Vec<(String, Value)>> {
    let mut times = Vec::new();
    for name in ["receivedDateTime", "sentDateTime"] {
        match message.get(name) {
            None => {}
            Some(Value::String(text)) if time::parse(text).is_some() => {
                times.push((name.to_owned(), text.clone().into()))
            }
            Some(other) => {
                return Err(Error::InvalidProperties(format!(
                    "'{name}' is not a time like 2026-11-21T10:00:00Z: {other}"
                )));
            }
        }
    }
    Ok(times)
}
