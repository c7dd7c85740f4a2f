//! Creating, reading, changing, moving and deleting messages.

use serde_json::json;

use crate::client::{encode, start};

fn draft() -> serde_json::Value {
    json!({
        "subject": "Hello",
        "body": {"contentType": "html", "content": "<p>Fish &amp; chips</p>"},
        "toRecipients": [{"emailAddress": {"address": "Alex@Contoso.com"}}],
    })
}

#[tokio::test]
async fn a_draft_is_created_in_drafts() {
    let (emulator, mut client) = start().await;
    let created = client.post("/v1.0/me/messages", draft()).await;
    assert_eq!(created.status, 201);
    let message = created.json();
    assert_eq!(message["isDraft"], true);
    assert_eq!(message["bodyPreview"], "Fish & chips");
    assert!(message["id"].as_str().unwrap().ends_with('='));
    assert!(message["@odata.context"].as_str().unwrap().ends_with("/messages/$entity"));
    assert!(created.header("location").unwrap().starts_with(emulator.url()));
    let drafts = emulator.folder("me", "drafts").unwrap();
    assert_eq!(drafts.id, message["parentFolderId"]);
    assert_eq!(drafts.messages[0].subject(), "Hello");
    assert_eq!(drafts.messages[0].id, message["id"]);
}

#[tokio::test]
async fn me_and_the_user_are_one_mailbox() {
    let (_emulator, mut client) = start().await;
    let id = encode(client.post("/v1.0/me/messages", draft()).await.json()["id"].as_str().unwrap());
    for user in [
        "me",
        "users/adele@contoso.com",
        "users/ADELE%40contoso.com",
        "users('adele@contoso.com')",
        "users/87d349ed-44d7-43e1-9a83-5f2406dee5bd",
    ] {
        for version in ["v1.0", "beta"] {
            let got = client.get(&format!("/{version}/{user}/messages/{id}")).await;
            assert_eq!((got.status, &got.json()["subject"]), (200, &json!("Hello")), "{user}");
        }
    }
    assert_eq!(client.get(&format!("/v1.0/me/messages('{id}')")).await.status, 200);
    assert_eq!(
        client.get(&format!("/v1.0/users/alex@contoso.com/messages/{id}")).await.error(),
        (404, "ErrorItemNotFound".to_owned())
    );
}

#[tokio::test]
async fn a_patch_sets_what_it_names() {
    let (_emulator, mut client) = start().await;
    let created = client.post("/v1.0/me/messages", draft()).await.json();
    let target = format!("/v1.0/me/messages/{}", encode(created["id"].as_str().unwrap()));
    let patched = client.json("PATCH", &target, json!({"importance": "high", "isDraft": false, "id": "forged"})).await;
    assert_eq!(patched.status, 200);
    let patched = patched.json();
    assert_eq!(
        (&patched["importance"], &patched["isDraft"], &patched["id"]),
        (&json!("high"), &json!(true), &created["id"])
    );
    assert_eq!(patched["subject"], "Hello");
    assert_ne!(patched["changeKey"], created["changeKey"]);
    let old = format!("If-Match: {}", created["@odata.etag"].as_str().unwrap());
    let refused = client.send("PATCH", &target, &["Content-Type: application/json", &old], Some("{}")).await;
    assert_eq!(refused.error().0, 412);
}

#[tokio::test]
async fn deleted_twice_is_gone() {
    let (emulator, mut client) = start().await;
    let id = client.post("/v1.0/me/messages", draft()).await.json()["id"].clone();
    let target = format!("/v1.0/me/messages/{}", encode(id.as_str().unwrap()));
    let deleted = client.send("DELETE", &target, &[], None).await;
    assert_eq!((deleted.status, deleted.body.len()), (204, 0));
    assert_eq!(client.get(&target).await.status, 404);
    let bin = emulator.folder("me", "deleteditems").unwrap();
    let target = format!("/v1.0/me/messages/{}", encode(&bin.messages[0].id));
    assert_eq!(client.send("DELETE", &target, &[], None).await.status, 204);
    assert!(emulator.folder("me", "deleteditems").unwrap().messages.is_empty());
}

