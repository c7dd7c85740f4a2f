//! The four calls with feignhttp. It writes arguments into addresses as they are, so ids are encoded here.

use feignhttp::{Context, FeignClientBuilder as _, feign};
use measure::{
    Client, Counting, Draft, EmailAddress, ItemBody, Message, Page, Recipient, Result, SUBJECT, TEXT, TO, TOKEN,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a path segment need not encode.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Context)]
struct Settings {
    #[url_path]
    base: String,
    #[header]
    authorization: String,
}

#[feign(url = "{base}/v1.0", headers = "accept: application/json", timeout = 100000)]
trait Mail {
    #[post("/me/messages/{id}/send", headers = "content-length: 0")]
    async fn send(&self, #[path] id: &str, #[header("client-request-id")] request: &str) -> feignhttp::Result<()>;

    #[get("/me/messages?$select=id,subject,receivedDateTime,isRead,from")]
    async fn list(
        &self,
        #[query("$top")] top: u32,
        #[header("client-request-id")] request: &str,
    ) -> feignhttp::Result<Page>;

    #[post("/me/messages")]
    async fn create(
        &self,
        #[body] draft: &Draft,
        #[header("client-request-id")] request: &str,
    ) -> feignhttp::Result<Message>;
}

struct WithFeign(Mail);

fn request_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

impl Client for WithFeign {
    async fn send(&self, id: &str) -> Result<()> {
        Ok(self.0.send(&utf8_percent_encode(id, SEGMENT).to_string(), &request_id()).await?)
    }

    async fn list(&self, top: u32) -> Result<(usize, String)> {
        let mut page = self.0.list(top, &request_id()).await?;
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
        Ok(self.0.create(&draft, &request_id()).await?.id)
    }
}

fn main() -> Result<()> {
    measure::run(|base| {
        let settings = Settings { base: base.to_owned(), authorization: format!("Bearer {TOKEN}") };
        Ok(WithFeign(Mail::builder().context(settings).build()?))
    })
}
