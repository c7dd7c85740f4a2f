//! What the emulator keeps: users with their mailboxes and drives, and the work that is under way.

pub(crate) mod account;
mod delivery;
pub(crate) mod notification;
pub(crate) mod operation;
pub(crate) mod sign_in;
pub(crate) mod upload;

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{
    id::Ids,
    store::{NodeId, SERVICE, Store, keys},
    workbook::Workbooks,
};
use account::Account;
use notification::Notification;
use operation::{Copying, LongRunning, Operation, Team};
use sign_in::SignInState;
use upload::Session;

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) ids: Ids,
    /// Everything that is an entity and no more.
    pub(crate) store: Store,
    /// The first is the signed-in user; there may be none.
    pub(crate) accounts: Vec<Account>,
    /// The indices of the users in `accounts`.
    places: HashMap<NodeId, usize>,
    /// Cells and tables of worksheets.
    pub(crate) workbooks: Workbooks,
    /// Upload sessions, by the token in their URL.
    pub(crate) uploads: HashMap<String, Session>,
    /// Copies of drive items, by the token in the URL of their monitor.
    pub(crate) copies: HashMap<String, Copying>,
    /// Operations that are watched at Graph itself, by id.
    pub(crate) operations: HashMap<String, Operation>,
    /// How copies and operations that start from now on go.
    pub(crate) long_running: LongRunning,
    pub(crate) teams: Vec<Team>,
    /// Change notifications to send when the request is answered.
    pub(crate) outbox: Vec<Notification>,
    pub(crate) sign_in: SignInState,
    /// A delta token of another epoch has expired.
    pub(crate) delta_epoch: u64,
}

impl State {
    /// The index of a user by id, or by user principal name compared without case; of the signed-in user without a key.
    pub(crate) fn user(&self, key: Option<&str>) -> Option<usize> {
        let Some(key) = key else { return (!self.accounts.is_empty()).then_some(0) };
        let users = (SERVICE, "users");
        let by_name = || self.store.find(users, &keys::alternate(&[("userPrincipalName", key.to_owned())]));
        let node = self.store.find(users, key).or_else(by_name)?;
        self.places.get(&node).copied()
    }

    /// The index of the user with this entity.
    pub(crate) fn user_of(&self, node: NodeId) -> Option<usize> {
        self.places.get(&node).copied()
    }

    /// Changes the properties of an entity.
    pub(crate) fn change(&mut self, node: NodeId, change: impl FnOnce(&mut Map<String, Value>)) {
        let Some(found) = self.store.node(node) else { return };
        let mut properties = found.properties.as_object().cloned().unwrap_or_default();
        change(&mut properties);
        let serial = self.ids.serial();
        self.store.update(node, properties, serial);
    }
}
