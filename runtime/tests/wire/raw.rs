//! Calls of addresses that no attribute declares, and references to resources.

use graph_action::{Graph, Method, Page, Response, StatusCode};
use serde_json::{Value, json as value};

use crate::server::{Server, json, redirect};

#[tokio::test]
async fn a_raw_call_goes_to_its_address_with_query_and_body() {
    let server = Server::start([
        json("200 OK", r#"{"value":[1,2],"@odata.nextLink":"?next"}"#),
        json("200 OK", r#"{"value":[3]}"#),
        json("201 Created", r#"{"id":"x"}"#),
        json("204 No Content", ""),
    ])
    .await;
    let graph = server.graph();
    let list = graph.call(Method::Get, "/v1.0/users/<id>/messages", &[&"a/b"]).returning::<Page<u8>>();
    let items = list.query("$filter", "a eq 'x&y'").items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2, 3]);
    let created = graph.call(Method::Post, "/beta/me/events", &[]).json(&value!({"subject": "s"}));
    let created: Response<Value> = created.returning().header("x-a", "b").await.unwrap();
    assert_eq!((created.status(), &created.body()["id"]), (StatusCode::CREATED, &value!("x")));
    let photo = graph.call(Method::Put, "/v1.0/me/photo/$value", &[]).raw_body("image/jpeg", "jpeg");
    photo.returning::<()>().await.unwrap();
    let requests = server.requests();
    let first = "GET /v1.0/users/a%2Fb/messages?$filter=a%20eq%20%27x%26y%27 HTTP";
    assert!(requests[0].starts_with(first), "{}", requests[0]);
    assert!(requests[2].starts_with("POST /beta/me/events HTTP"), "{}", requests[2]);
    assert!(requests[2].contains("\ncontent-type: application/json\n") && requests[2].contains("\nx-a: b\n"));
    assert!(requests[2].ends_with(r#"{"subject":"s"}"#), "{}", requests[2]);
    assert!(requests[3].contains("\ncontent-type: image/jpeg\n") && requests[3].ends_with("\n\njpeg"));
    assert!(requests.iter().all(|request| request.contains("\nauthorization: bearer secret-secret-secret\n")));
}

#[tokio::test]
async fn a_raw_call_that_leads_elsewhere_is_not_sent() {
    let server = Server::start([]).await;
    let graph = server.graph();
    let url = server.url("/v1.0/me");
    for path in ["/v1.0/../me", "/v1.0/%2e%2e/me", "/v1.0/a b", "/v1.0/\\evil.example", "//evil.example/", "/", &url] {
        let error = graph.call(Method::Get, path, &[]).json(&1).returning::<Value>().await.unwrap_err();
        assert!(error.is_argument() && error.action().unwrap().name() == "Graph::call", "{path}: {error}");
    }
    let failed = graph.call(Method::Post, "/v1.0/me", &[]).raw_body("a\nb", "x").returning::<()>().await;
    assert!(failed.unwrap_err().is_argument());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_token_of_a_raw_call_stays_with_graph() {
    let other = Server::start([json("200 OK", "1")]).await;
    let server = Server::start([redirect(302, &other.url("/x"))]).await;
    server.graph().call(Method::Get, "/v1.0/me", &[]).returning::<u8>().await.unwrap();
    assert!(server.requests()[0].contains("authorization:"));
    assert!(!other.requests()[0].contains("authorization:"), "{}", other.requests()[0]);
}

#[tokio::test]
async fn a_raw_call_can_be_in_a_batch() {
    let answer = r#"{"responses":[{"id":"1","status":200,"body":{"id":"x"}}]}"#;
    let server = Server::start([json("200 OK", answer)]).await;
    let graph = server.graph();
    let mut batch = graph.batch();
    let handle = batch.add(graph.call(Method::Get, "/v1.0/users/<id>", &[&"a"]).returning::<Value>());
    assert_eq!(batch.send().await.unwrap().take(handle).unwrap()["id"], "x");
    assert!(server.requests()[0].contains(r#""url":"/users/a""#), "{}", server.requests()[0]);
}

#[tokio::test]
async fn a_reference_is_the_address_in_the_cloud_of_the_graph() {
    let server = Server::start([json("204 No Content", "")]).await;
    let graph = server.graph();
    let add = |body: &dyn Fn(&Graph) -> graph_action::Reference| {
        graph.call(Method::Post, "/v1.0/groups/<id>/members/$ref", &[&"g"]).json(&body(&graph)).returning::<()>()
    };
    add(&|graph| graph.directory_object("a b").reference()).await.unwrap();
    let body = format!(r#"{{"@odata.id":"{}"}}"#, server.url("/v1.0/directoryObjects/a%20b"));
    assert!(server.requests()[0].ends_with(&body), "{}", server.requests()[0]);
    let error = add(&|graph| graph.user("..").reference()).await.unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("step in a path"), "{error}");

    let china = Graph::builder().cloud(graph_action::Cloud::China).bearer_token("a").build().unwrap();
    let reference = china.user("adele@contoso.cn").reference();
    assert_eq!(reference.to_string(), "https://microsoftgraph.chinacloudapi.cn/v1.0/users/adele%40contoso.cn");
}
