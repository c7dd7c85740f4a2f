//! [`TokenStore`]: where a sign-in survives the end of the process.

pub(super) mod file;

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::reply::error::BoxError;

/// Keeps the refresh token of a sign-in, so that a person need not sign in again when the program is started again.
///
/// A key stands for an authority, a tenant and an application. A store holds the sign-ins of one person: for several
/// people, make several stores. Each token is as good as a password: keep it where only the person's programs can read
/// it. [`FileStore`](crate::oauth::FileStore) keeps it in files; a store in the keychain of the system is a few lines:
///
/// ```
/// use graph_action::BoxError;
/// use graph_action::oauth::{RefreshToken, TokenStore};
///
/// # mod keychain {
/// #     pub fn get(_: &str, _: &str) -> Result<Option<String>, std::io::Error> { Ok(None) }
/// #     pub fn set(_: &str, _: &str, _: &str) -> Result<(), std::io::Error> { Ok(()) }
/// # }
/// struct Keychain;
///
/// impl TokenStore for Keychain {
///     fn load(&self, key: &str) -> Result<Option<RefreshToken>, BoxError> {
///         Ok(keychain::get("contoso-mail", key)?.map(RefreshToken::new))
///     }
///
///     fn save(&self, key: &str, token: &RefreshToken) -> Result<(), BoxError> {
///         Ok(keychain::set("contoso-mail", key, token.secret())?)
///     }
/// }
/// ```
///
/// The methods may block: they run on tokio's threads for blocking work.
pub trait TokenStore: Send + Sync + 'static {
    /// The token that was saved last under this key, if there is one. It is asked for once, before the first sign-in.
    ///
    /// # Errors
    ///
    /// Why it cannot be read. The call then fails, and the person is not asked to sign in.
    fn load(&self, key: &str) -> Result<Option<RefreshToken>, BoxError>;

    /// Keeps a token in place of the last one. Entra gives a new one with nearly every access token.
    ///
    /// # Errors
    ///
    /// Why it cannot be kept. The call then fails; the next one needs no sign-in, and saves again.
    fn save(&self, key: &str, token: &RefreshToken) -> Result<(), BoxError>;
}

/// A refresh token: with it the application gets access tokens without the person.
///
/// It is not shown by `Debug`, and its memory is overwritten when the last clone is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken(Arc<Zeroizing<String>>);

impl RefreshToken {
    /// The token.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(secret.into())))
    }

    /// The token itself. Keep it secret.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshToken(…)")
    }
}

/// Loads on a thread for blocking work.
///
/// # Errors
///
/// That of the store, with the words "the token store" before it.
pub(super) async fn load(store: &Arc<dyn TokenStore>, key: String) -> Result<Option<RefreshToken>, BoxError> {
    let store = store.clone();
    let loaded = tokio::task::spawn_blocking(move || store.load(&key)).await?;
    loaded.map_err(|source| Unusable { act: "load", source }.into())
}

/// Saves on a thread for blocking work, to the end even if the call is dropped.
///
/// # Errors
///
/// Like [`load`].
pub(super) async fn save(store: &Arc<dyn TokenStore>, key: String, token: RefreshToken) -> Result<(), BoxError> {
    let store = store.clone();
    let saved = tokio::task::spawn_blocking(move || store.save(&key, &token)).await?;
    saved.map_err(|source| Unusable { act: "save", source }.into())
}

/// The store failed.
#[derive(Debug)]
struct Unusable {
    act: &'static str,
    source: BoxError,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token store cannot {} the refresh token: {}", self.act, self.source)
    }
}

impl std::error::Error for Unusable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// The setting of a credential whose field `refresh` is a [`Refresh`](super::refresh::Refresh).
macro_rules! kept_in_store {
    () => {
        /// Keeps the refresh token in a store, so that the sign-in survives the end of the process. Without a store it
        /// is kept in memory.
        #[must_use]
        pub fn store(mut self, store: impl TokenStore) -> Self {
            self.refresh.store = Some(::std::sync::Arc::new(store));
            self
        }
    };
}

pub(super) use kept_in_store;
