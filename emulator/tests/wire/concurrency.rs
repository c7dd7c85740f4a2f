//! Outlook's limit on concurrent requests to one mailbox.

use graph_action_emulator::{Emulator, Fault, Gate};
use serde_json::{Value, json};

use crate::client::Client;

async fn held(emulator: &Emulator, target: &str, count: usize) -> Vec<Client> {
    let mut clients = Vec::new();
    for _ in 0..count {
        let mut client = Client::connect(emulator).await;
        client.start("GET", target, &[], None).await;
        clients.push(client);
    }
    clients
}

#[tokio::test]
async fn the_fifth_is_refused() {
    let emulator = Emulator::start().await.unwrap();
    emulator.limit_mailboxes(Some(4));
    let gate = Gate::new();
    emulator.inject(Fault::hold(&gate).always());
    let mine = held(&emulator, "/v1.0/me/messages", 4).await;
    gate.held(4).await;
    let mut client = Client::connect(&emulator).await;
    for target in ["/v1.0/users/ADELE@contoso.com/mailFolders", "/v1.0/me/messages/x"] {
        let refused = client.get(target).await;
        assert_eq!(refused.error(), (429, "ApplicationThrottled".to_owned()));
        assert_eq!(refused.header("retry-after"), Some("1"));
    }
    let others = held(&emulator, "/v1.0/users/alex@contoso.com/messages", 4).await;
    let directory = held(&emulator, "/v1.0/me", 5).await;
    gate.held(13).await;
    gate.open();
    for mut client in mine.into_iter().chain(others).chain(directory) {
        assert_eq!(client.read().await.status, 200);
    }
    assert_eq!(client.get("/v1.0/me/messages").await.status, 200);
    assert_eq!(emulator.most_concurrent("me").unwrap(), 4);
    assert_eq!(emulator.most_concurrent("megan@contoso.com").unwrap(), 0);
}

#[tokio::test]
async fn a_batch_takes_up_to_four_places() {
    let emulator = Emulator::start().await.unwrap();
    emulator.limit_mailboxes(Some(4));
    let item = |id: usize| json!({"id": id.to_string(), "method": "GET", "url": "/me/messages"});
    let items: Vec<Value> = (0..20).map(item).collect();
    let mut client = Client::connect(&emulator).await;
    let statuses = |body: Value| -> Vec<u64> {
        let responses = body["responses"].as_array().unwrap().iter();
        responses.map(|response| response["status"].as_u64().unwrap()).collect()
    };
    let alone = client.post("/v1.0/$batch", json!({"requests": items})).await.json();
    assert_eq!(statuses(alone), [200; 20]);
    assert_eq!(emulator.most_concurrent("me").unwrap(), 4);

    let gate = Gate::new();
    emulator.inject(Fault::hold(&gate).on("GET", "/me/messages").always());
    let waiting = held(&emulator, "/v1.0/me/messages", 3).await;
    gate.held(3).await;
    let beside = statuses(client.post("/v1.0/$batch", json!({"requests": items})).await.json());
    assert_eq!(beside.iter().filter(|status| **status == 429).count(), 15, "{beside:?}");
    let mut sequential = items;
    for (index, item) in sequential.iter_mut().enumerate().skip(1) {
        item["dependsOn"] = json!([(index - 1).to_string()]);
    }
    let one_by_one = client.post("/v1.0/$batch", json!({"requests": sequential})).await.json();
    assert_eq!(statuses(one_by_one), [200; 20]);
    gate.open();
    for mut client in waiting {
        assert_eq!(client.read().await.status, 200);
    }
}
