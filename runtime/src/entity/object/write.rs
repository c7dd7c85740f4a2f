//! Writes a struct as an object.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::entity::Entity;
use crate::entity::declared::write_declared;
use crate::entity::probe::Value;

/// An object that is written. The first error is kept to the end, and nothing is written after it.
pub struct ObjectWriter<M: SerializeMap> {
    map: M,
    written: Result<(), M::Error>,
}

impl<M: SerializeMap> ObjectWriter<M> {
    /// Starts the object. How many properties it will have is not known, for some are left out.
    #[inline]
    pub fn start<S>(serializer: S) -> Result<Self, M::Error>
    where
        S: Serializer<SerializeMap = M, Ok = M::Ok, Error = M::Error>,
    {
        Ok(Self { map: serializer.serialize_map(None)?, written: Ok(()) })
    }

    /// Writes a property.
    #[inline]
    pub fn value<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if self.written.is_ok() {
            self.written = self.map.serialize_entry(name, value);
        }
    }

    /// Writes a property, unless it is left out.
    #[inline]
    pub fn value_unless<T: Serialize>(&mut self, is_left_out: bool, name: &'static str, value: &T) {
        if !is_left_out {
            self.value(name, value);
        }
    }

    /// Ends the object.
    #[inline]
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.written.and_then(|()| self.map.end())
    }
}

/// An entity, or several, with `@odata.type`.
pub struct Declared<'a, T>(pub &'a T);

impl<'a, T: Entity> Value<'a, T> {
    /// The entity with its type.
    #[must_use]
    pub fn declared(&self) -> Declared<'a, T> {
        Declared(self.0)
    }
}

/// What holds for values that are no entities: they are written as they are.
pub trait Undeclared<'a, T> {
    /// The value itself.
    fn declared(&self) -> &'a T;
}

impl<'a, T> Undeclared<'a, T> for Value<'a, T> {
    fn declared(&self) -> &'a T {
        self.0
    }
}

impl<T: Entity + Serialize> Serialize for Declared<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_declared(self.0, serializer)
    }
}
