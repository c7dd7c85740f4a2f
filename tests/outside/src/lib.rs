//! The trait of the documentation under `#[graph_api]`, and one that stands alone.
#![deny(warnings)]

use graph_action::{graph_action, graph_api, Call, Graph, Page, Result};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Draft {
    pub subject: String,
}

#[graph_api]
pub trait Mail {
    /// Sends a draft; Graph then moves it to Sent Items.
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages/<id>?$select=id,subject,from", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<Message>;

    #[graph_action(GET, "/messages?$top=<top>&$filter=<filter>", scope = "Mail.ReadBasic")]
    fn list(&self, top: Option<u32>, filter: Option<&str>) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages?$filter=from/emailAddress/address eq '<sender>'", scope = "Mail.ReadBasic")]
    fn from_sender(&self, sender: &str) -> Call<Page<Message>>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft) -> Result<Message>;

    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send_mail(&self, message: &Draft, save_to_sent_items: Option<bool>) -> Result<()>;
}

/// Known from the `graph-action.catalog` beside the manifest.
#[graph_api]
pub trait Badge {
    #[graph_action(GET, "/badge", scope = "User.Read")]
    async fn badge(&self) -> Result<String>;
}

pub trait Photo {
    #[graph_action(PUT, "/photo/$value", scope = "User.ReadWrite")]
    async fn set_photo(&self, #[body("image/jpeg")] photo: &[u8]) -> Result<()>;
}

impl Photo for graph_action::User {}

pub async fn send_both(graph: &Graph, draft: &Draft) -> Result<()> {
    let mail = MailClient::new(graph.me());
    let message = mail.create(draft).await?;
    mail.send(&message.id).await?;
    graph.me().set_photo(b"JFIF").await?;
    MailClient::new(graph.user("adele@contoso.com")).send_mail(draft, None).await
}
