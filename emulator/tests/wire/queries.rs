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
    for wrong in ["$search=%22subject:x%22", "$search=x&$filter=isRead", "$search=x&$orderby=subject"] {
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
    assert_eq!(client.get("/v1.0/me/messages?$expand=extensions").await.error().0, 501);
    // What does not begin with `$` is not OData's.
    assert_eq!(client.get("/v1.0/me/messages?selct=id&includeHiddenMessages=true").await.status, 200);
}
