//! The calls that Microsoft documents and that its permission list leaves out.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Method, Start, Version, compare, walk};

use super::SdkCall;
use crate::import::difference;
use crate::path;

/// A line for each: `/places/{}/rooms GET`. `published` is the text of the permission list, `v1` and `beta`
/// the lines of both schemas.
pub(super) fn unlisted(published: &str, v1: &[String], beta: &[String], calls: &[SdkCall]) -> Vec<String> {
    let text = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let catalog =
        Catalog::from_data(text(v1), published.to_owned(), String::new()).with_beta(text(&difference::lines(v1, beta)));
    let catalog = catalog.of(Version::Beta);
    // The same call has several addresses in the SDK.
    let mut found: BTreeSet<String> = BTreeSet::new();
    for call in calls.iter().filter(|call| call.page.is_some()) {
        let (Ok(method), Ok(template)) = (call.method.parse::<Method>(), path::parse(&call.address)) else {
            continue;
        };
        let Ok(walk) = walk(catalog, Start::Service, &template.steps()) else { continue };
        if catalog.listing(&walk, method).is_none() {
            found.insert(format!("{} {method}", walk.address));
        }
    }
    let mut lines: Vec<String> = found.into_iter().collect();
    lines.sort_by(|a, b| compare(a, b));
    lines
}

/// An address of the SDK as documentation writes it: `@name` in parentheses is a value like any other.
pub(super) fn plain(address: &str) -> String {
    let mut plain = String::new();
    let mut rest = address;
    while let Some((before, alias)) = rest.split_once('@') {
        let end = alias.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(alias.len());
        plain.push_str(before);
        plain.push_str(&format!("{{{}}}", &alias[..end]));
        rest = &alias[end..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn aliases_are_values() {
        assert_eq!(plain("/a/f(x='@x',y=@y)/b"), "/a/f(x='{x}',y={y})/b");
    }
}
