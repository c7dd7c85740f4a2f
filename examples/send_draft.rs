//! Creates two drafts and sends them, one through `/me` and one through `/users/{name}`, then finds both in Sent Items.
//!
//! `cargo run --example send_draft` needs nothing. With an access token in `GRAPH_TOKEN` it does the same at the real
//! service; the token needs `User.Read`, `Mail.ReadWrite` (which covers `Mail.ReadBasic`) and `Mail.Send`.

use graph_action::types::Recipient;
use graph_action::{Call, Graph, Page, Response, Result, graph_action, graph_api, graph_entity};
use graph_action_examples::{Failure, connect};

#[graph_entity("message")]
struct Draft {
    subject: Option<String>,
    to_recipients: Vec<Recipient>,
}

#[graph_entity("message")]
struct Message {
    id: String,
    subject: Option<String>,
}

#[graph_entity("user")]
struct Profile {
    user_principal_name: Option<String>,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/", scope = "User.Read")]
    async fn profile(&self) -> Result<Profile>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft) -> Result<Response<Message>>;

    /// Sends a draft; Graph then moves it to Sent Items.
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<Response<()>>;

    #[graph_action(GET, "/mailFolders/sentitems/messages?$top=10", scope = "Mail.ReadBasic")]
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
    let name = me.profile().await?.user_principal_name.ok_or_else(|| Failure::new("this user has no name"))?;
    println!("Signed in as {name}.");
    let by_name = MailClient::new(graph.user(&name));

    for (mail, address) in [(&me, "/me".to_owned()), (&by_name, format!("/users/{name}"))] {
        let subject = format!("Sent through {address}");
        let to_recipients = vec![Recipient::new(name.as_str())];
        let created = mail.create(&Draft { subject: Some(subject.clone()), to_recipients }).await?;
        show(&format!("POST {address}/messages"), created.status(), created.request_id());

        let draft = created.into_body();
        let sent = mail.send(&draft.id).await?;
        show(&format!("POST {address}/messages/{}/send", draft.id), sent.status(), sent.request_id());

        let found = mail.sent().await?.value.into_iter().find(|message| message.subject.as_ref() == Some(&subject));
        match found {
            Some(message) => println!("  in Sent Items: {subject:?}, id {}", message.id),
            None => println!("  not in Sent Items yet: the service delivers in its own time"),
        }
    }
    Ok(())
}

fn show(request: &str, status: graph_action::StatusCode, request_id: Option<&str>) {
    println!("\n{request}\n  -> {status}, request-id {}", request_id.unwrap_or("(none)"));
}
