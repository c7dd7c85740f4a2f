//! Sending drafts and new messages, replying and forwarding.

use serde_json::{Value, json};

use crate::client::{Client, encode, start};

async fn draft(client: &mut Client, user: &str) -> String {
    let body = json!({
        "subject": "Hello",
        "toRecipients": [
            {"emailAddress": {"address": "Alex@Contoso.com"}},
            {"emailAddress": {"address": "x@elsewhere.org"}},
        ],
        "bccRecipients": [{"emailAddress": {"address": "megan@contoso.com"}}],
    });
    let created = client.post(&format!("/v1.0/{user}/messages"), body).await.json();
    created["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_sent_draft_moves_to_sent_items_and_arrives() {
    let (emulator, mut client) = start().await;
    for user in ["me", "users/adele@contoso.com"] {
        let id = draft(&mut client, user).await;
        let sent = client.post_empty(&format!("/v1.0/{user}/messages/{}/send", encode(&id))).await;
        assert_eq!((sent.status, sent.body.len()), (202, 0));
        assert_eq!(sent.header("content-type"), None);
        let gone = client.get(&format!("/v1.0/me/messages/{}", encode(&id))).await;
        assert_eq!(gone.error(), (404, "ErrorItemNotFound".to_owned()));
    }
    assert!(emulator.folder("me", "drafts").unwrap().messages.is_empty());
    let sent = emulator.folder("me", "sentitems").unwrap().messages;
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].json["isDraft"], false);
    assert_eq!(sent[0].json["from"]["emailAddress"]["address"], "adele@contoso.com");
    for user in ["alex@contoso.com", "megan@contoso.com"] {
        let inbox = emulator.folder(user, "inbox").unwrap().messages;
        assert_eq!(inbox.len(), 2, "{user}");
        assert_eq!(inbox[0].json["isRead"], false);
        assert_eq!(inbox[0].json["bccRecipients"], json!([]));
    }
}

#[tokio::test]
async fn an_immutable_id_follows_into_sent_items() {
    let (_emulator, mut client) = start().await;
    let prefer = ["Prefer: IdType=\"ImmutableId\"", "Content-Type: application/json"];
    let body = json!({"toRecipients": [{"emailAddress": {"address": "a@b"}}]}).to_string();
    let created = client.send("POST", "/v1.0/me/messages", &prefer, Some(&body)).await;
    assert_eq!(created.header("preference-applied"), Some("IdType=\"ImmutableId\""));
    let id = created.json()["id"].clone();
    let target = format!("/v1.0/me/messages/{}", encode(id.as_str().unwrap()));
    assert_eq!(client.post_empty(&format!("{target}/send")).await.status, 202);
    let found = client.send("GET", &target, &prefer[..1], None).await;
    assert_eq!((found.status, &found.json()["isDraft"], &found.json()["id"]), (200, &json!(false), &id));
    let again = client.post_empty(&format!("{target}/send")).await;
    assert_eq!(again.error().0, 400);
}

#[tokio::test]
async fn what_cannot_be_sent_stays_a_draft() {
    let (emulator, mut client) = start().await;
    for recipients in [json!([]), json!([{"emailAddress": {"address": "nobody"}}])] {
        let created = client.post("/v1.0/me/messages", json!({"toRecipients": recipients})).await.json();
        let target = format!("/v1.0/me/messages/{}/send", encode(created["id"].as_str().unwrap()));
        assert_eq!(client.post_empty(&target).await.error(), (400, "ErrorInvalidRecipients".to_owned()));
    }
    assert_eq!(client.post("/v1.0/me/sendMail", json!({"message": {}})).await.error().0, 400);
    assert_eq!(emulator.folder("me", "drafts").unwrap().messages.len(), 2);
    assert!(emulator.folder("me", "sentitems").unwrap().messages.is_empty());
}

