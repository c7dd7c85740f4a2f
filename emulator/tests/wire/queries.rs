//! `$select`, `$filter`, `$orderby`, `$top`, `$skip`, `$count`, `$search` and pages of messages.

use graph_action_emulator::Emulator;
use serde_json::json;

use crate::client::{encode, start};

/// Ten messages, `0` to `9`; those with an odd number are read.
fn fill(emulator: &Emulator) {
    for number in 0..10 {
        let message = json!({
            "subject": format!("{number}"),
            "isRead": number % 2 == 1,
            "from": {"emailAddress": {"address": format!("o'neil{number}@contoso.com")}},
            "body": {"contentType": "html", "content": "<b>bold</b>"},
        });
        emulator.deliver("alex@contoso.com", "inbox", message).unwrap();
    }
}

const MESSAGES: &str = "/v1.0/users/alex%40contoso.com/messages";

#[tokio::test]
async fn pages_carry_every_option() {
    let (emulator, mut client) = start().await;
    fill(&emulator);
    let filter = "isRead%20eq%20false%20and+subject+ne+'4'";
    let mut page =
        client.get(&format!("{MESSAGES}?$filter={filter}&$select=subject&%24top=2&$skip=1&$count=true")).await;
    let mut subjects = page.subjects();
    assert_eq!(page.json()["@odata.count"], 4);
    let mut pages = 1;
    while let Some(link) = page.json()["@odata.nextLink"].as_str() {
        assert!(link.starts_with(&format!("{}{MESSAGES}?", emulator.url())), "{link}");
        assert!(link.contains(filter) && link.contains("$select=subject") && link.contains("%24top=2"));
        page = client.follow(link).await;
        subjects.extend(page.subjects());
        pages += 1;
    }
    assert_eq!((pages, subjects), (2, vec!["6".to_owned(), "2".to_owned(), "0".to_owned()]));
    assert!(page.json()["@odata.context"].as_str().unwrap().ends_with("/messages(subject)"));
}

#[tokio::test]
async fn ten_on_a_page_newest_first() {
    let (emulator, mut client) = start().await;
    fill(&emulator);
    emulator.deliver("alex@contoso.com", "inbox", json!({"subject": "10"})).unwrap();
    let page = client.get("/v1.0/users/alex@contoso.com/mailFolders/Inbox/messages").await;
    assert_eq!((page.subjects().len(), page.subjects()[0].as_str()), (10, "10"));
    let last = client.follow(page.json()["@odata.nextLink"].as_str().unwrap()).await;
    assert_eq!(last.subjects(), ["0"]);
    assert_eq!(last.json().get("@odata.nextLink"), None);
    let small = client.send("GET", MESSAGES, &["Prefer: odata.maxpagesize=3"], None).await;
    assert_eq!(small.subjects().len(), 3);
    assert_eq!(client.get(&format!("{MESSAGES}?$skip=100")).await.subjects().len(), 0);
}

#[tokio::test]
async fn filters_and_order() {
    let (emulator, mut client) = start().await;
    fill(&emulator);
    for (filter, expected) in [
        ("from/emailAddress/address eq 'o''neil7@contoso.com'", "7"),
        ("not (isRead eq true) and (subject gt '6' or subject lt '1')", "80"),
        ("startswith(subject,'3') or endswith(subject,'5') or contains(subject,'9')", "953"),
        ("importance eq 'normal' and receivedDateTime ge 2000-01-01T00:00:00Z and isRead", "97531"),
    ] {
        let page = client.get(&format!("{MESSAGES}?$filter={}", encode(filter))).await;
        assert_eq!(page.subjects().concat(), expected, "{filter}");
    }
    let page = client.get(&format!("{MESSAGES}?$orderby=isRead%20desc,subject%20asc&$top=7")).await;
    assert_eq!(page.subjects().concat(), "1357902");
    let count = client.get(&format!("{MESSAGES}/$count?$filter=isRead%20eq%20true")).await;
    assert_eq!((count.text().as_str(), count.header("content-type")), ("5", Some("text/plain")));
}

