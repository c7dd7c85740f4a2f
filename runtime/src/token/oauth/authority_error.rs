//! [`AuthorityError`]: the authority refused.

use std::fmt;

use serde::Deserialize;

use crate::reply::error::one_line;
use crate::reply::json::{self, Text};
use crate::reply::redact::Secrets;

/// The longest text that is kept of a refusal, in characters; Entra's descriptions have a few hundred.
const LONGEST: usize = 2000;

/// Microsoft Entra refused to sign in or to issue a token. It is the source of the call's error:
///
/// ```
/// use graph_action::oauth::AuthorityError;
///
/// fn advice(error: &graph_action::Error) -> Option<&str> {
///     let refusal = std::error::Error::source(error)?.downcast_ref::<AuthorityError>()?;
///     (refusal.code() == "access_denied").then_some("You declined to sign in.")
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityError {
    code: String,
    description: Option<String>,
    claims: Option<String>,
}

/// An error as RFC 6749, 5.2, writes it, with Entra's `claims`.
#[derive(Deserialize)]
struct ErrorAnswer {
    error: String,
    // These may be of an unexpected type, which does not hide the code.
    #[serde(default)]
    error_description: Text,
    #[serde(default)]
    claims: Text,
}

impl AuthorityError {
    pub(super) fn new(code: &str, description: Option<&str>, claims: Option<String>) -> Self {
        let shown = |text: &str| one_line(&text.chars().take(LONGEST).collect::<String>());
        Self { code: shown(code), description: description.map(shown), claims }
    }

    /// Reads the body of an answer.
    ///
    /// # Errors
    ///
    /// Where the body is not such an error.
    pub(super) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        let answer: ErrorAnswer = json::read(body)?;
        Ok(Self::new(&answer.error, answer.error_description.0.as_deref(), answer.claims.0))
    }

    /// The same without secrets that the authority repeats.
    pub(super) fn without(mut self, secrets: &Secrets) -> Self {
        for text in [Some(&mut self.code), self.description.as_mut(), self.claims.as_mut()].into_iter().flatten() {
            *text = secrets.redact(text).into_owned();
        }
        self
    }

    /// The error code of OAuth, such as `invalid_grant`, `invalid_client` or `access_denied` (RFC 6749, 4.1.2.1 and
    /// 5.2).
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Entra's words on one line. They begin with the number of the error, such as `AADSTS65001`.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The claims that Entra requires, as JSON, when a policy asks for more than this sign-in, such as a second factor.
    /// A web API that acts [on behalf of](crate::oauth::OnBehalfOf) a person passes them on to its caller.
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.claims.as_deref()
    }

    /// Whether the person has to sign in: the refresh token or the assertion is not enough (any more).
    #[must_use]
    pub fn is_sign_in_required(&self) -> bool {
        matches!(&*self.code, "invalid_grant" | "interaction_required" | "login_required" | "consent_required")
    }
}

impl fmt::Display for AuthorityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.description {
            Some(description) => write!(f, "{}: {description}", self.code),
            None => f.write_str(&self.code),
        }
    }
}

impl std::error::Error for AuthorityError {}
