//! The attributes of `graph-action`; depend on that crate, which re-exports them.
//!
//! Their documentation is here and not at the re-exports, because editors show only what stands at the macro itself. It
//! is written out, because rust-analyzer does not read `include_str!` here.

use proc_macro::TokenStream;

/// Turns a trait method into one call to Microsoft Graph.
///
/// ```no_run
/// use graph_action::{Call, Page, Result, graph_action, graph_api};
/// # use graph_action::{Patch, graph_entity};
/// # #[graph_entity("message")] struct Message { id: String }
/// # #[graph_entity("message")] struct Draft { subject: Option<String> }
/// # #[graph_entity("message")] struct MessagePatch { subject: Patch<String> }
///
/// #[graph_api]
/// trait Mail {
///     /// Sends a draft; Graph then moves it to Sent Items.
///     #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
///     async fn send(&self, id: &str) -> Result<()>;
///
///     /// `None` leaves the option out of the query.
///     #[graph_action(
///         GET,
///         "/messages?$top=<top>&$filter=from/emailAddress/address eq '<sender>'",
///         scope = "Mail.ReadBasic"
///     )]
///     fn from_sender(&self, sender: Option<&str>, top: Option<u32>) -> Call<Page<Message>>;
///
///     /// The other arguments are the parameters of the OData action: `message` and
///     /// `saveToSentItems`.
///     #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
///     async fn send_mail(&self, message: &Draft, save_to_sent_items: Option<bool>) -> Result<()>;
///
///     #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
///     async fn update(
///         &self,
///         id: &str,
///         #[header("If-Match")] etag: Option<&str>,
///         #[body] change: &MessagePatch,
///     ) -> Result<()>;
/// }
/// ```
///
/// Under [`#[graph_api]`](macro@graph_api) the trait gets a client. Without it, the method gets a default body, for
/// every [`Endpoint`][Endpoint] of its root, and you write only `impl Mail for graph_action::User {}`:
///
/// ```no_run
/// use graph_action::{Result, User, graph_action};
///
/// trait Photo {
///     #[graph_action(PUT, "/photo/$value", scope = "User.ReadWrite")]
///     async fn set_photo(&self, #[body("image/jpeg")] photo: &[u8]) -> Result<()>;
/// }
///
/// impl Photo for User {}
/// # async fn run(graph: graph_action::Graph) -> Result<()> {
/// graph.me().set_photo(b"\xff\xd8").await
/// # }
/// ```
///
/// # Grammar
///
/// ```text
/// graph_action := METHOD "," PATH ("," option)*
/// METHOD       := GET | POST | PUT | PATCH | DELETE
/// PATH         := a string literal: "/" (segment ("/" segment)*)? ("?" pair ("&" pair)*)?
/// segment      := (text | "<" argument ">")+
///               | text "(" name "=" value ("," name "=" value)* ")"
///               | text ":/" "<" argument ".." ">" (":")?
/// pair         := name "=" (text | "<" argument ">" | "'<" argument ">'")*
///               | "<" argument ">"
/// option       := scope = "Permission.Name" | scope = ["A", "B"] | scope = none
///               | scope(delegated = "A", application = "B")
///               | version = "v1.0" | version = "beta"
///               | root = service | user | group | site | drive
///               | root(path::Own, type = "graphType")
///               | idempotent = true | wait_for_replication = "30s"
///               | advanced = true | prefer = "value" | header("Name" = "value", ...)
///               | projection = false
///               | broad = "reason" | unlisted = "reason" | unchecked = "reason"
///               | crate = path::to::graph_action
/// ```
///
/// | example | what it is |
/// |---|---|
/// | `/sites/<tenant>.sharepoint.com` | a segment with text around its value |
/// | `/applications(appId='<id>')` | a function's arguments, or an alternate key |
/// | `/drive/root:/<path..>:/content` | an item by its path |
/// | `$filter=startswith(mail, '<name>@contoso.com')` | a string with text around its value |
/// | `/messages?<query>` | a whole query string |
///
/// **Paths** are relative to the root, which is `user` by default: `/messages` is `/me/messages` on
/// [`graph.me()`][Graph::me] and `/users/{id}/messages` on [`graph.user(id)`][Graph::user]. `/` is the root
/// itself. Under `root = service` paths are absolute. Literal text is percent-encoded for you.
///
/// **Options**
///
/// | option | meaning |
/// |---|---|
/// | `scope` | the permissions the call needs, all of them; required, `none` says that there are none |
/// | `version` | `v1.0` by default; it belongs to the action, because the action is checked against it |
/// | `root` | what the path is relative to; under `#[graph_api]` only `service` is allowed, which makes this one action absolute |
/// | `idempotent` | this POST may be repeated when it is not known whether it was done; other methods always may |
/// | `wait_for_replication` | for how long a 404 is repeated, because Graph may not have replicated yet what the call needs: `"30s"` or `"2min"`, at most an hour; [`Call::retry_when`][Call::retry_when] takes its place |
/// | `broad` | why the permission is broader than needed, on purpose |
/// | `unlisted` | how you know of an operation that Microsoft does not list |
/// | `unchecked` | why this action is not checked against the catalog |
/// | `advanced` | the query is an advanced one of directory objects: `ConsistencyLevel: eventual` and `$count=true` are sent |
/// | `prefer` | the header `Prefer`, as `prefer = "outlook.timezone=\"UTC\""` |
/// | `header` | further headers that never change |
/// | `projection` | `false`: the `$select` and `$expand` of an [`Entity`][Entity] are not sent |
/// | `crate` | where this crate is, if not at `::graph_action` |
///
/// # Roles of arguments
///
/// Every placeholder names an argument, and every argument has one role. In this order:
///
/// | role | value | `None` |
/// |---|---|---|
/// | `<id>` as a segment | an [`Argument`][Argument]; percent-encoded; empty, `.` and `..` are an error before anything is sent | refused |
/// | `<path..>` after `:/` | several segments separated by `/`, each as above | refused |
/// | `<words>` in a function's parentheses | an OData literal: text is quoted, numbers and booleans are bare, and so is text where the schema has a date, a GUID or an enumeration | leaves the parameter out |
/// | `'<name>'` in a query or function | a string literal: quoted, `'` doubled, percent-encoded; beside text in the same quotes, too | leaves the option out, if it is the only condition; else refused |
/// | `<day>` in a `$filter` | a literal as its property's type wants it: text and members of enumerations quoted, numbers, dates, GUIDs and booleans bare, durations as `duration'…'` | as above |
/// | `in (<ids>)` in a `$filter` | a sequence, each value as above; an empty one is an error before anything is sent | an error |
/// | `<words>` between the double quotes of `$search` | a part of a phrase: `"` and `\` are escaped | leaves the option out |
/// | `<top>` in a query | the value, percent-encoded | leaves the option out |
/// | `?<query>` | whole options, `$top=5&$select=id`; what is percent-encoded already stays | leaves them out |
/// | `#[body]` | anything [`Serialize`](https://docs.rs/serde), as JSON | no body |
/// | `#[body("image/jpeg")]` | bytes or text, a [`RawBody`][RawBody], with this content type | no body |
/// | `#[header("If-Match")]` | an `Argument`; what a header cannot hold is an error before anything is sent | leaves the header out |
/// | `#[query("$search")]` | as `<top>` in a query | leaves the option out |
/// | left over, on a POST without `#[body]` | a parameter of the OData action by its name in camelCase | leaves it out; a [`Null`][Null] is sent |
///
/// Only values may be arguments: a placeholder where a property or an operator belongs is refused. A value that stands
/// without quotes must be a number, a GUID, a date, `true` or `false`, or the call is an error before anything is sent:
/// dates of `chrono`, `jiff` and `time` (with its feature `serde`) are sent by RFC 3339. A `<filter>` that is the whole
/// option is sent unchanged, and so is `?<query>`, an argument that holds whole options.
///
/// A body that is an [`Entity`][Entity] with a version sends it as `If-Match` with PATCH, PUT and DELETE, unless the
/// method has that header. Of other types, serde decides what a field of a `#[body]` that is `None` becomes: `null`,
/// which clears the property in a PATCH, unless the field has `#[serde(skip_serializing_if = "Option::is_none")]`.
///
/// # Return types
///
/// `async fn … -> Result<T>` sends when it is awaited; its future is `Send`, and `Result<T, E>` takes any
/// `E: From<graph_action::Error>`. `fn … -> Call<T>` returns a [`Call`][Call] that is not sent yet. `T` is any
/// [`Decode`][Decode]: `()`, any `DeserializeOwned` type, `Option<T>` (`None` for any 404, a 304 and an empty body),
/// `String` and numbers (of `$count`, too), [`Bytes`][Bytes], [`Page<T>`][Page],
/// [`Response<T>`][Response], [`Delta<T>`][Delta], [`Monitor<T>`][Monitor],
/// [`UploadSession`][UploadSession], [`Download`][Download].
///
/// A trait with `async fn`s is not dyn-compatible.
///
/// # What the compiler checks against Graph
///
/// Each action is checked against a catalog made from Microsoft's published metadata:
///
/// | finding | result |
/// |---|---|
/// | the path does not exist | an error that names the segment, the type it was looked up on and the nearest names |
/// | a literal where a key belongs, a key where none does, a missing key | an error with the path as it should be |
/// | a function's arguments are missing or misnamed | an error that names them |
/// | the address has no such method | an error with the methods that it has |
/// | Microsoft lists no such operation | an error, unless `unlisted = "how you know"` |
/// | a permission does not exist, or does not cover the call | an error with the permissions that do, least privileged first |
/// | a permission is broader than needed | a warning; an error under `least_privilege = deny`; nothing with `broad = "why"` |
/// | the flow or the national cloud of the trait does not have it | an error |
/// | an action has no such parameter, needs another, or takes no body | an error |
/// | the operation returns nothing, but a value is declared | an error |
/// | the query string is wrong: an option, a property, an operator, a function, a literal, a direction, a quote | an error with the address as it should be |
/// | an argument of the query has a Rust type that never fits, or may be absent in a longer `$filter` | an error |
/// | an option is missing that the operation requires (`startDateTime` of a `calendarView`) | an error with the address |
/// | an advanced query of directory objects does not say `advanced = true` | an error |
/// | a body is missing, or is a single value; a parameter's Rust type never fits | an error |
/// | a `Page` of one thing, a `Vec` of a collection, a `Delta`, `Monitor`, `UploadSession` or `Download` where none comes | an error |
/// | it is deprecated | a warning with the dates |
///
/// The warnings use the lint `deprecated`, so `#[allow(deprecated)]` and `#[expect(deprecated)]` on the method work.
///
/// Every message names the catalog's date. Where the catalog is wrong, a file `graph-action.catalog` beside your
/// `Cargo.toml` adds or corrects facts, one in each line. The crate `graph-action-catalog` documents the format. When
/// the file changes, the crate is built again:
///
/// ```text
/// user/badge String
/// /me/badge GET User.Read=D
/// ```
///
/// A line replaces the catalog's entry with the same key. On the line of an operation, `also` after the method adds to
/// Microsoft's permissions, `instead` replaces them, and `all` at the end says that no other permission will do: `D`
/// for delegated use, `P` for personal accounts, `A` for applications, in capitals where it is the least privileged. An
/// action or function that the schema declares for the type at the address counts as listed, even where the permission
/// list omits it, as it does for most deep addresses. Its permissions are then unknown and not checked. Permissions for
/// shared data (`Mail.Read.Shared`) and for selected sites (`Sites.Selected`) are in no entry of the list. They are
/// accepted where the list has the permission that they narrow. A property that the query names may need a permission
/// of its own (`signInActivity` needs `AuditLog.Read.All`); it is asked for. `Mail.ReadBasic` does not read all
/// properties, so `Mail.Read` is not reported as too broad where `Mail.ReadBasic` is listed.
///
/// `unchecked = "why"` excludes one action. Microsoft publishes no schema of beta: the catalog has one that is derived
/// from its SDK, and where a fact is not known the call is accepted. Crates from a registry or a git checkout are never
/// checked, so that a newer catalog cannot break your dependencies. No part of the catalog gets into your binary.
///
/// # Errors
///
/// Every mistake in the attribute and the signature is a compile error at its place, with the repair: an unknown
/// method, a path that does not start with `/` or has `{id}` for `<id>`, a placeholder without its argument, an
/// argument without a role, two bodies, a body on a GET, an unknown option, a missing scope, a wrong return type, and
/// so on. All mistakes of a trait are reported at once, without further errors in the code that uses the trait.
///
/// [Argument]: https://docs.rs/graph-action/latest/graph_action/trait.Argument.html
/// [Bytes]: https://docs.rs/graph-action/latest/graph_action/struct.Bytes.html
/// [Call]: https://docs.rs/graph-action/latest/graph_action/struct.Call.html
/// [Call::retry_when]: https://docs.rs/graph-action/latest/graph_action/struct.Call.html#method.retry_when
/// [Decode]: https://docs.rs/graph-action/latest/graph_action/trait.Decode.html
/// [Delta]: https://docs.rs/graph-action/latest/graph_action/struct.Delta.html
/// [Download]: https://docs.rs/graph-action/latest/graph_action/struct.Download.html
/// [Endpoint]: https://docs.rs/graph-action/latest/graph_action/trait.Endpoint.html
/// [Entity]: https://docs.rs/graph-action/latest/graph_action/trait.Entity.html
/// [Graph::me]: https://docs.rs/graph-action/latest/graph_action/struct.Graph.html#method.me
/// [Graph::user]: https://docs.rs/graph-action/latest/graph_action/struct.Graph.html#method.user
/// [Monitor]: https://docs.rs/graph-action/latest/graph_action/struct.Monitor.html
/// [Null]: https://docs.rs/graph-action/latest/graph_action/struct.Null.html
/// [Page]: https://docs.rs/graph-action/latest/graph_action/struct.Page.html
/// [RawBody]: https://docs.rs/graph-action/latest/graph_action/trait.RawBody.html
/// [Response]: https://docs.rs/graph-action/latest/graph_action/struct.Response.html
/// [UploadSession]: https://docs.rs/graph-action/latest/graph_action/struct.UploadSession.html
#[proc_macro_attribute]
pub fn graph_action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_action(arguments.into(), item.into()).into()
}

