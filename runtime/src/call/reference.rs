//! [`Reference`]: the `@odata.id` of a resource, as the body of a request that links to it.

use std::fmt;
use std::sync::Arc;

use serde::ser::{Error as _, Serialize, SerializeStruct as _, Serializer};

use crate::call::resource::Resource;

/// A link to a resource: serialises as `{"@odata.id": "https://graph.microsoft.com/v1.0/…"}`.
///
/// It is the body of a POST to `…/members/$ref`, and of a PUT to `…/manager/$ref`. A resource whose address is invalid
/// fails the call with the reason.
///
/// ```
/// # fn run(graph: graph_action::Graph) -> Result<(), serde_json::Error> {
/// let member = graph.directory_object("8f1e2f77").reference();
/// assert_eq!(
///     serde_json::to_string(&member)?,
///     r#"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/8f1e2f77"}"#
/// );
/// # Ok(()) }
/// # run(graph_action::Graph::builder().bearer_token("a").build().unwrap()).unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(Result<String, Arc<str>>);

impl<R> Resource<R> {
    /// A link to this resource in version `v1.0` of its cloud, as the body of a request.
    ///
    /// Graph documents links to directory objects, users, groups and devices by their ids. It does not document `me`.
    #[must_use]
    pub fn reference(&self) -> Reference {
        Reference(match self.address() {
            Ok(address) => Ok(format!("{}v1.0{address}", &self.graph().shared.base)),
            Err(reason) => Err(reason.into()),
        })
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let address = self.0.as_ref().map_err(S::Error::custom)?;
        let mut object = serializer.serialize_struct("Reference", 1)?;
        object.serialize_field("@odata.id", address)?;
        object.end()
    }
}

/// The address, or why there is none.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(address) => f.write_str(address),
            Err(reason) => f.write_str(reason),
        }
    }
}
