//! Which queries of directory objects are advanced: Graph answers them with `ConsistencyLevel: eventual` only.
//!
//! Source: <https://learn.microsoft.com/graph/aad-advanced-queries>.

use std::fmt;

use super::name::known_option;
use super::schema::{Catalog, Schema};
use super::syntax::{Comparison, Expression, ExpressionKind, OptionValue, OrderItem, Path, Step};

/// What sorts without an advanced query, by the table of that page.
const SORTED_BY_DEFAULT: [(&str, &str); 3] =
    [("group", "displayName"), ("user", "displayName"), ("user", "userPrincipalName")];

/// Why a query is advanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// `$search`
    Search,
    /// `$count=true`
    Count,
    /// `$count` as a segment of the path
    CountSegment,
    /// `$count` of a collection in `$filter`
    CountInFilter,
    /// `ne`
    NotEqual,
    /// `not`
    Not,
    /// `endsWith`
    EndsWith,
    /// `$filter` together with `$orderby`
    FilterAndOrderBy,
    /// `$orderby` of a property that is not sorted by default
    OrderBy,
}

impl Reason {
    /// Whether `$count=true` must be sent besides the header; `$search` and a path that ends with `$count` go without.
    #[must_use]
    pub fn needs_count(self) -> bool {
        !matches!(self, Reason::Search | Reason::CountSegment)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Search => "`$search`",
            Reason::Count => "`$count=true`",
            Reason::CountSegment => "`$count`",
            Reason::CountInFilter => "`$count` in `$filter`",
            Reason::NotEqual => "`ne`",
            Reason::Not => "`not`",
            Reason::EndsWith => "`endswith`",
            Reason::FilterAndOrderBy => "`$filter` together with `$orderby`",
            Reason::OrderBy => "`$orderby` of this property",
        })
    }
}

/// Why a call with these query options, by their names, on things of the type `ty` is an advanced query.
///
/// `None` if it is not.
#[must_use]
pub fn needs_advanced<'v>(
    catalog: &Catalog,
    ty: &str,
    options: impl IntoIterator<Item = (&'v str, &'v OptionValue)>,
) -> Option<Reason> {
    if !Schema::new(catalog).is_directory_object(ty) {
        return None;
    }
    let (mut filtered, mut ordered, mut reason) = (false, false, None);
    for (name, value) in options {
        let name = known_option(name).unwrap_or(name);
        let found = match value {
            OptionValue::Search(_) => Some(Reason::Search),
            OptionValue::Whole(_) if name == "$search" => Some(Reason::Search),
            OptionValue::Count(true) => Some(Reason::Count),
            OptionValue::Filter(expression) => of_expression(expression),
            OptionValue::OrderBy(items) => {
                items.iter().any(|item| !sorts_by_default(ty, item)).then_some(Reason::OrderBy)
            }
            _ => None,
        };
        filtered |= name == "$filter";
        ordered |= name == "$orderby";
        reason = reason.or(found);
    }
    if filtered && ordered { reason.or(Some(Reason::FilterAndOrderBy)) } else { reason }
}

fn sorts_by_default(ty: &str, item: &OrderItem) -> bool {
    let ExpressionKind::Path(Path { steps, lambda: None }) = &item.expression.kind else { return false };
    let [Step::Name(name)] = &steps[..] else { return false };
    SORTED_BY_DEFAULT.iter().any(|(of, property)| *of == ty && name.text.eq_ignore_ascii_case(property))
}

fn of_expression(expression: &Expression) -> Option<Reason> {
    let of_all = |expressions: &[Expression]| expressions.iter().find_map(of_expression);
    match &expression.kind {
        ExpressionKind::Or(operands) | ExpressionKind::And(operands) => of_all(operands),
        ExpressionKind::Not(_) => Some(Reason::Not),
        ExpressionKind::Comparison { operator: Comparison::NotEqual, .. } => Some(Reason::NotEqual),
        ExpressionKind::Comparison { left, right, .. } => of_expression(left).or_else(|| of_expression(right)),
        ExpressionKind::In { left, .. } => of_expression(left),
        ExpressionKind::Arithmetic { first, rest } => {
            of_expression(first).or_else(|| rest.iter().find_map(|(_, operand)| of_expression(operand)))
        }
        ExpressionKind::Path(path) => of_path(path),
        ExpressionKind::Call { name, .. } if name.text.eq_ignore_ascii_case("endswith") => Some(Reason::EndsWith),
        ExpressionKind::Call { arguments, .. } => of_all(arguments),
        ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_) => None,
    }
}

fn of_path(path: &Path) -> Option<Reason> {
    let counts = path.steps.iter().any(|step| matches!(step, Step::Name(name) if name.text == "$count"));
    let body = path.lambda.as_ref().and_then(|lambda| lambda.body.as_ref());
    if counts { Some(Reason::CountInFilter) } else { body.and_then(|(_, body)| of_expression(body)) }
}
