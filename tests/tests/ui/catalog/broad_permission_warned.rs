//! A warning, which lint levels hold for: here it is denied, on the method below it is allowed.
#![deny(deprecated)]

use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadWrite")]
    async fn list(&self) -> Result<Page<String>>;

    #[allow(deprecated)]
    #[graph_action(GET, "/messages", scope = "Mail.ReadWrite")]
    async fn allowed(&self) -> Result<Page<String>>;
}

fn main() {}