#[tokio::test]
async fn select_and_the_preferred_body() {
    let (emulator, mut client) = start().await;
    fill(&emulator);
    let page = client.get(&format!("{MESSAGES}?$select=Subject,isRead&$top=1")).await.json();
    let names: Vec<_> = page["value"][0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["@odata.etag", "id", "isRead", "subject"]);
    let page =
        client.send("GET", MESSAGES, &["Prefer: odata.maxpagesize=1, outlook.body-content-type=\"text\""], None).await;
    assert_eq!(page.json()["value"][0]["body"], json!({"contentType": "text", "content": "bold"}));
    assert_eq!(page.header("preference-applied"), Some("outlook.body-content-type=\"text\""));
}

#[tokio::test]
async fn search_finds_words() {
    let (_emulator, mut client) = start().await;
    assert_eq!(client.get("/v1.0/me/messages?$search=%22ten%20LAUNCH%22").await.subjects(), ["Launch plan"]);
    for wrong in ["$search=%22subjct:x%22", "$search=x&$filter=isRead", "$search=x&$orderby=subject"] {
        assert_eq!(client.get(&format!("/v1.0/me/messages?{wrong}")).await.error().0, 400, "{wrong}");
    }
}

#[tokio::test]
async fn refusals() {
    let (_emulator, mut client) = start().await;
    for wrong in [
        "$selct=id",
        "$select=subjct",
        "$select=",
        "$top=0",
        "$top=1001",
        "$top=x",
        "$skip=-1",
        "$count=1",
        "$filter=",
        "$filter=subjct%20eq%20'x'",
        "$filter=isRead%20eq%20'x'",
        "$filter=%ff",
        "$orderby=subjct",
        "$orderby=subject%20up",
        "$orderby=body",
        "$top=1&$top=2",
        "$expand=subject",
        "$skiptoken=x",
    ] {
        let refused = client.get(&format!("/v1.0/me/messages?{wrong}")).await;
        assert_eq!(refused.error(), (400, "RequestBroker--ParseUri".to_owned()), "{wrong}");
    }
    let inefficient = client.get("/v1.0/me/messages?$filter=isRead%20eq%20false&$orderby=subject").await;
    assert_eq!(inefficient.error(), (400, "InefficientFilter".to_owned()));
    assert_eq!(client.get("/v1.0/me?$top=1").await.error().0, 400);
    assert_eq!(client.post_empty("/v1.0/me/messages/x/send?$select=id").await.error().0, 400);
    // What does not begin with `$` is not OData's.
    assert_eq!(client.get("/v1.0/me/messages?selct=id&includeHiddenMessages=true").await.status, 200);
}

#[tokio::test]
async fn a_refused_request_has_no_effect() {
    let (emulator, mut client) = start().await;
    for query in ["$select=subjct", "$expand=subject", "$selct=id", "$top=1"] {
        assert_eq!(client.post(&format!("/v1.0/me/messages?{query}"), json!({})).await.error().0, 400, "{query}");
        let folder = client.post(&format!("/v1.0/me/mailFolders?{query}"), json!({"displayName": "x"})).await;
        assert_eq!(folder.error().0, 400, "{query}");
    }
    assert!(emulator.folder("me", "drafts").unwrap().messages.is_empty());
    assert_eq!(client.get("/v1.0/me/mailFolders/$count").await.text(), "8");
}

#[tokio::test]
async fn delivered_messages_say_when() {
    let (emulator, mut client) = start().await;
    for (subject, time) in [("old", "2020-01-01T00:00:00Z"), ("new", "2021-01-01T00:00:00Z")] {
        emulator.deliver("megan@contoso.com", "inbox", json!({"subject": subject, "receivedDateTime": time})).unwrap();
    }
    let target = "/v1.0/users/megan@contoso.com/messages?$filter=receivedDateTime%20lt%202020-06-01T00:00:00%2B02:00";
    assert_eq!(client.get(target).await.subjects(), ["old"]);
    assert!(emulator.deliver("me", "inbox", json!({"receivedDateTime": "yesterday"})).is_err());
}

