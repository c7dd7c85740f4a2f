//! Sends messages from one mailbox to the others.

use serde_json::Value;

use super::State;
use crate::{
    http::{GraphError, Result},
    mailbox::{
        compose::Composed,
        message::{Message, address_of},
    },
    time::Timestamp,
};

impl State {
    /// Sends a draft of a user: to Sent Items unless `save` is false, and to the inbox of each recipient who is a user.
    pub(crate) fn send(&mut self, sender: usize, id: &str, save: bool, now: Timestamp) -> Result<()> {
        let from = self.recipient(sender);
        let (ids, mailbox) = (&mut self.ids, &mut self.accounts[sender].mailbox);
        let message = mailbox.message_mut(id)?;
        if !message.is_draft() {
            // Microsoft documents the status, but no code.
            let message = "The message cannot be sent because it is not a draft.";
            return Err(GraphError::new(400, "ErrorInvalidRequest", message));
        }
        let addresses = addresses(message)?;
        message.change(|properties| {
            for (name, value) in [
                ("isDraft", Value::Bool(false)),
                ("sentDateTime", now.iso().into()),
                ("receivedDateTime", now.iso().into()),
            ] {
                properties.insert(name.to_owned(), value);
            }
            for name in ["from", "sender"] {
                properties.entry(name).or_insert_with(|| from.clone());
            }
        });
        let sent = message.clone();
        if save {
            mailbox.move_message(ids, id, "sentitems", now)?;
        } else {
            mailbox.discard(ids, id);
        }
        for address in addresses {
            if let Some(recipient) = self.user_with_address(&address) {
                self.deliver(recipient, &sent, now)?;
            }
        }
        Ok(())
    }

    /// Puts a copy into a user's inbox, unread and without the hidden recipients.
    fn deliver(&mut self, recipient: usize, sent: &Message, now: Timestamp) -> Result<()> {
        let (ids, mailbox) = (&mut self.ids, &mut self.accounts[recipient].mailbox);
        let mut properties = sent.properties();
        properties.remove("bccRecipients");
        properties.insert("isRead".to_owned(), false.into());
        properties.insert("createdDateTime".to_owned(), now.iso().into());
        let copy = Composed { properties, attachments: sent.attachments.clone() };
        copy.save(mailbox, ids, "inbox", now).map(drop)
    }
}

/// The addresses of all recipients in lower case, each once. There has to be one, and each has to be a mail address.
fn addresses(message: &Message) -> Result<Vec<String>> {
    let mut addresses = Vec::new();
    let properties = message.properties();
    for list in ["toRecipients", "ccRecipients", "bccRecipients"] {
        for recipient in properties.get(list).and_then(Value::as_array).into_iter().flatten() {
            let address = address_of(recipient);
            let valid = address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
            if !valid {
                return Err(invalid_recipients(&format!(
                    "Recipient '{address}' is not resolved. \
                     All recipients must be resolved before a message can be submitted."
                )));
            }
            let address = address.to_lowercase();
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
    }
    if addresses.is_empty() {
        return Err(invalid_recipients("A message can't be sent because it contains no recipients."));
    }
    Ok(addresses)
}

fn invalid_recipients(reason: &str) -> GraphError {
    GraphError::new(400, "ErrorInvalidRecipients", format!("At least one recipient isn't valid., {reason}"))
}
