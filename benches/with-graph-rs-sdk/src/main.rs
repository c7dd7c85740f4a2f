//! The four calls with graph-rs-sdk. It writes ids into addresses as they are and gives the HTTP answer, so ids are
//! encoded, the status is checked and the body is read here.

use graph_rs_sdk::header::{HeaderName, HeaderValue};
use graph_rs_sdk::http::Url;
use graph_rs_sdk::{Graph, GraphClientConfiguration, ODataQuery};
use measure::{
    Client, Counting, Draft, EmailAddress, ItemBody, Message, Page, Recipient, Result, SUBJECT, TEXT, TO, TOKEN,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a path segment need not encode.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

struct WithSdk(Graph);

impl Client for WithSdk {
    async fn send(&self, id: &str) -> Result<()> {
        let request = self
            .0
            .me()
            .message(utf8_percent_encode(id, SEGMENT).to_string())
            .send()
            .header(ACCEPT, JSON)
            .header(REQUEST_ID, request_id()?);
        request.header(CONTENT_LENGTH, NONE).send().await?.error_for_status()?;
        Ok(())
    }

    async fn list(&self, top: u32) -> Result<(usize, String)> {
        let request = self.0.me().messages().list_messages().top(top.to_string());
        let request = request.select(&["id", "subject", "receivedDateTime", "isRead", "from"]);
        let answer = request.header(ACCEPT, JSON).header(REQUEST_ID, request_id()?).send().await?;
        let mut page: Page = answer.error_for_status()?.json().await?;
        let length = page.value.len();
        Ok((length, page.value.pop().ok_or("the page is empty")?.id))
    }

    async fn create(&self) -> Result<String> {
        let to =
            |address: &str| Recipient { email_address: EmailAddress { name: None, address: Some(address.into()) } };
        let draft = Draft {
            subject: SUBJECT.into(),
            body: ItemBody { content_type: "text".into(), content: TEXT.into() },
            to_recipients: TO.map(to).into(),
        };
        let request = self.0.me().messages().create_messages(&draft);
        let answer = request.header(ACCEPT, JSON).header(REQUEST_ID, request_id()?).send().await?;
        Ok(answer.error_for_status()?.json::<Message>().await?.id)
    }
}

const ACCEPT: HeaderName = HeaderName::from_static("accept");
const CONTENT_LENGTH: HeaderName = HeaderName::from_static("content-length");
const REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const NONE: HeaderValue = HeaderValue::from_static("0");

fn request_id() -> Result<HeaderValue> {
    Ok(HeaderValue::from_str(&uuid::Uuid::new_v4().to_string())?)
}

fn main() -> Result<()> {
    measure::run(|base| {
        let configuration = GraphClientConfiguration::new().access_token(TOKEN).https_only(false);
        let mut graph = Graph::from(configuration.timeout(std::time::Duration::from_secs(100)));
        graph.use_test_endpoint(&Url::parse(&format!("{base}/v1.0"))?);
        Ok(WithSdk(graph))
    })
}
