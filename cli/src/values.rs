//! Values of options that the catalog has names for.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use graph_action_catalog::{Cloud, Flow, Version};

/// `delegated` or `application`.
pub(crate) fn flow() -> impl TypedValueParser<Value = Flow> {
    PossibleValuesParser::new(Flow::ALL.map(Flow::as_str)).try_map(|name| name.parse::<Flow>())
}

/// `v1.0` or `beta`.
pub(crate) fn version() -> impl TypedValueParser<Value = Version> {
    PossibleValuesParser::new(Version::ALL.map(Version::as_str)).try_map(|name| name.parse::<Version>())
}

/// The names of clouds, as the attributes have them.
pub(crate) fn cloud() -> impl TypedValueParser<Value = Cloud> {
    PossibleValuesParser::new(Cloud::ALL.map(Cloud::as_str)).try_map(|name| name.parse::<Cloud>())
}
