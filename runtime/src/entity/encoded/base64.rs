//! Binary data, which is base64 in JSON.

use std::fmt;

use ::base64::Engine as _;
use ::base64::alphabet::STANDARD as ALPHABET;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

use super::{Decoded, Encoded};

/// Bytes as base64. Written as Graph does it, with `+`, `/` and padding; read in OData's own form (`-`, `_`, without
/// padding) as well.
pub struct Base64;

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

struct Text;

impl Visitor<'_> for Text {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        let decoded = if text.contains(['-', '_']) {
            ENGINE.decode(text.replace('-', "+").replace('_', "/"))
        } else {
            ENGINE.decode(text)
        };
        decoded.map_err(|error| E::custom(format_args!("this is not base64: {error}")))
    }
}

impl Encoded<Base64> for [u8] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&ENGINE.encode(self))
    }
}

impl Encoded<Base64> for Vec<u8> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&ENGINE.encode(self))
    }
}

impl Decoded<Base64> for Vec<u8> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

impl Encoded<Base64> for Bytes {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&ENGINE.encode(self))
    }
}

impl Decoded<Base64> for Bytes {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<u8>::read(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::again;
    use super::Base64;
    use bytes::Bytes;
    use serde_json::json;

    #[test]
    fn both_alphabets_are_read_and_one_is_written() {
        for (read, written) in [("+/8=", "+/8="), ("-_8", "+/8="), ("", "")] {
            assert_eq!(again::<Base64, Vec<u8>>(json!(read)).unwrap(), json!(written));
            assert_eq!(again::<Base64, Option<Bytes>>(json!(read)).unwrap(), json!(written));
        }
        assert_eq!(again::<Base64, Vec<Vec<u8>>>(json!(["YQ=="])).unwrap(), json!(["YQ=="]));
        assert!(again::<Base64, Bytes>(json!("?")).unwrap_err().to_string().contains("not base64"));
    }
}
