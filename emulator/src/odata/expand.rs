//! Parses an `$expand`: the navigation properties, and the options of each.

use graph_action_catalog::Member;

use super::options::{Options, top_level};
use crate::{
    http::{GraphError, Result},
    schema::{CATALOG, Type},
};

/// A navigation property to expand.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) member: Member<'static>,
    /// Only entities of this type, from `members/microsoft.graph.user`.
    pub(crate) cast: Option<Type>,
    pub(crate) options: Options,
    /// What is expanded in turn.
    pub(crate) inner: Vec<Expansion>,
}

/// How deep an `$expand` may be nested.
const DEEPEST: usize = 8;

/// Parses the text of an `$expand` on entities of this type.
pub(crate) fn parse(text: &str, of: Type) -> Result<Vec<Expansion>> {
    parse_within(text, of, 0)
}

fn parse_within(text: &str, of: Type, depth: usize) -> Result<Vec<Expansion>> {
    if depth > DEEPEST {
        return Err(GraphError::uri("The $expand clause is nested too deep."));
    }
    let items = top_level(text, ',').into_iter().map(str::trim);
    let mut expansions = Vec::new();
    for item in items {
        if item == "*" {
            let members = CATALOG.members(of.0).filter(|member| member.navigation.is_some());
            let plain = |member| Expansion { member, cast: None, options: Options::default(), inner: Vec::new() };
            expansions.extend(members.map(plain));
        } else {
            expansions.push(expansion(item, of, depth)?);
        }
    }
    Ok(expansions)
}

fn expansion(item: &str, of: Type, depth: usize) -> Result<Expansion> {
    let (path, options) = match item.split_once('(') {
        Some((path, rest)) => {
            let inner = rest.strip_suffix(')').ok_or_else(|| syntax(item))?;
            (path, Options::nested(inner)?)
        }
        None => (item, Options::default()),
    };
    let mut names = path.split('/').map(str::trim);
    let mut owner = of;
    let mut name = names.next().unwrap_or_default();
    // `microsoft.graph.user/manager`
    if let Some(cast) = Some(name).filter(|name| name.starts_with("microsoft.graph.")).and_then(Type::named) {
        owner = cast;
        name = names.next().ok_or_else(|| syntax(item))?;
    }
    let found = owner.navigation_member(name);
    let found = found.or_else(|| CATALOG.derived_member(owner.0, name).filter(|member| member.navigation.is_some()));
    let member = found.ok_or_else(|| {
        if owner.property(name).is_some() {
            return GraphError::uri(format!("Property '{name}' on type '{owner}' is not a navigation property."));
        }
        super::unknown(name, owner)
    })?;
    let cast = match names.next() {
        None | Some("$ref" | "$count") => None,
        Some(cast) => Some(Type::named(cast).ok_or_else(|| syntax(item))?),
    };
    let target = cast.unwrap_or(Type(member.ty.name));
    let inner = match &options.expand {
        Some(text) => parse_within(text, target, depth + 1)?,
        None => Vec::new(),
    };
    Ok(Expansion { member, cast, options, inner })
}

fn syntax(item: &str) -> GraphError {
    GraphError::uri(format!("Syntax error in $expand '{item}'."))
}
