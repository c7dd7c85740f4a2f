//! The names of query options.

use super::finding::{Finding, Kind};
use super::schema::{Catalog, Schema, nearest};
use super::source::Source;
use graph_action_catalog::Version;

/// OData's query options that Graph knows, and the two opaque tokens of its links.
///
/// <https://learn.microsoft.com/graph/query-parameters>
pub const OPTIONS: [&str; 11] = [
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

/// Options in the other case that Microsoft's documentation has, too.
pub(crate) const ALSO_DOCUMENTED: [&str; 3] = ["$deltaToken", "$orderBy", "$skipToken"];

/// Options that are OData's even without their `$`; `search`, `format` and `token` are Graph's own, too.
const WITHOUT_DOLLAR: [&str; 7] = ["count", "expand", "filter", "orderby", "select", "skip", "top"];

/// What other interfaces call these options.
const ELSEWHERE: [(&str, &str); 9] = [
    ("$fields", "$select"),
    ("$include", "$expand"),
    ("$limit", "$top"),
    ("$offset", "$skip"),
    ("$query", "$search"),
    ("$sort", "$orderby"),
    ("$sortby", "$orderby"),
    ("$take", "$top"),
    ("$where", "$filter"),
];

/// The option that a name stands for, as OData spells it: `$orderby` for `$orderBy` and `orderby`.
pub(super) fn known_option(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let bare = lower.strip_prefix('$').or_else(|| WITHOUT_DOLLAR.contains(&lower.as_str()).then_some(&lower))?;
    OPTIONS.into_iter().find(|option| option.strip_prefix('$') == Some(bare))
}

/// What is wrong with the name of a query option on things of the type `ty`, if something is.
///
/// The repair is the right name.
///
/// On some types Microsoft's documentation has options without their `$`, and so they are right there. Other services
/// leave such an option unread.
#[must_use]
pub fn judge_name(catalog: &Catalog, ty: &str, name: &str) -> Option<Finding> {
    let known = known_option(name);
    let bare = !name.starts_with('$');
    let right = match known {
        // Beta takes them without (<https://learn.microsoft.com/graph/query-parameters>).
        Some(known) if bare && catalog.version() == Version::Beta => known[1..] == *name,
        Some(known) if bare => known[1..] == *name && Schema::new(catalog).takes_options_without_dollar(ty),
        Some(known) => known == name || ALSO_DOCUMENTED.contains(&name),
        None => bare,
    };
    if right {
        return None;
    }
    let kind = match known {
        Some(_) if bare => Kind::WithoutDollar,
        Some(_) => Kind::WrongCase,
        None => Kind::UnknownOption,
    };
    let lower = name.to_ascii_lowercase();
    let elsewhere = || ELSEWHERE.iter().find(|(other, _)| *other == lower).map(|(_, ours)| *ours);
    let meant = known.or_else(elsewhere).or_else(|| nearest(name, OPTIONS, 1).first().copied());
    let source = Source::parse(name);
    let mut finding = Finding::new(kind, source.span(), &source);
    if let Some(meant) = meant {
        finding.repair = Some(meant.to_owned());
        finding = finding.replaced_by(meant);
    }
    Some(finding)
}
