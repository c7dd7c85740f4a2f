use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};

#[graph_entity("message")]
struct Message {
    id: String,
    subject: Option<String>,
    #[graph(required)]
    change_key: String,
    #[graph(required)]
    is_read: bool,
}

#[graph_entity("message")]
struct Flattened {
    #[graph(flatten)]
    message: Message,
}

#[graph_entity("attachment")]
struct Attachment {
    id: String,
    size: i32,
}

#[graph_entity("message")]
struct WithAttachments {
    id: String,
    attachments: Vec<Attachment>,
}

#[graph_entity("user")]
struct User {
    id: String,
}

#[graph_entity("user")]
struct Managed {
    id: String,
    #[graph(required)]
    manager: User,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$select=subject", scope = "Mail.Read")]
    fn list(&self) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages?$top=<top>&$select=isRead", scope = "Mail.Read")]
    async fn flattened(&self, top: u32) -> Result<Page<Flattened>>;

    #[graph_action(GET, "/messages?$expand=attachments($select=name)", scope = "Mail.Read")]
    fn nested(&self) -> Call<Page<WithAttachments>>;
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(GET, "/users?$select=displayName", scope = "User.Read.All")]
    fn users(&self) -> Call<Page<User>>;

    #[graph_action(GET, "/users/<id>?$select=id", scope = "User.Read.All")]
    async fn managed(&self, id: &str) -> Result<Managed>;

    #[graph_action(GET, "/users/<id>?$expand=directReports", scope = "User.Read.All")]
    async fn reports(&self, id: &str) -> Result<Managed>;
}

fn main() {}
