//! The output and the exit code of each subcommand but `import`.

mod common;

use serde_json::Value;

use common::{Scratch, expect_file, run};

fn json(arguments: &[&str], input: &str) -> (Value, Option<i32>) {
    let mut all = vec!["--format", "json"];
    all.extend(arguments);
    let ran = run(&all, input.as_bytes());
    (parse(&ran.out), ran.code)
}

#[allow(clippy::expect_used, reason = "a test stops at what is wrong with it")]
fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect(text)
}

#[test]
fn explanations() {
    for (file, arguments) in [
        ("action", vec!["POST", "/me/sendMail"]),
        ("collection", vec!["GET", "/users/{id | userPrincipalName}/messages/"]),
        ("function", vec!["GET", "/drives/{id}/items/{id}/workbook/worksheets/{id}/range(address='{address}')"]),
        ("content", vec!["PUT", "/me/drive/root:/{item-path}:/content"]),
        ("reference", vec!["POST", "/groups/<id>/members/$ref"]),
        ("relative", vec!["PATCH", "/messages/<id>", "--root", "user"]),
        ("own-root", vec!["GET", "/messages", "--root", "channel"]),
        ("deprecated", vec!["GET", "/security/alerts"]),
        ("unlisted", vec!["PUT", "/me/messages/{id}"]),
        ("type", vec!["event"]),
        ("type-complex", vec!["#microsoft.graph.emailAddress"]),
        ("type-abstract", vec!["microsoft.graph.attachment"]),
        ("type-enumeration", vec!["importance"]),
        ("type-flags", vec!["clonableTeamParts"]),
        ("type-fields", vec!["bookingAppointment", "--fields", "id,startDateTime", "--dates", "jiff"]),
        ("type-beta", vec!["activityStatistics", "--version", "beta"]),
        ("property", vec!["event/attendees"]),
        ("property-permission", vec!["User/sign_in_activity"]),
        ("property-content", vec!["callRecording/content"]),
    ] {
        let all: Vec<&str> = std::iter::once("explain").chain(arguments).collect();
        let ran = run(&all, b"");
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{file}");
        expect_file(&format!("snapshots/explain-{file}.txt"), &ran.out);
    }
}

