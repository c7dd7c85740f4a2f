//! Structs as objects of JSON: what [`graph_entity`](macro@crate::graph_entity) writes its serde implementations with.
//!
//! They cost the compiler a third of serde's derives. A struct with an option of serde, a `cfg`, a parameter or a
//! flattened field has the derives.

mod read;
mod write;

pub use read::{ObjectReader, ReadObject, read_object};
pub use write::{Declared, ObjectWriter, Undeclared};
