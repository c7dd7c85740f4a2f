//! The OAuth device code flow, for a person who signs in on another device.

use std::fmt;
use std::time::Duration;

use super::answer::{DeviceAnswer, TokenAnswer};
use super::ask::Polled;
use super::authority::{Authority, authority_settings};
use super::claims::claims_parameter;
use super::form::Form;
use super::refresh::{Refresh, credential_of_a_person};
use super::token_store::{TokenStore, kept_in_store};
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

/// How long to wait between polls unless the authority says it (RFC 8628, 3.2), and how much longer when it asks for
/// slower polls (3.5).
const INTERVAL: Duration = Duration::from_secs(5);
/// The shortest wait between polls, whatever the authority says.
const SHORTEST: Duration = Duration::from_secs(1);
/// The longest time that a code is waited for, whatever the authority says; Entra's codes live 15 minutes.
const LONGEST: Duration = Duration::from_secs(3600);

/// The credential of a person who signs in with a code on another device, by OAuth's device authorization grant (RFC
/// 8628).
///
/// The first call shows the code and waits until the person has signed in, or the code has expired. Tokens are then
/// refreshed without the person, until Entra requires another sign-in. All calls wait for the same sign-in.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use graph_action::Graph;
/// use graph_action::oauth::DeviceCode;
///
/// # struct MailClient;
/// # impl MailClient { const SCOPES: &[&str] = &["Mail.ReadBasic", "Mail.Send"]; }
/// let client_id = "11111111-2222-3333-4444-555555555555";
/// let credential =
///     DeviceCode::new("organizations", client_id, MailClient::SCOPES, |prompt| {
///         println!("{prompt}");
///     });
/// let graph = Graph::builder().credential(credential).build()?;
/// # Ok(()) }
/// ```
pub struct DeviceCode {
    authority: Authority,
    refresh: Refresh,
    prompt: Box<dyn Fn(&DevicePrompt<'_>) + Send + Sync>,
}

/// What to show to the person. Its `Display` is a complete sentence in English.
pub struct DevicePrompt<'a>(&'a DeviceAnswer);

impl DevicePrompt<'_> {
    /// The code to enter.
    #[must_use]
    pub fn user_code(&self) -> &str {
        &self.0.user_code
    }

    /// Where to enter it.
    #[must_use]
    pub fn verification_uri(&self) -> &str {
        &self.0.verification_uri
    }

    /// How long the code is valid.
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.0.expires_in
    }
}

impl fmt::Display for DevicePrompt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.expires_in().as_secs().div_ceil(60);
        let (uri, code) = (self.verification_uri(), self.user_code());
        write!(f, "To sign in, open {uri} and enter the code {code} within {minutes} minutes.")
    }
}

/// Leaves out the code.
impl fmt::Debug for DevicePrompt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevicePrompt").field("verification_uri", &self.verification_uri()).finish_non_exhaustive()
    }
}

impl DeviceCode {
    /// A credential for a tenant (its id or one of its domains, or `organizations`, `consumers` or `common`), with the
    /// application's id and the permissions to ask the person for, such as `MailClient::SCOPES`. The prompt is shown
    /// whenever the person has to sign in.
    #[must_use]
    pub fn new<S: AsRef<str>>(
        tenant: impl Into<String>,
        client_id: impl Into<String>,
        scopes: impl IntoIterator<Item = S>,
        prompt: impl Fn(&DevicePrompt<'_>) + Send + Sync + 'static,
    ) -> Self {
        Self {
            authority: Authority::new(tenant.into(), client_id.into()),
            refresh: Refresh::new(scopes),
            prompt: Box::new(prompt),
        }
    }

    kept_in_store!();
    authority_settings!();

    async fn sign_in(&self, request: &TokenRequest, claims: Option<String>) -> Result<TokenAnswer, BoxError> {
        let scope = self.refresh.scope(request);
        let form = Form::new().field("client_id", &self.authority.client_id).field("scope", &scope);
        let device = self.authority.device_code(&form).await?;
        (self.prompt)(&DevicePrompt(&device));
        let form = self
            .authority
            .form("urn:ietf:params:oauth:grant-type:device_code")
            .field("device_code", &device.device_code)
            .field("claims", &claims_parameter(claims.as_deref()));
        let clock = &self.authority.clock;
        let end = clock.elapsed().saturating_add(device.expires_in.min(LONGEST));
        let mut interval = device.interval.unwrap_or(INTERVAL);
        loop {
            let wait = match self.authority.poll(&form).await? {
                Polled::Token(token) => return Ok(token),
                Polled::Pending => interval,
                Polled::SlowDown(told) => {
                    interval = interval.saturating_add(INTERVAL);
                    interval.saturating_add(told)
                }
            };
            let left = end.saturating_sub(clock.elapsed());
            if left.is_zero() {
                return Err("the code expired before the person had signed in".into());
            }
            // A wait of zero would ask without a pause.
            clock.sleep(wait.clamp(SHORTEST, LONGEST).min(left)).await;
        }
    }
}

credential_of_a_person!(DeviceCode);
