//! Generic traits and methods, lifetimes, bounds, and errors of the user's own.
#![deny(warnings)]

use graph_action::{Argument, Call, Graph, Page, graph_action, graph_api};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Debug)]
struct MailError;

impl From<graph_action::Error> for MailError {
    fn from(_: graph_action::Error) -> Self {
        Self
    }
}

type Outcome<T> = Result<T, MailError>;
type Messages<T> = Call<Page<T>>;

#[graph_api]
trait Mail<T>: Sync
where
    T: DeserializeOwned + Send + 'static,
{
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get<'a, 'b: 'a>(&'a self, id: &'b str) -> Outcome<T>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn update<B: Serialize + ?Sized>(&self, id: impl Argument, #[body] change: &B) -> Outcome<Option<T>>
    where
        B: std::fmt::Debug;

    #[graph_action(GET, "/messages?$filter=<filter>", scope = "Mail.ReadBasic")]
    fn list<F>(&self, filter: Option<F>) -> Messages<T>
    where
        F: Serialize;

    #[graph_action(POST, "/messages/<id>/move", scope = "Mail.ReadWrite")]
    async fn move_to<const N: usize>(&self, id: [char; N], destination_id: &str) -> Outcome<()>
    where
        [char; N]: Serialize;
}

async fn call(graph: Graph) -> Outcome<String> {
    let mail = MailClient::new(graph.me());
    let _: Option<String> = mail.update(7, "text").await?;
    let _: Page<String> = mail.list(Some("isRead")).await?;
    Mail::<String>::move_to(&mail, ['a'], "inbox").await?;
    mail.get("id").await
}

fn spawned(graph: Graph) -> impl Future<Output = Outcome<String>> + Send + 'static {
    call(graph)
}

fn main() {
    let _ = spawned;
}
