//! [`ClientCredentials::from_env`]: the credential that the environment describes.

use std::ffi::OsString;

use super::client_authentication::ClientAuthentication;
use super::client_credentials::ClientCredentials;
use crate::client::origin;
use crate::reply::error::{Error, Kind, Result};

const TENANT: &str = "AZURE_TENANT_ID";
const CLIENT: &str = "AZURE_CLIENT_ID";
const SECRET: &str = "AZURE_CLIENT_SECRET";
const CERTIFICATE: &str = "AZURE_CLIENT_CERTIFICATE_PATH";
const HOST: &str = "AZURE_AUTHORITY_HOST";

impl ClientCredentials {
    /// The credential that environment variables describe, by the names that the Azure SDKs use. An empty variable
    /// counts as not set.
    ///
    /// | variable | what it is |
    /// |---|---|
    /// | `AZURE_TENANT_ID` | the tenant |
    /// | `AZURE_CLIENT_ID` | the application's id |
    /// | `AZURE_CLIENT_SECRET` | its secret; or else: |
    /// | `AZURE_CLIENT_CERTIFICATE_PATH` | the PEM file of its certificate and private key |
    /// | `AZURE_AUTHORITY_HOST` | the root of the authority, if it is not that of the [cloud](Self::cloud) |
    ///
    /// # Errors
    ///
    /// One error that names every variable that is missing, cannot be used, or contradicts another.
    pub fn from_env() -> Result<Self> {
        Self::from_variables(|name| std::env::var_os(name))
    }

    fn from_variables(read: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let mut problems = Vec::new();
        let mut variable = |name: &'static str| {
            let value = read(name).filter(|value| !value.is_empty())?;
            let text = value.into_string().ok();
            if text.is_none() {
                problems.push(format!("{name} is no Unicode text"));
            }
            // The problem is noted; it need not be called missing, too.
            Some(text.unwrap_or_default())
        };
        let [tenant, client, secret, certificate, host] =
            [TENANT, CLIENT, SECRET, CERTIFICATE, HOST].map(&mut variable);
        for (name, value) in [(TENANT, &tenant), (CLIENT, &client)] {
            if value.is_none() {
                problems.push(format!("{name} is missing"));
            }
        }
        let authentication = authentication(secret, certificate).map_err(|problem| problems.push(problem)).ok();
        if let Some(Err(error)) = host.as_deref().map(origin::parse_authority) {
            problems.push(format!("{HOST} cannot be used: {error}"));
        }
        match (tenant, client, authentication) {
            (Some(tenant), Some(client), Some(authentication)) if problems.is_empty() => {
                let credential = Self::new(tenant, client, authentication);
                Ok(match host {
                    Some(host) => credential.authority(host),
                    None => credential,
                })
            }
            _ => {
                let message = format!("the environment describes no credential: {}", problems.join("; "));
                Err(Error::new(Kind::Build, message))
            }
        }
    }
}

/// The secret or the certificate.
///
/// # Errors
///
/// When there are both or none, or the certificate cannot be used.
fn authentication(secret: Option<String>, certificate: Option<String>) -> Result<ClientAuthentication, String> {
    match (secret, certificate) {
        (Some(secret), None) => Ok(secret.into()),
        (None, Some(path)) => from_certificate(&path).map_err(|error| format!("{CERTIFICATE} cannot be used: {error}")),
        (Some(_), Some(_)) => Err(format!("{SECRET} and {CERTIFICATE} contradict each other: set only one of them")),
        (None, None) => Err(format!("{SECRET} or {CERTIFICATE} is missing")),
    }
}

#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
fn from_certificate(path: &str) -> Result<ClientAuthentication> {
    Ok(super::certificate::ClientCertificate::from_pem_file(path)?.into())
}

#[cfg(not(any(feature = "rustls", feature = "aws-lc-rs")))]
fn from_certificate(_: &str) -> Result<ClientAuthentication> {
    let message = "a certificate needs the feature `rustls` or `aws-lc-rs` of graph-action";
    Err(Error::new(Kind::Build, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<ClientCredentials> {
        ClientCredentials::from_variables(|wanted| {
            let value = variables.iter().find(|(name, _)| *name == wanted)?.1;
            Some(value.into())
        })
    }

    #[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
    const PEM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/certificates/rsa.pem");

    #[test]
    fn a_secret_makes_a_credential() {
        let variables = [(TENANT, "contoso.com"), (CLIENT, "app"), (SECRET, "S3CRET"), (CERTIFICATE, "")];
        let credential = from(&variables).unwrap();
        let shown = format!("{credential:?}");
        assert!(shown.contains("app") && shown.contains("ClientSecret(…)") && !shown.contains("S3CRET"), "{shown}");
        let endpoint = credential.authority.endpoint("token").unwrap();
        assert_eq!(endpoint.as_str(), "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token");
    }

    #[test]
    fn the_host_of_the_authority_is_used() {
        let host = (HOST, "https://login.microsoftonline.us/");
        let credential = from(&[(TENANT, "contoso.com"), (CLIENT, "app"), (SECRET, "S3CRET"), host]).unwrap();
        let endpoint = credential.authority.endpoint("token").unwrap();
        assert_eq!(endpoint.as_str(), "https://login.microsoftonline.us/contoso.com/oauth2/v2.0/token");
    }

    #[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
    #[test]
    fn a_certificate_makes_a_credential() {
        let credential = from(&[(TENANT, "contoso.com"), (CLIENT, "app"), (CERTIFICATE, PEM)]).unwrap();
        assert!(format!("{credential:?}").contains("thumbprint"));
    }

    #[test]
    fn every_problem_is_named() {
        let tenant = (TENANT, "contoso.com");
        let client = (CLIENT, "app");
        for (variables, problems) in [
            (
                &[][..],
                "AZURE_TENANT_ID is missing; AZURE_CLIENT_ID is missing; \
                 AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH is missing",
            ),
            (&[tenant, (CLIENT, ""), (SECRET, "S3CRET")], "AZURE_CLIENT_ID is missing"),
            (
                &[client, (SECRET, "S3CRET"), (CERTIFICATE, "/nowhere/app.pem")],
                "AZURE_TENANT_ID is missing; AZURE_CLIENT_SECRET and AZURE_CLIENT_CERTIFICATE_PATH contradict each \
                 other: set only one of them",
            ),
        ] {
            let error = from(variables).unwrap_err().to_string();
            assert!(error.ends_with(&format!("the environment describes no credential: {problems}")), "{error}");
        }
        let variables = [tenant, client, (CERTIFICATE, "/nowhere/app.pem"), (HOST, "http://login.example")];
        let error = from(&variables).unwrap_err().to_string();
        assert!(error.contains("AZURE_CLIENT_CERTIFICATE_PATH cannot be used: "), "{error}");
        assert!(error.contains("AZURE_AUTHORITY_HOST cannot be used: "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_no_text_is_named_once() {
        use std::os::unix::ffi::OsStringExt as _;

        let error = ClientCredentials::from_variables(|name| match name {
            TENANT => Some(OsString::from_vec(vec![0xff])),
            CLIENT | SECRET => Some("x".into()),
            _ => None,
        });
        let error = error.unwrap_err().to_string();
        assert!(error.ends_with("no credential: AZURE_TENANT_ID is no Unicode text"), "{error}");
    }
}