#[tokio::test]
async fn send_mail_takes_its_parameters_in_any_case() {
    let (emulator, mut client) = start().await;
    let message = json!({"subject": "x", "toRecipients": [{"emailAddress": {"address": "alex@contoso.com"}}]});
    for (body, kept) in [
        (json!({"message": message, "saveToSentItems": false}), 0),
        (json!({"Message": message, "SaveToSentItems": false}), 0),
        (json!({"Message": message, "SaveToSentItems": true}), 1),
        (json!({"message": message}), 2),
        (json!({"message": message, "saveToSentItems": null}), 3),
    ] {
        let sent = client.post("/v1.0/me/sendMail", body).await;
        assert_eq!((sent.status, sent.body.len()), (202, 0), "{}", sent.text());
        assert_eq!(emulator.folder("me", "sentitems").unwrap().messages.len(), kept);
    }
    assert_eq!(emulator.folder("alex@contoso.com", "inbox").unwrap().messages.len(), 5);
    assert!(emulator.folder("me", "drafts").unwrap().messages.is_empty());
    for wrong in [
        json!({}),
        json!({"mesage": message}),
        json!({"message": message, "saveToSentItems": "yes"}),
        json!({"message": "x"}),
    ] {
        assert_eq!(client.post("/v1.0/me/sendMail", wrong.clone()).await.error().0, 400, "{wrong}");
    }
}

fn addresses(message: &Value, list: &str) -> Vec<String> {
    let recipients = message[list].as_array().unwrap().iter();
    recipients.map(|recipient| recipient["emailAddress"]["address"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn replies_and_forwards() {
    let (emulator, mut client) = start().await;
    let address = |address: &str| json!({"emailAddress": {"address": address}});
    let original = emulator
        .deliver(
            "me",
            "inbox",
            json!({
                "subject": "Lunch?",
                "body": {"contentType": "text", "content": "At noon."},
                "from": address("alex@contoso.com"),
                "toRecipients": [address("adele@contoso.com"), address("diego@contoso.com")],
                "ccRecipients": [address("megan@contoso.com"), address("alex@contoso.com")],
            }),
        )
        .unwrap();
    let target = format!("/v1.0/me/messages/{}", encode(&original.id));

    let reply = client.post(&format!("{target}/createReply"), json!({"comment": "Yes."})).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let reply = reply.json();
    assert_eq!((&reply["subject"], &reply["isDraft"]), (&json!("RE: Lunch?"), &json!(true)));
    assert_eq!(addresses(&reply, "toRecipients"), ["alex@contoso.com"]);
    assert_eq!(reply["conversationId"], original.json["conversationId"]);
    let content = reply["body"]["content"].as_str().unwrap();
    assert!(content.starts_with("Yes.") && content.contains("At noon."));

    let all = client.post_empty(&format!("{target}/createReplyAll")).await.json();
    assert_eq!(addresses(&all, "toRecipients"), ["alex@contoso.com", "diego@contoso.com"]);
    assert_eq!(addresses(&all, "ccRecipients"), ["megan@contoso.com"]);

    let forward = json!({"Comment": "Join us", "ToRecipients": [address("megan@contoso.com")]});
    assert_eq!(client.post(&format!("{target}/forward"), forward).await.status, 202);
    assert_eq!(emulator.folder("megan@contoso.com", "inbox").unwrap().messages[0].subject(), "FW: Lunch?");
    assert_eq!(client.post(&format!("{target}/reply"), json!({"Comment": "No."})).await.status, 202);
    assert_eq!(emulator.folder("alex@contoso.com", "inbox").unwrap().messages[0].subject(), "RE: Lunch?");
    assert_eq!(emulator.folder("me", "sentitems").unwrap().messages.len(), 2);

    let both = json!({"comment": "x", "message": {"body": {"contentType": "text", "content": "y"}}});
    assert_eq!(client.post(&format!("{target}/reply"), both).await.error().0, 400);
    assert_eq!(client.post(&format!("{target}/forward"), json!({"comment": "to nobody"})).await.error().0, 400);
    assert_eq!(
        client.post(&format!("{target}/reply"), json!({"coment": "x"})).await.error(),
        (400, "BadRequest".to_owned())
    );
}
