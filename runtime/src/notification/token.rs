//! [`TokenRules`]: validates the tokens that show that Graph sent notifications with resource data to this application.
//!
//! Such notifications come with one JSON Web Token (RFC 7519) for each application and tenant, signed by Microsoft
//! Entra with RS256.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::collection::Notifications;
use super::keys::SigningKeys;
use super::refused::Refused;

/// The application id of Graph's service that sends change notifications.
///
/// Source: *Set up change notifications that include resource data*, "How to validate".
const PUBLISHER: &str = "0bf30f3b-4a52-48df-9a82-234910c4a086";
/// The issuers of Microsoft Entra's tokens of version 1 and 2, in the global cloud.
const ISSUERS: [&str; 2] = ["https://sts.windows.net/{tenantid}/", "https://login.microsoftonline.com/{tenantid}/v2.0"];
/// By how much the clocks of Entra and of this machine may differ.
const LEEWAY: Duration = Duration::from_secs(300);
/// The longest token, in bytes. Entra's have about two thousand.
const LONGEST_TOKEN: usize = 16 * 1024;

/// Which validation tokens are good.
///
/// A token must have a signature of Microsoft Entra, the id of your application as its audience, an issuer that belongs
/// to its tenant, and the id of Graph's service for change notifications, and it must be valid now. Clocks may differ
/// by five minutes.
#[derive(Clone, Debug)]
#[must_use]
pub struct TokenRules {
    app_ids: Vec<String>,
    tenants: Option<Vec<String>>,
    issuers: Vec<String>,
}

/// What a good token says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidToken {
    /// The application that the notifications are for.
    pub app_id: String,
    /// The tenant that they come from.
    pub tenant_id: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
    /// Extensions that must be understood (RFC 7515, 4.1.11). None is.
    crit: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Claims {
    aud: String,
    iss: String,
    exp: u64,
    nbf: Option<u64>,
    tid: String,
    /// The publisher in tokens of version 1.
    appid: Option<String>,
    /// The publisher in tokens of version 2.
    azp: Option<String>,
}

impl TokenRules {
    /// Takes tokens for the application with this id, of any tenant of the global cloud.
    pub fn new(app_id: impl Into<String>) -> Self {
        Self { app_ids: vec![app_id.into()], tenants: None, issuers: ISSUERS.map(str::to_owned).into() }
    }

    /// Takes tokens for another application, too: several may share a web hook.
    pub fn or_app(mut self, app_id: impl Into<String>) -> Self {
        self.app_ids.push(app_id.into());
        self
    }

    /// Takes tokens of these tenants only.
    pub fn only_tenants<S: Into<String>>(mut self, tenant_ids: impl IntoIterator<Item = S>) -> Self {
        self.tenants = Some(tenant_ids.into_iter().map(Into::into).collect());
        self
    }

    /// The issuers of tokens in another cloud, with `{tenantid}` in place of the tenant, as in
    /// `https://login.microsoftonline.us/{tenantid}/v2.0`. The `issuer` of the cloud's OpenID configuration has this
    /// form.
    pub fn issuers<S: Into<String>>(mut self, issuers: impl IntoIterator<Item = S>) -> Self {
        self.issuers = issuers.into_iter().map(Into::into).collect();
        self
    }

    /// Checks that every token is good, and that each notification with encrypted content has a token for its tenant.
    /// Notifications without such content need no token: for them, compare the client state.
    ///
    /// # Errors
    ///
    /// [`Refused`] with what is wrong. Then none of these notifications is to be believed.
    pub fn check(&self, notifications: &Notifications, keys: &SigningKeys, now: SystemTime) -> Result<(), Refused> {
        let mut tenants = Vec::new();
        for token in &notifications.validation_tokens {
            tenants.push(self.check_token(token, keys, now)?.tenant_id);
        }
        let has_token = |tenant: &str| tenants.iter().any(|known| known.eq_ignore_ascii_case(tenant));
        for item in notifications.items.iter().flatten().filter(|item| item.encrypted_content.is_some()) {
            if !item.tenant_id.as_deref().is_some_and(has_token) {
                return Err(Refused::NoToken);
            }
        }
        Ok(())
    }

