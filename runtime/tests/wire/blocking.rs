//! Calls from threads that are not asynchronous.

use graph_action::__private::{call, send};
use graph_action::blocking::Blocking;
use graph_action::{Call, Error, Graph, Page, Result, StatusCode};
use tokio::runtime::Runtime;

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, json, nothing};

/// The runtime is that of the server.
fn start(scripts: Vec<Script>) -> (Runtime, Server, Graph) {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(scripts));
    let graph = server.builder().clock(ManualClock::default()).retry(graph_action::Retry::default()).build().unwrap();
    (runtime, server, graph)
}

fn list(graph: &Graph) -> Call<Page<u8>> {
    call(&GET, &graph.me(), nothing())
}

#[test]
fn calls_async_functions_and_streams_are_waited_for() {
    let (_runtime, server, graph) = start(vec![
        json("200 OK", r#"{"value":[1]}"#),
        json("429 x", ""),
        json("202 Accepted", ""),
        json("200 OK", r#"{"value":[2,3],"@odata.nextLink":"?a"}"#),
        json("200 OK", r#"{"value":[4]}"#),
    ]);
    let blocking = Blocking::new().unwrap();
    assert_eq!(blocking.run(list(&graph)).unwrap().value, [1]);
    // An `async fn`, with a repeat.
    blocking.run(send::<_, Result<()>>(&POST, &graph.me(), nothing())).unwrap();
    let items: Result<Vec<u8>> = blocking.iter(list(&graph).items().read_ahead()).collect();
    assert_eq!(items.unwrap(), [2, 3, 4]);
    assert_eq!(server.requests().len(), 5);
}

#[test]
fn errors_come_out_and_end_a_stream() {
    let (_runtime, _server, graph) = start(vec![
        answer("403 x", "", ""),
        json("200 OK", r#"{"value":[1],"@odata.nextLink":"?a"}"#),
        answer("400 x", "", ""),
    ]);
    let blocking = Blocking::new().unwrap();
    assert!(blocking.run(list(&graph)).unwrap_err().is_forbidden());
    let mut items = blocking.iter(list(&graph).items());
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert_eq!(items.next().unwrap().unwrap_err().status(), Some(StatusCode::BAD_REQUEST));
    assert!(items.next().is_none());
}

#[test]
fn inside_of_a_runtime_it_is_an_error_and_no_panic() {
    let (runtime, server, graph) = start(vec![]);
    let blocking = Blocking::new().unwrap();
    runtime.block_on(async {
        let error = blocking.run(list(&graph)).unwrap_err();
        assert!(error.is_argument() && error.to_string().contains("await the call"), "{error}");
        let items: Vec<Result<u8, Error>> = blocking.iter(list(&graph).items()).collect();
        assert!(items.len() == 1 && items[0].is_err());
        // It may be made and dropped there.
        drop(Blocking::new().unwrap());
        drop(blocking);
    });
    assert!(server.requests().is_empty());
}

#[test]
fn several_threads_share_one_and_a_dropped_one_leaves_the_graph_usable() {
    let (_runtime, server, graph) = start((0..9).map(|_| json("200 OK", r#"{"value":[1]}"#)).collect());
    let blocking = Blocking::new().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(blocking.run(list(&graph)).unwrap().value, [1]));
        }
    });
    drop(blocking);
    Blocking::new().unwrap().run(list(&graph)).unwrap();
    assert_eq!(server.requests().len(), 9);
}
