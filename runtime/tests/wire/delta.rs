//! Delta queries: changes, removals, and starting over.

use graph_action::__private::{call, send};
use graph_action::{Call, Change, Delta, DeltaLink, Error, Graph, Removal, Removed, Response};

use crate::server::{GET, Script, Server, answer, json, nothing};

#[derive(Debug, serde::Deserialize)]
struct User {
    id: String,
    name: Option<String>,
}

fn changes(graph: &Graph) -> Call<Delta<User>> {
    call::<_, Call<Delta<User>>>(&GET, &graph.me(), nothing()).prefer("return=minimal")
}

async fn told(delta: &mut Delta<User>) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    while let Some(change) = delta.try_next().await? {
        all.push(match change {
            Change::Item(user) => format!("{}={}", user.id, user.name.unwrap_or_default()),
            Change::Removed(removed) => format!("-{} {:?}", removed.id, removed.reason),
            Change::Restarted(why) => format!("restarted {}", why.code().unwrap_or_default()),
        });
    }
    Ok(all)
}

fn gone(headers: &str, code: &str) -> Script {
    answer("410 Gone", headers, &format!(r#"{{"error":{{"code":"{code}","message":"m"}}}}"#))
}

const LAST: &str = r#"{"value":[{"id":"a"}],"@odata.deltaLink":"/v1.0/me/messages?$deltatoken=new"}"#;

#[tokio::test]
async fn changes_come_and_then_the_link() {
    let first = r#"{"value":[
        {"id":"a","name":"x","members@delta":[{"id":"m","@removed":{"reason":"deleted"}}]},
        {"id":"b","@removed":{"reason":"changed"}}, {"@removed":{"reason":"deleted"},"id":"c"},
        {"id":"d","@removed":{}}, {"id":"e","deleted":{"state":"deleted"},"name":"e"}, {"id":"f","deleted":null}],
        "@odata.nextLink":"?$skiptoken=1"}"#;
    let empty = r#"{"value":[],"@odata.nextLink":"?$skiptoken=2"}"#;
    let server = Server::start([first, empty, LAST].map(|body| json("200 OK", body))).await;
    let mut delta = changes(&server.graph()).await.unwrap();
    assert!(matches!(delta.try_next().await.unwrap(), Some(Change::Item(_))));
    assert!(delta.link().is_none() && delta.page_link().is_none());
    let rest = told(&mut delta).await.unwrap();
    assert_eq!(rest, ["-b Changed", "-c Deleted", "-d Other(\"\")", "-e Deleted", "f=", "a="]);
    assert_eq!(delta.link().unwrap().as_str(), "/v1.0/me/messages?$deltatoken=new");
    assert_eq!(delta.page_link().unwrap().as_str(), "?$skiptoken=2");
    for request in server.requests() {
        assert!(request.contains("\nprefer: return=minimal\n"), "{request}");
    }
}

#[tokio::test]
async fn all_changes_are_collected_with_the_link() {
    let first = r#"{"value":[{"id":"b"}],"@odata.nextLink":"?$skiptoken=1"}"#;
    let server = Server::start([first, LAST].map(|body| json("200 OK", body))).await;
    let (all, link) = changes(&server.graph()).await.unwrap().try_collect().await.unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(link.unwrap().as_str(), "/v1.0/me/messages?$deltatoken=new");
}

