//! The hosts that Graph gives addresses of: monitors of long operations, and uploads of attachments.

use std::time::Duration;

use graph_action::{Call, Monitor, Page, Result, UploadSession, graph_action, graph_api};
use graph_action_emulator::{Fault, RetryAfter};
use serde_json::{Value, json};

use crate::calls::Calls as _;
use crate::world::{SECRET, World};

#[graph_api]
trait Elsewhere {
    #[graph_action(POST, "/drive/root:/<path..>:/copy", scope = "Files.ReadWrite")]
    fn copy(&self, path: &str, name: &str) -> Call<Monitor<()>>;

    #[graph_action(POST, "/messages/<id>/attachments/createUploadSession", scope = "Mail.ReadWrite")]
    fn attach(&self, id: &str, attachment_item: &Value) -> Call<UploadSession>;

    #[graph_action(GET, "/messages/<id>/attachments?$select=name", scope = "Mail.Read")]
    fn attachments(&self, id: &str) -> Call<Page<Value>>;
}

/// What may pass, and what was processed in spite of it.
fn passing() -> Vec<(&'static str, Fault)> {
    vec![
        ("429", Fault::status(429).retry_after(RetryAfter::Seconds(7))),
        ("503, wait told", Fault::status(503).retry_after(RetryAfter::Seconds(7))),
        ("408", Fault::status(408)),
        ("503", Fault::status(503)),
        ("500", Fault::status(500)),
        ("502, HTML", Fault::html(502)),
        ("reset", Fault::reset()),
    ]
}

impl World {
    fn elsewhere(&self) -> ElsewhereClient {
        ElsewhereClient::new(self.graph.me())
    }

    /// The copies of the file, apart from itself.
    fn copies(&self) -> usize {
        let files = self.emulator.drive_items("me").unwrap();
        files.iter().filter(|item| item.content.is_some()).count() - 1
    }

    async fn copy(&self, fault: Fault) -> Result<()> {
        self.emulator.put_file("me", "/a.bin", b"a".to_vec()).unwrap();
        self.emulator.inject(fault.on("GET", "/monitor/**"));
        let result = self.elsewhere().copy("a.bin", "b.bin").await.unwrap().wait().await;
        self.assert_secret();
        result
    }

    /// The host of files got no token.
    fn assert_secret(&self) {
        for request in self.emulator.storage_requests() {
            assert!(!String::from_utf8_lossy(request.head()).contains(SECRET), "{request:?}");
        }
    }
}

#[tokio::test]
async fn a_monitor_is_asked_again_and_the_operation_is_begun_once() {
    for (name, fault) in passing() {
        let world = World::new().await;
        world.copy(fault).await.unwrap();
        let begun = world.emulator.requests().iter().filter(|request| request.target().ends_with("/copy")).count();
        assert_eq!((world.copies(), begun), (1, 1), "{name}");
        if name.contains("told") || name == "429" {
            assert!(world.clock.waits().contains(&Duration::from_secs(7)), "{name}: {:?}", world.clock.waits());
        }
    }
}

#[tokio::test]
async fn a_monitor_that_fails_leaves_doubt_and_graph_alone() {
    for status in [400, 401, 403, 404, 410] {
        let world = World::new().await;
        let error = world.copy(Fault::status(status).always()).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(error.may_have_taken_effect() && error.attempts() == 1, "{error:?}");
    }
    for fault in
        [Fault::status(503).retry_after(RetryAfter::Seconds(1_000_000_000)).always(), Fault::status(503).always()]
    {
        let world = World::new().await;
        assert!(world.copy(fault).await.unwrap_err().may_have_taken_effect());
        let waits = world.clock.waits().len();
        world.elsewhere().attachments(world.ids("inbox").first().unwrap()).await.unwrap();
        assert_eq!(world.clock.waits().len(), waits, "Graph's pace is Graph's");
    }
}

#[tokio::test]
async fn a_monitor_that_leads_back_to_graph_does_not_get_the_token_there() {
    for (status, is_done) in [(302, false), (303, true)] {
        let world = World::new().await;
        let address = format!("{}/v1.0/me/drive/root:/b.bin", world.emulator.url());
        assert_eq!(world.copy(Fault::redirect(status, &address)).await.is_ok(), is_done);
        let asked = world.emulator.requests();
        let asked = asked.iter().find(|request| request.target().ends_with("/root:/b.bin")).unwrap();
        assert_eq!(asked.header("authorization"), None);
    }
}

#[tokio::test]
async fn an_attachment_is_attached_once_or_leaves_doubt() {
    const SIZE: usize = (3 << 20) + 5 * 327_680;
    let item = json!({ "attachmentType": "file", "name": "a.bin", "size": SIZE });
    for (name, fault) in passing() {
        for slice in [0, 1] {
            for is_processed in [false, true] {
                let world = World::new().await;
                let id = world.me().create(&json!({ "subject": "a" })).await.unwrap().id;
                let fault = fault.clone().on("PUT", "/upload/**").skip(slice);
                world.emulator.inject(if is_processed { fault.after_processing() } else { fault });
                let mut session = world.elsewhere().attach(&id, &item).await.unwrap();
                let uploaded = session.upload::<()>(vec![1; SIZE]).await;
                let attached = world.elsewhere().attachments(&id).await.unwrap().value.len();
                match uploaded {
                    Ok(()) => assert_eq!(attached, 1, "{name} {slice} {is_processed}"),
                    Err(error) => {
                        assert!(slice == 1 && is_processed && attached == 1, "{name} {slice}: {error:?}");
                        // A refusal that was none: 4xx, and 503 with a wait, promise that nothing was done.
                        let is_promised = name == "429" || name == "408" || name == "503, wait told";
                        assert!(error.may_have_taken_effect() || is_promised, "{name}: {error:?}");
                    }
                }
                world.assert_secret();
            }
        }
    }
}
