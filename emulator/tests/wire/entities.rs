//! Entities that the emulator only stores: validation, links, queries, keys and etags.

use graph_action_emulator::{Asked, Emulator};
use serde_json::{Value, json};

use crate::client::{Client, jwt, start};

const EVENTUAL: [&str; 1] = ["ConsistencyLevel: eventual"];

async fn group(client: &mut Client, name: &str) -> String {
    let body = json!({"displayName": name, "mailEnabled": false, "mailNickname": name, "securityEnabled": true});
    let created = client.post("/v1.0/groups", body).await;
    assert_eq!(created.status, 201, "{}", created.text());
    created.json()["id"].as_str().unwrap().to_owned()
}

async fn names(client: &mut Client, target: &str) -> Vec<String> {
    let page = client.send("GET", target, &EVENTUAL, None).await;
    assert_eq!(page.status, 200, "{target}: {}", page.text());
    let items = page.json()["value"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["displayName"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn bodies_are_checked_against_the_schema() {
    let (_emulator, mut client) = start().await;
    let good = json!({"displayName": "S", "mailEnabled": false, "mailNickname": "s", "securityEnabled": true});
    for (name, value) in [
        ("displayNam", json!("x")),
        ("mailEnabled", json!("no")),
        ("groupTypes", json!("Unified")),
        ("assignedLabels", json!([{"label": 1}])),
        ("createdOnBehalfOf", json!({"id": "x"})),
    ] {
        let mut body = good.clone();
        body[name] = value;
        let refused = client.post("/v1.0/groups", body).await;
        assert_eq!(refused.error(), (400, "BadRequest".to_owned()), "{name}");
        assert!(refused.text().contains(name) || refused.text().contains("label"), "{}", refused.text());
    }
    for name in ["displayName", "mailEnabled", "mailNickname", "securityEnabled"] {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(name);
        let refused = client.post("/v1.0/groups", body).await;
        assert_eq!(refused.error(), (400, "Request_BadRequest".to_owned()));
        assert!(refused.text().contains(&format!("'{name}'")), "{}", refused.text());
    }
    let mut body = good;
    body["id"] = json!("forged");
    body["createdDateTime"] = json!("2001-01-01T00:00:00Z");
    let created = client.post("/v1.0/groups", body).await;
    let group = created.json();
    assert_eq!(group["id"].as_str().map(str::len), Some(36));
    assert_ne!(group["createdDateTime"], "2001-01-01T00:00:00Z");
    let location = created.header("location").unwrap().to_owned();
    assert_eq!(client.follow(&location).await.json()["displayName"], "S");
}

#[tokio::test]
async fn users_are_created_changed_and_removed() {
    let (_emulator, mut client) = start().await;
    let body = json!({
        "accountEnabled": true, "displayName": "Lee Gu", "mailNickname": "leeg",
        "passwordProfile": {"password": "x"}, "userPrincipalName": "leeg@contoso.com",
    });
    let created = client.post("/v1.0/users", body.clone()).await.json();
    assert_eq!(created["displayName"], "Lee Gu");
    let taken = client.post("/v1.0/users", body).await;
    assert_eq!(taken.error(), (400, "Request_BadRequest".to_owned()));
    let user = "/v1.0/users/LEEG@contoso.com";
    let change = json!({"jobTitle": "Director", "department": "Sales"});
    assert_eq!(client.json("PATCH", user, change).await.status, 204);
    assert_eq!(client.json("PATCH", user, json!({"jobTitle": null})).await.status, 204);
    let read = client.get(&format!("{user}?$select=jobTitle,department,passwordProfile")).await.json();
    assert_eq!((&read["jobTitle"], &read["department"]), (&Value::Null, &json!("Sales")));
    assert_eq!(read["passwordProfile"], Value::Null);
    // A user has a mailbox.
    assert_eq!(client.get(&format!("{user}/messages/$count")).await.text(), "0");
    assert_eq!(client.send("DELETE", user, &[], None).await.status, 204);
    assert_eq!(client.get(user).await.error(), (404, "Request_ResourceNotFound".to_owned()));
    let deleted = client.get("/v1.0/directory/deletedItems/microsoft.graph.user").await.json();
    assert_eq!(deleted["value"][0]["id"], created["id"]);
    let restore = format!("/v1.0/directory/deletedItems/{}/restore", created["id"].as_str().unwrap());
    assert_eq!(client.post(&restore, json!({})).await.status, 200);
    assert_eq!(client.get(user).await.status, 200);
}

#[tokio::test]
async fn links_have_two_directions() {
    let (_emulator, mut client) = start().await;
    let (inner, outer) = (group(&mut client, "Inner").await, group(&mut client, "Outer").await);
    let url = format!("/v1.0/groups/{inner}/members/$ref");
    let adele = json!({"@odata.id": "https://graph.microsoft.com/v1.0/users/adele@contoso.com"});
    assert_eq!(client.post(&url, adele.clone()).await.status, 204);
    assert_eq!(client.post(&url, adele).await.error(), (400, "Request_BadRequest".to_owned()));
    let nested = json!({"@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{inner}")});
    assert_eq!(client.post(&format!("/v1.0/groups/{outer}/members/$ref"), nested).await.status, 204);
    let nobody = json!({"@odata.id": "https://graph.microsoft.com/v1.0/users/nobody@contoso.com"});
    assert_eq!(client.post(&url, nobody).await.status, 404);

    assert_eq!(names(&mut client, "/v1.0/me/memberOf").await, ["Inner"]);
    assert_eq!(names(&mut client, "/v1.0/me/transitiveMemberOf/microsoft.graph.group").await, ["Inner", "Outer"]);
    assert_eq!(names(&mut client, &format!("/v1.0/groups/{outer}/transitiveMembers")).await, ["Adele Vance", "Inner"]);
    let cast = format!("/v1.0/groups/{outer}/transitiveMembers/microsoft.graph.user?$count=true");
    assert_eq!(names(&mut client, &cast).await, ["Adele Vance"]);
    let groups = client.post("/v1.0/me/getMemberGroups", json!({"securityEnabledOnly": true})).await.json();
    assert_eq!(groups["value"], json!([inner, outer]));
    let body = json!({"ids": [inner, "x"], "types": ["group", "user"]});
    let found = client.post("/v1.0/directoryObjects/getByIds", body).await.json();
    assert_eq!(found["value"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["value"][0]["@odata.type"], "#microsoft.graph.group");
    let checked = client.post("/v1.0/me/checkMemberGroups", json!({"groupIds": [outer, "x"]})).await.json();
    assert_eq!(checked["value"], json!([outer]));

    let member = client.get("/v1.0/me?$select=id").await.json()["id"].as_str().unwrap().to_owned();
    let link = format!("/v1.0/groups/{inner}/members/{member}/$ref");
    assert_eq!(client.send("DELETE", &link, &[], None).await.status, 204);
    assert_eq!(client.send("DELETE", &link, &[], None).await.status, 404);
    assert_eq!(names(&mut client, "/v1.0/me/memberOf").await, [""; 0]);

    let manager = "/v1.0/users/alex@contoso.com/manager";
    assert_eq!(client.get(manager).await.status, 404);
    let body = json!({"@odata.id": "https://graph.microsoft.com/v1.0/users/megan@contoso.com"});
    assert_eq!(client.json("PUT", &format!("{manager}/$ref"), body).await.status, 204);
    assert_eq!(client.get(manager).await.json()["displayName"], "Megan Bowen");
    assert_eq!(names(&mut client, "/v1.0/users/megan@contoso.com/directReports").await, ["Alex Wilber"]);
    let expanded =
        client.get("/v1.0/users/alex@contoso.com?$select=id&$expand=manager($select=displayName)").await.json();
    assert_eq!(expanded["manager"]["displayName"], "Megan Bowen");
    assert_eq!(client.send("DELETE", &format!("{manager}/$ref"), &[], None).await.status, 204);
    assert_eq!(client.get(manager).await.status, 404);
}

#[tokio::test]
async fn alternate_keys() {
    let (_emulator, mut client) = start().await;
    let app = client.post("/v1.0/applications", json!({"displayName": "App"})).await.json();
    let app_id = app["appId"].as_str().unwrap().to_owned();
    let found = client.get(&format!("/v1.0/applications(appId='{app_id}')")).await.json();
    assert_eq!(found["id"], app["id"]);
    let principal = client.post("/v1.0/servicePrincipals", json!({"appId": app_id})).await.json();
    assert_eq!(principal["displayName"], "App");
    let again = client.post("/v1.0/servicePrincipals", json!({"appId": app_id})).await;
    assert_eq!(again.status, 409);
    let secret = client.post(&format!("/v1.0/applications(appId='{app_id}')/addPassword"), json!({})).await.json();
    assert!(secret["secretText"].is_string());
    let kept = client.get(&format!("/v1.0/applications/{}", app["id"].as_str().unwrap())).await.json();
    assert_eq!(kept["passwordCredentials"][0]["keyId"], secret["keyId"]);
    assert_eq!(kept["passwordCredentials"][0]["secretText"], Value::Null);
}

#[tokio::test]
async fn queries() {
    let (_emulator, mut client) = start().await;
    for name in ["Sales", "Support", "Engineering"] {
        group(&mut client, name).await;
    }
    for (query, expected) in [
        ("$filter=startswith(displayName,'S')", &["Sales", "Support"][..]),
        ("$filter=displayName in ('Sales','Engineering')", &["Sales", "Engineering"]),
        ("$filter=groupTypes/any(t:t eq 'Unified')", &[]),
        ("$filter=not groupTypes/any()&$count=true&$orderby=displayName desc", &["Support", "Sales", "Engineering"]),
        ("$filter=endswith(displayName,'ing')&$count=true", &["Engineering"]),
        ("$search=\"displayName:sup\"", &["Support"]),
        ("$search=\"displayName:sup\" OR \"displayName:eng\"", &["Support", "Engineering"]),
        ("$top=2", &["Sales", "Support"]),
    ] {
        let query = query.replace(' ', "%20").replace('"', "%22");
        assert_eq!(names(&mut client, &format!("/v1.0/groups?{query}")).await, expected, "{query}");
    }
    for (query, code) in [
        ("$filter=displayNam eq 'x'", "BadRequest"),
        ("$filter=displayName eq Sales", "BadRequest"),
        ("$filter=displayName = 'x'", "BadRequest"),
        ("$filter=displayName equals 'x'", "BadRequest"),
        ("$select=displayNam", "BadRequest"),
        ("$orderby=displayNam", "BadRequest"),
        ("$expand=displayName", "BadRequest"),
        ("$expand=memberz", "BadRequest"),
        ("$expand=members($select=nothing)", "BadRequest"),
        ("$selct=id", "BadRequest"),
        ("$filter=displayName ne 'x'", "Request_UnsupportedQuery"),
        ("$search=\"displayName:x\"", "Request_UnsupportedQuery"),
        ("$filter=startswith(displayName,'S')&$orderby=displayName", "Request_UnsupportedQuery"),
    ] {
        let target = format!("/v1.0/groups?{}", query.replace(' ', "%20").replace('"', "%22"));
        assert_eq!(client.get(&target).await.error(), (400, code.to_owned()), "{query}");
    }
    let counted = client.send("GET", "/v1.0/groups?$count=true&$top=1", &EVENTUAL, None).await.json();
    assert_eq!(counted["@odata.count"], 3);
    let next = counted["@odata.nextLink"].as_str().unwrap().to_owned();
    assert_eq!(client.follow(&next).await.json()["value"][0]["displayName"], "Support");
    assert_eq!(client.send("GET", "/v1.0/groups/$count", &EVENTUAL, None).await.text(), "3");
}

#[tokio::test]
async fn etags_and_properties() {
    let (_emulator, mut client) = start().await;
    let list = client.post("/v1.0/me/todo/lists", json!({"displayName": "Home"})).await.json();
    let tasks = format!("/v1.0/me/todo/lists/{}/tasks", list["id"].as_str().unwrap().replace('=', "%3D"));
    assert_eq!(client.post(&tasks, json!({})).await.status, 400);
    let task = client.post(&tasks, json!({"title": "Rest", "linkedResources": [{"displayName": "x"}]})).await.json();
    let item = format!("{tasks}/{}", task["id"].as_str().unwrap().replace('=', "%3D"));
    let etag = format!("If-Match: {}", task["@odata.etag"].as_str().unwrap());
    let json_type = "Content-Type: application/json";
    let change = json!({"importance": "HIGH"}).to_string();
    let changed = client.send("PATCH", &item, &[json_type, &etag], Some(&change)).await;
    assert_eq!((changed.status, &changed.json()["importance"]), (200, &json!("high")));
    let stale = client.send("PATCH", &item, &[json_type, &etag], Some(&change)).await;
    assert_eq!(stale.error().0, 412);
    assert_eq!(client.send("DELETE", &item, &[&etag], None).await.status, 412);
    assert_eq!(client.get(&format!("{item}/title")).await.json()["value"], "Rest");
    assert_eq!(client.get(&format!("{item}/title/$value")).await.text(), "Rest");
    assert_eq!(client.get(&format!("{item}/linkedResources")).await.json()["value"][0]["displayName"], "x");
    let expanded = client.get(&format!("{tasks}?$expand=linkedResources&$filter=title%20eq%20'rest'")).await.json();
    assert_eq!(expanded["value"][0]["linkedResources"][0]["displayName"], "x");
    assert_eq!(client.send("DELETE", &item, &["If-Match: *"], None).await.status, 204);
    assert_eq!(client.get(&item).await.status, 404);
}

#[tokio::test]
async fn what_is_below_messages_and_files() {
    let (emulator, mut client) = start().await;
    let message = emulator.folder("me", "inbox").unwrap().messages[0].id.replace('=', "%3D");
    let extensions = format!("/v1.0/me/messages/{message}/extensions");
    let body =
        json!({"@odata.type": "#microsoft.graph.openTypeExtension", "extensionName": "com.contoso.x", "dealValue": 5});
    assert_eq!(client.post(&extensions, body).await.status, 201);
    assert_eq!(client.get(&format!("{extensions}/com.contoso.x")).await.json()["dealValue"], 5);
    assert_eq!(
        client.get("/v1.0/me/messages/nothing/extensions/x").await.error(),
        (404, "ErrorItemNotFound".to_owned())
    );
    emulator.put_file("me", "/a.txt", "text").unwrap();
    let link = "/v1.0/me/drive/root:/a.txt:/createLink";
    let created = client.post(link, json!({"type": "view", "scope": "anonymous"})).await;
    assert_eq!((created.status, &created.json()["link"]["type"]), (201, &json!("view")));
    assert_eq!(client.post(link, json!({"type": "view", "scope": "anonymous"})).await.status, 200);
    assert_eq!(client.post(link, json!({"type": "sell"})).await.error().0, 400);
    let permissions = client.get("/v1.0/me/drive/root:/a.txt:/permissions").await.json();
    assert_eq!(permissions["value"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_test_answers_what_is_not_emulated() {
    let (emulator, mut client) = start().await;
    let body = json!({"currentPassword": "a", "newPassword": "b"});
    let refused = client.post("/v1.0/me/changePassword", body.clone()).await;
    assert_eq!(refused.error(), (501, "NotImplemented".to_owned()));
    let line = r#"emulator.respond(\"POST\", \"/me/changePassword\", json!({}))"#;
    assert!(refused.text().contains(line), "{}", refused.text());
    emulator.respond("POST", "/users/{}/changePassword", Value::Null);
    assert_eq!(client.post("/v1.0/me/changePassword", body.clone()).await.status, 204);
    emulator.respond("POST", "/users/{}/changePassword", |asked: &Asked| {
        (400, json!({"error": {"code": asked.keys[0], "message": asked.body["newPassword"]}}))
    });
    let answered = client.post("/v1.0/users/alex@contoso.com/changePassword", body).await;
    assert_eq!((answered.status, &answered.json()["error"]["code"]), (400, &json!("alex@contoso.com")));
    emulator.respond("GET", "/me/reminderView(StartDateTime={},EndDateTime={})", json!({"value": []}));
    let reminders = client.get("/v1.0/me/reminderView(StartDateTime='a',EndDateTime='b')").await;
    assert_eq!(reminders.json(), json!({"value": []}));
    emulator.respond("PUT", "/me/drive", json!({"id": "x"}));
    assert_eq!(client.json("PUT", "/v1.0/me/drive", json!({})).await.json()["id"], "x");
    assert_eq!(client.json("PATCH", "/v1.0/me/drive", json!({})).await.status, 405);
    let lists = client.get("/v1.0/me/todo/lists/delta").await;
    assert_eq!(lists.status, 200, "{}", lists.text());
}

#[tokio::test]
async fn delta_of_groups_has_their_members() {
    let (_emulator, mut client) = start().await;
    let sales = group(&mut client, "Sales").await;
    let first = client.get("/v1.0/groups/delta?$select=displayName,members").await.json();
    assert_eq!(first["value"][0]["displayName"], "Sales");
    let link = first["@odata.deltaLink"].as_str().unwrap().to_owned();
    assert_eq!(client.follow(&link).await.json()["value"], json!([]));
    let adele = json!({"@odata.id": "https://graph.microsoft.com/v1.0/users/adele@contoso.com"});
    client.post(&format!("/v1.0/groups/{sales}/members/$ref"), adele).await;
    let changes = client.follow(&link).await.json();
    let member = &changes["value"][0]["members@delta"][0];
    assert_eq!(member["@odata.type"], "#microsoft.graph.user");
    let next = changes["@odata.deltaLink"].as_str().unwrap().to_owned();
    let id = member["id"].as_str().unwrap().to_owned();
    client.send("DELETE", &format!("/v1.0/groups/{sales}/members/{id}/$ref"), &[], None).await;
    let changes = client.follow(&next).await.json();
    assert_eq!(changes["value"][0]["members@delta"][0], json!({"id": id, "@removed": {"reason": "deleted"}}));
    let next = changes["@odata.deltaLink"].as_str().unwrap().to_owned();
    client.send("DELETE", &format!("/v1.0/groups/{sales}"), &[], None).await;
    let changes = client.follow(&next).await.json();
    assert_eq!(changes["value"][0], json!({"id": sales, "@removed": {"reason": "changed"}}));
}

#[tokio::test]
async fn permissions_faults_and_batches() {
    let (emulator, mut client) = start().await;
    emulator.inject(graph_action_emulator::Fault::status(503).on("GET", "/groups"));
    assert_eq!(client.get("/v1.0/groups").await.status, 503);
    let requests = json!({"requests": [
        {"id": "1", "method": "GET", "url": "/groups"},
        {"id": "2", "method": "POST", "url": "/me/todo/lists", "headers": {"Content-Type": "application/json"},
         "body": {"displayName": "Home"}},
    ]});
    let answered = client.post("/v1.0/$batch", requests).await.json();
    assert_eq!((&answered["responses"][0]["status"], &answered["responses"][1]["status"]), (&json!(201), &json!(200)));
    client.token = jwt(json!({"scp": "Tasks.ReadWrite"}));
    assert_eq!(client.get("/v1.0/groups").await.error(), (403, "Authorization_RequestDenied".to_owned()));
    assert_eq!(client.get("/v1.0/me/todo/lists").await.status, 200);
    assert_eq!(client.get("/v1.0/me/events").await.error(), (403, "ErrorAccessDenied".to_owned()));
}

#[tokio::test]
async fn a_seed_and_what_comes_back() {
    let (emulator, mut client) = start().await;
    let wrong = emulator.seed("/groups", json!([{"displayNam": "x"}]));
    assert!(wrong.unwrap_err().to_string().contains("displayNam"));
    assert!(emulator.seed("/grops", json!([])).is_err());
    let id = "11111111-2222-4333-8444-555555555555";
    let sales = json!([{"id": id, "displayName": "Sales", "members@odata.bind": ["/users/alex@contoso.com"]}]);
    assert_eq!(emulator.seed("/groups", sales).unwrap(), [id]);
    emulator.seed(&format!("/groups/{id}/owners/$ref"), json!(["users/megan@contoso.com"])).unwrap();
    emulator.seed("/me/mailFolders/archive/messages", json!([{"subject": "Old", "isRead": true}])).unwrap();
    client.post("/v1.0/me/events", event("Standup", "2026-11-23T09:00:00")).await;

    let copy = Emulator::builder().empty().start().await.unwrap();
    copy.seed_all(emulator.snapshot()).unwrap();
    assert_eq!(copy.snapshot(), emulator.snapshot());
    let mut client = Client::connect(&copy).await;
    assert_eq!(names(&mut client, &format!("/v1.0/groups/{id}/members")).await, ["Alex Wilber"]);
    assert_eq!(names(&mut client, &format!("/v1.0/groups/{id}/owners")).await, ["Megan Bowen"]);
    let archived = client.get("/v1.0/me/mailFolders/archive/messages").await.json();
    assert_eq!(archived["value"][0]["subject"], "Old");
    assert_eq!(client.get("/v1.0/me/events").await.json()["value"][0]["subject"], "Standup");
}

fn event(subject: &str, start: &str) -> Value {
    let time = |time: &str| json!({"dateTime": time, "timeZone": "UTC"});
    let end = start.replacen(":00:00", ":30:00", 1);
    json!({"subject": subject, "start": time(start), "end": time(&end)})
}

#[tokio::test]
async fn calendars() {
    let (_emulator, mut client) = start().await;
    let mut weekly = event("Weekly", "2026-11-02T09:00:00");
    weekly["recurrence"] = json!({
        "pattern": {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"]},
        "range": {"type": "noEnd", "startDate": "2026-11-02"},
    });
    let series = client.post("/v1.0/me/events", weekly).await.json();
    assert_eq!(series["type"], "seriesMaster");
    client.post("/v1.0/me/calendar/events", event("Once", "2026-11-17T12:00:00")).await;
    let range = "startDateTime=2026-11-09T00:00:00Z&endDateTime=2026-11-23T00:00:00-05:00";
    let view = client.get(&format!("/v1.0/me/calendarView?{range}")).await;
    assert_eq!(view.subjects(), ["Weekly", "Weekly", "Once",]);
    let view = view.json();
    assert_eq!(view["value"][0]["seriesMasterId"], series["id"]);
    assert_eq!(view["value"][1]["start"]["dateTime"], "2026-11-16T09:00:00.0000000");
    let occurrence = view["value"][1]["id"].as_str().unwrap().replace('=', "%3D");
    let one = client.get(&format!("/v1.0/me/events/{occurrence}?$select=start")).await.json();
    assert_eq!(one["start"], view["value"][1]["start"]);
    assert_eq!(client.get(&format!("/v1.0/me/events/{occurrence}0")).await.status, 404);
    let filtered =
        client.get(&format!("/v1.0/me/calendar/calendarView?{range}&$filter=type%20eq%20'occurrence'&$top=1")).await;
    assert_eq!(filtered.subjects(), ["Weekly"]);
    assert_eq!(client.get("/v1.0/me/calendarView").await.error(), (400, "ErrorInvalidParameter".to_owned()));
    let id = series["id"].as_str().unwrap().replace('=', "%3D");
    let instances = client.get(&format!("/v1.0/me/events/{id}/instances?{range}")).await;
    assert_eq!(instances.subjects().len(), 2);

    let time = |time: &str| json!({"dateTime": time, "timeZone": "UTC"});
    let body = json!({
        "schedules": ["adele@contoso.com", "nobody@contoso.com"], "availabilityViewInterval": 60,
        "startTime": time("2026-11-16T08:00:00"), "endTime": time("2026-11-16T11:00:00"),
    });
    let schedule = client.post("/v1.0/me/calendar/getSchedule", body).await.json();
    assert_eq!(schedule["value"][0]["availabilityView"], "020");
    assert!(schedule["value"][1]["error"]["responseCode"].is_string());
    let body = json!({
        "meetingDuration": "PT1H", "maxCandidates": 1,
        "timeConstraint": {"timeSlots": [{"start": time("2026-11-16T08:30:00"), "end": time("2026-11-16T11:00:00")}]},
    });
    let found = client.post("/v1.0/me/findMeetingTimes", body).await.json();
    let slot = &found["meetingTimeSuggestions"][0]["meetingTimeSlot"];
    assert_eq!(slot["start"]["dateTime"], "2026-11-16T09:30:00.0000000");
    assert_eq!(client.post(&format!("/v1.0/me/events/{id}/accept"), json!({"sendResponse": true})).await.status, 202);
}

#[tokio::test]
async fn chats_and_channels() {
    let (_emulator, mut client) = start().await;
    let member = |name: &str| {
        json!({
            "@odata.type": "#microsoft.graph.aadUserConversationMember", "roles": ["owner"],
            "user@odata.bind": format!("https://graph.microsoft.com/v1.0/users('{name}@contoso.com')"),
        })
    };
    let body = json!({"chatType": "oneOnOne", "members": [member("adele"), member("alex")]});
    let chat = client.post("/v1.0/chats", body).await.json();
    let chat = format!("/v1.0/chats/{}", chat["id"].as_str().unwrap());
    let members = client.get(&format!("{chat}/members")).await.json();
    assert_eq!(members["value"][1]["displayName"], "Alex Wilber");
    let sent = client.post(&format!("{chat}/messages"), json!({"body": {"content": "Hello"}})).await.json();
    assert_eq!(sent["from"]["user"]["displayName"], "Adele Vance");
    assert_eq!(client.post(&format!("{chat}/messages"), json!({})).await.status, 400);
    assert_eq!(client.get(&format!("{chat}/messages")).await.json()["value"][0]["body"]["content"], "Hello");

    assert_eq!(client.get("/v1.0/users/alex@contoso.com/chats").await.json()["value"][0]["chatType"], "oneOnOne");
    assert_eq!(client.get("/v1.0/users/megan@contoso.com/chats").await.json()["value"], json!([]));

    let group = group(&mut client, "Team").await;
    let team = format!("/v1.0/groups/{group}/team");
    assert_eq!(client.get(&team).await.status, 404);
    assert_eq!(client.json("PUT", &team, json!({})).await.status, 201);
    assert_eq!(client.get(&format!("/v1.0/teams/{group}")).await.json()["displayName"], "Team");
    let channels = client.get(&format!("/v1.0/teams/{group}/channels")).await.json();
    let channel = channels["value"][0]["id"].as_str().unwrap().to_owned();
    let messages = format!("/v1.0/teams/{group}/channels/{channel}/messages");
    let sent = client.post(&messages, json!({"body": {"content": "All"}})).await.json();
    assert_eq!(sent["channelIdentity"]["channelId"], channel.as_str());
    let replies = format!("{messages}/{}/replies", sent["id"].as_str().unwrap());
    assert_eq!(client.post(&replies, json!({"body": {"content": "Yes"}})).await.status, 201);
    assert_eq!(client.send("DELETE", &format!("/v1.0/groups/{group}"), &[], None).await.status, 204);
    assert_eq!(client.get(&format!("/v1.0/teams/{group}")).await.status, 404);
}

#[tokio::test]
async fn invitations_and_licenses() {
    let (_emulator, mut client) = start().await;
    let body = json!({"invitedUserEmailAddress": "guest@fabrikam.com", "inviteRedirectUrl": "https://contoso.com"});
    let invitation = client.post("/v1.0/invitations?$expand=invitedUser", body).await.json();
    assert_eq!(invitation["status"], "PendingAcceptance");
    assert_eq!(invitation["invitedUser"]["mail"], "guest@fabrikam.com");
    let body = json!({"invitedUserEmailAddress": "other@fabrikam.com", "inviteRedirectUrl": "https://contoso.com"});
    let invitation = client.post("/v1.0/invitations", body).await.json();
    let user = client.get("/v1.0/users?$filter=mail%20eq%20'other@fabrikam.com'&$select=id").await.json();
    assert_eq!(invitation["invitedUser"], user["value"][0], "the id of the guest, without $expand");
    let sku = "c7df2760-2c81-4ef7-b578-5b5392b571df";
    let body = json!({"addLicenses": [{"skuId": sku, "disabledPlans": []}], "removeLicenses": []});
    assert_eq!(client.post("/v1.0/me/assignLicense", body.clone()).await.error().0, 400);
    client.json("PATCH", "/v1.0/me", json!({"usageLocation": "US"})).await;
    assert_eq!(client.post("/v1.0/me/assignLicense", body).await.status, 200);
    let filter = format!("/v1.0/users?$filter=assignedLicenses/any(l:l/skuId%20eq%20{sku})");
    assert_eq!(names(&mut client, &filter).await, ["Adele Vance"]);
}

#[tokio::test]
async fn contexts_and_settings() {
    let (_emulator, mut client) = start().await;
    let me = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
    for (target, context) in [
        ("me", "users/$entity".to_owned()),
        ("me?$select=id", "users(id)/$entity".to_owned()),
        ("me/calendar", format!("users('{me}')/calendar/$entity")),
        ("me/events", format!("users('{me}')/events")),
        ("users/alex@contoso.com/memberOf", "directoryObjects".to_owned()),
        ("groups", "groups".to_owned()),
        ("planner", "planner".to_owned()),
    ] {
        let shown = client.get(&format!("/v1.0/{target}")).await.json();
        let context = format!("http://{}/v1.0/$metadata#{context}", client.host());
        assert_eq!(shown["@odata.context"], context, "{target}");
    }
    let settings = client.get("/v1.0/me/mailboxSettings").await.json();
    assert_eq!(settings["timeZone"], "UTC");
    let changed = client.json("PATCH", "/v1.0/me/mailboxSettings", json!({"timeFormat": "h:mm tt"})).await.json();
    assert_eq!((&changed["timeFormat"], &changed["timeZone"]), (&json!("h:mm tt"), &json!("UTC")));
}

#[tokio::test]
async fn planner() {
    let (_emulator, mut client) = start().await;
    let plan = client.post("/v1.0/planner/plans", json!({"title": "Move"})).await.json();
    let plan = plan["id"].as_str().unwrap().to_owned();
    let bucket = client.post("/v1.0/planner/buckets", json!({"name": "Boxes", "planId": plan})).await.json();
    let bucket = bucket["id"].as_str().unwrap().to_owned();
    let me = client.get("/v1.0/me").await.json()["id"].as_str().unwrap().to_owned();
    let body = json!({
        "planId": plan, "bucketId": bucket, "title": "Pack",
        "assignments": {&me: {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}},
    });
    let task = client.post("/v1.0/planner/tasks", body).await.json();
    for target in [format!("plans/{plan}"), format!("buckets/{bucket}")] {
        let tasks = client.get(&format!("/v1.0/planner/{target}/tasks")).await.json();
        assert_eq!(tasks["value"][0]["id"], task["id"], "{target}");
    }
    assert_eq!(client.get("/v1.0/me/planner/tasks").await.json()["value"][0]["id"], task["id"]);
    let item = format!("/v1.0/planner/tasks/{}", task["id"].as_str().unwrap());
    assert_eq!(client.json("PATCH", &item, json!({"percentComplete": 50})).await.error().0, 400);
    let etag = format!("If-Match: {}", task["@odata.etag"].as_str().unwrap());
    let change = json!({"percentComplete": 50}).to_string();
    let changed = client.send("PATCH", &item, &["Content-Type: application/json", &etag], Some(&change)).await;
    assert_eq!(changed.status, 204);
}

#[tokio::test]
async fn what_has_its_own_place_is_not_listed_from_elsewhere() {
    let (_emulator, mut client) = start().await;
    assert_eq!(client.get("/v1.0/me/microsoft.graph.user/messages").await.subjects().len(), 3);
    assert_eq!(client.get("/v1.0/me/messages/microsoft.graph.eventMessage").await.error().0, 501);
}

#[tokio::test]
async fn delta_of_calendars_and_folders() {
    let (emulator, mut client) = start().await;
    let window = "startDateTime=2026-11-02T00:00:00Z&endDateTime=2026-11-30T00:00:00Z";
    let mut weekly = event("Weekly", "2026-11-02T09:00:00");
    weekly["recurrence"] = json!({
        "pattern": {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"]},
        "range": {"type": "noEnd", "startDate": "2026-11-02"},
    });
    client.post("/v1.0/me/events", weekly).await;
    assert_eq!(client.get("/v1.0/me/calendarView/delta").await.error().0, 400);
    let first = client.get(&format!("/v1.0/me/calendarView/delta?{window}")).await;
    assert_eq!(first.subjects(), ["Weekly"; 4]);
    let target = format!("/v1.0/me/calendarView/delta?{window}");
    let paged = client.send("GET", &target, &["Prefer: odata.maxpagesize=2"], None).await;
    assert_eq!(paged.subjects().len(), 4, "the occurrences of a series stay together");
    client.post("/v1.0/me/events", event("Later", "2026-12-17T12:00:00")).await;
    client.post("/v1.0/me/events", event("Once", "2026-11-17T12:00:00")).await;
    let link = first.json()["@odata.deltaLink"].as_str().unwrap().to_owned();
    assert_eq!(client.follow(&link).await.subjects(), ["Once"]);

    let first = client.get("/v1.0/me/mailFolders/delta?$select=displayName").await.json();
    assert_eq!(first["value"].as_array().map(Vec::len), Some(8));
    let link = first["@odata.deltaLink"].as_str().unwrap().to_owned();
    let folder = client.post("/v1.0/me/mailFolders", json!({"displayName": "New"})).await.json();
    emulator.deliver("me", "archive", json!({"subject": "x"})).unwrap();
    let changes = client.follow(&link).await.json();
    let names: Vec<&Value> = changes["value"].as_array().unwrap().iter().map(|folder| &folder["displayName"]).collect();
    assert_eq!(names, ["New", "Archive"]);
    let link = changes["@odata.deltaLink"].as_str().unwrap().to_owned();
    let id = folder["id"].as_str().unwrap().to_owned();
    client.send("DELETE", &format!("/v1.0/me/mailFolders/{}", id.replace('=', "%3D")), &[], None).await;
    assert_eq!(client.follow(&link).await.json()["value"], json!([{"id": id, "@removed": {"reason": "deleted"}}]));
}
