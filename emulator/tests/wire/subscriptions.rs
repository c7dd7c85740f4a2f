//! Subscriptions: the handshake, and notifications to an endpoint of this machine.

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::client::start;

/// Answers one request, with the validation token when it has one, and returns its target and its body.
async fn answer(listener: &TcpListener, honest: bool) -> (String, Value) {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut read = Vec::new();
    let (head, length) = loop {
        let mut chunk = [0; 1024];
        let count = stream.read(&mut chunk).await.unwrap();
        read.extend(&chunk[..count]);
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            break (head.to_owned(), length.parse::<usize>().unwrap());
        }
    };
    while read.len() < head.len() + 4 + length {
        let mut chunk = [0; 1024];
        let count = stream.read(&mut chunk).await.unwrap();
        read.extend(&chunk[..count]);
    }
    let target = head.split(' ').nth(1).unwrap().to_owned();
    let token = target.split_once("validationToken=").map(|(_, token)| token.to_owned()).unwrap_or_default();
    let token = percent_encoding::percent_decode_str(&token).decode_utf8().unwrap().into_owned();
    let token = if honest { token } else { "something else".to_owned() };
    let response = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{token}", token.len());
    stream.write_all(response.as_bytes()).await.unwrap();
    (target, serde_json::from_slice(&read[head.len() + 4..]).unwrap_or_default())
}

#[tokio::test]
async fn changes_are_notified() {
    let (_emulator, mut client) = start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook?x=1", listener.local_addr().unwrap());
    let body = json!({
        "changeType": "created,deleted", "notificationUrl": url, "resource": "/me/events",
        "expirationDateTime": "2100-01-01T00:00:00Z", "clientState": "secret",
    });
    let (refused, _) = tokio::join!(client.post("/v1.0/subscriptions", body.clone()), answer(&listener, false));
    assert_eq!(refused.error(), (400, "ValidationError".to_owned()));
    let (created, (target, _)) = tokio::join!(client.post("/v1.0/subscriptions", body), answer(&listener, true));
    assert_eq!(created.status, 201, "{}", created.text());
    assert!(target.starts_with("/hook?x=1&validationToken="), "{target}");

    let time = |time: &str| json!({"dateTime": time, "timeZone": "UTC"});
    let event = json!({"subject": "x", "start": time("2026-11-26T09:00:00"), "end": time("2026-11-26T10:00:00")});
    let (event, (_, notified)) = tokio::join!(client.post("/v1.0/me/events", event), answer(&listener, true));
    let notified = &notified["value"][0];
    assert_eq!(notified["changeType"], "created");
    assert_eq!(notified["clientState"], "secret");
    assert_eq!(notified["subscriptionId"], created.json()["id"]);
    assert_eq!(notified["resourceData"]["id"], event.json()["id"]);
    let item = format!("/v1.0/me/events/{}", event.json()["id"].as_str().unwrap().replace('=', "%3D"));
    // An update is not what the subscription is for; the next notification is that of the removal.
    client.json("PATCH", &item, json!({"subject": "y"})).await;
    let (_, (_, notified)) = tokio::join!(client.send("DELETE", &item, &[], None), answer(&listener, true));
    assert_eq!(notified["value"][0]["changeType"], "deleted");
}

#[tokio::test]
async fn mail_is_notified() {
    let (_emulator, mut client) = start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let body = json!({
        "changeType": "created,updated", "notificationUrl": format!("http://{}/", listener.local_addr().unwrap()),
        "resource": "users/alex@contoso.com/mailFolders('Inbox')/messages",
        "expirationDateTime": "2100-01-01T00:00:00Z",
    });
    let (created, _) = tokio::join!(client.post("/v1.0/subscriptions", body), answer(&listener, true));
    assert_eq!(created.status, 201, "{}", created.text());
    let message = json!({"subject": "x", "toRecipients": [{"emailAddress": {"address": "alex@contoso.com"}}]});
    let send = client.post("/v1.0/me/sendMail", json!({"message": message}));
    let (_, (_, notified)) = tokio::join!(send, answer(&listener, true));
    let notified = &notified["value"][0];
    assert_eq!(notified["changeType"], "created");
    let id = notified["resourceData"]["id"].as_str().unwrap().to_owned();
    let item = format!("/v1.0/users/alex@contoso.com/messages/{}", id.replace('=', "%3D"));
    let change = client.json("PATCH", &item, json!({"isRead": true}));
    let (_, (_, notified)) = tokio::join!(change, answer(&listener, true));
    assert_eq!(notified["value"][0]["changeType"], "updated");
    assert_eq!(notified["value"][0]["resourceData"]["id"], id.as_str());
}
