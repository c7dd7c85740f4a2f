use graph_action::{graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    unsafe fn send(&self, id: &str) -> graph_action::Call<()>;
}

fn main() {}
