//! Microsoft's permission list as lines of the catalog's data.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use graph_action_catalog::{Catalog, Method, Scheme, Start, compare, walk};
use serde_json::{Map, Value};

use super::error::ImportError;
use super::grants::{Entry, grants};
use super::json::{self, array, object, strings};
use super::listed;
use super::provisioning::Published;
use crate::scheme;

/// The operations of the list, by address in small letters and method.
#[derive(Default)]
struct Operations {
    /// The spelling of each address.
    spelling: HashMap<String, String>,
    entries: BTreeMap<(String, Method), Vec<Entry>>,
    /// By address, scheme and permission: the methods for which the permission is marked as the least privileged one.
    marks: HashMap<(String, Scheme, String), BTreeSet<Method>>,
    /// The address of each path that has been read.
    resolved: HashMap<String, String>,
}

/// The lines for the permission list, in the catalog's order. Addresses that `schema` knows have its spelling.
pub(super) fn lines(
    source: &str,
    text: &str,
    provisioning: Option<(&str, &str)>,
    schema: &Catalog,
) -> Result<Vec<String>, ImportError> {
    let published = provisioning.map(|(source, text)| Published::read(source, text)).transpose()?.unwrap_or_default();
    let json = json::parse(source, text)?;
    let permissions = object(source, json.get("permissions"), "`permissions`")?;
    let mut operations = Operations::default();
    let mut lines = Vec::new();
    for (name, permission) in permissions {
        let permission = object(source, Some(permission), &format!("`permissions.{name}`"))?;
        let schemes = object(source, permission.get("schemes"), &format!("`permissions.{name}.schemes`"))?;
        lines.push(permission_line(name, permission, schemes, &published));
        for set in array(source, permission.get("pathSets"), &format!("`permissions.{name}.pathSets`"))? {
            operations.path_set(source, name, schemes, set, schema)?;
        }
    }
    for (name, in_schemes) in &published.visible {
        if !permissions.contains_key(name) {
            lines.push(format!("@{name}{in_schemes}"));
        }
    }
    for ((address, method), entries) in &operations.entries {
        let spelled = operations.spelling.get(address).unwrap_or(address);
        let marks = |scheme: Scheme, permission: &str| {
            operations.marks.get(&(address.clone(), scheme, permission.to_owned())).map_or(0, BTreeSet::len)
        };
        lines.push(format!("{spelled} {method}{}", grants(entries, *method == Method::Get, marks)));
    }
    lines.sort_by(|a, b| compare(a, b));
    Ok(lines)
}

impl Operations {
    fn path_set(
        &mut self,
        source: &str,
        name: &str,
        schemes: &Map<String, Value>,
        set: &Value,
        schema: &Catalog,
    ) -> Result<(), ImportError> {
        let what = format!("a path set of `{name}`");
        let set = object(source, Some(set), &what)?;
        let keys = strings(source, set.get("schemeKeys"), &format!("`schemeKeys` in {what}"))?;
        let methods = strings(source, set.get("methods"), &format!("`methods` in {what}"))?;
        let paths = object(source, set.get("paths"), &format!("`paths` in {what}"))?;
        for (path, options) in paths {
            // Such an entry holds for that query only, and the catalog keeps addresses without a query.
            if path.contains('?') {
                continue;
            }
            let address = self.address(path, schema);
            let options = options.as_str().unwrap_or_default();
            for key in &keys {
                let Some(scheme) = scheme::from_name(key) else { continue };
                let privilege =
                    schemes.get(*key).and_then(|scheme| scheme.get("privilegeLevel")).and_then(Value::as_u64);
                let marked = option(options, "least").iter().any(|least| least == key);
                for method in methods.iter().filter_map(|method| method.parse::<Method>().ok()) {
                    if marked {
                        self.marks.entry((address.clone(), scheme, name.to_owned())).or_default().insert(method);
                    }
                    self.entries.entry((address.clone(), method)).or_default().push(Entry {
                        permission: name.to_owned(),
                        also: option(options, "AlsoRequires"),
                        scheme,
                        marked,
                        breadth: methods.len(),
                        privilege: privilege.unwrap_or(9),
                    });
                }
            }
        }
        Ok(())
    }

    /// The address in small letters. Keeps its spelling: that of the schema, else the one with the most capitals.
    fn address(&mut self, path: &str, schema: &Catalog) -> String {
        if let Some(known) = self.resolved.get(path) {
            return known.clone();
        }
        let template = listed::parse(path);
        let spelled = match walk(schema, Start::Service, &template.steps()) {
            Ok(walk) => walk.address.to_string(),
            Err(_) => template.listing_key().replace(' ', ""),
        };
        let folded = spelled.to_ascii_lowercase();
        let capitals = |text: &str| text.bytes().filter(u8::is_ascii_uppercase).count();
        let best = self.spelling.entry(folded.clone()).or_insert_with(|| spelled.clone());
        if (Reverse(capitals(&spelled)), &spelled) < (Reverse(capitals(best)), &*best) {
            *best = spelled;
        }
        self.resolved.insert(path.to_owned(), folded.clone());
        folded
    }
}

/// The values of `name=a,b` in `least=DelegatedWork;AlsoRequires=X,Y`.
fn option(options: &str, name: &str) -> Vec<String> {
    let of_name =
        options.split(';').filter_map(|option| option.trim().split_once('=')).filter(|(known, _)| known.trim() == name);
    of_name
        .flat_map(|(_, values)| values.split(','))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

fn permission_line(
    name: &str,
    permission: &Map<String, Value>,
    schemes: &Map<String, Value>,
    published: &Published,
) -> String {
    let mut line = format!("@{name}");
    for scheme in Scheme::ALL {
        let Some(facts) = schemes.get(scheme::name(scheme)) else { continue };
        line += &format!(" {}", scheme.letter());
        if let Some(level) = facts.get("privilegeLevel").and_then(Value::as_u64) {
            line += &level.to_string();
        }
        if facts.get("requiresAdminConsent").and_then(Value::as_bool) == Some(true) {
            line.push('!');
        }
        if let Some(id) = published.ids.get(&(name.to_owned(), scheme)) {
            line += &format!(":{id}");
        }
    }
    if permission.get("authorizationType").and_then(Value::as_str) == Some("RSC") {
        line += " rsc";
    }
    line
}
