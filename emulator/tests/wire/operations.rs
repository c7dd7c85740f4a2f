//! Built-in functions and actions: what they return, and what they change.

use serde_json::{Value, json};

use crate::client::{Client, encode, start};

/// Creates an entity, and returns its address.
async fn create(client: &mut Client, set: &str, body: Value) -> String {
    let created = client.post(&format!("/v1.0{set}"), body).await;
    assert_eq!(created.status, 201, "{set}: {}", created.text());
    format!("/v1.0{set}/{}", encode(created.json()["id"].as_str().unwrap()))
}

async fn run(client: &mut Client, action: &str, body: Value, status: u16) -> Value {
    let answer = client.post(action, body).await;
    assert_eq!(answer.status, status, "{action}: {}", answer.text());
    serde_json::from_slice(&answer.body).unwrap_or_default()
}

async fn names(client: &mut Client, target: &str) -> Vec<String> {
    let page = client.get(target).await;
    assert_eq!(page.status, 200, "{target}: {}", page.text());
    let named = |item: &Value| item["displayName"].as_str().or(item["name"].as_str()).unwrap_or("?").to_owned();
    page.json()["value"].as_array().unwrap().iter().map(named).collect()
}

#[tokio::test]
async fn actions_change_what_they_are_bound_to() {
    let (_emulator, mut client) = start().await;
    let business = create(&mut client, "/solutions/bookingBusinesses", json!({"displayName": "Cuts"})).await;
    run(&mut client, &format!("{business}/publish"), json!({}), 204).await;
    assert_eq!(client.get(&business).await.json()["isPublished"], true);

    let presence = json!({"availability": "Busy", "activity": "InACall", "expirationDuration": "PT1H"});
    run(&mut client, "/v1.0/me/presence/setPresence", presence, 204).await;
    let read = client.get("/v1.0/me/presence").await.json();
    assert_eq!((&read["availability"], &read["activity"]), (&json!("Busy"), &json!("InACall")));
    let me = client.get("/v1.0/me").await.json()["id"].clone();
    let ids = json!({"ids": [me]});
    let found = run(&mut client, "/v1.0/communications/getPresencesByUserId", ids, 200).await;
    assert_eq!(found["value"][0]["activity"], "InACall");

    let device = create(&mut client, "/deviceManagement/managedDevices", json!({"deviceName": "PC"})).await;
    run(&mut client, &format!("{device}/syncDevice"), json!({}), 204).await;
    run(&mut client, &format!("{device}/wipe"), json!({"keepUserData": true}), 204).await;
    let results = client.get(&device).await.json()["deviceActionResults"].clone();
    assert_eq!((&results[0]["actionName"], &results[1]["actionName"]), (&json!("syncDevice"), &json!("wipe")));

    let risky = create(&mut client, "/identityProtection/riskyUsers", json!({"riskLevel": "low"})).await;
    let id = client.get(&risky).await.json()["id"].clone();
    run(&mut client, "/v1.0/identityProtection/riskyUsers/dismiss", json!({"userIds": [id]}), 204).await;
    assert_eq!(client.get(&risky).await.json()["riskState"], "dismissed");
    run(&mut client, "/v1.0/identityProtection/riskyUsers/dismiss", json!({"userIds": ["nobody"]}), 404).await;
}