#[tokio::test]
async fn moving_changes_the_id_but_not_the_immutable_one() {
    let (emulator, mut client) = start().await;
    let created = client.post("/v1.0/me/messages", draft()).await.json();
    let target = format!("/v1.0/me/messages/{}", encode(created["id"].as_str().unwrap()));
    let before = emulator.folder("me", "drafts").unwrap().messages[0].clone();
    let moved = client.post(&format!("{target}/move"), json!({"destinationId": "archive"})).await;
    assert_eq!(moved.status, 201);
    assert_ne!(moved.json()["id"], created["id"]);
    assert_eq!(client.get(&target).await.status, 404);
    let after = &emulator.folder("me", "archive").unwrap().messages[0];
    assert_eq!(after.immutable_id, before.immutable_id);
    let copied = client
        .post(&format!("/v1.0/me/messages/{}/copy", encode(&after.immutable_id)), json!({"DestinationId": "inbox"}))
        .await;
    assert_eq!(copied.status, 201);
    assert_eq!(emulator.folder("me", "inbox").unwrap().messages[0].subject(), "Hello");
    assert_eq!(emulator.folder("me", "archive").unwrap().messages.len(), 1);
    let nowhere = client
        .post(&format!("/v1.0/me/messages/{}/move", encode(&after.id)), json!({"destinationId": "nowhere"}))
        .await;
    assert_eq!(nowhere.error(), (404, "ErrorItemNotFound".to_owned()));
}

#[tokio::test]
async fn attachments() {
    let (_emulator, mut client) = start().await;
    let mut with = draft();
    with["attachments"] = json!([{
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": "a.txt",
        "contentType": "text/plain",
        "contentBytes": "aGk=",
    }]);
    let created = client.post("/v1.0/me/messages", with).await.json();
    assert_eq!(created["hasAttachments"], true);
    assert!(created.get("attachments").is_none());
    let target = format!("/v1.0/me/messages/{}", encode(created["id"].as_str().unwrap()));
    let expanded = client.get(&format!("{target}?$expand=attachments&$select=subject")).await.json();
    assert_eq!(expanded["attachments"][0]["size"], 2);
    assert!(expanded.get("body").is_none());
    let id = encode(expanded["attachments"][0]["id"].as_str().unwrap());
    assert_eq!(client.get(&format!("{target}/attachments/{id}/$value")).await.text(), "hi");
    assert_eq!(client.get(&format!("{target}/attachments/$count")).await.text(), "1");
    assert_eq!(client.send("DELETE", &format!("{target}/attachments/{id}"), &[], None).await.status, 204);
    let added = client
        .post(
            &format!("{target}/attachments"),
            json!({"@odata.type": "#microsoft.graph.fileAttachment", "name": "b", "contentBytes": "%"}),
        )
        .await;
    assert_eq!(added.error(), (400, "RequestBodyRead".to_owned()));
}

#[tokio::test]
async fn mime_in_and_out() {
    let (_emulator, mut client) = start().await;
    // To: Alex <alex@contoso.com>, Subject: Mime, body "Hi."
    let mime = "VG86IEFsZXggPGFsZXhAY29udG9zby5jb20+DQpTdWJqZWN0OiBNaW1lDQoNCkhpLg==";
    let created = client.send("POST", "/v1.0/me/messages", &["Content-Type: text/plain"], Some(mime)).await;
    assert_eq!(created.status, 201, "{}", created.text());
    let message = created.json();
    assert_eq!(message["subject"], "Mime");
    assert_eq!(message["toRecipients"][0]["emailAddress"]["address"], "alex@contoso.com");
    let value = client.get(&format!("/v1.0/me/messages/{}/$value", encode(message["id"].as_str().unwrap()))).await;
    assert!(value.text().contains("Subject: Mime\r\n") && value.text().ends_with("\r\n\r\nHi."), "{}", value.text());
    let wrong = client.send("POST", "/v1.0/me/messages", &["Content-Type: text/plain"], Some("!")).await;
    assert_eq!(wrong.error(), (400, "ErrorMimeContentInvalidBase64String".to_owned()));
}
