//! [`EncryptedContent`]: the resource in a notification, encrypted for the certificate of the subscription.
//!
//! A symmetric key of 256 bits is encrypted with RSA-OAEP (SHA-1). With that key the data are signed (HMAC-SHA256) and
//! encrypted (AES-256-CBC, PKCS#7 padding); the first 16 bytes of the key are the initialization vector.

use std::fmt;

use aws_lc_rs::cipher::{AES_256, AES_256_KEY_LEN, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::hmac;
use aws_lc_rs::iv::{FixedLength, IV_LEN_128_BIT};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::refused::Refused;
use crate::reply::error::{Error, Kind, Result};

/// The resource in a notification, encrypted: `changeNotificationEncryptedContent`.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EncryptedContent {
    data: String,
    data_key: String,
    data_signature: String,
    #[serde(rename = "encryptionCertificateId")]
    certificate_id: String,
    #[serde(rename = "encryptionCertificateThumbprint")]
    certificate_thumbprint: Option<String>,
}

impl EncryptedContent {
    /// The `encryptionCertificateId` of the subscription when it was sent.
    #[must_use]
    pub fn certificate_id(&self) -> &str {
        &self.certificate_id
    }

    /// The thumbprint of the certificate, in hexadecimal digits. It is not signed: anybody can have written it.
    #[must_use]
    pub fn certificate_thumbprint(&self) -> Option<&str> {
        self.certificate_thumbprint.as_deref()
    }

    /// Checks the signature, decrypts the resource and reads it as `T`. The key is the one that was added for the id
    /// of the certificate.
    ///
    /// # Errors
    ///
    /// [`Refused::UnknownCertificate`] without a key for the certificate, and [`Refused`] with what is wrong with the
    /// content when it was changed.
    pub fn decrypt<T: DeserializeOwned>(&self, keys: &DecryptionKeys) -> Result<T, Refused> {
        let Some((_, key)) = keys.0.iter().find(|(id, _)| *id == self.certificate_id) else {
            return Err(Refused::UnknownCertificate(self.certificate_id.clone()));
        };
        let mut buffer = Zeroizing::new(vec![0; key.min_output_size()]);
        let decrypted = key.decrypt(&OAEP_SHA1_MGF1SHA1, &self.encrypted_key()?, &mut buffer, None);
        let symmetric_key = decrypted.map_err(|_| Refused::DataKey)?;
        self.decrypt_with(symmetric_key)
    }

    /// The encrypted symmetric key, for a private key that is kept elsewhere, such as in a key vault: decrypt it there
    /// with RSA-OAEP (SHA-1), and give it to [`decrypt_with`](Self::decrypt_with).
    ///
    /// # Errors
    ///
    /// [`Refused::DataKey`] when it is not base64.
    pub fn encrypted_key(&self) -> Result<Vec<u8>, Refused> {
        STANDARD.decode(&self.data_key).map_err(|_| Refused::DataKey)
    }

    /// Checks the signature, decrypts the resource with its symmetric key, and reads it as `T`.
    ///
    /// # Errors
    ///
    /// [`Refused`] with what is wrong with the content or the key.
    pub fn decrypt_with<T: DeserializeOwned>(&self, symmetric_key: &[u8]) -> Result<T, Refused> {
        // All keys that Graph makes have this length. Shorter ones would mean a weaker cipher.
        if symmetric_key.len() != AES_256_KEY_LEN {
            return Err(Refused::DataKey);
        }
        let signature = STANDARD.decode(&self.data_signature).map_err(|_| Refused::DataSignature)?;
        let mut data = Zeroizing::new(STANDARD.decode(&self.data).map_err(|_| Refused::Data)?);
        let signing = hmac::Key::new(hmac::HMAC_SHA256, symmetric_key);
        hmac::verify(&signing, &data, &signature).map_err(|_| Refused::DataSignature)?;
        let plain = decrypt(symmetric_key, &mut data).ok_or(Refused::Data)?;
        serde_json::from_slice(plain).map_err(|error| Refused::malformed(&error))
    }
}

