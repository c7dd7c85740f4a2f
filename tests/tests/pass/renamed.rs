//! The crate under another name, and names of its own in the way.
#![deny(warnings)]

extern crate graph_action as microsoft;

mod inner {
    pub(crate) use microsoft as reexported;
}

#[allow(dead_code)]
mod graph_action {}

#[allow(non_camel_case_types, dead_code)]
mod clashes {
    use super::microsoft::{self, graph_action, graph_api};

    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct Action;
    pub(crate) struct Inputs;
    pub(crate) struct Send;
    pub(crate) struct Future;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) const ACTION: u8 = 0;
    pub(crate) const ACTION_0: u8 = 0;
    pub(crate) fn send() {}
    pub(crate) fn call() {}

    #[graph_api(crate = super::inner::reexported)]
    pub(crate) trait Mail {
        #[graph_action(POST, "/messages/<action>/reply", scope = "Mail.Send", unchecked = "names in the way")]
        async fn reply(&self, action: &str, body: &str, inputs: u8, resource: bool) -> microsoft::Result<()>;

        #[graph_action(GET, "/mailFolders/<krate>/messages?$search=\"<descriptor>\"", scope = "Mail.ReadBasic")]
        fn call(&self, krate: &str, descriptor: &str) -> microsoft::Call<()>;

        #[graph_action(GET, "/messages/<type>", scope = "Mail.ReadBasic")]
        async fn r#match(&self, r#type: &str) -> microsoft::Result<()>;
    }

    pub(crate) trait Lone {
        #[graph_action(GET, "/messages/<send>", scope = "Mail.Read", crate = microsoft)]
        async fn send(&self, send: &str) -> microsoft::Result<()>;
    }

    impl Lone for microsoft::User {}
}

use clashes::Mail;

fn main() {
    let _ = |graph: microsoft::Graph| async move {
        clashes::MailClient::new(graph.me()).reply("id", "text", 1, true).await?;
        clashes::MailClient::new(graph.me()).call("id", "words").await?;
        clashes::MailClient::new(graph.me()).r#match("id").await?;
        clashes::Lone::send(&graph.me(), "id").await
    };
    let _ = (clashes::Result, clashes::Option, clashes::Action, clashes::Inputs, clashes::Send, clashes::Future);
}
