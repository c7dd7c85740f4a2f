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

#[graph_entity("user")]
struct Name {
    display_name: Option<String>,
}

#[graph_entity("user")]
struct Both {
    id: String,
    #[graph(flatten)]
    user: User,
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(GET, "/users", scope = "User.ReadBasic.All")]
    fn without(&self) -> Call<Page<User>>;

    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    async fn flattened(&self, id: &str) -> Result<Response<Both>>;

    // A right one: the second permission is for the property.
    #[graph_action(GET, "/users", scope = ["User.ReadBasic.All", "AuditLog.Read.All"])]
    fn with(&self) -> Call<Page<User>>;

    // Nothing asks for a property that needs the second one.
    #[graph_action(GET, "/users", scope = ["User.ReadBasic.All", "AuditLog.Read.All"])]
    fn needless(&self) -> Call<Page<Name>>;

    #[graph_action(GET, "/users", scope = "User.ReadBasic.All", projection = false)]
    fn unprojected(&self) -> Call<Page<User>>;

    #[graph_action(GET, "/users?$select=id", scope = "User.ReadBasic.All")]
    fn selected(&self) -> Call<Page<Name>>;
}

#[graph_api(root = service, least_privilege = deny)]
trait Least {
    #[graph_action(GET, "/users", scope = ["User.ReadBasic.All", "AuditLog.Read.All"])]
    fn needless(&self) -> Call<Page<Name>>;

    #[graph_action(GET, "/users", scope = ["User.ReadBasic.All", "AuditLog.Read.All"])]
    fn with(&self) -> Call<Page<User>>;
}

fn main() {}
