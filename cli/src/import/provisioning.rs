//! The GUIDs of permissions, from Microsoft's `provisioningInfo.json`.

use std::collections::{BTreeMap, HashMap};

use graph_action_catalog::Scheme;
use serde_json::Value;

use super::error::ImportError;
use super::json::{self, array, object};
use crate::scheme;

/// What is published about permissions.
#[derive(Default)]
pub(super) struct Published {
    /// GUIDs by permission and scheme.
    pub(super) ids: HashMap<(String, Scheme), String>,
    /// Permissions that are not hidden, each with its schemes as they stand in a line: ` D:guid A:guid`.
    pub(super) visible: BTreeMap<String, String>,
}

impl Published {
    /// Reads the file.
    pub(super) fn read(source: &str, text: &str) -> Result<Published, ImportError> {
        let json = json::parse(source, text)?;
        let mut published = Published::default();
        for (name, deployments) in object(source, json.get("permissionDeployments"), "`permissionDeployments`")? {
            for deployment in array(source, Some(deployments), &format!("`permissionDeployments.{name}`"))? {
                published.add(name, deployment);
            }
        }
        Ok(published)
    }

    fn add(&mut self, name: &str, deployment: &Value) {
        let field = |field: &str| deployment.get(field).and_then(Value::as_str).unwrap_or_default();
        let flag = |field: &str| deployment.get(field).and_then(Value::as_bool);
        let (environment, id) = (field("environment"), field("id"));
        let Some(scheme) = scheme::from_name(field("scheme")) else { return };
        if id.is_empty() || !flag("isEnabled").unwrap_or(true) {
            return;
        }
        let is_public = environment.split(';').any(|environment| environment.eq_ignore_ascii_case("public"));
        if is_public || environment.is_empty() {
            self.ids.insert((name.to_owned(), scheme), id.to_owned());
        }
        if is_public && !flag("isHidden").unwrap_or(false) {
            *self.visible.entry(name.to_owned()).or_default() += &format!(" {}:{id}", scheme.letter());
        }
    }
}
