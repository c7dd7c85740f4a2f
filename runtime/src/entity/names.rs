//! Members of enumerations, which are names in JSON.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

/// Reads a name. `member` makes the member of it, or `None` of a name that it does not know.
pub fn read_name<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    members: &'static [&'static str],
    member: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Name { members, member })
}

struct Name<F> {
    members: &'static [&'static str],
    member: F,
}

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Name<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", self.members.join(", "))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        (self.member)(name).ok_or_else(|| E::unknown_variant(name, self.members))
    }
}
