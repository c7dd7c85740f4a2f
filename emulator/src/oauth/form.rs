//! Reads the body of a form.

use std::collections::HashMap;

use crate::http::percent;

/// The names and values of a form. A pair that is not well formed is left out.
pub(super) fn read(body: &[u8]) -> HashMap<String, String> {
    let text = String::from_utf8_lossy(body);
    let pairs = text.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((percent::decode_form(name)?, percent::decode_form(value)?))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_decoded() {
        let form = read(b"a=b+c&d=%2F&e");
        assert_eq!((form["a"].as_str(), form["d"].as_str(), form.len()), ("b c", "/", 2));
    }
}
