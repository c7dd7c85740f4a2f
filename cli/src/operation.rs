//! The operation that a method and a path name.

use graph_action_catalog::{Catalog, Listing, Method, Walk, walk};
use graph_action_codegen::parse::template::{Segment, Template};

use crate::path;
use crate::root::Root;

/// An operation of v1.0, and where a trait would have it.
#[derive(Clone, Debug)]
pub struct Operation<'c> {
    /// The HTTP method.
    pub method: Method,
    /// The root whose trait it belongs to.
    pub root: Root,
    /// Its path, relative to that root, with Graph's spelling.
    pub template: Template,
    /// What is there, by the path as it was given.
    pub walk: Walk<'c>,
    /// Its permissions; `None` when Microsoft lists no such operation.
    pub listing: Option<Listing<'c>>,
}

impl<'c> Operation<'c> {
    /// Finds the operation; a path is absolute unless it has a root.
    ///
    /// # Errors
    /// Why there is none, worded for whoever wrote the path.
    pub fn find(catalog: &'c Catalog, method: Method, path: &str, root: Option<&Root>) -> Result<Self, String> {
        let mut template = path::parse(path).map_err(|error| format!("`{path}`: {error}"))?;
        let start = root.unwrap_or(&Root::Service).start();
        let found = walk(catalog, start, &path::steps(&template.segments)).map_err(|error| {
            let beta = root.is_none() && catalog.listing_at(&path::address(&template.segments), method).is_some();
            let beta = if beta {
                ". Microsoft lists permissions for it, so it may be one of beta, whose schema the catalog does not have"
            } else {
                ""
            };
            format!("`{path}`: {error}{beta}")
        })?;
        let listing = catalog.listing(&found, method);
        if listing.is_none() && !found.methods().contains(&method) {
            return Err(format!("`{path}`: {}", other_methods(catalog, &found, method)));
        }
        correct(&mut template, &found);
        let (root, template) = match root {
            Some(root) => (root.clone(), template),
            None => relative(catalog, template),
        };
        Ok(Operation { method, root, template, walk: found, listing })
    }
}

fn other_methods(catalog: &Catalog, walk: &Walk<'_>, method: Method) -> String {
    let mut methods = catalog.listed_methods(walk);
    if methods.is_empty() {
        methods = walk.methods();
    }
    let methods: Vec<&str> = methods.into_iter().map(Method::as_str).collect();
    let takes = if methods.is_empty() { "nothing".to_owned() } else { methods.join(", ") };
    format!("there is no {method} here; what is here takes {takes}")
}

/// Writes each step as Graph spells it.
fn correct(template: &mut Template, walk: &Walk<'_>) {
    for (place, right) in &walk.spellings {
        // The schema's name of a type may have a namespace of its own.
        if let Some(Segment::Text(name) | Segment::Parameters { name, .. }) = template.segments.get_mut(*place)
            && !right.contains('.')
        {
            let namespace = name.rfind('.').map_or(0, |dot| dot + 1);
            name.replace_range(namespace.., right);
        }
    }
}

/// The root of an absolute path, and the path relative to it.
fn relative(catalog: &Catalog, template: Template) -> (Root, Template) {
    let (root, length) = Root::of(&template.segments);
    let rest = &template.segments[length..];
    if length > 0 && walk(catalog, root.start(), &path::steps(rest)).is_ok() {
        let template = Template { segments: rest.to_vec(), query: template.query };
        (root, template)
    } else {
        (Root::Service, template)
    }
}
