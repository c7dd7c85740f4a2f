//! `graph-action scopes`: the permissions that the actions of a crate need.

mod manifest;
mod minimal;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use graph_action_catalog::{Catalog, Flow};
use serde_json::{Map, Value, json};

use crate::facts;
use crate::names::did_you_mean;
use crate::output::{Failure, Outcome, Output, warn};
use crate::values;
use minimal::Needs;
use sources::DeclaredAction;

/// The crate to read.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The directory of the crate; all `.rs` files below its `src`, `examples`, `tests` and `benches` are read.
    #[arg(default_value = ".")]
    pub directory: PathBuf,
    /// Print the `requiredResourceAccess` of an app registration's manifest, as JSON.
    #[arg(long)]
    pub manifest: bool,
    /// Only the permissions of this flow.
    #[arg(long, value_parser = values::flow())]
    pub flow: Option<Flow>,
}

fn heading(flow: Flow) -> &'static str {
    match flow {
        Flow::Delegated => "Delegated, on behalf of a user",
        Flow::Application => "Application, by itself",
    }
}

/// Reads the sources and prints the permissions.
///
/// # Errors
/// When a file cannot be read or parsed, or an attribute is wrong: all of these, with their places.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let catalog = facts::catalog(&options.directory)?;
    let found = sources::read(&options.directory)?;
    let flows = options.flow.map_or_else(|| Flow::ALL.to_vec(), |flow| vec![flow]);
    let needs: Vec<Needs<'_>> = flows.iter().map(|&flow| Needs::of(&catalog, &found, flow)).collect();
    if options.manifest {
        output.document(&manifest::manifest(&catalog, &needs))?;
    } else if output.is_json() {
        output.json(as_json(&found, &needs))?;
    } else {
        as_text(&catalog, &found, &needs, output)?;
    }
    let unknown: Vec<String> = needs.iter().flat_map(|needs| unknown(&catalog, needs)).collect();
    if unknown.is_empty() {
        return Ok(Outcome::Fine);
    }
    for line in BTreeSet::from_iter(unknown) {
        warn(&line);
    }
    Ok(Outcome::Findings)
}

fn unknown(catalog: &Catalog, needs: &Needs<'_>) -> Vec<String> {
    let describe = |(permission, actions): (&&str, &Vec<&DeclaredAction>)| {
        let help = did_you_mean(&catalog.nearest_permissions(permission));
        let places: Vec<String> = actions.iter().map(|found| found.place()).collect();
        format!("{}: Microsoft publishes no permission `{permission}`{help}", places.join(", "))
    };
    needs.unknown.iter().map(describe).collect()
}

fn as_text(
    catalog: &Catalog,
    found: &[DeclaredAction],
    needs: &[Needs<'_>],
    output: &mut Output,
) -> Result<(), Failure> {
    if found.is_empty() {
        return output.line("no actions");
    }
    for (place, needs) in needs.iter().enumerate() {
        if place > 0 {
            output.line("")?;
        }
        output.line(output.bold(heading(needs.flow)))?;
        if needs.minimal.is_empty() && needs.covered.is_empty() {
            output.line("    none")?;
        }
        for (permission, actions) in &needs.minimal {
            let consent = if needs_administrator(catalog, permission, needs.flow) {
                output.yellow(" (an administrator consents)")
            } else {
                String::new()
            };
            output.line(format!("    {}{consent}", output.green(permission)))?;
            print_actions(actions, output)?;
        }
        for (permission, (by, actions)) in &needs.covered {
            output.line(format!("    {permission}: covered by {}", by.join(", ")))?;
            print_actions(actions, output)?;
        }
        for (permission, actions) in &needs.unavailable {
            output.line(format!("    {permission}: does not exist in this flow"))?;
            print_actions(actions, output)?;
        }
    }
    Ok(())
}

fn needs_administrator(catalog: &Catalog, permission: &str, flow: Flow) -> bool {
    let found = catalog.permission(permission);
    found.is_some_and(|found| found.schemes().any(|known| known.scheme == flow.scheme() && known.admin_consent))
}

fn print_actions(actions: &[&DeclaredAction], output: &mut Output) -> Result<(), Failure> {
    for found in actions {
        output.line(format!("        {}  {}", found.action.name, found.place()))?;
    }
    Ok(())
}

fn as_json(found: &[DeclaredAction], needs: &[Needs<'_>]) -> Value {
    let actions = |actions: &[&DeclaredAction]| {
        actions.iter().map(|found| json!({ "name": found.action.name, "place": found.place() })).collect::<Vec<_>>()
    };
    let mut flows = Map::new();
    for needs in needs {
        let plain = |map: &BTreeMap<&str, Vec<&DeclaredAction>>| {
            map.iter().map(|(name, by)| json!({ "permission": name, "actions": actions(by) })).collect::<Vec<_>>()
        };
        let covered: Vec<Value> = needs
            .covered
            .iter()
            .map(|(name, (by, for_actions))| {
                json!({ "permission": name, "coveredBy": by, "actions": actions(for_actions) })
            })
            .collect();
        let flow = json!({
            "needed": plain(&needs.minimal),
            "covered": covered,
            "unavailable": plain(&needs.unavailable),
            "unknown": plain(&needs.unknown),
        });
        flows.insert(needs.flow.as_str().to_owned(), flow);
    }
    flows.insert("actions".to_owned(), json!(found.len()));
    Value::Object(flows)
}
