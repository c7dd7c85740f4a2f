use graph_action::graph_api;

#[graph_api]
struct Mail;

fn main() {
    let _ = Mail;
}
