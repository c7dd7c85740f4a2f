//! Delta queries.

use serde_json::{Value, json};

use crate::client::{Client, encode, start};

const MESSAGES: &str = "/v1.0/me/mailFolders/inbox/messages/delta";

/// Follows a round to its end: all items, how many pages, and the deltaLink.
async fn round(client: &mut Client, target: &str, headers: &[&str]) -> (Vec<Value>, usize, String) {
    let (mut items, mut pages, mut target) = (Vec::new(), 0, target.to_owned());
    loop {
        let answer = client.send("GET", &target, headers, None).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let page = answer.json();
        items.extend(page["value"].as_array().unwrap().clone());
        pages += 1;
        match (page.get("@odata.nextLink"), page.get("@odata.deltaLink")) {
            (Some(link), None) => target = client.target(link.as_str().unwrap()).to_owned(),
            (None, Some(link)) => return (items, pages, client.target(link.as_str().unwrap()).to_owned()),
            other => panic!("{other:?}"),
        }
    }
}

fn texts<'v>(items: &'v [Value], name: &str) -> Vec<&'v str> {
    items.iter().map(|item| item[name].as_str().unwrap_or("-")).collect()
}

#[tokio::test]
async fn messages_of_a_folder() {
    let (emulator, mut client) = start().await;
    let small = ["Prefer: odata.maxpagesize=2"];
    let (items, pages, link) = round(&mut client, &format!("{MESSAGES}?$select=subject"), &small).await;
    assert_eq!((texts(&items, "subject"), pages), (vec!["Quarterly figures", "Welcome back", "Launch plan"], 2));
    assert!(items[0].get("body").is_none());
    let (none, pages, link) = round(&mut client, &link, &small).await;
    assert_eq!((none.len(), pages), (0, 1));

    emulator.deliver("me", "inbox", json!({"subject": "new"})).unwrap();
    let id = |index: usize| encode(items[index]["id"].as_str().unwrap());
    let changed = client.json("PATCH", &format!("/v1.0/me/messages/{}", id(0)), json!({"isRead": true})).await;
    assert_eq!(changed.status, 200);
    client.send("DELETE", &format!("/v1.0/me/messages/{}", id(1)), &[], None).await;
    let moved = format!("/v1.0/me/messages/{}/move", id(2));
    client.post(&moved, json!({"destinationId": "archive"})).await;
    let (changes, _, link) = round(&mut client, &link, &[]).await;
    assert_eq!(texts(&changes, "subject"), ["new", "Quarterly figures", "-", "-"]);
    assert_eq!(changes[2], json!({"@removed": {"reason": "deleted"}, "id": items[1]["id"]}));
    assert_eq!(changes[3]["id"], items[2]["id"]);
    // What was asked for first still holds.
    assert!(changes[0].get("body").is_none());
    assert!(round(&mut client, &link, &[]).await.0.is_empty());
    let fresh = round(&mut client, &format!("{MESSAGES}()"), &[]).await.0;
    assert_eq!(texts(&fresh, "subject"), ["new", "Quarterly figures"]);
}

#[tokio::test]
async fn immutable_ids_latest_and_filters() {
    let (emulator, mut client) = start().await;
    let immutable = ["Prefer: IdType=\"ImmutableId\""];
    let (items, _, link) = round(&mut client, MESSAGES, &immutable).await;
    let id = items[0]["id"].as_str().unwrap();
    client.send("DELETE", &format!("/v1.0/me/messages/{}", encode(id)), &[], None).await;
    assert_eq!(round(&mut client, &link, &immutable).await.0[0]["id"], id);

    let (none, _, link) = round(&mut client, &format!("{MESSAGES}?$deltatoken=latest"), &[]).await;
    assert!(none.is_empty());
    emulator.deliver("me", "inbox", json!({"subject": "new"})).unwrap();
    assert_eq!(texts(&round(&mut client, &link, &[]).await.0, "subject"), ["new"]);
    let filtered = format!("{MESSAGES}?$filter=subject%20eq%20'new'");
    assert_eq!(round(&mut client, &filtered, &[]).await.0.len(), 1);

    let all = client.get("/v1.0/me/messages/delta").await;
    assert_eq!(all.error(), (400, "BadRequest".to_owned()));
    assert_eq!(client.get(&format!("{MESSAGES}?$orderby=subject")).await.error().0, 400);
    assert_eq!(client.get(&format!("{MESSAGES}?$deltatoken=forged")).await.error().0, 400);
}

#[tokio::test]
async fn tokens_expire() {
    let (emulator, mut client) = start().await;
    for (target, code) in
        [(MESSAGES, "syncStateNotFound"), ("/v1.0/me/drive/root/delta", "resyncChangesApplyDifferences")]
    {
        let (_, _, link) = round(&mut client, target, &[]).await;
        emulator.expire_delta_tokens();
        let gone = client.get(&link).await;
        assert_eq!(gone.error(), (410, code.to_owned()));
        assert_eq!(gone.header("location"), Some(format!("{}{target}", emulator.url()).as_str()));
    }
}

#[tokio::test]
async fn users() {
    let (emulator, mut client) = start().await;
    let (items, _, link) = round(&mut client, "/v1.0/users/delta?$select=jobTitle", &[]).await;
    assert_eq!(items.len(), 4);
    emulator.update_user("alex@contoso.com", json!({"jobTitle": "Director"})).unwrap();
    let added = emulator.add_user("new@contoso.com", "New User");
    emulator.remove_user("megan@contoso.com").unwrap();
    assert!(emulator.remove_user("me").is_err() && emulator.update_user("alex@contoso.com", json!({"x": 1})).is_err());
    let (changes, _, _) = round(&mut client, &link, &[]).await;
    assert_eq!(texts(&changes, "jobTitle"), ["Director", "-", "-"]);
    assert_eq!(changes[1]["id"], added);
    assert_eq!(changes[2]["@removed"]["reason"], "changed");
    assert_eq!(client.get("/v1.0/users/delta?$top=1").await.error().0, 400);
}

#[tokio::test]
async fn drive_items() {
    let (emulator, mut client) = start().await;
    emulator.put_file("me", "/a/b.txt", "b").unwrap();
    let target = "/v1.0/me/drive/root/delta";
    let (items, pages, link) = round(&mut client, &format!("{target}?$top=2&$select=name,deleted"), &[]).await;
    assert_eq!((texts(&items, "name"), pages), (vec!["root", "a", "b.txt"], 2));
    emulator.put_file("me", "/c", "c").unwrap();
    client.send("DELETE", "/v1.0/me/drive/root:/a", &[], None).await;
    let (changes, _, _) = round(&mut client, &link, &[]).await;
    assert_eq!(texts(&changes, "name"), ["c", "b.txt", "a"]);
    assert_eq!(changes[1]["deleted"], json!({"state": "deleted"}));
    for latest in ["?token=latest", "(token='latest')"] {
        let (none, _, link) = round(&mut client, &format!("{target}{latest}"), &[]).await;
        assert!(none.is_empty());
        assert!(link.starts_with(&format!("{target}?token=")), "{link}");
    }
}
