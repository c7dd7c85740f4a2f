use graph_action::{Result, graph_action, graph_api};

struct Channel;

impl graph_action::Root for Channel {
    const TYPE: &'static str = "channel";
}

#[graph_api(root(Channel, type = "team"))]
trait Channels {
    #[graph_action(GET, "/messages/<id>", scope = "ChannelMessage.Read.All")]
    async fn message(&self, id: &str) -> Result<()>;
}

fn main() {}
