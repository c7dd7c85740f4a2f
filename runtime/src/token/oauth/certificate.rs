//! [`ClientCertificate`]: a certificate by which an application proves its identity, and the assertions that it signs
//! (RFC 7523).

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Url;
use rustls::SignatureScheme;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, Signer};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::pkce;
use crate::reply::error::{BoxError, Error, Kind, Result};

/// How long an assertion is valid; Entra recommends five to ten minutes.
const LIFE: Duration = Duration::from_secs(600);

/// A certificate of an application, with its private key, instead of a client secret.
///
/// Its public part is uploaded to the application's registration. For each token request the key signs a short-lived
/// assertion: a JSON web token with the algorithm `PS256` and the certificate's SHA-256 thumbprint (`x5t#S256`), as
/// Microsoft's page "Microsoft identity platform application authentication certificate credentials" describes it.
///
/// The key signs with the TLS library of the feature `rustls` or `aws-lc-rs`; without both this type does not exist.
///
/// ```no_run
/// # fn main() -> graph_action::Result<()> {
/// use graph_action::oauth::{ClientCertificate, ClientCredentials};
///
/// let certificate = ClientCertificate::from_pem_file("/etc/contoso/app.pem")?;
/// let tenant = "contoso.onmicrosoft.com";
/// let credential =
///     ClientCredentials::new(tenant, "11111111-2222-3333-4444-555555555555", certificate);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct ClientCertificate {
    signer: Arc<dyn Signer>,
    thumbprint: String,
}

impl ClientCertificate {
    /// Reads PEM text that has the certificate and its RSA private key (`PRIVATE KEY` or `RSA PRIVATE KEY`, not
    /// encrypted), in any order. Of several certificates the first is the application's.
    ///
    /// # Errors
    ///
    /// When one of the two is missing or cannot be read, the key is not RSA, or it is not that of the certificate. The
    /// error shows nothing of the text.
    pub fn from_pem(pem: impl AsRef<[u8]>) -> Result<Self> {
        let pem = pem.as_ref();
        let wrong = |reason: &str| Error::new(Kind::Build, format!("the client certificate is unusable: {reason}"));
        if pem.windows(b"ENCRYPTED".len()).any(|word| word == b"ENCRYPTED") {
            return Err(wrong("the private key is encrypted; decrypt it first"));
        }
        let certificate = CertificateDer::from_pem_slice(pem)
            .map_err(|_| wrong("the PEM text has no `CERTIFICATE` that can be read"))?;
        let key = PrivateKeyDer::from_pem_slice(pem)
            .map_err(|_| wrong("the PEM text has no `PRIVATE KEY` or `RSA PRIVATE KEY` that can be read"))?;
        let thumbprint = URL_SAFE_NO_PAD.encode(Sha256::digest(&certificate));
        let certified = CertifiedKey::from_der(vec![certificate], key, &provider()).map_err(|error| {
            let reason = match error {
                rustls::Error::InconsistentKeys(_) => "the private key is not that of the certificate",
                _ => "the certificate or the private key is broken or of an unknown kind",
            };
            wrong(reason)
        })?;
        let signer = certified.key.choose_scheme(&[SignatureScheme::RSA_PSS_SHA256]);
        let signer = signer.ok_or_else(|| wrong("the private key is not RSA, which Entra requires"))?;
        Ok(Self { signer: signer.into(), thumbprint })
    }

    /// Reads a file of [PEM text](Self::from_pem).
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or like [`from_pem`](Self::from_pem).
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let pem = std::fs::read(path).map(Zeroizing::new).map_err(|error| {
            let message = format!("the client certificate `{}` cannot be read: {error}", path.display());
            Error::new(Kind::Build, message).with_source(error)
        })?;
        Self::from_pem(&pem)
    }

    /// A signed assertion of the application's identity: a JSON web token for the token endpoint.
    ///
    /// # Errors
    ///
    /// When the system has no random numbers, or the key cannot sign.
    pub(super) fn assertion(
        &self,
        client_id: &str,
        audience: &Url,
        now: SystemTime,
    ) -> Result<Zeroizing<String>, BoxError> {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let header = json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": self.thumbprint });
        let claims = json!({
            "aud": audience.as_str(),
            "iss": client_id,
            "sub": client_id,
            "jti": pkce::secret()?.as_str(),
            "iat": now.as_secs(),
            "nbf": now.as_secs(),
            "exp": now.saturating_add(LIFE).as_secs(),
        });
        let part = |part: &serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let mut assertion = Zeroizing::new(format!("{}.{}", part(&header), part(&claims)));
        let signature = self.signer.sign(assertion.as_bytes())?;
        assertion.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut assertion);
        Ok(assertion)
    }
}