#[tokio::test]
async fn assignments_members_and_followed_sites() {
    let (_emulator, mut client) = start().await;
    let policy = json!({"@odata.type": "#microsoft.graph.iosCompliancePolicy", "displayName": "P"});
    let policy = create(&mut client, "/deviceManagement/deviceCompliancePolicies", policy).await;
    let target = json!({"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"});
    for _ in 0..2 {
        let body = json!({"assignments": [{"target": target}]});
        let assigned = run(&mut client, &format!("{policy}/assign"), body, 200).await;
        assert_eq!(assigned["value"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(client.get(&format!("{policy}/assignments")).await.json()["value"].as_array().map(Vec::len), Some(1));

    let member = |user: &str| {
        json!({"@odata.type": "#microsoft.graph.aadUserConversationMember", "roles": [],
            "user@odata.bind": format!("https://graph.microsoft.com/v1.0/users('{user}')")})
    };
    let chat = json!({"chatType": "group", "members": [member("adele@contoso.com"), member("alex@contoso.com")]});
    let chat = create(&mut client, "/chats", chat).await;
    let body = json!({"values": [member("megan@contoso.com"), member("nobody@contoso.com")]});
    let added = run(&mut client, &format!("{chat}/members/add"), body, 200).await;
    assert!(added["value"][0]["error"].is_null() && added["value"][1]["error"].is_object(), "{added}");
    assert_eq!(names(&mut client, &format!("{chat}/members")).await.len(), 3);
    let user = client.get("/v1.0/users/megan@contoso.com").await.json()["id"].as_str().unwrap().to_owned();
    let body = json!({"values": [member(&user)]});
    run(&mut client, &format!("{chat}/members/remove"), body, 200).await;
    assert_eq!(names(&mut client, &format!("{chat}/members")).await, ["Adele Vance", "Alex Wilber"]);
    let message = json!({"body": {"content": "hi"}});
    run(&mut client, &format!("{chat}/messages"), message, 201).await;
    assert_eq!(names(&mut client, "/v1.0/me/chats/getAllMessages").await.len(), 1);

    let site = create(&mut client, "/sites", json!({"displayName": "Marketing"})).await;
    let sites = json!({"value": [{"id": client.get(&site).await.json()["id"]}]});
    run(&mut client, "/v1.0/me/followedSites/add", sites.clone(), 200).await;
    assert_eq!(names(&mut client, "/v1.0/me/followedSites").await, ["Marketing"]);
    run(&mut client, "/v1.0/me/followedSites/remove", sites, 204).await;
    assert!(names(&mut client, "/v1.0/me/followedSites").await.is_empty());
    assert_eq!(names(&mut client, "/v1.0/sites/getAllSites").await, ["Marketing"]);
}

#[tokio::test]
async fn what_is_found() {
    let (emulator, mut client) = start().await;
    emulator.put_file("me", "/plans/launch plan.docx", b"x").unwrap();
    emulator.put_file("me", "/launch.txt", b"x").unwrap();
    let found = names(&mut client, "/v1.0/me/drive/root/search(q='Launch%20plan')").await;
    assert_eq!(found, ["launch plan.docx"]);
    assert_eq!(names(&mut client, "/v1.0/me/drive/search(q='launch')?$top=1").await.len(), 1);
    assert_eq!(names(&mut client, "/v1.0/me/drive/recent").await.len(), 2);

    let ask = |kinds: Value, text: &str| json!({"requests": [{"entityTypes": kinds, "query": {"queryString": text}}]});
    let answer = run(&mut client, "/v1.0/search/query", ask(json!(["message", "driveItem"]), "launch"), 200).await;
    let container = &answer["value"][0]["hitsContainers"][0];
    assert_eq!(container["total"], 3, "{answer}");
    assert_eq!(container["hits"][0]["resource"]["subject"], "Launch plan");
    assert_eq!(container["hits"][0]["rank"], 1);
    run(&mut client, "/v1.0/search/query", ask(json!(["acronym"]), "x"), 400).await;

    let me = client.get("/v1.0/me").await.json()["id"].clone();
    let requests = "/identityGovernance/privilegedAccess/group/assignmentScheduleRequests";
    for principal in [&me, &json!("other")] {
        create(&mut client, requests, json!({"principalId": principal, "accessId": "member"})).await;
    }
    let own = client.get(&format!("/v1.0{requests}/filterByCurrentUser(on='principal')")).await.json();
    assert_eq!(own["value"].as_array().map(Vec::len), Some(1));
    assert_eq!(own["value"][0]["principalId"], me);
}

#[tokio::test]
async fn folders_are_moved_and_copied() {
    let (emulator, mut client) = start().await;
    let outer = create(&mut client, "/me/mailFolders", json!({"displayName": "Outer"})).await;
    let inner = client.post(&format!("{outer}/childFolders"), json!({"displayName": "Inner"})).await.json();
    let id = inner["id"].as_str().unwrap();
    emulator.deliver("me", id, json!({"subject": "in it"})).unwrap();
    let to = |folder: &str| json!({"DestinationId": folder});

    let copy = run(&mut client, &format!("{outer}/copy"), to("inbox"), 201).await;
    assert_eq!((&copy["displayName"], &copy["childFolderCount"]), (&json!("Outer"), &json!(1)));
    let copied = format!("/v1.0/me/mailFolders/{}/childFolders", encode(copy["id"].as_str().unwrap()));
    assert_eq!(client.get(&copied).await.json()["value"][0]["totalItemCount"], 1);
    run(&mut client, &format!("{outer}/copy"), to("inbox"), 409).await;
    run(&mut client, &format!("{outer}/move"), to(id), 400).await;
    run(&mut client, "/v1.0/me/mailFolders/inbox/move", to("drafts"), 403).await;

    let moved = run(&mut client, &format!("{outer}/move"), to("drafts"), 201).await;
    let nested = format!("/v1.0/me/mailFolders/drafts/childFolders/{}", encode(moved["id"].as_str().unwrap()));
    assert_eq!(names(&mut client, &format!("{nested}/childFolders")).await, ["Inner"]);
    run(&mut client, &format!("{outer}/permanentDelete"), json!({}), 204).await;
    assert_eq!(client.get(&outer).await.status, 404);

    let message = client.get("/v1.0/me/messages").await.json()["value"][0]["id"].as_str().unwrap().to_owned();
    let message = format!("/v1.0/me/messages/{}", encode(&message));
    run(&mut client, &format!("{message}/permanentDelete"), json!({}), 204).await;
    assert_eq!(client.get(&message).await.status, 404);
}
