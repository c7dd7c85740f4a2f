//! Actions without `#[graph_api]`: implemented for the resources of their root by an empty `impl`.
#![deny(warnings, missing_docs, unsafe_code)]

use graph_action::{Call, Endpoint, Graph, Page, Resource, Result, User, graph_action, root};

trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.ReadBasic")]
    fn list(&self, top: Option<u32>) -> Call<Page<String>>;
}

impl Mail for User {}

trait Directory {
    #[graph_action(GET, "/users/<id>", scope = "User.ReadBasic.All", root = service)]
    async fn user(&self, id: &str) -> Result<String>;
}

impl Directory for Graph {}

/// A type of the user's own that is an endpoint.
struct Mailbox {
    owner: User,
}

impl Endpoint for Mailbox {
    type Root = root::User;

    fn resource(&self) -> Resource<root::User> {
        self.owner.clone()
    }
}

impl Mail for Mailbox {}

async fn call(graph: Graph) -> Result<()> {
    graph.me().send("id").await?;
    graph.user("id").list(None).await?;
    graph.user("id").await_nothing();
    let _ = graph.user("id");
    Mailbox { owner: graph.me() }.send("id").await?;
    let _: String = Directory::user(&graph, "id").await?;
    Ok(())
}

trait Nothing {
    fn await_nothing(&self) {}
}

impl Nothing for User {}

fn main() {
    let _ = call;
}
