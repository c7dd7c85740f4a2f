//! Reads a page as Graph sends it.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::reply::json::Text;

/// A page. Without a `value` it is not one.
pub(super) struct Wire<T> {
    pub(super) value: Vec<T>,
    pub(super) next_link: Option<String>,
    pub(super) count: Option<u64>,
}

/// Why a page cannot be read.
pub(super) enum Unreadable {
    Json(serde_json::Error),
    /// Its items take more memory than the limit.
    TooLarge,
}

/// Reads a page whose items take no more than so many bytes of memory, apart from what they point to.
pub(super) fn read<T: DeserializeOwned>(json: &[u8], limit: usize) -> Result<Wire<T>, Unreadable> {
    let items = Items { most: limit / size_of::<T>().max(1), is_too_large: &Cell::new(false), item: PhantomData };
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let page = deserializer.deserialize_map(items).and_then(|page| deserializer.end().map(|()| page));
    page.map_err(|error| if items.is_too_large.get() { Unreadable::TooLarge } else { Unreadable::Json(error) })
}

/// The visitor of a page, and of the list of its items.
struct Items<'a, T> {
    /// How many items are read at most.
    most: usize,
    is_too_large: &'a Cell<bool>,
    item: PhantomData<fn() -> T>,
}

impl<T> Clone for Items<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Items<'_, T> {}

/// The list of the items. A `null` is an empty one.
struct List<'a, T>(Items<'a, T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for Items<'_, T> {
    type Value = Wire<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page with a `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Wire<T>, A::Error> {
        let (mut value, mut next_link, mut count) = (None, None, None);
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" if value.is_some() => return Err(A::Error::duplicate_field("value")),
                "value" => value = Some(map.next_value_seed(List(self))?),
                "@odata.nextLink" => next_link = map.next_value::<Text>()?.0,
                // Some services send a string, which OData allows (`IEEE754Compatible`).
                "@odata.count" => count = read_count(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(Wire { value, next_link, count })
    }
}

/// A count that is none, even a number that nothing holds, does not cost the page.
fn read_count(count: &RawValue) -> Option<u64> {
    serde_json::from_str::<Text>(count.get()).ok()?.0?.parse().ok()
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for List<'_, T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for List<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_none<E: Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut value = Vec::new();
        while let Some(item) = items.next_element()? {
            if value.len() >= self.0.most {
                self.0.is_too_large.set(true);
                return Err(A::Error::custom("it has too many items"));
            }
            value.push(item);
        }
        Ok(value)
    }
}
