use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Mail {
    #[graph_action(GET, "/me/analytics/activityStatistics", scope = "Analytics.Read")]
    async fn statistics(&self) -> Result<Page<String>>;
}

fn main() {}
