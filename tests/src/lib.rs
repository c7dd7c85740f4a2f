//! The tests beside this file are all there is of this crate; here only the README and pages of `docs` are compiled.

// A permission that is broader than needed is a `deprecated` warning: the pages must not have one.
#![doc(test(attr(deny(deprecated))))]

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

#[cfg(doctest)]
#[doc = include_str!("../../docs/cookbook.md")]
mod cookbook {}

#[cfg(doctest)]
#[doc = include_str!("../../docs/coming-from.md")]
mod coming_from {}
