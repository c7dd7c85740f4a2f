//! What a method is called, and what is said of it.

use graph_action_catalog::{Method, Target};
use graph_action_catalog::{Segment, Template};

use crate::names::{singular, snake};
use crate::operation::Operation;

/// `send`, `list_messages`, `get_message`.
pub(super) fn method(operation: &Operation<'_>) -> String {
    let walk = &operation.walk;
    let here = last(operation);
    let one = singular(&here);
    let verb = match operation.method {
        Method::Get => "get",
        Method::Post => "create",
        Method::Put => "set",
        Method::Patch => "update",
        Method::Delete => "delete",
    };
    match (&walk.target, operation.method) {
        (Target::Action(called) | Target::Function(called), _) => snake(called.name),
        (Target::Service, _) => "service".to_owned(),
        (Target::Batch, _) => "batch".to_owned(),
        (Target::Metadata, _) => "metadata".to_owned(),
        (Target::Count, _) => format!("count_{here}"),
        (Target::Reference { collection: true }, Method::Get) => format!("list_{here}_references"),
        (Target::Reference { collection: true }, Method::Post) => format!("add_{one}"),
        (Target::Reference { .. }, Method::Delete) => format!("remove_{one}"),
        (Target::Reference { .. }, _) => format!("{verb}_{one}_reference"),
        (Target::Content, _) if here == "content" => format!("{verb}_content"),
        (Target::Content, _) => format!("{verb}_{here}_content"),
        (Target::Collection, Method::Get) => format!("list_{here}"),
        (Target::Property, _) => format!("{verb}_{here}"),
        (Target::Entity | Target::Collection, _) => format!("{verb}_{one}"),
    }
}

/// One sentence on what the method does.
pub(super) fn summary(operation: &Operation<'_>) -> String {
    let walk = &operation.walk;
    let ty = walk.ty.map_or("", |ty| ty.name);
    let name = walk.member.map_or(ty, |member| member.name);
    let of_one = if walk.member.is_some_and(|member| member.ty.collection) {
        format!("one of `{name}`")
    } else {
        format!("`{name}`")
    };
    let whose = walk.member.filter(|member| member.name == "content").map_or(name, |member| member.owner);
    match (&walk.target, operation.method) {
        (Target::Action(called), _) => format!("Calls the action `{}` of `{}`.", called.name, called.bound_to),
        (Target::Function(called), _) => format!("Calls the function `{}` of `{}`.", called.name, called.bound_to),
        (Target::Service, _) => "Reads the service document.".to_owned(),
        (Target::Batch, _) => "Sends several requests at once.".to_owned(),
        (Target::Metadata, _) => "Reads the schema of the service.".to_owned(),
        (Target::Count, _) => format!("Counts `{name}`."),
        (Target::Reference { .. }, Method::Get) => format!("Reads the links of `{name}`."),
        (Target::Reference { .. }, Method::Delete) => format!("Removes a link from `{name}`."),
        (Target::Reference { .. }, _) => format!("Adds a link to `{name}`."),
        (Target::Content, Method::Get) => format!("Reads the content of `{whose}`."),
        (Target::Content, Method::Delete) => format!("Deletes the content of `{whose}`."),
        (Target::Content, _) => format!("Replaces the content of `{whose}`."),
        (Target::Collection, Method::Get) => format!("Lists `{name}`, page by page."),
        (Target::Collection, Method::Post) => format!("Creates one of `{name}`."),
        (Target::Property | Target::Entity, Method::Get) => format!("Reads {of_one}."),
        (_, Method::Delete) => format!("Deletes {of_one}."),
        (_, Method::Put) => format!("Replaces {of_one}."),
        (_, _) => format!("Changes {of_one}."),
    }
}

/// The names along a path, the last first.
pub(super) fn along(template: &Template) -> Vec<String> {
    let names = template.segments.iter().filter_map(|segment| match segment {
        Segment::Text(name) | Segment::Parameters { name, .. } if !name.starts_with('$') => {
            Some(snake(name.rsplit('.').next().unwrap_or(name)))
        }
        Segment::ByPath { .. } => Some("path".to_owned()),
        _ => None,
    });
    let mut names: Vec<String> = names.collect();
    names.reverse();
    names
}

/// The last name on the way, in snake case; the root's where the path is the root itself.
fn last(operation: &Operation<'_>) -> String {
    let walk = &operation.walk;
    let cast = operation.template.segments.last().and_then(|segment| match segment {
        Segment::Text(name) if name.contains("graph.") => name.rsplit('.').next(),
        _ => None,
    });
    let name = cast
        .or(along(&operation.template).is_empty().then(|| walk.ty.map(|ty| ty.name)).flatten())
        .or(walk.member.map(|member| member.name))
        .or(walk.ty.map(|ty| ty.name))
        .unwrap_or("value");
    snake(name)
}
