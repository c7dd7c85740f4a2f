//! Reads a struct from an object.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::entity::Entity;
use crate::entity::encoded::{Decoded, InForm};

/// A struct that is read from an object.
pub trait ReadObject<'de>: Entity + Sized {
    /// Graph's names of the properties.
    const NAMES: &'static [&'static str];

    /// The place of a property among the names; their number for any other.
    fn place(name: &str) -> usize;

    /// Reads the properties, and what else is there, to the end.
    fn read_properties<A: MapAccess<'de>>(object: ObjectReader<A>) -> Result<Self, A::Error>;
}

/// Reads a struct.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::TYPE, T::NAMES, Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of the type `{}`", T::TYPE)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_properties(ObjectReader { map, names: T::NAMES, at: 0 })
    }
}

/// An object that is read from its first property to its last.
pub struct ObjectReader<A> {
    map: A,
    names: &'static [&'static str],
    /// The place of the property at hand among the names.
    at: usize,
}

impl<'de, A: MapAccess<'de>> ObjectReader<A> {
    /// The place of the next property among the names; one that is not named has their number. `None` at the end.
    #[inline]
    pub fn next_property<T: ReadObject<'de>>(&mut self) -> Result<Option<usize>, A::Error> {
        let place = self.map.next_key_seed(Place::<T>(PhantomData))?;
        if let Some(at) = place {
            self.at = at;
        }
        Ok(place)
    }

    /// Reads the property at hand.
    #[inline]
    pub fn value<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.fill(slot, |value: T| value)
    }

    /// Reads a collection. Graph sends `null` for some that are empty.
    #[inline]
    pub fn collection<T: Deserialize<'de> + Default>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.fill(slot, Option::unwrap_or_default)
    }

    /// Reads a value that has the form `F`.
    #[inline]
    pub fn in_form<F, T: Decoded<F>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.fill(slot, |InForm(value, _): InForm<T, F>| value)
    }

    /// Skips what is at hand.
    #[inline]
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }

    #[inline]
    fn fill<R: Deserialize<'de>, T>(&mut self, slot: &mut Option<T>, value: impl Fn(R) -> T) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(self.names.get(self.at).copied().unwrap_or_default()));
        }
        *slot = Some(value(self.map.next_value()?));
        Ok(())
    }

    /// The value of a property that must be there. As with serde's derives, an `Option` need not.
    #[inline]
    pub fn required<T: Deserialize<'de>>(&self, slot: Option<T>, name: &'static str) -> Result<T, A::Error> {
        match slot {
            Some(value) => Ok(value),
            None => T::deserialize(Missing { name, error: PhantomData }),
        }
    }

    /// The value of a property that must be there and has the form `F`.
    #[inline]
    pub fn required_in_form<T>(&self, slot: Option<T>, name: &'static str) -> Result<T, A::Error> {
        slot.ok_or_else(|| A::Error::missing_field(name))
    }
}

/// Finds the place of a name.
struct Place<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> DeserializeSeed<'de> for Place<T> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, T: ReadObject<'de>> Visitor<'de> for Place<T> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        Ok(T::place(name))
    }
}

/// A property that is not there: `None` of an `Option`, and an error of any other type.
struct Missing<E> {
    name: &'static str,
    error: PhantomData<E>,
}

impl<'de, E: Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.name))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
