//! The trait of the documentation, with strict lints.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unsafe_code, unused_qualifications)]
#![deny(rust_2018_idioms, future_incompatible, let_underscore_drop, unused_results, single_use_lifetimes)]

use graph_action::{Call, Graph, Page, Result, graph_action, graph_api};
use serde::{Deserialize, Serialize};

/// A message, as far as this program looks at it.
#[derive(Debug, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: String,
}

/// A message to be.
#[derive(Debug, Serialize)]
pub struct Draft {
    /// What it is about.
    pub subject: String,
}

/// A user's mail.
#[graph_api]
pub trait Mail {
    /// Sends a draft; Graph then moves it to Sent Items.
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    /// Gets a message.
    #[graph_action(GET, "/messages/<id>?$select=id,subject,from", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<Message>;

    /// Lists messages.
    #[graph_action(GET, "/messages?$top=<top>&$filter=<filter>", scope = "Mail.ReadBasic")]
    fn list(&self, top: Option<u32>, filter: Option<&str>) -> Call<Page<Message>>;

    /// Lists the messages of a sender.
    #[graph_action(GET, "/messages?$filter=from/emailAddress/address eq '<sender>'", scope = "Mail.ReadBasic")]
    fn from_sender(&self, sender: &str) -> Call<Page<Message>>;

    /// Creates a draft.
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft) -> Result<Message>;

    /// Sends a message that is no draft yet.
    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send_mail(&self, message: &Draft, save_to_sent_items: Option<bool>) -> Result<()>;
}

async fn call(graph: Graph) -> Result<()> {
    let mail = MailClient::new(graph.me());
    mail.send("AAMk").await?;
    MailClient::new(graph.user("adele@contoso.com")).send("AAMk").await?;
    drop(mail.list(Some(5), None).await?);
    drop(mail.from_sender("o'neil@contoso.com").await?);
    let draft = Draft { subject: "Hello".to_owned() };
    let message = mail.create(&draft).await?;
    mail.send_mail(&draft, Some(true)).await?;
    drop(mail.get(&message.id).await?);
    Ok(())
}

/// Spawnable: the future is `Send` and `'static` but for what it borrows.
fn is_send<T: Send>(value: T) -> T {
    value
}

fn main() {
    assert_eq!(MailClient::SCOPES, ["Mail.ReadBasic", "Mail.ReadWrite", "Mail.Send"]);
    // `Mail.ReadBasic` exists for users only; an application would ask for `Mail.ReadBasic.All`.
    assert_eq!(MailClient::APP_SCOPES, ["Mail.ReadWrite", "Mail.Send"]);
    assert_eq!(MailClient::ACTIONS.len(), 6);
    let _ = |graph| drop(is_send(call(graph)));
}
