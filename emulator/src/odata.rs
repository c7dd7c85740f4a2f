//! OData's query options: read strictly, and applied to JSON values.

pub(crate) mod delta;
pub(crate) mod evaluate;
pub(crate) mod expand;
pub(crate) mod filter;
mod function;
mod lexer;
mod literal;
pub(crate) mod options;
pub(crate) mod page;
pub(crate) mod payload;
pub(crate) mod search;

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    http::{GraphError, Result},
    schema::{CATALOG, Kind, Of, Property, Type},
};

/// A property path that exists: its canonical names and what it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    /// How many lambdas out from the innermost the path begins: at their element, or at the item itself.
    pub(crate) scope: usize,
    pub(crate) names: Vec<Cow<'static, str>>,
    pub(crate) kind: Kind,
}

impl Path {
    /// Finds `from/emailAddress/address` in the types.
    pub(crate) fn resolve(path: &str, start: Type) -> Result<Self> {
        let mut names = Vec::new();
        let mut here = Kind::single(Of::Entity(start));
        for name in path.split('/') {
            if name == "$count" && here.collection {
                names.push(Cow::Borrowed("$count"));
                here = Kind::INTEGER;
                continue;
            }
            if here.of == Of::Anything && !here.collection {
                names.push(Cow::Owned(name.to_owned()));
                continue;
            }
            let Some(owner) = here.structured() else {
                return Err(GraphError::uri(format!(
                    "The parent value for a property access of a property '{name}' is not a single value."
                )));
            };
            if let Some(cast) = Some(name).filter(|name| name.starts_with("microsoft.graph.")).and_then(Type::named) {
                here = Kind::single(Of::Entity(cast));
                continue;
            }
            let (name, kind) = find(owner, name).ok_or_else(|| unknown(name, owner))?;
            names.push(name);
            here = kind;
        }
        Ok(Self { scope: 0, names, kind: here })
    }

    /// The value at this path; null where it ends early.
    pub(crate) fn of<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        let mut here = value;
        for name in &self.names {
            if name == "$count" {
                return Cow::Owned(here.as_array().map_or(0, Vec::len).into());
            }
            here = &here[&**name];
        }
        Cow::Borrowed(here)
    }
}

/// A property or navigation property of the type, of a type derived from it, or an extension.
fn find(owner: Type, name: &str) -> Option<(Cow<'static, str>, Kind)> {
    let member = owner.member(name).or_else(|| CATALOG.derived_member(owner.0, name));
    if let Some(member) = member {
        return Some((Cow::Borrowed(member.name), Kind::of(member.ty)));
    }
    is_extension(owner, name).then(|| (Cow::Owned(name.to_owned()), Kind::single(Of::Anything)))
}

/// Whether an open type may have an undeclared property of this name: `extension_…_name`, `contoso_name`.
pub(crate) fn is_extension(owner: Type, name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // The columns of a list have any name: the schema declares nothing but a key.
    is_word && owner.is_open() && (name.contains('_') || owner.properties().len() < 2)
}

/// The error for a property that does not exist.
pub(crate) fn unknown(name: &str, of: Type) -> GraphError {
    GraphError::uri(format!("Could not find a property named '{name}' on type '{of}'."))
}

/// A structural property, which may be that of a derived type.
pub(crate) fn property(of: Type, name: &str) -> Option<Property> {
    of.property(name)
        .or_else(|| CATALOG.derived_member(of.0, name).and_then(|member| Type(member.owner).property(name)))
}

/// The answer to an `$expand` of what the emulator does not expand.
pub(crate) fn not_expanded(name: &str, of: Type) -> GraphError {
    if of.navigation(name).is_some() {
        return GraphError::new(501, "NotImplemented", format!("The emulator does not expand '{name}'."));
    }
    unknown(name, of)
}

/// Refuses every `$expand`.
pub(crate) fn expand_nothing(options: &options::Options, of: Type) -> Result<()> {
    options.expand.as_ref().map_or(Ok(()), |name| Err(not_expanded(name, of)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{schema::Type, time::Timestamp};

    /// What the macros accept as a query of a type is read here, too: their tests have a table of documented queries.
    #[test]
    fn queries_that_compile_are_read() {
        let table = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/odata/accepted.tsv");
        let mut problems = Vec::new();
        for line in std::fs::read_to_string(table).unwrap().lines() {
            let [of, option, value] = *line.split('\t').collect::<Vec<_>>() else { panic!("{line}") };
            let Some(of) = Type::named(of) else { panic!("{line}") };
            // Arguments of a method, and what is encoded already, do not reach the service so.
            if value.contains(['<', '%']) {
                continue;
            }
            let read = match option {
                "$filter" => filter::parse(&filter::at(value, Timestamp::from_seconds(0)), of).map(drop),
                "$orderby" => evaluate::Order::parse(value, of).map(drop),
                "$expand" => expand::parse(value, of).map(drop),
                "$search" => search::Search::parse(value, of.is("directoryObject")).map(drop),
                "$select" => {
                    let options = options::Options { select: Some(value.to_owned()), ..Default::default() };
                    page::Selection::parse(&options, of).map(drop)
                }
                _ => options::Options::parse(&format!("{option}={value}"), false).map(drop),
            };
            problems.extend(read.err().map(|error| format!("{line}: {}", error.message)));
        }
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}
