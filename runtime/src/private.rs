//! The functions and types that the macros use. They are not stable: they change with the macros.

use std::future::Future;

pub use crate::call::action::{Descriptor, Pair, Part, action};
pub use crate::call::argument::Argument;
pub use crate::call::argument::passed::Passed;
pub use crate::call::body::{Body, Parameter};
pub use crate::call::request::Inputs;
pub use crate::call::{Deferred, Outcome};

/// The traits that find the form of an argument, without names that could hide those of a user.
pub mod passed {
    pub use crate::call::argument::passed::{OneLayer as _, Plain as _, TwoLayers as _};
}

use crate::call::action::Action;
use crate::call::request::Request;
use crate::call::resource::Resource;
use crate::dispatch::dispatch;
use crate::reply::decode::Decode;

/// Sends an action. It is encoded at once, and sent when the future is polled.
pub fn send<R, O: Outcome>(
    action: &'static Action,
    resource: &Resource<R>,
    inputs: Inputs<'_>,
) -> impl Future<Output = O> + Send + use<R, O> {
    let request = Request::prepare(action, resource.graph(), resource.address(), inputs);
    async move {
        let reply = match request {
            Ok(mut request) => {
                O::Answer::prepare(&mut request);
                dispatch(request).await
            }
            Err(error) => Err(error),
        };
        O::from_result(reply.and_then(O::Answer::decode))
    }
}

/// Makes a call of an action, to be sent later.
pub fn call<R, C: Deferred>(action: &'static Action, resource: &Resource<R>, inputs: Inputs<'_>) -> C {
    C::from_request(Request::prepare(action, resource.graph(), resource.address(), inputs))
}

/// Fails to compile when an attribute names another Graph type than its root has.
pub const fn check_root_type(actual: &str, named: &str) {
    let (actual, named) = (actual.as_bytes(), named.as_bytes());
    let mut same = actual.len() == named.len();
    let mut at = 0;
    while same && at < named.len() {
        same = actual[at] == named[at];
        at += 1;
    }
    assert!(same, "the attribute names another Graph type than the `Root::TYPE` of its root: make them the same");
}
