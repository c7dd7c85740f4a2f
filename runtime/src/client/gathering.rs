//! The place in a `Graph` where calls that travel together are gathered.

use std::any::Any;
use std::sync::OnceLock;
use std::time::Duration;

/// What gathered calls of a `Graph` and its clones share. What is stored in it is opaque here: a gathered call holds its `Graph`, so
/// a `Graph` that named the type would be part of a circle.
pub(crate) struct Gathering {
    window: Option<Duration>,
    state: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Gathering {
    /// For calls that are awaited within the window; off when it is `None`.
    pub(crate) fn new(window: Option<Duration>) -> Self {
        Self { window, state: OnceLock::new() }
    }

    /// The state, made of the window at the first call; `None` when gathering is off. All callers ask for one type.
    pub(crate) fn state<S: Any + Send + Sync>(&self, make: impl FnOnce(Duration) -> S) -> Option<&S> {
        let window = self.window?;
        self.state.get_or_init(|| Box::new(make(window))).downcast_ref()
    }
}
