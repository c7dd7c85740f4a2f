//! The output of `new` compiles: each file in `tests/printed` is such an output, and a module of this test.
#![allow(dead_code, unreachable_pub, reason = "the printed code is for other crates")]

mod common;

use common::{expect_file, run};
use graph_action::Patch;
use graph_action::types::{Importance, LocationType};

#[rustfmt::skip]
#[path = "printed/applications.rs"]
mod applications;
#[rustfmt::skip]
#[path = "printed/beta.rs"]
mod beta;
#[rustfmt::skip]
#[path = "printed/bookings.rs"]
mod bookings;
#[rustfmt::skip]
#[path = "printed/calendar.rs"]
mod calendar;
#[rustfmt::skip]
#[path = "printed/channel.rs"]
mod channel;
#[rustfmt::skip]
#[path = "printed/chat.rs"]
mod chat;
#[rustfmt::skip]
#[path = "printed/files.rs"]
mod files;
#[rustfmt::skip]
#[path = "printed/groups.rs"]
mod groups;
#[rustfmt::skip]
#[path = "printed/mail.rs"]
mod mail;
#[rustfmt::skip]
#[path = "printed/narrow.rs"]
mod narrow;
#[rustfmt::skip]
#[path = "printed/people.rs"]
mod people;
#[rustfmt::skip]
#[path = "printed/policies.rs"]
mod policies;
#[rustfmt::skip]
#[path = "printed/reports.rs"]
mod reports;
#[rustfmt::skip]
#[path = "printed/service.rs"]
mod service;
#[rustfmt::skip]
#[path = "printed/workbook.rs"]
mod workbook;

/// The files, and the arguments that they are printed for.
const PRINTED: &[(&str, &[&str])] = &[
    (
        "applications",
        &[
            "--trait",
            "Registrations",
            "GET",
            "/applications(appId='{appId}')",
            "POST",
            "/applications/{id}/addPassword",
            "/applications/{id}/removePassword",
            "/applications",
        ],
    ),
    (
        "beta",
        &[
            "--version",
            "beta",
            "GET",
            "/me/messages",
            "/identityGovernance/lifecycleWorkflows/workflows?$select=id,category,isEnabled",
            "PATCH",
            "/me/messages/{id}",
        ],
    ),
    (
        "bookings",
        &[
            "--fields",
            "id,display_name,defaultPrice,defaultLocation,defaultDuration",
            "GET",
            "/solutions/bookingBusinesses/{id}/services",
        ],
    ),
    (
        "calendar",
        &[
            "GET",
            "/me/calendarView?startDateTime=<start>&endDateTime=<end>",
            "/me/events/delta",
            "/me/calendars/{id}/events/{id}/instances",
            "/me/reminderView(StartDateTime='{start}',EndDateTime='{end}')",
            "POST",
            "/me/events",
            "/me/findMeetingTimes",
            "/me/events/{id}/accept",
            "/me/calendar/getSchedule",
        ],
    ),
    ("channel", &["--root", "channel", "GET", "/messages", "/messages/<message>", "POST", "/messages"]),
    (
        "chat",
        &[
            "GET",
            "/teams/{id}/channels/{id}/messages",
            "/chats/{id}/messages/{id}",
            "POST",
            "/chats",
            "/communications/calls",
        ],
    ),
    (
        "files",
        &[
            "GET",
            "/me/drive",
            "/me/drive/root/children",
            "/me/drive/root:/{path}:/children",
            "/me/drive/items/{id}/content",
            "/me/drive/root/search(q='{q}')",
            "/me/drive/root/delta",
            "PUT",
            "/me/drive/root:/{path}:/content",
            "POST",
            "/me/drive/items/{id}/createLink",
            "/me/drive/items/{id}/copy",
            "/me/drive/items/{id}/createUploadSession",
        ],
    ),
    (
        "groups",
        &[
            "GET",
            "/groups",
            "/groups/{id}",
            "/groups/{id}/members",
            "/groups/{id}/members/microsoft.graph.user",
            "/groups/{id}/owners/$ref",
            "POST",
            "/groups",
            "/groups/{id}/members/$ref",
            "DELETE",
            "/groups/{id}/members/{id}/$ref",
        ],
    ),
    (
        "mail",
        &[
            "GET",
            "/me/messages?$top=<top>&$filter=from/emailAddress/address eq '<sender>'",
            "/me/messages/{id}?$expand=attachments",
            "/me/messages/$count",
            "POST",
            "/me/messages",
            "/users/{id}/sendMail",
            "/me/messages/{id}/move",
            "/me/messages/{id}/forward",
            "PATCH",
            "/me/messages/{id}",
            "DELETE",
            "/me/messages/{id}",
        ],
    ),
    (
        "narrow",
        &[
            "GET",
            "/me/messages?$select=subject,body&$expand=attachments($select=name,size)",
            "/me/mailFolders?$expand=childFolders($select=id,displayName)",
            "/users/{id}?$select=id,manager,assignedLicenses&$expand=manager($levels=1)",
            "/identityGovernance/lifecycleWorkflows/workflows?$select=id,category,isEnabled",
            "/policies/adminConsentRequestPolicy?$select=id,reviewers",
        ],
    ),
    (
        "people",
        &[
            "GET",
            "/me",
            "/users",
            "/users/{id}/manager",
            "/me/photo/$value",
            "/me/mailboxSettings",
            "/me/mailboxSettings/timeZone",
            "POST",
            "/me/getMemberGroups",
            "PATCH",
            "/me",
            "/me/mailboxSettings",
            "PUT",
            "/me/photo/$value",
        ],
    ),
    (
        "policies",
        &[
            "GET",
            "/identity/conditionalAccess/policies",
            "/sites/{id}/lists/{id}/columns",
            "POST",
            "/search/query",
            "/identity/conditionalAccess/policies",
            "/sites/{id}/lists/{id}/columns",
        ],
    ),
    (
        "reports",
        &["GET", "/reports/getEmailActivityUserDetail(period='{period}')", "/auditLogs/signIns", "/security/alerts_v2"],
    ),
    ("service", &["GET", "/$metadata", "POST", "/$batch"]),
    (
        "workbook",
        &[
            "GET",
            "/drives/{id}/items/{id}/workbook/worksheets/{id}/range(address='{address}')",
            "POST",
            "/drives/{id}/items/{id}/workbook/createSession",
        ],
    ),
];

