//! Takes a new colleague into the directory: a user, a manager, a group, and everything the group is in.
//!
//! `cargo run --example directory_tool` needs nothing: it runs against the emulator's ready tenant.

use graph_action::{Call, Graph, Page, graph_action, graph_api};
use graph_action_emulator::Emulator;
use graph_action_examples::Failure;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    id: String,
    display_name: Option<String>,
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(POST, "/users", scope = "User.ReadWrite.All")]
    fn hire(&self, #[body] user: &Value) -> Call<Named>;

    #[graph_action(
        GET,
        "/groups?$filter=startswith(displayName,'<name>')&$select=id,displayName",
        scope = "GroupMember.Read.All"
    )]
    fn groups(&self, name: &str) -> Call<Page<Named>>;

    #[graph_action(POST, "/groups/<group>/members/$ref", scope = "GroupMember.ReadWrite.All")]
    fn join(&self, group: &str, #[body] member: &Value) -> Call<()>;

    #[graph_action(PUT, "/users/<id>/manager/$ref", scope = "User.ReadWrite.All")]
    fn report_to(&self, id: &str, #[body] manager: &Value) -> Call<()>;

    #[graph_action(
        GET,
        "/users/<id>/transitiveMemberOf/microsoft.graph.group?$select=id,displayName",
        scope = "Directory.Read.All",
        broad = "the least one reads the groups of the signed-in user only"
    )]
    fn groups_of(&self, id: &str) -> Call<Page<Named>>;

    #[graph_action(GET, "/users/<id>/manager?$select=id,displayName", scope = "User.Read.All")]
    fn manager(&self, id: &str) -> Call<Named>;
}

fn name(of: &Named) -> &str {
    of.display_name.as_deref().unwrap_or("(no name)")
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let emulator = Emulator::builder().tenant().start().await?;
    let graph = Graph::builder().bearer_token("any-token-will-do").base_url(emulator.url()).build()?;
    let directory = DirectoryClient::new(graph);
    let link = |path: &str| json!({ "@odata.id": format!("{}/v1.0/{path}", emulator.url()) });

    let user = json!({
        "accountEnabled": true,
        "displayName": "Joni Sherman",
        "mailNickname": "joni",
        "passwordProfile": { "password": "xWwvJ]6NMw+bWH-d" },
        "userPrincipalName": "joni@contoso.com",
    });
    let joni = directory.hire(&user).await?;
    directory.report_to(&joni.id, &link("users/miriam@contoso.com")).await?;
    for group in directory.groups("Sales").await?.value {
        directory.join(&group.id, &link(&format!("directoryObjects/{}", joni.id))).await?;
    }

    println!("{} reports to {} and is in", name(&joni), name(&directory.manager(&joni.id).await?));
    let groups = directory.groups_of(&joni.id).await?.value;
    for group in &groups {
        println!("  {}", name(group));
    }
    assert_eq!(groups.len(), 2, "Sales, and through it All Employees");

    let again = directory.hire(&user).await.map(|user| user.id);
    println!("\na second one of this name: {}", again.err().map_or_else(String::new, |error| error.to_string()));
    Ok(())
}
