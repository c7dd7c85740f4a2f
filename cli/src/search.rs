//! `graph-action search`: finds operations by what people call them.

mod index;
mod question;
mod score;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;

use graph_action_catalog::{Catalog, Method, Scheme, Start, Version, Walk, walk};
use serde_json::{Value, json};

use crate::facts;
use crate::operation::correct;
use crate::output::{Failure, Outcome, Output};
use crate::pages::Page;
use crate::path;
use crate::values;
use index::{Entry, Index};
use question::Question;
use score::Scorer;

/// What to search for.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// A question in plain words, or words of a path, a type or a permission: `send mail`, `who is my manager`,
    /// `DELETE events`, `Mail.Send`.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many operations to print at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub limit: u16,
    /// The version of the service.
    #[arg(long, value_parser = values::version(), default_value_t)]
    pub version: Version,
}

/// Prints the operations that answer the question best.
///
/// # Errors
/// When no word is given.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let catalog = facts::catalog(Path::new("."))?;
    let catalog = catalog.of(options.version);
    let index = Index::new(catalog);
    let question = Question::read(catalog, &index, &options.words.join(" "));
    if question.is_empty() {
        return Err(Failure::Input("there is no word to look for".to_owned()));
    }
    let found = best(catalog, &index, &question, options.limit.into());
    if output.is_json() {
        let rows: Vec<Value> = found.iter().map(|found| found.json(catalog)).collect();
        output.json(json!({ "operations": rows }))?;
    } else {
        print(catalog, &found, output)?;
    }
    if found.is_empty() && !output.is_json() {
        output.line("nothing is like that")?;
    }
    Ok(if found.is_empty() { Outcome::Findings } else { Outcome::Fine })
}

/// Prints a line for each operation; two on a terminal that is too narrow.
fn print(catalog: &Catalog, found: &[FoundOperation<'_>], output: &mut Output) -> Result<(), Failure> {
    let width = found.iter().map(|found| found.path.chars().count()).max().unwrap_or(0);
    for found in found {
        let description = found.describe(catalog);
        let method = output.bold(&format!("{:<6}", found.method));
        let path = found.page.map_or_else(|| found.path.clone(), |page| output.link(&page.url(), &found.path));
        let fits = output.width().is_none_or(|most| METHOD_WIDTH + width + description.chars().count() <= most);
        let gap = width - found.path.chars().count();
        let line = match (description.is_empty(), fits) {
            (true, _) => format!("{method}  {path}"),
            (false, true) => format!("{method}  {path}{}  {description}", " ".repeat(gap)),
            (false, false) => format!("{method}  {path}\n        {description}"),
        };
        output.line(line)?;
    }
    Ok(())
}

/// The columns that the method and the gaps take.
const METHOD_WIDTH: usize = 10;

struct FoundOperation<'c> {
    method: Method,
    path: String,
    walk: Walk<'c>,
    page: Option<Page>,
}

/// Operations that fit much less well than the best one are not shown.
const MUCH_LESS: f32 = 0.6;

/// The best entries whose addresses exist in the version. The list does not say which version it means.
fn best<'c>(catalog: &'c Catalog, index: &Index<'c>, question: &Question, limit: usize) -> Vec<FoundOperation<'c>> {
    let scorer = Scorer::new(catalog, index, question);
    let mut ranked: Vec<(f32, &Entry<'_>)> =
        index.entries.iter().filter_map(|entry| Some((scorer.score(index, entry)?, entry))).collect();
    ranked.sort_by(|one, other| by_score(*one, *other));
    // Following an address takes longer than comparing words, so only the best are followed.
    let mut known: Vec<(f32, &Entry<'_>, FoundOperation<'c>)> = ranked
        .into_iter()
        .filter_map(|(score, entry)| Some((score, entry, FoundOperation::new(catalog, entry)?)))
        .take(limit.max(FOLLOWED))
        .map(|(score, entry, found)| (score + scorer.by_schema(entry, &found.walk), entry, found))
        .collect();
    known.sort_by(|(one, a, _), (other, b, _)| by_score((*one, a), (*other, b)));
    let least = known.first().map_or(0.0, |(score, ..)| score * MUCH_LESS);
    let mut found: Vec<FoundOperation<'_>> = Vec::new();
    let mut more: Vec<FoundOperation<'_>> = Vec::new();
    let mut shown: HashMap<(&str, Method), usize> = HashMap::new();
    for (_, entry, one) in known.into_iter().filter(|(score, ..)| *score >= least) {
        // The list has some links with their `$ref` and without.
        let is_same = |other: &FoundOperation<'_>| other.method == one.method && other.path == one.path;
        if found.iter().chain(&more).any(is_same) {
            continue;
        }
        // An operation with many addresses would hide all others.
        let times = shown.entry((&entry.key, entry.method)).or_default();
        *times += 1;
        if *times > MOST_ADDRESSES { &mut more } else { &mut found }.push(one);
    }
    found.extend(more);
    found.truncate(limit);
    found
}

/// The best first; of equals the shortest address.
fn by_score((one, a): (f32, &Entry<'_>), (other, b): (f32, &Entry<'_>)) -> Ordering {
    other.total_cmp(&one).then_with(|| (a.length, &a.address, a.method).cmp(&(b.length, &b.address, b.method)))
}

/// How many of the best operations are looked up in the schema, if no more are to be printed.
const FOLLOWED: usize = 40;

/// How many addresses of one operation are shown before other operations.
const MOST_ADDRESSES: usize = 2;

impl<'c> FoundOperation<'c> {
    /// The operation, where v1.0 has it.
    fn new(catalog: &'c Catalog, entry: &Entry<'_>) -> Option<FoundOperation<'c>> {
        let at = |path: String| {
            let mut template = path::parse(&path).ok()?;
            let walk = walk(catalog, Start::Service, &template.steps()).ok()?;
            // The list names methods that the target of the address does not take.
            catalog.listing(&walk, entry.method)?;
            correct(&mut template, &walk);
            let path = template.path().replace('<', "{").replace('>', "}");
            Some(FoundOperation { method: entry.method, path, walk, page: entry.page })
        };
        let path = entry.path();
        // The list leaves out `$ref`, which the methods that change a link need.
        let link = format!("{path}/$ref");
        at(path).or_else(|| if entry.method == Method::Get { None } else { at(link) })
    }

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
            "page": self.page.map(|page| page.url()),
        })
    }
}
