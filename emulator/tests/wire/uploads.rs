//! Upload sessions.

use graph_action_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::{Client, Response, encode, start};

const UNIT: usize = 327_680;

async fn open(client: &mut Client, path: &str, body: Value) -> String {
    let opened = client.post(&format!("/v1.0/me/drive/root:{path}:/createUploadSession"), body).await;
    assert_eq!(opened.status, 200, "{}", opened.text());
    let session = opened.json();
    assert_eq!(session["nextExpectedRanges"], json!(["0-"]));
    assert!(session["expirationDateTime"].is_string());
    session["uploadUrl"].as_str().unwrap().to_owned()
}

async fn slice(storage: &mut Client, url: &str, content: &[u8], start: usize, end: usize) -> Response {
    let range = format!("Content-Range: bytes {start}-{}/{}", end - 1, content.len());
    storage.put(url, &[&range], &content[start..end]).await
}

fn content() -> Vec<u8> {
    (0..2 * UNIT + 100).map(|index| index as u8).collect()
}

async fn clients() -> (Emulator, Client, Client) {
    let (emulator, client) = start().await;
    let storage = Client::storage(&emulator).await;
    (emulator, client, storage)
}

#[tokio::test]
async fn slices_make_a_file() {
    let (emulator, mut client, mut storage) = clients().await;
    let url =
        open(&mut client, "/new/big.bin", json!({"item": {"name": "big.bin", "fileSize": content().len()}})).await;
    assert!(url.starts_with(emulator.storage_url()));
    let content = content();
    let first = slice(&mut storage, &url, &content, 0, UNIT).await;
    assert_eq!(
        (first.status, &first.json()["nextExpectedRanges"]),
        (202, &json!([format!("{UNIT}-{}", content.len() - 1)]))
    );
    assert_eq!(slice(&mut storage, &url, &content, 0, UNIT).await.error(), (416, "invalidRange".to_owned()));
    assert_eq!(slice(&mut storage, &url, &content, UNIT, UNIT + 5).await.error().0, 400);
    let target = storage.target(&url).to_owned();
    let status = storage.get(&target).await;
    assert_eq!(
        (status.status, status.json()["nextExpectedRanges"].clone()),
        (200, first.json()["nextExpectedRanges"].clone())
    );
    assert_eq!(slice(&mut storage, &url, &content, UNIT, 2 * UNIT).await.status, 202);
    let last = slice(&mut storage, &url, &content, 2 * UNIT, content.len()).await;
    assert_eq!((last.status, &last.json()["name"]), (201, &json!("big.bin")));
    assert_eq!(emulator.drive_item("me", "/new/big.bin").unwrap().content.unwrap(), content);
    assert_eq!(storage.get(&target).await.error(), (404, "itemNotFound".to_owned()));
    assert_eq!(emulator.open_uploads(), 0);
    assert!(emulator.storage_requests().iter().all(|request| request.header("authorization").is_none()));
}

#[tokio::test]
async fn a_token_is_refused_and_sessions_end() {
    let (emulator, mut client, mut storage) = clients().await;
    let url = open(&mut client, "/x", json!({})).await;
    storage.token = "secret".to_owned();
    assert_eq!(slice(&mut storage, &url, b"x", 0, 1).await.error(), (401, "unauthenticated".to_owned()));
    storage.token.clear();
    let target = storage.target(&url).to_owned();
    assert_eq!(storage.send("DELETE", &target, &[], None).await.status, 204);
    assert_eq!(slice(&mut storage, &url, b"x", 0, 1).await.error(), (404, "itemNotFound".to_owned()));
    let url = open(&mut client, "/x", json!({})).await;
    emulator.expire_uploads();
    assert_eq!(slice(&mut storage, &url, b"x", 0, 1).await.error().0, 404);
    assert!(emulator.drive_items("me").unwrap().is_empty());
}

