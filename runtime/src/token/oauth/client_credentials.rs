//! The OAuth client credentials flow, for an application.

use std::fmt;

use oauth2::basic::BasicClient;
use oauth2::{AuthType, ClientId, ClientSecret, Scope, TokenUrl};
use zeroize::Zeroizing;

use super::authority::Authority;
use super::{Refusal, access_token, claims_parameter};
use crate::client::clock::Clock;
use crate::client::cloud::Cloud;
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

/// The credential of an application with a secret, by OAuth's client credentials flow.
///
/// It requests all permissions that an administrator granted the application (`.default`), because this flow cannot
/// request single ones. `<Trait>Client::APP_SCOPES` lists the permissions to be granted.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use graph_action::Graph;
/// use graph_action::oauth::ClientCredentials;
///
/// let secret = std::env::var("CLIENT_SECRET")?;
/// let credential = ClientCredentials::new("contoso.onmicrosoft.com", "11111111-2222-3333-4444-555555555555", secret);
/// let graph = Graph::builder().credential(credential).build()?;
/// # Ok(()) }
/// ```
pub struct ClientCredentials {
    authority: Authority,
    client_id: String,
    secret: Zeroizing<String>,
}

impl ClientCredentials {
    /// A credential for a tenant (its id or one of its domains), with the application's id there and its secret.
    #[must_use]
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            authority: Authority::new(tenant.into()),
            client_id: client_id.into(),
            secret: Zeroizing::new(secret.into()),
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
}

impl Credential for ClientCredentials {
    async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_client_secret(ClientSecret::new(self.secret.to_string()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::new(self.authority.endpoint("token")?)?);
        let http = self.authority.client();
        let response = client
            .exchange_client_credentials()
            .add_scope(Scope::new(request.default_scope()))
            .add_extra_param("claims", claims_parameter(request.claims()))
            .request_async(&http)
            .await
            .map_err(Refusal::new)?;
        Ok(access_token(&response))
    }

    fn is_per_action(&self) -> bool {
        false
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
