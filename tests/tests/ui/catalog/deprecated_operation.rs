//! A warning with the dates; here it is denied.
#![deny(deprecated)]

use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Security {
    #[graph_action(GET, "/security/alerts", scope = "SecurityEvents.Read.All")]
    async fn alerts(&self) -> Result<Page<String>>;
}

fn main() {}
