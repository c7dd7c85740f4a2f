//! Query options, and the properties that `$select`, `$expand` and `$orderby` name.

use super::filter::compared_property;
use super::{Finding, Kind, Place, Question};
use graph_action_catalog::{Catalog, Property, TypeKind, Walk, nearest};
use graph_action_catalog::{QueryOption, QueryPiece};

/// OData's query options that Graph knows
/// (<https://learn.microsoft.com/graph/query-parameters>, and the two opaque tokens of its links).
const QUERY_OPTIONS: [&str; 11] = [
    "$count",
    "$deltatoken",
    "$expand",
    "$filter",
    "$format",
    "$orderby",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
];

/// Why a query option's name is wrong, if it is.
pub(crate) fn unknown_query_option(name: &str) -> Option<String> {
    if let Some(bare) = name.strip_prefix('$') {
        if QUERY_OPTIONS.contains(&name) {
            return None;
        }
        let help = match nearest(name, QUERY_OPTIONS, 1).first() {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("OData has {}; an option of another kind is written `{bare}`", QUERY_OPTIONS.join(", ")),
        };
        return Some(format!("`{name}` is no query option of OData: {help}"));
    }
    None
}

/// Whether every query option that begins with `$` is OData's.
pub(super) fn check_options(question: &Question<'_>, findings: &mut Vec<Finding>) {
    for message in question.template.query.iter().filter_map(|pair| unknown_query_option(&pair.name)) {
        findings.push(Finding { kind: Kind::UnknownProperty, place: Place::Path, message, repair: None });
    }
}

/// Whether every property that the query names in plain text exists.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>, findings: &mut Vec<Finding>) {
    let Some(ty) = walk.ty else { return };
    for pair in &question.template.query {
        check_quotes(catalog, ty.name, pair, findings);
        // A value that is known when the call is made only is Graph's to judge.
        let [QueryPiece::Text(value)] = pair.value.as_slice() else { continue };
        check_option(catalog, ty.name, &pair.name, value, findings);
    }
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
                    findings.push(Finding {
                        kind: Kind::UnknownProperty,
                        place: Place::Path,
                        message: format!(
                            "`{property}` is of type `{}`, whose values stand without quotes",
                            member.ty.name
                        ),
                        repair: Some(format!("write `<{name}>` instead of `'<{name}>'`")),
                    });
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
            Err(error) => findings.push(Finding {
                kind: Kind::UnknownProperty,
                place: Place::Path,
                message: format!("`{option}`: {error}"),
                repair: None,
            }),
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
fn split(text: &str, separator: char) -> Vec<&str> {
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
