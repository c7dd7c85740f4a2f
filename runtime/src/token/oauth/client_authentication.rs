//! How an application proves its identity to the authority: by a secret or a certificate.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::authority::Authority;
#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
use super::certificate::ClientCertificate;
use super::form::Form;
use crate::reply::error::BoxError;

/// The proof of an application's identity: a client secret, which a text becomes, or a
/// [`ClientCertificate`](crate::oauth::ClientCertificate).
#[derive(Clone)]
pub struct ClientAuthentication(Proof);

#[derive(Clone)]
enum Proof {
    Secret(Arc<Zeroizing<String>>),
    #[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
    Certificate(ClientCertificate),
}

impl ClientAuthentication {
    /// The beginning of a token request, with the proof.
    ///
    /// # Errors
    ///
    /// When the certificate's key cannot sign.
    pub(super) fn form(&self, authority: &Authority, grant_type: &str) -> Result<Form, BoxError> {
        let form = authority.form(grant_type);
        match &self.0 {
            Proof::Secret(secret) => Ok(form.field("client_secret", secret)),
            #[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
            Proof::Certificate(certificate) => {
                let audience = authority.endpoint("token")?;
                let assertion = certificate.assertion(&authority.client_id, &audience, authority.clock.now())?;
                Ok(form
                    .field("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    .field("client_assertion", &assertion))
            }
        }
    }
}

impl From<String> for ClientAuthentication {
    fn from(secret: String) -> Self {
        Self(Proof::Secret(Arc::new(Zeroizing::new(secret))))
    }
}

impl From<&str> for ClientAuthentication {
    fn from(secret: &str) -> Self {
        secret.to_owned().into()
    }
}

#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
impl From<ClientCertificate> for ClientAuthentication {
    fn from(certificate: ClientCertificate) -> Self {
        Self(Proof::Certificate(certificate))
    }
}

impl fmt::Debug for ClientAuthentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Proof::Secret(_) => f.write_str("ClientSecret(…)"),
            #[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
            Proof::Certificate(certificate) => certificate.fmt(f),
        }
    }
}