    /// Checks one token.
    ///
    /// # Errors
    ///
    /// [`Refused`] with what is wrong.
    pub fn check_token(&self, token: &str, keys: &SigningKeys, now: SystemTime) -> Result<ValidToken, Refused> {
        let parts = Parts::of(token)?;
        let header: Header = json(parts.header)?;
        if header.alg != "RS256" || header.crit.is_some() {
            return Err(Refused::malformed(&"a token is not signed with RS256"));
        }
        let signature = decode(parts.signature)?;
        keys.verify(&header.kid, parts.signed.as_bytes(), &signature)?;
        self.check_claims(json(parts.claims)?, now)
    }

    fn check_claims(&self, claims: Claims, now: SystemTime) -> Result<ValidToken, Refused> {
        let is = |known: &String, id: &str| known.eq_ignore_ascii_case(id);
        let issuer_of = |template: &String| template.replace("{tenantid}", &claims.tid);
        if !self.app_ids.iter().any(|known| is(known, &claims.aud)) {
            return Err(Refused::Audience);
        }
        let is_expected = self.tenants.as_ref().is_none_or(|all| all.iter().any(|known| is(known, &claims.tid)));
        // A tenant that is no plain id could complete a template to an issuer that was not meant.
        let is_plain = !claims.tid.is_empty() && claims.tid.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        if !is_expected || !is_plain || !self.issuers.iter().any(|template| issuer_of(template) == claims.iss) {
            return Err(Refused::Issuer);
        }
        let mut publishers = [&claims.appid, &claims.azp].into_iter().flatten().peekable();
        if publishers.peek().is_none() || !publishers.all(|id| id.eq_ignore_ascii_case(PUBLISHER)) {
            return Err(Refused::Publisher);
        }
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        if now >= Duration::from_secs(claims.exp).saturating_add(LEEWAY) {
            return Err(Refused::Expired);
        }
        if claims.nbf.is_some_and(|begin| now.saturating_add(LEEWAY) < Duration::from_secs(begin)) {
            return Err(Refused::NotYetValid);
        }
        Ok(ValidToken { app_id: claims.aud, tenant_id: claims.tid })
    }
}

/// The id of the key that a token is signed with, before anything is checked.
pub(super) fn key_id(token: &str) -> Result<String, Refused> {
    json(Parts::of(token)?.header).map(|header: Header| header.kid)
}

/// The parts of a token, in base64.
struct Parts<'a> {
    header: &'a str,
    claims: &'a str,
    /// Header and claims.
    signed: &'a str,
    signature: &'a str,
}

impl<'a> Parts<'a> {
    fn of(token: &'a str) -> Result<Self, Refused> {
        if token.len() > LONGEST_TOKEN {
            return Err(Refused::malformed(&"a token is too long"));
        }
        let parts = token.rsplit_once('.').and_then(|(signed, signature)| {
            let (header, claims) = signed.split_once('.')?;
            Some(Self { header, claims, signed, signature })
        });
        parts.ok_or_else(|| Refused::malformed(&"a token does not have three parts"))
    }
}

fn decode(base64: &str) -> Result<Vec<u8>, Refused> {
    URL_SAFE_NO_PAD.decode(base64).map_err(|_| Refused::malformed(&"a part of a token is not base64"))
}

