//! What the paths of a trait are relative to.

use graph_action_catalog::{AssignmentValue, Segment};
use graph_action_catalog::{Catalog, Start};

use crate::names::pascal;

/// What a path is relative to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// The service: paths are absolute.
    Service,
    /// A root that the runtime has, by its name, which is that of its type.
    Known(&'static str),
    /// An entity of another type.
    Own(String),
}

/// The roots that the runtime has, where the service keeps them, and how a client comes by one.
const KNOWN: [(&str, &str, &str); 4] = [
    ("user", "users", "graph.me() or graph.user(id)"),
    ("group", "groups", "graph.group(id)"),
    ("site", "sites", "graph.site(id)"),
    ("drive", "drives", "graph.drive(id)"),
];

impl Root {
    /// From `service`, `user`, or any type of Graph that has keys.
    ///
    /// # Errors
    /// Why there is no such root, with the nearest types.
    pub fn parse(catalog: &Catalog, text: &str) -> Result<Root, String> {
        if text == "service" {
            return Ok(Root::Service);
        }
        if let Some((name, ..)) = KNOWN.iter().find(|(name, ..)| *name == text) {
            return Ok(Root::Known(name));
        }
        match catalog.find_type(text) {
            Some(found) if found.kind == graph_action_catalog::TypeKind::Entity => Ok(Root::Own(found.name.to_owned())),
            Some(found) => {
                Err(format!("`--root {text}`: `{}` is no entity, so nothing is addressed below it", found.name))
            }
            None => {
                let near: Vec<String> =
                    catalog.nearest_types(text).into_iter().map(|name| format!("`{name}`")).collect();
                let help = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
                Err(format!("`--root {text}`: Graph has no type of this name{help}"))
            }
        }
    }

    /// Where the catalog begins to follow a path.
    #[must_use]
    pub fn start(&self) -> Start<'_> {
        match self.ty() {
            "" => Start::Service,
            ty => Start::Entity(ty),
        }
    }

    /// Graph's name of its type; empty for the service.
    #[must_use]
    pub fn ty(&self) -> &str {
        match self {
            Root::Service => "",
            Root::Known(name) => name,
            Root::Own(ty) => ty,
        }
    }

    /// The root that an absolute path has, and how many of its segments lead there.
    #[must_use]
    pub fn of(segments: &[Segment]) -> (Root, usize) {
        let by_path = |at: usize| matches!(segments.get(at), Some(Segment::ByPath { .. }));
        match segments {
            [Segment::Text(name), ..] if name == "me" => (Root::Known("user"), 1),
            [Segment::Text(set), key, ..] if !by_path(2) => match KNOWN.iter().find(|(_, known, _)| known == set) {
                Some((name, ..)) if is_key(name, key) => (Root::Known(name), 2),
                _ => (Root::Service, 0),
            },
            // `users('<id>')`
            [Segment::Parameters { name: set, parameters }, ..] if !by_path(1) => {
                let key = parameters.len() == 1
                    && parameters
                        .iter()
                        .all(|key| key.name.is_empty() && !matches!(key.value, AssignmentValue::Text(_)));
                match KNOWN.iter().find(|(_, known, _)| known == set) {
                    Some((name, ..)) if key => (Root::Known(name), 1),
                    _ => (Root::Service, 0),
                }
            }
            _ => (Root::Service, 0),
        }
    }

    /// As the attributes write it: `group`, `root(ChannelRoot, type = "channel")`.
    #[must_use]
    pub fn option(&self) -> String {
        match self {
            Root::Service => "root = service".to_owned(),
            Root::Known(name) => format!("root = {name}"),
            Root::Own(ty) => format!("root({}, type = \"{ty}\")", self.marker()),
        }
    }

    /// The name of the type that marks a root of the user's own.
    #[must_use]
    pub fn marker(&self) -> String {
        format!("{}Root", pascal(self.ty()))
    }

    /// What a client of such a trait is made with.
    #[must_use]
    pub fn resource(&self) -> String {
        match self {
            Root::Service => "the `Graph` itself".to_owned(),
            Root::Known(name) => {
                KNOWN.iter().find(|(known, ..)| known == name).map_or(String::new(), |(_, _, how)| (*how).to_owned())
            }
            Root::Own(_) => format!("graph.resource::<{}>(&[…])", self.marker()),
        }
    }
}

fn is_key(root: &str, segment: &Segment) -> bool {
    match segment {
        Segment::Argument(_) => true,
        // `graph.site("root")` is the one literal key that a resource can be made with.
        Segment::Text(text) => root == "site" && text == "root",
        _ => false,
    }
}