#[test]
fn an_explanation_as_json() {
    let (value, code) = json(&["explain", "POST", "/me/messages/{id}/send"], "");
    assert_eq!(code, Some(0));
    assert_eq!(value["operation"], "action");
    assert_eq!(value["permissions"]["application"][0]["permission"], "Mail.Send");
    assert_eq!(value["permissions"]["application"][0]["least"], true);
    assert_eq!(value["signature"], "async fn send(&self, id: &str) -> Result<()>;");
    assert_eq!(value["attribute"], r#"#[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]"#);
}

#[test]
fn a_type_as_json() {
    let (value, code) = json(&["explain", "user", "--fields", "id,signInActivity"], "");
    assert_eq!((code, &value["schemaVersion"]), (Some(0), &serde_json::json!(1)));
    assert_eq!(value["kind"], "entity");
    assert_eq!(value["bases"], serde_json::json!(["directoryObject", "entity"]));
    assert_eq!(value["keys"], serde_json::json!(["userPrincipalName"]));
    assert!(value["usedBy"].as_array().unwrap().contains(&serde_json::json!("/users")));
    let property = |name: &str| {
        let properties = value["properties"].as_array().unwrap();
        properties.iter().find(|property| property["name"] == name).unwrap()
    };
    assert_eq!(property("signInActivity")["permission"]["oneOf"], serde_json::json!(["AuditLog.Read.All"]));
    assert_eq!(property("messages")["navigation"], "contained");
    assert_eq!(property("id")["declaredBy"], "entity");
    assert!(value["code"].as_str().unwrap().contains("pub sign_in_activity: Option<SignInActivity>,"));

    let (value, _) = json(&["explain", "#microsoft.graph.importance"], "");
    assert_eq!(value["members"], serde_json::json!(["low", "normal", "high"]));
    assert_eq!((&value["kind"], &value["flags"]), (&"enumeration".into(), &false.into()));

    let (value, _) = json(&["explain", "mobileApp/createdDateTime"], "");
    assert_eq!(value["property"]["readOnly"], "computed");
}

#[test]
fn what_cannot_be_explained_names_the_mistake() {
    for (arguments, message) in [
        (vec!["GET", "/me/mesages"], "error: `/me/mesages`: there is no `mesages` on `user`; did you mean `messages`?"),
        (vec!["DELETE", "/me/messages"], "error: `/me/messages`: a collection of `message` takes no DELETE"),
        (vec!["GET", "me"], "error: `me`: a path starts with `/`"),
        (
            vec!["GET", "/messages", "--root", "usr"],
            "error: `--root usr`: Graph has no type of this name; did you mean `user`",
        ),
        (vec!["GET", "/x", "--root", "emailAddress"], "`emailAddress` is no entity"),
        (vec!["FETCH", "/me"], "error: invalid value 'FETCH' for '<METHOD>': expected GET, POST, PUT, PATCH or DELETE"),
        (vec!["GET"], "error: `GET`: the method has no path"),
        (
            vec!["/me/messages"],
            "error: `/me/messages`: write the method before the path: `graph-action explain GET '/me/messages'`",
        ),
        (vec!["events"], "error: `events`: Graph has no type of this name; did you mean `event`?"),
        (
            vec!["#microsoft.graph.callRecord"],
            "error: `callRecord`: Graph has no type of this name; did you mean `callRecords.callRecord`",
        ),
        (vec!["activityStatistics"], "only beta has a type of this name; write `--version beta`"),
        (vec!["String"], "error: `String`: this is a primitive type of OData"),
        (
            vec!["event/atendees"],
            "error: `event/atendees`: `event` has no property `atendees`; did you mean `attendees`?",
        ),
        (vec!["event/subject/x"], "`subject` is of type String, which has no properties"),
        (vec!["event/importance/x"], "`importance` is an enumeration, which has no properties"),
        (vec!["event", "attendees"], "a type stands alone, and its property is `event/attendees`"),
        (vec!["event", "--fields", "subjct"], "error: `--fields subjct`: `event` has no such property"),
        (vec!["event/subject", "--fields", "id"], "`--fields` is for a whole type"),
        (vec!["event", "--root", "user"], "error: `--root` is for a path"),
        (vec!["GET", "/me", "--fields", "id"], "error: `--fields` and `--dates` are for the struct of a type"),
    ] {
        let all: Vec<&str> = std::iter::once("explain").chain(arguments).collect();
        let ran = run(&all, b"");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(message), "{}", ran.err);
    }
}

#[test]
fn searches() {
    for (file, words) in [
        ("send-mail", vec!["send", "mail"]),
        ("calendar-view", vec!["calendar", "view", "--limit", "4"]),
        ("delete-event", vec!["delete", "event", "--limit", "3"]),
        ("typo", vec!["mesages", "--limit", "3"]),
        ("type", vec!["list", "chatMessage", "--limit", "5"]),
    ] {
        let all: Vec<&str> = std::iter::once("search").chain(words).collect();
        let (first, second) = (run(&all, b""), run(&all, b""));
        assert_eq!((first.code, first.err.as_str()), (Some(0), ""), "{file}");
        assert_eq!(first.out, second.out);
        expect_file(&format!("snapshots/search-{file}.txt"), &first.out);
    }
}

#[test]
fn every_path_that_is_found_can_be_explained() {
    let (value, _) = json(&["search", "workbook", "range", "--limit", "8"], "");
    let found = value["operations"].as_array().unwrap();
    assert_eq!(found.len(), 8);
    for operation in found {
        let (method, path) = (operation["method"].as_str().unwrap(), operation["path"].as_str().unwrap());
        let ran = run(&["explain", method, path], b"");
        assert_eq!(ran.code, Some(0), "{path}: {}", ran.err);
    }
}

