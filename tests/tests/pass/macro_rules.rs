//! A trait that a `macro_rules!` writes, with arguments and pieces from both sides.
#![deny(warnings)]

use graph_action::{Graph, Result, graph_action, graph_api};

macro_rules! api {
    ($name:ident, $client:ident, $method:ident, $verb:ident, $path:literal, $scope:literal,
     $argument:ident: $ty:ty => $result:ty) => {
        #[graph_api(client = $client)]
        trait $name {
            #[graph_action($verb, $path, scope = $scope)]
            async fn $method(&self, $argument: $ty) -> $result;

            #[graph_action(POST, "/messages/<id>/forward", scope = "Mail.Send")]
            async fn forward(&self, id: &str, comment: &str) -> Result<()>;
        }
    };
}

api!(Mail, Client, send, POST, "/messages/<message>/send", "Mail.Send", message: &str => Result<()>);

macro_rules! lone {
    ($name:ident) => {
        trait $name {
            #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
            async fn get(&self, id: &str) -> Result<()>;
        }

        impl $name for graph_action::User {}
    };
}

lone!(Lone);

async fn call(graph: Graph) -> Result<()> {
    Client::new(graph.me()).send("id").await?;
    Client::new(graph.me()).forward("id", "text").await?;
    graph.me().get("id").await
}

fn main() {
    let _ = call;
}
