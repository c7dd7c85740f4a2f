use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    fn get(&self, id: &str) -> Result<String>;
}

fn main() {}
