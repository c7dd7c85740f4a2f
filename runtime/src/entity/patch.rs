//! [`Patch`]: a property that is left alone, cleared or set.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};

/// A property of a PATCH: left alone, cleared or set. Only what was set or cleared is sent.
///
/// In a struct of [`graph_entity`](macro@crate::graph_entity). In another struct the field needs
/// `#[serde(default, skip_serializing_if = "Patch::is_keep")]`: a [`Keep`](Self::Keep) has no form in JSON, and writing
/// it is an error.
///
/// When a struct is read, a missing property is `Keep`, and a `null` is [`Clear`](Self::Clear).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patch<T> {
    /// The property stays as it is: it is not sent.
    #[default]
    Keep,
    /// The property is cleared: `null` is sent.
    Clear,
    /// The property gets this value.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the property is left alone.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// The same with another value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(change(value)),
        }
    }

    /// Sets the value, or clears the property when there is none.
    #[must_use]
    pub fn set_or_clear(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

/// [`Set`](Patch::Set).
impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

/// [`Set`](Patch::Set) with a copy of the text.
impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep => Err(S::Error::custom(
                "a `Patch::Keep` is not written: the field needs `skip_serializing_if = \"Patch::is_keep\"`",
            )),
            Self::Clear => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::set_or_clear)
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;

    #[test]
    fn only_what_was_set_has_a_form() {
        assert_eq!(serde_json::to_string(&Patch::Set(1)).unwrap(), "1");
        assert_eq!(serde_json::to_string(&Patch::<u8>::Clear).unwrap(), "null");
        assert!(serde_json::to_string(&Patch::<u8>::Keep).unwrap_err().to_string().contains("skip_serializing_if"));
        assert_eq!(serde_json::from_str::<Patch<u8>>("null").unwrap(), Patch::Clear);
        assert_eq!(serde_json::from_str::<Patch<u8>>("1").unwrap().map(u16::from).value(), Some(&1));
        assert!(Patch::<u8>::default().is_keep());
        assert_eq!(Patch::from("a"), Patch::Set("a".to_owned()));
    }
}
