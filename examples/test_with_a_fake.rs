//! Code that takes `impl Mail` runs against Graph in the program and against a fake in its tests.
//!
//! `cargo run --example test_with_a_fake` runs it against the fake; `cargo test --example test_with_a_fake` does so as
//! tests.

use std::collections::BTreeSet;
use std::sync::Mutex;

use graph_action::{Call, Error, Page, Result, StatusCode, graph_action, graph_api, graph_entity};

#[graph_entity("message")]
#[derive(Clone)]
struct Message {
    id: String,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/mailFolders/drafts/messages", scope = "Mail.ReadBasic")]
    fn drafts(&self) -> Call<Page<Message>>;

    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;
}

/// The code under test: sends every draft, skips those that another client has sent or deleted, and counts.
async fn send_drafts(mail: &impl Mail) -> Result<usize> {
    let mut sent = 0;
    for draft in mail.drafts().await?.value {
        match mail.send(&draft.id).await {
            Ok(()) => sent += 1,
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sent)
}

/// A mailbox in memory.
#[derive(Default)]
struct FakeMail {
    drafts: Vec<Message>,
    gone: BTreeSet<String>,
    sent: Mutex<Vec<String>>,
}

impl Mail for FakeMail {
    fn drafts(&self) -> Call<Page<Message>> {
        Call::ready(Ok(Page::new(self.drafts.clone())))
    }

    async fn send(&self, id: &str) -> Result<()> {
        if self.gone.contains(id) {
            return Err(Error::api(StatusCode::NOT_FOUND, "ErrorItemNotFound", "The specified object was not found."));
        }
        if let Ok(mut sent) = self.sent.lock() {
            sent.push(id.to_owned());
        }
        Ok(())
    }
}

fn fake() -> FakeMail {
    let draft = |id: &str| Message { id: id.to_owned() };
    FakeMail {
        drafts: vec![draft("a"), draft("b"), draft("c")],
        gone: BTreeSet::from(["b".to_owned()]),
        ..FakeMail::default()
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    println!("sent {} of 3 drafts; one was gone", send_drafts(&fake()).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{fake, send_drafts};

    #[tokio::test]
    async fn a_draft_that_is_gone_is_skipped() {
        let mail = fake();
        assert_eq!(send_drafts(&mail).await.unwrap(), 2);
        assert_eq!(*mail.sent.lock().unwrap(), ["a", "c"]);
    }
}