fn decrypt<'a>(symmetric_key: &[u8], data: &'a mut [u8]) -> Option<&'a [u8]> {
    let vector: [u8; IV_LEN_128_BIT] = *symmetric_key.first_chunk()?;
    let key = UnboundCipherKey::new(&AES_256, symmetric_key).ok()?;
    let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
    let plain = key.decrypt(data, DecryptionContext::Iv128(FixedLength::from(vector))).ok()?;
    Some(plain)
}

/// The ids of the certificate only.
impl fmt::Debug for EncryptedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptedContent")
            .field("certificate_id", &self.certificate_id)
            .field("certificate_thumbprint", &self.certificate_thumbprint)
            .finish_non_exhaustive()
    }
}

/// Private keys, each with the `encryptionCertificateId` that a subscription has for its certificate.
///
/// While certificates are changed, notifications for the old one still arrive: have both.
///
/// ```no_run
/// # fn run(new: &str, old: &str) -> graph_action::Result<()> {
/// use graph_action::notification::DecryptionKeys;
///
/// let keys = DecryptionKeys::new().with_pem("2026-11", new)?.with_pem("2026-05", old)?;
/// # Ok(()) }
/// ```
#[derive(Default)]
pub struct DecryptionKeys(Vec<(String, OaepPrivateDecryptingKey)>);

impl DecryptionKeys {
    /// No keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a private RSA key of 2048 to 4096 bits in PEM, `-----BEGIN PRIVATE KEY-----`.
    ///
    /// # Errors
    ///
    /// When it is no such key. `openssl pkcs8 -topk8 -nocrypt` makes one from other forms.
    pub fn with_pem(self, certificate_id: impl Into<String>, pem: &str) -> Result<Self> {
        let (_, rest) = pem.split_once("-----BEGIN PRIVATE KEY-----").ok_or_else(no_pem)?;
        let (base64, _) = rest.split_once("-----END PRIVATE KEY-----").ok_or_else(no_pem)?;
        let base64 = Zeroizing::new(base64.split_ascii_whitespace().collect::<String>());
        let der = Zeroizing::new(STANDARD.decode(base64.as_bytes()).map_err(|_| no_pem())?);
        self.with_der(certificate_id, &der)
    }

    /// Adds a private RSA key of 2048 to 4096 bits in DER (PKCS#8).
    ///
    /// # Errors
    ///
    /// When it is no such key.
    pub fn with_der(mut self, certificate_id: impl Into<String>, der: &[u8]) -> Result<Self> {
        let rejected = |reason: &dyn fmt::Display| {
            Error::new(Kind::Build, format!("the private key for notifications is no RSA key in PKCS#8: {reason}"))
        };
        let key = PrivateDecryptingKey::from_pkcs8(der).map_err(|error| rejected(&error))?;
        if !(2048..=4096).contains(&key.key_size_bits()) {
            return Err(rejected(&format_args!("it has {} bits, not 2048 to 4096", key.key_size_bits())));
        }
        let key = OaepPrivateDecryptingKey::new(key).map_err(|error| rejected(&error))?;
        self.0.push((certificate_id.into(), key));
        Ok(self)
    }
}

fn no_pem() -> Error {
    Error::new(
        Kind::Build,
        "the private key for notifications is not a PEM with `-----BEGIN PRIVATE KEY-----`: make one with \
         `openssl pkcs8 -topk8 -nocrypt`",
    )
}

