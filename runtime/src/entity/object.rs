//! Structs as objects of JSON: what [`graph_entity`](macro@crate::graph_entity) writes its serde implementations with.
//!
//! serde's derives do the same with three times as much code for the compiler. What needs their options has them still.

mod read;
mod write;

pub use read::{ObjectReader, ReadObject, read_object};
pub use write::{Declared, ObjectWriter, Undeclared};
