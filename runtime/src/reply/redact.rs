//! Redaction of secrets in texts of others, in whatever encoding.
//!
//! A text is decoded (percent, JSON and HTML escapes, up to [`LEVELS`] times) and searched without its white space, so
//! that a secret is found in any notation. Upper and lower case of ASCII letters are not told apart, because hosts and
//! names of headers are changed to lower case. The secret is replaced in the original text.

use std::borrow::Cow;
use std::iter::successors;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;

/// The shortest text that is taken for a secret, in bytes. Tests use shorter ones, which a text may contain by chance.
const SHORTEST: usize = 16;
/// How many bytes of a secret at the end of a text that was cut are enough to recognise it.
const SHORTEST_PREFIX: usize = 8;
/// How often a text is decoded: `%255Cu002B` takes three times.
const LEVELS: usize = 4;
/// How many parts of an address are secrets of their own. Of an address with more, which only a host makes that wants
/// the search to take long, everything is hidden that the address could be in.
const MOST_PARTS: usize = 64;
/// The replacement of a secret.
const REPLACEMENT: &str = "[redacted]";

/// The secrets to keep out of an error, a log or a span; in lower case.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    texts: Vec<String>,
    /// There are too many to search for, so every text long enough to have one is taken for one.
    are_many: bool,
}

impl Secrets {
    /// No secrets.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The token of a request, and the address that answered it, if that is one which gives access by itself.
    pub(crate) fn of(authorization: Option<&HeaderValue>, address: Option<&Url>) -> Self {
        let mut secrets = Self::none();
        if let Some(value) = authorization {
            secrets = secrets.authorization(&String::from_utf8_lossy(value.as_bytes()));
        }
        match address {
            Some(address) => secrets.address(address),
            None => secrets,
        }
    }

    /// The fewest bytes that one of [those](Self::of) can have, without making them.
    pub(crate) fn shortest(authorization: Option<&HeaderValue>, address: Option<&Url>) -> usize {
        let Some(value) = authorization else {
            return if address.is_some() { SHORTEST } else { usize::MAX };
        };
        match value.as_bytes().strip_prefix(b"Bearer ") {
            Some(token) if address.is_none() && !may_be_shorter(token) => {
                if token.len() >= SHORTEST {
                    token.len()
                } else {
                    usize::MAX
                }
            }
            _ => SHORTEST,
        }
    }

    /// Adds the token of an `authorization` header.
    pub(crate) fn authorization(self, value: &str) -> Self {
        self.add(value.rsplit(' ').next().unwrap_or(value))
    }

    /// Adds an address that gives access by itself: without its host, and each value of its query.
    pub(crate) fn address(mut self, url: &Url) -> Self {
        let host = url.origin().ascii_serialization();
        self = self.add(url.as_str().strip_prefix(&host).unwrap_or(url.as_str()));
        let values = url.query_pairs().map(|(_, value)| value);
        let segments = url.path_segments().into_iter().flatten().map(Cow::Borrowed);
        let mut parts = values.chain(segments).filter(|part| part.len() >= SHORTEST);
        for part in parts.by_ref().take(MOST_PARTS) {
            self = self.add(&part);
        }
        self.are_many |= parts.next().is_some();
        self
    }

    /// Adds a secret, as it is and in base64. One that is too short to be a secret is ignored.
    pub(crate) fn add(mut self, secret: &str) -> Self {
        let plain = decoded(secret);
        if plain.len() >= SHORTEST {
            self.texts.extend(base64_forms(&plain).into_iter().map(|form| form.to_ascii_lowercase()));
            self.texts.push(plain.to_ascii_lowercase());
            // The longest is replaced first, so that no part of it is left.
            self.texts.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
            self.texts.dedup();
        }
        self
    }

