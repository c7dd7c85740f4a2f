//! Takes a new colleague into the directory: a user with a manager, a group, and everything the group is in. A guest
//! comes, and somebody leaves and is taken back.
//!
//! `cargo run --example directory_tool` needs nothing: it runs against the emulator's ready tenant.

use graph_action::types::PasswordProfile;
use graph_action::{Call, Graph, Page, Patch, Reference, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::Emulator;
use graph_action_examples::Failure;
use serde_json::Value;

#[graph_entity("user")]
struct User {
    id: String,
    display_name: Option<String>,
}

/// A user with the name of the manager, in one request: `$expand=manager($select=id,displayName)`.
#[graph_entity("user")]
struct Colleague {
    id: String,
    display_name: Option<String>,
    job_title: Option<String>,
    manager: Option<User>,
}

#[graph_entity("user")]
struct NewUser<'a> {
    account_enabled: Option<bool>,
    display_name: Option<&'a str>,
    mail_nickname: Option<&'a str>,
    user_principal_name: Option<String>,
    password_profile: Option<PasswordProfile>,
}

#[graph_entity("user")]
#[derive(Default)]
struct UserChange {
    account_enabled: Patch<bool>,
    department: Patch<String>,
    job_title: Patch<String>,
}

#[graph_entity("group")]
struct Group {
    id: String,
    display_name: Option<String>,
}

#[graph_entity("group")]
struct NewGroup<'a> {
    display_name: Option<&'a str>,
    mail_enabled: Option<bool>,
    mail_nickname: Option<&'a str>,
    security_enabled: Option<bool>,
}

#[graph_entity("group")]
struct GroupChange {
    description: Patch<String>,
}

#[graph_entity("device")]
struct Device {
    id: String,
    display_name: Option<String>,
    operating_system: Option<String>,
}

/// What can be in a group.
#[graph_entity("directoryObject")]
enum Member {
    User(User),
    Group(Group),
    Device(Device),
    #[graph(other)]
    Other(Value),
}

#[graph_entity("invitation")]
struct Invitation<'a> {
    invited_user_email_address: &'a str,
    invite_redirect_url: &'a str,
}

