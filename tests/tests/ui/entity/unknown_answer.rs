use graph_action::{Call, Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic")]
    fn list(&self) -> Call<Page<Mesage>>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<Mesage>;
}

fn main() {}
