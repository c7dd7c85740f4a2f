//! Nothing here: the tests beside it are all there is of this crate.
