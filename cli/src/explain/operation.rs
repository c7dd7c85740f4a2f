//! The parameters, result and permissions of an operation, and the method that calls it.

use graph_action_catalog::{Catalog, Grant, Lacking, Listing, Method, OperationKind, Parameter, Scheme, Target};
use graph_action_codegen::terms::KnownRoot;
use serde_json::{Map, Value, json};

use crate::operation::Operation;
use crate::output::{Failure, Output, wrapped};
use crate::pages::Page;
use crate::root::Root;
use crate::scheme::json_name;
use crate::sketch::{Argument, Item, Reply, Sketch};

/// Explains what a method does at a path.
pub(super) fn explain(
    catalog: &Catalog,
    method: Method,
    path: &str,
    root: Option<&Root>,
    output: &mut Output,
) -> Result<(), Failure> {
    let operation = Operation::find(catalog, method, path, root)?;
    let sketch = Sketch::new(catalog, &operation, &[]);
    if output.is_json() {
        output.json(as_json(catalog, &operation, &sketch))
    } else {
        as_text(catalog, &operation, &sketch, output)
    }
}

fn as_text(catalog: &Catalog, operation: &Operation<'_>, sketch: &Sketch, output: &mut Output) -> Result<(), Failure> {
    let addresses: Vec<String> =
        addresses(catalog, operation).iter().map(|address| format!("{} {address}", operation.method)).collect();
    output.line(output.bold(&addresses.join("\n")))?;
    output.line(&sketch.summary)?;
    if let Some(deprecation) = &sketch.deprecation {
        output.line(output.yellow(deprecation))?;
    }
    output.line("")?;
    output.section("Takes", &takes(catalog, operation, sketch))?;
    output.section("Returns", &[returns(sketch)])?;
    let permissions = permissions(operation);
    output.section("Permissions, the least privileged first", &permissions)?;
    let absent = absent_from(catalog, operation);
    if !absent.is_empty() {
        let lines: Vec<String> =
            absent.iter().map(|(cloud, lacking)| format!("{cloud} (it has no {lacking})")).collect();
        output.section("Absent from", &lines)?;
    }
    if let Some(url) = page(catalog, operation) {
        output.section("Documentation", &[output.link(&url, &url)])?;
    }
    output.section("Called on", &[called_on(&sketch.root)])?;
    output.line(output.bold("In a trait"))?;
    output.line(sketch.method("    ", true))
}

/// The addresses of the operation. The members of a type without an address of its own have `…` before them.
fn addresses(catalog: &Catalog, operation: &Operation<'_>) -> Vec<String> {
    match &operation.root {
        Root::Own(ty) if catalog.roots().all(|root| root.ty.name != ty) => vec![format!("…{}", operation.walk.address)],
        _ => catalog.addresses(&operation.walk),
    }
}

/// Microsoft's page about the operation, where one is known.
fn page(catalog: &Catalog, operation: &Operation<'_>) -> Option<String> {
    let addresses = addresses(catalog, operation);
    let known = addresses.iter().find_map(|address| Page::of(address, operation.method));
    let by_hand = || operation.listing.as_ref()?.sources.first().map(|source| (*source).to_owned());
    known.map(|page| page.url()).or_else(by_hand)
}

fn called_on(root: &Root) -> String {
    let trait_option = match root {
        // The attribute of the method says that its path is absolute, and `user` is the default of a trait.
        Root::Known(KnownRoot::Service | KnownRoot::User) => String::new(),
        other => format!(", under `#[graph_api({})]`", other.option()),
    };
    format!("{}{trait_option}", root.resources().join(" or "))
}

fn takes(catalog: &Catalog, operation: &Operation<'_>, sketch: &Sketch) -> Vec<String> {
    let required = required_options(operation, sketch);
    let mut lines: Vec<String> = required.iter().map(|name| format!("the query option {name}, required")).collect();
    if let Some(called) = operation.walk.operation() {
        for parameter in &called.parameters {
            let needed = if called.requires(parameter) { "" } else { ", may be left out" };
            lines.push(format!("{}: {}{needed}", parameter.documented_name(), parameter.ty));
        }
    }
    if let Some(body) = sketch.arguments.iter().find(|argument| argument.is_body()) {
        lines.push(match (&operation.walk.target, operation.walk.ty) {
            (Target::Content, _) => "a body of bytes".to_owned(),
            (Target::Reference { .. }, _) => "a body with the `@odata.id` of what to link".to_owned(),
            (_, Some(ty)) => format!("a body: {}", ty.name),
            (_, None) => format!("a body: {}", body.ty),
        });
        let fields = fields(catalog, operation);
        lines.extend(wrapped(fields.iter().map(Field::to_string)).into_iter().map(|line| format!("    {line}")));
    }
    if lines.is_empty() { vec!["nothing".to_owned()] } else { lines }
}

/// The names of the query options without which Graph refuses the call.
fn required_options<'s>(operation: &Operation<'_>, sketch: &'s Sketch) -> Vec<&'s str> {
    let given = |name: &str| operation.template.query.iter().any(|option| option.name == name);
    let names = sketch.template.query.iter().map(|option| option.name.as_str());
    names.filter(|name| !given(name)).collect()
}

/// A property that a body may have.
struct Field<'c> {
    name: &'c str,
    ty: String,
}

impl std::fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.ty)
    }
}

