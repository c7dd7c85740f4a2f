//! Drives: items by id and by path, content, downloads.

use graph_action_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::{Client, Response, start};

const ROOT: &str = "/v1.0/me/drive/root";

async fn put(client: &mut Client, path: &str, content: &[u8]) -> Response {
    let url = format!("http://{}{ROOT}:{path}:/content", client.host());
    client.put(&url, &["Content-Type: text/plain"], content).await
}

#[tokio::test]
async fn files_by_path_and_by_id() {
    let (emulator, mut client) = start().await;
    let created = put(&mut client, "/a%20b/c%23.txt", b"one").await;
    assert_eq!(created.status, 201, "{}", created.text());
    let item = created.json();
    assert_eq!(
        (&item["name"], &item["size"], &item["file"]["mimeType"]),
        (&json!("c#.txt"), &json!(3), &json!("text/plain"))
    );
    assert_eq!(
        item["parentReference"]["path"],
        format!("/drives/{}/root:/a b", item["parentReference"]["driveId"].as_str().unwrap())
    );
    assert_eq!(put(&mut client, "/A%20B/C%23.TXT", b"two!").await.status, 200);
    let id = item["id"].as_str().unwrap();
    let drive = item["parentReference"]["driveId"].as_str().unwrap();
    for target in [
        format!("/v1.0/me/drive/items/{id}"),
        format!("/v1.0/drives/{drive}/items/{id}?$select=id,name"),
        format!("{ROOT}:/a%20b/c%23.txt"),
        "/v1.0/users/adele@contoso.com/drive/items/root%3A%2Fa%20b%2Fc%23.txt%3A".to_owned(),
        "/v1.0/me/drive/items/root:/a%20b/c%23.txt:/".to_owned(),
    ] {
        assert_eq!(client.get(&target).await.json()["id"], id, "{target}");
    }
    assert_eq!(emulator.drive_item("me", "/a b/c#.txt").unwrap().content.unwrap(), b"two!");
    assert_eq!(client.get(&format!("{ROOT}:/none")).await.error(), (404, "itemNotFound".to_owned()));
    assert!(emulator.drive_item("me", "none").is_err());
    let quota = client.get("/v1.0/me/drive").await.json();
    assert_eq!((&quota["quota"]["used"], &quota["driveType"]), (&json!(4), &json!("business")));
    client.token = "eyJhbGciOiJub25lIn0.eyJzY3AiOiJGaWxlcy5SZWFkIn0.x".to_owned();
    assert_eq!(client.get(ROOT).await.status, 200);
    assert_eq!(put(&mut client, "/x", b"").await.error(), (403, "accessDenied".to_owned()));
}

#[tokio::test]
async fn folders() {
    let (emulator, mut client) = start().await;
    let folder = json!({"name": "reports", "folder": {}, "@microsoft.graph.conflictBehavior": "fail"});
    let created = client.post(&format!("{ROOT}/children"), folder.clone()).await;
    assert_eq!((created.status, &created.json()["folder"]["childCount"]), (201, &json!(0)));
    assert_eq!(client.post(&format!("{ROOT}/children"), folder).await.error(), (409, "nameAlreadyExists".to_owned()));
    let renamed = json!({"name": "reports", "folder": {}, "@microsoft.graph.conflictBehavior": "rename"});
    assert_eq!(client.post(&format!("{ROOT}/children"), renamed).await.json()["name"], "reports 1");
    assert_eq!(client.post(&format!("{ROOT}/children"), json!({"name": "x"})).await.error().0, 400);
    assert_eq!(client.post(&format!("{ROOT}/children"), json!({"name": "a/b", "folder": {}})).await.error().0, 400);
    for number in 0..5 {
        put(&mut client, &format!("/reports/{number}.txt"), b"x").await;
    }
    let first = client.get(&format!("{ROOT}:/reports:/children?$top=3&$select=name")).await.json();
    assert_eq!(first["value"].as_array().unwrap().len(), 3);
    let second = client.follow(first["@odata.nextLink"].as_str().unwrap()).await.json();
    assert_eq!(second["value"][1]["name"], "4.txt");
    assert!(second.get("@odata.nextLink").is_none());

    let id = created.json()["id"].as_str().unwrap().to_owned();
    let target = format!("/v1.0/me/drive/items/{id}");
    assert_eq!(client.json("PATCH", &target, json!({"name": "archive"})).await.json()["name"], "archive");
    let into_itself = json!({"parentReference": {"id": id}});
    assert_eq!(client.json("PATCH", &target, into_itself).await.error().0, 400);
    let stale = client.send("DELETE", &target, &["If-Match: \"stale\""], None).await;
    assert_eq!(stale.error(), (412, "resourceModified".to_owned()));
    assert_eq!(client.send("DELETE", &target, &[], None).await.status, 204);
    assert_eq!(client.get(&format!("{ROOT}:/archive/1.txt")).await.status, 404);
    let left: Vec<_> = emulator.drive_items("me").unwrap().into_iter().map(|item| item.path).collect();
    assert_eq!(left, ["/reports 1"]);
}

