//! TLS of the HTTP client, chosen by features.
//!
//! | feature | TLS | verified by |
//! |---|---|---|
//! | `rustls` (default) | rustls with ring | the platform |
//! | `aws-lc-rs` | rustls with aws-lc-rs; wins over `rustls` | the platform |
//! | `native-tls` | the system's library, if neither of the above is on | the system |
//! | none | none: `https` needs [`GraphBuilder::http`](crate::GraphBuilder::http) | |

use reqwest::ClientBuilder;

use crate::reply::error::Error;

/// Sets TLS of our own HTTP client. `is_https` tells whether Graph is reached by `https`. A loopback emulator may not
/// be, but it may redirect to `https`.
pub(crate) fn configure(builder: ClientBuilder, is_https: bool) -> Result<ClientBuilder, Error> {
    backend::configure(builder, is_https)
}

/// Makes sure that a client with the user's own TLS settings can be built: reqwest takes its rustls provider from the
/// process, and panics when none is installed.
pub(crate) fn provide_for_own_client() {
    backend::provide_for_own_client();
}

#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
mod backend {
    use std::sync::{Arc, OnceLock};

    use reqwest::ClientBuilder;
    use rustls::crypto::CryptoProvider;
    use rustls::{ClientConfig, RootCertStore};
    use rustls_platform_verifier::Verifier;

    use crate::reply::error::{Error, Kind};

    fn provider() -> CryptoProvider {
        #[cfg(feature = "aws-lc-rs")]
        return rustls::crypto::aws_lc_rs::default_provider();
        #[cfg(not(feature = "aws-lc-rs"))]
        return rustls::crypto::ring::default_provider();
    }

    /// Shared by all clients of the process: loading the certificates of the platform takes tens of milliseconds.
    static CONFIG: OnceLock<ClientConfig> = OnceLock::new();

    pub(super) fn configure(builder: ClientBuilder, is_https: bool) -> Result<ClientBuilder, Error> {
        if let Some(config) = CONFIG.get() {
            return Ok(builder.tls_backend_preconfigured(config.clone()));
        }
        let config = match verified_by_platform() {
            Ok(config) => CONFIG.get_or_init(|| config).clone(),
            // A machine without root certificates can still use an emulator; it then trusts no other host.
            Err(_) if !is_https => verified_by_nobody().map_err(unusable)?,
            Err(error) => return Err(unusable(error)),
        };
        Ok(builder.tls_backend_preconfigured(config))
    }

    fn unusable(error: rustls::Error) -> Error {
        Error::new(Kind::Build, format!("TLS cannot be set up: {error}")).with_source(error)
    }

    fn verified_by_platform() -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(provider());
        let verifier = Verifier::new(provider.clone())?;
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(with_alpn(config))
    }

    fn verified_by_nobody() -> Result<ClientConfig, rustls::Error> {
        let config = ClientConfig::builder_with_provider(Arc::new(provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth();
        Ok(with_alpn(config))
    }

    fn with_alpn(mut config: ClientConfig) -> ClientConfig {
        config.alpn_protocols = vec![
            #[cfg(feature = "http2")]
            b"h2".to_vec(),
            b"http/1.1".to_vec(),
        ];
        config
    }

    pub(super) fn provide_for_own_client() {
        if CryptoProvider::get_default().is_none() {
            // Another thread was quicker: its provider is used.
            let _ = provider().install_default();
        }
    }
}

#[cfg(all(feature = "native-tls", not(any(feature = "rustls", feature = "aws-lc-rs"))))]
mod backend {
    use reqwest::ClientBuilder;

    use crate::reply::error::Error;

    #[expect(clippy::unnecessary_wraps, reason = "the other backends can fail")]
    pub(super) fn configure(builder: ClientBuilder, _: bool) -> Result<ClientBuilder, Error> {
        Ok(builder.tls_backend_native())
    }

    pub(super) fn provide_for_own_client() {}
}

#[cfg(not(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls")))]
mod backend {
    use reqwest::ClientBuilder;

    use crate::reply::error::{Error, Kind};

    pub(super) fn configure(builder: ClientBuilder, is_https: bool) -> Result<ClientBuilder, Error> {
        if is_https {
            return Err(Error::new(
                Kind::Build,
                "there is no TLS for `https`: switch on one of the features `rustls`, `aws-lc-rs` and `native-tls` of \
                 graph-action, or give a client with TLS to `.http(…)`",
            ));
        }
        Ok(builder)
    }

    pub(super) fn provide_for_own_client() {}
}
