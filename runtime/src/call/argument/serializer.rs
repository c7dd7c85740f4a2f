//! A serde serializer that turns a value into an [`ArgumentValue`].

use std::fmt::Display;

use serde::Serialize;
use serde::ser::{Impossible, SerializeSeq, SerializeTuple, SerializeTupleStruct, Serializer};

use super::{ArgumentError, ArgumentValue};

type Value = ArgumentValue<'static>;

/// What a value is written as.
pub(super) enum Written<'a> {
    One(ArgumentValue<'a>),
    /// The elements of a sequence; absent ones are left out.
    Several(Vec<ArgumentValue<'a>>),
}

impl<'a> Written<'a> {
    /// The elements joined by commas, as `$select` and `$expand` want them; absent without any.
    pub(super) fn joined(self) -> ArgumentValue<'a> {
        let values = match self {
            Self::One(value) => return value,
            Self::Several(values) => values,
        };
        if values.is_empty() {
            return ArgumentValue::Absent;
        }
        let joined = values.iter().filter_map(ArgumentValue::as_str).collect::<Vec<_>>().join(",");
        if values.iter().any(|value| matches!(value, ArgumentValue::Text(_))) {
            ArgumentValue::Text(joined.into())
        } else {
            ArgumentValue::Bare(joined.into())
        }
    }

    /// Each element; an absent value is none.
    pub(super) fn values(self) -> Vec<ArgumentValue<'a>> {
        match self {
            Self::One(ArgumentValue::Absent) => Vec::new(),
            Self::One(value) => vec![value],
            Self::Several(values) => values,
        }
    }
}

pub(super) struct ArgumentSerializer;

fn one(text: String) -> Result<Written<'static>, ArgumentError> {
    Ok(Written::One(text.into()))
}

fn bare(value: impl Display) -> Result<Written<'static>, ArgumentError> {
    Ok(Written::One(ArgumentValue::Bare(value.to_string().into())))
}

fn refused<T>(what: &str) -> Result<T, ArgumentError> {
    Err(ArgumentError::new(format!("is {what}; an argument is a string, a number, a boolean, or a sequence of those")))
}

fn float(value: impl Display + Into<f64>, text: &str) -> Result<Written<'static>, ArgumentError> {
    let number: f64 = value.into();
    if number.is_finite() { bare(text) } else { refused("not a finite number") }
}

/// What a variant with contents is called.
const VARIANT: &str = "an enum variant with contents";

macro_rules! methods {
    ($($method:ident($($value:tt: $ty:ty),*) -> $ok:ty = $result:expr;)*) => {$(
        fn $method(self, $($value: $ty),*) -> Result<$ok, ArgumentError> {
            $result
        }
    )*};
}

impl Serializer for ArgumentSerializer {
    type Ok = Written<'static>;
    type Error = ArgumentError;
    type SerializeSeq = Sequence;
    type SerializeTuple = Sequence;
    type SerializeTupleStruct = Sequence;
    type SerializeTupleVariant = Impossible<Written<'static>, ArgumentError>;
    type SerializeMap = Impossible<Written<'static>, ArgumentError>;
    type SerializeStruct = Impossible<Written<'static>, ArgumentError>;
    type SerializeStructVariant = Impossible<Written<'static>, ArgumentError>;