/// Gives a trait of actions its client.
///
/// ```no_run
/// use graph_action::{Graph, Result, graph_action, graph_api};
///
/// #[graph_api]
/// pub trait Mail {
///     #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
///     async fn send(&self, id: &str) -> Result<()>;
/// }
///
/// # async fn run(graph: Graph) -> Result<()> {
/// let mail = MailClient::new(graph.me());
/// mail.send("AAMk…").await?;
/// assert_eq!(MailClient::SCOPES, ["Mail.Send"]);
/// # Ok(()) }
/// ```
///
/// The trait itself has no bounds, so a test can implement it for a fake, with `async fn`s of its own and
/// [`Call::ready`][Call::ready]. For the trait `Mail` it makes:
///
/// | item | description |
/// |---|---|
/// | `MailClient` | a struct that implements `Mail`; cheap to clone |
/// | `MailClient::new(resource)` | takes the resource of the root: a [`User`][User], [`Group`][Group], [`Site`][Site], [`Drive`][Drive], a [`Resource`][Resource] of your own root, or the [`Graph`][Graph] for `root = service` |
/// | `MailClient::SCOPES` | the permissions of all actions in the delegated flow, sorted, none twice |
/// | `MailClient::APP_SCOPES` | the same in the application flow |
/// | `MailClient::ACTIONS` | an [`Action`][Action] a method, in their order |
///
/// A method without `#[graph_action]` needs a body. `cfg`s on methods hold in all of the above.
///
/// # Options
///
/// They apply to every method.
///
/// | option | meaning |
/// |---|---|
/// | `root = service`, `user`, `group`, `site`, `drive` | what paths are relative to; `user` by default |
/// | `root(path::Channel, type = "channel")` | a root of your own, a type that implements [`Root`][Root] with that Graph type |
/// | `version = "beta"` | for the actions without a version of their own |
/// | `cloud = global`, `us_gov_l4`, `us_gov_l5`, `china` | the national cloud the actions must exist in |
/// | `flow = delegated`, `application` | how the application signs in |
/// | `least_privilege = allow`, `warn`, `deny` | what happens when a permission is broader than needed; `warn` by default |
/// | `client = Name` | the client's name, instead of the trait's and `Client` |
/// | `projection = false` | the `$select` and `$expand` of an [`Entity`][Entity] are not sent |
/// | `crate = path::to::graph_action` | where this crate is, if not at `::graph_action` |
///
/// A root of your own:
///
/// ```no_run
/// use graph_action::{Graph, Resource, Result, Root, graph_action, graph_api};
///
/// pub enum Channel {}
///
/// impl Root for Channel {
///     const TYPE: &'static str = "channel";
/// }
///
/// #[graph_api(root(Channel, type = "channel"))]
/// pub trait Messages {
///     #[graph_action(GET, "/messages/<id>", scope = "ChannelMessage.Read.All")]
///     async fn message(&self, id: &str) -> Result<()>;
/// }
///
/// # async fn run(graph: Graph, team: &str, channel: &str) -> Result<()> {
/// let channel: Resource<Channel> = graph.resource(&[&"teams", &team, &"channels", &channel]);
/// MessagesClient::new(channel).message("1612289992105").await
/// # }
/// ```
///
/// # Trait objects
///
/// A trait whose methods all return [`Call`][Call] and have no type parameters is dyn-compatible: a call owns all
/// its data, so nothing of the method's type depends on the implementor. A trait with an `async fn` is not.
///
/// ```
/// use graph_action::{Call, Graph, Page, graph_action, graph_api};
///
/// #[graph_api]
/// pub trait Mail: Send + Sync {
///     #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.Read")]
///     fn list(&self, top: Option<u32>) -> Call<Page<serde_json::Value>>;
///
///     #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
///     fn send(&self, id: &str) -> Call<()>;
/// }
///
/// struct EmptyMailbox;
///
/// impl Mail for EmptyMailbox {
///     fn list(&self, _: Option<u32>) -> Call<Page<serde_json::Value>> {
///         Call::ready(Ok(Page::new(Vec::new())))
///     }
///
///     fn send(&self, _: &str) -> Call<()> {
///         Call::ready(Ok(()))
///     }
/// }
///
/// # fn run(graph: Graph) {
/// let mailboxes: [Box<dyn Mail>; 2] =
///     [Box::new(MailClient::new(graph.me())), Box::new(EmptyMailbox)];
/// for mailbox in &mailboxes {
///     let call: Call<()> = mailbox.send("AAMk…");
/// #   let _ = call;
/// }
/// # }
/// # run(Graph::builder().bearer_token("a").build().unwrap());
/// ```
///
/// [Action]: https://docs.rs/graph-action/latest/graph_action/struct.Action.html
/// [Call]: https://docs.rs/graph-action/latest/graph_action/struct.Call.html
/// [Call::ready]: https://docs.rs/graph-action/latest/graph_action/struct.Call.html#method.ready
/// [Drive]: https://docs.rs/graph-action/latest/graph_action/type.Drive.html
/// [Entity]: https://docs.rs/graph-action/latest/graph_action/trait.Entity.html
/// [Graph]: https://docs.rs/graph-action/latest/graph_action/struct.Graph.html
/// [Group]: https://docs.rs/graph-action/latest/graph_action/type.Group.html
/// [Resource]: https://docs.rs/graph-action/latest/graph_action/struct.Resource.html
/// [Root]: https://docs.rs/graph-action/latest/graph_action/trait.Root.html
/// [Site]: https://docs.rs/graph-action/latest/graph_action/type.Site.html
/// [User]: https://docs.rs/graph-action/latest/graph_action/type.User.html
#[proc_macro_attribute]
pub fn graph_api(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_api(arguments.into(), item.into()).into()
}

