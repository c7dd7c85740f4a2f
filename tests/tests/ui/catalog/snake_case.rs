use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/mail_folders", scope = "Mail.ReadBasic")]
    async fn folders(&self) -> Result<Page<String>>;
}

fn main() {}
