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

    fn serialize_bool(self, value: bool) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_i8(self, value: i8) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_i16(self, value: i16) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_i32(self, value: i32) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_i64(self, value: i64) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_i128(self, value: i128) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_u8(self, value: u8) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_u16(self, value: u16) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_u32(self, value: u32) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_u64(self, value: u64) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_u128(self, value: u128) -> Result<Written<'static>, ArgumentError> {
        bare(value)
    }
    fn serialize_f32(self, value: f32) -> Result<Written<'static>, ArgumentError> {
        float(value, &value.to_string())
    }
    fn serialize_f64(self, value: f64) -> Result<Written<'static>, ArgumentError> {
        float(value, &value.to_string())
    }
    fn serialize_char(self, value: char) -> Result<Written<'static>, ArgumentError> {
        one(value.to_string())
    }
    fn serialize_str(self, value: &str) -> Result<Written<'static>, ArgumentError> {
        one(value.to_owned())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<Written<'static>, ArgumentError> {
        refused("a byte string")
    }
    fn serialize_none(self) -> Result<Written<'static>, ArgumentError> {
        Ok(Written::One(ArgumentValue::Absent))
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Written<'static>, ArgumentError> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Written<'static>, ArgumentError> {
        refused("null")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Written<'static>, ArgumentError> {
        refused("a unit struct")
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Written<'static>, ArgumentError> {
        one(variant.to_owned())
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
        refused("an enum variant with contents")
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Sequence, ArgumentError> {
        Ok(Sequence::default())
    }
    fn serialize_tuple(self, _: usize) -> Result<Sequence, ArgumentError> {
        Ok(Sequence::default())
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Sequence, ArgumentError> {
        Ok(Sequence::default())
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, ArgumentError> {
        refused("an enum variant with contents")
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, ArgumentError> {
        refused("a map")
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, ArgumentError> {
        refused("a struct with fields")
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, ArgumentError> {
        refused("an enum variant with contents")
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

impl SerializeSeq for Sequence {
    type Ok = Written<'static>;
    type Error = ArgumentError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ArgumentError> {
        self.push(value)
    }
    fn end(self) -> Result<Written<'static>, ArgumentError> {
        Ok(Written::Several(self.0))
    }
}

impl SerializeTuple for Sequence {
    type Ok = Written<'static>;
    type Error = ArgumentError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ArgumentError> {
        self.push(value)
    }
    fn end(self) -> Result<Written<'static>, ArgumentError> {
        Ok(Written::Several(self.0))
    }
}

impl SerializeTupleStruct for Sequence {
    type Ok = Written<'static>;
    type Error = ArgumentError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ArgumentError> {
        self.push(value)
    }
    fn end(self) -> Result<Written<'static>, ArgumentError> {
        Ok(Written::Several(self.0))
    }
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
