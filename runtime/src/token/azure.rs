//! The credentials of the Azure SDK.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use azure_core::credentials::TokenCredential;

use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, Credential, TokenRequest};

/// Any credential of the Azure SDK, such as those of the crate `azure_identity`.
///
/// It is asked for `.default`, which stands for all permissions that were granted. `azure_core` cannot pass on claims,
/// so a challenge of continuous access evaluation fails the call with an error that [has the
/// claims](crate::Error::claims).
///
/// ```no_run
/// # fn run(credential: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) -> graph_action::Result<()> {
/// use graph_action::{AzureCredential, Graph};
///
/// let graph = Graph::builder().credential(AzureCredential::new(credential)).build()?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

impl AzureCredential {
    /// Asks the credential of the Azure SDK.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }
}

impl Credential for AzureCredential {
    async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        if request.claims().is_some() {
            return Err(
                "Graph asks for a token with claims, which a credential of `azure_core` cannot be asked for".into()
            );
        }
        let token = self.0.get_token(&[&request.default_scope()], None).await?;
        let life = u64::try_from(token.expires_on.unix_timestamp()).unwrap_or_default();
        Ok(AccessToken::new(token.token.secret()).expires_at(SystemTime::UNIX_EPOCH + Duration::from_secs(life)))
    }

    fn is_per_action(&self) -> bool {
        false
    }
}

impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AzureCredential")
    }
}
