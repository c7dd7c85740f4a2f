//! Query options that only a collection takes, on one entity.

use graph_action_catalog::{Catalog, Method, Segment, Target, Version, Walk};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;

/// Graph answers them on one entity with 400: "Query options $filter, $orderby, $count, $skip, and $top can be applied
/// only on collections". `$search` filters a collection, too:
/// <https://learn.microsoft.com/graph/search-query-parameter>.
const OF_COLLECTIONS: [&str; 6] = ["$top", "$skip", "$filter", "$orderby", "$count", "$search"];

/// Checks that one entity is not asked for as if it were a collection.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    let Some(ty) = certain_entity(catalog, question, walk) else { return Vec::new() };
    let is_wrong = |name: &str| OF_COLLECTIONS.contains(&name) && !is_advanced_count(catalog, ty, name);
    let mut mended = question.template.clone();
    mended.query.retain(|option| !is_wrong(&option.name));
    let finding = |name: &str, repair: Option<Repair>| {
        let problem = Problem::OptionOfCollection { option: name.to_owned(), ty: ty.to_owned() };
        Finding::new(Place::QueryOption(name.to_owned()), problem).repair(repair)
    };
    let in_template = question.template.query.iter().map(|option| option.name.as_str()).filter(|name| is_wrong(name));
    let further = question.further_options.iter().map(String::as_str).filter(|name| is_wrong(name));
    let in_template = in_template.map(|name| finding(name, Some(Repair::Address(mended.to_string()))));
    in_template.chain(further.map(|name| finding(name, None))).collect()
}

/// The type of the entity, where the schema leaves no doubt that one entity is read: one with a key, a singleton, a
/// navigation property of one value.
fn certain_entity<'c>(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'c>) -> Option<&'c str> {
    let reads_one = question.method == Method::Get && matches!(walk.target, Target::Entity);
    // The schema of beta is derived. What a path of names leads to is known only when the call is made.
    let is_by_path = question
        .template
        .segments
        .iter()
        .any(|segment| matches!(segment, Segment::ByPath { .. } | Segment::ByWrittenPath { .. }));
    let is_doubtful = question.version == Version::Beta || is_by_path || walk.missing_cast.is_some();
    let ty = walk.ty.filter(|ty| reads_one && !is_doubtful && !ty.collection)?.name;
    // What has a `value` of its own may be read as a page.
    catalog.member(ty, "value").is_none().then_some(ty)
}

/// Microsoft documents `$count=true` on one directory object, where `$expand` makes the query an advanced one:
/// <https://learn.microsoft.com/graph/api/user-list-manager>.
fn is_advanced_count(catalog: &Catalog, ty: &str, name: &str) -> bool {
    name == "$count" && catalog.derives_from(ty, "directoryObject")
}
