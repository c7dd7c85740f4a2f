//! The functions and types that the macros use. They are not stable: they change with the macros.

use std::future::Future;

pub use crate::call::action::{Descriptor, Pair, Part, action};
pub use crate::call::argument::Argument;
pub use crate::call::argument::passed::Passed;
pub use crate::call::body::{Body, Parameter};
pub use crate::call::request::Inputs;
pub use crate::call::{Deferred, Outcome};
pub use crate::entity::declared::write_declared;
pub use crate::entity::encoded::{
    As, Base64, CalendarDate, Duration, Flags, Float, InForm, Instant, TimeOfDay, read_collection,
};
pub use crate::entity::names::read_name;
pub use crate::entity::object::{Declared, ObjectReader, ObjectWriter, ReadObject, Undeclared, read_object};
pub use crate::entity::polymorphic::{Typed, write_typed};
pub use crate::entity::probe::{
    Answer, Dated, Given, Plain, PlainBody, PlainValue, Probe, Undated, Value, asks_for_one, check_asked, check_list,
    check_required, check_type, check_type_of_beta, check_unasked, check_undated, check_version, part, projection,
};
pub use serde;

/// The traits that find the form of an argument, without names that could hide those of a user.
pub mod passed {
    pub use crate::call::argument::passed::{OneLayer as _, Plain as _, TwoLayers as _};
}

use crate::call::action::Action;
use crate::call::request::Request;
use crate::call::resource::Resource;
use crate::dispatch::dispatch;
use crate::entity::probe::same;
use crate::reply::decode::Decode;

/// Sends an action. It is encoded at once, and sent when the future is polled.
pub fn send<R, O: Outcome>(
    action: &'static Action,
    resource: &Resource<R>,
    inputs: Inputs<'_>,
) -> impl Future<Output = O> + Send + use<R, O> {
    // In a box, because futures that pass on something large become large.
    let request = Request::prepare(action, resource.graph(), resource.address(), inputs).map(Box::new);
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
    assert!(
        same(actual, named),
        "the attribute names another Graph type than the `Root::TYPE` of its root: make them the same"
    );
}
