//! [`Refused`]: why a notification was rejected.

use std::fmt;

use crate::reply::error::excerpt;

/// Why a notification, or a part of it, was rejected. It may come from someone other than Graph.
///
/// Do not show it to the sender: the answer to the request is 202 all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// It is not of the form that Graph sends. The text says what is wrong; it may quote what was sent.
    Malformed(String),
    /// The client state is missing, or not that of the subscription.
    ClientState,
    /// A notification with resource data has no validation token for its tenant.
    NoToken,
    /// A token is signed with a key that is not among the keys of Microsoft Entra. This is the id of the key.
    UnknownKey(String),
    /// The signature of a token is wrong, so the token was made or changed by somebody else.
    TokenSignature,
    /// A token is for another application.
    Audience,
    /// A token is of another authority or of a tenant that is not expected.
    Issuer,
    /// A token was not issued to Graph's service for change notifications.
    Publisher,
    /// A token has expired.
    Expired,
    /// A token is not valid yet.
    NotYetValid,
    /// The content is encrypted for a certificate whose private key is not at hand. This is the id of the certificate.
    UnknownCertificate(String),
    /// The symmetric key cannot be decrypted with the private key.
    DataKey,
    /// The signature of the content is wrong: it was changed. It was not decrypted.
    DataSignature,
    /// The content cannot be decrypted.
    Data,
}

impl Refused {
    /// For what is of another form. The excerpt of the reason may quote a value.
    pub(super) fn malformed(reason: &dyn fmt::Display) -> Self {
        Self::Malformed(excerpt(reason))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed(reason) => return write!(f, "it is not of the form that Graph sends: {reason}"),
            Self::UnknownKey(id) => return write!(f, "a token is signed with the unknown key {id:?}"),
            Self::UnknownCertificate(id) => {
                return write!(f, "the content is encrypted for the certificate {id:?}, whose key is not at hand");
            }
            Self::ClientState => "the client state is not that of the subscription",
            Self::NoToken => "a notification with resource data has no validation token for its tenant",
            Self::TokenSignature => "the signature of a token is wrong",
            Self::Audience => "a token is for another application",
            Self::Issuer => "a token is of another authority or tenant",
            Self::Publisher => "a token was not issued to the service that sends change notifications",
            Self::Expired => "a token has expired",
            Self::NotYetValid => "a token is not valid yet",
            Self::DataKey => "the symmetric key cannot be decrypted",
            Self::DataSignature => "the signature of the content is wrong",
            Self::Data => "the content cannot be decrypted",
        })
    }
}

impl std::error::Error for Refused {}
