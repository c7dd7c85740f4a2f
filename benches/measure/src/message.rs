//! Messages as serde reads and writes them, for the clients that bring no types of their own.

use serde::{Deserialize, Serialize};

/// A message of a page, or what creating one answers.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub received_date_time: Option<String>,
    pub is_read: Option<bool>,
    pub from: Option<Recipient>,
}

/// Who a message is from, or to whom it goes.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    pub email_address: EmailAddress,
}

/// The address of a person.
#[derive(Deserialize, Serialize)]
pub struct EmailAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub address: Option<String>,
}

/// A page of messages.
#[derive(Deserialize)]
pub struct Page {
    pub value: Vec<Message>,
    #[serde(rename = "@odata.nextLink")]
    pub next_link: Option<String>,
}

/// A message to create.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    pub subject: String,
    pub body: ItemBody,
    pub to_recipients: Vec<Recipient>,
}

/// The text of a message.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemBody {
    pub content_type: String,
    pub content: String,
}
