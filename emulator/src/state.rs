//! What the emulator keeps: users with their mailboxes and drives, and the work that is under way.

pub(crate) mod account;
mod delivery;
pub(crate) mod operation;
pub(crate) mod sign_in;
pub(crate) mod upload;

use std::collections::HashMap;

use crate::id::Ids;
use account::Account;
use operation::{Copying, LongRunning, Operation, Team};
use sign_in::SignInState;
use upload::Session;

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) ids: Ids,
    /// The first is the signed-in user; there may be none.
    pub(crate) accounts: Vec<Account>,
    /// Serial numbers and ids of users who were removed, for delta.
    pub(crate) removed_users: Vec<(u64, String)>,
    /// Upload sessions, by the token in their URL.
    pub(crate) uploads: HashMap<String, Session>,
    /// Copies of drive items, by the token in the URL of their monitor.
    pub(crate) copies: HashMap<String, Copying>,
    /// Operations that are watched at Graph itself, by id.
    pub(crate) operations: HashMap<String, Operation>,
    /// How copies and operations that start from now on go.
    pub(crate) long_running: LongRunning,
    pub(crate) teams: Vec<Team>,
    pub(crate) sign_in: SignInState,
    /// A delta token of another epoch has expired.
    pub(crate) delta_epoch: u64,
}

impl State {
    /// The index of a user by id, or by user principal name compared without case; of the signed-in user without a key.
    pub(crate) fn user(&self, key: Option<&str>) -> Option<usize> {
        self.accounts.iter().position(|account| {
            key.is_none_or(|key| {
                account.text("id").eq_ignore_ascii_case(key)
                    || account.text("userPrincipalName").to_lowercase() == key.to_lowercase()
            })
        })
    }
}
