//! Collections as streams of pages and of items.

use futures_core::Stream;
use graph_action::__private::{Inputs, Part, action, call};
use graph_action::{Action, Call, Error, Graph, Items, Method, Page, StatusCode};

use crate::server::{GET, Server, answer, descriptor, json, nothing};

fn list(graph: &Graph) -> Call<Page<u8>> {
    call(&GET, &graph.me(), nothing())
}

async fn rest(items: &mut Items<u8>) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await? {
        all.push(item);
    }
    Ok(all)
}

#[tokio::test]
async fn items_come_from_all_pages_with_the_headers_of_the_call() {
    let server = Server::start([
        json("200 OK", r#"{"@odata.count":3,"value":[1,2],"@odata.nextLink":"/v1.0/me/messages?$skiptoken=a"}"#),
        json("200 OK", r#"{"value":[],"@odata.nextLink":"?$skiptoken=b"}"#),
        json("200 OK", r#"{"value":[3]}"#),
    ])
    .await;
    let mut items = list(&server.graph()).prefer("odata.maxpagesize=2").advanced_query().items();
    assert!(server.requests().is_empty(), "nothing is sent before an item is wanted");
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!((server.requests().len(), items.page_link()), (1, None));
    assert_eq!(rest(&mut items).await.unwrap(), [2, 3]);
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(items.page_link(), Some("?$skiptoken=b"));
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /v1.0/me/messages?$count=true HTTP"), "{}", requests[0]);
    assert!(requests[2].starts_with("GET /v1.0/me/messages?$skiptoken=b HTTP"), "{}", requests[2]);
    for request in &requests {
        assert!(request.contains("\nprefer: odata.maxpagesize=2\n"), "{request}");
        assert!(request.contains("\nconsistencylevel: eventual\n"), "{request}");
    }
}

#[tokio::test]
async fn an_advanced_query_counts_once() {
    static COUNT: Action = action(descriptor(Method::Get, &[Part::Text("/members/$count")]));
    let server = Server::start((0..2).map(|_| answer("200 OK", "content-type: text/plain\r\n", "5"))).await;
    let graph = server.graph();
    assert_eq!(call::<_, Call<u32>>(&COUNT, &graph.me(), nothing()).advanced_query().await.unwrap(), 5);
    call::<_, Call<u32>>(&GET, &graph.me(), nothing()).query("$count", "true").advanced_query().await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /v1.0/me/members/$count HTTP"), "{}", requests[0]);
    assert!(requests[1].starts_with("GET /v1.0/me/messages?$count=true HTTP"), "{}", requests[1]);
    assert!(requests[0].contains("\nconsistencylevel: eventual\n"), "{}", requests[0]);
}

#[tokio::test]
async fn a_circle_of_pages_is_an_error_and_no_page_is_asked_for_twice() {
    let server = Server::start([
        json("200 OK", r#"{"value":[1],"@odata.nextLink":"?a"}"#),
        json("200 OK", r#"{"value":[2],"@odata.nextLink":"?b"}"#),
        json("200 OK", r#"{"value":[3],"@odata.nextLink":"?a"}"#),
    ])
    .await;
    let mut pages = list(&server.graph()).pages();
    for item in 1..=3 {
        assert_eq!(pages.try_next().await.unwrap().unwrap().value, [item]);
    }
    let error = pages.try_next().await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("read already"), "{error}");
    assert_eq!(error.action().unwrap().name(), "Mail::act");
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_error_ends_the_stream_and_its_page_can_be_resumed() {
    let server = Server::start([
        json("200 OK", r#"{"value":[1],"@odata.nextLink":"/v1.0/me/messages?a"}"#),
        json("400 Bad Request", r#"{"error":{"code":"c","message":"m"}}"#),
        json("200 OK", r#"{"value":[2]}"#),
    ])
    .await;
    let graph = server.graph();
    let mut items = list(&graph).items();
    assert_eq!(rest(&mut items).await.unwrap_err().status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(items.try_next().await.unwrap(), None);
    let link = items.page_link().unwrap();
    assert_eq!(link, "/v1.0/me/messages?a");
    assert_eq!(rest(&mut list(&graph).prefer("x").resume(link).items()).await.unwrap(), [2]);
    assert!(server.requests()[2].contains("\nprefer: x\n"));
}

#[tokio::test]
async fn all_items_are_collected_or_none() {
    let pages = || {
        let first = json("200 OK", r#"{"value":[1,2],"@odata.nextLink":"/v1.0/me/messages?a"}"#);
        [first, json("200 OK", r#"{"value":[3]}"#)]
    };
    let server = Server::start(pages()).await;
    assert_eq!(list(&server.graph()).items().try_collect().await.unwrap(), [1, 2, 3]);
    let [first, _] = pages();
    let server = Server::start([first, json("400 Bad Request", "{}")]).await;
    let error = list(&server.graph()).items().try_collect().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
}

#[tokio::test]
async fn links_to_elsewhere_are_refused() {
    let other = Server::start([]).await;
    let link = other.url("/v1.0/me/messages");
    let server = Server::start([json("200 OK", &format!(r#"{{"value":[1],"@odata.nextLink":"{link}"}}"#))]).await;
    let mut items = list(&server.graph()).items().read_ahead();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    for error in [items.try_next().await.unwrap_err(), list(&server.graph()).resume(&link).await.unwrap_err()] {
        assert!(error.to_string().contains("a token is only sent to"), "{error}");
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn reading_ahead_is_one_page_ahead() {
    let page = |next: u8| json("200 OK", &format!(r#"{{"value":[{next}],"@odata.nextLink":"?{next}"}}"#));
    let server = Server::start((0..10).map(page)).await;
    let mut pages = list(&server.graph()).pages().read_ahead();
    pages.try_next().await.unwrap();
    // The page after it arrives though nobody polls the stream.
    server.wait_for_requests(2).await;
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.requests().len(), 2, "and no more than one");
    assert_eq!(pages.try_next().await.unwrap().unwrap().value, [1]);
    server.wait_for_requests(3).await;
}

#[tokio::test]
async fn a_stream_that_is_dropped_while_it_waits_goes_on() {
    let server = Server::start([json("200 OK", r#"{"value":[1]}"#)]).await;
    let mut items = list(&server.graph()).items();
    std::future::poll_fn(|cx| {
        assert!(std::pin::pin!(items.try_next()).poll(cx).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn streams_are_streams_and_fakes_need_no_server() {
    fn is_stream<S: Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let fake = || Call::ready(Ok(Page::new(vec![1, 2])));
    assert_eq!(rest(&mut is_stream(fake().items())).await.unwrap(), [1, 2]);
    let mut pages = is_stream(fake().resume("x").pages());
    assert_eq!(pages.try_next().await.unwrap().unwrap().value, [1, 2]);
    assert!(pages.try_next().await.unwrap().is_none());
    let failed = Call::<Page<u8>>::ready(Err(Error::api(StatusCode::FORBIDDEN, "c", "m")));
    assert!(failed.items().try_next().await.unwrap_err().is_forbidden());
}

#[tokio::test]
async fn a_refused_header_fails_the_stream() {
    let graph = Graph::builder().bearer_token("x").build().unwrap();
    let inputs = Inputs { headers: &[("a", &"b\nc")], ..nothing() };
    let error = call::<_, Call<Page<u8>>>(&GET, &graph.me(), inputs).items().try_next().await.unwrap_err();
    assert!(error.is_argument(), "{error}");
}
