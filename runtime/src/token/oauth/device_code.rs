//! The OAuth device code flow, for a person who signs in on another device.

use std::fmt;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    ClientId, DeviceAuthorizationUrl, RefreshToken, Scope, StandardDeviceAuthorizationResponse, TokenResponse as _,
    TokenUrl,
};
use zeroize::Zeroizing;

use super::authority::Authority;
use super::{Refusal, access_token, claims_parameter};
use crate::client::clock::Clock;
use crate::client::cloud::Cloud;
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

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
///     DeviceCode::new("organizations", client_id, MailClient::SCOPES, |prompt| println!("{prompt}"));
/// let graph = Graph::builder().credential(credential).build()?;
/// # Ok(()) }
/// ```
pub struct DeviceCode {
    authority: Authority,
    client_id: String,
    scopes: Vec<String>,
    prompt: Box<dyn Fn(&DevicePrompt<'_>) + Send + Sync>,
    refresh_token: Mutex<Option<Zeroizing<String>>>,
}

/// What to show to the person. Its `Display` is a complete sentence in English.
pub struct DevicePrompt<'a>(&'a StandardDeviceAuthorizationResponse);

impl DevicePrompt<'_> {
    /// The code to enter.
    #[must_use]
    pub fn user_code(&self) -> &str {
        self.0.user_code().secret()
    }

    /// Where to enter it.
    #[must_use]
    pub fn verification_uri(&self) -> &str {
        self.0.verification_uri().as_str()
    }

    /// How long the code is valid.
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.0.expires_in()
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
            authority: Authority::new(tenant.into()),
            client_id: client_id.into(),
            scopes: scopes.into_iter().map(|scope| scope.as_ref().to_owned()).collect(),
            prompt: Box::new(prompt),
            refresh_token: Mutex::default(),
        }
    }

    /// The cloud whose Entra is asked; the global one unless set. The `Graph` must be of the same cloud.
    #[must_use]
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.authority.cloud = cloud;
        self
    }

    /// The root of another authority than that of the cloud, such as an emulator's `http://127.0.0.1:4000`. It must be
    /// `https`, or `http` on a loopback address; any other fails the calls.
    #[must_use]
    pub fn authority(mut self, url: impl Into<String>) -> Self {
        self.authority.host = Some(url.into());
        self
    }

    /// A clock for tests; the system's unless set.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.authority.clock = std::sync::Arc::new(clock);
        self
    }

    /// Entra gives a refresh token for `offline_access` only.
    fn scopes(&self, request: &TokenRequest) -> impl Iterator<Item = Scope> {
        let scopes = self.scopes.iter().map(|scope| request.qualified(scope));
        scopes.chain(["offline_access".to_owned()]).map(Scope::new)
    }

    async fn refresh(&self, request: &TokenRequest, refresh_token: &str) -> Result<BasicTokenResponse, Refusal> {
        let url = self.authority.endpoint("token").and_then(|url| Ok(TokenUrl::new(url)?)).map_err(unusable)?;
        let client = BasicClient::new(ClientId::new(self.client_id.clone())).set_token_uri(url);
        let http = self.authority.client();
        let refresh_token = RefreshToken::new(refresh_token.to_owned());
        client
            .exchange_refresh_token(&refresh_token)
            .add_scopes(self.scopes(request))
            .add_extra_param("claims", claims_parameter(request.claims()))
            .request_async(&http)
            .await
            .map_err(Refusal::new)
    }

    async fn sign_in(&self, request: &TokenRequest) -> Result<BasicTokenResponse, Refusal> {
        let url = self.authority.endpoint("token").and_then(|url| Ok(TokenUrl::new(url)?)).map_err(unusable)?;
        let start = self.authority.endpoint("devicecode");
        let start = start.and_then(|url| Ok(DeviceAuthorizationUrl::new(url)?)).map_err(unusable)?;
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_token_uri(url)
            .set_device_authorization_url(start);
        let http = self.authority.client();
        let code: StandardDeviceAuthorizationResponse = client
            .exchange_device_code()
            .add_scopes(self.scopes(request))
            .request_async(&http)
            .await
            .map_err(Refusal::new)?;
        (self.prompt)(&DevicePrompt(&code));
        let clock = self.authority.clock.clone();
        client
            .exchange_device_access_token(&code)
            .add_extra_param("claims", claims_parameter(request.claims()))
            .set_time_fn(move || clock.now().into())
            .request_async(&self.authority.polling_client(), |wait| self.authority.clock.sleep(wait), None)
            .await
            .map_err(Refusal::new)
    }
}

impl Credential for DeviceCode {
    async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        let known = self.refresh_token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let refreshed = match &known {
            Some(token) => match self.refresh(&request, token).await {
                // Entra requires another sign-in.
                Err(refusal) if refusal.is_final => None,
                other => Some(other?),
            },
            None => None,
        };
        let response = match refreshed {
            Some(response) => response,
            None => self.sign_in(&request).await?,
        };
        if let Some(token) = response.refresh_token() {
            let token = Zeroizing::new(token.secret().clone());
            *self.refresh_token.lock().unwrap_or_else(PoisonError::into_inner) = Some(token);
        }
        Ok(access_token(&response))
    }

    fn is_per_action(&self) -> bool {
        false
    }
}

fn unusable(error: BoxError) -> Refusal {
    Refusal { message: error.to_string(), source: Some(error), is_final: false }
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode")
            .field("client_id", &self.client_id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
