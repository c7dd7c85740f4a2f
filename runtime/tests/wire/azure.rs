//! A credential of the Azure SDK.

use std::pin::Pin;
use std::sync::Arc;

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use graph_action::__private::send;
use graph_action::{AzureCredential, Result};

use crate::server::{GET, Server, answer, nothing};

#[derive(Debug)]
struct Fixed;

impl TokenCredential for Fixed {
    /// What `async_trait` makes of the trait's `async fn`.
    fn get_token<'a, 'b, 'c, 'd, 'e>(
        &'a self,
        scopes: &'b [&'c str],
        _: Option<TokenRequestOptions<'d>>,
    ) -> Pin<Box<dyn Future<Output = azure_core::Result<AccessToken>> + Send + 'e>>
    where
        'a: 'e,
        'b: 'e,
        'c: 'e,
        'd: 'e,
        Self: 'e,
    {
        assert_eq!(scopes, ["https://graph.microsoft.com/.default"]);
        let end = azure_core::time::OffsetDateTime::now_utc() + azure_core::time::Duration::hours(1);
        Box::pin(std::future::ready(Ok(AccessToken::new("AZURE", end))))
    }
}

#[tokio::test]
async fn its_token_is_sent() {
    let challenge = "www-authenticate: Bearer claims=\"e30=\"\r\n";
    let server = Server::start([answer("204 x", "", ""), answer("401 x", challenge, "")]).await;
    let graph = server.builder().credential(AzureCredential::new(Arc::new(Fixed))).build().unwrap();
    send::<_, Result<()>>(&GET, &graph.me(), nothing()).await.unwrap();
    assert!(server.requests()[0].contains("\nauthorization: bearer azure\n"));
    let error = send::<_, Result<()>>(&GET, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_credential() && error.claims() == Some("{}"), "{error:?}");
}
