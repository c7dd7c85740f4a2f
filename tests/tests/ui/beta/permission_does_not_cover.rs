use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(version = "beta")]
trait Activities {
    #[graph_action(GET, "/analytics/activityStatistics", scope = "Mail.Send")]
    async fn statistics(&self) -> Result<Page<String>>;
}

fn main() {}
