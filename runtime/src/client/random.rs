//! Random numbers, and the request ids made of them.

use std::fmt::Write as _;
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
pub(crate) fn guid(random: &Random) -> String {
    let bits = (u128::from(random()) << 64) | u128::from(random());
    let version_and_variant = (bits & !(0xf << 76) & !(0b11 << 62)) | (0x4 << 76) | (0b10 << 62);
    let mut text = String::with_capacity(36);
    for (position, byte) in version_and_variant.to_be_bytes().into_iter().enumerate() {
        if matches!(position, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_has_version_four_and_the_rfc_variant() {
        assert_eq!(guid(&(Arc::new(|| 0_u64) as Random)), "00000000-0000-4000-8000-000000000000");
        assert_eq!(guid(&(Arc::new(|| u64::MAX) as Random)), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn the_standard_source_does_not_repeat_itself() {
        let random = standard();
        let ids: std::collections::HashSet<String> = (0..1000).map(|_| guid(&random)).collect();
        assert_eq!(ids.len(), 1000);
    }
}
