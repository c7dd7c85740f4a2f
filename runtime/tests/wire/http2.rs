//! HTTP/2: only this crate decides what is sent again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_action::__private::send;
use graph_action::{Graph, Result, Retry, reqwest};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::clock::ManualClock;
use crate::server::{GET, POST, nothing};

const SETTINGS: u8 = 4;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const REFUSED_STREAM: u32 = 7;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// Refuses every request, and counts them.
async fn refuse(mut connection: TcpStream, count: Arc<AtomicUsize>) -> std::io::Result<()> {
    connection.read_exact(&mut [0; 24]).await?;
    connection.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
    loop {
        let mut head = [0; 9];
        connection.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        connection.read_exact(&mut vec![0; length as usize]).await?;
        let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        match (head[3], head[4]) {
            (SETTINGS, 0) => connection.write_all(&frame(SETTINGS, 1, 0, &[])).await?,
            (HEADERS, _) => {
                count.fetch_add(1, Ordering::SeqCst);
                connection.write_all(&frame(RST_STREAM, 0, stream, &REFUSED_STREAM.to_be_bytes())).await?;
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_refused_stream_is_sent_again_by_our_policy_only_and_leaves_no_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = count.clone();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            tokio::spawn(refuse(connection, counter.clone()));
        }
    });
    for (retry, sent) in [(Retry::none(), 1), (Retry::default(), 4)] {
        for action in [&POST, &GET] {
            count.store(0, Ordering::SeqCst);
            let http = reqwest::Client::builder().http2_prior_knowledge();
            let builder = Graph::builder().http(http).base_url(&url).bearer_token("x").clock(ManualClock::default());
            let graph = builder.retry(retry).build().unwrap();
            let error = send::<_, Result<()>>(action, &graph.me(), nothing()).await.unwrap_err();
            assert!(!error.may_have_taken_effect() && error.attempts() == sent, "{error:?}");
            assert_eq!(count.load(Ordering::SeqCst), sent as usize);
        }
    }
}
