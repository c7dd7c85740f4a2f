//! Types with an `Argument` of their own: behind references, in options and in lists.
#![deny(warnings)]

use std::sync::Arc;

use graph_action::{Argument, ArgumentError, ArgumentValue, Call, Page, Result, graph_action, graph_api};
use serde_json::Value;

struct Id(String);

impl Argument for Id {
    fn value(&self) -> std::result::Result<ArgumentValue<'_>, ArgumentError> {
        Ok(self.0.as_str().into())
    }
}

#[graph_api(root = service)]
trait Users {
    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    async fn by_value(&self, id: Id) -> Result<Value>;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    async fn by_reference(&self, id: &Id) -> Result<Value>;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    async fn shared(&self, id: Arc<Id>) -> Result<Value>;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    async fn generic<I>(&self, id: &I) -> Result<Value>
    where
        I: Argument;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    fn any(&self, id: &impl Argument) -> Call<Value>;

    #[graph_action(GET, "/users?$filter=displayName eq '<name>'", scope = "User.Read.All")]
    fn named(&self, name: Option<&Id>) -> Call<Page<Value>>;

    #[graph_action(GET, "/users?$filter=id in (<ids>)", scope = "User.Read.All")]
    fn several(&self, ids: &[Id], #[header("If-None-Match")] etag: Option<Id>) -> Call<Page<Value>>;

    #[graph_action(GET, "/users?<query>", scope = "User.Read.All")]
    fn anything(&self, query: &str) -> Call<Page<Value>>;
}

fn main() {}
