//! Right calls that the catalog must not object to, with warnings denied.
#![deny(warnings)]

use graph_action::{Call, Page, Result, graph_action, graph_api};
use serde_json::Value;

#[graph_api]
trait Mailbox {
    // More than the basics is read on purpose.
    #[graph_action(GET, "/messages?$select=body&$expand=attachments", scope = "Mail.Read")]
    fn bodies(&self) -> Call<Page<Value>>;

    // What others share is left out of the list.
    #[graph_action(GET, "/messages/<id>", scope(delegated = "Mail.Read.Shared"))]
    async fn shared(&self, id: &str) -> Result<Value>;

    // A property may need a permission of its own.
    #[graph_action(GET, "/?$select=signInActivity", scope = ["AuditLog.Read.All", "User.Read.All"])]
    async fn activity(&self) -> Result<Value>;

    // A GUID in braces inside a string is text.
    #[graph_action(
        GET,
        "/messages?$expand=singleValueExtendedProperties(\
         $filter=id eq 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color')",
        scope = "Mail.Read"
    )]
    fn colours(&self) -> Call<Page<Value>>;

    #[graph_action(GET, "/todo/lists/<id>/tasks/delta", scope = "Tasks.Read")]
    fn tasks(&self, id: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/calendarView?startDateTime=<start>&endDateTime=<end>", scope = "Calendars.Read")]
    fn view(&self, start: &str, end: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=receivedDateTime ge <since> and isRead eq <read>", scope = "Mail.ReadBasic")]
    fn since(&self, since: &str, read: bool) -> Call<Page<Value>>;
}

#[graph_api(root = site)]
trait Site {
    // Consented to for single sites.
    #[graph_action(GET, "/lists/<list>/items", scope = "Sites.Selected")]
    fn items(&self, list: &str) -> Call<Page<Value>>;
}

#[graph_api(root = group)]
trait Group {
    #[graph_action(GET, "/", scope = "Group.Read.All")]
    async fn group(&self) -> Result<Value>;

    #[graph_action(POST, "/members/$ref", scope = "GroupMember.ReadWrite.All")]
    async fn add(&self, #[body] link: &Value) -> Result<()>;

    #[graph_action(DELETE, "/members/<id>/$ref", scope = "GroupMember.ReadWrite.All")]
    async fn remove(&self, id: &str) -> Result<()>;
}

fn main() {}
