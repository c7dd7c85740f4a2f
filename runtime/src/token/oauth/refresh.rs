//! Refresh tokens of a person's sign-in: held in memory, kept in a store, and used before the person is asked again.

use std::sync::Arc;

use tokio::sync::Mutex;

use super::answer::TokenAnswer;
use super::authority::Authority;
use super::authority_error::AuthorityError;
use super::claims::claims_parameter;
use super::form::Form;
use super::token_store::{RefreshToken, TokenStore, load, save};
use crate::reply::error::BoxError;
use crate::token::credential::{AccessToken, TokenRequest};

/// The refresh token of a sign-in, and the permissions that the person is asked for.
pub(super) struct Refresh {
    /// `.default` if there are none.
    pub(super) scopes: Vec<String>,
    pub(super) store: Option<Arc<dyn TokenStore>>,
    /// Locked while one call refreshes or signs in; the others wait for it.
    held: Mutex<HeldToken>,
}

#[derive(Default)]
struct HeldToken {
    token: Option<RefreshToken>,
    /// The store has been asked.
    is_loaded: bool,
    /// The store does not have the token yet, because it failed to save it.
    is_unsaved: bool,
}

impl Refresh {
    pub(super) fn new<S: AsRef<str>>(scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes = scopes.into_iter().map(|scope| scope.as_ref().to_owned()).collect();
        Self { scopes, store: None, held: Mutex::default() }
    }

    /// The parameter `scope`. Entra gives a refresh token for `offline_access` only.
    pub(super) fn scope(&self, request: &TokenRequest) -> String {
        let mut scopes: Vec<String> = self.scopes.iter().map(|scope| request.qualified(scope)).collect();
        if scopes.is_empty() {
            scopes.push(request.default_scope());
        }
        scopes.push("offline_access".to_owned());
        scopes.join(" ")
    }

    /// A token by the refresh token; if there is none, or Entra requires it, by another sign-in. `form` begins a
    /// request of a grant type. `sign_in` is given the claims that Entra or Graph requires.
    ///
    /// # Errors
    ///
    /// Those of the authority, of the sign-in and of the store.
    pub(super) async fn token<R>(
        &self,
        authority: &Authority,
        request: &TokenRequest,
        form: impl Fn(&str) -> Result<Form, BoxError>,
        sign_in: impl FnOnce(Option<String>) -> R,
    ) -> Result<AccessToken, BoxError>
    where
        R: Future<Output = Result<TokenAnswer, BoxError>>,
    {
        let mut held = self.held.lock().await;
        self.load(authority, &mut held).await?;
        let mut claims = request.claims().map(str::to_owned);
        let refreshed = match &held.token {
            Some(token) => {
                let form = form("refresh_token")?
                    .field("refresh_token", token.secret())
                    .field("scope", &self.scope(request))
                    .field("claims", &claims_parameter(claims.as_deref()));
                match authority.token(&form).await {
                    Ok(answer) => Some(answer),
                    Err(error) => {
                        claims = required_claims(error)?.or(claims);
                        None
                    }
                }
            }
            None => None,
        };
        let answer = match refreshed {
            Some(answer) => answer,
            None => sign_in(claims).await?,
        };
        if let Some(token) = answer.refresh_token() {
            held.is_unsaved = held.token.as_ref() != Some(&token);
            held.token = Some(token);
        }
        self.save(authority, &mut held).await?;
        Ok(answer.access_token())
    }

    async fn load(&self, authority: &Authority, held: &mut HeldToken) -> Result<(), BoxError> {
        if let Some(store) = &self.store
            && !held.is_loaded
        {
            held.token = load(store, authority.key()?).await?;
            held.is_loaded = true;
        }
        Ok(())
    }

    async fn save(&self, authority: &Authority, held: &mut HeldToken) -> Result<(), BoxError> {
        if let (Some(store), Some(token), true) = (&self.store, &held.token, held.is_unsaved) {
            save(store, authority.key()?, token.clone()).await?;
            held.is_unsaved = false;
        }
        Ok(())
    }
}

/// The claims that a sign-in has to satisfy, if the authority requires one.
///
/// # Errors
///
/// The failure itself, when another sign-in would not help.
fn required_claims(error: BoxError) -> Result<Option<String>, BoxError> {
    match error.downcast_ref::<AuthorityError>() {
        Some(refusal) if refusal.is_sign_in_required() => Ok(refusal.claims().map(str::to_owned)),
        _ => Err(error),
    }
}

/// Implements `Credential` and `Debug` for a credential of a person who signs in. It has the fields `authority` and
/// `refresh`, and a method `sign_in`.
macro_rules! credential_of_a_person {
    ($name:ident) => {
        impl Credential for $name {
            async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
                let form = |grant: &str| Ok(self.authority.form(grant));
                let sign_in = |claims| self.sign_in(&request, claims);
                self.refresh.token(&self.authority, &request, form, sign_in).await
            }

            fn is_interactive(&self) -> bool {
                true
            }

            fn is_per_action(&self) -> bool {
                false
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("client_id", &self.authority.client_id)
                    .field("scopes", &self.refresh.scopes)
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(super) use credential_of_a_person;