    methods! {
        serialize_bool(value: bool) -> Self::Ok = bare(value);
        serialize_i8(value: i8) -> Self::Ok = bare(value);
        serialize_i16(value: i16) -> Self::Ok = bare(value);
        serialize_i32(value: i32) -> Self::Ok = bare(value);
        serialize_i64(value: i64) -> Self::Ok = bare(value);
        serialize_i128(value: i128) -> Self::Ok = bare(value);
        serialize_u8(value: u8) -> Self::Ok = bare(value);
        serialize_u16(value: u16) -> Self::Ok = bare(value);
        serialize_u32(value: u32) -> Self::Ok = bare(value);
        serialize_u64(value: u64) -> Self::Ok = bare(value);
        serialize_u128(value: u128) -> Self::Ok = bare(value);
        serialize_f32(value: f32) -> Self::Ok = float(value, &value.to_string());
        serialize_f64(value: f64) -> Self::Ok = float(value, &value.to_string());
        serialize_char(value: char) -> Self::Ok = one(value.to_string());
        serialize_str(value: &str) -> Self::Ok = one(value.to_owned());
        serialize_bytes(_: &[u8]) -> Self::Ok = refused("a byte string");
        serialize_none() -> Self::Ok = Ok(Written::One(ArgumentValue::Absent));
        serialize_unit() -> Self::Ok = refused("null");
        serialize_unit_struct(_: &'static str) -> Self::Ok = refused("a unit struct");
        serialize_unit_variant(_: &'static str, _: u32, name: &'static str) -> Self::Ok = one(name.to_owned());
        serialize_seq(_: Option<usize>) -> Sequence = Ok(Sequence::default());
        serialize_tuple(_: usize) -> Sequence = Ok(Sequence::default());
        serialize_tuple_struct(_: &'static str, _: usize) -> Sequence = Ok(Sequence::default());
        serialize_tuple_variant(_: &'static str, _: u32, _: &'static str, _: usize) -> Self::SerializeTupleVariant
            = refused(VARIANT);
        serialize_map(_: Option<usize>) -> Self::SerializeMap = refused("a map");
        serialize_struct(_: &'static str, _: usize) -> Self::SerializeStruct = refused("a struct with fields");
        serialize_struct_variant(_: &'static str, _: u32, _: &'static str, _: usize) -> Self::SerializeStructVariant
            = refused(VARIANT);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Written<'static>, ArgumentError> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Written<'static>, ArgumentError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Written<'static>, ArgumentError> {
        refused(VARIANT)
    }
}

/// Elements joined by commas, as `$select` and `$expand` expect them; absent ones are left out.
#[derive(Default)]
pub(super) struct Sequence(Vec<Value>);

impl Sequence {
    fn push<T: Serialize + ?Sized>(&mut self, element: &T) -> Result<(), ArgumentError> {
        let element = element.serialize(ArgumentSerializer)?.joined();
        if element != ArgumentValue::Absent {
            self.0.push(element);
        }
        Ok(())
    }
}

macro_rules! sequences {
    ($($trait:ident::$method:ident;)*) => {$(
        impl $trait for Sequence {
            type Ok = Written<'static>;
            type Error = ArgumentError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ArgumentError> {
                self.push(value)
            }

            fn end(self) -> Result<Written<'static>, ArgumentError> {
                Ok(Written::Several(self.0))
            }
        }
    )*};
}

sequences! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
}

#[cfg(test)]
mod tests {
    use super::super::Argument;
    use super::*;

    fn text(value: &dyn Argument) -> String {
        match value.value() {
            Ok(ArgumentValue::Absent) => "absent".into(),
            Ok(ArgumentValue::Bare(text)) => format!("bare {text}"),
            Ok(ArgumentValue::Text(text)) => format!("text {text}"),
            Err(error) => format!("error {error}"),
        }
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    enum Importance {
        High,
        Other(#[allow(dead_code, reason = "only its kind matters")] u8),
    }
    #[derive(Serialize)]
    struct Id(String);
    #[derive(Serialize)]
    struct Fields {
        a: u8,
    }

    #[test]
    fn scalars() {
        assert_eq!(text(&"it's"), "text it's");
        assert_eq!(text(&'x'), "text x");
        assert_eq!(text(&7_u32), "bare 7");
        assert_eq!(text(&i128::MIN), format!("bare {}", i128::MIN));
        assert_eq!(text(&u128::MAX), format!("bare {}", u128::MAX));
        assert_eq!(text(&-0.5_f64), "bare -0.5");
        assert_eq!(text(&0.1_f32), "bare 0.1");
        assert_eq!(text(&true), "bare true");
        assert_eq!(text(&Importance::High), "text high");
        assert_eq!(text(&Id("a/b".into())), "text a/b");
        assert_eq!(text(&Some(Some(3))), "bare 3");
        assert_eq!(text(&None::<&str>), "absent");
    }

    #[test]
    fn sequences_are_joined_by_commas() {
        assert_eq!(text(&["id", "subject"]), "text id,subject");
        assert_eq!(text(&vec![1, 2]), "bare 1,2");
        assert_eq!(text(&vec![Some("a"), None, Some("b")]), "text a,b");
        assert_eq!(text(&(1, "a")), "text 1,a");
        assert_eq!(text(&Vec::<u8>::new()), "absent");
    }

    #[test]
    fn sequences_are_lists_of_values() {
        let values = |value: &dyn Argument| value.values().map(|values| values.len());
        assert_eq!(values(&["a,b", "c"]), Ok(2));
        assert_eq!(values(&vec![Some(1), None]), Ok(1));
        assert_eq!(values(&"a,b"), Ok(1));
        assert_eq!(values(&None::<u8>), Ok(0));
        assert_eq!(values(&Vec::<u8>::new()), Ok(0));
    }

    #[test]
    fn what_has_no_text_form_is_refused_by_name() {
        assert!(text(&f64::NAN).starts_with("error is not a finite number"));
        assert!(text(&f32::INFINITY).starts_with("error is not a finite number"));
        assert!(text(&()).starts_with("error is null"));
        assert!(text(&Fields { a: 1 }).starts_with("error is a struct with fields"));
        assert!(text(&Importance::Other(1)).starts_with("error is an enum variant"));
        let map = std::collections::BTreeMap::from([("a", 1)]);
        assert!(text(&map).starts_with("error is a map"));
    }
}
