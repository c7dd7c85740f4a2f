//! `graph-action import`: makes the catalog's data from what Microsoft publishes.

mod annotation;
mod clouds;
mod csdl;
mod error;
mod listed;
mod permissions;
mod schema;
mod source;
mod summary;
mod write;
mod xml;

use std::fs;
use std::path::PathBuf;

use graph_action_catalog::{Catalog, check_fact, compare};

pub use error::{ImportError, Place};
pub use summary::{Change, Summary};

use csdl::Csdl;
use serde_json::json;
use source::Source;

use crate::output::{Failure, Outcome, Output};

/// What to import, and where to.
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
    /// The schema of a national cloud, `china=v1.0-Mooncake.csdl`; may be repeated. Without any, `clouds.txt` stays as it is.
    #[arg(long, value_name = "NAME=FILE")]
    pub cloud: Vec<String>,
    /// The directory that holds the catalog's data.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The date of the schema, where its file does not have it; that of a text already in the catalog is known.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub schema_date: Option<String>,
    /// The date of the permission list.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub permissions_date: Option<String>,
    /// The date of the national clouds' schemas.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub clouds_date: Option<String>,
}

const LICENCE: &str = "MIT, Copyright (c) Microsoft Corporation";
const SCHEMA_ORIGIN: &str =
    "Microsoft Graph's schema; files of it are published in github.com/microsoftgraph/msgraph-metadata (schemas/)";
const PERMISSIONS_ORIGIN: &str = "Microsoft Graph's permissions, published in github.com/microsoftgraph/microsoft-graph-devx-content (permissions/new/)";

/// Imports, and tells what changed.
///
/// # Errors
/// A source that cannot be read, is cut short or is not what it should be, with the place; a directory that cannot be written.
/// The data that was there is then untouched.
pub fn run(options: &Options) -> Result<Summary, ImportError> {
    let before = Before::read(options);
    let csdl = Source::read(&options.csdl)?;
    let schema = schema::lines(&Csdl::read(&csdl.given, &csdl.text)?);
    check(&csdl, &schema)?;
    let date = csdl.date(options.schema_date.as_deref(), &before.dates("schema"));
    let schema_text = file(
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
    let date = list.date(options.permissions_date.as_deref(), &before.dates("permissions"));
    let sources = ids.iter().fold(list.name.clone(), |names, ids| format!("{names} {}", ids.name));
    let header = [("source", sources.as_str()), ("date", &date), ("digest", &list.digest())];
    let permissions_text = file("permissions", PERMISSIONS_ORIGIN, &header, &permissions);

    let mut files = vec![("schema.txt", schema_text), ("permissions.txt", permissions_text)];
    if !options.cloud.is_empty() || before.clouds.is_none() {
        files.push(("clouds.txt", clouds_file(options, &schema, &before)?));
    }
    let after: Vec<&str> = schema.iter().chain(&permissions).map(String::as_str).collect();
    let summary = Summary::between(&before.facts(), &after);
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
        output.json(&json!({ "changes": summary.changes.iter().map(kind).collect::<Vec<_>>() }))?;
    } else {
        output.line(summary.to_string().trim_end())?;
    }
    Ok(Outcome::Fine)
}

fn clouds_file(options: &Options, global: &[String], before: &Before) -> Result<String, ImportError> {
    let mut lines = Vec::new();
    let mut read: Vec<(String, Source)> = Vec::new();
    for cloud in &options.cloud {
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let (name, file) =
            cloud.split_once('=').filter(|(name, file)| is_name(name) && !file.is_empty()).ok_or_else(|| {
                ImportError::Usage(format!(
                    "`--cloud {cloud}`: expected `name=file`, the name in small letters and `-`"
                ))
            })?;
        if read.iter().any(|(known, _)| known == name) {
            return Err(ImportError::Usage(format!("`--cloud {name}` is given twice")));
        }
        let source = Source::read(file)?;
        let of_cloud = schema::lines(&Csdl::read(&source.given, &source.text)?);
        lines.extend(clouds::absences(name, global, &of_cloud));
        read.push((name.to_owned(), source));
    }
    read.sort_by(|(one, _), (other, _)| one.cmp(other));
    lines.sort_by(|a, b| compare(a, b));
    let join = |of: fn(&(String, Source)) -> String| read.iter().map(of).collect::<Vec<_>>().join(" ");
    let (names, sources, digest) =
        (join(|(name, _)| name.clone()), join(|(_, source)| source.name.clone()), join(|(_, source)| source.digest()));
    let known = before.dates("clouds");
    let known = known.iter().find(|(of, _)| *of == digest).map(|(_, date)| *date);
    let newest = read.iter().map(|(_, source)| source.date(None, &[])).max().unwrap_or_default();
    let date = options.clouds_date.as_deref().or(known).unwrap_or(&newest);
    let header = [("clouds", names.as_str()), ("source", &sources), ("date", date), ("digest", &digest)];
    Ok(file("what the schemas of national clouds lack", SCHEMA_ORIGIN, &header, &lines))
}

/// A data file: its header, then the facts.
fn file(what: &str, origin: &str, header: &[(&str, &str)], lines: &[String]) -> String {
    let mut text = format!("# Made by `graph-action import`, not by hand: {what}.\n# origin: {origin}\n");
    for (name, value) in header.iter().filter(|(_, value)| !value.is_empty()) {
        text += &format!("# {name}: {value}\n");
    }
    text += &format!("# licence: {LICENCE}\n");
    for line in lines {
        text += line;
        text.push('\n');
    }
    text
}

/// Nothing may come into the data that the catalog could not read again.
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

/// The data that the import replaces, and the catalog that this program was built with.
struct Before {
    schema: Option<String>,
    permissions: Option<String>,
    clouds: Option<String>,
    embedded: Catalog,
    replaced: Catalog,
}

impl Before {
    fn read(options: &Options) -> Before {
        let text = |name: &str| fs::read_to_string(options.out.join(name)).ok();
        let (schema, permissions, clouds) = (text("schema.txt"), text("permissions.txt"), text("clouds.txt"));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let replaced = Catalog::from_data(text(&schema), text(&permissions), text(&clouds));
        Before { schema, permissions, clouds, embedded: Catalog::embedded(), replaced }
    }

    /// The digests of the texts that data was made from, and their dates.
    fn dates(&self, file: &str) -> Vec<(&str, &str)> {
        let known = [&self.replaced, &self.embedded];
        known
            .into_iter()
            .filter_map(|catalog| Some((catalog.header(file, "digest")?, catalog.header(file, "date")?)))
            .collect()
    }

    fn facts(&self) -> Vec<&str> {
        let texts = [self.schema.as_deref(), self.permissions.as_deref()];
        texts.into_iter().flatten().flat_map(str::lines).filter(|line| !line.starts_with('#')).collect()
    }
}
