//! The permissions as they stand in the manifest of an app registration.

use graph_action_catalog::{Catalog, Flow};
use serde_json::{Value, json};

use super::minimal::Needs;
use crate::output::warn;

/// The id of Microsoft Graph's application, the same in every tenant and cloud.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

/// `requiredResourceAccess` with the needed permissions of each flow.
pub(super) fn manifest(catalog: &Catalog, needs: &[Needs<'_>]) -> Value {
    let mut access: Vec<Value> = Vec::new();
    for needs in needs {
        let kind = match needs.flow {
            Flow::Delegated => "Scope",
            Flow::Application => "Role",
        };
        for permission in needs.minimal.keys() {
            let id = catalog.permission(permission).and_then(|found| found.manifest_id(needs.flow.scheme()));
            match id {
                Some(id) => access.push(json!({ "id": id, "type": kind })),
                None => warn(&format!("Microsoft publishes no identifier of `{permission}` as a {kind}")),
            }
        }
    }
    json!({ "requiredResourceAccess": [{ "resourceAppId": GRAPH, "resourceAccess": access }] })
}
