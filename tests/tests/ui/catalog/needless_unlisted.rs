//! A warning; here it is denied.
#![deny(deprecated)]

use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic", unlisted = "it was once")]
    async fn list(&self) -> Result<Page<String>>;
}

fn main() {}
