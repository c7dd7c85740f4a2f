use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};

#[graph_entity("mailFolder")]
struct Folder {
    id: String,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic")]
    fn list(&self) -> Call<Page<Folder>>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<Option<Folder>>;
}

fn main() {}
