//! What messages, events and tasks have in common: addresses, bodies, flags.

use super::date_time::DateTimeTimeZone;
use crate::graph_entity;

/// The name and the address of a person or of something else that receives mail: Graph's `emailAddress`.
#[graph_entity("emailAddress", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmailAddress {
    /// The display name.
    pub name: Option<String>,
    /// The address: `megan@contoso.com`.
    pub address: Option<String>,
}

impl EmailAddress {
    /// An address without a name.
    #[must_use]
    pub fn new(address: impl Into<String>) -> Self {
        Self { name: None, address: Some(address.into()) }
    }
}

impl From<&str> for EmailAddress {
    fn from(address: &str) -> Self {
        Self::new(address)
    }
}

impl From<String> for EmailAddress {
    fn from(address: String) -> Self {
        Self::new(address)
    }
}

/// Who sends or receives: Graph's `recipient`.
#[graph_entity("recipient", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// The name and the address.
    pub email_address: Option<EmailAddress>,
}

impl Recipient {
    /// Who has this address.
    #[must_use]
    pub fn new(address: impl Into<EmailAddress>) -> Self {
        Self { email_address: Some(address.into()) }
    }

    /// The address, where there is one.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.email_address.as_ref()?.address.as_deref()
    }

    /// The display name, where there is one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.email_address.as_ref()?.name.as_deref()
    }
}

impl<A: Into<EmailAddress>> From<A> for Recipient {
    fn from(address: A) -> Self {
        Self::new(address)
    }
}

/// The format of an [`ItemBody`]: Graph's `bodyType`.
#[graph_entity("bodyType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyType {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// The body of a message, an event or a task: Graph's `itemBody`.
#[graph_entity("itemBody", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemBody {
    /// The format of the content.
    pub content_type: Option<BodyType>,
    /// The content.
    pub content: Option<String>,
}

impl ItemBody {
    /// A body of plain text.
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self { content_type: Some(BodyType::Text), content: Some(content.into()) }
    }

    /// A body of HTML.
    #[must_use]
    pub fn html(content: impl Into<String>) -> Self {
        Self { content_type: Some(BodyType::Html), content: Some(content.into()) }
    }
}

/// How important a message, an event or a task is: Graph's `importance`.
#[graph_entity("importance", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Importance {
    /// Low.
    Low,
    /// Normal: what Graph takes when nothing is said.
    Normal,
    /// High.
    High,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Whether something is to be followed up: Graph's `followupFlagStatus`.
#[graph_entity("followupFlagStatus", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FollowupFlagStatus {
    /// There is no flag.
    NotFlagged,
    /// It was followed up.
    Complete,
    /// It is to be followed up.
    Flagged,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// The flag of a message or a contact: Graph's `followupFlag`.
#[graph_entity("followupFlag", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowupFlag {
    /// When it was followed up.
    pub completed_date_time: Option<DateTimeTimeZone>,
    /// When it is to be followed up. Graph wants a start date with it.
    pub due_date_time: Option<DateTimeTimeZone>,
    /// When following up is to begin.
    pub start_date_time: Option<DateTimeTimeZone>,
    /// Whether it is to be followed up.
    pub flag_status: Option<FollowupFlagStatus>,
}

impl From<FollowupFlagStatus> for FollowupFlag {
    fn from(status: FollowupFlagStatus) -> Self {
        Self { flag_status: Some(status), ..Self::default() }
    }
}
