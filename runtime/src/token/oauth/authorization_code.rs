//! The OAuth authorization code flow with PKCE, for a person with a browser on the same machine.

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use reqwest::Url;

use super::answer::TokenAnswer;
use super::authority::{Authority, authority_settings};
use super::claims::claims_parameter;
use super::pkce;
use super::redirect::Redirect;
use super::refresh::{Refresh, credential_of_a_person};
use super::token_store::{TokenStore, kept_in_store};
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

/// The time that the person has to sign in unless set.
const TIME_LIMIT: Duration = Duration::from_secs(300);

/// The credential of a person who signs in with the browser of the same machine, by OAuth's authorization code flow
/// with PKCE (RFC 7636).
///
/// The first call listens on a free port of 127.0.0.1, has the closure open Entra's page, and waits until the browser
/// brings the code, or the [time limit](Self::time_limit) is over. Tokens are then refreshed without the person, until
/// Entra requires another sign-in. All calls wait for the same sign-in.
///
/// The application's registration needs the platform "Mobile and desktop applications" with the redirect URI
/// `http://localhost`.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use graph_action::Graph;
/// use graph_action::oauth::AuthorizationCode;
/// use graph_action::reqwest::Url;
///
/// # struct MailClient;
/// # impl MailClient { const SCOPES: &[&str] = &["Mail.ReadBasic", "Mail.Send"]; }
/// fn open(address: &Url) {
///     // With the crate `webbrowser`: `webbrowser::open(address.as_str())`. It may fail, so
///     // show the address as well.
///     println!("To sign in, open {address}");
/// }
///
/// let client_id = "11111111-2222-3333-4444-555555555555";
/// let credential = AuthorizationCode::new("organizations", client_id, MailClient::SCOPES, open);
/// let graph = Graph::builder().credential(credential).build()?;
/// # Ok(()) }
/// ```
pub struct AuthorizationCode {
    authority: Authority,
    refresh: Refresh,
    open: Box<dyn Fn(&Url) + Send + Sync>,
    login_hint: Option<String>,
    time_limit: Duration,
}

impl AuthorizationCode {
    /// A credential for a tenant (its id or one of its domains, or `organizations`, `consumers` or `common`), with the
    /// application's id and the permissions to ask the person for, such as `MailClient::SCOPES`. The closure opens an
    /// address in the browser whenever the person has to sign in. It must return at once.
    #[must_use]
    pub fn new<S: AsRef<str>>(
        tenant: impl Into<String>,
        client_id: impl Into<String>,
        scopes: impl IntoIterator<Item = S>,
        open: impl Fn(&Url) + Send + Sync + 'static,
    ) -> Self {
        Self {
            authority: Authority::new(tenant.into(), client_id.into()),
            refresh: Refresh::new(scopes),
            open: Box::new(open),
            login_hint: None,
            time_limit: TIME_LIMIT,
        }
    }

    /// The name that Entra's page proposes, such as `adele@contoso.com`; none unless set.
    #[must_use]
    pub fn login_hint(mut self, name: impl Into<String>) -> Self {
        self.login_hint = Some(name.into());
        self
    }

    /// The time that the person has to sign in; five minutes unless set.
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    kept_in_store!();
    authority_settings!();

    async fn sign_in(&self, request: &TokenRequest, claims: Option<String>) -> Result<TokenAnswer, BoxError> {
        let redirect = Redirect::bind().await?;
        let (state, verifier) = (pkce::secret()?, pkce::secret()?);
        let (uri, scope) = (redirect.uri().to_owned(), self.refresh.scope(request));
        let claims = claims_parameter(claims.as_deref());
        let mut page = self.authority.endpoint("authorize")?;
        page.query_pairs_mut()
            .append_pair("client_id", &self.authority.client_id)
            .append_pair("response_type", "code")
            .append_pair("response_mode", "query")
            .append_pair("redirect_uri", &uri)
            .append_pair("scope", &scope)
            .append_pair("state", &state)
            .append_pair("code_challenge", &pkce::challenge(&verifier))
            .append_pair("code_challenge_method", "S256")
            .append_pair("claims", &claims)
            .extend_pairs(self.login_hint.iter().map(|name| ("login_hint", name)));
        (self.open)(&page);
        let code = self.in_time(redirect.code(state)).await?;
        let form = self
            .authority
            .form("authorization_code")
            .field("code", &code)
            .field("redirect_uri", &uri)
            .field("code_verifier", &verifier)
            .field("scope", &scope)
            .field("claims", &claims);
        self.authority.token(&form).await
    }

    /// Waits for the person until the time limit.
    async fn in_time<T>(&self, person: impl Future<Output = Result<T, BoxError>>) -> Result<T, BoxError> {
        let (mut person, mut end) = (pin!(person), pin!(self.authority.clock.sleep(self.time_limit)));
        poll_fn(|context| match person.as_mut().poll(context) {
            Poll::Ready(outcome) => Poll::Ready(outcome),
            Poll::Pending => end.as_mut().poll(context).map(|()| {
                Err(format!("the person had not signed in with the browser after {:?}", self.time_limit).into())
            }),
        })
        .await
    }
}

credential_of_a_person!(AuthorizationCode);
