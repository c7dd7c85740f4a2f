use graph_action::{Call, Result, graph_action, graph_api, graph_entity};

#[graph_entity("driveItem")]
struct Item {
    id: String,
}

#[graph_api]
trait Files {
    #[graph_action(GET, "/drive/items/<id>/content", scope = "Files.Read")]
    fn read(&self, id: &str) -> Call<Item>;

    #[graph_action(PUT, "/drive/items/<id>/content", scope = "Files.ReadWrite")]
    async fn write(&self, id: &str, #[body("text/plain")] text: &str) -> Result<Item>;
}

fn main() {}
