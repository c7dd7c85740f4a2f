//! `graph-action new`: prints traits with annotated methods, and structs for the values that they send and receive.

mod asked;
mod choice;
mod dates;
mod entities;
mod enumeration;
mod group;
mod print;
mod shipped;

use std::path::Path;

use graph_action_catalog::{Catalog, Method, Type, TypeKind, Version};
use serde_json::json;

use crate::facts;
use crate::operation::Operation;
use crate::output::{Failure, Outcome, Output};
use crate::root::Root;
use crate::sketch::Sketch;
use crate::types::{Use, item_name};
use crate::uses::Uses;
use crate::values;

pub use dates::Dates;

/// The operations to print methods for.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Methods and paths: `GET /me/messages /me/messages/{id} POST /me/sendMail`; a path has the method before it.
    #[arg(required = true, num_args = 2.., value_names = ["METHOD", "PATH"])]
    pub operations: Vec<String>,
    /// What the paths are relative to: `service`, or a type of Graph such as `user`, `group`, `site` or `drive`.
    #[arg(long, value_name = "ROOT", default_value = "service")]
    pub root: String,
    /// The version of the service.
    #[arg(long, value_parser = values::version(), default_value_t)]
    pub version: Version,
    /// The trait's name; with several roots each trait is named after what it holds.
    #[arg(long = "trait", value_name = "NAME")]
    pub name: Option<String>,
    /// The properties of the answers: `id,subject,attachments`; `*` for all that need no permission of their own.
    /// Navigation properties are expanded. Without it: those of `$select` in the path, else the usual ones.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Option<Vec<String>>,
    /// The types for dates and times: those of a crate, or text.
    #[arg(long, value_enum, default_value_t)]
    pub dates: Dates,
}

/// Prints the code.
///
/// # Errors
/// When an operation does not exist, or the trait's name cannot be used.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let catalog = facts::catalog(Path::new("."))?;
    let made = make(catalog.of(options.version), options)?;
    if output.is_json() {
        output.json(json!({ "code": made.code, "traits": made.traits, "dependencies": made.dependencies }))?;
    } else {
        output.line(made.code.trim_end())?;
    }
    Ok(Outcome::Fine)
}

/// The printed code.
#[derive(Clone, Debug)]
pub struct Made {
    /// The whole file.
    pub code: String,
    /// The names of its traits.
    pub traits: Vec<String>,
    /// The crates it needs.
    pub dependencies: Vec<String>,
}

/// Makes the code.
///
/// # Errors
/// As [`run`].
pub fn make(catalog: &Catalog, options: &Options) -> Result<Made, Failure> {
    let sketches = sketches(catalog, options)?;
    let asked = asked::collect(catalog, &sketches, options.fields.as_deref())?;
    let source = entities::Source { catalog, asked: &asked, dates: options.dates, uses: &Uses::new(catalog) };
    let entities = source.entities(
        sketches.iter().flat_map(|sketch| sketch.received.iter().map(String::as_str)),
        sketches.iter().flat_map(|sketch| sketch.sent.iter().map(|(ty, of)| (ty.as_str(), *of))),
    );
    let traits = group::traits(sketches, options.name.as_deref(), &entities)?;
    let code = print::code(catalog, &traits, &entities);
    let dependencies = print::dependencies(&code, options.dates);
    Ok(Made { code, traits: traits.into_iter().map(|made| made.name).collect(), dependencies })
}

/// Makes the struct or enum for one type of Graph, with those for the types of its properties; `None` for a type that
/// has neither.
///
/// # Errors
/// When the type has none of the `fields`.
pub(crate) fn make_type<'c>(
    catalog: &'c Catalog,
    uses: &Uses<'c>,
    ty: &Type<'c>,
    fields: Option<&[String]>,
    dates: Dates,
) -> Result<Option<Made>, Failure> {
    let asked = asked::of_type(catalog, ty.name, fields)?;
    let source = entities::Source { catalog, asked: &asked, dates, uses };
    let entities = match ty.kind {
        TypeKind::Enum => source.enumeration(ty),
        TypeKind::Entity | TypeKind::Complex => Some(source.entities([ty.name].into_iter(), std::iter::empty())),
    };
    let Some(entities) = entities.filter(|made| made.names().next().is_some()) else { return Ok(None) };
    let code = print::types(catalog.version(), &entities, &item_name(ty.name, Use::Value));
    let dependencies = print::dependencies(&code, dates);
    Ok(Some(Made { code, traits: Vec::new(), dependencies }))
}

fn sketches(catalog: &Catalog, options: &Options) -> Result<Vec<Sketch>, Failure> {
    let root = match Root::parse(catalog, &options.root)? {
        Root::SERVICE => None,
        root => Some(root),
    };
    let mut sketches: Vec<Sketch> = Vec::new();
    let mut method: Option<Method> = None;
    let mut paths = 0_usize;
    for word in &options.operations {
        let parsed = values::method(word);
        if let Ok(found) = parsed {
            if method.is_some() && paths == 0 {
                return Err(Failure::Input(format!("`{word}`: the method before it has no path")));
            }
            (method, paths) = (Some(found), 0);
            continue;
        }
        let method =
            method.map_or(parsed, Ok).map_err(|error| format!("`{word}`: a method comes before a path; {error}"))?;
        paths += 1;
        let operation = Operation::find(catalog, method, word, root.as_ref())?;
        let selected = asked::with_needs(catalog, &operation, options.fields.as_deref().unwrap_or_default());
        let sketch = Sketch::new(catalog, &operation, &selected);
        // `/me/messages` and `/users/{id}/messages` are the same method of the same trait.
        let same = |other: &Sketch| other.root == sketch.root && other.attribute(false) == sketch.attribute(false);
        if !sketches.iter().any(same) {
            sketches.push(sketch);
        }
    }
    if paths == 0 {
        return Err(Failure::Input("the last method has no path".to_owned()));
    }
    Ok(sketches)
}
