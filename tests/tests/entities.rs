//! Entities as a user has them: what is read, what is written, and what is asked for on the wire.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use graph_action::{Call, Delta, Entity, Graph, Page, Patch, Response, Result, graph_action, graph_api, graph_entity};
use serde_json::{Value, json};

#[graph_entity("emailAddress")]
#[derive(Clone, Debug, PartialEq)]
struct Address {
    address: Option<String>,
}

#[graph_entity("recipient")]
#[derive(Clone, Debug, PartialEq)]
struct Recipient {
    email_address: Option<Address>,
}

#[graph_entity("importance")]
#[derive(Clone, Debug, PartialEq)]
enum Importance {
    Low,
    Normal,
    High,
    #[graph(other)]
    Other(String),
}

#[graph_entity("attachment")]
#[derive(Clone, Debug, PartialEq)]
struct Attachment {
    name: Option<String>,
    size: i32,
}

#[graph_entity("message")]
#[derive(Clone, Debug, PartialEq)]
struct Message {
    id: String,
    subject: Option<String>,
    importance: Option<Importance>,
    #[graph(rename = "toRecipients")]
    to: Vec<Recipient>,
    attachments: Vec<Attachment>,
    #[graph(etag)]
    version: Option<String>,
}

#[graph_entity("message")]
#[derive(Clone, Debug, Default)]
struct MessagePatch {
    subject: Patch<String>,
    is_read: Patch<bool>,
    #[graph(etag)]
    version: Option<String>,
}

#[graph_entity("fileAttachment")]
#[derive(Clone, Debug, PartialEq)]
struct FileAttachment {
    name: Option<String>,
    content_bytes: Option<Vec<u8>>,
}

#[graph_entity("message")]
struct Draft<'a> {
    subject: Option<&'a str>,
    to_recipients: &'a [Recipient],
    attachments: Vec<FileAttachment>,
}

#[graph_entity("message")]
struct Lent<'a> {
    attachments: &'a [FileAttachment],
}

