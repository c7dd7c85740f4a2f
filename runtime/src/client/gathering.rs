//! The place in a `Graph` for calls that are gathered into batches.

use std::any::Any;
use std::sync::OnceLock;
use std::time::Duration;

/// The shared state of gathered calls of a `Graph` and its clones. Its type is opaque here, because a gathered call
/// holds its `Graph`: naming the type would make the two files import each other.
pub(crate) struct Gathering {
    window: Option<Duration>,
    state: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Gathering {
    /// Gathers calls that are awaited within the window; `None` switches it off.
    pub(crate) fn new(window: Option<Duration>) -> Self {
        Self { window, state: OnceLock::new() }
    }

    /// Whether calls are gathered.
    pub(crate) fn is_on(&self) -> bool {
        self.window.is_some()
    }

    /// The state, which the first call makes from the window; `None` when gathering is off. All callers use the same
    /// type.
    pub(crate) fn state<S: Any + Send + Sync>(&self, make: impl FnOnce(Duration) -> S) -> Option<&S> {
        let window = self.window?;
        self.state.get_or_init(|| Box::new(make(window))).downcast_ref()
    }
}
