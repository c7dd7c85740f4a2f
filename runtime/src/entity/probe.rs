//! Whether a type is an [`Entity`], found out by constants and methods.
//!
//! An inherent constant wins over one of a trait where the bounds of its `impl` hold. So `<Probe<T>>::ENTITY` is that
//! of the inherent `impl` for an entity, and that of [`Plain`] for every other type. It works for a type that is
//! written out, in constants and in generic code, and needs no specialisation.

use std::marker::PhantomData;

use super::Entity;
use super::encoded::{Encoded, Instant};
use super::projection::Projection;
use super::text::Text;
use crate::call::Call;

/// What is known of an entity.
#[derive(Clone, Copy, Debug)]
pub struct KnownEntity {
    ty: &'static str,
    bases: &'static [&'static str],
    is_beta: bool,
    is_list: bool,
    projection: &'static Projection,
}

impl KnownEntity {
    const fn of<T: Entity + ?Sized>() -> Self {
        let projection = T::PROJECTION;
        Self { ty: T::TYPE, bases: T::BASES, is_beta: T::IS_BETA, is_list: T::IS_LIST, projection }
    }
}

/// Asks of a type whether it is an entity. What is inside of a `Box` may have no size: `RawValue`.
pub struct Probe<T: ?Sized>(PhantomData<T>);

/// Asks of the return type of an action whether its answer is an entity.
pub struct Answer<T>(PhantomData<T>);

/// What holds for types that are no entities.
pub trait Plain {
    /// It is no entity.
    const ENTITY: Option<KnownEntity> = None;
}

impl<T: ?Sized> Plain for Probe<T> {}
impl<T> Plain for Answer<T> {}

// rustc shows the lines below, with their comments, where structs expand each other in a circle.
impl<T: Entity + ?Sized> Probe<T> {
    /// The entity.
    pub const ENTITY: Option<KnownEntity> = Some(KnownEntity::of::<T>()); // a cycle? write #[graph(expand = false)]
}

impl<T: Entity, E> Answer<Result<T, E>> {
    /// The entity.
    pub const ENTITY: Option<KnownEntity> = Some(KnownEntity::of::<T>());
}

impl<T: Entity> Answer<Call<T>> {
    /// The entity.
    pub const ENTITY: Option<KnownEntity> = Some(KnownEntity::of::<T>());
}

/// Asks of a type whether it is a point in time, which is a text in JSON.
pub struct Dated<T>(PhantomData<T>);

/// What holds for types that are no point in time.
pub trait Undated {
    /// It is none.
    const IS_DATE: bool = false;
}

impl<T> Undated for Dated<T> {}

impl<T: Encoded<Instant>> Dated<T> {
    /// It is one.
    pub const IS_DATE: bool = true;
}

/// What is asked for, when the type is an entity.
#[must_use]
pub const fn projection(known: Option<KnownEntity>) -> Option<&'static Projection> {
    match known {
        Some(known) => Some(known.projection),
        None => None,
    }
}

/// The projection of a part; of a part that is no entity everything is asked for.
#[must_use]
pub const fn part(known: Option<KnownEntity>) -> &'static Projection {
    match known {
        Some(known) => known.projection,
        None => Projection::OPEN,
    }
}

