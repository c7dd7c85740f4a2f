//! Credentials that request tokens from Microsoft Entra, by the flows of OAuth 2.0.
//!
//! | who calls Graph, and where | credential |
//! |---|---|
//! | a service, a scheduled job: the application itself, with a secret | [`ClientCredentials`] |
//! | the same, with a certificate instead of a secret | [`ClientCredentials`] with a [`ClientCertificate`] |
//! | the same, set up by the variables `AZURE_CLIENT_ID`, … | [`ClientCredentials::from_env`] |
//! | a person at a program with a browser on the same machine | [`AuthorizationCode`] |
//! | a person at a program without a browser: over SSH, on a device | [`DeviceCode`] |
//! | a web API, for the person who called it | [`OnBehalfOf`] |
//! | a managed identity, a workload identity, the Azure CLI, a pipeline | `azure_identity`, through `AzureCredential` |
//! | a token of your own | [`AccessToken`](crate::AccessToken), or a closure: see [`Credential`](crate::Credential) |
//!
//! In code:
//!
#![cfg_attr(any(feature = "rustls", feature = "aws-lc-rs"), doc = "```no_run")]
#![cfg_attr(not(any(feature = "rustls", feature = "aws-lc-rs")), doc = "```ignore")]
//! use graph_action::oauth::{
//!     AuthorizationCode, ClientCertificate, ClientCredentials, DeviceCode, FileStore, OnBehalfOf,
//! };
//!
//! # struct MailClient;
//! # impl MailClient { const SCOPES: &[&str] = &["Mail.ReadBasic", "Mail.Send"]; }
//! # fn show(address: &graph_action::reqwest::Url) {}
//! # fn run(secret: String, token_of_the_caller: String) -> graph_action::Result<()> {
//! let (tenant, id) = ("contoso.onmicrosoft.com", "11111111-2222-3333-4444-555555555555");
//! // An application, with a secret, with a certificate, and as the environment says.
//! let credential = ClientCredentials::new(tenant, id, secret.clone());
//! let certificate = ClientCertificate::from_pem_file("app.pem")?;
//! let credential = ClientCredentials::new(tenant, id, certificate);
//! let credential = ClientCredentials::from_env()?;
//! // A person, who signs in again only when Entra asks for it: files keep the refresh token.
//! let credential = AuthorizationCode::new(tenant, id, MailClient::SCOPES, show)
//!     .store(FileStore::new("sign-in"));
//! let credential = DeviceCode::new(tenant, id, MailClient::SCOPES, |prompt| {
//!     println!("{prompt}");
//! });
//! // The person who called a web API.
//! let credential = OnBehalfOf::new(tenant, id, secret).user(token_of_the_caller);
//! # Ok(()) }
//! ```
//!
//! For everything else there is the feature `azure` with the crate `azure_identity`:
//!
#![cfg_attr(feature = "azure", doc = "```no_run")]
#![cfg_attr(not(feature = "azure"), doc = "```ignore")]
//! # fn run(credential: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) -> graph_action::Result<()> {
//! // let credential = azure_identity::ManagedIdentityCredential::new(None)?;
//! let credential = graph_action::AzureCredential::new(credential);
//! let graph = graph_action::Graph::builder().credential(credential).build()?;
//! # Ok(()) }
//! ```
//!
//! # What all of them do
//!
//! - They tell Entra that they can answer challenges of continuous access evaluation (the client capability `cp1`). So
//!   Entra may issue tokens that live long, and that end at once when a right is withdrawn. The claims of a challenge
//!   are passed on to Entra.
//! - When Entra is overloaded or cannot be reached, a request is sent up to three times. `Retry-After` is obeyed, also
//!   by later requests: a wait of up to a minute is waited, a longer one is an error. Each request has a
//!   [time limit](ClientCredentials::timeout).
//! - When Entra refuses, the source of the call's error is an [`AuthorityError`] with the code and the description.
//! - Secrets and tokens are shown in no error, log or `Debug`. They are overwritten when the credential is dropped,
//!   except for the copies in requests and answers of the HTTP client, and private keys, which belong to the TLS
//!   library.

mod answer;
mod ask;
mod authority;
mod authority_error;
mod authorization_code;
#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
mod certificate;
mod claims;
mod client_authentication;
mod client_credentials;
mod device_code;
mod environment;
mod form;
mod on_behalf_of;
mod pkce;
mod redirect;
mod refresh;
mod token_store;

pub use authority_error::AuthorityError;
pub use authorization_code::AuthorizationCode;
#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
pub use certificate::ClientCertificate;
pub use client_authentication::ClientAuthentication;
pub use client_credentials::ClientCredentials;
pub use device_code::{DeviceCode, DevicePrompt};
pub use on_behalf_of::{OnBehalfOf, OnBehalfOfUser};
pub use token_store::file::FileStore;
pub use token_store::{RefreshToken, TokenStore};