#[graph_entity("message")]
struct Boxed {
    attachments: Box<[FileAttachment]>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct OwnAttachment {
    name: String,
}

#[graph_entity("message")]
struct WithOwn {
    attachments: Vec<OwnAttachment>,
}

#[graph_entity("message")]
struct Queued {
    attachments: VecDeque<FileAttachment>,
}

#[graph_entity("user")]
#[derive(Clone, Debug, PartialEq)]
struct User {
    id: String,
    display_name: Option<String>,
    #[graph(expand = false)]
    manager: Option<Box<User>>,
}

#[graph_entity("group")]
#[derive(Clone, Debug, PartialEq)]
struct Group {
    id: String,
}

#[graph_entity("directoryObject")]
#[derive(Clone, Debug, PartialEq)]
enum Member {
    User(User),
    Group(Group),
    #[graph(other)]
    Other(Value),
}

#[graph_entity("user")]
#[derive(Debug)]
struct Everything {
    id: String,
    #[graph(flatten)]
    rest: BTreeMap<String, Value>,
}

#[graph_entity("message")]
#[derive(Debug)]
struct Flat {
    #[graph(flatten)]
    message: Message,
    is_read: Option<bool>,
}

#[graph_entity("outlookGeoCoordinates")]
#[derive(Clone, Debug, PartialEq)]
struct Coordinates {
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[graph_entity("location")]
#[derive(Clone, Debug, PartialEq)]
struct Location {
    coordinates: Option<Coordinates>,
}

#[graph_entity("bookingService")]
#[derive(Clone, Debug, PartialEq)]
struct Service {
    id: String,
    default_location: Option<Location>,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    fn list(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read")]
    async fn get(&self, id: &str) -> Result<Response<Option<Message>>>;

    #[graph_action(GET, "/messages?$select=id", scope = "Mail.ReadBasic")]
    fn ids(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages?$expand=extensions", scope = "Mail.Read")]
    fn expanded(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages", scope = "Mail.Read", projection = false)]
    fn all(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    fn values(&self) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    fn generic<T: serde::de::DeserializeOwned + Send + 'static>(&self) -> Call<Page<T>>;

    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    fn entities<T: serde::de::DeserializeOwned + Entity + Send + 'static>(&self) -> Call<Page<T>>;

    #[graph_action(GET, "/mailFolders/<folder>/messages/delta", scope = "Mail.Read")]
    fn changes(&self, folder: &str) -> Call<Delta<Flat>>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn update(&self, id: &str, #[body] change: &MessagePatch) -> Result<()>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft<'_>) -> Result<()>;

    #[graph_action(POST, "/findMeetingTimes", scope = "Calendars.Read.Shared")]
    async fn find(
        &self,
        meeting_duration: Option<&std::time::Duration>,
        minimum_attendee_percentage: &f64,
    ) -> Result<Option<Value>>;

    #[graph_action(POST, "/messages/<id>/attachments", scope = "Mail.ReadWrite")]
    async fn attach(&self, id: &str, #[body] file: &FileAttachment) -> Result<()>;
}

#[derive(Debug)]
#[graph_entity("user")]
struct Account {
    #[graph(required)]
    user_principal_name: String,
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(GET, "/groups/<id>/members", scope = "GroupMember.Read.All")]
    fn members(&self, id: &str) -> Call<Page<Member>>;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    fn user(&self, id: &str) -> Call<User>;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    fn everything(&self, id: &str) -> Call<Everything>;

    #[graph_action(GET, "/solutions/bookingBusinesses/<id>/services", scope = "Bookings.Read.All")]
    fn services(&self, id: &str) -> Call<Page<Service>>;
}

#[graph_api(projection = false)]
trait Silent {
    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    fn list(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages", scope = "Mail.Read", projection = true)]
    fn asks(&self) -> Call<Page<Message>>;
}

/// A server that gives every request the same answer, and keeps what it was asked.
struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: &Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (requests.clone(), answer.to_string());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let (mut request, mut buffer) = (String::new(), [0; 4096]);
                while !is_complete(&request) {
                    let count = stream.read(&mut buffer).unwrap();
                    request.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
                }
                kept.lock().unwrap().push(request);
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
                write!(stream, "{head}content-length: {}\r\n\r\n{answer}", answer.len()).unwrap();
            }
        });
        Self { address, requests }
    }

    fn graph(&self) -> Graph {
        Graph::builder().bearer_token("token").base_url(format!("http://{}", self.address)).build().unwrap()
    }

    /// The request since the last look: its target and its body.
    fn only(&self) -> (String, String) {
        let mut requests = std::mem::take(&mut *self.requests.lock().unwrap());
        assert_eq!(requests.len(), 1, "{requests:?}");
        let request = requests.remove(0);
        let target = request.split(' ').nth(1).unwrap().to_owned();
        (target, request.split_once("\r\n\r\n").unwrap().1.to_owned())
    }

    fn target(&self) -> String {
        self.only().0
    }
}

fn is_complete(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    length.is_none_or(|length| body.len() >= length.parse::<usize>().unwrap())
}

const MESSAGE: &str = "$select=id,subject,importance,toRecipients&$expand=attachments($select=name,size)";

#[tokio::test]
async fn a_get_asks_for_what_its_return_type_has() {
    let server = Server::start(&json!({"id": "1", "value": []}));
    let mail = MailClient::new(server.graph().me());

    mail.list().await.unwrap();
    assert_eq!(server.target(), format!("/v1.0/me/messages?{MESSAGE}"));
    mail.get("1").await.unwrap();
    assert_eq!(server.target(), format!("/v1.0/me/messages/1?{MESSAGE}"));
    let _ = mail.changes("inbox").await;
    let flat = MESSAGE.replacen("$select=", "$select=isRead,", 1);
    assert_eq!(server.target(), format!("/v1.0/me/mailFolders/inbox/messages/delta?{flat}"));
    mail.entities::<Attachment>().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages?$select=name,size");

    // What is no entity, or holds whatever comes, asks for nothing.
    mail.values().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages");
    mail.generic::<Message>().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages");
    let directory = DirectoryClient::new(server.graph());
    directory.everything("1").await.unwrap();
    assert_eq!(server.target(), "/v1.0/users/1");
    directory.members("1").await.unwrap();
    assert_eq!(server.target(), "/v1.0/groups/1/members");
    directory.user("1").await.unwrap();
    assert_eq!(server.target(), "/v1.0/users/1?$select=id,displayName");
}

#[tokio::test]
async fn what_the_user_asks_for_wins() {
    let server = Server::start(&json!({"value": []}));
    let mail = MailClient::new(server.graph().me());
    mail.ids().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages?$select=id");
    mail.expanded().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages?$expand=extensions&$select=id,subject,importance,toRecipients");
    mail.all().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages");
    let silent = SilentClient::new(server.graph().me());
    silent.list().await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages");
    silent.asks().await.unwrap();
    assert_eq!(server.target(), format!("/v1.0/me/messages?{MESSAGE}"));
    mail.list().query("$top", "5").query("$select", "id").await.unwrap();
    assert_eq!(server.target(), "/v1.0/me/messages?$top=5&$select=id");
}

#[tokio::test]
async fn parameters_have_the_form_of_their_types() {
    let server = Server::start(&json!({}));
    let mail = MailClient::new(server.graph().me());
    mail.find(Some(&std::time::Duration::from_secs(5400)), &f64::INFINITY).await.unwrap();
    let sent = json!({"meetingDuration": "PT1H30M", "minimumAttendeePercentage": "INF"});
    assert_eq!(serde_json::from_str::<Value>(&server.only().1).unwrap(), sent);
    mail.find(None, &50.0).await.unwrap();
    assert_eq!(server.only().1, r#"{"minimumAttendeePercentage":50.0}"#);
}

#[test]
fn what_is_required_is_read_without_an_option() {
    let user = json!({"userPrincipalName": "ann@contoso.com", "mail": null});
    assert_eq!(serde_json::from_value::<Account>(user).unwrap().user_principal_name, "ann@contoso.com");
    let error = serde_json::from_value::<Account>(json!({})).unwrap_err().to_string();
    assert_eq!(error, "missing field `userPrincipalName`");
    let error = serde_json::from_value::<Account>(json!({"userPrincipalName": null})).unwrap_err().to_string();
    assert_eq!(error, "invalid type: null, expected a string");
}

#[tokio::test]
async fn a_batch_asks_as_well() {
    let server = Server::start(&json!({"responses": [{"id": "1", "status": 200, "body": {"value": []}}]}));
    let graph = server.graph();
    let mut batch = graph.batch();
    let handle = batch.add(MailClient::new(graph.me()).list());
    let mut results = batch.send().await.unwrap();
    results.take(handle).unwrap();
    let body: Value = serde_json::from_str(&server.only().1).unwrap();
    assert_eq!(body["requests"][0]["url"], format!("/me/messages?{MESSAGE}"));
}

#[tokio::test]
async fn a_patch_sends_what_was_set_and_the_version() {
    let server = Server::start(&json!({}));
    let mail = MailClient::new(server.graph().me());
    let change = MessagePatch { subject: Patch::Clear, is_read: true.into(), version: Some("W/\"1\"".to_owned()) };
    mail.update("1", &change).await.unwrap();
    let head = server.requests.lock().unwrap()[0].to_ascii_lowercase();
    assert!(head.contains("if-match: w/\"1\"\r\n"), "{head}");
    assert_eq!(server.only().1, r#"{"subject":null,"isRead":true}"#);
    mail.update("1", &MessagePatch::default()).await.unwrap();
    assert!(!server.requests.lock().unwrap()[0].to_ascii_lowercase().contains("if-match"));
    assert_eq!(server.only().1, "{}");
}

#[tokio::test]
async fn a_type_is_written_where_several_may_stand() {
    let server = Server::start(&json!({}));
    let mail = MailClient::new(server.graph().me());
    let file = FileAttachment { name: Some("a".to_owned()), content_bytes: Some(b"a".to_vec()) };
    let expected = json!({"@odata.type": "#microsoft.graph.fileAttachment", "name": "a", "contentBytes": "YQ=="});
    mail.attach("1", &file).await.unwrap();
    assert_eq!(serde_json::from_str::<Value>(&server.only().1).unwrap(), expected);
    let files = vec![file];
    mail.create(&Draft { subject: None, to_recipients: &[], attachments: files.clone() }).await.unwrap();
    let draft = json!({"toRecipients": [], "attachments": [expected]});
    assert_eq!(serde_json::from_str::<Value>(&server.only().1).unwrap(), draft);

    let attachments = json!({"attachments": [expected]});
    assert_eq!(serde_json::to_value(Lent { attachments: &files }).unwrap(), attachments);
    assert_eq!(serde_json::to_value(Boxed { attachments: files.clone().into() }).unwrap(), attachments);
    assert_eq!(serde_json::to_value(Queued { attachments: files.into() }).unwrap(), attachments);
    // A type of the user's own is written as it is.
    let own = json!({"attachments": [{"name": "a"}]});
    let read: WithOwn = serde_json::from_value(own.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), own);
    // The attachments are declared with a base, which has no such property.
    assert_eq!(Queued::PROJECTION.expand[0].1.select, "name,microsoft.graph.fileAttachment/contentBytes");
}

/// Graph sends `"NaN"` where the schema has a double, and the page is read all the same.
#[tokio::test]
async fn a_double_that_is_no_number_spoils_no_page() {
    let server = Server::start(&json!({"value": [
        {"id": "1", "defaultLocation": {"coordinates": {"latitude": "NaN", "longitude": "-INF"}}},
        {"id": "2", "defaultLocation": {"coordinates": {"latitude": 52, "longitude": null}}},
        {"id": "3"},
    ]}));
    let page = DirectoryClient::new(server.graph()).services("1").await.unwrap();
    assert_eq!(server.target(), "/v1.0/solutions/bookingBusinesses/1/services?$select=id,defaultLocation");
    let coordinates = |at: usize| page.value[at].default_location.clone()?.coordinates;
    assert!(coordinates(0).unwrap().latitude.unwrap().is_nan());
    assert_eq!(coordinates(0).unwrap().longitude, Some(f64::NEG_INFINITY));
    assert_eq!(coordinates(1), Some(Coordinates { latitude: Some(52.0), longitude: None }));
    assert_eq!(coordinates(2), None);
}

#[test]
fn members_are_told_apart_and_errors_are_not_swallowed() {
    let read = |value: Value| serde_json::from_value::<Member>(value);
    let user = json!({"@odata.type": "#microsoft.graph.user", "id": "1", "displayName": "A"});
    let expected = Member::User(User { id: "1".to_owned(), display_name: Some("A".to_owned()), manager: None });
    assert_eq!(read(user.clone()).unwrap(), expected);
    assert_eq!(serde_json::to_value(expected).unwrap(), user);

    let device = json!({"@odata.type": "#microsoft.graph.device", "id": "2"});
    assert_eq!(read(device.clone()).unwrap(), Member::Other(device.clone()));
    assert_eq!(serde_json::to_value(Member::Other(device.clone())).unwrap(), device);
    assert!(matches!(read(json!({"id": "3"})).unwrap(), Member::Other(_)));

    let error = read(json!({"@odata.type": "#microsoft.graph.group", "id": 4})).unwrap_err().to_string();
    assert!(error.starts_with("group: invalid type: integer `4`"), "{error}");
}

#[test]
fn an_entity_within_itself_and_the_rest() {
    let json = json!({"id": "1", "manager": {"id": "2", "manager": {"id": "3"}}});
    let user: User = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(user.manager.as_ref().unwrap().manager.as_ref().unwrap().id, "3");
    assert_eq!(serde_json::to_value(user).unwrap(), json);
    let all: Everything = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(all.rest.len(), 1);
    assert_eq!(serde_json::to_value(all).unwrap(), json);
}

#[graph_entity("chatMessagePolicyViolationDlpActionTypes")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum DlpAction {
    None,
    NotifySender,
    BlockAccess,
}

#[graph_entity("chatMessagePolicyViolation")]
#[derive(Debug, PartialEq)]
struct Violation {
    dlp_action: Option<BTreeSet<DlpAction>>,
    justification_text: Option<String>,
}

#[test]
fn flags_are_a_set() {
    let json = json!({"dlpAction": "notifySender,blockAccess"});
    let violation: Violation = serde_json::from_value(json.clone()).unwrap();
    assert!(violation.dlp_action.as_ref().unwrap().contains(&DlpAction::BlockAccess));
    assert_eq!(serde_json::to_value(violation).unwrap(), json);
    let error = serde_json::from_value::<Violation>(json!({"dlpAction": "none,newest"})).unwrap_err();
    assert!(error.to_string().contains("unknown variant `newest`"), "{error}");
}

#[test]
fn text_is_borrowed_and_generics_are_kept() {
    #[graph_entity("dateTimeTimeZone")]
    #[derive(Debug, PartialEq)]
    struct DateTimeTimeZone<'a> {
        date_time: &'a str,
        time_zone: Option<&'a str>,
    }

