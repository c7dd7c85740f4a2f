//! What a call costs over the same request written by hand with reqwest, against the emulator on loopback.
//!
//! `cargo bench -p graph-action-tests --bench call`
//!
//! The two take turns, so that what else the machine does hits both. The emulator's own work is in both numbers.

use std::time::{Duration, Instant};

use graph_action::reqwest;
use graph_action::{Call, Graph, graph_action, graph_api};
use graph_action_emulator::Emulator;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Message {
    id: String,
    subject: Option<String>,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>?$select=id,subject", scope = "Mail.ReadBasic")]
    fn read(&self, id: &str) -> Call<Message>;
}

const WARM_UP: usize = 500;
const ROUNDS: usize = 5000;
const LIMIT: Duration = Duration::from_secs(100);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let emulator = emulator();
    let id = emulator.deliver("me", "inbox", json!({ "subject": "a" })).expect("it is a message").id;
    // With a client of ours, for that installs the cryptography that reqwest wants even where there is no TLS.
    let builder = Graph::builder().http(reqwest::Client::builder()).timeout(LIMIT);
    let graph = builder.bearer_token("token").base_url(emulator.url()).build().expect("it is complete");
    let mail = MailClient::new(graph.me());
    let client = reqwest::Client::builder().no_proxy().build().expect("it is complete");

    let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + ROUNDS {
        let start = Instant::now();
        let message = mail.read(&id).await.expect("it is there");
        let took = start.elapsed();
        assert!(message.id == id && message.subject.as_deref() == Some("a"));

        let start = Instant::now();
        let message = read_by_hand(&client, emulator.url(), &id).await.expect("it is there");
        let took_by_hand = start.elapsed();
        assert!(message.id == id && message.subject.as_deref() == Some("a"));

        if round >= WARM_UP {
            ours.push(took);
            by_hand.push(took_by_hand);
        }
    }
    for (what, times) in [("a call", &mut ours), ("by hand", &mut by_hand)] {
        times.sort();
        println!(
            "{what:<8} {:>9.1?} median, {:>9.1?} to {:>9.1?} for the middle half",
            at(times, 2),
            at(times, 1),
            at(times, 3)
        );
    }
    let (ours, by_hand) = (at(&ours, 2), at(&by_hand, 2));
    let share = ours.as_secs_f64() / by_hand.as_secs_f64() - 1.0;
    println!(
        "a call costs {:.1} µs or {:.1} % more",
        (ours.as_secs_f64() - by_hand.as_secs_f64()) * 1e6,
        share * 100.0
    );

    let start = Instant::now();
    for _ in 0..ROUNDS {
        drop(std::hint::black_box(mail.read(&id)));
    }
    println!(
        "making a call, without sending it, takes {:.2?}",
        start.elapsed() / u32::try_from(ROUNDS).unwrap_or(u32::MAX)
    );
}

/// A server on a thread of its own, which keeps no record.
fn emulator() -> Emulator {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("threads can be made");
        runtime.block_on(async {
            sender
                .send(Emulator::builder().recording(false).start().await.expect("there is a free port"))
                .expect("somebody waits");
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().expect("it starts")
}

/// The quartile of sorted times.
fn at(times: &[Duration], quartile: usize) -> Duration {
    times[times.len() * quartile / 4]
}

/// The same request, byte for byte but for the ids.
async fn read_by_hand(client: &reqwest::Client, base: &str, id: &str) -> reqwest::Result<Message> {
    let id = id.replace('=', "%3D");
    let response = client
        .get(format!("{base}/v1.0/me/messages/{id}?$select=id%2Csubject"))
        .header("authorization", "Bearer token")
        .header("client-request-id", "9f2a0e0c-7f7b-4c5c-9a44-3b1f2a9a7b11")
        .header("accept", "application/json")
        .header("user-agent", "by-hand/1.0")
        .timeout(LIMIT)
        .send()
        .await?
        .error_for_status()?;
    Ok(serde_json::from_slice(&response.bytes().await?).expect("it is JSON"))
}