/// Whether an answer's entity asks for one of these: `signInActivity`, or `members/signInActivity` of what it expands.
#[must_use]
pub const fn asks_for_one(known: Option<KnownEntity>, paths: &[&str]) -> bool {
    let Some(known) = known else { return false };
    let mut at = 0;
    while at < paths.len() {
        let path = paths[at].as_bytes();
        let mut end = path.len();
        while end > 0 && path[end - 1] != b'/' {
            end -= 1;
        }
        let (way, name) = path.split_at(end);
        let way = if end > 0 { way.split_at(end - 1).0 } else { way };
        if known.projection.asks_for(way, name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Fails to compile, with `message`, where an answer's entity does not ask for what it must.
#[track_caller]
pub const fn check_asked(asks: bool, message: &'static str) {
    assert!(asks, "{}", message);
}

/// Fails to compile where an answer's entity asks for one of these properties, with the message beside it, or what it
/// expands does. A way is `members`, or nothing for the answer itself.
#[track_caller]
pub const fn check_unasked(known: Option<KnownEntity>, ways: &[&str], properties: &[(&str, &'static str)]) {
    let Some(known) = known else { return };
    let expands = known.projection.expands();
    let mut way = 0;
    while way < ways.len() {
        let mut at = 0;
        // Most entities expand nothing, and their constants cost little.
        while at < properties.len() && (expands || ways[way].is_empty()) {
            let (name, message) = properties[at];
            assert!(!known.projection.asks_for(ways[way].as_bytes(), name.as_bytes()), "{}", message);
            at += 1;
        }
        way += 1;
    }
}

/// What an option of a call names: `$select`, `$expand`, and `$expand=…($select=…)`.
#[derive(Clone, Copy, Debug)]
pub enum Given {
    /// These properties are selected.
    Selected(&'static [&'static str]),
    /// These navigation properties are expanded.
    Expanded(&'static [&'static str]),
    /// These properties are selected of a navigation property.
    SelectedOf(&'static str, &'static [&'static str]),
}

/// Fails to compile where an answer's entity cannot be read without a property that the options leave out. In the
/// message `{}` becomes the type of Graph; it follows the names.
#[track_caller]
pub const fn check_required(known: Option<KnownEntity>, given: &[Given], message: &str) {
    let Some(known) = known else { return };
    let mut missing = Text::EMPTY;
    let mut at = 0;
    while at < given.len() {
        missing = match given[at] {
            Given::Selected(names) => known.projection.add_missing(false, names, b"", missing),
            Given::Expanded(names) => known.projection.add_missing(true, names, b"", missing),
            Given::SelectedOf(navigation, names) => known.projection.add_missing_below(navigation, names, missing),
        };
        at += 1;
    }
    let is_there = missing.is_empty();
    let text = if is_there { missing } else { missing.with_filled_in(message.as_bytes(), known.ty.as_bytes()) };
    assert!(is_there, "{}", text.or("the call leaves out what its answer cannot be read without"));
}

/// Fails to compile as [`check_type_of_beta`], and when the type is an entity of beta.
#[track_caller]
pub const fn check_type(known: Option<KnownEntity>, declared: &str, bases: &[&str], message: &str) {
    check_type_of_beta(known, declared, bases, message);
    check_version(known);
}

/// Fails to compile, with `message`, when the type is an entity and no list, or a list where one belongs.
#[track_caller]
pub const fn check_list(known: Option<KnownEntity>, is_list: bool, message: &'static str) {
    if let Some(known) = known {
        assert!(known.is_list == is_list, "{}", message);
    }
}

/// Fails to compile, with `message`, when the type is a point in time.
#[track_caller]
pub const fn check_undated(is_date: bool, message: &'static str) {
    assert!(!is_date, "{}", message);
}

/// Fails to compile when the type is an entity of beta.
#[track_caller]
pub const fn check_version(known: Option<KnownEntity>) {
    if let Some(known) = known {
        assert!(
            !known.is_beta,
            "the entity is of beta, and what holds it is of v1.0: say `version = \"beta\"` there too, or use \
             an entity of v1.0"
        );
    }
}

/// Fails to compile, with `message`, when the type is an entity of a type of Graph that is neither `declared`, nor one
/// of its bases, nor derives from it; `{}` in the message becomes the name of the type. An entity of v1.0 may stand in
/// beta, which has nearly all of v1.0.
#[track_caller]
pub const fn check_type_of_beta(known: Option<KnownEntity>, declared: &str, bases: &[&str], message: &str) {
    if let Some(known) = known {
        // Without a type it was reported already.
        let fits = known.ty.is_empty()
            || same(known.ty, declared)
            || contains(known.bases, declared)
            || contains(bases, known.ty);
        let text = if fits { Text::EMPTY } else { Text::EMPTY.with_filled_in(message.as_bytes(), known.ty.as_bytes()) };
        let text = text.or("this is an entity of another type of Graph");
        assert!(fits, "{}", text);
    }
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

pub(crate) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut same = one.len() == other.len();
    let mut at = 0;
    while same && at < one.len() {
        same = one[at] == other[at];
        at += 1;
    }
    same
}

/// What holds for a body that is no entity with properties that Graph sets. Such an entity has deprecated methods of
/// the same names, which are found first.
pub trait PlainBody {
    /// Nothing to warn of.
    fn __read_only_in_body(&self) {}

    /// Nothing to warn of in the body of a PATCH.
    fn __read_only_in_patch(&self) {}
}

impl<T: ?Sized> PlainBody for T {}

/// Asks of a value whether it is an entity.
pub struct Value<'a, T: ?Sized>(pub &'a T);

/// What holds for values that are no entities.
pub trait PlainValue {
    /// It has no version.
    fn etag(&self) -> Option<String> {
        None
    }

    /// Its type is not known.
    fn tag(&self, _declared: &str) -> Option<&'static str> {
        None
    }
}

impl<T: ?Sized> PlainValue for Value<'_, T> {}

impl<T: Entity> Value<'_, T> {
    /// The version of the entity.
    #[must_use]
    pub fn etag(&self) -> Option<String> {
        self.0.etag().map(str::to_owned)
    }

    /// The `@odata.type` that tells the entity from one of the declared type.
    #[must_use]
    pub fn tag(&self, declared: &str) -> Option<&'static str> {
        T::TAG.filter(|_| contains(T::BASES, declared))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn points_in_time_are_told_from_other_types() {
        use super::{Dated, Undated as _};
        const { assert!(!Dated::<String>::IS_DATE && !Dated::<Option<f64>>::IS_DATE) };
        #[cfg(feature = "jiff")]
        const {
            assert!(Dated::<jiff::Timestamp>::IS_DATE && !Dated::<jiff::civil::Date>::IS_DATE)
        };
        #[cfg(feature = "chrono")]
        const {
            assert!(Dated::<chrono::DateTime<chrono::Utc>>::IS_DATE)
        };
        #[cfg(feature = "time")]
        const {
            assert!(Dated::<time::OffsetDateTime>::IS_DATE)
        };
    }
}
