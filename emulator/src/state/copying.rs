//! A copy of a drive item that is under way.

use super::operation::LongRunning;
use crate::drive::{Conflict, Slot};

/// The copy takes effect with the poll that finds it finished.
#[derive(Clone, Debug)]
pub(crate) struct Copying {
    /// The id of the user whose drive it is.
    pub(crate) account: String,
    pub(crate) item: String,
    pub(crate) slot: Slot,
    pub(crate) conflict: Conflict,
    pub(crate) plan: LongRunning,
    /// How many polls there were while it was unfinished.
    pub(crate) polled: u32,
    /// The id of the copy, or code and message of an error; `None` while it is unfinished.
    pub(crate) result: Option<CopyResult>,
}

pub(crate) type CopyResult = Result<String, (String, String)>;
