use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/drive/root/search(query='<words>')", scope = "Files.Read")]
    async fn search(&self, words: &str) -> Result<Page<String>>;
}

fn main() {}
