//! Entities of several types in one place, which `@odata.type` tells apart.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::{Map, Value};

const TYPE: &str = "@odata.type";

/// An entity that is not decoded yet.
pub struct Typed(Value);

impl Typed {
    /// Reads an entity of any type.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self)
    }

    /// Its type within `microsoft.graph`, where Graph says it. It leaves the type out where it is the declared one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        let name = self.0.get(TYPE)?.as_str()?;
        let name = name.strip_prefix('#').unwrap_or(name);
        Some(name.strip_prefix("microsoft.graph.").unwrap_or(name))
    }

    /// Decodes it.
    pub fn decode<T: DeserializeOwned, E: serde::de::Error>(self) -> Result<T, E> {
        let name = self.name().map(str::to_owned);
        serde_json::from_value(self.0).map_err(|error| match name {
            Some(name) => E::custom(format_args!("{name}: {error}")),
            None => E::custom(error),
        })
    }

    /// The error for a type that the enum does not have.
    pub fn unknown<T, E: serde::de::Error>(&self, known: &'static [&'static str]) -> Result<T, E> {
        match self.name() {
            Some(name) => Err(E::unknown_variant(name, known)),
            None if self.0.is_object() => Err(E::missing_field(TYPE)),
            None => Err(E::custom(format_args!("expected an entity, which is an object, and found `{}`", self.0))),
        }
    }
}

/// Writes an entity, or several, with their `@odata.type`.
pub fn write_typed<T: Serialize, S: Serializer>(entity: &T, tag: &str, serializer: S) -> Result<S::Ok, S::Error> {
    tagged(entity, tag).map_err(S::Error::custom)?.serialize(serializer)
}

/// The entity as JSON, with its `@odata.type`.
pub(crate) fn tagged<T: Serialize + ?Sized>(entity: &T, tag: &str) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(entity)?;
    add_type(&mut value, tag);
    Ok(value)
}

fn add_type(value: &mut Value, tag: &str) {
    match value {
        // An entity that was read may be of a more special type than its variant, and says so. Some services of Graph
        // want the type before what it says something about.
        Value::Object(properties) if properties.get(TYPE).is_none_or(Value::is_null) => {
            let mut typed = Map::from_iter([(TYPE.to_owned(), tag.into())]);
            properties.remove(TYPE);
            typed.append(properties);
            *properties = typed;
        }
        Value::Array(entities) => entities.iter_mut().for_each(|entity| add_type(entity, tag)),
        // A `null` has no type.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Typed, write_typed};
    use serde_json::{Value, json};

    #[test]
    fn a_type_is_named_with_and_without_its_mark() {
        for (value, expected) in [
            (json!({"@odata.type": "#microsoft.graph.user"}), Some("user")),
            (json!({"@odata.type": "microsoft.graph.security.alert"}), Some("security.alert")),
            (json!({"@odata.type": 1}), None),
            (json!({}), None),
            (json!([]), None),
        ] {
            assert_eq!(Typed(value).name(), expected);
        }
    }

    #[test]
    fn an_error_names_the_type() {
        let error = Typed(json!({"@odata.type": "#microsoft.graph.user"})).decode::<u8, serde_json::Error>();
        assert!(error.unwrap_err().to_string().starts_with("user: invalid type"));
        let error = Typed(json!({})).unknown::<u8, serde_json::Error>(&["user"]).unwrap_err();
        assert_eq!(error.to_string(), "missing field `@odata.type`");
        let error = Typed(json!(null)).unknown::<u8, serde_json::Error>(&["user"]).unwrap_err();
        assert_eq!(error.to_string(), "expected an entity, which is an object, and found `null`");
    }

    #[test]
    fn the_type_is_added_to_objects() {
        let written = |value: Value| write_typed(&value, "#microsoft.graph.user", serde_json::value::Serializer);
        assert_eq!(written(json!({"id": "1"})).unwrap(), json!({"@odata.type": "#microsoft.graph.user", "id": "1"}));
        assert_eq!(written(json!(null)).unwrap(), json!(null));
        assert_eq!(written(json!({"@odata.type": null})).unwrap(), json!({"@odata.type": "#microsoft.graph.user"}));
        let special = json!({"@odata.type": "#microsoft.graph.agentUser", "id": "1"});
        assert_eq!(written(special.clone()).unwrap(), special);
        assert_eq!(written(json!([{}])).unwrap(), json!([{"@odata.type": "#microsoft.graph.user"}]));
    }
}
