use graph_action::{Result, graph_action};

#[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
async fn send(id: &str) -> Result<()> {
    let _ = id;
    Ok(())
}

fn main() {}
