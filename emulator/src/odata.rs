//! OData's query options: read strictly, and applied to JSON values.

pub(crate) mod delta;
pub(crate) mod evaluate;
pub(crate) mod filter;
mod lexer;
pub(crate) mod options;
pub(crate) mod page;
pub(crate) mod payload;

use serde_json::Value;

use crate::{
    http::{GraphError, Result},
    schema::{Kind, Type},
};

/// A property path that exists: its canonical names and what it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    pub(crate) names: Vec<&'static str>,
    pub(crate) kind: Kind,
}

impl Path {
    /// Finds `from/emailAddress/address` in the types.
    pub(crate) fn resolve(path: &str, start: &'static Type) -> Result<Self> {
        let mut names = Vec::new();
        let mut here = Kind::Complex(start);
        for name in path.split('/') {
            let Kind::Complex(owner) = here else {
                return Err(GraphError::uri(format!(
                    "The parent value for a property access of a property '{name}' is not a single value."
                )));
            };
            let property = owner.property(name).ok_or_else(|| {
                GraphError::uri(format!("Could not find a property named '{name}' on type '{}'.", owner.name))
            })?;
            names.push(property.name);
            here = property.kind;
        }
        Ok(Self { names, kind: here })
    }

    /// The value at this path; null where it ends early.
    pub(crate) fn of<'v>(&self, value: &'v Value) -> &'v Value {
        self.names.iter().fold(value, |value, name| &value[*name])
    }
}

/// The answer to an `$expand` of what the emulator does not expand.
pub(crate) fn not_expanded(name: &str, of: &Type) -> GraphError {
    if of.navigation(name).is_some() {
        return GraphError::new(501, "NotImplemented", format!("The emulator does not expand '{name}'."));
    }
    GraphError::uri(format!("Could not find a property named '{name}' on type '{}'.", of.name))
}

/// Refuses every `$expand`.
pub(crate) fn expand_nothing(options: &options::Options, of: &Type) -> Result<()> {
    options.expand.as_ref().map_or(Ok(()), |name| Err(not_expanded(name, of)))
}