    #[graph_entity("listItem")]
    struct Item<F: Entity> {
        id: String,
        fields: Option<F>,
        document_set_versions: Vec<F>,
    }

    #[graph_entity("fieldValueSet")]
    struct Fields {
        id: String,
    }

    let text = r#"{"dateTime":"2026-01-01T00:00:00","timeZone":"UTC"}"#;
    let read: DateTimeTimeZone<'_> = serde_json::from_str(text).unwrap();
    assert_eq!(read, DateTimeTimeZone { date_time: "2026-01-01T00:00:00", time_zone: Some("UTC") });
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    let item: Item<Fields> = serde_json::from_value(json!({"id": "1", "fields": {"id": "2"}})).unwrap();
    assert_eq!((item.id.as_str(), item.fields.unwrap().id.as_str()), ("1", "2"));
    let projection = <Item<Fields> as Entity>::PROJECTION;
    assert_eq!((projection.select, projection.expand[0].0, projection.expand[0].1.select), ("id", "fields", "id"));
}

/// A function of the user's own may make of two `Option`s what `Patch` is.
mod told_apart {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &Option<Option<String>>, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

#[test]
fn the_user_may_tell_null_from_missing() {
    #[graph_entity("message")]
    struct Subject {
        #[serde(with = "told_apart")]
        subject: Option<Option<String>>,
    }

    for json in [json!({}), json!({"subject": null}), json!({"subject": "a"})] {
        let read: Subject = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), json);
    }
}
