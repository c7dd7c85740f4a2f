use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/calendar/<id>/events", scope = "Calendars.ReadBasic")]
    async fn events(&self, id: &str) -> Result<Page<String>>;
}

fn main() {}
