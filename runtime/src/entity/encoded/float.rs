//! Doubles, singles and decimals: numbers, and three values that JSON has no number for.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

use super::{Decoded, Encoded};

/// A number, or `"NaN"`, `"INF"` or `"-INF"` (OData JSON Format 4.01, 7.1).
pub struct Float;

struct Number;

impl Visitor<'_> for Number {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"NaN\", \"INF\" or \"-INF\"")
    }

    fn visit_f64<E>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON has one kind of number, and the property is a double")]
    fn visit_i64<E>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON has one kind of number, and the property is a double")]
    fn visit_u64<E>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
        match text {
            "NaN" => Ok(f64::NAN),
            "INF" => Ok(f64::INFINITY),
            "-INF" => Ok(f64::NEG_INFINITY),
            // With `IEEE754Compatible=true` a decimal is a string.
            text => text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self)),
        }
    }
}

impl Encoded<Float> for f64 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            number if number.is_nan() => serializer.serialize_str("NaN"),
            f64::INFINITY => serializer.serialize_str("INF"),
            f64::NEG_INFINITY => serializer.serialize_str("-INF"),
            number => serializer.serialize_f64(number),
        }
    }
}

impl Decoded<Float> for f64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Number)
    }
}

impl Encoded<Float> for f32 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_finite() { serializer.serialize_f32(*self) } else { f64::from(*self).write(serializer) }
    }
}

impl Decoded<Float> for f32 {
    #[expect(clippy::cast_possible_truncation, reason = "the nearest single is what the field asks for")]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::read(deserializer).map(|number| number as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::again;
    use super::Float;
    use crate::Patch;
    use serde_json::json;

    #[test]
    fn three_values_are_text() {
        for value in [json!(1.5), json!("NaN"), json!("INF"), json!("-INF"), json!(-0.25)] {
            assert_eq!(again::<Float, f64>(value.clone()).unwrap(), value);
            assert_eq!(again::<Float, f32>(value.clone()).unwrap(), value);
            assert_eq!(again::<Float, Patch<Option<f64>>>(value.clone()).unwrap(), value);
        }
        assert_eq!(again::<Float, f64>(json!(7)).unwrap(), json!(7.0));
        assert_eq!(again::<Float, f64>(json!("0.1")).unwrap(), json!(0.1));
        assert_eq!(again::<Float, Vec<f64>>(json!([1.0, "NaN"])).unwrap(), json!([1.0, "NaN"]));
        assert_eq!(again::<Float, Vec<f64>>(json!(null)).unwrap(), json!([]));
        assert_eq!(again::<Float, Option<f64>>(json!(null)).unwrap(), json!(null));
        assert!(again::<Float, f64>(json!("much")).unwrap_err().to_string().contains("\"NaN\""));
        assert!(again::<Float, f64>(json!(null)).is_err());
    }
}
