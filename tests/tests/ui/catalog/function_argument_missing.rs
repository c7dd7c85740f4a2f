use graph_action::{Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Mail {
    #[graph_action(GET, "/reports/getEmailActivityUserDetail", scope = "Reports.Read.All")]
    async fn report(&self) -> Result<String>;
}

fn main() {}
