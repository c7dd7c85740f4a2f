#![deny(deprecated)]

use graph_action::{Call, Page, Response, Result, graph_action, graph_api, graph_entity};

#[graph_entity("signInActivity")]
struct Activity {
    last_sign_in_request_id: Option<String>,
}

#[graph_entity("user")]
struct User {
    id: String,
    sign_in_activity: Option<Activity>,
}

#[graph_entity("group")]
struct Group {
    id: String,
    members: Vec<User>,
}

#[graph_entity("group")]
struct Flat {
    #[graph(flatten)]
    group: Group,
}

#[graph_entity("user")]
struct Name {
    display_name: Option<String>,
    manager: Option<Box<Manager>>,
}

#[graph_entity("user")]
struct Manager {
    display_name: Option<String>,
}

#[graph_entity("group")]
struct Unexpanded {
    id: String,
    #[graph(expand = false)]
    members: Vec<User>,
    owners: Vec<Manager>,
}

#[graph_entity("driveItem")]
struct File {
    name: Option<String>,
    created_by_user: Option<User>,
}

#[graph_entity("driveItem")]
struct Folder {
    id: String,
    children: Vec<File>,
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(GET, "/groups", scope = "GroupMember.Read.All")]
    fn without(&self) -> Call<Page<Group>>;

    #[graph_action(GET, "/groups/<id>", scope = "GroupMember.Read.All")]
    async fn flattened(&self, id: &str) -> Result<Response<Flat>>;

    // Right ones.
    #[graph_action(GET, "/groups", scope = ["GroupMember.Read.All", "AuditLog.Read.All"])]
    fn with(&self) -> Call<Page<Group>>;

    #[graph_action(GET, "/groups", scope = "GroupMember.Read.All")]
    fn unexpanded(&self) -> Call<Page<Unexpanded>>;

    #[graph_action(GET, "/groups?$expand=owners", scope = "GroupMember.Read.All")]
    fn expands_by_itself(&self) -> Call<Page<Group>>;

    #[graph_action(GET, "/users", scope = "User.ReadBasic.All")]
    fn names(&self) -> Call<Page<Name>>;

    #[graph_action(GET, "/drives/<id>/root", scope = ["Files.Read.All", "AuditLog.Read.All"])]
    async fn two_levels(&self, id: &str) -> Result<Folder>;

    // Nothing asks for a property that needs the second one.
    #[graph_action(GET, "/groups", scope = ["GroupMember.Read.All", "AuditLog.Read.All"])]
    fn needless(&self) -> Call<Page<Unexpanded>>;
}

fn main() {}
