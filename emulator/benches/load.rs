//! What ten thousand users with a hundred messages each cost: `cargo bench -p graph-action-emulator`. It needs 1.5 GB.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops at what is wrong with it"
)]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/wire/client.rs"]
mod client;

use std::time::Instant;

use client::Client;
use graph_action_emulator::Emulator;
use serde_json::json;

const USERS: usize = 10_000;
const MESSAGES: usize = 100;

#[tokio::main]
async fn main() {
    let emulator = Emulator::start().await.unwrap();
    let begin = Instant::now();
    let users = (0..USERS).map(|number| {
        json!({
            "userPrincipalName": format!("u{number}@contoso.com"), "displayName": format!("User {number}"),
            "mail": format!("u{number}@contoso.com"), "department": format!("D{}", number % 50),
        })
    });
    emulator.seed("/users", users.collect()).unwrap();
    for number in 0..USERS {
        let messages = (0..MESSAGES).map(|message| json!({"subject": format!("Message {message}")}));
        emulator.seed(&format!("/users/u{number}@contoso.com/messages"), messages.collect()).unwrap();
    }
    println!("made in {:?}, {}", begin.elapsed(), memory());
    let mut client = Client::connect(&emulator).await;
    for target in [
        "/v1.0/users/u9999@contoso.com",
        "/v1.0/users?$top=999",
        "/v1.0/users?$filter=department%20eq%20'D7'",
        "/v1.0/users/u5000@contoso.com/messages?$top=50",
        "/v1.0/users/u5000@contoso.com/messages?$filter=subject%20eq%20'Message%207'",
    ] {
        let begin = Instant::now();
        let response = client.get(target).await;
        println!("{target}: {:?}", begin.elapsed());
        assert_eq!(response.status, 200, "{}", response.text());
    }
}

/// What the process has in memory.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or("unknown").to_owned()
}