    /// The text without the secrets. The time grows with the length of the text and the number of secrets.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.texts.is_empty() || text.is_empty() {
            return Cow::Borrowed(text);
        }
        if self.are_many && text.len() >= SHORTEST_PREFIX {
            return Cow::Borrowed(REPLACEMENT);
        }
        let mut found = Vec::new();
        for decoded in successors(Some(Decoded::new(text)), Decoded::again).take(LEVELS) {
            self.find_in(&decoded, &mut found);
        }
        if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(without(text, found)) }
    }

    /// Adds the ranges of the original text that contain secrets.
    fn find_in(&self, decoded: &Decoded, found: &mut Vec<(usize, usize)>) {
        // Each character keeps its place: only ASCII letters change.
        let text = decoded.text.to_ascii_lowercase();
        for secret in &self.texts {
            for (at, _) in text.match_indices(secret.as_str()) {
                found.push(decoded.source(at, at + secret.len()));
            }
            if let Some(at) = cut_off(&text, secret) {
                found.push(decoded.source(at, text.len()));
            }
        }
    }

    /// Removes the headers whose names contain a secret: `Debug` shows the names.
    pub(crate) fn remove_names(&self, headers: &mut HeaderMap) {
        let named: Vec<HeaderName> = headers.keys().filter(|name| self.is_in(name.as_str())).cloned().collect();
        for name in named {
            headers.remove(name);
        }
    }

    /// Whether a text, which was not cut, contains a secret.
    fn is_in(&self, text: &str) -> bool {
        if self.are_many && text.len() >= SHORTEST {
            return true;
        }
        let mut levels = successors(Some(Decoded::new(text)), Decoded::again).take(LEVELS);
        levels.any(|decoded| {
            let text = decoded.text.to_ascii_lowercase();
            self.texts.iter().any(|secret| text.contains(secret.as_str()))
        })
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").field("count", &self.texts.len()).finish()
    }
}

/// Whether a token may be shorter when it is decoded: it has escapes, white space or what is not ASCII.
fn may_be_shorter(token: &[u8]) -> bool {
    // Every byte is looked at, because without an early end the compiler takes many at a time.
    token.iter().fold(false, |found, byte| {
        found | (*byte <= b' ') | (*byte >= 0x7f) | (*byte == b'%') | (*byte == b'&') | (*byte == b'\\')
    })
}

/// The range at the end of the text that is the beginning of a secret.
fn cut_off(text: &str, secret: &str) -> Option<usize> {
    let longest = secret.len().min(text.len() + 1).saturating_sub(1);
    (SHORTEST_PREFIX..=longest)
        .rev()
        .filter(|&length| secret.is_char_boundary(length))
        .find(|&length| text.ends_with(&secret[..length]))
        .map(|length| text.len() - length)
}

/// The part of a secret's base64 that does not depend on what is encoded before and after it.
fn base64_forms(secret: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for before in 0..3 {
        let mut bytes = vec![0; before];
        bytes.extend_from_slice(secret.as_bytes());
        for encoded in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            let first = (before * 8).div_ceil(6);
            let last = bytes.len() * 8 / 6;
            if let Some(form) = encoded.get(first..last).filter(|form| form.len() >= SHORTEST) {
                forms.push(form.to_owned());
            }
        }
    }
    forms
}

fn decoded(text: &str) -> String {
    let mut decoded = Decoded::new(text);
    for _ in 0..LEVELS {
        match decoded.again() {
            Some(next) => decoded = next,
            None => break,
        }
    }
    decoded.text
}

/// The text with each range of bytes replaced; ranges may touch and overlap.
fn without(text: &str, mut ranges: Vec<(usize, usize)>) -> String {
    ranges.sort_unstable();
    let (mut done, mut end) = (String::with_capacity(text.len()), 0);
    for (start, stop) in ranges {
        if start >= end {
            done.push_str(&text[end..start]);
            done.push_str(REPLACEMENT);
        }
        end = end.max(stop);
    }
    done.push_str(&text[end..]);
    done
}

/// A text without escapes and white space, and where each of its bytes comes from.
struct Decoded {
    text: String,
    /// For each byte of the text, the range in the original that it stands for.
    origin: Vec<(usize, usize)>,
}

