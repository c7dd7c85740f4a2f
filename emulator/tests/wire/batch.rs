//! `$batch`.

use graph_action_emulator::{Emulator, Fault, RetryAfter};
use serde_json::{Value, json};

use crate::client::{Client, jwt, start};

const BATCH: &str = "/v1.0/$batch";

async fn batch(client: &mut Client, requests: Value) -> Vec<Value> {
    let answer = client.post(BATCH, json!({"requests": requests})).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["responses"].as_array().unwrap().clone()
}

fn get<'r>(responses: &'r [Value], id: &str) -> &'r Value {
    responses.iter().find(|response| response["id"] == id).unwrap()
}

fn post(id: &str, url: &str, body: Value) -> Value {
    json!({"id": id, "method": "POST", "url": url, "headers": {"content-type": "application/json"}, "body": body})
}

#[tokio::test]
async fn items_are_requests_and_answers_come_in_another_order() {
    let (emulator, mut client) = start().await;
    let responses = batch(
        &mut client,
        json!([
            {"id": "1", "method": "GET", "url": "/me/messages?$filter=subject%20eq%20'Launch%20plan'&$select=subject"},
            post("2", "me/messages", json!({"subject": "new"})),
            {"id": "a", "method": "get", "url": "/users/$count", "headers": {"ConsistencyLevel": "eventual"}},
            {"id": "4", "method": "GET", "url": "/me/messages/none"},
            {"id": "5", "method": "DELETE", "url": "/v1.0/me/messages/none"},
        ]),
    )
    .await;
    let ids: Vec<_> = responses.iter().map(|response| response["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["5", "4", "a", "2", "1"]);
    assert_eq!(get(&responses, "1")["body"]["value"][0]["subject"], "Launch plan");
    let created = get(&responses, "2");
    assert_eq!((&created["status"], &created["body"]["subject"]), (&json!(201), &json!("new")));
    assert!(created["headers"]["Location"].as_str().unwrap().contains("/messages('"));
    assert_eq!(get(&responses, "a")["body"], "NA==");
    assert_eq!(get(&responses, "4")["status"], 404);
    assert_eq!(get(&responses, "4")["body"]["error"]["code"], "ErrorItemNotFound");
    assert_eq!(get(&responses, "5")["status"], 400);
    assert_eq!(emulator.folder("me", "drafts").unwrap().messages.len(), 1);
    let log = &emulator.requests()[0];
    let items: Vec<_> = log.items().iter().map(|item| (item.id.as_str(), item.status, item.processed)).collect();
    assert_eq!(items, [("1", 200, true), ("2", 201, true), ("a", 200, true), ("4", 404, true), ("5", 400, true)]);
}

#[tokio::test]
async fn each_item_needs_its_permission() {
    let (emulator, mut client) = start().await;
    client.token = jwt(json!({"scp": "User.Read Mail.Read"}));
    let other = format!("Bearer {}", jwt(json!({"roles": ["Mail.ReadWrite"]})));
    let mut own_token = post("4", "/users/adele@contoso.com/messages", json!({"subject": "new"}));
    own_token["headers"]["authorization"] = other.into();
    let responses = batch(
        &mut client,
        json!([
            {"id": "1", "method": "GET", "url": "/me"},
            {"id": "2", "method": "GET", "url": "/me/drive/root"},
            post("3", "/me/messages", json!({"subject": "new"})),
            own_token,
        ]),
    )
    .await;
    let found = ["1", "2", "3", "4"].map(|id| get(&responses, id)["status"].as_u64().unwrap());
    assert_eq!(found, [200, 403, 403, 201]);
    assert_eq!(get(&responses, "2")["body"]["error"]["code"], "accessDenied");
    assert_eq!(get(&responses, "3")["body"]["error"]["code"], "ErrorAccessDenied");
    assert_eq!(emulator.folder("me", "drafts").unwrap().messages.len(), 1);
}

#[tokio::test]
async fn the_whole_is_refused_when_it_is_malformed() {
    let (emulator, mut client) = start().await;
    let me = |id: &str| json!({"id": id, "method": "GET", "url": "/me"});
    let many: Vec<Value> = (0..21).map(|id| me(&id.to_string())).collect();
    let send = post("1", "/me/messages", json!({}));
    for (requests, code) in [
        (json!(many), "MaximumValueExceeded"),
        (json!([]), "BadRequest"),
        (json!([send, me("A"), me("a")]), "BadRequest"),
        (json!([send, {"id": "2", "method": "GET", "url": "/me", "dependsOn": ["3"]}, me("3")]), "BadRequest"),
        (json!([send, {"id": "2", "method": "GET", "url": "/me", "dependsOn": ["2"]}]), "BadRequest"),
        (json!([send, {"id": 2, "method": "GET", "url": "/me"}]), "BadRequest"),
        (json!([send, {"method": "GET", "url": "/me"}]), "BadRequest"),
        (json!([send, "/me"]), "BadRequest"),
        (json!({}), "BadRequest"),
    ] {
        let answer = client.post(BATCH, json!({"requests": requests})).await;
        assert_eq!(answer.error(), (400, code.to_owned()), "{requests}");
    }
    assert!(emulator.folder("me", "drafts").unwrap().messages.is_empty());
    assert_eq!(client.get(BATCH).await.status, 400);
}

#[tokio::test]
async fn items_are_refused_one_by_one() {
    let (_emulator, mut client) = start().await;
    let (text, json) = (json!({"content-type": "text/plain"}), json!({"Content-Type": "application/json"}));
    let responses = batch(
        &mut client,
        json!([
            {"id": "absolute", "method": "GET", "url": "https://graph.microsoft.com/v1.0/me"},
            {"id": "nested", "method": "POST", "url": "/$batch", "headers": json, "body": {"requests": []}},
            {"id": "untyped", "method": "POST", "url": "/me/messages", "body": {}},
            {"id": "bodiless", "method": "POST", "url": "/me/messages", "headers": json},
            {"id": "text", "method": "POST", "url": "/me/messages", "headers": json, "body": "e30="},
            {"id": "no base64", "method": "POST", "url": "/me/messages", "headers": text, "body": "%"},
            {"id": "object", "method": "POST", "url": "/me/messages", "headers": text, "body": {}},
            {"id": "fine", "method": "GET", "url": "/me"},
        ]),
    )
    .await;
    for response in &responses {
        let expected = if response["id"] == "fine" { 200 } else { 400 };
        assert_eq!(response["status"], expected, "{response}");
    }
}

#[tokio::test]
async fn binary_bodies() {
    let (emulator, mut client) = start().await;
    // A message in MIME; its own encoding is base64 too.
    let mime = "VG86IGFAYi5jDQpTdWJqZWN0OiBtaW1lDQoNCmhp";
    let twice = "VkcwNklHRkFZaTVqRFFwVGRXSnFaV04wT2lCdGFXMWxEUW9OQ21ocA==";
    let text = json!({"Content-Type": "text/plain"});
    let item = json!({"id": "1", "method": "POST", "url": "/me/messages", "headers": text, "body": twice});
    let responses = batch(&mut client, json!([item])).await;
    assert_eq!(responses[0]["status"], 201, "{mime} {}", responses[0]);
    assert_eq!(emulator.folder("me", "drafts").unwrap().messages[0].subject(), "mime");
}

#[tokio::test]
async fn dependencies() {
    let (emulator, mut client) = start().await;
    let mut third = post("3", "/me/messages", json!({"subject": "three"}));
    third["dependsOn"] = json!(["2"]);
    let mut fourth = post("4", "/me/messages", json!({"subject": "four"}));
    fourth["dependsOn"] = json!(["3", "1"]);
    let mut fifth = post("5", "/me/messages", json!({"subject": "five"}));
    fifth["dependsOn"] = json!(["1"]);
    let second = json!({"id": "2", "method": "GET", "url": "/me/messages/none"});
    let first = post("1", "/me/messages", json!({"subject": "one"}));
    let responses = batch(&mut client, json!([first, second, third, fourth, fifth])).await;
    let status = |id: &str| get(&responses, id)["status"].as_u64().unwrap();
    assert_eq!([status("1"), status("2"), status("3"), status("4"), status("5")], [201, 404, 424, 424, 201]);
    let subjects: Vec<_> =
        emulator.folder("me", "drafts").unwrap().messages.iter().map(|m| m.subject().to_owned()).collect();
    assert_eq!(subjects, ["five", "one"]);
    assert!(!emulator.requests()[0].items()[2].processed);
}

#[tokio::test]
async fn faults_hit_single_items() {
    let emulator = Emulator::start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    emulator.inject(Fault::status(429).retry_after(RetryAfter::Seconds(7)).on("POST", "/me/messages").skip(1));
    emulator.inject(Fault::status(503).after_processing().on("POST", "/me/messages").skip(1));
    emulator.inject(Fault::reset().on("POST", "/me/messages"));
    let items: Vec<_> =
        (0..4).map(|id| post(&id.to_string(), "/me/messages", json!({"subject": id.to_string()}))).collect();
    let responses = batch(&mut client, json!(items)).await;
    let status = |id: &str| get(&responses, id)["status"].as_u64().unwrap();
    assert_eq!([status("0"), status("1"), status("2"), status("3")], [201, 429, 503, 201]);
    assert_eq!(get(&responses, "1")["headers"]["Retry-After"], "7");
    assert_eq!(emulator.folder("me", "drafts").unwrap().messages.len(), 3);
    let log = emulator.requests();
    let items: Vec<_> = log[0].items().iter().map(|item| (item.fault.as_deref(), item.processed)).collect();
    let after = Some("status 503 after processing");
    assert_eq!(items, [(None, true), (Some("status 429"), false), (after, true), (None, true)]);
}
