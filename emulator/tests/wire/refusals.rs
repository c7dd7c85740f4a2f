//! The service's strictness.

use std::time::{Duration, UNIX_EPOCH};

use graph_action_emulator::Emulator;
use serde_json::json;

use crate::client::{Client, encode, jwt, start};

#[tokio::test]
async fn no_token() {
    let (_emulator, mut client) = start().await;
    for header in ["", "Authorization: Basic eDp5\r\n", "Authorization: Bearer \r\n"] {
        client.write(format!("GET /v1.0/me HTTP/1.1\r\nHost: x\r\n{header}\r\n").as_bytes()).await;
        let refused = client.read().await;
        assert_eq!(refused.error(), (401, "InvalidAuthenticationToken".to_owned()));
        assert!(refused.header("www-authenticate").unwrap().starts_with("Bearer "));
    }
}

#[tokio::test]
async fn claims_limit() {
    let (emulator, mut client) = start().await;
    client.token = jwt(json!({"scp": "Mail.Send User.Read"}));
    assert_eq!(client.get("/v1.0/me").await.status, 200);
    assert_eq!(client.get("/v1.0/me/messages").await.error(), (403, "ErrorAccessDenied".to_owned()));
    assert_eq!(client.get("/v1.0/users").await.error(), (403, "Authorization_RequestDenied".to_owned()));
    assert_eq!(client.post("/v1.0/me/messages", json!({})).await.error().0, 403);
    assert_eq!(client.post_empty("/v1.0/me/messages/x/send").await.error(), (404, "ErrorItemNotFound".to_owned()));

    client.token = jwt(json!({"roles": ["Mail.Read"]}));
    assert_eq!(client.get("/v1.0/users/adele@contoso.com/messages").await.status, 200);
    assert_eq!(client.get("/v1.0/me/messages").await.error(), (400, "BadRequest".to_owned()));

    client.token = jwt(json!({"scp": "Mail.ReadBasic"}));
    let page = client.get("/v1.0/me/messages").await.json();
    assert!(page["value"][0].get("subject").is_some() && page["value"][0].get("body").is_none());
    let message = format!("/v1.0/me/messages/{}", encode(page["value"][0]["id"].as_str().unwrap()));
    assert!(client.get(&message).await.json().get("bodyPreview").is_none());
    assert_eq!(client.get(&format!("{message}/$value")).await.error(), (403, "ErrorAccessDenied".to_owned()));

    client.token = jwt(json!({"scp": "Files.Read"}));
    assert_eq!(client.get("/beta/me/drive/root/children").await.status, 200);
    let refused = client.put(&format!("{}/v1.0/me/drive/root:/a.txt:/content", emulator.url()), &[], b"a").await;
    assert_eq!(refused.error(), (403, "accessDenied".to_owned()));
    // The permission list does not name this operation.
    assert_eq!(client.get("/v1.0/teams/x/operations/y").await.error().0, 404);
}

#[tokio::test]
async fn a_post_says_how_long_it_is() {
    let (_emulator, mut client) = start().await;
    for method in ["POST", "PUT", "PATCH"] {
        let refused = client.send(method, "/v1.0/me/messages/x/send", &[], None).await;
        assert_eq!(refused.status, 411);
        assert!(refused.header("content-type").unwrap().starts_with("text/html"));
        assert!(refused.text().contains("Length Required"));
    }
    let found = client
        .send(
            "POST",
            "/v1.0/me/sendMail",
            &["Transfer-Encoding: chunked", "Content-Type: application/json\r\n\r\n0"],
            None,
        )
        .await;
    assert_eq!(found.error(), (400, "BadRequest".to_owned()));
}

#[tokio::test]
async fn addresses() {
    let (_emulator, mut client) = start().await;
    for (target, segment) in [
        ("/v1.0/me/mesages", "mesages"),
        ("/v1.0/me/mesages/x/send", "mesages"),
        ("/v1.0/me/messages/x/sent", "sent"),
        ("/v1.0/nobody", "nobody"),
        ("/v1.0/users/$ab@contoso.com", "$ab@contoso.com"),
        ("/v1.0/me/mailFolders/inbox/send", "send"),
    ] {
        let refused = client.get(target).await;
        assert_eq!(refused.error(), (400, "BadRequest".to_owned()), "{target}");
        let message = refused.json()["error"]["message"].clone();
        assert_eq!(message, format!("Resource not found for the segment '{segment}'."), "{target}");
    }
    for target in ["/", "/v1.0", "/v2.0/me", "/v1.0/me/messages/%zz", "/v1.0/me//messages"] {
        assert_eq!(client.get(target).await.error().0, 400, "{target}");
    }
    assert_eq!(client.get("/v1.0/me/messages/a%2Fsend").await.error(), (404, "ErrorItemNotFound".to_owned()));
    assert_eq!(client.get("/v1.0/users/who@contoso.com/messages").await.error(), (404, "ErrorInvalidUser".to_owned()));
    assert_eq!(client.get("/v1.0/users/who@contoso.com").await.error(), (404, "Request_ResourceNotFound".to_owned()));
    let refused = client.get("/v1.0/me/messages/x/send").await;
    assert_eq!((refused.error().0, refused.header("allow")), (405, Some("POST")));
}

#[tokio::test]
async fn bodies() {
    let (_emulator, mut client) = start().await;
    let json = ["Content-Type: application/json"];
    for body in ["{", "[]", "\"x\"", "null"] {
        let refused = client.send("POST", "/v1.0/me/messages", &json, Some(body)).await;
        assert_eq!(refused.error(), (400, "BadRequest".to_owned()));
        assert!(
            refused.json()["error"]["message"].as_str().unwrap().starts_with("Unable to read JSON request payload")
        );
    }
    assert_eq!(client.post_empty("/v1.0/me/messages").await.error().0, 400);
    assert_eq!(client.send("POST", "/v1.0/me/messages", &[], Some("{}")).await.error().0, 400);
    assert_eq!(client.send("POST", "/v1.0/me/messages", &["Content-Type: text/csv"], Some("{}")).await.error().0, 415);
    let unknown = client.post("/v1.0/me/messages", json!({"subjct": "x"})).await;
    assert_eq!(unknown.error(), (400, "RequestBodyRead".to_owned()));
}

#[tokio::test]
async fn every_answer_can_be_traced() {
    let now = UNIX_EPOCH + Duration::from_secs(1_795_255_200);
    let emulator = Emulator::builder().clock(move || now).start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    for target in ["/v1.0/me", "/v1.0/nothing", "/v1.0/me?$selct=id"] {
        let response = client.send("GET", target, &["client-request-id: abc"], None).await;
        assert_eq!(response.header("client-request-id"), Some("abc"));
        assert_eq!(response.header("request-id").map(str::len), Some(36));
        assert_eq!(response.header("date"), Some("Sat, 21 Nov 2026 10:00:00 GMT"));
        assert!(response.header("x-ms-ags-diagnostic").unwrap().contains("ServerInfo"));
        assert!(response.header("cache-control").is_some());
    }
    let refused = client.get("/v1.0/nothing").await;
    assert_eq!(refused.json()["error"]["innerError"]["date"], "2026-11-21T10:00:00");
    assert_eq!(refused.header("client-request-id"), refused.header("request-id"));
}
