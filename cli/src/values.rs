//! Parsers for options whose values are names of the catalog.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use graph_action_catalog::{Cloud, Flow, Method, UnknownName, Version};

/// A method in any case: `GET`, `get`.
///
/// # Errors
/// When there is no such method.
pub(crate) fn method(text: &str) -> Result<Method, UnknownName> {
    text.to_ascii_uppercase().parse()
}

/// `delegated` or `application`.
pub(crate) fn flow() -> impl TypedValueParser<Value = Flow> {
    PossibleValuesParser::new(Flow::ALL.map(Flow::as_str)).try_map(|name| name.parse::<Flow>())
}

/// `v1.0` or `beta`.
pub(crate) fn version() -> impl TypedValueParser<Value = Version> {
    PossibleValuesParser::new(Version::ALL.map(Version::as_str)).try_map(|name| name.parse::<Version>())
}

/// The names that clouds have in the attributes: `global`, `us_gov_l4` and so on.
pub(crate) fn cloud() -> impl TypedValueParser<Value = Cloud> {
    PossibleValuesParser::new(Cloud::ALL.map(Cloud::as_str)).try_map(|name| name.parse::<Cloud>())
}
