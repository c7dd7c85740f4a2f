//! Requests that a function of the user sends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use graph_action::__private::call;
use graph_action::{Call, Graph, Retry};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Server, answer, json, nothing, redirect};

#[tokio::test]
async fn every_attempt_and_every_redirect_passes_it() {
    let other = Server::start([json("200 OK", "5")]).await;
    let server = Server::start([answer("429 x", "", ""), redirect(302, &other.url("/x"))]).await;
    let count = Arc::new(AtomicU32::new(0));
    let counted = count.clone();
    let builder = server.builder().retry(Retry::default()).clock(ManualClock::default());
    let graph = builder
        .send_with(move |client, mut request| {
            let number = counted.fetch_add(1, Ordering::Relaxed);
            request.headers_mut().insert("x-number", number.into());
            async move { Ok(client.execute(request).await?) }
        })
        .build()
        .unwrap();
    assert_eq!(call::<_, Call<u8>>(&GET, &graph.me(), nothing()).await.unwrap(), 5);
    assert_eq!(count.load(Ordering::Relaxed), 3);
    assert!(server.requests()[1].contains("\nx-number: 1\n") && server.requests()[1].contains("\nauthorization: "));
    assert!(other.requests()[0].contains("\nx-number: 2\n"));
    assert!(!other.requests()[0].contains("authorization"), "{}", other.requests()[0]);
}

#[tokio::test]
async fn it_can_answer_without_a_network() {
    let graph = Graph::builder()
        .bearer_token("a")
        .send_with(async |_, request| {
            assert_eq!(request.url().as_str(), "https://graph.microsoft.com/v1.0/me/messages");
            Ok(http::Response::new("7").into())
        })
        .build()
        .unwrap();
    assert_eq!(call::<_, Call<u8>>(&GET, &graph.me(), nothing()).await.unwrap(), 7);
}

#[tokio::test]
async fn its_errors_leave_the_doubt_that_they_must() {
    // Nobody listens there, so a connection cannot be made, and nothing was sent.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let builder = || Graph::builder().base_url(format!("http://{address}")).bearer_token("a").retry(Retry::none());
    let graph = builder().send_with(async |client, request| Ok(client.execute(request).await?)).build().unwrap();
    let error = call::<_, Call<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_taken_effect(), "{error}");

    let graph = builder().send_with(async |_, _| Err("SECRET".into())).build().unwrap();
    let error = call::<_, Call<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.may_have_taken_effect() && !error.to_string().contains("SECRET"), "{error}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "SECRET");
    let error = call::<_, Call<()>>(&GET, &graph.me(), nothing()).await.unwrap_err();
    assert!(!error.may_have_taken_effect(), "a read has no effect");
}
