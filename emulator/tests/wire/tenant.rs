//! The ready tenant, and the page.

use graph_action_emulator::Emulator;
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn the_tenant_is_complete() {
    let emulator = Emulator::builder().tenant().start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    for (target, count) in [
        ("users", 10),
        ("groups", 3),
        ("groups/5c6d1c9e-3d3b-4a52-8c1b-6f6c7b1c0b03/transitiveMembers", 12),
        ("me/memberOf", 1),
        ("me/joinedTeams", 1),
        ("me/events", 2),
        ("me/calendarView?startDateTime=2026-11-23T00:00:00Z&endDateTime=2026-11-28T00:00:00Z", 3),
        ("me/ownedDevices", 1),
        ("users/patti@contoso.com/directReports", 2),
        ("sites/contoso.sharepoint.com:/sites/marketing:/lists/Campaigns/items?$expand=fields", 2),
        ("teams/5c6d1c9e-3d3b-4a52-8c1b-6f6c7b1c0b01/channels", 2),
        ("drives", 1),
    ] {
        let page = client.get(&format!("/v1.0/{target}")).await;
        let found = page.json()["value"].as_array().map(Vec::len);
        assert!(found >= Some(count) && (target == "drives" || found == Some(count)), "{target}: {}", page.text());
    }
    let chain = "/v1.0/users/isaiah@contoso.com?$select=id&$expand=manager($levels=max;$select=displayName)";
    let chain = client.get(chain).await.json();
    assert_eq!(chain["manager"]["manager"]["displayName"], "Patti Fernandez");
    assert_eq!(client.get("/v1.0/me?$expand=manager($levels=x)").await.error().0, 400);
    assert_eq!(client.get("/v1.0/sites/root").await.json()["displayName"], "Communication site");
    let items =
        client.get("/v1.0/sites/contoso.sharepoint.com:/sites/marketing:/lists/Campaigns/items?$expand=fields").await;
    assert_eq!(items.json()["value"][0]["fields"]["Title"], "Spring launch");
}

#[tokio::test]
async fn the_page_shows_requests_and_entities() {
    let emulator = Emulator::builder().tenant().start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    client.post("/v1.0/groups", json!({"displayName": "<b>"})).await;
    let page = client.get("/__emulator").await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let page = page.text();
    assert!(page.contains("/v1.0/groups") && page.contains("&lt;b&gt;") && page.contains("/users (10)"), "{page}");
    assert!(!page.contains("<b>"));
}
