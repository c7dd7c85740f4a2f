//! The derived schema as lines of the catalog's data.
//!
//! What no source tells is left open: a navigation property whose containment is not known has `?` in the place of `>`
//! and `~`, and all parameters of an action may be left out.

use std::collections::{BTreeSet, HashMap, HashSet};

use graph_action_catalog::compare;

use super::addresses::{Evidence, Operation, OperationKey, Parameter};
use super::hints::Hints;
use super::types::Types;
use super::typings::Typings;
use crate::import::csdl::Kind;

/// Every fact, in the catalog's order.
pub(super) fn lines(types: &Types<'_>, evidence: &Evidence, typings: &Typings, hints: &Hints<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, ty) in &evidence.roots {
        let notes = hints.fields(&format!("/{name}")).filter(|fields| first(fields) == ty.as_str()).map(notes);
        lines.push(format!("/{name} {ty}{}", notes.unwrap_or_default()));
    }
    let left_out = hints.roots().filter(|(name, ty)| {
        !evidence.roots.contains_key(*name) && types.names.kind(first(ty).trim_start_matches('*')).is_some()
    });
    lines.extend(left_out.map(|(name, fields)| format!("/{name} {fields}")));
    for name in types.names.types.keys() {
        lines.push(type_line(name, types, evidence, hints));
    }
    lines.extend(types.bases.iter().map(|(name, base)| format!("{base}<{name}")));
    for ((owner, name), ty) in &types.members {
        lines.extend(member_line(owner, name, ty.as_deref(), types, evidence, typings, hints));
    }
    lines.extend(operation_lines(types, evidence, hints));
    lines.sort_by(|a, b| compare(a, b));
    lines.dedup();
    lines
}

fn first(fields: &str) -> &str {
    fields.split(' ').next().unwrap_or(fields)
}

/// The fields after the first, with a space before them.
fn notes(fields: &str) -> &str {
    fields.find(' ').map_or("", |end| &fields[end..])
}

fn type_line(name: &str, types: &Types<'_>, evidence: &Evidence, hints: &Hints<'_>) -> String {
    let hint = hints.fields(name).unwrap_or_default();
    let Some(named) = types.names.types.get(name) else { return String::new() };
    if named.kind == Kind::Enum {
        let published = first(hint).trim_start_matches(['&', '=']).split('|');
        let of_sdk = types.enumerations.get(name).map(|values| values.members.as_slice()).unwrap_or_default();
        let mut members: Vec<&str> = Vec::new();
        for member in published.chain(of_sdk.iter().map(String::as_str)).chain(named.members.iter().map(String::as_str))
        {
            if named.members.iter().any(|known| known == member) && !members.contains(&member) {
                members.push(member);
            }
        }
        let combines = hint.starts_with("&=") || types.combining.contains(name);
        let flags = if combines { "&" } else { "" };
        return format!("{name} {flags}={}{}", members.join("|"), notes(hint));
    }
    let kind = if named.kind == Kind::Entity { "E" } else { "C" };
    let base = types.bases.get(name).map(|base| format!(" :{base}")).unwrap_or_default();
    let mut line = format!("{name} {kind}{base}");
    let known: Vec<&str> = hint.split(' ').skip(1).filter(|field| !field.starts_with(':')).collect();
    let is_published = matches!(first(hint), "E" | "C");
    let stream = evidence.with_content.contains(name) && named.kind == Kind::Entity && !known.contains(&"stream");
    let flags = |field: &&&str| matches!(**field, "abstract" | "open" | "stream");
    for field in known.iter().filter(flags).filter(|_| is_published) {
        line += &format!(" {field}");
    }
    if stream {
        line += " stream";
    }
    let published = |start: &str| known.iter().find(|field| is_published && field.starts_with(start));
    if let Some(key) = published("key=") {
        line += &format!(" {key}");
    }
    let mut alternate: BTreeSet<&str> =
        evidence.alternate_keys.get(name).into_iter().flatten().map(String::as_str).collect();
    alternate.extend(published("alt=").into_iter().flat_map(|keys| keys["alt=".len()..].split(',')));
    if !alternate.is_empty() {
        line += &format!(" alt={}", alternate.into_iter().collect::<Vec<_>>().join(","));
    }
    if let Some(dates) = published("@") {
        line += &format!(" {dates}");
    }
    line
}

