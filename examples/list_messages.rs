//! Lists the messages of the inbox, newest first, page after page.
//!
//! `cargo run --example list_messages` needs nothing; with an access token in `GRAPH_TOKEN` (`Mail.ReadBasic`) it reads
//! the real mailbox.

use graph_action::{Call, Page, graph_action, graph_api, graph_entity};
use graph_action_examples::{Failure, connect};
use serde_json::json;

/// What is asked for: `$select=subject,receivedDateTime`.
#[graph_entity("message")]
struct Message {
    subject: Option<String>,
    received_date_time: Option<String>,
}

#[graph_api]
trait Inbox {
    /// `None` leaves `$top` out; Graph then chooses the size of a page.
    #[graph_action(
        GET,
        "/mailFolders/inbox/messages?$orderby=receivedDateTime desc&$count=true&$top=<top>",
        scope = "Mail.ReadBasic"
    )]
    fn newest(&self, top: Option<u32>) -> Call<Page<Message>>;
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let service = connect().await?;
    if let Some(emulator) = &service.emulator {
        for number in 1..=7 {
            emulator.deliver("me", "inbox", json!({ "subject": format!("Message {number}") }))?;
        }
    }

    let inbox = InboxClient::new(service.graph.me());
    let mut page = inbox.newest(Some(3)).await?;
    println!("{} messages", page.count.map_or_else(|| "some".to_owned(), |count| count.to_string()));
    for number in 1.. {
        println!("\npage {number}");
        for message in &page.value {
            let (received, subject) = (message.received_date_time.as_deref(), message.subject.as_deref());
            println!("  {}  {}", received.unwrap_or("(not received)"), subject.unwrap_or("(no subject)"));
        }
        match page.next() {
            Some(next) if number < 5 => page = next.await?,
            Some(_) => {
                println!("\nand more");
                break;
            }
            None => break,
        }
    }
    Ok(())
}
