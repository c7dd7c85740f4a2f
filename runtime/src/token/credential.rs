//! [`Credential`]: the sources of access tokens.

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use zeroize::Zeroizing;

use crate::call::action::Action;
use crate::reply::error::BoxError;
use crate::token::permissions::Permissions;

/// A source of access tokens for Microsoft Graph.
///
/// A token with an [expiry](AccessToken::expires_in) is kept by the `Graph` and all of its clones. The next one is
/// requested five minutes before it expires, or after half of its life, if that is shorter. One call requests it,
/// however many need a token. While the old token is valid, a failure to get another one fails no call, and no call
/// waits longer than five seconds for it. Without a valid token a call waits as long as its
/// [`Retry::total`](crate::Retry::total) says. A token without an expiry is requested again for every request.
///
/// An [`AccessToken`] is a credential that always gives itself. So is a closure `Fn(TokenRequest) -> impl Future<Output
/// = Result<AccessToken, BoxError>>`. A type of your own:
///
/// ```
/// use std::time::Duration;
///
/// use graph_action::{AccessToken, BoxError, Credential, TokenRequest};
///
/// struct FromEnvironment;
///
/// impl Credential for FromEnvironment {
///     async fn token(&self, _: TokenRequest) -> Result<AccessToken, BoxError> {
///         let token = AccessToken::new(std::env::var("GRAPH_TOKEN")?);
///         Ok(token.expires_in(Duration::from_secs(600)))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of access tokens",
    note = "implement `graph_action::Credential`, or give a closure \
            `|request: TokenRequest| async move {{ Ok(AccessToken::new(…)) }}`"
)]
pub trait Credential: Send + Sync + 'static {
    /// A token for the request.
    ///
    /// # Errors
    ///
    /// Why there is no token. The call then fails with an error whose source this is.
    fn token(&self, request: TokenRequest) -> impl Future<Output = Result<AccessToken, BoxError>> + Send;

    /// Whether a token depends on the permissions of the action; `true` unless overridden. `false` when one token is
    /// valid for every action, such as one for [`default_scope`](TokenRequest::default_scope): then one token is kept
    /// for all.
    fn is_per_action(&self) -> bool {
        true
    }

    /// Whether a token may wait for a person, who signs in; `false` unless overridden. Such a wait is not limited by
    /// [`Retry::total`](crate::Retry::total) but by the credential, and by an hour.
    fn is_interactive(&self) -> bool {
        false
    }
}

impl<F, R> Credential for F
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: Future<Output = Result<AccessToken, BoxError>> + Send,
{
    fn token(&self, request: TokenRequest) -> impl Future<Output = Result<AccessToken, BoxError>> + Send {
        self(request)
    }
}

impl Credential for AccessToken {
    async fn token(&self, _: TokenRequest) -> Result<AccessToken, BoxError> {
        Ok(self.clone())
    }

    fn is_per_action(&self) -> bool {
        false
    }
}

/// Shares one credential between several `Graph`s.
impl<C: Credential> Credential for Arc<C> {
    fn token(&self, request: TokenRequest) -> impl Future<Output = Result<AccessToken, BoxError>> + Send {
        (**self).token(request)
    }

    fn is_per_action(&self) -> bool {
        (**self).is_per_action()
    }

    fn is_interactive(&self) -> bool {
        (**self).is_interactive()
    }
}

/// An access token: what follows `Bearer` in a request.
///
/// It is not shown by `Debug`, and its memory is overwritten when the last clone is dropped. The copies in the headers
/// of pending requests are not overwritten: they belong to the HTTP client.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    secret: Arc<Secret>,
    expiry: Option<Expiry>,
}

struct Secret {
    text: Zeroizing<String>,
    /// The header, which is made once. `http` overwrites neither these bytes nor those of a request.
    header: OnceLock<HeaderValue>,
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Secret {}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expiry {
    In(Duration),
    At(SystemTime),
}

impl AccessToken {
    /// The token, without the word `Bearer`.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        let secret = Secret { text: Zeroizing::new(secret.into()), header: OnceLock::new() };
        Self { secret: Arc::new(secret), expiry: None }
    }

    /// How long it is valid, counted from when the credential was asked: the `expires_in` of a token endpoint.
    #[must_use]
    pub fn expires_in(mut self, life: Duration) -> Self {
        self.expiry = Some(Expiry::In(life));
        self
    }

    /// When it expires.
    #[must_use]
    pub fn expires_at(mut self, end: SystemTime) -> Self {
        self.expiry = Some(Expiry::At(end));
        self
    }

