//! The arguments of a method: the values of placeholders, a body, the parameters of an action.

use std::fmt;

use graph_action_catalog::{
    Assignment, AssignmentValue, Catalog, Method, OperationKind, QueryOption, QueryPiece, Segment, SegmentPiece,
    Target, Template, Walk, walk,
};

use graph_action_codegen::verdict::required_options;

use crate::names::{identifier, singular, snake};
use crate::operation::Operation;
use crate::types::{RustType, Use};

/// One argument of a method, besides `self`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    /// Its name, not yet raw where it is a keyword.
    pub(crate) name: String,
    /// Its type in Rust.
    pub(crate) ty: String,
    pub(crate) role: Role,
}

/// What an argument is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The value of a placeholder, or a parameter of an action.
    Named,
    /// The body as JSON.
    Body,
    /// The body as bytes of this media type.
    Bytes(&'static str),
}

impl Argument {
    pub(crate) fn is_body(&self) -> bool {
        self.role != Role::Named
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.role {
            Role::Named => {}
            Role::Body => f.write_str("#[body] ")?,
            Role::Bytes(media_type) => write!(f, "#[body(\"{media_type}\")] ")?,
        }
        write!(f, "{}: {}", identifier(&self.name), self.ty)
    }
}

/// The arguments, the path with their names, and Graph's types of the values that are sent.
pub(super) struct Takes {
    pub(super) template: Template,
    pub(super) arguments: Vec<Argument>,
    pub(super) sent: Vec<(String, Use)>,
}

pub(super) fn of(catalog: &Catalog, operation: &Operation<'_>) -> Takes {
    let sent = body(catalog, operation);
    let mut names = Names { used: sent.arguments.iter().map(|argument| argument.name.clone()).collect() };
    let mut template = operation.template.clone();
    let mut arguments = path(catalog, operation, &mut template, &mut names);
    let start = operation.root.start();
    let required = required_options(catalog, start, &operation.template, operation.method, &operation.walk);
    for name in &required {
        if !template.query.iter().any(|pair| pair.name.eq_ignore_ascii_case(name)) {
            let value = vec![QueryPiece::Argument(snake(name))];
            template.query.push(QueryOption { name: (*name).to_owned(), value });
        }
    }
    arguments.extend(query(&mut template.query, &operation.is_optional, &required, &mut names));
    let mut parameters = sent.arguments;
    // Optional parameters come last.
    parameters.sort_by_key(|argument| argument.ty.starts_with("Option<"));
    arguments.extend(parameters);
    Takes { template, arguments, sent: sent.types }
}

/// The names of arguments that are in use.
struct Names {
    used: Vec<String>,
}

impl Names {
    /// The first of the wanted names that is free, else the last of them with a number.
    fn take(&mut self, wanted: &[&str]) -> String {
        let free = wanted.iter().find(|name| !name.is_empty() && !self.used.iter().any(|used| used == *name));
        let name = free.map_or_else(
            || {
                let base = wanted.last().copied().unwrap_or("value");
                let number = (2..).find(|number| !self.used.contains(&format!("{base}_{number}")));
                number.map_or_else(|| base.to_owned(), |number| format!("{base}_{number}"))
            },
            |name| (*name).to_owned(),
        );
        self.used.push(name.clone());
        name
    }
}

fn path(catalog: &Catalog, operation: &Operation<'_>, template: &mut Template, names: &mut Names) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut collection = String::new();
    let keys = template.segments.iter().filter(|segment| matches!(segment, Segment::Argument(_))).count();
    for (place, segment) in template.segments.iter_mut().enumerate() {
        let text = |name: String| Argument { name, ty: "&str".to_owned(), role: Role::Named };
        match segment {
            Segment::Text(name) => collection = singular(&snake(name.rsplit('.').next().unwrap_or(name))),
            Segment::Argument(name) => {
                let specific = format!("{collection}_id");
                // With several keys, `id` would not say whose id it is.
                let wanted = if keys > 1 && name == "id" && !collection.is_empty() {
                    [specific.as_str(), "id"]
                } else {
                    [name.as_str(), &specific]
                };
                *name = names.take(&wanted);
                arguments.push(text(name.clone()));
            }
            Segment::ByPath { argument, several, .. } => {
                *several = true;
                *argument = names.take(&[argument, "path"]);
                arguments.push(text(argument.clone()));
            }
            Segment::Mixed(pieces) | Segment::ByWrittenPath { pieces, .. } => {
                for piece in pieces {
                    if let SegmentPiece::Argument(name) = piece {
                        *name = names.take(&[name.as_str(), "key"]);
                        arguments.push(text(name.clone()));
                    }
                }
            }
            Segment::Parameters { name, parameters } => {
                let to_here = Template {
                    segments: operation.template.segments.iter().take(place + 1).cloned().collect(),
                    query: Vec::new(),
                };
                let called = walk(catalog, operation.root.start(), &to_here.steps()).ok();
                for parameter in parameters {
                    let ty = called.as_ref().and_then(|called| parameter_type(catalog, called, parameter));
                    let name = match &mut parameter.value {
                        AssignmentValue::Text(_) => continue,
                        AssignmentValue::Argument(name) | AssignmentValue::Quoted(name) => name,
                    };
                    let own = snake(&parameter.name);
                    *name = names.take(&[name, &own, "key"]);
                    let ty = ty.unwrap_or_else(|| "&str".to_owned());
                    arguments.push(Argument { name: name.clone(), ty, role: Role::Named });
                }
                collection = singular(&snake(name));
            }
        }
    }
    arguments
}

