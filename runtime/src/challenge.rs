//! The `WWW-Authenticate` header, by its grammar (RFC 9110, 11.6.1), and the claims of Microsoft's continuous access evaluation.
//!
//! `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4i…"`: one header may hold several
//! challenges, separated by the same commas as the parameters of each, and a comma may also stand inside of quotes.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// The claims that an answer asks a new token for, as JSON.
pub(crate) fn claims(headers: &HeaderMap) -> Option<String> {
    headers.get_all(WWW_AUTHENTICATE).iter().find_map(|value| {
        let parameters = Parameters { rest: value.to_str().ok()?, scheme: "" };
        let mut claims = parameters.filter(|parameter| {
            parameter.scheme.eq_ignore_ascii_case("bearer") && parameter.name.eq_ignore_ascii_case("claims")
        });
        decode(&claims.next()?.value)
    })
}

/// Base64, of either alphabet, padded or not.
fn decode(text: &str) -> Option<String> {
    const CONFIG: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let url_safe = text.replace('+', "-").replace('/', "_");
    let bytes = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG).decode(url_safe).ok()?;
    let json = String::from_utf8(bytes).ok()?;
    serde_json::from_str::<serde::de::IgnoredAny>(&json).ok()?;
    Some(json)
}

/// A parameter of a challenge.
struct Parameter<'a> {
    scheme: &'a str,
    name: &'a str,
    value: String,
}

/// All parameters of all challenges of a header. It ends where the header leaves the grammar.
struct Parameters<'a> {
    rest: &'a str,
    scheme: &'a str,
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Parameter<'a>> {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', ',']);
            let name = self.token()?;
            if let Some(value) = self.value() {
                return Some(Parameter { scheme: self.scheme, name, value: value? });
            }
            // Not a parameter, so the scheme of the next challenge.
            self.scheme = name;
            self.skip_token68();
        }
    }
}

impl<'a> Parameters<'a> {
    fn token(&mut self) -> Option<&'a str> {
        let (token, rest) = self.rest.split_at(self.rest.find(|c| !is_token(c)).unwrap_or(self.rest.len()));
        self.rest = rest;
        (!token.is_empty()).then_some(token)
    }

    /// What follows a name: `None` when that is no parameter, `Some(None)` when it is a broken one.
    fn value(&mut self) -> Option<Option<String>> {
        let after = self.rest.trim_start_matches([' ', '\t']).strip_prefix('=')?.trim_start_matches([' ', '\t']);
        self.rest = after;
        match after.strip_prefix('"') {
            Some(quoted) => Some(self.quoted(quoted)),
            None => Some(self.token().map(str::to_owned)),
        }
    }

    fn quoted(&mut self, text: &'a str) -> Option<String> {
        let mut value = String::new();
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.rest = &text[at + 1..];
                    return Some(value);
                }
                '\\' => value.push(characters.next()?.1),
                other => value.push(other),
            }
        }
        None
    }

    /// `Negotiate YII=`: one word of base64 in place of parameters.
    fn skip_token68(&mut self) {
        let Some(text) = self.rest.strip_prefix(' ') else {
            return;
        };
        let text = text.trim_start_matches(' ');
        let is_word = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
        let after = text.trim_start_matches(is_word).trim_start_matches('=').trim_start_matches([' ', '\t']);
        if after.is_empty() || after.starts_with(',') {
            self.rest = after;
        }
    }
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    /// `{"a":"?>~"}`, whose base64 differs between the alphabets and needs padding.
    const JSON: &str = r#"{"a":"?>~"}"#;
    const STANDARD: &str = "eyJhIjoiPz5+In0=";

    fn of(values: &[&str]) -> Option<String> {
        claims(&values.iter().map(|value| (WWW_AUTHENTICATE, HeaderValue::from_str(value).unwrap())).collect())
    }

    #[test]
    fn claims_are_found_wherever_the_grammar_has_them() {
        for header in [
            format!("Bearer claims=\"{STANDARD}\""),
            format!(
                "Bearer realm=\"\", authorization_uri=\"https://x/y\", error=\"insufficient_claims\", claims=\"{STANDARD}\""
            ),
            format!("bearer realm=\"a, claims=\\\"no\\\"\" , CLAIMS = \"{STANDARD}\", x=y"),
            format!("Negotiate YII=, Bearer claims=\"{STANDARD}\""),
            format!("Negotiate, PoP nonce=\"n\", claims=\"bm8=\", Bearer error=\"e\",claims=\"{STANDARD}\""),
            format!("Bearer claims=\"{}\"", STANDARD.replace('+', "-").trim_end_matches('=')),
            format!(",, Bearer  claims=\"{STANDARD}\","),
        ] {
            assert_eq!(of(&[&header]).as_deref(), Some(JSON), "{header}");
        }
        assert_eq!(of(&["Negotiate", &format!("Bearer claims=\"{STANDARD}\"")]).as_deref(), Some(JSON));
    }

    #[test]
    fn what_only_looks_like_claims_is_none() {
        for header in [
            String::new(),
            "Bearer".to_owned(),
            "Bearer realm=\"\"".to_owned(),
            format!("PoP claims=\"{STANDARD}\""),
            format!("Bearer realm=\"x, claims={STANDARD}\""),
            format!("Bearer xclaims=\"{STANDARD}\""),
            format!("Bearer claims=\"{STANDARD}"),
            "Bearer claims=\"not base64!\"".to_owned(),
            "Bearer claims=\"bm8=\"".to_owned(),
            "Bearer claims=\"\"".to_owned(),
        ] {
            assert_eq!(of(&[&header]), None, "{header}");
        }
    }

    proptest! {
        /// Whatever another parameter's value is, quoted as it should be, it hides nothing and adds nothing.
        #[test]
        fn a_quoted_value_is_only_a_value(value in "[ -~]{0,40}") {
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let header = format!("Digest realm=\"{quoted}\", Bearer realm=\"{quoted}\"");
            prop_assert_eq!(of(&[&header]), None);
            let found = of(&[&format!("{header}, claims=\"{STANDARD}\"")]);
            prop_assert_eq!(found.as_deref(), Some(JSON));
        }

        #[test]
        fn nothing_is_too_strange(header in "[ -~]{0,60}|Bearer ([a-z]{0,3}|[=\", \\\\]){0,20}") {
            let _ = of(&[&header]);
        }
    }
}
