use graph_action::graph_action;

#[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
pub struct Mail;

fn main() {
    let _ = Mail;
}
