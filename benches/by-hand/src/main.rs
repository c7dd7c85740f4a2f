//! The four calls by hand with reqwest, done as they should be: ids encoded, an id for each request, a time limit, no
//! token to other hosts, the status checked, the body read up to a limit.

use std::time::Duration;

use measure::{
    Client, Counting, Draft, EmailAddress, ItemBody, Message, Page, Recipient, Result, SUBJECT, TEXT, TO, TOKEN,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, Response};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a path segment need not encode.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const LIMIT: usize = 64 << 20;
const ERROR_LIMIT: usize = 64 << 10;

struct ByHand {
    client: reqwest::Client,
    base: String,
    authorization: HeaderValue,
}

impl ByHand {
    fn new(base: &str) -> Result<Self> {
        rustls::crypto::ring::default_provider().install_default().map_err(|_| "there is a provider already")?;
        let client = reqwest::Client::builder()
            .user_agent("by-hand/1.0")
            .connect_timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        let mut authorization = HeaderValue::from_str(&format!("Bearer {TOKEN}"))?;
        authorization.set_sensitive(true);
        Ok(Self { client, base: base.to_owned(), authorization })
    }

    fn request(&self, method: Method, address: &str) -> RequestBuilder {
        self.client
            .request(method, address)
            .timeout(Duration::from_secs(100))
            .header(AUTHORIZATION, self.authorization.clone())
            .header(ACCEPT, "application/json")
            .header("client-request-id", uuid::Uuid::new_v4().to_string())
    }

    /// Sends, and reads the body of a success.
    async fn answer(&self, request: RequestBuilder) -> Result<Vec<u8>> {
        let response = request.send().await?;
        let status = response.status();
        if !status.is_success() {
            let body = read(response, ERROR_LIMIT).await?;
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        read(response, LIMIT).await
    }
}

async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>> {
    let length = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut body = Vec::with_capacity(length.min(1 << 20));
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Err("the answer is too large".into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

impl Client for ByHand {
    async fn send(&self, id: &str) -> Result<()> {
        let address = format!("{}/v1.0/me/messages/{}/send", self.base, utf8_percent_encode(id, SEGMENT));
        self.answer(self.request(Method::POST, &address).header(CONTENT_LENGTH, "0")).await.map(drop)
    }

    async fn list(&self, top: u32) -> Result<(usize, String)> {
        let address =
            format!("{}/v1.0/me/messages?$top={top}&$select=id,subject,receivedDateTime,isRead,from", self.base);
        let body = self.answer(self.request(Method::GET, &address)).await?;
        let mut page: Page = serde_json::from_slice(&body)?;
        let length = page.value.len();
        Ok((length, page.value.pop().ok_or("the page is empty")?.id))
    }

    async fn create(&self) -> Result<String> {
        let address = format!("{}/v1.0/me/messages", self.base);
        let to =
            |address: &str| Recipient { email_address: EmailAddress { name: None, address: Some(address.into()) } };
        let draft = Draft {
            subject: SUBJECT.into(),
            body: ItemBody { content_type: "text".into(), content: TEXT.into() },
            to_recipients: TO.map(to).into(),
        };
        let request = self.request(Method::POST, &address).header(CONTENT_TYPE, "application/json");
        let body = self.answer(request.body(serde_json::to_vec(&draft)?)).await?;
        Ok(serde_json::from_slice::<Message>(&body)?.id)
    }
}

fn main() -> Result<()> {
    measure::run(ByHand::new)
}
