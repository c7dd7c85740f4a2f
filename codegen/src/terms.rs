//! Terms that every part of the project shares: the roots, and names as Rust and as Graph write them.

mod names;
mod root;

pub use names::{camel_case, pascal_case, snake_case};
pub use root::KnownRoot;
