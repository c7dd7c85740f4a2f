//! [`Entity`]: structs and enums that are projections of a type of Graph.

pub(crate) mod declared;
pub(crate) mod encoded;
pub(crate) mod names;
pub(crate) mod object;
pub(crate) mod patch;
pub(crate) mod polymorphic;
pub(crate) mod probe;
pub(crate) mod projection;

use std::collections::{BTreeSet, HashSet};

use crate::delta::Delta;
use crate::entity::patch::Patch;
use crate::entity::projection::Projection;
use crate::page::Page;
use crate::reply::response::Response;

/// A struct or an enum that stands for a type of Graph. [`graph_entity`](macro@crate::graph_entity) implements it.
///
/// [`Page`], [`Response`], [`Delta`], [`Patch`], `Option`, `Vec`, `Box` and references pass on what they hold.
pub trait Entity {
    /// Graph's name of the type within `microsoft.graph`: `message`.
    const TYPE: &'static str;
    /// The types it derives from, nearest first: `outlookItem`, `entity`.
    const BASES: &'static [&'static str];
    /// What is asked for: the properties, and those of what is expanded.
    const PROJECTION: &'static Projection;
    /// The `@odata.type` that is written where a property or a body is declared with a base type. `None` for an
    /// abstract type, and for what writes its type by itself.
    #[doc(hidden)]
    const TAG: Option<&'static str> = None;
    /// Whether it is a type of beta.
    #[doc(hidden)]
    const IS_BETA: bool = false;

    /// The version of the entity, of a field with `#[graph(etag)]`. A PATCH, PUT or DELETE with this body sends it as
    /// `If-Match`.
    fn etag(&self) -> Option<&str> {
        None
    }
}

macro_rules! pass_on {
    ($($holder:ty),* $(,)?) => {$(
        impl<T: Entity> Entity for $holder {
            const TYPE: &'static str = T::TYPE;
            const BASES: &'static [&'static str] = T::BASES;
            const PROJECTION: &'static Projection = T::PROJECTION;
            const TAG: Option<&'static str> = T::TAG;
            const IS_BETA: bool = T::IS_BETA;
        }
    )*};
}

pass_on!(Page<T>, Delta<T>, Vec<T>, Patch<T>, BTreeSet<T>);

impl<T: Entity, S> Entity for HashSet<T, S> {
    const TYPE: &'static str = T::TYPE;
    const BASES: &'static [&'static str] = T::BASES;
    const PROJECTION: &'static Projection = T::PROJECTION;
    const TAG: Option<&'static str> = T::TAG;
    const IS_BETA: bool = T::IS_BETA;
}

/// As above, for what holds one entity, whose version is that of the whole.
macro_rules! pass_on_with_etag {
    ($($holder:ty: $of:expr),* $(,)?) => {$(
        impl<T: Entity> Entity for $holder {
            const TYPE: &'static str = T::TYPE;
            const BASES: &'static [&'static str] = T::BASES;
            const PROJECTION: &'static Projection = T::PROJECTION;
            const TAG: Option<&'static str> = T::TAG;
            const IS_BETA: bool = T::IS_BETA;

            fn etag(&self) -> Option<&str> {
                let entity: fn(&Self) -> Option<&T> = $of;
                entity(self).and_then(T::etag)
            }
        }
    )*};
}

pass_on_with_etag! {
    Response<T>: |response| Some(response.body()),
    Option<T>: Option::as_ref,
    Box<T>: |entity| Some(&**entity),
    &T: |entity| Some(*entity),
}