fn member_line(
    owner: &str,
    name: &str,
    ty: Option<&str>,
    types: &Types<'_>,
    evidence: &Evidence,
    typings: &Typings,
    hints: &Hints<'_>,
) -> Option<String> {
    let member = format!("{owner}/{name}");
    let hint = hints.fields(&member);
    let published = hint.map(|fields| first(fields).trim_start_matches(['>', '~', '?']).trim_end_matches('!'));
    let ty = match (ty, published) {
        (Some(ty), Some(published)) => types.published_or(ty, published),
        (Some(ty), None) => ty,
        (None, published) => published?,
    };
    let agrees = published == Some(ty);
    let notes = hint.filter(|_| agrees).map(notes).unwrap_or_default();
    if types.names.is_navigation(owner, name) {
        let seen = evidence.navigations.get(&(owner.to_owned(), name.to_owned())).copied().unwrap_or_default();
        let sign = match hint.and_then(|fields| fields.chars().next()) {
            Some(sign @ ('>' | '~')) => sign,
            _ if seen.reference => '~',
            _ if seen.written || seen.deep => '>',
            _ => '?',
        };
        return Some(format!("{member} {sign}{ty}{notes}"));
    }
    let never_null = match hint {
        Some(fields) => first(fields).ends_with('!'),
        None => typings.is_never_null(owner, name) && !ty.starts_with('*'),
    };
    Some(format!("{member} {ty}{}{notes}", if never_null { "!" } else { "" }))
}

/// The lines of operations. A published schema knows better which parameters one has, and has overloads and operations
/// that the SDK leaves out.
fn operation_lines(types: &Types<'_>, evidence: &Evidence, hints: &Hints<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut overloads: HashMap<(&str, &str), Vec<(&OperationKey, &Operation)>> = HashMap::new();
    for (key, operation) in &evidence.operations {
        overloads.entry((&key.bound_to, &key.name)).or_default().push((key, operation));
    }
    let mut replaced: HashSet<&OperationKey> = HashSet::new();
    for (key, line) in &hints.operations {
        let bound_to = key.bound_to.trim_end_matches('*');
        if evidence.operations.contains_key(key) || types.names.kind(bound_to).is_none() {
            continue;
        }
        let of_name = overloads.get(&(key.bound_to.as_str(), key.name.as_str()));
        let lacks_some = |(known, operation): &&(&OperationKey, &Operation)| {
            operation.action && known.parameters.is_subset(&key.parameters)
        };
        let incomplete = of_name.and_then(|known| known.iter().find(lacks_some));
        let is_overload = of_name.is_some_and(|known| known.iter().all(|(_, operation)| !operation.action));
        if incomplete.is_some() || is_overload || of_name.is_none() {
            replaced.extend(incomplete.map(|(known, _)| known));
            lines.push((*line).to_owned());
        }
    }
    for (known, operation) in evidence.operations.iter().filter(|(known, _)| !replaced.contains(known)) {
        match hints.operations.get(known) {
            Some(line) => lines.push((*line).to_owned()),
            None => lines.push(operation_line(&known.bound_to, operation)),
        }
    }
    lines
}

fn operation_line(bound_to: &str, operation: &Operation) -> String {
    let parameter = |parameter: &Parameter| {
        format!("{}{}:{}", parameter.name, if parameter.optional { "?" } else { "" }, parameter.ty)
    };
    let parameters: Vec<String> = operation.parameters.iter().map(parameter).collect();
    let mut line =
        format!("{bound_to}!{}({}) {}", operation.name, parameters.join(","), if operation.action { "A" } else { "F" });
    if let Some(returns) = &operation.returns {
        line += &format!(" {returns}");
    }
    if operation.composable {
        line += " composable";
    }
    if !operation.namespace.is_empty() {
        line += &format!(" .{}", operation.namespace);
    }
    line
}
