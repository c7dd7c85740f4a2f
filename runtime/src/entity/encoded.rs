//! Values whose form in OData's JSON is not the one that serde gives them: doubles, durations, binary data, dates of
//! some crates, sets of flags.

mod base64;
mod date;
mod duration;
mod flags;
mod float;

use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::patch::Patch;

pub use base64::Base64;
pub use date::{CalendarDate, Instant, TimeOfDay};
pub use duration::Duration;
pub use flags::Flags;
pub use float::Float;

/// A value that is written in the form `F` in JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a property of this type",
    note = "dates and durations of `jiff`, `chrono` and `time` need the feature of `graph-action` with that name; \
            a type of your own needs `#[serde(with = \"…\")]` on the field"
)]
pub trait Encoded<F> {
    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A value that is read from the form `F` in JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a property of this type",
    note = "dates and durations of `jiff`, `chrono` and `time` need the feature of `graph-action` with that name; \
            a type of your own needs `#[serde(with = \"…\")]` on the field"
)]
pub trait Decoded<F>: Sized {
    /// Reads a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// `#[serde(with = "As::<F>")]`: a field has the form `F`.
pub struct As<F>(PhantomData<F>);

impl<F> As<F> {
    /// Writes a field.
    pub fn serialize<T: Encoded<F>, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.write(serializer)
    }

    /// Reads a field.
    pub fn deserialize<'de, T: Decoded<F>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Reads a collection. Graph sends `null` for some that are empty.
pub fn read_collection<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// A value that has the form `F`, for serde.
pub struct InForm<T, F>(pub(super) T, pub(super) PhantomData<F>);

impl<'a, T, F> InForm<&'a T, F> {
    /// The value of a field, to be written.
    #[inline]
    pub fn of(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<T: Encoded<F>, F> Serialize for InForm<&T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: Decoded<F>, F> Deserialize<'de> for InForm<T, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(|value| Self(value, PhantomData))
    }
}

impl<T: Encoded<F>, F> Encoded<F> for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(|value| InForm::of(value)).serialize(serializer)
    }
}

impl<T: Decoded<F>, F> Decoded<F> for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<InForm<T, F>>::deserialize(deserializer).map(|value| value.map(|value| value.0))
    }
}

impl<T: Encoded<F>, F> Encoded<F> for Patch<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => value.write(serializer),
            Self::Keep => Patch::<()>::Keep.serialize(serializer),
            Self::Clear => Patch::<()>::Clear.serialize(serializer),
        }
    }
}

impl<T: Decoded<F>, F> Decoded<F> for Patch<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::read(deserializer).map(Self::set_or_clear)
    }
}

impl<T: Encoded<F> + ?Sized, F> Encoded<F> for &T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

impl<T: Encoded<F> + ?Sized, F> Encoded<F> for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

impl<T: Decoded<F>, F> Decoded<F> for Box<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

impl<T: Encoded<F>, F> Encoded<F> for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().write(serializer)
    }
}

impl<T: Encoded<F>, F> Encoded<F> for [T] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|value| InForm::of(value)))
    }
}

impl<T: Decoded<F>, F> Decoded<F> for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values: Vec<InForm<T, F>> = read_collection(deserializer)?;
        Ok(values.into_iter().map(|value| value.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{As, Decoded, Encoded};
    use serde_json::Value;

    /// Reads a value and writes it again.
    pub(super) fn again<F, T: Encoded<F> + Decoded<F>>(value: Value) -> Result<Value, serde_json::Error> {
        let read: T = As::<F>::deserialize(value)?;
        As::<F>::serialize(&read, serde_json::value::Serializer)
    }
}