#[graph_entity("invitation")]
struct Invited {
    invited_user: Option<User>,
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(GET, "/users?$filter=department eq '<department>'", scope = "User.Read.All")]
    fn users(&self, department: &str) -> Call<Page<Colleague>>;

    /// `None` when there is no such user.
    #[graph_action(GET, "/users/<id>", scope = "User.Read.All")]
    async fn user(&self, id: &str) -> Result<Option<Colleague>>;

    #[graph_action(POST, "/users", scope = "User.ReadWrite.All")]
    async fn hire(&self, #[body] user: &NewUser<'_>) -> Result<User>;

    #[graph_action(PATCH, "/users/<id>", scope = "User.ReadWrite.All")]
    async fn change(&self, id: &str, #[body] change: &UserChange) -> Result<()>;

    #[graph_action(DELETE, "/users/<id>", scope = "User.DeleteRestore.All")]
    async fn dismiss(&self, id: &str) -> Result<()>;

    #[graph_action(POST, "/directory/deletedItems/<id>/restore", scope = "User.DeleteRestore.All")]
    async fn take_back(&self, id: &str) -> Result<User>;

    #[graph_action(POST, "/invitations", scope = "User.Invite.All")]
    async fn invite(&self, #[body] invitation: &Invitation<'_>) -> Result<Invited>;

    #[graph_action(GET, "/users/<id>/directReports", scope = "User.Read.All")]
    fn reports(&self, id: &str) -> Call<Page<User>>;

    #[graph_action(PUT, "/users/<id>/manager/$ref", scope = "User.ReadWrite.All")]
    async fn report_to(&self, id: &str, #[body] manager: &Reference) -> Result<()>;

    #[graph_action(DELETE, "/users/<id>/manager/$ref", scope = "User.ReadWrite.All")]
    async fn report_to_nobody(&self, id: &str) -> Result<()>;

    #[graph_action(
        GET,
        "/users/<id>/transitiveMemberOf/microsoft.graph.group",
        scope = "Directory.Read.All",
        broad = "the least one reads the groups of the signed-in user only"
    )]
    fn groups_of(&self, id: &str) -> Call<Page<Group>>;

    #[graph_action(GET, "/groups?$filter=startswith(displayName,'<name>')", scope = "GroupMember.Read.All")]
    fn groups(&self, name: &str) -> Call<Page<Group>>;

    #[graph_action(POST, "/groups", scope = "Group.ReadWrite.All")]
    async fn found(&self, #[body] group: &NewGroup<'_>) -> Result<Group>;

    #[graph_action(PATCH, "/groups/<id>", scope = "Group.ReadWrite.All")]
    async fn describe(&self, id: &str, #[body] change: &GroupChange) -> Result<()>;

    #[graph_action(DELETE, "/groups/<id>", scope = "Group.ReadWrite.All")]
    async fn dissolve(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/groups/<id>/members", scope = "GroupMember.Read.All")]
    fn members(&self, id: &str) -> Call<Page<Member>>;

    #[graph_action(GET, "/devices?$filter=startswith(displayName,'<name>')", scope = "Device.Read.All")]
    fn devices(&self, name: &str) -> Call<Page<Device>>;

    #[graph_action(GET, "/groups/<id>/owners/microsoft.graph.user", scope = "GroupMember.Read.All")]
    fn owners(&self, id: &str) -> Call<Page<User>>;

    #[graph_action(POST, "/groups/<id>/members/$ref", scope = "GroupMember.ReadWrite.All")]
    async fn join(&self, id: &str, #[body] member: &Reference) -> Result<()>;

    #[graph_action(DELETE, "/groups/<id>/members/<member>/$ref", scope = "GroupMember.ReadWrite.All")]
    async fn leave(&self, id: &str, member: &str) -> Result<()>;
}

impl Member {
    fn name(&self) -> String {
        match self {
            Self::User(user) => name(&user.display_name).to_owned(),
            Self::Group(group) => format!("the group {}", name(&group.display_name)),
            Self::Device(device) => format!("{} ({})", name(&device.display_name), name(&device.operating_system)),
            Self::Other(other) => format!("something of the type {}", other["@odata.type"]),
        }
    }
}

fn name(of: &Option<String>) -> &str {
    of.as_deref().unwrap_or("(none)")
}

/// Adds a user with a manager to a group. The domain is that of the manager.
async fn hire(graph: &Graph, first_name: &str, manager: &str, group: &str) -> Result<User> {
    let directory = DirectoryClient::new(graph.clone());
    let domain = manager.rsplit('@').next().unwrap_or_default();
    let new = NewUser {
        account_enabled: Some(true),
        display_name: Some(first_name),
        mail_nickname: Some(first_name),
        user_principal_name: Some(format!("{first_name}@{domain}")),
        password_profile: Some(PasswordProfile::initial("xWwvJ]6NMw+bWH-d")),
    };
    let user = directory.hire(&new).await?;
    directory.report_to(&user.id, &graph.user(manager).reference()).await?;
    for group in directory.groups(group).await?.value {
        directory.join(&group.id, &graph.directory_object(&user.id).reference()).await?;
    }
    Ok(user)
}

/// Removes a user, and from whom others report to. Who reports to that user reports to nobody afterwards.
async fn dismiss(directory: &impl Directory, id: &str) -> Result<()> {
    for report in directory.reports(id).items().try_collect().await? {
        directory.report_to_nobody(&report.id).await?;
    }
    directory.change(id, &UserChange { account_enabled: false.into(), ..UserChange::default() }).await?;
    directory.dismiss(id).await
}

/// Makes a group of the Sales, a guest and the machine for the music, for a while, and returns who was in it.
async fn party(graph: &Graph, guest: &str, machine: &str) -> Result<Vec<String>> {
    let directory = DirectoryClient::new(graph.clone());
    let invitation =
        Invitation { invited_user_email_address: guest, invite_redirect_url: "https://contoso.com/welcome" };
    let guest = directory.invite(&invitation).await?.invited_user.map(|guest| guest.id);
    let sales = directory.groups("Sales").await?.value.into_iter().map(|group| group.id);
    let machines = directory.devices(machine).await?.value.into_iter().map(|device| device.id);

    let new = NewGroup {
        display_name: Some("Party"),
        mail_enabled: Some(false),
        mail_nickname: Some("party"),
        security_enabled: Some(true),
    };
    let group = directory.found(&new).await?;
    directory.describe(&group.id, &GroupChange { description: "Until Friday".into() }).await?;
    for id in sales.chain(machines).chain(guest.clone()) {
        directory.join(&group.id, &graph.directory_object(&id).reference()).await?;
    }
    let members = directory.members(&group.id).items().try_collect().await?;
    if let Some(guest) = guest {
        directory.leave(&group.id, &guest).await?;
    }
    directory.dissolve(&group.id).await?;
    Ok(members.iter().map(Member::name).collect())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let emulator = Emulator::builder().tenant().start().await?;
    let graph = Graph::builder().bearer_token("any-token-will-do").base_url(emulator.url()).build()?;
    let directory = DirectoryClient::new(graph.clone());

    let joni = hire(&graph, "Joni", "miriam@contoso.com", "Sales").await?;
    let change = UserChange { department: "Sales".into(), job_title: "Sales Rep".into(), ..UserChange::default() };
    directory.change(&joni.id, &change).await?;
    for Colleague { display_name, job_title, manager, .. } in directory.users("Sales").items().try_collect().await? {
        let manager = manager.and_then(|manager| manager.display_name);
        println!("{}, {}, reports to {}", name(&display_name), name(&job_title), name(&manager));
    }
    for group in directory.groups_of(&joni.id).items().try_collect().await? {
        let owners = directory.owners(&group.id).items().try_collect().await?;
        println!("Joni is in {}, which has {} owners", name(&group.display_name), owners.len());
    }
    println!("at the party are {}", party(&graph, "lidia@fabrikam.com", "ADELE").await?.join(" and "));

    let again = hire(&graph, "Joni", "miriam@contoso.com", "Sales").await;
    println!("a second one of this name: {}", again.err().map_or_else(String::new, |error| error.to_string()));

    let miriam = directory.user("miriam@contoso.com").await?.ok_or_else(|| Failure::new("Miriam is gone"))?;
    dismiss(&directory, &miriam.id).await?;
    assert!(directory.user("miriam@contoso.com").await?.is_none());
    println!("{} is back", name(&directory.take_back(&miriam.id).await?.display_name));
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    async fn tenant() -> Result<(Emulator, Graph, DirectoryClient), Failure> {
        let emulator = Emulator::builder().tenant().start().await?;
        let graph = Graph::builder().bearer_token("any").base_url(emulator.url()).build()?;
        Ok((emulator, graph.clone(), DirectoryClient::new(graph)))
    }

    #[tokio::test]
    async fn a_new_colleague_has_a_manager_and_is_in_the_groups_of_the_group() -> Result<(), Failure> {
        let (emulator, graph, directory) = tenant().await?;
        let joni = hire(&graph, "Joni", "miriam@contoso.com", "Sales").await?;
        let found = directory.user(&joni.id).await?.and_then(|joni| joni.manager?.display_name);
        assert_eq!(found.as_deref(), Some("Miriam Graham"));
        let target =
            format!("/v1.0/users/{}?$select=id,displayName,jobTitle&$expand=manager($select=id,displayName)", joni.id);
        assert_eq!(emulator.requests().last().map(|request| request.target().replace("%20", " ")), Some(target));
        assert_eq!(directory.groups_of(&joni.id).await?.value.len(), 2, "Sales, and through it All Employees");
        Ok(())
    }

    #[tokio::test]
    async fn only_what_was_set_is_changed() -> Result<(), Failure> {
        let (emulator, _, directory) = tenant().await?;
        let change = UserChange { job_title: graph_action::Patch::Clear, ..UserChange::default() };
        directory.change("alex@contoso.com", &change).await?;
        let requests = emulator.requests();
        assert_eq!(requests.last().map(|request| request.body()), Some(&br#"{"jobTitle":null}"#[..]));
        Ok(())
    }

    #[tokio::test]
    async fn who_reported_to_somebody_who_left_reports_to_nobody() -> Result<(), Failure> {
        let (_emulator, _, directory) = tenant().await?;
        dismiss(&directory, "miriam@contoso.com").await?;
        assert!(directory.user("adele@contoso.com").await?.is_some_and(|adele| adele.manager.is_none()));
        Ok(())
    }

    #[tokio::test]
    async fn members_are_told_apart() -> Result<(), Failure> {
        let (_emulator, graph, directory) = tenant().await?;
        let mut members = party(&graph, "lidia@fabrikam.com", "ADELE").await?;
        members.sort();
        assert_eq!(members, ["ADELE-LAPTOP (Windows)", "lidia@fabrikam.com", "the group Sales"]);
        assert!(directory.groups("Party").await?.value.is_empty());
        let contact: Member = serde_json::from_value(json!({"@odata.type": "#microsoft.graph.orgContact", "id": "1"}))?;
        assert!(matches!(contact, Member::Other(_)));
        Ok(())
    }
}
