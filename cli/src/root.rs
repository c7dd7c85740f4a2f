//! What the paths of a trait are relative to.

use graph_action_catalog::{Assignment, AssignmentValue, Catalog, Segment, Start};
use graph_action_codegen::terms::KnownRoot;

use crate::names::pascal;
use crate::types::unknown_type;

/// What a path is relative to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Root {
    /// A root that the runtime has; paths relative to the service are absolute.
    Known(KnownRoot),
    /// An entity of another type.
    Own(String),
}

impl Root {
    /// The service: paths are absolute.
    pub(crate) const SERVICE: Root = Root::Known(KnownRoot::Service);

    /// From `service`, `user`, or any type of Graph that has keys.
    ///
    /// # Errors
    /// Why there is no such root, with the nearest types.
    pub(crate) fn parse(catalog: &Catalog, text: &str) -> Result<Root, String> {
        if let Some(known) = KnownRoot::named(text) {
            return Ok(Root::Known(known));
        }
        match catalog.find_type(text) {
            Some(found) if found.kind == graph_action_catalog::TypeKind::Entity => Ok(Root::Own(found.name.to_owned())),
            Some(found) => {
                Err(format!("`--root {text}`: `{}` is no entity, so nothing is addressed below it", found.name))
            }
            None => Err(format!("`--root {text}`: {}", unknown_type(catalog, text))),
        }
    }

    /// Where the catalog begins to follow a path.
    #[must_use]
    pub(crate) fn start(&self) -> Start<'_> {
        match self.ty() {
            "" => Start::Service,
            ty => Start::Entity(ty),
        }
    }

    /// Graph's name of its type; empty for the service.
    #[must_use]
    pub(crate) fn ty(&self) -> &str {
        match self {
            Root::Known(known) => known.graph_type().unwrap_or_default(),
            Root::Own(ty) => ty,
        }
    }

    /// The root that an absolute path has, and how many of its segments lead there.
    #[must_use]
    pub(crate) fn of(segments: &[Segment]) -> (Root, usize) {
        let by_path =
            |at: usize| matches!(segments.get(at), Some(Segment::ByPath { .. } | Segment::ByWrittenPath { .. }));
        let (first, is_keyed) = match segments {
            [Segment::Text(first), ..] => (first, segments.get(1).is_some_and(|key| is_key(first, key)) && !by_path(2)),
            // `users('<id>')`
            [Segment::Parameters { name, parameters }, ..] => {
                let is_value = |key: &Assignment| key.name.is_empty() && !matches!(key.value, AssignmentValue::Text(_));
                (name, matches!(parameters.as_slice(), [key] if is_value(key)) && !by_path(1))
            }
            _ => return (Root::SERVICE, 0),
        };
        match KnownRoot::of_first_segment(first) {
            Some((root, 1)) if matches!(segments[0], Segment::Text(_)) => (Root::Known(root), 1),
            Some((root, 2)) if is_keyed => {
                let depth = if matches!(segments[0], Segment::Text(_)) { 2 } else { 1 };
                (Root::Known(root), depth)
            }
            _ => (Root::SERVICE, 0),
        }
    }

    /// As the attributes write it: `group`, `root(ChannelRoot, type = "channel")`.
    #[must_use]
    pub(crate) fn option(&self) -> String {
        match self {
            Root::Known(known) => format!("root = {}", known.name()),
            Root::Own(ty) => format!("root({}, type = \"{ty}\")", self.marker()),
        }
    }

    /// The name of the type that marks a root of the user's own.
    #[must_use]
    pub(crate) fn marker(&self) -> String {
        format!("{}Root", pascal(self.ty()))
    }

    /// The resources that a client of such a trait can be made with.
    #[must_use]
    pub(crate) fn resources(&self) -> Vec<String> {
        match self {
            Root::Known(KnownRoot::User) => {
                vec![KnownRoot::User.resource_at("me").to_owned(), KnownRoot::User.resource().to_owned()]
            }
            Root::Known(known) => vec![known.resource().to_owned()],
            Root::Own(_) => vec![format!("graph.resource::<{}>(&[…])", self.marker())],
        }
    }
}

fn is_key(entity_set: &str, segment: &Segment) -> bool {
    match segment {
        Segment::Argument(_) => true,
        // `graph.site("root")` is the one literal key that a resource can be made with.
        Segment::Text(text) => entity_set == "sites" && text == "root",
        _ => false,
    }
}
