//! The permissions that a request needs, and the errors for a token without them.
//!
//! The catalog knows, from Microsoft's published permission list, which permissions each operation takes. An operation
//! that is not in the list is allowed for any token. Two facts are missing in the list and stand here: `Mail.ReadWrite`
//! includes reading, and `Mail.ReadBasic` does not include bodies. Both are in the descriptions of the permissions
//! (<https://learn.microsoft.com/graph/permissions-reference>).

use graph_action_catalog::{Listing, Method, Schemes, Start, Step, walk};

use crate::{
    http::{GraphError, Result},
    request_target::{Target, segment::Segment, shape::Workload},
    schema::CATALOG,
    token::Access,
};

/// Graph's 403 when the token carries no permission that covers the operation.
pub(crate) fn check(target: &Target, method: &str, access: &Access) -> Result<()> {
    let (claimed, schemes) = match access {
        Access::Unlimited => return Ok(()),
        Access::Delegated(scopes) => (scopes, Schemes::DELEGATED),
        Access::Application(roles) => (roles, Schemes::APPLICATION),
    };
    let (listings, held) = (listings(target, method), held(claimed));
    let covered = listings.iter().any(|listing| !listing.covered_by(&held).and(schemes).is_empty());
    if covered || listings.is_empty() { Ok(()) } else { Err(refusal(target.shape.workload())) }
}

/// Whether a token may read bodies and attachments, which `Mail.ReadBasic` does not include.
pub(crate) fn shows_bodies(access: &Access) -> bool {
    match access {
        Access::Unlimited => true,
        Access::Delegated(claimed) | Access::Application(claimed) => {
            held(claimed).iter().any(|name| name.starts_with("Mail.Read") && !name.starts_with("Mail.ReadBasic"))
        }
    }
}

/// Graph's 403 when a token may not read bodies. In the list, `$value` of a message counts as the message.
pub(crate) fn check_body(access: &Access) -> Result<()> {
    if shows_bodies(access) { Ok(()) } else { Err(mail_refusal()) }
}

/// The entries of the permission list for an operation, as far as they name permissions.
fn listings(target: &Target, method: &str) -> Vec<Listing<'static>> {
    let Ok(method) = method.parse::<Method>() else { return Vec::new() };
    let address = &target.address;
    // A user's drive is one of the drives too; the list has no permissions of applications for `/me/drive`.
    let drive = address
        .segments
        .iter()
        .position(|segment| matches!(segment, Segment::Name(name) if name.eq_ignore_ascii_case("drive")));
    let among_drives = drive.and_then(|place| {
        let rest = address.segments[place + 1..].iter().map(step);
        let steps: Vec<Step<'_>> = [Step::Name("drives"), Step::Key].into_iter().chain(rest).collect();
        walk(&CATALOG, Start::Service, &steps).ok()
    });
    let found = [Some(&address.walk), among_drives.as_ref()].into_iter().flatten();
    let found = found.filter_map(|walk| CATALOG.listing(walk, method));
    found.filter(|listing| !listing.grants.is_empty()).collect()
}

fn step(segment: &Segment) -> Step<'_> {
    match segment {
        // The list has functions with and without arguments under one name.
        Segment::Name(name) => Step::Name(name.split('(').next().unwrap_or(name)),
        Segment::Key(_) => Step::Key,
        Segment::Path(_) => Step::ByPath { closed: true },
    }
}

/// The permissions a token carries, as the catalog spells them.
fn held(claimed: &[String]) -> Vec<&str> {
    let mut held: Vec<&str> = claimed.iter().map(|claimed| spelled(claimed)).collect();
    // Its description is "create, read, update, and delete email"; the list does not have it for reading one message or
    // its attachments.
    if held.contains(&"Mail.ReadWrite") {
        held.push("Mail.Read");
    }
    held
}

fn spelled(claimed: &str) -> &str {
    // A scope may be written with its resource in front.
    let name = claimed.strip_prefix("https://graph.microsoft.com/").unwrap_or(claimed);
    CATALOG.permission(name).map_or(name, |permission| permission.name)
}

