//! Reads the header `WWW-Authenticate` (RFC 9110, 11.6.1) for the claims of Microsoft's continuous access evaluation.
//!
//! `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4i…"`: one header may hold several
//! challenges, separated by the same commas as the parameters of each, and a comma may also stand inside of quotes.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// The claims that a new token must have, as JSON.
pub(crate) fn claims(headers: &HeaderMap) -> Option<String> {
    headers.get_all(WWW_AUTHENTICATE).iter().find_map(|value| {
        // A byte above 0x7F may be in a realm or a description; the rest can be read.
        let text = String::from_utf8_lossy(value.as_bytes());
        let parameters = Parameters { rest: &text, scheme: "" };
        let mut claims = parameters.filter(|parameter| {
            parameter.scheme.eq_ignore_ascii_case("bearer") && parameter.name.eq_ignore_ascii_case("claims")
        });
        claims.find_map(|parameter| decode(&parameter.value))
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

/// All parameters of all challenges of a header. What does not follow the grammar is skipped up to the next comma.
struct Parameters<'a> {
    rest: &'a str,
    scheme: &'a str,
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Parameter<'a>> {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', ',']);
            if self.rest.is_empty() {
                return None;
            }
            let Some(name) = self.token() else {
                self.skip_to_comma();
                continue;
            };
            match self.value() {
                Value::Of(value) => return Some(Parameter { scheme: self.scheme, name, value }),
                Value::Broken => {}
                Value::NoParameter => {
                    // The scheme of the next challenge.
                    self.scheme = name;
                    self.skip_token68();
                }
            }
        }
    }
}

/// What follows a name.
enum Value {
    Of(String),
    /// A value without its closing quote, or an empty one.
    Broken,
    /// There is no `=`, so the name is a scheme.
    NoParameter,
}

impl<'a> Parameters<'a> {
    fn token(&mut self) -> Option<&'a str> {
        let (token, rest) = self.rest.split_at(self.rest.find(|c| !is_token(c)).unwrap_or(self.rest.len()));
        self.rest = rest;
        (!token.is_empty()).then_some(token)
    }

    fn value(&mut self) -> Value {
        let Some(after) = self.rest.trim_start_matches([' ', '\t']).strip_prefix('=') else {
            return Value::NoParameter;
        };
        self.rest = after.trim_start_matches([' ', '\t']);
        let value = match self.rest.strip_prefix('"') {
            Some(quoted) => self.quoted(quoted),
            None => self.bare(),
        };
        value.map_or(Value::Broken, Value::Of)
    }

    /// A value without quotes. Microsoft sends `authorization_uri=https://…`, which is no token, so it goes on to the
    /// comma.
    fn bare(&mut self) -> Option<String> {
        let (value, rest) = self.rest.split_at(self.rest.find(',').unwrap_or(self.rest.len()));
        self.rest = rest;
        let value = value.trim_end_matches([' ', '\t']);
        (!value.is_empty()).then(|| value.to_owned())
    }

    fn skip_to_comma(&mut self) {
        self.rest = self.rest.split_once(',').map_or("", |(_, rest)| rest);
    }

    /// A value in quotes. One that is not closed ends at the next comma, so that the parameters after it are not lost.
    fn quoted(&mut self, text: &'a str) -> Option<String> {
        self.rest = text;
        let mut value = String::new();
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.rest = &text[at + 1..];
                    return Some(value);
                }
                '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
                other => value.push(other),
            }
        }
        self.skip_to_comma();
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
                "Bearer realm=\"\", authorization_uri=\"https://x/y\", error=\"insufficient_claims\", \
                 claims=\"{STANDARD}\""
            ),
            format!("bearer realm=\"a, claims=\\\"no\\\"\" , CLAIMS = \"{STANDARD}\", x=y"),
            format!("Negotiate YII=, Bearer claims=\"{STANDARD}\""),
            format!("Negotiate, PoP nonce=\"n\", claims=\"bm8=\", Bearer error=\"e\",claims=\"{STANDARD}\""),
            format!("Bearer claims=\"{}\"", STANDARD.replace('+', "-").trim_end_matches('=')),
            format!(",, Bearer  claims=\"{STANDARD}\","),
            format!(
                "Bearer realm=\"\", authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize, \
                 client_id=\"0\", error=\"insufficient_claims\", claims=\"{STANDARD}\""
            ),
            format!("Bearer a=b c;d/e?f=g, @=, claims={STANDARD}"),
            format!("Bearer error=, claims=\"{STANDARD}\""),
            format!("Bearer claims=\"no json\", claims=\"{STANDARD}\""),
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

    #[test]
    fn a_byte_above_ascii_hides_nothing() {
        let header = [b"Bearer realm=\"caf\xe9\", claims=\"".as_slice(), STANDARD.as_bytes(), b"\""].concat();
        let headers = [(WWW_AUTHENTICATE, HeaderValue::from_bytes(&header).unwrap())].into_iter().collect();
        assert_eq!(claims(&headers).as_deref(), Some(JSON));
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
