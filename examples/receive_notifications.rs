//! Subscribes to the messages of the inbox, and receives change notifications. `src/hook.rs` is the web hook, in axum.
//!
//! `cargo run --example receive_notifications` needs nothing: a loopback Graph plays the sender.
//! With an access token in `GRAPH_TOKEN` (`Mail.Read`), and in `HOOK_URL` an `https` address that leads to
//! `http://127.0.0.1:8080/hook` (a tunnel), the real Graph sends.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use graph_action::notification::{Event, LifecycleEvent, Notification, Notifications, Subscription, date_time, renew};
use graph_action::{Call, Graph, graph_action, graph_api, graph_entity};
use graph_action_examples::{Failure, Sender, hook};
use serde_json::json;

const HOUR: Duration = Duration::from_secs(3600);

#[graph_entity("subscription")]
struct NewSubscription<'a> {
    change_type: &'a str,
    notification_url: &'a str,
    lifecycle_notification_url: Option<&'a str>,
    resource: &'a str,
    expiration_date_time: String,
    client_state: Option<&'a str>,
}

#[graph_api(root = service)]
trait Subscriptions {
    #[graph_action(POST, "/subscriptions", scope = "Mail.Read")]
    fn subscribe(&self, #[body] subscription: &NewSubscription<'_>) -> Call<Subscription>;
}

/// Says what happened, and renews the subscription when Graph asks for it.
async fn handle(graph: &Graph, item: &Notification) -> Result<(), Failure> {
    match &item.event {
        Event::Change(change) => println!("{change:?}: {}", item.resource.as_deref().unwrap_or("?")),
        Event::Lifecycle(LifecycleEvent::ReauthorizationRequired) => {
            let renewed = renew(graph, &item.subscription_id, SystemTime::now() + 2 * HOUR).await?;
            println!("renewed until {}", date_time(renewed.expires));
        }
        Event::Lifecycle(event) => println!("{event:?}: read what changed by a delta query"),
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let real = std::env::var("GRAPH_TOKEN").ok().zip(std::env::var("HOOK_URL").ok());
    let (local, mut received) = hook(if real.is_some() { 8080 } else { 0 }).await?;
    let (graph, url, sender) = match real {
        Some((token, url)) => (Graph::builder().bearer_token(token).build()?, url, None),
        None => {
            let sender = Sender::start().await?;
            (Graph::builder().bearer_token("any").base_url(sender.url()).build()?, local, Some(sender))
        }
    };
    // The keys of a `RandomState` come from the system's source of random numbers.
    let secret = format!("{:016x}{:016x}", RandomState::new().hash_one(1), RandomState::new().hash_one(2));
    let subscription = SubscriptionsClient::new(graph.clone())
        .subscribe(&NewSubscription {
            change_type: "created,updated",
            notification_url: &url,
            lifecycle_notification_url: Some(&url),
            resource: "/me/mailFolders('inbox')/messages",
            expiration_date_time: date_time(SystemTime::now() + HOUR),
            client_state: Some(&secret),
        })
        .await?;
    println!("subscription {} ends at {}", subscription.id, date_time(subscription.expires));

    if let Some(sender) = &sender {
        sender.notify(&json!({ "changeType": "created", "resource": "me/messages/AAMk" })).await?;
        sender.notify(&json!({ "changeType": "created", "resource": "x", "clientState": "a forger's guess" })).await?;
        sender.notify(&json!({ "lifecycleEvent": "reauthorizationRequired" })).await?;
        sender.notify(&json!({ "lifecycleEvent": "missed" })).await?;
    }
    let expected = if sender.is_some() { 4 } else { usize::MAX };
    for _ in 0..expected {
        let Some(body) = received.recv().await else { break };
        let notifications = match Notifications::read(&body) {
            Ok(notifications) => notifications,
            Err(refused) => {
                println!("refused: {refused}");
                continue;
            }
        };
        for item in notifications.items {
            let checked = item.and_then(|item| item.check_client_state(&secret).map(|()| item));
            match checked {
                Ok(item) => handle(&graph, &item).await?,
                Err(refused) => println!("refused: {refused}"),
            }
        }
    }
    Ok(())
}
