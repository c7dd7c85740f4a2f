//! Tells the subscriptions to messages what a request has done to a mailbox.

use super::entities;
use crate::{
    mailbox::{Mailbox, folder::Folder},
    request_target::{
        self,
        shape::{CollectionPart, Shape},
    },
    schema::MESSAGE,
    state::State,
    time::Timestamp,
};

/// Notes a notification for each message that has been created, updated or removed since the serial number `before`.
pub(crate) fn announce(state: &mut State, before: u64, now: Timestamp) {
    for subscription in entities::subscriptions(state, now) {
        let resource = subscription.resource();
        let Ok(target) = request_target::parse(&format!("/v1.0/{resource}")) else { continue };
        let Shape::Messages(path, CollectionPart::Items) = &target.shape else { continue };
        let Some(account) = state.user(path.user.key()).and_then(|index| state.accounts.get(index)) else { continue };
        let Ok(folder) = account.mailbox.folder_at(&path.folders) else { continue };
        let changes = changes(&account.mailbox, folder, before);
        let wanted = changes.into_iter().filter(|(change, _)| subscription.wants(change));
        let notifications: Vec<_> = wanted
            .map(|(change, id)| subscription.notification(&format!("{resource}/{id}"), &id, MESSAGE, change))
            .collect();
        state.outbox.extend(notifications);
    }
}

fn changes(mailbox: &Mailbox, folder: Option<&Folder>, before: u64) -> Vec<(&'static str, String)> {
    let mut changes = Vec::new();
    for (arrival, message) in mailbox.arrivals(folder).filter(|(_, message)| message.serial > before) {
        changes.push((if arrival > before { "created" } else { "updated" }, message.id.to_string()));
    }
    let removed = folder.map(|folder| mailbox.removed(folder).collect::<Vec<_>>()).unwrap_or_default();
    let removed = removed.into_iter().filter(|removed| removed.serial > before);
    changes.extend(removed.map(|removed| ("deleted", removed.id.to_string())));
    changes
}
