//! `cfg`, `deprecated`, `must_use` and documentation pass through; what is cfg'd out is gone everywhere.
#![deny(warnings, missing_docs)]

use graph_action::{Call, Graph, Result, graph_action, graph_api};

/// Mail.
#[graph_api]
pub trait Mail {
    /// Always there.
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<()>;

    /// Never there: its types do not even exist.
    #[cfg(any())]
    #[graph_action(GET, "/messages/<id>/gone", scope = "Mail.Gone", unchecked = "gone")]
    async fn gone(&self, id: Nowhere) -> Result<Gone>;

    /// Never there either.
    #[cfg_attr(all(), cfg(any()))]
    #[graph_action(GET, "/messages/<id>/gone", scope = "Mail.ReadBasic", unchecked = "gone")]
    async fn gone_too(&self, id: Nowhere) -> Result<Gone>;

    /// Not any more.
    #[deprecated = "use get"]
    #[graph_action(GET, "/messages/<id>/old", scope = "Mail.Old", unchecked = "not any more")]
    async fn old(&self, id: &str) -> Result<()>;

    /// Not to be forgotten.
    #[must_use]
    #[graph_action(GET, "/messages/<id>/must", scope = "Mail.ReadBasic", unchecked = "never was")]
    #[cfg(all())]
    fn must(&self, id: &str) -> Call<bool>;
}

#[cfg(any())]
#[graph_api]
trait Gone {
    #[graph_action(GET, "/gone", scope = none)]
    async fn gone(&self) -> Result<Nothing>;
}

#[graph_api]
#[cfg(any())]
trait GoneToo {
    #[graph_action(GET, "/gone", scope = none)]
    async fn gone(&self) -> Result<Nothing>;
}

trait Lone {
    #[cfg(any())]
    #[graph_action(GET, "/gone", scope = none)]
    async fn gone(&self) -> Result<Nothing>;

    #[graph_action(GET, "/gone", scope = none)]
    #[cfg(any())]
    async fn gone_too(&self) -> Result<Nothing>;

    #[graph_action(GET, "/", scope = "User.Read", broad = "it is delegated only")]
    async fn here(&self) -> Result<()>;
}

impl Lone for graph_action::User {}

/// An implementation that knows nothing of what is gone.
#[derive(Debug)]
pub struct FakeMail;

#[allow(deprecated)]
impl Mail for FakeMail {
    async fn get(&self, _: &str) -> Result<()> {
        Ok(())
    }

    async fn old(&self, _: &str) -> Result<()> {
        Ok(())
    }

    fn must(&self, _: &str) -> Call<bool> {
        Call::ready(Ok(true))
    }
}

fn main() {
    assert_eq!(MailClient::SCOPES, ["Mail.Old", "Mail.ReadBasic"]);
    assert_eq!(MailClient::ACTIONS.len(), 3);
    let _ = |graph: Graph| async move { graph.me().here().await };
}