/// The type of a function's parameter.
fn parameter_type(catalog: &Catalog, function: &Walk<'_>, parameter: &Assignment) -> Option<String> {
    let called = function.operation()?;
    let known = called.parameter(&parameter.name)?;
    // A collection in an address is written as text.
    let ty = if known.ty.collection { "&str".to_owned() } else { RustType::of(catalog, known.ty.name).argument(false) };
    // A quoted placeholder is a string, whatever type is declared.
    let ty = if matches!(parameter.value, AssignmentValue::Quoted(_)) { "&str".to_owned() } else { ty };
    Some(if called.requires(known) { ty } else { format!("Option<{ty}>") })
}

fn query(pairs: &mut [QueryOption], is_optional: &[bool], required: &[&str], names: &mut Names) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for (place, pair) in pairs.iter_mut().enumerate() {
        let is_required = required.iter().any(|name| pair.name.eq_ignore_ascii_case(name));
        let ty = match pair.name.as_str() {
            _ if is_required || is_optional.get(place) == Some(&false) => "&str",
            "$top" | "$skip" => "Option<u32>",
            "$count" => "Option<bool>",
            _ => "Option<&str>",
        };
        let own = snake(&pair.name);
        for piece in &mut pair.value {
            if let QueryPiece::Argument(name) | QueryPiece::Quoted(name) | QueryPiece::Phrase(name) = piece {
                *name = names.take(&[name, &own]);
                arguments.push(Argument { name: name.clone(), ty: ty.to_owned(), role: Role::Named });
            }
        }
    }
    arguments
}

#[derive(Default)]
struct Sent {
    arguments: Vec<Argument>,
    types: Vec<(String, Use)>,
}

impl Sent {
    fn json(name: &str, ty: String) -> Sent {
        let argument = Argument { name: name.to_owned(), ty, role: Role::Body };
        Sent { arguments: vec![argument], types: Vec::new() }
    }
}

fn body(catalog: &Catalog, operation: &Operation<'_>) -> Sent {
    let walk = &operation.walk;
    if matches!(operation.method, Method::Get | Method::Delete) {
        return Sent::default();
    }
    match &walk.target {
        Target::Action(called) | Target::Function(called) if called.kind == OperationKind::Action => {
            let mut sent = Sent::default();
            for parameter in &called.parameters {
                let rust = RustType::in_body(catalog, parameter.ty.name, operation.method);
                let ty = rust.argument(parameter.ty.collection);
                let ty = if called.requires(parameter) { ty } else { format!("Option<{ty}>") };
                sent.arguments.push(Argument { name: snake(&parameter.documented_name()), ty, role: Role::Named });
                if matches!(rust, RustType::Struct(_)) {
                    let of = Use::in_body(catalog, parameter.ty.name, operation.method);
                    sent.types.push((parameter.ty.name.to_owned(), of));
                }
            }
            sent
        }
        Target::Action(_) | Target::Function(_) | Target::Service | Target::Count | Target::Metadata => Sent::default(),
        Target::Batch => Sent::json("requests", "&serde_json::Value".to_owned()),
        Target::Reference { .. } => Sent::json("reference", "&Reference".to_owned()),
        Target::Content => {
            let photo = walk.member.is_some_and(|member| member.ty.name == "profilePhoto");
            let role = Role::Bytes(if photo { "image/jpeg" } else { "application/octet-stream" });
            let argument = Argument { name: "content".to_owned(), ty: "&[u8]".to_owned(), role };
            Sent { arguments: vec![argument], types: Vec::new() }
        }
        Target::Entity | Target::Collection | Target::Property => {
            let Some(ty) = walk.ty else { return Sent::default() };
            let name = snake(ty.name.rsplit('.').next().unwrap_or(ty.name));
            match RustType::in_body(catalog, ty.name, operation.method) {
                RustType::Struct(rust) => {
                    let of = Use::in_body(catalog, ty.name, operation.method);
                    Sent { types: vec![(ty.name.to_owned(), of)], ..Sent::json(&name, format!("&{rust}")) }
                }
                RustType::Json => Sent::json("value", "&serde_json::Value".to_owned()),
                other => Sent::json("value", format!("&Single<{}>", other.owned())),
            }
        }
    }
}