/// Each workload has its own code and message. Photos are in mailboxes.
fn refusal(workload: Workload) -> GraphError {
    match workload {
        Workload::Outlook | Workload::Photos => mail_refusal(),
        Workload::Files => GraphError::new(403, "accessDenied", "Access denied"),
        Workload::Directory => {
            GraphError::new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
        }
    }
}

fn mail_refusal() -> GraphError {
    GraphError::new(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request_target;

    fn delegated(names: &str) -> Access {
        Access::Delegated(names.split(' ').map(str::to_owned).collect())
    }

    fn application(names: &str) -> Access {
        Access::Application(names.split(' ').map(str::to_owned).collect())
    }

    /// `ok`, or the code of the refusal.
    fn answer(call: &str, access: &Access) -> String {
        let (method, path) = call.split_once(' ').unwrap();
        let target = request_target::parse(&format!("/v1.0{path}")).unwrap();
        check(&target, method, access).map_or_else(|refused| refused.code.into_owned(), |()| "ok".to_owned())
    }

    #[test]
    fn the_flow_decides() {
        let send = "POST /users/x/sendMail";
        assert_eq!(answer(send, &Access::Unlimited), "ok");
        assert_eq!(answer(send, &delegated("openid Mail.Send")), "ok");
        assert_eq!(answer(send, &delegated("https://graph.microsoft.com/mail.send")), "ok");
        assert_eq!(answer(send, &delegated("Mail.ReadWrite")), "ErrorAccessDenied");
        assert_eq!(answer("GET /users/x", &delegated("User.Read")), "ok");
        assert_eq!(answer("GET /users/x", &application("User.Read")), "Authorization_RequestDenied");
    }

    #[test]
    fn each_workload_refuses_in_its_words() {
        for (call, code) in [
            ("GET /me/messages", "ErrorAccessDenied"),
            ("GET /me/mailFolders/inbox/messages/x/attachments", "ErrorAccessDenied"),
            ("PUT /me/photo/$value", "ErrorAccessDenied"),
            ("GET /me/drive/root:/a/b.txt:/content", "accessDenied"),
            ("GET /drives/x/items/y/children", "accessDenied"),
            ("GET /users", "Authorization_RequestDenied"),
            ("POST /teams", "Authorization_RequestDenied"),
        ] {
            assert_eq!(answer(call, &delegated("Notes.Read")), code, "{call}");
        }
    }

    #[test]
    fn what_the_list_has_under_another_address() {
        for call in [
            "GET /me/drive/root:/a/b.txt:/content",
            "GET /users/x/drive/items/root/children",
            "GET /me/drive/root/delta(token='a,b')",
            "GET /drives/x/items/y:/z:/children",
        ] {
            assert_eq!(answer(call, &delegated("Files.Read")), "ok", "{call}");
            assert_eq!(answer(call, &delegated("Mail.Read")), "accessDenied", "{call}");
        }
        assert_eq!(answer("GET /users/$count", &delegated("User.Read")), "Authorization_RequestDenied");
        assert_eq!(answer("GET /users/$count", &delegated("User.Read.All")), "ok");
    }

    #[test]
    fn read_write_reads() {
        for call in ["GET /me/messages/x", "GET /me/messages/x/attachments", "GET /me/messages/x/attachments/y"] {
            assert_eq!(answer(call, &delegated("Mail.ReadWrite")), "ok", "{call}");
        }
        assert_eq!(answer("PATCH /me/messages/x", &delegated("Mail.Read")), "ErrorAccessDenied");
    }

    #[test]
    fn read_basic_reads_no_bodies() {
        let basic = delegated("Mail.ReadBasic Mail.Send");
        assert_eq!(answer("GET /me/messages/x", &basic), "ok");
        assert_eq!(answer("GET /me/messages/x/attachments", &basic), "ErrorAccessDenied");
        assert!(!shows_bodies(&basic) && check_body(&basic).is_err());
        assert!(shows_bodies(&delegated("Mail.ReadBasic Mail.Read")) && shows_bodies(&application("Mail.ReadWrite")));
    }
}
