//! Profile photos.

use graph_action_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::{Client, jwt, start};

const MINE: &str = "/v1.0/me/photo/$value";

async fn put(client: &mut Client, emulator: &Emulator, target: &str, content: &[u8]) -> (u16, Vec<u8>) {
    let url = format!("{}{target}", emulator.url());
    let done = client.put(&url, &["Content-Type: image/jpeg"], content).await;
    (done.status, done.body)
}

#[tokio::test]
async fn a_photo_comes_back_as_it_was_put() {
    let (emulator, mut client) = start().await;
    assert_eq!(client.get(MINE).await.error(), (404, "ImageNotFound".to_owned()));
    let content: Vec<u8> = (0..=255).collect();
    assert_eq!(put(&mut client, &emulator, MINE, &content).await, (200, Vec::new()));
    let photo = client.get("/beta/users/adele@contoso.com/photo/$value").await;
    assert_eq!((photo.status, photo.header("content-type"), photo.body.clone()), (200, Some("image/jpeg"), content));
    let tag = photo.header("etag").unwrap().to_owned();

    let done = client.send("PATCH", MINE, &["Content-Type: image/png"], Some("other")).await;
    assert_eq!(done.status, 200);
    let photo = client.get(MINE).await;
    assert_eq!((photo.header("content-type"), photo.text().as_str()), (Some("image/png"), "other"));
    assert_ne!(photo.header("etag"), Some(tag.as_str()));
    assert_eq!(client.get("/v1.0/users/alex@contoso.com/photo/$value").await.error().1, "ImageNotFound");
}

#[tokio::test]
async fn what_is_no_photo_is_refused() {
    let (emulator, mut client) = start().await;
    assert_eq!(client.send("PUT", MINE, &["Content-Type: text/plain"], Some("x")).await.error().0, 415);
    assert_eq!(client.send("PUT", MINE, &[], Some("x")).await.error().0, 415);
    assert_eq!(put(&mut client, &emulator, MINE, b"").await.0, 400);
    assert_eq!(client.get("/v1.0/users/who@contoso.com/photo/$value").await.error().1, "ErrorInvalidUser");
    assert_eq!(client.send("DELETE", MINE, &[], None).await.header("allow"), Some("GET, PUT, PATCH"));
    client.token = jwt(json!({"scp": "User.Read"}));
    assert_eq!(put(&mut client, &emulator, MINE, b"x").await.0, 403);
    assert_eq!(client.get(MINE).await.error(), (404, "ImageNotFound".to_owned()));
}

#[tokio::test]
async fn photos_in_a_batch_are_base64() {
    let (_emulator, mut client) = start().await;
    let image = json!({"content-type": "image/jpeg"});
    let requests = json!({"requests": [
        {"id": "1", "method": "PUT", "url": "/me/photo/$value", "headers": image, "body": "/9j/"},
        {"id": "2", "method": "GET", "url": "/me/photo/$value", "dependsOn": ["1"]},
    ]});
    let answer = client.post("/v1.0/$batch", requests).await.json();
    let second = answer["responses"].as_array().unwrap().iter().find(|response| response["id"] == "2").unwrap();
    assert_eq!((&second["status"], &second["body"]), (&json!(200), &Value::from("/9j/")));
}
