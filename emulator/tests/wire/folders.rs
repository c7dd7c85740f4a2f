//! Mail folders.

use serde_json::json;

use crate::client::{encode, start};

#[tokio::test]
async fn a_folder_lives() {
    let (emulator, mut client) = start().await;
    let created = client.post("/v1.0/me/mailFolders/inbox/childFolders", json!({"displayName": "Projects"})).await;
    assert_eq!(created.status, 201, "{}", created.text());
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let target = format!("/v1.0/me/mailFolders/{}", encode(&id));
    let again = client.post("/v1.0/me/mailFolders/inbox/childFolders", json!({"displayName": "projects"})).await;
    assert_eq!(again.error(), (409, "ErrorFolderExists".to_owned()));

    emulator.deliver("me", &id, json!({"subject": "in it"})).unwrap();
    let nested = format!("/v1.0/me/mailFolders/Inbox/childFolders/{}/messages", encode(&id));
    assert_eq!(client.get(&nested).await.subjects(), ["in it"]);
    let elsewhere = format!("/v1.0/me/mailFolders/drafts/childFolders/{}/messages", encode(&id));
    assert_eq!(client.get(&elsewhere).await.error(), (404, "ErrorItemNotFound".to_owned()));
    let posted = client.post(&format!("{target}/messages"), json!({"subject": "draft here"})).await.json();
    assert_eq!(posted["parentFolderId"], id.as_str());

    let renamed = client.json("PATCH", &target, json!({"displayName": "Plans"})).await.json();
    assert_eq!(
        (&renamed["displayName"], &renamed["totalItemCount"], &renamed["unreadItemCount"]),
        (&json!("Plans"), &json!(2), &json!(1))
    );
    assert_eq!(client.get("/v1.0/me/mailFolders/inbox").await.json()["childFolderCount"], 1);
    assert_eq!(client.send("DELETE", &target, &[], None).await.status, 204);
    assert_eq!(client.get(&target).await.status, 404);
    assert_eq!(client.send("DELETE", "/v1.0/me/mailFolders/inbox", &[], None).await.status, 403);
}

#[tokio::test]
async fn the_list_has_what_every_mailbox_has() {
    let (_emulator, mut client) = start().await;
    let page = client.get("/v1.0/me/mailFolders?$select=displayName&$top=100&$orderby=displayName").await.json();
    let names: Vec<_> =
        page["value"].as_array().unwrap().iter().map(|folder| folder["displayName"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["Archive", "Conversation History", "Deleted Items", "Drafts", "Inbox", "Junk Email", "Outbox", "Sent Items"]
    );
    assert_eq!(client.get("/v1.0/me/mailFolders/$count").await.text(), "8");
    assert_eq!(client.get("/v1.0/me/mailFolders/inbox/messages/$count").await.text(), "3");
    assert_eq!(client.get("/v1.0/me/mailFolders/nowhere/messages").await.error().0, 404);
    assert_eq!(client.post("/v1.0/me/mailFolders", json!({})).await.error().0, 400);
}
