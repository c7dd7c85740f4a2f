use graph_action::{Result, graph_action};

struct Mail;

impl Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()> {
        let _ = id;
        Ok(())
    }
}

async fn call() {
    let _ = Mail.send("id").await;
}

fn main() {
    let _ = call();
}
