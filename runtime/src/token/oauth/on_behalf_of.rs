//! The OAuth on-behalf-of flow, for a web API that calls Graph for the person who called it.

use std::fmt;

use zeroize::Zeroizing;

use super::answer::TokenAnswer;
use super::authority::{Authority, authority_settings};
use super::claims::claims_parameter;
use super::client_authentication::ClientAuthentication;
use super::form::Form;
use super::refresh::Refresh;
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

/// A web API that calls Graph on behalf of the people who call it.
///
/// Make one of it when the service starts, and a credential of it for each person: [`user`](Self::user). All of them
/// share connections to Entra.
///
/// A policy of the tenant may ask the person for more, such as a second factor. Then the call's error has claims, which
/// the web API answers its caller with; the caller signs in for them, and calls again:
///
/// ```no_run
/// use graph_action::oauth::{AuthorityError, OnBehalfOf};
/// use graph_action::{Call, Graph};
///
/// # async fn call_graph(_: &Graph) -> graph_action::Result<()> { Ok(()) }
/// # enum Answer { Ok, Unauthorized { claims: String }, Failed }
/// async fn serve(
///     service: &OnBehalfOf,
///     token_of_the_caller: String,
/// ) -> graph_action::Result<Answer> {
///     let graph = Graph::builder().credential(service.user(token_of_the_caller)).build()?;
///     let Err(error) = call_graph(&graph).await else { return Ok(Answer::Ok) };
///     let source = std::error::Error::source(&error);
///     let refusal = source.and_then(|source| source.downcast_ref::<AuthorityError>());
///     match refusal.and_then(AuthorityError::claims) {
///         Some(claims) => Ok(Answer::Unauthorized { claims: claims.to_owned() }),
///         None => Ok(Answer::Failed),
///     }
/// }
/// ```
#[derive(Clone)]
pub struct OnBehalfOf {
    authority: Authority,
    authentication: ClientAuthentication,
}

impl OnBehalfOf {
    /// A web API: its tenant (the id or one of the domains), its id there, and its secret or
    /// [certificate](crate::oauth::ClientCertificate).
    #[must_use]
    pub fn new(
        tenant: impl Into<String>,
        client_id: impl Into<String>,
        authentication: impl Into<ClientAuthentication>,
    ) -> Self {
        Self { authority: Authority::new(tenant.into(), client_id.into()), authentication: authentication.into() }
    }

    /// The credential of a person, by the access token that the person called with. The web API must have verified that
    /// token, and be its audience.
    ///
    /// It requests all delegated permissions that were granted to the web API (`.default`). A `Graph` with it lives as
    /// long as calls are made for the person: tokens are refreshed.
    #[must_use]
    pub fn user(&self, access_token: impl Into<String>) -> OnBehalfOfUser {
        OnBehalfOfUser {
            service: self.clone(),
            assertion: Zeroizing::new(access_token.into()),
            refresh: Refresh::new([""; 0]),
        }
    }

    authority_settings!();

    fn form(&self, grant_type: &str) -> Result<Form, BoxError> {
        self.authentication.form(&self.authority, grant_type)
    }
}

impl fmt::Debug for OnBehalfOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnBehalfOf")
            .field("client_id", &self.authority.client_id)
            .field("authentication", &self.authentication)
            .finish_non_exhaustive()
    }
}

/// The credential of a person who called a web API: made by [`OnBehalfOf::user`].
pub struct OnBehalfOfUser {
    service: OnBehalfOf,
    assertion: Zeroizing<String>,
    refresh: Refresh,
}

impl OnBehalfOfUser {
    async fn exchange(&self, request: &TokenRequest, claims: Option<String>) -> Result<TokenAnswer, BoxError> {
        let form = self
            .service
            .form("urn:ietf:params:oauth:grant-type:jwt-bearer")?
            .field("requested_token_use", "on_behalf_of")
            .field("assertion", &self.assertion)
            .field("scope", &self.refresh.scope(request))
            .field("claims", &claims_parameter(claims.as_deref()));
        self.service.authority.token(&form).await
    }
}

impl Credential for OnBehalfOfUser {
    async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        let form = |grant: &str| self.service.form(grant);
        let exchange = |claims| self.exchange(&request, claims);
        self.refresh.token(&self.service.authority, &request, form, exchange).await
    }

    fn is_per_action(&self) -> bool {
        false
    }
}

impl fmt::Debug for OnBehalfOfUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OnBehalfOfUser").field(&self.service).finish()
    }
}