#[tokio::test]
async fn downloads_are_on_another_host_and_take_no_token() {
    let (emulator, mut client) = start().await;
    emulator.put_file("me", "/a/b.bin", (0..=255).collect::<Vec<u8>>()).unwrap();
    let redirect = client.get(&format!("{ROOT}:/a/b.bin:/content")).await;
    assert_eq!(redirect.status, 302);
    let location = redirect.header("location").unwrap();
    let item = client.get(&format!("{ROOT}:/a/b.bin")).await.json();
    let url = item["@microsoft.graph.downloadUrl"].as_str().unwrap();
    assert!(location.starts_with(emulator.storage_url()) && location.starts_with(url), "{location}");

    let mut storage = Client::storage(&emulator).await;
    let target = storage.target(location).to_owned();
    let whole = storage.get(&target).await;
    assert_eq!((whole.status, whole.body.len()), (200, 256));
    let tag = whole.header("etag").unwrap().to_owned();
    let part = storage.send("GET", &target, &["Range: bytes=250-"], None).await;
    assert_eq!((part.status, part.body.as_slice()), (206, &[250, 251, 252, 253, 254, 255][..]));
    assert_eq!(part.header("content-range"), Some("bytes 250-255/256"));
    let refused = storage.send("GET", &target, &["Range: bytes=256-"], None).await;
    assert_eq!((refused.status, refused.header("content-range")), (416, Some("bytes */256")));
    let changed = storage.send("GET", &target, &["Range: bytes=250-", "If-Range: \"other\""], None).await;
    assert_eq!((changed.status, changed.body.len()), (200, 256));
    let not_modified = format!("If-None-Match: {tag}");
    assert_eq!(storage.send("GET", &target, &[&not_modified], None).await.status, 304);
    assert_eq!(client.send("GET", &format!("{ROOT}:/a/b.bin:/content"), &[&not_modified], None).await.status, 304);
    storage.token = "secret".to_owned();
    assert_eq!(storage.get(&target).await.error(), (401, "unauthenticated".to_owned()));
    let log = emulator.storage_requests();
    assert_eq!(log.len(), 6);
    assert_eq!(log.iter().filter(|request| request.header("authorization").is_some()).count(), 1);
    assert_eq!(client.get(&format!("{ROOT}:/a:/content")).await.status, 400);
}

#[tokio::test]
async fn users_have_drives_of_their_own() {
    let emulator = Emulator::start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    emulator.put_file("alex@contoso.com", "x.txt", "x").unwrap();
    let count = |page: Value| page["value"].as_array().unwrap().len();
    assert_eq!(count(client.get(&format!("{ROOT}/children")).await.json()), 0);
    assert_eq!(count(client.get("/v1.0/users/alex@contoso.com/drive/root/children").await.json()), 1);
    assert_eq!(client.get("/v1.0/drives/none/root").await.error(), (404, "itemNotFound".to_owned()));
}
