//! Creates two drafts and sends them, one through `/me` and one through `/users/{name}`, then finds both in Sent Items.
//!
//! `cargo run --example send_draft` needs nothing. With an access token in `GRAPH_TOKEN` it does the same at the real
//! service; the token needs `User.Read`, `Mail.ReadWrite` (which covers `Mail.ReadBasic`) and `Mail.Send`.

use graph_action::{Call, Graph, Page, Response, Result, graph_action, graph_api};
use graph_action_examples::{Failure, connect};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Draft {
    subject: String,
    to_recipients: Vec<Recipient>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: EmailAddress,
}

#[derive(Serialize)]
struct EmailAddress {
    address: String,
}

#[derive(Deserialize)]
struct Message {
    id: String,
    subject: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    user_principal_name: String,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/?$select=userPrincipalName", scope = "User.Read")]
    async fn profile(&self) -> Result<Profile>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft) -> Result<Response<Message>>;

    /// Sends a draft; Graph then moves it to Sent Items.
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<Response<()>>;

    #[graph_action(GET, "/mailFolders/sentitems/messages?$select=id,subject&$top=10", scope = "Mail.ReadBasic")]
    fn sent(&self) -> Call<Page<Message>>;
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let service = connect().await?;
    let result = send_both(&service.graph).await;

    if let Some(emulator) = &service.emulator {
        println!("\nWhat the emulator received:");
        for request in emulator.requests() {
            println!("  {} {}", request.method(), request.target());
            for (name, value) in request.headers() {
                println!("      {name}: {value}");
            }
            match request.body() {
                [] => println!("      (no body)"),
                body => println!("      {}", String::from_utf8_lossy(body)),
            }
            if let Some(answer) = request.answer() {
                println!("  -> {}, request-id {}", answer.status, answer.request_id);
            }
        }
    }
    result
}

async fn send_both(graph: &Graph) -> Result<(), Failure> {
    let me = MailClient::new(graph.me());
    let name = me.profile().await?.user_principal_name;
    println!("Signed in as {name}.");
    let by_name = MailClient::new(graph.user(&name));

    for (mail, address) in [(&me, "/me".to_owned()), (&by_name, format!("/users/{name}"))] {
        let subject = format!("Sent through {address}");
        let recipient = Recipient { email_address: EmailAddress { address: name.clone() } };
        let created = mail.create(&Draft { subject: subject.clone(), to_recipients: vec![recipient] }).await?;
        show(&format!("POST {address}/messages"), created.status(), created.request_id());

        let draft = created.into_body();
        let sent = mail.send(&draft.id).await?;
        show(&format!("POST {address}/messages/{}/send", draft.id), sent.status(), sent.request_id());

        let found = mail.sent().await?.value.into_iter().find(|message| message.subject == subject);
        match found {
            Some(message) => println!("  in Sent Items: {:?}, id {}", message.subject, message.id),
            None => println!("  not in Sent Items yet: the service delivers in its own time"),
        }
    }
    Ok(())
}

fn show(request: &str, status: graph_action::StatusCode, request_id: Option<&str>) {
    println!("\n{request}\n  -> {status}, request-id {}", request_id.unwrap_or("(none)"));
}
