//! The tests beside this file are all there is of this crate; here only the README is compiled.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