/// The ids of the certificates.
impl fmt::Debug for DecryptionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(id, _)| id)).finish()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A private key, and a notification that OpenSSL encrypted for it: `tests/notification.sh` made them.
    const PEM: &str = include_str!("../../tests/data/notification.pem");
    const MADE: &str = include_str!("../../tests/data/notification.json");

    /// Its strings are in pieces.
    fn made() -> Value {
        let mut content: Value = serde_json::from_str(MADE).unwrap();
        for (_, value) in content.as_object_mut().unwrap() {
            if let Some(pieces) = value.as_array() {
                *value = json!(pieces.iter().map(|piece| piece.as_str().unwrap()).collect::<String>());
            }
        }
        content
    }

    fn decrypt(content: &Value) -> Result<Value, Refused> {
        let keys = DecryptionKeys::new().with_pem("certificate-1", PEM).unwrap();
        serde_json::from_value::<EncryptedContent>(content.clone()).unwrap().decrypt(&keys)
    }

    /// The symmetric key of the notification.
    fn symmetric_key() -> Vec<u8> {
        STANDARD.decode(made()["symmetricKey"].as_str().unwrap()).unwrap()
    }

    fn changed(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Value {
        let mut content = made();
        let mut bytes = STANDARD.decode(content[name].as_str().unwrap()).unwrap();
        change(&mut bytes);
        content[name] = json!(STANDARD.encode(bytes));
        content
    }

    #[test]
    fn what_openssl_encrypted_is_decrypted() {
        assert_eq!(decrypt(&made()).unwrap(), json!({"id": "1565293727947", "subject": "Grüße"}));
        let content: EncryptedContent = serde_json::from_value(made()).unwrap();
        assert_eq!(content.decrypt_with::<Value>(&symmetric_key()).unwrap()["id"], "1565293727947");
        assert_eq!(content.certificate_thumbprint(), Some("07293748CC064953A3052FB978C735FB89E61C3D"));
        assert!(matches!(content.decrypt_with::<u8>(&symmetric_key()), Err(Refused::Malformed(_))));
    }

    #[test]
    fn every_changed_bit_of_every_field_is_refused() {
        for (name, expected) in
            [("data", Refused::DataSignature), ("dataKey", Refused::DataKey), ("dataSignature", Refused::DataSignature)]
        {
            let length = STANDARD.decode(made()[name].as_str().unwrap()).unwrap().len();
            for at in (0..length).step_by(if name == "dataKey" { 37 } else { 1 }) {
                let refused = decrypt(&changed(name, |bytes| bytes[at] ^= 1)).unwrap_err();
                assert_eq!(refused, expected, "{name} {at}");
            }
            assert_eq!(decrypt(&changed(name, Vec::clear)).unwrap_err(), expected);
            assert_eq!(decrypt(&changed(name, |bytes| bytes.push(0))).unwrap_err(), expected);
            let without_last = decrypt(&changed(name, |bytes| bytes.truncate(bytes.len() - 1)));
            assert_eq!(without_last.unwrap_err(), expected);
        }
        let mut content = made();
        content["encryptionCertificateId"] = json!("certificate-2");
        assert_eq!(decrypt(&content).unwrap_err(), Refused::UnknownCertificate("certificate-2".to_owned()));
        for (name, expected) in
            [("data", Refused::Data), ("dataKey", Refused::DataKey), ("dataSignature", Refused::DataSignature)]
        {
            let mut content = made();
            content[name] = json!("not base64");
            assert_eq!(decrypt(&content).unwrap_err(), expected);
        }
    }

    #[test]
    fn a_content_that_is_signed_but_wrongly_encrypted_is_refused() {
        let key = symmetric_key();
        let signed = |data: &[u8]| {
            let mut content = made();
            let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), data);
            content["data"] = json!(STANDARD.encode(data));
            content["dataSignature"] = json!(STANDARD.encode(signature));
            content
        };
        for data in [&b""[..], b"0123456789abcde", b"0123456789abcdef"] {
            assert_eq!(decrypt(&signed(data)).unwrap_err(), Refused::Data, "{data:?}");
        }
        let content: EncryptedContent = serde_json::from_value(made()).unwrap();
        for wrong in [&key[..16], &key[..31], &[]] {
            assert_eq!(content.decrypt_with::<Value>(wrong), Err(Refused::DataKey));
        }
        assert_eq!(content.decrypt_with::<Value>(&[7; 32]), Err(Refused::DataSignature));
    }

    #[test]
    fn only_private_rsa_keys_are_taken() {
        for wrong in ["", "-----BEGIN PRIVATE KEY-----", &PEM.replace("MII", "AAA"), &PEM.replace("PRIVATE", "RSA")] {
            let error = DecryptionKeys::new().with_pem("a", wrong).unwrap_err().to_string();
            assert!(error.contains("private key") && !error.contains("MII"), "{error}");
        }
        let keys = DecryptionKeys::new().with_pem("a", PEM).unwrap();
        assert_eq!(format!("{keys:?}"), r#"["a"]"#);
    }
}
