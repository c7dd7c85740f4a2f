//! `graph-action search`: finds operations by words of their paths, types and methods.

mod index;
mod score;

use std::path::Path;

use graph_action_catalog::{Catalog, Method, Scheme, Start, Version, Walk, walk};
use serde_json::{Value, json};

use crate::facts;
use crate::operation::correct;
use crate::output::{Failure, Outcome, Output};
use crate::path;
use crate::values;
use index::{Entry, entries};
use score::{Query, Rank};

/// The words to search for.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Words of a path, a type, an action or a method, in any order: `send mail`, `list chatMessage`, `DELETE events`.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many operations to print at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub limit: u16,
    /// The version of the service.
    #[arg(long, value_parser = values::version(), default_value_t)]
    pub version: Version,
}

/// Prints the operations that match the words best. When none has all words, prints those with the most.
///
/// # Errors
/// When no word is given.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let catalog = facts::catalog(Path::new("."))?;
    let catalog = catalog.of(options.version);
    let query = Query::new(catalog, &options.words);
    if query.is_empty() {
        return Err(Failure::Input("there is no word to look for".to_owned()));
    }
    let found = best(catalog, &query, options.limit.into());
    if output.is_json() {
        let rows: Vec<Value> = found.iter().map(|found| found.json(catalog)).collect();
        output.json(&json!({ "operations": rows }))?;
    } else {
        let width = found.iter().map(|found| found.path.chars().count()).max().unwrap_or(0);
        for found in &found {
            let method = output.bold(&format!("{:<6}", found.method));
            let line = format!("{method}  {:<width$}  {}", found.path, found.describe(catalog));
            output.line(line.trim_end())?;
        }
    }
    if found.is_empty() && !output.is_json() {
        output.line("nothing is like that")?;
    }
    Ok(if found.is_empty() { Outcome::Findings } else { Outcome::Fine })
}

struct Found<'c> {
    method: Method,
    path: String,
    walk: Walk<'c>,
}

/// The best entries whose addresses exist in the version. The list does not say which version it means.
fn best<'c>(catalog: &'c Catalog, query: &Query<'_>, limit: usize) -> Vec<Found<'c>> {
    let all = entries(catalog);
    let mut ranked: Vec<(Rank, &Entry<'_>)> =
        all.iter().filter_map(|entry| Some((query.rank(entry)?, entry))).collect();
    ranked.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.cmp(b)));
    let most = ranked.first().map_or(0, |(rank, _)| rank.matched);
    let mut found: Vec<Found<'_>> = Vec::new();
    for (rank, entry) in ranked {
        if found.len() == limit || (rank.matched < most && !found.is_empty()) {
            break;
        }
        let path = entry.path();
        let Ok(mut template) = path::parse(&path) else { continue };
        let Ok(walk) = walk(catalog, Start::Service, &template.steps()) else { continue };
        // The list names methods that the target of the address does not take.
        if catalog.listing(&walk, entry.method).is_none() || (rank.needs_type && !query.has_type(&walk)) {
            continue;
        }
        correct(&mut template, &walk);
        let path = template.path().replace('<', "{").replace('>', "}");
        found.push(Found { method: entry.method, path, walk });
    }
    found
}

impl Found<'_> {
    /// The type in the answer, and the least privileged permission.
    fn describe(&self, catalog: &Catalog) -> String {
        let ty = self.ty().unwrap_or_default();
        let least = self.least(catalog, Scheme::DelegatedWork).or_else(|| self.least(catalog, Scheme::Application));
        [ty, least.unwrap_or_default()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The type that is read, created or changed.
    fn ty(&self) -> Option<String> {
        let ty = self.walk.ty?;
        match self.method {
            Method::Get => Some(ty.to_string()),
            Method::Post if self.walk.operation().is_some() => Some(ty.to_string()),
            Method::Delete => None,
            Method::Post | Method::Put | Method::Patch => Some(ty.name.to_owned()),
        }
    }

    fn least(&self, catalog: &Catalog, scheme: Scheme) -> Option<String> {
        Some(catalog.listing(&self.walk, self.method)?.least(scheme)?.permission.to_owned())
    }

    fn json(&self, catalog: &Catalog) -> Value {
        json!({
            "method": self.method.as_str(),
            "path": self.path,
            "type": self.ty(),
            "delegated": self.least(catalog, Scheme::DelegatedWork),
            "application": self.least(catalog, Scheme::Application),
        })
    }
}