/// The structural properties of what is sent, by name.
fn fields<'c>(catalog: &'c Catalog, operation: &Operation<'c>) -> Vec<Field<'c>> {
    let (Target::Entity | Target::Collection | Target::Property) = operation.walk.target else { return Vec::new() };
    let ty = operation.walk.ty.map_or("", |ty| ty.name);
    let structural = catalog.members(ty).filter(|member| member.navigation.is_none() && member.name != "id");
    let mut fields: Vec<Field<'_>> =
        structural.map(|member| Field { name: member.name, ty: member.ty.to_string() }).collect();
    fields.sort_by_key(|field| field.name);
    fields
}

fn returns(sketch: &Sketch) -> String {
    let named = |item: &Item| if item.ty.is_empty() { item.rust.clone() } else { item.ty.clone() };
    match &sketch.reply {
        Reply::Nothing => "nothing".to_owned(),
        Reply::Bytes => "content".to_owned(),
        Reply::Count => "a number".to_owned(),
        Reply::Text => "text".to_owned(),
        Reply::Page(item) => format!("a collection of {}, page by page", named(item)),
        Reply::Delta(item) => format!("what changed in a collection of {}", named(item)),
        Reply::Upload => "an upload session".to_owned(),
        Reply::Monitor(_) => "a long-running operation to be watched".to_owned(),
        Reply::Maybe(item) => format!("{}, or nothing", named(item)),
        Reply::One(item) | Reply::Single(item) => named(item),
    }
}

fn permissions(operation: &Operation<'_>) -> Vec<String> {
    let Some(listing) = &operation.listing else {
        if !operation.unlisted {
            let ty = operation.root.ty();
            return vec![format!(
                "Microsoft lists them by address, and `{ty}` has none of its own: explain a whole address"
            )];
        }
        return vec!["Microsoft lists no such operation, though what is there may take it".to_owned()];
    };
    if listing.decided_by_body {
        return vec!["the body of the request decides: the permission to read what it names".to_owned()];
    }
    if listing.grants.is_empty() {
        return vec!["Microsoft publishes none for it".to_owned()];
    }
    let mut lines: Vec<String> = Scheme::ALL
        .into_iter()
        .map(|scheme| {
            let names: Vec<String> = listing.in_scheme(scheme).into_iter().map(grant_text).collect();
            let names = if names.is_empty() { "not supported".to_owned() } else { names.join(", ") };
            format!("{:<36}{names}", scheme.to_string())
        })
        .collect();
    lines.extend(listing.sources.iter().map(|source| format!("from {source}")));
    lines
}

fn grant_text(grant: &Grant<'_>) -> String {
    match grant.and_one_of.as_slice() {
        [] => grant.permission.to_owned(),
        [one] => format!("{} with {one}", grant.permission),
        several => format!("{} with one of {}", grant.permission, several.join(" | ")),
    }
}

/// The national clouds without the operation, each with what its schema lacks.
fn absent_from<'c>(catalog: &'c Catalog, operation: &Operation<'c>) -> Vec<(&'c str, Lacking)> {
    let lacking = |cloud| Some((cloud, operation.walk.absent_in(catalog, cloud)?));
    catalog.clouds().into_iter().filter_map(lacking).collect()
}

fn as_json(catalog: &Catalog, operation: &Operation<'_>, sketch: &Sketch) -> Value {
    let walk = &operation.walk;
    let parameters = walk.operation().map(|called| {
        let one = |parameter: &Parameter<'_>| {
            json!({
                "name": parameter.documented_name(),
                "type": parameter.ty.to_string(),
                "required": called.requires(parameter),
            })
        };
        called.parameters.iter().map(one).collect::<Vec<_>>()
    });
    let kind = walk.operation().map(|called| match called.kind {
        OperationKind::Action => "action",
        OperationKind::Function => "function",
    });
    let body = sketch.arguments.iter().any(Argument::is_body);
    let body = body.then(|| {
        let one = |field: &Field<'_>| json!({ "name": field.name, "type": field.ty });
        fields(catalog, operation).iter().map(one).collect::<Vec<_>>()
    });
    json!({
        "method": operation.method.as_str(),
        "addresses": addresses(catalog, operation),
        "operation": kind,
        "parameters": parameters,
        "body": sketch.sent.first().filter(|_| walk.operation().is_none()).map(|(ty, _)| ty),
        "bodyProperties": body,
        "requiredOptions": required_options(operation, sketch),
        "returns": returns(sketch),
        "listed": operation.listing.is_some(),
        "permissions": operation.listing.as_ref().map(permissions_as_json),
        "absentFrom": absent_from(catalog, operation).into_iter().map(|(cloud, _)| cloud).collect::<Vec<_>>(),
        "deprecation": walk.deprecation.as_ref().map(|(what, deprecation)| json!({
            "what": what, "since": deprecation.since, "removal": deprecation.removal,
        })),
        "catalogDate": catalog.date(),
        "page": page(catalog, operation),
        "root": sketch.root.option(),
        "attribute": sketch.attribute(true),
        "signature": sketch.signature(),
    })
}

fn permissions_as_json(listing: &Listing<'_>) -> Value {
    let in_scheme = |scheme| {
        let least = listing.least_names(scheme);
        let one = |grant: &Grant<'_>| {
            json!({
                "permission": grant.permission,
                "withOneOf": grant.and_one_of,
                "least": least.contains(&grant.permission),
            })
        };
        Value::Array(listing.in_scheme(scheme).into_iter().map(one).collect())
    };
    let mut permissions: Map<String, Value> =
        Scheme::ALL.into_iter().map(|scheme| (json_name(scheme), in_scheme(scheme))).collect();
    permissions.insert("sources".to_owned(), json!(listing.sources));
    Value::Object(permissions)
}
