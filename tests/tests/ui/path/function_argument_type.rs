use bytes::Bytes;
use graph_action::{Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Calls {
    #[graph_action(GET, "/reports/getEmailActivityCounts(period=<period>)", scope = "Reports.Read.All")]
    async fn counts(&self, period: u32) -> Result<Bytes>;
}

fn main() {}