impl Decoded {
    fn new(text: &str) -> Self {
        let mut decoded = Self { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
        for (at, character) in text.char_indices() {
            if !is_ignored(character) {
                decoded.push(character, (at, at + character.len_utf8()));
            }
        }
        decoded
    }

    fn push(&mut self, character: char, origin: (usize, usize)) {
        self.text.push(character);
        self.origin.resize(self.text.len(), origin);
    }

    /// The range of the original that a range of the text stands for.
    fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.origin.get(start).map_or(0, |origin| origin.0);
        let last = end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(first, |origin| origin.1);
        (first, last)
    }

    /// The text with one level of escapes less; `None` when there is none.
    fn again(&self) -> Option<Self> {
        let mut next = Self { text: String::with_capacity(self.text.len()), origin: Vec::new() };
        let (mut at, mut changed) = (0, false);
        while let Some(character) = self.text[at..].chars().next() {
            let escape = escape(&self.text[at..]);
            changed |= escape.is_some();
            let (character, length) = escape.unwrap_or((character, character.len_utf8()));
            if !is_ignored(character) {
                next.push(character, self.source(at, at + length));
            }
            at += length;
        }
        changed.then_some(next)
    }
}

/// Secrets have no white space and no control characters, but a server may have added some.
fn is_ignored(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// The character that an escape at the beginning of the text stands for, and the escape's length in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().first()? {
        b'%' => hexadecimal(text.get(1..3)?).map(|character| (character, 3)),
        b'\\' => backslash(text),
        b'&' => entity(text),
        _ => None,
    }
}

fn backslash(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().get(1)? {
        b'u' | b'U' => hexadecimal(text.get(2..6)?).map(|character| (character, 6)),
        b'x' => hexadecimal(text.get(2..4)?).map(|character| (character, 4)),
        byte @ (b'/' | b'\\' | b'"' | b'\'') => Some((char::from(*byte), 2)),
        b'n' | b'r' | b't' => Some((' ', 2)),
        _ => None,
    }
}

fn entity(text: &str) -> Option<(char, usize)> {
    // The longest is `&#x10FFFF;`.
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "plus" => '+',
        "sol" => '/',
        "equals" => '=',
        _ => match name.strip_prefix('#')? {
            number if number.starts_with(['x', 'X']) => hexadecimal(&number[1..])?,
            number => char::from_u32(number.parse().ok()?)?,
        },
    };
    Some((character, end + 1))
}

