//! The service: its state, its clock, its faults and limits, and the way of a request through it.

mod admission;
mod batch;
mod dispatch;
pub(crate) mod exchange;
mod notification;
pub(crate) mod respond;
mod seed;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use crate::{concurrency::MailboxLimit, fault::FaultList, respond::Responders, state::State, time::Timestamp};

pub(crate) type Clock = Box<dyn Fn() -> SystemTime + Send + Sync>;

/// Waits for a time.
pub(crate) type Sleeper = Box<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

pub(crate) struct Service {
    state: Mutex<State>,
    clock: Clock,
    sleeper: Sleeper,
    pub(crate) faults: FaultList,
    pub(crate) responders: Responders,
    pub(crate) mailboxes: MailboxLimit,
    /// `127.0.0.1:4000`, for links when a request has no `Host`.
    authority: String,
    /// `http://127.0.0.1:4001`, the host of preauthenticated URLs.
    storage: String,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl Service {
    pub(crate) fn new(state: State, clock: Clock, sleeper: Sleeper, authority: String, storage: String) -> Self {
        Self {
            state: Mutex::new(state),
            clock,
            sleeper,
            faults: FaultList::default(),
            responders: Responders::default(),
            mailboxes: MailboxLimit::default(),
            authority,
            storage,
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn system_time(&self) -> SystemTime {
        (self.clock)()
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_system(self.system_time())
    }
}
