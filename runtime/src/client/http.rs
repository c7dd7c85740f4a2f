//! The HTTP client: reqwest with the settings that sending relies on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use reqwest::ClientBuilder;
use reqwest::redirect::Policy;

use crate::client::tls;
use crate::reply::error::{Error, Kind, Result, innermost};

/// The time limit of connecting unless set.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Builds the HTTP client, from the user's builder if there is one.
///
/// # Errors
///
/// When TLS cannot be set up, or reqwest refuses the settings.
pub(crate) fn http_client(
    own: Option<ClientBuilder>,
    connect_timeout: Option<Duration>,
    is_https: bool,
) -> Result<reqwest::Client> {
    let builder = match own {
        Some(builder) => {
            tls::provide_for_own_client();
            builder
        }
        None => tls::configure(ClientBuilder::new().connect_timeout(CONNECT_TIMEOUT), is_https)?,
    };
    // reqwest repeats by itself what HTTP/2 refuses. Only `send` decides whether a request is repeated.
    let builder = builder.retry(reqwest::retry::never());
    let builder = match connect_timeout {
        Some(timeout) => builder.connect_timeout(timeout),
        None => builder,
    };
    let builder = builder.redirect(Policy::none()).referer(false);
    let builder = if is_https { builder } else { builder.no_proxy() };
    // reqwest panics when another crate enabled its `rustls-no-provider` and no provider is installed.
    match catch_unwind(AssertUnwindSafe(|| builder.build())) {
        Ok(Ok(client)) => Ok(client),
        Ok(Err(error)) => {
            let error = error.without_url();
            Err(Error::new(Kind::Build, format!("the HTTP client cannot be built: {}", innermost(&error)))
                .with_source(error))
        }
        Err(_) => Err(Error::new(
            Kind::Build,
            "the HTTP client cannot be built: reqwest has rustls but no provider of cryptography; install one with \
             `rustls::crypto::CryptoProvider::install_default`, or switch on the feature `rustls` of graph-action",
        )),
    }
}
