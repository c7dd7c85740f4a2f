use graph_action::{Result, graph_action};

trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;
}

struct FakeMail;

impl Mail for FakeMail {}

async fn call() {
    let _ = FakeMail.send("id").await;
}

fn main() {
    let _ = call();
}
