//! Long-running operations, and how they go.

use crate::drive::{Conflict, Slot};

/// How a copy of a drive item ends. Other long-running operations succeed with each of the first three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CopyEnd {
    /// The monitor answers 200 with status `completed` and the id of the copy.
    #[default]
    Completed,
    /// The same with 202, as one of the documentation's samples shows.
    Accepted,
    /// The monitor answers 303 with the address of the copy.
    SeeOther,
    /// The monitor answers 200 with status `failed` and this error, and there is no copy.
    Failed {
        /// `error.code`, such as `nameAlreadyExists`.
        code: String,
        /// `error.message`.
        message: String,
    },
}

/// How many polls find an operation unfinished, and how it ends then.
#[derive(Clone, Debug)]
pub(crate) struct LongRunning {
    pub(crate) polls: u32,
    pub(crate) end: CopyEnd,
}

impl Default for LongRunning {
    fn default() -> Self {
        Self { polls: 1, end: CopyEnd::Completed }
    }
}

/// A copy of a drive item under way. It takes effect with the poll that finds it finished.
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

/// A long-running operation that is watched at Graph itself.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The id of what it makes.
    pub(crate) target: String,
    pub(crate) plan: LongRunning,
    /// How many polls there were.
    pub(crate) polled: u32,
}

/// A team that is being created.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) display_name: String,
}

impl Operation {
    /// Whether the last poll found it unfinished.
    pub(crate) fn is_running(&self) -> bool {
        self.polled <= self.plan.polls
    }

    /// Code and message of the error it ends with.
    pub(crate) fn failure(&self) -> Option<(&str, &str)> {
        match &self.plan.end {
            CopyEnd::Failed { code, message } => Some((code, message)),
            CopyEnd::Completed | CopyEnd::Accepted | CopyEnd::SeeOther => None,
        }
    }

    pub(crate) fn has_succeeded(&self) -> bool {
        !self.is_running() && self.failure().is_none()
    }
}
