//! The public keys of Microsoft Entra, by which validation tokens are checked.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::HeaderMap;
use serde::Deserialize;
use tokio::sync::Mutex;

use super::collection::Notifications;
use super::refused::Refused;
use super::token::key_id;
use crate::call::action::Method;
use crate::client::cloud::Cloud;
use crate::client::graph::Graph;
use crate::reply::error::{Error, Kind, Result};
use crate::transfer::{self, Transfer};

/// How long fetched keys are used. Entra changes its keys daily.
const LIFETIME: Duration = Duration::from_secs(24 * 3600);
/// How long keys are used at least, even if a token names another: forged tokens must not cause many requests.
const PAUSE: Duration = Duration::from_secs(5 * 60);

/// Public keys that tokens are signed with: a JSON Web Key Set (RFC 7517).
#[derive(Clone, Default)]
pub struct SigningKeys(Vec<SigningKey>);

#[derive(Clone)]
struct SigningKey {
    id: String,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct WireKey {
    kty: String,
    kid: String,
    #[serde(rename = "use")]
    purpose: Option<String>,
    n: String,
    e: String,
}

impl SigningKeys {
    /// Reads a key set, as Entra publishes it at `https://login.microsoftonline.com/common/discovery/v2.0/keys`.
    /// Keys of other kinds than RSA, and keys that are not for signatures, are left out.
    ///
    /// # Errors
    ///
    /// [`Refused::Malformed`] when it is no key set.
    pub fn from_json(json: &[u8]) -> Result<Self, Refused> {
        let set: KeySet = serde_json::from_slice(json).map_err(|error| Refused::malformed(&error))?;
        Ok(Self(set.keys.into_iter().filter_map(SigningKey::read).collect()))
    }

    fn has(&self, id: &str) -> bool {
        self.0.iter().any(|key| key.id == id)
    }

    /// Verifies an RS256 signature.
    pub(super) fn verify(&self, id: &str, signed: &[u8], signature: &[u8]) -> Result<(), Refused> {
        let Some(key) = self.0.iter().find(|key| key.id == id) else {
            return Err(Refused::UnknownKey(id.to_owned()));
        };
        let public = RsaPublicKeyComponents { n: &key.modulus, e: &key.exponent };
        public.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature).map_err(|_| Refused::TokenSignature)
    }
}

impl SigningKey {
    fn read(json: serde_json::Value) -> Option<Self> {
        let key: WireKey = serde_json::from_value(json).ok()?;
        let is_rsa = key.kty == "RSA" && key.purpose.is_none_or(|purpose| purpose == "sig");
        // Zeros at the beginning of a number are allowed in a key set, but not in the library.
        let number = |base64: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(base64.trim_end_matches('=')).ok()?;
            Some(bytes.into_iter().skip_while(|byte| *byte == 0).collect())
        };
        is_rsa.then_some(Self { id: key.kid, modulus: number(&key.n)?, exponent: number(&key.e)? })
    }
}

/// The ids of the keys.
impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

/// The keys of Microsoft Entra, fetched with the HTTP client and the clock of a [`Graph`], without its token.
///
/// They are fetched when they are first needed, after a day, and when a token names a key that is not among them, but
/// then no more than every five minutes. Share one between requests.
pub struct FetchedKeys {
    graph: Graph,
    address: String,
    fetched: Mutex<Option<Fetched>>,
}

struct Fetched {
    keys: Arc<SigningKeys>,
    /// By the clock's `elapsed`.
    at: Duration,
}

impl FetchedKeys {
    /// The keys of a cloud. `None` where the host of Microsoft Entra is not public: then give the address to
    /// [`at`](Self::at).
    #[must_use]
    pub fn new(graph: &Graph, cloud: Cloud) -> Option<Self> {
        Some(Self::at(graph, format!("{}/common/discovery/v2.0/keys", cloud.authority_url()?)))
    }

    /// The keys at another address: `https`, or `http` on loopback if the `Graph` is there, too.
    #[must_use]
    pub fn at(graph: &Graph, address: impl Into<String>) -> Self {
        Self { graph: graph.clone(), address: address.into(), fetched: Mutex::new(None) }
    }

    /// The keys for the tokens of these notifications. Nothing is fetched for notifications without tokens.
    ///
    /// # Errors
    ///
    /// When the keys must be fetched, and cannot be. It may be tried again.
    pub async fn for_tokens(&self, notifications: &Notifications) -> Result<Arc<SigningKeys>> {
        let mut fetched = self.fetched.lock().await;
        let now = self.graph.shared.clock.elapsed();
        // A token without a readable key id is refused anyway, so no key is needed for it.
        let mut ids = notifications.validation_tokens.iter().filter_map(|token| key_id(token).ok());
        let is_needed = match &*fetched {
            None => ids.next().is_some(),
            Some(Fetched { keys, at }) => {
                let age = now.saturating_sub(*at);
                ids.any(|id| age >= LIFETIME || (age >= PAUSE && !keys.has(&id)))
            }
        };
        if is_needed {
            *fetched = Some(Fetched { keys: Arc::new(self.fetch().await?), at: now });
        }
        Ok(fetched.as_ref().map_or_else(Arc::default, |fetched| fetched.keys.clone()))
    }

    async fn fetch(&self) -> Result<SigningKeys> {
        let wrong = |reason: &str| Error::new(Kind::Argument, format!("the address of the signing keys {reason}"));
        let url = transfer::parse(&self.graph, &self.address).map_err(|reason| wrong(&reason))?;
        let method = Method::Get;
        let (graph, limit) = (&self.graph, self.graph.shared.timeout);
        let request = Transfer { graph, method, url: &url, headers: HeaderMap::new(), body: Bytes::new(), limit };
        let answer = request.send().await?;
        if !answer.status.is_success() {
            return Err(transfer::failure(answer, method, graph, &url));
        }
        SigningKeys::from_json(&answer.body).map_err(|refused| {
            Error::new(Kind::Decode, "the signing keys cannot be read")
                .with_status(answer.status, answer.headers)
                .with_source(refused)
        })
    }
}

impl fmt::Debug for FetchedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchedKeys").field("address", &self.address).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_odd_key_keeps_the_others() {
        let set = br#"{"keys":[
            {"kty":"EC","kid":"a","crv":"P-256","x":"AQAB","y":"AQAB"},
            {"kty":"RSA","use":"enc","kid":"b","n":"AQAB","e":"AQAB"},
            {"kty":"RSA","use":"sig","kid":"c","n":"?","e":"AQAB"},
            {"kty":"RSA","kid":"d","n":"AQAB","e":"AQAB"},
            1,
            {"kty":"RSA","use":"sig","kid":"e","n":"AQAB","e":"AQAB","x5c":["MII"],"issuer":"i"}]}"#;
        let keys = SigningKeys::from_json(set).unwrap();
        assert_eq!(format!("{keys:?}"), r#"["d", "e"]"#);
        // A modulus that is too short verifies nothing.
        assert_eq!(keys.verify("d", b"", b""), Err(Refused::TokenSignature));
        assert_eq!(keys.verify("a", b"", b""), Err(Refused::UnknownKey("a".to_owned())));
        for wrong in [&b""[..], b"{}", b"[]", br#"{"keys":1}"#] {
            assert!(matches!(SigningKeys::from_json(wrong), Err(Refused::Malformed(_))));
        }
    }
}
