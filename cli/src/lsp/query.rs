//! What may follow in the query of a path: options, and the properties that they name.

use graph_action_catalog::{Catalog, Member, Target, Walk};
use graph_action_codegen::odata::OPTIONS;

use super::candidate::{Candidate, Kind};
use super::filter;
use super::properties::{property_path, type_at};

/// What may be written at the end of a query, and from which byte on it is replaced.
pub(super) fn complete(catalog: &Catalog, walk: Option<&Walk<'_>>, query: &str) -> (usize, Vec<Candidate>) {
    let start = last_part(query, '&');
    let pair = &query[start..];
    let Some(equals) = pair.find('=') else {
        let is_list = walk.is_none_or(|walk| match &walk.target {
            Target::Function(called) => called.returns.is_none_or(|ty| ty.collection),
            _ => walk.ty.is_none_or(|ty| ty.collection),
        });
        return (start, options(is_list));
    };
    let Some(ty) = walk.and_then(|walk| walk.ty) else { return (start, Vec::new()) };
    let (at, candidates) = of_option(catalog, ty.name, &pair[..equals], &pair[equals + 1..]);
    (start + equals + 1 + at, candidates)
}

/// The options that apply to a list, or to one thing.
fn options(is_list: bool) -> Vec<Candidate> {
    let of_one = ["$select", "$expand", "$format"];
    let is_opaque = |name: &&&str| !name.ends_with("token");
    let all = OPTIONS.iter().filter(is_opaque).filter(|name| is_list || of_one.contains(*name));
    all.map(|name| {
        let (text, detail) = match *name {
            "$count" => ("$count=true", "adds the number of items"),
            "$top" => ("$top=<top>", "how many items a page has at most"),
            "$skip" => ("$skip=<skip>", "how many items are left out"),
            "$search" => ("$search=\"<search>\"", "words to search for"),
            "$filter" => ("$filter=", "a condition"),
            "$select" => ("$select=", "the properties that are sent"),
            "$expand" => ("$expand=", "related things that are sent as well"),
            "$orderby" => ("$orderby=", "the order of the items"),
            other => (other, "query option"),
        };
        Candidate::new(text, detail, Kind::Keyword)
    })
    .collect()
}

/// What may be written at the end of an option's value.
fn of_option(catalog: &Catalog, ty: &str, option: &str, value: &str) -> (usize, Vec<Candidate>) {
    match option.to_ascii_lowercase().as_str() {
        "$select" => properties(catalog, ty, value, |member| member.navigation.is_none()),
        "$orderby" => order(catalog, ty, value),
        "$expand" => expand(catalog, ty, value),
        "$filter" => filter::complete(catalog, ty, value),
        "$count" => (0, ["true", "false"].map(|text| Candidate::new(text, "Boolean", Kind::Value)).to_vec()),
        _ => (0, Vec::new()),
    }
}

/// The place after the last separator outside of quotes and parentheses.
fn last_part(text: &str, separator: char) -> usize {
    let (mut depth, mut quoted, mut last) = (0_usize, false, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '\'' => quoted = !quoted,
            _ if quoted => {}
            _ if letter == separator && depth == 0 => last = at + letter.len_utf8(),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    last
}

/// Properties in a list with `,`.
fn properties(
    catalog: &Catalog,
    ty: &str,
    value: &str,
    wanted: impl Fn(&Member<'_>) -> bool,
) -> (usize, Vec<Candidate>) {
    let start = last_part(value, ',');
    let start = start + value[start..].len() - value[start..].trim_start().len();
    let (at, candidates) = property_path(catalog, ty, &value[start..], wanted);
    (start + at, candidates)
}

fn order(catalog: &Catalog, ty: &str, value: &str) -> (usize, Vec<Candidate>) {
    let start = last_part(value, ',');
    let item = value[start..].trim_start();
    if let Some(space) = item.rfind(' ') {
        let at = value.len() - item.len() + space + 1;
        let direction = |(text, detail)| Candidate::new(text, detail, Kind::Keyword);
        return (at, [("asc", "the least first"), ("desc", "the greatest first")].map(direction).to_vec());
    }
    properties(catalog, ty, value, |member| !member.ty.collection)
}

fn expand(catalog: &Catalog, ty: &str, value: &str) -> (usize, Vec<Candidate>) {
    let start = last_part(value, ',');
    let item = &value[start..];
    let Some(open) = item.find('(').filter(|_| !item.trim_end().ends_with(')')) else {
        return properties(catalog, ty, value, |member| member.navigation.is_some());
    };
    // The options of what is expanded.
    let nested = &item[open + 1..];
    let Some(ty) = type_at(catalog, ty, item[..open].trim()) else { return (start, Vec::new()) };
    let pair = last_part(nested, ';');
    let base = start + open + 1 + pair;
    match nested[pair..].find('=') {
        None => (base, options(true)),
        Some(equals) => {
            let (name, rest) = (&nested[pair..pair + equals], &nested[pair + equals + 1..]);
            let (at, candidates) = of_option(catalog, ty, name.trim(), rest);
            (base + equals + 1 + at, candidates)
        }
    }
}
