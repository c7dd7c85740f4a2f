//! Users of the directory.

use graph_action_emulator::{Emulator, Error};

use crate::client::{Client, start};

#[tokio::test]
async fn the_signed_in_user() {
    let (_emulator, mut client) = start().await;
    let me = client.get("/v1.0/me").await.json();
    assert_eq!(
        (me["displayName"].as_str(), me["userPrincipalName"].as_str()),
        (Some("Adele Vance"), Some("adele@contoso.com"))
    );
    assert!(me.get("accountEnabled").is_none());
    let selected = client.get("/v1.0/users/adele@contoso.com?$select=accountEnabled").await.json();
    assert_eq!(selected["accountEnabled"], true);
    assert!(selected.get("displayName").is_none());
}

#[tokio::test]
async fn added_users_have_a_mailbox() {
    let (emulator, mut client) = start().await;
    let id = emulator.add_user("$o'neil#EXT#@contoso.com", "Shaun O'Neil");
    assert_eq!(emulator.add_user("$O'NEIL#ext#@contoso.com", "again"), id);
    for target in ["users('$o''neil%23EXT%23@contoso.com')".to_owned(), format!("users/{id}")] {
        assert_eq!(client.get(&format!("/v1.0/{target}")).await.json()["id"], id, "{target}");
        assert_eq!(client.get(&format!("/v1.0/{target}/messages/$count")).await.text(), "0");
    }
    assert!(matches!(emulator.folder("who", "inbox"), Err(Error::UnknownUser(_))));
    assert!(matches!(emulator.folder("me", "x"), Err(Error::UnknownFolder(_))));
    let wrong = emulator.deliver("me", "inbox", serde_json::json!({"subjct": 1}));
    assert!(matches!(wrong, Err(Error::InvalidProperties(_))));
}

#[tokio::test]
async fn the_directory_pages_by_token() {
    let (emulator, mut client) = start().await;
    for number in 0..3 {
        emulator.add_user(&format!("u{number}@contoso.com"), "User");
    }
    let mut page = client.get("/v1.0/users?$top=3&$select=userPrincipalName").await;
    let mut total = page.json()["value"].as_array().unwrap().len();
    while let Some(link) = page.json()["@odata.nextLink"].as_str() {
        assert!(link.contains("$skiptoken="));
        page = client.follow(link).await;
        total += page.json()["value"].as_array().unwrap().len();
    }
    assert_eq!(total, 7);
    assert_eq!(client.get("/v1.0/users?$skip=1").await.error(), (400, "Request_UnsupportedQuery".to_owned()));
    assert_eq!(client.get("/v1.0/users?$top=1000").await.error().0, 400);
    assert_eq!(client.get("/v1.0/users?$skiptoken=x").await.error().0, 400);
}

#[tokio::test]
async fn advanced_queries_say_so() {
    let (_emulator, mut client) = start().await;
    let eventual = ["ConsistencyLevel: eventual"];
    let advanced = "/v1.0/users?$filter=endswith(mail,'contoso.com')";
    assert_eq!(client.get(advanced).await.error(), (400, "Request_UnsupportedQuery".to_owned()));
    assert_eq!(client.send("GET", advanced, &eventual, None).await.error().0, 400);
    let page = client.send("GET", &format!("{advanced}&$count=true"), &eventual, None).await;
    assert_eq!(page.json()["@odata.count"], 4);
    let simple = client.get("/v1.0/users?$filter=startswith(displayName,'a')").await.json();
    assert_eq!(simple["value"].as_array().unwrap().len(), 2);
    assert_eq!(client.get("/v1.0/users/$count").await.error().0, 400);
    assert_eq!(client.send("GET", "/v1.0/users/$count", &eventual, None).await.text(), "4");
}

#[tokio::test]
async fn an_empty_start_has_nobody() {
    let emulator = Emulator::builder().empty().start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    assert_eq!(client.get("/v1.0/users").await.json()["value"].as_array().map(Vec::len), Some(0));
    for target in ["/v1.0/me", "/v1.0/me/messages", "/v1.0/me/drive/root", "/v1.0/me/photo/$value"] {
        assert_eq!(client.get(target).await.error().0, 404, "{target}");
    }
    assert!(matches!(emulator.folder("me", "inbox"), Err(Error::UnknownUser(_))));
    assert!(matches!(emulator.remove_user("me"), Err(Error::UnknownUser(_))));

    let id = emulator.add_user("first@contoso.com", "The First");
    emulator.add_user("second@contoso.com", "The Second");
    assert_eq!(client.get("/v1.0/me").await.json()["id"], id);
    assert_eq!(client.get("/v1.0/me/messages/$count").await.text(), "0");
}