#[tokio::test]
async fn a_stored_link_is_gone_on_from() {
    let server = Server::start([json("200 OK", LAST), json("200 OK", LAST)]).await;
    let graph = server.graph();
    let stored = serde_json::to_string(&DeltaLink::new("/v1.0/me/messages?$deltatoken=old")).unwrap();
    assert_eq!(stored, "\"/v1.0/me/messages?$deltatoken=old\"");
    let link: DeltaLink = serde_json::from_str(&stored).unwrap();
    assert!(!format!("{link:?}").contains("old"));
    let mut delta = changes(&graph).resume(&link).await.unwrap();
    assert_eq!(told(&mut delta).await.unwrap(), ["a="]);
    let mut delta = changes(&graph).resume(delta.link().unwrap()).await.unwrap().read_ahead();
    assert_eq!(told(&mut delta).await.unwrap(), ["a="]);
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /v1.0/me/messages?$deltatoken=old HTTP"), "{}", requests[0]);
    assert!(requests[1].starts_with("GET /v1.0/me/messages?$deltatoken=new HTTP"), "{}", requests[1]);
    let foreign = DeltaLink::new("https://elsewhere.example/");
    let error = changes(&graph).resume(&foreign).await.unwrap_err();
    assert!(error.to_string().contains("a token is only sent to"), "{error}");
}

#[tokio::test]
async fn gone_with_a_location_starts_over_there() {
    let gone = || gone("location: /v1.0/me/messages?fresh\r\n", "resyncChangesApplyDifferences");
    let server = Server::start([gone(), json("200 OK", LAST)]).await;
    let mut delta = changes(&server.graph()).await.unwrap();
    assert_eq!(told(&mut delta).await.unwrap(), ["restarted resyncChangesApplyDifferences", "a="]);
    assert!(delta.link().is_some());
    assert!(server.requests()[1].starts_with("GET /v1.0/me/messages?fresh HTTP"));

    let server = Server::start([gone(), json("200 OK", LAST)]).await;
    let answer = send::<_, Result<Response<Delta<User>>, Error>>(&GET, &server.graph().me(), nothing()).await.unwrap();
    assert_eq!((answer.status().as_u16(), told(&mut answer.into_body()).await.unwrap().len()), (410, 2));

    let page = r#"{"value":[{"id":"a"}],"@odata.nextLink":"?1"}"#;
    let server = Server::start([json("200 OK", page), gone(), json("200 OK", LAST)]).await;
    let mut delta = changes(&server.graph()).await.unwrap();
    assert_eq!(told(&mut delta).await.unwrap(), ["a=", "restarted resyncChangesApplyDifferences", "a="]);
}

#[tokio::test]
async fn a_forgotten_link_starts_over_at_the_call() {
    let forgotten = |code: &str| json("400 Bad Request", &format!(r#"{{"error":{{"code":"{code}"}}}}"#));
    for script in [gone("", "x"), forgotten("syncStateNotFound"), forgotten("resyncRequired")] {
        let server = Server::start([script, json("200 OK", LAST)]).await;
        let link = DeltaLink::new("/v1.0/me/messages?$deltatoken=old");
        let mut delta = changes(&server.graph()).query("$select", "name").resume(&link).resume(&link).await.unwrap();
        let all = told(&mut delta).await.unwrap();
        assert!(all[0].starts_with("restarted ") && all[1] == "a=", "{all:?}");
        let second = &server.requests()[1];
        assert!(second.starts_with("GET /v1.0/me/messages?$select=name HTTP"), "{second}");
        assert!(second.contains("\nprefer: return=minimal\n"), "{second}");
    }
}

#[tokio::test]
async fn starting_over_is_not_for_ever() {
    let server = Server::start([gone("", "resyncRequired")]).await;
    let error = changes(&server.graph()).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.code()), (410, Some("resyncRequired")));

    let server = Server::start([gone("location: ?1\r\n", "x"), gone("location: ?2\r\n", "y")]).await;
    let mut delta = changes(&server.graph()).await.unwrap();
    assert!(matches!(delta.try_next().await.unwrap(), Some(Change::Restarted(_))));
    assert_eq!(delta.try_next().await.unwrap_err().code(), Some("y"));
    assert!(delta.try_next().await.unwrap().is_none() && delta.link().is_none());

    let server = Server::start([gone("location: https://elsewhere.example/\r\n", "x")]).await;
    let error = changes(&server.graph()).await.unwrap_err();
    assert!(error.to_string().contains("a token is only sent to"), "{error}");

    let server = Server::start([answer("404 Not Found", "", ""), json("400 Bad Request", "{}")]).await;
    assert!(changes(&server.graph()).await.unwrap_err().is_not_found());
    assert_eq!(changes(&server.graph()).await.unwrap_err().status().unwrap().as_u16(), 400);
}

