//! [`Entity`]: structs and enums that are projections of a type of Graph.

pub(crate) mod declared;
pub(crate) mod encoded;
pub(crate) mod names;
pub(crate) mod object;
pub(crate) mod patch;
pub(crate) mod polymorphic;
pub(crate) mod probe;
pub(crate) mod projection;
mod text;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use crate::delta::Delta;
use crate::entity::patch::Patch;
use crate::entity::projection::Projection;
use crate::page::Page;
use crate::reply::response::Response;

/// A struct or an enum that stands for a type of Graph. [`graph_entity`](macro@crate::graph_entity) implements it.
///
/// [`Page`], [`Response`], [`Delta`], [`Patch`], `Option`, the collections and pointers of the standard library pass on
/// what they hold.
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
    /// Whether it is a list in JSON.
    #[doc(hidden)]
    const IS_LIST: bool = false;

    /// The version of the entity, of a field with `#[graph(etag)]`. A PATCH, PUT or DELETE with this body sends it as
    /// `If-Match`.
    fn etag(&self) -> Option<&str> {
        None
    }
}

/// The constants of what is held.
macro_rules! constants_of {
    ($held:ty) => {
        const TYPE: &'static str = <$held as Entity>::TYPE;
        const BASES: &'static [&'static str] = <$held as Entity>::BASES;
        const PROJECTION: &'static Projection = <$held as Entity>::PROJECTION;
        const TAG: Option<&'static str> = <$held as Entity>::TAG;
        const IS_BETA: bool = <$held as Entity>::IS_BETA;
    };
}

/// Lists.
macro_rules! pass_on {
    ($($holder:ty $(, $parameter:ident)*;)*) => {$(
        impl<T: Entity $(, $parameter)*> Entity for $holder {
            constants_of!(T);
            const IS_LIST: bool = true;
        }
    )*};
}

pass_on! {
    Page<T>;
    Delta<T>;
    Vec<T>;
    VecDeque<T>;
    LinkedList<T>;
    BTreeSet<T>;
    HashSet<T, S>, S;
    [T];
}

impl<T: Entity, const N: usize> Entity for [T; N] {
    constants_of!(T);
    const IS_LIST: bool = true;
}

impl<T: Entity> Entity for Patch<T> {
    constants_of!(T);
    const IS_LIST: bool = T::IS_LIST;
}

/// As above, for what holds one entity, whose version is that of the whole.
macro_rules! pass_on_with_etag {
    ($(($($bound:tt)*) $holder:ty: $of:expr;)*) => {$(
        impl<T: Entity + $($bound)*> Entity for $holder {
            constants_of!(T);
            const IS_LIST: bool = T::IS_LIST;

            fn etag(&self) -> Option<&str> {
                let entity: fn(&Self) -> Option<&T> = $of;
                entity(self).and_then(T::etag)
            }
        }
    )*};
}

pass_on_with_etag! {
    (Sized) Response<T>: |response| Some(response.body());
    (Sized) Option<T>: Option::as_ref;
    (?Sized) Box<T>: |entity| Some(&**entity);
    (?Sized) Arc<T>: |entity| Some(&**entity);
    (?Sized) Rc<T>: |entity| Some(&**entity);
    (?Sized) &T: |entity| Some(*entity);
    (ToOwned + ?Sized) Cow<'_, T>: |entity| Some(&**entity);
}
