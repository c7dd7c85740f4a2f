//! Makes `cli/data/pages.txt`, the documentation page of each operation:
//! `cargo run -p graph-action-cli --example pages -- WHEEL DOCUMENTATION SAMPLES > cli/data/pages.txt`.
//!
//! - `WHEEL` is the unpacked package `msgraph-sdk` of PyPI (MIT); its generated methods link to pages.
//! - `DOCUMENTATION` is the folder `api-reference/v1.0/api` of microsoftgraph/microsoft-graph-docs; the requests in the
//!   code blocks of its pages (MIT) fill in what the package does not link.
//! - `SAMPLES` is `sample-queries/sample-queries.json` of microsoftgraph/microsoft-graph-devx-content (MIT).
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "an example prints, and stops at what is wrong with its input"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use graph_action_catalog::{Catalog, Method, Start, walk};
use graph_action_cli::{pages, path};

/// An operation, by its key.
type Operation = (String, Method);

/// A page that shows an operation, the best the least: whether its name begins otherwise and is another, whether the
/// request has query options, how many requests it shows, and its name.
type Candidate = ((bool, bool), bool, usize, String);

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [wheel, documentation, samples] = arguments.as_slice() else { panic!("WHEEL DOCUMENTATION SAMPLES") };
    let catalog = Catalog::embedded();
    let mut pages: BTreeMap<Operation, String> =
        files(wheel, "_request_builder.py").iter().flat_map(|file| of_builder(&catalog, &read(file))).collect();
    for (operation, page) in of_pages(&catalog, &files(documentation, ".md")) {
        let known = pages.entry(operation).or_insert_with(|| page.clone());
        // The package links some operations to the page of a derived type: `eventmessage-update`.
        if known.ends_with(&page) {
            *known = page;
        }
    }
    let samples = samples_of(&catalog, &read(samples));
    println!(
        "# Made by the example `pages` from what Microsoft publishes under the MIT licence: the links in the package"
    );
    println!("# msgraph-sdk, the requests in the pages of microsoft-graph-docs, and Graph Explorer's samples (`*`).");
    let line = |((address, method), page): (&Operation, &String)| {
        let star = if samples.contains(&(address.clone(), *method)) { " *" } else { "" };
        format!("{address} {method} {page}{star}")
    };
    let lines: BTreeSet<String> = pages.iter().map(line).collect();
    lines.iter().for_each(|line| println!("{line}"));
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).expect("a readable file")
}

/// Every file below `folder` whose name ends with `end`, in the order of their paths.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The key of an operation that v1.0 has.
fn key(catalog: &Catalog, url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.replace("%2D", "-").replace("graph.", "microsoft.graph.");
    let path = path.replace("microsoft.microsoft.", "microsoft.");
    let walk = walk(catalog, Start::Service, &path::parse(&path).ok()?.steps()).ok()?;
    Some(pages::key(&walk.address.to_string()))
}

/// The links in a generated class of the package: one address, a link in the documentation of each method.
fn of_builder(catalog: &Catalog, text: &str) -> Vec<(Operation, String)> {
    const LINK: &str = "https://learn.microsoft.com/graph/api/";
    // The query options stand in a placeholder of their own.
    let url = between(text, "\"{+baseurl}", "\"").map(|url| url.split("{?").next().unwrap_or(url));
    let Some(key) = url.and_then(|url| key(catalog, url)) else { return Vec::new() };
    let link = |part: &str| {
        let method = part.split('(').next()?.to_ascii_uppercase().parse().ok()?;
        let page = between(part.split("\"\"\"").nth(1)?, LINK, "?")?;
        Some(((key.clone(), method), page.to_owned()))
    };
    text.split("    async def ").skip(1).filter_map(link).collect()
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.split_once(start)?.1.split(end).next()
}

/// The page of each operation that the code blocks of pages show as their request. Of several pages, the one that is
/// called like the address, and then the one that shows the fewest requests, is about the operation itself.
fn of_pages(catalog: &Catalog, files: &[PathBuf]) -> BTreeMap<Operation, String> {
    let mut found: BTreeMap<Operation, BTreeSet<Candidate>> = BTreeMap::new();
    for file in files {
        let name = file.file_stem().expect("a file's name").to_string_lossy().into_owned();
        let requests = requests(catalog, &read(file));
        for ((address, method), has_query) in &requests {
            let last = address.rsplit('/').find(|name| *name != "{}").unwrap_or("").to_ascii_lowercase();
            let last = last.trim_end_matches('s');
            let is_other = (!name.starts_with(&format!("{last}-")), !name.contains(last));
            // A request with a query option is about the option.
            if !(is_other.1 && *has_query) {
                let page = (is_other, *has_query, requests.len(), name.clone());
                found.entry((address.clone(), *method)).or_default().insert(page);
            }
        }
    }
    let best = |(operation, mut pages): (Operation, BTreeSet<Candidate>)| Some((operation, pages.pop_first()?.3));
    found.into_iter().filter_map(best).collect()
}

/// The requests below the heading `HTTP request`, each with whether it has query options.
fn requests(catalog: &Catalog, text: &str) -> BTreeMap<Operation, bool> {
    let section = text.split_once("## HTTP request").map_or("", |(_, section)| section);
    let section = section.split("\n## ").next().unwrap_or(section);
    let request = |line: &str| {
        let (method, path) = line.trim().split_once(' ')?;
        let path = path.trim().trim_start_matches("https://graph.microsoft.com/v1.0");
        Some(((key(catalog, path)?, method.parse().ok()?), path.contains('?')))
    };
    section.split("```").skip(1).step_by(2).flat_map(str::lines).filter_map(request).collect()
}

/// The operations of v1.0 among the samples of Graph Explorer.
fn samples_of(catalog: &Catalog, text: &str) -> BTreeSet<(String, Method)> {
    let json: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
    let samples = json["SampleQueries"].as_array().expect("a list of samples");
    let operation = |sample: &serde_json::Value| {
        let path = sample["requestUrl"].as_str()?.strip_prefix("/v1.0")?;
        Some((key(catalog, path)?, sample["method"].as_str()?.parse().ok()?))
    };
    samples.iter().filter_map(operation).collect()
}
