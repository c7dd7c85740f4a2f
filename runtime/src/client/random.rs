//! Random numbers, and the request ids made of them.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

/// A source of 64 random bits.
pub(crate) type Random = Arc<dyn Fn() -> u64 + Send + Sync>;

/// Random enough to tell requests apart, but not for secrets: the standard library keys its hash maps with random
/// numbers of the operating system, and every `RandomState` has a key of its own.
pub(crate) fn standard() -> Random {
    Arc::new(|| RandomState::new().build_hasher().finish())
}

/// A version 4 GUID in its usual text form, as Graph expects a `client-request-id`.
pub(crate) fn guid(random: &Random) -> [u8; 36] {
    let bits = (u128::from(random()) << 64) | u128::from(random());
    let mut rest = (bits & !(0xf << 76) & !(0b11 << 62)) | (0x4 << 76) | (0b10 << 62);
    let mut text = [b'-'; 36];
    for (position, place) in text.iter_mut().enumerate() {
        if !matches!(position, 8 | 13 | 18 | 23) {
            *place = b"0123456789abcdef"[(rest >> 124) as usize];
            rest <<= 4;
        }
    }
    text
}

/// Whether a text is a GUID.
pub(crate) fn is_guid(text: &[u8]) -> bool {
    // All digits are counted, without an early end, because the compiler takes many bytes at a time then.
    text.len() == 36
        && [8, 13, 18, 23].iter().all(|&hyphen| text[hyphen] == b'-')
        && text.iter().map(|byte| u8::from(byte.is_ascii_hexdigit())).sum::<u8>() == 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_has_version_four_and_the_rfc_variant() {
        assert_eq!(guid(&(Arc::new(|| 0_u64) as Random)), *b"00000000-0000-4000-8000-000000000000");
        assert_eq!(guid(&(Arc::new(|| u64::MAX) as Random)), *b"ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn a_guid_is_told_from_other_texts() {
        let right = "5f1a6f3e-54a5-4A3c-9c27-6f1f3f0a9c11";
        assert!(is_guid(right.as_bytes()));
        for position in 0..36 {
            for other in ["-", "g", "/", ":", "@", "`", "0"] {
                let mut wrong = right.to_owned();
                wrong.replace_range(position..=position, other);
                let is_digit = other == "0" && !matches!(position, 8 | 13 | 18 | 23);
                let is_hyphen = other == "-" && matches!(position, 8 | 13 | 18 | 23);
                assert_eq!(is_guid(wrong.as_bytes()), is_digit || is_hyphen, "{wrong}");
            }
        }
        for wrong in ["", "5f1a6f3e", &right[1..], &right.repeat(2)] {
            assert!(!is_guid(wrong.as_bytes()), "{wrong}");
        }
    }

    #[test]
    fn the_standard_source_does_not_repeat_itself() {
        let random = standard();
        let ids: std::collections::HashSet<[u8; 36]> = (0..1000).map(|_| guid(&random)).collect();
        assert_eq!(ids.len(), 1000);
    }
}