#[test]
fn a_search_without_result_is_a_finding() {
    assert_eq!(run(&["search", "xyzzyq"], b"").code, Some(1));
    let (value, code) = json(&["search", "xyzzyq"], "");
    assert_eq!((value["operations"].as_array().map(Vec::len), code), (Some(0), Some(1)));
    assert_eq!(run(&["search", "/"], b"").code, Some(2));
    assert_eq!(run(&["search"], b"").code, Some(2));
    assert_eq!(run(&["search", "mail", "--limit", "0"], b"").code, Some(2));
}

#[test]
fn new_traits() {
    let (value, code) = json(&["new", "GET", "/me/events", "/groups/{id}/events", "/users/{id}/events"], "");
    assert_eq!(code, Some(0));
    // One for users, whom `/me` is one of, and one for groups.
    assert_eq!(value["traits"], serde_json::json!(["Events", "EventsApi"]));
    let code = value["code"].as_str().unwrap();
    assert_eq!(code.matches("graph_action(").count(), 2, "{code}");

    // `Root` is a name that the printed code imports.
    let (value, _) = json(&["new", "GET", "/drives/{id}/root/children"], "");
    assert_eq!(value["traits"], serde_json::json!(["RootApi"]));

    let several = run(&["new", "--trait", "Mail", "GET", "/me/events", "/groups/{id}/events"], b"");
    assert_eq!(several.code, Some(2));
    assert!(several.err.contains("several roots (user, group)"), "{}", several.err);
    for arguments in [
        vec!["new", "/me", "GET"],
        vec!["new", "GET", "POST"],
        vec!["new", "GET", "/me", "POST"],
        vec!["new", "GET", "/mee"],
        vec!["new", "--trait", "mail", "GET", "/me"],
        vec!["new", "--trait", "User", "GET", "/me"],
        vec!["new", "--trait", "Option", "GET", "/me"],
        vec!["new"],
    ] {
        let ran = run(&arguments, b"");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
}

const LINES: &str = "\
POST\t/me/messages/{id}/send\tMail.Send
GET\t/me/mesages
GET\t/users/{id | userPrincipalName}/messages/\tMail.ReadWrite
GET\t/me/messages\tMail.Raed
POST\t/me/messages/<id>/send\tMail.Read
DELETE\t/me/messages
PUT\t/me/messages/{id}
GET\t/sites/{host}:/{server-relative-path}
GET\t/me/drive/root:/{path}:/content
GET\t/me/events?$select=subjct

no tabs
FETCH\t/me
GET\t/me//messages
GET\t/me\tUser.Read\tmore
";

#[test]
fn verdicts() {
    let ran = run(&["check"], LINES.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    expect_file("snapshots/check.tsv", &ran.out);
    for line in ran.out.lines() {
        assert_eq!(line.split('\t').count(), 4, "{line}");
    }
    let crlf = run(&["check", "-"], format!("\u{feff}{}", LINES.replace('\n', "\r\n")).as_bytes());
    assert_eq!(crlf.out, ran.out);
}

#[test]
fn verdicts_are_those_of_the_compiler() {
    // The table that the judgement is tested with, which the macros ask too.
    let table = include_str!("../../codegen/tests/permissions.tsv");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    let input: String = rows.iter().map(|row| format!("{}\n", row[..3].join("\t"))).collect();
    let ran = run(&["check"], input.as_bytes());
    let printed: Vec<&str> = ran.out.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
    assert_eq!(printed.len(), rows.len());
    for (row, verdict) in rows.iter().zip(printed) {
        assert_eq!(verdict, row[3], "{row:?}");
    }
}

#[test]
fn the_least_is_the_same_everywhere() {
    let text = |arguments: &[&str]| run(arguments, b"").out;
    for (method, path, scope) in [
        (
            "GET",
            "/groups/{id}/events/{id}",
            "scope(delegated = \"Group.Read.All\", application = \"Calendars.ReadBasic\")",
        ),
        ("GET", "/users?$select=displayName,signInActivity", "scope = [\"User.ReadBasic.All\", \"AuditLog.Read.All\"]"),
        ("GET", "/me/messages?$select=body", "scope = \"Mail.Read\""),
    ] {
        assert!(text(&["new", method, path]).contains(scope), "{}", text(&["new", method, path]));
        assert!(text(&["explain", method, path]).contains(scope), "{}", text(&["explain", method, path]));
        let checked = run(&["check"], format!("{method}\t{path}\n").as_bytes()).out;
        assert!(checked.contains(&format!("needs {scope}")), "{checked}");
    }
}

#[test]
fn who_subscribes_chooses_the_permission() {
    let ran = run(&["new", "POST", "/subscriptions"], b"");
    assert!(ran.out.contains("// scope: the permission to read what `resource` names\n"), "{}", ran.out);
    assert!(ran.out.contains("//     an event: Calendars.Read\n"), "{}", ran.out);
    assert!(ran.out.contains("scope = \"…\""), "{}", ran.out);
}

#[test]
fn verdicts_as_json() {
    let (value, code) = json(&["check"], LINES);
    assert_eq!(code, Some(1));
    let lines = value["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 14);
    assert_eq!((&lines[1]["verdict"], &lines[1]["line"]), (&Value::from("unknown-path"), &Value::from(2)));
    assert_eq!(lines[1]["repair"], "write `/me/messages`");
    assert_eq!(lines[10]["line"], 12);
}

#[test]
fn options_of_check() {
    let verdict = |arguments: &[&str], line: &str| {
        let all: Vec<&str> = std::iter::once("check").chain(arguments.iter().copied()).collect();
        let ran = run(&all, line.as_bytes());
        (ran.out.split('\t').next().unwrap_or("").to_owned(), ran.code)
    };
    let is = |name: &str, code| (name.to_owned(), Some(code));
    assert_eq!(verdict(&[], "GET\t/messages"), is("unknown-path", 1));
    assert_eq!(verdict(&["--root", "user"], "GET\t/messages\tMail.ReadBasic"), is("ok", 0));
    assert_eq!(verdict(&["--root", "channel"], "GET\t/messages"), is("ok", 0));
    assert_eq!(verdict(&[], "GET\t/me/messages\tMail.ReadWrite"), is("overprivileged", 0));
    assert_eq!(verdict(&[], "GET\t/me/messages\tMail.ReadBasic, User.Read"), is("overprivileged", 0));
    assert_eq!(verdict(&["--flow", "application"], "GET\t/me/messages"), is("unknown-path", 1));
    assert_eq!(
        verdict(&["--flow", "application"], "GET\t/users/{id}/messages\tMail.ReadBasic"),
        is("insufficient-scope", 1)
    );
    assert_eq!(verdict(&["--flow", "delegated"], "GET\t/users/{id}/messages\tMail.ReadBasic"), is("ok", 0));
    let range = "GET\t/drives/{id}/items/{id}/workbook/worksheets";
    assert_eq!(verdict(&[], range), is("ok", 0));
    assert_eq!(verdict(&["--cloud", "china"], range), is("unknown-path", 1));
    assert_eq!(verdict(&["--cloud", "us_gov_l5"], "GET\t/me"), is("ok", 0));
    assert_eq!(verdict(&[], "GET\t/accessReviews"), is("unknown-path", 1));
    assert_eq!(verdict(&["--version", "beta"], "GET\t/accessReviews"), is("ok", 0));
    assert_eq!(verdict(&["--version", "beta"], "GET\t/nothing/like/that"), is("unknown-path", 1));
    assert_eq!(verdict(&["--version", "beta"], "GET\t/groupSettings"), is("unknown-path", 1));
    assert_eq!(verdict(&["--cloud", "singapore"], "GET\t/me/messages"), is("unknown-path", 1));
    assert_eq!(verdict(&[], ""), is("", 0));

    for arguments in [["--cloud", "mars"], ["--root", "nothing"], ["--version", "v2"], ["--flow", "both"]] {
        assert_eq!(verdict(&arguments, "GET\t/me"), is("", 2), "{arguments:?}");
    }
    let missing = run(&["check", "no-such-file.tsv"], b"");
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.starts_with("error: no-such-file.tsv: "), "{}", missing.err);
    let bytes = run(&["check"], b"GET\t/me/\xff\n\0\x1b[31m\t\t\nGET\t/me\n");
    assert_eq!(bytes.code, Some(1));
    assert!(!bytes.out.contains(['\u{1b}', '\0']));
    assert_eq!(
        bytes.out.lines().map(|line| line.split('\t').next().unwrap()).collect::<Vec<_>>(),
        ["malformed", "malformed", "ok"]
    );
}

/// Every line gets one verdict, whatever it contains.
#[test]
fn no_line_stops_the_check() {
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let pieces = [
        "GET", "\t", "/", "me", "{", "}", "<", ">", "'", "(", ")", ":", "?", "$select=", ",", "=", "messages", "é",
        "..", " ",
    ];
    let mut text = String::new();
    for _ in 0..2000 {
        text.push_str("GET\t");
        for _ in 0..12 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            text.push_str(pieces[usize::try_from(random % pieces.len() as u64).unwrap()]);
        }
        text.push('\n');
    }
    let ran = run(&["check"], text.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert_eq!(ran.out.lines().count(), 2000);
}

const MAIL: &str = r#"
use graph_action::{Result, graph_action, graph_api};

#[graph_api]
pub trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    async fn list(&self) -> Result<()>;
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, subject: &str) -> Result<()>;
}

