//! Fills the state of a fresh emulator.

use serde_json::{Value, json};

use super::State;
use crate::{http::GraphError, seed, time::Timestamp};

impl State {
    /// The tenant that the crate's documentation describes.
    pub(crate) fn seeded(now: Timestamp) -> Result<Self, GraphError> {
        let mut state = Self::default();
        for user in seed::USERS {
            let account = state.add_account(user.name, user.display_name, Some(user.id), now);
            account.user.insert("jobTitle".to_owned(), user.job_title.into());
        }
        for seed::Message { sender, subject, body } in seed::INBOX {
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
}
