//! How long one check takes: `cargo bench -p graph-action-catalog`, or with `--profile dev` as a macro pays it.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use graph_action_catalog::{Catalog, Method, Start, Step, Version, Walk, walk};

/// Short and long, listed under the address itself, under another, and not at all, and misspelled.
const CALLS: [(Method, &str); 8] = [
    (Method::Get, "/me"),
    (Method::Post, "/me/messages/{}/send"),
    (Method::Get, "/users/{}/mailFolders/inbox/messages"),
    (Method::Get, "/groups/{}/drive/items/{}/workbook/worksheets/{}/tables/{}/rows"),
    (Method::Delete, "/groups/{}/members/{}/$ref"),
    (Method::Patch, "/users/{}/mailboxSettings/language"),
    (Method::Get, "/identityGovernance/entitlementManagement/accessPackages/{}/assignmentPolicies"),
    (Method::Get, "/me/mesages/{}"),
];

fn steps(path: &str) -> Vec<Step<'_>> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| if segment == "{}" { Step::Key } else { Step::Name(segment) }).collect()
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = black_box(work());
    (result, start.elapsed())
}

fn main() {
    println!("{:>10} {:>10} {:>10} {:>10}  call", "walk cold", "listing", "walk warm", "listing");
    for (version, (method, path)) in Version::ALL.into_iter().flat_map(|version| CALLS.map(|call| (version, call))) {
        // Nothing is kept between look-ups but what the processor's cache keeps.
        let catalog = Catalog::embedded();
        let (catalog, of_version) = timed(|| catalog.of(version));
        let steps = steps(path);
        let look = || walk(catalog, Start::Service, &steps);
        let (cold, cold_walk) = timed(look);
        let list = |found: &Walk<'_>| catalog.listing(found, method).is_some();
        let (_, cold_listing) = timed(|| cold.as_ref().is_ok_and(list));
        let repeats = 200;
        let (_, walks) = timed(|| (0..repeats).for_each(|_| drop(black_box(look()))));
        let (_, listings) = timed(|| (0..repeats).for_each(|_| _ = black_box(cold.as_ref().is_ok_and(list))));
        println!(
            "{cold_walk:>10.1?} {cold_listing:>10.1?} {:>10.1?} {:>10.1?}  {version} +{of_version:.1?} {method} {path}",
            walks / repeats,
            listings / repeats
        );
    }
}