/// Checks a struct or an enum against a type of Graph, and writes its serde implementations.
///
/// ```no_run
/// use graph_action::{Call, Page, Patch, Result, graph_action, graph_api, graph_entity};
///
/// #[graph_entity("emailAddress")]
/// struct Address {
///     address: Option<String>,
///     name: Option<String>,
/// }
///
/// #[graph_entity("recipient")]
/// struct Recipient {
///     email_address: Option<Address>,
/// }
///
/// #[graph_entity("importance")]
/// enum Importance {
///     Low,
///     Normal,
///     High,
///     #[graph(other)]
///     Other(String),
/// }
///
/// #[graph_entity("attachment")]
/// struct Attachment {
///     name: Option<String>,
///     size: i32,
/// }
///
/// #[graph_entity("message")]
/// struct Message {
///     id: String,
///     subject: Option<String>,
///     importance: Option<Importance>,
///     #[graph(rename = "toRecipients")]
///     to: Vec<Recipient>,
///     attachments: Vec<Attachment>,
/// }
///
/// #[graph_entity("message")]
/// #[derive(Default)]
/// struct MessagePatch {
///     subject: Patch<String>,
///     is_read: Patch<bool>,
/// }
///
/// #[graph_api]
/// trait Mail {
///     /// Sends `?$select=id,subject,importance,toRecipients` and
///     /// `&$expand=attachments($select=name,size)`.
///     #[graph_action(GET, "/messages", scope = "Mail.Read")]
///     fn list(&self) -> Call<Page<Message>>;
///
///     /// Sends what was set: `{"isRead":true}`.
///     #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
///     async fn update(&self, id: &str, #[body] change: &MessagePatch) -> Result<()>;
/// }
///
/// # async fn run(mail: MailClient) -> Result<()> {
/// mail.update("AAMk…", &MessagePatch { is_read: true.into(), ..Default::default() }).await
/// # }
/// ```
///
/// Recipients, bodies, dates with time zones, recurrences and other values that many programs need are ready in
/// [`graph_action::types`](https://docs.rs/graph-action/latest/graph_action/types).
///
/// The item needs neither serde's derives nor `rename_all`; other derives and attributes are kept. It implements
/// [`Entity`][Entity], `Serialize` and `Deserialize`. A struct that borrows more than text (`&'a [Recipient]`) is
/// only written, and implements no `Deserialize`.
///
/// | option | meaning |
/// |---|---|
/// | `version = "beta"` | the type is of beta, whose schema is derived, so some types may be missing; it stands in calls and entities of beta only |
/// | `crate = path::to::graph_action` | where this crate is, if not at `::graph_action` |
///
/// # Structs
///
/// A struct is a projection of an entity type or a complex type. Each field is a property, by its name in snake_case.
/// The field must have a type that the property can be read as:
///
/// | property | type of the field |
/// |---|---|
/// | may be null, or belongs to a derived type | `Option`, or [`Patch`][Patch]; any with `#[graph(required)]` |
/// | a collection | `Vec` or another list of the standard library, or a set; missing and `null` are read as empty. An empty one is written: in a PATCH use `Patch<Vec<_>>` |
/// | `Edm.String`, and every other with a textual form | `String`, `Box<str>`, `Cow<str>`, `&str` |
/// | `Edm.Boolean`, integers | `bool`; an integer of at least that size |
/// | `Edm.Double`, `Edm.Single`, `Edm.Decimal` | `f64`, `f32`; also read from `"NaN"`, `"INF"`, `"-INF"`, and written so |
/// | `Edm.DateTimeOffset` | `jiff::Timestamp` (which ends a day before the `9999-12-31` that Graph sends for some), `chrono::DateTime<_>`, `time::OffsetDateTime` |
/// | `Edm.Date`, `Edm.TimeOfDay` | `Date` and `Time` of `jiff::civil` or `time`, `chrono::NaiveDate`, `NaiveTime` |
/// | `Edm.Duration` | `std::time::Duration`, `jiff::SignedDuration`, `chrono::TimeDelta`, `time::Duration` |
/// | `Edm.Guid` | `uuid::Uuid` |
/// | `Edm.Binary` | `Vec<u8>` or [`Bytes`][Bytes], which are base64 in JSON |
/// | an enumeration | `String`, or an enum, below |
/// | an enumeration whose members combine | a `BTreeSet` or `HashSet` of an enum |
/// | an entity or complex type | a struct of that type, of one of its bases, or of one that derives from it; `serde_json::Value` |
///
/// The dates of the crates `jiff`, `chrono` and `time`, and `Uuid`, need the feature of that name. Types of your own
/// pass, and so does a field with `#[serde(with = "…")]`, `deserialize_with` or `serialize_with`. A field that is
/// `None` is not written; use `Patch` where a property must be cleared. It is around the whole type, and once:
/// `Patch<Vec<String>>`.
///
/// A field that serde skips (`#[serde(skip)]`) is no property and is not checked. serde's other options of a field
/// hold, but for its name, which `#[graph(rename)]` gives.
///
/// | attribute of a field | meaning |
/// |---|---|
/// | `#[graph(rename = "toRecipients")]` | Graph's name of the property; extensions and annotations are named so |
/// | `#[graph(required)]` | the property, which the schema says may be null, is always there: the field needs no `Option`. Reading an entity without it is an error |
/// | `#[graph(expand = false)]` | the navigation property is not expanded; it is read where Graph sends it. Structs that expand each other in a circle need it, too |
/// | `#[graph(flatten)]` | another struct of the same type; or a map, which keeps whatever else is there |
/// | `#[graph(etag)]` | an `Option<String>` with the version of the entity, which is sent as `If-Match` when this is the body of a PATCH, PUT or DELETE |
///
/// # Enums
///
/// An enum of an enumeration has its members as variants, in PascalCase. `#[graph(other)]` marks the variant that keeps
/// a member that is not known, so that a new one spoils no answer.
///
/// An enum of an entity or complex type holds entities of types that derive from it, which `@odata.type` tells apart:
///
/// ```
/// use graph_action::graph_entity;
/// use serde_json::{Value, json};
///
/// #[graph_entity("user")]
/// struct User {
///     id: String,
/// }
///
/// #[graph_entity("group")]
/// struct Group {
///     id: String,
/// }
///
/// #[graph_entity("directoryObject")]
/// enum Member {
///     User(User),
///     Group(Group),
///     #[graph(other)]
///     Other(Value),
/// }
///
/// let member = json!({"@odata.type": "#microsoft.graph.group", "id": "1"});
/// assert!(matches!(serde_json::from_value(member)?, Member::Group(group) if group.id == "1"));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A member of a known type that cannot be read is an error; it does not become `Other`.
///
/// # What a call asks for
///
/// A GET that returns an entity, in a [`Page`][Page], [`Response`][Response], [`Delta`][Delta],
/// `Option`, `Vec` or `Box`, sends `$select` with its properties, and `$expand` with its navigation properties and what
/// their structs have. It is a constant, written into the address. What only a derived type has is asked for with the
/// type, as Graph wants it: `microsoft.graph.fileAttachment/contentBytes`. Nothing is sent
///
/// - where the action has a `$select` of its own, as text, as an argument or by [`Call::query`][Call::query]; an
///   `$expand` of its own only replaces that of the struct;
/// - under `projection = false`, an option of both `#[graph_action]` and `#[graph_api]`;
/// - for return types that are no entities, for complex types and for enums;
/// - for a struct with a flattened map, which keeps everything.
///
/// A `$select` or `$expand` that is written in the address must name what the struct cannot be read without: fields
/// that are no `Option`, `Patch` or collection and have no default. The compiler says which are missing.
///
/// The compiler checks that an entity is of the type that the call returns or takes, or of one of its bases, or derives
/// from it. In a body and in properties that are declared with a base type `@odata.type` is written.
///
/// Some properties need a permission of their own, such as `signInActivity` of a user. Where a struct has one, or an
/// entity that it expands, the permissions of the action must cover it, as for a `$select` of its own.
///
/// Where Microsoft's schema says that Graph sets a property itself or never changes it, a body with a field for it is a
/// warning at the call. Send a struct without the field, or one with `#[serde(skip_serializing)]` at it;
/// `#[allow(deprecated)]` at the method says that it is meant.
///
/// [Bytes]: https://docs.rs/graph-action/latest/graph_action/struct.Bytes.html
/// [Call::query]: https://docs.rs/graph-action/latest/graph_action/struct.Call.html#method.query
/// [Delta]: https://docs.rs/graph-action/latest/graph_action/struct.Delta.html
/// [Entity]: https://docs.rs/graph-action/latest/graph_action/trait.Entity.html
/// [Page]: https://docs.rs/graph-action/latest/graph_action/struct.Page.html
/// [Patch]: https://docs.rs/graph-action/latest/graph_action/enum.Patch.html
/// [Response]: https://docs.rs/graph-action/latest/graph_action/struct.Response.html
#[proc_macro_attribute]
pub fn graph_entity(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_entity(arguments.into(), item.into()).into()
}