fn hexadecimal(digits: &str) -> Option<char> {
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

    use super::*;

    const TOKEN: &str = "eyJ0eXAi+Oi/JKV1QiLCJ=hbGciOiJSUzI1NiJ9";

    fn redacted(text: &str) -> String {
        Secrets::none().authorization(&format!("Bearer {TOKEN}")).redact(text).into_owned()
    }

    #[test]
    fn a_secret_is_found_in_every_encoding() {
        let percent: String = TOKEN.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for text in [
            TOKEN.to_owned(),
            TOKEN.replace('+', "%2B").replace('/', "%2f").replace('=', "%3D"),
            percent.clone(),
            percent.replace('%', "%25"),
            TOKEN.replace('+', "\\u002B").replace('/', "\\/"),
            TOKEN.replace('+', "&#43;").replace('/', "&#x2F;").replace('=', "&equals;"),
            TOKEN.replace('O', "O\r\n "),
            STANDARD_NO_PAD.encode(format!("Bearer {TOKEN}")),
            URL_SAFE_NO_PAD.encode(format!("x{TOKEN}y")),
        ] {
            let shown = redacted(&format!("before <{text}> after"));
            assert!(shown.starts_with("before <") && shown.ends_with("> after"), "{shown}");
            assert!(shown.contains(REPLACEMENT) && shown.len() < 40, "{shown}");
        }
    }

    #[test]
    fn a_secret_that_was_cut_off_is_found() {
        assert_eq!(redacted(&format!("see {}", &TOKEN[..12])), "see [redacted]");
        assert_eq!(redacted("see eyJ0"), "see eyJ0");
    }

    #[test]
    fn every_part_of_an_address_is_a_secret() {
        let url = "https://store.example/upload/1?tempauth=v1.eyJzaXRlaWQiOiI&uploadid=0123456789abcdef0";
        let secrets = Secrets::none().address(&Url::parse(url).unwrap());
        for text in [
            url.to_owned(),
            url.replace('&', "&amp;"),
            url.replace('&', "\\u0026"),
            "tempauth is v1.eyJzaXRlaWQiOiI".to_owned(),
            "id 0123456789abcdef0".to_owned(),
        ] {
            let shown = secrets.redact(&text).into_owned();
            assert!(!shown.contains("eyJzaXRlaWQiOiI") && !shown.contains("456789abcdef"), "{shown}");
        }
    }

    #[test]
    fn an_address_with_too_many_parts_hides_everything_it_could_be_in() {
        let path = |count: usize| (0..count).map(|part| format!("/{part:0>16}")).collect::<String>();
        let secrets =
            |count| Secrets::none().address(&Url::parse(&format!("https://store.example{}", path(count))).unwrap());
        assert_eq!(secrets(MOST_PARTS).redact("a longer text"), "a longer text");
        let text = "x".repeat(64 << 10);
        // With a search for each part, this would take minutes.
        assert_eq!(secrets(100_000).redact(&text), REPLACEMENT);
        assert_eq!(secrets(100_000).redact("short"), "short");
    }

    #[test]
    fn no_secret_is_shorter_than_is_told() {
        let url = Url::parse("https://store.example/a/0123456789abcdef").unwrap();
        let values = [
            "Bearer token",
            "Bearer 0123456789abcdef012345",
            "Bearer 0123456789\tabcdef01\t2345",
            "Basic 0123456789 0123456789abcdef01",
            "Bearer %41%41%41%41%41%41%41%41%41%41%41%41%41%41%41%41",
        ];
        for value in values {
            let value = HeaderValue::from_static(value);
            for address in [None, Some(&url)] {
                let secrets = Secrets::of(Some(&value), address);
                let shortest = Secrets::shortest(Some(&value), address);
                assert!(secrets.texts.iter().all(|secret| secret.len() >= shortest), "{shortest}");
            }
        }
        assert_eq!(Secrets::shortest(None, None), usize::MAX);
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["", "100 % of \\u0041 & &amp; &#x;", "Bearer", "a\u{301}%ZZ\\", "{\"error\":\"x\"}"] {
            assert_eq!(redacted(text), text);
        }
        assert_eq!(Secrets::none().add("short").redact("a short text"), "a short text");
    }

    fn encoded(character: char, how: u8) -> String {
        let code = u32::from(character);
        match how % 6 {
            0 => format!("%{code:02X}"),
            1 => format!("\\u{code:04x}"),
            2 => format!("&#{code};"),
            3 => format!("&#x{code:X};"),
            4 => format!("%25{code:02x}"),
            _ => character.to_string(),
        }
    }

    fn secret() -> impl Strategy<Value = String> {
        "[A-Za-z0-9+/=._~-]{16,60}"
    }

    proptest! {
        #[test]
        fn no_mixture_of_encodings_hides_a_secret(
            secret in secret(), how in proptest::collection::vec(any::<u8>(), 60),
            before in "[ -~]{0,20}", after in "[ -~]{0,20}",
        ) {
            let cased = |character: char, how: u8| match how / 6 % 3 {
                0 => character.to_ascii_lowercase(),
                1 => character.to_ascii_uppercase(),
                _ => character,
            };
            let written = secret.chars().zip(how).map(|(character, how)| encoded(cased(character, how), how));
            let written: String = written.collect();
            let shown = Secrets::none().add(&secret).redact(&format!("{before}|{written}|{after}")).into_owned();
            let lower = decoded(&shown).to_ascii_lowercase();
            prop_assert!(!lower.contains(&secret.to_ascii_lowercase()), "{shown}");
        }

        #[test]
        fn nothing_is_too_strange(text in prop_oneof!["\\PC{0,60}", "[%&\\\\#xu0-9a-f;]{0,60}"], secret in secret()) {
            let shown = Secrets::none().add(&secret).redact(&text).into_owned();
            let beginning = secret[..SHORTEST_PREFIX].to_ascii_lowercase();
            if !text.to_ascii_lowercase().contains(&beginning) && decoded(&text) == text {
                prop_assert_eq!(shown, text);
            }
        }
    }
}
