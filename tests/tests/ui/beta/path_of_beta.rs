use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Statistics {
    #[graph_action(GET, "/me/analytics/activityStatistics", scope = "Analytics.Read")]
    async fn statistics(&self) -> Result<Page<String>>;
}

fn main() {}
