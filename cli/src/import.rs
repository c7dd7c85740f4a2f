//! `graph-action import`: makes the catalog's data from the schema and the permission list that Microsoft publishes.

mod annotation;
mod beta;
mod clouds;
mod csdl;
mod data_file;
mod difference;
mod error;
mod grants;
mod json;
mod listed;
mod permissions;
mod present;
mod provisioning;
mod schema;
mod source;
mod summary;
mod write;
mod xml;

use std::path::PathBuf;

use graph_action_catalog::{Catalog, check_fact};
use serde_json::json;

use crate::output::{Failure, Outcome, Output};
use csdl::Csdl;
use data_file::{PERMISSIONS_ORIGIN, SCHEMA_ORIGIN, data_file};
use present::Present;
use source::Source;

pub use beta::{BetaOptions, SdkCall, sdk_calls};
pub use error::{ImportError, Place};
pub use summary::{Change, Summary};

/// The sources, and the directory for the data.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The schema: a CSDL file, or the URL of a service's `$metadata`.
    #[arg(long, value_name = "FILE|URL")]
    pub csdl: String,
    /// Microsoft's permission list, `permissions.json`.
    #[arg(long, value_name = "FILE")]
    pub permissions: String,
    /// The GUIDs of permissions, `provisioningInfo.json`; without it the data has none.
    #[arg(long, value_name = "FILE")]
    pub provisioning: Option<String>,
    /// The schema of a national cloud, `china=v1.0-Mooncake.csdl`; may be repeated. The names are us-government, china,
    /// france, germany, singapore, us-nat and us-sec. Without it, `clouds.txt` stays as
    /// it is.
    #[arg(long, value_name = "NAME=FILE")]
    pub cloud: Vec<String>,
    /// The sources of beta's schema.
    #[command(flatten)]
    pub beta: BetaOptions,
    /// The directory that holds the catalog's data.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The date of the schema. By default it is the date that the catalog has for the same text, else that of the file.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub schema_date: Option<String>,
    /// The date of the permission list.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub permissions_date: Option<String>,
    /// The date of the national clouds' schemas.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub clouds_date: Option<String>,
}

/// Replaces the data, and returns what changed.
///
/// # Errors
/// When a source cannot be read or is malformed, with the place, or when the directory cannot be written. The data then
/// stays as it was.
pub fn run(options: &Options) -> Result<Summary, ImportError> {
    let present = Present::read(&options.out);
    let csdl = Source::read(&options.csdl)?;
    let schema = schema::lines(&Csdl::read(&csdl.given, &csdl.text)?);
    check(&csdl, &schema)?;
    let date = csdl.date(options.schema_date.as_deref(), &present.dates("schema"));
    let schema_text = data_file(
        "schema of v1.0",
        SCHEMA_ORIGIN,
        &[("source", &csdl.name), ("date", &date), ("digest", &csdl.digest())],
        &schema,
    );

    let list = Source::read(&options.permissions)?;
    let ids = options.provisioning.as_deref().map(Source::read).transpose()?;
    let spelled_by = Catalog::from_data(schema_text.clone(), String::new(), String::new());
    let ids_text = ids.as_ref().map(|ids| (ids.given.as_str(), ids.text.as_str()));
    let permissions = permissions::lines(&list.given, &list.text, ids_text, &spelled_by)?;
    check(&list, &permissions)?;
    let date = list.date(options.permissions_date.as_deref(), &present.dates("permissions"));
    let sources = ids.iter().fold(list.name.clone(), |names, ids| format!("{names} {}", ids.name));
    let header = [("source", sources.as_str()), ("date", &date), ("digest", &list.digest())];
    let permissions_text = data_file("permissions", PERMISSIONS_ORIGIN, &header, &permissions);

    let published = permissions_text.clone();
    let mut files = vec![("schema.txt", schema_text), ("permissions.txt", permissions_text)];
    if !options.cloud.is_empty() || !present.has_clouds() {
        let date = options.clouds_date.as_deref();
        files.push(("clouds.txt", clouds::file(&options.cloud, date, &present.dates("clouds"), &schema)?));
    }
    let beta = beta::file(&options.beta, &schema, &published, &present)?;
    files.extend(beta.map(|text| ("beta.txt", text)));
    let after: Vec<&str> = schema.iter().chain(&permissions).map(String::as_str).collect();
    let summary = Summary::between(&present.facts(), &after);
    write::replace(&options.out, &files)?;
    Ok(summary)
}

/// Imports, and prints what changed.
///
/// # Errors
/// As [`run`].
pub fn print(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let summary = run(options).map_err(|error| error.to_string())?;
    if output.is_json() {
        let kind = |change: &Change| {
            json!({
                "kind": change.kind,
                "now": change.now,
                "added": change.added,
                "removed": change.removed,
                "changed": change.changed,
            })
        };
        output.json(json!({ "changes": summary.changes.iter().map(kind).collect::<Vec<_>>() }))?;
    } else {
        output.line(summary.to_string().trim_end())?;
    }
    Ok(Outcome::Fine)
}

/// Checks that the catalog can read every line.
fn check(source: &Source, lines: &[String]) -> Result<(), ImportError> {
    for line in lines {
        check_fact(line).map_err(|reason| ImportError::Malformed {
            source: source.given.clone(),
            place: Place { line: 1, column: 1 },
            message: format!("`{line}` cannot be kept in the catalog: {reason}"),
        })?;
    }
    Ok(())
}
