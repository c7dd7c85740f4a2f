//! A trait with a fake in its place: no bound on anything of Graph's.
#![deny(warnings)]

use std::sync::Mutex;

use graph_action::{Call, Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic")]
    fn list(&self) -> Call<Page<String>>;
}

#[derive(Default)]
struct FakeMail {
    sent: Mutex<Vec<String>>,
}

impl Mail for FakeMail {
    async fn send(&self, id: &str) -> Result<()> {
        self.sent.lock().unwrap().push(id.to_owned());
        Ok(())
    }

    fn list(&self) -> Call<Page<String>> {
        Call::ready(Ok(Page::new(vec!["first".to_owned()])))
    }
}

async fn send_all(mail: &impl Mail) -> Result<()> {
    for id in mail.list().await?.value {
        mail.send(&id).await?;
    }
    Ok(())
}

fn main() {
    let fake = FakeMail::default();
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(send_all(&fake)).unwrap();
    assert_eq!(*fake.sent.lock().unwrap(), ["first"]);
}
