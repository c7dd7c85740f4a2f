//! The OAuth client credentials flow, for an application.

use std::fmt;

use super::authority::{Authority, authority_settings};
use super::claims::claims_parameter;
use super::client_authentication::ClientAuthentication;
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

/// The credential of an application, by OAuth's client credentials flow.
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
/// let (tenant, id) = ("contoso.onmicrosoft.com", "11111111-2222-3333-4444-555555555555");
/// let credential = ClientCredentials::new(tenant, id, secret);
/// let graph = Graph::builder().credential(credential).build()?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct ClientCredentials {
    pub(super) authority: Authority,
    authentication: ClientAuthentication,
}

impl ClientCredentials {
    /// A credential for a tenant (its id or one of its domains), with the application's id there and its secret or
    /// [certificate](crate::oauth::ClientCertificate).
    #[must_use]
    pub fn new(
        tenant: impl Into<String>,
        client_id: impl Into<String>,
        authentication: impl Into<ClientAuthentication>,
    ) -> Self {
        Self { authority: Authority::new(tenant.into(), client_id.into()), authentication: authentication.into() }
    }

    authority_settings!();
}

impl Credential for ClientCredentials {
    async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        let form = self
            .authentication
            .form(&self.authority, "client_credentials")?
            .field("scope", &request.default_scope())
            .field("claims", &claims_parameter(request.claims()));
        Ok(self.authority.token(&form).await?.access_token())
    }

    fn is_per_action(&self) -> bool {
        false
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("client_id", &self.authority.client_id)
            .field("authentication", &self.authentication)
            .finish_non_exhaustive()
    }
}