mod inner {
    pub trait Alone {
        #[graph_action(POST, "/messages/<id>/send", scope(delegated = "Mail.Send"))]
        async fn send(&self, id: &str) -> Result<()>;
    }

    #[graph_api(root = service, flow = application)]
    pub trait Users {
        #[graph_action(GET, "/users", scope = "User.Read.All")]
        async fn all(&self) -> Result<()>;
    }
}
"#;

#[test]
fn permissions_of_a_crate() {
    let scratch = Scratch::new("scopes");
    scratch.write("src/deep/mail.rs", MAIL);
    scratch.write("src/lib.rs", "mod deep { pub mod mail; }");
    let directory = scratch.0.display().to_string();
    let ran = run(&["scopes", &directory], b"");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    expect_file("snapshots/scopes.txt", &ran.out.replace(&directory, "mail"));

    let (value, _) = json(&["scopes", &directory], "");
    let names = |flow: &str, what: &str| -> Vec<String> {
        value[flow][what].as_array().unwrap().iter().map(|one| one["permission"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("delegated", "needed"), ["Mail.ReadWrite", "Mail.Send"]);
    assert_eq!(names("delegated", "covered"), ["Mail.Read"]);
    assert_eq!(names("application", "needed"), ["Mail.ReadWrite", "User.Read.All"]);

    let manifest = run(&["scopes", &directory, "--manifest"], b"");
    let manifest: Value = serde_json::from_str(&manifest.out).unwrap();
    // From Microsoft's permissions reference: delegated Mail.ReadWrite and Mail.Send, then Mail.ReadWrite and
    // User.Read.All of applications.
    assert_eq!(
        manifest,
        serde_json::json!({ "requiredResourceAccess": [{
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [
                { "id": "024d486e-b451-40bb-833d-3e66d98c5c73", "type": "Scope" },
                { "id": "e383f46e-2787-4529-855e-0e479a3ffac0", "type": "Scope" },
                { "id": "e2a3a72e-5f79-4c64-b1b1-878b674786c9", "type": "Role" },
                { "id": "df021288-bdef-4463-88db-98f22de89214", "type": "Role" },
            ],
        }] })
    );
    let delegated = run(&["scopes", &directory, "--manifest", "--flow", "delegated"], b"");
    assert!(!delegated.out.contains("Role"));
}

/// The delegated permissions that `scopes` finds: the needed ones, and the covered ones with those that cover them. The
/// manifest must have the same needed ones.
#[allow(clippy::unwrap_used, reason = "a test stops at what is wrong with it")]
fn delegated_scopes(name: &str, actions: &[&str]) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let scratch = Scratch::new(name);
    let methods: String = actions
        .iter()
        .enumerate()
        .map(|(place, action)| {
            let (attribute, argument) = action.split_once(" | ").unwrap_or((action, ""));
            format!("    #[graph_action({attribute})]\n    async fn a{place}(&self, {argument}) -> Result<()>;\n")
        })
        .collect();
    scratch.write("src/lib.rs", &format!("#[graph_api]\npub trait Api {{\n{methods}}}\n"));
    let directory = scratch.0.display().to_string();
    let (value, code) = json(&["scopes", &directory, "--flow", "delegated"], "");
    assert_eq!(code, Some(0));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = |what: &str| value["delegated"][what].as_array().unwrap().clone();
    let needed: Vec<String> = list("needed").iter().map(|one| text(&one["permission"])).collect();
    let covered: Vec<(String, Vec<String>)> = list("covered")
        .iter()
        .map(|one| (text(&one["permission"]), one["coveredBy"].as_array().unwrap().iter().map(text).collect()))
        .collect();
    for (permission, by) in &covered {
        assert!(!by.is_empty() && by.iter().all(|keeper| needed.contains(keeper)), "{permission}: {by:?}");
        assert!(!needed.contains(permission), "{permission}");
    }
    let manifest = run(&["scopes", &directory, "--flow", "delegated", "--manifest"], b"");
    assert_eq!((manifest.code, manifest.err.as_str()), (Some(0), ""));
    let manifest = parse(&manifest.out);
    let access = manifest["requiredResourceAccess"][0]["resourceAccess"].as_array().unwrap();
    assert_eq!(access.len(), needed.len(), "{manifest}");
    (needed, covered)
}

#[test]
fn no_permission_of_another_resource_covers() {
    let (needed, covered) = delegated_scopes(
        "families",
        &[
            r#"GET, "/messages?$select=body", scope = "Mail.Read""#,
            r#"POST, "/messages/<id>/attachments/createUploadSession", scope = "Mail.ReadWrite" | id: &str"#,
            r#"POST, "/events", scope = "Calendars.ReadWrite""#,
            r#"GET, "/?$select=signInActivity", scope = ["AuditLog.Read.All", "User.Read.All"]"#,
        ],
    );
    assert_eq!(needed, ["AuditLog.Read.All", "Calendars.ReadWrite", "Mail.Read", "Mail.ReadWrite", "User.Read.All"]);
    assert_eq!(covered, []);
}

#[test]
fn what_covers_is_needed_itself() {
    let (needed, covered) = delegated_scopes(
        "chain",
        &[
            r#"GET, "/messages", scope = "Mail.ReadBasic""#,
            r#"GET, "/messages", scope = "Mail.Read""#,
            r#"POST, "/messages", scope = "Mail.ReadWrite""#,
        ],
    );
    assert_eq!(needed, ["Mail.ReadWrite"]);
    let by = || vec!["Mail.ReadWrite".to_owned()];
    assert_eq!(covered, [("Mail.Read".to_owned(), by()), ("Mail.ReadBasic".to_owned(), by())]);
}

#[test]
fn what_is_declared_stays_unless_it_is_plainly_contained() {
    for (name, action, permission) in [
        ("unchecked", r#"GET, "/messages", scope = "Mail.Read", unchecked = "it says why""#, "Mail.Read"),
        ("select", r#"GET, "/messages?$select=body", scope = "Mail.Read""#, "Mail.Read"),
        ("expand", r#"GET, "/messages?$expand=attachments", scope = "Mail.Read""#, "Mail.Read"),
        ("search", r#"GET, "/messages?$search=<words>", scope = "Mail.Read" | words: &str"#, "Mail.Read"),
        ("query", r#"GET, "/messages", scope = "Mail.Read" | #[query("$select")] select: &[&str]"#, "Mail.Read"),
        ("several", r#"GET, "/messages", scope = ["Mail.Read", "User.Read"]"#, "Mail.Read"),
        ("verb", r#"POST, "/messages/<id>/send", scope = "Mail.Send" | id: &str"#, "Mail.Send"),
    ] {
        let write = r#"POST, "/messages", scope = "Mail.ReadWrite""#;
        let (needed, covered) = delegated_scopes(name, &[action, write]);
        assert!(needed.iter().any(|one| one == permission), "{name}: {needed:?}");
        assert_eq!(covered, [], "{name}");
    }
    // One that contains less never covers, whatever Microsoft lists.
    for (name, narrow, wide) in [("basic", "Mail.ReadBasic", "Mail.Read"), ("broad", "Mail.Read", "Mail.ReadWrite")] {
        let list = |permission: &str| format!(r#"GET, "/messages", scope = "{permission}""#);
        let (needed, covered) = delegated_scopes(name, &[&list(narrow), &list(wide)]);
        assert_eq!(needed, [wide]);
        assert_eq!(covered, [(narrow.to_owned(), vec![wide.to_owned()])]);
    }
}

#[test]
fn sources_that_cannot_be_read_are_named() {
    let scratch = Scratch::new("broken");
    let directory = scratch.0.display().to_string();
    let without = run(&["scopes", &directory], b"");
    assert_eq!(without.code, Some(2));
    assert!(without.err.contains("name the directory of a crate"), "{}", without.err);

    let broken = scratch.write("src/a.rs", "pub trait {\n");
    let wrong = scratch.write(
        "src/b.rs",
        "trait T {\n    #[graph_action(GET, \"/me\", scpe = \"User.Read\")]\n    async fn me(&self) -> Result<()>;\n\
         \x20   #[graph_action(GET, \"messages\", scope = none)]\n    async fn list(&self) -> Result<()>;\n}\n",
    );
    let ran = run(&["scopes", &directory], b"");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains(&format!("error: {broken}:1:11: ")), "{}", ran.err);
    assert!(ran.err.contains(&format!("error: {wrong}:2:32: `#[graph_action]` has no option `scpe`")), "{}", ran.err);
    assert!(ran.err.contains(&format!("error: {wrong}:4:25: a path starts with `/`")), "{}", ran.err);
}

#[test]
fn an_unknown_permission_is_a_finding() {
    let scratch = Scratch::new("unknown");
    scratch.write(
        "src/lib.rs",
        "trait T {\n    #[graph_action(GET, \"/messages\", scope = \"Mail.Raed\")]\n\
         \x20   async fn me(&self) -> Result<()>;\n}\n",
    );
    let ran = run(&["scopes", &scratch.0.display().to_string()], b"");
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("lib.rs:3:14: Microsoft publishes no permission `Mail.Raed`; did you mean `Mail.Read`"),
        "{}",
        ran.err
    );
}

#[test]
fn usage() {
    assert_eq!(run(&[], b"").code, Some(2));
    assert_eq!(run(&["chek"], b"").code, Some(2));
    assert_eq!(run(&["--help"], b"").code, Some(0));
    assert_eq!(run(&["explain", "GET", "/me", "--format", "yaml"], b"").code, Some(2));
}

#[test]
fn methods_and_lines_in_the_way_people_type_them() {
    assert_eq!(run(&["explain", "get", "/me"], b"").out, run(&["explain", "GET", "/me"], b"").out);
    let ran = run(&["check"], b"get /me User.Read\nGET  /me/messages?$filter=subject eq 'a b'  Calendars.Read\n");
    let rows: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split('\t').take(3).collect()).collect();
    assert_eq!(rows[0], ["ok", "get", "/me"]);
    assert_eq!(rows[1], ["insufficient-scope", "GET", "/me/messages?$filter=subject eq 'a b'"]);
}

#[test]
fn json_has_a_version_and_errors_are_json() {
    for arguments in [vec!["explain", "GET", "/me"], vec!["search", "mail"], vec!["new", "GET", "/me"]] {
        let (value, _) = json(&arguments, "");
        assert_eq!(value["schemaVersion"], 1, "{arguments:?}");
    }
    for arguments in [
        vec!["--format", "json", "explain", "GET", "/mee"],
        vec!["--format", "json", "explain", "FETCH", "/me"],
        vec!["--format=json", "check", "/no/such/file"],
    ] {
        let ran = run(&arguments, b"");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        let value = parse(&ran.err);
        assert_eq!(value["schemaVersion"], 1);
        assert_eq!(value["errors"].as_array().map(Vec::len), Some(1), "{value}");
    }
}

#[test]
fn colours_when_they_are_wanted() {
    let plain = run(&["search", "send", "mail"], b"").out;
    let coloured = run(&["search", "send", "mail", "--color", "always"], b"").out;
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1mPOST"));
    assert!(coloured.contains("\u{1b}]8;;https://learn.microsoft.com/graph/api/user-sendmail\u{1b}\\"), "{coloured}");
    assert_eq!(run(&["search", "send", "mail", "--color", "never"], b"").out, plain);
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&["completions", shell], b"");
        assert_eq!(ran.code, Some(0));
        assert!(ran.out.contains("explain"), "{shell}");
    }
    assert!(run(&["man"], b"").out.contains("graph\\-action"));
    let scratch = Scratch::new("man");
    let directory = scratch.0.display().to_string();
    assert_eq!(run(&["man", &directory], b"").code, Some(0));
    assert!(scratch.0.join("graph-action-check.1").exists());
}

#[cfg(unix)]
#[test]
fn inputs_without_an_end_are_refused() {
    let scratch = Scratch::new("endless");
    let pipe = scratch.0.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let name = pipe.display().to_string();
    let ran = run(&["check", &name], b"");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains(&format!("{name}: is no regular file")), "{}", ran.err);
    let directory = scratch.0.display().to_string();
    assert!(run(&["check", &directory], b"").err.contains("is a directory"));

    let deep = format!("fn f() {{ {}{} }}", "(".repeat(100_000), ")".repeat(100_000));
    scratch.write("src/lib.rs", &deep);
    let ran = run(&["scopes", &directory], b"");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("nested more than"), "{}", ran.err);
    assert_eq!(run(&["search", &"x".repeat(100_000)], b"").code, Some(1));
}

#[test]
fn permissions_of_examples_and_tests_count() {
    let scratch = Scratch::new("targets");
    let directory = scratch.0.display().to_string();
    let action = |name: &str, scope: &str| {
        format!(
            "#[graph_api] trait {name} {{ \
             #[graph_action(GET, \"/messages\", scope = \"{scope}\")] async fn a(&self) -> Result<()>; }}"
        )
    };
    scratch.write("examples/one.rs", &action("One", "Mail.Read"));
    scratch.write("tests/two.rs", &action("Two", "Mail.ReadBasic"));
    let ran = run(&["scopes", &directory], b"");
    assert!(ran.out.contains("examples/one.rs") && ran.out.contains("tests/two.rs"), "{}{}", ran.out, ran.err);
}

#[test]
fn operations_of_beta() {
    let of_beta = |arguments: &[&str]| run(&[arguments, &["--version", "beta"]].concat(), b"");
    let statistics = "/me/analytics/activityStatistics";
    let explained = of_beta(&["explain", "GET", statistics]);
    assert!(explained.out.contains("Lists `activityStatistics`"), "{}", explained.out);
    assert!(explained.out.contains("version = \"beta\""), "{}", explained.out);
    assert_eq!(run(&["explain", "GET", statistics], b"").code, Some(2));
    let found = of_beta(&["search", "activity", "statistics"]);
    assert!(found.out.contains(statistics), "{}", found.out);
    assert!(!run(&["search", "activity", "statistics"], b"").out.contains(statistics));
    let made = of_beta(&["new", "GET", statistics]);
    assert!(made.out.contains("version = \"beta\"") && made.out.contains("struct ActivityStatistics"), "{}", made.out);
}
