//! How many requests are under way at once, and that a pause is everybody's.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::{Inputs, call, send};
use graph_action::{Argument, Call, Error, Graph, Result, Retry, Throttle, User};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use crate::clock::ManualClock;
use crate::server::{GET, Server, answer, nothing};

/// A server that answers a request only when it is told to, and knows how many are under way.
struct Holding {
    url: String,
    under_way: watch::Receiver<usize>,
    answers: Arc<Semaphore>,
    order: Arc<Mutex<Vec<String>>>,
}

impl Holding {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (count, under_way) = watch::channel(0);
        let (count, answers) = (Arc::new(count), Arc::new(Semaphore::new(0)));
        let order = Arc::new(Mutex::new(Vec::new()));
        let (permits, seen) = (answers.clone(), order.clone());
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (count, permits, seen) = (count.clone(), permits.clone(), seen.clone());
                tokio::spawn(async move {
                    let mut request = Vec::new();
                    while !request.ends_with(b"\r\n\r\n") {
                        stream.read_buf(&mut request).await.unwrap();
                    }
                    let request = String::from_utf8(request).unwrap();
                    seen.lock().unwrap().push(request.lines().next().unwrap().to_owned());
                    count.send_modify(|count| *count += 1);
                    permits.acquire().await.unwrap().forget();
                    count.send_modify(|count| *count -= 1);
                    let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
                    stream.write_all(answer).await.unwrap();
                });
            }
        });
        Self { url, under_way, answers, order }
    }

    fn graph(&self, throttle: Throttle) -> Graph {
        Graph::builder().base_url(&self.url).bearer_token("x").throttle(throttle).build().unwrap()
    }

    /// As many are under way, and no more come.
    async fn settles_at(&mut self, count: usize) {
        self.under_way.wait_for(|under_way| *under_way >= count).await.unwrap();
        for _ in 0..300 {
            tokio::task::yield_now().await;
        }
        assert_eq!(*self.under_way.borrow(), count);
    }
}

fn get(user: &User, number: usize) -> tokio::task::JoinHandle<Result<()>> {
    let query: [(&'static str, &dyn Argument); 1] = [("$skip", &number)];
    tokio::spawn(call::<_, Call<()>>(&GET, user, Inputs { query: &query, ..nothing() }).into_future())
}

#[tokio::test]
async fn a_mailbox_has_four_at_once_in_the_order_they_came() {
    let mut server = Holding::start().await;
    let graph = server.graph(Throttle::default());
    let calls: Vec<_> = (0..12).map(|number| get(&graph.clone().me(), number)).collect();
    for _ in 0..8 {
        server.settles_at(4).await;
        server.answers.add_permits(1);
        let order = server.order.clone();
        let before = order.lock().unwrap().len();
        // The next one comes when this one is answered.
        server.under_way.wait_for(|_| order.lock().unwrap().len() > before).await.unwrap();
    }
    // Another mailbox is not kept waiting.
    let other = get(&graph.user("adele"), 0);
    server.settles_at(5).await;
    server.answers.add_permits(5);
    for call in calls {
        call.await.unwrap().unwrap();
    }
    other.await.unwrap().unwrap();
    let order = server.order.lock().unwrap();
    let numbers: Vec<_> = order[..12].iter().map(|line| line.split(['=', ' ']).nth(2).unwrap().to_owned()).collect();
    assert_eq!(numbers[4..], (4..12).map(|number| number.to_string()).collect::<Vec<_>>(), "first come, first served");
}

#[tokio::test]
async fn limits_are_settings() {
    for (throttle, count) in [
        (Throttle::none(), 9),
        (Throttle::default().per_mailbox(6), 6),
        (Throttle::default().overall(3), 3),
        (Throttle::default().overall(100), 4),
    ] {
        let mut server = Holding::start().await;
        let graph = server.graph(throttle);
        let calls: Vec<_> = (0..9).map(|number| get(&graph.me(), number)).collect();
        server.settles_at(count).await;
        server.answers.add_permits(9);
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
}

/// A process may have few files open, and each request takes one.
#[tokio::test]
async fn not_every_call_takes_a_connection_at_once() {
    let mut server = Holding::start().await;
    let graph = server.graph(Throttle::default());
    let calls: Vec<_> = (0..500).map(|number| get(&graph.user(number.to_string()), number)).collect();
    server.settles_at(200).await;
    server.answers.add_permits(500);
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let mut server = Holding::start().await;
    let graph = server.graph(Throttle::default().overall(usize::MAX));
    let calls: Vec<_> = (0..300).map(|number| get(&graph.user(number.to_string()), number)).collect();
    server.settles_at(300).await;
    drop(calls);
}

#[tokio::test]
async fn a_dropped_call_gives_up_its_place() {
    let mut server = Holding::start().await;
    let graph = server.graph(Throttle::default().per_mailbox(1));
    let (under_way, waiting, last) = (get(&graph.me(), 0), get(&graph.me(), 1), get(&graph.me(), 2));
    server.settles_at(1).await;
    waiting.abort();
    under_way.abort();
    // The first is gone for the client, while the server still works on it.
    server.settles_at(2).await;
    server.answers.add_permits(2);
    last.await.unwrap().unwrap();
    assert_eq!(server.order.lock().unwrap().len(), 2);
}

fn fails(result: Result<()>) -> Error {
    result.unwrap_err()
}

#[tokio::test]
async fn a_pause_is_everybodys_who_shares_the_limit() {
    for status in [429, 503] {
        let server = Server::start([
            answer(&format!("{status} x"), "retry-after: 30\r\n", ""),
            answer("204 x", "", ""),
            answer("204 x", "", ""),
            answer("204 x", "", ""),
        ])
        .await;
        let clock = ManualClock::default();
        let graph = server.builder().clock(clock.clone()).build().unwrap();
        fails(send(&GET, &graph.me(), nothing()).await);
        send::<_, Result<()>>(&GET, &graph.user("adele"), nothing()).await.unwrap();
        assert!(clock.waits().is_empty());
        send::<_, Result<()>>(&GET, &graph.clone().me(), nothing()).await.unwrap();
        send::<_, Result<()>>(&GET, &graph.me(), nothing()).await.unwrap();
        assert_eq!(clock.waits(), [Duration::from_secs(30)]);
    }
}

#[tokio::test]
async fn a_repeat_does_not_wait_twice() {
    let server = Server::start([answer("429 x", "retry-after: 30\r\n", ""), answer("204 x", "", "")]).await;
    let clock = ManualClock::default();
    let graph = server.builder().clock(clock.clone()).retry(Retry::default()).build().unwrap();
    send::<_, Result<()>>(&GET, &graph.me(), nothing()).await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_secs(30)]);
}

#[tokio::test]
async fn a_pause_that_is_too_long_fails_what_would_wait_for_it() {
    let server = Server::start([answer("429 x", "retry-after: 1000\r\n", ""), answer("204 x", "", "")]).await;
    let clock = ManualClock::default();
    let graph = server.builder().clock(clock.clone()).build().unwrap();
    fails(send(&GET, &graph.me(), nothing()).await);
    let error = fails(send(&GET, &graph.me(), nothing()).await);
    assert!(error.is_throttled() && error.attempts() == 0 && !error.may_have_taken_effect(), "{error:?}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1000)));
    assert_eq!((server.requests().len(), clock.waits().len()), (1, 0));
    clock.advance(Duration::from_secs(1000));
    send::<_, Result<()>>(&GET, &graph.me(), nothing()).await.unwrap();
}
