//! Long copies and their monitor.

use graph_action_emulator::{CopyEnd, Emulator};
use serde_json::{Value, json};

use crate::client::{Client, start};

async fn copy(client: &mut Client, body: Value) -> String {
    let accepted = client.post("/v1.0/me/drive/root:/a:/copy", body).await;
    assert_eq!((accepted.status, accepted.body.len()), (202, 0));
    accepted.header("location").unwrap().to_owned()
}

async fn prepared() -> (Emulator, Client, Client) {
    let (emulator, client) = start().await;
    emulator.put_file("me", "/a/b/c.txt", "c").unwrap();
    let storage = Client::storage(&emulator).await;
    (emulator, client, storage)
}

#[tokio::test]
async fn a_copy_takes_some_polls() {
    let (emulator, mut client, mut storage) = prepared().await;
    emulator.copies(2, CopyEnd::Completed);
    let monitor = copy(&mut client, json!({"name": "copy", "childrenOnly": false})).await;
    for percentage in [0.0, 50.0] {
        let poll = storage.follow(&monitor).await;
        assert_eq!((poll.status, &poll.json()["percentageComplete"]), (202, &json!(percentage)));
        assert!(emulator.drive_item("me", "/copy").is_err());
    }
    let done = storage.follow(&monitor).await;
    assert_eq!((done.status, &done.json()["status"]), (200, &json!("completed")));
    assert_eq!(emulator.drive_item("me", "/copy/b/c.txt").unwrap().content.unwrap(), b"c");
    assert_eq!(done.json()["resourceId"], emulator.drive_item("me", "/copy").unwrap().id);
    assert_eq!(storage.follow(&monitor).await.json()["resourceId"], done.json()["resourceId"]);
    assert_eq!(emulator.drive_items("me").unwrap().len(), 6);
    let target = storage.target(&monitor).to_owned();
    storage.token = "secret".to_owned();
    assert_eq!(storage.get(&target).await.status, 401);
}

#[tokio::test]
async fn other_ends() {
    let (emulator, mut client, mut storage) = prepared().await;
    emulator.copies(0, CopyEnd::Accepted);
    let monitor = copy(&mut client, json!({"parentReference": {"path": "/drive/root:/a/b"}})).await;
    let done = storage.follow(&monitor).await;
    assert_eq!((done.status, &done.json()["status"]), (202, &json!("completed")));
    assert!(emulator.drive_item("me", "/a/b/a/b/c.txt").is_ok());

    emulator.copies(0, CopyEnd::SeeOther);
    let monitor = copy(&mut client, json!({"name": "other"})).await;
    let done = storage.follow(&monitor).await;
    assert_eq!(done.status, 303);
    let item = client.get(client.target(done.header("location").unwrap()).to_owned().as_str()).await;
    assert_eq!(item.json()["name"], "other");

    let failed = CopyEnd::Failed { code: "quotaLimitReached".to_owned(), message: "full".to_owned() };
    emulator.copies(0, failed);
    let monitor = copy(&mut client, json!({"name": "third"})).await;
    let done = storage.follow(&monitor).await.json();
    assert_eq!((&done["status"], &done["error"]["code"]), (&json!("failed"), &json!("quotaLimitReached")));

    // Beside itself, under its own name.
    emulator.copies(0, CopyEnd::Completed);
    let monitor = copy(&mut client, json!({})).await;
    assert_eq!(storage.follow(&monitor).await.json()["error"]["code"], "nameAlreadyExists");
    assert_eq!(client.post("/v1.0/me/drive/root:/none:/copy", json!({})).await.error().0, 404);
}

#[tokio::test]
async fn a_team_is_watched_at_a_relative_location() {
    let (emulator, mut client) = start().await;
    emulator.copies(2, CopyEnd::Completed);
    let accepted = client.post("/v1.0/teams", json!({"displayName": "Launch"})).await;
    assert_eq!(accepted.status, 202);
    let (location, team) = (accepted.header("location").unwrap(), accepted.header("content-location").unwrap());
    assert!(location.starts_with(&format!("{team}/operations('")), "{location}");
    let (operation, team) = (format!("/v1.0{location}"), format!("/v1.0{team}"));
    assert_eq!(client.get(&team).await.status, 404);
    let mut states = Vec::new();
    for _ in 0..3 {
        states.push(client.get(&operation).await.json()["status"].as_str().unwrap().to_owned());
    }
    assert_eq!(states, ["notStarted", "inProgress", "succeeded"]);
    assert_eq!(client.get(&team).await.json()["displayName"], "Launch");

    emulator.copies(0, CopyEnd::Failed { code: "Forbidden".to_owned(), message: "no".to_owned() });
    let accepted = client.post("/v1.0/teams", json!({"displayName": "Launch"})).await;
    let operation = client.get(&format!("/v1.0{}", accepted.header("location").unwrap())).await.json();
    assert_eq!((&operation["status"], &operation["error"]["code"]), (&json!("failed"), &json!("Forbidden")));
    assert_eq!(client.post("/v1.0/teams", json!({})).await.error().0, 400);
}

#[tokio::test]
async fn a_notebook_is_watched_at_an_operation_location() {
    let (_emulator, mut client) = start().await;
    let target = "/v1.0/me/onenote/notebooks/1-x/copyNotebook";
    let accepted = client.post(target, json!({"renameAs": "copy"})).await;
    assert_eq!((accepted.status, accepted.header("location")), (202, None));
    let location = accepted.header("operation-location").unwrap();
    assert_eq!(client.follow(location).await.json()["status"], "NotStarted");
    let done = client.follow(location).await.json();
    assert_eq!(done["status"], "Completed");
    assert!(done["resourceLocation"].as_str().unwrap().contains("/me/onenote/notebooks/1-"));
}
