//! Compares the `$select` and `$expand` of an address with the fields that the return type cannot be read without.

use super::judgement::Judged;
use super::lifetimes::with_static_lifetimes;
use crate::model::{Given, Inputs, RequiredCheck};
use crate::odata;
use crate::odata::syntax::{Item, OptionValue, Step};
use graph_action_catalog::{Catalog, Method};
use syn::Type;
use syn::spanned::Spanned;

/// Types that Outlook and SharePoint answer with, always with their `id`.
const WITH_ID: [&str; 5] = ["outlookItem", "mailFolder", "attachment", "calendar", "baseItem"];

/// What the address selects and expands, where it is written out. Arguments may hold any names.
pub(super) fn check(
    catalog: &Catalog,
    judged: &Judged<'_>,
    inputs: &Inputs<'_>,
    options: &[odata::Judged<'_>],
    ty: Option<&str>,
    returned: &Type,
) -> Option<RequiredCheck> {
    let query = &judged.path.template.query;
    let is_argument = |name: &str| inputs.query.iter().any(|(argument, _)| argument == name);
    // An argument that holds whole options may hold these.
    if judged.http != Method::Get || query.iter().any(|option| option.name.is_empty()) || is_argument("$select") {
        return None;
    }
    let option = |name: &str| query.iter().zip(options).find(|(option, _)| option.name == name).map(|(_, found)| found);
    let mut given = Vec::new();
    let mut is_alone = false;
    if let Some(select) = option("$select") {
        let Some(OptionValue::Select(items)) = &select.value else { return None };
        given.extend(names(items).map(|names| Given::Selected(with_id(catalog, ty, names))));
        is_alone = true;
    }
    match option("$expand").map(|expand| &expand.value) {
        Some(Some(OptionValue::Expand(items))) => {
            given.extend(names(items).map(Given::Expanded));
            given.extend(items.iter().filter_map(|item| selected_of(catalog, ty, item)));
        }
        // Without its own `$select` the call expands what the return type has.
        None if is_alone && !is_argument("$expand") => given.push(Given::Expanded(Vec::new())),
        _ => {}
    }
    if given.is_empty() {
        return None;
    }
    let message = " must be there to read this struct of `{}`, and the call leaves it out\nadd it to `$select` (a \
                   navigation property to `$expand`), make the field an `Option`, or leave `$select` and `$expand` \
                   out: then the call asks for the fields of the struct";
    Some(RequiredCheck {
        ty: with_static_lifetimes(returned),
        given,
        message: message.to_owned(),
        place: returned.span(),
    })
}

/// `attachments($select=id)`
fn selected_of(catalog: &Catalog, ty: Option<&str>, item: &Item) -> Option<Given> {
    let name = name(item)?;
    let selected = item.options.iter().find_map(|(option, value)| match value {
        OptionValue::Select(items) if option.text == "$select" => Some(items),
        _ => None,
    })?;
    let member = ty.and_then(|ty| catalog.member(ty, name).or_else(|| catalog.derived_member(ty, name)));
    let below = member.map(|member| member.ty.name);
    Some(Given::SelectedOf(name.to_owned(), with_id(catalog, below, names(selected)?)))
}

fn with_id(catalog: &Catalog, ty: Option<&str>, mut names: Vec<String>) -> Vec<String> {
    if ty.is_some_and(|ty| WITH_ID.iter().any(|base| catalog.derives_from(ty, base))) {
        names.push("id".to_owned());
    }
    names
}

/// The names of the properties; `None` where they are all, or not known.
fn names(items: &[Item]) -> Option<Vec<String>> {
    items.iter().map(|item| name(item).filter(|name| *name != "*").map(str::to_owned)).collect()
}

/// The property that an item begins with, without the type before it: `x` of `microsoft.graph.y/x`.
fn name(item: &Item) -> Option<&str> {
    let mut names = item.steps.iter().map(|step| match step {
        Step::Name(name) => Some(name.text.as_str()),
        Step::Placeholder(_) => None,
    });
    names.find(|name| name.is_none_or(|name| !name.contains('.')))?
}