/// Shows the thumbprint, which is public.
impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCertificate").field("thumbprint", &self.thumbprint).finish_non_exhaustive()
    }
}

fn provider() -> CryptoProvider {
    #[cfg(feature = "aws-lc-rs")]
    return rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc-rs"))]
    return rustls::crypto::ring::default_provider();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate of `openssl req -x509 -newkey rsa:2048`, with its private key.
    const RSA: &str = include_str!("../../../tests/certificates/rsa.pem");
    /// The same with the key as PKCS #1, before the certificate.
    const PKCS1: &str = include_str!("../../../tests/certificates/rsa_pkcs1.pem");
    const PUBLIC_KEY: &[u8] = include_bytes!("../../../tests/certificates/rsa_public_key.der");
    /// `openssl x509 -outform DER | openssl dgst -sha256`
    const THUMBPRINT: &str = "zJCOzfwL_iBhoEC-eLO4ZRGymNoiOmFcaixJgo5HDuI";

    fn decoded(part: &str) -> serde_json::Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    }

    fn verify(message: &str, signature: &str) -> bool {
        let algorithms = provider().signature_verification_algorithms.mapping;
        let (_, algorithms) = algorithms.iter().find(|(scheme, _)| *scheme == SignatureScheme::RSA_PSS_SHA256).unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        algorithms[0].verify_signature(PUBLIC_KEY, message.as_bytes(), &signature).is_ok()
    }

    #[test]
    fn an_assertion_is_signed_for_the_token_endpoint() {
        let audience = Url::parse("https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token").unwrap();
        let now = UNIX_EPOCH + Duration::from_secs(1_795_255_200);
        for pem in [RSA, PKCS1] {
            let certificate = ClientCertificate::from_pem(pem).unwrap();
            let assertion = certificate.assertion("app", &audience, now).unwrap();
            let (message, signature) = assertion.rsplit_once('.').unwrap();
            assert!(verify(message, signature));
            assert!(!verify(&message.to_lowercase(), signature));
            let (header, claims) = message.split_once('.').unwrap();
            assert_eq!(decoded(header), json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": THUMBPRINT }));
            let claims = decoded(claims);
            assert_eq!(
                (&claims["iss"], &claims["sub"], &claims["aud"]),
                (&"app".into(), &"app".into(), &json!(audience.as_str()))
            );
            assert_eq!((&claims["nbf"], &claims["exp"]), (&json!(1_795_255_200), &json!(1_795_255_800)));
            assert_ne!(*certificate.assertion("app", &audience, now).unwrap(), *assertion, "each has its own id");
        }
    }

    #[test]
    fn what_cannot_sign_is_refused_without_being_shown() {
        let certificate_alone = RSA.split("-----BEGIN PRIVATE").next().unwrap();
        let key_alone = PKCS1.split("-----BEGIN CERT").next().unwrap();
        let broken_certificate = format!("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{key_alone}");
        for (pem, why) in [
            ("", "no `CERTIFICATE`"),
            (key_alone, "no `CERTIFICATE`"),
            (certificate_alone, "no `PRIVATE KEY`"),
            (&RSA[..RSA.len() - 40], "no `PRIVATE KEY`"),
            (&broken_certificate, "broken"),
            (include_str!("../../../tests/certificates/other_key.pem"), "not that of the certificate"),
            (include_str!("../../../tests/certificates/ec.pem"), "not RSA"),
            (include_str!("../../../tests/certificates/encrypted.pem"), "encrypted"),
        ] {
            let error = ClientCertificate::from_pem(pem).unwrap_err();
            assert!(error.to_string().contains(why), "{why}: {error}");
            assert!(!format!("{error:?}").contains("MII"), "{error:?}");
        }
        let error = ClientCertificate::from_pem_file("/nowhere/app.pem").unwrap_err();
        assert!(error.to_string().contains("`/nowhere/app.pem` cannot be read"), "{error}");
    }

    #[test]
    fn the_key_is_not_shown() {
        let shown = format!("{:?}", ClientCertificate::from_pem(RSA).unwrap());
        assert_eq!(shown, format!("ClientCertificate {{ thumbprint: {THUMBPRINT:?}, .. }}"));
    }
}
