//! Why a request to an entity is refused.

use crate::{
    graph::call::Call,
    http::GraphError,
    request_target::{segment::Segment, shape::Workload},
};

/// The error for an entity that does not exist.
pub(super) fn not_found(call: &Call<'_>, key: &str) -> GraphError {
    let message =
        || format!("Resource '{key}' does not exist or one of its queried reference-property objects are not present.");
    match call.target.shape.workload() {
        Workload::Outlook | Workload::Photos => GraphError::item_not_found(),
        Workload::Files => GraphError::new(404, "itemNotFound", "The resource could not be found."),
        Workload::Directory => GraphError::new(404, "Request_ResourceNotFound", message()),
    }
}

/// The 501 for an operation that is not built in, with the line by which a test answers it.
pub(super) fn missing(call: &Call<'_>) -> GraphError {
    GraphError::new(
        501,
        "NotImplemented",
        format!(
            "The emulator does not emulate this operation. A test answers it with: \
             emulator.respond(\"{}\", \"{}\", json!({{}}))",
            call.request.method,
            pattern(&call.target.address.segments)
        ),
    )
}

/// `/users/{}/changePassword`: the address without what differs from call to call.
fn pattern(segments: &[Segment]) -> String {
    let parts = segments.iter().map(|segment| match segment {
        Segment::Name(name) => format!("/{}", name.split('(').next().unwrap_or(name)),
        Segment::Key(_) => "/{}".to_owned(),
        Segment::Path(path) => format!(":/{}:", path.join("/")),
    });
    parts.collect()
}