fn json<T: DeserializeOwned>(base64: &str) -> Result<T, Refused> {
    serde_json::from_slice(&decode(base64)?).map_err(|error| Refused::malformed(&error))
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeySize;
    use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaKeyPair};
    use serde_json::{Value, json};

    use super::*;

    const APP: &str = "8e460676-ae3f-4b1e-8790-ee0fb5d6148f";
    const TENANT: &str = "84bd8158-6d4d-4958-8b9f-9d6445542f95";
    const NOW: u64 = 1_565_050_000;

    fn key() -> &'static RsaKeyPair {
        static KEY: OnceLock<RsaKeyPair> = OnceLock::new();
        KEY.get_or_init(|| RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    fn keys() -> SigningKeys {
        // A `RSAPublicKey` in DER (RFC 8017): a sequence of two numbers, of 257 and of 3 bytes.
        let der = key().public_key().as_ref();
        assert_eq!((&der[4..9], &der[265..267]), (&[2, 0x82, 1, 1, 0][..], &[2, 3][..]));
        let (n, e) = (URL_SAFE_NO_PAD.encode(&der[8..265]), URL_SAFE_NO_PAD.encode(&der[267..]));
        let set = json!({"keys": [{"kty": "RSA", "use": "sig", "kid": "key-1", "n": n, "e": e}]});
        SigningKeys::from_json(set.to_string().as_bytes()).unwrap()
    }

    fn header() -> Value {
        json!({"typ": "JWT", "alg": "RS256", "kid": "key-1", "x5t": "key-1"})
    }

    fn claims() -> Value {
        json!({
            "aud": APP,
            "iss": format!("https://sts.windows.net/{TENANT}/"),
            "iat": 1_565_046_813, "nbf": 1_565_046_813, "exp": 1_565_075_913,
            "appid": PUBLISHER, "appidacr": "2", "tid": TENANT, "ver": "1.0",
        })
    }

    fn with(mut object: Value, name: &str, value: Value) -> Value {
        object[name] = value;
        object
    }

    fn sign(header: &Value, claims: &Value) -> String {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; key().public_modulus_len()];
        key().sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn check(token: &str) -> Result<ValidToken, Refused> {
        TokenRules::new(APP).check_token(token, &keys(), at(NOW))
    }

    fn with_claim(name: &str, value: Value) -> Result<ValidToken, Refused> {
        check(&sign(&header(), &with(claims(), name, value)))
    }

    #[test]
    fn a_token_of_either_version_is_good() {
        let good = ValidToken { app_id: APP.to_owned(), tenant_id: TENANT.to_owned() };
        assert_eq!(check(&sign(&header(), &claims())), Ok(good.clone()));
        let second = json!({
            "aud": APP, "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"), "exp": 1_565_075_913,
            "azp": PUBLISHER.to_uppercase(), "tid": TENANT, "ver": "2.0",
        });
        assert_eq!(check(&sign(&header(), &second)), Ok(good));
    }

    #[test]
    fn each_claim_is_checked() {
        let other = "00000000-0000-0000-0000-000000000000";
        let rows = [
            ("aud", json!(other), Refused::Audience),
            ("iss", json!(format!("https://sts.windows.net/{other}/")), Refused::Issuer),
            ("iss", json!(format!("https://sts.windows.net/{TENANT}")), Refused::Issuer),
            ("iss", json!(format!("https://sts.windows.net.evil.example/{TENANT}/")), Refused::Issuer),
            ("tid", json!(other), Refused::Issuer),
            ("tid", json!(""), Refused::Issuer),
            ("appid", json!(APP), Refused::Publisher),
            ("appid", Value::Null, Refused::Publisher),
            ("azp", json!(APP), Refused::Publisher),
            ("exp", json!(NOW - 300), Refused::Expired),
            ("nbf", json!(NOW + 301), Refused::NotYetValid),
        ];
        for (name, value, expected) in rows {
            assert_eq!(with_claim(name, value.clone()).unwrap_err(), expected, "{name} {value}");
        }
        for (name, value) in [("exp", json!(NOW - 299)), ("nbf", json!(NOW + 300)), ("nbf", Value::Null)] {
            assert!(with_claim(name, value).is_ok(), "{name}");
        }
        for name in ["aud", "iss", "exp", "tid"] {
            for wrong in [Value::Null, json!([APP]), json!({}), json!(true)] {
                assert!(matches!(with_claim(name, wrong), Err(Refused::Malformed(_))), "{name}");
            }
        }
        assert!(matches!(with_claim("exp", json!(-1)), Err(Refused::Malformed(_))));
        let far = with_claim("exp", json!(u64::MAX));
        assert!(far.is_ok(), "{far:?}");
    }

    #[test]
    fn a_tenant_cannot_complete_an_issuer() {
        let rules = TokenRules::new(APP).issuers(["https://sts.windows.net/{tenantid}/"]);
        let tenant = "x/../84bd8158";
        let claims = with(claims(), "tid", json!(tenant));
        let claims = with(claims, "iss", json!(format!("https://sts.windows.net/{tenant}/")));
        let token = sign(&header(), &claims);
        assert_eq!(rules.check_token(&token, &keys(), at(NOW)), Err(Refused::Issuer));
    }

    #[test]
    fn every_changed_character_is_refused() {
        let token = sign(&header(), &claims());
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let refused = check(std::str::from_utf8(&changed).unwrap());
            assert!(refused.is_err(), "{at}");
        }
        for wrong in ["", "a", "a.b", "...", &token[..token.len() - 1], &format!("{token}."), &format!("{token}A")] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
        assert!(matches!(check(&"a".repeat(LONGEST_TOKEN + 1)), Err(Refused::Malformed(_))));
    }

    #[test]
    fn only_rs256_with_a_known_key_is_taken() {
        let rows = [
            ("alg", json!("none")),
            ("alg", json!("HS256")),
            ("alg", json!("RS512")),
            ("alg", Value::Null),
            ("kid", Value::Null),
            ("crit", json!(["exp"])),
        ];
        for (name, value) in rows {
            let refused = check(&sign(&with(header(), name, value.clone()), &claims()));
            assert!(matches!(refused, Err(Refused::Malformed(_))), "{name} {value}: {refused:?}");
        }
        let unknown = check(&sign(&with(header(), "kid", json!("key-2")), &claims()));
        assert_eq!(unknown, Err(Refused::UnknownKey("key-2".to_owned())));
        // Signed with the right key, but by another algorithm than the header says.
        let token = sign(&header(), &claims());
        let (signed, _) = token.rsplit_once('.').unwrap();
        let mut signature = vec![0; key().public_modulus_len()];
        key().sign(&RSA_PKCS1_SHA512, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        assert_eq!(check(&token), Err(Refused::TokenSignature));
        // Without a signature.
        assert_eq!(check(&format!("{signed}.")), Err(Refused::TokenSignature));
    }

    proptest::proptest! {
        #[test]
        fn no_token_makes_it_panic(token in "[A-Za-z0-9_.-]{0,80}|\\PC*", json in "\\PC{0,40}") {
            let _ = check(&token);
            let _ = check(&format!("{}.{token}", URL_SAFE_NO_PAD.encode(json)));
        }
    }

    #[test]
    fn rules_can_name_applications_and_tenants() {
        let token = sign(&header(), &claims());
        let check = |rules: TokenRules| rules.check_token(&token, &keys(), at(NOW)).map(|_| ());
        assert_eq!(check(TokenRules::new("other")), Err(Refused::Audience));
        assert_eq!(check(TokenRules::new("other").or_app(APP.to_uppercase())), Ok(()));
        assert_eq!(check(TokenRules::new(APP).only_tenants([TENANT])), Ok(()));
        assert_eq!(check(TokenRules::new(APP).only_tenants(["other"])), Err(Refused::Issuer));
        assert_eq!(
            check(TokenRules::new(APP).issuers(["https://sts.chinacloudapi.cn/{tenantid}/"])),
            Err(Refused::Issuer)
        );
    }

    #[test]
    fn a_notification_with_content_needs_a_token_of_its_tenant() {
        let content = json!({"data": "", "dataKey": "", "dataSignature": "", "encryptionCertificateId": "a"});
        let item = |tenant: Value, content: &Value| {
            let item = json!({"subscriptionId": "s", "changeType": "created", "tenantId": tenant});
            with(item, "encryptedContent", content.clone())
        };
        let check = |items: Value, tokens: Vec<String>| {
            let body = json!({"value": items, "validationTokens": tokens});
            let notifications = Notifications::read(body.to_string().as_bytes()).unwrap();
            TokenRules::new(APP).check(&notifications, &keys(), at(NOW))
        };
        let token = || vec![sign(&header(), &claims())];
        let tenant = json!(TENANT.to_uppercase());
        assert_eq!(check(json!([item(tenant.clone(), &content)]), token()), Ok(()));
        assert_eq!(check(json!([item(tenant.clone(), &content)]), vec![]), Err(Refused::NoToken));
        assert_eq!(check(json!([item(json!("other"), &content)]), token()), Err(Refused::NoToken));
        assert_eq!(check(json!([item(Value::Null, &content)]), token()), Err(Refused::NoToken));
        assert_eq!(check(json!([item(Value::Null, &Value::Null)]), vec![]), Ok(()));
        let both = vec![token().remove(0), sign(&header(), &with(claims(), "aud", json!("other")))];
        assert_eq!(check(json!([]), both), Err(Refused::Audience), "every token is checked");
    }
}
