//! Runs one call of a client many times and prints what it costs: `CLIENT BASE_URL CALL COUNT`.

mod allocator;
mod message;

use std::error::Error;
use std::time::Instant;

pub use allocator::Counting;
pub use message::{Draft, EmailAddress, ItemBody, Message, Page, Recipient};

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The token of all clients.
pub const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2dyYXBoLm1pY3Jvc29mdC5jb20ifQ.c2ln";
/// The draft that is sent, with characters that must be encoded in an address.
pub const ID: &str =
    "AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OABGAAAAAAAiQ8W967B7TKBjgx9rVEURBwAiIs/qbHR+uy=";
pub const SUBJECT: &str = "Meet for lunch?";
pub const TEXT: &str = "The new cafeteria is open. Shall we meet there at noon, and take the others along?";
pub const TO: [&str; 2] = ["fannyd@contoso.com", "danas@contoso.com"];

/// The four calls. Each checks the status, and fails for an answer that is none.
pub trait Client {
    /// `POST /me/messages/{id}/send`, without a body: 202.
    fn send(&self, id: &str) -> impl Future<Output = Result<()>>;

    /// `GET /me/messages?$top={top}&$select=…`: 200. Returns how many messages came, and the id of the last one.
    fn list(&self, top: u32) -> impl Future<Output = Result<(usize, String)>>;

    /// `POST /me/messages` with a draft as JSON: 201. Returns the id of what was created.
    fn create(&self) -> impl Future<Output = Result<String>>;
}

/// Makes a client for a base URL such as `http://127.0.0.1:4000`, and does what the command line says.
pub fn run<C: Client>(new: impl FnOnce(&str) -> Result<C>) -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: CLIENT BASE_URL send|list|body|page COUNT");
    let (base, call, count) = (next()?, next()?, next()?.parse::<usize>()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = new(&base)?;
        let mut times = Vec::with_capacity(count);
        for _ in 0..WARM_UP {
            once(&client, &call).await?;
        }
        let before = Counting::start();
        for _ in 0..count {
            let start = Instant::now();
            once(&client, &call).await?;
            times.push(start.elapsed());
        }
        let after = Counting::now();
        times.sort();
        println!(
            "allocations {}\nbytes {}\nheap {}\nresident {}\nnanoseconds {}",
            (after.allocations - before.allocations) / count,
            (after.bytes - before.bytes) / count,
            after.peak - before.live,
            resident()?,
            times[count / 2].as_nanos(),
        );
        Ok(())
    })
}

/// Connects, and fills what is made once.
const WARM_UP: usize = 10;

async fn once(client: &impl Client, call: &str) -> Result<()> {
    let is_right = match call {
        "send" => {
            client.send(ID).await?;
            true
        }
        "list" => client.list(10).await? == (10, "id-9".to_owned()),
        "page" => client.list(1000).await? == (1000, "id-999".to_owned()),
        "body" => client.create().await? == "id-new",
        _ => return Err(format!("there is no call `{call}`").into()),
    };
    if is_right { Ok(()) } else { Err(format!("`{call}` has returned something else").into()) }
}

/// The most memory that the process has had, in bytes; 0 where the system does not say.
fn resident() -> Result<usize> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(0) };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("there is no VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<usize>()? * 1024)
}
