//! The name of a method, and the sentence that documents it.

use graph_action_catalog::{Method, Segment, Target, Template};

use crate::names::{singular, snake};
use crate::operation::Operation;
use crate::verbs::verb;

/// `send`, `list_messages`, `get_message`.
pub(super) fn method(operation: &Operation<'_>) -> String {
    name_and_summary(operation).0
}

/// One sentence on what the method does.
pub(super) fn summary(operation: &Operation<'_>) -> String {
    name_and_summary(operation).1
}

fn name_and_summary(operation: &Operation<'_>) -> (String, String) {
    use Method::{Delete, Get, Post, Put};
    let walk = &operation.walk;
    let here = last(operation);
    let one = singular(&here);
    let verb = verb(operation.method);
    let ty = walk.ty.map_or("", |ty| ty.name);
    let name = walk.member.map_or(ty, |member| member.name);
    let is_in_collection = walk.member.is_some_and(|member| member.ty.collection);
    let what = if is_in_collection { format!("one of `{name}`") } else { format!("`{name}`") };
    match (&walk.target, operation.method) {
        (Target::Action(called), _) => {
            (snake(called.name), format!("Calls the action `{}` of `{}`.", called.name, called.bound_to))
        }
        (Target::Function(called), _) => {
            (snake(called.name), format!("Calls the function `{}` of `{}`.", called.name, called.bound_to))
        }
        (Target::Service, _) => ("service".to_owned(), "Reads the service document.".to_owned()),
        (Target::Batch, _) => ("batch".to_owned(), "Sends several requests at once.".to_owned()),
        (Target::Metadata, _) => ("metadata".to_owned(), "Reads the schema of the service.".to_owned()),
        (Target::Count, _) => (format!("count_{here}"), format!("Counts `{name}`.")),
        (Target::Reference { collection }, method) => {
            let summary = match method {
                Get => format!("Reads the links of `{name}`."),
                Delete => format!("Removes a link from `{name}`."),
                _ => format!("Adds a link to `{name}`."),
            };
            let name = match (collection, method) {
                (true, Get) => format!("list_{here}_references"),
                (true, Post) => format!("add_{one}"),
                (_, Delete) => format!("remove_{one}"),
                _ => format!("{verb}_{one}_reference"),
            };
            (name, summary)
        }
        (Target::Content, method) => {
            let content = if here == "content" { here } else { format!("{here}_content") };
            let whose = walk.member.filter(|member| member.name == "content").map_or(name, |member| member.owner);
            let does = match method {
                Get => "Reads",
                Delete => "Deletes",
                _ => "Replaces",
            };
            (format!("{verb}_{content}"), format!("{does} the content of `{whose}`."))
        }
        (Target::Collection, Get) => (format!("list_{here}"), format!("Lists `{name}`, page by page.")),
        (Target::Collection, Post) => (format!("{verb}_{one}"), format!("Creates one of `{name}`.")),
        (Target::Property | Target::Entity | Target::Collection, method) => {
            let does = match method {
                Get => "Reads",
                Delete => "Deletes",
                Put => "Replaces",
                _ => "Changes",
            };
            let noun = if matches!(walk.target, Target::Property) { here } else { one };
            (format!("{verb}_{noun}"), format!("{does} {what}."))
        }
    }
}

/// The names along a path, the last first.
pub(super) fn along(template: &Template) -> Vec<String> {
    let names = template.segments.iter().filter_map(|segment| match segment {
        Segment::Text(name) | Segment::Parameters { name, .. } if !name.starts_with('$') => {
            Some(snake(name.rsplit('.').next().unwrap_or(name)))
        }
        Segment::ByPath { .. } | Segment::ByWrittenPath { .. } => Some("path".to_owned()),
        _ => None,
    });
    let mut names: Vec<String> = names.collect();
    names.reverse();
    names
}

/// The last name of the path in snake case; for an empty path, the name of the root.
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
