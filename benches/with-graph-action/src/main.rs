//! The four calls with graph-action.

use graph_action::{Graph, Page, graph_action, graph_api, graph_entity};
use measure::{Client, Counting, Result, SUBJECT, TEXT, TO, TOKEN};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[graph_entity("message")]
struct Message {
    id: String,
    subject: Option<String>,
    received_date_time: Option<String>,
    is_read: Option<bool>,
    from: Option<Recipient>,
}

#[graph_entity("recipient")]
struct Recipient {
    email_address: Option<EmailAddress>,
}

#[graph_entity("emailAddress")]
struct EmailAddress {
    name: Option<String>,
    address: Option<String>,
}

#[graph_entity("message")]
struct Draft {
    subject: Option<String>,
    body: Option<ItemBody>,
    to_recipients: Vec<Recipient>,
}

#[graph_entity("itemBody")]
struct ItemBody {
    content_type: Option<String>,
    content: Option<String>,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> graph_action::Result<()>;

    #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.ReadBasic")]
    async fn list(&self, top: u32) -> graph_action::Result<Page<Message>>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft) -> graph_action::Result<Message>;
}

impl Client for MailClient {
    async fn send(&self, id: &str) -> Result<()> {
        Ok(Mail::send(self, id).await?)
    }

    async fn list(&self, top: u32) -> Result<(usize, String)> {
        let mut page = Mail::list(self, top).await?;
        let length = page.value.len();
        Ok((length, page.value.pop().ok_or("the page is empty")?.id))
    }

    async fn create(&self) -> Result<String> {
        let to = |address: &str| EmailAddress { name: None, address: Some(address.into()) };
        let draft = Draft {
            subject: Some(SUBJECT.into()),
            body: Some(ItemBody { content_type: Some("text".into()), content: Some(TEXT.into()) }),
            to_recipients: TO.map(|address| Recipient { email_address: Some(to(address)) }).into(),
        };
        Ok(Mail::create(self, &draft).await?.id)
    }
}

fn main() -> Result<()> {
    measure::run(|base| Ok(MailClient::new(Graph::builder().bearer_token(TOKEN).base_url(base).build()?.me())))
}
