//! Follows an address through the schema.

mod error;
mod overload;
mod place;
mod suggest;
mod walker;

use crate::catalog::Catalog;
use crate::step::{Start, Step};

pub use error::{On, Problem, WalkError};
pub use place::{Target, Walk};
pub use walker::Walker;

/// Follows `steps` from `start` through the schema of the catalog's version.
///
/// # Errors
/// The first step that cannot be taken, why, and what it may have meant.
pub fn walk<'c>(catalog: &'c Catalog, start: Start<'_>, steps: &[Step<'_>]) -> Result<Walk<'c>, Box<WalkError>> {
    Walker::new(catalog).follow_all(start, steps)
}