#[test]
fn the_files_are_what_is_printed() {
    for (name, arguments) in PRINTED {
        let all: Vec<&str> = std::iter::once("new").chain(arguments.iter().copied()).collect();
        let ran = run(&all, b"");
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{name}");
        expect_file(&format!("printed/{name}.rs"), &ran.out);
    }
}

#[test]
fn a_directory_object_tells_its_type_and_name() {
    let json = r##"{"id": "1", "displayName": "Adele", "@odata.type": "#microsoft.graph.user", "ageGroup": null}"##;
    let member: groups::DirectoryObject = serde_json::from_str(json).unwrap();
    assert_eq!(member.odata_type.as_deref(), Some("#microsoft.graph.user"));
    assert_eq!(member.display_name.as_deref(), Some("Adele"));
}

#[test]
fn what_is_not_set_is_not_sent() {
    let change = mail::MessagePatch { is_read: true.into(), subject: Patch::Clear, ..Default::default() };
    assert_eq!(serde_json::to_string(&change).unwrap(), r#"{"subject":null,"isRead":true}"#);
    let new = mail::NewMessage { importance: Some(Importance::High), ..Default::default() };
    assert_eq!(serde_json::to_string(&new).unwrap(), r#"{"importance":"high"}"#);
}

#[test]
fn numbers_that_are_none_spoil_no_page() {
    let json = r#"[
        {"id": "1", "defaultPrice": "INF", "defaultLocation":
            {"coordinates": {"latitude": "NaN", "longitude": -0.5}, "locationType": "ship"}},
        {"id": "2"}
    ]"#;
    let services: Vec<bookings::BookingService> = serde_json::from_str(json).unwrap();
    assert_eq!(services[0].default_price, Some(f64::INFINITY));
    let location = services[0].default_location.as_ref().unwrap();
    assert_eq!(location.location_type, Some(LocationType::Other("ship".to_owned())));
    let coordinates = location.coordinates.as_ref().unwrap();
    assert!(coordinates.latitude.unwrap().is_nan());
    assert_eq!(coordinates.longitude, Some(-0.5));
    assert_eq!(services[1].id, "2");
}

#[test]
fn a_function_within_a_path_has_typed_arguments() {
    let row = "/me/drive/items/{}/workbook/tables/{}/rows/itemAt(index={})/range";
    let ran = run(&["new", "GET", row], b"");
    assert!(ran.out.contains("index: i32)"), "{}{}", ran.out, ran.err);
}

#[test]
fn fields_must_exist() {
    let ran = run(&["new", "--fields", "id,subjct", "GET", "/me/messages"], b"");
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("`message` has no such property that an answer holds; did you mean `subject`"),
        "{}",
        ran.err
    );
}

#[test]
fn dates_are_of_the_crate_that_is_asked_for() {
    let ran = run(&["--format", "json", "new", "--dates", "chrono", "GET", "/me/messages"], b"");
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let code = printed["code"].as_str().unwrap();
    assert!(code.contains("pub received_date_time: Option<chrono::DateTime<chrono::Utc>>,"), "{code}");
    let needed = serde_json::json!(["graph-action (with the feature `chrono`)", "chrono"]);
    assert_eq!(printed["dependencies"], needed);
}

#[test]
fn the_permissions_cover_the_fields() {
    let some = run(&["new", "--fields", "id,sign_in_activity", "GET", "/users"], b"").out;
    assert!(some.contains("scope = [\"User.ReadBasic.All\", \"AuditLog.Read.All\"]"), "{some}");
    let all = run(&["new", "--fields", "*", "GET", "/users"], b"").out;
    assert!(all.contains("scope = \"User.ReadBasic.All\"") && !all.contains("pub sign_in_activity"), "{all}");
}

#[test]
fn properties_that_graph_sets_are_not_sent() {
    for call in [["POST", "/solutions/bookingBusinesses"], ["PATCH", "/solutions/bookingBusinesses/{id}"]] {
        let printed = run(&["new", call[0], call[1]], b"").out;
        assert!(printed.contains("pub business_type:") && !printed.contains("pub is_published:"), "{printed}");
    }
}

#[test]
fn all_fields_and_no_more_than_asked_for() {
    let all = run(&["new", "--fields", "*", "GET", "/me/messages"], b"").out;
    assert!(all.contains("pub unique_body: Option<ItemBody>,") && !all.contains("pub attachments"), "{all}");
    let some = run(&["new", "--fields", "subject,attachments", "GET", "/me/messages"], b"").out;
    let message = some.split("pub struct Message {").nth(1).and_then(|rest| rest.split('}').next());
    let fields = "\n    pub subject: Option<String>,\n    pub attachments: Vec<Attachment>,\n";
    assert_eq!(message, Some(fields));
}