#[tokio::test]
async fn conflicts() {
    let (emulator, mut client, mut storage) = clients().await;
    emulator.put_file("me", "/x", "old").unwrap();
    let target = "/v1.0/me/drive/root:/x:/createUploadSession";
    assert_eq!(client.post(target, json!({})).await.error(), (409, "nameAlreadyExists".to_owned()));
    let stale = ["If-Match: \"stale\"", "Content-Length: 0"];
    assert_eq!(client.send("POST", target, &stale, None).await.error(), (412, "resourceModified".to_owned()));
    let behavior = |name: &str| json!({"item": {"@odata.type": "x", "@microsoft.graph.conflictBehavior": name}});
    assert_eq!(client.post(target, behavior("sometimes")).await.error().0, 400);
    let url = open(&mut client, "/x", behavior("replace")).await;
    assert_eq!(slice(&mut storage, &url, b"new", 0, 3).await.status, 200);
    let url = open(&mut client, "/x", behavior("rename")).await;
    assert_eq!(slice(&mut storage, &url, b"other", 0, 5).await.json()["name"], "x 1");
    let too_large = json!({"item": {"fileSize": 1_u64 << 50}});
    assert_eq!(client.post("/v1.0/me/drive/root:/y:/createUploadSession", too_large).await.error().0, 507);

    // A name taken after the session was opened: what was sent is kept, and can go elsewhere.
    let url = open(&mut client, "/late", json!({})).await;
    emulator.put_file("me", "/late", "").unwrap();
    assert_eq!(slice(&mut storage, &url, b"late", 0, 4).await.error(), (409, "upload_name_conflict".to_owned()));
    let commit =
        json!({"name": "later", "@microsoft.graph.conflictBehavior": "fail", "@microsoft.graph.sourceUrl": url});
    assert_eq!(client.json("PUT", "/v1.0/me/drive/root:/late", commit).await.status, 201);
    assert_eq!(emulator.drive_item("me", "/later").unwrap().content.unwrap(), b"late");
    assert_eq!(emulator.open_uploads(), 0);
}

#[tokio::test]
async fn a_deferred_commit() {
    let (emulator, mut client, mut storage) = clients().await;
    let url = open(&mut client, "/x", json!({"deferCommit": true})).await;
    let target = storage.target(&url).to_owned();
    assert_eq!(storage.post_empty(&target).await.error().0, 400);
    let held = slice(&mut storage, &url, b"x", 0, 1).await;
    assert_eq!((held.status, &held.json()["nextExpectedRanges"]), (202, &json!([])));
    assert!(emulator.drive_items("me").unwrap().is_empty());
    assert_eq!(storage.post_empty(&target).await.status, 201);
    assert_eq!(emulator.drive_item("me", "/x").unwrap().content.unwrap(), b"x");
}

#[tokio::test]
async fn attachments_answer_in_their_own_way() {
    let (emulator, mut client, mut storage) = clients().await;
    let draft = client.post("/v1.0/me/messages", json!({"subject": "x"})).await.json();
    let id = encode(draft["id"].as_str().unwrap());
    let target = format!("/v1.0/me/messages/{id}/attachments/createUploadSession");
    let item = |size: usize| json!({"AttachmentItem": {"attachmentType": "file", "name": "big.bin", "size": size}});
    let small = client.post(&target, item(100)).await.error();
    assert_eq!(small, (400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize".to_owned()));
    let content: Vec<u8> = (0..5_000_000).map(|index| index as u8).collect();
    let opened = client.post(&target, item(content.len())).await;
    assert_eq!(opened.status, 201);
    let url = opened.json()["uploadUrl"].as_str().unwrap().to_owned();
    let too_much = slice(&mut storage, &url, &content, 0, 4_500_000).await;
    assert_eq!(too_much.error().0, 413);
    let first = slice(&mut storage, &url, &content, 0, 2_097_152).await;
    assert_eq!((first.status, &first.json()["NextExpectedRanges"]), (200, &json!(["2097152"])));
    let last = slice(&mut storage, &url, &content, 2_097_152, content.len()).await;
    assert_eq!((last.status, last.body.len()), (201, 0));
    assert!(last.header("location").unwrap().starts_with("https://outlook.office.com/"));
    let message = &emulator.folder("me", "drafts").unwrap().messages[0];
    assert_eq!(
        (&message.attachments[0]["name"], &message.attachments[0]["size"]),
        (&json!("big.bin"), &json!(5_000_000))
    );
    let kept = client.get(&format!("/v1.0/me/messages/{id}/attachments")).await.json();
    let kept = encode(kept["value"][0]["id"].as_str().unwrap());
    assert_eq!(client.get(&format!("/v1.0/me/messages/{id}/attachments/{kept}/$value")).await.body, content);
}
