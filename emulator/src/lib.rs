//! A loopback Microsoft Graph for tests and examples.
//!
//! The emulator listens on `127.0.0.1` and answers what is asked of Graph v1.0. It keeps entities of all types by
//! Microsoft's schema, sends mail and moves files, and filters, selects and pages. It is as strict as the service.
//! It records every request byte for byte, so that a test can check what a client sent.
//!
//! ```
//! use graph_action_emulator::Emulator;
//! use tokio::io::{AsyncReadExt, AsyncWriteExt};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let emulator = Emulator::start().await?;
//! // Any client with `emulator.url()` as its base URL will do; here it is a plain socket.
//! let mut client = tokio::net::TcpStream::connect(emulator.address()).await?;
//! client.write_all(b"GET /v1.0/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n").await?;
//! client.write_all(b"Connection: close\r\n\r\n").await?;
//! let mut response = String::new();
//! client.read_to_string(&mut response).await?;
//! assert!(response.contains("Adele Vance"));
//!
//! let requests = emulator.requests();
//! assert_eq!(requests[0].target(), "/v1.0/me");
//! assert_eq!(requests[0].header("authorization"), Some("Bearer t"));
//! # Ok(())
//! # }
//! ```
//!
//! # What a fresh emulator holds
//!
//! Four users, each with a mailbox, an empty drive and no photo. The first is signed in:
//!
//! | `userPrincipalName` and `mail` | `displayName` | `id` | `jobTitle` |
//! |---|---|---|---|
//! | `adele@contoso.com` | Adele Vance | `87d349ed-44d7-43e1-9a83-5f2406dee5bd` | Product Marketing Manager |
//! | `alex@contoso.com` | Alex Wilber | `4782e723-f4f4-4af3-a76e-25e3bab0d896` | Marketing Assistant |
//! | `diego@contoso.com` | Diego Siciliani | `08fa38e4-cbfa-4488-94ed-c834da6539df` | HR Manager |
//! | `megan@contoso.com` | Megan Bowen | `48d31887-5fad-4d73-a9f5-3c356e68a038` | Marketing Manager |
//!
//! Each mailbox has Outlook's well-known folders. They are empty except Adele's inbox, which has three unread messages,
//! here the oldest first:
//!
//! | `subject` | `from` | `body`, as text |
//! |---|---|---|
//! | Quarterly figures | Alex Wilber | The figures are in; have a look before Thursday. |
//! | Welcome back | Diego Siciliani | Your leave has been booked. |
//! | Launch plan | Megan Bowen | Shall we meet at ten? |
//!
//! [`Builder::empty`] starts without them, [`Builder::tenant`] with a whole tenant; [`Emulator::seed`],
//! [`Emulator::add_user`], [`Emulator::deliver`] and [`Emulator::put_file`] add more.
//!
//! # Supported requests
//!
//! Every entity set, singleton, containment and link of the schema of v1.0 is listed, created, read, changed and
//! removed, with all query options, `$ref`, `$count`, `$value`, casts, alternate keys, `delta` and etags. Bodies and
//! queries are checked against the schema. Functions and actions that are not built in answer 501, until the test gives
//! an answer: [`Emulator::respond`]. Built in are `calendarView` and `instances`, `getSchedule`, `findMeetingTimes`,
//! `getMemberGroups` and the like, `assignLicense`, `addPassword`, `createLink`, `invite`, `restore`, and subscriptions
//! with notifications to this machine, of messages too.
//!
//! The rest of this list has more behaviour than storage. `/me` and `/users/{id or userPrincipalName}` name one
//! mailbox, `/beta` serves what v1.0 has:
//!
//! - `photo/$value` of a user: get, put;
//! - `messages` and `mailFolders/{id or well-known name}/messages`: list, create (JSON or MIME), get, update, delete,
//!   `$count`, `$value`, `move`, `copy`, `send`, `reply`, `replyAll`, `forward`, `createReply`, `createReplyAll`,
//!   `createForward`, `attachments`; `sendMail`;
//! - `POST /$batch` with up to twenty requests;
//! - `mailFolders` and `childFolders`: list, create, get, rename, delete;
//! - `drive` and `drives/{id}`, with `root`, `items/{id}` and `root:/path:`: get, rename, move, delete, `children`,
//!   create a folder, `content` (GET redirects to the second host), `createUploadSession`, `copy`;
//! - `messages/{id}/attachments/createUploadSession`;
//! - `POST /teams` and `teams/{id}/operations/{id}`; `onenote/notebooks/{any id}/copyNotebook` and
//!   `onenote/operations/{id}`: long-running operations that are watched at Graph itself;
//! - `delta` of the messages of a folder and of the root of a drive, with `$deltatoken=latest` (`token=latest`);
//! - `$select`, `$filter`, `$orderby`, `$top`, `$skip`, `$count`, `$search` for plain words, `$expand=attachments`,
//!   `Prefer: IdType="ImmutableId"`, `outlook.body-content-type="text"` and `odata.maxpagesize=n`, `If-Match`.
//!
//! # The second host
//!
//! Preauthenticated URLs lead to another host, as those of the service do; here it is another port,
//! [`Emulator::storage_url`]. It takes the slices of uploads, serves downloads (with `Range`), and has the monitors of
//! long copies. It refuses a request with a token (401), and records all requests: [`Emulator::storage_requests`].
//!
//! # Refused requests
//!
//! A request without a bearer token (401), with a token that lacks the permission (403), with an unknown path segment
//! or query option (400), for an unknown item (404), with another method (405); and a POST, PUT or PATCH without
//! `Content-Length` and without a chunked body (411, in HTML, as from the service). Any bearer token is accepted. When
//! it has the form of a JSON web token, its `scp` or `roles` claim limits what it permits, and its `exp` claim until
//! when; signatures are not checked. The permissions of an operation are those of Microsoft's permission list, as
//! `graph-action-catalog` has it. An operation that is not in the list is allowed for any token.
//!
//! # Tokens
//!
//! `/{tenant}/oauth2/v2.0/token`, `…/devicecode` and `…/authorize` emulate Entra: client credentials with a secret or a
//! certificate's assertion, device code, authorization code with PKCE, on-behalf-of, refresh tokens, claims after a
//! challenge, and errors in Entra's form. [`Emulator::sign_in`] sets how signing in goes. A browser that opens
//! `…/authorize` is redirected at once, to `http://localhost` or `http://127.0.0.1` only.
//!
//! `clients/javascript.mjs` and `clients/python.py` in this crate's folder run Microsoft's own clients against the
//! emulator, `@microsoft/microsoft-graph-client` and `msgraph-sdk`: lists, pages, a send, a batch, uploads and a
//! download.
//!
//! # Faults
//!
//! A [`Fault`] says what goes wrong for which requests: an error status with any form of `Retry-After`, an HTML body, a
//! redirect, a connection reset before or after the request took effect, a truncated answer, a wait at a [`Gate`] or
//! for a time, an empty page, a nextLink that loops or leads to another host, `410 Gone`, a claims challenge,
//! additional headers. [`Emulator::random_faults`] draws faults from a seed. The log says which fault a request met and
//! whether it was processed. [`Emulator::limit_mailboxes`] turns on Outlook's limit on concurrent requests.
//!
//! ```
//! use graph_action_emulator::{Emulator, Fault, RetryAfter};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let emulator = Emulator::start().await?;
//! let throttled = Fault::status(429).retry_after(RetryAfter::Seconds(2));
//! emulator.inject(throttled.on("GET", "/me/messages/*"));
//! let lost = emulator.inject(Fault::reset().after_processing().on("POST", "/me/sendMail"));
//! // … the client does its work …
//! assert_eq!(lost.hits(), 0);
//! # Ok(())
//! # }
//! ```

mod concurrency;
mod drive;
mod emulator;
mod error;
mod fault;
mod graph;
mod http;
mod id;
mod mailbox;
mod oauth;
mod odata;
mod page;
mod permission;
mod record;
mod request_target;
mod respond;
mod schema;
mod seed;
mod server;
mod service;
mod state;
mod storage;
mod store;
mod time;
mod token;
mod workbook;

pub use emulator::{Builder, DriveItem, Emulator, Folder, Message};
pub use error::{Error, Result};
pub use fault::{Fault, Gate, Injected, RetryAfter};
pub use record::{RecordedAnswer, RecordedItem, RecordedRequest};
pub use respond::{Asked, Reply, Respond};
pub use state::{operation::CopyEnd, sign_in::SignIn};
