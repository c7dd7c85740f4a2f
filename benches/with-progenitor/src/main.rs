//! The four calls with progenitor, from the description in `openapi.json`.

use std::time::Duration;

use measure::{Counting, Result, SUBJECT, TEXT, TO, TOKEN};
use progenitor::progenitor_client::{ClientHooks, Error, OperationInfo};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, HeaderMap, HeaderValue};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What is generated, with names of its own.
mod api {
    progenitor::generate_api!("openapi.json");
}

use api::{Client, types};

/// What the description does not say: an id for each request, and the length of no body.
impl ClientHooks for Client {
    async fn pre<E>(&self, request: &mut reqwest::Request, _: &OperationInfo) -> std::result::Result<(), Error<E>> {
        let has_no_body = request.method() == reqwest::Method::POST && request.body().is_none();
        let id = HeaderValue::from_str(&uuid::Uuid::new_v4().to_string());
        let headers = request.headers_mut();
        headers.insert("client-request-id", id.map_err(|error| Error::Custom(error.to_string()))?);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if has_no_body {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(())
    }
}

impl measure::Client for Client {
    async fn send(&self, id: &str) -> Result<()> {
        self.send(id).await?;
        Ok(())
    }

    async fn list(&self, top: u32) -> Result<(usize, String)> {
        let page = self.list(Some("id,subject,receivedDateTime,isRead,from"), Some(top)).await?;
        let mut page = page.into_inner();
        let length = page.value.len();
        Ok((length, page.value.pop().ok_or("the page is empty")?.id))
    }

    async fn create(&self) -> Result<String> {
        let to = |address: &str| {
            let email_address = types::EmailAddress { name: None, address: Some(address.into()) };
            types::Recipient { email_address }
        };
        let draft = types::Draft {
            subject: SUBJECT.into(),
            body: types::ItemBody { content_type: "text".into(), content: TEXT.into() },
            to_recipients: TO.map(to).into(),
        };
        Ok(self.create(&draft).await?.into_inner().id)
    }
}

fn main() -> Result<()> {
    measure::run(|base| {
        rustls::crypto::ring::default_provider().install_default().map_err(|_| "there is a provider already")?;
        let mut authorization = HeaderValue::from_str(&format!("Bearer {TOKEN}"))?;
        authorization.set_sensitive(true);
        let client = reqwest::Client::builder()
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, authorization)]))
            .timeout(Duration::from_secs(100))
            .connect_timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Client::new_with_client(&format!("{base}/v1.0"), client))
    })
}