/// Navigation properties of what is not kept in the store, in `$expand` and in `$filter`.
#[tokio::test]
async fn mail_and_files_are_expanded() {
    let (emulator, mut client) = start().await;
    let id = client.get("/v1.0/me/messages?$search=%22subject:launch%22").await.json()["value"][0]["id"].clone();
    let message = format!("/v1.0/me/messages/{}", encode(id.as_str().unwrap()));
    let name = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color";
    let property = json!({"singleValueExtendedProperties": [{"id": name, "value": "Green"}]});
    let changed = client.json("PATCH", &message, property.clone()).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    let draft = client.post("/v1.0/me/messages", property).await;
    assert_eq!(draft.status, 201, "{}", draft.text());
    let extension = json!({"@odata.type": "microsoft.graph.openTypeExtension", "extensionName": "Com.Contoso"});
    let created = client.post(&format!("{message}/extensions"), extension).await;
    assert_eq!(created.status, 201, "{}", created.text());
    let with = encode(&format!("singleValueExtendedProperties($filter=id eq '{name}')"));
    let read = client.get(&format!("{message}?$expand={with}&$select=subject")).await.json();
    assert_eq!(read["singleValueExtendedProperties"][0]["value"], "Green", "{read}");
    let filter = encode(&format!("singleValueExtendedProperties/Any(ep: ep/id eq '{name}' and ep/value eq 'Green')"));
    let found = client.get(&format!("/v1.0/me/messages?$filter={filter}")).await;
    assert_eq!(found.subjects(), ["", "Launch plan"]);
    assert!(found.json()["value"][0]["singleValueExtendedProperties"].is_null());

    let folders = "/v1.0/me/mailFolders?$filter=displayName%20eq%20'Inbox'&$expand=messages($select=subject;$top=1)";
    let inbox = client.get(folders).await.json()["value"][0].clone();
    assert_eq!(inbox["messages"].as_array().map(Vec::len), Some(1), "{inbox}");
    assert!(inbox["messages"][0]["body"].is_null());

    emulator.put_file("me", "/plans/a.txt", b"x").unwrap();
    let root = client.get("/v1.0/me/drive/root?expand=children(select=name)&select=id").await.json();
    assert_eq!(root["children"][0]["name"], "plans", "{root}");
    let deeper = client.get("/v1.0/me/drive/root?$expand=children($expand=children)").await;
    assert_eq!(deeper.status, 501, "{}", deeper.text());
}

/// Searches of messages by property, and expressions of filters.
#[tokio::test]
async fn messages_are_searched_and_calculated() {
    let (_emulator, mut client) = start().await;
    for (search, expected) in [
        ("\"subject:launch\"", &["Launch plan"][..]),
        ("\"from:alex OR from:diego\"", &["Welcome back", "Quarterly figures"]),
        ("\"hasAttachments:true\"", &[]),
        ("\"NOT from:megan figures\"", &["Quarterly figures"]),
        ("plan", &["Launch plan"]),
    ] {
        let found = client.get(&format!("/v1.0/me/messages?$search={}", encode(search))).await;
        let mut subjects = found.subjects();
        let mut expected = expected.to_vec();
        subjects.sort();
        expected.sort_unstable();
        assert_eq!(subjects, expected, "{search}");
    }
    for (search, status) in [("\"displayName:adele\"", 200), ("\"adele\"", 400), ("displayName:adele", 400)] {
        let target = format!("/v1.0/users?$search={}", encode(search));
        assert_eq!(client.send("GET", &target, &["ConsistencyLevel: eventual"], None).await.status, status, "{search}");
    }
    let refused = client.get("/v1.0/me/messages?$search=%22colour:red%22").await;
    assert_eq!(refused.error().0, 400);
    for (filter, count) in [
        ("receivedDateTime le now()", 3),
        ("receivedDateTime gt now() add duration'P1D'", 0),
        ("(from/emailAddress/name) ne null", 3),
    ] {
        let found = client.get(&format!("/v1.0/me/messages?$filter={}", encode(filter))).await;
        assert_eq!(found.subjects().len(), count, "{filter}");
    }
    let ordered = client.get("/v1.0/me/messages?$orderBy=tolower(subject)%20desc&$select=subject").await;
    assert_eq!(ordered.subjects(), ["Welcome back", "Quarterly figures", "Launch plan"]);
}

#[tokio::test]
async fn types_are_asked_for() {
    let (_emulator, mut client) = start().await;
    for of in ["ipNamedLocation", "countryNamedLocation"] {
        let body = json!({"@odata.type": format!("#microsoft.graph.{of}"), "displayName": of});
        let created = client.post("/v1.0/identity/conditionalAccess/namedLocations", body).await;
        assert_eq!(created.status, 201, "{}", created.text());
    }
    let set = "/v1.0/identity/conditionalAccess/namedLocations";
    let found = client.get(&format!("{set}?$filter=isof('microsoft.graph.ipNamedLocation')")).await.json();
    assert_eq!(found["value"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["value"][0]["displayName"], "ipNamedLocation");
}
