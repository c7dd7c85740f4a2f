//! Five mistakes, five errors, and none for the code that uses the trait.
use graph_action::{Call, Graph, Page, Result, graph_action, graph_api};

#[graph_api(rot = user)]
pub trait Mail {
    #[graph_action(POST, "/messages/{id}/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages?$tpo=<top>", scope = "Mail.ReadBasic")]
    fn list(&self, top: Option<u32>) -> Call<Page<String>>;

    #[graph_action(GET, "/messages/<mesage>")]
    async fn get(&self, message: &str) -> Result<String>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn delete(&self, id: &str) -> Result<()>;
}

struct FakeMail;

impl Mail for FakeMail {
    async fn send(&self, _: &str) -> Result<()> {
        Ok(())
    }

    fn list(&self, _: Option<u32>) -> Call<Page<String>> {
        Call::ready(Ok(Page::new(Vec::new())))
    }

    async fn get(&self, id: &str) -> Result<String> {
        Ok(id.to_owned())
    }

    async fn delete(&self, _: &str) -> Result<()> {
        Ok(())
    }
}

async fn call(graph: Graph) -> Result<()> {
    for mail in [MailClient::new(graph.me()), MailClient::new(graph.user("adele@contoso.com"))] {
        let page = mail.list(Some(5)).await?;
        for id in page.value {
            mail.send(&id).await?;
            mail.delete(&mail.get(&id).await?).await?;
        }
    }
    let _ = MailClient::SCOPES.len() + MailClient::APP_SCOPES.len() + MailClient::ACTIONS.len();
    FakeMail.send("id").await
}

fn main() {
    let _ = call;
}
