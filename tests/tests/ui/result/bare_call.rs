use graph_action::{graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    fn get(&self, id: &str) -> u32;
}

fn main() {}
