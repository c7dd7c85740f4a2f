//! Entities where the schema declares an abstract type.

use serde::ser::{Serialize, Serializer};

use super::Entity;
use super::polymorphic::write_typed;

/// Writes an entity, or several. Without `@odata.type` Graph does not know which type it is.
pub fn write_declared<T: Entity + Serialize, S: Serializer>(entity: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match T::TAG {
        Some(tag) => write_typed(entity, tag, serializer),
        None => entity.serialize(serializer),
    }
}