    /// The token itself. Keep it secret.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret.text
    }

    /// When it expires, if it was requested at this time.
    pub(super) fn expiry(&self, asked: SystemTime) -> Option<SystemTime> {
        match self.expiry? {
            Expiry::In(life) => asked.checked_add(life),
            Expiry::At(end) => Some(end),
        }
    }

    /// Whether an `authorization` header contains it.
    pub(super) fn is_in(&self, authorization: &HeaderValue) -> bool {
        authorization.as_bytes().strip_prefix(b"Bearer ") == Some(self.secret().as_bytes())
    }

    /// The value of the `authorization` header, marked as sensitive.
    ///
    /// # Errors
    ///
    /// Why the token cannot be in a header, without the token.
    pub(crate) fn header(&self) -> Result<HeaderValue, &'static str> {
        if let Some(header) = self.secret.header.get() {
            return Ok(header.clone());
        }
        let header = self.new_header()?;
        Ok(self.secret.header.get_or_init(|| header).clone())
    }

    fn new_header(&self) -> Result<HeaderValue, &'static str> {
        let secret = self.secret();
        if secret.is_empty() {
            return Err("the token is empty");
        }
        if secret.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer ")) {
            return Err("the token begins with `Bearer`, which is added when it is sent: leave it out");
        }
        if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                "the token has a character that no token has, such as a space or a line break at its end: trim it",
            );
        }
        let mut text = Zeroizing::new(String::with_capacity("Bearer ".len() + secret.len()));
        text.push_str("Bearer ");
        text.push_str(secret);
        let mut value = HeaderValue::from_str(&text).map_err(|_| "the token cannot be put in a header")?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// What a token is requested for.
#[derive(Clone, Debug)]
pub struct TokenRequest {
    action: &'static Action,
    pub(super) permissions: Permissions,
    audience: Arc<str>,
    pub(super) claims: Option<Arc<str>>,
}

impl TokenRequest {
    pub(crate) fn new(action: &'static Action, permissions: Permissions, audience: Arc<str>) -> Self {
        Self { action, permissions, audience, claims: None }
    }

    pub(crate) fn with_claims(mut self, claims: &str) -> Self {
        self.claims = Some(claims.into());
        self
    }

    /// The action that is about to be sent. For a batch it has no permissions; [`scopes`](Self::scopes) has those of
    /// all its calls.
    #[must_use]
    pub fn action(&self) -> &'static Action {
        self.action
    }

    /// The delegated permissions that are needed (for a signed-in user), such as `Mail.Send`.
    #[must_use]
    pub fn scopes(&self) -> &[&'static str] {
        &self.permissions.scopes
    }

    /// The application permissions that are needed.
    #[must_use]
    pub fn app_scopes(&self) -> &[&'static str] {
        &self.permissions.app_scopes
    }

    /// The scope that stands for all permissions that were granted, `https://graph.microsoft.com/.default`. The client
    /// credentials flow must ask for it. The host is that of the configured cloud.
    #[must_use]
    pub fn default_scope(&self) -> String {
        format!("{}/.default", self.audience)
    }

    /// A permission with Graph's host in front, `https://graph.microsoft.com/Mail.Send`, by which a token endpoint of
    /// any cloud recognises it. A URL, and the scopes of OpenID, are returned unchanged.
    #[must_use]
    pub fn qualified(&self, scope: &str) -> String {
        match scope {
            "openid" | "profile" | "email" | "offline_access" => scope.to_owned(),
            url if url.contains("://") => url.to_owned(),
            name => format!("{}/{name}", self.audience),
        }
    }

    /// The claims that Graph required when it refused the last token, as JSON. A cached token does not have them.
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.claims.as_deref()
    }
}

/// A [`Credential`] as a trait object.
pub(crate) trait AnyCredential: Send + Sync {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_>;
    fn is_per_action(&self) -> bool;
    fn is_interactive(&self) -> bool;
    /// The token, when it is always the same one.
    fn fixed(&self) -> Option<&AccessToken>;
}

type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, BoxError>> + Send + 'a>>;

impl<C: Credential> AnyCredential for C {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(Credential::token(self, request))
    }

    fn is_per_action(&self) -> bool {
        Credential::is_per_action(self)
    }

    fn is_interactive(&self) -> bool {
        Credential::is_interactive(self)
    }

    fn fixed(&self) -> Option<&AccessToken> {
        (self as &dyn Any).downcast_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_hides_itself() {
        let token = AccessToken::new("secret");
        assert!(!format!("{token:?}").contains("secret"));
        assert!(!format!("{:?}", token.header().unwrap()).contains("secret"));
    }

    #[test]
    fn a_header_is_made_once() {
        let token = AccessToken::new("secret");
        let (first, second) = (token.header().unwrap(), token.clone().header().unwrap());
        assert_eq!(first.as_bytes().as_ptr(), second.as_bytes().as_ptr());
        assert!(second.is_sensitive() && first == "Bearer secret");
        assert!(token == AccessToken::new("secret") && token != AccessToken::new("other"));
    }

    #[test]
    fn a_token_that_cannot_be_sent_is_refused_without_being_shown() {
        for bad in ["", "abc\n", "abc def", "ab\u{e9}c", "Bearer abc", "bearer abc"] {
            let reason = AccessToken::new(bad).header().unwrap_err();
            assert!(bad.is_empty() || !reason.contains(bad), "{reason}");
        }
    }
}