#[tokio::test]
async fn what_cannot_be_read_leaves_no_link() {
    for (body, why) in [
        (r#"{"value":[{"id":7}],"@odata.deltaLink":"?x"}"#, "cannot be read as"),
        (r#"{"value":[{"@removed":{"reason":"deleted"}}],"@odata.deltaLink":"?x"}"#, "has no `id`"),
    ] {
        let server = Server::start([json("200 OK", body)]).await;
        let mut delta = changes(&server.graph()).await.unwrap();
        let error = delta.try_next().await.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(why), "{error}");
        assert!(delta.try_next().await.unwrap().is_none() && delta.link().is_none());
    }
    for body in ["[]", "{\"value\":[]}", ""] {
        let server = Server::start([json("200 OK", body)]).await;
        assert!(changes(&server.graph()).await.unwrap_err().is_decode(), "{body}");
    }
}

#[tokio::test]
async fn a_fake_delta_has_its_link_at_the_end() {
    let removed = Change::Removed(Removed::new("a", Removal::Deleted));
    let mut delta = Delta::new(vec![removed], Some(DeltaLink::new("x")));
    assert!(delta.link().is_none());
    assert_eq!(told(&mut delta).await.unwrap(), ["-a Deleted"]);
    assert_eq!(delta.link().unwrap().as_str(), "x");
}

#[tokio::test]
async fn a_first_round_that_expires_starts_over_at_the_call() {
    let page = r#"{"value":[{"id":"1"}],"@odata.nextLink":"/v1.0/me/messages/delta?$skiptoken=a"}"#;
    let expired = || gone("", "SyncStateNotFound");
    let server = Server::start([json("200 OK", page), expired(), json("200 OK", LAST)]).await;
    let mut delta = changes(&server.graph()).query("$select", "name").await.unwrap();
    assert_eq!(told(&mut delta).await.unwrap(), ["1=", "restarted SyncStateNotFound", "a="]);
    assert!(delta.link().is_some());
    assert!(server.requests()[2].starts_with("GET /v1.0/me/messages?$select=name HTTP"), "{}", server.requests()[2]);

    // Once: a second time is Graph's error.
    let server = Server::start([json("200 OK", page), expired(), json("200 OK", page), expired()]).await;
    let error = told(&mut changes(&server.graph()).await.unwrap()).await.unwrap_err();
    assert_eq!(error.code(), Some("SyncStateNotFound"));
}

#[tokio::test]
async fn a_removal_of_another_shape_is_one() {
    let body = r#"{"value":[{"id":"a","@removed":"deleted"}, {"id":7,"@removed":{"reason":5}},
        {"id":"c","@removed":[]}, {"id":"x","id":"d","@removed":{"reason":"deleted"}},
        {"id":"e","\uD800":1,"@removed":{"reason":"deleted"},"@removed":{"reason":"changed"}}],
        "@odata.deltaLink":"?x"}"#;
    let server = Server::start([json("200 OK", body)]).await;
    let all = told(&mut changes(&server.graph()).await.unwrap()).await.unwrap();
    assert_eq!(all, ["-a Other(\"\")", "-7 Other(\"\")", "-c Other(\"\")", "-d Deleted", "-e Changed"]);
}

#[tokio::test]
async fn a_fragment_makes_no_other_page() {
    let page = |link: &str| {
        json("200 OK", &format!(r#"{{"value":[],"@odata.nextLink":"/v1.0/me/messages?$skiptoken=a{link}"}}"#))
    };
    let server = Server::start([page(""), page("#1")]).await;
    let error = told(&mut changes(&server.graph()).await.unwrap()).await.unwrap_err();
    assert!(error.to_string().contains("was read already"), "{error}");
}
