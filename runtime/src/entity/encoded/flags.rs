//! Sets of members of an enumeration, which are one text with commas in JSON.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::{Decoded, Encoded};

/// `"read,write"`; nothing is an empty set.
pub struct Flags;

fn write<'a, T: Serialize + 'a, S: Serializer>(
    members: impl Iterator<Item = &'a T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut text = String::new();
    for member in members {
        let Value::String(name) = serde_json::to_value(member).map_err(S::Error::custom)? else {
            return Err(S::Error::custom("a member of an enumeration is a text"));
        };
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&name);
    }
    serializer.serialize_str(&text)
}

fn read<'de, T: DeserializeOwned, C: FromIterator<T>, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| T::deserialize(StrDeserializer::<D::Error>::new(name))).collect()
}

impl<T: Serialize> Encoded<Flags> for BTreeSet<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.iter(), serializer)
    }
}

impl<T: DeserializeOwned + Ord> Decoded<Flags> for BTreeSet<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<T: Serialize, H> Encoded<Flags> for HashSet<T, H> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.iter(), serializer)
    }
}

impl<T: DeserializeOwned + Eq + Hash, H: BuildHasher + Default> Decoded<Flags> for HashSet<T, H> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::again;
    use super::Flags;
    use serde_json::json;
    use std::collections::{BTreeSet, HashSet};

    type Set = BTreeSet<String>;

    #[test]
    fn a_set_is_one_text() {
        assert_eq!(again::<Flags, Set>(json!("write, read")).unwrap(), json!("read,write"));
        assert_eq!(again::<Flags, HashSet<String>>(json!("read")).unwrap(), json!("read"));
        assert_eq!(again::<Flags, Set>(json!("")).unwrap(), json!(""));
        assert_eq!(again::<Flags, Set>(json!(null)).unwrap(), json!(""));
        assert_eq!(again::<Flags, Option<Set>>(json!(null)).unwrap(), json!(null));
        assert_eq!(again::<Flags, Vec<Set>>(json!(["a", "b,c"])).unwrap(), json!(["a", "b,c"]));
        assert!(again::<Flags, Set>(json!(["read"])).is_err());
    }
}
