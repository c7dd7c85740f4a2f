//! Query options, and the properties that `$select`, `$expand` and `$orderby` name.

use super::filter::compared_property;
use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use crate::odata::{ALSO_DOCUMENTED, OPTIONS};
use graph_action_catalog::{Catalog, Property, QueryOption, QueryPiece, TypeKind, Walk, nearest};

/// What is wrong with a query option's name, if it begins with `$` and is not OData's.
pub(crate) fn unknown_query_option(name: &str) -> Option<Finding> {
    if !name.starts_with('$') || OPTIONS.contains(&name) || ALSO_DOCUMENTED.contains(&name) {
        return None;
    }
    let problem = Problem::UnknownQueryOption { name: name.to_owned(), known: OPTIONS.to_vec() };
    Some(Finding::new(Place::QueryOption(name.to_owned()), problem).suggest(nearest(name, OPTIONS, 1)))
}

/// Whether every query option that begins with `$` is OData's.
pub(super) fn check_options(question: &Question<'_>) -> Vec<Finding> {
    question.template.query.iter().filter_map(|option| unknown_query_option(&option.name)).collect()
}

/// Whether every property that the query names in plain text exists.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(ty) = walk.ty else { return findings };
    for pair in &question.template.query {
        check_quotes(catalog, ty.name, pair, &mut findings);
        // A value that is known when the call is made only is Graph's to judge.
        let [QueryPiece::Text(value)] = pair.value.as_slice() else { continue };
        check_option(catalog, ty.name, &pair.name, value, &mut findings);
    }
    findings
}

/// A value in quotes is a string: Graph refuses it for a number, a date or a boolean.
fn check_quotes(catalog: &Catalog, ty: &str, pair: &QueryOption, findings: &mut Vec<Finding>) {
    if pair.name != "$filter" {
        return;
    }
    let mut before = String::new();
    for piece in &pair.value {
        match piece {
            QueryPiece::Text(text) => before.push_str(text),
            QueryPiece::Quoted(name) => {
                let Some(property) = compared_property(&before) else { continue };
                if let Ok(Property::Declared(member)) = catalog.property(ty, &property)
                    && !catalog.is_quoted(member.ty)
                {
                    let problem = Problem::QuotedValue { property, ty: member.ty.name.to_owned() };
                    let place = Place::QueryOption(pair.name.clone());
                    findings.push(Finding::new(place, problem).repair(Repair::WithoutQuotes(name.clone())));
                }
            }
            QueryPiece::Argument(_) | QueryPiece::Phrase(_) => {}
        }
    }
}

fn check_option(catalog: &Catalog, ty: &str, option: &str, value: &str, findings: &mut Vec<Finding>) {
    let structured = catalog.find_type(ty).is_some_and(|ty| matches!(ty.kind, TypeKind::Entity | TypeKind::Complex));
    if !structured {
        return;
    }
    for item in split(value, ',') {
        let item = item.trim();
        let path = match option {
            "$select" => item,
            "$orderby" => item.split(' ').next().unwrap_or(item),
            "$expand" => item.split('(').next().unwrap_or(item).trim(),
            _ => return,
        };
        if path == "*" || path.is_empty() {
            continue;
        }
        match catalog.property(ty, path) {
            Err(error) => {
                let nearest = error.nearest.clone();
                let problem = Problem::UnknownProperty { option: option.to_owned(), error };
                findings.push(Finding::new(Place::QueryOption(option.to_owned()), problem).suggest(nearest));
            }
            Ok(Property::Declared(member)) if option == "$expand" => {
                let inner = item.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
                for nested in inner.map(|inner| split(inner, ';')).unwrap_or_default() {
                    if let Some((name, value)) = nested.split_once('=') {
                        check_option(catalog, member.ty.name, name.trim(), value, findings);
                    }
                }
            }
            Ok(_) => {}
        }
    }
}

/// Splits at a separator outside parentheses and strings.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut quoted) = (0_i32, false);
    text.split(|c| {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        c == separator && depth == 0 && !quoted
    })
    .collect()
}
