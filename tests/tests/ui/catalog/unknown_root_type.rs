use graph_action::{Result, Root, graph_action, graph_api};

enum Channel {}

impl Root for Channel {
    const TYPE: &'static str = "chanel";
}

#[graph_api(root(Channel, type = "chanel"))]
trait Messages {
    #[graph_action(GET, "/messages/<id>", scope = "ChannelMessage.Read.All")]
    async fn message(&self, id: &str) -> Result<String>;
}

fn main() {}
