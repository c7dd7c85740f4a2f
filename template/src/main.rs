//! Lists the unread messages of a mailbox.

use graph_action::{Call, Graph, Page, graph_action, graph_api, graph_entity};

/// Checked against Graph's `message`, and asked for: `$select=subject,receivedDateTime`.
#[graph_entity("message")]
struct Message {
    subject: Option<String>,
    received_date_time: Option<String>,
}

/// The calls of this program. Change a path, and the compiler says whether Graph has it.
#[graph_api]
trait Mail {
    /// The permission that the app registration needs is `MailClient::SCOPES`.
    #[graph_action(
        GET,
        "/mailFolders/inbox/messages?$filter=isRead eq false&$top=<top>",
        scope = "Mail.ReadBasic"
    )]
    fn unread(&self, top: Option<u32>) -> Call<Page<Message>>;
}

/// A line for each unread message. A test passes a fake of `Mail` or a `Graph` of the emulator.
async fn unread(mail: &impl Mail) -> graph_action::Result<Vec<String>> {
    let page = mail.unread(Some(10)).await?;
    let line = |message: Message| {
        let received = message.received_date_time.unwrap_or_default();
        format!("{received}  {}", message.subject.unwrap_or_default())
    };
    Ok(page.value.into_iter().map(line).collect())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_TOKEN").map_err(|_| "GRAPH_TOKEN is not set: see README.md")?;
    let graph = Graph::builder().bearer_token(token).build()?;
    for line in unread(&MailClient::new(graph.me())).await? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use graph_action::Graph;
    use graph_action_emulator::Emulator;

    use super::{MailClient, unread};

    #[tokio::test]
    async fn unread_messages_are_listed() -> Result<(), Box<dyn std::error::Error>> {
        let emulator = Emulator::start().await?;
        let graph = Graph::builder().bearer_token("any").base_url(emulator.url()).build()?;
        let lines = unread(&MailClient::new(graph.me())).await?;
        assert!(!lines.is_empty());
        Ok(())
    }
}
