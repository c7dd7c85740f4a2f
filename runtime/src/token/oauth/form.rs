//! The body of a request to the authority.

use zeroize::Zeroizing;

use crate::call::encode;
use crate::reply::redact::Secrets;

/// Enough for most requests: a refresh token and the claims.
const CAPACITY: usize = 4096;
/// The fields whose values are secrets.
const SECRET: [&str; 7] =
    ["assertion", "client_assertion", "client_secret", "code", "code_verifier", "device_code", "refresh_token"];

/// Names and values, encoded as a form. It is overwritten when it is dropped.
pub(super) struct Form(Zeroizing<String>);

impl Form {
    pub(super) fn new() -> Self {
        Self(Zeroizing::new(String::with_capacity(CAPACITY)))
    }

    pub(super) fn field(mut self, name: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        encode::text(&mut self.0, value);
        self
    }

    pub(super) fn encoded(&self) -> &str {
        &self.0
    }

    /// The secrets in it, to be kept out of what the authority answers.
    pub(super) fn secrets(&self) -> Secrets {
        let fields = self.0.split('&').filter_map(|field| field.split_once('='));
        let secrets = fields.filter(|(name, _)| SECRET.contains(name));
        secrets.fold(Secrets::none(), |secrets, (_, value)| secrets.add(value))
    }
}
