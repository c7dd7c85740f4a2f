//! Every root, roots of the user's own, and one absolute action.
#![deny(warnings)]

use graph_action::{Graph, Resource, Result, Root, graph_action, graph_api};

/// A channel of a team.
enum Channel {}

impl Root for Channel {
    const TYPE: &'static str = "channel";
}

#[graph_api(root(crate::Channel, type = "channel"))]
trait Channels {
    #[graph_action(GET, "/messages/<id>", scope = "ChannelMessage.Read.All")]
    async fn message(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/users/<id>", scope = "User.ReadBasic.All", root = service)]
    async fn author(&self, id: &str) -> Result<()>;
}

trait Lone {
    #[graph_action(GET, "/messages/<id>", scope = "ChannelMessage.Read.All", root(Channel, type = "channel"))]
    async fn message(&self, id: &str) -> Result<()>;
}

impl Lone for Resource<Channel> {}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(GET, "/me/messages/<id>", scope = "Mail.ReadBasic")]
    async fn message(&self, id: &str) -> Result<()>;
}

#[graph_api(root = group)]
trait Groups {
    #[graph_action(GET, "/sites/<id>", scope = "Sites.Read.All")]
    async fn site(&self, id: &str) -> Result<()>;
}

#[graph_api(root = site)]
trait Sites {
    #[graph_action(GET, "/sites/<id>", scope = "Sites.Read.All")]
    async fn site(&self, id: &str) -> Result<()>;
}

#[graph_api(root = drive, version = "v1.0")]
trait Drives {
    #[graph_action(GET, "/root:/<path..>:/content", scope = "Files.Read")]
    async fn content(&self, path: &str) -> Result<()>;
}

async fn call(graph: Graph) -> Result<()> {
    let channel: Resource<Channel> = graph.resource(&[&"teams", &"a/b", &"channels", &7]);
    ChannelsClient::new(channel.clone()).message("id").await?;
    ChannelsClient::new(channel.clone()).author("id").await?;
    channel.message("id").await?;
    DirectoryClient::new(graph.clone()).message("id").await?;
    GroupsClient::new(graph.group("id")).site("id").await?;
    SitesClient::new(graph.site("root")).site("id").await?;
    DrivesClient::new(graph.me().drive()).content("a/b").await?;
    DrivesClient::new(graph.drive("id")).content("a/b").await
}

fn main() {
    let _ = call;
}
